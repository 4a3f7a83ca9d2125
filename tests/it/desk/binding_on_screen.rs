//! A binder asked for on the report screen, over a real desk: what the form says is what goes into the folder.

use std::path::Path;

use proofbook::app::App;
use proofbook::app::effect::{Effect, World as _};
use proofbook::app::key::{Chord, read_chords};
use proofbook::app::message::Message;
use proofbook::app::overlay::Overlay;
use proofbook::app::state::Status;
use proofbook::app::update;
use proofbook::domain::id::VendorId;
use proofbook::domain::reporting::Kind;
use proofbook::runtime::Runtime;

use super::Office;
use super::binding::{IQ, OUT, manifest, tree, with_letter};

/// The screens over the desk of an office.
struct Screens {
    app: App,
    world: Runtime,
    asked: Vec<Effect>,
}

impl Screens {
    fn of(office: &Office) -> Self {
        let world = Runtime::open(office.seat("ann"), None, "/out".into()).unwrap();
        let mut screens = Self { app: App::new(), world, asked: Vec::new() };
        for message in screens.world.first().unwrap() {
            screens.tell(message);
        }
        screens
    }

    fn tell(&mut self, message: Message) {
        let mut pending = vec![message];
        while !pending.is_empty() {
            let effects = update(&mut self.app, pending.remove(0));
            self.asked.extend(effects.iter().cloned());
            let results: Vec<Message> =
                effects.into_iter().flat_map(|effect| self.world.perform(effect)).collect();
            pending.splice(0..0, results);
        }
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        for chord in read_chords(keys).unwrap() {
            self.tell(Message::Press(chord));
        }
        self
    }

    fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.tell(Message::Press(Chord::from(c)));
        }
        self
    }

    /// What the form over the screen says, and the folder in it.
    fn form(&self) -> (String, String) {
        let Some(Overlay::Prompt(prompt)) = &self.app.overlay else {
            panic!("{:?}", self.app.status)
        };
        let form = &prompt.form;
        (format!("{}: {}", form.title, form.intro.join(" ")), form.fields[0].value())
    }

    fn said(&self) -> String {
        match &self.app.status {
            Status::Said(words) | Status::Saved(words) => words.clone(),
            other => format!("{other:?}"),
        }
    }

    fn bound(&self) -> Option<Kind> {
        self.asked.iter().rev().find_map(|effect| match effect {
            Effect::MakeBinder { kind, .. } => Some(*kind),
            _ => None,
        })
    }
}

/// The report about the letter is on the screen.
fn reading_the_letters_report() -> (Office, Screens, VendorId) {
    let (office, desk, vendor) = with_letter();
    drop(desk);
    let mut screens = Screens::of(&office);
    // The vendor is under the cursor; the second of the reports is the letter's.
    screens.keys("g r K right ctrl-s");
    (office, screens, vendor)
}

#[test]
fn of_a_letters_report_the_binder_of_that_letter_is_made_and_nothing_else_goes_along() {
    let (office, mut screens, vendor) = reading_the_letters_report();
    screens.keys("B");
    let (says, folder) = screens.form();
    assert!(says.contains("Make a binder for the letter IQ-01"), "{says}");
    assert!(says.contains("the report about the letter IQ-01 (OCR), produced edition"), "{says}");
    assert!(says.contains("only the exhibits that answer it"), "{says}");
    assert!(folder.contains("-iq-01-") && folder.ends_with("-binder"), "{folder}");
    screens.keys("ctrl-a ctrl-k").types(OUT).keys("enter");
    assert!(screens.said().contains("The binder is in"), "{}", screens.said());
    assert_eq!(screens.bound(), Some(Kind::Inquiry(IQ)));
    let files = tree(&office.disk, OUT);
    let named = |part: &str| files.keys().filter(|place| place.contains(part)).count();
    assert_eq!((named("acme-billing-iq-01-"), named("acme-billing")), (1, 1), "{:?}", files.keys());
    let rows = manifest(&files);
    let first = rows.iter().find(|row| row["Item"] == "A-01").unwrap();
    assert_eq!(first["Answers requests"], "1/a; 2");
    assert!(!rows.iter().any(|row| ["A-03", "A-04"].contains(&&*row["Item"])), "{rows:?}");
    let mut desk = office.sit("ann");
    let dossier = desk.dossier(vendor).unwrap();
    assert_eq!(dossier.reports.last().unwrap().report, "inquiry");
    assert!(!office.disk.bytes(Path::new("/out/binder/manifest.csv")).unwrap().is_empty());
}

#[test]
fn a_folder_typed_for_one_report_is_never_offered_for_another() {
    let (_office, mut screens, _) = reading_the_letters_report();
    screens.keys("B ctrl-a ctrl-k").types("/out/for-the-letter").keys("esc");
    screens.keys("K left ctrl-s B");
    let (says, folder) = screens.form();
    assert!(says.contains("the whole report about the vendor"), "{says}");
    assert!(!says.contains("the letter IQ-01") && !folder.contains("letter"), "{says} {folder}");
    screens.keys("ctrl-a ctrl-k").types("/out/whole").keys("enter");
    assert_eq!(screens.bound(), Some(Kind::Vendor));
    // What was typed for the letter is still there for the letter.
    screens.keys("K right ctrl-s B");
    assert_eq!(screens.form().1, "/out/for-the-letter");
}

#[test]
fn of_what_has_no_binder_none_is_made_and_it_is_said_what_to_do() {
    let (_office, mut screens, _) = reading_the_letters_report();
    screens.keys("K right ctrl-s B");
    let said = screens.said();
    assert!(said.contains("no binder is made of the contract-amendment checklist"), "{said}");
    assert!(said.contains("K chooses the whole report or a letter's"), "{said}");
    // So it is with what moved since a day.
    screens.keys("K right down").types("#1").keys("ctrl-s B");
    let said = screens.said();
    assert!(said.contains("no binder is made of the change report"), "{said}");
    assert!(screens.app.overlay.is_none() && screens.bound().is_none());
}
