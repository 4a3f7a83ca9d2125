//! The exhibit index: every exhibit with its dates, size and SHA-256, those withdrawn and superseded too.

use super::Matter;
use super::phrases::{bytes, exhibit_anchor, record_link};
use jiff::civil::Date;

use crate::domain::event::{CopyState, ExhibitKind};
use crate::domain::exhibit::{Exhibit, Holding};
use crate::report::model::{Block, Cell, Column, Entry, Heading, Level, Mark, Table, Text, Tone};

impl Matter<'_, '_> {
    pub(super) fn exhibit_index(&self) -> Vec<Block> {
        let heading = Heading::new(Level::One, "Exhibit index").into();
        if self.source.dossier.exhibits.is_empty() {
            let none = Text::from("No exhibit is on file.");
            return vec![Block::Together(vec![heading, none.into()])];
        }
        let mut blocks = vec![Block::PageBreak, heading];
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
                titled(exhibit),
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
        entry = entry.fact("Kind", exhibit.kind.title()).fact("Dates", dates(exhibit));
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
            Holding::Elsewhere(held) => entry
                .fact("Held", format!("elsewhere: {}", held.place))
                .fact(
                    "Seen",
                    format!("by {} on {}; no copy is on file", held.seen_by, held.seen_on),
                )
                .fact("Entered", taken),
        };
        let records = self.records_on_exhibit(exhibit);
        if !records.is_empty() {
            entry = entry.fact("Records", records);
        }
        if exhibit.links.is_empty() {
            entry.fact("Supports", Text::new().quiet("no question"))
        } else {
            entry.fact("Supports", self.supports(exhibit))
        }
    }

    /// The records that name it as what they rest on.
    fn records_on_exhibit(&self, exhibit: &Exhibit) -> Text {
        let records = self.source.dossier.registers.iter();
        let resting = records.filter(|record| record.exhibits.contains(&exhibit.id));
        resting.fold(Text::new(), |text, record| {
            let text = if text.0.is_empty() { text } else { text.plain(", ") };
            record_link(text, record.no)
        })
    }

    fn supports(&self, exhibit: &Exhibit) -> Text {
        let mut text = Text::new();
        for (index, link) in exhibit.links.iter().enumerate() {
            if index > 0 {
                text = text.plain(", ");
            }
            text = self.to_asked(text, link.subject, &link.question);
        }
        text
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

/// The title, and how the exhibit stands where it no longer stands as it was taken.
fn titled(exhibit: &Exhibit) -> Cell {
    let title = Text::from(exhibit.title.as_str());
    let aside = match state_mark(exhibit) {
        Some(mark) => mark.word,
        None if matches!(exhibit.holding, Holding::Elsewhere(_)) => "Held elsewhere".into(),
        None => return title.into(),
    };
    Cell::paragraphs([title, Text::from(aside)])
}

fn dates(exhibit: &Exhibit) -> Text {
    let dates = &exhibit.dates;
    let ends = if exhibit.kind == ExhibitKind::Insurance { "no cover from" } else { "last day" };
    let period = match (dates.period_from, dates.period_to) {
        (Some(from), Some(to)) => Some(format!("period {from} to {to}")),
        (Some(from), None) => Some(format!("period from {from}")),
        (None, to) => to.map(|to| format!("period to {to}")),
    };
    let named = |name: &str, date: Option<Date>| date.map(|date| format!("{name} {date}"));
    let words: Vec<String> = [
        named("dated", dates.dated),
        named("in force from", dates.from),
        period,
        named(ends, dates.expires),
        named("obtained", dates.obtained),
        named("read again", dates.reread_on),
    ]
    .into_iter()
    .flatten()
    .collect();
    if words.is_empty() { Text::new().quiet("None given") } else { words.join("; ").into() }
}
