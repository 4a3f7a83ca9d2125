//! Describing: the question that is seen, what is on file of it, why it is asked, and the list of questions.

use std::io;

use super::Talk;
use crate::app::screen::Screen;
use crate::app::screen::interview::walk::LeftOut;
use crate::app::screen::interview::words::{
    basis_line, consequence, evidence_lines, given_by, none_words, records_say, why,
};
use crate::app::screen::interview::{Offer, offers};
use crate::app::state::StoreKind;
use crate::app::words::{Said, Tone};
use crate::domain::answer::reading::RECORDS;
use crate::domain::id::QuestionId;
use crate::domain::standing::Stand;

impl Talk<'_> {
    fn with_stand<R>(&self, read: impl FnOnce(&Stand<'_>) -> R) -> Option<R> {
        let standings = self.app.asked_standings()?;
        let at: &QuestionId = &self.app.interview()?.at;
        Some(read(standings.get(at)?))
    }

    pub(super) fn say_all(&mut self, said: &[Said]) -> io::Result<()> {
        for (tone, words) in said.iter().filter(|(_, words)| !words.is_empty()) {
            let words = if *tone == Tone::Heading && !words.contains(": ") && !words.ends_with('.')
            {
                format!("{words}:")
            } else {
                words.clone()
            };
            match words.strip_prefix("- ") {
                Some(rest) => self.say_in("- ", rest)?,
                None => self.say(&words)?,
            }
        }
        Ok(())
    }

    /// The question that is seen: where it stands, what is asked, what is on file, and what may be replied.
    pub(super) fn say_question(&mut self) -> io::Result<()> {
        let rows = self.app.question_rows();
        let place = self.with_stand(|stand| {
            let section =
                rows.iter().find(|row| row.id == stand.question.id).map_or(0, |row| row.section);
            let walked: Vec<_> = rows
                .iter()
                .filter(|row| row.section == section && row.left_out.is_none())
                .collect();
            let number =
                walked.iter().position(|row| row.id == stand.question.id).map_or(0, |at| at + 1);
            let title = walked.first().map(|row| row.heading.clone()).unwrap_or_default();
            let (question, standing) = (stand.question, stand.standing);
            (
                title,
                format!("Question {number} of {}, {}. {standing}.", walked.len(), stand.name()),
                format!("Basis: {}.", basis_line(question)),
                records_say(stand, &format!("Type {RECORDS} to confirm it.")),
                stand.exhibits.first().map(|_| evidence_lines(stand)).unwrap_or_default(),
            )
        });
        let Some((title, place, basis, records, evidence)) = place else {
            return self.say("There is no question to ask.");
        };
        writeln!(self.output)?;
        // Whom it is about is said with each section, and not before every question of it.
        if self.section.as_ref() != Some(&title) {
            self.say_head()?;
            self.say(&format!("Section: {title}."))?;
            self.section = Some(title);
        }
        let foreword = self.foreword();
        self.say(&format!("{foreword}{place}"))?;
        let Some(question) = self.app.question().cloned() else { return Ok(()) };
        self.say(&question.text)?;
        self.say(&question.guidance)?;
        self.say(&basis)?;
        if let Some(records) = records {
            self.say(&records)?;
        }
        for line in evidence {
            self.say(&format!("{line}."))?;
        }
        if let Some(words) = self.with_stand(|stand| given_by(&self.app, stand)).flatten() {
            self.say(&words)?;
        }
        self.say_note()?;
        self.say_offers()
    }

    /// The note that is being typed, or else the one on file.
    fn say_note(&mut self) -> io::Result<()> {
        if let Some(draft) = self.app.draft().map(str::to_owned) {
            self.say_in("Note, typed and not recorded yet: ", &draft)?;
        } else if let Some(note) = self.app.recorded_note().map(str::to_owned) {
            self.say_in("Note: ", &note)?;
        }
        Ok(())
    }

    fn say_offers(&mut self) -> io::Result<()> {
        let Some(question) = self.app.question().cloned() else { return Ok(()) };
        let taken = self.app.rows_taken();
        let mut choices = 0;
        for (row, offer) in offers(&question.kind).iter().enumerate() {
            let (head, words) = match offer {
                Offer::Choice(_, label) => {
                    choices += 1;
                    (format!("  {choices:>2}. "), label.clone())
                }
                Offer::Field => {
                    let reply = self.app.standing_reply().filter(|_| taken.contains(&row));
                    let Some(reply) = reply.map(|reply| question.kind.shown(&reply)) else {
                        continue;
                    };
                    ("      ".to_owned(), reply)
                }
                Offer::None => ("  none ".to_owned(), none_words(&question.kind).to_owned()),
                Offer::Unknown => {
                    ("  unknown ".to_owned(), "We do not know; asks who will find out".to_owned())
                }
                Offer::NotApplicable => {
                    ("  na ".to_owned(), "Does not apply; asks for a reason".to_owned())
                }
            };
            let current = if taken.contains(&row) { " (current answer)" } else { "" };
            self.say_in(&head, &format!("{words}{current}"))?;
        }
        self.say_ask()
    }

    /// How the question that is seen is answered.
    pub(super) fn say_ask(&mut self) -> io::Result<()> {
        let Some(question) = self.app.question().cloned() else { return Ok(()) };
        let choices = question.kind.choices().len();
        let ask = match (choices, question.kind.takes_several()) {
            (0, _) => format!("Type {}.", question.kind.accepted()),
            (_, true) => {
                format!("Answer with numbers of 1 to {choices} joined by commas, unknown or na.")
            }
            (_, false) => format!("Answer 1 to {choices}, unknown or na."),
        };
        if let Some(as_of) = self.app.as_of() {
            return self.say(&format!(
                "This is the record as of {as_of}; nothing is asked. Enter goes on, :back returns."
            ));
        }
        let keeps =
            if self.app.reply().is_some() { "keeps the current answer" } else { "leaves it open" };
        // Said with the first question; whoever has answered one knows it.
        let help = if self.asked.is_none() { " Type ? for commands." } else { "" };
        self.say(&format!("{ask} Enter {keeps}.{help}"))
    }

    /// Who and what this is about; the sample says so every time.
    fn say_head(&mut self) -> io::Result<()> {
        let Some(row) = self.app.vendor_in_hand() else { return Ok(()) };
        let (foreword, progress) = (self.foreword(), self.app.progress());
        let head = format!("{foreword}{}. Questionnaire {progress}.", row.name());
        self.say(&head)
    }

    /// What is said before everything else: that this is the sample, and which past day is looked at.
    pub(super) fn foreword(&self) -> String {
        let sample = match self.app.store.as_ref().map(|store| store.kind) {
            Some(StoreKind::Sample(_)) => "SAMPLE. ",
            _ => "",
        };
        let as_of = self.app.as_of().map(|as_of| format!("AS OF {as_of}. ")).unwrap_or_default();
        format!("{sample}{as_of}")
    }

    /// How the answer that was just recorded stands.
    pub(super) fn say_consequence(&mut self) -> io::Result<()> {
        match self.with_stand(|stand| format!("{}: {}", stand.standing, consequence(stand))) {
            Some(words) => self.say(&words),
            None => Ok(()),
        }
    }

    /// Why the question is asked, and what this answer does.
    pub(super) fn say_why(&mut self) -> io::Result<()> {
        match self.with_stand(why) {
            Some(said) => self.say_all(&said),
            None => self.say("No question is seen here."),
        }
    }

    /// The list of questions, or the contents of the report.
    pub(super) fn say_list(&mut self) -> io::Result<()> {
        if !matches!(self.app.screen(), Some(Screen::Interview(_))) {
            return self.say("There is no list here.");
        }
        for row in self.app.question_rows() {
            let words = match &row.left_out {
                Some(LeftOut::NotAsked(why)) => format!("{}: not asked, because {why}", row.title),
                Some(LeftOut::OtherRole) => format!("{}: for another role", row.title),
                None => format!("{}: {}", row.title, row.standing),
            };
            self.say_in(&format!("  {} ", row.id), &words)?;
        }
        Ok(())
    }
}
