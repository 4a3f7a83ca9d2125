//! What is critical: the critical gaps, and the critical questions that do not apply.

use super::Matter;
use super::phrases::{answered_by, citations, clipped, counted};
use crate::domain::question::Severity;
use crate::domain::standing::{CriticalUnsettled, Stand, Standing};
use crate::report::model::{Block, Callout, Cell, Column, Heading, Level, Table, Text, Tone};

/// The second page has room for so many characters of a reason; the whole of it stands with the question.
const REASON_IN_BRIEF: usize = 160;

impl Matter<'_, '_> {
    /// The critical gaps of all questions about the vendor and its incidents, whatever questionnaire is shown (rule R20).
    pub(super) fn critical_gaps(&self) -> Vec<Block> {
        let mut critical = self.standings.critical_gaps();
        critical.sort_by_key(|stand| stand.standing);
        let mut blocks: Vec<Block> = vec![Heading::new(Level::Two, "Critical gaps").into()];
        if critical.is_empty() {
            blocks.push(
                Text::from(
                    "No critical question of a rule in force stands Unmet or Unknown on this day, in any questionnaire.",
                )
                .into(),
            );
        }
        blocks.extend(self.critical_unsettled().map(Block::from));
        blocks.extend(critical.into_iter().map(|stand| self.critical_gap(stand)));
        blocks
    }

    fn critical_gap(&self, stand: &Stand<'_>) -> Block {
        let question = stand.question;
        let mut body = vec![Text::from(question.text.as_str())];
        if let Some(answer) = stand.answer {
            let who = answered_by(answer, self.source.organization);
            let when = self.source.organization.zones.shown(answer.at);
            body.push(
                Text::from("Answer: ")
                    .strong(stand.reply_shown().unwrap_or_default())
                    .plain(format!(" ({}), given by {who}, {when}", stand.standing.title())),
            );
            body.extend(answer.note.as_deref().map(Text::note));
        }
        body.push(citations(question));
        body.push(self.to_stand(Text::from("See "), stand).plain("."));
        let title = format!("Critical gap: {}", stand.title());
        Callout { tone: Tone::Critical, title: title.into(), body }.into()
    }

    /// What is not answered or not confirmed is no gap, yet no comfort either.
    fn critical_unsettled(&self) -> Option<Text> {
        let CriticalUnsettled { open, carried } = CriticalUnsettled::of(&self.stands);
        let said = |count: u32, what: &str| {
            let critical =
                counted(count as usize, "critical question is", "critical questions are");
            (count > 0).then(|| format!("{critical} {what}."))
        };
        let said: Vec<String> =
            said(open, "not answered").into_iter().chain(said(carried, "not confirmed")).collect();
        (!said.is_empty()).then(|| said.join(" ").into())
    }

    /// Critical questions that do not apply stand on the second page with reason and name (rules, section 13).
    pub(super) fn critical_that_do_not_apply(&self) -> Vec<Block> {
        let columns = vec![
            Column::share("Question", 3),
            Column::share("Reason why it does not apply", 4),
            Column::share("Given by", 2),
        ];
        let title = "Critical questions that do not apply";
        let mut table = Table::new(title, columns, "");
        let critical = |stand: &&&Stand<'_>| {
            stand.question.severity == Severity::Critical
                && stand.standing == Standing::DoesNotApply
                && stand.asked.is_asked()
        };
        for stand in self.stands.iter().filter(critical) {
            let Some(answer) = stand.answer else { continue };
            let reason = answer.note.as_deref().unwrap_or("No reason is recorded.");
            let question = Text::from(format!("{} (", stand.question.title));
            table.push([
                Cell::from(self.to_question(question, &stand.question.id).plain(")")),
                Cell::from(clipped(reason, REASON_IN_BRIEF)),
                Cell::from(answered_by(answer, self.source.organization)),
            ]);
        }
        if table.rows.is_empty() {
            return Vec::new();
        }
        vec![Heading::new(Level::Three, title).into(), table.into()]
    }
}
