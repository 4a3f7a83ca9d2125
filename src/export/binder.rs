//! A binder: the folder that is handed over, as data before anything is written. Its index pages, its manifest and its list of digests all
//! say the same, each in its own form: what is in it, and what is not, each with the reason.
//!
//! Pure: the same record, questions and day give the same bytes. What a copy's bytes are is found out by whoever writes them.

pub mod index;
pub mod manifest;
mod page;
pub mod sums;

use crate::domain::event::{Edition, ExhibitDates};
use crate::domain::exhibit::{Exhibit, ExhibitNo, HeldBack, Holding};
use crate::domain::id::Digest;
use crate::text::naming;

/// The folder of the exhibits, where no letter orders them.
const EXHIBITS: &str = "exhibits";

/// Everything that is in a binder, and what is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binder {
    /// Whose record it is of.
    pub vendor: String,
    /// For whom it was put together.
    pub organization: String,
    /// The letter that it answers, in words, where it answers one.
    pub letter: Option<String>,
    /// Which day it speaks of, in words.
    pub as_of: String,
    /// The edition of the report.
    pub edition: Edition,
    /// Whether it is a draft or signed off, in words.
    pub status: String,
    /// What is to be said first, such as that all of it is fictitious.
    pub warning: Option<String>,
    /// The report.
    pub report: Whole,
    /// The requests of the letter, in its order.
    pub requests: Vec<Requested>,
    /// Every exhibit, those that are not in it too.
    pub items: Vec<Item>,
    /// What the edition leaves out on purpose: what, and why.
    pub left_out: Vec<(String, String)>,
}

/// A file that is in the binder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Its place below the binder's folder, with `/` between the names.
    pub path: String,
    /// Bytes in it.
    pub bytes: u64,
    /// Their digest.
    pub sha256: Digest,
}

/// A request of the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requested {
    /// The letter's number for it.
    pub number: String,
    /// The letter's words.
    pub text: String,
    /// What becomes of it, in words.
    pub state: String,
    /// Why nothing answers it, where that is recorded.
    pub absence: Option<String>,
    /// The exhibits that answer it.
    pub exhibits: Vec<ExhibitNo>,
}

/// An exhibit, in the binder or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its number.
    pub no: ExhibitNo,
    /// Its title.
    pub title: String,
    /// Its kind, in words.
    pub kind: &'static str,
    /// The file's own name, its bytes and digest as they were taken; `None` where no copy was.
    pub taken: Option<(String, u64, Digest)>,
    /// The questions that it answers.
    pub questions: Vec<String>,
    /// The letter's requests that it answers, by their numbers.
    pub requests: Vec<String>,
    /// Its dates.
    pub dates: ExhibitDates,
    /// The exhibit that supersedes it.
    pub superseded_by: Option<ExhibitNo>,
    /// Its place below the binder's folder; or why it is not there.
    pub place: Result<String, HeldBack>,
}

impl Item {
    /// An exhibit by what the record says of it; `place` is where its copy would go.
    pub fn of(exhibit: &Exhibit, place: String, questions: Vec<String>) -> Self {
        let taken = match &exhibit.holding {
            Holding::Vault { file_name, bytes, sha256 } => {
                Some((file_name.clone(), *bytes, *sha256))
            }
            Holding::Elsewhere(_) => None,
        };
        Self {
            no: exhibit.no,
            title: exhibit.title.clone(),
            kind: exhibit.kind.title(),
            taken,
            questions,
            requests: Vec::new(),
            dates: exhibit.dates.clone(),
            superseded_by: exhibit.superseded_by,
            place: HeldBack::by_the_record(exhibit).map_or(Ok(place), Err),
        }
    }

    /// Its dates in words, those that it has.
    fn dated(&self) -> String {
        let dates = self.dates.named();
        let dates = dates.iter().filter_map(|(name, day)| Some(format!("{name} {}", (*day)?)));
        dates.collect::<Vec<_>>().join("; ")
    }
}

/// The folders of a binder's exhibits, each named once.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    taken: naming::Taken,
}

impl Folders {
    /// The folder of a letter's request.
    pub fn of_request(&mut self, number: &str) -> String {
        self.taken.take(&naming::folder_name(&format!("Request {number}")))
    }

    /// The folder of the letter itself.
    pub fn of_letter(&mut self) -> String {
        self.taken.take("Letter")
    }

    /// The folder of all exhibits.
    pub fn of_exhibits() -> String {
        EXHIBITS.to_owned()
    }
}

/// The place of an exhibit's copy in a folder of the binder. Its number makes it the only one of that name.
pub fn place_in(folder: &str, exhibit: &Exhibit) -> String {
    let original = match &exhibit.holding {
        Holding::Vault { file_name, .. } => file_name.as_str(),
        Holding::Elsewhere(_) => "",
    };
    let name = naming::file_name(&exhibit.no.to_string(), &exhibit.title, original);
    format!("{folder}/{name}")
}

impl Binder {
    /// The exhibits that are in it, each with its place.
    pub fn inside(&self) -> impl Iterator<Item = (&Item, &str)> {
        self.items.iter().filter_map(|item| Some((item, item.place.as_deref().ok()?)))
    }

    /// The exhibits that are not in it, each with the reason.
    pub fn missing(&self) -> impl Iterator<Item = (&Item, &HeldBack)> {
        self.items.iter().filter_map(|item| Some((item, item.place.as_ref().err()?)))
    }

    /// What it is called.
    pub fn title(&self) -> String {
        format!("Binder: {}", self.vendor)
    }
}
