//! Killed at any moment: every answer that the screen called saved is on disk, and the note being typed comes back as a draft.

use std::time::{Duration, Instant};

use super::home::Home;
use super::session::limit;

/// Waits until the drafts on disk hold these words. Files cannot be waited for, so this looks again and again.
fn wait_for_draft(home: &Home, words: &str) {
    let start = Instant::now();
    while !home.drafts().contains(words) {
        assert!(start.elapsed() < limit(), "no draft with '{words}': {}", home.drafts());
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn killed_while_a_note_is_typed_the_answers_are_there_and_the_draft_is_offered() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    session.answer(1);
    session.keys(".");
    session.wait_for("2 of 4");
    session.answer(2);
    session.see("iKept from the crash", "Kept from the crash");
    wait_for_draft(&home, "Kept from the crash");
    session.see(" and lost with it", "and lost with it");
    session.kill();

    let mut session = home.interview();
    session.wait_for("2 of 4");
    let text = session.text();
    assert!(text.contains("2 (•)") && text.contains("2 of 35 answered"), "{text}");
    assert!(text.contains("Kept from the crash"), "the draft is not shown:\n{text}");
    assert!(text.to_lowercase().contains("draft") || text.contains("not recorded"), "{text}");
    // It is no part of the record until it is recorded.
    assert_eq!(home.answers().len(), 2);
    session.see("i, and gone on with.", "gone on with.");
    session.keys("\x13");
    session.wait_until_gone("ctrl-s");
    assert_eq!(home.answers().len(), 3);
    assert_eq!(home.drafts().matches("Kept from").count(), 0, "{}", home.drafts());
}

/// A person who never pauses is a person all the same: what was typed longer ago than two seconds is kept.
#[test]
fn a_note_typed_without_a_pause_loses_at_most_two_seconds() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    session.keys("i");
    session.wait_for("ctrl-s");
    let start = Instant::now();
    let mut typed = Vec::new();
    while start.elapsed() < Duration::from_millis(3200) {
        let word = format!("w{} ", typed.len());
        session.see(&word, word.trim());
        typed.push((start.elapsed(), word));
        std::thread::sleep(Duration::from_millis(100));
    }
    session.kill();
    let lost_at_most = Duration::from_millis(2400);
    let killed = start.elapsed();
    let old = typed.iter().rfind(|(at, _)| *at + lost_at_most < killed).unwrap();
    assert!(home.drafts().contains(old.1.trim()), "'{}' is not in {}", old.1, home.drafts());
}

/// Sixty rounds in two homes at once: answers by digit, then a kill while the next answer is on its way.
fn rounds(seed: u64) -> usize {
    let home = Home::with_vendor();
    let (mut expected, mut digit, mut random) = (Vec::new(), 0, seed);
    for round in 0..18 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut session = home.interview();
        for _ in 0..=(random >> 60) % 4 {
            digit = digit % 6 + 1;
            session.answer(digit);
            expected.push(digit);
        }
        // One more is under way when the program dies; whether it is on disk, the record says.
        let next = digit % 6 + 1;
        session.keys(next.to_string());
        std::thread::sleep(Duration::from_micros((random >> 33) % 4000));
        session.kill();
        let found: Vec<u8> = home.answers().iter().map(|(_, reply)| choice(reply)).collect();
        if found.len() == expected.len() + 1 {
            assert_eq!(found.last(), Some(&next), "round {round}");
            expected.push(next);
            digit = next;
        }
        assert_eq!(found, expected, "round {round} of seed {seed}");
    }
    home.run(&["verify"]);
    expected.len()
}

/// Which choice of the first question an answer took, by its first words.
fn choice(reply: &str) -> u8 {
    let choices = ["Business", "Subcontractor", "Conduit", "No PHI", "Provider", "Not determined"];
    let place = choices.iter().position(|begin| reply.starts_with(begin));
    u8::try_from(place.unwrap_or_else(|| panic!("'{reply}' is no choice")) + 1).unwrap()
}

#[test]
fn killed_eighteen_times_between_answers_nothing_called_saved_is_lost() {
    assert!(rounds(1) >= 18);
}

#[test]
fn killed_eighteen_times_more_nothing_called_saved_is_lost() {
    assert!(rounds(2) >= 18);
}
