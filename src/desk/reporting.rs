//! Reports: made from everything on file, written to a file of their own, and noted in the vendor's journal.

mod chosen;

use std::collections::BTreeMap;
use std::path::Path;

use super::printing::{Target, Written};
use super::{Desk, check, not_open};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Edition, JournalHead, ReportWritten};
use crate::domain::exhibit::{ExhibitNo, HeldBack};
use crate::domain::id::{Digest, VendorId};
use crate::domain::inquiry::{Inquiry, InquiryNo};
pub use crate::domain::reporting::Kind;
use crate::domain::withholding;
use crate::problem::Problem;
use crate::progress::Progress;
pub use crate::report::model::{HeaderLine, PaperSize};
use crate::report::{build, model::Report};
use crate::store::JournalName;
use crate::store::atomic::Overwrite;
use crate::text::naming;

/// Which report is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The vendor.
    pub vendor: VendorId,
    /// The questionnaire; that of record, where none is named (rule R16).
    pub questionnaire: Option<String>,
    /// The edition.
    pub edition: Edition,
    /// What it is about.
    pub kind: Kind,
    /// The sheet.
    pub paper: PaperSize,
    /// Lines at the head of every page that somebody asked for.
    pub header: Vec<HeaderLine>,
    /// Whether the exhibits themselves lie inside the file, too.
    pub exhibits: Exhibits,
    /// Exhibits whose copies are not to go out with it, each with the reason.
    pub without: Vec<(ExhibitNo, String)>,
}

/// Whether the exhibits lie inside the file of a vendor's or a letter's report; its index of them for programs always does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exhibits {
    /// They are listed.
    #[default]
    Listed,
    /// They are listed, and inside as attachments as far as there is room.
    Attached,
}

impl Wanted {
    /// That an exhibit's copy is not to go out, where somebody said so.
    pub(super) fn left_out(&self, no: ExhibitNo) -> Option<HeldBack> {
        let said = self.without.iter().find(|(left_out, _)| *left_out == no);
        said.map(|(_, reason)| HeldBack::LeftOut(reason.clone()))
    }

    /// The report on all that is on file about a vendor, by the questionnaire of record.
    pub const fn about(vendor: VendorId, edition: Edition) -> Self {
        Self {
            vendor,
            questionnaire: None,
            edition,
            kind: Kind::Vendor,
            paper: PaperSize::Letter,
            header: Vec::new(),
            exhibits: Exhibits::Listed,
            without: Vec::new(),
        }
    }
}

impl Desk {
    /// What the report says, before any page exists: for the preview and for plain text.
    ///
    /// # Errors
    /// There is no such vendor or questionnaire, no such edition of it, or nothing that it would be about; or the record cannot be read.
    pub fn report(&mut self, wanted: &Wanted) -> Result<Report, Problem> {
        if let Some((mut later_side, wanted)) = self.later_side(wanted)? {
            return later_side.report(&wanted);
        }
        chosen::must_have_edition(wanted)?;
        let dossier = self.read(wanted.vendor)?.clone();
        if dossier.is_ours() {
            return Err(check::about_vendors());
        }
        self.counsel_is_named(&wanted.header)?;
        self.knows_what_is_left_out(&dossier, wanted)?;
        let interview = self.interview_meant(&dossier, wanted.kind)?;
        let left = interview.as_ref().map(|one| self.left_by(&dossier, one)).transpose()?;
        let comparison = self.compared(wanted)?;
        let later = self.annex(wanted.vendor)?;
        let asked = self.questionnaire_wanted(&dossier, wanted, interview.as_ref());
        let questionnaire = &check::questionnaire_named(self.bank(), &asked, &dossier)?;
        let source = build::Source {
            counsel_notes: &self.counsel_notes(&dossier, wanted)?,
            dossier: &dossier,
            organization: self.organization(),
            bank: self.bank(),
            questionnaire,
            day: self.day_of(&dossier),
            past: self.as_of(),
            later: later.as_deref(),
            edition: wanted.edition,
            header: &wanted.header,
            sample: self.sample(),
            organization_journal: self.store()?.journal_id(JournalName::Organization),
            moved_since_signed: self.moved_since_signed(&dossier, questionnaire)?,
        };
        let mut report = match (wanted.kind, &interview, &comparison) {
            (Kind::Inquiry(no), ..) => build::of_inquiry(source, letter_numbered(&dossier, no)?),
            (Kind::Amendment, ..) => build::of_amendment(source),
            (_, Some(one), _) => build::of_interview(source, one, &left.unwrap_or_default()),
            (Kind::Changes { since, .. }, _, Some(moved)) => {
                build::of_changes(source, moved, since)
            }
            _ => build::build(source),
        };
        if wanted.exhibits == Exhibits::Attached {
            let exhibits = self.exhibits_of(&dossier, wanted.kind)?;
            let copied = exhibits.into_iter().map(|exhibit| {
                let held_back = match wanted.left_out(exhibit.no) {
                    None => self.held_back(exhibit)?,
                    left_out => left_out,
                };
                Ok((exhibit, held_back))
            });
            build::attach(&mut report, &copied.collect::<Result<Vec<_>, Problem>>()?);
        }
        Ok(report)
    }

    /// Writes the report as PDF, and notes in the vendor's journal that it was written. Never leaves half a file.
    ///
    /// # Errors
    /// As [`Self::report`]; the file is there already and may not be replaced; the record is damaged; the disk refused; it was canceled.
    pub fn write_report(
        &mut self,
        wanted: &Wanted,
        path: &Path,
        overwrite: Overwrite,
        progress: &mut dyn Progress,
    ) -> Result<Written, Problem> {
        if let Some((mut later_side, wanted)) = self.later_side(wanted)? {
            return later_side.write_report(&wanted, path, overwrite, progress);
        }
        self.noted(wanted, path, |desk, report| {
            let target = Target { path, overwrite, paper: wanted.paper };
            let written = desk.print(report, target, progress)?;
            Ok((written.sha256, written))
        })
    }

    /// Writes a report by `write`, which says the digest of its file, and notes it.
    pub(super) fn noted<T>(
        &mut self,
        wanted: &Wanted,
        path: &Path,
        write: impl FnOnce(&mut Self, &mut Report) -> Result<(Digest, T), Problem>,
    ) -> Result<T, Problem> {
        // Whatever could keep the report from being noted, or change what it covers, comes before the file. A report of a past day is noted
        // today, at a desk that does not look back.
        let mut present = self.as_of().map(|_| self.present()).transpose()?;
        present.as_mut().unwrap_or(self).be_ready_to_note(wanted.vendor)?;
        let mut report = self.report(wanted)?;
        let covers = self.covers(wanted.vendor)?;
        let (sha256, written) = write(self, &mut report)?;
        let dossier = self.read(wanted.vendor)?.clone();
        let interview = self.interview_meant(&dossier, wanted.kind)?;
        let noted = ReportWritten {
            edition: wanted.edition,
            report: wanted.kind.word().to_owned(),
            as_of: self.past_day(),
            questionnaire: self.questionnaire_wanted(&dossier, wanted, interview.as_ref()),
            sha256,
            covers,
        };
        let desk = present.as_mut().unwrap_or(self);
        desk.record_found(wanted.vendor, |_| Ok(noted.into()))
            .map_err(|problem| unnoted(path, problem))?;
        Ok(written)
    }

    /// "Prepared at the direction of counsel" names counsel, so the name must be on file.
    pub(super) fn counsel_is_named(&self, header: &[HeaderLine]) -> Result<(), Problem> {
        let asked = header.contains(&HeaderLine::DirectionOfCounsel);
        if !asked || build::counsel(self.organization()).is_some() {
            return Ok(());
        }
        let then = if self.as_of().is_some() { " on that day" } else { "" };
        Err(Problem::wrong_use(format!(
            "the line \"Prepared at the direction of counsel\" names our counsel, and no name was on file{then}"
        ))
        .safe("nothing was written")
        .next("record the name: proofbook organization set counsel NAME; or write the report without the line"))
    }

    pub(super) fn be_ready_to_note(&mut self, vendor: VendorId) -> Result<(), Problem> {
        self.writable()?;
        self.adopt_what_is_due()?;
        self.open_for_writing(vendor)
    }

    /// Both journals up to where the report covers them: what it was made of, not what is on file by the time it is noted (rule R26).
    fn covers(&mut self, vendor: VendorId) -> Result<Vec<JournalHead>, Problem> {
        let dossier = self.open.get(&vendor).map(|open| &open.dossier).ok_or_else(not_open)?;
        let mut covers = check::covers(dossier, &self.organization);
        let ours = self.store()?.journal_id(JournalName::Organization);
        covers.iter_mut().filter(|head| head.journal.is_nil()).for_each(|head| head.journal = ours);
        Ok(covers)
    }

    /// The name under which a report is offered: `northwind-claims-2026-11-22-internal.pdf`.
    ///
    /// # Errors
    /// As [`Self::dossier`].
    pub fn report_name(&mut self, wanted: &Wanted) -> Result<String, Problem> {
        if let Some((mut later_side, wanted)) = self.later_side(wanted)? {
            return later_side.report_name(&wanted);
        }
        let dossier = self.read(wanted.vendor)?.clone();
        let day = self.today_of(wanted.vendor);
        let of = self.part_of_name(&dossier, wanted.kind)?;
        Ok(naming::report(&dossier.slug, &of, day, wanted.edition.word()))
    }

    /// The counsel-only texts that the internal edition prints; what is not in this copy of the store is absent.
    pub(super) fn counsel_notes(
        &self,
        dossier: &Dossier,
        wanted: &Wanted,
    ) -> Result<BTreeMap<Digest, String>, Problem> {
        let mut notes = BTreeMap::new();
        if wanted.edition == Edition::Internal {
            let vault = self.store()?.vault();
            let standing = dossier.answers.iter().filter_map(|(_, _, answer)| answer.counsel_note);
            // An interview's record shows answers that were given again since.
            let of_interviews = matches!(wanted.kind, Kind::Interview(_));
            let events = dossier.events.iter().filter(|_| of_interviews);
            let given = events.filter_map(|event| match &event.change {
                Change::AnswerSet(set) => set.counsel_note,
                _ => None,
            });
            for note in standing.chain(given) {
                if let Some(day) = note.withheld_on {
                    notes.insert(note.sha256, withholding::in_place(day));
                } else if let Some(text) = vault.read_counsel_note(note.sha256)? {
                    notes.insert(note.sha256, text);
                }
            }
        }
        Ok(notes)
    }
}

/// The letter that a report answers.
///
/// # Errors
/// There is none of that number.
pub(super) fn letter_numbered(dossier: &Dossier, no: InquiryNo) -> Result<&Inquiry, Problem> {
    dossier.inquiries.numbered(no).ok_or_else(|| {
        Problem::wrong_use(format!("there is no inquiry {no} about {}", dossier.name))
            .next(format!("see them: proofbook inquiry list {} --closed", dossier.slug))
    })
}

pub(super) fn unnoted(path: &Path, problem: Problem) -> Problem {
    let safe = format!(
        "the report is whole, in {}; the record does not say yet that it was written",
        path.display()
    );
    let next = "write it again once that is mended: it comes out the same";
    problem.safe(safe).next(next)
}
