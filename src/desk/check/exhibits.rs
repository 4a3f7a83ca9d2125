//! Taking, changing, withdrawing and linking exhibits.

use jiff::civil::Date;

use super::{InVault, OnFile, StoredFile, not_ahead, optional, required};
use crate::domain::day;
use crate::domain::event::{
    Change, DateField, ExhibitChanged, ExhibitKind, ExhibitTaken, ExhibitWithdrawn, Gone,
    HeldElsewhere, Link, Linked, Pinpoint, Unlinked,
};
use crate::domain::exhibit::{Exhibit, ExhibitNo, Holding};
use crate::domain::id::ExhibitId;
use crate::domain::request::{Asked, ChangeRequest, Request, Source, TakeRequest};
use crate::problem::{Doubt, Problem};

/// The fields of an exhibit that can be set, as they are typed.
pub const FIELDS: [&str; 9] = [
    "title",
    "kind",
    "dated",
    "from",
    "period-from",
    "period-end",
    "expires",
    "obtained",
    "reread",
];

impl OnFile<'_> {
    pub(super) fn take(
        &self,
        request: &TakeRequest,
        in_vault: &InVault,
    ) -> Result<Vec<Change>, Problem> {
        let links = self.links(request)?;
        self.doubt_dates(request)?;
        let file = in_vault.file.as_ref();
        if let Some(same) = file.and_then(|file| self.same_bytes(file)) {
            return match request.supersedes {
                None => link_same(same, links),
                Some(_) => Err(on_file_already(same)),
            };
        }
        if file.is_some_and(|file| file.bytes == 0) && !request.sure_of.contains(&Doubt::EmptyFile)
        {
            return Err(Problem::wrong_use("the file is empty: it holds 0 bytes")
                .next("check that it is the right file, or say yes to take it all the same")
                .doubt(Doubt::EmptyFile));
        }
        let supersedes = request.supersedes.map(|no| self.exhibit(no)).transpose()?;
        if let Some(newer) = supersedes.and_then(|old| old.superseded_by) {
            return Err(Problem::wrong_use(format!(
                "that exhibit is superseded by {newer} already"
            ))
            .next(format!("supersede {newer} instead")));
        }
        let name = file.map(|file| file.name.clone());
        let own = file.and_then(|file| file.title.clone());
        let title = optional("title", request.title.as_deref())?.or(own).or_else(|| name.clone());
        let title =
            title.ok_or_else(|| Problem::wrong_use("an exhibit held elsewhere needs a title"))?;
        let kind = request.kind.unwrap_or_else(|| match guessed_kind(&title) {
            ExhibitKind::Other => name.as_deref().map_or(ExhibitKind::Other, guessed_kind),
            kind => kind,
        });
        let dates = &request.dates;
        Ok(vec![
            ExhibitTaken {
                exhibit: ExhibitId(self.now.new_id()),
                no: self.dossier.next_exhibit_no().0,
                title,
                kind,
                bytes: file.map(|file| file.bytes),
                sha256: file.map(|file| file.sha256),
                file_name: name,
                held_elsewhere: held_elsewhere(&request.source)?,
                dated: dates.dated,
                from: dates.from,
                period_from: dates.period_from,
                period_to: dates.period_to,
                expires: dates.expires,
                obtained: dates.obtained,
                reread_on: dates.reread_on,
                supersedes: supersedes.map(|old| old.id),
                links,
            }
            .into(),
        ])
    }

    fn links(&self, request: &TakeRequest) -> Result<Vec<Link>, Problem> {
        let link = |(asked, pinpoint): &(Asked, Option<Pinpoint>)| {
            let question = self.question(asked)?;
            Ok(Link {
                subject: asked.subject,
                question: question.id.clone(),
                pinpoint: cleaned(pinpoint.as_ref())?,
            })
        };
        request.supports.iter().map(link).collect()
    }

    /// What is said where bytes were on file already, so that they were linked and not taken again (rule R13).
    pub fn linked_instead(&self, request: &Request, changes: &[Change]) -> Option<String> {
        let (Request::Take(_), Some(Change::Linked(linked))) = (request, changes.first()) else {
            return None;
        };
        let same = self.dossier.exhibit(linked.exhibit)?;
        Some(format!(
            "These bytes are on file already, as {} \"{}\"; it was linked, not taken again, and its dates are as they were.",
            same.no, same.title
        ))
    }

    fn doubt_dates(&self, request: &TakeRequest) -> Result<(), Problem> {
        not_ahead("on which it was obtained", request.dates.obtained, self.today)?;
        not_ahead("on which it was read again", request.dates.reread_on, self.today)?;
        if let Source::Elsewhere(held) = &request.source {
            not_ahead("on which it was seen", Some(held.seen_on), self.today)?;
        }
        let ahead = request.dates.dated.filter(|dated| *dated > self.today);
        match ahead {
            Some(dated) if !request.sure_of.contains(&Doubt::DatedAhead) => Err(dated_ahead(dated)),
            _ => Ok(()),
        }
    }

    fn same_bytes(&self, file: &StoredFile) -> Option<&Exhibit> {
        self.dossier.exhibits.values().find(|exhibit| {
            let same =
                matches!(&exhibit.holding, Holding::Vault { sha256, .. } if *sha256 == file.sha256);
            same && exhibit.withdrawn.is_none()
        })
    }

    pub(super) fn exhibit(&self, no: ExhibitNo) -> Result<&Exhibit, Problem> {
        let known = || self.dossier.exhibits.keys().map(ToString::to_string).collect::<Vec<_>>();
        let found = self.dossier.exhibits.get(&no).ok_or_else(|| {
            let numbers = known();
            let has = if numbers.is_empty() { "none yet".to_owned() } else { numbers.join(", ") };
            Problem::wrong_use(format!("there is no exhibit {no}")).next(format!("on file: {has}"))
        })?;
        match &found.withdrawn {
            None => Ok(found),
            Some(reason) => Err(Problem::wrong_use(format!("{no} was withdrawn: {reason}"))
                .next("take the document as a new exhibit")),
        }
    }

    pub(super) fn change_exhibit(
        &self,
        request: &ChangeRequest,
    ) -> Result<ExhibitChanged, Problem> {
        let exhibit = self.exhibit(request.exhibit)?;
        let mut changed = ExhibitChanged {
            exhibit: exhibit.id,
            title: None,
            kind: None,
            dated: None,
            from: None,
            period_from: None,
            period_to: None,
            expires: None,
            obtained: None,
            reread_on: None,
        };
        match request.field.as_str() {
            "title" => changed.title = Some(required("title", &request.value)?),
            "kind" => changed.kind = Some(read_kind(&request.value)?),
            field => {
                let place = match field {
                    "dated" => &mut changed.dated,
                    "from" => &mut changed.from,
                    "period-from" => &mut changed.period_from,
                    "period-end" => &mut changed.period_to,
                    "expires" => &mut changed.expires,
                    "obtained" => &mut changed.obtained,
                    "reread" => &mut changed.reread_on,
                    _ => {
                        return Err(Problem::wrong_use(format!(
                            "an exhibit has no field '{field}'"
                        ))
                        .did_you_mean(field, FIELDS)
                        .next(format!("the fields are {}", FIELDS.join(", "))));
                    }
                };
                *place = Some(read_date_field(&request.value)?);
            }
        }
        let day = |field: Option<DateField>| field.and_then(DateField::date);
        not_ahead("on which it was obtained", day(changed.obtained), self.today)?;
        not_ahead("on which it was read again", day(changed.reread_on), self.today)?;
        Ok(changed)
    }

    pub(super) fn withdraw(
        &self,
        no: ExhibitNo,
        reason: &str,
    ) -> Result<ExhibitWithdrawn, Problem> {
        Ok(ExhibitWithdrawn { exhibit: self.exhibit(no)?.id, reason: required("reason", reason)? })
    }

    pub(super) fn link(
        &self,
        no: ExhibitNo,
        asked: &Asked,
        pinpoint: Option<&Pinpoint>,
    ) -> Result<Linked, Problem> {
        let (exhibit, question) = (self.exhibit(no)?, self.question(asked)?);
        let pinpoint = cleaned(pinpoint)?;
        if exhibit.link(asked.subject, &question.id).is_some_and(|old| old.pinpoint == pinpoint) {
            return Err(Problem::wrong_use(format!("{no} is linked to {} already", question.id)));
        }
        Ok(Linked {
            exhibit: exhibit.id,
            subject: asked.subject,
            question: question.id.clone(),
            pinpoint,
        })
    }

    pub(super) fn unlink(&self, no: ExhibitNo, asked: &Asked) -> Result<Unlinked, Problem> {
        let (exhibit, question) = (self.exhibit(no)?, self.question(asked)?);
        if exhibit.link(asked.subject, &question.id).is_none() {
            let linked: Vec<&str> =
                exhibit.links.iter().map(|link| link.question.as_str()).collect();
            return Err(Problem::wrong_use(format!("{no} is not linked to {}", question.id)).next(
                format!(
                    "it is linked to: {}",
                    if linked.is_empty() { "nothing".to_owned() } else { linked.join(", ") }
                ),
            ));
        }
        Ok(Unlinked { exhibit: exhibit.id, subject: asked.subject, question: question.id.clone() })
    }
}

/// Bytes already on file are linked, not taken again (rule R13).
fn link_same(same: &Exhibit, links: Vec<Link>) -> Result<Vec<Change>, Problem> {
    let new: Vec<Change> = links
        .into_iter()
        .filter(|link| {
            let old = same.link(link.subject, &link.question);
            old.is_none_or(|old| link.pinpoint.is_some() && old.pinpoint != link.pinpoint)
        })
        .map(|link| {
            Linked {
                exhibit: same.id,
                subject: link.subject,
                question: link.question,
                pinpoint: link.pinpoint,
            }
            .into()
        })
        .collect();
    if new.is_empty() {
        return Err(on_file_already(same));
    }
    Ok(new)
}

fn on_file_already(same: &Exhibit) -> Problem {
    Problem::wrong_use(format!(
        "these bytes are on file already, as {} \"{}\"",
        same.no, same.title
    ))
    .safe("nothing was taken twice")
    .next(format!("link {} to the question instead", same.no))
}

fn dated_ahead(dated: Date) -> Problem {
    Problem::wrong_use(format!("the document is dated {dated}, which is after today"))
        .next("check the date, or say yes to take it all the same")
        .doubt(Doubt::DatedAhead)
}

fn held_elsewhere(source: &Source) -> Result<Option<HeldElsewhere>, Problem> {
    let Source::Elsewhere(held) = source else { return Ok(None) };
    Ok(Some(HeldElsewhere {
        place: required("place where it is held", &held.place)?,
        seen_by: required("name of who saw it", &held.seen_by)?,
        seen_on: held.seen_on,
    }))
}

fn cleaned(pinpoint: Option<&Pinpoint>) -> Result<Option<Pinpoint>, Problem> {
    let Some(pinpoint) = pinpoint else { return Ok(None) };
    let cleaned = Pinpoint {
        page: optional("page", pinpoint.page.as_deref())?,
        section: optional("section", pinpoint.section.as_deref())?,
        quote: optional("quoted words", pinpoint.quote.as_deref())?,
    };
    Ok(Some(cleaned).filter(|pinpoint| *pinpoint != Pinpoint::default()))
}

/// The kind of that word.
///
/// # Errors
/// Names the kinds, and the nearest.
pub fn read_kind(typed: &str) -> Result<ExhibitKind, Problem> {
    let word = typed.trim().to_lowercase().replace(['-', ' '], "_");
    ExhibitKind::ALL.into_iter().find(|kind| kind.word() == word).ok_or_else(|| {
        let words = ExhibitKind::ALL.map(ExhibitKind::word);
        Problem::wrong_use(format!("'{typed}' is not a kind of exhibit"))
            .did_you_mean(&word, words)
            .next(format!("the kinds are {}", words.join(", ")))
    })
}

fn read_date_field(typed: &str) -> Result<DateField, Problem> {
    if typed.trim().eq_ignore_ascii_case("none") {
        return Ok(DateField::Gone(Gone::None));
    }
    day::read_date(typed).map(DateField::Set).map_err(Problem::wrong_use)
}

/// The kind that a title or file name suggests; `other` where it suggests none.
pub fn guessed_kind(title: &str) -> ExhibitKind {
    let title = title.to_lowercase().replace(['-', '_', '.'], " ");
    let says = |words: &[&str]| {
        words.iter().any(|word| format!(" {title} ").contains(&format!(" {word} ")))
    };
    if says(&["bridge letter", "gap letter"]) {
        ExhibitKind::BridgeLetter
    } else if says(&["soc", "soc2", "soc 2", "audit report", "hitrust"]) {
        ExhibitKind::AuditReport
    } else if says(&["pentest", "penetration test", "pen test"]) {
        ExhibitKind::PenetrationTest
    } else if says(&["insurance", "endorsement", "acord", "coi"]) {
        ExhibitKind::Insurance
    } else if says(&["iso", "iso27001", "certificate"]) {
        ExhibitKind::Certificate
    } else if says(&["baa", "agreement", "contract", "amendment", "msa", "addendum"]) {
        ExhibitKind::Agreement
    } else if says(&["policy", "procedure", "plan", "standard"]) {
        ExhibitKind::PolicyDocument
    } else if says(&["letter", "memo", "email", "e mail"]) {
        ExhibitKind::Letter
    } else if says(&["log", "list", "record", "ticket", "minutes", "inventory"]) {
        ExhibitKind::Record
    } else {
        ExhibitKind::Other
    }
}
