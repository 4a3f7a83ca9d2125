//! Our organization: who "we" are, the zone in which days are counted, the people, and the banks in force.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::apply::{believed_times, taken_back};
use super::bank::Bank;
use super::day::Zones;
use super::dossier::{Answers, Seen};
use super::event::{BankAdopted, Change, Class, Event};
use super::field::{Field, FieldKind, NONE, TAKEN_AWAY};
use super::id::AccountId;
use super::value::Value;
use super::withholding;

/// What we are called while no name is recorded.
pub const UNNAMED: &str = "our organization";

/// The word for our organization where a vendor's short name may be typed; no vendor gets it as its short name.
pub const WORD: &str = "organization";

/// The name of our name among the facts about us.
pub const NAME: &str = "name";

/// The name of our other legal names among the facts about us.
pub const AFFILIATES: &str = "affiliates";

/// The name of the time zone among the facts about us; it is an event of its own (rule R1).
pub const ZONE: &str = "zone";

/// The name of the months after which vendors are assessed anew, among the facts about us (rule R24).
pub const CADENCE: &str = "cadence";

/// The name of the days that we count as holidays beside the federal ones, among the facts about us.
pub const HOLIDAYS: &str = "holidays";

/// The kinds of organizations that HIPAA names (45 CFR 160.103, 164.103).
pub const KINDS: &[(&str, &str)] = &[
    ("provider", "Health care provider"),
    ("health_plan", "Health plan"),
    ("clearinghouse", "Health care clearinghouse"),
    ("hybrid", "Hybrid entity"),
    ("business_associate", "Business associate"),
];

/// The sectors beside health care whose rules may bind us.
pub const SECTORS: &[(&str, &str)] = &[
    ("nis2", "Essential or important entity in the European Union (NIS2)"),
    ("dora", "Financial entity in the European Union (DORA)"),
    ("glba", "Financial institution under the FTC Safeguards Rule (GLBA)"),
    ("bank", "Bank"),
    ("sec-firm", "Broker-dealer, adviser or fund under Regulation S-P (SEC)"),
    ("nydfs", "Licensed by the New York Department of Financial Services"),
    ("nerc", "Responsible entity of the bulk electric system (NERC)"),
    ("circia", "Covered entity under the proposed CIRCIA rule"),
    ("cjis", "Handles criminal justice information (CJIS)"),
    ("government-cloud", "Government body that buys cloud services"),
    ("municipality", "Municipality or other public agency"),
    (NONE, "None of these"),
];

/// The facts about us that can be set, beside the time zone. Names are part of the journal's format.
pub const PROFILE: &[Field] = &[
    Field::new(NAME, "Name", "Our legal name, as reports print it.", FieldKind::Text),
    Field::new(
        AFFILIATES,
        "Affiliates",
        "Other legal names of ours that a contract or policy may name.",
        FieldKind::List,
    ),
    Field::new(
        "kind",
        "Kind",
        "What HIPAA calls an organization like ours.",
        FieldKind::One(KINDS),
    ),
    Field::new(
        "sectors",
        "Other sectors",
        "Sectors beside health care whose rules bind us; their questions are asked only then.",
        FieldKind::Many(SECTORS),
    ),
    Field::new(
        "states",
        "States",
        "States in which people live whose data we hold.",
        FieldKind::States,
    ),
    Field::new(
        "licensed_facilities",
        "Licensed facilities",
        "States in which we run a licensed health facility.",
        FieldKind::States,
    ),
    Field::new("privacy_officer", "Privacy officer", "Their name.", FieldKind::Text),
    Field::new("counsel", "Counsel", "The name of our counsel.", FieldKind::Text),
    Field::new(
        CADENCE,
        "Reassessment",
        "After how many months vendors of a tier are assessed anew: 12 for critical, high and untiered, 24 for medium, 36 for low, unless \
         it is set here.",
        FieldKind::MonthsByTier,
    ),
    Field::new(
        HOLIDAYS,
        "Holidays",
        "Days that counsel counts as holidays beside the federal ones, such as those of our state: clocks in business days pass over them.",
        FieldKind::DayList,
    ),
];

/// What hangs on a fact of the profile, or holds while it is not recorded, in words; nothing where no question reads it (rule R8).
pub fn hanging_on(fact: &str, recorded: bool, bank: &Bank) -> Option<String> {
    if fact == CADENCE {
        // Rule R24.
        return (!recorded).then(|| "12 months; medium 24, low 36".to_owned());
    }
    let count = match bank.resting_on(fact) {
        0 => return None,
        1 => "1 question is".to_owned(),
        many => format!("{many} questions are"),
    };
    let words = if recorded { "asked or left out by what it says" } else { "asked until it is" };
    Some(format!("{count} {words}"))
}

/// A person behind an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: Option<String>,
}

/// Everything recorded of our organization, folded from its journal.
#[derive(Clone, Debug, Default)]
pub struct Organization {
    /// The profile's fields as last set; the name is among them.
    pub fields: BTreeMap<String, Value>,
    /// The zones in which days are counted.
    pub zones: Zones,
    /// The people by account.
    pub people: BTreeMap<AccountId, Person>,
    /// The banks adopted, oldest first, each with the instant of its adoption.
    pub banks: Vec<(Timestamp, BankAdopted)>,
    /// Answers about us.
    pub answers: Answers,
    /// Every event, in order.
    pub events: Vec<Event>,
}

impl Organization {
    /// Folds a journal.
    pub fn fold(events: Vec<Event>) -> Self {
        let zones = zones_of(&events);
        let events = withholding::hidden(events, &zones);
        let undone = taken_back(&events);
        let times = believed_times(&events);
        let mut organization = Self::default();
        for event in events {
            let at = times.get(&event.id).copied().unwrap_or(event.at);
            if undone.contains(&event.id) {
                organization.events.push(event);
            } else {
                organization.apply_at(event, at);
            }
        }
        organization
    }

    /// Adds one event that was just recorded. Undo, clock faults and withholdings reach back, so they fold anew.
    pub fn apply(&mut self, event: Event) {
        if event.change.reaches_back() {
            let mut events = std::mem::take(&mut self.events);
            events.push(event);
            *self = Self::fold(events);
        } else {
            let at = event.at;
            self.apply_at(event, at);
        }
    }

    fn apply_at(&mut self, event: Event, at: Timestamp) {
        match &event.change {
            Change::OrganizationSet(set) => {
                if set.value == Value::word(TAKEN_AWAY) {
                    self.fields.remove(&set.field);
                } else {
                    self.fields.insert(set.field.clone(), set.value.clone());
                }
            }
            Change::ZoneSet(set) => self.zones.set(at, &set.zone),
            Change::PersonNamed(named) => {
                let person = Person { name: named.name.clone(), title: named.title.clone() };
                self.people.insert(named.account.clone(), person);
            }
            Change::BankAdopted(adopted) => self.banks.push((at, adopted.clone())),
            Change::AnswerSet(set) => self.answers.set(set, &event, at, &Seen::default()),
            Change::Confirmed(confirmed) => {
                self.answers.confirm(confirmed, &event, at, &Seen::default());
            }
            _ => {}
        }
        self.events.push(event);
    }

    /// The name as recorded.
    pub fn name(&self) -> Option<&str> {
        match self.fields.get(NAME) {
            Some(Value::Word(name)) => Some(name),
            _ => None,
        }
    }

    /// The name as shown: "our organization" while none is recorded.
    pub fn shown_name(&self) -> &str {
        self.name().unwrap_or(UNNAMED)
    }

    /// The values of a fact of the profile; empty while not recorded (rule R8).
    pub fn fact(&self, fact: &str) -> Vec<String> {
        match self.fields.get(fact) {
            Some(Value::Word(word)) => vec![word.clone()],
            Some(Value::Words(words)) => words.clone(),
            _ => Vec::new(),
        }
    }

    /// A fact of the profile in words, if it is recorded.
    pub fn shown(&self, field: &Field) -> Option<String> {
        self.fields.get(field.name).map(|value| field.shown(value))
    }

    /// Every legal name of ours: the name and the affiliates.
    pub fn legal_names(&self) -> Vec<String> {
        let mut names = self.fact(NAME);
        names.extend(self.fact(AFFILIATES));
        names
    }

    /// The legal names that were on file at an instant.
    pub fn legal_names_at(&self, at: Timestamp) -> Vec<String> {
        let names = |event: &&Event| match &event.change {
            Change::OrganizationSet(set) => matches!(set.field.as_str(), NAME | AFFILIATES),
            Change::Undone(_) => true,
            _ => false,
        };
        let then = self.events.iter().filter(|event| event.at <= at);
        if self.events.iter().filter(|event| event.at > at).all(|event| !names(&event)) {
            return self.legal_names();
        }
        Self::fold(then.cloned().collect()).legal_names()
    }

    /// The person's name behind an account, or the account itself.
    pub fn person<'a>(&'a self, account: &'a AccountId) -> &'a str {
        self.people.get(account).map_or(account.as_str(), |person| &person.name)
    }

    /// The last event of content: what a report covers of us (rule R26).
    pub fn last_content(&self) -> Option<&Event> {
        self.events.iter().rev().find(|event| event.change.class() == Class::Content)
    }

    /// The bank in force on day D: the one adopted last on it, else the first (rule R5).
    pub fn bank_on(&self, day: Date) -> Option<&BankAdopted> {
        let end = self.zones.end_of(day);
        let last = self.banks.iter().rev().find(|(at, _)| *at < end);
        last.or_else(|| self.banks.first()).map(|(_, bank)| bank)
    }
}

/// The zones in which the days of these events are counted.
fn zones_of(events: &[Event]) -> Zones {
    let times = believed_times(events);
    let mut zones = Zones::default();
    for event in events {
        if let Change::ZoneSet(set) = &event.change {
            zones.set(times.get(&event.id).copied().unwrap_or(event.at), &set.zone);
        }
    }
    zones
}

#[cfg(test)]
mod tests {
    use super::super::condition::ORGANIZATION_FACTS;
    use super::*;

    #[test]
    fn r8_what_conditions_may_read_is_what_the_profile_takes() {
        for (fact, values) in ORGANIZATION_FACTS {
            let field = PROFILE.iter().find(|field| field.name == *fact).unwrap();
            let takes: Vec<&str> = match field.kind {
                FieldKind::One(words) | FieldKind::Many(words) => {
                    words.iter().map(|(word, _)| *word).filter(|word| *word != NONE).collect()
                }
                _ => super::super::condition::STATES.to_vec(),
            };
            assert_eq!(*values, takes, "{fact}");
        }
    }
}
