//! Which incident a verb is about, where a question that it names is asked about one.

use super::typed;
use crate::desk::check;
use crate::domain::dossier::Dossier;
use crate::domain::event::Subject;
use crate::domain::question::{Question, Scope};
use crate::domain::register::RecordNo;
use crate::domain::request::Asked;
use crate::problem::Problem;

/// The incident that is meant.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(super) struct OfIncident {
    /// The incident that the question is about, such as IC-01; needed where the vendor has several
    #[arg(long, value_name = "NUMBER", value_parser = typed::record)]
    pub(super) incident: Option<RecordNo>,
}

impl OfIncident {
    /// What a question is asked about.
    ///
    /// # Errors
    /// As [`check::asked_about`].
    pub(super) fn asked(self, question: &Question, dossier: &Dossier) -> Result<Asked, Problem> {
        check::asked_about(question, dossier, self.incident)
    }

    /// What each of several questions is asked about: the incident goes for those that are asked about one.
    ///
    /// # Errors
    /// As [`check::asked_about`]; also where an incident is named and none of the questions is about one.
    pub(super) fn asked_all(
        self,
        questions: &[&Question],
        dossier: &Dossier,
    ) -> Result<Vec<Asked>, Problem> {
        let of_incident = |question: &Question| question.scope == Scope::Incident;
        let any = questions.iter().any(|question| of_incident(question));
        let about = |question: &&Question| {
            let incident = self.incident.filter(|_| of_incident(question) || !any);
            check::asked_about(question, dossier, incident)
        };
        questions.iter().map(about).collect()
    }

    /// Which incident was taken where none was named.
    pub(super) fn said(self, asked: &[Asked], dossier: &Dossier) -> Option<String> {
        let taken = asked.iter().find_map(|asked| match asked.subject {
            Subject::Incident { incident } => dossier.registers.get(incident),
            Subject::Vendor | Subject::Organization => None,
        });
        let taken = taken.filter(|_| self.incident.is_none())?;
        Some(format!("About {}, the only incident on file: {}", taken.no, taken.label()))
    }
}
