//! `followup assign`: follow-ups handed to somebody else, one vendor after the other.

use jiff::civil::Date;

use super::{Document, line, table};
use crate::cli::output::Output;
use crate::desk::Desk;
use crate::domain::dossier::{Dossier, FollowUpOnFile};
use crate::domain::request::Request;
use crate::problem::Problem;
use crate::text::{folded, many};

/// Whose follow-ups go to whom, by which day.
pub(super) struct Handing {
    pub(super) from: Option<String>,
    pub(super) to: String,
    pub(super) due: Option<Date>,
}

impl Handing {
    /// The open follow-ups of a vendor that are meant.
    pub(super) fn of<'a>(&self, dossier: &'a Dossier) -> Vec<(&'a Dossier, &'a FollowUpOnFile)> {
        let from = self.from.as_deref().map(folded);
        let is_meant = |one: &&FollowUpOnFile| {
            let owner = folded(&one.follow_up.owner);
            one.is_open() && from.as_ref().is_none_or(|from| owner == *from)
        };
        dossier.follow_ups.iter().filter(is_meant).map(|one| (dossier, one)).collect()
    }
}

/// Hands follow-ups over, one vendor after the other; what was done before one is refused is said.
pub(super) fn assign(
    desk: &mut Desk,
    dossiers: &[Dossier],
    meant: &[(&Dossier, &FollowUpOnFile)],
    handing: &Handing,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    if meant.is_empty() {
        let all = dossiers.iter().flat_map(|dossier| &dossier.follow_ups);
        let known: Vec<&str> = all.map(|one| one.follow_up.owner.as_str()).collect();
        let from = handing.from.as_deref().unwrap_or_default();
        return Err(Problem::wrong_use(format!("'{from}' has nothing to find out"))
            .safe("nothing was recorded")
            .did_you_mean(from, known)
            .next("see everybody who has: proofbook followup list --by-owner"));
    }
    let mut handed = Vec::new();
    for group in meant.chunk_by(|one, other| one.0.id == other.0.id) {
        let Some((dossier, _)) = group.first() else { continue };
        let requests = group.iter().map(|(_, one)| Request::AssignFollowUp {
            follow_up: one.follow_up.id,
            owner: handing.to.clone(),
            due: handing.due,
        });
        desk.record(dossier.id, &Request::together(requests.collect())).map_err(|problem| {
            match handed.len() {
                0 => problem,
                done => problem.also_safe(&format!(
                    "{} went to {} before that",
                    many(done, "follow-up"),
                    handing.to
                )),
            }
        })?;
        let after = desk.dossier(dossier.id)?.clone();
        handed.extend(group.iter().filter_map(|(_, one)| {
            let now = after.follow_ups.iter().find(|now| now.follow_up.id == one.follow_up.id)?;
            Some((after.clone(), now.clone()))
        }));
    }
    let today = desk.today();
    let lines = handed.iter().map(|(dossier, one)| line(dossier, one, desk.bank(), today));
    let document = Document { day: today, follow_ups: lines.collect() };
    out.result("followup-assign", &document, |out| {
        out.line(&format!(
            "{} handed to {}.",
            many(document.follow_ups.len(), "follow-up"),
            handing.to
        ));
        out.table(&table(&document.follow_ups));
    });
    Ok(())
}
