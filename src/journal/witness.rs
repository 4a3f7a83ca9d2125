//! The acknowledged head, kept beside the journal: without it a damaged last line looks like one that was never finished, and lines
//! cut off the end are not missed.
//!
//! 128 bytes, overwritten in place and never flushed: a witness that is old is still right about what it saw.

use std::path::Path;

use super::Head;
use crate::domain::id::Digest;
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
    let text = std::str::from_utf8(bytes).ok()?;
    let mut words = text.split_whitespace();
    let head = match (words.next()?, words.next()?) {
        ("-", "-") => None,
        (seq, hash) => Some(Head { seq: seq.parse().ok()?, hash: hash.parse().ok()? }),
    };
    let _check = words.next()?;
    let witness = Witness { head, unsynced: words.next() == Some(UNSYNCED) };
    (written(witness) == text).then_some(witness)
}

/// Writes the witness. It is a help, not a promise: a failure is for the caller to ignore.
pub(super) fn write(io: &dyn Io, path: &Path, witness: Witness) -> std::io::Result<()> {
    io::write_all(&*io.open(path, Open::WriteOrCreate)?, written(witness).as_bytes(), 0)
}

/// Number, hash, a check of both, and the mark, filled up with blanks.
///
/// The check is there because half of a new witness over an old one would otherwise bear a false witness.
pub(super) fn written(Witness { head, unsynced }: Witness) -> String {
    let head = head.map_or("- -".to_owned(), |head| format!("{:020} {}", head.seq, head.hash));
    let mark = if unsynced { UNSYNCED } else { "" };
    let check = Digest::of(format!("{head} {mark}").as_bytes()).to_string();
    let text = format!("{head} {} {mark}", check.get(..16).unwrap_or_default());
    format!("{text:<width$}\n", width = LEN - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
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
                assert_eq!(read(&disk, path), Some(witness));
            }
        }
        write(&disk, path, Witness { head: Some(head), unsynced: false }).unwrap();
        let old = disk.bytes(path).unwrap();
        let later = Head { seq: 412, hash: Digest::of(b"another") };
        let new = written(Witness { head: Some(later), unsynced: false }).into_bytes();
        for cut in 0..LEN {
            let torn = [&new[..cut], &old[cut..]].concat();
            disk.plant(path, &torn).unwrap();
            assert!(
                torn == old || torn == new || read(&disk, path).is_none(),
                "half of a new one, to byte {cut}"
            );
            disk.plant(path, &old[..cut]).unwrap();
            assert_eq!(read(&disk, path), None);
        }
    }
}
