//! Verifying and folding journals, beside reading the same bytes and finding where their lines end.

use std::error::Error;
use std::hint::black_box;

use proofbook::domain::id::VendorId;
use proofbook::journal::replay::replay;
use proofbook::store::{JournalName, Store};

use super::Done;
use super::figures::{Goal, Times, beside, compare, say};
use super::list::{VENDORS, fold_all};
use super::made;

/// Measures by turns; the journals are those of a list, 150 events each.
pub(crate) fn measure() -> Done {
    let folder = made::folder()?;
    let store = made::store(&folder.path().join("store"), VENDORS)?;
    let (mut fold, mut verify, mut split, mut find) = <(Times, Times, Times, Times)>::default();
    let mut lines = 0;
    for _ in 0..15 {
        lines = split.note(|| split_all(&store))?;
        find.note(|| find_all(&store))?;
        verify.note(|| verify_all(&store))?;
        let events = fold.note(|| fold_all(&store))?;
        if events != lines {
            return Err(format!("{lines} lines hold {events} events").into());
        }
    }
    let bytes = each(&store, |_, bytes| bytes.len())?;
    say(&format!("  {lines} lines of {} bytes", bytes / lines.max(1)));
    let floor = ("reading and splitting", split.p50());
    compare("fold and verify, p50", fold.p50(), floor, Goal::TimesFloor(8.0));
    let floor = ("reading and splitting", split.least());
    compare("    the quickest of each", fold.least(), floor, Goal::TimesFloor(8.0));
    beside("reading and splitting by memchr", find.p50());
    beside("of which verifying and reading the events", verify.p50());
    Ok(())
}

/// Reads every journal, one after the other, and counts something in it.
fn each(
    store: &Store,
    mut count: impl FnMut(VendorId, &[u8]) -> usize,
) -> Result<usize, Box<dyn Error>> {
    let mut all = 0;
    for vendor in store.vendor_ids()? {
        let path = store.journal_folder(JournalName::Vendor(vendor)).join("journal.jsonl");
        all += count(vendor, &std::fs::read(path)?);
    }
    Ok(all)
}

/// How many lines there are, as the standard library splits them.
fn split_all(store: &Store) -> Result<usize, Box<dyn Error>> {
    let not_empty = |line: &&[u8]| !black_box(line).is_empty();
    each(store, |_, bytes| bytes.split(|byte| *byte == b'\n').filter(not_empty).count())
}

/// How many lines there are, their ends found by the vector instructions of memchr.
fn find_all(store: &Store) -> Result<usize, Box<dyn Error>> {
    each(store, |_, bytes| {
        memchr::memchr_iter(b'\n', bytes).map(black_box).fold(0, |lines, _| lines + 1)
    })
}

fn verify_all(store: &Store) -> Result<usize, Box<dyn Error>> {
    each(store, |vendor, bytes| {
        let genesis = store.genesis(JournalName::Vendor(vendor));
        replay(bytes, &genesis, None).events.len()
    })
}
