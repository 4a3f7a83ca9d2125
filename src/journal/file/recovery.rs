//! Unfinished bytes at the end of a journal: set aside in a file of their own, and recorded.

use std::io::ErrorKind;

use super::Journal;
use crate::domain::event::{Change, Event, Recovery};
use crate::domain::id::{AccountId, Digest, EventId};
use crate::io::{self, Handle, Mode, Open};
use crate::journal::JournalError;
use crate::journal::replay::Tail;
use crate::time::Now;

/// Unfinished bytes at the end of a journal.
pub(super) struct Torn {
    pub(super) tail: Tail,
    pub(super) bytes: Vec<u8>,
}

impl Journal {
    /// Sets unfinished bytes aside and records that.
    pub(super) fn recover(
        &mut self,
        file: &dyn Handle,
        torn: Option<Torn>,
        now: &dyn Now,
        by: &AccountId,
    ) -> Result<(), JournalError> {
        let Some(torn) = torn else { return Ok(()) };
        let recovery = self.set_aside(file, &torn)?;
        self.record_recovery(file, recovery, now, by)
    }

    pub(super) fn record_recovery(
        &mut self,
        file: &dyn Handle,
        recovery: Recovery,
        now: &dyn Now,
        by: &AccountId,
    ) -> Result<(), JournalError> {
        let change = Change::from(recovery);
        let at = self.time_of(&change, now)?;
        let event = self.write(file, EventId(now.new_id()), at, by, change)?;
        self.unseen.push(event);
        Ok(())
    }

    /// Records what a recovery set aside that was itself cut off before it could say so.
    pub(super) fn record_forgotten(
        &mut self,
        file: &dyn Handle,
        now: &dyn Now,
        by: &AccountId,
    ) -> Result<(), JournalError> {
        let io = self.io.clone();
        let folder = self.files.folder.clone();
        let failed = |error| JournalError::io("reading", &folder, error);
        for name in io.read_dir(&folder).map_err(failed)? {
            let Some(name) = name.to_str() else { continue };
            if name.strip_prefix("torn-").and_then(|rest| rest.strip_suffix(".bin")).is_none() {
                continue;
            }
            let told = |event: &Event| matches!(&event.change, Change::Recovery(known) if known.file == name);
            if self.unseen.iter().any(told) {
                continue;
            }
            let bytes = io::read(&*io, &folder.join(name)).map_err(failed)?;
            let recovery = Recovery {
                bytes: bytes.len() as u64,
                sha256: Digest::of(&bytes),
                file: name.to_owned(),
            };
            self.record_recovery(file, recovery, now, by)?;
        }
        Ok(())
    }

    /// Copies unfinished bytes to a file of their own, then cuts them off. Their bytes are never lost.
    pub(super) fn set_aside(
        &mut self,
        file: &dyn Handle,
        torn: &Torn,
    ) -> Result<Recovery, JournalError> {
        let name = self.keep(torn)?;
        file.set_len(torn.tail.offset)
            .map_err(|error| JournalError::io("cutting", &self.files.journal, error))?;
        self.settle(file, false)?;
        Ok(Recovery { bytes: torn.tail.bytes, sha256: Digest::of(&torn.bytes), file: name })
    }

    fn keep(&self, torn: &Torn) -> Result<String, JournalError> {
        let Tail { seq, offset, .. } = torn.tail;
        let io = &*self.io;
        // A recovery that was interrupted leaves its copy behind; a different one under that name is never overwritten.
        for attempt in 1_u32.. {
            let suffix = if attempt == 1 { String::new() } else { format!("-{attempt}") };
            let name = format!("torn-{seq}-{offset}{suffix}.bin");
            let path = self.files.folder.join(&name);
            let failed = |error| JournalError::io("writing", &path, error);
            let copy = match io.open(&path, Open::New(Mode::Private)) {
                Ok(copy) => copy,
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    if io::read(io, &path).is_ok_and(|bytes| bytes == torn.bytes) {
                        io.open(&path, Open::Write)
                            .and_then(|copy| copy.sync_all())
                            .map_err(failed)?;
                        io.sync_dir(&self.files.folder).map_err(failed)?;
                        return Ok(name);
                    }
                    continue;
                }
                Err(error) => return Err(failed(error)),
            };
            io::write_all(&*copy, &torn.bytes, 0).and_then(|()| copy.sync_all()).map_err(failed)?;
            io.sync_dir(&self.files.folder).map_err(failed)?;
            return Ok(name);
        }
        Err(JournalError::io("writing", &self.files.folder, ErrorKind::AlreadyExists.into()))
    }
}
