//! What if: the boards of the same incident with its facts and with others, side by side - which clocks move, and how.

use super::rule::ClockRule;
use super::{Board, Clock, Limit};
use crate::domain::day;
use crate::domain::moment::Moment;
use crate::text::many;

/// A clock that stands otherwise on the board that is supposed; on one side it may not be there at all.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'c, 'a> {
    /// Its rule.
    pub rule: &'c ClockRule,
    /// As it stands.
    pub now: Option<&'c Clock<'a>>,
    /// As it would.
    pub then: Option<&'c Clock<'a>>,
}

/// How a clock moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// From one last good day, or instant, to another.
    Day {
        /// As it is.
        was: Moment,
        /// As it would be.
        is: Moment,
    },
    /// It did not run, and would.
    Begins,
    /// It runs, and would not be asked for.
    Stops,
    /// It runs, and would wait for a fact.
    Waits,
    /// A day is named on one side, and on the other only that it be sent without unreasonable delay.
    Names,
    /// By the same day it would stand otherwise: in time instead of late.
    Stands,
    /// It neither runs nor would: it only waits for other facts, or is asked for no more.
    Idle,
}

/// Every clock that stands otherwise, in the order in which the board that is supposed is read; those that are gone from it come last.
/// That nothing is asked for another reason moves nothing.
pub fn moves<'c, 'a>(now: &'c Board<'a>, then: &'c Board<'a>) -> Vec<Moved<'c, 'a>> {
    let stand = then.in_order().into_iter().map(|clock| Moved {
        rule: &clock.rule,
        now: now.clock(&clock.rule.id),
        then: Some(clock),
    });
    let gone = now.clocks.iter().filter(|clock| then.clock(&clock.rule.id).is_none());
    let gone = gone.map(|clock| Moved { rule: &clock.rule, now: Some(clock), then: None });
    stand.chain(gone).filter(Moved::is_moved).collect()
}

impl Moved<'_, '_> {
    fn is_moved(&self) -> bool {
        if !is_asked(self.now) && !is_asked(self.then) {
            return false;
        }
        let stands =
            |clock: Option<&Clock<'_>>| clock.map(|clock| (clock.limit.clone(), clock.state));
        stands(self.now) != stands(self.then)
    }

    /// How it moves.
    pub fn how(&self) -> How {
        let limits = (self.now.map(|clock| &clock.limit), self.then.map(|clock| &clock.limit));
        match limits {
            (was, is) if was == is => How::Stands,
            (Some(Limit::On(was)), Some(Limit::On(is))) => How::Day { was: *was, is: *is },
            _ => match (runs(self.now), runs(self.then)) {
                (false, false) => How::Idle,
                (false, true) => How::Begins,
                (true, true) => How::Names,
                (true, false) if waits(self.then) => How::Waits,
                (true, false) => How::Stops,
            },
        }
    }

    /// Whether it waits for a fact, and was not asked for before.
    pub fn begins_to_wait(&self) -> bool {
        waits(self.then) && !waits(self.now)
    }

    /// How many days later its last day would be; fewer than none where it would be earlier, nothing where a side names none.
    pub fn days(&self) -> Option<i64> {
        Some(day::days_between(self.now?.due()?.day, self.then?.due()?.day))
    }

    /// The same in words: "3 days later"; nothing where its day stays.
    pub fn later(&self) -> Option<String> {
        match self.days()? {
            0 => None,
            days if days > 0 => Some(format!("{} later", many(days, "day"))),
            days => Some(format!("{} earlier", many(days.saturating_abs(), "day"))),
        }
    }

    /// How it moves, in a word or two, where both sides are told beside it.
    pub fn in_brief(&self) -> Option<String> {
        match self.how() {
            How::Day { .. } => self.later(),
            How::Begins => Some("begins to run".to_owned()),
            How::Stops => Some("stops".to_owned()),
            How::Waits => Some("stops, and waits for a fact".to_owned()),
            How::Names | How::Stands | How::Idle => None,
        }
    }

    /// How it moves, both sides in one line.
    pub fn words(&self) -> String {
        let by_when = || self.then.map(Clock::by_when).unwrap_or_default();
        let (before, after) = (side(self.now), side(self.then));
        match self.how() {
            How::Day { .. } => {
                let later = self.later().map(|later| format!(", {later}"));
                format!("{}{}", self.column(), later.unwrap_or_default())
            }
            How::Begins => format!("begins to run: {}; was: {before}", by_when()),
            How::Stops => {
                let why = match self.then.map(|clock| &clock.limit) {
                    Some(Limit::NotRunning(why)) => why.words(),
                    _ => "no such clock then".to_owned(),
                };
                format!("stops: {why}; was: {before}")
            }
            How::Waits => format!("{}; was: {before}", by_when()),
            How::Stands => {
                let title =
                    |clock: Option<&Clock<'_>>| clock.map_or("", |clock| clock.state.title());
                format!("{} → {}", title(self.now), title(self.then))
            }
            How::Names | How::Idle => format!("{before} → {after}"),
        }
    }

    /// The same for a column: of two days, only these.
    pub fn column(&self) -> String {
        match self.how() {
            How::Day { was, is } => format!("{was} → {is}"),
            _ => self.words(),
        }
    }
}

/// A side of a move, in a few words.
fn side(clock: Option<&Clock<'_>>) -> String {
    let Some(clock) = clock else { return "no such clock".to_owned() };
    match &clock.limit {
        Limit::On(last) => format!("no later than {last}"),
        Limit::Promptly => "no day named".to_owned(),
        Limit::Waiting(_) => "waiting".to_owned(),
        Limit::NotRunning(_) => "not asked for".to_owned(),
    }
}

/// Whether the rule asks for a notice here, as far as is known.
fn is_asked(clock: Option<&Clock<'_>>) -> bool {
    clock.is_some_and(|clock| !matches!(clock.limit, Limit::NotRunning(_)))
}

/// Whether its notice is asked for by now: it has a day, or names none.
fn runs(clock: Option<&Clock<'_>>) -> bool {
    clock.is_some_and(|clock| matches!(clock.limit, Limit::On(_) | Limit::Promptly))
}

fn waits(clock: Option<&Clock<'_>>) -> bool {
    clock.is_some_and(|clock| matches!(clock.limit, Limit::Waiting(_)))
}
