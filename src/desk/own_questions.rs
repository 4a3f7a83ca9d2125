//! The user's own question files: whether they may join the bank, what becomes of it, and what is said (rule R5).
//!
//! The folder joins as a whole or not at all: while anything in it is wrong, what was adopted last stays in force.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::Desk;
use super::adopting::{Adoption, Files, adopts, in_force};
use crate::domain::bank::{Bank, Source};
use crate::domain::event::BankFile;
use crate::domain::id::Digest;
use crate::problem::Problem;
use crate::questionnaires::{self, Finding, Weight, builtin, own};
use crate::store::own_questions::OwnFiles;
use crate::store::paths::Paths;
use crate::text::many;

/// Said while own files that are right are not in force yet.
pub(super) const PENDING: &str = "Your own question files have changed: they come into force with the next thing that is recorded, or now with \
     'proofbook questionnaire adopt'.";

/// What comes into force with the next event, worked out for one adopted bank and one state of the folder.
#[derive(Clone)]
pub(super) struct Due {
    known_for: (usize, Option<Digest>, Digest),
    pub(super) adoption: Option<Arc<Adoption>>,
    /// What a person should hear of their own files while nothing is recorded.
    told: Option<String>,
}

/// The user's own question files as they lie in the data folder now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCheck {
    /// The folder in which they lie, or would.
    pub folder: PathBuf,
    /// How many there are.
    pub files: usize,
    /// What is wrong with them beside the shipped ones; their names are below the data folder.
    pub findings: Vec<Finding>,
    /// Whether they are in force.
    pub state: OwnState,
}

/// Whether own question files are in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnState {
    /// What lies in the folder is what was adopted.
    InForce,
    /// They come into force with the next event.
    Pending,
    /// Something is wrong with them: what was adopted last stays in force.
    Refused,
}

impl Desk {
    /// Checks the user's own question files beside the shipped ones.
    ///
    /// # Errors
    /// The shipped questions in force cannot be read.
    pub fn check_own_questions(&mut self) -> Result<OwnCheck, Problem> {
        // Whoever asks is told everything; one line less is said.
        self.said.retain(|said| Some(said) != self.told_of_own.as_ref());
        let disk = self.own_files();
        let mut findings = findings_of(&self.shipped_in_force()?, &disk);
        findings.extend(own::unraised(&self.bank, &disk.files));
        findings.sort_by(|one, other| one.place.cmp(&other.place));
        let state = if is_refused(&findings) {
            OwnState::Refused
        } else if is_same(&disk, &self.adopted_own()) {
            OwnState::InForce
        } else {
            OwnState::Pending
        };
        let folder = Paths::new(&self.seat.folder).own_questions();
        Ok(OwnCheck { folder, files: disk.files.len(), findings, state })
    }

    /// Adopts own question files now instead of with the next event; whether anything came into force by that.
    ///
    /// # Errors
    /// Something is wrong with them, there is no record, or the disk refused.
    pub fn adopt_own_questions(&mut self) -> Result<bool, Problem> {
        self.writable()?;
        let OwnCheck { findings, .. } = self.check_own_questions()?;
        if is_refused(&findings) {
            let wrong = findings.iter().filter(|finding| finding.weight != Weight::Note).count();
            return Err(Problem::wrong_use(format!(
                "your own question files have {}",
                many(wrong, "problem")
            ))
            .safe("the questions in force are as they were")
            .next("see them: proofbook questionnaire check"));
        }
        let before = self.bank.digest;
        self.adopt_what_is_due()?;
        Ok(self.bank.digest != before)
    }

    /// Looks at own files when a record is opened, and says what a person should hear of them. Adopts nothing.
    pub(super) fn look_at_own_files(&mut self) {
        // What keeps it from being worked out is said where something is to be recorded.
        if let Ok(due) = self.due() {
            self.say_of_own_files(&due);
        }
    }

    /// What comes into force with the next event.
    pub(super) fn due(&mut self) -> Result<Due, Problem> {
        let disk = self.own_files();
        let last = in_force(&self.organization).map(|bank| bank.digest);
        let known_for = (self.organization.banks.len(), last, disk.digest());
        match &self.due {
            Some(due) if due.known_for == known_for => Ok(due.clone()),
            _ => {
                let (adoption, told) = self.work_out(disk, last)?;
                let due = Due { known_for, adoption: adoption.map(Arc::new), told };
                self.due = Some(due.clone());
                Ok(due)
            }
        }
    }

    fn work_out(
        &self,
        disk: OwnFiles,
        last: Option<Digest>,
    ) -> Result<(Option<Adoption>, Option<String>), Problem> {
        let is_newer = adopts(&self.organization);
        let adopted = self.adopted_own();
        let is_same = is_same(&disk, &adopted);
        if is_same && !is_newer {
            return Ok((None, None));
        }
        let shipped = self.shipped_in_force()?;
        let findings = if is_same { Vec::new() } else { findings_of(&shipped, &disk) };
        let refused = is_refused(&findings);
        let told = if refused {
            Some(refusal(&findings, &adopted))
        } else {
            (!is_same).then(|| PENDING.to_owned())
        };
        if refused && !is_newer {
            return Ok((None, told));
        }
        let own = if refused { self.files_in_vault(adopted.iter())? } else { disk.files };
        let adoption = joined([shipped, own].concat(), is_newer, last)?;
        // Where all that changed is left out again, there is nothing to record.
        Ok((Some(adoption).filter(|adoption| Some(adoption.bank.digest) != last), told))
    }

    fn own_files(&self) -> OwnFiles {
        OwnFiles::read(&*self.seat.io, &self.seat.folder)
    }

    /// The own files of the bank adopted last.
    fn adopted_own(&self) -> Vec<BankFile> {
        let adopted = in_force(&self.organization).map(|bank| bank.files.iter());
        adopted.into_iter().flatten().filter(|file| own::is_own(&file.name)).cloned().collect()
    }

    /// The shipped files that are in force once the next event is recorded.
    fn shipped_in_force(&self) -> Result<Files, Problem> {
        match in_force(&self.organization) {
            Some(last) if !adopts(&self.organization) => {
                self.files_in_vault(last.files.iter().filter(|file| !own::is_own(&file.name)))
            }
            _ => Ok(builtin::owned()),
        }
    }

    pub(super) fn say_of_own_files(&mut self, due: &Due) {
        if due.told != self.told_of_own {
            self.told_of_own.clone_from(&due.told);
            self.said.extend(due.told.clone());
        }
    }

    /// Names the own files that do not go with the shipped questions any more.
    pub(super) fn say_what_stays_out(&mut self, left_out: &[Finding]) {
        for finding in left_out {
            self.say_once(format!(
                "{} is not in force: {finding}. The answers to its questions are kept. Mend it, and see \
                 'proofbook questionnaire check'.",
                finding.place.file
            ));
        }
    }
}

/// A bank of these files, without own ones that do not go with the shipped ones.
fn joined(mut files: Files, is_newer: bool, after: Option<Digest>) -> Result<Adoption, Problem> {
    let (bank, left_out) = own::read(&files).map_err(|findings| {
        Problem::bug("the shipped questions cannot be read").cause(questionnaires::list(&findings))
    })?;
    files.retain(|(name, _)| !left_out.iter().any(|finding| *finding.place.file == **name));
    Ok(Adoption { files, bank: Arc::new(bank), left_out, is_newer, after })
}

/// Everything wrong with what lies in the folder. What can be read at all is judged only where all of it can be read.
fn findings_of(shipped: &Files, disk: &OwnFiles) -> Vec<Finding> {
    let mut findings = disk.findings.clone();
    if disk.is_readable() {
        findings.extend(own::check(shipped, &disk.files));
    }
    findings
}

fn is_refused(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.weight != Weight::Note)
}

/// Whether the files in the folder are those adopted last.
fn is_same(disk: &OwnFiles, adopted: &[BankFile]) -> bool {
    disk.is_readable()
        && disk.files.len() == adopted.len()
        && disk.files.iter().all(|(name, bytes)| {
            let sha256 = Digest::of(bytes);
            adopted.iter().any(|file| file.name == *name && file.sha256 == sha256)
        })
}

fn refusal(findings: &[Finding], adopted: &[BankFile]) -> String {
    let wrong = findings.iter().filter(|finding| finding.weight != Weight::Note).count();
    let stays = if adopted.is_empty() {
        "none of them is in force"
    } else {
        "those adopted before stay in force"
    };
    format!(
        "Your own question files have {}; {stays}. See 'proofbook questionnaire check'.",
        many(wrong, "problem")
    )
}

/// What became of own questions and questionnaires from one bank to the next; `None` where nothing did.
pub(super) fn changes(before: &Bank, after: &Bank) -> Option<String> {
    fn own<'b, T>(all: &'b [T], id: impl Fn(&'b T) -> &'b str) -> Vec<(&'b str, &'b T)> {
        let named = all.iter().map(|one| (id(one), one));
        named.filter(|(id, _)| Source::of(id) == Source::Own).collect()
    }
    fn told<T: PartialEq>(what: &str, before: &[(&str, &T)], after: &[(&str, &T)]) -> Vec<String> {
        let of = |all: &[(&str, &T)], id: &str| all.iter().any(|(other, _)| *other == id);
        let joined = after.iter().filter(|(id, _)| !of(before, id)).count();
        let left = before.iter().filter(|(id, _)| !of(after, id)).count();
        let kept = after.iter().filter(|(id, _)| of(before, id));
        let changed = kept.filter(|one| !before.contains(one)).count();
        [(joined, "joined"), (changed, "changed"), (left, "taken out")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{} {word}", many(count, what)))
            .collect()
    }
    let question =
        |one| own(one, |question: &crate::domain::question::Question| question.id.as_str());
    let view =
        |one| own(one, |view: &crate::domain::questionnaire::Questionnaire| view.id.as_str());
    let mut all = told("question", &question(before.questions()), &question(after.questions()));
    all.extend(told("questionnaire", &view(&before.questionnaires), &view(&after.questionnaires)));
    (!all.is_empty()).then(|| all.join(", "))
}
