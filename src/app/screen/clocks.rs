//! The clock board of an incident: who is to be told by when, what waits for a fact, what was sent; and the same with other facts, which
//! is recorded nowhere.

pub mod supposing;
pub mod words;

use std::collections::BTreeMap;

use self::supposing::{Moved, Supposing};
use super::Screen;
use super::rows::Rows;
use crate::app::list::{Step, moved};
use crate::app::state::App;
use crate::domain::clock::grouping::by_reason;
use crate::domain::clock::rule::{ClockId, Owes};
use crate::domain::clock::step::{Missing, NotRunning};
use crate::domain::clock::{Board, Clock, Incident, Limit, State};
use crate::domain::moment::Moment;
use crate::domain::question::Verified;
use crate::domain::register::RecordNo;
use crate::text::many;

/// Up to how many clocks that wait for one fact are named one by one.
const FEW: usize = 5;

/// The clocks of one incident.
#[derive(Clone, Debug)]
pub struct Clocks {
    /// The incident.
    pub incident: RecordNo,
    /// Its rows.
    pub rows: Rows,
    /// Which part has the keys.
    pub pane: Pane,
    /// The line from which a page is read.
    pub line: usize,
    /// Whether every clock has a row.
    pub every: Every,
    /// What is supposed, where it is asked what would be.
    pub supposing: Option<Supposing>,
}

/// The parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The clocks, one a row.
    List,
    /// The clock under the cursor, whole.
    Clock,
    /// The line of time.
    Time,
}

/// Whether clocks that are not asked for, or wait for a fact in great number, have a row each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// They are counted, by the reason.
    Counted,
    /// Each has its row.
    Listed,
}

/// One row of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A clock.
    Clock(ClockRow),
    /// A fact for which clocks wait.
    Fact {
        /// The fact.
        missing: Missing,
        /// The names of the clocks.
        clocks: Vec<String>,
    },
    /// Clocks that are not asked for, all for one reason.
    Reason {
        /// The reason.
        why: String,
        /// The names of the clocks.
        clocks: Vec<String>,
    },
}

/// A clock in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRow {
    /// The clock.
    pub id: ClockId,
    /// Its name.
    pub title: String,
    /// Whoever owes the notice.
    pub owes: Owes,
    /// To whom, in words that follow "to".
    pub to: String,
    /// How it stands.
    pub state: State,
    /// The same in a few words, with the days left.
    pub standing: String,
    /// The last good day.
    pub at: Option<Moment>,
    /// What was sent and when, in words.
    pub sent: Option<String>,
    /// By when, in words.
    pub by_when: String,
    /// How sure we are of its rule.
    pub verified: Verified,
    /// How it moves by what is supposed, in words and for a column.
    pub moved: Option<(String, String)>,
}

impl Clocks {
    /// The board of an incident.
    pub fn of(incident: RecordNo) -> Self {
        let (rows, pane, every) = (Rows::default(), Pane::List, Every::Counted);
        Self { incident, rows, pane, line: 0, every, supposing: None }
    }

    /// Moves over so many rows, or over the lines of a page.
    pub fn step(&mut self, step: Step, rows: usize, lines: usize) {
        match self.pane {
            Pane::List => {
                self.rows.step(step, rows);
                self.line = 0;
            }
            Pane::Clock | Pane::Time => self.line = moved(self.line, step, lines),
        }
    }

    /// Turns so many parts further, around the end.
    pub fn turn(&mut self, by: usize) {
        let panes = [Pane::List, Pane::Clock, Pane::Time];
        let at = panes.iter().position(|pane| *pane == self.pane).unwrap_or(0);
        let next = panes.iter().cycle().nth(at + by);
        self.show(next.copied().unwrap_or(Pane::List));
    }

    /// Shows a part from its first line on.
    pub const fn show(&mut self, pane: Pane) {
        self.pane = pane;
        self.line = 0;
    }
}

impl Row {
    /// Its clock, where it is one.
    pub const fn clock(&self) -> Option<&ClockRow> {
        match self {
            Self::Clock(row) => Some(row),
            Self::Fact { .. } | Self::Reason { .. } => None,
        }
    }

    /// How it stands, in a narrow column.
    pub fn standing(&self) -> &str {
        match self {
            Self::Clock(row) => &row.standing,
            Self::Fact { .. } => "waits",
            Self::Reason { .. } => "not asked for",
        }
    }

    /// What it is, without how it stands.
    pub fn what(&self) -> String {
        match self {
            Self::Clock(row) => row.named(),
            Self::Fact { missing, clocks } => {
                let wait = if clocks.len() == 1 { "waits" } else { "wait" };
                format!("{} {wait} for {}", many(clocks.len(), "clock"), missing.words())
            }
            Self::Reason { why, clocks } => format!("{}: {why}", many(clocks.len(), "clock")),
        }
    }

    /// The whole row in one line.
    pub fn words(&self) -> String {
        match self {
            Self::Clock(row) => row.words(),
            Self::Fact { .. } => self.what(),
            Self::Reason { .. } => format!("Not asked for, {}", self.what()),
        }
    }
}

impl ClockRow {
    fn of(clock: &Clock<'_>, board: &Board<'_>, moved: Option<&Moved>) -> Self {
        Self {
            id: clock.rule.id.clone(),
            title: clock.rule.title.clone(),
            owes: clock.rule.owes,
            to: clock.rule.to.clone(),
            state: clock.state,
            standing: words::standing(clock, board.today),
            at: clock.due(),
            sent: clock.sent_words(),
            by_when: clock.by_when(),
            verified: clock.rule.verified,
            moved: moved.map(|moved| (moved.words.clone(), moved.short.clone())),
        }
    }

    /// Its name, and before it whether its rule was checked.
    pub fn named(&self) -> String {
        match self.verified {
            Verified::Checked => self.title.clone(),
            Verified::Recalled => format!("(recalled) {}", self.title),
            Verified::ToVerify => format!("(to verify) {}", self.title),
        }
    }

    fn words(&self) -> String {
        let owes = words::tells(self.owes, &self.to);
        let mark = match self.verified {
            Verified::Checked => String::new(),
            verified => format!("; {}", verified.title()),
        };
        let said = match &self.moved {
            Some((moved, _)) => format!("moves: {moved}"),
            None => match (&self.sent, self.state) {
                (Some(sent), _) => format!("{sent}; {}", self.by_when),
                (None, State::NotRunning | State::Waiting) => self.by_when.clone(),
                (None, _) => format!("{}, {}", self.standing, self.by_when),
            },
        };
        format!("{}: {said}; {owes}{mark}", self.title)
    }
}

/// The rows of a board, those that move by what is supposed first, then the most pressing.
fn rows_of(board: &Board<'_>, every: Every, moves: &[Moved]) -> Vec<Row> {
    let by_id: BTreeMap<&ClockId, &Moved> = moves.iter().map(|one| (&one.clock, one)).collect();
    let row = |clock: &Clock<'_>| {
        let moved = by_id.get(&clock.rule.id).copied();
        Row::Clock(ClockRow::of(clock, board, moved))
    };
    let mut rows: Vec<Row> = moves
        .iter()
        .map(|one| match board.clock(&one.clock) {
            Some(clock) => row(clock),
            None => Row::Clock(one.gone.clone()),
        })
        .collect();
    let ordered = board.in_order();
    let of = |states: &'static [State]| {
        let stays = |clock: &&&Clock<'_>| !by_id.contains_key(&clock.rule.id);
        let fits = move |clock: &&&Clock<'_>| states.contains(&clock.state);
        ordered.iter().filter(fits).filter(stays).copied()
    };
    rows.extend(of(&[State::Late, State::Running, State::Promptly]).map(row));
    for (missing, clocks) in board.waiting_for() {
        let named = clocks.len() <= FEW || every == Every::Listed;
        let first = |clock: &&&Clock<'_>| match &clock.limit {
            Limit::Waiting(facts) => facts.first() == Some(&missing),
            _ => false,
        };
        let mine: Vec<Row> =
            clocks.iter().filter(|_| named).filter(first).map(|one| row(one)).collect();
        let clocks = clocks.iter().map(|clock| clock.rule.title.clone()).collect();
        rows.push(Row::Fact { missing, clocks });
        rows.extend(mine);
    }
    rows.extend(of(&[State::SentLate, State::Sent]).map(row));
    if every == Every::Listed {
        rows.extend(of(&[State::NotRunning]).map(row));
        return rows;
    }
    for (why, clocks) in by_reason(of(&[State::NotRunning]), NotRunning::group) {
        let clocks = clocks.iter().map(|clock| clock.rule.title.clone()).collect();
        rows.push(Row::Reason { why, clocks });
    }
    rows
}

impl App {
    /// The clock board that is seen.
    pub fn clocks(&self) -> Option<&Clocks> {
        match self.screen() {
            Some(Screen::Clocks(clocks)) => Some(clocks),
            _ => None,
        }
    }

    /// The clock board that is seen, to be changed.
    pub(in crate::app) fn clocks_mut(&mut self) -> Option<&mut Clocks> {
        match self.screens.last_mut() {
            Some(Screen::Clocks(clocks)) => Some(clocks),
            _ => None,
        }
    }

    /// The incident that is seen, with what is supposed; nothing where it is not on file.
    pub(in crate::app) fn incident_seen(&self) -> Option<Incident<'_>> {
        let clocks = self.clocks()?;
        let incident = self.incident_on_file(clocks.incident)?;
        Some(match &clocks.supposing {
            Some(supposing) => supposing.of(&incident),
            None => incident,
        })
    }

    /// The clocks of the incident that is seen, with what is supposed.
    pub fn with_board<R>(&self, read: impl FnOnce(&Board<'_>) -> R) -> Option<R> {
        let store = self.store.as_ref()?;
        let board = Board::of(self.incident_seen()?, &store.bank.clocks, store.today);
        Some(read(&board))
    }

    /// How the clocks that are seen move by what is supposed; nothing where nothing is.
    pub fn moves(&self) -> Vec<Moved> {
        let (Some(store), Some(clocks)) = (&self.store, self.clocks()) else { return Vec::new() };
        let on_file = self.incident_on_file(clocks.incident).filter(|_| clocks.supposing.is_some());
        let Some(on_file) = on_file else { return Vec::new() };
        let now = Board::of(on_file, &store.bank.clocks, store.today);
        self.with_board(|then| supposing::moves(&now, then)).unwrap_or_default()
    }

    /// Whether it is asked what would be, so that every frame says that nothing is recorded.
    pub fn is_supposing(&self) -> bool {
        self.clocks().is_some_and(|clocks| clocks.supposing.is_some())
    }

    /// The rows of the board that are shown.
    pub fn clock_rows(&self) -> Vec<Row> {
        let Some(clocks) = self.clocks() else { return Vec::new() };
        let moves = self.moves();
        let mut rows =
            self.with_board(|board| rows_of(board, clocks.every, &moves)).unwrap_or_default();
        rows.retain(|row| clocks.rows.shows(&row.words()));
        rows
    }

    /// The row under the cursor.
    pub fn clock_row_in_hand(&self) -> Option<Row> {
        let at = self.clocks()?.rows.at;
        self.clock_rows().into_iter().nth(at)
    }

    /// The clock under the cursor.
    pub fn clock_in_hand(&self) -> Option<ClockId> {
        self.clock_row_in_hand()?.clock().map(|row| row.id.clone())
    }

    /// Puts the cursor on a clock; where it has no row of its own, every clock gets one.
    pub(in crate::app) fn show_clock(&mut self, id: &ClockId) {
        for every in [Every::Counted, Every::Listed] {
            if let Some(clocks) = self.clocks_mut() {
                clocks.every = every;
            }
            let of = |row: &Row| row.clock().is_some_and(|row| row.id == *id);
            let place = self.clock_rows().iter().position(of);
            if let (Some(place), Some(clocks)) = (place, self.clocks_mut()) {
                clocks.rows.at = place;
                return;
            }
        }
    }
}
