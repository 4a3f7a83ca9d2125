//! Clocks: what an incident obliges whom to tell whom, by when, under which rule, counted from which day - and what was sent.
//!
//! One way through: the facts of an [`Incident`] and the [`rule`]s of the bank, joined by those of the vendor's own contract
//! (`contract`), go into [`Board::of`], a pure function; out come [`Clock`]s, each with the [`step`]s by which its day was found. No day
//! is ever guessed: a clock whose start or threshold is not known waits, and says for what.

pub mod calendar;
mod contract;
mod engine;
pub mod grouping;
mod incident;
pub mod moved;
pub mod rule;
pub mod step;
pub mod timeline;
pub mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

pub use self::incident::{Delayed, Exact, Incident, Number};
use self::rule::{ClockId, ClockRule, Owes, Rules, TieKind};
use self::step::{Assumed, Missing, NotRunning, Step};
use super::day;
use super::id::ExhibitId;
use super::moment::Moment;

/// One clock of an incident on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock<'a> {
    /// Its rule.
    pub rule: Cow<'a, ClockRule>,
    /// By when.
    pub limit: Limit,
    /// How that was found, step by step; each follows from the one before.
    pub steps: Vec<Step>,
    /// The notice on which it hangs, where that is asked for.
    pub tied: Option<TiedTo>,
    /// What counts as not freeing us, since it is not recorded (rules, section 15).
    pub assuming: Vec<Assumed>,
    /// The notice that was sent.
    pub sent: Option<Proof>,
    /// How it stands on the day.
    pub state: State,
}

/// The notice on which a clock hangs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TiedTo {
    /// How.
    pub kind: TieKind,
    /// The other clock.
    pub clock: ClockId,
    /// Its name.
    pub title: String,
}

/// By when a notice is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The last good day, or instant.
    On(Moment),
    /// The law names no number: without unreasonable delay.
    Promptly,
    /// The start or a threshold is not known.
    Waiting(Vec<Missing>),
    /// The rule asks for nothing here.
    NotRunning(NotRunning),
}

/// The notice that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// When.
    pub on: Moment,
    /// What shows it, where an exhibit does.
    pub exhibit: Option<ExhibitId>,
}

/// How a clock stands on a day; the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its day has passed and nothing is marked as sent.
    Late,
    /// Its day is to come.
    Running,
    /// No day is named; nothing is marked as sent.
    Promptly,
    /// It waits for a fact.
    Waiting,
    /// Sent after its day.
    SentLate,
    /// Sent in time; where no day is named, sent.
    Sent,
    /// Nothing is asked.
    NotRunning,
}

impl State {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 7] = [
        Self::Late,
        Self::Running,
        Self::Promptly,
        Self::Waiting,
        Self::SentLate,
        Self::Sent,
        Self::NotRunning,
    ];

    /// Whether somebody still has to send something.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Late | Self::Running | Self::Promptly | Self::Waiting)
    }
}

impl Limit {
    /// The last good day, or instant, where there is one.
    pub const fn due(&self) -> Option<Moment> {
        match self {
            Self::On(due) => Some(*due),
            _ => None,
        }
    }
}

impl Clock<'_> {
    /// The last good day, or instant, where there is one.
    pub const fn due(&self) -> Option<Moment> {
        self.limit.due()
    }

    /// The days left on a day; negative once it is late.
    pub fn days_left(&self, today: Date) -> Option<i64> {
        self.due().map(|due| day::days_between(today, due.day))
    }
}

/// How much the vendor's own clause leaves us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaves {
    /// The days from the clause's last day, or from the day on which the vendor told us, to the last day of the shortest law that binds us.
    pub days: i64,
    /// The clock of that law.
    pub against: ClockId,
    /// Its last day.
    pub due: Date,
}

/// The clock of the vendor's notice to us under HIPAA (45 CFR 164.410).
const OUTER: &str = "us.hipaa.vendor";

/// All clocks of an incident on a day.
#[derive(Clone, Debug)]
pub struct Board<'a> {
    /// The day.
    pub today: Date,
    /// The incident.
    pub incident: Incident<'a>,
    /// The rules of which it was made.
    pub rules: &'a Rules,
    /// The clocks in the order of their rules: federal, contract, sectors, states.
    pub clocks: Vec<Clock<'a>>,
}

impl<'a> Board<'a> {
    /// The clocks of an incident on a day.
    pub fn of(incident: Incident<'a>, rules: &'a Rules, today: Date) -> Self {
        let own = contract::rules(&incident);
        let all = rules.clocks.iter().map(Cow::Borrowed).chain(own.into_iter().map(Cow::Owned));
        let clocks = engine::Engine::new(&incident, all.collect(), today).run();
        Self { today, incident, rules, clocks }
    }

    /// The clock of that id.
    pub fn clock(&self, id: &ClockId) -> Option<&Clock<'a>> {
        self.clocks.iter().find(|clock| clock.rule.id == *id)
    }

    /// The clocks as they are to be read: the most pressing state first, within it by day, then in the order of the rules.
    pub fn in_order(&self) -> Vec<&Clock<'a>> {
        let mut clocks: Vec<&Clock<'a>> = self.clocks.iter().collect();
        clocks.sort_by_key(|clock| (clock.state, clock.due()));
        clocks
    }

    /// How many clocks stand so.
    pub fn count(&self, state: State) -> usize {
        self.clocks.iter().filter(|clock| clock.state == state).count()
    }

    /// The next clock that somebody has to meet: late ones too, the earliest day first.
    pub fn next(&self) -> Option<&Clock<'a>> {
        let open = self.clocks.iter().filter(|clock| clock.state.is_open());
        open.filter(|clock| clock.due().is_some()).min_by_key(|clock| clock.due())
    }

    /// Each fact that is not known, with the clocks that wait for it.
    pub fn waiting_for(&self) -> BTreeMap<Missing, Vec<&Clock<'a>>> {
        let mut waiting: BTreeMap<Missing, Vec<&Clock<'a>>> = BTreeMap::new();
        for clock in &self.clocks {
            if let (Limit::Waiting(missing), None) = (&clock.limit, clock.sent) {
                for one in missing {
                    waiting.entry(one.clone()).or_default().push(clock);
                }
            }
        }
        waiting
    }

    /// Each fact that counts as not freeing us, with how many clocks it might free.
    pub fn assuming(&self) -> BTreeMap<&Assumed, usize> {
        let mut assuming = BTreeMap::new();
        let running = self.clocks.iter().filter(|clock| clock.state != State::NotRunning);
        for assumed in running.flat_map(|clock| &clock.assuming) {
            *assuming.entry(assumed).or_default() += 1;
        }
        assuming
    }

    /// How many clocks that run bind us only if our organization is what is not recorded of it.
    pub fn assuming_about_us(&self) -> usize {
        let about_us = |one: &Assumed| matches!(one, Assumed::Organization(_));
        let running = self.clocks.iter().filter(|clock| clock.state != State::NotRunning);
        running.filter(|clock| clock.assuming.iter().any(about_us)).count()
    }

    /// What a notice that the vendor's own clause promises leaves us against the shortest law that binds us; without such a clause, what
    /// the vendor's outer day under HIPAA does.
    pub fn leaves(&self, clock: &Clock<'_>) -> Option<Leaves> {
        let is_promise =
            |one: &Clock<'_>| one.rule.owes == Owes::Vendor && contract::is_own(&one.rule.id);
        let is_outer = clock.rule.id.as_str() == OUTER && !self.clocks.iter().any(is_promise);
        if !is_promise(clock) && !is_outer {
            return None;
        }
        let arrives = clock.sent.map(|sent| sent.on).or_else(|| clock.due())?.day;
        // A day that follows from a notice of our own says nothing of what the vendor left us.
        let is_tied =
            |one: &Clock<'_>| one.steps.iter().any(|step| matches!(step, Step::Tied { .. }));
        let is_law = |one: &&Clock<'_>| {
            one.rule.owes == Owes::Us && !contract::is_own(&one.rule.id) && !is_tied(one)
        };
        let laws = self.clocks.iter().filter(is_law);
        let dated = laws.filter_map(|law| Some((law.due()?.day, law.rule.id.clone())));
        let (due, against) = dated.min()?;
        Some(Leaves { days: day::days_between(arrives, due), against, due })
    }

    /// The business day on which to act where a last day falls on a weekend or holiday and the rule moves nothing.
    pub fn next_business_day(&self, due: Moment) -> Option<Date> {
        let calendar = self.incident.calendar();
        (!calendar.is_business_day(due.day)).then(|| calendar.next(due.day))
    }
}
