//! The registers of a vendor: which one is seen, its records, and the one under the cursor.

pub mod words;

use jiff::civil::Date;

use self::words::facts;
use super::Screen;
use super::evidence::mark;
use super::rows::Rows;
use crate::app::command::CommandId;
use crate::app::state::App;
use crate::app::words::{Said, Tone, capital, heading, many, quiet, text};
use crate::domain::id::RecordId;
use crate::domain::readiness::Readiness;
use crate::domain::register::force::Force;
use crate::domain::register::{Record, RecordNo, RegisterKind, Registers as OnFile, Written};

/// The registers of a vendor, one of them seen.
#[derive(Clone, Debug)]
pub struct Registers {
    /// The register that is seen.
    pub register: RegisterKind,
    /// Its records.
    pub rows: Rows,
}

impl Default for Registers {
    fn default() -> Self {
        Self { register: RegisterKind::Agreements, rows: Rows::default() }
    }
}

impl Registers {
    /// Shows a register, from its first record on.
    pub fn show(&mut self, register: RegisterKind) {
        *self = Self { register, rows: Rows::default() };
    }

    /// Shows the register so many places further, around the end.
    pub fn turn(&mut self, by: isize) {
        let all = RegisterKind::ALL;
        let at = all.iter().position(|kind| *kind == self.register).unwrap_or(0);
        let many = isize::try_from(all.len()).unwrap_or(1);
        let to = isize::try_from(at).unwrap_or(0).saturating_add(by).rem_euclid(many);
        if let Some(register) = usize::try_from(to).ok().and_then(|to| all.get(to)) {
            self.show(*register);
        }
    }
}

/// What is on file of a register. "Nothing recorded" is not "none": the one is silence, the other was said by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count<'a> {
    /// So many records, those set aside left out.
    Records(usize),
    /// Every record was set aside: so many.
    OnlySetAside(usize),
    /// Nothing was recorded.
    Nothing,
    /// Somebody recorded that there are none.
    KnownEmpty(&'a Written),
}

impl<'a> Count<'a> {
    /// What is on file of a register.
    pub fn of(registers: &'a OnFile, register: RegisterKind) -> Self {
        let (aside, counted): (Vec<&Record>, Vec<&Record>) =
            registers.of(register).partition(|record| record.set_aside().is_some());
        match (counted.len(), registers.known_empty(register), aside.len()) {
            (0, Some(written), _) => Self::KnownEmpty(written),
            (0, None, 0) => Self::Nothing,
            (0, None, aside) => Self::OnlySetAside(aside),
            (many, ..) => Self::Records(many),
        }
    }

    /// In a few words.
    pub fn words(&self) -> String {
        match self {
            Self::Records(many) => many.to_string(),
            Self::OnlySetAside(many) => format!("0, {many} set aside"),
            Self::Nothing => "nothing recorded".to_owned(),
            Self::KnownEmpty(_) => "known to be none".to_owned(),
        }
    }
}

/// What stands of a record: its state, every field, its exhibits, its clauses, who wrote it and when.
pub fn explained(app: &App, record: &Record) -> Vec<Said> {
    let (Some(vendor), Some(store)) = (&app.vendor, &app.store) else { return Vec::new() };
    let registers = &vendor.dossier.registers;
    let mut said = vec![heading(format!("{}  {}", record.no, record.label()))];
    let state = registers.force(record, store.today);
    let tone = match state {
        Force::InForce => Tone::Text,
        Force::SetAside => Tone::Unmet,
        _ => Tone::Part,
    };
    said.push((tone, capital(&state.explained(record))));
    said.extend(gives_way(registers, record, store.today).map(|words| (Tone::Part, words)));
    said.extend(app.kept_words(Some(record.no)).map(|words| (Tone::Part, words)));
    let (known, lacking) = facts(registers, record);
    said.extend(known.into_iter().map(|(title, value)| text(format!("{title}: {value}"))));
    let older = record.supersedes.and_then(|id| registers.get(id));
    said.extend(older.map(|older| text(format!("Supersedes: {}, {}", older.no, older.label()))));
    let clauses: Vec<String> = clauses_of(registers, record)
        .map(|clause| format!("{} {}", clause.no, clause.label()))
        .collect();
    if !clauses.is_empty() {
        said.push(text(format!("Clauses: {}", clauses.join("; "))));
    }
    said.extend(exhibits(app, record));
    said.extend(asked_about(app, record));
    if !lacking.is_empty() {
        said.push(quiet(format!("Not recorded: {}", some_of(&lacking))));
    }
    said.push(quiet(written(app, record)));
    said
}

/// So many fields that are not recorded are named; of an incident, most are not at first.
const NAMED: usize = 8;

/// The first names, and how many there are beside them.
fn some_of(names: &[&str]) -> String {
    match names.split_at_checked(NAMED) {
        Some((first, rest)) if rest.len() > 1 => {
            format!("{}, and {} more", first.join(", "), rest.len())
        }
        _ => names.join(", "),
    }
}

/// From when on another record stands in its place, where that day is still to come.
fn gives_way(registers: &OnFile, record: &Record, today: Date) -> Option<String> {
    registers.of(record.no.register).find_map(|newer| {
        let begins = match registers.force(newer, today) {
            Force::Begins(day) if newer.supersedes == Some(record.id) => day,
            _ => return None,
        };
        Some(format!("{} stands in its place from {begins} on.", newer.no))
    })
}

/// The clauses of an agreement that are not set aside.
fn clauses_of<'a>(registers: &'a OnFile, agreement: &Record) -> impl Iterator<Item = &'a Record> {
    let id = agreement.id;
    registers.of(RegisterKind::Clauses).filter(move |clause| {
        let of = registers.agreement_of(clause).is_some_and(|agreement| agreement.id == id);
        of && clause.set_aside().is_none()
    })
}

fn exhibits(app: &App, record: &Record) -> Vec<Said> {
    let Some(vendor) = &app.vendor else { return Vec::new() };
    let (rests_on, agreement) = vendor.dossier.registers.rests_on(record);
    let of = agreement.map_or_else(String::new, |agreement| format!(" of {agreement}"));
    let on_file = vendor.dossier.exhibits.values();
    let shown: Vec<Said> = on_file
        .filter(|one| rests_on.contains(&one.id))
        .map(|one| text(format!("Exhibit{of}: {} {}, {}", one.no, one.title, mark(one))))
        .collect();
    if shown.is_empty() {
        let (attach, link) = (app.how(CommandId::Attach), app.how(CommandId::Link));
        let words = format!("Exhibit: none linked; {attach} attaches a file, {link} links one");
        return vec![quiet(words)];
    }
    shown
}

/// How the questions about an incident stand, and how they are asked.
fn asked_about(app: &App, record: &Record) -> Option<Said> {
    let store = app.store.as_ref()?;
    let standings = app.standings()?;
    let of_incident = standings.incidents().iter().find(|one| one.record.id == record.id)?;
    let stands = of_incident.whole(&store.bank);
    let readiness = Readiness::of(&stands);
    let critical = stands.iter().filter(|stand| stand.is_critical_gap()).count();
    let critical = match critical {
        0 => String::new(),
        gaps => format!(", {}", many(gaps, "critical gap")),
    };
    Some(text(format!(
        "Questions about it: {} of {} answered, {} documented{critical}; {} asks them",
        readiness.answered(),
        readiness.whole.applicable,
        readiness.whole.documented,
        app.how(CommandId::GoInterview)
    )))
}

fn written(app: &App, record: &Record) -> String {
    let (first, last) = (&record.first, &record.last);
    if first.event == last.event {
        format!("Recorded {}", app.when_and_who(first))
    } else {
        format!("Recorded {}; last changed {}", app.when_and_who(first), app.when_and_who(last))
    }
}

impl App {
    /// When something was recorded, and by whom.
    pub fn when_and_who(&self, written: &Written) -> String {
        let Some(store) = &self.store else { return String::new() };
        let organization = &store.organization;
        let at = organization.zones.shown(written.at);
        format!("{at} by {}", organization.person(&written.by))
    }

    /// The register that is seen.
    pub fn register_in_hand(&self) -> Option<RegisterKind> {
        match self.screen() {
            Some(Screen::Registers(registers)) => Some(registers.register),
            _ => None,
        }
    }

    /// The records that are shown, in order.
    pub fn shown_records(&self) -> Vec<&Record> {
        let (Some(vendor), Some(Screen::Registers(seen))) = (&self.vendor, self.screen()) else {
            return Vec::new();
        };
        let searched = |record: &Record| {
            let facts = vendor.dossier.registers.facts(record);
            let words: Vec<String> = facts.into_iter().map(|(_, words)| words).collect();
            format!("{} {} {}", record.no, record.label(), words.join(" "))
        };
        let records = vendor.dossier.registers.of(seen.register);
        records.filter(|record| seen.rows.shows(&searched(record))).collect()
    }

    /// The record under the cursor.
    pub fn record_under_cursor(&self) -> Option<&Record> {
        let Some(Screen::Registers(seen)) = self.screen() else { return None };
        self.shown_records().get(seen.rows.at).copied()
    }

    /// The incident under the cursor, if one is that counts.
    pub fn incident_under_cursor(&self) -> Option<RecordId> {
        let record = self.record_under_cursor()?;
        let is_one = record.no.register == RegisterKind::Incidents && record.set_aside().is_none();
        is_one.then_some(record.id)
    }

    /// The record of a number.
    pub fn record_numbered(&self, no: RecordNo) -> Option<&Record> {
        self.vendor.as_ref()?.dossier.registers.numbered(no)
    }

    /// What a record is called in a list: of a clause also the agreement in which it stands.
    pub fn record_label(&self, record: &Record) -> String {
        let registers = self.vendor.as_ref().map(|vendor| &vendor.dossier.registers);
        match registers.and_then(|registers| registers.agreement_of(record)) {
            Some(agreement) => format!("{}, in {}", record.label(), agreement.no),
            None => record.label(),
        }
    }

    /// How a record stands today, in a word or two.
    pub fn record_state(&self, record: &Record) -> String {
        let (Some(vendor), Some(store)) = (&self.vendor, &self.store) else { return String::new() };
        vendor.dossier.registers.force(record, store.today).words(record)
    }

    /// Each register with what is on file of it.
    pub fn register_counts(&self) -> Vec<(RegisterKind, Count<'_>)> {
        let registers = self.vendor.iter().map(|vendor| &vendor.dossier.registers);
        let counts = registers.flat_map(|registers| {
            let all = RegisterKind::ALL.iter();
            all.map(|register| (*register, Count::of(registers, *register)))
        });
        counts.collect()
    }

    /// What is said of a register without a record to show: what it is for, and whether anything is known.
    pub fn register_explained(&self) -> Vec<Said> {
        let (Some(register), Some(vendor)) = (self.register_in_hand(), &self.vendor) else {
            return Vec::new();
        };
        let mut said = match Count::of(&vendor.dossier.registers, register) {
            Count::KnownEmpty(written) => vec![
                heading(format!("Known to be none: {}", words::known_none(register))),
                text(format!("Recorded {}.", self.when_and_who(written))),
                text(format!(
                    "{} writes a record, should one come up.",
                    self.how(CommandId::AddVendor)
                )),
            ],
            _ => vec![
                heading(format!("Nothing is recorded in {}.", register.title())),
                text(format!(
                    "{} writes the first record. {} records that there are none.",
                    self.how(CommandId::AddVendor),
                    self.how(CommandId::AnswerNone)
                )),
            ],
        };
        said.extend(self.kept_words(None).map(|words| (Tone::Part, words)));
        said.push(text(words::purpose(register)));
        said
    }
}
