//! Which interview, which two sides and which edition a report is wanted of, and what is said where there is none.

use super::{Desk, Kind, Wanted};
use crate::domain::as_of::AsOf;
use crate::domain::comparison::Comparison;
use crate::domain::dossier::Dossier;
use crate::domain::event::Subject;
use crate::domain::id::QuestionId;
use crate::domain::interview::Interview;
use crate::domain::standing::Standing;
use crate::problem::Problem;

/// Refuses an edition that a kind of report does not have.
pub(super) fn must_have_edition(wanted: &Wanted) -> Result<(), Problem> {
    if wanted.kind.has_edition(wanted.edition) {
        return Ok(());
    }
    Err(Problem::wrong_use("the contract-amendment checklist has no produced edition")
        .safe("nothing was written")
        .next(
            "it is made of gaps, remedies and clause ideas, which stay in the building: write the internal edition",
        )
        .next("the produced edition of the vendor's report says how many of each there are"))
}

impl Desk {
    /// Where the later side of a change report is a day or event of its own: the desk that looks back to it, and what is wanted of it.
    ///
    /// # Errors
    /// This desk looks back already, or cannot look back to that.
    pub(super) fn later_side(&self, wanted: &Wanted) -> Result<Option<(Self, Wanted)>, Problem> {
        let Kind::Changes { since, until: Some(until) } = wanted.kind else { return Ok(None) };
        if let Some(as_of) = self.as_of() {
            return Err(Problem::wrong_use(format!(
                "the later side is named twice: {until}, and {as_of} as the day that is looked back to"
            ))
            .next("name the later day once"));
        }
        let kind = Kind::Changes { since, until: None };
        Ok(Some((self.past(until)?, Wanted { kind, ..wanted.clone() })))
    }

    /// What moved since the earlier side of a change report; nothing for a report of another kind.
    pub(super) fn compared(&mut self, wanted: &Wanted) -> Result<Option<Comparison>, Problem> {
        let Kind::Changes { since, .. } = wanted.kind else { return Ok(None) };
        let now = self.look_at(wanted.vendor)?;
        let then = self.past(since)?.look_at(wanted.vendor)?;
        now.since(&then, &since.to_string()).map(Some)
    }

    /// The interview that the record of one is wanted of; nothing for a report of another kind.
    ///
    /// # Errors
    /// There is none, or there are several; all are named.
    pub(super) fn interview_meant<'d>(
        &self,
        dossier: &'d Dossier,
        kind: Kind,
    ) -> Result<Option<Interview<'d>>, Problem> {
        let Kind::Interview(which) = kind else { return Ok(None) };
        let all = Interview::all(dossier, self.organization(), self.bank());
        let day = |one: &Interview<'_>| self.organization().zones.day_of(one.opened_at);
        let meant = |one: &&Interview<'_>| match which {
            None => true,
            Some(AsOf::Event(number)) => one.event.seq == number,
            Some(AsOf::Day(on)) => day(one) == on,
        };
        let mut fitting = all.iter().filter(meant);
        let name = &dossier.name;
        let summary = match (fitting.next(), fitting.next(), which) {
            (Some(only), None, _) => return Ok(Some(only.clone())),
            (Some(_), Some(_), None) => format!("there are several interviews about {name}"),
            (Some(_), Some(_), Some(day)) => {
                format!("there are several interviews about {name} of {day}")
            }
            (None, _, Some(which)) if !all.is_empty() => {
                format!("no interview about {name} with answers is that of {which}")
            }
            (None, ..) => {
                return Err(Problem::wrong_use(format!(
                    "no interview about {name} is on file in which something was answered"
                ))
                .next(format!("open one: proofbook interview {}", dossier.slug)));
            }
        };
        let listed = all.iter().map(|one| {
            let with = match one.opened.present.as_slice() {
                [] => String::new(),
                present => format!(" with {}", present.join(", ")),
            };
            format!("{} of {}{with}", one.event.seq, day(one))
        });
        let listed = listed.collect::<Vec<_>>().join("; ");
        Err(Problem::wrong_use(summary).next(format!("name one by its event: {listed}")))
    }

    /// What an interview left open, as it was asked then.
    pub(super) fn left_by(
        &self,
        dossier: &Dossier,
        interview: &Interview<'_>,
    ) -> Result<Vec<(Subject, QuestionId, Standing)>, Problem> {
        let mut end = self.past(AsOf::Event(interview.last().seq))?;
        Ok(end.look_at(dossier.id)?.left_open(interview.opened))
    }

    /// The questionnaire that a report is of: the one that is named, that of its interview, else that of record (rule R16).
    pub(super) fn questionnaire_wanted(
        &self,
        dossier: &Dossier,
        wanted: &Wanted,
        interview: Option<&Interview<'_>>,
    ) -> String {
        let of_interview = interview.map(|one| &one.opened.questionnaire);
        let of_interview = of_interview.filter(|id| dossier.view(self.bank(), id).is_some());
        let named = wanted.questionnaire.as_ref().or(of_interview).cloned();
        named.unwrap_or_else(|| dossier.questionnaire_of_record().to_owned())
    }

    /// What a report's file name says of its kind: `-interview-12`.
    pub(super) fn part_of_name(&self, dossier: &Dossier, kind: Kind) -> Result<String, Problem> {
        Ok(match kind {
            Kind::Vendor => String::new(),
            Kind::Inquiry(no) => format!("-{no}").to_lowercase(),
            Kind::Amendment => "-amendment".to_owned(),
            Kind::Interview(_) => {
                let one = self.interview_meant(dossier, kind)?;
                one.map_or_else(String::new, |one| format!("-interview-{}", one.event.seq))
            }
            Kind::Changes { since: AsOf::Day(day), .. } => format!("-changes-since-{day}"),
            Kind::Changes { since: AsOf::Event(number), .. } => {
                format!("-changes-since-event-{number}")
            }
        })
    }
}
