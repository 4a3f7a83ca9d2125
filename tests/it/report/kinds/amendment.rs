//! The contract-amendment checklist: every clause idea once, in the order of the six revisions, and never out of the building.

use std::collections::BTreeMap;

use proofbook::domain::amendment::{Revision, clause_idea};
use proofbook::domain::event::Subject;
use proofbook::domain::gap;
use proofbook::domain::proposal::RecordRule;
use proofbook::domain::question::{Basis, Question, Scope};
use proofbook::domain::register::RegisterKind;
use proofbook::domain::request::{AnswerRequest, Asked, Request};
use proofbook::domain::value::{Reply, Value};
use proofbook::report::model::Row;

use super::*;

const SIX: [&str; 6] = [
    "1. Security controls",
    "2. Notice within 24 to 48 hours",
    "3. Audit rights",
    "4. Liability and indemnity",
    "5. Insurance",
    "6. Termination",
];

/// The shipped questions whose clause is another term of the agreement, and none of the six revisions.
const OTHER_TERMS: [&str; 20] = [
    "avail.no_lockout",
    "avail.patient_access_days",
    "avail.sla",
    "baa.delegated_duties",
    "baa.executed",
    "baa.individual_rights",
    "baa.nprm_transition",
    "baa.permitted_uses",
    "baa.review_date",
    "baa.secondary_use",
    "baa.services_match",
    "dora.basic_terms",
    "gov.ba_list",
    "gov.owner",
    "risk.agency",
    "risk.change_notice",
    "risk.data_map",
    "risk.location",
    "risk.part2",
    "risk.phi_volume",
];

fn subjects_of(rule: &RecordRule) -> Vec<String> {
    let value = serde_json::to_value(rule).unwrap();
    let mut subjects = Vec::new();
    let mut wheres = vec![value.get("where").cloned()];
    let cases = value.get("cases").and_then(|cases| cases.as_array()).cloned();
    wheres.extend(cases.unwrap_or_default().iter().map(|case| case.get("where").cloned()));
    for subject in wheres.into_iter().flatten().filter_map(|one| one.get("subject").cloned()) {
        subjects.extend(serde_json::from_value::<Vec<String>>(subject).unwrap());
    }
    subjects
}

#[test]
fn every_shipped_question_with_a_clause_idea_has_its_place() {
    let desk = desk();
    let mut others = Vec::new();
    let mut placed: BTreeMap<Revision, usize> = BTreeMap::new();
    // Those about us are in no vendor's checklist.
    let of_vendors = |one: &&Question| one.clause.is_some() && one.scope != Scope::Organization;
    for question in desk.bank().questions().iter().filter(of_vendors) {
        match Revision::of_question(&question.id) {
            Some(revision) => *placed.entry(revision).or_default() += 1,
            None => others.push(question.id.as_str()),
        }
        // Where a clause of the register answers it, both stand under the same revision.
        let Some(rule) = &question.records else { continue };
        if rule.register() == RegisterKind::Clauses {
            for subject in subjects_of(rule) {
                let (by_id, by_subject) =
                    (Revision::of_question(&question.id), Revision::of_subject(&subject));
                assert_eq!(by_id, by_subject, "{} and {subject}", question.id);
            }
        }
    }
    others.sort_unstable();
    assert_eq!(others, OTHER_TERMS);
    assert_eq!(placed.len(), Revision::ALL.len());
    assert!(placed.values().all(|count| *count >= 5), "{placed:?}");
}

#[test]
fn every_answer_that_falls_short_is_listed_once_under_its_revision_with_its_idea_and_basis() {
    let mut desk = desk();
    let mut ideas = 0;
    for listed in desk.listed().unwrap() {
        let dossier = desk.dossier(listed.id).unwrap().clone();
        let report = made(&mut desk, Kind::Amendment, listed.id, Edition::Internal);
        let standings = desk.standings(&dossier);
        let short: Vec<_> = standings.all().filter(|one| clause_idea(one).is_some()).collect();
        ideas += short.len();
        let labels: Vec<String> = entries(&report).into_iter().map(|one| one.0).collect();
        for stand in &short {
            let count = labels.iter().filter(|label| **label == stand.name()).count();
            assert_eq!(count, 1, "{} of {}", stand.name(), dossier.slug);
        }
        for words in both_words(&report) {
            let mut reading = Reading::of(format!("{} checklist", dossier.slug), &words);
            reading.find("Contract-amendment checklist");
            reading.find("To work from, with counsel");
            for (title, revision) in SIX.into_iter().zip(Revision::ALL) {
                assert!(words.contains(&folded(title)), "{title}");
                reading.find(revision.about());
                reading.find("What the contract on file says");
                let mut of_it: Vec<_> = short
                    .iter()
                    .filter(|one| Revision::of_question(&one.question.id) == Some(*revision))
                    .collect();
                let grave = |one: &&&proofbook::domain::standing::Stand<'_>| {
                    (
                        one.question.basis == Basis::Proposed,
                        gap::severity(one).unwrap_or(one.question.severity),
                        one.question.basis,
                    )
                };
                of_it.sort_by_key(grave);
                for stand in of_it {
                    reading.find(&stand.name());
                    reading.find(stand.question.clause.as_deref().unwrap());
                    reading.find(match stand.question.basis {
                        Basis::InForce => "In force; severity",
                        Basis::GoodPractice => "Contractual good practice; severity",
                        Basis::Proposed => "Proposed, not in force; severity",
                    });
                    reading.find("[ ] asked for");
                    reading.find("Agreed wording:");
                }
            }
            reading.find("Other terms of the agreement");
            reading.find("Journal record");
        }
    }
    assert!(ideas > 50, "{ideas}");
}

#[test]
fn the_clauses_on_file_stand_under_their_revision_in_their_own_words_and_with_their_exhibit() {
    let mut desk = desk();
    let vendor = desk.find("northwind").unwrap();
    let report = made(&mut desk, Kind::Amendment, vendor, Edition::Internal);
    let rows = flat(&report.blocks).into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(&table.rows),
        _ => None,
    });
    let is_clause =
        |row: &&Row| row.anchor.as_ref().is_some_and(|one| one.as_str() == "record-CL-05");
    let row = rows.flatten().find(is_clause).unwrap();
    let exhibits = row.cells.last().unwrap().text.iter().map(ToString::to_string);
    assert!(exhibits.collect::<String>().starts_with("A-01 Business associate agreement"));
    for words in both_words(&report) {
        let mut reading = Reading::of("checklist", &words);
        reading.find("How soon the vendor speaks of an incident");
        reading.find("CL-05");
        reading.find("AG-01");
        reading.find("First notice is due within five business days.");
        reading.find("Confirmed breach of PHI");
        reading.find("What falls short");
        reading.find("How we may check on the vendor");
        reading.find("No clause on this is recorded.");
        reading.find("Which cover the vendor carries");
        reading.find("IN-02");
    }
}

#[test]
fn an_answer_that_only_wants_evidence_needs_no_other_words_and_one_that_is_mended_leaves_the_list()
{
    let folder = loaded();
    let mut desk = desk_in(&folder);
    let vendor = desk.find("northwind").unwrap();
    let labels = |desk: &mut Desk| -> Vec<String> {
        let report = made(desk, Kind::Amendment, vendor, Edition::Internal);
        entries(&report).into_iter().map(|one| one.0).collect()
    };
    let is_listed = |labels: &[String]| labels.iter().any(|label| label == "assur.audit_right");
    assert!(is_listed(&labels(&mut desk)));
    let yes = Reply::Value(Value::word("yes"));
    let answer = AnswerRequest::new(Asked::of(Subject::Vendor, "assur.audit_right"), yes);
    desk.record(vendor, &Request::Answer(answer)).unwrap();
    let dossier = desk.dossier(vendor).unwrap().clone();
    let standings = desk.standings(&dossier);
    let stand = standings.get(&"assur.audit_right".into()).unwrap();
    assert_eq!(stand.standing, proofbook::domain::standing::Standing::Asserted);
    assert!(!is_listed(&labels(&mut desk)));
}

#[test]
fn the_checklist_has_no_produced_edition_and_is_noted_as_what_it_is() {
    let folder = loaded();
    let mut desk = desk_in(&folder);
    let vendor = desk.find("northwind").unwrap();
    let produced = of(Kind::Amendment, vendor, Edition::Produced);
    let before = desk.dossier(vendor).unwrap().events.len();
    let path = folder.path().join("produced.pdf");
    for problem in [
        desk.report(&produced).unwrap_err(),
        desk.write_report(&produced, &path, Overwrite::No, &mut Unwatched).unwrap_err(),
    ] {
        assert_eq!(problem.kind.exit_code(), 2);
        assert!(problem.to_string().contains("has no produced edition"), "{problem}");
        assert!(problem.to_string().contains("stay in the building"), "{problem}");
    }
    assert!(!path.exists());
    assert_eq!(desk.dossier(vendor).unwrap().events.len(), before);
    let internal = of(Kind::Amendment, vendor, Edition::Internal);
    assert_eq!(
        desk.report_name(&internal).unwrap(),
        "northwind-claims-llc-amendment-2026-11-20-internal.pdf"
    );
    let noted = written_twice(&mut desk, &internal, &folder);
    assert_eq!((noted.report.as_str(), noted.questionnaire.as_str()), ("amendment", "core"));
}
