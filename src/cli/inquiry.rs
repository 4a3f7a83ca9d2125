//! `inquiry`: a regulator's letter, its days and its numbered requests, and what answers each of them.

mod show;

use clap::Subcommand;
use jiff::civil::Date;

use super::output::Output;
use super::{Ended, recorded, typed};
use crate::desk::Desk;
use crate::domain::dossier::Dossier;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::QuestionId;
use crate::domain::inquiry::progress::Progress;
use crate::domain::inquiry::{Inquiry, InquiryNo, RequestNo};
use crate::domain::request::{Answering, InquiryRequest, MapRequest, Mapping, Request};
use crate::problem::{Doubt, Problem};

/// The verbs of `inquiry`.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
ID is the inquiry's number, such as IQ-01; N is the letter's own number for a request, such as 2a. Until an inquiry is closed, no day is \
named until which an exhibit is to be kept. 'proofbook report VENDOR --inquiry IQ-01' writes the report in the order of the letter.")]
pub(super) enum Verb {
    /// Open an inquiry: a letter came
    Open(Open),
    /// Move the due day, with the reason
    Extend {
        #[command(flatten)]
        which: Which,
        /// The due day from now on
        #[arg(long, value_name = "DATE", value_parser = typed::date)]
        due: Date,
        /// Why, such as who granted it and when
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Move it although it is before the day on file
        #[arg(long)]
        earlier: bool,
        #[command(flatten)]
        sure: Sure,
    },
    /// Close an inquiry
    Close {
        #[command(flatten)]
        which: Which,
        /// The day on which the matter was closed
        #[arg(long, value_name = "DATE", value_parser = typed::date)]
        on: Date,
        /// Close it although requests are neither mapped nor absent with a reason
        #[arg(long)]
        unfinished: bool,
    },
    /// Open an inquiry again that was closed
    Reopen {
        #[command(flatten)]
        which: Which,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Record one numbered request of the letter, or correct its words
    Request {
        #[command(flatten)]
        which: Which,
        /// The letter's own number for it
        #[arg(value_name = "N")]
        number: String,
        /// What is asked for, in the letter's words
        text: String,
        #[command(flatten)]
        sure: Sure,
    },
    /// Say which questions and exhibits answer a request, or why nothing does; adds to what is mapped
    Map(Map),
    /// Take away what answers a request
    Unmap(Unmap),
    /// List the inquiries with their due days and progress
    List {
        /// The vendor; all of them, retired ones too, where none is named
        vendor: Option<String>,
        /// Those that are closed, too
        #[arg(long)]
        closed: bool,
    },
    /// Show an inquiry: every request with what answers it
    Show {
        #[command(flatten)]
        which: Which,
    },
}

/// Which inquiry is meant.
#[derive(Debug, clap::Args)]
pub(super) struct Which {
    /// The vendor
    vendor: String,
    /// The inquiry, such as IQ-01
    #[arg(value_name = "ID", value_parser = typed::inquiry)]
    inquiry: InquiryNo,
}

/// A yes to what is asked about every text.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Sure {
    /// Record it although it looks like a patient's number or birth date
    #[arg(long)]
    patient_data_checked: bool,
}

impl Sure {
    pub(super) fn of(self) -> Vec<Doubt> {
        if self.patient_data_checked { vec![Doubt::PatientData] } else { Vec::new() }
    }
}

/// `inquiry open`.
#[derive(Debug, clap::Args)]
pub(super) struct Open {
    /// The vendor
    vendor: String,
    /// Who asks, such as HHS Office for Civil Rights
    #[arg(long, value_name = "WHOM")]
    from: String,
    /// The day on which the letter came
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    received: Date,
    /// The day by which they want the answer
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    due: Date,
    /// Their own number for the matter
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    /// The letter, taken as an exhibit before
    #[arg(long, value_name = "EXHIBIT", value_parser = typed::exhibit)]
    letter: Option<ExhibitNo>,
    /// Anything else
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    sure: Sure,
}

/// `inquiry map`.
#[derive(Debug, clap::Args)]
pub(super) struct Map {
    #[command(flatten)]
    which: Which,
    /// The letter's own number for the request
    #[arg(value_name = "N")]
    number: String,
    /// The questions that answer it
    #[arg(value_name = "QUESTION")]
    questions: Vec<String>,
    /// An exhibit that answers it itself; may be given several times
    #[arg(long = "exhibit", value_name = "EXHIBIT", value_delimiter = ',', value_parser = typed::exhibit)]
    exhibits: Vec<ExhibitNo>,
    /// Why nothing answers it
    #[arg(long, value_name = "REASON", conflicts_with_all = ["questions", "exhibits"])]
    absent: Option<String>,
    #[command(flatten)]
    sure: Sure,
}

/// `inquiry unmap`.
#[derive(Debug, clap::Args)]
pub(super) struct Unmap {
    #[command(flatten)]
    which: Which,
    /// The letter's own number for the request
    #[arg(value_name = "N")]
    number: String,
    /// The questions that no longer answer it
    #[arg(value_name = "QUESTION")]
    questions: Vec<String>,
    /// An exhibit that no longer answers it; may be given several times
    #[arg(long = "exhibit", value_name = "EXHIBIT", value_delimiter = ',', value_parser = typed::exhibit)]
    exhibits: Vec<ExhibitNo>,
    /// Everything that answers it
    #[arg(long, conflicts_with_all = ["questions", "exhibits", "absent"])]
    all: bool,
    /// That nothing answers it, with its reason
    #[arg(long, conflicts_with_all = ["questions", "exhibits"])]
    absent: bool,
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        desk.store()?;
        match self {
            Self::Open(open) => open.run(desk, out)?,
            Self::Extend { which, due, reason, earlier, sure } => {
                let mut sure_of = sure.of();
                sure_of.extend(earlier.then_some(Doubt::DueEarlier));
                let inquiry = which.inquiry;
                let request = Request::ExtendInquiry { inquiry, due, reason, sure_of };
                let says = |one: &Inquiry| {
                    let was = one.extensions.last().map_or(one.due, |last| last.was);
                    format!("due on {} now; it was {was}.", one.due)
                };
                record(desk, &which, &request, says, out)?;
            }
            Self::Close { which, on, unfinished } => {
                let sure_of = if unfinished { vec![Doubt::RequestsOpen] } else { Vec::new() };
                let request = Request::CloseInquiry { inquiry: which.inquiry, on, sure_of };
                record(desk, &which, &request, |_| format!("closed on {on}."), out)?;
            }
            Self::Reopen { which, reason } => {
                let request = Request::ReopenInquiry { inquiry: which.inquiry, reason };
                let says = |one: &Inquiry| format!("open again; due on {}.", one.due);
                record(desk, &which, &request, says, out)?;
            }
            Self::Request { which, number, text, sure } => {
                let (number, sure_of) = (RequestNo::new(&number), sure.of());
                let said = format!("request {number} is on file.");
                let inquiry = which.inquiry;
                let request = Request::SetLetterRequest { inquiry, number, text, sure_of };
                record(desk, &which, &request, |_| said, out)?;
            }
            Self::Map(map) => map.run(desk, out)?,
            Self::Unmap(unmap) => unmap.run(desk, out)?,
            Self::List { vendor, closed } => show::list(desk, vendor.as_deref(), closed, out)?,
            Self::Show { which } => show::one(desk, &which.vendor, which.inquiry, out)?,
        }
        Ok(Ended::Well)
    }
}

impl Open {
    fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let vendor = typed::vendor(desk, &self.vendor)?;
        let request = Request::OpenInquiry(InquiryRequest {
            from: self.from,
            received: self.received,
            due: self.due,
            reference: self.reference,
            letter: self.letter,
            note: self.note,
            sure_of: self.sure.of(),
        });
        let recorded = desk.record(vendor, &request)?;
        let dossier = desk.dossier(vendor)?.clone();
        let opened = dossier.inquiries.iter().next_back();
        let opened = opened.ok_or_else(|| Problem::bug("no inquiry was opened"))?;
        let (no, slug) = (opened.no, &dossier.slug);
        let says = [
            format!(
                "{}: {no} is open, from {}, due on {}.",
                dossier.name,
                opened.label(),
                opened.due
            ),
            format!(
                "Record each request of the letter: proofbook inquiry request {slug} {no} N \"WORDS OF THE LETTER\""
            ),
        ];
        recorded::print_numbered(desk, out, vendor, &recorded, &says, no.to_string())
    }
}

impl Map {
    fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let mapping = match self.absent {
            Some(reason) => Mapping::Absent(reason),
            None => Mapping::Add(answering(&self.questions, self.exhibits)),
        };
        map(desk, &self.which, &self.number, mapping, self.sure.of(), out)
    }
}

impl Unmap {
    fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let number = RequestNo::new(&self.number);
        let mapping = if self.absent {
            Mapping::NotAbsent
        } else if self.all {
            let dossier = typed::dossier(desk, &self.which.vendor)?;
            Mapping::TakeAway(everything(&dossier, self.which.inquiry, &number))
        } else {
            Mapping::TakeAway(answering(&self.questions, self.exhibits))
        };
        map(desk, &self.which, &self.number, mapping, Vec::new(), out)
    }
}

fn answering(questions: &[String], exhibits: Vec<ExhibitNo>) -> Answering {
    let questions = questions.iter().map(|typed| QuestionId::from(typed.trim())).collect();
    Answering { questions, exhibits }
}

/// What answers a request as it is on file.
fn everything(dossier: &Dossier, inquiry: InquiryNo, number: &RequestNo) -> Answering {
    let inquiry = dossier.inquiries.numbered(inquiry);
    let Some(request) = inquiry.and_then(|one| one.request(number)) else {
        return Answering::default();
    };
    let exhibits = request.exhibits.iter().filter_map(|id| dossier.exhibit(*id));
    Answering {
        questions: request.questions.clone(),
        exhibits: exhibits.map(|exhibit| exhibit.no).collect(),
    }
}

fn map(
    desk: &mut Desk,
    which: &Which,
    number: &str,
    mapping: Mapping,
    sure_of: Vec<Doubt>,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let number = RequestNo::new(number);
    let vendor = typed::vendor(desk, &which.vendor)?;
    let inquiry = which.inquiry;
    let request =
        Request::MapRequest(MapRequest { inquiry, number: number.clone(), mapping, sure_of });
    let recorded = desk.record(vendor, &request)?;
    let dossier = desk.dossier(vendor)?.clone();
    let standings = desk.standings(&dossier);
    let of = dossier.inquiries.numbered(inquiry);
    let of = of.ok_or_else(|| Problem::bug("the inquiry is gone"))?;
    let mapped = of.request(&number).ok_or_else(|| Problem::bug("the request is gone"))?;
    let said = show::answered_by(mapped, &dossier);
    let says = [
        format!("{inquiry}, request {}: {}.", mapped.number, said.trim_end_matches('.')),
        format!("{inquiry}: {}.", Progress::of(of, &standings).words()),
    ];
    recorded::print_numbered(desk, out, vendor, &recorded, &says, inquiry.to_string())
}

fn record(
    desk: &mut Desk,
    which: &Which,
    request: &Request,
    says: impl FnOnce(&Inquiry) -> String,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let vendor = typed::vendor(desk, &which.vendor)?;
    let recorded = desk.record(vendor, request)?;
    let dossier = desk.dossier(vendor)?;
    let inquiry = dossier.inquiries.numbered(which.inquiry);
    let inquiry = inquiry.ok_or_else(|| Problem::bug("the inquiry is gone"))?;
    let says = [format!("{}, {}: {}", dossier.name, which.inquiry, says(inquiry))];
    recorded::print_numbered(desk, out, vendor, &recorded, &says, which.inquiry.to_string())
}
