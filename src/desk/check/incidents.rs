//! Which incident a question is about, and whether it may be answered about that one (rule R6).

use super::OnFile;
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::event::Subject;
use crate::domain::id::RecordId;
use crate::domain::question::{Question, Scope};
use crate::domain::questionnaire::View;
use crate::domain::register::{Record, RecordNo, RegisterKind};
use crate::domain::request::Asked;
use crate::problem::Problem;

/// What a question is asked about in a dossier: the vendor, our organization, or the incident that is named. Of a vendor with a single
/// incident, that is the one that is meant.
///
/// # Errors
/// An incident is named and the question is not about one, or there is none of that number; none is named and there are several, or none.
pub fn asked_about(
    question: &Question,
    dossier: &Dossier,
    incident: Option<RecordNo>,
) -> Result<Asked, Problem> {
    let about = |subject| Ok(Asked::of(subject, question.id.as_str()));
    match (question.scope, incident) {
        (Scope::Incident, _) if dossier.is_ours() => {
            Err(super::organization::out_of_scope(question, dossier))
        }
        (Scope::Incident, Some(no)) => {
            let record = incident_numbered(dossier, no)?;
            about(Subject::Incident { incident: record.id })
        }
        (Scope::Incident, None) => {
            about(Subject::Incident { incident: the_only_one(question, dossier)?.id })
        }
        (_, Some(_)) => Err(Problem::wrong_use(format!(
            "{} is about {}, not about one incident",
            question.id, question.scope
        ))
        .safe("nothing was recorded")
        .next("leave the incident out")),
        (Scope::Vendor, None) => about(Subject::Vendor),
        (Scope::Organization, None) => about(Subject::Organization),
    }
}

/// The incident of that number.
///
/// # Errors
/// There is none; those that there are are named.
pub fn incident_numbered(dossier: &Dossier, no: RecordNo) -> Result<&Record, Problem> {
    let found = dossier.registers.numbered(no);
    found.filter(|record| record.no.register == RegisterKind::Incidents).ok_or_else(|| {
        let problem =
            Problem::wrong_use(format!("there is no incident {no} of '{}'", dossier.name))
                .safe("nothing was recorded");
        if dossier.incidents().next().is_none() {
            problem.next(how_to_record(dossier))
        } else {
            problem.next(format!("there is {}", listed(dossier)))
        }
    })
}

fn the_only_one<'d>(question: &Question, dossier: &'d Dossier) -> Result<&'d Record, Problem> {
    refuse_several(question.id.as_str(), dossier)?;
    dossier.incidents().next().ok_or_else(|| {
        Problem::wrong_use(format!(
            "{} is asked about an incident, and none of '{}' is on file",
            question.id, dossier.name
        ))
        .safe("nothing was recorded")
        .next(how_to_record(dossier))
    })
}

/// Refuses to choose among several incidents.
///
/// # Errors
/// There are several; each is named.
pub fn refuse_several(what: &str, dossier: &Dossier) -> Result<(), Problem> {
    if dossier.incidents().nth(1).is_none() {
        return Ok(());
    }
    Err(Problem::wrong_use(format!(
        "{what} is asked about one incident, and '{}' has several",
        dossier.name
    ))
    .cause(listed(dossier))
    .safe("nothing was recorded")
    .next("name the one that is meant, such as --incident IC-01"))
}

/// How an incident is recorded, as an advice.
pub fn how_to_record(dossier: &Dossier) -> String {
    format!("record it first: proofbook register add {} incident what=WORDS", dossier.slug)
}

/// The incidents that count, each with its number and what happened.
fn listed(dossier: &Dossier) -> String {
    let each: Vec<String> =
        dossier.incidents().map(|one| format!("{} {}", one.no, one.label())).collect();
    each.join("; ")
}

/// Refuses what is about an incident that is not on file, or was recorded by mistake and counts nowhere.
pub(super) fn refuse_uncounted(
    question: &Question,
    incident: RecordId,
    dossier: &Dossier,
) -> Result<(), Problem> {
    let record = dossier.registers.get(incident);
    let record = record.filter(|record| record.no.register == RegisterKind::Incidents);
    let Some(record) = record else {
        return Err(Problem::wrong_use(format!(
            "the incident that {} was asked about is not on file any more",
            question.id
        ))
        .safe("nothing was recorded")
        .next(how_to_record(dossier)));
    };
    refuse_set_aside(record)
}

fn refuse_set_aside(record: &Record) -> Result<(), Problem> {
    match record.set_aside() {
        None => Ok(()),
        Some(why) => Err(Problem::wrong_use(format!(
            "{} was set aside, so nothing more is asked about it",
            record.no
        ))
        .cause(why.to_owned())
        .safe("nothing was recorded; what was answered before is kept")
        .next("take the setting aside back first, if it was a mistake")),
    }
}

impl OnFile<'_> {
    /// The incident about which an interview asks its questions about one: the one that is named, else the only one. Where there are
    /// several and none is named, it asks about the vendor alone.
    pub(super) fn incident_of_interview(
        &self,
        view: &View<'_>,
        named: Option<RecordNo>,
    ) -> Result<Option<RecordId>, Problem> {
        if !asks_about_incidents(view, self.bank) {
            return Ok(None);
        }
        if let Some(no) = named {
            let record = incident_numbered(self.dossier, no)?;
            refuse_set_aside(record)?;
            return Ok(Some(record.id));
        }
        let mut incidents = self.dossier.incidents();
        let first = incidents.next();
        Ok(first.filter(|_| incidents.next().is_none()).map(|only| only.id))
    }
}

/// Whether a questionnaire asks anything about an incident.
pub fn asks_about_incidents(view: &View<'_>, bank: &Bank) -> bool {
    let mut questions = view.asked.questions().filter_map(|id| bank.question(id));
    questions.any(|question| question.scope == Scope::Incident)
}
