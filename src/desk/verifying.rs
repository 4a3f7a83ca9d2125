//! Verifying: every journal's chain and witness, every object of the vault that a journal names, and what sign-offs and reports attest.

mod attested;
mod report;

use std::collections::BTreeSet;

pub use self::report::{Belonging, ReportVerified, WrittenBy};
use super::Desk;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Event};
use crate::domain::id::{Digest, VendorId};
use crate::domain::withholding;
use crate::journal::Head;
use crate::problem::Problem;
use crate::progress::{Progress, Step, Unwatched};
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
    /// Texts that are hidden from every output; the journal holds their bytes, and they verify (rule R28).
    pub texts_withheld: usize,
    /// Copies in the vault that the journal names.
    pub copies: u32,
    /// How many of them were read again.
    pub copies_read: u32,
    /// Sign-offs whose heads and questionnaires were looked up.
    pub sign_offs: u32,
    /// What could not be looked at and is no damage.
    pub notes: Vec<String>,
}

/// One of several parts of the vault, told apart by the digests of the copies: so that a large vault is read again over several nights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    part: u64,
    of: u64,
}

impl Slice {
    /// Reads `2/7`: the second of seven parts.
    pub fn read(typed: &str) -> Option<Self> {
        let (part, of) = typed.trim().split_once('/')?;
        let (part, of) = (part.parse::<u32>().ok()?, of.parse::<u32>().ok()?);
        (1..=of).contains(&part).then_some(Self { part: part.into(), of: of.into() })
    }

    /// Whether a copy is in this part.
    pub fn holds(self, digest: Digest) -> bool {
        let start = digest.0.first_chunk::<8>().map_or(0, |start| u64::from_be_bytes(*start));
        start % self.of + 1 == self.part
    }
}

impl std::fmt::Display for Slice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.part, self.of)
    }
}

impl Desk {
    /// Verifies one vendor's record, or all of the store.
    ///
    /// # Errors
    /// The folder cannot be read at all. What cannot be trusted is in the list.
    pub fn verify(&mut self, vendor: Option<VendorId>) -> Result<Vec<Verified>, Problem> {
        self.verify_slice(vendor, None, &mut Unwatched)
    }

    /// The same, reading again only the copies in one part of the vault; chains, heads and sign-offs are always looked at whole.
    ///
    /// # Errors
    /// As [`Self::verify`]; it was canceled.
    pub fn verify_slice(
        &mut self,
        vendor: Option<VendorId>,
        slice: Option<Slice>,
        progress: &mut dyn Progress,
    ) -> Result<Vec<Verified>, Problem> {
        let store = self.store()?;
        let mut names = vec![JournalName::Organization];
        if let Some(vendor) = vendor {
            names.extend(Some(store.journal_of(vendor)).filter(|name| !names.contains(name)));
        } else {
            names.insert(0, JournalName::Store);
            names.extend(store.vendor_ids()?.into_iter().map(JournalName::Vendor));
        }
        let ours = store.read(JournalName::Organization).map(|reading| reading.events);
        let ours = ours.unwrap_or_default();
        let of = names.len();
        let verified = names.into_iter().enumerate().map(|(done, name)| {
            let step = Step { doing: "Verifying journals and copies", done, of };
            let mut go_on = || progress.reached(step).map_err(Problem::canceled);
            self.verify_journal(name, &ours, slice, &mut go_on)
        });
        verified.collect()
    }

    fn verify_journal(
        &self,
        name: JournalName,
        ours: &[Event],
        slice: Option<Slice>,
        go_on: &mut dyn FnMut() -> Result<(), Problem>,
    ) -> Result<Verified, Problem> {
        go_on()?;
        let store = self.store()?;
        let reading = match store.read(name) {
            Ok(reading) => reading,
            Err(error) => return Ok(self.unreadable(name, store, error.into())),
        };
        let folder = store.journal_folder(name);
        // What is said of a copy names no text that is withheld.
        let events = withholding::hidden(reading.events.clone(), &self.organization.zones);
        let mut verified = Verified {
            about: self.about(name),
            events: u64::try_from(reading.events.len()).unwrap_or(u64::MAX),
            head: reading.events.last().map(|event| Head { seq: event.seq, hash: event.hash }),
            problems: reading.problem(&folder).into_iter().collect(),
            texts_withheld: withholding::count(&events),
            ..Verified::empty(store.journal_id(name))
        };
        verify_copies(store, &events, slice, &mut verified, go_on)?;
        if let JournalName::Vendor(id) = name {
            let dossier = Dossier::fold(id, events);
            verified.about.clone_from(&dossier.name);
            self.verify_attested(&dossier, ours, &mut verified)?;
        } else if name == JournalName::Organization {
            self.verify_portfolios(&events, &mut verified)?;
        }
        Ok(verified)
    }

    /// A journal that the disk does not give is no reason to leave the others unlooked at.
    fn unreadable(&self, name: JournalName, store: &Store, problem: Problem) -> Verified {
        let empty = Verified::empty(store.journal_id(name));
        Verified { about: self.about(name), problems: vec![problem], ..empty }
    }

    fn about(&self, name: JournalName) -> String {
        match name {
            JournalName::Store => "the data folder".to_owned(),
            JournalName::Organization => self.organization.shown_name().to_owned(),
            JournalName::Vendor(id) => id.to_string(),
        }
    }
}

impl Verified {
    const fn empty(journal: uuid::Uuid) -> Self {
        Self {
            about: String::new(),
            journal,
            events: 0,
            head: None,
            problems: Vec::new(),
            texts_absent: 0,
            texts_withheld: 0,
            copies: 0,
            copies_read: 0,
            sign_offs: 0,
            notes: Vec::new(),
        }
    }
}

/// Reads the copies again that a journal names, those of the slice. Goes on between two of them only where it may.
fn verify_copies(
    store: &Store,
    events: &[Event],
    slice: Option<Slice>,
    verified: &mut Verified,
    go_on: &mut dyn FnMut() -> Result<(), Problem>,
) -> Result<(), Problem> {
    let named = events.iter().flat_map(|event| named_objects(&event.change));
    let mut looked_at = BTreeSet::new();
    for (digest, what) in named {
        if !looked_at.insert(digest) {
            continue;
        }
        verified.copies += 1;
        if slice.is_some_and(|slice| !slice.holds(digest)) {
            continue;
        }
        go_on()?;
        verified.copies_read += 1;
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
    Ok(())
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
