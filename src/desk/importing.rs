//! Vendors from a file: the whole file is checked before the first event, and an import that was cut off goes on where it stopped.
//!
//! Each vendor's journal is a file of its own, so many vendors cannot be added in one step. The first event of each says from which row
//! of which file it came (`origin.import`); by that the same file is known again, and only what is missing is added.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

use super::Desk;
use super::check::{typed_fact, vendor_name};
use super::vendors::{Taken, free_slug};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, FieldSet, Origin, VendorAdded};
use crate::domain::id::{Digest, VendorId};
use crate::domain::value::Value;
use crate::domain::vendor::Tier;
use crate::import::{self, Fault, LARGEST_FILE, Row, Sheet};
use crate::io::{self, Kind, Open};
use crate::problem::{Doubt, Problem};
use crate::progress::{Canceled, Progress, Step, Unwatched};
use crate::text::folded;

/// What to do with a row whose vendor is on the list already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnTheList {
    /// It is wrong: nothing is recorded.
    Refuse,
    /// It is left out.
    LeaveOut,
}

/// A file that may be imported: nothing is wrong with it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The digest of the file that was checked.
    pub file: Digest,
    /// What will be done with each row.
    pub rows: Vec<CheckedRow>,
    /// What a person should know of it.
    pub remarks: Vec<String>,
}

/// A row of a checked file.
#[derive(Clone, Debug)]
pub struct CheckedRow {
    /// Its number.
    pub number: usize,
    /// The vendor's name.
    pub name: String,
    /// What will be done, or was.
    pub fate: Fate,
    origin: String,
    tier: Option<Tier>,
    facts: Vec<(&'static str, Value)>,
}

impl CheckedRow {
    /// The vendor's tier, where the list says one.
    pub const fn tier(&self) -> Option<Tier> {
        self.tier
    }
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The vendor is new.
    New,
    /// An import of the same file began it and did not finish.
    Begun(VendorId),
    /// An import of the same file added it in full.
    Done(VendorId),
    /// A vendor of that name, with this short name, is on the list: the row is left out.
    LeftOut(String),
}

/// What was wrong with a file; empty where the file itself could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotImported {
    /// Everything that is wrong with the file.
    pub faults: Vec<Fault>,
    /// The problem in one.
    pub problem: Box<Problem>,
}

impl From<Problem> for NotImported {
    fn from(problem: Problem) -> Self {
        Self { faults: Vec::new(), problem: Box::new(problem) }
    }
}

impl Desk {
    /// Looks at a file of vendors as [`Self::import_vendors`] does, and records nothing.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn check_import(
        &mut self,
        path: &Path,
        known: OnTheList,
        sure_of: &[Doubt],
    ) -> Result<Checked, NotImported> {
        let bytes = self.read_sheet(path)?;
        let sheet = import::read(&bytes)
            .map_err(|faults| Wrong { faults, ..Wrong::default() }.with_file(path))?;
        let on_file = self.on_the_list(&sheet)?;
        let today = self.today();
        let read = |field: &str, typed: &str| typed_fact(field, typed, today, sure_of);
        let mut wrong = Wrong { faults: sheet.faults, ..Wrong::default() };
        let rows =
            sheet.rows.iter().filter_map(|row| on_file.checked(row, known, read, &mut wrong));
        let rows = rows.collect();
        match wrong {
            Wrong { faults, .. } if faults.is_empty() => {
                Ok(Checked { file: sheet.digest, rows, remarks: sheet.remarks })
            }
            wrong => Err(wrong.with_file(path)),
        }
    }

    /// Adds the vendors of a file that was checked; those that an import of the same file added before are passed over.
    ///
    /// # Errors
    /// The disk refused; what was recorded before that stays, and the problem says how much.
    pub fn import_vendors(&mut self, checked: &Checked) -> Result<(), Problem> {
        self.import_vendors_watched(checked, &mut Unwatched)
    }

    /// The same, told to somebody who may stop it between two vendors.
    ///
    /// # Errors
    /// As [`Self::import_vendors`]; it was canceled, and the problem says how much was recorded before that.
    pub fn import_vendors_watched(
        &mut self,
        checked: &Checked,
        progress: &mut dyn Progress,
    ) -> Result<(), Problem> {
        self.found_if_missing()?;
        self.writable()?;
        self.adopt_what_is_due()?;
        let mut slugs: BTreeSet<String> =
            self.listed()?.into_iter().map(|listed| listed.slug).collect();
        let to_do = checked.rows.iter().filter(|row| row.is_to_do());
        let all = to_do.clone().count();
        for (done, row) in to_do.enumerate() {
            let step = Step { doing: "Recording vendors", done, of: all };
            progress.reached(step).map_err(|canceled| stopped(canceled, done, all))?;
            self.import_row(row, &mut slugs).map_err(|problem| cut_off(problem, done, all))?;
        }
        Ok(())
    }

    fn import_row(&mut self, row: &CheckedRow, slugs: &mut Taken) -> Result<(), Problem> {
        let vendor = match &row.fate {
            Fate::New => {
                let slug = free_slug(&row.name, slugs);
                slugs.insert(slug.clone());
                let origin = Some(Origin { import: row.origin.clone() });
                let name = row.name.clone();
                self.begin_vendor(VendorAdded { name, slug, tier: row.tier, origin })?
            }
            Fate::Begun(vendor) => *vendor,
            Fate::Done(_) | Fate::LeftOut(_) => return Ok(()),
        };
        for (field, value) in &row.facts {
            let set = FieldSet { field: (*field).to_owned(), value: value.clone(), from: None };
            // Somebody may have set it by hand meanwhile; theirs stands.
            if !was_set(self.read(vendor)?, field) {
                self.record_found(vendor, |_| Ok(set.into()))?;
            }
        }
        // A file of ten thousand vendors would keep as many journals open.
        self.open.remove(&vendor);
        Ok(())
    }

    /// The bytes of a file that is not larger than what is read.
    fn read_sheet(&self, path: &Path) -> Result<Vec<u8>, Problem> {
        let shown = path.display();
        let unreadable = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => Problem::wrong_use("there is no such file")
                .cause(format!("{shown}: {error}"))
                .safe("nothing was recorded")
                .next("check the path: its folder, its spelling, and its ending"),
            _ => Problem::world("the file could not be read").cause(format!("{shown}: {error}")),
        };
        let file = self.seat.io.open(path, Open::Foreign).map_err(unreadable)?;
        let found = file.metadata().map_err(unreadable)?;
        if found.kind != Kind::File {
            return Err(Problem::wrong_use(format!("{shown} is no file")));
        }
        if found.len > LARGEST_FILE {
            return Err(Problem::wrong_use(format!(
                "{shown} has {} bytes; at most {LARGEST_FILE} are read",
                found.len
            ))
            .safe("nothing was recorded")
            .next("split it into several files"));
        }
        io::read_from(&*file, 0).map_err(unreadable)
    }

    /// The vendors on the list by name, and those that an import of this file began.
    fn on_the_list(&mut self, sheet: &Sheet) -> Result<OnFile, Problem> {
        let mut on_file = OnFile {
            file: format!("{}:", sheet.digest),
            names: BTreeMap::new(),
            begun: BTreeMap::new(),
        };
        if !self.has_store() {
            return Ok(on_file);
        }
        for listed in self.listed()? {
            let origin = self.origin(listed.id).filter(|origin| origin.starts_with(&on_file.file));
            if let Some(origin) = origin {
                on_file.begun.insert(origin, self.read(listed.id)?.clone());
                continue;
            }
            for name in listed.names {
                on_file.names.insert(folded(&name), listed.slug.clone());
            }
        }
        Ok(on_file)
    }

    /// From which row of which file a vendor came; a journal that cannot be read says nothing.
    fn origin(&mut self, vendor: VendorId) -> Option<String> {
        let known = self.open.contains_key(&vendor);
        let first = self.read(vendor).ok()?.events.first().map(|event| event.change.clone());
        if !known {
            self.open.remove(&vendor);
        }
        match first {
            Some(Change::VendorAdded(added)) => added.origin.map(|origin| origin.import),
            _ => None,
        }
    }
}

impl CheckedRow {
    /// Whether anything is recorded for it.
    pub const fn is_to_do(&self) -> bool {
        matches!(self.fate, Fate::New | Fate::Begun(_))
    }
}

/// What is on file before an import.
struct OnFile {
    /// What the origin of every row of this file begins with.
    file: String,
    /// Short names by name, in the form in which names are compared.
    names: BTreeMap<String, String>,
    /// The vendors that came from this file, by their origin.
    begun: BTreeMap<String, Dossier>,
}

impl OnFile {
    /// A row with its values read and what will be done with it; `None` where something is wrong with it.
    fn checked(
        &self,
        row: &Row,
        known: OnTheList,
        read: impl Fn(&str, &str) -> Result<(&'static str, Value), Problem>,
        wrong: &mut Wrong,
    ) -> Option<CheckedRow> {
        let number = row.number;
        let before = wrong.faults.len();
        let name = vendor_name(&row.name.text)
            .map_err(|problem| wrong.with(number, row.name.column, &problem))
            .ok();
        let mut tier = None;
        let mut facts = Vec::new();
        for cell in &row.facts {
            match read(cell.fact, &cell.text) {
                Ok(("tier", Value::Word(word))) => tier = Tier::of_word(&word),
                Ok(fact) => facts.push(fact),
                Err(problem) => wrong.with(number, cell.column, &problem),
            }
        }
        let name = name.filter(|_| wrong.faults.len() == before)?;
        let origin = format!("{}{number}", self.file);
        let fate = match (self.begun.get(&origin), self.names.get(&folded(&name))) {
            (Some(begun), _) if begun.retired.is_some() => Fate::Done(begun.id),
            (Some(begun), _) if facts.iter().all(|(field, _)| was_set(begun, field)) => {
                Fate::Done(begun.id)
            }
            (Some(begun), _) => Fate::Begun(begun.id),
            (None, Some(slug)) if known == OnTheList::LeaveOut => Fate::LeftOut(slug.clone()),
            (None, Some(slug)) => {
                wrong.with_listed(number, row.name.column, slug);
                return None;
            }
            (None, None) => Fate::New,
        };
        Some(CheckedRow { number, name, fate, origin, tier, facts })
    }
}

/// Everything that was found wrong with a file.
#[derive(Default)]
struct Wrong {
    faults: Vec<Fault>,
    /// Cells that seem to hold a patient's data.
    doubted: usize,
    /// Rows whose vendor is on the list already.
    listed: usize,
}

impl Wrong {
    fn with(&mut self, row: usize, column: usize, problem: &Problem) {
        let doubted = problem.doubt.is_some();
        self.doubted += usize::from(doubted);
        // What a doubt says to do next, it says once, for the whole file.
        let next = problem.next.iter().filter(|_| !doubted).map(String::as_str);
        let what: Vec<&str> = std::iter::once(problem.summary.as_str()).chain(next).collect();
        self.faults.push(Fault::of_cell(row, column, what.join("; ")));
    }

    fn with_listed(&mut self, row: usize, column: usize, slug: &str) {
        self.listed += 1;
        let what = format!("a vendor of that name is on the list already, as '{slug}'");
        self.faults.push(Fault::of_cell(row, column, what));
    }

    fn with_file(self, path: &Path) -> NotImported {
        let things = if self.faults.len() == 1 { "one thing is" } else { "several things are" };
        let mut problem = Problem::wrong_use(format!("{things} wrong with {}", path.display()))
            .safe("nothing was recorded")
            .next("mend the file and try again; --check looks at it without recording anything");
        if self.listed > 0 {
            problem = problem
                .next("--skip-listed leaves out the rows whose vendor is on the list already");
        }
        if self.doubted > 0 {
            problem = problem.doubt(Doubt::PatientData);
        }
        NotImported { faults: import::limited(self.faults), problem: Box::new(problem) }
    }
}

/// Whether a field of the profile was ever set, also if that was taken back since: then a person has decided about it.
fn was_set(dossier: &Dossier, field: &str) -> bool {
    let sets = |change: &Change| matches!(change, Change::VendorSet(set) if set.field == field);
    dossier.events.iter().any(|event| sets(&event.change))
}

fn stopped(canceled: Canceled, done: usize, all: usize) -> Problem {
    let safe = format!(
        "{done} of {all} vendors were recorded in full before that, and nothing of the others"
    );
    Problem::canceled(canceled)
        .safe(safe)
        .next("import the same file again: what is recorded is passed over, the rest is added")
}

fn cut_off(problem: Problem, done: usize, all: usize) -> Problem {
    let before = format!("{done} of {all} vendors were recorded in full before that");
    let safe =
        problem.safe.as_ref().map_or_else(|| before.clone(), |safe| format!("{before}; {safe}"));
    problem
        .safe(safe)
        .next("import the same file again once that is mended: what is recorded is passed over, the rest is added")
}
