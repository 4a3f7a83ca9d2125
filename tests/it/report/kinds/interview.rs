//! The record of an interview: its answers in order with what became of them, what was agreed and left, and for whom it is.

use proofbook::domain::as_of::AsOf;
use proofbook::domain::event::{Change, InterviewOpened};
use proofbook::domain::id::EventId;
use proofbook::domain::question::Role;
use proofbook::domain::request::{AnswerRequest, Asked, Request};
use proofbook::domain::value::{Reply, ReplyState, Value};

use super::*;

fn word(word: &str) -> Reply {
    Reply::Value(Value::word(word))
}

/// A vendor without any record but one interview, in which much happened.
struct Talk {
    folder: tempfile::TempDir,
    desk: Desk,
    vendor: VendorId,
    opened: (u64, EventId),
}

impl Talk {
    fn answer(&mut self, question: &str, reply: Reply, more: impl FnOnce(&mut AnswerRequest)) {
        let mut request = AnswerRequest::new(Asked::of_vendor(question), reply);
        more(&mut request);
        self.desk.record(self.vendor, &Request::Answer(request)).unwrap();
    }

    fn open(&mut self, present: &[&str]) -> (u64, EventId) {
        let opening = Request::OpenInterview {
            questionnaire: "core".to_owned(),
            present: present.iter().map(|name| (*name).to_owned()).collect(),
            role: Some(Role::Legal),
            incident: None,
        };
        let recorded = self.desk.record(self.vendor, &opening).unwrap();
        let event = recorded.events.last().unwrap();
        assert!(matches!(event.change, Change::InterviewOpened(InterviewOpened { .. })));
        (event.seq, event.id)
    }

    fn held() -> Self {
        let folder = loaded();
        let mut desk = desk_in(&folder);
        let vendor = desk.add_vendor("Quill Transcription", None, &[]).unwrap();
        let mut talk = Self { folder, desk, vendor, opened: (0, EventId(uuid::Uuid::nil())) };
        talk.answer("sub.uses", word("no"), |_| {});
        talk.opened = talk.open(&["Nora Adler (Quill)", "Theodore Okafor"]);
        let interview = Some(talk.opened.1);
        talk.answer("baa.executed", word("yes"), |one| {
            one.interview = interview;
            one.given_by = Some("Nora Adler (Quill)".to_owned());
            one.note = Some("Signed on paper in spring.".to_owned());
            one.counsel_note = Some("privileged words of this talk".to_owned());
        });
        talk.answer("liab.indemnity", Reply::State(ReplyState::Unknown), |one| {
            one.interview = interview;
            one.follow_up = Some(("Nora Adler".to_owned(), "2026-12-01".parse().unwrap()));
        });
        talk.answer("baa.security_rule", word("yes"), |one| one.interview = interview);
        talk.desk.record(vendor, &Request::Undo).unwrap();
        talk.desk.record(vendor, &Request::Confirm(vec![Asked::of_vendor("sub.uses")])).unwrap();
        talk
    }

    fn words(&mut self, edition: Edition) -> [String; 2] {
        both_words(&made(&mut self.desk, Kind::Interview(None), self.vendor, edition))
    }
}

#[test]
fn every_answer_stands_in_its_order_with_who_gave_it_and_what_became_of_it() {
    let mut talk = Talk::held();
    talk.answer("baa.executed", word("no"), |one| {
        one.reason = Some("The second signature is missing.".to_owned());
        one.note = Some("Words of the correction.".to_owned());
    });
    talk.answer("notice.contract_hours", Reply::Value(Value::Whole(48)), |_| {});
    for words in talk.words(Edition::Internal) {
        let mut reading = Reading::of("interview record", &words);
        reading.find("Interview record");
        reading.find("Nora Adler (Quill)");
        reading.find("Theodore Okafor");
        reading.find("Core questions about a vendor");
        reading.find("3 answers given, 1 confirmed; 2 changed since");
        reading.find("Answers, in the order in which they were recorded");
        reading.find("baa.executed");
        reading.find("Corrected");
        reading.find("Yes");
        reading.find("Signed on paper in spring.");
        reading.find("privileged words of this talk");
        reading.find("Nora Adler (Quill)");
        reading.find("on 2026-11-20, event");
        reading.find("The second signature is missing.");
        reading.find("Stands");
        reading.find("liab.indemnity");
        reading.find("We do not know");
        reading.find("Nora Adler finds out by 2026-12-01; open");
        reading.find("baa.security_rule");
        reading.find("Taken back");
        reading.find("sub.uses");
        reading.find("The answer of event 1 of 2026-11-20");
        reading.find("Follow-ups agreed");
        reading.find("Nora Adler");
        reading.find("Left open");
        // It was answered after the interview had ended.
        reading.find("notice.contract_hours");
        reading.find("Signatures of those present");
        reading.find("Nora Adler (Quill)");
        reading.find("Theodore Okafor");
        assert!(!words.contains(&folded("Words of the correction.")));
    }
}

#[test]
fn counsels_note_is_left_out_of_the_produced_edition_and_counted() {
    let mut talk = Talk::held();
    for words in talk.words(Edition::Produced) {
        assert!(!words.contains(&folded("privileged words of this talk")));
        assert!(words.contains(&folded("Counsel-only notes 1")), "{words}");
        assert!(words.contains(&folded("Signed on paper in spring.")));
    }
}

#[test]
fn one_of_several_is_named_by_its_event_or_its_day_and_one_without_answers_is_none() {
    let mut talk = Talk::held();
    let (first, _) = talk.opened;
    // Opened and left: nothing was said in it, and the only one is still meant.
    let (empty, _) = talk.open(&["Nobody in particular"]);
    assert!(!talk.words(Edition::Internal)[0].contains(&folded("Nobody in particular")));
    let refused = |talk: &mut Talk, which| {
        let wanted = of(Kind::Interview(which), talk.vendor, Edition::Internal);
        talk.desk.report(&wanted).unwrap_err().to_string()
    };
    let problem = refused(&mut talk, Some(AsOf::Event(empty)));
    assert!(problem.contains(&format!(": {first} of 2026-11-20 with Nora Adler")), "{problem}");
    let (second, event) = talk.open(&["Priya Raman"]);
    talk.answer("ins.required", word("yes"), |one| one.interview = Some(event));
    let day = AsOf::read("2026-11-20").unwrap();
    for which in [None, Some(day)] {
        let problem = refused(&mut talk, which);
        assert!(problem.contains("there are several interviews"), "{problem}");
        for named in [format!(" {first} of"), format!(" {second} of 2026-11-20 with Priya Raman")] {
            assert!(problem.contains(&named), "{problem}");
        }
    }
    let kind = Kind::Interview(Some(AsOf::Event(second)));
    let report = made(&mut talk.desk, kind, talk.vendor, Edition::Internal);
    let labels: Vec<String> = entries(&report).into_iter().map(|one| one.0).collect();
    assert_eq!(labels.first().map(String::as_str), Some("ins.required"));
    assert!(!labels.iter().any(|label| label == "baa.executed"));
    let wanted = of(kind, talk.vendor, Edition::Internal);
    let name = format!("quill-transcription-interview-{second}-2026-11-20-internal.pdf");
    assert_eq!(talk.desk.report_name(&wanted).unwrap(), name);
    let noted = written_twice(&mut talk.desk, &wanted, &talk.folder);
    assert_eq!((noted.report.as_str(), noted.questionnaire.as_str()), ("interview", "core"));
}

#[test]
fn what_was_recorded_later_is_not_in_the_record_of_a_past_day() {
    let mut talk = Talk::held();
    let last = talk.desk.dossier(talk.vendor).unwrap().events.last().unwrap().seq;
    let kind = Kind::Interview(None);
    let then = made(&mut talk.desk, kind, talk.vendor, Edition::Internal);
    talk.answer("baa.executed", word("no"), |one| one.reason = Some("Other words.".to_owned()));
    let now = made(&mut talk.desk, kind, talk.vendor, Edition::Internal);
    assert_ne!(entries(&then), Vec::new());
    assert!(plain_words(&now).contains(&folded("Other words.")));
    let mut past = talk.desk.past(AsOf::Event(last)).unwrap();
    let past = made(&mut past, kind, talk.vendor, Edition::Internal);
    assert!(!plain_words(&past).contains(&folded("Other words.")));
    assert!(plain_words(&past).contains(&folded(&format!("As of event {last}"))));
}

#[test]
fn the_samples_interviews_list_every_answer_that_names_them() {
    let mut desk = desk();
    let mut given = 0;
    for listed in desk.listed().unwrap() {
        let dossier = desk.dossier(listed.id).unwrap().clone();
        for (id, _) in &dossier.interviews {
            let event = dossier.event(*id).unwrap().seq;
            let kind = Kind::Interview(Some(AsOf::Event(event)));
            for edition in EDITIONS {
                let labels: Vec<String> = entries(&made(&mut desk, kind, listed.id, edition))
                    .into_iter()
                    .map(|one| one.0)
                    .collect();
                let mut labels = labels.iter();
                for event in &dossier.events {
                    let Change::AnswerSet(set) = &event.change else { continue };
                    if set.interview == Some(*id) {
                        given += 1;
                        let name = dossier.question_named(set.subject, &set.question);
                        assert!(labels.any(|label| *label == name), "{name} of {}", dossier.slug);
                    }
                }
            }
        }
    }
    assert!(given > 100, "{given}");
}
