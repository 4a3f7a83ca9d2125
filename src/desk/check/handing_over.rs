//! What was handed to whom: which report it was, known by its digest, and what a person is asked about before it is written down.

use jiff::civil::Date;

use super::inquiries::one_line;
use super::{OnFile, doubt_patient_data, not_ahead};
use crate::domain::event::{Change, Edition, Event, HandedOver, ReportWritten};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::ExhibitId;
use crate::domain::request::{HandOverRequest, HandedWhat, Origin};
use crate::problem::{Doubt, Problem};

impl OnFile<'_> {
    pub(super) fn hand_over(&self, request: &HandOverRequest) -> Result<HandedOver, Problem> {
        let to = one_line("name of who received it", &request.to)?;
        doubt_patient_data("name of who received it", Some(&to), &request.sure_of)?;
        not_ahead("on which it was handed over", Some(request.on), self.today)?;
        let inquiry = request.inquiry.map(|no| self.inquiry(no)).transpose()?;
        let written = self.report_meant(request.what)?;
        if let Some((event, _)) = written {
            self.refuse_before_written(event, request.on)?;
        }
        let changed = matches!(request.what, HandedWhat::File { origin: Origin::ThisRecord, .. });
        if changed && written.is_none() && !request.sure_of.contains(&Doubt::ChangedReport) {
            return Err(Problem::wrong_use(
                "that file names this record as its source, but it is not as any report of this vendor was written",
            )
            .safe("nothing was recorded")
            .next("look at it first: proofbook verify --report FILE")
            .next("if that is what went out, say yes to write its digest down")
            .doubt(Doubt::ChangedReport));
        }
        let (sha256, edition) = match (request.what, written) {
            (_, Some((_, written))) => (written.sha256, written.edition),
            (HandedWhat::File { sha256, edition: Some(edition), .. }, None) => (sha256, edition),
            _ => {
                return Err(Problem::wrong_use(
                    "no report of this record has that digest, so its edition is not known",
                )
                .safe("nothing was recorded")
                .next("say which it is: --edition produced, or --edition internal"));
            }
        };
        if edition == Edition::Internal && !request.sure_of.contains(&Doubt::InternalEdition) {
            return Err(Problem::wrong_use(
                "that is the internal edition, which holds the gaps, the remedies and counsel's notes",
            )
            .safe("nothing was recorded")
            .next("hand over the produced edition instead: proofbook report VENDOR --edition produced")
            .next("if the internal edition went out, say yes to write that down")
            .doubt(Doubt::InternalEdition));
        }
        let exhibits = request.exhibits.iter().map(|no| self.handed_exhibit(*no));
        Ok(HandedOver {
            inquiry: inquiry.map(|inquiry| inquiry.id),
            to,
            on: request.on,
            edition: edition.word().to_owned(),
            sha256,
            report: written.map(|(event, _)| event.id),
            exhibits: exhibits.collect::<Result<_, _>>()?,
        })
    }

    /// An exhibit that went out: one that was withdrawn since may have.
    fn handed_exhibit(&self, no: ExhibitNo) -> Result<ExhibitId, Problem> {
        match self.dossier.exhibits.get(&no) {
            Some(exhibit) => Ok(exhibit.id),
            None => self.exhibit(no).map(|exhibit| exhibit.id),
        }
    }

    /// The report that was handed over, where this record wrote it: the last event that names its digest.
    fn report_meant(&self, what: HandedWhat) -> Result<Option<(&Event, &ReportWritten)>, Problem> {
        let mut reports = self.dossier.events.iter().filter_map(|event| match &event.change {
            Change::ReportWritten(written) => Some((event, written)),
            _ => None,
        });
        match what {
            HandedWhat::File { sha256, edition, .. } => {
                let found = reports.rfind(|(_, written)| written.sha256 == sha256);
                if let (Some((_, written)), Some(said)) = (found, edition)
                    && written.edition != said
                {
                    return Err(Problem::wrong_use(format!(
                        "the record says that this file is the {} edition",
                        written.edition.word()
                    ))
                    .safe("nothing was recorded")
                    .next("leave out --edition"));
                }
                Ok(found)
            }
            HandedWhat::Report(seq) => {
                let known: Vec<String> =
                    reports.clone().map(|(event, _)| event.seq.to_string()).collect();
                reports.find(|(event, _)| event.seq == seq).map(Some).ok_or_else(|| {
                    let problem = Problem::wrong_use(format!("event {seq} wrote no report"));
                    if known.is_empty() {
                        problem.next(format!(
                            "no report is recorded yet; write one: proofbook report {} --edition produced",
                            self.dossier.slug
                        ))
                    } else {
                        problem.next(format!("reports were written by events {}", known.join(", ")))
                    }
                })
            }
        }
    }

    fn refuse_before_written(&self, event: &Event, on: Date) -> Result<(), Problem> {
        let written = self.organization.zones.day_of(event.at);
        if on >= written {
            return Ok(());
        }
        Err(Problem::wrong_use(format!(
            "that report was written on {written}, so it cannot have been handed over on {on}"
        ))
        .safe("nothing was recorded")
        .next("check the day, or which report it was"))
    }
}
