//! Every question, answer, note, name, exhibit and digest is in the report, in order, in plain text and in the PDF.

use std::collections::BTreeSet;

use proofbook::desk::Desk;
use proofbook::domain::bank::Bank;
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::Edition;
use proofbook::domain::exhibit::Holding;
use proofbook::domain::id::{QuestionId, VendorId};
use proofbook::domain::questionnaire::{Questionnaire, View};
use proofbook::domain::register::{Record, RegisterKind};
use proofbook::domain::standing::{Asked, Speaker, Stand};
use proofbook::domain::vendor::PROFILE;
use proofbook::report::build::{self, Source};
use proofbook::report::layout::Notice;
use proofbook::report::model::Report;

use super::{
    EDITIONS, Reading, desk, flat, for_every_report, pages, pdf_words, plain_words, words_of,
};
use crate::report_engine::folded;

#[test]
fn every_question_answer_note_name_and_exhibit_is_in_both_editions_in_order() {
    let (mut questions, mut records) = (0, 0);
    let mut desk = desk();
    for listed in desk.listed().unwrap() {
        let dossier = desk.dossier(listed.id).unwrap().clone();
        for edition in EDITIONS {
            for (kind, text) in ["plain", "pdf"].iter().zip(words_of(&dossier.slug, edition)) {
                let what = format!("{} {} {kind}", dossier.slug, edition.word());
                let mut reading = Reading::of(what.as_str(), text);
                reading.go_to_last("Questions and answers");
                questions += read_questions(&desk, &dossier, &mut reading);
                let mut reading = Reading::of(what.as_str(), text);
                reading.find("What is recorded of the vendor itself");
                records += read_registers(&desk, &dossier, &mut reading);
                let mut reading = Reading::of(what, text);
                reading.go_to_last("Exhibit index");
                read_exhibits(&dossier, &mut reading);
            }
        }
    }
    assert!(questions > 4 * 8 * 30, "{questions}");
    assert!(records > 4 * 80, "{records}");
}

/// The profile, and every record: its number, its facts, its exhibits, who recorded it and when; those set aside too.
fn read_registers(desk: &Desk, dossier: &Dossier, reading: &mut Reading<'_>) -> usize {
    for field in PROFILE {
        if let Some(value) = dossier.profile.get(field.name) {
            reading.find(&field.shown(value));
        }
    }
    let organization = desk.organization();
    let mut count = 0;
    for &register in RegisterKind::ALL {
        reading.find(register.title());
        if let Some(none) = dossier.registers.known_empty(register) {
            reading.find("It is known that there are none");
            reading.find(&organization.zones.shown(none.at));
        } else if dossier.registers.of(register).next().is_none() {
            reading.find("Nothing is recorded in");
        }
        let records: Vec<&Record> = dossier.registers.of(register).collect();
        for (place, record) in records.iter().enumerate() {
            count += 1;
            reading.find(&record.no.to_string());
            // The cells of a row stand side by side in the plain text, so their words have no order there.
            let next = records.get(place + 1).map(|next| next.no.to_string());
            let row = next.map_or(reading.rest, |next| reading.until(&next));
            // Of an incident the register holds its number; the facts stand with its clocks.
            let with_clocks = register == RegisterKind::Incidents && record.set_aside().is_none();
            let row = if with_clocks { reading.rest } else { row };
            let mut facts: Vec<String> = dossier
                .registers
                .facts(record)
                .into_iter()
                .filter(|(title, _)| title != "Agreement")
                .map(|fact| fact.1)
                .collect();
            let exhibits = record.exhibits.iter().map(|id| dossier.exhibit(*id).unwrap());
            facts.extend(exhibits.map(|exhibit| exhibit.title.clone()));
            facts.push(organization.zones.shown(record.first.at));
            facts.push(organization.person(&record.first.by).to_owned());
            for fact in facts {
                let words = folded(fact.trim_end_matches('.'));
                assert!(row.contains(&words), "{} {}: {fact}: {row}", dossier.slug, record.no);
            }
        }
    }
    count
}

fn read_questions(desk: &Desk, dossier: &Dossier, reading: &mut Reading<'_>) -> usize {
    let standings = desk.standings(dossier);
    let mut count = 0;
    for (title, stands) in standings.sections(desk.bank().questionnaire("core").unwrap()) {
        reading.find(title);
        count += stands.len();
        for stand in stands {
            read_question(desk, stand, reading);
        }
    }
    count
}

fn read_question(desk: &Desk, stand: &Stand<'_>, reading: &mut Reading<'_>) {
    let question = stand.question;
    reading.find(question.id.as_str());
    reading.find(&question.text);
    if let Asked::No(because) = &stand.asked {
        assert!(!because.is_empty());
        reading.find(because);
    }
    if let Some(answer) = stand.answer {
        if !stand.asked.is_asked() {
            reading.find("is kept and counts nothing");
        }
        reading.find(&question.kind.shown(&answer.reply));
        if stand.saying.as_ref().is_some_and(|saying| saying.by == Speaker::Records) {
            reading.find(&stand.reply_shown().unwrap());
        }
        answer.note.iter().for_each(|note| reading.find(note));
        let recorder = desk.organization().person(&answer.recorded_by);
        reading.find(answer.given_by.as_deref().unwrap_or(recorder));
        reading.find(&desk.organization().zones.shown(answer.at));
        reading.find(recorder);
    }
    for shown in &stand.exhibits {
        reading.find(&shown.exhibit.no.to_string());
        reading.find(&shown.exhibit.title);
        let pinpoint = shown.pinpoint.as_ref();
        let parts = pinpoint.map(|one| [&one.page, &one.section, &one.quote]);
        parts.into_iter().flatten().flatten().for_each(|part| reading.find(part));
        if let Some(no) = shown.through {
            reading.find(&format!("through {no}"));
        }
    }
    question.citations.iter().for_each(|citation| reading.find(&citation.text));
}

fn read_exhibits(dossier: &Dossier, reading: &mut Reading<'_>) {
    if dossier.exhibits.is_empty() {
        return reading.find("No exhibit is on file.");
    }
    reading.find("Exhibits one by one");
    for exhibit in dossier.exhibits.values() {
        reading.find(&exhibit.no.to_string());
        reading.find(&exhibit.title);
        exhibit.withdrawn.iter().for_each(|reason| reading.find(reason));
        exhibit.dates.dated.iter().for_each(|date| reading.find(&date.to_string()));
        match &exhibit.holding {
            Holding::Vault { file_name, sha256, .. } => {
                reading.find(file_name);
                reading.find(&sha256.to_string());
            }
            Holding::Elsewhere(held) => reading.find(&held.place),
        }
        exhibit.links.iter().for_each(|link| reading.find(link.question.as_str()));
    }
}

#[test]
fn every_link_leads_somewhere_and_every_character_has_a_glyph() {
    for_every_report(|desk, wanted, report| {
        let slug = desk.dossier(wanted.vendor).unwrap().slug.clone();
        assert_eq!(pages(report).notices, Vec::<Notice>::new(), "{slug}");
    });
}

/// The report of a vendor under a bank from which questions were taken, and a questionnaire over so many sections of `core`.
fn with_other_questions(desk: &mut Desk, vendor: &str, gone: &[&str], sections: usize) -> Report {
    let vendor: VendorId = desk.find(vendor).unwrap();
    let dossier = desk.dossier(vendor).unwrap().clone();
    let gone: BTreeSet<QuestionId> = gone.iter().map(|id| QuestionId::from(*id)).collect();
    let bank = desk.bank();
    let questions = bank.questions().iter().filter(|one| !gone.contains(&one.id)).cloned();
    let mut questionnaire: Questionnaire = bank.questionnaire("core").unwrap().clone();
    questionnaire.sections.truncate(sections);
    for section in &mut questionnaire.sections {
        section.questions.retain(|id| !gone.contains(id));
    }
    let bank = Bank::new(
        bank.digest,
        bank.law_seen_on,
        questions.collect(),
        vec![questionnaire.clone()],
        bank.usual_max_age_days.clone(),
    );
    build::build(Source {
        dossier: &dossier,
        organization: desk.organization(),
        bank: &bank,
        questionnaire: &View::whole(&questionnaire),
        day: desk.today(),
        past: None,
        later: None,
        edition: Edition::Produced,
        header: &[],
        sample: desk.sample(),
        organization_journal: uuid::Uuid::nil(),
        moved_since_signed: 0,
        counsel_notes: &std::collections::BTreeMap::new(),
    })
}

#[test]
fn the_answer_to_a_question_that_is_gone_is_kept_and_listed() {
    let mut desk = desk();
    let gone = ["ctrl.mfa", "notice.contract_hours"];
    let report = with_other_questions(&mut desk, "larkspur-health-records", &gone, 99);
    for text in [plain_words(&report), pdf_words(&report)] {
        let mut reading = Reading::of("gone", &text);
        reading.go_to_last("Answers to questions that are no longer asked");
        reading.find("ctrl.mfa");
        reading.find("Off by default for our own users");
        reading.find("Priya Raman");
        reading.find("notice.contract_hours");
        reading.find("Answer");
        reading.find("As the records show");
        reading.find("Counted from confirming");
    }
    assert_eq!(pages(&report).notices, Vec::<Notice>::new());
}

#[test]
fn r20_a_critical_gap_outside_the_questionnaire_is_named_without_a_dead_link() {
    let mut desk = desk();
    let report = with_other_questions(&mut desk, "larkspur-health-records", &[], 1);
    let text = plain_words(&report);
    let mut reading = Reading::of("outside", &text);
    reading.find("2 critical gaps");
    reading.find("Critical gap: Signed business associate agreement");
    reading.find("See baa.executed.");
    reading.find("Critical gap: Signed agreements with subcontractors");
    assert_eq!(pages(&report).notices, Vec::<Notice>::new());
    assert!(flat(&report.blocks).len() > 20);
}
