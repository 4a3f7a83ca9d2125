//! The registers in lines: what is on file of each, and the form of a record as plain questions, one at a time.

use std::io;

use super::Talk;
use crate::app::command::CommandId;
use crate::app::form::{Field, FieldName, Form, Input};
use crate::app::key::{Chord, Held, Key};
use crate::app::message::Message;
use crate::app::overlay::Overlay;
use crate::app::overlay::prompt::record::look_at_focused;
use crate::app::screen::registers::explained;
use crate::app::state::Status;
use crate::app::words::not_yet;
use crate::domain::register::RegisterKind;

/// How a form of a record is filled in.
const FORM_WORDS: &str = "Enter or skip keeps what stands in a field; back goes to the field before; clear empties it; done records the whole; ? says this again; :back closes the form, :help lists the commands.";

impl Talk<'_> {
    /// The register whose form is open.
    fn form_of_register(&self) -> Option<(RegisterKind, &Form)> {
        match &self.app.overlay {
            Some(Overlay::Prompt(prompt)) => Some((prompt.register()?, &prompt.form)),
            _ => None,
        }
    }

    /// Asks for the field in focus of a record's form; nothing, where another form is open.
    pub(super) fn fill_in_record(&mut self) -> io::Result<bool> {
        let Some((register, form)) = self.form_of_register() else { return Ok(false) };
        let form = form.clone();
        let Some(field) = form.focused() else { return Ok(false) };
        if self.introduced.as_deref() != Some(form.title.as_str()) {
            self.introduced = Some(form.title.clone());
            self.say(&form.title)?;
            for line in &form.intro {
                self.say(line)?;
            }
            self.say(FORM_WORDS)?;
        }
        if let Some(why) = &form.refused {
            self.say(&format!("{} What you typed is kept.", not_yet(why)))?;
        }
        self.ask_field(register, &form, field)?;
        let Some(line) = self.hear()? else { return Ok(true) };
        match line.trim() {
            "" | "skip" => self.press(Key::Enter),
            "back" if form.focus == 0 => self.say("This is the first field.")?,
            "back" => self.press(Key::BackTab),
            "clear" => self.tell(Message::Enter(String::new())),
            "done" => self.tell(Message::Press(Chord { held: Held::Ctrl, key: Key::Char('s') })),
            "?" => self.say(FORM_WORDS)?,
            _ if self.command(&line)? => {}
            _ => {
                self.tell(Message::Enter(line));
                // A field that refused what was typed has said why; it is asked again.
                if matches!(self.app.status, Status::Quiet) && self.is_accepted(register)? {
                    self.press(Key::Enter);
                }
            }
        }
        Ok(true)
    }

    /// Whether what was just typed has a reading; if not, says why, so that the field is asked again at once.
    fn is_accepted(&mut self, register: RegisterKind) -> io::Result<bool> {
        let today = self.app.store.as_ref().map(|store| store.today).unwrap_or_default();
        let looked =
            self.form_of_register().map(|(_, form)| look_at_focused(form, register, today));
        let Some(Err(why)) = looked else { return Ok(true) };
        self.say(&not_yet(&why))?;
        Ok(false)
    }

    fn ask_field(&mut self, register: RegisterKind, form: &Form, field: &Field) -> io::Result<()> {
        let needed = match field.name {
            FieldName::Of(name) if register.required().contains(&name) => ", needed",
            _ => "",
        };
        let now = match field.shown() {
            none if none.trim().is_empty() => "Now: nothing recorded.".to_owned(),
            shown => format!("Now: {shown}."),
        };
        let (place, all) = (form.focus + 1, form.fields.len());
        if let Some(heading) = field.name.of_record().and_then(|name| register.heading_before(name))
        {
            self.say(heading)?;
        }
        self.say(&format!("{place} of {all}. {}{needed}. {} {now}", field.label, field.hint))?;
        if let Input::Choice { options, .. } = &field.input {
            for (place, (_, label)) in options.iter().enumerate() {
                self.say_in(&format!("  {:>2}. ", place + 1), label)?;
            }
        }
        Ok(())
    }

    /// Every register with what is on file of it.
    fn register_overview(&self) -> String {
        let name = self.app.vendor.as_ref().map_or("", |vendor| vendor.dossier.name.as_str());
        let counts = self.app.register_counts();
        let counts: Vec<String> = counts
            .iter()
            .map(|(register, count)| format!("{}: {}", register.title(), count.words()))
            .collect();
        format!("Registers of {name}. {}.", counts.join("; "))
    }

    /// The records of the register that is seen; before them every register, where that was not just said.
    pub(super) fn register_rows(&self) -> (String, Vec<String>) {
        let overview = self.register_overview();
        let seen = self.app.register_in_hand().map_or("", RegisterKind::title);
        let title = if self.introduced.as_deref() == Some(overview.as_str()) {
            format!("{seen}.")
        } else {
            format!("{overview} Seen now: {seen}.")
        };
        let rows = self.app.shown_records().into_iter().map(|record| {
            let label = self.app.record_label(record);
            format!("{} {label}: {}", record.no, self.app.record_state(record))
        });
        (title, rows.collect())
    }

    /// What is said below the rows of a register: where it is empty, what it is for.
    pub(super) fn say_register(&mut self, rows: usize) -> io::Result<()> {
        self.introduced = Some(self.register_overview());
        if rows == 0 {
            let said = self.app.register_explained();
            self.say_all(&said)?;
        } else if let Some(words) = self.app.kept_words(None) {
            self.say(&format!("A new one: {words}"))?;
        }
        let number = if rows == 0 { "Type" } else { "Type a number to read a record," };
        let or = if rows == 0 { "" } else { " or" };
        self.say(&format!(
            "{number}{or} the name of another register, {} for a new record, or ? for commands.",
            self.app.how(CommandId::AddVendor)
        ))
    }

    /// The record that was chosen.
    pub(super) fn say_record(&mut self) -> io::Result<()> {
        let said = self.app.record_under_cursor().map(|record| explained(&self.app, record));
        self.say_all(&said.unwrap_or_default())?;
        let change = self.app.how(CommandId::ChangeExhibit);
        self.say(&format!("{change} changes it; ? lists what else can be done."))
    }
}
