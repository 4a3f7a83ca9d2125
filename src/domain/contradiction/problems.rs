//! Known problems: nothing done about one, or a pattern on record that the answer does not know.

use super::on_file::OnFile;
use super::{BearsOn, Contradiction, ContradictionKind, days};
use crate::domain::register::{Record, RegisterKind};

/// A problem is known, and the record says that nothing was done yet.
pub(super) fn without_action(file: &OnFile<'_>) -> Vec<Contradiction> {
    file.in_force(RegisterKind::Problems)
        .filter(|problem| problem.word("action") == Some("none") && problem.date("cured").is_none())
        .filter_map(|problem| {
            let learned = problem.date("learned")?;
            let mut facts = vec![
                file.record_fact(problem, &["learned", "pattern"]),
                file.record_fact(problem, &["action"]),
            ];
            let pattern = is_pattern(problem);
            let acted = file.answer_is("liab.known_breach_action", "yes").filter(|_| pattern);
            facts.extend(acted.map(|given| file.answer_fact(&given)));
            let days = days(learned, file.day);
            let rule = if pattern {
                " Once a pattern is known, 45 CFR 164.504(e)(1)(ii) asks for reasonable steps to end it."
            } else {
                ""
            };
            Some(Contradiction {
                kind: ContradictionKind::ProblemWithoutAction,
                bears_on: if pattern { BearsOn::Law } else { BearsOn::Protection },
                facts,
                meaning: format!("The problem has been known for {days}, and no step is on record.{rule}"),
                to_do: "Record what was done and on which day. If nothing was, decide with counsel what to ask of the vendor, and record it.".to_owned(),
            })
        })
        .collect()
}

/// The answer says that no pattern of violations is known; at least one record says that there is one.
pub(super) fn pattern_denied(file: &OnFile<'_>) -> Vec<Contradiction> {
    let Some(given) = file.answer_is("liab.pattern_known", "no") else { return Vec::new() };
    let patterns: Vec<&Record> =
        file.in_force(RegisterKind::Problems).filter(|problem| is_pattern(problem)).collect();
    if patterns.is_empty() {
        return Vec::new();
    }
    let mut facts = vec![file.answer_fact(&given)];
    facts.extend(patterns.iter().map(|problem| file.record_fact(problem, &["pattern"])));
    vec![Contradiction {
        kind: ContradictionKind::PatternDenied,
        bears_on: BearsOn::Answer,
        facts,
        meaning: "The answer says that we know of no pattern of violations; the register of known problems holds one.".to_owned(),
        to_do: "Read the record. Correct the answer, or correct the record if it is no pattern.".to_owned(),
    }]
}

fn is_pattern(problem: &Record) -> bool {
    problem.word("pattern") == Some("yes")
}
