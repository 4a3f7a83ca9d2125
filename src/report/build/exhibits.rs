//! The exhibit index: every exhibit with its dates, size and SHA-256, those withdrawn and superseded too.

use super::Matter;
use super::phrases::{bytes, exhibit_anchor, question_anchor};
use crate::domain::event::{CopyState, ExhibitKind};
use crate::domain::exhibit::{Exhibit, Holding};
use crate::report::model::{Block, Cell, Column, Entry, Heading, Level, Mark, Table, Text, Tone};

impl Matter<'_, '_> {
    pub(super) fn exhibit_index(&self) -> Vec<Block> {
        let mut blocks = vec![Block::PageBreak, Heading::new(Level::One, "Exhibit index").into()];
        if self.source.dossier.exhibits.is_empty() {
            blocks.push(Text::from("No exhibit is on file.").into());
            return blocks;
        }
        blocks.push(self.exhibit_table().into());
        blocks.push(Heading::new(Level::Two, "Exhibits one by one").into());
        blocks.extend(
            self.source.dossier.exhibits.values().map(|exhibit| self.exhibit_entry(exhibit).into()),
        );
        blocks
    }

    fn exhibit_table(&self) -> Table {
        let columns = vec![
            Column::fit("No."),
            Column::share("Title", 4),
            Column::fit("Kind"),
            Column::fit("Dated"),
            Column::fit("Bytes").right(),
            Column::fit("Questions").right(),
        ];
        let mut table = Table::new("Exhibits", columns, "No exhibit is on file.");
        for exhibit in self.source.dossier.exhibits.values() {
            let dated =
                exhibit.dates.dated.map_or_else(|| "\u{2013}".to_owned(), |date| date.to_string());
            table.push([
                Cell::from(Text::new().link(exhibit.no.to_string(), exhibit_anchor(exhibit.no))),
                Cell::from(exhibit.title.as_str()),
                Cell::from(exhibit.kind.title()),
                Cell::from(dated),
                Cell::from(bytes(&exhibit.holding)),
                Cell::from(exhibit.links.len().to_string()),
            ]);
        }
        table
    }

    fn exhibit_entry(&self, exhibit: &Exhibit) -> Entry {
        let mut entry = Entry::new(exhibit.no.to_string(), exhibit.title.as_str())
            .anchored(exhibit_anchor(exhibit.no));
        if let Some(mark) = state_mark(exhibit) {
            entry = entry.marked(mark);
        }
        if let Some(reason) = &exhibit.withdrawn {
            entry = entry.fact("Withdrawn", reason.as_str());
        }
        if let Some(newer) = exhibit.superseded_by {
            let text = Text::from("by ").link(newer.to_string(), exhibit_anchor(newer));
            entry = entry.fact("Superseded", text);
        }
        entry = entry.fact("Kind and dates", kind_and_dates(exhibit));
        let organization = self.source.organization;
        let taken = format!(
            "by {}, {}",
            organization.person(&exhibit.taken_by),
            organization.zones.shown(exhibit.taken_at)
        );
        entry = match &exhibit.holding {
            Holding::Vault { file_name, sha256, .. } => entry
                .fact("File", format!("{file_name}, {} bytes", bytes(&exhibit.holding)))
                .fact("SHA-256", Text::new().code(sha256.to_string()))
                .fact("Taken", taken),
            Holding::Elsewhere(held) => entry.fact(
                "Held elsewhere",
                format!(
                    "{}; seen by {} on {}; we have no copy, so it shows nothing by itself",
                    held.place, held.seen_by, held.seen_on
                ),
            ),
        };
        if exhibit.links.is_empty() {
            entry.fact("Supports", Text::new().quiet("no question"))
        } else {
            entry.fact("Supports", supports(exhibit))
        }
    }
}

fn state_mark(exhibit: &Exhibit) -> Option<Mark> {
    if exhibit.withdrawn.is_some() {
        return Some(Mark::new('-', "Withdrawn", Tone::Aside));
    }
    match exhibit.last_check {
        Some((CopyState::Damaged, _)) => Some(Mark::new('!', "Damaged", Tone::Critical)),
        Some((CopyState::Missing, _)) => Some(Mark::new('!', "Missing", Tone::Critical)),
        _ if exhibit.superseded_by.is_some() => Some(Mark::new('-', "Superseded", Tone::Aside)),
        _ => None,
    }
}

fn kind_and_dates(exhibit: &Exhibit) -> String {
    let dates = &exhibit.dates;
    let ends = if exhibit.kind == ExhibitKind::Insurance { "no cover from" } else { "last day" };
    let named = [
        ("dated", dates.dated),
        ("in force from", dates.from),
        ("period from", dates.period_from),
        ("period to", dates.period_to),
        (ends, dates.expires),
        ("obtained", dates.obtained),
        ("read again", dates.reread_on),
    ];
    let mut words = vec![exhibit.kind.title().to_owned()];
    words.extend(
        named.into_iter().filter_map(|(name, date)| date.map(|date| format!("{name} {date}"))),
    );
    words.join("; ")
}

fn supports(exhibit: &Exhibit) -> Text {
    let mut text = Text::new();
    for (index, link) in exhibit.links.iter().enumerate() {
        if index > 0 {
            text = text.plain(", ");
        }
        text = text.link(link.question.as_str(), question_anchor(link.question.as_str()));
    }
    text
}
