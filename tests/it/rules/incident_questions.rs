//! Questions about incidents: one answer an incident, a figure of its own, and what counts for the vendor (rules R6, R7, R20, R23).

use proofbook::domain::event::{AnswerSet, Confirmed, ConfirmedItem, Linked, RecordSet, Subject};
use proofbook::domain::id::RecordId;
use proofbook::domain::question::{Scope, Severity};
use proofbook::domain::readiness::Readiness;
use proofbook::domain::register::RegisterKind;
use proofbook::domain::standing::{Asked, Stand, Standing};
use proofbook::domain::summary::Summary;
use proofbook::domain::value::Value;
use uuid::Uuid;

use super::making::{
    Case, Journal, TODAY, answer_is, case, day, event_id, exhibit_id, letter, question, reply,
    vendor,
};

fn incident(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(0xC000 + number))
}

fn about(number: u128) -> Subject {
    Subject::Incident { incident: incident(number) }
}

fn written(number: u128, fields: &[(&str, &str)]) -> RecordSet {
    let field = |(name, value): &(&str, &str)| ((*name).to_owned(), Value::word(*value));
    RecordSet {
        register: RegisterKind::Incidents.word().to_owned(),
        record: incident(number),
        fields: fields.iter().map(field).collect(),
        exhibits: Vec::new(),
        supersedes: None,
        ends: None,
    }
}

/// A vendor with this many incidents.
fn with_incidents(many: u128) -> Journal {
    (1..=many).fold(vendor(), |journal, number| {
        journal.recorded(written(number, &[("what", "Ransomware")]))
    })
}

fn told(journal: Journal, number: u128, question: &str, said: &str) -> Journal {
    journal.recorded(AnswerSet::new(about(number), question.into(), 1, reply(said)))
}

fn of_incident(id: &str) -> super::making::Asked {
    question(id).scope(Scope::Incident)
}

fn stand<'c>(case: &'c Case, number: u128, question: &str) -> Stand<'c> {
    case.standings(TODAY).about(about(number), &question.into()).unwrap().clone()
}

#[test]
fn r6_each_incident_has_one_answer_and_a_figure_of_its_own() {
    let journal = told(told(with_incidents(2), 1, "a", "yes"), 2, "a", "no");
    let (exhibit, question) = (exhibit_id(1), "a".into());
    let journal = journal.exhibit(letter()).recorded(Linked {
        exhibit,
        subject: about(1),
        question,
        pinpoint: None,
    });
    let case = case(&journal, [of_incident("a"), of_incident("b"), super::making::question("v")]);
    assert_eq!(stand(&case, 1, "a").standing, Standing::Documented);
    assert_eq!(stand(&case, 2, "a").standing, Standing::Unmet);
    assert_eq!(stand(&case, 2, "a").name(), "a of IC-02");
    let standings = case.standings(TODAY);
    let figures: Vec<String> = standings
        .incidents()
        .iter()
        .map(|one| Readiness::of(&one.whole(&case.bank)).whole.to_string())
        .collect();
    assert_eq!(figures, ["50% (1 of 2)", "0% (0 of 2)"]);
    // The vendor's own figure and its gaps are over its own questions alone.
    assert_eq!(case.readiness(TODAY).whole.applicable, 1);
    let (summary, _) = Summary::of(&case.dossier, &case.organization, &case.bank, day(TODAY));
    assert_eq!((summary.readiness.whole.applicable, summary.gaps), (1, 0));
}

#[test]
fn r6_the_vendors_questions_hold_none_about_its_incidents() {
    let case = case(&with_incidents(2), [of_incident("a"), super::making::question("v")]);
    let standings = case.standings(TODAY);
    let of_the_vendor: Vec<&str> = standings.iter().map(|one| one.question.id.as_str()).collect();
    assert_eq!(of_the_vendor, ["v"]);
    assert_eq!(standings.all().count(), 3);
}

#[test]
fn r6_without_an_incident_nothing_is_asked_and_nothing_is_short() {
    let critical = of_incident("a").severity(Severity::Critical);
    let case = case(&vendor(), [critical]);
    let standings = case.standings(TODAY);
    assert!(standings.incidents().is_empty());
    assert_eq!(standings.all().count(), 0);
    assert!(standings.critical_gaps().is_empty());
}

#[test]
fn r6_an_incident_set_aside_counts_nowhere_and_its_answers_are_kept() {
    let journal = told(with_incidents(1), 1, "a", "no");
    let aside = journal.clone().recorded(written(1, &[("set_aside", "another vendor's")]));
    let critical = || [of_incident("a").severity(Severity::Critical)];
    let before = case(&journal, critical());
    assert_eq!(before.standings(TODAY).critical_gaps().len(), 1);
    let after = case(&aside, critical());
    let standings = after.standings(TODAY);
    assert!(standings.critical_gaps().is_empty() && standings.incidents().is_empty());
    let kept = standings.about_incidents_set_aside();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].0.no.to_string(), "IC-01");
}

#[test]
fn r7_a_condition_reads_the_same_incident_or_the_vendor_and_no_other_incident() {
    let questions = || {
        [
            question("v"),
            of_incident("a"),
            of_incident("if_a").when(answer_is("a", "yes")),
            of_incident("if_v").when(answer_is("v", "yes")),
        ]
    };
    let journal = told(told(with_incidents(2), 1, "a", "yes"), 2, "a", "no");
    let asked = |case: &Case, number, id| stand(case, number, id).asked;
    let open = case(&journal, questions());
    assert_eq!(asked(&open, 1, "if_a"), Asked::Yes);
    assert!(matches!(asked(&open, 2, "if_a"), Asked::No(why) if why == "a is answered \"No\""));
    assert_eq!(asked(&open, 1, "if_v"), Asked::Undecided);
    let no = case(&journal.clone().answered("v", "no"), questions());
    assert!(matches!(asked(&no, 1, "if_v"), Asked::No(_)));
    let yes = case(&journal.answered("v", "yes"), questions());
    assert_eq!(asked(&yes, 2, "if_v"), Asked::Yes);
}

#[test]
fn r20_critical_gaps_of_incidents_are_the_vendors() {
    let journal = told(told(with_incidents(2), 1, "a", "no"), 2, "a", "unknown");
    let critical = |id| of_incident(id).severity(Severity::Critical);
    let case = case(&journal.answered("v", "no"), [critical("a"), critical("b"), question("v")]);
    let standings = case.standings(TODAY);
    let named: Vec<String> = standings.critical_gaps().iter().map(|stand| stand.name()).collect();
    assert_eq!(named, ["a of IC-01", "a of IC-02"]);
    let (summary, _) = Summary::of(&case.dossier, &case.organization, &case.bank, day(TODAY));
    assert_eq!((summary.critical_gaps, summary.gaps), (2, 1));
}

#[test]
fn r23_no_cycle_carries_an_answer_about_an_incident() {
    let journal = told(with_incidents(1).answered("v", "yes"), 1, "a", "yes");
    // An older program might have fixed it in a cycle.
    let journal = journal.on("2026-03-01").cycle(&["v", "a"]);
    let case = case(&journal, [question("v"), of_incident("a")]);
    assert_eq!(case.standing("v", TODAY), Standing::Carried);
    assert_eq!(stand(&case, 1, "a").standing, Standing::Asserted);
}

#[test]
fn a_confirmation_goes_for_its_own_incident_only() {
    let journal = told(told(with_incidents(2), 1, "a", "yes"), 2, "a", "yes");
    let item = |number, of| ConfirmedItem {
        subject: about(number),
        question: "a".into(),
        revision: 2,
        of: event_id(of),
    };
    let first = journal.last() - 1;
    let journal = journal.recorded(Confirmed { items: vec![item(1, first)], cycle: None });
    let case = case(&journal, [of_incident("a").revision(2)]);
    assert_eq!(stand(&case, 1, "a").standing, Standing::Asserted);
    assert_eq!(stand(&case, 2, "a").standing, Standing::Carried);
}

#[test]
fn as_of_a_day_before_the_incident_nothing_is_asked_about_it() {
    let journal = told(with_incidents(0).on("2026-05-01"), 1, "a", "no");
    // The record is written after the answer only in a journal that no program of ours writes.
    let journal = journal.recorded(written(1, &[("what", "Ransomware")]));
    let critical = || [of_incident("a").severity(Severity::Critical)];
    let then = case(&journal.as_of("2026-04-30"), critical());
    assert!(then.standings("2026-04-30").critical_gaps().is_empty());
    let now = case(&journal, critical());
    assert_eq!(now.standings(TODAY).critical_gaps().len(), 1);
}

#[test]
fn an_interview_about_an_incident_asks_its_questions_among_the_vendors() {
    let case = case(&with_incidents(2), [question("v"), of_incident("a")]);
    let core = case.bank.questionnaire("core").unwrap().clone();
    let asked = |which| {
        let standings = case.standings(TODAY).asked_with(which);
        standings.view(&core).iter().map(|stand| stand.name()).collect::<Vec<_>>()
    };
    assert_eq!(asked(None), ["v"]);
    assert_eq!(asked(Some(incident(2))), ["v", "a of IC-02"]);
    let merged = case.standings(TODAY).asked_with(Some(incident(2)));
    assert_eq!(merged.all().count(), 3, "each question once, those of the other incident too");
}
