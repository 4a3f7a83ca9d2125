//! Clocks in words: what screens, lists and reports say of a clock, each said in one place.
//!
//! A last day is always "no later than", never "due": most laws ask for a notice without unreasonable delay before it.

mod facts;

use jiff::civil::Date;

use super::incident::Delayed;
use super::rule::{ClockRule, Count, Start, TieKind};
use super::step::{Assumed, Missing, Step, TiedBy};
use super::{Board, Clock, Limit, State, TiedTo};
use crate::domain::field::Field;
use crate::domain::moment::Moment;
use crate::domain::question::Verified;
use crate::domain::register::RegisterKind;
use crate::text::{capitalized, many};

/// Said once beside every board of clocks.
pub const NOT_LEGAL_ADVICE: &str = "Not legal advice; confirm with counsel.";

impl State {
    /// Its words in a list.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Late => "Late",
            Self::Running => "Running",
            Self::Promptly => "No day named",
            Self::Waiting => "Waiting for a fact",
            Self::SentLate => "Sent late",
            Self::Sent => "Sent",
            Self::NotRunning => "Not asked for",
        }
    }

    /// Its sign, which a word always accompanies.
    pub const fn mark(self) -> char {
        match self {
            Self::Late => '!',
            Self::Running => '>',
            Self::Promptly => '~',
            Self::Waiting => '?',
            Self::SentLate => '/',
            Self::Sent => '+',
            Self::NotRunning => '-',
        }
    }

    /// Its word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Running => "running",
            Self::Promptly => "promptly",
            Self::Waiting => "waiting",
            Self::SentLate => "sent_late",
            Self::Sent => "sent",
            Self::NotRunning => "not_running",
        }
    }
}

/// A day with its weekday, and its time where there is one: "Friday 2026-05-15".
pub fn weekday(moment: Moment) -> String {
    format!("{} {moment}", moment.day.strftime("%A"))
}

impl Clock<'_> {
    /// By when, or why there is no day, in one phrase.
    pub fn by_when(&self) -> String {
        match &self.limit {
            Limit::On(due) => match &self.tied {
                Some(tied) if tied.kind == TieKind::Before => {
                    format!("no later than {}, and {}", weekday(*due), tied.words())
                }
                _ => format!("no later than {}", weekday(*due)),
            },
            Limit::Promptly => match &self.tied {
                Some(tied) => format!("{}, and {}", self.promptly(), tied.words()),
                None => self.promptly().to_owned(),
            },
            Limit::Waiting(missing) => {
                let missing: Vec<String> = missing.iter().map(Missing::words).collect();
                format!("waits for {}", missing.join(", and "))
            }
            Limit::NotRunning(why) => format!("not asked for: {}", why.words()),
        }
    }

    /// The law's words for sending before the last day.
    pub fn promptly(&self) -> &str {
        self.rule.promptly.as_deref().unwrap_or("without unreasonable delay")
    }

    /// What was sent, when, and whether that was in time.
    pub fn sent_words(&self) -> Option<String> {
        let sent = self.sent?;
        let late = self.due().filter(|_| self.state == State::SentLate);
        let late = late.map(|due| crate::domain::day::days_between(due.day, sent.on.day));
        Some(match late {
            Some(0) => format!("sent {}, after its hour", sent.on),
            Some(days) => format!("sent {}, {} late", sent.on, many(days, "day")),
            None => format!("sent {}", sent.on),
        })
    }

    /// How its day was found, a line a step, and the notice on which it hangs where that binds nothing yet.
    pub fn derivation(&self) -> Vec<String> {
        let binds = self.steps.iter().any(|step| matches!(step, Step::Tied { .. }));
        let beside = self.tied.as_ref().filter(|_| !binds && self.due().is_some());
        let beside = beside.map(|tied| format!("And {}", tied.words()));
        self.steps.iter().map(Step::words).chain(beside).collect()
    }

    /// What is assumed without which the day would be another, in words that follow the derivation; nothing, where nothing is.
    pub fn day_assumes(&self) -> Option<String> {
        let moving = self.assuming.iter().filter(|assumed| assumed.moves_the_day());
        let words: Vec<String> = moving.map(Assumed::words).collect();
        (!words.is_empty()).then(|| format!("assuming {}", words.join(", and ")))
    }

    /// The mark of its rule, where it is not one that was checked.
    pub fn mark(&self) -> Option<&'static str> {
        (self.rule.verified != Verified::Checked).then(|| self.rule.verified.title())
    }
}

impl TiedTo {
    /// How it hangs on that notice.
    pub fn words(&self) -> String {
        match self.kind {
            TieKind::With => format!("no later than \"{}\" is sent", self.title),
            TieKind::Before => format!("before \"{}\" is sent", self.title),
            TieKind::After => format!("after \"{}\" is sent", self.title),
        }
    }
}

impl Board<'_> {
    /// A last day that falls on a weekend or holiday, with the next business day.
    pub fn weekend_words(&self, clock: &Clock<'_>) -> Option<String> {
        let due = clock.due()?;
        let next = self.next_business_day(due)?;
        Some(format!(
            "{} is no business day; the rule moves no day. Next business day: {}",
            weekday(Moment::of(due.day)),
            weekday(Moment::of(next))
        ))
    }
}

impl ClockRule {
    /// How long it runs, in words; nothing, where it names no number.
    pub fn within_words(&self) -> Option<String> {
        self.within.map(Count::words)
    }
}

impl Count {
    /// How long, in words.
    pub fn words(self) -> String {
        match self {
            Self::Hours(hours) => many(hours, "hour"),
            Self::Days(days) => many(days, "calendar day"),
            Self::BusinessDays(days) => many(days, "business day"),
            Self::Months(months) => many(months, "month"),
            Self::DaysAfterYear(days) => {
                format!("{} after the end of the calendar year", many(days, "day"))
            }
        }
    }
}

impl Step {
    /// The step in one line.
    pub fn words(&self) -> String {
        match self {
            Self::Starts { start, field, at } => {
                let by = match (start, *field) {
                    (Start::OurDiscovery, field) => format!(" ({})", title_of(field)),
                    _ => String::new(),
                };
                format!("{}{by}: {at}", capitalized(start.title()))
            }
            Self::Adds { from, count, passed, gives } => {
                let end = format!("{gives}, {}", gives.day.strftime("%A"));
                match count {
                    Count::DaysAfterYear(days) => {
                        let last = from.day.last_of_year();
                        format!("{last}, the end of that year, + {} = {end}", many(*days, "day"))
                    }
                    count => {
                        let sum = format!("{from} + {} = {end}", count.words());
                        match passed.as_slice() {
                            [] => sum,
                            passed => format!("{sum}; passing over {}", holidays(passed)),
                        }
                    }
                }
            }
            Self::Capped { cap, from, gives } => {
                let from = format!("{} ({from})", cap.start.title());
                format!("At most {} after {from}: {}", cap.within.words(), weekday(*gives))
            }
            Self::Tied { kind, title, at, by, .. } => {
                let notice = match by {
                    TiedBy::Sent => format!("sent {at}"),
                    TiedBy::LastDay => format!("no later than {at}"),
                };
                match kind {
                    TieKind::With => format!("No later than the notice \"{title}\": {notice}"),
                    TieKind::Before => format!("Before the notice \"{title}\" goes out: {notice}"),
                    TieKind::After => format!("Counted from the notice \"{title}\": {notice}"),
                }
            }
            Self::Delayed { delay, gives } => {
                let asked = match delay {
                    Delayed::Written(until) => format!("in writing until {until}"),
                    Delayed::Oral(asked, until) => {
                        format!("orally on {asked}, so until {until} at most")
                    }
                };
                format!(
                    "Law enforcement asked to delay {asked} (45 CFR 164.412): do not send before; the later day is {}. That the later of both \
                     counts is our reading; send at once when the delay ends",
                    weekday(*gives)
                )
            }
            Self::Moved { gives } => {
                format!("The rule moves it to the next business day: {}", weekday(*gives))
            }
        }
    }
}

fn holidays(passed: &[(Date, &str)]) -> String {
    let named: Vec<String> = passed.iter().map(|(day, name)| format!("{name} ({day})")).collect();
    named.join(", ")
}

fn field(name: &str) -> Option<&'static Field> {
    RegisterKind::Incidents.field(name)
}

fn title_of(name: &str) -> &str {
    field(name).map_or(name, |field| field.title)
}

impl Start {
    /// The fields of an incident that say when it was; of several the earliest counts.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::OurDiscovery => {
                &["discovered", "vendor_told_us", "learned_otherwise", "vendor_discovered"]
            }
            Self::SubcontractorDiscovered => &["subcontractor_discovered"],
            Self::VendorDiscovered => &["vendor_discovered"],
            Self::VendorConfirmed => &["vendor_confirmed"],
            Self::ForensicsComplete => &["forensics_complete"],
            Self::Determined => &["determined"],
            Self::ScopeKnown => &["scope_known"],
            Self::MaterialOn => &["material_on"],
            Self::Classified => &["classified"],
            Self::RansomPaid => &["ransom_paid"],
        }
    }
}
