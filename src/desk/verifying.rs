//! Verifying: every journal's chain and witness, and every object of the vault that a journal names.

use std::collections::BTreeSet;

use super::Desk;
use crate::domain::event::Change;
use crate::domain::id::{Digest, VendorId};
use crate::journal::Head;
use crate::problem::Problem;
use crate::store::vault::Health;
use crate::store::{JournalName, Store};

/// What a journal was found to be.
#[derive(Clone, Debug)]
pub struct Verified {
    /// What the journal is about, in words: a vendor's name, our organization, the store.
    pub about: String,
    /// Its id.
    pub journal: uuid::Uuid,
    /// How many events verify.
    pub events: u64,
    /// The last of them.
    pub head: Option<Head>,
    /// What cannot be trusted.
    pub problems: Vec<Problem>,
    /// Counsel-only texts that are not in this copy of the store.
    pub texts_absent: u32,
}

impl Desk {
    /// Verifies one vendor's record, or all of the store.
    ///
    /// # Errors
    /// The folder cannot be read at all. What cannot be trusted is in the list.
    pub fn verify(&mut self, vendor: Option<VendorId>) -> Result<Vec<Verified>, Problem> {
        let store = self.store()?;
        let mut names = vec![JournalName::Organization];
        if let Some(vendor) = vendor {
            names.extend(Some(store.journal_of(vendor)).filter(|name| !names.contains(name)));
        } else {
            names.insert(0, JournalName::Store);
            names.extend(store.vendor_ids()?.into_iter().map(JournalName::Vendor));
        }
        names.into_iter().map(|name| self.verify_journal(name)).collect()
    }

    fn verify_journal(&self, name: JournalName) -> Result<Verified, Problem> {
        let store = self.store()?;
        let reading = match store.read(name) {
            Ok(reading) => reading,
            Err(error) => return Ok(self.unreadable(name, store, error.into())),
        };
        let folder = store.journal_folder(name);
        let mut verified = Verified {
            about: match name {
                JournalName::Store => "the data folder".to_owned(),
                JournalName::Organization => self.organization.shown_name().to_owned(),
                JournalName::Vendor(id) => {
                    crate::domain::dossier::Dossier::fold(id, reading.events.clone()).name
                }
            },
            journal: store.journal_id(name),
            events: u64::try_from(reading.events.len()).unwrap_or(u64::MAX),
            head: reading.events.last().map(|event| Head { seq: event.seq, hash: event.hash }),
            problems: reading.problem(&folder).into_iter().collect(),
            texts_absent: 0,
        };
        let named = reading.events.iter().flat_map(|event| named_objects(&event.change));
        let mut looked_at = BTreeSet::new();
        for (digest, what) in named {
            if !looked_at.insert(digest) {
                continue;
            }
            let health = match store.vault().check(digest) {
                Ok(health) => health,
                Err(error) => {
                    verified.problems.push(error.into());
                    continue;
                }
            };
            match health {
                Health::Same => {}
                Health::Missing if store.is_verifier_copy() && what == COUNSEL_NOTE => {
                    verified.texts_absent += 1;
                }
                health => verified.problems.push(
                    Problem::data(format!(
                        "{what} is {} in the vault",
                        if health == Health::Missing { "missing" } else { "damaged" }
                    ))
                    .cause(format!("sha-256 {digest}"))
                    .safe("the journal itself says what the bytes were")
                    .next("restore the vault's object from a backup"),
                ),
            }
        }
        Ok(verified)
    }
}

impl Desk {
    /// A journal that the disk does not give is no reason to leave the others unlooked at.
    fn unreadable(&self, name: JournalName, store: &Store, problem: Problem) -> Verified {
        let about = match name {
            JournalName::Store => "the data folder".to_owned(),
            JournalName::Organization => self.organization.shown_name().to_owned(),
            JournalName::Vendor(id) => id.to_string(),
        };
        let (journal, problems) = (store.journal_id(name), vec![problem]);
        Verified { about, journal, events: 0, head: None, problems, texts_absent: 0 }
    }
}

const COUNSEL_NOTE: &str = "a counsel-only note";

/// The objects of the vault that an event names.
pub(crate) fn named_objects(change: &Change) -> Vec<(Digest, String)> {
    match change {
        Change::ExhibitTaken(taken) => {
            let no = crate::domain::exhibit::ExhibitNo(taken.no);
            taken.sha256.map(|digest| (digest, format!("the copy of {no}"))).into_iter().collect()
        }
        Change::AnswerSet(set) => set
            .counsel_note
            .map(|note| (note.sha256, COUNSEL_NOTE.to_owned()))
            .into_iter()
            .collect(),
        Change::BankAdopted(adopted) => adopted
            .files
            .iter()
            .map(|file| (file.sha256, format!("the question file {}", file.name)))
            .collect(),
        Change::SealAttached(seal) => vec![(seal.sha256, format!("the seal {}", seal.file_name))],
        _ => Vec::new(),
    }
}
