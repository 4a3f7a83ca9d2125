//! `vendor`: the list, and the facts of one vendor.

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use super::output::{Align, Cell, Output, Table, Tint};
use super::{Ended, recorded, typed};
use crate::desk::{Desk, Recorded};
use crate::domain::dossier::Dossier;
use crate::domain::id::VendorId;
use crate::domain::readiness::Readiness;
use crate::domain::request::Request;
use crate::domain::summary::Summary;
use crate::domain::vendor::{Tier, UNTIERED};
use crate::problem::{Doubt, Problem};

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
    },
    /// Show the facts about a vendor
    Show {
        /// The vendor
        vendor: String,
    },
    /// Set a fact about a vendor: name or tier
    Set {
        /// The vendor
        vendor: String,
        /// The fact: name or tier
        field: String,
        /// What it is from now on
        value: String,
    },
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
            Self::List { retired } => return list(desk, retired, out),
            Self::Show { vendor } => show(desk, &vendor, out)?,
            Self::Set { vendor, field, value } => {
                record(desk, &vendor, Request::SetVendor { field, value }, out)?;
            }
            Self::Retire { vendor, reason } => {
                record(desk, &vendor, Request::Retire { reason }, out)?;
            }
            Self::Restore { vendor } => record(desk, &vendor, Request::Restore, out)?,
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
    request: Request,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let vendor = typed::vendor(desk, vendor)?;
    let recorded = desk.record(vendor, &request)?;
    let dossier = desk.dossier(vendor)?.clone();
    let says = match request {
        Request::SetVendor { field, .. } if field == "tier" => {
            format!("{}: the tier is {}.", dossier.name, tier_word(dossier.tier))
        }
        Request::SetVendor { .. } => {
            format!("The name is {}; the short name stays '{}'.", dossier.name, dossier.slug)
        }
        Request::Retire { .. } => format!(
            "{} is retired. Its journal and exhibits stay on disk; bring it back with: proofbook vendor restore {}",
            dossier.name, dossier.slug
        ),
        _ => format!("{} is back on the list.", dossier.name),
    };
    recorded::print(desk, out, vendor, &recorded, &[says], &[])
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
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<&'a str>,
}

impl<'a> From<&'a Summary> for Row<'a> {
    fn from(summary: &'a Summary) -> Self {
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
    let document =
        Document { day: desk.today(), vendors: shown.iter().map(|one| Row::from(*one)).collect() };
    out.result("vendor-list", &document, |out| {
        if shown.is_empty() {
            out.line("No vendors yet. Add one: proofbook vendor add NAME");
        } else {
            out.table(&table(&shown));
        }
    });
    Ok(damage(&shown))
}

/// Whether a figure in the list rests on a record that cannot be trusted.
pub(super) fn damage(shown: &[&Summary]) -> Ended {
    if shown.iter().any(|one| one.trouble.is_some()) { Ended::Damage } else { Ended::Well }
}

/// The vendors with the figures that stand beside them.
pub(super) fn table(shown: &[&Summary]) -> Table {
    let mut table = Table::new([
        ("Vendor, short name", Align::Wrapped),
        ("Tier", Align::Left),
        ("Readiness", Align::Left),
        ("Gaps", Align::Right),
        ("Next due", Align::Left),
    ]);
    for summary in shown {
        let readiness = match (&summary.trouble, summary.critical_gaps) {
            (Some(trouble), _) => Cell::tinted(Tint::Grave, trouble.as_str()),
            (None, 0) => Cell::from(summary.readiness.whole.to_string()),
            (None, gaps) => Cell::tinted(Tint::Grave, summary.readiness.whole.to_string())
                .and(recorded::counted(gaps, "critical gap")),
        };
        let name = summary.name();
        let name = if summary.retired { format!("{name} (retired)") } else { name.to_owned() };
        table.row([
            Cell::from(name).and(&summary.slug),
            tier_word(summary.tier).into(),
            readiness,
            summary.gaps.to_string().into(),
            next_due(summary).map_or_else(String::new, |due| due.to_string()).into(),
        ]);
    }
    table
}

fn show(desk: &mut Desk, vendor: &str, out: &mut Output<'_>) -> Result<(), Problem> {
    #[derive(Serialize)]
    struct Document<'a> {
        vendor: VendorId,
        slug: &'a str,
        name: &'a str,
        former_names: &'a [String],
        tier: Option<Tier>,
        retired: Option<&'a str>,
        questionnaire: &'a str,
        added: jiff::Timestamp,
        events: usize,
        head: Option<crate::domain::id::Digest>,
    }
    let dossier: Dossier = typed::dossier(desk, vendor)?;
    if dossier.is_ours() {
        return Err(crate::desk::check::about_vendors());
    }
    let zones = &desk.organization().zones;
    let added = dossier.events.first().map(|event| event.at).unwrap_or_default();
    let document = Document {
        vendor: dossier.id,
        slug: &dossier.slug,
        name: &dossier.name,
        former_names: &dossier.former_names,
        tier: dossier.tier,
        retired: dossier.retired.as_deref(),
        questionnaire: dossier.questionnaire_of_record(),
        added,
        events: dossier.events.len(),
        head: dossier.events.last().map(|event| event.hash),
    };
    out.result("vendor-show", &document, |out| {
        out.heading(&dossier.name);
        out.labeled("Short name", 14, &dossier.slug);
        out.labeled("Id", 14, &dossier.id.to_string());
        if !dossier.former_names.is_empty() {
            out.labeled("Before", 14, &dossier.former_names.join("; "));
        }
        out.labeled("Tier", 14, tier_word(dossier.tier));
        if let Some(reason) = &dossier.retired {
            let reason = if reason.is_empty() { "no reason given" } else { reason };
            out.labeled("Retired", 14, reason);
        }
        out.labeled("Questionnaire", 14, dossier.questionnaire_of_record());
        out.labeled("Added", 14, &zones.shown(added));
        out.labeled("Events", 14, &dossier.events.len().to_string());
    });
    Ok(())
}
