//! `log`: every event of a vendor, oldest first: who, when, what it was and what it is.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::later::{self, Ask};
use super::output::{Align, Cell, Form, Output, Table, Tint};
use super::{Ended, Terminal, typed};
use crate::desk::{Desk, WithheldTexts};
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::event::Class;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::{AccountId, Digest, EventId, VendorId};
use crate::domain::later::Later;
use crate::domain::telling::{Filter, InRegister, Telling, tellings};
use crate::problem::Problem;

/// `log`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
With --json the log is told as one document: who, when, what it was and what it is. With --lines it is the journal itself, byte for byte, \
as an expert verifies it without this program (docs/verify.md). 'organization' in place of a vendor is our own journal.")]
pub(super) struct Log {
    /// The vendor
    vendor: String,
    /// Only what is about this question
    #[arg(long, value_name = "ID")]
    question: Option<String>,
    /// Only what is about this exhibit, such as A-07
    #[arg(long, value_name = "NUMBER", value_parser = typed::exhibit)]
    exhibit: Option<ExhibitNo>,
    /// Only what this person recorded, answered, signed or was present at: an account or a name
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Only what is in this register, or about this record, such as AG-01
    #[arg(long, value_name = "REGISTER", value_parser = typed::in_register)]
    register: Option<InRegister>,
    /// Only what was recorded on this day or later
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    since: Option<Date>,
    /// Only what was recorded on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    until: Option<Date>,
    #[command(flatten)]
    later: Ask,
    /// Print the journal's own lines, byte for byte
    #[arg(long)]
    lines: bool,
    /// With --lines: also where texts are withheld, which the lines hold still
    #[arg(long, requires = "lines")]
    include_withheld: bool,
}

/// An event as it is told, in JSON.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    seq: u64,
    id: EventId,
    at: Timestamp,
    /// In the organization's zone, to the minute.
    when: &'a str,
    by: &'a AccountId,
    who: &'a str,
    class: Class,
    kind: &'static str,
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<&'a str>,
    /// Who answered, where it was not the recorder.
    #[serde(skip_serializing_if = "Option::is_none")]
    given_by: Option<&'a str>,
    /// Who was present in the interview.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    present: &'a [String],
    /// The number of the event that is corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrects: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// When it counts as recorded, where the clock was wrong (rule R3).
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_from: Option<&'a str>,
    /// The number of the event that took it back, if one did and stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    taken_back_by: Option<u64>,
    prev: Digest,
    hash: Digest,
}

impl<'a> From<&'a Telling> for Entry<'a> {
    fn from(told: &'a Telling) -> Self {
        Self {
            seq: told.seq,
            id: told.id,
            at: told.at,
            when: &told.when,
            by: &told.by,
            who: &told.who,
            class: told.class,
            kind: told.kind,
            what: &told.what,
            was: told.was.as_deref(),
            is: told.is.as_deref(),
            given_by: told.given_by.as_deref(),
            present: &told.present,
            corrects: told.corrects,
            reason: told.reason.as_deref(),
            counts_from: told.counts_from.as_deref(),
            taken_back_by: told.taken_back_by,
            prev: told.prev,
            hash: told.hash,
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    vendor: VendorId,
    zone: &'a str,
    /// What the events were looked through by, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<String>,
    events: Vec<Entry<'a>>,
    /// What was recorded after the past day that is looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<Vec<Later>>,
}

impl Log {
    /// Whether the journal's own lines are asked for.
    pub(super) const fn is_lines(&self) -> bool {
        self.lines
    }

    pub(super) fn run(
        self,
        desk: &mut Desk,
        terminal: Terminal,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        if self.lines {
            return self.lines(desk, terminal, out);
        }
        let dossier = typed::dossier(desk, &self.vendor)?;
        let later = self.later.of(desk, &dossier, |_| true)?;
        let (organization, bank) = (desk.organization(), desk.bank());
        let filter = self.filter(bank, &dossier)?;
        let mut told = tellings(&dossier, organization, bank);
        let all = told.len();
        told.retain(|told| filter.fits(told, bank));
        let zone = organization.zones.name();
        let document = Document {
            vendor: dossier.id,
            zone,
            filter: (!filter.is_empty()).then(|| filter.shown()),
            events: told.iter().map(Entry::from).collect(),
            later,
        };
        out.result("log", &document, |out| {
            out.heading(&match &document.filter {
                None => format!("{}: everything recorded, oldest first", dossier.name),
                Some(by) => {
                    format!("{}: {} of {all} events, oldest first: {by}", dossier.name, told.len())
                }
            });
            out.line(&format!("Times are in the zone {zone}."));
            if told.is_empty() {
                out.line("No event fits.");
            } else {
                out.blank();
                out.table(&table(&told));
            }
            later::print(document.later.as_deref(), out);
        });
        Ok(Ended::Well)
    }

    /// What the events are looked through by.
    fn filter(&self, bank: &Bank, dossier: &Dossier) -> Result<Filter, Problem> {
        let question = self.question.as_ref().map(|typed| typed::question(bank, typed));
        if let Some(no) = self.exhibit.filter(|no| !dossier.exhibits.contains_key(no)) {
            let known: Vec<String> = dossier.exhibits.keys().map(ToString::to_string).collect();
            return Err(Problem::wrong_use(format!("'{}' has no exhibit {no}", dossier.name))
                .did_you_mean(&no.to_string(), known.iter().map(String::as_str))
                .next(format!("see them all: proofbook evidence list {}", dossier.slug)));
        }
        Ok(Filter {
            question: question.transpose()?.map(|question| question.id.clone()),
            exhibit: self.exhibit,
            person: self.person.clone(),
            register: self.register,
            since: self.since,
            until: self.until,
            words: None,
        })
    }

    fn lines(
        self,
        desk: &mut Desk,
        terminal: Terminal,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        if out.form() == Form::Json {
            return Err(Problem::wrong_use("--lines does not go together with --json")
                .next("each line is JSON by itself: leave --json out"));
        }
        let vendor = typed::vendor(desk, &self.vendor)?;
        let withheld = if self.include_withheld {
            WithheldTexts::AreIncluded
        } else {
            WithheldTexts::StayHidden
        };
        let lines = desk.lines(vendor, withheld)?;
        // Lines that verify are UTF-8.
        out.exact(&String::from_utf8_lossy(&lines), terminal);
        Ok(Ended::Well)
    }
}

fn table(told: &[Telling]) -> Table {
    let mut table = Table::new([
        ("No.", Align::Right),
        ("When", Align::Left),
        ("Who", Align::Wrapped),
        ("What", Align::Wrapped),
    ]);
    for told in told {
        let tint = if told.taken_back_by.is_some() { Tint::Short } else { Tint::Plain };
        table.row([
            told.seq.to_string().into(),
            (&told.when).into(),
            (&told.who).into(),
            Cell::tinted(tint, told.line_with_marks()),
        ]);
    }
    table
}
