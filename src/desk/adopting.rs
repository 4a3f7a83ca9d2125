//! Which questions are in force: a bank is adopted as an event, with its files in the vault (rule R5).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Desk, PROGRAM};
use crate::domain::bank::Bank;
use crate::domain::event::{BankAdopted, BankFile};
use crate::domain::id::QuestionId;
use crate::domain::organization::Organization;
use crate::domain::standing::Standing;
use crate::problem::Problem;
use crate::questionnaires::{self, builtin};
use crate::store::StoreError;

impl Desk {
    /// Takes the bank that is in force today; reading adopts nothing.
    pub(super) fn take_bank_in_force(&mut self) -> Result<(), Problem> {
        let Some(adopted) = self.organization.bank_on(self.today()).cloned() else { return Ok(()) };
        if adopted.digest == builtin::digest() {
            self.bank = builtin::bank()?;
        } else if adopted.digest != self.bank.digest {
            self.bank = Arc::new(self.bank_in_vault(&adopted)?);
        }
        Ok(())
    }

    fn bank_in_vault(&self, adopted: &BankAdopted) -> Result<Bank, Problem> {
        let vault = self.store()?.vault();
        let mut files = Vec::new();
        for file in &adopted.files {
            let bytes = match vault.read(file.sha256) {
                Err(StoreError::Damaged { .. }) => None,
                read => read?,
            };
            files.push((file.name.clone(), bytes.ok_or_else(|| missing_file(file))?));
        }
        let named = adopted.files.iter().map(|file| (file.name.as_str(), file.sha256));
        if questionnaires::digest(named) != adopted.digest {
            return Err(Problem::data(
                "the digest of the questions in force does not match their files",
            )
            .cause(format!("sha-256 {}", adopted.digest))
            .safe("the answers are on disk and untouched")
            .next("restore the data folder from a backup into another one, and compare"));
        }
        questionnaires::read(&files).map_err(|findings| {
            Problem::data("the questions in force cannot be read by this version of the program")
                .cause(findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
                .safe("the answers are on disk and untouched")
                .next(format!("use version {} of the program, or a later one", adopted.program))
        })
    }

    /// Adopts the shipped bank before the first write of a newer program; says how many standings that moved. An older program never
    /// adopts back, and a bank that was in force before is not adopted again.
    pub(super) fn adopt_newer_bank(&mut self) -> Result<(), Problem> {
        self.look_at_organization()?;
        if !adopts(&self.organization) {
            return Ok(());
        }
        if self.organization.banks.is_empty() {
            return self.adopt_shipped_bank();
        }
        let before = self.all_standings()?;
        self.adopt_shipped_bank()?;
        let after = self.all_standings()?;
        let moved =
            before.iter().filter(|(key, standing)| after.get(*key) != Some(*standing)).count();
        self.said.push(format!(
            "The questions of version {PROGRAM} are in force from now on; {moved} standing{} moved.",
            if moved == 1 { "" } else { "s" }
        ));
        Ok(())
    }

    /// The bank that is in force once the next event is recorded.
    pub(super) fn bank_to_record_under(&self) -> Result<Arc<Bank>, Problem> {
        if adopts(&self.organization) { builtin::bank() } else { Ok(self.bank.clone()) }
    }

    pub(super) fn adopt_shipped_bank(&mut self) -> Result<(), Problem> {
        let vault = self.store()?.vault();
        let mut files = Vec::new();
        for (name, text) in builtin::files() {
            let stored = vault.put_bytes(text.as_bytes())?;
            files.push(BankFile { name: (*name).to_owned(), sha256: stored.sha256 });
        }
        let bank = builtin::bank()?;
        self.record_ours_unless(
            |organization| !adopts(organization),
            BankAdopted {
                digest: builtin::digest(),
                files,
                law_seen_on: bank.law_seen_on,
                program: PROGRAM.to_owned(),
            }
            .into(),
        )?;
        self.take_bank_in_force()
    }

    fn all_standings(
        &mut self,
    ) -> Result<BTreeMap<(crate::domain::id::VendorId, QuestionId), Standing>, Problem> {
        let mut all = BTreeMap::new();
        for listed in self.listed()? {
            // Nothing is known to move where a journal cannot be read; the list says so.
            let Ok(dossier) = self.read(listed.id).cloned() else { continue };
            let standings = self.standings(&dossier);
            for stand in standings.iter() {
                all.insert((listed.id, stand.question.id.clone()), stand.standing);
            }
        }
        Ok(all)
    }
}

/// Whether the shipped bank is to be adopted: none is in force yet, or an older program's is and this one never was.
fn adopts(organization: &Organization) -> bool {
    let digest = builtin::digest();
    let known = organization.banks.iter().any(|(_, bank)| bank.digest == digest);
    let last = organization.banks.last();
    !known && last.is_none_or(|(_, last)| version(&last.program) <= version(PROGRAM))
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
