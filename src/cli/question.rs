//! `question`: the bank of questions, whatever questionnaire asks them.

use clap::Subcommand;
use serde::Serialize;

use super::output::{Align, Output, Table};
use super::{Ended, typed};
use crate::desk::Desk;
use crate::domain::bank::Source;
use crate::domain::id::QuestionId;
use crate::domain::question::{Limit, Question, Verified};
use crate::problem::Problem;

/// The verbs of `question`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// List every question
    List,
    /// Show one question: what it rests on, what may be answered, what would show it
    Show {
        /// Its id, such as baa.executed
        question: String,
    },
}

#[derive(Serialize)]
struct Listing<'a> {
    questions: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    schema: &'static str,
    #[serde(flatten)]
    marked: Marked<'a>,
}

/// A question with whose it is.
#[derive(Serialize)]
pub(super) struct Marked<'a> {
    source: Source,
    #[serde(flatten)]
    pub(super) question: &'a Question,
}

impl<'a> From<&'a Question> for Marked<'a> {
    fn from(question: &'a Question) -> Self {
        Self { source: Source::of(question.id.as_str()), question }
    }
}

/// A question as an object of its own.
const SCHEMA: &str = "proofbook/question/1";

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let bank = desk.bank().clone();
        match self {
            Self::List => {
                let listed = |question| Listed { schema: SCHEMA, marked: Marked::from(question) };
                let document = Listing { questions: bank.questions().iter().map(listed).collect() };
                out.result("question-list", &document, |out| out.table(&table(bank.questions())));
            }
            Self::Show { question } => {
                let question = typed::question(&bank, &question)?;
                out.result("question", &Marked::from(question), |out| show(question, out));
            }
        }
        Ok(Ended::Well)
    }
}

fn table(questions: &[Question]) -> Table {
    let mut table = Table::new([
        ("Question", Align::Left),
        ("Severity", Align::Left),
        ("Basis", Align::Left),
        ("About", Align::Wrapped),
    ]);
    for question in questions {
        let own = if is_own(question) { " (our own)" } else { "" };
        table.row([
            question.id.as_str().into(),
            question.severity.title().into(),
            question.basis.title().into(),
            format!("{}{own}", question.title).into(),
        ]);
    }
    table
}

fn is_own(question: &Question) -> bool {
    Source::of(question.id.as_str()) == Source::Own
}

/// One question with everything that helps to answer it.
pub(super) fn show(question: &Question, out: &mut Output<'_>) {
    const WIDTH: usize = 13;
    out.heading(&format!("{}  {}", question.id, question.title));
    out.blank();
    out.text(0, &question.text);
    out.blank();
    out.labeled("Answer", WIDTH, &question.kind.accepted());
    for (value, label) in question.kind.choices() {
        out.labeled("", WIDTH, &format!("{value}: {label}"));
    }
    for limit in question.kind.limits() {
        out.labeled("Limit", WIDTH, &limit_told(limit));
    }
    out.labeled("Severity", WIDTH, question.severity.title());
    out.labeled("Basis", WIDTH, question.basis.title());
    for (at, citation) in question.citations.iter().enumerate() {
        let mark = match citation.verified {
            Verified::Checked => String::new(),
            not_checked => format!("; {not_checked}"),
        };
        let label = if at == 0 { "Rests on" } else { "" };
        out.labeled(label, WIDTH, &format!("{} ({}{mark})", citation.text, citation.basis));
    }
    if is_own(question) {
        out.labeled("Written by", WIDTH, "our organization; it did not come with the program");
    }
    if question.verified != Verified::Checked {
        out.labeled("Mark", WIDTH, question.verified.title());
    }
    let roles: Vec<&str> = question.ask_of.iter().map(|role| role.title()).collect();
    out.labeled("Ask", WIDTH, &roles.join(", "));
    out.labeled("Why", WIDTH, &question.guidance);
    for (at, evidence) in question.evidence.iter().enumerate() {
        out.labeled(if at == 0 { "Good evidence" } else { "" }, WIDTH, evidence);
    }
    if let Some(days) = question.evidence_max_age_days {
        out.labeled("", WIDTH, &format!("at most {days} days old"));
    }
    out.labeled("Remedy", WIDTH, &question.remedy);
    if let Some(clause) = &question.clause {
        out.labeled("Clause idea", WIDTH, clause);
    }
    if !question.aliases.is_empty() {
        let aliases: Vec<&str> = question.aliases.iter().map(QuestionId::as_str).collect();
        out.labeled("Also called", WIDTH, &aliases.join(", "));
    }
}

fn limit_told(limit: &Limit) -> String {
    format!("falls short when {}; {}", limit.fails_when, limit.set_by)
}
