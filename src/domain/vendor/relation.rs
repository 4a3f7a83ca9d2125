//! What a vendor is to us under HIPAA: the answer to `risk.ba_status`, which the profile shows and the listing reads.

use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::event::Subject;
use crate::domain::id::QuestionId;
use crate::domain::value::{Reply, Value};

/// The question whose answer says it (rule R8).
pub const QUESTION: &str = "risk.ba_status";

/// What a vendor is to us (45 CFR 160.103).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Our business associate.
    BusinessAssociate,
    /// A subcontractor of another vendor, which holds the agreement with it.
    Subcontractor,
    /// It only carries PHI and does not store it.
    Conduit,
    /// It has no PHI of ours.
    NotOne,
    /// A provider that receives PHI for treatment.
    TreatmentProvider,
    /// Not determined, not known, or not answered yet.
    Undetermined,
}

impl Relation {
    /// What the answer on file says.
    pub fn of(dossier: &Dossier) -> Self {
        let answer = dossier.answers.get(Subject::Vendor, &QuestionId::from(QUESTION));
        match answer.map(|answer| &answer.reply) {
            Some(Reply::Value(Value::Word(word))) => match word.as_str() {
                "business-associate" => Self::BusinessAssociate,
                "subcontractor" => Self::Subcontractor,
                "conduit" => Self::Conduit,
                "not-ba" => Self::NotOne,
                "treatment-provider" => Self::TreatmentProvider,
                _ => Self::Undetermined,
            },
            _ => Self::Undetermined,
        }
    }
}

/// The answer on file by its word; `None` where there is none, or it is not one of the choices.
pub fn answered(dossier: &Dossier) -> Option<String> {
    let answer = dossier.answers.get(Subject::Vendor, &QuestionId::from(QUESTION))?;
    match &answer.reply {
        Reply::Value(Value::Word(word)) => Some(word.clone()),
        _ => None,
    }
}

/// The answer on file in the words of the question; "not answered yet" where there is none.
pub fn shown(dossier: &Dossier, bank: &Bank) -> String {
    let id = QuestionId::from(QUESTION);
    let answer = dossier.answers.get(Subject::Vendor, &id);
    match (answer, bank.question(&id)) {
        (Some(answer), Some(question)) => question.kind.shown(&answer.reply),
        _ => "not answered yet".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question::AnswerKind;

    #[test]
    fn every_choice_of_the_question_is_known_here() {
        let bank = crate::questionnaires::builtin::bank().unwrap();
        let question = bank.question(&QuestionId::from(QUESTION)).unwrap();
        let AnswerKind::Choice { choices } = &question.kind else { panic!("{:?}", question.kind) };
        let known = [
            "business-associate",
            "subcontractor",
            "conduit",
            "not-ba",
            "treatment-provider",
            "undetermined",
        ];
        let values: Vec<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
        assert_eq!(values, known);
    }
}
