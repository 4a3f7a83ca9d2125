//! Finding anything in plain lines: the fits with their numbers, and a number goes there.

use std::io;

use super::Talk;
use crate::app::command::CommandId;
use crate::app::key::Key;
use crate::app::message::Message;
use crate::app::overlay::{Finding, Overlay};
use crate::domain::finding::Sought;

/// How many fits are read out.
const SAID: usize = 20;

impl Talk<'_> {
    /// Looks for words everywhere.
    pub(super) fn find_anything(&mut self, words: &str) {
        self.tell(Message::Run(CommandId::FindAnything));
        if matches!(self.app.overlay, Some(Overlay::Finding(_))) {
            let sign = self.finding().and_then(Finding::sign_of_field);
            let words = words.trim();
            // What a field takes is what is looked for, unless other signs narrow it.
            let signed = Sought::read(words).only.is_some();
            let sign = sign.filter(|_| !signed).map(String::from).unwrap_or_default();
            self.tell(Message::Enter(format!("{sign}{words}")));
        }
    }

    fn finding(&self) -> Option<&Finding> {
        match &self.app.overlay {
            Some(Overlay::Finding(finding)) => Some(finding),
            _ => None,
        }
    }

    /// Says what was found, and goes where a number says.
    pub(super) fn choose_found(&mut self) -> io::Result<()> {
        // Whoever listens gets one answer: every record is looked at before it is given.
        while self.finding().is_some_and(|finding| finding.left > 0) {
            self.tell(Message::Tick);
        }
        let Some(finding) = self.finding().cloned() else { return Ok(()) };
        let shown = finding.rows.len().min(SAID);
        if let Some(state) = finding.state() {
            self.say(&state)?;
        }
        for (number, row) in (1..).zip(finding.rows.iter().take(SAID)) {
            let is_vendor = row.entry.kind == crate::domain::finding::Kind::Vendor;
            let of = if row.entry.name.is_empty() || is_vendor {
                String::new()
            } else {
                format!(", {}", row.entry.name)
            };
            let stands = row.standing.map(|standing| format!(" ({standing})")).unwrap_or_default();
            let words = format!("{}{of}: {}{stands}", row.entry.kind.word(), row.text);
            self.say_in(&format!("  {number:>2}. "), &words)?;
        }
        if finding.rows.len() > shown {
            self.say(&format!("{} more; type more words.", finding.rows.len() - shown))?;
        }
        let goes =
            if finding.sign_of_field().is_some() { "put it into the field" } else { "go there" };
        self.say(&format!(
            "Type a number to {goes}, other words to look for them, or nothing to close."
        ))?;
        self.say(&format!("{}.", Finding::signs()))?;
        let Some(line) = self.hear()? else { return Ok(()) };
        let line = line.trim();
        if line.is_empty() {
            self.press(Key::Esc);
            return Ok(());
        }
        if line.starts_with(':') || line == "?" {
            self.press(Key::Esc);
            self.command(line)?;
            return Ok(());
        }
        match line.parse::<usize>() {
            Ok(number) if (1..=shown).contains(&number) => {
                for _ in 0..finding.at {
                    self.press(Key::Up);
                }
                for _ in 1..number {
                    self.press(Key::Down);
                }
                self.press(Key::Enter);
            }
            _ => self.tell(Message::Enter(line.to_owned())),
        }
        Ok(())
    }
}
