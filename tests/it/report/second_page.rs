//! The second page: four questions to expect, and the critical questions that do not apply, on one page.

use proofbook::domain::event::Edition;
use proofbook::domain::question::{Basis, Severity};
use proofbook::domain::standing::Standing;
use proofbook::report::layout::{Drawing, Layout, Role};

use super::{EDITIONS, for_every_report, pages, report_of};
use crate::report_engine::folded;

/// The words of a page, folded, running head and foot left aside.
fn page_words(layout: &Layout, page: usize) -> String {
    let words =
        layout.pages[page].items.iter().filter_map(|item| match (&item.drawing, item.role) {
            (Drawing::Words(set), Role::Part(_)) => Some(set.words.as_str()),
            _ => None,
        });
    folded(&words.collect::<String>())
}

fn has(page: &str, words: &str) -> bool {
    page.contains(&folded(words))
}

#[test]
fn the_four_questions_have_the_second_page_to_themselves() {
    for_every_report(|_, _, report| {
        let layout = pages(report);
        let page_of = |words: &str| {
            let found = layout.outline.iter().find(|one| one.words == words);
            found.unwrap_or_else(|| panic!("no bookmark {words}")).place.page
        };
        assert_eq!(page_of("Four questions to expect"), 1);
        for title in ["1. Required controls", "4. Insurance naming"] {
            assert_eq!(page_of(title), 1);
        }
        assert_eq!(page_of("Contents"), 2);
    });
}

#[test]
fn it_answers_from_the_named_questions_with_their_exhibits_and_says_what_is_good_practice() {
    let layout = pages(&report_of("larkspur-health-records", Edition::Produced));
    let page = page_words(&layout, 1);
    for words in [
        "ctrl.contract_schedule",
        "assur.last_assessed",
        "assur.audit_right",
        "assur.annual_independent",
        "notice.contract_hours",
        "72 hours",
        "notice.trigger",
        "ins.required",
        "ins.additional_insured",
        "Mentioned on a certificate only",
        "ins.expiry",
        "Certificate of cyber insurance, page 1, section 2",
        "no HIPAA rule requires them",
        "Insurance is contractual good practice; no HIPAA rule requires it.",
        "without unreasonable delay, and in no case later than 60 calendar days after discovery of a breach (45 CFR 164.410(b))",
        "45 CFR 164.314(a)(2)(i)(A)",
    ] {
        assert!(has(&page, words), "{words}: {page}");
    }
}

/// The page says that all it shows is good practice; a change of the bank must come with a change of these words.
#[test]
fn the_questions_it_rests_on_are_good_practice_in_the_shipped_bank() {
    let desk = super::desk();
    for id in [
        "ctrl.contract_schedule",
        "assur.last_assessed",
        "assur.audit_right",
        "assur.annual_independent",
        "notice.contract_hours",
        "notice.trigger",
        "ins.required",
        "ins.additional_insured",
        "ins.expiry",
    ] {
        assert_eq!(desk.bank().question(&id.into()).unwrap().basis, Basis::GoodPractice, "{id}");
    }
}

#[test]
fn section_13_critical_questions_that_do_not_apply_stand_there_with_reason_and_name() {
    let mut found = 0;
    for_every_report(|desk, wanted, report| {
        let page = page_words(&pages(report), 1);
        let dossier = desk.dossier(wanted.vendor).unwrap().clone();
        let standings = desk.standings(&dossier);
        for stand in standings.view(desk.bank().questionnaire("core").unwrap()) {
            let critical = stand.question.severity == Severity::Critical;
            if !critical || stand.standing != Standing::DoesNotApply || !stand.asked.is_asked() {
                continue;
            }
            found += 1;
            let answer = stand.answer.unwrap();
            let who = answer.given_by.as_deref().unwrap();
            for words in [stand.question.id.as_str(), answer.note.as_deref().unwrap(), who] {
                assert!(has(&page, words), "{}: {words}", dossier.slug);
            }
        }
        let heading = has(&page, "Critical questions that do not apply");
        let any = ["juniper-shredding", "lantern-facility-services"];
        assert_eq!(heading, any.contains(&dossier.slug.as_str()), "{}", dossier.slug);
    });
    assert!(found >= 4, "{found}");
}

#[test]
fn it_says_nothing_yet_of_records_quoted_clauses_and_incident_clocks() {
    let mut quotes = 0;
    for_every_report(|desk, wanted, report| {
        let page = page_words(&pages(report), 1);
        for words in ["\u{201C}", "contradict", "days left", "due on", "register"] {
            assert!(!has(&page, words), "{words}: {page}");
        }
        let dossier = desk.dossier(wanted.vendor).unwrap();
        let links = dossier.exhibits.values().flat_map(|exhibit| &exhibit.links);
        for quote in links.filter_map(|link| link.pinpoint.as_ref()?.quote.as_deref()) {
            quotes += 1;
            assert!(!has(&page, quote), "{quote}");
        }
    });
    assert!(quotes > 0);
}

#[test]
fn critical_gaps_come_right_after_the_bar_and_before_the_tables() {
    for edition in EDITIONS {
        let layout = pages(&report_of("larkspur-health-records", edition));
        let at = |words: &str| layout.outline.iter().position(|one| one.words == words).unwrap();
        assert_eq!(at("Critical gaps"), at("Readiness") + 1);
        let place = layout.outline[at("Critical gaps")].place;
        assert_eq!(place.page, layout.outline[at("Readiness")].place.page);
    }
}
