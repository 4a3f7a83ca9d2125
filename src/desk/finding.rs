//! The index by which anything is found in every record: built a part at a time, so that nobody waits for it, and renewed where a journal
//! grew.

use std::collections::{BTreeMap, VecDeque};

use super::Desk;
use crate::domain::finding::{Entry, Finder, Found, Sought, of_dossier};
use crate::domain::id::VendorId;
use crate::journal::End;
use crate::problem::Problem;

/// How many records are read at a time.
const READ_AT_ONCE: usize = 6;

/// How many records are looked at at a time, where they have not grown.
const LOOKED_AT_AT_ONCE: usize = 250;

/// What can be found in the records of one desk. It may go to another thread.
#[derive(Debug, Default)]
pub struct Index {
    records: BTreeMap<VendorId, Known>,
    /// The records that are still to be looked at.
    waiting: VecDeque<VendorId>,
    finder: Finder,
}

/// What can be found in one record, and how its journal ended when it was read.
#[derive(Debug)]
struct Known {
    end: Option<End>,
    entries: Vec<Entry>,
}

impl Index {
    /// Every record is to be looked at again: it may have grown, or be gone.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn look_again(&mut self, desk: &Desk) -> Result<(), Problem> {
        let mut all = match desk.only_vendor() {
            Some(vendor) => vec![vendor],
            None => desk.store()?.vendor_ids()?,
        };
        all.push(desk.ours()?);
        self.records.retain(|vendor, _| all.contains(vendor));
        // What is not known at all is looked at first.
        all.sort_by_key(|vendor| self.records.contains_key(vendor));
        self.waiting = all.into();
        Ok(())
    }

    /// Looks at some of the records that wait; says how many still do.
    ///
    /// # Errors
    /// There is no store.
    pub fn build(&mut self, desk: &mut Desk) -> Result<usize, Problem> {
        let ours = desk.ours()?;
        let (mut looked_at, mut read) = (0, 0);
        while looked_at < LOOKED_AT_AT_ONCE && read < READ_AT_ONCE {
            let Some(vendor) = self.waiting.pop_front() else { break };
            looked_at += 1;
            let store = desk.store()?;
            let end = store.end(store.journal_of(vendor));
            if self.records.get(&vendor).is_some_and(|known| known.end == end) {
                continue;
            }
            read += 1;
            // A record that cannot be read hides none of the others; the list of vendors says what is wrong with it.
            let entries = if vendor == ours {
                desk.read(ours).map(of_dossier).unwrap_or_default()
            } else {
                let found = desk.read_once(vendor).ok().flatten();
                found.map(|(dossier, _)| of_dossier(&dossier)).unwrap_or_default()
            };
            self.records.insert(vendor, Known { end, entries });
        }
        Ok(self.waiting.len())
    }

    /// The best fits in what is known by now, but for one record: that of the vendor that is open, which whoever asks has at hand.
    pub fn find(&mut self, typed: &str, but: Option<VendorId>) -> Vec<Found> {
        let records = self.records.iter().filter(|(vendor, _)| Some(**vendor) != but);
        let entries = records.flat_map(|(_, known)| &known.entries);
        self.finder.find(&Sought::read(typed), entries, None)
    }
}
