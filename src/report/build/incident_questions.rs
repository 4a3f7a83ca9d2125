//! The questions about incidents: of each incident every question about it, with a figure of its own that is in no figure of the vendor (rule R6).

use super::Matter;
use super::phrases::counted;
use crate::domain::dossier::Answer;
use crate::domain::question::Question;
use crate::domain::readiness::Readiness;
use crate::domain::register::Record;
use crate::domain::standing::{OfIncident, Stand};
use crate::report::model::{Block, Entry, Heading, Level, Text};

impl Matter<'_, '_> {
    /// The questions about each incident; nothing where none was ever recorded.
    pub(super) fn questions_about_incidents(&self) -> Vec<Block> {
        let of_each = self.standings.incidents().iter().flat_map(|one| self.questions_about(one));
        of_each.chain(self.of_incidents_set_aside()).collect()
    }

    fn questions_about(&self, one: &OfIncident<'_>) -> Vec<Block> {
        let stands = one.whole(self.source.bank);
        let title = format!("Questions about {}: {}", one.record.no, one.record.label());
        let mut blocks: Vec<Block> = vec![
            Block::PageBreak,
            Heading::new(Level::One, title).into(),
            Block::Lead(figure(one.record, &stands)),
        ];
        blocks.extend(stands.into_iter().map(|stand| self.question(stand).into()));
        blocks
    }

    /// What was answered about an incident that was recorded by mistake is kept, and counts nothing.
    fn of_incidents_set_aside(&self) -> Vec<Block> {
        let kept = self.standings.about_incidents_set_aside();
        if kept.is_empty() {
            return Vec::new();
        }
        let heading = Heading::new(Level::Two, "Answers about incidents that were set aside");
        let entries = kept.into_iter().map(|(record, question, answer)| {
            self.kept_of_incident(record, question, answer).into()
        });
        std::iter::once(heading.into()).chain(entries).collect()
    }

    fn kept_of_incident(&self, record: &Record, question: &Question, answer: &Answer) -> Entry {
        let why = record.set_aside().unwrap_or_default();
        let mut entry =
            Entry::new(format!("{} of {}", question.id, record.no), question.text.as_str())
                .fact("Set aside", format!("{why}. The answer is kept and counts nothing."))
                .fact("Answer", Text::new().strong(question.kind.shown(&answer.reply)));
        if let Some(note) = &answer.note {
            entry = entry.fact("Note", Text::note(note));
        }
        self.recorded_facts(entry, answer)
    }
}

/// The figure over everything that is asked about an incident.
fn figure(record: &Record, stands: &[&Stand<'_>]) -> Text {
    let whole = Readiness::of(stands).whole;
    let critical = stands.iter().filter(|stand| stand.is_critical_gap()).count();
    let mut text = match whole.percent() {
        None => Text::from(format!("Nothing that is asked about {} applies.", record.no)),
        Some(percent) => Text::from(format!("Of what is asked about {}, ", record.no))
            .strong(format!("{percent}% is documented"))
            .plain(format!(": {} of {}.", whole.documented, whole.applicable)),
    };
    if critical > 0 {
        let gaps = counted(critical, "critical gap", "critical gaps");
        text = text.plain(format!(" {gaps}."));
    }
    text.plain(" These questions are in no figure of the vendor.")
}
