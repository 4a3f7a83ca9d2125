//! Hiding a text from every output (rule R28).

use super::{OnFile, required};
use crate::domain::event::{Change, Withheld};
use crate::domain::question::AnswerKind;
use crate::domain::withholding::{VALUE, fields, texts};
use crate::problem::Problem;
use crate::text::folded;

impl OnFile<'_> {
    pub(super) fn withhold(
        &self,
        number: u64,
        field: &str,
        reason: &str,
    ) -> Result<Withheld, Problem> {
        let events = &self.dossier.events;
        let event = events.iter().find(|event| event.seq == number).ok_or_else(|| {
            let last = events.last().map_or(0, |event| event.seq);
            Problem::wrong_use(format!("there is no event {number}; the last one is {last}"))
                .next(format!("see them with their numbers: proofbook log {}", self.dossier.slug))
        })?;
        let field = field.trim().to_lowercase().replace('-', "_");
        let known = self.texts_of(&event.change);
        if !known.contains(&field) {
            let holds = if known.is_empty() {
                format!(
                    "event {number} holds no text that can be withheld, or it is withheld already"
                )
            } else {
                format!("the texts of event {number} are: {}", known.join(", "))
            };
            let choice = "a choice, date or amount decides how the question stands, and is corrected instead";
            return Err(Problem::wrong_use(format!(
                "event {number} has no text '{field}' that can be withheld"
            ))
            .did_you_mean(&field, known.iter().map(String::as_str))
            .next(holds)
            .next(choice));
        }
        let reason = required("reason", reason)?;
        let words = texts(&event.change, &field);
        let said = folded(&reason);
        if words.iter().map(|words| folded(words)).any(|one| one.len() > 2 && said.contains(&one)) {
            return Err(Problem::wrong_use("the reason holds the words that are to be hidden")
                .safe("nothing was recorded")
                .next("say why without them: the reason is shown in the log"));
        }
        Ok(Withheld { of: event.id, field, reason })
    }

    /// The fields of an event that hold a text in people's own words. An answer's value is one only where the question asks for text.
    fn texts_of(&self, change: &Change) -> Vec<String> {
        let mut known = fields(change);
        if let Change::AnswerSet(set) = change {
            let question = self.bank.question(&set.question);
            let is_text = question.is_none_or(|one| matches!(one.kind, AnswerKind::Text { .. }));
            known.retain(|name| is_text || name != VALUE);
        }
        known
    }
}
