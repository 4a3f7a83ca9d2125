//! The facts of an incident as rules of clocks read them: from its record, our organization's profile, and what was marked as sent.
//!
//! What is not recorded is told apart from what is recorded as unknown nowhere: both hold a clock back where it starts or counts from the
//! fact, and free nobody elsewhere (rules, section 15).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::calendar::Calendar;
use super::rule::{ClockId, Start};
use crate::domain::day::{self, Zones};
use crate::domain::dossier::{Dossier, Sent};
use crate::domain::field::{AT_LEAST, UNCOUNTED};
use crate::domain::id::RecordId;
use crate::domain::moment::Moment;
use crate::domain::organization::{HOLIDAYS, Organization};
use crate::domain::register::{Record, RecordNo};
use crate::domain::value::Value;

/// The word of a field that says that it is not known.
const UNKNOWN: &str = "unknown";

/// For how long an official's oral statement delays notices at most (45 CFR 164.412(b)).
const ORAL_DELAY_DAYS: u32 = 30;

/// An incident of a vendor, as it is on file or as somebody supposes it to be.
#[derive(Clone, Debug)]
pub struct Incident<'a> {
    /// Its number.
    pub no: RecordNo,
    /// Its id.
    pub id: RecordId,
    fields: Cow<'a, BTreeMap<String, Value>>,
    /// The vendor's record.
    pub dossier: &'a Dossier,
    /// Our organization.
    pub organization: &'a Organization,
}

/// How many there are, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// So many at least.
    pub at_least: u32,
    /// Whether that is all of them.
    pub exact: Exact,
}

/// Whether a number is the whole of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// It is.
    Yes,
    /// There may be more.
    No,
}

impl Number {
    /// So many, and no more.
    pub const fn exactly(number: u32) -> Self {
        Self { at_least: number, exact: Exact::Yes }
    }

    const fn at_least(number: u32) -> Self {
        Self { at_least: number, exact: Exact::No }
    }

    /// Whether it reaches a threshold; nothing, while that is not known.
    pub fn reaches(self, threshold: u32) -> Option<bool> {
        match self.exact {
            _ if self.at_least >= threshold => Some(true),
            Exact::Yes => Some(false),
            Exact::No => None,
        }
    }
}

/// A law-enforcement delay that is recorded (45 CFR 164.412).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delayed {
    /// A written statement names its period: to this day.
    Written(Date),
    /// An oral statement of the first day delays until the second at most.
    Oral(Date, Date),
}

impl Delayed {
    /// The last day of the delay.
    pub const fn until(self) -> Date {
        match self {
            Self::Written(until) | Self::Oral(_, until) => until,
        }
    }
}

impl<'a> Incident<'a> {
    /// An incident as it is on file.
    pub fn of(record: &'a Record, dossier: &'a Dossier, organization: &'a Organization) -> Self {
        let fields = Cow::Borrowed(&record.fields);
        Self { no: record.no, id: record.id, fields, dossier, organization }
    }

    /// The same, were these fields as given; nothing takes a field away. Nothing is recorded.
    #[must_use]
    pub fn supposing(
        &self,
        fields: impl IntoIterator<Item = (&'static str, Option<Value>)>,
    ) -> Self {
        let mut supposed = self.clone();
        for (name, value) in fields {
            match value {
                Some(value) => supposed.fields.to_mut().insert(name.to_owned(), value),
                None => supposed.fields.to_mut().remove(name),
            };
        }
        supposed
    }

    /// A field as it is on file or supposed.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.fields.get(field)
    }

    /// A word that is recorded, other than that it is not known.
    pub fn word(&self, field: &str) -> Option<&str> {
        match self.value(field) {
            Some(Value::Word(word)) if word != UNKNOWN => Some(word),
            _ => None,
        }
    }

    /// A day, or a day with its time.
    pub fn moment(&self, field: &str) -> Option<Moment> {
        self.value(field).and_then(Value::moment)
    }

    fn date(&self, field: &str) -> Option<Date> {
        self.value(field).and_then(Value::date)
    }

    /// When a clock of this start begins, and by which field.
    pub fn start(&self, start: Start) -> Option<(Moment, &'static str)> {
        let by = |field: &'static str| Some((self.moment(field)?, field));
        match start {
            Start::SubcontractorDiscovered => by("subcontractor_discovered"),
            Start::VendorDiscovered => by("vendor_discovered"),
            Start::VendorConfirmed => by("vendor_confirmed"),
            Start::ForensicsComplete => by("forensics_complete"),
            Start::OurDiscovery => self.our_discovery(),
            Start::Determined => by("determined"),
            Start::ScopeKnown => by("scope_known"),
            Start::MaterialOn => by("material_on"),
            Start::Classified => by("classified"),
            Start::RansomPaid => by("ransom_paid"),
        }
    }

    /// When we discovered it: the earliest of being told, learning otherwise and finding out; of what an agent discovers, its own day
    /// (45 CFR 164.404(a)(2)). A vendor that is not known to be independent counts as our agent: the later day could only free us.
    pub fn our_discovery(&self) -> Option<(Moment, &'static str)> {
        let agents = Some("vendor_discovered").filter(|_| self.word("agent") != Some("no"));
        let fields =
            ["discovered", "vendor_told_us", "learned_otherwise"].into_iter().chain(agents);
        fields.filter_map(|field| Some((self.moment(field)?, field))).min_by_key(|(at, _)| *at)
    }

    /// How many people it reached in all: the number recorded, or what the states add up to where that is more.
    pub fn people(&self) -> Number {
        let total = match self.value("people") {
            Some(Value::Whole(people)) => Some(*people),
            _ => None,
        };
        let by_state = self.residents_by_state();
        let counts = by_state.iter().flatten();
        let sum =
            counts.clone().fold(0_u32, |sum, (_, number)| sum.saturating_add(number.at_least));
        let uncounted = counts.filter(|(_, number)| number.exact == Exact::No).count() > 0;
        match total {
            Some(total) => Number::exactly(total.max(sum)),
            None if by_state.is_some() && !uncounted => Number::exactly(sum),
            None => Number::at_least(sum),
        }
    }

    /// How many residents of whichever state has the most.
    pub fn residents_of_any_state(&self) -> Number {
        let people = self.people();
        let Some(by_state) = self.residents_by_state() else {
            // Nobody knows where they live: there may be as many in one state as there are in all.
            return if people == Number::exactly(0) { people } else { Number::at_least(0) };
        };
        let most = by_state.values().map(|number| number.at_least).max().unwrap_or_default();
        let open = by_state.values().any(|number| number.exact == Exact::No);
        if open { Number::at_least(most) } else { Number::exactly(most) }
    }

    /// The residents by state, as recorded; where people live whom nobody has counted, there is one at least.
    pub fn residents_by_state(&self) -> Option<BTreeMap<String, Number>> {
        let Some(Value::Words(counts)) = self.value("residents") else { return None };
        let number = |count: &String| {
            let (state, number) = count.split_once('=')?;
            let number = match (number, number.strip_suffix(AT_LEAST)) {
                (UNCOUNTED, _) => Number::at_least(1),
                (_, Some(at_least)) => Number::at_least(at_least.parse().ok()?),
                (number, None) => Number::exactly(number.parse().ok()?),
            };
            Some((state.to_owned(), number))
        };
        Some(counts.iter().filter_map(number).collect())
    }

    /// The kinds of data that it reached, where they are recorded.
    pub fn data(&self) -> Option<BTreeSet<&str>> {
        match self.value("data") {
            Some(Value::Words(kinds)) => Some(kinds.iter().map(String::as_str).collect()),
            _ => None,
        }
    }

    /// As what we hold the data: as recorded, else by what HIPAA calls our organization.
    pub fn acting_as(&self) -> Option<&str> {
        let by_kind = || self.organization.fields.get("kind").map(|_| "hipaa");
        self.word("acting_as").or_else(by_kind)
    }

    /// What the risk assessment came to, where each of the four factors says why; an exception needs no factors (45 CFR 164.402).
    pub fn assessed(&self) -> Option<&str> {
        let factors = ["risk_data", "risk_person", "risk_acquired", "risk_mitigated"];
        let reasoned = factors.iter().all(|factor| self.value(factor).is_some());
        self.word("risk_outcome").filter(|outcome| *outcome != "low_probability" || reasoned)
    }

    /// The law-enforcement delay.
    pub fn delayed(&self) -> Option<Delayed> {
        match self.word("delay_form")? {
            "written" => self.date("delay_until").map(Delayed::Written),
            "oral" => self
                .date("delay_asked")
                .map(|asked| Delayed::Oral(asked, day::after(asked, ORAL_DELAY_DAYS))),
            _ => None,
        }
    }

    /// The states on whose deemed-compliance rule counsel relies.
    pub fn relies_on_hipaa_in(&self, state: &str) -> bool {
        matches!(self.value("deemed"), Some(Value::Words(states)) if states.iter().any(|one| one == state))
    }

    /// What was last marked as sent for a clock.
    pub fn sent(&self, clock: &ClockId) -> Option<&'a Sent> {
        let of = |sent: &&Sent| sent.incident == self.id && sent.clock == clock.as_str();
        self.dossier.sent.iter().rev().find(of)
    }

    /// The zones in which its times are told.
    pub const fn zones(&self) -> &'a Zones {
        &self.organization.zones
    }

    /// The business days that our organization counts by.
    pub fn calendar(&self) -> Calendar {
        let own = match self.organization.fields.get(HOLIDAYS) {
            Some(Value::Words(days)) => days.iter().filter_map(|day| day.parse().ok()).collect(),
            _ => BTreeSet::new(),
        };
        Calendar { own }
    }
}
