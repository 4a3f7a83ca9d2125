//! Figures of each vendor as last computed, so that the list of a thousand vendors opens without reading a thousand journals.
//!
//! They can be made again from the journals at any time; a cache that cannot be read is no cache. What the figures are is left to
//! those who compute them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::atomic::{self, Overwrite};
use super::{JournalName, Store, StoreError};
use crate::domain::id::{StoreId, VendorId};
use crate::io;
use crate::journal::{End, chain};

/// On what a figure rests, and until when it holds (rule R17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// How the vendor's journal ended.
    pub vendor: Option<End>,
    /// How the organization's journal ended.
    pub organization: Option<End>,
    /// The version of the program that computed it.
    pub program: String,
    /// The day for which it was computed.
    pub day: Date,
    /// The next day on which it changes by itself, if there is one.
    pub next_change: Option<Date>,
}

/// The two journals as they end now, the program, and today: what a [`Basis`] is held against.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a> {
    /// How the vendor's journal ends.
    pub vendor: Option<End>,
    /// How the organization's journal ends.
    pub organization: Option<End>,
    /// The version of this program.
    pub program: &'a str,
    /// Today.
    pub today: Date,
}

impl Basis {
    /// Whether a figure on this basis still holds: neither journal, program nor day has changed it (rule R17).
    pub fn holds(&self, present: Present<'_>) -> bool {
        self.vendor == present.vendor
            && self.organization == present.organization
            && self.program == present.program
            && present.today >= self.day
            && self.next_change.is_none_or(|next| present.today < next)
    }
}

/// The figures of all vendors of a store.
#[derive(Debug)]
pub struct Summaries<T> {
    path: PathBuf,
    store: StoreId,
    entries: BTreeMap<VendorId, (Basis, T)>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record<T> {
    store: StoreId,
    vendor: VendorId,
    basis: Basis,
    body: T,
}

impl<T: Serialize + DeserializeOwned> Summaries<T> {
    /// Reads the cache of a store. Lines that are damaged, of another store or of another shape are left out.
    pub fn load(store: &Store) -> Self {
        let path = store.paths().cache().join("summary.jsonl");
        let bytes = io::read(&*store.io, &path).unwrap_or_default();
        let entries = bytes.split(|byte| *byte == b'\n').filter_map(|line| {
            // Closed as a journal's line is: a figure with one digit changed on disk must not be shown.
            chain::open(line).ok()?;
            let record: Record<T> = serde_json::from_slice(strip_hash(line)?.as_slice()).ok()?;
            (record.store == store.id()).then_some((record.vendor, (record.basis, record.body)))
        });
        Self { path, store: store.id(), entries: entries.collect() }
    }

    /// The figure of a vendor if it still holds, given how the journals end on disk at this moment.
    pub fn fresh(&self, vendor: VendorId, present: Present<'_>) -> Option<&T> {
        let (basis, body) = self.entries.get(&vendor)?;
        basis.holds(present).then_some(body)
    }

    /// Takes a figure that was computed.
    pub fn put(&mut self, vendor: VendorId, basis: Basis, body: T) {
        self.entries.insert(vendor, (basis, body));
    }

    /// Writes the cache. A failure costs time at the next start and nothing else.
    pub fn save(&self, store: &Store) -> Result<(), StoreError> {
        let failed = |error| StoreError::io("writing", &self.path, error);
        let mut bytes = Vec::new();
        for (vendor, (basis, body)) in &self.entries {
            let record = Record { store: self.store, vendor: *vendor, basis: basis.clone(), body };
            let mut line = serde_json::to_vec(&record).map_err(|error| failed(error.into()))?;
            line.pop();
            let (line, _) = chain::close(line);
            bytes.extend_from_slice(&line);
            bytes.push(b'\n');
        }
        io::ensure_dir(&*store.io, self.path.parent().unwrap_or(Path::new(""))).map_err(failed)?;
        atomic::write(&*store.io, &self.path, &bytes, Overwrite::Yes).map_err(failed)
    }
}

fn strip_hash(line: &[u8]) -> Option<Vec<u8>> {
    let mut body = line.get(..line.len().checked_sub(chain::HASH_ENDING)?)?.to_vec();
    body.push(b'}');
    Some(body)
}

impl Store {
    /// What the figures of a vendor are held against today. `organization` is [`Store::end`] of the organization's journal, read once
    /// for all vendors.
    pub fn present<'a>(
        &self,
        vendor: VendorId,
        organization: Option<End>,
        program: &'a str,
        today: Date,
    ) -> Present<'a> {
        Present { vendor: self.end(JournalName::Vendor(vendor)), organization, program, today }
    }
}
