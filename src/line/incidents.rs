//! Incidents and their clocks in the line mode: the list, the board, one clock, the line of time.

use std::io;

use super::Talk;
use crate::app::command::CommandId;
use crate::app::screen::clocks::Row;
use crate::app::screen::clocks::words::{WHAT_IF, explained, head};
use crate::app::screen::incidents::counted;
use crate::app::words::capital;
use crate::domain::register::Record;

impl Talk<'_> {
    /// The incidents of the open vendor.
    pub(super) fn incident_rows_said(&self, name: &str) -> (String, Vec<String>) {
        let today = self.app.store.as_ref().map(|store| store.today).unwrap_or_default();
        let rows: Vec<String> =
            self.app.incident_rows().iter().map(|row| row.words(today)).collect();
        let empty: Vec<String> = if rows.is_empty() {
            self.app.no_incidents().into_iter().map(|(_, words)| words).collect()
        } else {
            vec!["A number shows its clocks.".to_owned()]
        };
        (format!("Incidents of {name}: {}. {}", rows.len(), empty.join(" ")), rows)
    }

    /// The clocks of the incident that is seen: what it is, how it stands, and a row each.
    pub(super) fn clock_rows_said(&self, name: &str) -> (String, Vec<String>) {
        let Some(clocks) = self.app.clocks() else { return (String::new(), Vec::new()) };
        let no = clocks.incident;
        let what = self.app.record_numbered(no).map(Record::label);
        let Some(what) = what else { return (format!("{no} is not on file."), Vec::new()) };
        let said = self.app.with_board(|board| {
            let head: Vec<String> =
                head(&self.app, board).into_iter().map(|(_, words)| words).collect();
            let counts = counted(board);
            format!("{} {}.", head.join(" "), capital(&counts).trim_end_matches('.'))
        });
        let rows = self.app.clock_rows().iter().map(Row::words).collect();
        let what_if = if self.app.is_supposing() { format!("{WHAT_IF}. ") } else { String::new() };
        (format!("{what_if}Clocks of {no}, {name}: {what}. {}", said.unwrap_or_default()), rows)
    }

    /// What can be done with the clocks, said below their rows.
    pub(super) fn say_clock_commands(&mut self) -> io::Result<()> {
        let how = |id| self.app.how(id);
        let words = if self.app.is_supposing() {
            format!(
                "Type a number for a clock whole, {} for other days or people, {} or {} for a day later or earlier, {} to leave the what-if, or ? for commands.",
                how(CommandId::WhatIf),
                how(CommandId::NextQuestion),
                how(CommandId::PreviousQuestion),
                how(CommandId::Back),
            )
        } else {
            format!(
                "Type a number for a clock whole, {} for the line of time, {} for clocks that are only counted, {} to ask what if, or ? for commands.",
                how(CommandId::NextPane),
                how(CommandId::Filter),
                how(CommandId::WhatIf),
            )
        };
        self.say(&words)
    }

    /// The row that was chosen, whole.
    pub(super) fn say_clock(&mut self) -> io::Result<()> {
        let said = self
            .app
            .clock_row_in_hand()
            .and_then(|row| self.app.with_board(|board| explained(&self.app, board, &row)));
        self.say_all(&said.unwrap_or_default())?;
        if self.app.clock_in_hand().is_some()
            && !self.app.is_supposing()
            && self.app.looking.is_none()
        {
            let sent = self.app.how(CommandId::MarkSent);
            self.say(&format!("{sent} marks its notice as sent."))?;
        }
        Ok(())
    }

    /// The line of time as a list of days.
    pub(super) fn say_timeline(&mut self) -> io::Result<()> {
        let entries = self.app.with_board(|board| {
            let entries = board.timeline().into_iter();
            entries.map(|entry| (entry.at, entry.words())).collect::<Vec<_>>()
        });
        let what_if = if self.app.is_supposing() { format!(" {WHAT_IF}.") } else { String::new() };
        self.say(&format!("Line of time.{what_if}"))?;
        for (at, words) in entries.unwrap_or_default() {
            self.say_in(&format!("  {at}  "), &words)?;
        }
        Ok(())
    }
}
