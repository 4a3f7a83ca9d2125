//! Every kind of document that the program writes, on both sheets: of the sample, and of a dossier made to break them.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use proofbook::desk::{Desk, Kind, Seat, Wanted, WantedPortfolio};
use proofbook::domain::as_of::AsOf;
use proofbook::domain::event::Edition;
use proofbook::domain::id::{AccountId, VendorId};
use proofbook::io::disk::Disk;
use proofbook::problem::Problem;
use proofbook::progress::Unwatched;
use proofbook::report::build::portfolio::Detail;
use proofbook::report::model::{Attached, Attachment, Block, Manuscript, Report};
use proofbook::report::press;
use proofbook::report::theme::PaperSize;
use proofbook::sample;
use proofbook::time::SystemNow;

use super::hostile::{self, Exhibits};

type Make = fn(&mut Press);

/// Every kind: its name, and who makes what there is of it. A new kind is one line here.
const KINDS: &[(&str, Make)] = &[
    ("vendor", |press| press.sample(|_, _| vec![Kind::Vendor])),
    ("inquiry", |press| press.sample(letters)),
    ("amendment", |press| press.of(THREE, |_, _| vec![Kind::Amendment], by_edition)),
    ("interview", |press| press.of(THREE, interviews, by_edition)),
    ("changes", |press| press.of(THREE, |_, _| vec![SINCE_ADDED], by_edition)),
    ("portfolio", |press| press.portfolio()),
    ("hostile-500", |press| press.hostile(Exhibits::FiveHundred)),
    ("hostile-0", |press| press.hostile(Exhibits::None)),
];

pub(super) const EDITIONS: [Edition; 2] = [Edition::Internal, Edition::Produced];
/// Sheets by the names that files have of them.
type Sheets = &'static [(PaperSize, &'static str)];
const LETTER: (PaperSize, &str) = (PaperSize::Letter, "letter");
const A4: (PaperSize, &str) = (PaperSize::A4, "a4");

/// Vendors with much, some and next to nothing on file.
const THREE: &[&str] =
    &["larkspur-health-records", "northwind-claims-llc", "foxglove-translations"];
/// All that moved since the vendor was added.
const SINCE_ADDED: Kind = Kind::Changes { since: AsOf::Event(1), until: None };

/// The last interview about a vendor.
fn interviews(desk: &mut Desk, vendor: VendorId) -> Vec<Kind> {
    let dossier = desk.dossier(vendor).unwrap();
    let last = dossier.interviews.last().map(|(id, _)| *id);
    let event = dossier.events.iter().find(|event| Some(event.id) == last);
    event.map(|event| Kind::Interview(Some(AsOf::Event(event.seq)))).into_iter().collect()
}

/// One sheet for each edition, where both on both would take long and show no more.
fn by_edition(edition: Edition) -> Sheets {
    match edition {
        Edition::Internal => &[LETTER],
        Edition::Produced => &[A4],
    }
}

/// Every inquiry about a vendor.
fn letters(desk: &mut Desk, vendor: VendorId) -> Vec<Kind> {
    let dossier = desk.dossier(vendor).unwrap();
    dossier.inquiries.iter().map(|letter| Kind::Inquiry(letter.no)).collect()
}

/// A document that was printed.
pub(super) struct Document {
    /// Its kind, as in [`KINDS`].
    pub(super) kind: &'static str,
    pub(super) edition: Edition,
    pub(super) paper: PaperSize,
    /// All that it says: the opening, and every part.
    pub(super) report: Report,
    pub(super) bytes: Vec<u8>,
    /// Its file, in a folder for all of them; for people to look at, too.
    pub(super) path: PathBuf,
}

impl Document {
    /// The name of its file.
    pub(super) fn name(&self) -> &str {
        self.path.file_name().unwrap().to_str().unwrap()
    }

    pub(super) fn path(&self) -> &str {
        self.path.to_str().unwrap()
    }

    /// Whether it is of the dossier that was made to break it.
    pub(super) fn is_hostile(&self) -> bool {
        self.kind.starts_with("hostile")
    }
}

/// All of them, printed once for all tests.
pub(super) static ALL: LazyLock<Vec<Document>> = LazyLock::new(|| printed(&folder()));

/// The shortest document of each kind and edition, for what takes long.
pub(super) fn shortest() -> Vec<&'static Document> {
    let mut found: Vec<&Document> = Vec::new();
    for document in ALL.iter().filter(|document| !document.is_hostile()) {
        let same =
            |one: &&mut &Document| (one.kind, one.edition) == (document.kind, document.edition);
        match found.iter_mut().find(same) {
            Some(one) if one.bytes.len() > document.bytes.len() => *one = document,
            Some(_) => {}
            None => found.push(document),
        }
    }
    found
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => panic!("{error}"),
        _ => std::fs::create_dir_all(&folder).unwrap(),
    }
    folder
}

fn printed(folder: &Path) -> Vec<Document> {
    let mut all = Vec::new();
    for (kind, make) in KINDS {
        let before = all.len();
        make(&mut Press { kind, folder, all: &mut all });
        assert!(all.len() > before, "there is no {kind} to be judged");
    }
    all
}

/// Prints the documents of one kind.
struct Press<'a> {
    kind: &'static str,
    folder: &'a Path,
    all: &'a mut Vec<Document>,
}

impl Press<'_> {
    /// Each of these about each vendor of the sample, in both editions on both sheets.
    fn sample(&mut self, kinds: fn(&mut Desk, VendorId) -> Vec<Kind>) {
        self.of(&[], kinds, |_| &[LETTER, A4]);
    }

    /// Each of these about these vendors of the sample; about all, where none is named.
    fn of(
        &mut self,
        slugs: &[&str],
        kinds: fn(&mut Desk, VendorId) -> Vec<Kind>,
        sheets: fn(Edition) -> Sheets,
    ) {
        let place = tempfile::tempdir().unwrap();
        let data = place.path().join("record");
        let seat = seat(&data);
        sample::load(&seat).unwrap();
        let mut desk = Desk::open(seat).unwrap();
        for listed in desk.listed().unwrap() {
            let slug = desk.dossier(listed.id).unwrap().slug.clone();
            if !slugs.is_empty() && !slugs.contains(&slug.as_str()) {
                continue;
            }
            for kind in kinds(&mut desk, listed.id) {
                self.both_editions(&mut desk, listed.id, kind, sheets, &data);
            }
        }
    }

    /// All vendors of the sample: a page each, and each with its whole report.
    fn portfolio(&mut self) {
        let place = tempfile::tempdir().unwrap();
        let data = place.path().join("record");
        sample::load(&seat(&data)).unwrap();
        let mut desk = Desk::open(seat(&data)).unwrap();
        for (edition, detail) in
            [(Edition::Internal, Detail::Pages), (Edition::Produced, Detail::Full)]
        {
            let wanted = WantedPortfolio { detail, ..WantedPortfolio::of_all(edition) };
            let mut made = Vec::new();
            desk.portfolio(&wanted, &mut Unwatched, |part| made.push(part.clone())).unwrap();
            let mut parts = made.into_iter();
            let opening = parts.next().unwrap();
            let mut all = Assembled { opening, parts: parts.map(|part| part.blocks).collect() };
            self.print(edition.word(), edition, by_edition(edition), &mut all, &data);
        }
    }

    /// What can be said of the hostile dossier: hundreds of pages each, so each edition on one sheet.
    fn hostile(&mut self, exhibits: Exhibits) {
        let place = tempfile::tempdir().unwrap();
        let data = place.path().join("record");
        let (mut desk, vendor) = hostile::dossier(seat(&data), exhibits);
        let sheets = by_edition;
        self.both_editions(&mut desk, vendor, Kind::Vendor, sheets, &data);
        if exhibits == Exhibits::None {
            for kind in letters(&mut desk, vendor) {
                self.both_editions(&mut desk, vendor, kind, sheets, &data);
            }
        }
    }

    fn both_editions(
        &mut self,
        desk: &mut Desk,
        vendor: VendorId,
        kind: Kind,
        sheets: fn(Edition) -> Sheets,
        data: &Path,
    ) {
        for edition in EDITIONS.into_iter().filter(|edition| kind.has_edition(*edition)) {
            let wanted = Wanted { kind, ..Wanted::about(vendor, edition) };
            let mut report = desk.report(&wanted).unwrap();
            let name = desk.report_name(&wanted).unwrap();
            let name = name.trim_end_matches(".pdf");
            self.print(name, edition, sheets(edition), &mut report, data);
        }
    }

    /// Prints one document on some sheets; what lies in the vault is read from the data folder.
    fn print(
        &mut self,
        name: &str,
        edition: Edition,
        sheets: Sheets,
        of: &mut dyn Manuscript,
        data: &Path,
    ) {
        let report = whole(of);
        for &(paper, sheet) in sheets {
            let mut bytes = Vec::new();
            let open = |attachment: &Attachment| stored(attachment, data);
            press::print(of, &press::Run::on(paper), &open, &mut Unwatched, &mut bytes).unwrap();
            let path = self.folder.join(format!("{}-{name}-{sheet}.pdf", self.kind));
            assert!(!path.exists(), "{} is printed twice", path.display());
            write(&path, &bytes);
            let (kind, report) = (self.kind, report.clone());
            self.all.push(Document { kind, edition, paper, report, bytes, path });
        }
    }
}

/// A document of parts that were all made.
struct Assembled {
    opening: Report,
    parts: Vec<Vec<Block>>,
}

impl Manuscript for Assembled {
    fn opening(&self) -> &Report {
        &self.opening
    }

    fn parts(&self) -> usize {
        self.parts.len()
    }

    fn part(&mut self, index: usize) -> Result<Vec<Block>, Problem> {
        Ok(self.parts[index].clone())
    }
}

/// All that a manuscript says, as one.
fn whole(manuscript: &mut dyn Manuscript) -> Report {
    let mut report = manuscript.opening().clone();
    for index in 0..manuscript.parts() {
        report.push(Block::PageBreak);
        report.blocks.extend(manuscript.part(index).unwrap());
    }
    report
}

/// The bytes of an attachment that lies in the vault.
fn stored(attachment: &Attachment, data: &Path) -> io::Result<Box<dyn io::Read + 'static>> {
    let Attached::Stored { sha256, .. } = &attachment.content else { panic!("it is not stored") };
    let file = data.join("vault").join(&sha256[..2]).join(sha256);
    Ok(Box::new(std::fs::File::open(file)?))
}

pub(super) fn seat(folder: &Path) -> Seat {
    Seat {
        folder: folder.to_owned(),
        io: Arc::new(Disk),
        now: Arc::new(SystemNow),
        account: AccountId::from_user_name("visitor"),
    }
}

#[expect(clippy::disallowed_methods, reason = "a file to be judged, not a record")]
pub(super) fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}
