//! The gap register with remedies and clause ideas; in the produced edition, how many of each are left out.

use super::Matter;
use super::phrases::{counted, question_anchor, severity, standing_mark};
use crate::domain::gap::Gap;
use crate::domain::standing::Standing;
use crate::report::model::{Block, Cell, Column, Entry, Heading, Level, Row, Table, Text};

impl Matter<'_, '_> {
    pub(super) fn gap_register(&self) -> Vec<Block> {
        if !self.is_internal() {
            return self.left_out();
        }
        let mut blocks = vec![Block::PageBreak, Heading::new(Level::One, "Gap register").into()];
        blocks.push(self.gap_table().into());
        blocks.extend(self.follow_ups());
        blocks.extend(self.remedies());
        blocks.extend(self.clause_ideas());
        blocks
    }

    fn gap_table(&self) -> Table {
        let columns = vec![
            Column::fit("Severity"),
            Column::share("Gap", 5),
            Column::fit("Stands"),
            Column::share("Owner and day", 2),
            Column::share("Accepted", 3),
        ];
        let mut table = Table::new("Gaps, gravest first", columns, "No gap is open on this day.");
        for gap in &self.gaps {
            table.push(self.gap_row(gap));
        }
        table
    }

    fn gap_row(&self, gap: &Gap<'_, '_>) -> Row {
        let id = gap.stand.question.id.as_str();
        let owner = gap.owner.map_or_else(
            || Text::new().quiet("Nobody yet"),
            |owned| match owned.fix_by {
                Some(day) => Text::from(format!("{}, by {day}", owned.owner)),
                None => Text::from(owned.owner.as_str()),
            },
        );
        let accepted = gap.accepted.map_or_else(
            || Text::new().quiet("No"),
            |one| {
                let who = self.source.organization.person(&one.by);
                Text::from(format!(
                    "Until {}, by {who}: {}",
                    one.accepted.until, one.accepted.reason
                ))
            },
        );
        let gap_cell = Cell::paragraphs([
            Text::from(gap.wording()),
            Text::new().link(id, question_anchor(id)),
        ]);
        Row::new([
            severity(gap.severity),
            gap_cell,
            Cell::from(standing_mark(gap.stand.standing)),
            Cell::from(owner),
            Cell::from(accepted),
        ])
    }

    fn follow_ups(&self) -> Vec<Block> {
        let columns = vec![
            Column::share("Question", 3),
            Column::share("Who finds out", 2),
            Column::fit("By"),
            Column::fit("State"),
        ];
        let mut table = Table::new("Open follow-ups", columns, "");
        for one in self.source.dossier.follow_ups.iter().filter(|one| one.is_open()) {
            let id = one.question.as_str();
            table.push([
                Cell::from(Text::new().link(id, question_anchor(id))),
                Cell::from(one.follow_up.owner.as_str()),
                Cell::from(one.follow_up.due.to_string()),
                Cell::from(if one.is_overdue(self.source.day) { "Overdue" } else { "Open" }),
            ]);
        }
        if table.rows.is_empty() {
            return Vec::new();
        }
        vec![Heading::new(Level::Two, "Open follow-ups").into(), table.into()]
    }

    fn remedies(&self) -> Vec<Block> {
        if self.gaps.is_empty() {
            return Vec::new();
        }
        let mut blocks: Vec<Block> =
            vec![Heading::new(Level::Two, "What would close each gap").into()];
        blocks.extend(self.gaps.iter().map(|gap| {
            let question = gap.stand.question;
            let evidence = question.evidence.join("; ");
            let entry = Entry::new(question.id.as_str(), gap.wording())
                .marked(standing_mark(gap.stand.standing));
            let entry = match gap.stand.standing {
                // The answer is good: only the evidence is missing.
                Standing::Asserted | Standing::Stale => entry,
                _ => entry.fact("Remedy", question.remedy.as_str()),
            };
            entry.fact("Evidence", evidence).into()
        }));
        blocks
    }

    fn clause_ideas(&self) -> Vec<Block> {
        let ideas: Vec<Block> = self
            .gaps
            .iter()
            .filter(|gap| !matches!(gap.stand.standing, Standing::Asserted | Standing::Stale))
            .filter_map(|gap| {
                let clause = gap.stand.question.clause.as_deref()?;
                let entry =
                    Entry::new(gap.stand.question.id.as_str(), gap.stand.question.title.as_str());
                Some(entry.fact("Clause idea", clause).into())
            })
            .collect();
        if ideas.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![
            Heading::new(Level::Two, "Clause ideas for amending the contract").into(),
            Block::Small(Text::new().quiet("Words to start from; counsel decides.")),
        ];
        blocks.extend(ideas);
        blocks
    }

    /// The produced edition leaves out what stays in the building, and says how much of each.
    fn left_out(&self) -> Vec<Block> {
        let clauses = self.gaps.iter().filter(|gap| gap.stand.question.clause.is_some()).count();
        let notes = self
            .stands
            .iter()
            .filter(|stand| stand.answer.is_some_and(|one| one.counsel_note.is_some()))
            .count();
        let said = format!(
            "This edition leaves out the gap register ({}), its remedies ({}) and clause ideas ({}), and {}.",
            counted(self.gaps.len(), "gap", "gaps"),
            self.gaps.len(),
            clauses,
            counted(notes, "counsel-only note", "counsel-only notes"),
        );
        vec![Heading::new(Level::One, "Left out of this edition").into(), Text::from(said).into()]
    }
}
