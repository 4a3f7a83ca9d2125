//! Sign-offs: what they cover, what supersedes them, what is open (rules R26 and R27).

use proofbook::domain::bank::Bank;
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{
    CopyState, ExhibitsChecked, InterviewOpened, SealAttached, SignedOff, SignedQuestionnaire,
};
use proofbook::domain::id::Digest;
use proofbook::domain::question::{Question, Severity};
use proofbook::domain::questionnaire::View;
use proofbook::domain::sign_off::OpenKind::{
    AcceptedGap, CriticalGap, CriticalOpen, Exhibit, FollowUp, Gap, Open,
};
use proofbook::domain::sign_off::{
    OpenItem, OpenKind, Status, Uncovered, changed_since, open_items,
};
use proofbook::domain::standing::Standings;

use super::making::{
    TODAY, agreement, bank, case, day, event_id, exhibit_id, letter, organization, question,
    questionnaire, vendor,
};

/// A sign-off of these questionnaires as the bank has them.
fn signed(bank: &Bank, ids: &[&str]) -> SignedOff {
    let questionnaires = ids.iter().map(|id| SignedQuestionnaire {
        id: (*id).to_owned(),
        digest: bank.digest_of(&bank.view(id, None).unwrap()),
    });
    SignedOff {
        name: "Dana Reyes".to_owned(),
        title: "Privacy Officer".to_owned(),
        statement: None,
        journals: Vec::new(),
        questionnaires: questionnaires.collect(),
        open_items: Vec::new(),
    }
}

fn word(dossier: &Dossier, bank: &Bank, id: &str) -> String {
    match Status::of(dossier, &bank.view(id, None).unwrap(), bank) {
        Status::Signed(_) => "signed".to_owned(),
        Status::Superseded { by, .. } => format!("superseded by {}", by.seq),
        Status::Draft(Uncovered::NobodySigned) => "nobody signed".to_owned(),
        Status::Draft(Uncovered::OtherQuestionnaires(_)) => "other questionnaires".to_owned(),
        Status::Draft(Uncovered::OtherQuestions(_)) => "other questions".to_owned(),
    }
}

#[test]
fn r27_the_first_event_of_content_supersedes_and_care_does_not() {
    let bank = bank([question("a")]);
    let journal = vendor().answered("a", "yes").exhibit(letter());
    assert_eq!(word(&journal.dossier(), &bank, "core"), "nobody signed");
    let journal = journal.recorded(signed(&bank, &["core"]));
    let of = event_id(journal.last());
    let opened = InterviewOpened {
        questionnaire: "core".into(),
        present: Vec::new(),
        role: None,
        incident: None,
    };
    let seal = SealAttached { of, file_name: "a.sig".into(), bytes: 1, sha256: Digest([1; 32]) };
    let same = ExhibitsChecked { same: vec![exhibit_id(1)] };
    let cared = journal.recorded(opened).recorded(seal).recorded(same);
    assert_eq!(word(&cared.dossier(), &bank, "core"), "signed");
    assert_eq!(cared.dossier().sign_offs[0].seals.len(), 1);
    // What is taken back was recorded all the same.
    let first = cared.next();
    let changed = cared.answered("a", "no").undone(first);
    assert_eq!(word(&changed.dossier(), &bank, "core"), format!("superseded by {first}"));
    let again = changed.recorded(signed(&bank, &["core"]));
    assert_eq!(word(&again.dossier(), &bank, "core"), "signed");
}

/// The bank of `core` with other questionnaires over the same questions.
fn with_others(core: Bank, others: &[&str]) -> Bank {
    let mut bank = core;
    let ids: Vec<String> = bank.questions().iter().map(|one| one.id.to_string()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    bank.questionnaires.extend(others.iter().map(|other| questionnaire(other, &ids)));
    bank
}

#[test]
fn r27_a_sign_off_covers_the_questionnaires_it_names_as_they_were() {
    let core = bank([question("a")]);
    let dossier = vendor().answered("a", "yes").recorded(signed(&core, &["core"])).dossier();
    let wider = with_others(core, &["other"]);
    assert_eq!(word(&dossier, &wider, "core"), "signed");
    assert_eq!(word(&dossier, &wider, "other"), "other questionnaires");
    // A new bank supersedes nothing by itself, but a question asked anew is one that nobody signed.
    let more = with_others(bank([question("a")]), &["other"]);
    assert_eq!(word(&dossier, &more, "core"), "signed");
    assert_eq!(word(&dossier, &bank([question("a").revision(2)]), "core"), "other questions");
    assert_eq!(word(&dossier, &bank([question("a"), question("b")]), "core"), "other questions");
}

#[test]
fn the_digest_of_a_questionnaire_is_that_of_its_lines() {
    let bank = bank([question("a"), question("b").revision(3)]);
    let of = |text: &str| Digest::of(text.as_bytes());
    let lines = format!("proofbook questionnaire 1\ncore\na 1 {}\nb 3 {}\n", of("a?"), of("b?"));
    assert_eq!(bank.digest_of(&bank.view("core", None).unwrap()), of(&lines));
}

#[test]
fn the_digest_rests_on_the_words_and_not_on_the_rest() {
    let digest = |change: fn(&mut Question)| {
        let mut questions = bank([question("a")]).questions().to_vec();
        questions.iter_mut().for_each(change);
        let one = bank([question("a")]);
        let changed = Bank::new(
            one.digest,
            one.law_seen_on,
            questions,
            one.questionnaires.clone(),
            one.usual_max_age_days,
        );
        changed.digest_of(&changed.view("core", None).unwrap())
    };
    let before = digest(|_| ());
    assert_eq!(digest(|question| question.guidance = "other".to_owned()), before);
    assert_ne!(digest(|question| question.text = "other?".to_owned()), before);
    assert_ne!(digest(|question| question.revision = 2), before);
}

#[test]
fn r27_standings_that_time_moved_are_counted() {
    let journal = vendor()
        .exhibit(agreement().dated("2026-11-01").supports("a"))
        .answered("a", "yes")
        .answered("b", "no");
    let case = case(&journal, [question("a").max_age(30), question("b")]);
    let view = case.bank.view("core", None).unwrap();
    let moved = |then: &str, now: &str| -> Vec<String> {
        let (then, now) = (case.standings(then), case.standings(now));
        changed_since(&then, &now, &view).into_iter().map(ToString::to_string).collect()
    };
    assert!(moved("2026-11-22", "2026-11-30").is_empty());
    assert_eq!(moved("2026-11-22", "2026-12-25"), ["a"]);
}

fn kinds(items: &[OpenItem]) -> Vec<OpenKind> {
    items.iter().map(|item| item.kind).collect()
}

#[test]
fn everything_that_is_open_is_named_the_gravest_first() {
    let critical = |id: &str| question(id).severity(Severity::Critical);
    let journal = vendor()
        .answered("accepted", "no")
        .answered("gap", "no")
        .answered("grave", "no")
        .exhibit(letter().dated("2026-11-01").supports("met"))
        .answered("met", "yes")
        .found(1, CopyState::Missing)
        .follows_up("asked", 1, "2026-12-01")
        .accepted("accepted", "2026-12-31");
    let asked = ["accepted", "gap", "met", "asked", "later"].map(question);
    let case = case(&journal, [critical("grave"), critical("open")].into_iter().chain(asked));
    let ours = organization().organization();
    let standings = Standings::of(&case.dossier, &ours, &case.bank, day(TODAY));
    let open = |view: View<'_>| open_items(&case.dossier, &ours, &case.bank, &standings, &[view]);
    let items = open(case.bank.view("core", None).unwrap());
    let expected = [CriticalGap, CriticalOpen, Gap, Gap, Gap, AcceptedGap, Open, Exhibit, FollowUp];
    assert_eq!(kinds(&items), expected, "{items:?}");
    for item in &items {
        assert_eq!(OpenKind::of_item(&item.to_string()), Some(item.kind));
    }
    assert!(items[6].words.contains("1 question: later"), "{items:?}");
    assert!(items[7].words.contains("missing"), "{items:?}");
    // Critical gaps of other questionnaires are named, too (rule R20).
    let none = questionnaire("none", &[]);
    assert_eq!(kinds(&open(View::whole(&none))), [CriticalGap, Exhibit, FollowUp]);
}
