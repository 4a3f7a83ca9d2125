//! `evidence list`: every exhibit, what it supports, and whether it is current for it (rules, section 4).

use jiff::civil::Date;
use serde::Serialize;

use crate::cli::later::{self, Ask};
use crate::cli::output::{Align, Cell, Output, Table, Tint};
use crate::cli::typed;
use crate::desk::Desk;
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::event::{ExhibitDates, ExhibitKind};
use crate::domain::exhibit::{Exhibit, Holding};
use crate::domain::id::{Digest, ExhibitId, VendorId};
use crate::domain::later::{Later, What};
use crate::domain::retention::{self, CITATION, MORE, RULE};
use crate::domain::standing::Standings;
use crate::problem::Problem;

#[derive(Serialize)]
struct Document<'a> {
    day: Date,
    vendor: VendorId,
    exhibits: Vec<Line<'a>>,
    /// What was recorded after the past day that is looked at; in no figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<Vec<Later>>,
}

/// An exhibit as scripts see it.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    no: String,
    id: ExhibitId,
    title: &'a str,
    kind: ExhibitKind,
    file_name: Option<&'a str>,
    bytes: Option<u64>,
    sha256: Option<Digest>,
    held_at: Option<&'a str>,
    dated: Option<Date>,
    from: Option<Date>,
    period_from: Option<Date>,
    period_to: Option<Date>,
    expires: Option<Date>,
    obtained: Option<Date>,
    reread_on: Option<Date>,
    superseded_by: Option<String>,
    withdrawn: Option<&'a str>,
    last_check: Option<&'static str>,
    /// The earliest day under the six-year rule; none, while no day can be named.
    keep_until: Option<Date>,
    /// The same in words.
    keep: String,
    pub(super) supports: Vec<Support<'a>>,
    /// The numbers of the records that rest on it.
    pub(super) records: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Support<'a> {
    pub(super) question: &'a str,
    /// The number of the incident that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
    page: Option<&'a str>,
    section: Option<&'a str>,
    quote: Option<&'a str>,
    pub(super) current: bool,
    /// The last day on which it is current, where time ends it.
    pub(super) until: Option<Date>,
    pub(super) why_not: Vec<String>,
}

impl Support<'_> {
    /// The question's id; of one about an incident with the incident's number.
    pub(super) fn name(&self) -> String {
        match &self.incident {
            Some(no) => format!("{} of {no}", self.question),
            None => self.question.to_owned(),
        }
    }

    /// Where in the exhibit, in words.
    pub(super) fn place(&self) -> String {
        let page = self.page.map(|page| format!("page {page}"));
        let section = self.section.map(|section| format!("section {section}"));
        let quote = self.quote.map(|quote| format!("\"{quote}\""));
        let parts: Vec<String> = page.into_iter().chain(section).chain(quote).collect();
        if parts.is_empty() { "no page given".to_owned() } else { parts.join(", ") }
    }
}

pub(super) fn run(
    desk: &mut Desk,
    vendor: &str,
    later: Ask,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    let later = later.of(desk, &dossier, |one| matches!(one.what, What::Exhibit { .. }))?;
    let standings = desk.standings(&dossier);
    let exhibits =
        dossier.exhibits.values().map(|one| line(one, &dossier, &standings, desk)).collect();
    let document = Document { day: desk.today(), vendor: dossier.id, exhibits, later };
    out.result("evidence-list", &document, |out| {
        if document.exhibits.is_empty() {
            out.line(&format!(
                "No exhibits yet. Take one: proofbook evidence add {} FILE",
                dossier.slug
            ));
        } else {
            out.table(&table(&document.exhibits));
            let kept = document.exhibits.iter().filter_map(|one| one.keep_until).min();
            out.blank();
            if let Some(day) = kept {
                out.text(0, &format!(
                    "To be kept: the earliest day is {day}. HIPAA asks for {RULE} ({CITATION}); {MORE}. Each one's day: proofbook evidence show {} A-01",
                    dossier.slug
                ));
            }
            for hold in dossier.standing_holds() {
                out.text(0, &format!("A legal hold stands for {}: everything is kept, and no day is named.", hold.matter));
            }
        }
        later::print(document.later.as_deref(), out);
    });
    Ok(())
}

pub(super) fn line<'a>(
    exhibit: &'a Exhibit,
    dossier: &Dossier,
    standings: &Standings<'a>,
    desk: &Desk,
) -> Line<'a> {
    let keep = retention::of_exhibit(exhibit, dossier, &desk.organization().zones, standings.day);
    let ExhibitDates { dated, from, period_from, period_to, expires, obtained, reread_on } =
        exhibit.dates;
    let (file_name, bytes, sha256, held_at) = match &exhibit.holding {
        Holding::Vault { file_name, bytes, sha256 } => {
            (Some(file_name.as_str()), Some(*bytes), Some(*sha256), None)
        }
        Holding::Elsewhere(held) => (None, None, None, Some(held.place.as_str())),
    };
    Line {
        no: exhibit.no.to_string(),
        id: exhibit.id,
        title: &exhibit.title,
        kind: exhibit.kind,
        file_name,
        bytes,
        sha256,
        held_at,
        dated,
        from,
        period_from,
        period_to,
        expires,
        obtained,
        reread_on,
        superseded_by: exhibit.superseded_by.map(|no| no.to_string()),
        withdrawn: exhibit.withdrawn.as_deref(),
        last_check: exhibit.last_check.map(|(state, _)| state.word()),
        keep_until: keep.day(),
        keep: keep.to_string(),
        supports: supports(exhibit, dossier, standings, desk.bank()),
        records: dossier
            .registers
            .iter()
            .filter(|record| record.exhibits.contains(&exhibit.id))
            .map(|record| record.no.to_string())
            .collect(),
    }
}

impl Line<'_> {
    /// Until when it is to be kept, in words.
    pub(super) fn keep(&self) -> &str {
        &self.keep
    }
}

fn supports<'a>(
    exhibit: &'a Exhibit,
    dossier: &Dossier,
    standings: &Standings<'a>,
    bank: &Bank,
) -> Vec<Support<'a>> {
    exhibit
        .links
        .iter()
        .map(|link| {
            let shown = standings
                .about(link.subject, &link.question)
                .and_then(|stand| stand.exhibits.iter().find(|one| one.exhibit.no == exhibit.no));
            let pinpoint = link.pinpoint.as_ref();
            let why_not = shown
                .map_or_else(Vec::new, |one| one.why_not.iter().map(ToString::to_string).collect());
            Support {
                question: link.question.as_str(),
                incident: dossier.incident_no(link.subject).map(|no| no.to_string()),
                page: pinpoint.and_then(|at| at.page.as_deref()),
                section: pinpoint.and_then(|at| at.section.as_deref()),
                quote: pinpoint.and_then(|at| at.quote.as_deref()),
                until: bank
                    .question(&link.question)
                    .and_then(|question| exhibit.last_day(question, bank))
                    .map(|(day, _)| day),
                current: why_not.is_empty() && exhibit.withdrawn.is_none(),
                why_not,
            }
        })
        .collect()
}

fn table(exhibits: &[Line<'_>]) -> Table {
    let mut table = Table::new([
        ("No.", Align::Left),
        ("Title", Align::Wrapped),
        ("Dated", Align::Left),
        ("Supports", Align::Wrapped),
        ("Current", Align::Left),
        ("Copy", Align::Left),
    ]);
    for one in exhibits {
        let copy = match (one.held_at, one.last_check) {
            (Some(_), _) => "Elsewhere",
            (None, Some(state)) => state,
            (None, None) => "Not checked",
        };
        let supports = match one.supports.as_slice() {
            [] if one.records.is_empty() => "nothing yet".to_owned(),
            [] => String::new(),
            [only] => only.name(),
            several => format!("{} questions", several.len()),
        };
        let records = match one.records.as_slice() {
            several if several.len() > 2 => format!("{} records", several.len()),
            few => few.join(", "),
        };
        let supports = match (supports.is_empty(), records.is_empty()) {
            (true, _) => records,
            (false, true) => supports,
            (false, false) => format!("{supports}, {records}"),
        };
        table.row([
            (&one.no).into(),
            format!("{}{}", one.title, not_current(one)).into(),
            one.dated.map_or_else(|| "no date".to_owned(), |day| day.to_string()).into(),
            supports.into(),
            current(one),
            copy.into(),
        ]);
    }
    table
}

fn current(one: &Line<'_>) -> Cell {
    let current = one.supports.iter().filter(|support| support.current).count();
    match (one.withdrawn, one.supports.len()) {
        (Some(_), _) => "Withdrawn".into(),
        (None, 0) => "".into(),
        (None, all) if current == all => {
            let until = one.supports.iter().filter_map(|support| support.until).min();
            let yes = Cell::tinted(Tint::Good, "Yes");
            until.map_or(yes.clone(), |day| yes.and(format!("until {day}")))
        }
        (None, _) if current == 0 => Cell::tinted(Tint::Short, "No"),
        (None, all) => Cell::tinted(Tint::Short, format!("For {current} of {all}")),
    }
}

/// Why it is not current, in brackets after the title; that it was withdrawn says enough.
fn not_current(one: &Line<'_>) -> String {
    if let Some(reason) = one.withdrawn {
        return format!(" (withdrawn: {reason})");
    }
    let mut whys: Vec<&str> =
        one.supports.iter().flat_map(|one| one.why_not.iter().map(String::as_str)).collect();
    whys.sort_unstable();
    whys.dedup();
    if whys.is_empty() { String::new() } else { format!(" ({})", whys.join("; ")) }
}
