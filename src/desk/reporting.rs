//! Reports: made from everything on file, written to a file of their own, and noted in the vendor's journal.

use std::collections::BTreeMap;
use std::path::Path;

use super::printing::{Target, Written};
use super::{Desk, check, not_open};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Edition, JournalHead, ReportWritten};
use crate::domain::id::{Digest, VendorId};
use crate::domain::inquiry::InquiryNo;
use crate::domain::sign_off::Status;
use crate::domain::withholding;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::report::model::Report;
use crate::report::{build, theme::PaperSize};
use crate::store::JournalName;
use crate::store::atomic::Overwrite;

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
}

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All that is on file about the vendor.
    Vendor,
    /// A regulator's letter: its requests, in their order, and what answers them.
    Inquiry(InquiryNo),
}

impl Kind {
    /// Its name in the record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Inquiry(_) => "inquiry",
        }
    }
}

/// A line at the head of every page; off unless somebody asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderLine {
    /// "Prepared at the direction of counsel", with the name of our counsel, which must be on file.
    DirectionOfCounsel,
    /// "Confidential treatment requested".
    ConfidentialTreatment,
}

impl Wanted {
    /// The report on all that is on file about a vendor, by the questionnaire of record.
    pub const fn about(vendor: VendorId, edition: Edition) -> Self {
        Self {
            vendor,
            questionnaire: None,
            edition,
            kind: Kind::Vendor,
            paper: PaperSize::Letter,
            header: Vec::new(),
        }
    }
}

impl Desk {
    /// What the report says, before any page exists: for the preview and for plain text.
    ///
    /// # Errors
    /// There is no such vendor or questionnaire, or the record cannot be read.
    pub fn report(&mut self, wanted: &Wanted) -> Result<Report, Problem> {
        let dossier = self.read(wanted.vendor)?.clone();
        if dossier.is_ours() {
            return Err(check::about_vendors());
        }
        let later = self.annex(wanted.vendor)?;
        let asked = wanted.questionnaire.as_deref().unwrap_or(dossier.questionnaire_of_record());
        let questionnaire = &check::questionnaire_named(self.bank(), asked, &dossier)?;
        let moved = match Status::of(&dossier, questionnaire, self.bank()) {
            Status::Signed(one) => self.changed_since(&dossier, one, questionnaire)?.len(),
            Status::Draft(_) | Status::Superseded { .. } => 0,
        };
        let source = build::Source {
            counsel_notes: &self.counsel_notes(&dossier, wanted.edition)?,
            dossier: &dossier,
            organization: self.organization(),
            bank: self.bank(),
            questionnaire,
            day: self.day_of(&dossier),
            past: self.as_of(),
            later: later.as_deref(),
            edition: wanted.edition,
            sample: self.sample(),
            organization_journal: self.store()?.journal_id(JournalName::Organization),
            moved_since_signed: moved,
        };
        let Kind::Inquiry(no) = wanted.kind else { return Ok(build::build(source)) };
        let letter = dossier.inquiries.numbered(no).ok_or_else(|| {
            Problem::wrong_use(format!("there is no inquiry {no} about {}", dossier.name))
                .next(format!("see them: proofbook inquiry list {} --closed", dossier.slug))
        })?;
        Ok(build::of_inquiry(source, letter))
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
        // Whatever could keep the report from being noted, or change what it covers, comes before the file. A report of a past day is noted
        // today, at a desk that does not look back.
        let mut present = self.as_of().map(|_| Self::open(self.seat.clone())).transpose()?;
        present.as_mut().unwrap_or(self).be_ready_to_note(wanted.vendor)?;
        let mut report = self.report(wanted)?;
        let covers = self.covers(wanted.vendor)?;
        let target = Target { path, overwrite, paper: wanted.paper };
        let written = self.print(&mut report, target, progress)?;
        let of_record = self.read(wanted.vendor)?.questionnaire_of_record().to_owned();
        let noted = ReportWritten {
            edition: wanted.edition,
            report: wanted.kind.word().to_owned(),
            as_of: self.past_day(),
            questionnaire: wanted.questionnaire.clone().unwrap_or(of_record),
            sha256: written.sha256,
            covers,
        };
        let desk = present.as_mut().unwrap_or(self);
        desk.record_found(wanted.vendor, |_| Ok(noted.into()))
            .map_err(|problem| unnoted(path, problem))?;
        Ok(written)
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
        let slug = self.read(wanted.vendor)?.slug.clone();
        let day = self.today_of(wanted.vendor);
        let of = match wanted.kind {
            Kind::Vendor => String::new(),
            Kind::Inquiry(no) => format!("-{no}").to_lowercase(),
        };
        Ok(format!("{slug}{of}-{day}-{}.pdf", wanted.edition.word()))
    }

    /// The counsel-only texts that the internal edition prints; what is not in this copy of the store is absent.
    pub(super) fn counsel_notes(
        &self,
        dossier: &Dossier,
        edition: Edition,
    ) -> Result<BTreeMap<Digest, String>, Problem> {
        let mut notes = BTreeMap::new();
        if edition == Edition::Internal {
            let vault = self.store()?.vault();
            for note in dossier.answers.iter().filter_map(|(_, _, answer)| answer.counsel_note) {
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

pub(super) fn unnoted(path: &Path, problem: Problem) -> Problem {
    let safe = format!(
        "the report is whole, in {}; the record does not say yet that it was written",
        path.display()
    );
    let next = "write it again once that is mended: it comes out the same";
    problem.safe(safe).next(next)
}
