//! A form's field for a path: the files that fit what is typed, chosen by keys or by pointing.

use super::picker::{Listed, Picked, Picks};
use super::{Field, FieldName, Form, Input, Pressed};
use crate::app::key::Chord;

impl Form {
    /// The same, choosing files in its field for a path.
    #[must_use]
    pub fn picking(mut self, picks: Picks) -> Self {
        self.picker.picks = picks;
        self
    }

    /// Whether a path is typed now.
    pub fn is_on_path(&self) -> bool {
        self.focused().is_some_and(|field| field.name == FieldName::Path)
    }

    /// Whether the files that fit are shown beneath the field.
    pub fn lists_files(&self) -> bool {
        self.is_on_path() && !self.picker.entries.is_empty()
    }

    /// Takes what fits a path that was typed.
    pub fn complete(&mut self, typed: &str, fitting: Vec<Listed>) {
        let completing = std::mem::take(&mut self.picker.completing);
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        if field.name != FieldName::Path || field.value() != typed.trim() {
            return;
        }
        if let (true, Some(longest), Input::Text(text)) =
            (completing, common_start(&fitting), &mut field.input)
            && longest.len() > typed.trim().len()
        {
            text.set(&longest);
        }
        self.picker.at = None;
        // What is typed in full is no choice any more.
        let typed = field.value();
        let chosen = matches!(fitting.as_slice(), [only] if only.path == typed);
        let alone = self.picker.picks == Picks::Nothing && fitting.len() < 2;
        self.picker.entries = if chosen || alone { Vec::new() } else { fitting };
    }

    /// Puts a path into the field in focus.
    pub fn set_path(&mut self, path: &str) {
        if let Some(Input::Text(text)) = self.fields.get_mut(self.focus).map(|one| &mut one.input) {
            text.set(path);
        }
    }

    /// Takes a press in the field in focus; what fits a path that is typed is listed anew.
    pub(super) fn press_on(&mut self, chord: Chord) -> Pressed {
        let listing = self.picker.picks != Picks::Nothing && self.is_on_path();
        let value = |form: &Self| form.focused().map(Field::value).unwrap_or_default();
        let before = value(self);
        let pressed = self.press_in_field(chord);
        let now = value(self);
        if listing && pressed == Pressed::Taken && now != before {
            self.picker.at = None;
            return Pressed::List(now);
        }
        pressed
    }

    pub(super) fn press_among_files(&mut self, chord: Chord) -> Option<Pressed> {
        let field = self.focused().filter(|field| field.name == FieldName::Path)?;
        let Input::Text(text) = &field.input else { return None };
        let text = text.clone();
        let picked = self.picker.press(chord, &text)?;
        self.refused = None;
        Some(match picked {
            Picked::Taken => Pressed::Taken,
            Picked::Typed(path) => {
                self.set_path(&path);
                Pressed::List(path)
            }
            Picked::File(path) => {
                self.set_path(&path);
                self.focus = (self.focus + 1).min(self.fields.len().saturating_sub(1));
                self.leave_files();
                Pressed::Taken
            }
        })
    }

    /// Puts the cursor on one of the files that are listed, where files are chosen.
    pub fn point_at_file(&mut self, place: usize) {
        if self.lists_files() && self.picker.picks != Picks::Nothing {
            self.picker.at = Some(place.min(self.picker.entries.len().saturating_sub(1)));
        }
    }

    pub(super) fn leave_files(&mut self) {
        self.picker.entries.clear();
        self.picker.at = None;
    }
}

/// The longest start that all paths share.
fn common_start(listed: &[Listed]) -> Option<String> {
    let mut start = listed.first()?.path.clone();
    for one in listed {
        while !one.path.starts_with(&start) {
            start.pop();
        }
    }
    Some(start)
}
