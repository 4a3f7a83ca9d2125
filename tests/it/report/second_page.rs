//! The four questions to expect, from the second page on: answers, records and the critical questions that do not apply.

use proofbook::domain::event::Edition;
use proofbook::domain::question::{Basis, Severity};
use proofbook::domain::register::RegisterKind;
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

fn page_of(layout: &Layout, words: &str) -> usize {
    let found = layout.outline.iter().find(|one| one.words == words);
    found.unwrap_or_else(|| panic!("no bookmark {words}")).place.page
}

/// The words of the pages that the four questions have.
fn four_questions(layout: &Layout) -> String {
    (1..page_of(layout, "Contents")).map(|page| page_words(layout, page)).collect()
}

/// One page where there is little to show, else two questions on each of two pages.
#[test]
fn the_four_questions_have_one_page_or_two_to_themselves() {
    let mut seen = std::collections::BTreeSet::new();
    for_every_report(|_, _, report| {
        let layout = pages(report);
        let on = |words: &str| page_of(&layout, words);
        assert_eq!(on("Four questions to expect"), 1);
        assert_eq!((on("1. Required controls"), on("2. Audits performed")), (1, 1));
        let last = on("4. Insurance naming");
        assert_eq!(on("3. Notification timelines"), last);
        assert_eq!(on("Contents"), last + 1);
        seen.insert(last);
    });
    assert_eq!(seen, [1, 2].into());
}

#[test]
fn it_answers_from_the_named_questions_with_their_exhibits_and_says_what_is_good_practice() {
    let layout = pages(&report_of("larkspur-health-records", Edition::Produced));
    let page = four_questions(&layout);
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
        let page = four_questions(&pages(report));
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
fn the_records_always_stand_there_in_their_own_words() {
    let (mut clauses, mut others) = (0, 0);
    let asked = [
        "controls",
        "mfa",
        "encryption",
        "security_rule",
        "audit_right",
        "test_results",
        "notice",
        "full_report",
        "updates",
        "insurance",
        "additional_insured",
    ];
    for_every_report(|desk, wanted, report| {
        let page = four_questions(&pages(report));
        for words in ["contradict", "days left", "due on"] {
            assert!(!has(&page, words), "{words}: {page}");
        }
        let dossier = desk.dossier(wanted.vendor).unwrap();
        for record in dossier.registers.iter().filter(|one| one.set_aside().is_none()) {
            let fields: &[&str] = match record.no.register {
                RegisterKind::Clauses if asked.contains(&record.word("subject").unwrap()) => {
                    clauses += 1;
                    assert!(has(&page, &record.pinpoint().unwrap()), "{}", record.no);
                    &["quote", "hours", "starts"]
                }
                RegisterKind::Audits => &["kind", "on", "by", "result"],
                RegisterKind::Insurance => &[
                    "insurer",
                    "from",
                    "to",
                    "per_claim",
                    "additional_insured",
                    "endorsement",
                    "entity",
                ],
                _ => continue,
            };
            others += 1;
            assert!(has(&page, &record.no.to_string()), "{} {}", dossier.slug, record.no);
            for shown in fields.iter().filter_map(|field| record.shown(field)) {
                let shown = shown.trim_end_matches('.');
                assert!(has(&page, shown), "{} {}: {shown}", dossier.slug, record.no);
            }
        }
    });
    assert!(clauses > 2 * 25 && others > clauses + 2 * 20, "{clauses}, {others}");
}

/// Rules, section 11: better news waits until somebody confirms it, and the page says so.
#[test]
fn what_nobody_confirmed_stands_open_beside_what_the_records_say() {
    for edition in EDITIONS {
        let page = four_questions(&pages(&report_of("harbor-transcription", edition)));
        let at = page.find(&folded("ins.expiry")).unwrap();
        assert!(
            page[at..]
                .starts_with(&folded("ins.expiry Not answered Records say: met, not confirmed")),
            "{page}"
        );
        let overruled = has(&page, "The records say: Mentioned on a certificate only");
        assert_eq!(overruled, edition == Edition::Internal);
    }
    let page = four_questions(&pages(&report_of("delta-print-mail", Edition::Produced)));
    assert!(has(&page, "24 hours as the records show"), "{page}");
    assert!(!has(&page, "not confirmed"), "{page}");
}

#[test]
fn nothing_recorded_and_known_to_be_none_are_told_apart() {
    let page = four_questions(&pages(&report_of("cedar-imaging-group", Edition::Produced)));
    let known = "It is known that there are none in Audits performed: recorded 2026-03-19 15:";
    assert!(has(&page, known), "{page}");
    assert!(has(&page, "Nothing is recorded in Insurance."), "{page}");
    assert!(has(&page, "No clause is recorded on: Breach notice"), "{page}");
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
