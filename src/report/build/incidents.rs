//! Incidents: what is recorded of each and what is not, the four factors of its risk assessment, and then its clocks.

use super::derivations::how_each_day_was_found;
use super::phrases::{clipped, exhibit_text, record_link};
use super::timeline::timeline;
use super::{Matter, Source};
use crate::domain::clock::words::{NOT_LEGAL_ADVICE, weekday};
use crate::domain::clock::{Board, Clock, Incident, State};
use crate::domain::register::{Record, RegisterKind};
use crate::report::model::{
    Anchor, Block, Cell, Fact, Heading, Level, List, ListKind, Mark, Text, Tone,
};
use crate::text::many;

/// The four factors of 45 CFR 164.402 breach (2), and what they come to.
const ASSESSMENT: [&str; 6] =
    ["risk_data", "risk_person", "risk_acquired", "risk_mitigated", "risk_outcome", "risk_on"];

/// So much of what happened stands in a heading; the whole stands with the facts.
const HEADING: usize = 60;

/// The place of an incident's part of the report.
pub(super) fn incident_anchor(record: &Record) -> Anchor {
    Anchor::new(format!("incident-{}", record.no))
}

/// The mark of a clock's state: sign, word and color.
pub(super) fn state_mark(state: State) -> Mark {
    let tone = match state {
        State::Late => Tone::Critical,
        State::Running => Tone::Neutral,
        State::Promptly => Tone::Stale,
        State::Waiting => Tone::Unknown,
        State::SentLate => Tone::Part,
        State::Sent => Tone::Documented,
        State::NotRunning => Tone::Aside,
    };
    Mark::new(state.mark(), state.title(), tone)
}

impl Matter<'_, '_> {
    /// The boards of all incidents that were not set aside.
    pub(super) fn boards(source: Source<'_>) -> Vec<Board<'_>> {
        let Source { dossier, organization, bank, day, .. } = source;
        let incidents = dossier.registers.of(RegisterKind::Incidents);
        let standing = incidents.filter(|record| record.set_aside().is_none());
        standing
            .map(|record| Board::of(Incident::of(record, dossier, organization), &bank.clocks, day))
            .collect()
    }

    /// All incidents; nothing, where none is recorded: the register says so.
    pub(super) fn incidents(&self) -> Vec<Block> {
        let registers = &self.source.dossier.registers;
        let (aside, standing): (Vec<&Record>, Vec<&Record>) =
            registers.of(RegisterKind::Incidents).partition(|record| record.set_aside().is_some());
        if aside.is_empty() && standing.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![
            Block::PageBreak,
            Heading::new(Level::One, "Incidents and their clocks")
                .anchored(Anchor::new("incidents"))
                .into(),
            Text::from(
                "What is recorded of each incident, who has to be told by when under which rule, how that day was found, and which notices \
                 were sent. Days are counted from the facts on file; a fact that is not on file counts as freeing nobody. ",
            )
            .strong(NOT_LEGAL_ADVICE)
            .into(),
        ];
        blocks.extend(set_aside(&aside));
        for board in &self.boards {
            if let Some(record) = registers.get(board.incident.id) {
                blocks.extend(self.incident(record, board));
            }
        }
        blocks
    }

    fn incident(&self, record: &Record, board: &Board<'_>) -> Vec<Block> {
        let what = clipped(&record.label(), HEADING);
        let heading = Heading::new(Level::Two, format!("{}: {what}", record.no))
            .anchored(incident_anchor(record));
        let mut blocks = vec![heading.into(), Block::Lead(in_brief(board))];
        blocks.push(Block::KeyValues(self.facts_of(record)));
        blocks.push(Block::Small(not_recorded(record)));
        blocks.push(Block::Together(risk_assessment(record, board)));
        blocks.push(Block::Together(timeline(board)));
        blocks.extend(self.clocks(board));
        blocks.extend(how_each_day_was_found(board));
        blocks
    }

    /// The fields that are recorded, what is not known among them, but for the risk assessment.
    fn facts_of(&self, record: &Record) -> Vec<Fact> {
        let fields = RegisterKind::Incidents.fields().iter();
        let recorded =
            fields.filter(|field| !ASSESSMENT.contains(&field.name)).filter_map(|field| {
                let shown = record.shown(field.name)?;
                Some(Fact::new(field.title, Text::note(&shown)))
            });
        let mut facts: Vec<Fact> = recorded.collect();
        let exhibits = self.resting_on(record).into_iter().map(exhibit_text);
        let exhibits: Vec<Text> = exhibits.collect();
        facts.push(Fact::new(
            "Exhibits",
            if exhibits.is_empty() {
                Text::new().quiet("None").into()
            } else {
                Cell::paragraphs(exhibits)
            },
        ));
        facts.push(Fact::new("Recorded", self.written(record)));
        facts
    }
}

/// How many clocks stand how, and which is next.
fn in_brief(board: &Board<'_>) -> Text {
    let mut text = Text::from("Notices: ");
    text = match clocks_in_words(std::slice::from_ref(board)) {
        Some(words) => text.strong(words),
        None => text.strong("none is asked for"),
    };
    let next = board.next().filter(|next| next.state == State::Running);
    if let Some((next, due)) = next.and_then(|next| Some((next, next.due()?))) {
        let title = &next.rule.title;
        text = text.plain(format!(". The next: no later than {} ({title})", weekday(due)));
    }
    text.plain(".")
}

/// The facts of an incident that are nowhere on file, by name.
fn not_recorded(record: &Record) -> Text {
    let fields = RegisterKind::Incidents.fields().iter();
    let missing = fields.filter(|field| {
        let named =
            !ASSESSMENT.contains(&field.name) && !matches!(field.name, "note" | "set_aside");
        named && record.value(field.name).is_none()
    });
    let missing: Vec<&str> = missing.map(|field| field.title).collect();
    if missing.is_empty() {
        return Text::from("Every fact of the form is recorded.");
    }
    Text::new().strong("Not recorded: ").plain(format!("{}.", missing.join("; ")))
}

fn risk_assessment(record: &Record, board: &Board<'_>) -> Vec<Block> {
    let heading =
        Heading::new(Level::Three, format!("{}: risk assessment in four factors", record.no));
    let facts =
        ASSESSMENT.iter().filter_map(|name| RegisterKind::Incidents.field(name)).map(|field| {
            let title = field.title.strip_prefix("Risk: ").unwrap_or(field.title);
            let said = record.shown(field.name).map(|shown| Text::note(&shown));
            Fact::new(title, said.unwrap_or_else(|| Text::new().quiet("Not recorded")))
        });
    let counts = match (board.incident.assessed(), record.word("risk_outcome")) {
        (Some(_), _) => "The clocks below count with this outcome.",
        (None, Some(_)) => {
            "A low probability needs a reason for each of the four factors. One is missing, so that the clocks below count it as a breach."
        }
        (None, None) => {
            "Without an outcome it is presumed to be a breach (45 CFR 164.402 breach (2)), and the clocks below count it as one."
        }
    };
    vec![heading.into(), Block::KeyValues(facts.collect()), Block::Small(counts.into())]
}

fn set_aside(aside: &[&Record]) -> Vec<Block> {
    if aside.is_empty() {
        return Vec::new();
    }
    let item = |record: &&Record| {
        let reason = record.set_aside().unwrap_or_default().trim_end_matches('.');
        record_link(Text::new(), record.no)
            .plain(format!(" {}: ", record.label()))
            .quiet("set aside, as it was recorded by mistake: ")
            .plain(format!("{reason}."))
    };
    vec![List { kind: ListKind::Bulleted, items: aside.iter().map(item).collect() }.into()]
}

/// How many clocks stand how, the most pressing first: "2 late, 5 running, 3 sent in time". Only where a day is named can a notice be said
/// to have been in time.
pub(super) fn clocks_in_words(boards: &[Board<'_>]) -> Option<String> {
    let clocks = || boards.iter().flat_map(|board| &board.clocks);
    let mut said = Vec::new();
    let mut say = |count: usize, words: &str| {
        if count > 0 {
            said.push(format!("{count} {words}"));
        }
    };
    for state in State::ALL {
        let count = clocks().filter(|clock| clock.state == state).count();
        match state {
            State::Late => say(count, "late"),
            State::Running => say(count, "running"),
            State::Promptly => say(count, "without a day in the law"),
            State::Waiting if count == 1 => say(count, "waits for a fact"),
            State::Waiting => say(count, "wait for a fact"),
            State::SentLate => say(count, "sent late"),
            State::Sent => {
                let in_time =
                    clocks().filter(|clock| clock.state == state && clock.due().is_some());
                let in_time = in_time.count();
                say(in_time, "sent in time");
                say(count - in_time, "sent where no day is named");
            }
            State::NotRunning => {}
        }
    }
    (!said.is_empty()).then(|| said.join(", "))
}

/// The incidents by number: "IC-01", "IC-01 and IC-02".
pub(super) fn named(boards: &[Board<'_>]) -> String {
    let numbers: Vec<String> = boards.iter().map(|board| board.incident.no.to_string()).collect();
    match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => numbers.concat(),
    }
}

/// How far away the last day of a clock is on the day of the board; nothing, where nobody waits for it.
pub(super) fn days_left(board: &Board<'_>, clock: &Clock<'_>) -> Option<String> {
    let left = clock.days_left(board.today)?;
    Some(match (clock.state, left) {
        (State::Late, left) => format!("by {}", many(left.saturating_neg(), "day")),
        (State::Running, 0) => "this is the last day".to_owned(),
        (State::Running, left) => format!("{} left", many(left, "day")),
        _ => return None,
    })
}
