//! Rules, section 16: what the produced edition leaves out, and that it counts it.

use proofbook::domain::event::Edition;
use proofbook::domain::gap;
use proofbook::report::model::{Block, Report, Table};

use super::{desk, flat, for_every_report, pdf_words, plain_words, report_of, wanted};
use crate::report_engine::folded;

fn tables(report: &Report) -> Vec<&Table> {
    let tables = flat(&report.blocks).into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
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

#[test]
fn the_produced_edition_holds_no_gap_remedy_clause_idea_acceptance_or_counsel_only_text() {
    let (mut remedies, mut clauses, mut counsel, mut accepted) = (0, 0, 0, 0);
    let mut desk = desk();
    for listed in desk.listed().unwrap() {
        let dossier = desk.dossier(listed.id).unwrap().clone();
        let mut secrets = Vec::new();
        let standings = desk.standings(&dossier);
        let stands = standings.view(desk.bank().questionnaire("core").unwrap());
        let gaps = gap::gaps(&stands, &dossier, desk.organization(), desk.bank(), desk.today());
        for gap in &gaps {
            secrets.push(gap.wording());
            if let Some(one) = gap.accepted {
                accepted += 1;
                secrets.push(one.accepted.reason.clone());
            }
        }
        for stand in standings.iter() {
            remedies += 1;
            secrets.push(stand.question.remedy.clone());
            clauses += stand.question.clause.iter().len();
            secrets.extend(stand.question.clause.clone());
        }
        for (_, _, answer) in dossier.answers.iter() {
            let Some(note) = answer.counsel_note else { continue };
            counsel += 1;
            let vault = desk.store().unwrap().vault();
            secrets.push(vault.read_counsel_note(note.sha256).unwrap().unwrap());
        }
        let gaps = desk_gaps_in_words(&gaps);
        let produced = desk.report(&wanted(listed.id, Edition::Produced)).unwrap();
        for text in [plain_words(&produced), pdf_words(&produced)] {
            for secret in &secrets {
                let secret = folded(secret);
                assert!(!text.contains(&secret), "{}: {secret}", dossier.slug);
            }
            for word in [
                "gapregister\n",
                "clauseidea:",
                "remedy:",
                "forcounsel",
                "itbearson:",
                "overrules",
                "standsagainsttherecords",
            ] {
                assert!(!text.contains(word.trim()) || word == "gapregister\n", "{word}");
            }
        }
        let internal = plain_words(&desk.report(&wanted(listed.id, Edition::Internal)).unwrap());
        for gap in gaps {
            assert!(internal.contains(&folded(&gap)), "{}: {gap}", dossier.slug);
        }
    }
    assert!(remedies > 0 && clauses > 0 && counsel > 0 && accepted > 0, "the sample has them all");
}

fn desk_gaps_in_words(gaps: &[gap::Gap<'_, '_>]) -> Vec<String> {
    gaps.iter().map(gap::Gap::wording).collect()
}

#[test]
fn what_is_left_out_is_counted_as_the_internal_edition_has_it() {
    let mut desk = desk();
    let mut seen = [0; 6];
    for listed in desk.listed().unwrap() {
        let internal = desk.report(&wanted(listed.id, Edition::Internal)).unwrap();
        let produced = desk.report(&wanted(listed.id, Edition::Produced)).unwrap();
        let expected = [
            rows_of(&internal, "Gaps, gravest first"),
            facts_named(&internal, "Remedy"),
            facts_named(&internal, "Clause idea"),
            facts_named(&internal, "It bears on"),
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
    // The sample contradicts itself nowhere; `contradictions` counts those of a vendor that does.
    let [gaps, remedies, clauses, _, follow_ups, notes] = seen;
    let some = [gaps, remedies, clauses, follow_ups, notes];
    assert!(some.iter().all(|count| *count > 0), "the sample has some of each: {seen:?}");
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
fn every_page_says_sample_whether_it_is_signed_and_which_edition() {
    for_every_report(|_, wanted, report| {
        assert_eq!(report.watermark.as_ref().unwrap().as_str(), "SAMPLE");
        let (status, foot) = (report.status.as_str(), report.foot.as_str());
        if report.head.as_str().starts_with("Delta") {
            assert_eq!(status, "Signed off on 2026-09-18");
        } else {
            assert!(status.contains("DRAFT") && status.contains("not signed off"), "{status}");
        }
        assert!(foot.contains(&format!("{} edition", wanted.edition.word())), "{foot}");
        assert_eq!(foot.contains("not for handing over"), wanted.edition == Edition::Internal);
    });
}

#[test]
fn no_report_says_compliant_of_the_vendor() {
    for_every_report(|_, _, report| {
        let text = plain_words(report);
        assert!(!text.contains("compliant"), "{text}");
    });
}
