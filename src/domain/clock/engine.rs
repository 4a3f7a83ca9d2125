//! Rules and facts to clocks. Pure; a rule that hangs on another is computed after it, whatever the order. Whether a rule asks for anything
//! stands in `conditions`.

mod conditions;

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;

use self::conditions::People;
use super::calendar::Calendar;
use super::incident::{Delayed, Incident};
use super::rule::{Cap, ClockId, ClockRule, Count, Delay, Start, Tie, TieKind, Weekend};
use super::step::{Assumed, Missing, NotRunning, Step, TiedBy};
use super::{Clock, Limit, Proof, State, TiedTo, contract};
use crate::domain::day;
use crate::domain::moment::Moment;
use crate::domain::question::Basis;

/// Computes the clocks of one incident.
pub(super) struct Engine<'i, 'a> {
    incident: &'i Incident<'a>,
    calendar: Calendar,
    /// The people of the incident, counted once: two hundred rules ask for them.
    people: People,
    today: Date,
    places: HashMap<ClockId, usize>,
    rules: Vec<Cow<'a, ClockRule>>,
    done: Vec<Progress<'a>>,
}

/// How far a clock is computed.
enum Progress<'a> {
    Open,
    /// Being computed: whoever hangs on it then hangs on itself, and the tie counts for nothing.
    Begun,
    Done(Box<Clock<'a>>),
}

/// What is known of a clock while it is computed.
#[derive(Default)]
struct Found {
    steps: Vec<Step>,
    tied: Option<TiedTo>,
    assuming: Vec<Assumed>,
}

/// What the clock on which another hangs amounts to.
enum Tied {
    On(Moment, TiedBy),
    /// It names no day, or its day has passed unsent: nothing can be counted from it yet.
    NoDay,
    Waiting(Vec<Missing>),
    NotRunning,
}

impl<'i, 'a> Engine<'i, 'a> {
    pub(super) fn new(
        incident: &'i Incident<'a>,
        rules: Vec<Cow<'a, ClockRule>>,
        today: Date,
    ) -> Self {
        let places = rules.iter().enumerate().map(|(place, rule)| (rule.id.clone(), place));
        let places = places.collect();
        let done = rules.iter().map(|_| Progress::Open).collect();
        let (calendar, people) = (incident.calendar(), People::of(incident));
        Self { incident, calendar, people, today, places, rules, done }
    }

    pub(super) fn run(mut self) -> Vec<Clock<'a>> {
        for place in 0..self.rules.len() {
            self.compute(place);
        }
        let done = self.done.into_iter();
        done.filter_map(|one| if let Progress::Done(clock) = one { Some(*clock) } else { None })
            .collect()
    }

    fn compute(&mut self, place: usize) {
        let Some(rule) = self.rules.get(place).cloned() else { return };
        if !matches!(self.done.get(place), Some(Progress::Open)) {
            return;
        }
        self.mark(place, Progress::Begun);
        let mut found = Found::default();
        let limit = match self.runs(&rule, &mut found) {
            Ok(missing) => self.limit(&rule, missing, &mut found),
            Err(why) => Limit::NotRunning(why),
        };
        let limit = match limit {
            Limit::NotRunning(why) => Limit::NotRunning(why),
            // What is only proposed binds nobody, and nobody is late by it.
            limit if rule.basis == Basis::Proposed => {
                Limit::NotRunning(NotRunning::Proposed(limit.due()))
            }
            limit => limit,
        };
        let sent = self.proof(&rule, &limit);
        let state = self.state(&limit, sent);
        let Found { steps, tied, assuming } = found;
        self.mark(
            place,
            Progress::Done(Box::new(Clock { rule, limit, steps, tied, assuming, sent, state })),
        );
    }

    fn mark(&mut self, place: usize, progress: Progress<'a>) {
        if let Some(slot) = self.done.get_mut(place) {
            *slot = progress;
        }
    }

    /// By when, once it is known that the rule asks for something.
    fn limit(&mut self, rule: &ClockRule, mut missing: Vec<Missing>, found: &mut Found) -> Limit {
        let tied = rule.tied.as_ref().map(|tie| (tie, self.tied(tie)));
        if let Some((Tie { kind: TieKind::After, .. }, (_, Tied::NotRunning))) = &tied {
            return Limit::NotRunning(NotRunning::NotTied);
        }
        let own = self.own_day(rule, found).unwrap_or_else(|start| {
            missing.push(start);
            None
        });
        let due = match tied {
            None => own,
            Some((tie, (clock, tied))) => self.tied_day(tie, clock, tied, own, found, &mut missing),
        };
        if !missing.is_empty() {
            missing.sort();
            missing.dedup();
            found.steps.clear();
            return Limit::Waiting(missing);
        }
        match due {
            None => Limit::Promptly,
            Some(due) => Limit::On(self.moved(rule, self.delayed(rule, due, found), found)),
        }
    }

    /// The day of the rule's own count; nothing, where it has none.
    fn own_day(&self, rule: &ClockRule, found: &mut Found) -> Result<Option<Moment>, Missing> {
        // A rule without a count names no day of its own, so that its start holds nothing back.
        let Some(count) = rule.within else { return Ok(None) };
        let (at, field) = self.incident.start(rule.start).ok_or(Missing::Start(rule.start))?;
        found.steps.push(Step::Starts { start: rule.start, field, at });
        self.assume_of_start(rule, field, at, found);
        let gives = self.add(at, count);
        let passed = match count {
            Count::BusinessDays(_) => self.calendar.passed(at.day, gives.day),
            _ => Vec::new(),
        };
        found.steps.push(Step::Adds { from: at, count, passed, gives });
        Ok(Some(self.capped(rule.cap.as_ref(), at, gives, found)))
    }

    fn assume_of_start(&self, rule: &ClockRule, field: &str, at: Moment, found: &mut Found) {
        let incident = self.incident;
        if rule.start == Start::OurDiscovery {
            if field == "vendor_discovered" && incident.word("agent").is_none() {
                found.assume(Assumed::Agent);
            }
            let public = matches!(incident.word("learned_from"), None | Some("press" | "filing"));
            if field == "learned_otherwise" && public {
                found.assume(Assumed::Judgment);
            }
        }
        if matches!(rule.within, Some(Count::Hours(_))) && at.time.is_none() {
            found.assume(Assumed::NoTime);
        }
        if contract::has_undefined_start(self.incident, &rule.id) {
            found.assume(Assumed::UndefinedStart);
        }
    }

    /// A second limit binds where the clock's own start lies before its end.
    fn capped(&self, cap: Option<&Cap>, at: Moment, own: Moment, found: &mut Found) -> Moment {
        let Some(cap) = cap else { return own };
        let Some((from, _)) = self.incident.start(cap.start) else { return own };
        let end = self.add(from, cap.within);
        if at > end || own <= end {
            return own;
        }
        found.steps.push(Step::Capped { cap: cap.clone(), from, gives: end });
        end
    }

    /// The first of the clocks of a tie that runs, with what it amounts to.
    fn tied(&mut self, tie: &Tie) -> (Option<ClockId>, Tied) {
        let mut waiting = None;
        for id in &tie.clocks {
            let Some(place) = self.places.get(id).copied() else { continue };
            self.compute(place);
            let Some(Progress::Done(clock)) = self.done.get(place) else { continue };
            let sent = clock.sent.map(|sent| sent.on);
            match (&clock.limit, sent) {
                (_, Some(sent)) if tie.kind == TieKind::After => {
                    return (Some(id.clone()), Tied::On(sent, TiedBy::Sent));
                }
                (Limit::On(due), Some(sent)) if sent < *due => {
                    return (Some(id.clone()), Tied::On(sent, TiedBy::Sent));
                }
                // Once its last day has passed unsent, nothing follows from that day any more.
                (Limit::On(due), None) if tie.kind == TieKind::After && self.today > due.day => {
                    return (Some(id.clone()), Tied::NoDay);
                }
                (Limit::On(due), _) => {
                    return (Some(id.clone()), Tied::On(*due, TiedBy::LastDay));
                }
                (Limit::Promptly, Some(sent)) => {
                    return (Some(id.clone()), Tied::On(sent, TiedBy::Sent));
                }
                (Limit::Promptly, None) => return (Some(id.clone()), Tied::NoDay),
                (Limit::Waiting(missing), _) => {
                    waiting.get_or_insert_with(|| (id.clone(), missing.clone()));
                }
                (Limit::NotRunning(_), _) => {}
            }
        }
        match waiting {
            Some((id, missing)) => (Some(id), Tied::Waiting(missing)),
            None => (None, Tied::NotRunning),
        }
    }

    /// The day that follows from the notice on which a clock hangs, and from its own.
    fn tied_day(
        &self,
        tie: &Tie,
        clock: Option<ClockId>,
        tied: Tied,
        own: Option<Moment>,
        found: &mut Found,
        missing: &mut Vec<Missing>,
    ) -> Option<Moment> {
        let title = clock.as_ref().map(|id| self.title(id)).unwrap_or_default();
        found.tied =
            clock.clone().map(|clock| TiedTo { kind: tie.kind, clock, title: title.clone() });
        match (tied, clock) {
            (Tied::On(at, by), Some(clock)) => {
                let bound = match (tie.kind, tie.by) {
                    (TieKind::After, Some(count)) => self.add(at, count),
                    _ => at,
                };
                if by == TiedBy::LastDay && tie.kind == TieKind::After {
                    found.assume(Assumed::LastDay(title.clone()));
                }
                if own.is_some_and(|own| own <= bound) {
                    return own;
                }
                let kind = tie.kind;
                found.steps.push(Step::Tied { kind, clock, title, at, by, gives: bound });
                if let (TieKind::After, Some(count)) = (tie.kind, tie.by) {
                    let passed = match count {
                        Count::BusinessDays(_) => self.calendar.passed(at.day, bound.day),
                        _ => Vec::new(),
                    };
                    found.tie_adds(at, count, passed, bound);
                }
                Some(bound)
            }
            (Tied::NoDay, Some(clock)) if tie.kind == TieKind::After => {
                missing.push(Missing::NoticeSent(clock, title));
                own
            }
            (Tied::Waiting(others), _) if own.is_none() => {
                missing.extend(others);
                None
            }
            _ => own,
        }
    }

    fn title(&self, id: &ClockId) -> String {
        let rule = self.places.get(id).and_then(|place| self.rules.get(*place));
        rule.map(|rule| rule.title.clone()).unwrap_or_default()
    }

    fn add(&self, from: Moment, count: Count) -> Moment {
        count.after(from, self.incident.zones(), &self.calendar)
    }

    /// The later of a day and the end of a law-enforcement delay. The rule says that the delay is an exception to the 60 days; that the
    /// later of both counts is our reading of it.
    fn delayed(&self, rule: &ClockRule, due: Moment, found: &mut Found) -> Moment {
        let asked = matches!(self.incident.word("delay_form"), Some("written" | "oral"));
        match (rule.delay, self.incident.delayed()) {
            (Delay::None, _) if asked => found.assume(Assumed::DelayNotApplied),
            (Delay::LawEnforcement, None) if asked => found.assume(Assumed::DelayWithoutEnd),
            (Delay::LawEnforcement, Some(delay)) => return found.later(due, delay),
            _ => {}
        }
        due
    }

    fn moved(&self, rule: &ClockRule, due: Moment, found: &mut Found) -> Moment {
        if rule.weekend == Weekend::Stays || self.calendar.is_business_day(due.day) {
            return due;
        }
        let gives = Moment { day: self.calendar.next(due.day), ..due };
        found.steps.push(Step::Moved { gives });
        gives
    }

    /// What was sent: as it was marked, else by the field of the incident that says so. Such a fact meets only a rule of which it is known
    /// that it asks for something: that the vendor told us is no notice under the law of a state in which nobody lives.
    fn proof(&self, rule: &ClockRule, limit: &Limit) -> Option<Proof> {
        let marked = self.incident.sent(&rule.id);
        let marked = marked.map(|sent| Proof { on: Moment::of(sent.on), exhibit: sent.exhibit });
        let asks = matches!(limit, Limit::On(_) | Limit::Promptly);
        let field = rule.met_by.as_deref().filter(|_| asks);
        let recorded = || Some(Proof { on: self.incident.moment(field?)?, exhibit: None });
        marked.or_else(recorded)
    }

    fn state(&self, limit: &Limit, sent: Option<Proof>) -> State {
        match (limit, sent) {
            (Limit::On(due), Some(sent)) if is_after(sent.on, *due) => State::SentLate,
            (_, Some(_)) => State::Sent,
            (Limit::On(due), None) if self.today > due.day => State::Late,
            (Limit::On(_), None) => State::Running,
            (Limit::Promptly, None) => State::Promptly,
            (Limit::Waiting(_), None) => State::Waiting,
            (Limit::NotRunning(_), None) => State::NotRunning,
        }
    }
}

/// Whether a notice went out after its last good day or instant; of a day without a time nobody says that it did, on the last day itself.
fn is_after(sent: Moment, due: Moment) -> bool {
    match (sent.time, due.time) {
        (Some(_), Some(_)) => sent > due,
        _ => sent.day > due.day,
    }
}

impl Found {
    fn assume(&mut self, assumed: Assumed) {
        if !self.assuming.contains(&assumed) {
            self.assuming.push(assumed);
        }
    }

    fn later(&mut self, due: Moment, delay: Delayed) -> Moment {
        let gives = if delay.until() > due.day { Moment::of(delay.until()) } else { due };
        self.steps.push(Step::Delayed { delay, gives });
        gives
    }

    /// The step that adds time to the notice on which a clock hangs, in the place of its own count.
    fn tie_adds(
        &mut self,
        from: Moment,
        count: Count,
        passed: Vec<(Date, &'static str)>,
        gives: Moment,
    ) {
        if let Some(Step::Tied { gives: tied, .. }) = self.steps.last_mut() {
            *tied = from;
        }
        self.steps.push(Step::Adds { from, count, passed, gives });
    }
}

impl Count {
    /// The last good day, or instant, that far after a start. Only hours keep the time of the day.
    pub fn after(self, from: Moment, zones: &day::Zones, calendar: &Calendar) -> Moment {
        match self {
            Self::Hours(hours) => from.plus_hours(hours, zones),
            Self::Days(days) => Moment::of(day::after(from.day, days)),
            Self::BusinessDays(days) => Moment::of(calendar.after(from.day, days)),
            Self::Months(months) => Moment::of(day::months_after(from.day, months)),
            Self::DaysAfterYear(days) => {
                let last = from.day.last_of_year();
                Moment::of(day::after(last, days))
            }
        }
    }
}
