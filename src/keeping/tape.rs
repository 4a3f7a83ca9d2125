//! The archive's form: a plain tar (POSIX ustar) of ordinary files, which every system's own tools open; nothing is compressed.
//!
//! Headers hold no time and no owner, so that the same files make the same bytes. In reading, anything but an ordinary file under a
//! plain name is refused: no links, no devices, no long names of other programs' making.

use std::io::{self, BufReader, BufWriter, Read, Write};

use crate::io::{Forward, Handle, Mode};

/// Bytes handed on at a time.
pub(super) const CHUNK: usize = 256 << 10;

/// An archive being written.
pub(super) struct Recording<'a>(tar::Builder<BufWriter<Forward<&'a dyn Handle>>>);

impl<'a> Recording<'a> {
    pub(super) fn start(file: &'a dyn Handle) -> Self {
        Self(tar::Builder::new(BufWriter::with_capacity(CHUNK, Forward::new(file))))
    }

    /// Adds a file of exactly so many bytes.
    pub(super) fn add(
        &mut self,
        path: &str,
        bytes: u64,
        mode: Mode,
        from: &mut dyn Read,
    ) -> io::Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_path(path)?;
        header.set_entry_type(tar::EntryType::Regular);
        header.set_size(bytes);
        header.set_mode(mode.bits());
        header.set_mtime(0);
        header.set_uid(0);
        header.set_gid(0);
        header.set_cksum();
        self.0.append(&header, from)
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.0.into_inner()?.flush()
    }
}

/// One file of an archive being read.
pub(super) struct Entry<'a> {
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) content: Box<dyn Read + 'a>,
}

/// Reads an archive from its start to its end, an entry at a time.
///
/// # Errors
/// What `each` says, the disk refused, or it is no such archive; the last is of kind [`io::ErrorKind::InvalidData`].
pub(super) fn play<E: From<io::Error>>(
    file: &dyn Handle,
    mut each: impl FnMut(Entry<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut archive = tar::Archive::new(BufReader::with_capacity(CHUNK, Forward::new(file)));
    for entry in archive.entries()?.raw(true) {
        let entry = entry?;
        let header = entry.header();
        if header.entry_type() != tar::EntryType::Regular {
            let kind = char::from(header.entry_type().as_byte()).escape_default();
            return Err(odd(format!("it holds an entry of kind '{kind}', which is no file")).into());
        }
        let path = String::from_utf8(header.path_bytes().into_owned())
            .map_err(|_| odd("a name in it is not UTF-8"))?;
        let bytes = header.entry_size()?;
        each(Entry { path, bytes, content: Box::new(entry) })?;
    }
    Ok(())
}

pub(super) fn odd(why: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.into())
}
