//! The binder that is handed over: a folder with the report, the copies of the exhibits, a manifest, digests and an index page.
//!
//! It is put together beside its place and given its name whole. What a copy's bytes are is found out while they are copied: none goes out
//! that is not what was taken, and each that does not is named with the reason.

mod contents;
mod folder;

use std::path::{Path, PathBuf};

use super::Desk;
use super::printing::{Target, Written};
use super::reporting::{Kind, Wanted, letter_numbered};
use crate::domain::dossier::Dossier;
use crate::domain::event::Edition;
use crate::domain::exhibit::{Exhibit, ExhibitNo, HeldBack, Holding, speaks_of_counsel};
use crate::domain::id::Digest;
use crate::export::binder::Binder;
use crate::problem::{Doubt, Problem};
use crate::progress::Progress;
use crate::report::model::Report;
use crate::store::atomic::Overwrite;
use crate::store::vault::Health;
pub(super) use folder::known;

/// Which binder is wanted, and where.
#[derive(Clone, Debug)]
pub struct Binding<'a> {
    /// The report in it.
    pub wanted: Wanted,
    /// The folder to make.
    pub folder: &'a Path,
    /// Whether a binder that is there may be replaced; anything else never is.
    pub overwrite: Overwrite,
    /// The doubts to which a person said yes.
    pub sure_of: &'a [Doubt],
}

/// A binder that was written.
#[derive(Clone, Debug)]
pub struct Bound {
    /// Where.
    pub folder: PathBuf,
    /// The report in it.
    pub report: Written,
    /// What is in it, and what is not.
    pub binder: Binder,
    /// The digest of its manifest.
    pub manifest: Digest,
    /// How many files it has.
    pub files: usize,
    /// Bytes in them.
    pub bytes: u64,
    /// The exhibits in it whose title or file name speaks of counsel, for a person to look at before it goes out.
    pub of_counsel: Vec<ExhibitNo>,
}

impl Desk {
    /// Makes a binder, and notes in the vendor's journal that its report was written. Never leaves half a folder.
    ///
    /// # Errors
    /// As [`Self::write_report`]; something else than a binder is in the folder's place; the folder would lie in the record's; a copy
    /// disappeared meanwhile.
    pub fn bind(
        &mut self,
        binding: &Binding<'_>,
        progress: &mut dyn Progress,
    ) -> Result<Bound, Problem> {
        let Binding { wanted, folder, .. } = binding;
        doubt_internal(wanted.edition, binding.sure_of)?;
        self.may_stand_there(folder, binding.overwrite)?;
        let name = self.report_name(wanted)?;
        let report_path = folder.join(&name);
        self.noted(wanted, &report_path, |desk, report| {
            let mut bound = desk.put_together(binding, &name, report, progress)?;
            let dossier = desk.read(wanted.vendor)?;
            let inside =
                bound.binder.inside().filter_map(|(item, _)| dossier.exhibits.get(&item.no));
            let of_counsel = inside.filter(|exhibit| speaks_of_counsel(exhibit));
            bound.of_counsel = of_counsel.map(|exhibit| exhibit.no).collect();
            Ok((bound.report.sha256, bound))
        })
    }

    /// The exhibits that a report lists, by their numbers: all of them; those that answer the letter, where it is about one.
    pub(super) fn exhibits_of<'d>(
        &'d self,
        dossier: &'d Dossier,
        kind: Kind,
    ) -> Result<Vec<&'d Exhibit>, Problem> {
        let Kind::Inquiry(no) = kind else { return Ok(dossier.exhibits.values().collect()) };
        let letter = letter_numbered(dossier, no)?;
        Ok(letter.answering(&self.standings(dossier), dossier))
    }

    /// Refuses to leave out what would not be in it: a number that was mistyped would let the wrong one out.
    pub(super) fn knows_what_is_left_out(
        &self,
        dossier: &Dossier,
        wanted: &Wanted,
    ) -> Result<(), Problem> {
        if wanted.without.is_empty() {
            return Ok(());
        }
        let exhibits = self.exhibits_of(dossier, wanted.kind)?;
        let is_in = |no: ExhibitNo| exhibits.iter().any(|exhibit| exhibit.no == no);
        match wanted.without.iter().find(|(no, _)| !is_in(*no)) {
            None => Ok(()),
            Some((no, _)) => Err(Problem::wrong_use(format!("exhibit {no} would not be in it"))
                .safe("nothing was written")
                .next(format!("see the exhibits: proofbook evidence list {}", dossier.slug))),
        }
    }

    /// What keeps an exhibit's copy from going out; its bytes are read to find out.
    pub(super) fn held_back(&self, exhibit: &Exhibit) -> Result<Option<HeldBack>, Problem> {
        let held_back = HeldBack::by_the_record(exhibit);
        let (None, Holding::Vault { sha256, .. }) = (&held_back, &exhibit.holding) else {
            return Ok(held_back);
        };
        Ok(match self.store()?.vault().check(*sha256)? {
            Health::Same => None,
            Health::Damaged => Some(HeldBack::Damaged),
            Health::Missing => Some(HeldBack::NotInThisCopy),
        })
    }

    /// Writes the report into the folder that becomes the binder.
    fn print_into(
        &self,
        folder: &Path,
        name: &str,
        binding: &Binding<'_>,
        report: &mut Report,
        progress: &mut dyn Progress,
    ) -> Result<Written, Problem> {
        let path = folder.join(name);
        let target = Target { path: &path, overwrite: Overwrite::No, paper: binding.wanted.paper };
        let written = self.print(report, target, progress).map_err(|problem| {
            // The folder has not got its name yet; what is told is where it was to be.
            let was_to_be = binding.folder.join(name).display().to_string();
            let summary = problem.summary.replace(&path.display().to_string(), &was_to_be);
            Problem { summary, ..problem }
        })?;
        Ok(Written { path: binding.folder.join(name), ..written })
    }
}

/// The internal edition holds what stays in the building, so it is asked about once.
fn doubt_internal(edition: Edition, sure_of: &[Doubt]) -> Result<(), Problem> {
    if edition != Edition::Internal || sure_of.contains(&Doubt::InternalEdition) {
        return Ok(());
    }
    Err(Problem::wrong_use(
        "a binder is made to be handed over, and the internal edition holds the gaps, the remedies and counsel's notes",
    )
    .safe("nothing was written")
    .next("leave out --edition internal: the produced edition is meant for it")
    .next("if the internal edition is to go into it, say yes")
    .doubt(Doubt::InternalEdition))
}
