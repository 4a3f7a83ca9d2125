//! A field that is being typed, in the user's own editor and back.

use crate::app::effect::Effect;
use crate::app::form::Input;
use crate::app::form::text::TextField;
use crate::app::key::Chord;
use crate::app::overlay::Overlay;
use crate::app::screen::Screen;
use crate::app::screen::interview::{Editing, Unsaved};
use crate::app::state::App;

impl App {
    /// Opens what is being typed in the editor, where the press asks for it.
    pub(super) fn edit_outside(&mut self, chord: Chord) -> Option<Vec<Effect>> {
        if !self.keymap.edits_outside(chord) {
            return None;
        }
        let text = self.long_text()?.text();
        Some(vec![Effect::OpenEditor(text)])
    }

    /// Takes the text that came back into the field from which it went; says whether there is one. What was typed stays where the text
    /// cannot be taken.
    pub(super) fn take_edited(&mut self, text: &str) -> bool {
        let Some(field) = self.long_text() else { return false };
        let before = field.clone();
        field.set("");
        if let Err(why) = field.insert(text.trim_end()) {
            *field = before;
            self.say(why.to_string());
        } else if let (None, Some(Screen::Interview(interview))) =
            (&self.overlay, self.screens.last_mut())
        {
            interview.unsaved = Unsaved::Note;
        }
        true
    }

    /// The field in focus of a form, or the note that is being typed.
    fn long_text(&mut self) -> Option<&mut TextField> {
        match (&mut self.overlay, self.screens.last_mut()) {
            (Some(Overlay::Prompt(prompt)), _) => {
                let form = &mut prompt.form;
                match form.fields.get_mut(form.focus).map(|field| &mut field.input) {
                    Some(Input::Text(text)) => Some(text),
                    _ => None,
                }
            }
            (None, Some(Screen::Interview(interview))) => match &mut interview.editing {
                Some(Editing::Note(text)) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }
}
