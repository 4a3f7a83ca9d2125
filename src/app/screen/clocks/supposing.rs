//! What if: the same incident with other facts. It is computed like the board itself, and recorded nowhere.

use jiff::civil::Date;

use super::ClockRow;
use crate::domain::clock::rule::ClockId;
use crate::domain::clock::{Board, Clock, Incident, Limit, State};
use crate::domain::day;
use crate::domain::moment::Moment;
use crate::domain::register::RegisterKind;
use crate::domain::value::Value;
use crate::text::many;

/// The fields that may be supposed otherwise: who discovered it when, and how many people it reached.
pub const FIELDS: [&str; 5] =
    ["vendor_discovered", "vendor_told_us", "discovered", "residents", "people"];

/// The days that move together, a day earlier or later at a time.
const DAYS: [&str; 4] = ["vendor_discovered", "vendor_told_us", "discovered", "learned_otherwise"];

/// What is supposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supposing {
    /// Fields as they are typed; nothing takes a field away.
    pub fields: Vec<(&'static str, Option<Value>)>,
    /// By how many days every day of discovery lies later.
    pub days: i64,
}

impl Supposing {
    /// The incident with what is supposed.
    pub fn of<'a>(&self, incident: &Incident<'a>) -> Incident<'a> {
        let typed = incident.supposing(self.fields.iter().cloned());
        let shifted = DAYS.into_iter().filter_map(|name| {
            let at = typed.moment(name)?;
            let moved = Moment { day: by(at.day, self.days)?, ..at };
            Some((name, Some(Value::word(moved.to_string()))))
        });
        let shifted: Vec<_> = shifted.filter(|_| self.days != 0).collect();
        typed.supposing(shifted)
    }

    /// What is supposed in one line: each field that is otherwise than on file.
    pub fn words(&self, on_file: &Incident<'_>) -> String {
        let supposed = self.of(on_file);
        let titled = RegisterKind::Incidents.fields().iter().filter_map(|field| {
            let (was, is) = (on_file.value(field.name), supposed.value(field.name));
            let is = is.map_or_else(|| "not known".to_owned(), |value| field.shown(value));
            (was != supposed.value(field.name)).then(|| format!("{} {is}", field.title))
        });
        let all: Vec<String> = titled.collect();
        if all.is_empty() { "everything as it is on file".to_owned() } else { all.join("; ") }
    }

    /// The same a day earlier or later; nothing where no day of discovery is known, or one of them would lie ahead of today.
    pub fn moved(&self, days: i64, on_file: &Incident<'_>, today: Date) -> Option<Self> {
        let moved = Self { days: self.days.checked_add(days)?, ..self.clone() };
        let supposed = moved.of(on_file);
        let known: Vec<Moment> = DAYS.iter().filter_map(|name| supposed.moment(name)).collect();
        (!known.is_empty() && known.iter().all(|at| at.day <= today)).then_some(moved)
    }
}

/// So many days later, or earlier; nothing beyond the calendar.
fn by(on: Date, days: i64) -> Option<Date> {
    on.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// How a clock moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The clock.
    pub clock: ClockId,
    /// How, in words.
    pub words: String,
    /// The same for a column: of two days, only these.
    pub short: String,
    /// Its row as it is on file, where it is there no more.
    pub gone: ClockRow,
}

/// Every clock that would have another day, begin to run or stop, in the order of the board that is supposed. What neither ran nor would
/// run is left out.
pub fn moves(now: &Board<'_>, then: &Board<'_>) -> Vec<Moved> {
    let mut moves: Vec<Moved> = Vec::new();
    for clock in then.in_order() {
        let before = now.clock(&clock.rule.id);
        if let Some(words) = moved(before, Some(clock)) {
            moves.push(Moved::of(clock, then, words));
        }
    }
    for clock in now.clocks.iter().filter(|clock| then.clock(&clock.rule.id).is_none()) {
        if let Some(words) = moved(Some(clock), None) {
            moves.push(Moved::of(clock, now, words));
        }
    }
    moves
}

impl Moved {
    fn of(clock: &Clock<'_>, board: &Board<'_>, words: String) -> Self {
        let gone = ClockRow::of(clock, board, None);
        let (short, _) = words.split_once(", ").unwrap_or((&words, ""));
        let short = if short.contains('→') { short.to_owned() } else { words.clone() };
        let gone = ClockRow { moved: Some((words.clone(), short.clone())), ..gone };
        Self { clock: clock.rule.id.clone(), words, short, gone }
    }
}

/// Whether somebody has to look at it: it has a day, names none, or was sent.
fn is_told(clock: &Clock<'_>) -> bool {
    !matches!(clock.state, State::Waiting | State::NotRunning)
}

fn moved(now: Option<&Clock<'_>>, then: Option<&Clock<'_>>) -> Option<String> {
    if !now.is_some_and(is_told) && !then.is_some_and(is_told) {
        return None;
    }
    let (was, is) = (now.map(|clock| &clock.limit), then.map(|clock| &clock.limit));
    if was == is {
        let (was, is) = (now?.state, then?.state);
        return (was != is).then(|| format!("{} → {}", was.title(), is.title()));
    }
    let asks = |limit: Option<&Limit>| matches!(limit, Some(Limit::On(_) | Limit::Promptly));
    if !asks(was) && !asks(is) {
        // It was sent all the same, and asks for nothing on either side.
        return None;
    }
    let before = now.map_or_else(|| "no such clock".to_owned(), side);
    Some(match (was, is) {
        (Some(Limit::On(was)), Some(Limit::On(is))) => {
            let days = day::days_between(was.day, is.day);
            let by = match days {
                0 => String::new(),
                days if days > 0 => format!(", {} later", many(days, "day")),
                days => format!(", {} earlier", many(days.abs(), "day")),
            };
            format!("{was} → {is}{by}")
        }
        (None | Some(Limit::Waiting(_) | Limit::NotRunning(_)), Some(_)) => {
            format!(
                "begins to run: {}; was: {before}",
                then.map(Clock::by_when).unwrap_or_default()
            )
        }
        (_, Some(Limit::NotRunning(why))) => format!("stops: {}; was: {before}", why.words()),
        (_, Some(Limit::Waiting(_))) => {
            format!("{}; was: {before}", then.map(Clock::by_when).unwrap_or_default())
        }
        (_, None) => format!("stops: no such clock then; was: {before}"),
        (_, Some(_)) => format!("{before} → {}", then.map(side).unwrap_or_default()),
    })
}

/// A side of a move, in a few words.
fn side(clock: &Clock<'_>) -> String {
    match &clock.limit {
        Limit::On(due) => format!("no later than {due}"),
        Limit::Promptly => "no day named".to_owned(),
        Limit::Waiting(_) => "waiting".to_owned(),
        Limit::NotRunning(_) => "not asked for".to_owned(),
    }
}
