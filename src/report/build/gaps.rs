//! The gap register with remedies and clause ideas; in the produced edition, how many of each are left out.

use super::Matter;
use super::phrases::{severity, standing_mark};
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
        let gap_cell =
            Cell::paragraphs([Text::from(gap.wording()), self.to_stand(Text::new(), gap.stand)]);
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
            table.push([
                Cell::from(self.to_asked(Text::new(), one.subject, &one.question)),
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

    /// For each gap what would close it: what to do, in which words of the contract, and which evidence shows it.
    fn remedies(&self) -> Vec<Block> {
        if self.gaps.is_empty() {
            return Vec::new();
        }
        let mut entries = self.gaps.iter().map(|gap| {
            let question = gap.stand.question;
            let mut entry = Entry::new(gap.stand.name(), gap.wording())
                .marked(standing_mark(gap.stand.standing));
            if let Some(remedy) = remedy(gap) {
                entry = entry.fact("Remedy", remedy);
            }
            if let Some(clause) = clause_idea(gap) {
                entry = entry.fact("Clause idea", clause);
            }
            entry.fact("Evidence", question.evidence.join("; ")).into()
        });
        let mut opening: Vec<Block> = vec![
            Heading::new(Level::Two, "What would close each gap").into(),
            Block::Small("Clause ideas are words to start from; counsel decides.".into()),
        ];
        opening.extend(entries.next());
        std::iter::once(Block::Together(opening)).chain(entries).collect()
    }

    /// The produced edition leaves out what stays in the building, and says how much of each.
    fn left_out(&self) -> Vec<Block> {
        let columns = vec![Column::share("Left out", 1), Column::fit("How many").right()];
        let mut table = Table::new("Left out of this edition", columns, "");
        let answers = self.source.dossier.answers.iter();
        let notes = answers
            .filter(|(_, id, answer)| answer.counsel_note.is_some() && self.is_about(id))
            .count();
        let open = self.source.dossier.follow_ups.iter();
        let open = open.filter(|one| one.is_open() && self.is_about(&one.question)).count();
        for (what, count) in [
            ("Gaps in the gap register, with owners and acceptances", self.gaps.len()),
            ("Remedies", self.gaps.iter().filter_map(remedy).count()),
            ("Clause ideas", self.gaps.iter().filter_map(clause_idea).count()),
            ("Contradictions between facts on file", self.contradictions.len()),
            ("Open follow-ups", open),
            ("Counsel-only notes", notes),
        ] {
            // What collides is counted over the whole record, of which this report is a part.
            if self.letter.is_some() && what.starts_with("Contradictions") {
                continue;
            }
            table.push([Cell::from(what), Cell::from(count.to_string())]);
        }
        vec![Block::Together(vec![
            Heading::new(Level::One, "Left out of this edition").into(),
            Text::from("The produced edition holds facts and exhibits. These are not in it:")
                .into(),
            table.into(),
        ])]
    }
}

/// What to do about a gap. Where only evidence is missing, the answer is good and nothing else needs doing.
pub(super) fn remedy<'a>(gap: &Gap<'_, 'a>) -> Option<&'a str> {
    let only_evidence = matches!(gap.stand.standing, Standing::Asserted | Standing::Stale);
    (!only_evidence).then_some(gap.stand.question.remedy.as_str())
}

pub(super) fn clause_idea<'a>(gap: &Gap<'_, 'a>) -> Option<&'a str> {
    remedy(gap).and(gap.stand.question.clause.as_deref())
}
