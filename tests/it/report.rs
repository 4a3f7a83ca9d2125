//! What the report of a vendor says, over the whole sample: nothing left out, nothing let out, the same bytes.
#![cfg(test)]

mod as_of;
mod completeness;
mod contradictions;
mod design;
mod editions;
mod header;
mod hostile;
mod incidents;
mod inquiries;
mod kinds;
mod running;
mod same_bytes;
mod second_page;
mod shown;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use proofbook::desk::{Desk, Seat, Wanted};
use proofbook::domain::event::Edition;
use proofbook::domain::id::{AccountId, VendorId};
use proofbook::io::disk::Disk;
use proofbook::report::layout::{self, Layout};
use proofbook::report::model::{Block, Report};
use proofbook::report::theme::PaperSize;
use proofbook::report::{pdf, plain};
use proofbook::sample;
use proofbook::time::SystemNow;

use crate::report_engine::folded;
use crate::report_engine::reader::Reader;

pub(crate) const EDITIONS: [Edition; 2] = [Edition::Internal, Edition::Produced];

/// A sample that is loaded once for all tests that only read.
static LOADED: LazyLock<tempfile::TempDir> = LazyLock::new(loaded);

fn seat(folder: &Path) -> Seat {
    Seat {
        folder: folder.to_owned(),
        io: Arc::new(Disk),
        now: Arc::new(SystemNow),
        account: AccountId::from_user_name("visitor"),
    }
}

fn loaded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    sample::load(&seat(&folder.path().join("sample"))).unwrap();
    folder
}

fn desk_in(folder: &tempfile::TempDir) -> Desk {
    Desk::open(seat(&folder.path().join("sample"))).unwrap()
}

fn desk() -> Desk {
    desk_in(&LOADED)
}

fn wanted(vendor: VendorId, edition: Edition) -> Wanted {
    Wanted::about(vendor, edition)
}

/// The report of a vendor of the sample, by its short name.
fn report_of(vendor: &str, edition: Edition) -> Report {
    let mut desk = desk();
    let vendor = desk.find(vendor).unwrap();
    desk.report(&wanted(vendor, edition)).unwrap()
}

/// Every vendor of the sample in both editions.
fn for_every_report(mut look: impl FnMut(&mut Desk, &Wanted, &Report)) {
    let mut desk = desk();
    let vendors = desk.listed().unwrap();
    assert!(vendors.len() >= 8);
    for listed in vendors {
        for edition in EDITIONS {
            let wanted = wanted(listed.id, edition);
            let report = desk.report(&wanted).unwrap();
            look(&mut desk, &wanted, &report);
        }
    }
}

fn pages(report: &Report) -> Layout {
    layout::pages(report, PaperSize::Letter)
}

/// The words as plain text, folded; wide enough that nothing is wrapped.
fn plain_words(report: &Report) -> String {
    folded(&plain::text(report, 4000))
}

/// The words as they are read back from the PDF, folded.
fn pdf_words(report: &Report) -> String {
    let reader = Reader::new(&pdf::bytes(&pages(report)).unwrap());
    let parts: String = reader.parts().into_iter().map(|part| part.2).collect();
    folded(&parts)
}

/// The words of every report of the sample: short name, edition, plain text, PDF. Made once, since reading a PDF back takes a while.
static WORDS: LazyLock<Vec<(String, Edition, [String; 2])>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for_every_report(|desk, wanted, report| {
        let slug = desk.dossier(wanted.vendor).unwrap().slug.clone();
        all.push((slug, wanted.edition, [plain_words(report), pdf_words(report)]));
    });
    all
});

/// The words of one report of the sample, as plain text and as read back from the PDF.
fn words_of(slug: &str, edition: Edition) -> &'static [String; 2] {
    let mut all = WORDS.iter();
    &all.find(|one| one.0 == slug && one.1 == edition).unwrap().2
}

/// All blocks, those inside others too.
fn flat(blocks: &[Block]) -> Vec<&Block> {
    let inner = |block| match block {
        &Block::Together(ref inner) | &Block::OnePage(ref inner) => flat(inner),
        block => vec![block],
    };
    blocks.iter().flat_map(inner).collect()
}

/// A text that is read from the front: each find must come after the one before.
struct Reading<'a> {
    what: String,
    rest: &'a str,
}

impl<'a> Reading<'a> {
    fn of(what: impl Into<String>, text: &'a str) -> Self {
        Self { what: what.into(), rest: text }
    }

    fn find(&mut self, words: &str) {
        let words = folded(words);
        assert!(!words.is_empty(), "{}: nothing to find", self.what);
        let at = self.rest.find(&words);
        let at = at.unwrap_or_else(|| panic!("{}: missing or out of order: {words}", self.what));
        self.rest = self.rest.get(at + words.len()..).unwrap();
    }

    /// The text from here to the next place of these words.
    fn until(&self, words: &str) -> &'a str {
        let words = folded(words);
        let at = self.rest.find(&words);
        let at = at.unwrap_or_else(|| panic!("{}: missing or out of order: {words}", self.what));
        self.rest.get(..at).unwrap()
    }

    /// Goes to the last place of these words: a part's own heading, not its line in the contents.
    fn go_to_last(&mut self, words: &str) {
        let words = folded(words);
        let at = self.rest.rfind(&words);
        let at = at.unwrap_or_else(|| panic!("{}: missing: {words}", self.what));
        self.rest = self.rest.get(at + words.len()..).unwrap();
    }
}
