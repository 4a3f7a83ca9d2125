//! The screens and the line mode over a real desk: the same interview, under the same clock, makes the same journals to the byte.

use std::fmt::Write as _;

use proofbook::app::effect::{Effect, World as _};
use proofbook::app::key::{Chord, read_chords};
use proofbook::app::message::Message;
use proofbook::app::screen::interview::Pane;
use proofbook::app::{App, update};
use proofbook::domain::id::VendorId;
use proofbook::domain::question::{AnswerKind, Lies};
use proofbook::domain::request::Request;
use proofbook::line;
use proofbook::runtime::Runtime;
use proofbook::store::JournalName;

use super::Office;

/// An interview as it is typed in lines, written down while the screens walk through it.
struct Walk {
    app: App,
    screens: Runtime,
    lines: String,
}

impl Walk {
    fn of(office: &Office, first: Message) -> Self {
        let screens = Runtime::open(office.seat("ann"), None, "/reports".into()).unwrap();
        let mut walk = Self { app: App::new(), screens, lines: String::new() };
        let opened = walk.screens.first().unwrap();
        for message in opened.into_iter().chain([first]) {
            walk.tell(message);
        }
        walk
    }

    fn tell(&mut self, message: Message) {
        let mut pending = vec![message];
        while !pending.is_empty() {
            let effects = update(&mut self.app, pending.remove(0));
            let effects = effects.into_iter().filter(|effect| *effect != Effect::Quit);
            let reports: Vec<Message> =
                effects.flat_map(|effect| self.screens.perform(effect)).collect();
            pending.splice(0..0, reports);
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

    /// The line that says the same.
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.lines, "{text}");
    }

    /// Answers the question that is seen, each time in another way, and goes on.
    fn answer(&mut self, round: usize) {
        let kind = self.app.question().unwrap().kind.clone();
        match round % 7 {
            3 => {
                self.keys("w").types("Lee Chan").keys("enter").types("2026-12-04").keys("ctrl-s");
                self.line("unknown\nLee Chan\n2026-12-04");
            }
            5 => {
                self.keys("-").types("They hold no data of ours.").keys("ctrl-s");
                self.line("na\nThey hold no data of ours.");
            }
            noted => {
                let note = format!("Said so in call {round}; see ticket SEC-{round}.");
                if noted % 2 == 0 {
                    self.keys("i").types(&note).keys("esc");
                }
                self.reply(&kind, round);
                if noted % 2 == 0 {
                    self.line(&format!("{note}\n."));
                } else {
                    self.line("");
                }
            }
        }
        self.keys("right");
    }

    fn reply(&mut self, kind: &AnswerKind, round: usize) {
        let choices = kind.choices().len();
        if choices > 0 {
            let digit = 1 + round % choices.min(9);
            self.keys(&digit.to_string());
            if kind.takes_several() {
                self.keys("enter");
            }
            self.line(&digit.to_string());
            return;
        }
        let typed = match kind {
            AnswerKind::Date { lies: Lies::Ahead, .. } => "2027-03-01",
            AnswerKind::Date { .. } => "2026-01-05",
            AnswerKind::Text { .. } => "As the policy of 2026 has it",
            _ => "48",
        };
        self.keys("e").types(typed).keys("enter");
        self.line(typed);
    }

    fn is_at_its_end(&self) -> bool {
        self.app.interview().is_none_or(|interview| interview.pane == Pane::Closing)
    }
}

/// An interview by the core questionnaire, with two people present.
fn interview(vendor: VendorId) -> Message {
    let opening = Box::new(Request::OpenInterview {
        questionnaire: "core".to_owned(),
        present: vec!["Omar Haddad".to_owned(), "R. Osei".to_owned()],
        role: None,
        incident: None,
    });
    Message::Interview { vendor, opening }
}

fn journals(office: &Office, vendor: VendorId) -> [String; 3] {
    [JournalName::Store, JournalName::Organization, JournalName::Vendor(vendor)]
        .map(|name| String::from_utf8(office.journal(name)).unwrap())
}

#[test]
fn a_whole_questionnaire_by_keys_and_in_lines_makes_the_same_journals_to_the_byte() {
    let (on_screens, _, vendor) = Office::founded();
    let mut walk = Walk::of(&on_screens, interview(vendor));
    let mut rounds = 0;
    while !walk.is_at_its_end() {
        walk.answer(rounds);
        rounds += 1;
        assert!(rounds < 500, "the interview never ends");
    }
    let script = format!("{}\n:quit\n", walk.lines);
    let by_keys = journals(&on_screens, vendor);

    let (in_lines, _, same_vendor) = Office::founded();
    assert_eq!(vendor, same_vendor, "both begin alike");
    let mut world = Runtime::open(in_lines.seat("ann"), None, "/reports".into()).unwrap();
    let mut first = world.first().unwrap();
    first.push(interview(vendor));
    let mut said = Vec::new();
    line::run(App::new(), &mut world, first, &mut script.as_bytes(), &mut said).unwrap();
    let by_lines = journals(&in_lines, vendor);

    let answers = by_keys[2].lines().filter(|line| line.contains("\"answer_set\"")).count();
    assert!(answers >= 25 && answers == rounds, "{answers} answers of {rounds} questions");
    for (keys, lines) in by_keys.iter().zip(&by_lines) {
        let differs = keys.lines().zip(lines.lines()).find(|(one, other)| one != other);
        assert_eq!(differs, None, "{}", String::from_utf8_lossy(&said));
        assert_eq!(keys.len(), lines.len(), "{}", String::from_utf8_lossy(&said));
    }
}
