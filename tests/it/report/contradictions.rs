//! Contradictions in the report: all of each in the internal edition, their number alone in the produced one.

use std::collections::BTreeMap;

use proofbook::domain::contradiction::contradictions;
use proofbook::domain::event::Edition;
use proofbook::domain::standing::Standings;
use proofbook::questionnaires::builtin;
use proofbook::report::build::{Source, build};
use proofbook::report::model::Report;

use super::{pdf_words, plain_words};
use crate::report_engine::folded;
use crate::rules::contradictions::contradicted;
use crate::rules::making::{TODAY, day, organization, vendor};

/// The reports of a vendor in both editions, and every text of its contradictions.
fn made(journal: &crate::rules::making::Journal) -> ([Report; 2], Vec<Vec<String>>) {
    let (dossier, bank) = (journal.dossier(), builtin::bank().unwrap());
    let ours = organization().fact("name", "Riverside Clinic").organization();
    let report = |edition| {
        build(Source {
            dossier: &dossier,
            organization: &ours,
            bank: &bank,
            questionnaire: &bank.view("core", None).unwrap(),
            day: day(TODAY),
            past: None,
            later: None,
            edition,
            header: &[],
            sample: None,
            organization_journal: uuid::Uuid::nil(),
            moved_since_signed: 0,
            counsel_notes: &BTreeMap::new(),
        })
    };
    let standings = Standings::of(&dossier, &ours, &bank, day(TODAY));
    let texts = contradictions(&dossier, &ours, &standings).into_iter().map(|one| {
        let facts = one.facts.iter().flat_map(|fact| {
            [fact.place(), fact.says.clone()].into_iter().chain(fact.quote.clone())
        });
        let facts: Vec<String> = facts.collect();
        [vec![one.kind.title().to_owned()], facts, vec![one.meaning, one.to_do]].concat()
    });
    ([report(Edition::Internal), report(Edition::Produced)], texts.collect())
}

#[test]
fn every_text_of_every_contradiction_is_in_the_internal_edition_in_order() {
    let ([internal, _], texts) = made(&contradicted());
    assert!(texts.len() > 10);
    for text in [plain_words(&internal), pdf_words(&internal)] {
        let mut reading = super::Reading::of("internal", &text);
        reading.go_to_last("Contradictions");
        for words in texts.iter().flatten() {
            reading.find(words);
        }
    }
}

#[test]
fn the_produced_edition_counts_them_and_says_none() {
    let ([_, produced], texts) = made(&contradicted());
    for text in [plain_words(&produced), pdf_words(&produced)] {
        let counted = format!("Contradictions between facts on file {}", texts.len());
        assert!(text.contains(&folded(&counted)), "{counted}: {text}");
        for one in &texts {
            let [title, .., meaning, to_do] = one.as_slice() else { panic!("{one:?}") };
            for words in [title, meaning, to_do] {
                assert!(!text.contains(&folded(words)), "{words}");
            }
        }
    }
}

#[test]
fn a_vendor_without_any_says_so() {
    let ([internal, produced], texts) = made(&vendor());
    assert!(texts.is_empty());
    let words = folded("No facts on file were found to contradict each other on this day.");
    assert!(plain_words(&internal).contains(&words));
    assert!(plain_words(&produced).contains(&folded("Contradictions between facts on file 0")));
}
