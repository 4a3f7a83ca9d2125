//! Method, and the record that the report rests on.

use super::phrases::{counted, standing_mark};
use super::{Matter, head_lines};
use crate::domain::bank::{OWN, Source};
use crate::domain::event::{Class, Event};
use crate::domain::question::Scope;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::standing::Standing;
use crate::domain::withholding;
use crate::report::model::{
    Anchor, Block, Cell, Column, Entry, Heading, Level, List, ListKind, Table, Text,
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
        let blocks: Vec<Block> = vec![
            Heading::new(Level::One, "Method").into(),
            Text::from(
                "Each question about the vendor has at most one answer, given by a named person and recorded on a date. How it stands is computed \
                 for the day of this report: from the answer, by the question's own rule, and from the exhibits on file on that day.",
            )
            .into(),
            Heading::new(Level::Two, "How an answer stands").into(),
            meanings.into(),
            Heading::new(Level::Two, "Answers from records").into(),
            Text::from(
                "Some questions are answered by the records in the registers. What they show counts from then on, once a person confirmed \
                 that they answer the question; until then they only propose. Bad news counts at once, without anybody's word; better \
                 news than what was confirmed waits until somebody confirms it.",
            )
            .into(),
            Heading::new(Level::Two, "How the figure is made").into(),
            Block::List(List { kind: ListKind::Bulleted, items: figure_rules() }),
            Heading::new(Level::Two, "Law and good practice").into(),
            Text::from(format!(
                "Each question says whether a rule in force requires what it asks, whether that is contractual good practice, or whether a rule \
                 is only proposed. A limit that the cited rule does not set is named as our standard: failing it is no finding about the law. \
                 The sources of the questions were last read on {}; a citation that was not verified says so. This report is not legal \
                 advice; confirm with counsel.",
                bank.law_seen_on
            ))
            .into(),
        ]
        .into_iter()
        .chain(self.own_questions())
        .chain(head_lines::about(self.source.header, self.source.organization))
        .collect();
        blocks
    }

    /// How many of the questions in this report did not come with the program: whose they are decides who answers for them.
    fn own_questions(&self) -> Option<Block> {
        // Of an incident every question is shown, whichever questionnaire is.
        let of_incidents = self.source.bank.of_incidents();
        let of_incidents = Some(of_incidents).filter(|_| !self.standings.incidents().is_empty());
        let of_incidents = of_incidents.into_iter().flat_map(Questionnaire::questions);
        let of_vendor = self.source.questionnaire.asked.questions().filter(|id| {
            let question = self.source.bank.question(id);
            question.is_some_and(|question| question.scope == Scope::Vendor)
        });
        let questions = of_vendor.chain(of_incidents);
        let own = questions.filter(|id| {
            Source::of(id.as_str()) == Source::Own && self.source.bank.question(id).is_some()
        });
        let count = own.count();
        (count > 0).then(|| {
            Text::from(format!(
                "This report includes {} of our own. The organization wrote and maintains what such a question asks, the rules it cites and the limits it \
                 sets; its id begins with \"{OWN}\". The day above on which sources were read is that of the other questions.",
                counted(count, "question", "questions")
            ))
            .into()
        })
    }

    pub(super) fn journal_record(&self) -> Vec<Block> {
        let source = &self.source;
        let (dossier, organization) = (source.dossier, source.organization);
        let vendor = Journal {
            whose: "The vendor's journal",
            id: dossier.id.to_string(),
            events: &dossier.events,
            last: dossier.last_content(),
        };
        let ours = Journal {
            whose: "The organization's journal",
            id: source.organization_journal.to_string(),
            events: &organization.events,
            last: organization.last_content(),
        };
        let blocks: Vec<Block> = vec![
            Heading::new(Level::One, "Journal record")
                .anchored(Anchor::new("journal-record"))
                .into(),
            Text::from(format!(
                "The record is kept in journals to which events are only added. Each event carries the SHA-256 of the one before it, so a change \
                 to an earlier event shows. This report covers each journal through the event named here. Compare its SHA-256 with the \
                 journal's own to see whether the record is still the one that this report was made from. Days and times are in the \
                 organization's time zone ({}).",
                organization.zones.name()
            ))
            .into(),
            self.journal(&vendor).into(),
            self.journal(&ours).into(),
        ]
        .into_iter()
        .chain(self.withheld())
        .chain([
            Entry::new("Questions", "The question bank in force")
                .fact("SHA-256", Text::new().code(source.bank.digest.to_string()))
                .into(),
        ])
        .collect();
        vec![Block::Together(blocks)]
    }

    /// How many texts are withheld: the day stands in the place of each (rule R28).
    fn withheld(&self) -> Option<Block> {
        let (dossier, organization) = (self.source.dossier, self.source.organization);
        let count = withholding::count(&dossier.events) + withholding::count(&organization.events);
        (count > 0).then(|| {
            Text::from(format!(
                "{} of this record {} withheld; where one would be printed, the day on which it was withheld stands in its place. The \
                 journals hold the bytes, so that their chains verify.",
                counted(count, "text", "texts"),
                if count == 1 { "is" } else { "are" }
            ))
            .into()
        })
    }

    fn journal(&self, journal: &Journal<'_>) -> Entry {
        let label =
            journal.last.map_or_else(|| "No event".into(), |last| format!("Event {}", last.seq));
        let content = journal.events.iter().filter(|one| one.change.class() == Class::Content);
        let events = counted(content.count(), "event of content", "events of content");
        let mut entry = Entry::new(label, journal.whose)
            .fact("Journal", Text::new().code(journal.id.as_str()))
            .fact("Covers", events);
        if let Some(last) = journal.last {
            entry = entry
                .fact("Recorded", self.source.organization.zones.shown(last.at))
                .fact("SHA-256", Text::new().code(last.hash.to_string()))
                .fact("First digits", Text::new().code(last.hash.short()));
        }
        entry
    }
}

/// A journal as far as the report covers it.
struct Journal<'a> {
    whose: &'static str,
    id: String,
    events: &'a [Event],
    last: Option<&'a Event>,
}

pub(super) fn figure_rules() -> Vec<Text> {
    [
        "Readiness is the number of documented questions divided by the number of applicable ones, rounded down, so that 100% means all.",
        "A question is applicable when it is asked, applies, and rests on a rule in force or on good practice. Proposed rules are in no figure.",
        "A question whose condition is not yet known is asked and counted: readiness never rises because something is not known.",
        "A critical gap is a critical question of a rule in force that stands Unmet or Unknown, in any questionnaire.",
        "An exhibit is current when a copy is on file, neither withdrawn nor superseded, unchanged at its last check, in force on \
         the day, and no older than the question and its kind allow.",
    ]
    .into_iter()
    .map(Text::from)
    .collect()
}
