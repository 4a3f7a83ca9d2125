//! What commands do on the incidents and on the clocks of one.

use crate::app::command::CommandId;
use crate::app::effect::Effect;
use crate::app::form::FieldName;
use crate::app::overlay::{Overlay, Purpose};
use crate::app::screen::Screen;
use crate::app::screen::clocks::supposing::Supposing;
use crate::app::screen::clocks::{Clocks, Every, Pane, Row, words};
use crate::app::state::{App, Named};
use crate::domain::clock::step::Missing;
use crate::text::wrap;

/// How many cells the lines of a page have at least, by which it is known how far it is read at most.
const NARROWEST: usize = 40;

/// The same of the words beside a line of time.
const BESIDE: usize = 28;

impl App {
    /// Whether the incidents, or the clocks of one, are seen.
    pub(in crate::app) fn is_on_incidents(&self) -> bool {
        matches!(self.screen(), Some(Screen::Incidents(_) | Screen::Clocks(_)))
    }

    /// Runs a command that means something of its own on the incidents.
    pub(super) fn run_on_incidents(&mut self, id: CommandId) -> Option<Vec<Effect>> {
        if !self.is_on_incidents() {
            return None;
        }
        match id {
            CommandId::AddVendor => Some(self.open_prompt(Purpose::NewRecord)),
            CommandId::TypeAnswer | CommandId::ChangeExhibit if self.is_supposing() => {
                Some(self.open_prompt(Purpose::WhatIf))
            }
            CommandId::TypeAnswer | CommandId::ChangeExhibit => {
                Some(self.open_prompt(Purpose::ChangeRecord))
            }
            CommandId::MarkSent => Some(self.open_prompt(Purpose::MarkSent)),
            CommandId::WhatIf => Some(self.ask_what_if()),
            CommandId::NextQuestion => Some(self.suppose_days(1)),
            CommandId::PreviousQuestion => Some(self.suppose_days(-1)),
            CommandId::Filter => {
                self.turn_every();
                Some(Vec::new())
            }
            _ => None,
        }
    }

    /// Shows the clocks of the incident under the cursor.
    pub(super) fn show_clocks(&mut self) -> Vec<Effect> {
        if let Some(no) = self.incident_in_hand() {
            self.screens.push(Screen::Clocks(Clocks::of(no)));
        } else {
            let add = self.how(CommandId::AddVendor);
            self.say(format!("No incident is under the cursor. {add} records one."));
        }
        Vec::new()
    }

    /// Opens the clock under the cursor, the form at the field that it waits for, or the clocks that are only counted.
    pub(super) fn accept_on_clocks(&mut self) -> Vec<Effect> {
        if let Some(clocks) = self.clocks_mut()
            && clocks.pane != Pane::List
        {
            clocks.show(Pane::List);
            return Vec::new();
        }
        match self.clock_row_in_hand() {
            Some(Row::Clock(_)) => {
                if let Some(clocks) = self.clocks_mut() {
                    clocks.show(Pane::Clock);
                }
            }
            Some(Row::Fact { missing: Missing::NoticeSent(clock, _), .. }) => {
                self.show_clock(&clock);
            }
            Some(Row::Fact { missing, .. }) => return self.say_fact(&missing),
            Some(Row::Reason { .. }) => self.turn_every(),
            None => self.say("No clock is under the cursor."),
        }
        Vec::new()
    }

    /// Opens the form of the incident, or of what is supposed, at the first field that would say a fact.
    fn say_fact(&mut self, missing: &Missing) -> Vec<Effect> {
        let purpose = if self.is_supposing() { Purpose::WhatIf } else { Purpose::ChangeRecord };
        let effects = self.open_prompt(purpose);
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            let place = missing.fields().iter().find_map(|name| {
                prompt.form.fields.iter().position(|field| field.name == FieldName::Of(name))
            });
            prompt.form.focus = place.unwrap_or(0);
        }
        effects
    }

    fn turn_every(&mut self) {
        let Some(clocks) = self.clocks_mut() else { return };
        let (every, said) = match clocks.every {
            Every::Counted => (Every::Listed, "Every clock has its row."),
            Every::Listed => (Every::Counted, "Clocks that are not asked for are counted."),
        };
        clocks.every = every;
        self.say(said);
        self.keep_cursor_on_clocks();
    }

    /// Begins to suppose; what is supposed is typed in a form, which the line mode opens at once.
    fn ask_what_if(&mut self) -> Vec<Effect> {
        let typed = self.is_supposing() || self.named == Named::ByWord;
        if let Some(clocks) = self.clocks_mut() {
            clocks.supposing.get_or_insert_with(Supposing::default);
            clocks.show(Pane::List);
            clocks.rows.at = 0;
        }
        if typed {
            return self.open_prompt(Purpose::WhatIf);
        }
        let how = self.how(CommandId::WhatIf);
        let earlier = self.keymap.prefers(CommandId::PreviousQuestion, "left");
        let later = self.keymap.prefers(CommandId::NextQuestion, "right");
        let keys = format!("{earlier} and {later} move the discovery by a day");
        self.say(format!("What if: {keys}; {how} sets days and people; esc ends it."));
        Vec::new()
    }

    /// Supposes that everybody discovered it so many days later.
    fn suppose_days(&mut self, days: i64) -> Vec<Effect> {
        let today = self.store.as_ref().map(|store| store.today).unwrap_or_default();
        let moved = self.clocks().and_then(|clocks| {
            let on_file = self.incident_on_file(clocks.incident)?;
            clocks.supposing.as_ref()?.moved(days, &on_file, today)
        });
        if let (Some(moved), Some(clocks)) = (moved, self.clocks_mut()) {
            clocks.supposing = Some(moved);
        } else {
            let how = self.how(CommandId::WhatIf);
            self.say(format!(
                "The discovery cannot be moved so: no day of it is known, or one would lie ahead of today. {how} sets the days."
            ));
        }
        self.keep_cursor_on_clocks();
        Vec::new()
    }

    /// Leaves the page that is read, or the what-if; nothing, where neither is seen.
    pub(super) fn leave_page_or_what_if(&mut self) -> Option<Vec<Effect>> {
        let clocks = self.clocks_mut().filter(|clocks| !clocks.rows.is_typing())?;
        if clocks.pane != Pane::List {
            clocks.show(Pane::List);
            return Some(Vec::new());
        }
        clocks.supposing.take()?;
        clocks.rows.at = 0;
        self.say("The what-if is over. Nothing was recorded.");
        Some(Vec::new())
    }

    /// Rows come and go with what is recorded or supposed; the cursor stays on one.
    pub(super) fn keep_cursor_on_clocks(&mut self) {
        let last = self.rows_in_view().saturating_sub(1);
        if let Some(Screen::Clocks(Clocks { rows, .. }) | Screen::Incidents(rows)) =
            self.screens.last_mut()
        {
            rows.at = rows.at.min(last);
        }
    }

    /// How many lines the page that is read takes at most.
    pub(super) fn lines_of_page(&self) -> usize {
        let Some(clocks) = self.clocks() else { return 0 };
        let lines = self.with_board(|board| match clocks.pane {
            Pane::List => 0,
            Pane::Time => {
                board
                    .timeline()
                    .iter()
                    .map(|entry| wrap(&entry.words(), BESIDE).len())
                    .sum::<usize>()
                    + 4
            }
            Pane::Clock => {
                let row = self.clock_row_in_hand();
                let said = row.map(|row| words::explained(self, board, &row)).unwrap_or_default();
                said.iter().map(|(_, words)| wrap(words, NARROWEST).len()).sum()
            }
        });
        lines.unwrap_or_default()
    }
}
