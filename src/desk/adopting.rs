//! Which questions are in force: a bank is adopted as an event, with its files in the vault (rule R5).

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Desk, PROGRAM};
use crate::domain::bank::Bank;
use crate::domain::event::{BankAdopted, BankFile, Subject};
use crate::domain::id::{Digest, QuestionId, VendorId};
use crate::domain::organization::Organization;
use crate::domain::standing::Standing;
use crate::problem::Problem;
use crate::questionnaires::{self, Finding, builtin, own};
use crate::store::StoreError;
use crate::text::many;

/// Question files as they are read and checked: name and bytes.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// A bank that is to come into force with the next event.
pub(super) struct Adoption {
    pub(super) files: Files,
    pub(super) bank: Arc<Bank>,
    /// What is wrong with own files that are no part of it, since they do not go with the shipped ones.
    pub(super) left_out: Vec<Finding>,
    /// Whether it brings the shipped questions of this program, newer than those in force.
    pub(super) is_newer: bool,
    /// The bank before it.
    pub(super) after: Option<Digest>,
}

impl Desk {
    /// The questions that were in force on a day, from the files kept in the vault (rule R5).
    ///
    /// # Errors
    /// A file is missing from the vault or damaged, or this version of the program cannot read it.
    pub fn bank_on(&self, day: Date) -> Result<Arc<Bank>, Problem> {
        self.organization
            .bank_on(day)
            .map_or_else(|| Ok(self.bank.clone()), |adopted| Ok(self.bank_of(adopted)?.0))
    }

    /// Takes the bank that is in force today; reading adopts nothing.
    pub(super) fn take_bank_in_force(&mut self) -> Result<(), Problem> {
        let Some(adopted) = self.organization.bank_on(self.today()).cloned() else { return Ok(()) };
        if adopted.digest != self.bank.digest {
            let (bank, left_out) = self.bank_of(&adopted)?;
            self.bank = bank;
            self.say_what_stays_out(&left_out);
        }
        Ok(())
    }

    /// An adopted bank, with what is wrong with own files that this version of the program cannot read beside the shipped ones.
    pub(super) fn bank_of(
        &self,
        adopted: &BankAdopted,
    ) -> Result<(Arc<Bank>, Vec<Finding>), Problem> {
        if adopted.digest == builtin::digest() {
            return Ok((builtin::bank()?, Vec::new()));
        }
        let files = self.files_in_vault(adopted.files.iter())?;
        let named = adopted.files.iter().map(|file| (file.name.as_str(), file.sha256));
        if questionnaires::digest(named) != adopted.digest {
            return Err(Problem::data(
                "the digest of the questions in force does not match their files",
            )
            .cause(format!("sha-256 {}", adopted.digest))
            .safe("the answers are on disk and untouched")
            .next("restore the data folder from a backup into another one, and compare"));
        }
        let (mut bank, left_out) = own::read(&files).map_err(|findings| {
            Problem::data("the questions in force cannot be read by this version of the program")
                .cause(findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
                .safe("the answers are on disk and untouched")
                .next(format!("use version {} of the program, or a later one", adopted.program))
        })?;
        bank.digest = adopted.digest;
        Ok((Arc::new(bank), left_out))
    }

    pub(super) fn files_in_vault<'f>(
        &self,
        files: impl Iterator<Item = &'f BankFile>,
    ) -> Result<Files, Problem> {
        let vault = self.store()?.vault();
        let mut read = Vec::new();
        for file in files {
            let bytes = match vault.read(file.sha256) {
                Err(StoreError::Damaged { .. }) => None,
                read => read?,
            };
            read.push((file.name.clone(), bytes.ok_or_else(|| missing_file(file))?));
        }
        Ok(read)
    }

    /// Adopts what is due before the next write: the shipped bank of a newer program, own files that changed. Says what joined and how
    /// many standings that moved. An older program never adopts back, and a shipped bank that was in force before is not adopted again.
    pub(super) fn adopt_what_is_due(&mut self) -> Result<(), Problem> {
        self.refuse_in_the_past()?;
        self.look_at_organization()?;
        let due = self.due()?;
        self.say_of_own_files(&due);
        let Some(adoption) = due.adoption else { return Ok(()) };
        let first = self.organization.banks.is_empty();
        let before = if first { BTreeMap::new() } else { self.all_standings()? };
        let bank_before = if first { builtin::bank()? } else { self.bank.clone() };
        self.adopt(&adoption)?;
        if self.bank.digest != adoption.bank.digest {
            // Another program was faster, with other files: what is due now is due with the next event.
            return Ok(());
        }
        self.said.retain(|said| said != super::own_questions::PENDING);
        self.say_what_stays_out(&adoption.left_out);
        let changes = super::own_questions::changes(&bank_before, &adoption.bank);
        let newer = format!("The questions of version {PROGRAM} are in force from now on");
        let news = match (adoption.is_newer && !first, changes) {
            (false, None) if first => return Ok(()),
            (false, None) => {
                "Your own question files were taken anew; no question changed".to_owned()
            }
            (true, None) => newer,
            (false, Some(own)) => {
                format!("Your own questions are in force as they lie in the folder ({own})")
            }
            (true, Some(own)) => format!("{newer}, with changes of your own ({own})"),
        };
        let after = self.all_standings()?;
        let moved =
            before.iter().filter(|(key, standing)| after.get(*key) != Some(*standing)).count();
        self.said.push(format!("{news}; {} moved.", many(moved, "standing")));
        Ok(())
    }

    /// The bank that is in force once the next event is recorded.
    pub(super) fn bank_to_record_under(&mut self) -> Result<Arc<Bank>, Problem> {
        let due = self.due()?;
        Ok(due.adoption.map_or_else(|| self.bank.clone(), |adoption| adoption.bank.clone()))
    }

    fn adopt(&mut self, adoption: &Adoption) -> Result<(), Problem> {
        let vault = self.store()?.vault();
        let mut files = Vec::new();
        for (name, bytes) in &adoption.files {
            let stored = vault.put_bytes(bytes)?;
            files.push(BankFile { name: name.clone(), sha256: stored.sha256 });
        }
        let after = adoption.after;
        self.record_ours_unless(
            |organization| in_force(organization).map(|last| last.digest) != after,
            BankAdopted {
                digest: adoption.bank.digest,
                files,
                law_seen_on: adoption.bank.law_seen_on,
                program: PROGRAM.to_owned(),
            }
            .into(),
        )?;
        self.take_bank_in_force()
    }

    fn all_standings(
        &mut self,
    ) -> Result<BTreeMap<(VendorId, Subject, QuestionId), Standing>, Problem> {
        let mut all = BTreeMap::new();
        for listed in self.listed()? {
            // Nothing is known to move where a journal cannot be read; the list says so.
            let Ok(dossier) = self.read(listed.id).cloned() else { continue };
            let standings = self.standings(&dossier);
            for stand in standings.all() {
                let key = (listed.id, stand.subject, stand.question.id.clone());
                all.insert(key, stand.standing);
            }
        }
        Ok(all)
    }
}

/// The bank adopted last.
pub(super) fn in_force(organization: &Organization) -> Option<&BankAdopted> {
    organization.banks.last().map(|(_, bank)| bank)
}

/// Whether the shipped bank is to be adopted: none is in force yet, or an older program's is and this one never was.
///
/// A program that adopts own files keeps the shipped ones in force, also those of a newer program: so what counts is who brought those.
pub(super) fn adopts(organization: &Organization) -> bool {
    let digest = builtin::digest();
    let banks = || organization.banks.iter().map(|(_, bank)| bank);
    let known = banks().any(|bank| shipped_digest(bank) == digest);
    let brought_by = in_force(organization).and_then(|last| {
        let shipped = shipped_digest(last);
        banks().find(|bank| shipped_digest(bank) == shipped)
    });
    !known && brought_by.is_none_or(|first| version(&first.program) <= version(PROGRAM))
}

/// The digest over the shipped files of an adopted bank.
fn shipped_digest(bank: &BankAdopted) -> Digest {
    if bank.files.iter().any(|file| own::is_own(&file.name)) {
        let shipped = bank.files.iter().filter(|file| !own::is_own(&file.name));
        questionnaires::digest(shipped.map(|file| (file.name.as_str(), file.sha256)))
    } else {
        bank.digest
    }
}

fn missing_file(file: &BankFile) -> Problem {
    Problem::data(format!("the question file {} is missing from the vault, or damaged", file.name))
        .cause(format!("sha-256 {}", file.sha256))
        .safe("the answers are on disk and untouched")
        .next("restore the vault from a backup")
}

/// Major, minor and patch of a version.
fn version(text: &str) -> Vec<u64> {
    text.split(['.', '-']).map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_compared_by_number() {
        assert!(version("0.10.0") > version("0.9.9"));
        assert!(version("1.0.0") > version("0.99.0"));
    }
}
