//! `log`: every event of a vendor, oldest first: who, when, what it was and what it is.

mod records;
mod told;

use jiff::Timestamp;
use serde::Serialize;

use super::output::{Align, Cell, Form, Output, Table, Tint};
use super::{Ended, Terminal, typed};
use crate::desk::{Desk, WithheldTexts};
use crate::domain::apply::{believed_times, taken_back};
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Class};
use crate::domain::id::{AccountId, Digest, EventId, VendorId};
use crate::domain::organization::Organization;
use crate::problem::Problem;

/// `log`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
With --json the log is told as one document: who, when, what it was and what it is. With --lines it is the journal itself, byte for byte, \
as an expert verifies it without this program (docs/verify.md). 'organization' in place of a vendor is our own journal.")]
pub(super) struct Log {
    /// The vendor
    vendor: String,
    /// Print the journal's own lines, byte for byte
    #[arg(long)]
    lines: bool,
    /// With --lines: also where texts are withheld, which the lines hold still
    #[arg(long, requires = "lines")]
    include_withheld: bool,
}

/// An event as it is told.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) seq: u64,
    id: EventId,
    at: Timestamp,
    /// In the organization's zone, to the minute.
    when: String,
    by: AccountId,
    who: String,
    class: Class,
    kind: &'static str,
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<String>,
    /// When it counts as recorded, where the clock was wrong (rule R3).
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_from: Option<String>,
    /// The number of the event that took it back, if one did and stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    taken_back_by: Option<u64>,
    prev: Digest,
    hash: Digest,
}

impl Entry {
    /// What happened, in one line.
    pub(super) fn what(&self) -> String {
        match (&self.was, &self.is) {
            (Some(was), Some(is)) => format!("{}: {was} → {is}", self.what),
            (None, Some(is)) => format!("{}: {is}", self.what),
            (Some(was), None) => format!("{}; was {was}", self.what),
            (None, None) => self.what.clone(),
        }
    }

    /// The same, with what became of it.
    fn told(&self) -> String {
        let mut told = self.what();
        if let Some(from) = &self.counts_from {
            told = format!("{told} (the clock was wrong; counts from {from})");
        }
        if let Some(by) = self.taken_back_by {
            told = format!("{told} (taken back by {by})");
        }
        told
    }
}

/// Every event of a dossier as it is told, oldest first.
pub(super) fn entries(dossier: &Dossier, organization: &Organization, bank: &Bank) -> Vec<Entry> {
    let (back, times) = (taken_back(&dossier.events), believed_times(&dossier.events));
    let by = |id: EventId| {
        let undoes = |change: &Change| matches!(change, Change::Undone(undone) if undone.of == id);
        let by = dossier.events.iter().rev().find(|event| undoes(&event.change));
        by.filter(|_| back.contains(&id)).map(|event| event.seq)
    };
    let mut then = dossier.emptied();
    let mut entries = Vec::new();
    for event in &dossier.events {
        let told = told::told(&event.change, &then, bank);
        entries.push(Entry {
            seq: event.seq,
            id: event.id,
            at: event.at,
            when: organization.zones.shown(event.at),
            by: event.by.clone(),
            who: organization.person(&event.by).to_owned(),
            class: event.change.class(),
            kind: event.change.kind(),
            what: told.what,
            was: told.was,
            is: told.is,
            counts_from: times.get(&event.id).map(|at| organization.zones.shown(*at)),
            taken_back_by: by(event.id),
            prev: event.prev,
            hash: event.hash,
        });
        then.apply(event.clone());
    }
    entries
}

#[derive(Serialize)]
struct Document<'a> {
    vendor: VendorId,
    zone: &'a str,
    events: &'a [Entry],
}

impl Log {
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
        let organization = desk.organization();
        let entries = entries(&dossier, organization, desk.bank());
        let zone = organization.zones.name();
        let document = Document { vendor: dossier.id, zone, events: &entries };
        out.result("log", &document, |out| {
            out.heading(&format!("{}: everything recorded, oldest first", dossier.name));
            out.line(&format!("Times are in the zone {zone}."));
            out.blank();
            out.table(&table(&entries));
        });
        Ok(Ended::Well)
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
        out.exact(&String::from_utf8_lossy(&lines), terminal.output);
        Ok(Ended::Well)
    }
}

fn table(entries: &[Entry]) -> Table {
    let mut table = Table::new([
        ("No.", Align::Right),
        ("When", Align::Left),
        ("Who", Align::Wrapped),
        ("What", Align::Wrapped),
    ]);
    for entry in entries {
        let tint = if entry.taken_back_by.is_some() { Tint::Short } else { Tint::Plain };
        table.row([
            entry.seq.to_string().into(),
            (&entry.when).into(),
            (&entry.who).into(),
            Cell::tinted(tint, entry.told()),
        ]);
    }
    table
}
