//! Which reassessment the figures belong to, and how far the open one is: why answers that were met count nothing until confirmed
//! (rules R16 and R23).

use super::Matter;
use super::phrases::counted;
use crate::domain::cycle::Progress;
use crate::domain::dossier::{Answer, Cycle};
use crate::domain::standing::{Stand, Standing, not_confirmed_in};
use crate::report::model::{Block, Fact, Text};

impl Matter<'_, '_> {
    /// On the cover: the open reassessment, else the one that was closed last.
    pub(super) fn reassessment_fact(&self) -> Option<Fact> {
        let cycle = self.source.dossier.cycle_of_record()?;
        let name = named(cycle);
        let text = match cycle.closed {
            Some((at, _)) => Text::from(format!(
                "{name}, closed on {}",
                self.source.organization.zones.day_of(at)
            )),
            None => Text::from(format!("{name}, ")).strong("open").plain(format!(
                "{}: {}",
                self.since_and_due(cycle),
                self.done(cycle)
            )),
        };
        Some(Fact::new("Reassessment", text))
    }

    /// Beside the figure: that a reassessment is open, how far it is, and what that does to the figure.
    pub(super) fn open_reassessment(&self) -> Option<Block> {
        let cycle = self.source.dossier.open_cycle()?;
        let said = format!(
            "The reassessment {} is open{}: {}.",
            named(cycle),
            self.since_and_due(cycle),
            self.done(cycle)
        );
        let carried = self.readiness.standing(Standing::Carried) as usize;
        let waits = (carried > 0).then(|| {
            format!(
                " {} carried from before it and counted as not documented until confirmed or given anew.",
                counted(carried, "answer is", "answers are")
            )
        });
        Some(Text::from(said + &waits.unwrap_or_default()).into())
    }

    /// The reassessment in which an answer was not confirmed, as its note says it.
    pub(super) fn not_confirmed_in(&self, stand: &Stand<'_>, answer: &Answer) -> String {
        let cycle = not_confirmed_in(stand.question, answer, self.source.dossier);
        cycle.map_or_else(
            || "not confirmed in this reassessment".to_owned(),
            |cycle| format!("not confirmed in the reassessment {}", named(cycle)),
        )
    }

    fn since_and_due(&self, cycle: &Cycle) -> String {
        let since = self.source.organization.zones.day_of(cycle.opened_at);
        let due = cycle.due.map_or_else(String::new, |due| format!(", due {due}"));
        format!(" since {since}{due}")
    }

    fn done(&self, cycle: &Cycle) -> String {
        let view = self.source.dossier.view_of_record(self.source.bank);
        let progress = Progress::of(cycle, &self.standings.view(&view.asked));
        let asked = if self.source.questionnaire.named.id == cycle.questionnaire {
            String::new()
        } else {
            format!(" of \u{201C}{}\u{201D}", view.title())
        };
        let questions = if progress.of == 1 { "question" } else { "questions" };
        format!("{progress} {questions}{asked} answered or confirmed in it")
    }
}

fn named(cycle: &Cycle) -> String {
    format!("\u{201C}{}\u{201D}", cycle.name)
}
