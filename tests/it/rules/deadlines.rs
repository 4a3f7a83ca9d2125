//! Everything with a day: what is due, on which last good day, and when it is warned of (rules R4, R11, R17, R19 and R25).

use proofbook::domain::deadline::{self, About, Deadline, Stage};
use proofbook::domain::event::{
    CopyState, CycleOpened, ExhibitKind, GapOwned, RecordSet, Subject, VendorRetired,
};
use proofbook::domain::id::{CycleId, Digest, RecordId};
use proofbook::domain::question::Basis;
use proofbook::domain::register::RegisterKind;
use proofbook::domain::request::Asked;
use proofbook::domain::summary::Summary;
use proofbook::domain::value::Value;
use rstest::rstest;
use uuid::Uuid;

use super::making::{
    Case, Journal, TODAY, agreement, case, day, exhibit, letter, question, vendor,
};

fn all_due(case: &Case, on: &str) -> Vec<Deadline> {
    let standings = case.standings(on);
    deadline::deadlines(&case.dossier, &case.organization, &case.bank, &standings)
}

/// Everything but the next reassessment, which every vendor has.
fn due(case: &Case, on: &str) -> Vec<Deadline> {
    let mut due = all_due(case, on);
    due.retain(|one| one.about != About::Reassessment);
    due
}

/// The last good day and what is due, in order.
fn rows(journal: &Journal, on: &str) -> Vec<(String, String)> {
    let case = case(journal, [question("a"), question("b")]);
    due(&case, on).into_iter().map(|one| (one.day.to_string(), one.what)).collect()
}

fn row(day: &str, what: &str) -> (String, String) {
    (day.to_owned(), what.to_owned())
}

#[rstest]
#[case(letter().dated("2026-01-01").expires("2026-12-31"), "2026-12-31", "2026-12-31 is its own last day")]
#[case(exhibit(ExhibitKind::Insurance).expires("2027-01-01"), "2026-12-31",
    "its cover ends on 2027-01-01, the first day without cover: a policy ends at 12:01 a.m.")]
#[case(exhibit(ExhibitKind::AuditReport).period_to("2026-03-31"), "2027-03-31",
    "of kind audit report it counts 365 days from 2026-03-31, the end of the period covered; our standard, no rule sets it")]
fn r4_and_r11_an_exhibits_last_day_is_named_with_its_rule(
    #[case] made: super::making::Exhibit,
    #[case] last: &str,
    #[case] rule: &str,
) {
    let journal = vendor().answered("a", "yes").exhibit(made.supports("a"));
    let case = case(&journal, [question("a")]);
    let [only] = due(&case, TODAY).try_into().unwrap();
    assert_eq!((only.day, only.rule.as_str()), (day(last), rule));
    assert_eq!(only.questions, [Asked::of_vendor("a")]);
    // The standing turns on the day after, and not before.
    assert!(due(&case, last)[0].stage(day(last)) != Stage::Overdue);
    let next = deadline::next_turn(&due(&case, last), day(last)).unwrap();
    assert_eq!(next, day(last).tomorrow().unwrap());
    assert_eq!(due(&case, &next.to_string())[0].stage(next), Stage::Overdue);
}

#[test]
fn an_exhibit_is_due_only_where_nothing_else_shows_the_question_as_long() {
    let shown = |journal: Journal| rows(&journal, TODAY);
    let base = || vendor().answered("a", "yes").answered("b", "yes");
    let short = || letter().expires("2026-12-31").supports("a");
    let long = || letter().expires("2027-06-30").supports("a");
    let endless = || letter().supports("a");
    assert_eq!(shown(base().exhibit(short()).exhibit(endless())), []);
    let both = shown(base().exhibit(short()).exhibit(long()));
    assert_eq!(both, [row("2027-06-30", "A-02 letter stops being current")]);
    // It still holds up the other question alone.
    let other = shown(base().exhibit(short().supports("b")).exhibit(endless()));
    assert_eq!(other, [row("2026-12-31", "A-01 letter stops being current")]);
    // One that begins the day after goes on from there; one that begins later leaves a gap.
    let next = letter().from("2027-01-01").expires("2027-12-31").supports("a");
    let late = letter().from("2027-01-02").expires("2027-12-31").supports("a");
    let goes_on = shown(base().exhibit(short()).exhibit(next));
    assert_eq!(goes_on, [row("2027-12-31", "A-02 letter stops being current")]);
    let leaves = shown(base().exhibit(short()).exhibit(late));
    assert_eq!(leaves, [row("2026-12-31", "A-01 letter stops being current")]);
}

#[test]
fn what_ran_out_with_nothing_in_its_place_is_overdue_and_what_was_replaced_is_not() {
    let stale =
        || vendor().answered("a", "yes").exhibit(letter().expires("2026-05-31").supports("a"));
    assert_eq!(rows(&stale(), TODAY), [row("2026-05-31", "A-01 letter stopped being current")]);
    let renewed = stale().exhibit(letter().supersedes(1).supports("a"));
    assert_eq!(rows(&renewed, TODAY), []);
    // Damage is no deadline, and what shows no Met answer has none.
    assert_eq!(rows(&stale().found(1, CopyState::Damaged), TODAY), []);
    let unmet = vendor().answered("a", "no").exhibit(letter().expires("2026-12-31").supports("a"));
    assert_eq!(rows(&unmet, TODAY), []);
    let proposed =
        vendor().answered("a", "yes").exhibit(letter().expires("2026-12-31").supports("a"));
    let asked = case(&proposed, [question("a").basis(Basis::Proposed)]);
    assert_eq!(due(&asked, TODAY), []);
}

#[test]
fn an_open_reassessment_hides_no_end_of_an_exhibit() {
    let shown = |until: &str| {
        vendor().answered("a", "yes").exhibit(letter().expires(until).supports("a")).cycle(&["a"])
    };
    let ends = rows(&shown("2026-12-31"), TODAY);
    assert!(ends.contains(&row("2026-12-31", "A-01 letter stops being current")), "{ends:?}");
    let ended = rows(&shown("2026-05-31"), TODAY);
    assert!(ended.contains(&row("2026-05-31", "A-01 letter stopped being current")), "{ended:?}");
    // What does not apply rests on no exhibit.
    let na = vendor().answered("a", "na").exhibit(letter().expires("2026-12-31").supports("a"));
    assert_eq!(rows(&na.cycle(&["a"]), TODAY).len(), 0);
}

#[test]
fn one_exhibit_has_one_row_a_day_with_the_questions_that_rest_on_it() {
    let paper = agreement().dated("2026-06-01").supports("a").supports("b");
    let journal = vendor().answered("a", "yes").answered("b", "yes").exhibit(paper);
    let apart = case(&journal, [question("a").max_age(200), question("b").max_age(300)]);
    let days: Vec<_> =
        due(&apart, TODAY).into_iter().map(|one| (one.day.to_string(), one.questions)).collect();
    assert_eq!(
        days,
        [
            ("2026-12-18".to_owned(), vec![Asked::of_vendor("a")]),
            ("2027-03-28".to_owned(), vec![Asked::of_vendor("b")])
        ]
    );
    let same = case(&journal, [question("a").max_age(200), question("b").max_age(200)]);
    let [only] = due(&same, TODAY).try_into().unwrap();
    assert_eq!(only.questions, [Asked::of_vendor("a"), Asked::of_vendor("b")]);
}

fn record(register: RegisterKind, id: u128, fields: &[(&str, &str)]) -> RecordSet {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), Value::word(*value)));
    RecordSet {
        register: register.word().to_owned(),
        record: RecordId(Uuid::from_u128(0xB000 + id)),
        fields: fields.collect(),
        exhibits: Vec::new(),
        supersedes: None,
        ends: None,
    }
}

#[test]
fn r4_agreements_and_policies_end_and_are_overdue_until_one_of_their_kind_is_in_force() {
    let old = || {
        vendor().recorded(record(
            RegisterKind::Agreements,
            1,
            &[("kind", "baa"), ("effective", "2024-01-01"), ("expires", "2026-12-31")],
        ))
    };
    let days = |journal: &Journal, on: &str| -> Vec<String> {
        rows(journal, on).into_iter().map(|(day, _)| day).collect()
    };
    assert_eq!(days(&old(), TODAY), ["2026-12-31"]);
    assert_eq!(days(&old(), "2027-03-01"), ["2026-12-31"]);
    let renewed = old().recorded(record(
        RegisterKind::Agreements,
        2,
        &[("kind", "baa"), ("effective", "2027-01-01"), ("expires", "none")],
    ));
    assert_eq!(days(&renewed, "2027-03-01"), [""; 0]);
    let ended = RecordSet {
        ends: Some(day("2026-10-01")),
        ..record(RegisterKind::Agreements, 1, &[("kind", "baa"), ("effective", "2024-01-01")])
    };
    assert_eq!(
        days(&vendor().recorded(ended), TODAY),
        [""; 0],
        "ended before its time, on purpose"
    );
    let policy = record(
        RegisterKind::Insurance,
        3,
        &[("insurer", "Chubb"), ("from", "2026-01-01"), ("to", "2027-01-01")],
    );
    let [only] = rows(&vendor().recorded(policy), TODAY).try_into().unwrap();
    assert_eq!(only.0, "2026-12-31", "the policy's end is the first day without cover");
}

#[test]
fn r25_r19_follow_ups_fix_by_days_and_acceptances_are_due_while_they_stand() {
    let owned = GapOwned {
        subject: Subject::Vendor,
        question: "a".into(),
        owner: "Omar".to_owned(),
        fix_by: Some(day("2026-12-04")),
    };
    let open = || {
        vendor().answered("a", "no").recorded(owned.clone()).accepted("a", "2027-01-31").follows_up(
            "b",
            5,
            "2026-11-30",
        )
    };
    let case = case(&open(), [question("a"), question("b")]);
    let kinds: Vec<_> =
        due(&case, TODAY).iter().map(|one| (one.about.word(), one.day.to_string())).collect();
    let named = |kind, day: &str| (kind, day.to_owned());
    assert_eq!(
        kinds,
        [
            named("follow_up", "2026-11-30"),
            named("fix_by", "2026-12-04"),
            named("acceptance", "2027-01-31")
        ]
    );
    // Answered and shown, nothing is left to be done; a vendor that is retired has no deadline.
    let done = open().answered("a", "yes").answered("b", "yes").exhibit(letter().supports("a"));
    assert_eq!(rows(&done, TODAY), []);
    assert_eq!(rows(&open().recorded(VendorRetired::default()), TODAY), []);
}

#[test]
fn an_open_cycle_is_due_on_its_day() {
    let opened = CycleOpened {
        cycle: CycleId(Uuid::from_u128(1)),
        name: "2026".to_owned(),
        due: Some(day("2026-12-31")),
        questionnaire: "core".to_owned(),
        digest: Digest::of(b"core"),
        questions: Vec::new(),
    };
    let case = case(&vendor().recorded(opened), [question("a")]);
    let [only] = due(&case, TODAY).try_into().unwrap();
    assert_eq!(
        (only.day, only.about),
        (day("2026-12-31"), About::Cycle(CycleId(Uuid::from_u128(1))))
    );
}

#[test]
fn r24_the_next_reassessment_is_due_where_no_cycle_is_open() {
    let case = case(&vendor(), [question("a")]);
    let [only] = all_due(&case, TODAY).try_into().unwrap();
    let next = proofbook::domain::cycle::next_due(&case.dossier, &case.organization).unwrap();
    assert_eq!((only.day, only.about), (next.day, About::Reassessment));
    assert!(only.rule.contains("tier"), "{}", only.rule);
    // Ours has no tier.
    let mut ours = case;
    ours.dossier.subject = proofbook::domain::event::Subject::Organization;
    let [only] = all_due(&ours, TODAY).try_into().unwrap();
    assert!(only.rule.starts_with("yearly"), "{}", only.rule);
}

#[test]
fn r17_a_figure_is_computed_again_on_every_day_of_warning() {
    let journal =
        vendor().answered("a", "yes").exhibit(letter().expires("2027-06-30").supports("a"));
    let case = case(&journal, [question("a")]);
    let mut on = day("2026-01-10");
    let mut turns = Vec::new();
    while let (_, Some(next)) = Summary::of(&case.dossier, &case.organization, &case.bank, on) {
        assert!(next > on, "{next} after {on}");
        turns.push(next.to_string());
        on = next;
    }
    // 90, 30 and 7 days before, and the day after the last one: of the next reassessment, then of the letter.
    let reassessment = ["2026-10-04", "2026-12-03", "2026-12-26", "2027-01-03"];
    assert_eq!(turns[..4], reassessment);
    assert_eq!(turns[4..], ["2027-04-01", "2027-05-31", "2027-06-23", "2027-07-01"]);
    let (summary, _) = Summary::of(&case.dossier, &case.organization, &case.bank, day(TODAY));
    let next = (day("2027-01-02"), "The next reassessment is due".to_owned());
    assert_eq!(summary.next_deadline, Some(next));
}

#[rstest]
#[case(-1, Stage::Overdue)]
#[case(0, Stage::Week)]
#[case(7, Stage::Week)]
#[case(8, Stage::Month)]
#[case(30, Stage::Month)]
#[case(31, Stage::Quarter)]
#[case(90, Stage::Quarter)]
#[case(91, Stage::Later)]
fn the_stages_are_90_30_and_7_days(#[case] left: i64, #[case] stage: Stage) {
    let today = day(TODAY);
    let due = today.checked_add(jiff::Span::new().days(left)).unwrap();
    assert_eq!(Stage::of(due, today), stage);
}
