//! Choosing files and taking many at once.

use proofbook::app::effect::Effect;
use proofbook::app::message::Message;
use proofbook::app::overlay::Overlay;
use proofbook::app::working::{Work, WorkId};
use proofbook::domain::request::{Request, Source};
use proofbook::problem::{Doubt, Problem};

use crate::line::talk;
use crate::support::screen::text_of;
use crate::support::{FakeWorld, Screen};

const HERE: &str = "/home/dana/Documents/";

fn attaching() -> Screen {
    let mut screen = Screen::interview();
    screen.keys("1 a");
    screen
}

/// The files that were asked to be taken.
fn asked(screen: &Screen) -> Vec<String> {
    let path = |request: &&Request| match request {
        Request::Take(take) => match &take.source {
            Source::File(path) => Some(path.display().to_string()),
            _ => None,
        },
        _ => None,
    };
    screen.requests().iter().filter_map(path).collect()
}

fn exhibits(screen: &Screen) -> Vec<String> {
    let dossier = &screen.app.vendor.as_ref().unwrap().dossier;
    dossier.exhibits.values().map(|one| format!("{} {}", one.no, one.title)).collect()
}

#[test]
fn a_file_is_chosen_by_going_into_its_folder() {
    let mut screen = attaching();
    screen.shows("/home/dana/Documents/").shows("Documents").keys("down enter");
    screen.shows("agreement.pdf").shows("812 KB, changed 2026-05-12").shows("1.2 MB");
    screen.keys("down down enter");
    assert!(!screen.text().contains("812 KB"), "the list is gone:\n{}", screen.text());
    screen.types("Audit").keys("ctrl-s").shows("A-01 Audit");
    assert_eq!(asked(&screen), [format!("{HERE}audit.pdf")]);
}

#[test]
fn typing_narrows_backspace_goes_up_and_down_stays_a_way_on() {
    let mut screen = attaching();
    screen.types(&format!("{HERE}au")).shows("audit.pdf");
    assert!(!screen.text().contains("agreement.pdf"));
    screen.keys("backspace backspace backspace");
    let Some(Overlay::Prompt(prompt)) = &screen.app.overlay else { panic!("form") };
    assert_eq!(prompt.form.fields[0].value(), "/home/dana/");
    screen.types("nowhere").keys("down").types("A title");
    screen.shows("A title");
}

#[test]
fn the_list_fits_every_window() {
    let mut screen = attaching();
    screen.types(HERE).keys("down space");
    for (width, height) in [(60, 16), (80, 24), (120, 36)] {
        let text = text_of(&screen.buffer(width, height));
        for words in ["[x] agreement.pdf", "812 KB", "1 file, 812 KB marked"] {
            assert!(text.contains(words), "{words} at {width}:\n{text}");
        }
    }
}

#[test]
fn several_marked_files_are_told_in_words_and_each_becomes_an_exhibit() {
    let mut screen = attaching();
    screen.types(HERE).keys("down space space ctrl-s");
    screen.shows("Take these files?").shows("2 files, 2.1 MB.").shows("agreement.pdf: 812 KB");
    assert!(asked(&screen).is_empty(), "nothing is taken before the yes");
    screen.keys("tab enter").shows("2 files were taken: A-01 and A-02.");
    assert_eq!(exhibits(&screen), ["A-01 agreement.pdf", "A-02 audit.pdf"]);
    let links = screen.app.vendor.as_ref().unwrap().dossier.exhibits.values();
    assert!(links.into_iter().all(|one| one.links[0].question.as_str() == "baa.executed"));
    // The form is done.
    screen.keys("a");
    assert!(!screen.text().contains("marked"), "{}", screen.text());
}

#[test]
fn pasted_paths_are_marked_however_they_are_quoted() {
    let mut screen = attaching();
    screen.pastes(&format!("'{HERE}Dana'\\''s own list.xlsx' {HERE}audit.pdf\n"));
    screen.shows("2 files, 1.3 MB: marked");
    screen.keys("ctrl-s tab enter").shows("2 files were taken");
    assert_eq!(exhibits(&screen), ["A-01 Dana's own list.xlsx", "A-02 audit.pdf"]);
    let mut screen = attaching();
    screen.pastes("file:///home/dana/Documents/Dana%27s%20own%20list.xlsx\r\n").keys("ctrl-s");
    assert_eq!(exhibits(&screen), ["A-01 Dana's own list.xlsx"]);
    // A terminal that does not mark a paste types it.
    let mut screen = attaching();
    screen.types(&format!("\"{HERE}Dana's own list.xlsx\"")).keys("ctrl-s");
    assert_eq!(exhibits(&screen), ["A-01 Dana's own list.xlsx"]);
}

#[test]
fn one_that_fails_does_not_lose_the_others_and_stays_marked() {
    let mut screen = attaching();
    screen.pastes(&format!("{HERE}agreement.pdf\n{HERE}audit.pdf"));
    screen.types("/home/dana/gone.pdf").keys("ctrl-s tab enter");
    screen.shows("2 files were taken: A-01 and A-02. Not taken: gone.pdf");
    assert_eq!(exhibits(&screen).len(), 2);
    screen.keys("a down").shows("1 file");
}

#[test]
fn a_doubt_stops_to_ask_and_a_no_leaves_out_that_file_alone() {
    for (yes, count) in [(true, 2), (false, 1)] {
        let mut screen = attaching();
        screen.pastes(&format!("{HERE}agreement.pdf\n{HERE}audit.pdf")).keys("ctrl-s");
        screen.world.refuse = Some(Problem::wrong_use("the file is empty").doubt(Doubt::EmptyFile));
        screen.keys("tab enter").shows("Are you sure?").shows("The file is empty");
        screen.keys(if yes { "tab enter" } else { "esc" });
        assert_eq!(exhibits(&screen).len(), count, "{}", screen.text());
        if !yes {
            screen.shows("1 file was taken: A-01. Not taken: agreement.pdf (left out).");
        }
    }
}

#[test]
fn a_question_of_work_beside_the_screens_waits_until_the_files_are_taken() {
    let mut screen = attaching();
    screen.pastes(&format!("{HERE}agreement.pdf\n{HERE}audit.pdf")).keys("ctrl-s");
    let then = Effect::CheckList { path: "/tmp/list.csv".into(), sure_of: Vec::new() };
    let checked =
        Message::ListChecked { lines: vec!["2 vendors".to_owned()], then: Box::new(then) };
    screen.tell(Message::Work(Work::Ended { id: WorkId(1), results: vec![checked] }));
    screen.world.refuse = Some(Problem::wrong_use("the file is empty").doubt(Doubt::EmptyFile));
    screen.keys("tab enter").shows("Are you sure?").shows("The file is empty");
    screen.keys("tab enter").shows("Import the list?").shows("2 vendors");
    assert_eq!(exhibits(&screen).len(), 2);
}

#[test]
fn a_no_before_the_first_takes_nothing_and_keeps_the_marks() {
    let mut screen = attaching();
    screen.types(HERE).keys("down space space ctrl-s enter").shows("Nothing was taken");
    assert!(asked(&screen).is_empty());
    let Some(Overlay::Prompt(prompt)) = &screen.app.overlay else { panic!("form") };
    assert_eq!(prompt.form.picker.marked.len(), 2);
}

#[test]
fn a_title_goes_with_one_file() {
    let mut screen = attaching();
    screen.types(HERE).keys("down space space up up up").keys("tab");
    let Some(Overlay::Prompt(prompt)) = &mut screen.app.overlay else { panic!("form") };
    prompt.form.focus = 1;
    screen.types("One title").keys("ctrl-s").shows("a title goes with one file");
    assert!(asked(&screen).is_empty());
}

#[test]
fn several_files_are_named_on_one_line_in_the_line_mode() {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    let script = format!(
        "1\nOmar Haddad\n\n\n:attach\n{HERE}agreement.pdf {HERE}audit.pdf\n\n\n\n\n\n\n\n\n\n\n\nyes\n:quit\n"
    );
    let said = talk(&mut world, &script);
    assert!(said.contains("2 files, 2.1 MB."), "{said}");
    assert!(said.contains("2 files were taken: A-01 and A-02."), "{said}");
}

#[test]
fn a_field_of_a_form_goes_to_the_editor_and_comes_back_into_its_place() {
    let mut screen = Screen::interview();
    screen.keys("-").types("they hold none").keys("alt-e");
    screen.shows("they hold none and more from the editor").keys("ctrl-s");
    screen.shows("Does not apply").shows("Note: they hold none and more from the editor");
    let mut screen = Screen::interview();
    screen.keys("i").types("a note").keys("alt-e").shows("a note and more from the editor");
    screen.keys("esc").shows("kept as a draft");
}
