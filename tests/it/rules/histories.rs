//! Whatever is recorded in whatever order: folding never fails, and what the rules promise of every history holds.

use jiff::civil::Date;
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{
    Change, CopyState, Event, ExhibitKind, ExhibitWithdrawn, ExhibitsChecked, FieldSet, GapOwned,
    Subject, VendorRetired,
};
use proofbook::domain::id::VendorId;
use proofbook::domain::question::{FailsWhen, SetBy};
use proofbook::domain::readiness::Readiness;
use proofbook::domain::standing::{Standing, Standings};
use proofbook::domain::value::Value;
use proptest::prelude::*;
use uuid::Uuid;

use super::making::{
    Asked, Case, Exhibit, Journal, answer_is, case, dated_within, day, event_id, exhibit,
    exhibit_id, question, vendor,
};

/// One thing done; places and numbers may name what is not there.
#[derive(Clone, Debug)]
pub(super) enum Did {
    Answered(usize, usize),
    FollowedUp(usize, u8),
    Confirmed(usize, u64),
    Took { kind: usize, days: [u16; 4], question: usize, supersedes: u32 },
    Linked(u32, usize),
    Unlinked(u32, usize),
    Found(u32, usize),
    Checked(u32),
    Withdrew(u32),
    Changed(u32, u16),
    Accepted(usize, u16),
    Owned(usize),
    Opened(usize),
    Renamed,
    Retired,
    Undid(u64),
    Faulted(u64),
    Waited(u16),
}

pub(super) const QUESTIONS: [&str; 5] = ["a", "b", "c", "old.a", "gone"];
const SAID: [&str; 8] =
    ["yes", "no", "partial", "na", "unknown", "open", "2026-05-01", "2026-08-01"];

pub(crate) fn questions() -> Vec<Asked> {
    vec![
        question("a").alias("old.a").max_age(200),
        question("b").when(answer_is("a", "yes")).revision(2),
        question("c").of_kind(dated_within(FailsWhen::OlderThanDays(60), SetBy::WorkingStandard)),
    ]
}

pub(super) fn did() -> impl Strategy<Value = Did> {
    let which = 0..QUESTIONS.len();
    let exhibit = 1_u32..6;
    let place = 0_u64..40;
    prop_oneof![
        6 => (which.clone(), 0..SAID.len()).prop_map(|(q, said)| Did::Answered(q, said)),
        1 => (which.clone(), 0_u8..3).prop_map(|(q, id)| Did::FollowedUp(q, id)),
        1 => (which.clone(), place.clone()).prop_map(|(q, of)| Did::Confirmed(q, of)),
        3 => (0_usize..10, any::<[u16; 4]>(), which.clone(), 0_u32..4)
            .prop_map(|(kind, days, question, supersedes)| Did::Took { kind, days, question, supersedes }),
        2 => (exhibit.clone(), which.clone()).prop_map(|(no, q)| Did::Linked(no, q)),
        1 => (exhibit.clone(), which.clone()).prop_map(|(no, q)| Did::Unlinked(no, q)),
        1 => (exhibit.clone(), 0_usize..3).prop_map(|(no, state)| Did::Found(no, state)),
        1 => exhibit.clone().prop_map(Did::Checked),
        1 => exhibit.clone().prop_map(Did::Withdrew),
        1 => (exhibit, 0_u16..900).prop_map(|(no, on)| Did::Changed(no, on)),
        2 => (which.clone(), 0_u16..900).prop_map(|(q, until)| Did::Accepted(q, until)),
        1 => which.clone().prop_map(Did::Owned),
        1 => which.prop_map(Did::Opened),
        1 => Just(Did::Renamed),
        1 => Just(Did::Retired),
        4 => place.clone().prop_map(Did::Undid),
        1 => place.prop_map(Did::Faulted),
        3 => (0_u16..120).prop_map(Did::Waited),
    ]
}

/// A day from 2025-06-01 on.
fn some_day(after: u16) -> String {
    proofbook::domain::day::after(day("2025-06-01"), u32::from(after % 900)).to_string()
}

fn made(kind: usize, days: [u16; 4]) -> Exhibit {
    let [dated, from, period, expires] = days;
    let mut made = exhibit(ExhibitKind::ALL[kind]);
    // Each date is there for two in three.
    for (given, on) in [(dated, 0), (from, 1), (period, 2), (expires, 3)] {
        made = match on {
            _ if given % 3 == 0 => made,
            0 => made.dated(&some_day(given)),
            1 => made.from(&some_day(given)),
            2 => made.period_to(&some_day(given)),
            _ => made.expires(&some_day(given)),
        };
    }
    made
}

pub(super) fn doing(journal: Journal, did: &Did, on: &mut Date) -> Journal {
    let q = |place: usize| QUESTIONS[place];
    let set = |field: &str, value: &str| FieldSet {
        field: field.to_owned(),
        value: Value::word(value),
        from: None,
    };
    match did.clone() {
        Did::Answered(place, said) => journal.answered(q(place), SAID[said]),
        Did::FollowedUp(place, id) => journal.follows_up(q(place), id.into(), "2026-07-01"),
        Did::Confirmed(place, of) => journal.confirmed(q(place), 2, of),
        Did::Took { kind, days, question, supersedes } => {
            journal.exhibit(made(kind, days).supports(q(question)).supersedes(supersedes))
        }
        Did::Linked(no, place) => journal.linked(no, q(place)),
        Did::Unlinked(no, place) => journal.unlinked(no, q(place)),
        Did::Found(no, state) => {
            let states = [CopyState::Same, CopyState::Damaged, CopyState::Missing];
            journal.found(no, states[state])
        }
        Did::Checked(no) => journal.recorded(ExhibitsChecked { same: vec![exhibit_id(no)] }),
        Did::Withdrew(no) => {
            journal.recorded(ExhibitWithdrawn { exhibit: exhibit_id(no), reason: String::new() })
        }
        Did::Changed(no, on) => {
            let changed = serde_json::json!({
                "exhibit": exhibit_id(no), "dated": some_day(on), "expires": "none"
            });
            let changed: proofbook::domain::event::ExhibitChanged =
                serde_json::from_value(changed).unwrap();
            journal.recorded(changed)
        }
        Did::Accepted(place, until) => journal.accepted(q(place), &some_day(until)),
        Did::Owned(place) => journal.recorded(GapOwned {
            subject: Subject::Vendor,
            question: q(place).into(),
            owner: "Kim".to_owned(),
            fix_by: None,
        }),
        Did::Opened(place) => journal.cycle(&[q(place)]),
        Did::Renamed => journal.recorded(set("name", "Southwind")).recorded(set("tier", "low")),
        Did::Retired => journal.recorded(VendorRetired::default()),
        Did::Undid(of) => journal.undone(of),
        Did::Faulted(first) => journal.clock_fault(first),
        Did::Waited(days) => {
            *on = proofbook::domain::day::after(*on, days.into());
            journal.on(&on.to_string())
        }
    }
}

pub(crate) fn history() -> impl Strategy<Value = Journal> {
    prop::collection::vec(did(), 0..40).prop_map(|all| {
        let mut on = day("2026-01-02");
        all.iter().fold(vendor(), |journal, did| doing(journal, did, &mut on))
    })
}

const VENDOR: VendorId = VendorId(Uuid::from_u128(7));

/// Everything that a dossier says, but the numbers that were ever given.
pub(super) fn told(dossier: &Dossier) -> String {
    let Dossier { answers, exhibits, owners, acceptances, follow_ups, cycles, .. } = dossier;
    let profile = (&dossier.name, &dossier.former_names, dossier.tier, &dossier.retired);
    format!(
        "{profile:?} {answers:?} {exhibits:?} {owners:?} {acceptances:?} {follow_ups:?} {cycles:?}"
    )
}

pub(super) fn one_by_one(events: &[Event]) -> Dossier {
    let mut dossier = Dossier::empty(VENDOR);
    for event in events {
        dossier.apply(event.clone());
    }
    dossier
}

fn gaps_of(case: &Case, on: &str) -> String {
    format!("{:?}", case.gaps(on))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn folding_all_is_applying_one_by_one(journal in history()) {
        let (folded, applied) = (journal.dossier(), one_by_one(&journal.events));
        prop_assert_eq!(told(&folded), told(&applied));
        prop_assert_eq!(folded.next_exhibit_no(), applied.next_exhibit_no());
        prop_assert_eq!(&folded.events, &applied.events);
        for id in QUESTIONS {
            let touch = |dossier: &Dossier| dossier.last_touch(Subject::Vendor, &id.into());
            prop_assert_eq!(touch(&folded), touch(&applied));
        }
    }

    #[test]
    fn no_order_of_events_makes_anything_fail(journal in history(), order in any::<u64>()) {
        let mut shuffled = journal;
        // Any order: by a number that depends on the event's id and the case.
        shuffled.events.sort_by_key(|event| u64::try_from(event.id.0.as_u128()).unwrap().wrapping_mul(order | 1));
        prop_assert_eq!(told(&shuffled.dossier()), told(&one_by_one(&shuffled.events)));
        let case = case(&shuffled, questions());
        for on in ["-009999-01-01", "2026-06-01", "9999-12-31"] {
            let _ = (case.gaps(on), case.readiness(on), case.standings(on).next_change());
        }
        let _ = shuffled.organization();
    }

    #[test]
    fn r22_undo_after_do_restores_everything_but_numbers(
        journal in history(),
        // Later than every `at` before, so that a clock fault cannot name it.
        last in did().prop_filter("an event of its own", |did| !matches!(did, Did::Undid(_) | Did::Faulted(_) | Did::Waited(_) | Did::Checked(_) | Did::Renamed)),
    ) {
        let before = journal.dossier();
        let place = journal.next();
        let mut on = day("2027-01-01");
        let after = doing(journal.clone(), &last, &mut on).undone(place).dossier();
        prop_assert_eq!(&before.answers, &after.answers);
        prop_assert_eq!(&before.follow_ups, &after.follow_ups);
        prop_assert_eq!(&before.owners, &after.owners);
        prop_assert_eq!(&before.acceptances, &after.acceptances);
        prop_assert_eq!(&before.cycles, &after.cycles);
        for (no, exhibit) in &before.exhibits {
            prop_assert_eq!(Some(exhibit), after.exhibits.get(no));
        }
        for (no, exhibit) in after.exhibits.iter().filter(|(no, _)| !before.exhibits.contains_key(no)) {
            prop_assert!(exhibit.withdrawn.is_some() && exhibit.links.is_empty(), "{no}");
        }
    }

    #[test]
    fn r2_the_view_of_a_day_is_the_fold_of_its_prefix_and_later_events_never_move_it(
        journal in history(),
        later in prop::collection::vec(did(), 0..6),
    ) {
        let on = "2026-06-01";
        let before = journal.as_of(on);
        prop_assert_eq!(&before.events, &journal.events[..before.events.len()].to_vec());
        let mut then = day("2026-09-01");
        let start = journal.on("2028-01-01");
        let grown = later.iter().fold(start, |journal, did| doing(journal, did, &mut then));
        let view = |journal: &Journal| {
            let case = case(&journal.as_of(on), questions());
            (told(&case.dossier), gaps_of(&case, on), case.readiness(on))
        };
        prop_assert_eq!(view(&grown), view(&before));
    }

    #[test]
    fn r14_a_hundred_percent_only_when_all_are_documented(journal in history()) {
        let case = case(&journal, questions());
        let standings = case.standings("2026-11-22");
        let view = standings.view(case.bank.questionnaire("core").unwrap());
        let readiness = Readiness::of(&view);
        let applicable: Vec<_> = view.iter().filter(|stand| stand.is_applicable()).collect();
        let all = applicable.iter().all(|stand| stand.standing == Standing::Documented);
        prop_assert_eq!(readiness.whole.percent() == Some(100), all && !applicable.is_empty());
        let bar: u32 = readiness.standings.values().sum();
        prop_assert_eq!(bar, readiness.whole.applicable);
        let apart = readiness.does_not_apply + readiness.not_asked + readiness.proposed;
        prop_assert_eq!(bar + apart, u32::try_from(view.len()).unwrap());
        prop_assert_eq!(readiness.in_force.applicable + readiness.good_practice.applicable, bar);
    }

    #[test]
    fn r17_nothing_changes_by_itself_before_the_day_that_is_named(journal in history(), after in 0_u16..900) {
        let case = case(&journal, questions());
        let first = day(&some_day(after));
        let standings = Standings::of(&case.dossier, &case.organization, &case.bank, first);
        let last = standings
            .next_change()
            .map_or(proofbook::domain::day::after(first, 500), |next| next.yesterday().unwrap());
        let view = |on: Date| {
            let on = on.to_string();
            let standings = case.standings(&on);
            let stands: Vec<_> = ["a", "b", "c"]
                .map(|id| standings.get(&id.into()).map(|stand| (stand.standing, stand.asked.clone())))
                .to_vec();
            let overdue: Vec<bool> =
                case.dossier.follow_ups.iter().map(|one| one.is_overdue(day(&on))).collect();
            (stands, overdue, case.gaps(&on))
        };
        let as_first = view(first);
        let mut on = first;
        // Every day of the first weeks, then in steps, then the last.
        let mut step = 1;
        while on < last {
            prop_assert_eq!(&view(on), &as_first, "{} to {}", first, on);
            on = proofbook::domain::day::after(on, step);
            step = (step + 1).min(20);
        }
        prop_assert_eq!(&view(last), &as_first, "{} to {}", first, last);
    }

    #[test]
    fn r22_what_is_taken_back_is_never_the_undo_of_a_later_event(journal in history()) {
        let back = proofbook::domain::apply::taken_back(&journal.events);
        for (place, event) in journal.events.iter().enumerate() {
            if back.contains(&event.id) {
                let by_a_later = journal.events.iter().skip(place + 1).any(|later| {
                    matches!(&later.change, Change::Undone(undone) if undone.of == event.id && !back.contains(&later.id))
                });
                prop_assert!(by_a_later, "{:?}", event_id(place as u64));
            }
        }
    }
}
