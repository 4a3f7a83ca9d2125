//! Every question with its answer: who gave and recorded it, when, its note, its exhibits and pinpoints.

use super::Matter;
use super::phrases::{
    answered_by, basis, citations, cited, outcome, question_anchor, stand_anchor, standing_mark,
};
use crate::domain::dossier::Answer;
use crate::domain::question::{AnswerKind, Basis, Outcome, Verified};
use crate::domain::standing::{Asked, Confirming, Speaker, Stand};
use crate::domain::value::{Reply, ReplyState, Value};
use crate::report::model::{Block, Cell, Entry, Heading, Level, Mark, Text, Tone};
use crate::text::capitalized;

impl Matter<'_, '_> {
    pub(super) fn questions(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = vec![Heading::new(Level::One, "Questions and answers").into()];
        for (title, stands) in self.standings.sections(&self.source.questionnaire.asked) {
            blocks.push(Heading::new(Level::Two, title).into());
            blocks.extend(stands.into_iter().map(|stand| self.question(stand).into()));
        }
        blocks.extend(self.answers_without_question());
        blocks
    }

    pub(super) fn question(&self, stand: &Stand<'_>) -> Entry {
        let question = stand.question;
        let mut entry =
            Entry::new(stand.name(), question.text.as_str()).anchored(stand_anchor(stand));
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
                self.records_facts(entry.fact("Answer", unanswered(stand)), stand)
            } else {
                entry
            };
        };
        let mut entry = entry.fact("Answer", self.answer_text(stand, answer));
        if let Some(note) = &answer.note {
            let na = answer.reply == Reply::State(ReplyState::Na);
            entry = entry.fact(if na { "Reason" } else { "Note" }, Text::note(note));
        }
        self.recorded_facts(self.records_facts(entry, stand), answer)
    }

    /// What was answered, and what keeps it from counting as it stands.
    fn answer_text(&self, stand: &Stand<'_>, answer: &Answer) -> Text {
        let own = stand.question.kind.shown(&answer.reply);
        let follows = answer.reply == Reply::State(ReplyState::Records);
        let mut text = match stand.reply_shown().filter(|_| speaks_by_records(stand)) {
            Some(reply) if follows => Text::new().strong(format!("{own}: {reply}")),
            Some(reply) => Text::new()
                .strong(own)
                .plain(" \u{2014} since then the records show: ")
                .strong(reply)
                .plain("; bad news counts at once"),
            None if follows => Text::new().strong(own).plain(
                " \u{2014} no record on file answers it any more; it counts as not answered",
            ),
            None => Text::new().strong(own),
        };
        if let Some(limit) = stand.judgment().and_then(|judgment| judgment.failed.as_ref()) {
            text = text.plain(format!(" \u{2014} {} ({})", limit.fails_when, limit.set_by));
        }
        let open = answer.reply == Reply::State(ReplyState::Open);
        if stand.judgment().is_none() && !open && !follows {
            text = text.plain(
                " \u{2014} given to an earlier wording of the question; it counts as not answered",
            );
        }
        match stand.confirming {
            Confirming::Settled => text,
            Confirming::CycleOpened => {
                text.plain(format!(" \u{2014} {}", self.not_confirmed_in(stand, answer)))
            }
            Confirming::QuestionRevised => {
                text.plain(" \u{2014} the question was revised since; not confirmed")
            }
            Confirming::RecordsBetter => {
                text.plain(" \u{2014} the records say better than was confirmed; not confirmed")
            }
        }
    }

    /// What the records say where they have a word in how it stands. That an answer stands against them is for the internal edition
    /// (rules, section 16).
    fn records_facts(&self, entry: Entry, stand: &Stand<'_>) -> Entry {
        let Some(proposed) = &stand.proposed else { return entry };
        let reason = capitalized(&proposed.proposal.reason);
        let reply = stand.question.kind.shown(&proposed.proposal.reply);
        if speaks_by_records(stand) {
            return entry.fact("Records", reason);
        }
        if stand.saying.is_none() {
            let outcome = outcome(proposed.judgment.outcome);
            let said = Text::from(format!("The records say: {reply} \u{2014} "))
                .strong(format!("{outcome}, not confirmed"));
            return entry.fact("Records", Cell::from(said).and(reason));
        }
        if self.is_internal() && stand.is_overruling() {
            let said =
                Text::from("The answer stands against the records, which say: ").strong(reply);
            return entry.fact("Overrules", Cell::from(said).and(reason));
        }
        entry
    }

    /// The counsel-only note, in the internal edition; then who gave the answer, who recorded it, and when.
    pub(super) fn recorded_facts(&self, mut entry: Entry, answer: &Answer) -> Entry {
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
pub(super) fn as_recorded(reply: &Reply) -> String {
    match reply {
        Reply::Value(Value::Whole(number)) => number.to_string(),
        reply => AnswerKind::Text { none: Outcome::Met }.shown(reply),
    }
}

pub(super) fn speaks_by_records(stand: &Stand<'_>) -> bool {
    stand.saying.as_ref().is_some_and(|saying| saying.by == Speaker::Records)
}

/// Nobody answered; the records' bad news counts all the same.
fn unanswered(stand: &Stand<'_>) -> Text {
    match stand.reply_shown() {
        Some(reply) => Text::new()
            .strong(format!("As the records show: {reply}"))
            .plain(" \u{2014} not answered by a person; bad news counts at once"),
        None => Text::new().quiet("Not answered"),
    }
}

pub(super) fn basis_text(stand: &Stand<'_>) -> Text {
    let severity = stand.question.severity.title().to_lowercase();
    rests_on(stand, &format!("; severity {severity}"))
}

/// Whether it is law or good practice, its citations, and what is doubtful about each.
pub(super) fn rests_on(stand: &Stand<'_>, aside: &str) -> Text {
    let question = stand.question;
    let mut text = Text::from(format!("{}{aside}. ", basis(question.basis)));
    if question.basis == Basis::Proposed {
        text = text.plain("In no figure. ");
    }
    if question.verified != Verified::Checked {
        text = text.strong(format!("{}. ", capitalized(question.verified.title())));
    }
    text.0.extend(citations(question).0);
    text
}
