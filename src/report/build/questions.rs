//! Every question with its answer: who gave and recorded it, when, its note, its exhibits and pinpoints.

use super::Matter;
use super::phrases::{answered_by, basis, citations, cited, question_anchor, standing_mark};
use crate::domain::dossier::Answer;
use crate::domain::question::{AnswerKind, Basis, Outcome, Verified};
use crate::domain::standing::{Asked, Confirming, Stand};
use crate::domain::value::{Reply, ReplyState, Value};
use crate::report::model::{Block, Cell, Entry, Heading, Level, Mark, Text, Tone};

impl Matter<'_, '_> {
    pub(super) fn questions(&self) -> Vec<Block> {
        let mut blocks =
            vec![Block::PageBreak, Heading::new(Level::One, "Questions and answers").into()];
        for (title, stands) in self.standings.sections(self.source.questionnaire.asked) {
            blocks.push(Heading::new(Level::Two, title).into());
            blocks.extend(stands.into_iter().map(|stand| self.question(stand).into()));
        }
        blocks.extend(self.answers_without_question());
        blocks
    }

    fn question(&self, stand: &Stand<'_>) -> Entry {
        let question = stand.question;
        let id = question.id.as_str();
        let mut entry = Entry::new(id, question.text.as_str()).anchored(question_anchor(id));
        entry = match &stand.asked {
            Asked::No(_) => entry.marked(Mark::new(' ', "Not asked", Tone::Aside)),
            _ => entry.marked(standing_mark(stand.standing)),
        };
        if let Asked::No(because) = &stand.asked {
            entry = entry.fact("Not asked", format!("because {because}"));
            if stand.answer.is_some() {
                entry = entry.fact(
                    "Kept",
                    "The answer below is kept and counts nothing while the question is not asked.",
                );
            }
        }
        entry = self.answer_facts(entry, stand);
        if !stand.exhibits.is_empty() {
            let cited = Cell::paragraphs(stand.exhibits.iter().map(cited));
            entry = entry.fact("Exhibits", cited);
        } else if stand.answer.is_some() && stand.is_applicable() {
            entry = entry.fact("Exhibits", Text::new().quiet("None on file"));
        }
        entry.fact("Basis", basis_text(stand))
    }

    fn answer_facts(&self, entry: Entry, stand: &Stand<'_>) -> Entry {
        let Some(answer) = stand.answer else {
            return if stand.asked.is_asked() {
                entry.fact("Answer", Text::new().quiet("Not answered"))
            } else {
                entry
            };
        };
        let mut entry = entry.fact("Answer", answer_text(stand, answer));
        if let Some(note) = &answer.note {
            let na = answer.reply == Reply::State(ReplyState::Na);
            entry = entry.fact(if na { "Reason" } else { "Note" }, Text::note(note));
        }
        self.recorded_facts(entry, answer)
    }

    /// The counsel-only note, in the internal edition; then who gave the answer, who recorded it, and when.
    fn recorded_facts(&self, mut entry: Entry, answer: &Answer) -> Entry {
        if let Some(note) = answer.counsel_note.filter(|_| self.is_internal()) {
            let text = self.source.counsel_notes.get(&note.sha256);
            let text = text.map_or_else(
                || Text::new().quiet("The text is not in this copy of the record."),
                |text| Text::note(text),
            );
            entry = entry.fact("For counsel", text);
        }
        let organization = self.source.organization;
        let when_and_who =
            |at, by| format!("{} by {}", organization.zones.shown(at), organization.person(by));
        let role = answer.role.map_or_else(String::new, |role| format!(" ({})", role.title()));
        entry = entry
            .fact("Given by", format!("{}{role}", answered_by(answer, organization)))
            .fact("Recorded", when_and_who(answer.at, &answer.recorded_by));
        match &answer.confirmed {
            Some(confirmed) => entry.fact("Confirmed", when_and_who(confirmed.at, &confirmed.by)),
            None => entry,
        }
    }

    /// Answers to questions that the bank no longer has are kept and listed.
    fn answers_without_question(&self) -> Vec<Block> {
        let kept = self.standings.without_question();
        if kept.is_empty() {
            return Vec::new();
        }
        let mut blocks: Vec<Block> =
            vec![Heading::new(Level::Two, "Answers to questions that are no longer asked").into()];
        blocks.extend(kept.into_iter().map(|(id, answer)| {
            let mut entry = Entry::new(
                id.as_str(),
                "This question is no longer in the question bank; the answer is kept and counts nothing.",
            )
            .anchored(question_anchor(id.as_str()))
            .fact("Answer", Text::new().strong(as_recorded(&answer.reply)));
            if let Some(note) = &answer.note {
                entry = entry.fact("Note", Text::note(note));
            }
            self.recorded_facts(entry, answer).into()
        }));
        blocks
    }
}

/// A reply without its question, whose choices and units are not known any more.
fn as_recorded(reply: &Reply) -> String {
    match reply {
        Reply::Value(Value::Whole(number)) => number.to_string(),
        reply => AnswerKind::Text { none: Outcome::Met }.shown(reply),
    }
}

fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn answer_text(stand: &Stand<'_>, answer: &Answer) -> Text {
    let mut text = Text::new().strong(stand.question.kind.shown(&answer.reply));
    if let Some(limit) = stand.judgment().and_then(|judgment| judgment.failed.as_ref()) {
        text = text.plain(format!(" \u{2014} {} ({})", limit.fails_when, limit.set_by));
    }
    if stand.judgment().is_none() && answer.reply != Reply::State(ReplyState::Open) {
        text = text.plain(
            " \u{2014} given to an earlier wording of the question; it counts as not answered",
        );
    }
    match stand.confirming {
        Confirming::Settled => text,
        Confirming::CycleOpened => text.plain(" \u{2014} not confirmed in this cycle"),
        Confirming::QuestionRevised => {
            text.plain(" \u{2014} the question was revised since; not confirmed")
        }
        Confirming::RecordsBetter => {
            text.plain(" \u{2014} the records say better than was confirmed; not confirmed")
        }
    }
}

fn basis_text(stand: &Stand<'_>) -> Text {
    let question = stand.question;
    let severity = question.severity.title().to_lowercase();
    let mut text = Text::from(format!("{}; severity {severity}. ", basis(question.basis)));
    if question.basis == Basis::Proposed {
        text = text.plain("In no figure. ");
    }
    if question.verified != Verified::Checked {
        text = text.strong(format!("{}. ", capitalized(question.verified.title())));
    }
    text.0.extend(citations(question).0);
    text
}
