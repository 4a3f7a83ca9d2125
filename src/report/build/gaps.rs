//! The gap register with remedies and clause ideas; in the produced edition, how many of each are left out.

use jiff::civil::Date;

use super::Matter;
use super::phrases::{cited, no_gap, severity, standing_mark};
use super::questions::{rests_on, speaks_by_records};
use crate::domain::amendment;
use crate::domain::event::GapOwned;
use crate::domain::gap::Gap;
use crate::domain::standing::Standing;
use crate::report::model::{Anchor, Block, Cell, Column, Entry, Heading, Level, Row, Table, Text};

impl Matter<'_, '_> {
    pub(super) fn gap_register(&self) -> Vec<Block> {
        if !self.is_internal() {
            return self.left_out();
        }
        let heading = Heading::new(Level::One, "Gap register").into();
        if self.gaps.is_empty() {
            let mut blocks = vec![Block::Together(vec![heading, self.gap_table().into()])];
            blocks.extend(self.follow_ups());
            return blocks;
        }
        let mut blocks = vec![Block::PageBreak, heading, self.gap_table().into()];
        blocks.extend(self.gap_by_gap());
        blocks.extend(self.follow_ups());
        blocks
    }

    fn gap_table(&self) -> Table {
        let columns = vec![
            Column::fit("Severity"),
            Column::share("Gap", 5),
            Column::fit("Stands"),
            Column::fit("On file since"),
            Column::share("Owner and day", 3),
        ];
        let mut table = Table::new("Gaps, gravest first", columns, no_gap(&self.readiness));
        for gap in &self.gaps {
            table.push(self.gap_row(gap));
        }
        table
    }

    fn gap_row(&self, gap: &Gap<'_, '_>) -> Row {
        let words = Text::new().link(gap.stand.name(), gap_anchor(gap));
        let accepted = gap.accepted.map(|one| format!("Accepted until {}", one.accepted.until));
        let owner = std::iter::once(owner(gap)).chain(accepted.map(Text::from));
        Row::new([
            severity(gap.severity),
            Cell::paragraphs([Text::from(gap.wording()), words]),
            Cell::from(standing_mark(gap.stand.standing)),
            Cell::from(
                self.since(gap).map_or_else(|| "\u{2013}".to_owned(), |day| day.to_string()),
            ),
            Cell::paragraphs(owner),
        ])
    }

    /// The day on which what makes the gap was put on file: the answer, or the last of the records that speak in its place.
    fn since(&self, gap: &Gap<'_, '_>) -> Option<Date> {
        let zones = &self.source.organization.zones;
        let by_records = speaks_by_records(gap.stand);
        if let Some(answer) = gap.stand.answer.filter(|_| !by_records) {
            return Some(zones.day_of(answer.at));
        }
        let proposal = &gap.stand.proposed.as_ref()?.proposal;
        let records = self.source.dossier.registers.iter();
        let speaking = records.filter(|record| proposal.records.contains(&record.id));
        speaking.map(|record| zones.day_of(record.last.at)).max()
    }

    /// Each gap as whoever closes it needs it: what is asked and what is on file, why it matters, what to do, in which words, by whom.
    fn gap_by_gap(&self) -> Vec<Block> {
        if self.gaps.is_empty() {
            return Vec::new();
        }
        let mut entries = self.gaps.iter().map(|gap| self.gap_entry(gap).into());
        let mut opening: Vec<Block> = vec![
            Heading::new(Level::Two, "Gap by gap").into(),
            Block::Small(
                "Remedies and clause ideas are words to start from; counsel decides. \u{201C}On file since\u{201D} is the day on which what makes \
                 the gap was recorded; the matter itself may be older."
                    .into(),
            ),
        ];
        opening.extend(entries.next());
        std::iter::once(Block::Together(opening)).chain(entries).collect()
    }

    fn gap_entry(&self, gap: &Gap<'_, '_>) -> Entry {
        let stand = gap.stand;
        let mut entry = Entry::new(stand.name(), gap.wording())
            .marked(standing_mark(stand.standing))
            .anchored(gap_anchor(gap))
            .fact("Severity", severity(gap.severity))
            .fact("On file", self.said_of(gap))
            .fact("Basis", rests_on(stand, ""));
        if let Some(remedy) = remedy(gap) {
            entry = entry.fact("Remedy", remedy);
        }
        if let Some(clause) = clause_idea(gap) {
            entry = entry.fact("Clause idea", clause);
        }
        entry = entry.fact("Evidence", stand.question.evidence.join("; "));
        let exhibits = if stand.exhibits.is_empty() {
            Cell::from(Text::new().quiet("None on file"))
        } else {
            Cell::paragraphs(stand.exhibits.iter().map(cited))
        };
        entry = entry.fact("Exhibits", exhibits).fact("Owner", owner(gap));
        let Some(one) = gap.accepted else { return entry };
        let (who, accepted) = (self.source.organization.person(&one.by), &one.accepted);
        let said = format!("Until {}, by {who}: {}", accepted.until, accepted.reason);
        entry.fact("Accepted", said)
    }

    /// What is said, since when, and where it stands whole.
    fn said_of(&self, gap: &Gap<'_, '_>) -> Text {
        let said = gap.stand.reply_shown();
        let mut text = said.map_or_else(Text::new, |said| Text::new().strong(said).plain("; "));
        let by_records = speaks_by_records(gap.stand);
        text = match self.since(gap) {
            Some(day) if by_records => {
                text.plain(format!("as the records show, last changed on {day}; see "))
            }
            Some(day) => text.plain(format!("answered on {day}; see ")),
            None => text.plain("as the records show; see "),
        };
        self.to_stand(text, gap.stand)
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

    /// The produced edition leaves out what stays in the building, and says how much of each.
    fn left_out(&self) -> Vec<Block> {
        let answers = self.source.dossier.answers.iter();
        let notes = answers
            .filter(|(_, id, answer)| answer.counsel_note.is_some() && self.is_about(id))
            .count();
        let open = self.source.dossier.follow_ups.iter();
        let open = open.filter(|one| one.is_open() && self.is_about(&one.question)).count();
        let counts = [
            ("Gaps in the gap register, with owners and acceptances", self.gaps.len()),
            ("Remedies", self.gaps.iter().filter_map(remedy).count()),
            ("Clause ideas", self.gaps.iter().filter_map(clause_idea).count()),
            ("Contradictions between facts on file", self.contradictions.len()),
            ("Open follow-ups", open),
            ("Counsel-only notes", notes),
        ];
        // What collides is counted over the whole record, of which a report for a letter is a part.
        let is_counted = |what: &str| self.letter.is_none() || !what.starts_with("Contradictions");
        let counts = counts.into_iter().filter(|(what, _)| is_counted(what));
        super::left_out::section("These are not in it", counts)
    }
}

/// The place of a gap in the register.
fn gap_anchor(gap: &Gap<'_, '_>) -> Anchor {
    Anchor::new(format!("gap-{}", gap.stand.name()))
}

fn owner(gap: &Gap<'_, '_>) -> Text {
    match gap.owner {
        None => Text::new().quiet("Nobody yet"),
        Some(GapOwned { owner, fix_by: Some(day), .. }) => format!("{owner}, by {day}").into(),
        Some(owned) => Text::from(owned.owner.as_str()),
    }
}

/// What to do about a gap. Where only evidence is missing, the answer is good and nothing else needs doing.
pub(super) fn remedy<'a>(gap: &Gap<'_, 'a>) -> Option<&'a str> {
    let only_evidence = matches!(gap.stand.standing, Standing::Asserted | Standing::Stale);
    (!only_evidence).then_some(gap.stand.question.remedy.as_str())
}

pub(super) fn clause_idea<'a>(gap: &Gap<'_, 'a>) -> Option<&'a str> {
    amendment::clause_idea(gap.stand)
}
