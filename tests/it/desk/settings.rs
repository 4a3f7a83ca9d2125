//! Settings written from the screens over a real desk: into the file and nothing beside it, and never over one that cannot be read.

use std::path::Path;

use proofbook::app::App;
use proofbook::app::effect::{Effect, World};
use proofbook::app::message::Message;
use proofbook::line;
use proofbook::runtime::Runtime;
use proofbook::settings::{Origin, Settings};

use super::Office;

const FILE: &str = "/home/ann/.config/proofbook/settings.json";

fn screens(office: &Office, settings: Settings) -> Runtime {
    let runtime = Runtime::open(office.seat("ann"), None, "/reports".into()).unwrap();
    runtime.with_settings(settings, Some(FILE.into()))
}

fn set(screens: &mut Runtime, field: &'static str, value: Option<&str>) -> Message {
    let value = value.map(str::to_owned);
    let mut messages = screens.perform(Effect::SetSetting { field, value });
    assert_eq!(messages.len(), 1, "{messages:?}");
    messages.remove(0)
}

fn on_disk(office: &Office) -> String {
    String::from_utf8(office.disk.bytes(Path::new(FILE)).unwrap_or_default()).unwrap()
}

#[test]
fn the_file_is_made_with_its_folder_and_holds_what_was_set() {
    let (office, ..) = Office::founded();
    let mut screens = screens(&office, Settings::default());
    let Message::SettingWritten { field: "theme", settings } =
        set(&mut screens, "theme", Some("light"))
    else {
        panic!("written")
    };
    assert_eq!((settings.theme.value.word(), settings.theme.origin), ("light", Origin::File));
    assert_eq!(on_disk(&office), "{\n  \"theme\": \"light\"\n}\n");
    set(&mut screens, "mouse", Some("false"));
    assert_eq!(on_disk(&office), "{\n  \"theme\": \"light\",\n  \"mouse\": false\n}\n");
    set(&mut screens, "theme", None);
    let mut again = Settings::default();
    again.take_file(FILE, on_disk(&office).as_bytes()).unwrap();
    assert_eq!((again.theme.origin, again.mouse.value), (Origin::Default, false));
}

#[test]
fn what_another_program_wrote_meanwhile_stays() {
    let (office, ..) = Office::founded();
    let mut screens = screens(&office, Settings::default());
    set(&mut screens, "theme", Some("light"));
    office.file(FILE, b"{\"name\": \"Ann\", \"theme\": \"light\"}");
    set(&mut screens, "theme", Some("dark"));
    assert_eq!(on_disk(&office), "{\n  \"name\": \"Ann\",\n  \"theme\": \"dark\"\n}\n");
}

#[test]
fn a_file_that_cannot_be_read_is_left_as_it_is() {
    let (office, ..) = Office::founded();
    // The folder is there.
    set(&mut screens(&office, Settings::default()), "name", Some("Ann"));
    for broken in ["{\"theme\": \"dark\",}", "{\"tehme\": \"dark\"}", "not json"] {
        office.file(FILE, broken.as_bytes());
        let mut screens = screens(&office, Settings::default());
        let Message::Refused(problem) = set(&mut screens, "theme", Some("light")) else {
            panic!("{broken} was taken")
        };
        assert!(problem.safe.is_some() && !problem.next.is_empty(), "{problem}");
        assert_eq!(on_disk(&office), broken);
    }
}

#[test]
fn a_data_folder_that_is_not_there_is_refused() {
    let (office, ..) = Office::founded();
    let mut screens = screens(&office, Settings::default());
    let refused = set(&mut screens, "data", Some("/nowhere/records"));
    assert!(matches!(refused, Message::Refused(_)), "{refused:?}");
    assert_eq!(on_disk(&office), "");
    let taken = set(&mut screens, "data", Some(super::FOLDER));
    assert!(matches!(taken, Message::SettingWritten { .. }), "{taken:?}");
}

#[test]
fn without_a_place_for_the_file_nothing_is_written() {
    let (office, ..) = Office::founded();
    let mut screens = Runtime::open(office.seat("ann"), None, "/reports".into()).unwrap();
    let Message::Refused(problem) = set(&mut screens, "theme", Some("light")) else {
        panic!("no place")
    };
    assert!(problem.to_string().contains("no home folder"), "{problem}");
}

#[test]
fn the_first_start_reaches_the_settings_in_lines() {
    let office = Office::new();
    let mut screens = screens(&office, Settings::default());
    let first = screens.first().unwrap();
    let script = ":settings\n2\n:next\nascii\n:back\n:quit\n";
    let mut output = Vec::new();
    line::run(App::new(), &mut screens, first, &mut script.as_bytes(), &mut output).unwrap();
    let said = String::from_utf8(output).unwrap();
    assert!(said.contains("Lines and boxes: ascii, saved"), "{said}");
    assert_eq!(said.matches("Welcome to Proofbook").count(), 2, "{said}");
    assert_eq!(on_disk(&office), "{\n  \"symbols\": \"ascii\"\n}\n");
}
