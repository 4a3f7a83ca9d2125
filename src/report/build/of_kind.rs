//! What the reports of a kind share: cover, head and foot, the exhibits they name, and when they get a list of contents.

use std::collections::BTreeSet;

use super::cover::{edition_sentence, who_we_are};
use super::{Matter, Source, contents};
use crate::domain::apply::believed_times;
use crate::domain::event::{Edition, Event};
use crate::domain::exhibit::{Exhibit, ExhibitNo};
use crate::domain::readiness::Readiness;
use crate::domain::reporting::Kind;
use crate::domain::sign_off::Status;
use crate::domain::standing::{Stand, Standings};
use crate::report::model::{Block, Cell, Cover, Entry, Fact, Report, Text};

/// A page has about so many lines, and a line so many characters: to tell a long report from a short one before any page exists.
const LINES_OF_A_PAGE: usize = 46;
const CHARACTERS_OF_A_LINE: usize = 90;
/// A report of more pages gets a list of contents.
const PAGES_WITHOUT_CONTENTS: usize = 4;

impl<'s, 'a> Matter<'s, 'a> {
    /// A matter of these questions, without gaps, exhibits and clocks.
    pub(super) fn bare(
        source: Source<'a>,
        standings: &'s Standings<'a>,
        stands: Vec<&'s Stand<'a>>,
    ) -> Self {
        Self {
            readiness: Readiness::of(&stands),
            gaps: Vec::new(),
            contradictions: Vec::new(),
            status: Status::of(source.dossier, source.questionnaire, source.bank),
            boards: Vec::new(),
            exhibits: Vec::new(),
            letter: None,
            standings,
            stands,
            source,
        }
    }

    /// The exhibits of these numbers, in order.
    pub(super) fn numbered(&self, numbers: &BTreeSet<ExhibitNo>) -> Vec<&'a Exhibit> {
        let dossier = self.source.dossier;
        numbers.iter().filter_map(|no| dossier.exhibits.get(no)).collect()
    }

    /// The numbers of the exhibits linked to the questions that the report shows.
    pub(super) fn shown_with_questions(&self) -> BTreeSet<ExhibitNo> {
        self.stands.iter().flat_map(|stand| &stand.exhibits).map(|shown| shown.exhibit.no).collect()
    }

    /// Cover, head and foot of a report of a kind: what it is about, after the vendor's name, and its own facts on the cover.
    pub(super) fn frame_of(&self, kind: Kind, about: &str, facts: Vec<Fact>) -> Report {
        let source = &self.source;
        let (vendor, title) = (&source.dossier.name, kind.title());
        let mut report = self.frame();
        report.title = format!("{title}: {vendor}{about}").into();
        report.subject = format!(
            "{title} about {vendor}{about}, as of {}, {} edition",
            self.as_of_in_brief(),
            source.edition.word()
        )
        .into();
        report.head_right = format!("{title} as of {}", self.as_of_in_brief()).into();
        let mut all = facts;
        all.push(Fact::new("As of", self.as_of()));
        all.push(Fact::new("Edition", self.edition_of_kind()));
        all.push(self.status_fact());
        all.extend(who_we_are(source.organization));
        report.cover = Some(Cover {
            label: title.into(),
            title: vendor.as_str().into(),
            subtitle: format!("Prepared for {}", source.organization.shown_name()).into(),
            gauge: None,
            facts: all,
            notes: self.cover_notes(),
        });
        report
    }

    fn edition_of_kind(&self) -> &'static str {
        if self.is_internal() {
            "Internal: with what stays in the building; not for handing over"
        } else {
            edition_sentence(Edition::Produced)
        }
    }

    /// An event by its number, its day and who recorded it.
    pub(super) fn event_words(&self, event: &Event) -> String {
        format!("event {} {}", event.seq, self.day_and_person(event))
    }

    /// When and by whom an event was recorded; under a wrong clock, when that was said (rule R3).
    pub(super) fn day_and_person(&self, event: &Event) -> String {
        let organization = self.source.organization;
        let times = believed_times(&self.source.dossier.events);
        let day = organization.zones.day_of(times.get(&event.id).copied().unwrap_or(event.at));
        format!("of {day} by {}", organization.person(&event.by))
    }

    /// The index of the exhibits that the report names, and the records through which they count; nothing where it names none.
    pub(super) fn exhibits_named(&self) -> Vec<Block> {
        if self.exhibits.is_empty() { Vec::new() } else { self.exhibit_index() }
    }
}

/// The parts one after another, after a list of contents where they are long.
pub(super) fn bound(parts: impl IntoIterator<Item = Vec<Block>>) -> Vec<Block> {
    let blocks: Vec<Block> = parts.into_iter().flatten().collect();
    if lines(&blocks) <= PAGES_WITHOUT_CONTENTS * LINES_OF_A_PAGE {
        return blocks;
    }
    contents().into_iter().chain(blocks).collect()
}

/// About how many lines blocks take on a page.
fn lines(blocks: &[Block]) -> usize {
    let text = |text: &Text| 1 + text.to_string().len() / CHARACTERS_OF_A_LINE;
    let cell = |cell: &Cell| cell.text.iter().map(text).sum::<usize>().max(1);
    let facts = |facts: &[Fact]| facts.iter().map(|fact| cell(&fact.value)).sum::<usize>();
    let one = |block: &Block| match block {
        Block::Paragraph(words)
        | Block::Lead(words)
        | Block::Small(words)
        | Block::Quote(words) => 1 + text(words),
        Block::List(list) => list.items.iter().map(text).sum(),
        Block::Table(table) => {
            // Cells share the width: a row is about as high as its words would be beside each other.
            let row = |cells: &[Cell]| cells.iter().map(cell).max().unwrap_or(1) * 2;
            2 + table.rows.iter().map(|one| row(&one.cells)).sum::<usize>()
        }
        Block::KeyValues(all) => 1 + facts(all),
        Block::Entry(Entry { facts: all, .. }) => 3 + facts(all),
        Block::Callout(callout) => 2 + callout.body.iter().map(text).sum::<usize>(),
        Block::Together(inner) => lines(inner),
        // Whatever has a page to itself takes one.
        Block::OnePage(_) => LINES_OF_A_PAGE,
        Block::Contents | Block::Rule | Block::PageBreak => 0,
        Block::Heading(_) | Block::Bar(_) | Block::Gauge(_) | Block::Timeline(_) => 3,
        Block::Meters(meters) => 1 + meters.rows.len(),
        Block::Shares(shares) => 1 + shares.rows.len(),
        Block::HeatMap(map) => 8 + map.rows.len(),
        Block::Steps(_) | Block::ToSign(_) => 9,
    };
    blocks.iter().map(one).sum()
}
