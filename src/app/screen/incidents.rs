//! The incidents of a vendor: what happened, when it was discovered, and how its clocks stand.

use jiff::civil::Date;

use super::Screen;
use crate::app::command::CommandId;
use crate::app::state::App;
use crate::app::words::{Said, Tone, capital, heading, quiet, text};
use crate::domain::clock::{Board, Incident, State};
use crate::domain::day::until;
use crate::domain::moment::Moment;
use crate::domain::register::{Record, RecordNo, RegisterKind};

/// One incident in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub no: RecordNo,
    /// What happened.
    pub what: String,
    /// When we discovered it, as far as that is known.
    pub discovered: Option<Moment>,
    /// The next last day of a notice that is not sent, with the clock's name.
    pub next: Option<(Moment, String)>,
    /// How many clocks are late, running and waiting, in words.
    pub counts: String,
    /// How many are late.
    pub late: usize,
    /// How many others somebody still has to see to: running, without a day, waiting.
    pub open: usize,
    /// Why it was set aside, where it was.
    pub set_aside: Option<String>,
}

impl Row {
    fn of(record: &Record, board: &Board<'_>) -> Self {
        let next = board.next();
        Self {
            no: record.no,
            what: record.label(),
            discovered: board.incident.our_discovery().map(|(at, _)| at),
            next: next.and_then(|clock| Some((clock.due()?, clock.rule.title.clone()))),
            counts: counted(board),
            late: board.count(State::Late),
            open: [State::Running, State::Promptly, State::Waiting]
                .map(|state| board.count(state))
                .iter()
                .sum(),
            set_aside: record.set_aside().map(str::to_owned),
        }
    }

    /// When it was discovered, in a column.
    pub fn discovered_words(&self) -> String {
        self.discovered.map_or_else(|| "not recorded".to_owned(), |at| at.day.to_string())
    }

    /// Its next last day, in a column.
    pub fn next_words(&self) -> String {
        match (&self.set_aside, &self.next) {
            (Some(_), _) => "set aside".to_owned(),
            (None, Some((at, _))) => at.day.to_string(),
            (None, None) => "none".to_owned(),
        }
    }

    /// How many clocks are late and open, in a column.
    pub fn counts_words(&self) -> String {
        format!("{} late, {} open", self.late, self.open)
    }

    /// The whole row in one line.
    pub fn words(&self, today: Date) -> String {
        let discovered = self.discovered_words();
        match (&self.set_aside, &self.next) {
            (Some(why), _) => format!("{} {}: set aside, {why}", self.no, self.what),
            (None, Some((at, title))) => format!(
                "{} {}: discovered {discovered}; next no later than {at}, {}: {title}; {}",
                self.no,
                self.what,
                until(today, at.day),
                self.counts
            ),
            (None, None) => {
                format!("{} {}: discovered {discovered}; {}", self.no, self.what, self.counts)
            }
        }
    }
}

/// How many clocks are late, running and waiting, in words; those sent in the end.
pub fn counted(board: &Board<'_>) -> String {
    let states = [State::Late, State::Running, State::Promptly, State::Waiting, State::Sent];
    let listed = |wanted: State| board.count(wanted);
    let count = |state: State| match state {
        State::Sent => listed(State::Sent) + listed(State::SentLate),
        state => listed(state),
    };
    let word = |state: State| match state {
        State::Late => "late",
        State::Running => "running",
        State::Promptly => "without a day",
        State::Waiting => "waiting",
        _ => "sent",
    };
    let said: Vec<String> = states
        .into_iter()
        .filter(|state| count(*state) > 0)
        .map(|state| format!("{} {}", count(state), word(state)))
        .collect();
    if said.is_empty() { "no clock runs".to_owned() } else { said.join(", ") }
}

impl App {
    /// The incident of a number as it is on file, in the record that is open.
    pub(in crate::app) fn incident_on_file(&self, no: RecordNo) -> Option<Incident<'_>> {
        let (store, open) = (self.store.as_ref()?, self.vendor.as_ref()?);
        let record = open.dossier.registers.numbered(no)?;
        Some(Incident::of(record, &open.dossier, &store.organization))
    }

    /// The incidents of the open vendor that are shown, in the order of their numbers.
    pub fn incident_rows(&self) -> Vec<Row> {
        let Some(Screen::Incidents(rows)) = self.screen() else { return Vec::new() };
        let mut shown = self.all_incident_rows();
        shown.retain(|row| rows.shows(&format!("{} {}", row.no, row.what)));
        shown
    }

    /// Every incident of the open vendor, in the order of their numbers.
    pub fn all_incident_rows(&self) -> Vec<Row> {
        let (Some(store), Some(open)) = (&self.store, &self.vendor) else { return Vec::new() };
        let row = |record: &Record| {
            let incident = Incident::of(record, &open.dossier, &store.organization);
            Row::of(record, &Board::of(incident, &store.bank.clocks, store.today))
        };
        open.dossier.registers.of(RegisterKind::Incidents).map(row).collect()
    }

    /// The incident under the cursor of the list, or the one whose clocks are seen.
    pub fn incident_in_hand(&self) -> Option<RecordNo> {
        match self.screen()? {
            Screen::Incidents(rows) => self.incident_rows().get(rows.at).map(|row| row.no),
            Screen::Clocks(clocks) => Some(clocks.incident),
            _ => None,
        }
    }

    /// What is said where no incident is recorded.
    pub fn no_incidents(&self) -> Vec<Said> {
        let Some(open) = &self.vendor else { return Vec::new() };
        if self.looking.is_some() {
            return vec![text("No incident was on file.")];
        }
        let add = self.how(CommandId::AddVendor);
        let known = open.dossier.registers.known_empty(RegisterKind::Incidents);
        let known = known.map(|written| {
            text(format!("Known to be none, recorded {}.", self.when_and_who(written)))
        });
        let mut said: Vec<Said> = known.into_iter().collect();
        if said.is_empty() {
            said.push(heading("No incident of this vendor is recorded."));
        }
        said.push(text(format!(
            "{add} records one. What happened and the day on which the vendor discovered it are enough to begin: every clock that \
             they start is shown, and each fact that is lacking is named."
        )));
        said
    }

    /// What stands behind the incident under the cursor of the list.
    pub fn incident_explained(&self) -> Vec<Said> {
        let (Some(Screen::Incidents(rows)), Some(store)) = (self.screen(), &self.store) else {
            return Vec::new();
        };
        let Some(row) = self.incident_rows().into_iter().nth(rows.at) else { return Vec::new() };
        let mut said = vec![heading(format!("{}  {}", row.no, row.what))];
        if let Some(why) = &row.set_aside {
            said.push((Tone::Unmet, format!("Set aside, so it counts nowhere: {why}")));
            return said;
        }
        said.push(match row.discovered {
            Some(at) => text(format!("We discovered it on {at}, as far as it is recorded.")),
            None => (Tone::Part, "No day of discovery is recorded.".to_owned()),
        });
        if let Some((at, title)) = &row.next {
            let tone = if row.late > 0 { Tone::Late } else { Tone::Text };
            let away = until(store.today, at.day);
            said.push((tone, format!("Next: no later than {at}, {away}: {title}")));
        }
        said.push(text(capital(&row.counts)));
        let open = self.how(CommandId::Accept);
        said.push(quiet(format!(
            "{open} shows every clock, how its day was found, and what it waits for."
        )));
        said
    }
}
