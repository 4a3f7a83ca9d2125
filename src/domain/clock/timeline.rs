//! An incident in order of time: what happened, what was sent, and by when the rest has to be. Figures on screens and in reports are drawn
//! from these entries, and lists print them, so that both say the same.

use super::{Board, Clock, State};
use crate::domain::field::FieldKind;
use crate::domain::moment::Moment;
use crate::domain::register::RegisterKind;

/// One mark on the line of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// What kind of mark it is.
    pub kind: Kind,
    /// What stands there: the titles of the facts, or of the clocks, in the order of the fields or of the rules.
    pub what: Vec<String>,
}

/// What kind of mark an entry is. On one day the earlier kind comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A fact of the incident.
    Fact,
    /// Notices that were marked as sent.
    Sent,
    /// The day on which all of this is seen.
    Today,
    /// The last day of notices that are not sent; it has passed.
    Passed,
    /// The last day of notices that are to be sent.
    LastDay,
}

impl Kind {
    /// What it is called before what stands there.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Fact => "Fact",
            Self::Sent => "Sent",
            Self::Today => "Today",
            Self::Passed => "Late",
            Self::LastDay => "No later than",
        }
    }

    /// Its mark in a figure, which every figure explains in words.
    pub const fn mark(self) -> char {
        match self {
            Self::Fact => '*',
            Self::Sent => '+',
            Self::Today => '|',
            Self::Passed => '!',
            Self::LastDay => 'v',
        }
    }

    /// Whether it is something by which a notice has to be sent.
    pub const fn is_last_day(self) -> bool {
        matches!(self, Self::Passed | Self::LastDay)
    }
}

impl Entry {
    /// What stands there in one line, without its day.
    pub fn words(&self) -> String {
        let what = self.what.join("; ");
        match self.kind {
            Kind::Fact => what,
            Kind::Today => self.kind.title().to_owned(),
            kind => format!("{}: {what}", kind.title()),
        }
    }
}

impl Board<'_> {
    /// The facts of the incident, the notices that were sent and the last days of those that are not, in order of time, with the day of
    /// the board among them. Of one day, all last days of a kind are one entry.
    pub fn timeline(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut add = |at: Moment, kind: Kind, what: &str| {
            let same = entries.iter_mut().find(|entry| entry.at == at && entry.kind == kind);
            match same {
                Some(entry) => entry.what.push(what.to_owned()),
                None => entries.push(Entry { at, kind, what: vec![what.to_owned()] }),
            }
        };
        for field in RegisterKind::Incidents.fields() {
            if matches!(field.kind, FieldKind::Moment | FieldKind::Date(_))
                && let Some(at) = self.incident.moment(field.name)
            {
                add(at, Kind::Fact, field.title);
            }
        }
        for clock in &self.clocks {
            if let Some((at, kind)) = self.mark_of(clock) {
                add(at, kind, &clock.rule.title);
            }
        }
        add(Moment::of(self.today), Kind::Today, Kind::Today.title());
        entries.sort_by_key(|entry| (entry.at.day, entry.kind, entry.at.time));
        entries
    }

    /// Where a clock stands on the line of time. What a fact of the incident shows as sent is there already, as that fact.
    fn mark_of(&self, clock: &Clock<'_>) -> Option<(Moment, Kind)> {
        match clock.state {
            State::Late => Some((clock.due()?, Kind::Passed)),
            State::Running => Some((clock.due()?, Kind::LastDay)),
            State::Sent | State::SentLate => {
                self.incident.sent(&clock.rule.id)?;
                Some((clock.sent?.on, Kind::Sent))
            }
            State::Promptly | State::Waiting | State::NotRunning => None,
        }
    }
}
