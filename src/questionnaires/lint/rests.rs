//! What a question rests on: citations, basis and marks that agree, roles, evidence, limits that say honestly who sets them.

use crate::domain::question::{AnswerKind, Basis, Citation, Question, SetBy, Verified};
use crate::questionnaires::Finding;
use crate::questionnaires::parse::{Asked, Sources};

/// Checks what every question rests on.
pub(super) fn check(sources: &Sources, findings: &mut Vec<Finding>) {
    for asked in &sources.questions {
        for (field, problem) in faults(&asked.question) {
            findings.push(Finding::fault(asked.at(field), problem));
        }
        partial(asked, findings);
    }
}

fn faults(question: &Question) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    let mut fault = |field, problem: &str| faults.push((field, problem.to_owned()));
    if question.ask_of.is_empty() {
        fault("ask_of", "nobody is named who can answer");
    }
    if question.evidence.is_empty() {
        fault("evidence", "no evidence is named");
    }
    if question.citations.is_empty() {
        fault("citations", "there is no citation");
        return faults;
    }
    let has = |basis| question.citations.iter().any(|citation| citation.basis == basis);
    let all_proposed = question.citations.iter().all(|one| one.basis == Basis::Proposed);
    match question.basis {
        Basis::InForce if !has(Basis::InForce) => {
            fault("basis", "in_force needs a citation that is in force");
        }
        Basis::Proposed if !all_proposed => {
            fault("basis", "proposed needs every citation to be proposed (rules, section 10)");
        }
        Basis::GoodPractice | Basis::InForce if all_proposed => {
            fault("basis", "every citation is only proposed, and so is the question");
        }
        _ => {}
    }
    if question.verified == Verified::Checked
        && question.basis != Basis::GoodPractice
        && !question.citations.iter().any(|one| demands(question.basis, one))
    {
        fault("verified", "checked needs a citation of the same basis that was checked");
    }
    let by_law = question.kind.limits().iter().any(|limit| limit.set_by == SetBy::Law);
    if by_law && !has(Basis::InForce) {
        fault("limits", "a limit set by law needs a citation that is in force (rule R10)");
    }
    faults
}

fn demands(basis: Basis, citation: &Citation) -> bool {
    citation.basis == basis && citation.verified == Verified::Checked
}

/// Rule R9: what "partial" amounts to is a decision on a critical question in force, and its guidance tells whoever answers.
fn partial(asked: &Asked, findings: &mut Vec<Finding>) {
    let question = &asked.question;
    if question.is_critical_in_force()
        && matches!(question.kind, AnswerKind::YesNoPartial { .. })
        && !question.guidance.contains("\"partial\"")
    {
        let problem = "a critical question in force says in its guidance what answering \"partial\" means (rule R9)";
        findings.push(Finding::fault(asked.at("guidance"), problem));
    }
}
