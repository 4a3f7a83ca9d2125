//! The shipped question files, embedded.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::domain::bank::Bank;
use crate::domain::id::Digest;
use crate::packed::unpacked;
use crate::problem::Problem;

/// Every shipped file, by its name below `questionnaires/`; a test holds the list complete.
const NAMES: &[&str] = &[
    "annual-reassessment.json",
    "bank.json",
    "bank/assur.json",
    "bank/avail.json",
    "bank/baa.json",
    "bank/ctrl.json",
    "bank/data.json",
    "bank/dora.json",
    "bank/fin.json",
    "bank/gov.json",
    "bank/inc.json",
    "bank/ins.json",
    "bank/ir.json",
    "bank/liab.json",
    "bank/muni.json",
    "bank/nerc.json",
    "bank/nis2.json",
    "bank/notice.json",
    "bank/ours.json",
    "bank/risk.json",
    "bank/state.json",
    "bank/sub.json",
    "clocks/federal.json",
    "clocks/sectors.json",
    "clocks/states.json",
    "contract-review.json",
    "core.json",
    "dora.json",
    "municipal.json",
    "nerc-cip-013.json",
    "nis2.json",
    "ocr-inquiry.json",
    "state-ag-inquiry.json",
    "us-financial.json",
    "vendor-breach.json",
];

/// The shipped files: name below `questionnaires/`, and text.
pub fn files() -> &'static [(&'static str, &'static str)] {
    static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let packed = include_bytes!(concat!(env!("OUT_DIR"), "/questionnaires.pack"));
        serde_json::from_slice(&unpacked(packed)).unwrap_or_default()
    });
    static FILES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let text = |name: &&'static str| Some((*name, TEXTS.get(*name)?.as_str()));
        NAMES.iter().filter_map(text).collect()
    });
    &FILES
}

/// The digest over the shipped files, by which their adoption is recorded (rule R5).
pub fn digest() -> Digest {
    // Every recording asks for it, and hashing all files takes longer than the save itself.
    static DIGEST: LazyLock<Digest> = LazyLock::new(|| {
        super::digest(files().iter().map(|(name, text)| (*name, Digest::of(text.as_bytes()))))
    });
    *DIGEST
}

/// The shipped bank.
///
/// # Errors
/// None in a program whose tests passed; a shipped file that cannot be read is the program's own fault, and says so.
pub fn bank() -> Result<Arc<Bank>, Problem> {
    static BANK: LazyLock<Result<Arc<Bank>, Problem>> = LazyLock::new(|| {
        super::read(&owned()).map(Arc::new).map_err(|findings| {
            Problem::bug("the questions shipped with the program cannot be read")
                .cause(super::list(&findings))
        })
    });
    BANK.clone()
}

/// The shipped files as [`super::read`] and [`super::check`] take them.
pub fn owned() -> Vec<(String, Vec<u8>)> {
    files().iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}
