//! Why the copy of an exhibit does not go out with a report: every one that is not there is named with its reason.

use std::fmt;

use super::{Exhibit, Holding};
use crate::domain::withholding;

/// Why the copy of an exhibit does not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldBack {
    /// It was withdrawn, for this reason.
    Withdrawn(String),
    /// Its title or its file's name is withheld from every output, and the copy would show it (rule R28).
    Withheld,
    /// There is no copy: it is held there.
    Elsewhere(String),
    /// The vault does not have it.
    NotInThisCopy,
    /// Its bytes are not those that were taken.
    Damaged,
    /// Whoever put the report together left it out, for this reason.
    LeftOut(String),
    /// All together would be larger than so many megabytes.
    NoRoom(u64),
}

impl HeldBack {
    /// What the record itself says against it, before the vault is looked at.
    pub fn by_the_record(exhibit: &Exhibit) -> Option<Self> {
        if let Some(reason) = &exhibit.withdrawn {
            return Some(Self::Withdrawn(reason.clone()));
        }
        match &exhibit.holding {
            Holding::Elsewhere(held) => Some(Self::Elsewhere(held.place.clone())),
            Holding::Vault { file_name, .. } => [file_name, &exhibit.title]
                .into_iter()
                .any(|text| withholding::is_in_place(text))
                .then_some(Self::Withheld),
        }
    }

    /// Its word in a manifest.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Withdrawn(_) => "withdrawn",
            Self::Withheld => "withheld",
            Self::Elsewhere(_) => "held elsewhere",
            Self::NotInThisCopy => "not in this copy",
            Self::Damaged => "damaged",
            Self::LeftOut(_) => "left out",
            Self::NoRoom(_) => "no room",
        }
    }

    /// Whether the record is worse than it says: a copy that it names is not there, or is another one.
    pub const fn is_a_loss(&self) -> bool {
        matches!(self, Self::NotInThisCopy | Self::Damaged)
    }
}

/// Words of titles and file names that make it worth a look whether a document is privileged before its copy goes out.
const OF_COUNSEL: [&str; 6] =
    ["counsel", "attorney", "privileged", "legal advice", "legal opinion", "work product"];

/// Whether a person should look at an exhibit before its copy goes out: its title or file name speaks of counsel. A hint, no more; what is
/// privileged counsel decides.
pub fn speaks_of_counsel(exhibit: &Exhibit) -> bool {
    let file_name = match &exhibit.holding {
        Holding::Vault { file_name, .. } => file_name.as_str(),
        Holding::Elsewhere(_) => "",
    };
    let words = format!("{} {file_name}", exhibit.title).to_lowercase();
    OF_COUNSEL.iter().any(|said| words.contains(said))
}

impl fmt::Display for HeldBack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Withdrawn(reason) if reason.trim().is_empty() => f.write_str("withdrawn"),
            Self::Withdrawn(reason) => write!(f, "withdrawn: {reason}"),
            Self::Withheld => {
                f.write_str("withheld: its title or file name is withheld from every output")
            }
            Self::Elsewhere(place) => write!(f, "held elsewhere, no copy is on file: {place}"),
            Self::NotInThisCopy => f.write_str("not in this copy of the vault"),
            Self::Damaged => {
                f.write_str("damaged: the copy's SHA-256 is not that of the file that was taken")
            }
            Self::LeftOut(reason) => write!(f, "left out: {reason}"),
            Self::NoRoom(megabytes) => {
                write!(f, "no room: all files inside the document may have {megabytes} MB together")
            }
        }
    }
}
