//! What if: the same incident with other facts. It is computed like the board itself, and recorded nowhere.

use jiff::civil::Date;

use super::ClockRow;
use crate::domain::clock::moved::How;
use crate::domain::clock::rule::ClockId;
use crate::domain::clock::{self, Board, Incident};
use crate::domain::moment::Moment;
use crate::domain::register::RegisterKind;
use crate::domain::value::Value;

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
    let moves = clock::moved::moves(now, then).into_iter().filter(|one| one.how() != How::Idle);
    moves.filter_map(|one| Moved::of(&one, now, then)).collect()
}

impl Moved {
    fn of(one: &clock::moved::Moved<'_, '_>, now: &Board<'_>, then: &Board<'_>) -> Option<Self> {
        let (words, short) = (one.words(), one.column());
        let row = match (one.then, one.now) {
            (Some(clock), _) => ClockRow::of(clock, then, None),
            (None, clock) => ClockRow::of(clock?, now, None),
        };
        let gone = ClockRow { moved: Some((words.clone(), short.clone())), ..row };
        Some(Self { clock: one.rule.id.clone(), words, short, gone })
    }
}
