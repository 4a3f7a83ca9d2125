//! `vendor`: the list, and the facts of one vendor.

mod import;
mod listing;
mod show;

use std::path::PathBuf;

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use super::output::{Align, Cell, Output, Table, Tint};
use super::{Ended, recorded, typed};
use crate::desk::{Desk, Recorded};
use crate::domain::day::{days_between, until};
use crate::domain::deadline::Stage;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, FieldSet};
use crate::domain::id::VendorId;
use crate::domain::readiness::Readiness;
use crate::domain::request::{ProfileRequest, Request};
use crate::domain::summary::Summary;
use crate::domain::vendor::{PROFILE, Tier, UNTIERED, fact};
use crate::problem::{Doubt, Problem};
use crate::text::many;

/// What `vendor set` explains below its arguments.
const SET_HELP: &str = "\
Fields: name, tier, other_names, services, phi_first_disclosed, people_by_state, systems, web, and for each of two contacts \
(contact_1_, contact_2_): title, first_name, last_name, address, address_2, city, state, zip, phone, extension, fax, email. \
Names are joined by semicolons; people by state are typed as TX=300, CA=700. What is not known is left empty.";

/// The verbs of `vendor`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Add a vendor
    Add {
        /// Its name
        name: String,
        /// How much harm a failure of it could do: critical, high, medium or low
        #[arg(long, value_parser = typed::tier)]
        tier: Option<Tier>,
        /// Add it although a vendor of that name is on the list
        #[arg(long)]
        same_name: bool,
    },
    /// List the vendors with their figures
    List {
        /// Retired vendors too
        #[arg(long)]
        retired: bool,
        /// Write OCR's listing of business associates (27 columns, CSV) instead
        #[arg(long, conflicts_with = "retired")]
        ocr_csv: bool,
        /// The file for the listing; else business-associates and the day, in the current folder
        #[arg(short, long, value_name = "FILE", requires = "ocr_csv")]
        output: Option<PathBuf>,
        /// Replace the file if it is there
        #[arg(long, requires = "ocr_csv")]
        overwrite: bool,
    },
    /// Show the facts about a vendor: its whole profile
    Show {
        /// The vendor
        vendor: String,
    },
    /// Set facts about a vendor: its name, its tier, or fields of its profile
    #[command(after_help = SET_HELP)]
    Set {
        /// The vendor
        vendor: String,
        /// The fact: name, tier or a field of the profile
        field: String,
        /// What it is from now on; "" takes it away
        #[arg(allow_hyphen_values = true)]
        value: String,
        /// More facts, each with its value; options stand before them
        #[arg(value_names = ["FIELD", "VALUE"], allow_hyphen_values = true)]
        more: Vec<String>,
        /// The day from which it is true, where that is not today: YYYY-MM-DD
        #[arg(long, value_name = "DAY", value_parser = typed::date)]
        from: Option<Date>,
        /// Record it although it looks like a patient's number or birth date
        #[arg(long)]
        patient_data_checked: bool,
    },
    /// Add the vendors of a CSV file; the whole file is checked before anything is recorded
    #[command(after_help = import::HELP)]
    Import(import::Import),
    /// Take a vendor off the list; its record stays and can be brought back
    Retire {
        /// The vendor
        vendor: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Put a retired vendor back on the list
    Restore {
        /// The vendor
        vendor: String,
    },
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        match self {
            Self::Add { name, tier, same_name } => {
                let sure: &[Doubt] = if same_name { &[Doubt::SameName] } else { &[] };
                let vendor = desk.add_vendor(&name, tier, sure)?;
                added(desk, vendor, out)?;
            }
            Self::List { ocr_csv: true, output, overwrite, .. } => {
                listing::write(desk, output, overwrite, out)?;
            }
            Self::List { retired, .. } => return list(desk, retired, out),
            Self::Show { vendor } => show::run(desk, &vendor, out)?,
            Self::Set { vendor, field, value, more, from, patient_data_checked } => {
                let mut fields = vec![(field, value)];
                for pair in more.chunks(2) {
                    let [field, value] = pair else { return Err(no_value(pair)) };
                    if field.starts_with("--") {
                        return Err(late_option(field));
                    }
                    fields.push((field.clone(), value.clone()));
                }
                let sure_of = patient_data_checked.then_some(Doubt::PatientData);
                let sure_of = sure_of.into_iter().collect();
                let request = ProfileRequest { fields, from, sure_of };
                set(desk, &vendor, request, out)?;
            }
            Self::Import(import) => return import.run(desk, out),
            Self::Retire { vendor, reason } => {
                record(desk, &vendor, &Request::Retire { reason }, out)?;
            }
            Self::Restore { vendor } => record(desk, &vendor, &Request::Restore, out)?,
        }
        Ok(Ended::Well)
    }
}

fn added(desk: &mut Desk, vendor: VendorId, out: &mut Output<'_>) -> Result<(), Problem> {
    let dossier = desk.dossier(vendor)?.clone();
    let recorded = Recorded { seen: Vec::new(), events: dossier.events.clone() };
    let says = [
        format!("Added {} as '{}'.", dossier.name, dossier.slug),
        format!("Next: proofbook interview {}", dossier.slug),
    ];
    recorded::print(desk, out, vendor, &recorded, &says, &[])
}

fn record(
    desk: &mut Desk,
    vendor: &str,
    request: &Request,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let vendor = typed::vendor(desk, vendor)?;
    let recorded = desk.record(vendor, request)?;
    let dossier = desk.dossier(vendor)?.clone();
    let says = match request {
        Request::Retire { .. } => format!(
            "{} is retired. Its journal and exhibits stay on disk; bring it back with: proofbook vendor restore {}",
            dossier.name, dossier.slug
        ),
        _ => format!("{} is back on the list.", dossier.name),
    };
    recorded::print(desk, out, vendor, &recorded, &[says], &[])
}

fn no_value(pair: &[String]) -> Problem {
    let field = pair.first().map_or("", String::as_str);
    Problem::wrong_use(format!("'{field}' has no value"))
        .safe("nothing was recorded")
        .next("every fact needs its value; \"\" takes it away")
}

/// A value may begin with a hyphen, so what comes after several facts can be no option.
fn late_option(option: &str) -> Problem {
    Problem::wrong_use(format!("'{option}' stands behind several facts, where it would be a fact"))
        .safe("nothing was recorded")
        .next(format!("put it before them: proofbook vendor set {option} ... VENDOR FIELD VALUE"))
}

fn set(
    desk: &mut Desk,
    vendor: &str,
    request: ProfileRequest,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let vendor = typed::vendor(desk, vendor)?;
    let asked = request.fields.len();
    let recorded = desk.record(vendor, &Request::SetVendor(request))?;
    let dossier = desk.dossier(vendor)?.clone();
    let sets = recorded.events.iter().filter_map(|event| match &event.change {
        Change::VendorSet(set) => Some(set),
        _ => None,
    });
    let says: Vec<String> = sets.map(|set| said(set, &dossier)).collect();
    recorded::print(desk, out, vendor, &recorded, &says, &[])?;
    if recorded.events.len() < asked {
        out.say("What was on file already as you typed it was not recorded again.");
    }
    Ok(())
}

/// What is on file now, in words.
fn said(set: &FieldSet, dossier: &Dossier) -> String {
    let from = set.from.map_or_else(String::new, |day| format!(", true from {day}"));
    let title = match set.field.as_str() {
        "tier" => {
            return format!("{}: the tier is {}{from}.", dossier.name, tier_word(dossier.tier));
        }
        "name" => {
            return format!(
                "The name is {}{from}; the short name stays '{}'.",
                dossier.name, dossier.slug
            );
        }
        field => PROFILE.iter().find(|one| one.name == field).map_or(field, |one| one.title),
    };
    match PROFILE.iter().find(|one| one.name == set.field).and_then(|field| fact(dossier, field)) {
        Some(fact) => format!("{}: {title}: {}{from}.", dossier.name, fact.shown()),
        None => format!("{}: {title} is not recorded any more{from}.", dossier.name),
    }
}

/// A tier's word; a vendor without one is untiered.
pub(super) fn tier_word(tier: Option<Tier>) -> &'static str {
    tier.map_or(UNTIERED, Tier::word)
}

/// A vendor in a list, with its figures.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    tier: Option<Tier>,
    retired: bool,
    questionnaire: &'a str,
    percent: Option<u32>,
    readiness: &'a Readiness,
    critical_gaps: u32,
    critical_not_answered: u32,
    critical_not_confirmed: u32,
    gaps: u32,
    gaps_accepted: u32,
    exhibits: u32,
    follow_ups: u32,
    next_due: Option<Date>,
    next_deadline: Option<NextDeadline>,
    holds: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<&'a str>,
}

/// What is due first, as scripts see it.
#[derive(Debug, Serialize)]
pub(super) struct NextDeadline {
    day: Date,
    what: String,
    days_left: i64,
    overdue: bool,
    #[serde(skip)]
    today: Date,
}

impl NextDeadline {
    pub(super) fn of(summary: &Summary, today: Date) -> Option<Self> {
        let (day, what) = summary.next_deadline.clone()?;
        let days_left = days_between(today, day);
        Some(Self { day, what, days_left, overdue: days_left < 0, today })
    }

    pub(super) fn told(&self) -> String {
        format!("{}, {}: {}", self.day, self.when(), self.what)
    }

    fn when(&self) -> String {
        until(self.today, self.day)
    }
}

impl<'a> Row<'a> {
    pub(super) fn of(summary: &'a Summary, today: Date) -> Self {
        Self {
            vendor: summary.vendor,
            slug: &summary.slug,
            name: summary.name(),
            tier: summary.tier,
            retired: summary.retired,
            questionnaire: &summary.questionnaire,
            percent: summary.readiness.whole.percent(),
            readiness: &summary.readiness,
            critical_gaps: summary.critical_gaps,
            critical_not_answered: summary.unsettled.open,
            critical_not_confirmed: summary.unsettled.carried,
            gaps: summary.gaps,
            gaps_accepted: summary.gaps_accepted,
            exhibits: summary.exhibits,
            follow_ups: summary.follow_ups,
            next_due: next_due(summary),
            next_deadline: NextDeadline::of(summary, today),
            holds: &summary.holds,
            trouble: summary.trouble.as_deref(),
        }
    }
}

/// The day of the follow-up that is due first.
fn next_due(summary: &Summary) -> Option<Date> {
    summary.next_follow_up.as_ref().map(|(due, _)| *due)
}

fn list(desk: &mut Desk, retired: bool, out: &mut Output<'_>) -> Result<Ended, Problem> {
    #[derive(Serialize)]
    struct Document<'a> {
        day: Date,
        vendors: Vec<Row<'a>>,
    }
    desk.store()?;
    let summaries = desk.summaries()?;
    let shown: Vec<&Summary> = summaries.iter().filter(|one| retired || !one.retired).collect();
    let document = Document {
        day: desk.today(),
        vendors: shown.iter().map(|one| Row::of(one, desk.today())).collect(),
    };
    out.result("vendor-list", &document, |out| {
        if shown.is_empty() {
            out.line("No vendors yet. Add one: proofbook vendor add NAME");
        } else {
            out.table(&table(&shown, document.day));
        }
    });
    Ok(damage(&shown))
}

/// Whether a figure in the list rests on a record that cannot be trusted.
pub(super) fn damage(shown: &[&Summary]) -> Ended {
    if shown.iter().any(|one| one.trouble.is_some()) { Ended::Damage } else { Ended::Well }
}

/// The vendors with the figures that stand beside them.
pub(super) fn table(shown: &[&Summary], today: Date) -> Table {
    let mut table = Table::new([
        ("Vendor, short name", Align::Wrapped),
        ("Tier", Align::Left),
        ("Readiness", Align::Left),
        ("Gaps", Align::Right),
        ("Next deadline", Align::Left),
    ]);
    for summary in shown {
        let readiness = match (&summary.trouble, summary.critical_gaps) {
            (Some(trouble), _) => Cell::tinted(Tint::Grave, trouble.as_str()),
            (None, 0) => Cell::from(summary.readiness.whole.to_string()),
            (None, gaps) => Cell::tinted(Tint::Grave, summary.readiness.whole.to_string())
                .and(many(gaps, "critical gap")),
        };
        let name = summary.name();
        let name = if summary.retired { format!("{name} (retired)") } else { name.to_owned() };
        table.row([
            Cell::from(name).and(&summary.slug),
            tier_word(summary.tier).into(),
            readiness,
            summary.gaps.to_string().into(),
            next_deadline(summary, today),
        ]);
    }
    table
}

/// The next deadline's day and how far away it is; `deadlines` says what it is.
fn next_deadline(summary: &Summary, today: Date) -> Cell {
    let Some(next) = NextDeadline::of(summary, today) else { return "".into() };
    let tint = if Stage::of(next.day, today).presses() { Tint::Grave } else { Tint::Plain };
    Cell::tinted(tint, next.day.to_string()).and(next.when())
}
