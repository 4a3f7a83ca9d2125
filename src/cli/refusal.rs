//! What the parser of arguments says, in the form of every other problem; and the flag that says yes to a doubt.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Ended;
use super::output::{Form, Output};
use crate::problem::{Doubt, Problem};

/// For whom a run prints whose arguments could not be read.
pub(super) fn form_of(typed: &[OsString]) -> Form {
    if typed.iter().any(|word| word == "--json") { Form::Json } else { Form::Words }
}

/// Prints the help or version that was asked for.
///
/// # Errors
/// Anything else is wrong use.
pub(super) fn answer(error: &clap::Error, out: &mut Output<'_>) -> Result<Ended, Problem> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            out.verbatim(&error.render().to_string());
            Ok(Ended::Well)
        }
        _ => Err(problem(error)),
    }
}

/// Names the flag that lets a doubted request through.
pub(super) fn with_flag(problem: Problem) -> Problem {
    let flag = match problem.doubt {
        None => return problem,
        Some(Doubt::EmptyFile) => "--empty",
        Some(Doubt::DatedAhead) => "--future",
        Some(Doubt::PatientData) => "--patient-data-checked",
        Some(Doubt::SameName) => "--same-name",
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
        None => told.next("see proofbook --help"),
    }
}

fn told(error: &clap::Error) -> Problem {
    let word = |kind| context(error, kind).unwrap_or_default();
    let (argument, value) = (word(ContextKind::InvalidArg), word(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            Problem::wrong_use(format!("there is no verb '{}'", word(ContextKind::InvalidSubcommand)))
        }
        ErrorKind::UnknownArgument => Problem::wrong_use(format!("'{argument}' is not known here")),
        ErrorKind::MissingRequiredArgument => {
            Problem::wrong_use(format!("something is missing: {argument}"))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let verbs = match error.get(ContextKind::ValidSubcommand) {
                Some(ContextValue::Strings(verbs)) => verbs.join(", "),
                _ => String::new(),
            };
            let problem = Problem::wrong_use("a verb is missing");
            if verbs.is_empty() { problem } else { problem.next(format!("one of {verbs}")) }
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
            Problem::wrong_use(format!("{}: {why}", short(&argument)))
        }
        ErrorKind::ArgumentConflict => Problem::wrong_use(format!(
            "{argument} does not go together with {}",
            word(ContextKind::PriorArg)
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

/// `--dated` of `--dated <DATE>`.
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

fn suggestion(error: &clap::Error) -> Option<String> {
    let kinds =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    kinds.into_iter().find_map(|kind| context(error, kind))
}

fn usage(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else { return None };
    let usage = usage.to_string();
    let usage = usage.trim_start_matches("Usage:").split_whitespace().collect::<Vec<_>>().join(" ");
    (!usage.is_empty()).then(|| format!("usage: {usage}"))
}
