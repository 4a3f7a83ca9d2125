//! The acknowledged head, kept beside the journal: without it a damaged last line looks like one that was never finished, and lines
//! cut off the end are not missed.
//!
//! 128 bytes, overwritten in place and never flushed: a witness that is old is still right about what it saw.

use std::path::Path;

use super::Head;
use crate::io::{self, Io, Open};

/// Bytes in the file, its line feed included.
const LEN: usize = 128;

/// Stands behind the head after a flush failed: the journal must be copied to a new file before it is written again.
const UNSYNCED: &str = "unsynced";

/// What the file says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Witness {
    /// The last event that was acknowledged.
    pub(super) head: Option<Head>,
    /// A flush of the journal failed since.
    pub(super) unsynced: bool,
}

/// Reads the witness. One that cannot be read counts as not there.
pub(super) fn read(io: &dyn Io, path: &Path) -> Option<Witness> {
    parse(&io::read(io, path).ok()?)
}

fn parse(bytes: &[u8]) -> Option<Witness> {
    if bytes.len() != LEN {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
    let mut words = text.split_whitespace();
    let unsynced = text.ends_with(UNSYNCED);
    let head = match (words.next()?, words.next()) {
        (UNSYNCED, None) => None,
        (seq, Some(hash)) if seq.len() == 20 => {
            Some(Head { seq: seq.parse().ok()?, hash: hash.parse().ok()? })
        }
        _ => return None,
    };
    Some(Witness { head, unsynced })
}

/// Writes the witness. It is a help, not a promise: a failure is for the caller to ignore.
pub(super) fn write(io: &dyn Io, path: &Path, witness: Witness) -> std::io::Result<()> {
    let head =
        witness.head.map(|head| format!("{:020} {}", head.seq, head.hash)).unwrap_or_default();
    let mark = if witness.unsynced { UNSYNCED } else { "" };
    let width = LEN - 1 - mark.len();
    let text = format!("{head:<width$}{mark}\n");
    io::write_all(&*io.open(path, Open::WriteOrCreate)?, text.as_bytes(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Digest;
    use crate::io::faults::Faulty;

    #[test]
    fn what_is_written_is_read_and_anything_else_counts_as_absent() {
        let disk = Faulty::new();
        let path = Path::new("/head");
        let head = Head { seq: 411, hash: Digest::of(b"a line") };
        for head in [Some(head), None] {
            for unsynced in [true, false] {
                let witness = Witness { head, unsynced };
                write(&disk, path, witness).unwrap();
                assert_eq!(disk.bytes(path).unwrap().len(), LEN);
                let expected = (head.is_some() || unsynced).then_some(witness);
                assert_eq!(read(&disk, path), expected);
            }
        }
        write(&disk, path, Witness { head: Some(head), unsynced: false }).unwrap();
        let mut bytes = disk.bytes(path).unwrap();
        bytes[30] = b'x';
        disk.plant(path, &bytes).unwrap();
        assert_eq!(read(&disk, path), None);
    }
}
