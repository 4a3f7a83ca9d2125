//! Long work: what is written outside of the record, what is read again in whole, and lists of vendors. Each is carried out at any desk, the
//! one behind the screens or one in a thread of its own.

use std::path::{Path, PathBuf};

use super::paths;
use crate::app::effect::{Effect, Overwrite};
use crate::app::message::Message;
use crate::desk::{
    Binding, Checked, CheckedRow, Desk, Fate, Finding, NotImported, OnTheList, Wanted,
    WantedPortfolio,
};
use crate::domain::event::{CopyState, Edition};
use crate::domain::id::{Digest, VendorId};
use crate::domain::reporting::Kind;
use crate::problem::{Doubt, Problem};
use crate::progress::Progress;
use crate::report::model::Setting;
use crate::store::atomic;
use crate::text::many;

/// How many rows, or faults, of a list are named; the others are counted.
const NAMED: usize = 3;
/// How many of the vendors that a list would add are named before it is imported.
const NAMED_FIRST: usize = 6;

/// A piece of long work.
#[derive(Clone, Debug)]
pub(super) enum Task {
    /// Write a report.
    Report { wanted: Wanted, path: PathBuf, overwrite: Overwrite },
    /// Make a binder.
    Binder { vendor: VendorId, kind: Kind, folder: PathBuf },
    /// Write the report over all vendors.
    Portfolio { path: PathBuf, overwrite: Overwrite },
    /// Read every copy of a vendor's exhibits.
    Copies(VendorId),
    /// Look at a list of vendors.
    CheckList { path: PathBuf, sure_of: Vec<Doubt> },
    /// Record the vendors of a list.
    ImportList { path: PathBuf, file: Digest, sure_of: Vec<Doubt> },
}

impl Task {
    /// The work that an effect asks for, if it is long; `reports` is where a report of a bare name goes.
    pub(super) fn of(effect: &Effect, reports: &Path) -> Option<Self> {
        Some(match effect.clone() {
            Effect::WriteReport { vendor, kind, edition, path, overwrite, setting } => {
                let wanted = Wanted {
                    kind,
                    paper: setting.paper,
                    header: setting.header,
                    ..Wanted::about(vendor, edition)
                };
                Self::Report { wanted, path: paths::of_home(&path), overwrite }
            }
            Effect::MakeBinder { vendor, kind, path } => {
                Self::Binder { vendor, kind, folder: paths::of_home(&path) }
            }
            Effect::WritePortfolio { path, overwrite } => {
                let path = paths::of_home(&path);
                // A name alone goes where reports are offered to be written.
                let alone = path.parent().is_none_or(|folder| folder.as_os_str().is_empty());
                let path = if alone { reports.join(path) } else { path };
                Self::Portfolio { path, overwrite }
            }
            Effect::VerifyExhibits(vendor) => Self::Copies(vendor),
            Effect::CheckList { path, sure_of } => {
                Self::CheckList { path: paths::of_home(&path), sure_of }
            }
            Effect::ImportList { path, file, sure_of } => {
                Self::ImportList { path: paths::of_home(&path), file, sure_of }
            }
            _ => return None,
        })
    }

    /// What is done, in a few words.
    pub(super) const fn what(&self) -> &'static str {
        match self {
            Self::Report { .. } => "writing the report",
            Self::Binder { .. } => "making the binder",
            Self::Portfolio { .. } => "writing the portfolio",
            Self::Copies(_) => "verifying the copies",
            Self::CheckList { .. } => "reading the list of vendors",
            Self::ImportList { .. } => "importing the list of vendors",
        }
    }

    /// The file that would have to be replaced, which is asked about before anything is done.
    pub(super) fn in_the_way(&self) -> Option<Message> {
        let (path, overwrite, setting) = match self {
            Self::Report { wanted, path, overwrite } => {
                let setting = Setting { paper: wanted.paper, header: wanted.header.clone() };
                (path, overwrite, setting)
            }
            Self::Portfolio { path, overwrite } => (path, overwrite, Setting::default()),
            _ => return None,
        };
        let asks = *overwrite == Overwrite::Ask && path.exists();
        asks.then(|| Message::FileExists { path: path.clone(), setting })
    }

    /// The vendor in whose record it is noted; nothing where it is noted in ours, or adds vendors.
    pub(super) const fn vendor(&self) -> Option<VendorId> {
        match self {
            Self::Report { wanted, .. } => Some(wanted.vendor),
            Self::Binder { vendor, .. } | Self::Copies(vendor) => Some(*vendor),
            Self::Portfolio { .. } | Self::CheckList { .. } | Self::ImportList { .. } => None,
        }
    }

    /// Carries it out; says what was made.
    pub(super) fn carry_out(
        &self,
        desk: &mut Desk,
        progress: &mut dyn Progress,
    ) -> Result<Message, Problem> {
        Ok(match self {
            Self::Report { wanted, path, overwrite } => {
                let written = desk.write_report(wanted, path, agreed(*overwrite), progress)?;
                Message::ReportWritten { path: written.path }
            }
            Self::Binder { vendor, kind, folder } => {
                let binding = Binding {
                    wanted: Wanted { kind: *kind, ..Wanted::about(*vendor, Edition::Produced) },
                    folder,
                    overwrite: atomic::Overwrite::No,
                    sure_of: &[],
                };
                let bound = desk.bind(&binding, progress)?;
                let missing = bound.binder.missing().count();
                Message::BinderMade { path: bound.folder, missing }
            }
            Self::Portfolio { path, overwrite } => {
                let wanted = WantedPortfolio::of_all(Edition::Internal);
                let overwrite = agreed(*overwrite);
                let (written, _) = desk.write_portfolio(&wanted, path, overwrite, progress)?;
                Message::ReportWritten { path: written.path }
            }
            Self::Copies(vendor) => {
                let found = desk.check_exhibits_watched(*vendor, progress)?;
                Message::Said(found_in_words(
                    found.iter().map(|one| (one.no.to_string(), one.finding)),
                ))
            }
            Self::CheckList { path, sure_of } => {
                let checked = looked_at(desk, path, sure_of)?;
                if !checked.rows.iter().any(CheckedRow::is_to_do) {
                    return Err(nothing_to_add(&checked, path));
                }
                Message::ListChecked {
                    lines: would_add(&checked, path),
                    then: Box::new(Effect::ImportList {
                        path: path.clone(),
                        file: checked.file,
                        sure_of: sure_of.clone(),
                    }),
                }
            }
            Self::ImportList { path, file, sure_of } => {
                let checked = looked_at(desk, path, sure_of)?;
                if checked.file != *file {
                    return Err(Problem::wrong_use(format!(
                        "{} was changed since it was looked at",
                        path.display()
                    ))
                    .safe("nothing was recorded")
                    .next("import it again, and see what it would add now"));
                }
                desk.import_vendors_watched(&checked, progress)?;
                Message::Imported {
                    added: count(&checked, |fate| matches!(fate, Fate::New)),
                    completed: count(&checked, |fate| matches!(fate, Fate::Begun(_))),
                }
            }
        })
    }
}

/// Whether a file may be replaced, once it is known that none is there or that somebody agreed.
const fn agreed(overwrite: Overwrite) -> atomic::Overwrite {
    match overwrite {
        Overwrite::Ask => atomic::Overwrite::No,
        Overwrite::Agreed => atomic::Overwrite::Yes,
    }
}

/// "3 copies read again: all as they were taken", or which are not.
fn found_in_words(found: impl Iterator<Item = (String, Finding)>) -> String {
    let (mut same, mut damaged, mut missing) = (0_usize, Vec::new(), Vec::new());
    for (no, finding) in found {
        match finding {
            Finding::HeldElsewhere => {}
            Finding::Copy(CopyState::Damaged) => damaged.push(no),
            Finding::Copy(CopyState::Missing) => missing.push(no),
            Finding::Copy(_) => same += 1,
        }
    }
    if same + damaged.len() + missing.len() == 0 {
        return "No exhibit of this vendor has a copy here to read.".to_owned();
    }
    let copies = if same == 1 { "1 copy is".to_owned() } else { format!("{same} copies are") };
    let mut words = vec![format!("{copies} as taken")];
    let mut named = |nos: &[String], what: &str| {
        if !nos.is_empty() {
            words.push(format!("{what}: {}", nos.join(", ")));
        }
    };
    named(&damaged, "DAMAGED");
    named(&missing, "MISSING");
    format!("Verified. {}.", words.join("; "))
}

/// A list as it may be imported; what is wrong with it is told with the first of its faults.
fn looked_at(desk: &mut Desk, path: &Path, sure_of: &[Doubt]) -> Result<Checked, Problem> {
    desk.check_import(path, OnTheList::LeaveOut, sure_of).map_err(|refused| {
        let NotImported { faults, problem } = refused;
        if faults.is_empty() {
            return *problem;
        }
        let mut named: Vec<String> = faults.iter().take(NAMED).map(ToString::to_string).collect();
        if faults.len() > NAMED {
            named.push(format!("and {} more", faults.len() - NAMED));
        }
        let summary = format!("{}: {}", problem.summary, named.join("; "));
        let lists_all = "`proofbook vendor import FILE --check` lists everything that is wrong";
        let next = vec!["mend the file and import it again".to_owned(), lists_all.to_owned()];
        Problem { summary, next, ..*problem }
    })
}

fn count(checked: &Checked, wanted: impl Fn(&Fate) -> bool) -> usize {
    checked.rows.iter().filter(|row| wanted(&row.fate)).count()
}

/// What a list would add, a line each.
fn would_add(checked: &Checked, path: &Path) -> Vec<String> {
    let new = count(checked, |fate| matches!(fate, Fate::New));
    let begun = count(checked, |fate| matches!(fate, Fate::Begun(_)));
    let mut lines = vec![format!("{} adds {}.", path.display(), many(new, "vendor"))];
    if begun > 0 {
        lines.push(format!(
            "{} of it is completed: an import of it had begun.",
            many(begun, "vendor")
        ));
    }
    lines.extend(new_by_name(checked));
    lines.extend(there_already(checked));
    lines.extend(checked.remarks.iter().cloned());
    lines
}

/// The first vendors that would be added, with their tiers, and how many more.
fn new_by_name(checked: &Checked) -> Option<String> {
    let new: Vec<&CheckedRow> =
        checked.rows.iter().filter(|row| matches!(row.fate, Fate::New)).collect();
    let named = |row: &&CheckedRow| {
        let tier = row.tier().map_or("no tier", |tier| tier.word());
        format!("{} ({tier})", row.name)
    };
    let mut names: Vec<String> = new.iter().take(NAMED_FIRST).map(named).collect();
    if new.len() > NAMED_FIRST {
        names.push(format!("and {} more", new.len() - NAMED_FIRST));
    }
    (!names.is_empty()).then(|| format!("New: {}.", names.join(", ")))
}

fn nothing_to_add(checked: &Checked, path: &Path) -> Problem {
    let problem = Problem::wrong_use(format!("no vendor in {} is new", path.display()));
    let there = there_already(checked).unwrap_or_else(|| "the list has no rows".to_owned());
    problem.cause(there).safe("nothing was recorded").next("choose another file")
}

/// The rows that are left out, the first of them by name.
fn there_already(checked: &Checked) -> Option<String> {
    let there: Vec<String> = checked
        .rows
        .iter()
        .filter(|row| !row.is_to_do())
        .map(|row| format!("'{}' (row {})", row.name, row.number))
        .collect();
    let more = match there.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named = there.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let are = if there.len() == 1 { "is" } else { "are" };
    (!there.is_empty())
        .then(|| format!("{} {are} on the list already and left out: {named}{more}.", there.len()))
}
