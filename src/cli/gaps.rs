//! `gaps` and `gap`: what is short, the gravest first; who sees to it; what is accepted for a time (rules R18 to R21).

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use super::about::OfIncident;
use super::output::{Align, Cell, Output, Table, Tint};
use super::{Ended, recorded, typed};
use crate::desk::Desk;
use crate::domain::dossier::Dossier;
use crate::domain::gap::{self, Gap};
use crate::domain::id::VendorId;
use crate::domain::question::{Basis, Severity};
use crate::domain::request::{Asked, Request};
use crate::domain::standing::Standing;
use crate::problem::Problem;
use crate::text::many;

/// `gaps`.
#[derive(Debug, clap::Args)]
pub(super) struct Gaps {
    /// The vendor; all of them, where none is named
    pub(super) vendor: Option<String>,
    /// Gaps of this severity and above: critical, high, medium or low
    #[arg(long, value_parser = typed::severity)]
    pub(super) severity: Option<Severity>,
    /// Through another questionnaire than the vendor's own; no figure changes by it
    #[arg(long, value_name = "ID")]
    pub(super) questionnaire: Option<String>,
}

/// The verbs of `gap`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Say who sees to a gap
    Own {
        /// The vendor
        vendor: String,
        /// The question whose standing opens the gap
        question: String,
        #[command(flatten)]
        about: OfIncident,
        /// Who sees to it
        name: String,
        /// The day by which
        #[arg(long, value_name = "DATE", value_parser = typed::date)]
        fix_by: Option<Date>,
    },
    /// Accept a gap until a day, at most 365 days ahead; it stays on the list and changes no figure
    Accept {
        /// The vendor
        vendor: String,
        /// The question whose standing opens the gap
        question: String,
        #[command(flatten)]
        about: OfIncident,
        /// The last day on which the acceptance holds
        #[arg(long, value_name = "DATE", value_parser = typed::date)]
        until: Date,
        /// Why; it is printed in the report
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

#[derive(Serialize)]
struct Document<'a> {
    day: Date,
    vendors: Vec<OfVendor<'a>>,
}

#[derive(Serialize)]
struct OfVendor<'a> {
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    questionnaire: String,
    asks: String,
    questionnaire_of_record: &'a str,
    critical_gaps: usize,
    gaps: Vec<GapLine>,
    #[serde(skip)]
    shown: String,
}

#[derive(Serialize)]
struct GapLine {
    question: String,
    /// The number of the incident that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
    #[serde(skip)]
    named: String,
    title: String,
    severity: Severity,
    basis: Basis,
    standing: Standing,
    critical_gap: bool,
    missing: &'static str,
    owner: Option<String>,
    fix_by: Option<Date>,
    accepted_until: Option<Date>,
    accepted_because: Option<String>,
    remedy: String,
}

impl From<&Gap<'_, '_>> for GapLine {
    fn from(gap: &Gap<'_, '_>) -> Self {
        let question = gap.stand.question;
        let accepted = gap.accepted.map(|acceptance| &acceptance.accepted);
        Self {
            question: question.id.to_string(),
            incident: gap.stand.incident.map(|no| no.to_string()),
            named: gap.stand.name(),
            title: question.title.clone(),
            severity: gap.severity,
            basis: question.basis,
            standing: gap.stand.standing,
            critical_gap: gap.stand.is_critical_gap(),
            missing: gap::short(gap.stand.standing),
            owner: gap.owner.map(|owned| owned.owner.clone()),
            fix_by: gap.owner.and_then(|owned| owned.fix_by),
            accepted_until: accepted.map(|accepted| accepted.until),
            accepted_because: accepted.map(|accepted| accepted.reason.clone()),
            remedy: question.remedy.clone(),
        }
    }
}

impl Gaps {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        desk.store()?;
        let dossiers = match &self.vendor {
            Some(vendor) => vec![typed::dossier(desk, vendor)?],
            None => typed::dossiers(desk)?,
        };
        let mut vendors = Vec::new();
        for dossier in &dossiers {
            vendors.push(of_vendor(desk, dossier, self.severity, self.questionnaire.as_deref())?);
        }
        let found = vendors.iter().any(|one| !one.gaps.is_empty());
        let document = Document { day: desk.today(), vendors };
        out.result("gaps", &document, |out| {
            for one in &document.vendors {
                show(one, self.severity, out);
            }
            if document.vendors.is_empty() {
                out.line("No vendors yet.");
            }
        });
        Ok(if found { Ended::Found } else { Ended::Well })
    }
}

/// The gaps of the questionnaire that is shown, that of record where none is named, those of every incident, and critical gaps beyond it,
/// which count whatever questionnaire is shown (rule R20).
fn of_vendor<'a>(
    desk: &Desk,
    dossier: &'a Dossier,
    least: Option<Severity>,
    questionnaire: Option<&str>,
) -> Result<OfVendor<'a>, Problem> {
    let bank = desk.bank();
    let of_record = dossier.questionnaire_of_record();
    let view = typed::view(bank, questionnaire.unwrap_or(of_record), Some(dossier))?;
    let standings = desk.standings(dossier);
    let mut stands = standings.view(&view.asked);
    stands.extend(standings.incidents().iter().flat_map(|one| one.whole(bank)));
    let critical = standings.critical_gaps();
    let beyond =
        critical.iter().filter(|stand| !stands.iter().any(|shown| shown.name() == stand.name()));
    let beyond: Vec<_> = beyond.copied().collect();
    stands.extend(beyond);
    let gaps = gap::gaps(&stands, dossier, desk.organization(), bank, desk.today());
    let grave = |gap: &&Gap<'_, '_>| least.is_none_or(|least| gap.severity <= least);
    Ok(OfVendor {
        vendor: dossier.id,
        slug: &dossier.slug,
        name: &dossier.name,
        questionnaire: view.named.id.clone(),
        asks: view.asked.id.clone(),
        questionnaire_of_record: of_record,
        shown: view.name(),
        critical_gaps: critical.len(),
        gaps: gaps.iter().filter(grave).map(GapLine::from).collect(),
    })
}

fn show(one: &OfVendor<'_>, least: Option<Severity>, out: &mut Output<'_>) {
    let count = one.gaps.len();
    let least = least.map_or_else(String::new, |least| match least {
        Severity::Critical => " of severity Critical".to_owned(),
        least => format!(" of severity {least} and above"),
    });
    let critical = match one.critical_gaps {
        0 => String::new(),
        gaps => format!(", {}", many(gaps, "critical gap")),
    };
    let accepted = one.gaps.iter().filter(|gap| gap.accepted_until.is_some()).count();
    let accepted =
        if accepted == 0 { String::new() } else { format!(", {accepted} of them accepted") };
    let gaps = many(count, "gap");
    out.heading(&format!("{}: {gaps}{least}{accepted}{critical}", one.name));
    // Named where it is not simply the vendor's own.
    if one.questionnaire != one.questionnaire_of_record {
        let own = one.questionnaire_of_record;
        out.line(&format!("Questionnaire {}; the vendor's own is {own}.", one.shown));
    } else if one.questionnaire != one.asks {
        out.line(&format!("Questionnaire {}.", one.shown));
    }
    if !one.gaps.is_empty() {
        out.table(&table(&one.gaps));
    }
    out.blank();
}

fn table(gaps: &[GapLine]) -> Table {
    let mut table = Table::new([
        ("Severity", Align::Left),
        ("Gap, question", Align::Wrapped),
        ("Owner", Align::Wrapped),
        ("Fix by", Align::Left),
    ]);
    for gap in gaps {
        let grave = if gap.severity == Severity::Critical { Tint::Grave } else { Tint::Plain };
        let mut told = format!("{}: {}", gap.missing, gap.title);
        if gap.critical_gap {
            told.push_str(" (critical gap)");
        }
        if gap.basis == Basis::GoodPractice {
            told.push_str(" (good practice)");
        }
        if let Some(until) = gap.accepted_until {
            told = format!("{told} (accepted until {until})");
        }
        table.row([
            Cell::tinted(grave, gap.severity.title()),
            Cell::from(told).and(&gap.named),
            gap.owner.clone().unwrap_or_default().into(),
            gap.fix_by.map_or_else(String::new, |day| day.to_string()).into(),
        ]);
    }
    table
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let bank = desk.bank().clone();
        let (dossier, question, about) = match &self {
            Self::Own { vendor, question, about, .. }
            | Self::Accept { vendor, question, about, .. } => {
                (typed::dossier(desk, vendor)?, typed::question(&bank, question)?, *about)
            }
        };
        let asked = [about.asked(question, &dossier)?];
        let [of] = &asked;
        let (request, says) = self.request(of, &dossier);
        let recorded = desk.record(dossier.id, &request)?;
        let says: Vec<String> = about.said(&asked, &dossier).into_iter().chain([says]).collect();
        recorded::print(desk, out, dossier.id, &recorded, &says, &asked)?;
        Ok(Ended::Well)
    }

    fn request(self, asked: &Asked, dossier: &Dossier) -> (Request, String) {
        let named = dossier.question_named(asked.subject, &asked.question);
        let asked = asked.clone();
        match self {
            Self::Own { name, fix_by, .. } => {
                let by = fix_by.map_or_else(String::new, |day| format!(" by {day}"));
                let says = format!("{name} sees to the gap {named}{by}.");
                (Request::OwnGap { asked, owner: name, fix_by }, says)
            }
            Self::Accept { until, reason, .. } => {
                let says = format!(
                    "The gap {named} is accepted until {until}. It stays on the list and changes no figure."
                );
                (Request::AcceptGap { asked, until, reason }, says)
            }
        }
    }
}
