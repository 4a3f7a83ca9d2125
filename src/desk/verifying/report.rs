//! Whether a PDF is a report of this record, and up to which events it covers it.

use std::path::Path;

use jiff::Timestamp;

use super::attested::is_in;
use crate::desk::Desk;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Event, JournalHead, ReportWritten};
use crate::domain::id::{AccountId, Digest, VendorId};
use crate::io;
use crate::problem::Problem;
use crate::report::model::Covers;
use crate::store::JournalName;

/// What was found out about a PDF.
#[derive(Clone, Debug)]
pub struct ReportVerified {
    /// The digest of its bytes.
    pub sha256: Digest,
    /// Whether it belongs to this record.
    pub belonging: Belonging,
    /// The journals up to where it covers them, each with whose it is and whether that event is in the chain.
    pub covers: Vec<(String, JournalHead, bool)>,
}

/// Whether a PDF belongs to the record.
#[derive(Clone, Debug)]
pub enum Belonging {
    /// The journal says that exactly these bytes were written.
    Written(Box<WrittenBy>),
    /// No event says so; its own words name journals of this record.
    NamesThisRecord,
    /// No event says so, and it names nothing of this record.
    Foreign,
}

/// The event that says that a report was written.
#[derive(Clone, Debug)]
pub struct WrittenBy {
    /// The vendor.
    pub vendor: VendorId,
    /// Its name.
    pub name: String,
    /// The event's number in the vendor's journal.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// By which account.
    pub by: AccountId,
    /// What it says.
    pub report: ReportWritten,
}

impl ReportVerified {
    /// Whether the bytes are those that were written, and everything they rest on is in the record still.
    pub fn is_sound(&self) -> bool {
        let written = matches!(self.belonging, Belonging::Written(_));
        written && self.covers.iter().all(|(_, _, is_in_chain)| *is_in_chain)
    }
}

impl Desk {
    /// Says whether a PDF is a report of this record: by the digest of its bytes, which the journal names; else by the journals that it
    /// names itself, which shows only what it claims to rest on.
    ///
    /// # Errors
    /// The file or the record cannot be read.
    pub fn verify_report(&mut self, path: &Path) -> Result<ReportVerified, Problem> {
        let bytes = io::read(&*self.seat.io, path).map_err(|error| {
            Problem::world(format!("{} could not be read", path.display())).cause(error)
        })?;
        let sha256 = Digest::of(&bytes);
        let chains = self.chains()?;
        let found = chains.iter().find_map(|chain| chain.wrote(sha256));
        let (belonging, heads) = if let Some(written) = found {
            let heads = written.report.covers.clone();
            (Belonging::Written(Box::new(written)), heads)
        } else {
            let heads = claimed(&bytes);
            let known = |head: &JournalHead| chains.iter().any(|one| one.journal == head.journal);
            let names = heads.iter().any(known);
            (if names { Belonging::NamesThisRecord } else { Belonging::Foreign }, heads)
        };
        let covers = heads.into_iter().map(|head| {
            let chain = chains.iter().find(|chain| chain.journal == head.journal);
            let about =
                chain.map_or("a journal that is not in this record", |one| one.about.as_str());
            let is_in_chain = chain.is_some_and(|chain| is_in(&chain.events, &head));
            (about.to_owned(), head, is_in_chain)
        });
        Ok(ReportVerified { sha256, belonging, covers: covers.collect() })
    }

    /// Every journal that a report may rest on, as far as it verifies.
    fn chains(&self) -> Result<Vec<Chain>, Problem> {
        let store = self.store()?;
        let vendors = store.vendor_ids()?.into_iter().map(JournalName::Vendor);
        let mut chains = Vec::new();
        for name in std::iter::once(JournalName::Organization).chain(vendors) {
            let Ok(reading) = store.read(name) else { continue };
            let about = match name {
                JournalName::Vendor(id) => Dossier::fold(id, reading.events.clone()).name,
                _ => self.about(name),
            };
            chains.push(Chain { journal: store.journal_id(name), about, events: reading.events });
        }
        Ok(chains)
    }
}

/// A journal whose lines verify.
struct Chain {
    journal: uuid::Uuid,
    about: String,
    events: Vec<Event>,
}

impl Chain {
    /// The first event that says that these bytes were written.
    fn wrote(&self, sha256: Digest) -> Option<WrittenBy> {
        self.events.iter().find_map(|event| match &event.change {
            Change::ReportWritten(report) if report.sha256 == sha256 => Some(WrittenBy {
                vendor: VendorId(self.journal),
                name: self.about.clone(),
                seq: event.seq,
                at: event.at,
                by: event.by.clone(),
                report: report.clone(),
            }),
            _ => None,
        })
    }
}

/// The journals that a PDF names in its metadata, which a report of ours leaves readable.
fn claimed(bytes: &[u8]) -> Vec<JournalHead> {
    let text = String::from_utf8_lossy(bytes);
    let between = text.split_once("<pdf:Keywords>").and_then(|(_, rest)| rest.split_once('<'));
    let keywords = between.map(|(keywords, _)| keywords).unwrap_or_default();
    let head = |one: Covers| {
        let (journal, hash) = (one.journal.parse().ok()?, one.sha256.parse().ok()?);
        Some(JournalHead { journal, seq: one.seq, hash })
    };
    Covers::read(keywords).into_iter().filter_map(head).collect()
}
