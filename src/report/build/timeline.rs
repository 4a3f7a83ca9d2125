//! The timeline of an incident: what happened and what was sent above the scale of time, last days below it.

use super::incidents::state_mark;
use crate::domain::clock::timeline::{Entry, Kind};
use crate::domain::clock::words::weekday;
use crate::domain::clock::{Board, State};
use crate::report::model::{Block, Heading, Level, Mark, Point, Text, Timeline, Tone};

/// Nothing, where neither a fact has a day nor a clock: a scale of one day says nothing.
pub(super) fn timeline(board: &Board<'_>) -> Vec<Block> {
    let entries = board.timeline();
    let of = |wanted: &[Kind]| -> Vec<Point> {
        entries.iter().filter(|entry| wanted.contains(&entry.kind)).map(point).collect()
    };
    let facts = of(&[Kind::Fact, Kind::Sent]);
    let ends = of(&[Kind::Passed, Kind::LastDay]);
    if facts.is_empty() && ends.is_empty() {
        return Vec::new();
    }
    let no = board.incident.no;
    let today = Point {
        on: board.today,
        when: board.today.to_string().into(),
        mark: None,
        text: Text::new().strong("The day of this report"),
    };
    let caption = "What happened and what was sent, above the scale; last days of notices that are not sent, below it";
    let mut timeline = Timeline { caption: caption.into(), facts, today, ends };
    if timeline.today.on > timeline.span().1 {
        let beyond = std::mem::take(&mut timeline.today.text);
        timeline.today.text = beyond.plain(", later than the scale reaches");
    }
    vec![Heading::new(Level::Three, format!("{no}: in order of time")).into(), timeline.into()]
}

fn point(entry: &Entry) -> Point {
    let mark: Option<Mark> = match entry.kind {
        Kind::Fact | Kind::Today => None,
        Kind::Sent => Some(state_mark(State::Sent)),
        Kind::Passed => Some(state_mark(State::Late)),
        Kind::LastDay => {
            let words = format!("No later than {}", weekday(entry.at));
            Some(Mark::new(State::Running.mark(), words, Tone::Neutral))
        }
    };
    Point {
        on: entry.at.day,
        when: entry.at.to_string().into(),
        mark,
        text: Text::from(entry.what.join("; ")),
    }
}
