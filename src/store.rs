//! The data folder: one record per vendor and one for our organization, the vault, and what can be made again.
//!
//! Opening to read never writes, also on read-only media. What the events mean is left to [`crate::domain`].

pub mod atomic;
pub mod cache;
pub mod drafts;
mod error;
pub mod paths;
pub mod vault;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::event::{Change, Created, Overridden};
use crate::domain::id::{AccountId, JournalId, StoreId, VendorId};
use crate::io::{self, Belongs, FileSystem, Io, Kind, Links, SharedIo};
use crate::journal::{self, AppendError, End, Genesis, Opened, Owner, Purpose, Reading};
use crate::time::Now;

pub use self::error::StoreError;
use self::paths::Paths;
use self::vault::Vault;

/// The layout of the folder that this program writes.
pub const LAYOUT: u32 = 1;

/// The first words of every `store.json`.
const FORMAT: &str = "proofbook store";

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

/// What `store.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    format: String,
    layout: u32,
    store: StoreId,
    created: Timestamp,
    /// Reserved for encryption at rest; `null` in layout 1.
    enc: Option<serde_json::Value>,
    journals: Journals,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sample: Option<Sample>,
    /// This copy was made for somebody who verifies it; texts for counsel may be absent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    verifier_copy: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Journals {
    organization: JournalId,
    store: JournalId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Sample {
    today: Date,
}

/// What every layout says first, read before anything else is believed.
#[derive(Deserialize)]
struct Preface {
    format: String,
    layout: u32,
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
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            layout: LAYOUT,
            store: StoreId(now.new_id()),
            created: now.now(),
            enc: None,
            journals: Journals {
                organization: JournalId(now.new_id()),
                store: JournalId(now.new_id()),
            },
            sample: new.sample.map(|today| Sample { today }),
            verifier_copy: false,
        };
        let store = Self { io: io.clone(), paths, manifest, network };
        store.write_manifest()?;
        store.record_creation(now, by, new.network_reason)?;
        Ok(store)
    }

    /// Opens a store. Nothing is written, and nothing but `store.json` is read.
    pub fn open(io: &SharedIo, folder: &Path) -> Result<Self, StoreError> {
        let paths = Paths::new(folder);
        let path = paths.manifest();
        check_rights(&**io, folder)?;
        let bytes = match io::read(&**io, &path) {
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return Err(StoreError::Missing { path: folder.to_owned() });
            }
            read => read.map_err(|error| StoreError::io("reading", &path, error))?,
        };
        let manifest = parse_manifest(&path, &bytes)?;
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
        self.manifest.sample.map(|sample| sample.today)
    }

    /// Whether this copy was made for somebody who verifies it, so that texts for counsel may be absent.
    pub const fn is_verifier_copy(&self) -> bool {
        self.manifest.verifier_copy
    }

    /// Why nothing can be written in this store, if so: it was made by a later version, or lies on a network.
    pub fn read_only(&self) -> Option<StoreError> {
        if self.manifest.layout > LAYOUT {
            return Some(StoreError::NewerLayout {
                path: self.paths.manifest(),
                layout: self.manifest.layout,
            });
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

    /// With this file the folder is a store. Its own journal follows, because the file names it.
    fn write_manifest(&self) -> Result<(), StoreError> {
        let path = self.paths.manifest();
        let failed = |error| StoreError::io("writing", &path, error);
        let mut bytes = serde_json::to_vec(&self.manifest).map_err(|error| failed(error.into()))?;
        bytes.push(b'\n');
        atomic::write(&*self.io, &path, &bytes, atomic::Overwrite::No).map_err(failed)?;
        let parent = self.folder().parent().filter(|parent| !parent.as_os_str().is_empty());
        parent.map_or(Ok(()), |parent| io::sync_outer(&*self.io, parent).map_err(failed))
    }
}

const fn owner(name: JournalName) -> Owner {
    match name {
        JournalName::Organization => Owner::Organization,
        JournalName::Store => Owner::Store,
        JournalName::Vendor(_) => Owner::Vendor,
    }
}

fn parse_manifest(path: &Path, bytes: &[u8]) -> Result<Manifest, StoreError> {
    let broken = |error: serde_json::Error| StoreError::Manifest {
        path: path.to_owned(),
        why: error.to_string(),
    };
    let preface: Preface = serde_json::from_slice(bytes).map_err(broken)?;
    if preface.format != FORMAT {
        let why = "it does not begin as this program writes it".to_owned();
        return Err(StoreError::Manifest { path: path.to_owned(), why });
    }
    match serde_json::from_slice(bytes) {
        Ok(manifest) => Ok(manifest),
        Err(_) if preface.layout > LAYOUT => {
            Err(StoreError::NewerLayout { path: path.to_owned(), layout: preface.layout })
        }
        Err(error) => Err(broken(error)),
    }
}

/// Makes the folder and those in it, leaving alone a folder that is used for anything else.
fn make_folders(io: &dyn Io, paths: &Paths) -> Result<(), StoreError> {
    let root = paths.root();
    match io.metadata(root, Links::Follow) {
        Ok(found) if found.kind != Kind::Folder => {
            return Err(StoreError::NotAFolder { path: root.to_owned() });
        }
        Ok(_) => {
            check_rights(io, root)?;
            check_unused(io, paths)?;
        }
        Err(_) => make_folder_and_parents(io, root)?,
    }
    for folder in paths.folders() {
        io::ensure_dir(io, &folder).map_err(|error| StoreError::io("making", &folder, error))?;
    }
    for folder in [paths.vault(), root.to_owned()] {
        io.sync_dir(&folder).map_err(|error| StoreError::io("making", &folder, error))?;
    }
    Ok(())
}

fn make_folder_and_parents(io: &dyn Io, folder: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::io("making", folder, error);
    match io.create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
            let Some(parent) = parent else { return Err(failed(error)) };
            make_folder_and_parents(io, parent)?;
            io.create_dir(folder).and_then(|()| io::sync_outer(io, parent)).map_err(failed)
        }
        made => made.map_err(failed),
    }
}

/// A folder may hold what an interrupted making left there, and nothing else.
fn check_unused(io: &dyn Io, paths: &Paths) -> Result<(), StoreError> {
    let root = paths.root();
    let names = io.read_dir(root).map_err(|error| StoreError::io("reading", root, error))?;
    if names.iter().any(|name| name == paths::MANIFEST) {
        return Err(StoreError::AlreadyThere { path: root.to_owned() });
    }
    if let Some(foreign) = names.iter().find(|name| !paths::is_ours(name)) {
        let name = foreign.to_string_lossy().into_owned();
        return Err(StoreError::NotEmpty { path: root.to_owned(), name });
    }
    // Records without the file that names them: somebody took it away, and a new one would orphan them.
    for folder in [paths.vendors(), paths.organization()] {
        if let Some(name) = io.read_dir(&folder).unwrap_or_default().first() {
            let name = name.to_string_lossy().into_owned();
            return Err(StoreError::NotEmpty { path: folder, name });
        }
    }
    Ok(())
}

/// A store that others can write to, or that is somebody else's, cannot be believed.
fn check_rights(io: &dyn Io, folder: &Path) -> Result<(), StoreError> {
    let found = match io.metadata(folder, Links::Follow) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(StoreError::Missing { path: folder.to_owned() });
        }
        found => found.map_err(|error| StoreError::io("opening", folder, error))?,
    };
    let path = folder.to_owned();
    if found.kind != Kind::Folder {
        Err(StoreError::NotAFolder { path })
    } else if found.belongs == Belongs::ToAnother {
        Err(StoreError::Foreign { path })
    } else if let Some(mode) = found.mode.filter(|mode| mode & 0o022 != 0) {
        Err(StoreError::Exposed { path, mode })
    } else {
        Ok(())
    }
}

fn network_of(io: &dyn Io, folder: &Path) -> Result<Option<&'static str>, StoreError> {
    match io.file_system(folder).map_err(|error| StoreError::io("looking at", folder, error))? {
        FileSystem::Local => Ok(None),
        FileSystem::Shared(name) => Ok(Some(name)),
    }
}
