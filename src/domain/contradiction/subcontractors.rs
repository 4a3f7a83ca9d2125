//! Subcontractors that handle our PHI: without an agreement, or where the answer says that there are none.

use super::on_file::OnFile;
use super::{BearsOn, Contradiction, ContradictionKind};
use crate::domain::register::{Record, RegisterKind};

/// Both kinds.
pub(super) fn all(file: &OnFile<'_>) -> Vec<Contradiction> {
    let subcontractors: Vec<&Record> = file
        .in_force(RegisterKind::Subcontractors)
        .filter(|one| one.word("phi") == Some("yes"))
        .collect();
    let without = subcontractors.iter().filter(|one| one.word("agreement") == Some("no"));
    let without = without.map(|one| without_agreement(file, one));
    without.chain(denied(file, &subcontractors)).collect()
}

fn without_agreement(file: &OnFile<'_>, subcontractor: &Record) -> Contradiction {
    let mut facts = vec![
        file.record_fact(subcontractor, &["phi"]),
        file.record_fact(subcontractor, &["agreement"]),
    ];
    facts.extend(file.answer_is("sub.baa_chain", "yes").map(|given| file.answer_fact(&given)));
    Contradiction {
        kind: ContradictionKind::SubcontractorWithoutAgreement,
        bears_on: BearsOn::Law,
        facts,
        meaning: "Our PHI reaches a subcontractor with which the vendor holds no signed business associate agreement, as far as the record shows."
            .to_owned(),
        to_do: "Ask the vendor for the signed agreement and record its date. If there is none, ask the vendor to keep our PHI from it until there is one, \
                and tell counsel (45 CFR 164.502(e)(1)(ii))."
            .to_owned(),
    }
}

fn denied(file: &OnFile<'_>, subcontractors: &[&Record]) -> Option<Contradiction> {
    let given = file.answer_is("sub.uses", "no").filter(|_| !subcontractors.is_empty())?;
    let mut facts = vec![file.answer_fact(&given)];
    facts.extend(subcontractors.iter().map(|one| file.record_fact(one, &["phi"])));
    Some(Contradiction {
        kind: ContradictionKind::SubcontractorDenied,
        bears_on: BearsOn::Answer,
        facts,
        meaning: "The answer says that no subcontractor handles our PHI; the register holds at least one that does. With this answer the questions about \
                  subcontractors are not asked."
            .to_owned(),
        to_do: "Ask the vendor which is right. Correct the answer, or end the record of the subcontractor with its last day.".to_owned(),
    })
}
