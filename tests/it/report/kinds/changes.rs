//! The change report: it says what the comparison says, of both sides, and nothing of gaps where it may leave the building.

use proofbook::domain::as_of::AsOf;
use proofbook::domain::comparison::GapNews;
use proofbook::domain::event::Class;
use proofbook::domain::request::{AnswerRequest, Asked, Request};
use proofbook::domain::value::{Reply, Value};

use super::*;

fn since(side: &str) -> Kind {
    Kind::Changes { since: AsOf::read(side).unwrap(), until: None }
}

fn between(side: &str, later: &str) -> Kind {
    Kind::Changes { since: AsOf::read(side).unwrap(), until: Some(AsOf::read(later).unwrap()) }
}

#[test]
fn every_move_stands_once_in_the_order_of_the_comparison_with_both_sides_and_why() {
    let mut desk = desk();
    let mut moves = 0;
    for listed in desk.listed().unwrap() {
        let (side, name) = (AsOf::read("2026-03-15").unwrap(), listed.slug.clone());
        let now = desk.look_at(listed.id).unwrap();
        let then = desk.past(side).unwrap().look_at(listed.id).unwrap();
        let moved = now.since(&then, "then").unwrap();
        for edition in EDITIONS {
            let report = made(&mut desk, since("2026-03-15"), listed.id, edition);
            let mut labels = entries(&report).into_iter().map(|one| one.0);
            for words in both_words(&report) {
                let mut reading = Reading::of(format!("changes of {name}"), &words);
                reading.find("Change report");
                reading.find("Both sides");
                reading.find(&moved.then.readiness.whole.to_string());
                reading.find(&moved.now.readiness.whole.to_string());
                reading.find("What moved");
                for one in moved.moves.iter().filter(|one| !one.is_of_unanswered()) {
                    reading.find(&one.name());
                    reading.find(one.news.title());
                    let (was, is) = one.sides();
                    if was == is {
                        reading.find(&format!("{is}, as before"));
                    } else {
                        reading.find(&was);
                        reading.find(&is);
                    }
                    reading.find("Why");
                }
                reading.find("Exhibits and records");
                for one in &moved.exhibits {
                    reading.find(&one.exhibit);
                }
            }
            for one in moved.moves.iter().filter(|one| !one.is_of_unanswered()) {
                moves += 1;
                assert!(labels.any(|label| label == one.name()), "{} of {name}", one.name());
            }
        }
    }
    assert!(moves > 20, "{moves}");
}

#[test]
fn the_produced_edition_counts_what_became_of_gaps_and_says_nothing_else_of_them() {
    let mut desk = desk();
    let vendor = desk.find("northwind").unwrap();
    let side = AsOf::read("2026-03-15").unwrap();
    let then = desk.past(side).unwrap().look_at(vendor).unwrap();
    let moved = desk.look_at(vendor).unwrap().since(&then, "then").unwrap();
    let gaps = moved.moves.iter().filter(|one| one.gap != GapNews::Same).count();
    assert!(gaps > 0);
    let kind = since("2026-03-15");
    let internal = plain_words(&made(&mut desk, kind, vendor, Edition::Internal));
    assert!(internal.contains(&folded("New; gap opened")), "{internal}");
    for words in both_words(&made(&mut desk, kind, vendor, Edition::Produced)) {
        for news in ["gap opened", "gap closed", "gap graver", "gap milder"] {
            assert!(!words.contains(&folded(news)), "{news}");
        }
        let counted = format!("What became of a question's gap {gaps}");
        assert!(words.contains(&folded(&counted)), "{words}");
    }
}

#[test]
fn the_later_side_may_be_a_past_day_which_is_then_the_day_of_the_report() {
    let mut desk = desk();
    let vendor = desk.find("northwind").unwrap();
    let named = made(&mut desk, between("2026-02-12", "2026-02-20"), vendor, Edition::Internal);
    let mut past = desk.past(AsOf::read("2026-02-20").unwrap()).unwrap();
    let looked = made(&mut past, since("2026-02-12"), vendor, Edition::Internal);
    assert_eq!(plain_words(&named), plain_words(&looked));
    assert!(plain_words(&named).contains(&folded("As of the end of 2026-02-20")));
    assert!(!plain_words(&named).contains("2026-09-22"));
    let wanted = of(between("2026-02-12", "2026-02-20"), vendor, Edition::Internal);
    let name = "northwind-claims-llc-changes-since-2026-02-12-2026-02-20-internal.pdf";
    assert_eq!(desk.report_name(&wanted).unwrap(), name);
    // Named twice, it is refused; so is a later side that is the earlier one.
    let twice = past.report(&wanted).unwrap_err().to_string();
    assert!(twice.contains("the later side is named twice"), "{twice}");
    let turned = of(between("2026-02-20", "2026-02-12"), vendor, Edition::Internal);
    let turned = desk.report(&turned).unwrap_err().to_string();
    assert!(turned.contains("is after the day that it is compared with"), "{turned}");
}

#[test]
fn where_nothing_moved_it_says_so() {
    let mut desk = desk();
    let vendor = desk.find("northwind").unwrap();
    let last = desk.dossier(vendor).unwrap().events.last().unwrap().seq;
    let same = made(
        &mut desk,
        between(&format!("#{last}"), &format!("#{last}")),
        vendor,
        Edition::Produced,
    );
    let words = plain_words(&same);
    for said in [
        "0 questions moved",
        "No question stands otherwise.",
        "No exhibit and no record of a register changed.",
        "Nothing was recorded about the vendor between the two.",
    ] {
        assert!(words.contains(&folded(said)), "{said}: {words}");
    }
}

#[test]
fn it_is_noted_as_what_it_is_and_its_own_note_changes_no_byte_of_it() {
    let folder = loaded();
    let mut desk = desk_in(&folder);
    let vendor = desk.find("northwind").unwrap();
    let name = "Spring 2027".to_owned();
    let questionnaire = Some("core".to_owned());
    let opened =
        desk.record(vendor, &Request::OpenCycle { name, due: None, questionnaire }).unwrap();
    let before = opened.events.last().unwrap().seq - 1;
    let no = Reply::Value(Value::word("no"));
    let answer = AnswerRequest {
        note: Some("The second signature is missing.".to_owned()),
        ..AnswerRequest::new(Asked::of_vendor("baa.executed"), no)
    };
    desk.record(vendor, &Request::Answer(answer)).unwrap();
    let wanted = of(since(&format!("#{before}")), vendor, Edition::Internal);
    let noted = written_twice(&mut desk, &wanted, &folder);
    assert_eq!((noted.report.as_str(), noted.as_of), ("changes", None));
    let report = made(&mut desk_in(&folder), wanted.kind, vendor, Edition::Internal);
    let words = plain_words(&report);
    let from = format!("before the reassessment Spring 2027 was opened, event {before} of");
    for said in [from.as_str(), "Yes, Documented", "No, Unmet", "2 events of content were recorded"]
    {
        assert!(words.contains(&folded(said)), "{said}: {words}");
    }
    let events = &desk_in(&folder).dossier(vendor).unwrap().events.clone();
    assert!(events.last().unwrap().change.class() == Class::Care);
    // The later side named, it is noted with its day.
    let kind = between("2026-02-12", "2026-02-20");
    let wanted = of(kind, vendor, Edition::Produced);
    let path = folder.path().join("past.pdf");
    desk.write_report(&wanted, &path, Overwrite::No, &mut Unwatched).unwrap();
    let events = desk_in(&folder).dossier(vendor).unwrap().events.clone();
    let Change::ReportWritten(noted) = &events.last().unwrap().change else { panic!() };
    assert_eq!(noted.as_of, Some("2026-02-20".parse().unwrap()));
}
