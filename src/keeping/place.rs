//! Where a file of an archive lies in the data folder: only names that this program gives, so that no archive can write elsewhere.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::id::{Digest, VendorId};
use crate::io::Mode;
use crate::store::own_fonts;
use crate::store::own_questions::is_file_name;
use crate::store::paths::MANIFEST;

/// The path of a file below the data folder, with `/`; one of the few that a record consists of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Place(String);

/// What lies at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A journal, or bytes that were set aside from one.
    Journal,
    /// A small file: `store.json`, a witness, a draft, a question file.
    Small,
    /// A font of the user's.
    Font,
    /// An object of the vault, of any size, named by its digest.
    Object(Digest),
}

impl Place {
    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What lies there.
    pub fn kind(&self) -> Kind {
        kind_of(&self.0).unwrap_or(Kind::Small)
    }

    /// How many bytes may lie there: a gigabyte of journal is two million answers, and no journal is read that is longer.
    pub fn most_bytes(&self) -> u64 {
        match self.kind() {
            Kind::Journal => 1 << 30,
            Kind::Small => 1 << 20,
            Kind::Font => own_fonts::LARGEST_FILE,
            Kind::Object(_) => u64::MAX,
        }
    }

    /// Who may do what with it.
    pub fn mode(&self) -> Mode {
        match self.kind() {
            Kind::Object(_) => Mode::Sealed,
            Kind::Journal | Kind::Small | Kind::Font => Mode::Private,
        }
    }

    /// Where it is in this data folder.
    pub fn below(&self, folder: &Path) -> PathBuf {
        self.0.split('/').fold(folder.to_owned(), |path, part| path.join(part))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.0
    }
}

impl TryFrom<String> for Place {
    type Error = String;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        match kind_of(&path) {
            Some(_) => Ok(Self(path)),
            None => Err(format!("'{path}' is no file of a record")),
        }
    }
}

fn kind_of(path: &str) -> Option<Kind> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["log.jsonl"] | ["organization", "journal.jsonl"] => Some(Kind::Journal),
        [name] if *name == MANIFEST => Some(Kind::Small),
        [name] | ["organization", name] => beside_journal(name),
        ["vendors", vendor, name] => {
            let id: VendorId = vendor.parse().ok()?;
            let known =
                if *name == "journal.jsonl" { Some(Kind::Journal) } else { beside_journal(name) };
            known.filter(|_| id.to_string() == *vendor)
        }
        ["vault", shelf, name] => {
            let named = digest(name)?;
            (shelf.len() == 2 && name.starts_with(shelf)).then_some(Kind::Object(named))
        }
        ["drafts", name] => digest(name.strip_suffix(".json")?).map(|_| Kind::Small),
        ["questionnaires", name] | ["questionnaires", "bank", name] => {
            is_file_name(name).then_some(Kind::Small)
        }
        ["fonts", name] => own_fonts::is_file_name(name).then_some(Kind::Font),
        _ => None,
    }
}

/// A witness, or bytes set aside: `torn-SEQ-OFFSET.bin`, with a count behind it where that name was taken.
fn beside_journal(name: &str) -> Option<Kind> {
    if name == crate::journal::WITNESS {
        return Some(Kind::Small);
    }
    let numbers = name.strip_prefix("torn-")?.strip_suffix(".bin")?;
    let is_number = |part: &str| (1..=20).contains(&part.len()) && all_digits(part);
    let parts: Vec<&str> = numbers.split('-').collect();
    let fits = (2..=3).contains(&parts.len()) && parts.iter().all(|part| is_number(part));
    fits.then_some(Kind::Journal)
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A digest as this program writes it: lower case.
fn digest(name: &str) -> Option<Digest> {
    name.parse::<Digest>().ok().filter(|digest| digest.to_string() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_a_record_has_are_taken() {
        let hash = "ab".repeat(32);
        let vendor = "01930000-0000-7000-8000-000000000002";
        for path in [
            "store.json".to_owned(),
            "log.jsonl".to_owned(),
            "head".to_owned(),
            "organization/journal.jsonl".to_owned(),
            format!("vendors/{vendor}/journal.jsonl"),
            format!("vendors/{vendor}/torn-4-1200.bin"),
            format!("vendors/{vendor}/torn-4-1200-2.bin"),
            format!("vault/ab/{hash}"),
            format!("drafts/{hash}.json"),
            "questionnaires/bank/ours.json".to_owned(),
            "fonts/NotoSansCJK-Regular.ttc".to_owned(),
        ] {
            assert!(Place::try_from(path.clone()).is_ok(), "{path}");
        }
        for path in [
            String::new(),
            "/etc/passwd".to_owned(),
            "../store.json".to_owned(),
            "vendors/../store.json".to_owned(),
            format!("vendors/{}/journal.jsonl", vendor.to_uppercase().replace('0', "A")),
            format!("vendors/{vendor}/../head"),
            format!("vault/cd/{hash}"),
            format!("vault/AB/{}", hash.to_uppercase()),
            "vault/tmp/take.1-1.tmp".to_owned(),
            "cache/summary.jsonl".to_owned(),
            "organization/lock".to_owned(),
            "torn-1.bin".to_owned(),
            "torn-..-1.bin".to_owned(),
            "questionnaires/nul.json".to_owned(),
            "fonts/nul.ttf".to_owned(),
            "fonts/license.txt".to_owned(),
            "fonts/../store.json".to_owned(),
            "questionnaires\\bank\\x.json".to_owned(),
            "C:store.json".to_owned(),
        ] {
            assert!(Place::try_from(path.clone()).is_err(), "{path}");
        }
    }
}
