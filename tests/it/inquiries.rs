//! The screen of inquiries, by keys and in lines: letters, requests, what answers them, days, and what was handed over.
#![cfg(test)]

use proofbook::app::form::Input;
use proofbook::app::overlay::Overlay;
use proofbook::domain::event::{Change, Edition, ReportWritten};
use proofbook::domain::id::Digest;
use proofbook::domain::inquiry::{Inquiry, InquiryNo};
use proofbook::domain::request::Request;
use proofbook::tui::look::{Look, Signs, Theme};

use crate::line::talk;
use crate::support::screen::{styled, text_of};
use crate::support::{FakeWorld, Screen};

const VENDOR: &str = "Northwind Claims LLC";

fn empty() -> Screen {
    after_reports(&["vendor"])
}

/// Reports of these kinds were written before.
fn after_reports(kinds: &[&str]) -> Screen {
    let mut world = FakeWorld::with_vendor(VENDOR);
    let vendor = world.first();
    let vendor = *world.dossiers.keys().find(|id| !world.dossiers[id].is_ours()).unwrap_or(&vendor);
    for kind in kinds {
        let written = ReportWritten {
            edition: Edition::Produced,
            report: (*kind).to_owned(),
            as_of: None,
            questionnaire: "core".to_owned(),
            sha256: Digest::of(kind.as_bytes()),
            covers: Vec::new(),
        };
        world.append(vendor, written.into());
    }
    let mut screen = Screen::of(world);
    screen.keys("g q");
    screen
}

/// One letter, written by keys.
fn opened() -> Screen {
    letter_in(empty())
}

fn letter_in(mut screen: Screen) -> Screen {
    screen.keys("n").types("HHS Office for Civil Rights").keys("down").types("2026-10-26");
    screen.keys("down").types("2026-11-25").keys("down").types("26-512345").keys("ctrl-s");
    screen
}

fn request(screen: &mut Screen, number: &str, words: &str) {
    screen.keys("C ctrl-a ctrl-k").types(number).keys("down ctrl-a ctrl-k").types(words);
    screen.keys("ctrl-s");
}

/// With four requests: two mapped, one absent, one open.
fn full() -> Screen {
    let mut screen = opened();
    request(&mut screen, "10", "Provide the certificate of insurance.");
    request(&mut screen, "2a", "Provide every amendment to the agreement.");
    request(
        &mut screen,
        "1",
        "Provide the business associate agreement in effect on March 16, 2026, with the services it covers.",
    );
    request(
        &mut screen,
        "2",
        "State the period within which the business associate had to give notice.",
    );
    screen.keys("home down l").types("baa.executed").keys("ctrl-s");
    screen.keys("down l").types("notice.hours").keys("ctrl-s");
    screen.keys("down l down down").types("There is no amendment.").keys("ctrl-s");
    screen.keys("home c").types("2026-12-15").keys("down").types("granted by phone").keys("ctrl-s");
    screen
}

fn on_file(screen: &Screen) -> Inquiry {
    let mut dossiers = screen.world.dossiers.values();
    let found = dossiers.find_map(|one| one.inquiries.numbered(InquiryNo(1)));
    found.unwrap().clone()
}

#[test]
fn a_letter_is_written_down_with_its_requests_in_its_own_order() {
    let mut screen = full();
    let inquiry = on_file(&screen);
    let numbers: Vec<&str> = inquiry.requests.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2", "2a", "10"]);
    assert_eq!(inquiry.requests[0].questions, ["baa.executed".into()]);
    assert_eq!(inquiry.requests[2].absence.as_deref(), Some("There is no amendment."));
    assert_eq!((inquiry.due.to_string(), inquiry.extensions.len()), ("2026-12-15".to_owned(), 1));
    screen.shows("2 mapped otherwise").shows("granted by phone");
    // Enter goes to the question that answers the request, and back.
    screen.keys("down enter").shows("Interview").keys("esc").shows("Inquiries");
}

#[test]
fn what_answers_a_request_is_added_and_taken_away() {
    let mut screen = full();
    screen.keys("down down l").types("baa.executed, baa.exected").keys("ctrl-s");
    screen.shows("there is no question 'baa.exected'");
    screen.keys("ctrl-a ctrl-k").types("baa.executed").keys("ctrl-s");
    assert_eq!(on_file(&screen).requests[1].questions.len(), 2);
    screen.keys("U").shows("notice.hours").keys("ctrl-s");
    assert_eq!(on_file(&screen).requests[1].questions, ["baa.executed".into()]);
    // What is absent is not mapped, and the other way round.
    screen.keys("down l").types("baa.executed").keys("ctrl-s").shows("recorded as absent");
    screen.keys("esc U").shows("that nothing answers it").keys("ctrl-s");
    assert!(on_file(&screen).requests[2].is_open());
}

#[test]
fn an_undo_takes_back_the_last_change_of_an_inquiry() {
    let mut screen = full();
    screen.keys("u").shows("the due day of IQ-01 moved to 2026-12-15").keys("enter");
    assert_eq!(on_file(&screen).due.to_string(), "2026-11-25");
}

#[test]
fn closing_asks_once_about_requests_that_are_open() {
    let mut screen = full();
    screen.keys("F ctrl-s").shows("1 request of IQ-01 is neither mapped nor absent");
    assert!(on_file(&screen).is_open());
    screen.keys("tab enter");
    assert!(!on_file(&screen).is_open(), "{}", screen.text());
    screen.shows("closed 2026-11-22").keys("l").shows("is closed");
}

#[test]
fn what_was_handed_over_names_the_report() {
    let mut screen = full();
    screen
        .keys("O")
        .shows("the whole vendor, 2026-11-22")
        .keys("ctrl-s")
        .shows("HO-01: produced edition");
    let Some(Request::HandOver(handed)) = screen.requests().pop() else { panic!("a hand-over") };
    assert_eq!(
        (handed.to.as_str(), handed.inquiry),
        ("HHS Office for Civil Rights", Some(InquiryNo(1)))
    );
    let dossiers = screen.world.dossiers.values();
    let events = dossiers.flat_map(|one| &one.events);
    let kinds: Vec<_> = events.filter(|one| matches!(one.change, Change::HandedOver(_))).collect();
    assert_eq!(kinds.len(), 1);
}

#[test]
fn reports_are_told_apart_by_what_they_are_about_and_when_they_were_written() {
    let mut screen = letter_in(after_reports(&["vendor", "amendment", "inquiry"]));
    let told: Vec<String> = {
        screen.keys("O");
        let Some(Overlay::Prompt(prompt)) = &screen.app.overlay else { panic!("form") };
        let field = prompt.form.fields.iter().find(|field| field.label == "Report").unwrap();
        let Input::Choice { options, .. } = &field.input else { panic!("{field:?}") };
        options.iter().map(|(_, label)| label.clone()).collect()
    };
    let begins = ["the letter IQ-01, 2026-11-22 ", "contract-amendment", "the whole vendor, 2026"];
    assert!(told.iter().zip(begins).all(|(label, begin)| label.starts_with(begin)), "{told:?}");
    for label in &told {
        let parts: Vec<&str> = label.split(", ").collect();
        assert!(parts[1].len() == "2026-11-22 09:00".len() && parts[2] == "produced", "{label}");
        assert!(parts[3].len() <= 4 && !label.contains("event"), "{label}");
    }
    // With a second letter, nothing says which of them a report was about.
    screen.keys("esc");
    screen.keys("n").types("The attorney general").keys("down").types("2026-10-27");
    screen.keys("down").types("2026-11-26").keys("ctrl-s O").shows("a letter, 2026-11-22");
}

/// The value of the field in focus.
fn in_field(screen: &Screen) -> String {
    let Some(Overlay::Prompt(prompt)) = &screen.app.overlay else { panic!("{}", screen.text()) };
    prompt.form.focused().unwrap().value()
}

#[test]
fn what_answers_is_found_by_searching_and_put_into_the_field() {
    let mut screen = opened();
    request(&mut screen, "1", "Provide the agreement.");
    screen.keys("g e a").types("/home/dana/Documents/agreement.pdf").keys("ctrl-s g q home down l");
    screen.shows("ctrl-f finds them").keys("ctrl-f").shows("Find: #").types("baa.exec");
    screen.shows("Enter puts baa.executed into the field").shows("enter put into the field");
    screen.keys("enter").shows("What answers request 1 of IQ-01");
    assert_eq!(in_field(&screen), "baa.executed");
    // What is half typed is what is looked for; what stands there already stays.
    screen.types(", notice.h").keys("ctrl-f").shows("Find: #notice.h").keys("enter");
    let both = in_field(&screen);
    assert!(both.starts_with("baa.executed, notice."), "{both}");
    // Found again, it is there once; closed, nothing is put.
    screen.keys("ctrl-f").types("baa.exec").keys("enter ctrl-f esc");
    assert_eq!(in_field(&screen), both);
    screen.keys("down ctrl-f").shows("Find: +").shows("agreement.pdf").keys("enter");
    assert_eq!(in_field(&screen), "A-01");
    screen.keys("ctrl-s");
    let on_file = on_file(&screen);
    assert_eq!((on_file.requests[0].questions.len(), on_file.requests[0].exhibits.len()), (2, 1));
    // Elsewhere enter goes there, as before.
    screen.keys("ctrl-f").shows("Find:").types("#baa.exec").shows("enter go there").keys("enter");
    screen.shows("Interview");
}

#[test]
fn a_field_of_one_exhibit_takes_the_one_found_last() {
    let mut screen = empty();
    for file in ["agreement", "audit"] {
        let path = format!("/home/dana/Documents/{file}.pdf");
        screen.keys("g e a").types(&path).keys("ctrl-s");
    }
    screen.keys("g q n down down down down ctrl-f").types("agree").keys("enter");
    assert_eq!(in_field(&screen), "A-01");
    screen.keys("ctrl-f").types("audit").keys("enter");
    assert_eq!(in_field(&screen), "A-02");
}

#[test]
fn the_due_day_stands_among_the_deadlines_and_leads_back() {
    let mut screen = full();
    screen.keys("g t").shows("IQ-01 Inquiry by HHS Office for Civil Rights");
    screen.keys("home enter").shows("Inquiries");
    screen.keys("esc g h enter").shows("Inquiries");
}

#[test]
fn every_size_shows_letters_requests_and_forms() {
    let mut on_request = full();
    on_request.keys("down down");
    let mut form = full();
    form.keys("down l");
    for (name, screen) in
        [("empty", empty()), ("full", full()), ("request", on_request), ("form", form)]
    {
        for (width, height) in [(60, 16), (80, 24), (120, 36)] {
            let frame = screen.buffer(width, height);
            let shown = if width == 80 { styled(&frame) } else { text_of(&frame) };
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), shown);
        }
    }
}

#[test]
fn color_and_ascii_say_the_same() {
    let screen = full();
    let mono = text_of(&screen.buffer(80, 24));
    let dark = Look::new(Theme::Dark, Signs::Unicode);
    assert_eq!(mono, text_of(&screen.buffer_in(80, 24, dark)));
    let ascii = Look::new(Theme::Mono, Signs::Ascii);
    assert!(text_of(&screen.buffer_in(80, 24, ascii)).is_ascii());
}

#[test]
fn an_inquiry_is_written_and_read_in_lines() {
    let mut world = FakeWorld::with_vendor(VENDOR);
    let script = "1\n:back\n:inquiries\n:add\nHHS Office for Civil Rights\n2026-10-26\n2026-11-25\n26-512345\n\n\n\
        :clause\n1\nProvide the agreement.\n2\n:link\nbaa.executed\n\n\n:inquiries\n2\n:quit\n";
    let said = talk(&mut world, script);
    insta::assert_snapshot!("lines", said);
}
