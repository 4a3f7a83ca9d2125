//! The change report: what moved between two sides of the record, from what to what, and why; the figures of both.

use std::collections::BTreeSet;

use super::phrases::{cited, counted, exhibit_anchor, record_anchor, stand_anchor, standing_mark};
use super::{Matter, left_out};
use crate::domain::as_of::AsOf;
use crate::domain::comparison::{
    Cause, Comparison, ExhibitNews, Figures, GapNews, Move, ungrouped_and_grouped,
};
use crate::domain::event::Class;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::reporting::Kind;
use crate::domain::standing::{Stand, Standings};
use crate::report::model::{
    Block, Cell, Column, Entry, Fact, Heading, Level, Mark, Report, Row, Table, Text, Tone,
};

/// The most events that are named one by one as a cause.
const NAMED_EVENTS: usize = 6;

/// The questions that moved, as they stand on the later side.
pub(super) fn moved<'s, 'a>(
    moved: &Comparison,
    standings: &'s Standings<'a>,
) -> Vec<&'s Stand<'a>> {
    moved.moves.iter().filter_map(|one| standings.about(one.subject, &one.question)).collect()
}

impl Matter<'_, '_> {
    /// The exhibits that the report names: those that moved, and those that show what moved.
    pub(super) fn exhibits_that_moved(&self, moved: &Comparison) -> BTreeSet<ExhibitNo> {
        let of_moves = moved.exhibits.iter().filter_map(|one| ExhibitNo::read(&one.exhibit));
        of_moves.chain(self.shown_with_questions()).collect()
    }

    pub(super) fn frame_of_changes(&self, moved: &Comparison, since: AsOf) -> Report {
        let facts = vec![
            Fact::new("From", self.earlier(moved, since)),
            Fact::new("To", self.later(moved)),
            Fact::new("Moved", counted(moved.moves.len(), "question", "questions")),
        ];
        let changes = Kind::Changes { since, until: None };
        self.frame_of(changes, &format!(", since {}", moved.then.day), facts)
    }

    /// The earlier side in words: a day, an event, or the moment before a reassessment was opened.
    fn earlier(&self, moved: &Comparison, since: AsOf) -> String {
        let AsOf::Event(number) = since else { return format!("the end of {}", moved.then.day) };
        let opened = |seq: u64| seq.checked_sub(1) == Some(number);
        let cycle = self.source.dossier.cycles.iter().find(|one| opened(one.opened_seq));
        match cycle {
            Some(cycle) => format!(
                "before the reassessment {} was opened, event {number} of {}",
                cycle.name, moved.then.day
            ),
            None => format!("event {number} of {}", moved.then.day),
        }
    }

    fn later(&self, moved: &Comparison) -> String {
        match self.source.past {
            Some(_) => self.as_of_in_brief(),
            None => moved.now.day.to_string(),
        }
    }

    /// The figures of both sides, and what did not move.
    pub(super) fn both_sides(&self, moved: &Comparison, since: AsOf) -> Vec<Block> {
        let (from, to) = (self.earlier(moved, since), self.later(moved));
        let questions = counted(moved.moves.len(), "question", "questions");
        vec![
            Block::PageBreak,
            Heading::new(Level::One, "Both sides").into(),
            Block::Lead(format!("{questions} moved between {from} and {to}.").into()),
            self.figures_of(&moved.then, &moved.now).into(),
            Text::from(self.unmoved(moved)).into(),
            Text::from(self.recorded_between(moved)).into(),
        ]
    }

    fn figures_of(&self, then: &Figures, now: &Figures) -> Table {
        let columns = vec![
            Column::share("Figure", 2),
            Column::share(then.day.to_string(), 3),
            Column::share(now.day.to_string(), 3),
        ];
        let mut table = Table::new("The figures of both sides", columns, "");
        let mut row = |label: &str, of: fn(&Figures) -> String| {
            table.push([Cell::from(label), Cell::from(of(then)), Cell::from(of(now))]);
        };
        row("Readiness", |one| one.readiness.whole.to_string());
        row("Critical gaps", |one| one.critical_gaps.to_string());
        // How many gaps there are is for the building; what readiness may not be shown without is not (rules R20 and section 16).
        if self.is_internal() {
            row("Gaps", |one| one.gaps.to_string());
        }
        row("Exhibits", |one| one.exhibits.to_string());
        row("Questionnaire", |one| one.questionnaire.clone());
        table
    }

    fn unmoved(&self, moved: &Comparison) -> String {
        let asked: Vec<&Stand<'_>> =
            self.standings.all().filter(|stand| stand.asked.is_asked()).collect();
        let stays = |stand: &&Stand<'_>| {
            let same = |one: &Move| {
                one.subject == stand.subject && stand.question.is_called(one.question.as_str())
            };
            !moved.moves.iter().any(same)
        };
        let (all, same) = (asked.len(), asked.into_iter().filter(stays).count());
        format!(
            "{same} of the {} asked on the later side, by whichever questionnaire, {} as before.",
            counted(all, "question", "questions"),
            if same == 1 { "stands" } else { "stand" }
        )
    }

    /// What was recorded between the two, without what only looks after the record: writing this report twice says the same (rule R26).
    fn recorded_between(&self, moved: &Comparison) -> String {
        let events = &self.source.dossier.events;
        let content = events.iter().filter(|event| {
            event.change.class() == Class::Content && moved.recorded.contains(&event.seq)
        });
        let numbers: Vec<u64> = content.map(|event| event.seq).collect();
        match numbers.as_slice() {
            [] => "Nothing was recorded about the vendor between the two.".to_owned(),
            [one] => format!("One event of content was recorded between the two, No. {one}."),
            [first, .., last] => format!(
                "{} events of content were recorded between the two, from No. {first} to No. {last}.",
                numbers.len()
            ),
        }
    }

    /// What moved, what matters most first.
    pub(super) fn what_moved(&self, moved: &Comparison) -> Vec<Block> {
        let heading: Block = Heading::new(Level::One, "What moved").into();
        if moved.moves.is_empty() {
            let words = "No question stands otherwise.";
            return vec![Block::Together(vec![heading, Text::from(words).into()])];
        }
        let (told, unanswered) = ungrouped_and_grouped(&moved.moves);
        let mut opening = vec![
            heading,
            Block::Small(
                "What matters most comes first. Each says from what to what it moved, and why: by which events, through time, through the \
                 questions, or through our own record."
                    .into(),
            ),
        ];
        let mut entries = told.into_iter().map(|one| Block::from(self.moved(one)));
        opening.extend(entries.next());
        let mut blocks: Vec<Block> =
            std::iter::once(Block::Together(opening)).chain(entries).collect();
        if !unanswered.is_empty() {
            blocks.push(Heading::new(Level::Two, "Asked otherwise, and never answered").into());
            blocks.push(self.never_answered(&unanswered).into());
        }
        blocks
    }

    fn moved(&self, one: &Move) -> Entry {
        let stand = self.standings.about(one.subject, &one.question);
        let mut entry = Entry::new(one.name(), one.title.as_str());
        entry = match stand.filter(|stand| stand.asked.is_asked()) {
            Some(stand) => entry.marked(standing_mark(stand.standing)),
            None => entry.marked(Mark::new(' ', "Not asked", Tone::Aside)),
        };
        entry = entry.anchored(match stand {
            Some(stand) => stand_anchor(stand),
            None => super::phrases::question_anchor(&one.name()),
        });
        let mut news = Text::new().strong(one.news.title());
        if self.is_internal() && !one.gap_words().is_empty() {
            news = news.plain(format!("; {}", one.gap_words()));
        }
        if !one.in_figures {
            news = news.quiet(" (in no figure above)");
        }
        let (was, is) = one.sides();
        entry = entry.fact("What is new", news);
        entry = if was == is {
            entry.fact("Stands", format!("{is}, as before"))
        } else {
            entry.fact("Was", was).fact("Is", is)
        };
        let why = one.why.iter().map(|cause| Text::from(self.cause(cause)));
        entry = entry.fact("Why", Cell::paragraphs(why));
        match stand {
            Some(stand) if !stand.exhibits.is_empty() => {
                entry.fact("Exhibits", Cell::paragraphs(stand.exhibits.iter().map(cited)))
            }
            _ => entry,
        }
    }

    fn cause(&self, cause: &Cause) -> String {
        let Cause::Events { numbers } = cause else {
            return crate::text::capitalized(&cause.to_string());
        };
        let event =
            |number: &u64| self.source.dossier.events.iter().find(|event| event.seq == *number);
        // One day and one person are said once for all their events in a row.
        let mut runs: Vec<(String, Vec<String>)> = Vec::new();
        for event in numbers.iter().take(NAMED_EVENTS).filter_map(event) {
            let of = self.day_and_person(event);
            match runs.last_mut().filter(|(last, _)| *last == of) {
                Some((_, run)) => run.push(event.seq.to_string()),
                None => runs.push((of, vec![event.seq.to_string()])),
            }
        }
        let named = runs.into_iter().map(|(of, run)| {
            let events = if run.len() == 1 { "event" } else { "events" };
            format!("{events} {} {of}", run.join(", "))
        });
        let named = named.collect::<Vec<_>>().join("; ");
        let more = numbers.len().saturating_sub(NAMED_EVENTS);
        let last = numbers.last().filter(|_| more > 0);
        let more =
            last.map_or_else(String::new, |last| format!("; and {more} more, up to event {last}"));
        format!("Recorded: {named}{more}")
    }

    /// Questions that nobody answered, by what is new and why.
    fn never_answered(&self, groups: &[(&Move, Vec<String>)]) -> Table {
        let columns = vec![
            Column::fit("What is new"),
            Column::share("Questions", 4),
            Column::share("Why", 3),
        ];
        let mut table = Table::new("Asked otherwise, and never answered", columns, "");
        for (first, ids) in groups {
            let why = first.why.iter().map(|cause| Text::from(self.cause(cause)));
            table.push([
                Cell::from(first.news.title()),
                Cell::from(ids.join(", ")),
                Cell::paragraphs(why),
            ]);
        }
        table
    }

    /// What became of gaps stays in the building; the produced edition says of how many.
    pub(super) fn gap_news_left_out(&self, moved: &Comparison) -> Vec<Block> {
        if self.is_internal() {
            return Vec::new();
        }
        let gaps = moved.moves.iter().filter(|one| one.gap != GapNews::Same).count();
        left_out::section("These are not in it", [("What became of a question's gap", gaps)])
    }
}

/// What became of exhibits and records.
pub(super) fn things_that_moved(moved: &Comparison) -> Vec<Block> {
    let columns = vec![
        Column::fit("No."),
        Column::share("What", 3),
        Column::share("What became of it", 3),
        Column::fit("Events"),
    ];
    let none = "No exhibit and no record of a register changed.";
    let mut table = Table::new("Exhibits and records that changed", columns, none);
    let numbers = |events: &[u64]| events.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    for one in &moved.exhibits {
        let news: Vec<String> = one.news.iter().map(ExhibitNews::words).collect();
        let no = match ExhibitNo::read(&one.exhibit) {
            Some(no) => Text::new().link(one.exhibit.as_str(), exhibit_anchor(no)),
            None => Text::from(one.exhibit.as_str()),
        };
        table.push([
            Cell::from(no),
            Cell::from(one.title.as_str()),
            Cell::from(news.join(", ")),
            Cell::from(numbers(&one.recorded)),
        ]);
    }
    for one in &moved.records {
        let row = Row::new([
            Cell::from(one.record.as_str()),
            Cell::from(one.label.as_str()),
            Cell::from(one.news.words()),
            Cell::from(numbers(&one.recorded)),
        ]);
        table.push(match one.record.parse() {
            Ok(no) => row.anchored(record_anchor(no)),
            Err(_) => row,
        });
    }
    let heading = Heading::new(Level::One, "Exhibits and records").into();
    vec![Block::Together(vec![heading]), table.into()]
}
