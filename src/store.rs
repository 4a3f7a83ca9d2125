//! The data folder: one record per vendor and one for our organization, the vault, and what can be made again.
//!
//! Opening to read never writes, also on read-only media. What the events mean is left to [`crate::domain`].

pub mod atomic;
pub mod cache;
pub mod drafts;
mod error;
mod folder;
mod manifest;
pub mod own_fonts;
pub mod own_questions;
pub mod paths;
pub mod tree;
pub mod vault;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::event::{Change, Created, Overridden};
use crate::domain::id::{AccountId, StoreId, VendorId};
use crate::io::{Io, Links, SharedIo};
use crate::journal::{self, AppendError, End, Genesis, Opened, Owner, Purpose, Reading};
use crate::time::Now;

pub use self::error::StoreError;
use self::folder::{check_rights, make_folders, network_of};
use self::manifest::Manifest;
use self::paths::Paths;
use self::vault::Vault;

/// The layout of the folder that this program writes.
pub const LAYOUT: u32 = 1;

/// The warning named when a person decides to write on a network's file system all the same.
pub const NETWORK_WARNING: &str = "network-folder";

/// Which journal of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JournalName {
    /// Our organization's.
    Organization,
    /// A vendor's.
    Vendor(VendorId),
    /// The store's own: made, migrated, warnings overridden. No report reads it.
    Store,
}

/// What a new store is to be.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewStore<'a> {
    /// The day for which a sample is made; `None` for a record.
    pub sample: Option<Date>,
    /// The reason given for keeping it on a network's file system in spite of the warning.
    pub network_reason: Option<&'a str>,
}

/// A data folder.
#[derive(Clone, Debug)]
pub struct Store {
    io: SharedIo,
    paths: Paths,
    manifest: Manifest,
    network: Network,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Network {
    None,
    Refused(&'static str),
    Overridden(&'static str),
}

impl Store {
    /// Whether a store stands in this folder.
    pub fn exists(io: &dyn Io, folder: &Path) -> bool {
        io.metadata(&Paths::new(folder).manifest(), Links::Keep).is_ok()
    }

    /// Makes a store. Refused where one stands, and in a folder that holds anything else.
    pub fn create(
        io: &SharedIo,
        now: &dyn Now,
        by: &AccountId,
        folder: &Path,
        new: NewStore<'_>,
    ) -> Result<Self, StoreError> {
        let paths = Paths::new(folder);
        make_folders(&**io, &paths)?;
        let network = network_of(&**io, folder)?;
        let network = match (network, new.network_reason) {
            (None, _) => Network::None,
            (Some(name), Some(_)) => Network::Overridden(name),
            (Some(name), None) => {
                return Err(StoreError::Network { path: folder.to_owned(), name });
            }
        };
        let manifest = Manifest::new(now, new.sample);
        let store = Self { io: io.clone(), paths, manifest, network };
        store.manifest.write(&**io, &store.paths)?;
        store.record_creation(now, by, new.network_reason)?;
        Ok(store)
    }

    /// Opens a store. Nothing is written, and nothing but `store.json` is read.
    pub fn open(io: &SharedIo, folder: &Path) -> Result<Self, StoreError> {
        let paths = Paths::new(folder);
        check_rights(&**io, folder)?;
        let manifest = Manifest::read(&**io, &paths)?;
        let network =
            network_of(&**io, folder).ok().flatten().map_or(Network::None, Network::Refused);
        let mut store = Self { io: io.clone(), paths, manifest, network };
        if let Network::Refused(name) = store.network
            && store.has_overridden_network()
        {
            store.network = Network::Overridden(name);
        }
        Ok(store)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.paths.root()
    }

    /// Where its parts lie.
    pub const fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Its id, part of every journal's first link.
    pub const fn id(&self) -> StoreId {
        self.manifest.store
    }

    /// The day for which this sample was made; `None` for a record.
    pub fn sample(&self) -> Option<Date> {
        self.manifest.sample()
    }

    /// Whether this copy was made for somebody who verifies it, so that texts for counsel may be absent.
    pub const fn is_verifier_copy(&self) -> bool {
        self.manifest.verifier_copy
    }

    /// Why nothing can be written in this store, if so: it was made by a later version, is a copy for a verifier, or lies on a network.
    pub fn read_only(&self) -> Option<StoreError> {
        if self.manifest.layout > LAYOUT {
            return Some(StoreError::NewerLayout {
                path: self.paths.manifest(),
                layout: self.manifest.layout,
            });
        }
        if self.is_verifier_copy() {
            return Some(StoreError::VerifierCopy { path: self.folder().to_owned() });
        }
        match self.network {
            Network::Refused(name) => {
                Some(StoreError::Network { path: self.folder().to_owned(), name })
            }
            Network::None | Network::Overridden(_) => None,
        }
    }

    /// Circumstances a person should know of, each as one sentence: a folder that another program synchronizes, copies in conflict.
    pub fn notices(&self) -> Vec<String> {
        let mut notices: Vec<String> = paths::cloud_notice(self.folder()).into_iter().collect();
        if let Network::Overridden(name) = self.network {
            notices.push(format!("this record lies on {name}, where a save may be lost; that was accepted once, with a reason"));
        }
        let mut folders =
            vec![self.folder().to_owned(), self.journal_folder(JournalName::Organization)];
        folders.extend(
            self.vendor_ids().unwrap_or_default().into_iter().map(|id| self.paths.vendor(id)),
        );
        for folder in folders {
            notices.extend(paths::conflict_notices(&*self.io, &folder));
        }
        notices
    }

    /// The vendors that have a folder, in order of their ids, which is the order in which they were added.
    pub fn vendor_ids(&self) -> Result<Vec<VendorId>, StoreError> {
        let folder = self.paths.vendors();
        let names =
            self.io.read_dir(&folder).map_err(|error| StoreError::io("reading", &folder, error))?;
        let id = |name: &std::ffi::OsString| name.to_str()?.parse().ok();
        Ok(names.iter().filter_map(id).collect())
    }

    /// The id of our organization's journal, by which its record is opened like a vendor's.
    pub const fn ours(&self) -> VendorId {
        VendorId(self.manifest.journals.organization.0)
    }

    /// The journal of a vendor, or of our organization where the id is its.
    pub fn journal_of(&self, id: VendorId) -> JournalName {
        if id == self.ours() { JournalName::Organization } else { JournalName::Vendor(id) }
    }

    /// A new vendor's id. Its folder and journal are made by its first event.
    pub fn new_vendor_id(&self, now: &dyn Now) -> VendorId {
        VendorId(now.new_id())
    }

    /// Reads a journal. Nothing is written.
    pub fn read(&self, name: JournalName) -> Result<Reading, StoreError> {
        Ok(journal::read(&*self.io, &self.journal_folder(name), &self.genesis(name))?)
    }

    /// The lines of a journal's first events, byte for byte.
    pub fn lines(&self, name: JournalName, events: usize) -> Result<Vec<u8>, StoreError> {
        Ok(journal::lines(&*self.io, &self.journal_folder(name), owner(name), events)?)
    }

    /// How a journal ends, from its last bytes.
    pub fn end(&self, name: JournalName) -> Option<End> {
        journal::end(&*self.io, &self.journal_folder(name), owner(name))
    }

    /// Opens a journal for writing.
    pub fn open_journal(
        &self,
        name: JournalName,
        now: &dyn Now,
        by: &AccountId,
    ) -> Result<Opened, StoreError> {
        if let Some(refused) = self.read_only() {
            return Err(refused);
        }
        Ok(journal::Journal::open(
            &self.io,
            &self.journal_folder(name),
            &self.genesis(name),
            now,
            by,
        )?)
    }

    /// What makes a journal this one and no other.
    pub fn genesis(&self, name: JournalName) -> Genesis {
        let journal = match name {
            JournalName::Organization => self.manifest.journals.organization.0,
            JournalName::Store => self.manifest.journals.store.0,
            JournalName::Vendor(id) => id.0,
        };
        let purpose = self.sample().map_or(Purpose::Real, Purpose::Sample);
        Genesis { owner: owner(name), store: self.manifest.store, journal, purpose }
    }

    /// The id by which reports and sign-offs name a journal.
    pub fn journal_id(&self, name: JournalName) -> Uuid {
        self.genesis(name).journal
    }

    /// The folder of a journal.
    pub fn journal_folder(&self, name: JournalName) -> PathBuf {
        match name {
            JournalName::Organization => self.paths.organization(),
            JournalName::Store => self.paths.root().to_owned(),
            JournalName::Vendor(id) => self.paths.vendor(id),
        }
    }

    /// The file of a journal.
    pub fn journal_file(&self, name: JournalName) -> PathBuf {
        self.journal_folder(name).join(journal::file_name(owner(name)))
    }

    /// The bytes of `store.json` for a copy that is handed to somebody who verifies it.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub fn verifier_manifest(&self) -> Result<Vec<u8>, StoreError> {
        let mut copy = self.manifest.clone();
        copy.verifier_copy = true;
        copy.bytes().map_err(|error| StoreError::io("writing", &self.paths.manifest(), error))
    }

    /// The evidence.
    pub fn vault(&self) -> Vault {
        Vault::new(self.io.clone(), self.paths.vault())
    }

    /// Texts not yet recorded.
    pub fn drafts(&self) -> drafts::Drafts {
        drafts::Drafts::new(self.io.clone(), self.paths.drafts())
    }

    /// Lets this store be written on a network's file system; the decision is recorded in the store's own journal.
    pub fn override_network(
        &mut self,
        reason: &str,
        now: &dyn Now,
        by: &AccountId,
    ) -> Result<(), StoreError> {
        if let Network::Refused(name) = self.network {
            self.network = Network::Overridden(name);
            let overridden =
                Overridden { warning: NETWORK_WARNING.to_owned(), reason: reason.to_owned() };
            self.record(overridden.into(), now, by)?;
        }
        Ok(())
    }

    fn has_overridden_network(&self) -> bool {
        self.read(JournalName::Store).is_ok_and(|reading| {
            reading.events.iter().any(|event| {
                matches!(&event.change, Change::Overridden(over) if over.warning == NETWORK_WARNING)
            })
        })
    }

    fn record_creation(
        &self,
        now: &dyn Now,
        by: &AccountId,
        network_reason: Option<&str>,
    ) -> Result<(), StoreError> {
        self.record(Created { program: env!("CARGO_PKG_VERSION").to_owned() }.into(), now, by)?;
        match (self.network, network_reason) {
            (Network::Overridden(_), Some(reason)) => {
                let overridden =
                    Overridden { warning: NETWORK_WARNING.to_owned(), reason: reason.to_owned() };
                self.record(overridden.into(), now, by)
            }
            _ => Ok(()),
        }
    }

    fn record(&self, change: Change, now: &dyn Now, by: &AccountId) -> Result<(), StoreError> {
        let mut opened = self.open_journal(JournalName::Store, now, by)?;
        let done = opened.journal.append(now, by, |_| Ok::<_, std::convert::Infallible>(change));
        match done {
            Ok(_) => Ok(()),
            Err(AppendError::Journal(error)) => Err(error.into()),
            Err(AppendError::Refused { reason, .. }) => match reason {},
        }
    }
}

const fn owner(name: JournalName) -> Owner {
    match name {
        JournalName::Organization => Owner::Organization,
        JournalName::Store => Owner::Store,
        JournalName::Vendor(_) => Owner::Vendor,
    }
}
