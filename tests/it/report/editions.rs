//! Rules, section 16: what the produced edition leaves out, and that it counts it.

use proofbook::desk::Desk;
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::Edition;
use proofbook::domain::gap;
use proofbook::report::model::{Block, Report, Table};

use super::{WORDS, desk, flat, for_every_report, report_of, wanted, words_of};
use crate::report_engine::folded;

fn tables(report: &Report) -> Vec<&Table> {
    let table = |block| if let &Block::Table(ref table) = block { Some(table) } else { None };
    flat(&report.blocks).into_iter().filter_map(table).collect()
}

fn rows_of(report: &Report, summary: &str) -> usize {
    let found = tables(report).into_iter().find(|table| table.summary.as_str() == summary);
    found.map_or(0, |table| table.rows.len())
}

/// How many facts of that name the entries of a report have.
fn facts_named(report: &Report, name: &str) -> usize {
    let facts = flat(&report.blocks).into_iter().filter_map(|block| match block {
        Block::Entry(entry) => Some(&entry.facts),
        _ => None,
    });
    facts.flatten().filter(|fact| fact.name.as_str() == name).count()
}

/// What must not leave the building, by kind, each with the words as they stand in the record or the bank.
#[derive(Default)]
struct Secrets {
    gaps: Vec<String>,
    remedies: Vec<String>,
    clauses: Vec<String>,
    acceptances: Vec<String>,
    counsel: Vec<String>,
}

impl Secrets {
    fn of(desk: &Desk, dossier: &Dossier) -> Self {
        let mut secrets = Self::default();
        let standings = desk.standings(dossier);
        let stands = standings.view(desk.bank().questionnaire("core").unwrap());
        for gap in gap::gaps(&stands, dossier, desk.organization(), desk.bank(), desk.today()) {
            secrets.gaps.push(gap.wording());
            secrets.acceptances.extend(gap.accepted.map(|one| one.accepted.reason.clone()));
        }
        for question in desk.bank().questions() {
            secrets.remedies.push(question.remedy.clone());
            secrets.clauses.extend(question.clause.clone());
        }
        let vault = desk.store().unwrap().vault();
        let notes = dossier.answers.iter().filter_map(|(_, _, answer)| answer.counsel_note);
        secrets.counsel =
            notes.map(|note| vault.read_counsel_note(note.sha256).unwrap().unwrap()).collect();
        secrets
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        let Self { gaps, remedies, clauses, acceptances, counsel } = self;
        [gaps, remedies, clauses, acceptances, counsel].into_iter().flatten()
    }
}

#[test]
fn the_produced_edition_holds_no_gap_remedy_clause_idea_acceptance_or_counsel_only_text() {
    let mut desk = desk();
    let mut seen = [0; 5];
    for listed in desk.listed().unwrap() {
        let dossier = desk.dossier(listed.id).unwrap().clone();
        let [internal, _] = words_of(&dossier.slug, Edition::Internal);
        let secrets = Secrets::of(&desk, &dossier);
        for text in words_of(&dossier.slug, Edition::Produced) {
            for secret in secrets.all().map(|secret| folded(secret)) {
                assert!(!text.contains(&secret), "{}: {secret}", dossier.slug);
            }
            for word in ["clauseidea:", "remedy:", "forcounsel", "acceptedun", "contradict"] {
                assert!(!text.contains(word), "{}: {word}", dossier.slug);
            }
        }
        // The same words are found where they belong, so the search above could have found them.
        for secret in secrets.gaps.iter().chain(&secrets.acceptances).chain(&secrets.counsel) {
            assert!(internal.contains(&folded(secret)), "{}: {secret}", dossier.slug);
        }
        let has = |words: &&String| internal.contains(&folded(words));
        let counts = [
            secrets.gaps.len(),
            secrets.remedies.iter().filter(has).count(),
            secrets.clauses.iter().filter(has).count(),
            secrets.acceptances.len(),
            secrets.counsel.len(),
        ];
        seen.iter_mut().zip(counts).for_each(|(seen, count)| *seen += count);
    }
    assert!(seen.iter().all(|count| *count > 0), "the sample has some of each: {seen:?}");
}

#[test]
fn what_is_left_out_is_counted_as_the_internal_edition_has_it() {
    let mut desk = desk();
    let mut seen = [0; 5];
    for listed in desk.listed().unwrap() {
        let internal = desk.report(&wanted(listed.id, Edition::Internal)).unwrap();
        let produced = desk.report(&wanted(listed.id, Edition::Produced)).unwrap();
        let expected = [
            rows_of(&internal, "Gaps, gravest first"),
            facts_named(&internal, "Remedy"),
            facts_named(&internal, "Clause idea"),
            rows_of(&internal, "Open follow-ups"),
            facts_named(&internal, "For counsel"),
        ];
        let tables = tables(&produced);
        let left_out = tables
            .into_iter()
            .find(|table| table.summary.as_str() == "Left out of this edition")
            .unwrap();
        let counts: Vec<usize> = left_out
            .rows
            .iter()
            .map(|row| row.cells.last().unwrap().text[0].to_string().parse().unwrap())
            .collect();
        assert_eq!(counts, expected, "{}", listed.slug);
        for (seen, count) in seen.iter_mut().zip(expected) {
            *seen += count;
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "the sample has some of each: {seen:?}");
}

#[test]
fn r14_r20_critical_words_stand_beside_the_figure_wherever_it_is_shown_in_both_editions() {
    for edition in super::EDITIONS {
        let report = report_of("cedar-imaging-group", edition);
        let gauges = flat(&report.blocks).into_iter().filter_map(|block| match block {
            Block::Gauge(gauge) => Some(gauge),
            _ => None,
        });
        let gauges: Vec<_> = gauges.chain(report.cover.as_ref().unwrap().gauge.as_ref()).collect();
        assert_eq!(gauges.len(), 2);
        for gauge in gauges {
            let beside: Vec<&str> = gauge.beside.iter().map(|mark| mark.word.as_str()).collect();
            assert_eq!(beside, ["5 critical gaps", "3 critical not answered"]);
        }
    }
}

#[test]
fn every_page_says_sample_and_draft_and_which_edition() {
    for_every_report(|_, wanted, report| {
        assert_eq!(report.watermark.as_ref().unwrap().as_str(), "SAMPLE");
        let foot = report.foot.as_str();
        assert!(foot.contains("DRAFT") && foot.contains("not signed off"), "{foot}");
        assert!(foot.contains(&format!("{} edition", wanted.edition.word())), "{foot}");
        assert_eq!(foot.contains("not for handing over"), wanted.edition == Edition::Internal);
    });
}

#[test]
fn no_report_says_compliant_of_the_vendor() {
    for (slug, _, [plain, _]) in WORDS.iter() {
        assert!(!plain.contains("compliant"), "{slug}: {plain}");
    }
}
