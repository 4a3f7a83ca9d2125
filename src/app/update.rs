//! What happened, to what changes and what is asked of the world. Routes presses: what works everywhere, then what has the focus, then
//! the screen's single keys.

mod choosing;
mod editor;
mod finding;
mod incidents;
mod registers;
mod reports;
mod runs;
mod taking;

pub use self::taking::Taking;
use super::command::{CommandId, Context};
use super::effect::Effect;
use super::enabled::can_run;
use super::form::Pressed;
use super::form::text::Refused;
use super::key::{Chord, Key};
use super::keymap::{Meaning, works_everywhere};
use super::list::Step;
use super::message::Message;
use super::overlay::Overlay;
use super::screen::Screen;
use super::screen::interview::{Editing, Unsaved};
use super::state::{App, Asked, Freshness, Status};
use super::words::capital;

/// Takes in what happened; says what is asked of the world.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    let mut effects = taken_in(app, message);
    if app.is_to_look_ahead() {
        app.lookout.state = Freshness::Asked;
        effects.push(Effect::LookAhead);
    }
    // What is under way may lead to a question of its own, in whose place no other one may come.
    if !effects.iter().any(Effect::writes) {
        app.ask_what_is_aside();
    }
    if app.looking.is_some() {
        // What cannot be recorded is not offered either; this holds even for a command that forgot to say so.
        effects.retain(|effect| !effect.writes());
    }
    if effects.iter().any(|effect| matches!(effect, Effect::Record { .. })) {
        app.asked = Asked::ToRecord;
    }
    effects
}

fn taken_in(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Press(chord) => app.press(chord),
        Message::Paste(text) => {
            if let Some(effects) = app.paste_paths(&text) {
                return effects;
            }
            app.insert(&text);
            app.sought_anew()
        }
        Message::Run(id) => app.run(id),
        Message::Enter(text) => app.enter(&text),
        Message::PointAt(target, how) => app.point(target, how),
        Message::Tick if app.is_finding_more() => app.find_more(),
        Message::Tick => {
            if app.looking.is_some() {
                // What was typed today was kept when the look back began; the past does not change.
                return Vec::new();
            }
            let mut effects = app.keep_draft();
            effects.extend(app.keep_form_drafts());
            effects.push(Effect::Refresh);
            effects
        }
        Message::Returned => match app.looking {
            Some(_) => Vec::new(),
            None => vec![Effect::Refresh],
        },
        other => app.reported(other),
    }
}

impl App {
    fn press(&mut self, chord: Chord) -> Vec<Effect> {
        if let Some(id) = works_everywhere(chord) {
            return self.run(id);
        }
        if let Some(effects) = self.edit_outside(chord) {
            return effects;
        }
        if self.overlay.is_some() || self.context() == Context::Typing {
            let chord = self.keymap.in_text(chord);
            return chord.map(|chord| self.press_in_text(chord)).unwrap_or_default();
        }
        self.prefix.push(chord);
        let presses = std::mem::take(&mut self.prefix);
        match (self.keymap.meaning(self.screen_context(), &presses), chord.key) {
            (Meaning::Runs(CommandId::Choose), Key::Char(digit)) => {
                self.status = Status::Quiet;
                let digit = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
                self.choose(digit.unwrap_or(0))
            }
            (Meaning::Runs(id), _) => self.run(id),
            (Meaning::Begins, _) => {
                self.prefix = presses;
                Vec::new()
            }
            (Meaning::Nothing, _) => {
                self.say_what_does_nothing(&presses);
                Vec::new()
            }
        }
    }

    /// Says that presses do nothing here, and where they do something.
    fn say_what_does_nothing(&mut self, presses: &[Chord]) {
        let shown: Vec<String> = presses.iter().map(ToString::to_string).collect();
        let shown = shown.join(" ");
        let elsewhere = Context::ALL.into_iter().find_map(|context| {
            match self.keymap.meaning(context, presses) {
                Meaning::Runs(id) => id.command(),
                _ => None,
            }
        });
        let why = elsewhere.and_then(|command| Some((command, can_run(self, command.id).err()?)));
        let help = self.how(CommandId::Help);
        self.say(match why {
            Some((command, why)) => {
                let why = why.trim_start_matches("not now: it ");
                format!("{shown} does nothing here: \u{201C}{}\u{201D} {why}.", command.title)
            }
            None => format!("{shown} does nothing here. {help} lists the keys."),
        });
    }

    /// Takes a press as fields and forms know it.
    pub(super) fn press_in_text(&mut self, chord: Chord) -> Vec<Effect> {
        match &self.overlay {
            Some(_) => self.press_in_overlay(chord),
            None if self.context() == Context::Typing => self.press_while_typing(chord),
            None => Vec::new(),
        }
    }

    fn press_in_overlay(&mut self, chord: Chord) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Prompt(prompt)) => {
                let pressed = prompt.form.press(chord);
                self.pressed_in_form(pressed)
            }
            Some(Overlay::Confirm(confirm)) => {
                match chord.key {
                    Key::Enter => return self.confirmed(),
                    Key::Tab | Key::BackTab | Key::Left | Key::Right | Key::Up | Key::Down => {
                        confirm.turn();
                    }
                    _ => {}
                }
                Vec::new()
            }
            Some(Overlay::Palette(palette)) => {
                match step_of(chord) {
                    Some(step) => {
                        let at = palette.at;
                        let rows = self.palette_rows().len();
                        self.set_palette(super::list::moved(at, step, rows));
                    }
                    None if chord.key == Key::Enter => return self.run_from_palette(),
                    None => {
                        palette.at = 0;
                        let pressed = palette.find.press(chord);
                        self.say_refused(pressed);
                    }
                }
                Vec::new()
            }
            Some(Overlay::Help(help)) => {
                match step_of(chord) {
                    Some(step) => {
                        help.at = super::list::moved(help.at, step, help.lines(&self.keymap).len());
                    }
                    None if chord.key == Key::Enter => self.show_beneath(),
                    None => {
                        help.at = 0;
                        let pressed = help.find.press(chord);
                        self.say_refused(pressed);
                    }
                }
                Vec::new()
            }
            Some(Overlay::Finding(_)) => self.press_while_finding(chord),
            Some(Overlay::Problem(_)) | None => {
                self.show_beneath();
                Vec::new()
            }
        }
    }

    fn say_refused(&mut self, pressed: Result<bool, Refused>) {
        if let Err(refused) = pressed {
            self.say(refused.to_string());
        }
    }

    fn pressed_in_form(&mut self, pressed: Pressed) -> Vec<Effect> {
        match pressed {
            Pressed::Filled => match self.overlay {
                Some(_) => return self.submit_prompt(),
                None => return self.submit_welcome(),
            },
            Pressed::List(typed) => return vec![Effect::SuggestPath(typed)],
            Pressed::Refused(why) => self.say(why),
            Pressed::Taken | Pressed::Nothing => {}
        }
        Vec::new()
    }

    fn submit_welcome(&mut self) -> Vec<Effect> {
        let Some(Screen::Welcome(welcome)) = self.screens.last_mut() else { return Vec::new() };
        match welcome.filled() {
            Ok(effect) => vec![effect],
            Err(why) => {
                welcome.form.refused = Some(why);
                Vec::new()
            }
        }
    }

    fn press_while_typing(&mut self, chord: Chord) -> Vec<Effect> {
        let keeps = matches!((chord.held, chord.key), (super::key::Held::Ctrl, Key::Char('s')));
        let rows = self.rows_in_view();
        match self.screens.last_mut() {
            Some(Screen::Welcome(welcome)) => {
                let pressed = match chord.key {
                    // The sample needs no more answers.
                    Key::Enter if welcome.wants_sample() => Pressed::Filled,
                    _ => welcome.form.press(chord),
                };
                self.pressed_in_form(pressed)
            }
            Some(Screen::Interview(interview)) => {
                let one_line = matches!(interview.editing, Some(Editing::Answer(_)));
                if keeps || (one_line && chord.key == Key::Enter) {
                    return self.keep_text();
                }
                if chord.key == Key::Tab {
                    return self.leave_field();
                }
                if matches!(interview.editing, Some(Editing::Note(_))) {
                    interview.unsaved = Unsaved::Note;
                }
                let pressed = interview.field_mut().map_or(Ok(false), |field| field.press(chord));
                self.say_refused(pressed);
                Vec::new()
            }
            Some(screen) => {
                let Some(list) = screen.rows_mut() else { return Vec::new() };
                match (step_of(chord), &mut list.find) {
                    (Some(step), _) => list.step(step, rows),
                    (None, _) if keeps || chord.key == Key::Enter => list.end_typing(),
                    (None, Some(find)) => {
                        let pressed = find.field.press(chord);
                        list.at = 0;
                        self.say_refused(pressed);
                    }
                    (None, None) => {}
                }
                self.find_in_report();
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn find_in_report(&mut self) {
        if let Some(Screen::Report(report)) = self.screens.last_mut() {
            report.find_next();
        }
    }

    /// Puts pasted text into what has the focus, as one change.
    fn insert(&mut self, text: &str) {
        let note = self.how(CommandId::Note);
        let refused = match (&mut self.overlay, self.screens.last_mut()) {
            (Some(Overlay::Prompt(prompt)), _) => prompt.form.insert(text).err(),
            (Some(Overlay::Palette(palette)), _) => {
                palette.find.insert(text).err().map(|why| why.to_string())
            }
            (Some(Overlay::Help(help)), _) => {
                help.find.insert(text).err().map(|why| why.to_string())
            }
            (Some(Overlay::Finding(finding)), _) => {
                finding.find.insert(text).err().map(|why| why.to_string())
            }
            (None, Some(Screen::Welcome(welcome))) => welcome.form.insert(text).err(),
            (None, Some(Screen::Interview(interview))) => match interview.field_mut() {
                Some(field) => {
                    let refused = field.insert(text).err().map(|why| why.to_string());
                    if refused.is_none() && matches!(interview.editing, Some(Editing::Note(_))) {
                        interview.unsaved = Unsaved::Note;
                    }
                    refused
                }
                None => {
                    Some(format!("Nothing is being typed here. {note} opens the note, then paste."))
                }
            },
            (None, Some(screen)) => match screen.rows_mut().and_then(|rows| rows.find.as_mut()) {
                Some(find) => find.field.insert(text).err().map(|why| why.to_string()),
                None => Some("Nothing is being typed here, so nothing was pasted.".to_owned()),
            },
            (Some(_), _) | (None, None) => None,
        };
        if let Some(why) = refused {
            self.say(why);
        }
    }

    /// Replaces the text of what has the focus, or replies to the question that is seen: how the line mode types.
    fn enter(&mut self, text: &str) -> Vec<Effect> {
        let replies = matches!(self.screens.last(), Some(Screen::Interview(interview)) if interview.editing.is_none());
        if replies && self.overlay.is_none() {
            if let Some(as_of) = self.as_of() {
                self.say(capital(&self.only_to_read(&as_of)));
                return Vec::new();
            }
            self.status = Status::Quiet;
            return self.answer_typed(text);
        }
        if self.overlay.is_none() && self.register_in_hand().is_some() {
            self.show_register(text);
            return Vec::new();
        }
        let refused = match (&mut self.overlay, self.screens.last_mut()) {
            (Some(Overlay::Prompt(prompt)), _) => {
                let focus = prompt.form.focus;
                prompt.form.refused = None;
                prompt.form.fields.get_mut(focus).and_then(|field| field.enter(text).err())
            }
            (Some(Overlay::Finding(finding)), _) => {
                finding.find.set("");
                finding.find.insert(text).err().map(|why| why.to_string())
            }
            (None, Some(Screen::Welcome(welcome))) => {
                let focus = welcome.form.focus;
                welcome.form.refused = None;
                welcome.form.fields.get_mut(focus).and_then(|field| field.enter(text).err())
            }
            (None, Some(Screen::Interview(interview))) => {
                interview.unsaved = match interview.editing {
                    Some(Editing::Note(_)) => Unsaved::Note,
                    _ => interview.unsaved,
                };
                interview.field_mut().and_then(|field| {
                    field.set("");
                    field.insert(text).err().map(|why| why.to_string())
                })
            }
            _ => None,
        };
        if let Some(why) = refused {
            self.say(why);
        }
        self.sought_anew()
    }
}

/// The step of a press that moves over rows while text is typed.
fn step_of(chord: Chord) -> Option<Step> {
    Some(match chord.key {
        Key::Up => Step::Up,
        Key::Down => Step::Down,
        Key::PageUp => Step::PageUp,
        Key::PageDown => Step::PageDown,
        _ => return None,
    })
}
