//! Reassessments: what a cycle fixes, when the next one is due, what needs thought first, and what never counts (rules R16, R23, R24).

use std::collections::BTreeMap;

use proofbook::domain::cycle::{self, Progress, Reassessment};
use proofbook::domain::event::{
    AnswerSet, CycleClosed, CycleOpened, CycleSummary, ExhibitKind, FieldSet, RecordSet, Subject,
    VendorRetired,
};
use proofbook::domain::id::{CycleId, Digest, RecordId};
use proofbook::domain::proposal::{Case as WhenCase, RecordRule};
use proofbook::domain::question::{FailsWhen, SetBy, Severity};
use proofbook::domain::questionnaire::{CORE, Questionnaire, Section};
use proofbook::domain::readiness::Readiness;
use proofbook::domain::register::RegisterKind;
use proofbook::domain::standing::{Confirming, Standing};
use proofbook::domain::value::{Reply, Value};
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::histories::{history, questions as questions_of_histories};
use super::making::*;

/// Opens a cycle over these questions, each with its revision.
fn opened(id: u128, due: Option<&str>, questions: &[(&str, u32)]) -> CycleOpened {
    CycleOpened {
        cycle: CycleId(Uuid::from_u128(id)),
        name: format!("cycle {id}"),
        due: due.map(day),
        questionnaire: CORE.to_owned(),
        digest: Digest::of(b"core"),
        questions: questions.iter().map(|(id, revision)| ((*id).into(), *revision)).collect(),
    }
}

fn closed(id: u128) -> CycleClosed {
    let summary = CycleSummary {
        documented: 0,
        applicable: 0,
        carried: 0,
        open: 0,
        gaps: 0,
        critical_gaps: 0,
    };
    CycleClosed { cycle: CycleId(Uuid::from_u128(id)), summary }
}

fn tier(word: &str) -> FieldSet {
    FieldSet { field: "tier".to_owned(), value: Value::word(word), from: None }
}

/// What needs thought, each with its reasons; and what does not.
fn left(case: &Case) -> (Vec<(String, String)>, Vec<String>) {
    let standings = case.standings(TODAY);
    let left = Reassessment::of(&case.dossier, &case.organization, &case.bank, &standings).unwrap();
    let thought = left.to_think.iter().map(|one| (one.stand.question.id.to_string(), one.why()));
    let same = left.unchanged.iter().flat_map(|(_, stands)| stands);
    (thought.collect(), same.map(|stand| stand.question.id.to_string()).collect())
}

fn first(case: &Case) -> (String, String) {
    left(case).0.first().cloned().unwrap()
}

#[rstest]
#[case("critical", "2027-01-02")]
#[case("high", "2027-01-02")]
#[case("medium", "2028-01-02")]
#[case("low", "2029-01-02")]
fn r24_a_vendor_is_due_by_its_tier_from_the_day_it_was_added(#[case] word: &str, #[case] on: &str) {
    let journal = vendor().recorded(tier(word));
    let due =
        cycle::next_due(&journal.dossier(), &organization().organization()).map(|due| due.day);
    assert_eq!(due, Some(day(on)));
}

#[test]
fn r24_the_months_are_set_for_some_tiers_and_stay_for_the_others() {
    let set = Value::Words(vec!["low=6".to_owned(), "untiered=1".to_owned()]);
    let ours = organization().recorded(proofbook::domain::event::OrganizationSet {
        field: "cadence".to_owned(),
        value: set,
    });
    let due = |journal: &Journal| {
        cycle::next_due(&journal.dossier(), &ours.organization()).unwrap().day.to_string()
    };
    assert_eq!(due(&vendor()), "2026-02-02");
    assert_eq!(due(&vendor().recorded(tier("low"))), "2026-07-02");
    assert_eq!(due(&vendor().recorded(tier("medium"))), "2028-01-02");
}

#[test]
fn r24_the_next_one_counts_from_the_last_closing_in_the_organizations_zone() {
    let ours = organization().organization();
    let journal = vendor().recorded(opened(1, Some("2026-03-31"), &[("a", 1)]));
    let dossier = journal.dossier();
    let due = cycle::next_due(&dossier, &ours).unwrap();
    assert_eq!((due.day, due.cycle.is_some()), (day("2026-03-31"), true));
    assert!(!due.is_overdue(day("2026-03-31")) && due.is_overdue(day("2026-04-01")));
    // Eleven in the evening in New York is the next day in UTC.
    let journal = journal.at("2026-03-01T04:00:00Z").recorded(closed(1));
    let dossier = journal.dossier();
    let due = cycle::next_due(&dossier, &ours).unwrap();
    assert_eq!((due.day, due.cycle), (day("2027-02-28"), None));
    let reopened = journal.clone().recorded(opened(2, None, &[("a", 1)])).dossier();
    // An open one without a day of its own is due when the cadence says.
    assert_eq!(cycle::next_due(&reopened, &ours).map(|due| due.day), Some(day("2027-02-28")));
    let retired = journal.recorded(VendorRetired::default());
    assert_eq!(cycle::next_due(&retired.dossier(), &ours), None);
}

#[test]
fn r24_a_month_without_such_a_day_ends_earlier() {
    let ours = organization().fact("cadence", "");
    let set = |months: &str| {
        ours.clone().recorded(proofbook::domain::event::OrganizationSet {
            field: "cadence".to_owned(),
            value: Value::Words(vec![format!("untiered={months}")]),
        })
    };
    let journal =
        vendor().recorded(opened(1, None, &[("a", 1)])).on("2026-01-31").recorded(closed(1));
    let due =
        |months| cycle::next_due(&journal.dossier(), &set(months).organization()).unwrap().day;
    assert_eq!(due("1"), day("2026-02-28"));
    assert_eq!(due("25"), day("2028-02-29"));
}

#[test]
fn r24_our_own_organization_is_due_yearly() {
    let ours = organization();
    let id = proofbook::domain::id::VendorId(Uuid::from_u128(9));
    let dossier = proofbook::domain::dossier::Dossier::fold_ours(id, ours.events.clone());
    let due = cycle::next_due(&dossier, &ours.organization()).unwrap();
    assert_eq!(due.day, day("2026-01-01"));
}

fn sections(id: &str, sections: &[(&str, &[&str])]) -> Questionnaire {
    let section = |(title, questions): &(&str, &[&str])| Section {
        title: (*title).to_owned(),
        questions: questions.iter().map(|id| (*id).into()).collect(),
    };
    Questionnaire { sections: sections.iter().map(section).collect(), ..questionnaire(id, &[]) }
}

#[test]
fn r16_r23_the_figure_is_over_what_the_cycle_fixed_whatever_is_asked_by_now() {
    let journal = vendor()
        .answered("a", "yes")
        .exhibit(letter().supports("a"))
        .recorded(opened(1, None, &[("a", 1), ("b", 1), ("gone", 1)]))
        .confirmed("a", 1, 1);
    let mut case = case(&journal, [question("a"), question("b"), question("c")]);
    // By now the questionnaire asks c, too, and b in no section any more.
    case.bank.questionnaires = vec![sections(CORE, &[("One", &["c"]), ("Two", &["c", "a"])])];
    let of = |case: &Case| {
        let view = case.dossier.view_of_record(&case.bank);
        let sections: Vec<(String, Vec<String>)> = view
            .asked
            .sections
            .iter()
            .map(|one| (one.title.clone(), one.questions.iter().map(ToString::to_string).collect()))
            .collect();
        (Readiness::of(&case.standings(TODAY).view(&view.asked)).whole, sections)
    };
    let held = |title: &str, id: &str| (title.to_owned(), vec![id.to_owned()]);
    let expected = vec![held("Two", "a"), held("Asked when the reassessment was opened", "b")];
    let (figure, shown) = of(&case);
    assert_eq!((figure.documented, figure.applicable), (1, 2));
    assert_eq!(shown, expected);
    // A closed cycle of record keeps its questions; so does one whose questionnaire is gone.
    case.dossier = journal.recorded(closed(1)).dossier();
    assert_eq!(of(&case).1, expected);
    case.bank.questionnaires.clear();
    let (figure, shown) = of(&case);
    assert_eq!((figure.documented, figure.applicable, shown.len()), (1, 2, 1));
}

#[test]
fn r23_what_is_handed_on_by_tier_stays_when_the_tier_changes() {
    let instead = proofbook::domain::questionnaire::Instead {
        for_tiers: vec![proofbook::domain::vendor::Tier::Low],
        ask: CORE.to_owned(),
    };
    let yearly = Questionnaire {
        instead: vec![instead],
        ..sections("yearly", &[("Everything", &["a", "b", "c"])])
    };
    let journal = vendor().recorded(tier("low")).recorded(CycleOpened {
        questionnaire: "yearly".to_owned(),
        ..opened(1, None, &[("a", 1)])
    });
    let mut case =
        case(&journal.recorded(tier("high")), [question("a"), question("b"), question("c")]);
    case.bank.questionnaires = vec![sections(CORE, &[("Basics", &["a"])]), yearly];
    let view = case.dossier.view_of_record(&case.bank);
    assert_eq!(view.asked.questions().map(ToString::to_string).collect::<Vec<_>>(), ["a"]);
    assert_eq!(view.name(), "yearly");
    // Another questionnaire than that of record is asked by the tier of today.
    assert_eq!(case.dossier.view(&case.bank, CORE).unwrap().asked.questions().count(), 1);
}

#[test]
fn r23_the_usual_questionnaire_is_borrowed_where_it_asks_what_was_fixed() {
    let journal = vendor().cycle(&["a", "b"]);
    let case = case(&journal, [question("a"), question("b")]);
    let view = case.dossier.view_of_record(&case.bank);
    assert!(matches!(view.asked, std::borrow::Cow::Borrowed(_)));
}

/// A vendor whose answers to `a` to `e` are met and shown, before a cycle over all of them.
fn settled() -> Journal {
    let ids = ["a", "b", "c", "d", "e"];
    let answered = ids.iter().fold(vendor(), |journal, id| journal.answered(id, "yes"));
    ids.iter()
        .fold(answered, |journal, id| journal.exhibit(letter().dated("2026-01-01").supports(id)))
        .on("2026-11-01")
}

fn five() -> Vec<Asked> {
    ["a", "b", "c", "d", "e"].map(question).to_vec()
}

fn all_five(journal: Journal) -> Journal {
    journal.cycle(&["a", "b", "c", "d", "e"])
}

#[test]
fn r23_where_nothing_changed_nothing_needs_thought_and_nothing_counts() {
    let case = case(&all_five(settled()), five());
    assert_eq!(left(&case), (Vec::new(), ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec()));
    let readiness = case.readiness(TODAY);
    assert_eq!((readiness.whole.documented, readiness.standing(Standing::Carried)), (0, 5));
}

#[test]
fn r23_what_changed_comes_first_and_says_why() {
    let mut questions = five();
    questions[1] = question("b").revision(2);
    questions[2] = question("c").max_age(300);
    questions[3] = question("d").severity(Severity::Critical);
    let journal = all_five(settled()).answered("e", "no");
    let before = journal.clone();
    let (thought, same) = left(&case(&journal, questions.clone()));
    let expect = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(id, why)| ((*id).to_owned(), (*why).to_owned())).collect::<Vec<_>>()
    };
    let aged = "A-03 dated 2026-01-01, over 300 days old (limit 300 days)";
    let why = thought.iter().find(|(id, _)| id == "c").unwrap().1.clone();
    assert!(why.starts_with("A-03 "), "{why}; {aged}");
    assert_eq!(
        thought,
        expect(&[("b", "the question was changed since"), ("c", &why), ("d", "critical")])
    );
    assert_eq!(same, ["a"]);
    // What was answered in the cycle is done, whatever it says.
    let case = case(&before, questions);
    let standings = case.standings(TODAY);
    let left = Reassessment::of(&case.dossier, &case.organization, &case.bank, &standings).unwrap();
    assert_eq!(left.progress, Progress { done: 1, of: 5 });
    assert_eq!(left.progress.to_string(), "1 of 5");
}

/// Yes while a business associate agreement is in force, else no.
pub(crate) fn by_agreement(id: &str) -> Asked {
    question(id).records(RecordRule::Cases {
        register: RegisterKind::Agreements,
        newest_by: None,
        cases: vec![WhenCase {
            matching: BTreeMap::from([("kind".to_owned(), vec!["baa".to_owned()])]),
            within: None,
            value: Some("yes".to_owned()),
        }],
        otherwise: Some("no".to_owned()),
    })
}

pub(crate) fn agreement_record(fields: &[(&str, &str)]) -> RecordSet {
    RecordSet {
        register: "agreements".to_owned(),
        record: RecordId(Uuid::from_u128(1)),
        fields: fields
            .iter()
            .map(|(name, word)| ((*name).to_owned(), Value::word(*word)))
            .collect(),
        exhibits: vec![exhibit_id(1)],
        supersedes: None,
        ends: None,
    }
}

#[test]
fn r23_a_record_written_since_is_a_reason_and_one_that_says_otherwise_says_what() {
    let journal = vendor()
        .exhibit(agreement().dated("2026-01-01"))
        .recorded(agreement_record(&[("kind", "baa"), ("effective", "2026-01-01")]))
        .answered("a", "records")
        .cycle(&["a"]);
    let case_of = |journal: &Journal| case(journal, [by_agreement("a")]);
    assert_eq!(left(&case_of(&journal)), (Vec::new(), vec!["a".to_owned()]));
    let edited = journal.clone().recorded(agreement_record(&[("title", "Renewed")]));
    assert_eq!(first(&case_of(&edited)).1, "changed since: AG-01");
    let ended = journal.recorded(agreement_record(&[("expires", "2026-06-30")]));
    let (_, why) = first(&case_of(&ended));
    assert!(why.starts_with("the records say \"No\"; they said \"Yes\""), "{why}");
}

#[rstest]
// Its certificate runs out within the next 90 days.
#[case("2027-02-20", true)]
#[case("2027-02-21", false)]
fn r23_an_exhibit_that_ends_soon_is_a_reason(#[case] last: &str, #[case] is_soon: bool) {
    let journal = vendor().answered("a", "yes").exhibit(letter().expires(last).supports("a"));
    let case = case(&journal.cycle(&["a"]), [question("a")]);
    let (thought, _) = left(&case);
    let soon = vec![("a".to_owned(), format!("A-01 is current until {last} only"))];
    assert_eq!(thought, if is_soon { soon } else { Vec::new() });
}

#[test]
fn r23_of_several_exhibits_the_one_that_lasts_longest_counts() {
    let journal = vendor()
        .answered("a", "yes")
        .exhibit(letter().expires("2026-12-01").supports("a"))
        .exhibit(letter().supports("a"))
        .exhibit(letter().expires("2026-02-01").supports("a"));
    assert_eq!(left(&case(&journal.cycle(&["a"]), [question("a")])).0, []);
}

#[test]
fn r23_bad_news_what_is_missing_and_what_time_made_of_an_answer_need_thought() {
    let limited = dated_within(FailsWhen::OlderThanDays(200), SetBy::WorkingStandard);
    let journal = vendor()
        .answered("bad", "no")
        .answered("bare", "yes")
        .answered("na", "na")
        .replied("aged", Reply::Value(Value::word("2026-01-01")))
        .cycle(&["bad", "bare", "na", "aged", "new", "hangs"]);
    let questions = [
        question("bad"),
        question("bare"),
        question("na"),
        question("aged").of_kind(limited),
        question("new"),
        question("hangs").when(answer_is("bare", "no")),
    ];
    let (thought, same) = left(&case(&journal, questions));
    let expected = [
        ("aged", "was met when answered; by time it is Part now; stands Part"),
        ("new", "not answered yet"),
        ("bad", "stands Unmet"),
        ("bare", "nothing on file shows it"),
        ("hangs", "not answered; whether it is asked hangs on other answers"),
    ];
    let expected: Vec<_> =
        expected.iter().map(|(id, why)| ((*id).to_owned(), (*why).to_owned())).collect();
    assert_eq!(thought, expected);
    // What does not apply rests on its reason and not on an exhibit.
    assert_eq!(same, ["na"]);
}

#[test]
fn r25_what_somebody_is_to_find_out_goes_on_through_a_cycle() {
    let journal = vendor().follows_up("a", 5, "2026-12-01").cycle(&["a"]);
    let (thought, _) = left(&case(&journal, [question("a")]));
    assert_eq!(thought, [("a".to_owned(), "stands Unknown".to_owned())]);
    let confirmed = journal.confirmed("a", 1, 1).dossier();
    assert!(confirmed.follow_ups[0].is_open());
    let case = Case { dossier: confirmed, ..case(&vendor(), [question("a")]) };
    assert_eq!(case.standing("a", TODAY), Standing::Unknown);
}

#[test]
fn r24_closing_freezes_the_figures_of_the_day() {
    let journal = all_five(settled()).confirmed("a", 1, 1).answered("b", "no");
    let case = case(&journal, five());
    let summary = cycle::summary(&case.dossier, &case.organization, &case.bank, day(TODAY));
    let expected = CycleSummary {
        documented: 1,
        applicable: 5,
        carried: 3,
        open: 0,
        gaps: 1,
        critical_gaps: 0,
    };
    assert_eq!(summary, expected);
}

#[test]
fn r23_a_closed_cycle_leaves_what_was_not_confirmed_carried() {
    let journal = all_five(settled()).confirmed("a", 1, 1).recorded(closed(1));
    let case = case(&journal, five());
    assert_eq!(case.standing("a", TODAY), Standing::Documented);
    assert_eq!(case.standing("b", TODAY), Standing::Carried);
    let standings = case.standings(TODAY);
    assert!(Reassessment::of(&case.dossier, &case.organization, &case.bank, &standings).is_none());
}

#[test]
fn r23_an_answer_under_an_alias_is_of_the_cycle() {
    let old = AnswerSet::new(Subject::Vendor, "old.a".into(), 1, reply("yes"));
    let journal = vendor().recorded(old).exhibit(letter().supports("a")).cycle(&["old.a"]);
    let case = case(&journal, [question("a").alias("old.a")]);
    assert_eq!(left(&case).1, ["a"]);
    assert_eq!(case.dossier.view_of_record(&case.bank).asked.questions().count(), 1);
}

#[test]
fn r23_an_audit_report_that_aged_out_is_named_with_its_age() {
    let report = exhibit(ExhibitKind::AuditReport).period_to("2025-06-30").supports("a");
    let journal = vendor().answered("a", "yes").exhibit(report).cycle(&["a"]);
    let (_, why) = first(&case(&journal, [question("a")]));
    assert!(why.starts_with("A-01 ") && why.contains("365"), "{why}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is recorded in whatever order, with cycles opened, closed and taken back: what a cycle carries never counts until it is
    /// given or confirmed anew, and the reassessment leaves out nothing that does not count for that reason.
    #[test]
    fn r23_a_carried_answer_never_counts(
        journal in history(),
        more in history(),
        close in any::<bool>(),
    ) {
        let mut journal = journal.cycle(&["a", "b", "c", "gone"]);
        let at = journal.last();
        for event in more.events.into_iter().skip(1) {
            journal = journal.recorded(event.change);
        }
        if close {
            journal = journal.recorded(closed(1));
        }
        let case = case(&journal, questions_of_histories());
        let standings = case.standings(TODAY);
        let opened: Vec<u64> = case.dossier.cycles.iter().map(|cycle| cycle.opened_seq).collect();
        for stand in standings.iter() {
            let Some(answer) = stand.answer else { continue };
            let held = |cycle: &&proofbook::domain::dossier::Cycle| {
                cycle.opened_seq > answer.last_seq()
                    && cycle.questions.keys().any(|id| stand.question.is_called(id.as_str()))
            };
            if case.dossier.cycles.iter().any(|cycle| held(&cycle)) {
                prop_assert!(
                    !matches!(stand.standing, Standing::Documented | Standing::DoesNotApply),
                    "{} stands {} at {at}, cycles at {opened:?}", stand.question.id, stand.standing
                );
                prop_assert_ne!(stand.confirming, Confirming::Settled);
            }
        }
        let view = case.dossier.view_of_record(&case.bank);
        let stands = standings.view(&view.asked);
        let settled = |stand: &&&proofbook::domain::standing::Stand<'_>| {
            stand.standing == Standing::Documented && stand.confirming == Confirming::Settled
        };
        let documented = stands.iter().filter(settled).filter(|stand| stand.is_applicable()).count();
        prop_assert_eq!(Readiness::of(&stands).whole.documented, u32::try_from(documented).unwrap());
        if let Some(left) = Reassessment::of(&case.dossier, &case.organization, &case.bank, &standings) {
            let waits = |id: &str| left.left().any(|stand| stand.question.id.as_str() == id);
            for stand in stands.iter().filter(|one| one.asked.is_asked()) {
                let carried = stand.standing == Standing::Carried;
                prop_assert!(!carried || waits(stand.question.id.as_str()), "{}", stand.question.id);
            }
            prop_assert_eq!(
                usize::try_from(left.progress.of - left.progress.done).unwrap(),
                left.left().count()
            );
            for (_, same) in &left.unchanged {
                for stand in same {
                    prop_assert_eq!(stand.standing, Standing::Carried);
                    prop_assert_ne!(stand.question.severity, Severity::Critical);
                }
            }
        }
    }
}
