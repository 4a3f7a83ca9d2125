//! Method, and the record that the report rests on.

use super::Matter;
use super::phrases::standing_mark;
use crate::domain::event::{Class, Event};
use crate::domain::standing::Standing;
use crate::report::model::{
    Block, Cell, Column, Fact, Heading, Level, List, ListKind, Row, Table, Text,
};

impl Matter<'_, '_> {
    pub(super) fn method(&self) -> Vec<Block> {
        let bank = self.source.bank;
        let mut meanings = Table::new(
            "How an answer stands",
            vec![Column::fit("Stands"), Column::share("Meaning", 1)],
            "",
        );
        for standing in Standing::ALL {
            meanings.push([Cell::from(standing_mark(standing)), Cell::from(standing.meaning())]);
        }
        vec![
            Block::PageBreak,
            Heading::new(Level::One, "Method").into(),
            Text::from(
                "Each question is answered once, by a named person, on a date. What an answer amounts to is computed for the day of this \
                 report from the question's own rule; how it stands follows from that and from the exhibits on file on that day. Nothing \
                 computed is stored.",
            )
            .into(),
            Heading::new(Level::Two, "How an answer stands").into(),
            meanings.into(),
            Heading::new(Level::Two, "How the figure is made").into(),
            Block::List(List { kind: ListKind::Bulleted, items: figure_rules() }),
            Heading::new(Level::Two, "Law and good practice").into(),
            Text::from(format!(
                "Each question says whether a rule in force demands what it asks, whether it is contractual good practice, or whether it is \
                 only proposed. A limit that the cited rule does not set is named as our standard. The law was last seen for these questions \
                 on {}; what was not verified against the rule says so. This report is not legal advice; confirm with counsel.",
                bank.law_seen_on
            ))
            .into(),
        ]
    }

    pub(super) fn journal_record(&self) -> Vec<Block> {
        let source = &self.source;
        let columns = vec![
            Column::share("Journal", 2),
            Column::fit("Event").right(),
            Column::fit("Recorded"),
            Column::share("SHA-256 of the event", 4),
        ];
        let mut table = Table::new("What this report covers", columns, "Nothing is recorded yet.");
        let ours = source.organization.last_content();
        let rows = [
            (source.dossier.name.as_str(), source.dossier.last_content()),
            (source.organization.shown_name(), ours),
        ];
        for (name, event) in rows {
            if let Some(event) = event {
                table.push(self.journal_row(name, event));
            }
        }
        let content = |events: &[Event]| {
            events.iter().filter(|event| event.change.class() == Class::Content).count()
        };
        let facts = vec![
            Fact::new("Vendor's journal", Text::new().code(source.dossier.id.to_string())),
            Fact::new(
                "Organization's journal",
                Text::new().code(source.organization_journal.to_string()),
            ),
            Fact::new(
                "Events of content",
                format!(
                    "{} of the vendor, {} of the organization",
                    content(&source.dossier.events),
                    content(&source.organization.events)
                ),
            ),
            Fact::new("Question bank", Text::new().code(source.bank.digest.to_string())),
        ];
        vec![
            Heading::new(Level::One, "Journal record").into(),
            Text::from(
                "The record is kept in journals to which events are only added. Each event carries the SHA-256 of the one before, so that a \
                 change to any earlier event shows. This report covers each journal up to the event named here; the hash below, compared \
                 with the journal, shows whether the record is still the one that this report was made from.",
            )
            .into(),
            table.into(),
            Block::KeyValues(facts),
        ]
    }

    fn journal_row(&self, name: &str, event: &Event) -> Row {
        Row::new([
            Cell::from(name),
            Cell::from(event.seq.to_string()),
            Cell::from(self.source.organization.zones.shown(event.at)),
            Cell::from(Text::new().code(event.hash.to_string())),
        ])
    }
}

fn figure_rules() -> Vec<Text> {
    [
        "Readiness is the number of documented questions over the number of applicable ones, rounded down, so that 100% means all.",
        "Applicable are the questions that are asked and apply, in force or good practice. Proposed rules are in no figure.",
        "A question whose condition is not yet known is asked and counted; readiness never rises because something is not known.",
        "A critical gap is a critical question of a rule in force whose answer is unmet or unknown, in any questionnaire.",
        "An exhibit is current when it is on file, not superseded, found unchanged at its last check, in force on the day, and no older than \
         the question and its kind allow.",
    ]
    .into_iter()
    .map(Text::from)
    .collect()
}
