//! Views over the shipped bank under random answers: no condition hides a gap, shared questions count once, every value comes back.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use proofbook::domain::bank::Bank;
use proofbook::domain::event::{AnswerSet, FieldSet, Subject};
use proofbook::domain::gap;
use proofbook::domain::id::QuestionId;
use proofbook::domain::question::{AnswerKind, Basis, Counts, Lies, Question, Scope};
use proofbook::domain::questionnaire::Questionnaire;
use proofbook::domain::readiness::Readiness;
use proofbook::domain::standing::{Asked, Stand, Standing, Standings};
use proofbook::domain::value::{Reply, ReplyState, Value};
use proofbook::domain::vendor::Tier;
use proofbook::questionnaires::builtin;
use proptest::prelude::*;

use super::making::{Case, Journal, TODAY, day, letter, organization, vendor};

static BANK: LazyLock<Arc<Bank>> = LazyLock::new(|| builtin::bank().unwrap());

/// The shipped questions about a vendor.
fn questions() -> Vec<&'static Question> {
    BANK.questions().iter().filter(|question| question.scope == Scope::Vendor).collect()
}

/// Everything that may be typed as an answer to a question, each outcome of it at least once.
pub(crate) fn said_to(kind: &AnswerKind) -> Vec<String> {
    let mut said: Vec<String> = kind.choices().iter().map(|(word, _)| (*word).to_owned()).collect();
    match kind {
        AnswerKind::Choices { choices } => {
            let wanted: Vec<&str> = choices
                .iter()
                .filter(|one| one.counts == Counts::Wanted)
                .map(|one| one.value.as_str())
                .collect();
            said.push(wanted.join(", "));
        }
        AnswerKind::Date { lies, .. } => {
            said.extend(["2010-02-28".to_owned(), "2026-10-31".to_owned()]);
            said.extend((*lies == Lies::Ahead).then(|| "2031-12-31".to_owned()));
        }
        AnswerKind::Hours(_) | AnswerKind::Days(_) => {
            said.extend(["0", "24", "4294967295"].map(str::to_owned));
        }
        AnswerKind::Money(_) => said.extend(["0", "5000000", "1234.56"].map(str::to_owned)),
        AnswerKind::Number(_) => said.extend(["0", "12.5", "-3"].map(str::to_owned)),
        AnswerKind::Text { .. } => {
            said.extend(["two words", "say \"no\"; Ångström 日本"].map(str::to_owned));
        }
        AnswerKind::YesNoPartial { .. } | AnswerKind::Choice { .. } => {}
    }
    if kind.takes_none() {
        said.push("none".to_owned());
    }
    said.extend(["unknown", "na"].map(str::to_owned));
    said
}

fn reply_to(question: &Question, said: &str) -> Reply {
    question.kind.read(said, day(TODAY)).unwrap_or_else(|refused| {
        panic!("{} refuses '{said}': {refused:?}", question.id);
    })
}

/// The places of the questions on which the conditions of others rest.
fn gates(questions: &[&Question]) -> Vec<usize> {
    let rests = |id: &QuestionId| {
        let mut conditions = questions.iter().filter_map(|one| one.asked_when.as_ref());
        conditions.any(|condition| condition.questions().contains(&id))
    };
    (0..questions.len()).filter(|place| rests(&questions[*place].id)).collect()
}

/// Answers at random: which question, which of its answers, whether an exhibit shows it; and the vendor's tier. One in three answers
/// what the conditions of others rest on, so that they turn both ways.
fn answers() -> impl Strategy<Value = (Vec<(usize, usize, bool)>, Option<usize>)> {
    let place = any::<prop::sample::Index>;
    let one = (place(), prop::bool::weighted(0.33), place(), any::<bool>());
    let many = proptest::collection::vec(one, 0..120).prop_map(|many| {
        let questions = questions();
        let gates = gates(&questions);
        let one = |(question, is_gate, said, shown): (
            prop::sample::Index,
            bool,
            prop::sample::Index,
            bool,
        )| {
            let place = if is_gate {
                gates[question.index(gates.len())]
            } else {
                question.index(questions.len())
            };
            (place, said.index(said_to(&questions[place].kind).len()), shown)
        };
        many.into_iter().map(one).collect()
    });
    (many, proptest::option::of(0..Tier::ALL.len()))
}

/// A vendor with these answers, under the shipped bank.
fn answered(answers: &[(usize, usize, bool)], tier: Option<usize>) -> Case {
    let questions = questions();
    let mut journal: Journal = vendor();
    if let Some(tier) = tier {
        let value = Value::word(Tier::ALL[tier].word());
        journal = journal.recorded(FieldSet { field: "tier".to_owned(), value, from: None });
    }
    for (place, said, shown) in answers {
        let question = questions[*place];
        let reply = reply_to(question, &said_to(&question.kind)[*said]);
        let id = question.id.as_str();
        journal =
            journal.recorded(AnswerSet::new(Subject::Vendor, id.into(), question.revision, reply));
        if *shown {
            journal = journal.exhibit(letter().dated(TODAY).supports(id));
        }
    }
    Case {
        dossier: journal.dossier(),
        organization: organization().organization(),
        bank: (**BANK).clone(),
    }
}

/// Every question about the vendor, whatever questionnaire asks it.
fn all<'s, 'a>(standings: &'s Standings<'a>) -> Vec<&'s Stand<'a>> {
    standings.iter().collect()
}

fn is_answered(stand: &Stand<'_>) -> bool {
    stand.answer.is_some_and(|answer| answer.reply != Reply::State(ReplyState::Open))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Rule R7: an answer that would open a gap is a gap, or it is listed as kept with the reason why its question is not asked.
    #[test]
    fn r7_no_condition_hides_an_answered_gap_silently((answers, tier) in answers()) {
        let case = answered(&answers, tier);
        let standings = case.standings(TODAY);
        let stands = all(&standings);
        let gaps = gap::gaps(&stands, &case.dossier, &case.organization, &case.bank, day(TODAY));
        let in_gaps: BTreeSet<&QuestionId> =
            gaps.iter().map(|gap| &gap.stand.question.id).collect();
        let mut listed = 0;
        for (subject, id, answer) in case.dossier.answers.iter() {
            prop_assert_eq!(subject, Subject::Vendor);
            let stand = standings.get(id).unwrap();
            prop_assert_eq!(stand.answer.map(|kept| &kept.reply), Some(&answer.reply), "{} is kept", id);
            match &stand.asked {
                Asked::No(why) => {
                    listed += 1;
                    prop_assert!(!why.trim().is_empty(), "{} is left out without a reason", id);
                    prop_assert!(!in_gaps.contains(&stand.question.id), "{} counts nothing", id);
                }
                Asked::Yes | Asked::Undecided => {
                    let bad = matches!(
                        stand.standing,
                        Standing::Unmet | Standing::Unknown | Standing::Part | Standing::Asserted | Standing::Stale
                    );
                    let proposed = stand.question.basis == Basis::Proposed;
                    prop_assert_eq!(in_gaps.contains(&stand.question.id), bad && !proposed, "{}", id);
                }
            }
        }
        // Of those left out, the answered ones are exactly those listed; the figure counts every question somewhere.
        let left_out = stands.iter().filter(|stand| !stand.asked.is_asked() && is_answered(stand)).count();
        prop_assert_eq!(left_out, listed);
        let whole = Readiness::of(&stands);
        let counted = whole.whole.applicable + whole.does_not_apply + whole.not_asked + whole.proposed;
        prop_assert_eq!(usize::try_from(counted).unwrap(), stands.len());
    }

    /// Rules R10 and R15: the figure over two views is their numbers added up, less what both ask.
    #[test]
    fn r10_two_views_joined_count_what_they_share_once(
        (answers, tier) in answers(),
        one: prop::sample::Index,
        other: prop::sample::Index,
    ) {
        let case = answered(&answers, tier);
        let standings = case.standings(TODAY);
        let tier = case.dossier.tier;
        let named = |at: prop::sample::Index| {
            let id = &BANK.questionnaires[at.index(BANK.questionnaires.len())].id;
            BANK.view(id, tier).unwrap().asked
        };
        let (one, other) = (named(one), named(other));
        let joined = Questionnaire {
            sections: one.sections.iter().chain(&other.sections).cloned().collect(),
            ..one.clone().into_owned()
        };
        let (first, second) = (standings.view(&one), standings.view(&other));
        let shared: Vec<&Stand<'_>> = first
            .iter()
            .copied()
            .filter(|stand| second.iter().any(|other| other.question.id == stand.question.id))
            .collect();
        let figure = Readiness::of(&standings.view(&joined));
        let mut twice = Readiness::of(&first);
        twice += &Readiness::of(&second);
        let mut once = figure.clone();
        once += &Readiness::of(&shared);
        prop_assert_eq!(&once, &twice);
        // The joined view's sections add up to the same numbers (rule R15).
        let mut sections = Readiness::default();
        for (_, stands) in standings.sections(&joined) {
            sections += &Readiness::of(&stands);
        }
        prop_assert_eq!(&sections, &figure);
    }
}

#[test]
fn the_random_answers_turn_conditions_both_ways() {
    let questions = questions();
    let place = |id: &str| questions.iter().position(|one| one.id.as_str() == id).unwrap();
    let said = |id: &str, word: &str| {
        let at = place(id);
        (at, said_to(&questions[at].kind).iter().position(|said| said == word).unwrap(), false)
    };
    let answers = [said("risk.ba_status", "not-ba"), said("ctrl.logging", "no")];
    let case = answered(&answers, None);
    let stand = case.stand("ctrl.logging", TODAY);
    let Asked::No(why) = &stand.asked else { panic!("it is asked: {:?}", stand.asked) };
    assert!(why.contains("Business associate status") || why.contains("risk.ba_status"), "{why}");
    let readiness = Readiness::of(&all(&case.standings(TODAY)));
    assert!(readiness.not_asked > 0, "{readiness:?}");
}

#[test]
fn every_value_of_every_question_comes_back_from_its_typed_form_and_from_json() {
    let mut kinds = BTreeSet::new();
    for question in BANK.questions() {
        for said in said_to(&question.kind) {
            let reply = reply_to(question, &said);
            let typed = question.kind.typed(&reply);
            assert_eq!(reply_to(question, &typed), reply, "{}: {said} -> {typed}", question.id);
            let set = AnswerSet::new(Subject::Vendor, question.id.clone(), 1, reply.clone());
            let json = serde_json::to_string(&set).unwrap();
            let back: AnswerSet = serde_json::from_str(&json).unwrap();
            assert_eq!(back.reply(), Some(reply), "{}: {json}", question.id);
            kinds.insert(question.kind.word());
        }
    }
    assert_eq!(kinds.len(), 9, "{kinds:?}");
}

#[test]
fn r16_a_questionnaire_hands_vendors_of_low_tiers_on() {
    let name = |tier| BANK.view("annual-reassessment", tier).unwrap().name();
    assert_eq!(name(Some(Tier::Low)), "annual-reassessment (Low tier: asks core)");
    assert_eq!(name(Some(Tier::Medium)), "annual-reassessment (Medium tier: asks core)");
    for tier in [Some(Tier::High), Some(Tier::Critical), None] {
        let view = BANK.view("annual-reassessment", tier).unwrap();
        assert_eq!(view.name(), "annual-reassessment");
        assert!(!view.is_handed_on());
    }
    let asked = |tier| BANK.view("annual-reassessment", tier).unwrap().asked;
    assert_eq!(*asked(Some(Tier::Low)), *BANK.questionnaire("core").unwrap());
    assert!(asked(None).questions().count() > 100);
    assert_eq!(BANK.view("core", Some(Tier::Low)).unwrap().name(), "core");
    assert!(BANK.view("nothing", None).is_none());
}
