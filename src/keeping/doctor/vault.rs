//! The vault by its names: copies that a journal names and that are gone, copies that no journal names, and what was cut off.

use std::collections::BTreeSet;

use super::Check;
use crate::domain::id::Digest;
use crate::io::Io;
use crate::store::Store;
use crate::text::many;

/// `named` are the objects that the journals name, but for texts that a verifier's copy does not hold.
pub(super) fn checks(io: &dyn Io, store: &Store, named: &BTreeSet<Digest>) -> Vec<Check> {
    const ABOUT: &str = "vault";
    let objects: BTreeSet<Digest> = match store.vault().objects() {
        Ok(objects) => objects.into_iter().collect(),
        Err(error) => {
            return vec![
                Check::found(ABOUT, format!("the vault cannot be read: {error}"))
                    .why("evidence is in it")
                    .next("restore the vault from a backup"),
            ];
        }
    };
    let missing = named.difference(&objects).count();
    let orphans = objects.difference(named).count();
    let cut_off = io.read_dir(&store.paths().vault().join("tmp")).unwrap_or_default().len();
    let mut checks = Vec::new();
    if missing > 0 {
        let what =
            format!("{} that the record names {} missing", many(missing, "copy"), is(missing));
        checks.push(
            Check::found(ABOUT, what)
                .why("an exhibit whose copy is gone is not current, and questions cannot be read without their files")
                .next("proofbook verify names them; put them back from a backup"),
        );
    } else {
        let what = format!(
            "{} that the record names {} there",
            many(named.len(), "copy"),
            is(named.len())
        );
        checks.push(Check::fine(ABOUT, what));
    }
    if orphans > 0 {
        let what =
            format!("{} in the vault {} named by no event", many(orphans, "copy"), is(orphans));
        let why = "a file was taken and its event not recorded, as when the program was killed in between; it does no harm";
        checks.push(Check::note(ABOUT, what).why(why));
    }
    if cut_off > 0 {
        let what = format!(
            "{} in vault/tmp {} left from a copy that was cut off",
            many(cut_off, "file"),
            is(cut_off)
        );
        checks.push(Check::note(ABOUT, what).why("it can be removed while no program runs"));
    }
    checks
}

const fn is(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}
