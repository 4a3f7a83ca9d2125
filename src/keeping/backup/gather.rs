//! What goes into a backup: every file of the record with its size and digest, seen once before it is copied.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::Copy;
use crate::desk::named_objects;
use crate::domain::event::{Change, Event};
use crate::domain::id::Digest;
use crate::io::{self, Io, Open};
use crate::journal::{self, State};
use crate::keeping::KeepingError;
use crate::keeping::contents::{Contents, KeptFile, KeptJournal};
use crate::keeping::place::{Kind, Place};
use crate::keeping::tape::CHUNK;
use crate::progress::{Progress, Step};
use crate::questionnaires::Weight;
use crate::store::own_fonts;
use crate::store::own_questions::OwnFiles;
use crate::store::{JournalName, Store};

/// What was gathered.
pub(super) struct Gathered {
    pub(super) contents: Contents,
    pub(super) parts: Vec<Part>,
    pub(super) left_out: Vec<String>,
    pub(super) unread: Vec<String>,
    pub(super) counsel_texts: usize,
    pub(super) withheld: usize,
}

/// One file of the archive.
pub(super) struct Part {
    pub(super) file: KeptFile,
    pub(super) source: Source,
}

/// Where a file's bytes are.
pub(super) enum Source {
    /// In the data folder, from its start.
    OnDisk,
    /// Here: what is made anew, or may be replaced while the archive is written.
    Held(Vec<u8>),
}

impl Part {
    /// The file on disk, to name it.
    pub(super) fn origin(&self, folder: &Path) -> PathBuf {
        self.file.path.below(folder)
    }
}

/// Looks at everything in the folder, in the order in which it may be copied.
pub(super) fn gather(
    io: &dyn Io,
    store: &Store,
    copy: Copy,
    progress: &mut dyn Progress,
) -> Result<Gathered, KeepingError> {
    let mut gathering = Gathering {
        io,
        store,
        copy,
        parts: BTreeMap::new(),
        journals: Vec::new(),
        named: BTreeMap::new(),
        counsel: BTreeSet::new(),
        left_out: Vec::new(),
        unread: Vec::new(),
        withheld: 0,
    };
    let vendors = store.vendor_ids()?.into_iter().map(JournalName::Vendor);
    let names: Vec<_> = vendors.chain([JournalName::Organization, JournalName::Store]).collect();
    let of = names.len();
    for (done, name) in names.into_iter().enumerate() {
        progress.reached(Step { doing: "Reading journals", done, of })?;
        gathering.journal(name)?;
    }
    gathering.manifest()?;
    let lacking = gathering.vault(progress)?;
    if copy == Copy::Whole {
        gathering.drafts()?;
        gathering.own_questions()?;
        gathering.own_fonts()?;
    }
    Ok(gathering.finish(lacking))
}

struct Gathering<'a> {
    io: &'a dyn Io,
    store: &'a Store,
    copy: Copy,
    parts: BTreeMap<Place, (KeptFile, Source)>,
    journals: Vec<(JournalName, KeptJournal)>,
    /// The journals that name an object.
    named: BTreeMap<Digest, BTreeSet<JournalName>>,
    counsel: BTreeSet<Digest>,
    left_out: Vec<String>,
    unread: Vec<String>,
    withheld: usize,
}

impl Gathering<'_> {
    /// A journal up to its last whole line, with a witness of that line. One that cannot be trusted is copied as it is, with its own.
    fn journal(&mut self, name: JournalName) -> Result<(), KeepingError> {
        let folder = self.store.journal_folder(name);
        self.beside_journal(&folder)?;
        let path = self.store.journal_file(name);
        if self
            .io
            .metadata(&path, io::Links::Keep)
            .is_err_and(|error| error.kind() == ErrorKind::NotFound)
        {
            return Ok(());
        }
        let witness = io::read(self.io, &folder.join(journal::WITNESS)).ok();
        let reading = self.store.read(name)?;
        let mut bytes =
            io::read(self.io, &path).map_err(|error| KeepingError::io("reading", &path, error))?;
        let is_whole = reading.is_writable() || matches!(reading.state, State::Newer { .. });
        if is_whole {
            let verified = usize::try_from(reading.verified).unwrap_or(usize::MAX);
            if bytes.len() < verified {
                return Err(KeepingError::Changing(path));
            }
            bytes.truncate(verified);
        }
        let sha256 = Digest::of(&bytes);
        self.put(&path, bytes.len() as u64, sha256, Source::OnDisk)?;
        let witness = if is_whole { Some(journal::witness_of(reading.head)) } else { witness };
        if let Some(witness) = witness {
            self.hold(&folder.join(journal::WITNESS), witness)?;
        }
        reading.events.iter().for_each(|event| self.note(name, event));
        let kept = KeptJournal {
            journal: self.store.journal_id(name),
            events: reading.events.len() as u64,
            head: reading.events.last().map(|event| event.hash),
            sound: reading.is_writable(),
        };
        self.journals.push((name, kept));
        Ok(())
    }

    /// What an event names, and what must not be handed on.
    fn note(&mut self, name: JournalName, event: &Event) {
        for (digest, _) in named_objects(&event.change) {
            self.named.entry(digest).or_default().insert(name);
        }
        match &event.change {
            Change::AnswerSet(set) => {
                self.counsel.extend(set.counsel_note.as_ref().map(|note| note.sha256));
            }
            Change::Withheld(_) => self.withheld += 1,
            _ => {}
        }
    }

    /// Bytes that were set aside from a journal, and the names of what else lies there.
    fn beside_journal(&mut self, folder: &Path) -> Result<(), KeepingError> {
        let names = match self.io.read_dir(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            names => names.map_err(|error| KeepingError::io("reading", folder, error))?,
        };
        let is_root = folder == self.store.folder();
        for name in names {
            let path = folder.join(&name);
            let name = name.to_string_lossy();
            if name.starts_with("torn-") && self.place(&path).is_ok() {
                let (bytes, sha256) = digest_of(self.io, &path)?;
                self.put(&path, bytes, sha256, Source::OnDisk)?;
            } else if !is_known(&name, is_root) {
                self.left_out.push(format!("{} is not part of the record", path.display()));
            }
        }
        Ok(())
    }

    fn manifest(&mut self) -> Result<(), KeepingError> {
        let path = self.store.paths().manifest();
        let bytes = match self.copy {
            Copy::Whole => io::read(self.io, &path)
                .map_err(|error| KeepingError::io("reading", &path, error))?,
            Copy::ForVerifier => self.store.verifier_manifest()?,
        };
        self.hold(&path, bytes)
    }

    /// The objects of the vault; those that the journals name and that are missing or not what they were.
    fn vault(&mut self, progress: &mut dyn Progress) -> Result<BTreeSet<Digest>, KeepingError> {
        let vault = self.store.vault();
        let wanted = |digest: &Digest| match self.copy {
            Copy::Whole => true,
            Copy::ForVerifier => self.named.contains_key(digest) && !self.counsel.contains(digest),
        };
        let objects: BTreeSet<Digest> = vault.objects()?.into_iter().filter(wanted).collect();
        let mut lacking: BTreeSet<Digest> = self.named.keys().copied().collect();
        if self.copy == Copy::ForVerifier || self.store.is_verifier_copy() {
            lacking.retain(|digest| !self.counsel.contains(digest));
        }
        let of = objects.len();
        for (done, digest) in objects.into_iter().enumerate() {
            progress.reached(Step { doing: "Reading the vault", done, of })?;
            let path = vault.path(digest);
            match digest_of(self.io, &path) {
                Ok((bytes, sha256)) => {
                    self.put(&path, bytes, sha256, Source::OnDisk)?;
                    if sha256 == digest {
                        lacking.remove(&digest);
                    }
                }
                // One object that the disk does not give any more must not keep all others from being saved.
                Err(error) => self.unread.push(error.to_string()),
            }
        }
        Ok(lacking)
    }

    /// Texts not yet recorded. They are replaced as a whole, so they are held from here on.
    fn drafts(&mut self) -> Result<(), KeepingError> {
        let folder = self.store.paths().drafts();
        let names = match self.io.read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            names => names.map_err(|error| KeepingError::io("reading", &folder, error))?,
        };
        for path in names.into_iter().map(|name| folder.join(name)) {
            if self.place(&path).is_err() {
                continue;
            }
            match io::read(self.io, &path) {
                Ok(bytes) => self.hold(&path, bytes)?,
                // A draft is taken away once its text is recorded.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => {
                    self.unread.push(KeepingError::io("reading", &path, error).to_string());
                }
            }
        }
        Ok(())
    }

    fn own_questions(&mut self) -> Result<(), KeepingError> {
        let own = OwnFiles::read(self.io, self.store.folder());
        for (name, bytes) in own.files {
            self.hold(&self.store.folder().join(name), bytes)?;
        }
        for one in own.findings {
            let told = format!("{}: {}", one.place.file, one.problem);
            if one.weight == Weight::Note { &mut self.left_out } else { &mut self.unread }
                .push(told);
        }
        Ok(())
    }

    /// Without them, a restored record would print other bytes.
    fn own_fonts(&mut self) -> Result<(), KeepingError> {
        let names = own_fonts::names(self.io, self.store.folder());
        let names = names.unwrap_or_else(|why| {
            self.unread.push(why);
            Vec::new()
        });
        let (kept, unused): (Vec<_>, Vec<_>) =
            names.into_iter().partition(|name| own_fonts::is_file_name(name));
        self.left_out.extend(unused.iter().map(|name| format!("{}/{name}", own_fonts::FOLDER)));
        for name in kept {
            match own_fonts::read(self.io, self.store.folder(), &name) {
                Ok(bytes) => {
                    let path = self.store.paths().own_fonts().join(&name);
                    let (len, sha256) = (bytes.len() as u64, Digest::of(&bytes));
                    self.put(&path, len, sha256, Source::OnDisk)?;
                }
                Err(why) => self.unread.push(format!("{}/{name}: {why}", own_fonts::FOLDER)),
            }
        }
        Ok(())
    }

    fn hold(&mut self, path: &Path, bytes: Vec<u8>) -> Result<(), KeepingError> {
        let (len, sha256) = (bytes.len() as u64, Digest::of(&bytes));
        self.put(path, len, sha256, Source::Held(bytes))
    }

    fn put(
        &mut self,
        path: &Path,
        bytes: u64,
        sha256: Digest,
        source: Source,
    ) -> Result<(), KeepingError> {
        let place = self.place(path).map_err(KeepingError::Spoilt)?;
        if bytes > place.most_bytes() {
            let why = format!("{} is too large, {bytes} bytes", path.display());
            if place.kind() == Kind::Journal {
                return Err(KeepingError::Spoilt(why));
            }
            self.unread.push(why);
            return Ok(());
        }
        let file = KeptFile { path: place.clone(), bytes, sha256 };
        self.parts.insert(place, (file, source));
        Ok(())
    }

    fn place(&self, path: &Path) -> Result<Place, String> {
        let below = path.strip_prefix(self.store.folder()).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        Place::try_from(parts.join("/"))
    }

    fn finish(self, lacking: BTreeSet<Digest>) -> Gathered {
        let is_verifier_copy = self.copy == Copy::ForVerifier || self.store.is_verifier_copy();
        let mut contents = Contents::of(self.store.id());
        contents.verifier_copy = is_verifier_copy;
        for (name, mut journal) in self.journals {
            let names_it =
                |digest: &Digest| self.named.get(digest).is_some_and(|by| by.contains(&name));
            journal.sound &= !lacking.iter().any(names_it);
            contents.journals.push(journal);
        }
        contents.journals.sort_by_key(|journal| journal.journal);
        contents.lacking = lacking.into_iter().collect();
        contents.files = self.parts.values().map(|(file, _)| file.clone()).collect();
        let part = |(file, source)| Part { file, source };
        let counsel_texts = if self.copy == Copy::ForVerifier { self.counsel.len() } else { 0 };
        Gathered {
            contents,
            parts: self.parts.into_values().map(part).collect(),
            left_out: self.left_out,
            unread: self.unread,
            counsel_texts,
            withheld: self.withheld,
        }
    }
}

/// What a record's folder holds besides, and what can be made again.
fn is_known(name: &str, is_root: bool) -> bool {
    let root = [
        "store.json",
        "vendors",
        "organization",
        "vault",
        "cache",
        "drafts",
        "questionnaires",
        "fonts",
    ];
    let any = ["journal.jsonl", "log.jsonl", "lock", journal::WITNESS];
    any.contains(&name) || is_root && root.contains(&name) || name.strip_suffix(".tmp").is_some()
}

/// The bytes of a file of any size, counted and hashed.
fn digest_of(io: &dyn Io, path: &Path) -> Result<(u64, Digest), KeepingError> {
    let failed = |error| KeepingError::io("reading", path, error);
    let file = io.open(path, Open::Read).map_err(failed)?;
    let (mut buffer, mut offset, mut hasher) = (vec![0; CHUNK], 0, Sha256::new());
    loop {
        match file.read_at(&mut buffer, offset) {
            Ok(0) => return Ok((offset, Digest(hasher.finalize().into()))),
            Ok(read) => {
                hasher.update(buffer.get(..read).unwrap_or_default());
                offset += read as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
}
