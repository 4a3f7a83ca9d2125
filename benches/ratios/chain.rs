//! The chain check, with and without folding, beside hashing the same bytes: by the sha2 crate, and by `sha256sum` as a program.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};

use proofbook::journal::chain;
use proofbook::store::{JournalName, Store};
use sha2::Digest as _;

use super::Done;
use super::figures::{Goal, Times, beside, compare, say};
use super::list::{VENDORS, fold_all};
use super::made;

/// Measures by turns over the journals of a list; `sha256sum` reads them as one file.
pub(crate) fn measure() -> Done {
    let folder = made::folder()?;
    let store = made::store(&folder.path().join("store"), VENDORS)?;
    let all = folder.path().join("all.jsonl");
    let bytes = join(&store, &all)?;
    let (mut chain, mut fold, mut raw, mut program) = <(Times, Times, Times, Times)>::default();
    let mut has_program = true;
    for _ in 0..9 {
        raw.note(|| hash(&store))?;
        chain.note(|| check(&store))?;
        has_program &= program.note(|| sha256sum(&all));
        fold.note(|| fold_all(&store))?;
    }
    say(&format!("  {} MB in {VENDORS} journals", bytes / 1_000_000));
    if has_program {
        let floor = ("sha256sum of the same", program.p50());
        compare("chain check, p50 (half its speed)", chain.p50(), floor, Goal::TimesFloor(2.0));
        let floor = ("sha256sum of the same", program.p50());
        compare("chain and fold, p50 (a quarter)", fold.p50(), floor, Goal::TimesFloor(4.0));
    } else {
        say("  sha256sum: there is no such program here");
    }
    let floor = ("reading and sha2 of the same", raw.p50());
    compare("chain check, p50 (half its speed)", chain.p50(), floor, Goal::TimesFloor(2.0));
    compare("chain and fold, p50 (a quarter)", fold.p50(), floor, Goal::TimesFloor(4.0));
    beside("chain check, the quickest", chain.least());
    beside("chain and fold, the quickest", fold.least());
    beside("reading and sha2, the quickest", raw.least());
    beside("sha256sum, the quickest", program.least());
    Ok(())
}

/// All journals one after the other in one file; how many bytes they have.
fn join(store: &Store, all: &Path) -> Result<usize, Box<dyn Error>> {
    let mut file = std::fs::File::create_new(all)?;
    let mut written = 0;
    for vendor in store.vendor_ids()? {
        let bytes = std::fs::read(store.journal_file(JournalName::Vendor(vendor)))?;
        std::io::Write::write_all(&mut file, &bytes)?;
        written += bytes.len();
    }
    Ok(written)
}

/// Reads and hashes each journal as a whole.
fn hash(store: &Store) -> Done {
    for vendor in store.vendor_ids()? {
        let bytes = std::fs::read(store.journal_file(JournalName::Vendor(vendor)))?;
        black_box(sha2::Sha256::digest(&bytes));
    }
    Ok(())
}

/// Reads each journal and verifies every link, without reading what the events say.
fn check(store: &Store) -> Done {
    for vendor in store.vendor_ids()? {
        let name = JournalName::Vendor(vendor);
        let bytes = std::fs::read(store.journal_file(name))?;
        let (mut prev, mut seq, mut rest) = (store.genesis(name).prev(), 0, bytes.as_slice());
        while let Some(end) = memchr::memchr(b'\n', rest) {
            let (line, after) = rest.split_at(end);
            prev = chain::verify(line, seq, &prev)?.hash;
            seq += 1;
            rest = after.get(1..).unwrap_or_default();
        }
        if seq != made::EVENTS {
            return Err(format!("{seq} lines verify").into());
        }
    }
    Ok(())
}

fn sha256sum(file: &Path) -> bool {
    let done = Command::new("sha256sum").arg(file).stdout(Stdio::null()).status();
    done.is_ok_and(|status| status.success())
}
