//! What is computed on every frame stays quick however long a journal grows.

use std::time::{Duration, Instant};

use proofbook::domain::event::Subject;
use proofbook::domain::gap;

use super::making::{Asked, TODAY, case, day, letter, question, vendor};

/// Far above what it takes (20 ms unoptimized on two cores), far below what folding anew for every event took (more than a minute).
const LIMIT: Duration = Duration::from_secs(2);

#[test]
fn standings_gaps_and_last_touches_of_a_long_journal_are_quick() {
    let id = |place: usize| format!("section.question-{:03}", place % 250);
    let questions: Vec<Asked> = (0..250).map(|place| question(&id(place)).max_age(365)).collect();
    let mut journal = vendor();
    for place in 0..250 {
        journal = journal.answered(&id(place), "no");
    }
    for place in 0..40 {
        journal = journal.accepted(&id(place), "2026-12-31");
    }
    for place in 0..100 {
        let exhibit = letter().dated("2026-01-01").supports(&id(place)).supports(&id(place * 2));
        journal = journal.exhibit(exhibit);
    }
    for place in 0..1600 {
        journal = journal.answered(&id(place), "no");
        if place % 100 == 0 {
            journal = journal.clone().undone(journal.last());
        }
    }
    assert!(journal.events.len() >= 2_000);
    let case = case(&journal, questions);
    let view = case.bank.questionnaire("core").unwrap();

    let start = Instant::now();
    let standings = case.standings(TODAY);
    let stands = standings.view(view);
    let gaps = gap::gaps(&stands, &case.dossier, &case.organization, &case.bank, day(TODAY));
    let touched = stands
        .iter()
        .filter(|stand| case.dossier.last_touch(Subject::Vendor, &stand.question.id).is_some())
        .count();
    let took = start.elapsed();

    assert_eq!((gaps.len(), touched), (250, 250));
    // Undone and redone by the next event, so none of the forty was ever anything but Unmet.
    assert_eq!(gaps.iter().filter(|gap| gap.accepted.is_some()).count(), 40);
    eprintln!("standings, gaps and touches of {} events: {took:?}", journal.events.len());
    assert!(took < LIMIT, "{took:?}");
}
