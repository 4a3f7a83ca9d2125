//! One key, from the event to the drawn frame: on the list of two thousand vendors, and in an interview of 250 questions; the list of ten
//! thousand is measured beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use proofbook::app::command::Context;
use proofbook::app::key::{Chord, read_chords};
use proofbook::app::message::Message;
use proofbook::app::state::Drafts;
use proofbook::app::{App, update};
use proofbook::domain::bank::Bank;
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{Change, Event, RecordSet};
use proofbook::domain::id::{AccountId, Digest, EventId, QuestionId, RecordId};
use proofbook::domain::question::Question;
use proofbook::domain::questionnaire::Section;
use proofbook::domain::register::RegisterKind;
use proofbook::runtime::Runtime;
use proofbook::tui;
use proofbook::tui::look::{Look, Signs, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Done;
use super::clocks::everywhere;
use super::figures::{Times, beside, limit, say};
use super::made;

/// The window.
const WINDOW: Rect = Rect::new(0, 0, 120, 36);
/// The longest that a key may take: nobody sees less than 2 ms.
const MOST: Duration = Duration::from_millis(2);
/// How many vendors the list has.
const VENDORS: u32 = 2_000;
/// How many it has where it is only told how long a key takes.
const MANY_VENDORS: u32 = 10_000;
/// How many questions there are.
const QUESTIONS: usize = 250;

/// Keys that are pressed again and again, and what is pressed untimed before and after them.
struct Pressed {
    what: &'static str,
    before: &'static str,
    keys: &'static str,
    after: &'static str,
    often: usize,
}

const fn pressed(what: &'static str, keys: &'static str, often: usize) -> Pressed {
    Pressed { what, before: "", keys, after: "", often }
}

const LIST: [Pressed; 4] = [
    pressed("list: a row down", "down", 200),
    pressed("list: a page down", "pgdn", 100),
    pressed("list: another order", "s", 100),
    Pressed { before: "/", after: "esc", ..pressed("list: a letter of a search", "n o r t h", 40) },
];

const INTERVIEW: [Pressed; 3] = [
    pressed("interview: next question", "right", 200),
    pressed("interview: next choice", "down", 200),
    Pressed {
        before: "i",
        after: "esc",
        ..pressed("interview: a letter of a note", "T h e p e n", 40)
    },
];

const GAPS: [Pressed; 1] = [pressed("gaps: a row down", "down", 200)];

/// The board of an incident with people in all jurisdictions; a what-if may take 5 ms.
const WHAT_IF: [Pressed; 1] = [pressed("what-if: a day later", "right", 100)];
const MOST_OF_WHAT_IF: Duration = Duration::from_millis(5);

/// Presses every key many times; what the world does for it, such as keeping a draft, is not in the time.
pub(crate) fn measure() -> Done {
    let folder = made::folder()?;
    let path = folder.path().join("many");
    made::store(&path, MANY_VENDORS)?;
    say(&format!("  {MANY_VENDORS} vendors in the list"));
    Window::of(&path)?.measure(&LIST, None)?;
    let path = folder.path().join("store");
    made::store(&path, VENDORS)?;
    say(&format!("  {VENDORS} vendors in the list"));
    let mut window = Window::of(&path)?;
    window.measure(&LIST, Some(MOST))?;
    window.open_first()?;
    window.measure(&INTERVIEW, Some(MOST))?;
    window.press("g a")?;
    window.measure(&GAPS, Some(MOST))?;
    window.press("g n enter d")?;
    window.is_at(Context::Clocks)?;
    window.measure(&WHAT_IF, Some(MOST_OF_WHAT_IF))
}

/// The program in a window that is not there.
struct Window {
    app: App,
    look: Look,
    drawn: Buffer,
}

impl Window {
    /// The program on a store, whose bank is made as long as the questionnaires to come.
    fn of(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut runtime = Runtime::open(made::seat(folder), None, folder.to_owned())?;
        let mut app = App::new();
        for message in runtime.first()? {
            update(&mut app, message);
        }
        let store = app.store.as_mut().ok_or("no store")?;
        store.bank = Arc::new(long(&store.bank));
        let look = Look::new(Theme::Dark, Signs::Unicode);
        Ok(Self { app, look, drawn: Buffer::empty(WINDOW) })
    }

    /// Opens the first vendor, as if everything that the long bank asks had been answered twice.
    fn open_first(&mut self) -> Done {
        self.press("enter")?;
        let store = self.app.store.as_ref().ok_or("no store")?;
        let row = self.app.vendor_in_hand().ok_or("no vendor")?;
        let by = AccountId::from_user_name("dana");
        let changes = made::changes(0, &store.bank, 2 * QUESTIONS as u64);
        let changes = changes.into_iter().chain([incident(store.today)?]);
        let events: Vec<Event> = (0..)
            .zip(changes)
            .map(|(seq, change)| Event {
                seq,
                id: EventId(uuid::Uuid::from_u128(u128::from(seq) + 1)),
                at: Timestamp::UNIX_EPOCH,
                by: by.clone(),
                change,
                prev: Digest::of(&[]),
                hash: Digest::of(&[]),
            })
            .collect();
        let dossier = Dossier::fold(row.vendor, events);
        say(&format!(
            "  {} vendors in the list; {} questions, {} events, {} exhibits of one",
            store.vendors.len(),
            store.bank.questions().len(),
            dossier.events.len(),
            dossier.exhibits.len()
        ));
        let opened = Message::VendorOpened {
            dossier: Box::new(dossier),
            drafts: Drafts::new(),
            place: None,
        };
        update(&mut self.app, opened);
        self.is_at(Context::Interview)
    }

    fn is_at(&self, context: Context) -> Done {
        let at = self.app.screen_context();
        if at == context { Ok(()) } else { Err(format!("the window shows {}", at.title()).into()) }
    }

    fn measure(&mut self, all: &[Pressed], most: Option<Duration>) -> Done {
        for one in all {
            let chords = read_chords(one.keys)?;
            let mut times = Times::default();
            for _ in 0..one.often {
                self.press(one.before)?;
                for chord in &chords {
                    times.note(|| self.key(*chord));
                }
                self.press(one.after)?;
            }
            for (what, time) in
                [(format!("{}, p50", one.what), times.p50()), ("    p99".to_owned(), times.p99())]
            {
                match most {
                    Some(most) => limit(&what, time, most),
                    None => beside(&what, time),
                }
            }
            beside("    the quickest", times.least());
        }
        Ok(())
    }

    /// Presses keys outside of the time.
    fn press(&mut self, keys: &str) -> Done {
        for chord in read_chords(keys)? {
            self.key(chord);
        }
        Ok(())
    }

    /// One key: what it does, the whole frame, and what of it differs from the last one. Says how many cells do.
    fn key(&mut self, chord: Chord) -> usize {
        update(&mut self.app, Message::Press(chord));
        let mut frame = Buffer::empty(WINDOW);
        tui::draw_into(&self.app, &self.look, WINDOW, &mut frame);
        let changed = self.drawn.diff(&frame).len();
        self.drawn = frame;
        changed
    }
}

/// An incident with people in all jurisdictions.
fn incident(today: Date) -> Result<Change, Box<dyn Error>> {
    let mut fields = BTreeMap::new();
    for (name, typed) in everywhere() {
        let field = RegisterKind::Incidents.field(name).ok_or("no such field")?;
        let value = field.read(&typed, today).map_err(|refused| refused.why)?;
        fields.extend(value.map(|value| (name.to_owned(), value)));
    }
    let set = RecordSet {
        register: RegisterKind::Incidents.word().to_owned(),
        record: RecordId(uuid::Uuid::from_u128(1)),
        fields,
        exhibits: Vec::new(),
        supersedes: None,
        ends: None,
    };
    Ok(set.into())
}

/// The shipped questions so often that they are as many as in the longest questionnaire to come.
fn long(bank: &Bank) -> Bank {
    let copies = QUESTIONS.div_ceil(bank.questions().len());
    let named = |id: &QuestionId, copy: usize| QuestionId(format!("{id}_{copy}"));
    let mut questions = Vec::new();
    let mut questionnaires = bank.questionnaires.clone();
    for view in &mut questionnaires {
        view.sections.clear();
    }
    for copy in 0..copies {
        questions.extend(bank.questions().iter().map(|question| Question {
            id: if copy == 0 { question.id.clone() } else { named(&question.id, copy) },
            ..question.clone()
        }));
        for (view, shipped) in questionnaires.iter_mut().zip(&bank.questionnaires) {
            view.sections.extend(shipped.sections.iter().map(|section| {
                Section {
                    title: section.title.clone(),
                    questions: section
                        .questions
                        .iter()
                        .map(|id| if copy == 0 { id.clone() } else { named(id, copy) })
                        .collect(),
                }
            }));
        }
    }
    questions.truncate(QUESTIONS);
    let kept: BTreeSet<&QuestionId> = questions.iter().map(|question| &question.id).collect();
    for section in questionnaires.iter_mut().flat_map(|view| &mut view.sections) {
        section.questions.retain(|id| kept.contains(id));
    }
    let ages = bank.usual_max_age_days.clone();
    Bank::new(bank.digest, bank.law_seen_on, questions, questionnaires, ages)
        .with_clocks(bank.clocks.clone())
}
