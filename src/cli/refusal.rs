//! What the parser of arguments says, in the form of every other problem; and the flag that says yes to a doubt.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::output::{Form, Output};
use super::{Ended, arguments};
use crate::problem::{Doubt, Problem};
use crate::text::nearest;

/// For whom a run prints whose arguments could not be read.
pub(super) fn form_of(typed: &[OsString]) -> Form {
    if typed.iter().any(|word| word == "--json") { Form::Json } else { Form::Words }
}

/// Prints the help or version that was asked for.
///
/// # Errors
/// Anything else is wrong use.
pub(super) fn answer(
    error: &clap::Error,
    typed: &[OsString],
    out: &mut Output<'_>,
) -> Result<Ended, Problem> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            out.verbatim(&error.render().to_string());
            Ok(Ended::Well)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Err(verb_missing(typed))
        }
        _ => Err(problem(error)),
    }
}

/// Names the verbs that may follow what was typed.
fn verb_missing(typed: &[OsString]) -> Problem {
    let mut command = arguments::command();
    let mut path = command.get_name().to_owned();
    for word in typed.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(next) = command.find_subcommand(word) {
            path = format!("{path} {word}");
            command = next.clone();
        }
    }
    let verbs: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    Problem::wrong_use(format!("'{path}' needs a verb after it"))
        .next(format!("one of {}", verbs.join(", ")))
        .next(format!("see {path} --help"))
}

/// Names the flag or verb that lets a doubted request through.
pub(super) fn with_flag(problem: Problem) -> Problem {
    let flag = match problem.doubt {
        None => return problem,
        Some(Doubt::WrongClock) => {
            return problem.next("that is: proofbook clock-fault VENDOR --reason TEXT");
        }
        Some(Doubt::EmptyFile) => "--empty",
        Some(Doubt::DatedAhead) => "--future",
        Some(Doubt::PatientData) => "--patient-data-checked",
        Some(Doubt::SameName) => "--same-name",
        Some(Doubt::CycleUnfinished | Doubt::RequestsOpen) => "--unfinished",
        Some(Doubt::SentEarly) => "--sent-early",
        Some(Doubt::DueEarlier) => "--earlier",
        Some(Doubt::InternalEdition) => "--internal-edition",
        Some(Doubt::ChangedReport) => "--changed-report",
        Some(Doubt::NetworkFolder) => "--network-reason TEXT",
    };
    problem.next(format!("to say yes, run it again with {flag}"))
}

fn problem(error: &clap::Error) -> Problem {
    let told = told(error);
    let told = match suggestion(error) {
        Some(near) => told.next(format!("did you mean '{near}'?")),
        None => told,
    };
    match usage(error) {
        Some(usage) => told.next(usage),
        None if told.next.is_empty() => told.next("see proofbook --help"),
        None => told,
    }
}

fn told(error: &clap::Error) -> Problem {
    let word = |kind| context(error, kind).unwrap_or_default();
    let (argument, value) =
        (plain(&word(ContextKind::InvalidArg)), word(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::InvalidSubcommand => Problem::wrong_use(format!(
            "there is no verb '{}'",
            word(ContextKind::InvalidSubcommand)
        )),
        ErrorKind::UnknownArgument => Problem::wrong_use(format!("'{argument}' is not known here")),
        ErrorKind::MissingRequiredArgument => {
            Problem::wrong_use(format!("something is missing: {argument}"))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Problem::wrong_use(format!("{argument} needs a value"))
        }
        ErrorKind::InvalidValue => {
            let problem = Problem::wrong_use(format!("'{value}' is no value of {argument}"));
            let valid = word(ContextKind::ValidValue);
            if valid.is_empty() { problem } else { problem.next(format!("it takes {valid}")) }
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string);
            let why = why.unwrap_or_else(|| format!("'{value}' is not accepted"));
            let (why, near) = why.split_once("; did you mean ").unwrap_or((&why, ""));
            let problem = Problem::wrong_use(format!("{}: {why}", short(&argument)));
            if near.is_empty() { problem } else { problem.next(format!("did you mean {near}")) }
        }
        ErrorKind::ArgumentConflict => Problem::wrong_use(format!(
            "{argument} does not go together with {}",
            plain(&word(ContextKind::PriorArg))
        )),
        ErrorKind::InvalidUtf8 => {
            Problem::wrong_use("an argument is not text that can be recorded (it is not UTF-8)")
                .next("a file with such a name can be taken once it is renamed")
        }
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            Problem::wrong_use(first.trim_start_matches("error: ").to_owned())
        }
    }
}

/// `VENDOR, FILE` of `<VENDOR>, <FILE>...`.
fn plain(argument: &str) -> String {
    argument.replace(['<', '>', '[', ']'], "").replace("...", "")
}

/// `--dated` of `--dated DATE`.
fn short(argument: &str) -> &str {
    argument.split(' ').next().unwrap_or(argument)
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}

/// The nearest of what the parser suggests.
fn suggestion(error: &clap::Error) -> Option<String> {
    let pairs = [
        (ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand),
        (ContextKind::InvalidArg, ContextKind::SuggestedArg),
        (ContextKind::InvalidValue, ContextKind::SuggestedValue),
    ];
    let (given, near) =
        pairs.into_iter().find_map(|(given, near)| Some((given, error.get(near)?)))?;
    match near {
        ContextValue::String(near) => Some(near.clone()),
        ContextValue::Strings(all) => {
            let given = context(error, given).unwrap_or_default();
            nearest(&given, all.iter().map(String::as_str)).map(str::to_owned)
        }
        _ => None,
    }
}

fn usage(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else { return None };
    let usage = usage.to_string();
    let usage = usage.trim_start_matches("Usage:").split_whitespace().collect::<Vec<_>>().join(" ");
    (!usage.is_empty()).then(|| format!("usage: {usage}"))
}
