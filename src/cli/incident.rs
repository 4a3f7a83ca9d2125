//! `incident`: what happened at a vendor, and every clock that it starts - who must be told by when, under which rule, and what was sent.

mod board;
mod clock;
mod line;
mod list;
mod rules;
mod suppose;
mod write;

use clap::Subcommand;

use super::output::Output;
use super::register::record::Given;
use super::{Ended, register, typed};
use crate::desk::Desk;
use crate::domain::clock::rule::ClockId;
use crate::domain::clock::{Board, Incident};
use crate::domain::dossier::Dossier;
use crate::domain::register::{Record, RecordNo, RegisterKind};
use crate::problem::Problem;

/// The verbs of `incident`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Record an incident: what happened, and whatever is known of it by now
    Add(write::Add),
    /// Change what is known of an incident
    Set(write::Set),
    /// List the incidents, each with its next clock
    List {
        /// The vendor; all of them, where none is named
        vendor: Option<String>,
    },
    /// Show every clock of an incident: by when, under which rule, what is missing, what was sent
    Show(Show),
    /// Mark the notice of a clock as sent
    Sent(write::Sent),
    /// Show what would move if facts were otherwise; nothing is recorded
    WhatIf {
        /// The vendor
        vendor: String,
        /// The incident, such as IC-01
        #[arg(value_name = "ID", value_parser = typed::incident)]
        incident: RecordNo,
        /// What is supposed; nothing behind the '=' supposes that it is not known
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = register::record::given)]
        fields: Vec<Given>,
        /// The clocks one by one that neither ran nor would run, too
        #[arg(long)]
        all: bool,
    },
    /// List the rules in force: the jurisdictions, the clocks of one, or one rule whole
    Rules {
        /// A state's two letters, 'us', 'eu', or a clock's id such as us.hipaa.individuals
        #[arg(value_name = "STATE|CLOCK")]
        of: Option<String>,
    },
}

/// `incident show`.
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// The vendor
    vendor: String,
    /// The incident, such as IC-01
    #[arg(value_name = "ID", value_parser = typed::incident)]
    incident: RecordNo,
    /// List the clocks that are not asked for, and those that wait, one by one
    #[arg(long)]
    all: bool,
    /// Show one clock whole: the rule, and how its day was found step by step
    #[arg(long, value_name = "CLOCK", conflicts_with = "all")]
    clock: Option<String>,
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        match self {
            Self::Add(add) => add.run(desk, out)?,
            Self::Set(set) => set.run(desk, out)?,
            Self::List { vendor } => list::run(desk, vendor.as_deref(), out)?,
            Self::Show(show) => show.run(desk, out)?,
            Self::Sent(sent) => sent.run(desk, out)?,
            Self::WhatIf { vendor, incident, fields, all } => {
                suppose::run(desk, &vendor, incident, &fields, all, out)?;
            }
            Self::Rules { of } => rules::run(desk, of.as_deref(), out)?,
        }
        Ok(Ended::Well)
    }
}

impl Show {
    fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let dossier = typed::dossier(desk, &self.vendor)?;
        let record = on_file(&dossier, self.incident)?;
        let board = board_of(desk, &dossier, record);
        if let Some(id) = self.clock {
            return clock::show(&board, &ClockId(id), out);
        }
        board::show(&board, record, self.all, out);
        Ok(())
    }
}

/// The incident of that number, set aside or not.
fn on_file(dossier: &Dossier, no: RecordNo) -> Result<&Record, Problem> {
    let registers = &dossier.registers;
    registers.numbered(no).ok_or_else(|| {
        let known: Vec<String> =
            registers.of(RegisterKind::Incidents).map(|record| record.no.to_string()).collect();
        let problem = Problem::wrong_use(format!("there is no incident {no} of {}", dossier.name));
        if known.is_empty() {
            problem.next(format!(
                "record it first: proofbook incident add {} --what WORDS --discovered DAY",
                dossier.slug
            ))
        } else {
            problem.next(format!("these are there: {}", known.join(", ")))
        }
    })
}

/// The clocks of an incident as it is on file, on the day that is looked at.
fn board_of<'a>(desk: &'a Desk, dossier: &'a Dossier, record: &'a Record) -> Board<'a> {
    let incident = Incident::of(record, dossier, desk.organization());
    Board::of(incident, &desk.bank().clocks, desk.today_of(dossier.id))
}

/// A clock of that id.
fn no_such_clock(board: &Board<'_>, id: &ClockId) -> Problem {
    let known = board.clocks.iter().map(|clock| clock.rule.id.as_str());
    Problem::wrong_use(format!("there is no clock '{id}' of {}", board.incident.no))
        .did_you_mean(id.as_str(), known)
        .next(format!(
            "see them all: proofbook incident show {} {} --all",
            board.incident.dossier.slug, board.incident.no
        ))
}
