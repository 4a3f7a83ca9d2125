//! `hold`: legal holds, each for a matter. While one stands, no day is named until which something is to be kept.

use clap::Subcommand;
use serde::Serialize;

use super::output::{Align, Output, Table};
use super::{Ended, recorded, typed};
use crate::desk::Desk;
use crate::domain::dossier::Hold;
use crate::domain::id::VendorId;
use crate::domain::request::Request;
use crate::problem::Problem;

/// The verbs of `hold`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Keep everything about a vendor for a matter
    Set {
        /// The vendor
        vendor: String,
        #[command(flatten)]
        matter: Matter,
    },
    /// End the hold for a matter
    End {
        /// The vendor
        vendor: String,
        #[command(flatten)]
        matter: Matter,
    },
    /// List the holds that stand
    List {
        /// The vendor; all of them, retired ones too, where none is named
        vendor: Option<String>,
        /// Those that were ended, too
        #[arg(long)]
        ended: bool,
    },
}

/// What a hold is for.
#[derive(Debug, clap::Args)]
pub(super) struct Matter {
    /// The matter, such as a case's name or number
    #[arg(long)]
    matter: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// A hold as scripts see it.
#[derive(Debug, Serialize)]
pub(super) struct HoldLine<'a> {
    matter: &'a str,
    reason: Option<&'a str>,
    set: jiff::Timestamp,
    ended: Option<jiff::Timestamp>,
}

impl<'a> From<&'a Hold> for HoldLine<'a> {
    fn from(hold: &'a Hold) -> Self {
        let (matter, reason) = (hold.matter.as_str(), hold.reason.as_deref());
        Self { matter, reason, set: hold.set_at, ended: hold.ended_at }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    holds: Vec<OfVendor<'a>>,
}

#[derive(Serialize)]
struct OfVendor<'a> {
    vendor: VendorId,
    slug: &'a str,
    #[serde(flatten)]
    hold: HoldLine<'a>,
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        match self {
            Self::Set { vendor, matter: Matter { matter, reason } } => {
                let says = "set. Nothing is ever disposed of by this program; while it stands, no day is named until which something is kept.";
                record(desk, &vendor, Request::SetHold { matter, reason }, says, out)?;
            }
            Self::End { vendor, matter: Matter { matter, reason } } => {
                record(desk, &vendor, Request::EndHold { matter, reason }, "ended.", out)?;
            }
            Self::List { vendor, ended } => list(desk, vendor.as_deref(), ended, out)?,
        }
        Ok(Ended::Well)
    }
}

fn record(
    desk: &mut Desk,
    vendor: &str,
    request: Request,
    says: &str,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let vendor = typed::vendor(desk, vendor)?;
    let recorded = desk.record(vendor, &request)?;
    let name = desk.dossier(vendor)?.name.clone();
    let (Request::SetHold { matter, .. } | Request::EndHold { matter, .. }) = request else {
        return Err(Problem::bug("a hold was recorded that is none"));
    };
    let says = format!("{name}: the legal hold for {} is {says}", matter.trim());
    recorded::print(desk, out, vendor, &recorded, &[says], &[])
}

fn list(
    desk: &mut Desk,
    vendor: Option<&str>,
    ended: bool,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    desk.store()?;
    let dossiers = match vendor {
        Some(vendor) => vec![typed::dossier(desk, vendor)?],
        None => typed::every_dossier(desk)?,
    };
    let shown = dossiers.iter().flat_map(|dossier| {
        let holds = dossier.holds.iter().filter(|hold| ended || hold.ended_at.is_none());
        holds.map(|hold| OfVendor { vendor: dossier.id, slug: &dossier.slug, hold: hold.into() })
    });
    let document = Document { holds: shown.collect() };
    let zones = desk.organization().zones.clone();
    out.result("hold-list", &document, |out| {
        if document.holds.is_empty() {
            out.line("No legal hold stands.");
            return;
        }
        let mut table = Table::new([
            ("Vendor", Align::Left),
            ("Matter", Align::Wrapped),
            ("Since", Align::Left),
            ("Ended", Align::Left),
        ]);
        for OfVendor { slug, hold, .. } in &document.holds {
            let matter = match hold.reason {
                Some(reason) => format!("{} ({reason})", hold.matter),
                None => hold.matter.to_owned(),
            };
            let ended = hold.ended.map_or_else(String::new, |at| zones.shown(at));
            table.row([(*slug).into(), matter.into(), zones.shown(hold.set).into(), ended.into()]);
        }
        out.table(&table);
    });
    Ok(())
}
