//! `handover`: the register of what was handed to whom, when, and in which edition.

use std::path::PathBuf;

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use super::output::{Output, Tint};
use super::report::Edition;
use super::{Ended, recorded, typed};
use crate::desk::Desk;
use crate::domain::dossier::Dossier;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::{Digest, VendorId};
use crate::domain::inquiry::{HandOver, InquiryNo};
use crate::domain::request::{HandOverRequest, HandedWhat, Request};
use crate::problem::{Doubt, Problem};

/// The verbs of `handover`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Write down that something was handed over; an entry stays for good
    Add(Add),
    /// List what was handed over, oldest first
    List {
        /// The vendor; all of them, retired ones too, where none is named
        vendor: Option<String>,
    },
}

/// `handover add`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Of a file that this record wrote as a report, the edition and the event are known by its digest. Of any other file say which edition it \
is. A binder is named by its folder or its manifest.csv; the exhibits in it are written down with it.")]
pub(super) struct Add {
    /// The vendor
    vendor: String,
    /// Who received it
    #[arg(long, value_name = "WHOM")]
    to: String,
    /// The day
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    on: Date,
    /// The file or the binder that went out, or the number of the event that wrote the report
    #[arg(long, value_name = "FILE|EVENT")]
    report: PathBuf,
    /// Its edition, where this record does not know the file
    #[arg(long, value_name = "EDITION")]
    edition: Option<Edition>,
    /// The inquiry that it answers
    #[arg(long, value_name = "ID", value_parser = typed::inquiry)]
    inquiry: Option<InquiryNo>,
    /// An exhibit that went with it; may be given several times
    #[arg(long = "exhibit", value_name = "EXHIBIT", value_delimiter = ',', value_parser = typed::exhibit)]
    exhibits: Vec<ExhibitNo>,
    /// Write it down although it is the internal edition
    #[arg(long)]
    internal_edition: bool,
    /// Write it down although the file is not as this record wrote it
    #[arg(long)]
    changed_report: bool,
    /// Record it although a name looks like a patient's number or birth date
    #[arg(long)]
    patient_data_checked: bool,
}

#[derive(Serialize)]
struct Document<'a> {
    handed_over: Vec<OfVendor<'a>>,
}

#[derive(Serialize)]
struct OfVendor<'a> {
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    #[serde(flatten)]
    line: HandedLine<'a>,
}

/// Something handed over, as scripts see it.
#[derive(Serialize)]
pub(super) struct HandedLine<'a> {
    entry: String,
    to: &'a str,
    on: Date,
    edition: &'a str,
    sha256: Digest,
    /// The number of the event that wrote the report, where this record wrote it.
    report: Option<u64>,
    inquiry: Option<String>,
    exhibits: Vec<String>,
    recorded: jiff::Timestamp,
    by: &'a str,
}

impl<'a> HandedLine<'a> {
    pub(super) fn of(one: &'a HandOver, dossier: &Dossier) -> Self {
        let handed = &one.handed;
        let report = handed.report.and_then(|id| dossier.event(id)).map(|event| event.seq);
        let exhibits = handed.exhibits.iter().filter_map(|id| dossier.exhibit(*id));
        Self {
            entry: one.no.to_string(),
            to: &handed.to,
            on: handed.on,
            edition: &handed.edition,
            sha256: handed.sha256,
            report,
            inquiry: handed.inquiry.map(|id| dossier.inquiries.number_of(id).to_string()),
            exhibits: exhibits.map(|exhibit| exhibit.no.to_string()).collect(),
            recorded: one.recorded.at,
            by: one.recorded.by.as_str(),
        }
    }
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        desk.store()?;
        match self {
            Self::Add(add) => add.run(desk, out)?,
            Self::List { vendor } => list(desk, vendor.as_deref(), out)?,
        }
        Ok(Ended::Well)
    }
}

impl Add {
    fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let vendor = typed::vendor(desk, &self.vendor)?;
        let event = self.report.to_str().and_then(|typed| typed.parse().ok());
        let mut exhibits = self.exhibits;
        let what = match event {
            Some(_) if self.edition.is_some() => {
                return Err(Problem::wrong_use("the record knows the edition of its own reports")
                    .next("leave out --edition"));
            }
            Some(event) => HandedWhat::Report(event),
            None => {
                let edition = self.edition.map(Into::into);
                let binder = desk.handed_binder(&self.report)?;
                let file = binder.as_ref().map_or(self.report.as_path(), |one| &one.report);
                let what = desk.handed_file(vendor, file, edition)?;
                // With a binder went what is in it, unless it is said otherwise.
                if let Some(binder) = binder.filter(|_| exhibits.is_empty()) {
                    exhibits = binder.exhibits;
                }
                what
            }
        };
        let doubts = [
            (self.internal_edition, Doubt::InternalEdition),
            (self.changed_report, Doubt::ChangedReport),
            (self.patient_data_checked, Doubt::PatientData),
        ];
        let request = Request::HandOver(HandOverRequest {
            to: self.to,
            on: self.on,
            inquiry: self.inquiry,
            what,
            exhibits,
            sure_of: doubts.into_iter().filter(|(yes, _)| *yes).map(|(_, doubt)| doubt).collect(),
        });
        let recorded = desk.record(vendor, &request)?;
        let dossier = desk.dossier(vendor)?.clone();
        let entry = dossier.handed_over.iter().next_back();
        let entry = entry.ok_or_else(|| Problem::bug("nothing was written down"))?;
        let handed = &entry.handed;
        let report = HandedLine::of(entry, &dossier).report;
        let known = match report {
            Some(event) => {
                format!("the report that event {event} wrote, {} edition", handed.edition)
            }
            None => format!("a file that no report of this vendor is, {} edition", handed.edition),
        };
        let says = [
            format!("{}, {}: handed to {} on {}.", dossier.name, entry.no, handed.to, handed.on),
            format!("It is {known}; sha-256 {}.", handed.sha256),
        ];
        recorded::print_numbered(desk, out, vendor, &recorded, &says, entry.no.to_string())
    }
}

fn list(desk: &mut Desk, vendor: Option<&str>, out: &mut Output<'_>) -> Result<(), Problem> {
    let dossiers = match vendor {
        Some(vendor) => vec![typed::dossier(desk, vendor)?],
        None => typed::every_dossier(desk)?,
    };
    let entries = dossiers.iter().flat_map(|dossier| {
        dossier.handed_over.iter().map(|one| OfVendor {
            vendor: dossier.id,
            slug: &dossier.slug,
            name: &dossier.name,
            line: HandedLine::of(one, dossier),
        })
    });
    let mut entries: Vec<OfVendor<'_>> = entries.collect();
    entries.sort_by_key(|one| one.line.on);
    let document = Document { handed_over: entries };
    out.result("handover-list", &document, |out| {
        if document.handed_over.is_empty() {
            out.line("Nothing was handed over, as far as the record says.");
        }
        for (place, one) in document.handed_over.iter().enumerate() {
            if place > 0 {
                out.blank();
            }
            if dossiers.len() > 1 {
                out.tinted_text(Tint::Heading, one.name);
            }
            print(&one.line, out);
        }
    });
    Ok(())
}

/// Prints an entry.
pub(super) fn print(one: &HandedLine<'_>, out: &mut Output<'_>) {
    let inquiry = one.inquiry.as_ref().map_or_else(String::new, |no| format!(", for {no}"));
    out.text(0, &format!("{}  {}, to {}{inquiry}", one.entry, one.on, one.to));
    let report = one.report.map_or_else(
        || "a file that is no report of this record".to_owned(),
        |event| format!("report of event {event}"),
    );
    out.text(2, &format!("{report}, {} edition", one.edition));
    out.text(2, &format!("sha-256 {}", one.sha256));
    if !one.exhibits.is_empty() {
        out.text(2, &format!("with {}", one.exhibits.join(", ")));
    }
}
