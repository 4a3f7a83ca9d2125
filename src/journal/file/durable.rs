//! One line onto the disk and made durable; after a failed flush, a copy in a new file before anything is believed again.

use std::io::ErrorKind;

use jiff::Timestamp;

use super::{Journal, Trust};
use crate::domain::event::{Change, Event};
use crate::domain::id::{AccountId, EventId};
use crate::io::{self, Handle, Mode, Open};
use crate::journal::witness::{self, Witness};
use crate::journal::{JournalError, chain, line};

impl Journal {
    /// Writes one line and makes it durable. Nothing is acknowledged before both are done.
    pub(super) fn write(
        &mut self,
        file: &dyn Handle,
        id: EventId,
        at: Timestamp,
        by: &AccountId,
        change: Change,
    ) -> Result<Event, JournalError> {
        let (seq, prev) = (self.progress.next(), self.progress.prev());
        let draft = line::Draft { seq, id, at, by, change: &change, prev };
        let (bytes, hash) = line::write(&draft).map_err(JournalError::Json)?;
        if bytes.len() > chain::MAX_LINE {
            return Err(JournalError::TooLong { bytes: bytes.len() });
        }
        let start = self.progress.offset;
        if let Err(source) = write_once(file, &bytes, start) {
            let cut = file.set_len(start).and_then(|()| file.sync_data());
            let (path, events) = (self.files.journal.clone(), seq);
            return Err(match cut {
                Ok(()) => JournalError::NotSaved { path, events, source },
                Err(_) => self.poison(Some(id), source),
            });
        }
        let synced = if seq == 0 { self.sync_first(file) } else { file.sync_data() };
        synced.map_err(|source| self.poison(Some(id), source))?;
        let event = Event { seq, id, at, by: by.clone(), change, prev, hash };
        self.progress.add(&event, bytes.len() as u64);
        let head = self.progress.head();
        // Not part of the promise: a witness that was not written only sees less.
        let _ = witness::write(&*self.io, &self.files.witness, Witness { head, unsynced: false });
        Ok(event)
    }

    /// The first line's file is new, and so are its name and perhaps its folder's.
    fn sync_first(&self, file: &dyn Handle) -> std::io::Result<()> {
        file.sync_all()?;
        self.io.sync_dir(&self.files.folder)?;
        self.files.folder.parent().map_or(Ok(()), |parent| io::sync_outer(&*self.io, parent))
    }

    /// Makes durable what is in the file before anything is built on it.
    pub(super) fn settle(
        &mut self,
        file: &dyn Handle,
        with_names: bool,
    ) -> Result<(), JournalError> {
        let synced = if with_names { self.sync_first(file) } else { file.sync_data() };
        synced.map_err(|source| self.poison(None, source))
    }

    /// From here on nothing is written through this handle, and the witness tells other programs to copy the file first.
    fn poison(&mut self, event: Option<EventId>, source: std::io::Error) -> JournalError {
        self.trust = Trust::Poisoned;
        let acknowledged =
            witness::read(&*self.io, &self.files.witness).and_then(|witness| witness.head);
        let mark = Witness { head: acknowledged, unsynced: true };
        // Best effort: a disk that fails here as well is met by the next flush.
        let _ = witness::write(&*self.io, &self.files.witness, mark);
        let (path, events) = (self.files.journal.clone(), self.progress.next());
        JournalError::NotConfirmed { path, event, events, source }
    }

    /// Copies the journal to a new file and puts that in its place: the only way to trust its bytes again after a failed flush.
    pub(super) fn copy_to_new_file(&self, witness: Witness) -> Result<(), JournalError> {
        let io = &*self.io;
        let path = &self.files.journal;
        let copy_path = path.with_extension("jsonl.copy");
        let failed = |error| JournalError::io("copying", path, error);
        let bytes = match io::read(io, path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            read => read.map_err(failed)?,
        };
        match io.remove(&copy_path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        let copy = io.open(&copy_path, Open::New(Mode::Private)).map_err(failed)?;
        io::write_all(&*copy, &bytes, 0).and_then(|()| copy.sync_all()).map_err(failed)?;
        drop(copy);
        io.rename(&copy_path, path).map_err(failed)?;
        io.sync_dir(&self.files.folder).map_err(failed)?;
        witness::write(io, &self.files.witness, Witness { unsynced: false, ..witness })
            .map_err(|error| JournalError::io("writing", &self.files.witness, error))
    }
}

/// One write of the whole line, as one line is the unit of what is saved.
fn write_once(file: &dyn Handle, bytes: &[u8], offset: u64) -> std::io::Result<()> {
    loop {
        match file.write_at(bytes, offset) {
            Ok(written) if written == bytes.len() => return Ok(()),
            Ok(_) => return Err(ErrorKind::WriteZero.into()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
