//! What may be typed: the flags of every verb, and the verbs.
#![expect(
    clippy::doc_markdown,
    reason = "these comments are printed as help, where backticks would show"
)]

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use super::output::{Color, Form, Output};
use super::{Around, Ended};
use super::{
    answer, backup, binder, clock_fault, contradictions, cycle, deadlines, diff, doctor, evidence,
    followup, gaps, generate, handover, hold, incident, inquiry, interview, log, organization,
    portfolio, question, questionnaire, register, report, restore, sample, seal, sign, status,
    vendor, verify, withhold,
};
use crate::desk::Desk;
use crate::domain::as_of::AsOf;
use crate::problem::Problem;
use crate::settings::{Settings, Symbols, Theme};

/// Gets a healthcare organization ready for the day a regulator asks about one of its vendors.
///
/// Without a verb the full-screen program starts. Every verb works on the same record and obeys the same rules. VENDOR is a vendor's
/// short name, its id, or an unambiguous start of its name. Dates are written YYYY-MM-DD.
#[derive(Debug, Parser)]
#[command(
    name = "proofbook",
    version,
    max_term_width = 80,
    subcommand_value_name = "VERB",
    subcommand_help_heading = "Verbs",
    disable_help_subcommand = true,
    after_help = EXIT_CODES
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

/// The definition of the command line, from which everything else is printed.
pub(super) fn command() -> Command {
    Arguments::command().mut_subcommands(named_verbs)
}

/// What follows a verb of verbs is a verb, too.
fn named_verbs(command: Command) -> Command {
    command
        .subcommand_value_name("VERB")
        .subcommand_help_heading("Verbs")
        .disable_help_subcommand(true)
        .mut_subcommands(named_verbs)
}

/// Reads what was typed.
///
/// # Errors
/// It cannot be read, or help was asked for.
pub(super) fn read(typed: &[OsString]) -> Result<Arguments, clap::Error> {
    let mut command = command();
    let matches = command.try_get_matches_from_mut(typed)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 done, and 'gaps', 'deadlines', 'contradictions', 'questionnaire check', 'binder' or 'doctor' found something; 2 wrong use; 3 data cannot be trusted; 4 could not \
read or write; 130 interrupted.";

/// The flags of every verb.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Flags of every verb")]
pub(super) struct Global {
    /// The folder that holds the record (also: PROOFBOOK_DATA)
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// Print one JSON document; problems and talk go to stderr as JSON, a line each
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Whether words are also colored
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    pub(super) color: ColorWhen,
    /// Plain lines in place of full screens
    #[arg(long, global = true)]
    pub(super) plain: bool,
    /// The colors of the screens (also: PROOFBOOK_THEME)
    #[arg(
        long,
        value_name = "NAME",
        help_heading = "Flags of the screens, before the verb",
        hide_short_help = true,
        value_parser = PossibleValuesParser::new(Theme::WORDS)
    )]
    pub(super) theme: Option<String>,
    /// The characters of lines and boxes (also: PROOFBOOK_SYMBOLS)
    #[arg(
        long,
        value_name = "NAME",
        help_heading = "Flags of the screens, before the verb",
        hide_short_help = true,
        value_parser = PossibleValuesParser::new(Symbols::WORDS)
    )]
    pub(super) symbols: Option<String>,
    /// The account that records (also: PROOFBOOK_ACCOUNT; else the system's user)
    #[arg(long, global = true, value_name = "ACCOUNT")]
    pub(super) by: Option<String>,
    /// Why the record may lie on a network's file system in spite of the warning; it is recorded
    #[arg(long, global = true, value_name = "TEXT", hide_short_help = true)]
    pub(super) network_reason: Option<String>,
    /// Everything as it was on file at the end of that day, or up to the vendor's event of that number
    #[arg(long, global = true, value_name = "DATE|#N", value_parser = AsOf::read)]
    pub(super) as_of: Option<AsOf>,
}

impl Global {
    /// For whom the run prints.
    pub(super) const fn form(&self) -> Form {
        if self.json { Form::Json } else { Form::Words }
    }
}

/// When words are also colored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColorWhen {
    /// Whether color may be used; a NO_COLOR that is not empty forbids what is not asked for (no-color.org).
    pub(super) fn resolve(self, terminal: bool, no_color: Option<&String>) -> Color {
        let allowed = match self {
            Self::Auto => terminal && no_color.is_none_or(String::is_empty),
            Self::Always => true,
            Self::Never => false,
        };
        if allowed { Color::Yes } else { Color::No }
    }
}

/// The verbs, in the order in which staff meet them.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Make a sample organization to look around in
    Sample(sample::Sample),
    /// Show or set the facts about our organization
    #[command(subcommand)]
    Organization(organization::Verb),
    /// Add, list, show, change, retire and restore vendors
    #[command(subcommand)]
    Vendor(vendor::Verb),
    /// List, show and check questionnaires
    #[command(subcommand)]
    Questionnaire(questionnaire::Verb),
    /// List and show questions
    #[command(subcommand)]
    Question(question::Verb),
    /// Walk through a questionnaire about a vendor
    Interview(interview::Interview),
    /// Record an answer
    Answer(answer::Answer),
    /// Confirm answers as they stand
    Confirm(answer::Confirm),
    /// Take back your last change of today about a vendor
    Undo(answer::Undo),
    /// Bring back what was just undone
    Redo(answer::Redo),
    /// Take, list, link and verify exhibits
    #[command(subcommand)]
    Evidence(evidence::Verb),
    /// Keep agreements and clauses, audits, insurance, subcontractors, known problems, incidents
    #[command(subcommand)]
    Register(register::Verb),
    /// Record incidents, show every clock that they start, mark what was sent
    #[command(subcommand)]
    Incident(incident::Verb),
    /// Show how ready we are, over all or for one vendor
    Status(status::Status),
    /// List the gaps, the gravest first; exit code 1 if there are any
    Gaps(gaps::Gaps),
    /// Own or accept one gap
    #[command(subcommand)]
    Gap(gaps::Verb),
    /// List facts on file that collide, the gravest first; exit code 1 if there are any
    Contradictions(contradictions::Contradictions),
    /// List everything with a day: what stops being current, ends or is due; exit code 1 if there is any
    Deadlines(deadlines::Deadlines),
    /// List what somebody is to find out, or end one of them
    #[command(subcommand)]
    Followup(followup::Verb),
    /// Open, close and list reassessments
    #[command(subcommand)]
    Cycle(cycle::Verb),
    /// Keep a regulator's inquiry: its days, its numbered requests, and what answers each of them
    #[command(subcommand)]
    Inquiry(inquiry::Verb),
    /// Write down what was handed to whom, and list it
    #[command(subcommand)]
    Handover(handover::Verb),
    /// Set, end and list legal holds: matters for which everything is kept
    #[command(subcommand)]
    Hold(hold::Verb),
    /// Hide a text from every output, on every day; the journal on disk keeps its bytes
    Withhold(withhold::Withhold),
    /// List everything that was recorded about a vendor
    Log(log::Log),
    /// Compare a vendor as it stood on two days: what moved, and why
    Diff(diff::Diff),
    /// Verify the record: every event's hash, and every copy in the vault
    Verify(verify::Verify),
    /// Write the report about a vendor
    Report(report::Report),
    /// Make the folder that is handed over: report, exhibits, manifest and index page; exit code 1 if a copy is damaged or missing
    Binder(binder::Binder),
    /// Write the report over all vendors: figures, a map by theme, the gravest gaps, what is due, a page each
    Portfolio(portfolio::Portfolio),
    /// Sign off on a vendor's record, with what is open acknowledged
    Sign(sign::Sign),
    /// Export the seal of a sign-off; keep the signatures and time stamps that come back
    #[command(subcommand)]
    Seal(seal::Verb),
    /// Copy the whole record into one archive, also while others record
    Backup(backup::Backup),
    /// Make a record again from an archive, in an empty folder
    Restore(restore::Restore),
    /// Look at what around the record may harm it; exit code 1 if anything does
    Doctor(doctor::Doctor),
    /// Record that the clock was wrong when the last events were recorded
    ClockFault(clock_fault::ClockFault),
    /// Print the manual page, completions and other generated texts
    #[command(subcommand)]
    Generate(generate::Verb),
}

impl Verb {
    /// Whether it works on a record whose questions in force cannot be read.
    pub(super) const fn needs_no_questions(&self) -> bool {
        matches!(self, Self::Verify(verify) if verify.is_of_all())
    }

    /// Carries the verb out.
    pub(super) fn run(
        self,
        desk: &mut Desk,
        settings: &Settings,
        around: &mut Around<'_>,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        match self {
            Self::Sample(_) => sample::run(&around.seat(settings)?, out),
            Self::Organization(verb) => verb.run(desk, out),
            Self::Vendor(verb) => verb.run(desk, out),
            Self::Questionnaire(verb) => verb.run(desk, &*around.io, out),
            Self::Question(verb) => verb.run(desk, out),
            Self::Interview(interview) => interview.run(desk, settings, around, out),
            Self::Answer(answer) => answer.run(desk, out),
            Self::Confirm(confirm) => confirm.run(desk, out),
            Self::Undo(undo) => undo.run(desk, out),
            Self::Redo(redo) => redo.run(desk, out),
            Self::Evidence(verb) => verb.run(desk, out),
            Self::Register(verb) => verb.run(desk, out),
            Self::Incident(verb) => verb.run(desk, out),
            Self::Status(status) => status.run(desk, out),
            Self::Gaps(gaps) => gaps.run(desk, out),
            Self::Gap(verb) => verb.run(desk, out),
            Self::Contradictions(all) => all.run(desk, out),
            Self::Deadlines(all) => all.run(desk, out),
            Self::Followup(verb) => verb.run(desk, out),
            Self::Cycle(verb) => verb.run(desk, out),
            Self::Inquiry(verb) => verb.run(desk, out),
            Self::Handover(verb) => verb.run(desk, out),
            Self::Hold(verb) => verb.run(desk, out),
            Self::Withhold(withhold) => withhold.run(desk, out),
            Self::Log(log) => log.run(desk, around.terminal, out),
            Self::Diff(diff) => diff.run(desk, out),
            Self::Verify(verify) => verify.run(desk, out),
            Self::Report(report) => report.run(desk, out),
            Self::Binder(binder) => binder.run(desk, out),
            Self::Portfolio(portfolio) => portfolio.run(desk, out),
            Self::Sign(sign) => sign.run(desk, out),
            Self::Seal(verb) => verb.run(desk, around.terminal, out),
            Self::Backup(backup) => backup.run(&around.seat(settings)?, out),
            Self::Restore(restore) => restore.run(&around.seat(settings)?, out),
            Self::Doctor(doctor) => doctor.run(settings, around, out),
            Self::ClockFault(fault) => fault.run(desk, out),
            Self::Generate(generate) => generate.run(settings, out),
        }
    }
}
