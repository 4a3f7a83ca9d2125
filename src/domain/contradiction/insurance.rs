//! Insurance: an endorsement that no policy in force has, days without cover, a retroactive date after the first disclosure.

use jiff::civil::Date;

use super::on_file::OnFile;
use super::{BearsOn, Contradiction, ContradictionKind, days};
use crate::domain::register::{Record, RegisterKind};

const INSURED: &str = "ins.additional_insured";
const DISCLOSED: &str = "phi_first_disclosed";

/// The answer says that an endorsement names us; of the policies for cyber losses that are in force on the day, none has one on record.
pub(super) fn insured_without_endorsement(file: &OnFile<'_>) -> Vec<Contradiction> {
    let answered = ["endorsement", "other-endorsement"];
    let given = answered.iter().find_map(|word| file.answer_is(INSURED, word));
    let Some(given) = given else { return Vec::new() };
    let for_cyber: Vec<&Record> =
        file.in_force(RegisterKind::Insurance).filter(|policy| covers_cyber(policy)).collect();
    if for_cyber.iter().any(|policy| policy.word("additional_insured") == Some("endorsement")) {
        return Vec::new();
    }
    let last = || {
        let ended = file.records(RegisterKind::Insurance).filter(|policy| covers_cyber(policy));
        ended.max_by_key(|policy| policy.over())
    };
    let (policies, meaning) = if for_cyber.is_empty() {
        (
            last().into_iter().collect(),
            "No policy for cyber losses is in force on this day according to the register, so no endorsement to one is.",
        )
    } else {
        (
            for_cyber,
            "No policy for cyber losses that is in force on this day has an endorsement on record that names us. A certificate alone does not change a policy.",
        )
    };
    let mut facts = vec![file.answer_fact(&given)];
    facts.extend(
        policies.iter().map(|policy| file.record_fact(policy, &["additional_insured", "to"])),
    );
    facts.extend(file.empty_register_fact(RegisterKind::Insurance));
    // A register that says nothing yet contradicts nothing (rules, section 11).
    if facts.len() < 2 {
        return Vec::new();
    }
    vec![Contradiction {
        kind: ContradictionKind::InsuredWithoutEndorsement,
        bears_on: BearsOn::Answer,
        facts,
        meaning: meaning.to_owned(),
        to_do: "Ask the vendor for the endorsement itself and record its number with the policy. If there is none, correct the answer.".to_owned(),
    }]
}

fn covers_cyber(policy: &Record) -> bool {
    matches!(policy.word("kind"), Some("cyber" | "technology"))
        || policy.money("cyber_sublimit").is_some()
}

/// Days without cover between two policies of a kind (rule R4: next `from` less previous `to`).
pub(super) fn cover_gaps(file: &OnFile<'_>) -> Vec<Contradiction> {
    let mut policies: Vec<&Record> = file.records(RegisterKind::Insurance).collect();
    policies.sort_by_key(|policy| (policy.word("kind"), policy.start()));
    let of_a_kind = policies.chunk_by(|one, other| one.word("kind") == other.word("kind"));
    of_a_kind.flat_map(|policies| gaps_between(file, policies)).collect()
}

/// The gaps among policies of one kind in the order of their first days.
fn gaps_between(file: &OnFile<'_>, policies: &[&Record]) -> Vec<Contradiction> {
    let mut gaps = Vec::new();
    let mut longest: Option<&Record> = None;
    for policy in policies {
        let between = longest.and_then(|before| Some((before, before.over()?, policy.start()?)));
        if let Some((before, over, from)) = between.filter(|(_, over, from)| over < from) {
            let kind = policy.shown("kind").unwrap_or_default();
            let days = days(over, from);
            gaps.push(Contradiction {
                kind: ContradictionKind::CoverGap,
                bears_on: BearsOn::Protection,
                facts: vec![file.record_fact(before, &["to"]), file.record_fact(policy, &["from"])],
                meaning: format!(
                    "{kind}: no policy on file covers the {days} from {over} on; the next cover begins on {from}."
                ),
                to_do: "Look for a policy or an extension for those days and record it. If there is none, ask the vendor whether the next policy covers \
                        earlier acts."
                    .to_owned(),
            });
        }
        // A policy without an end outlasts every other.
        let end = |policy: &Record| policy.over().unwrap_or(Date::MAX);
        if longest.is_none_or(|longest| end(longest) < end(policy)) {
            longest = Some(policy);
        }
    }
    gaps
}

/// A policy in force covers only acts after a day that lies after the first disclosure.
pub(super) fn retroactive_after_disclosure(file: &OnFile<'_>) -> Vec<Contradiction> {
    let disclosed = file.profile_day(DISCLOSED).zip(file.profile_fact(DISCLOSED));
    let Some((disclosed, fact)) = disclosed else { return Vec::new() };
    file.in_force(RegisterKind::Insurance)
        .filter_map(|policy| Some((policy, policy.date("retroactive")?)))
        .filter(|(_, retroactive)| *retroactive > disclosed)
        .map(|(policy, retroactive)| Contradiction {
            kind: ContradictionKind::RetroactiveAfterDisclosure,
            bears_on: BearsOn::Protection,
            facts: vec![fact.clone(), file.record_fact(policy, &["retroactive"])],
            meaning: format!(
                "The vendor has had our PHI since {disclosed}; the policy does not cover what happened before {retroactive}."
            ),
            to_do: "Ask the vendor for an earlier retroactive date, or for the policy that covers those days, and record it.".to_owned(),
        })
        .collect()
}
