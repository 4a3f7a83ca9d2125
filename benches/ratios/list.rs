//! The list of a thousand vendors from the cache, beside reading and verifying all of their journals.

use proofbook::desk::Desk;
use proofbook::domain::dossier::Dossier;
use proofbook::store::{JournalName, Store};

use super::Done;
use super::figures::{Goal, Times, beside, compare};
use super::made;

/// How many vendors are in the list.
pub(crate) const VENDORS: u32 = 1_000;

/// Measures both by turns over the same store, whose files the system holds in memory by then.
pub(crate) fn measure() -> Done {
    let folder = made::folder()?;
    let path = folder.path().join("store");
    let store = made::store(&path, VENDORS)?;
    let list = || Ok::<_, Box<dyn std::error::Error>>(Desk::open(made::seat(&path))?.summaries()?);
    let mut cold = Times::default();
    let listed = cold.note(list)?;
    if listed.len() != VENDORS as usize {
        return Err(format!("{} vendors are listed", listed.len()).into());
    }
    let (mut open, mut warm, mut full) = <(Times, Times, Times)>::default();
    for _ in 0..9 {
        open.note(|| Desk::open(made::seat(&path)))?;
        warm.note(list)?;
        full.note(|| fold_all(&store))?;
    }
    let floor = ("full fold and verify", full.p50());
    compare("list of 1,000 vendors, cache warm", warm.p50(), floor, Goal::PartOfFloor(25.0));
    let floor = ("full fold and verify", full.least());
    compare("    the quickest of each", warm.least(), floor, Goal::PartOfFloor(25.0));
    beside("of which opening the desk: bank, organization", open.p50());
    beside("the same without a cache, figures included", cold.p50());
    Ok(())
}

/// Verifies and folds every vendor; says how many events they have.
pub(crate) fn fold_all(store: &Store) -> Result<usize, Box<dyn std::error::Error>> {
    let mut events = 0;
    for vendor in store.vendor_ids()? {
        let reading = store.read(JournalName::Vendor(vendor))?;
        if !reading.is_writable() {
            return Err(format!("the journal of {vendor} does not verify").into());
        }
        events += Dossier::fold(vendor, reading.events).events.len();
    }
    Ok(events)
}
