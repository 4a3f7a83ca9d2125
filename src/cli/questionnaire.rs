//! `questionnaire`: the ordered views over the bank, and checking files of one's own.
#![expect(
    clippy::doc_markdown,
    reason = "some comments are printed as help, where backticks would show"
)]

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::Serialize;

use super::output::{Align, Output, Table};
use super::{Ended, question, typed};
use crate::desk::Desk;
use crate::domain::bank::Bank;
use crate::domain::question::{Question, Role, Scope};
use crate::domain::questionnaire::Questionnaire;
use crate::io::{self, Io, Kind, Open};
use crate::problem::Problem;
use crate::questionnaires::{self, Finding, Weight, builtin};

/// The verbs of `questionnaire`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// List the questionnaires
    List,
    /// Show the questions of a questionnaire
    Show {
        /// Its id, such as core
        questionnaire: String,
        /// Only what this role can answer: privacy, security, legal, procurement, vendor_manager or vendor
        #[arg(long, value_parser = typed::role)]
        role: Option<Role>,
        /// Every question in full, for handing out
        #[arg(long)]
        text: bool,
    },
    /// Check question files of your own beside the shipped ones; exit code 1 if something is wrong
    Check(Check),
}

/// `questionnaire check`: needs no record.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Verb {
    pub(super) fn run(
        self,
        desk: &mut Desk,
        io: &dyn Io,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        let bank = desk.bank().clone();
        match self {
            Self::List => list(&bank, out),
            Self::Show { questionnaire, role, text } => {
                show(&bank, typed::questionnaire(&bank, &questionnaire)?, role, text, out);
            }
            Self::Check(check) => return check.run(io, out),
        }
        Ok(Ended::Well)
    }
}

fn list(bank: &Bank, out: &mut Output<'_>) {
    #[derive(Serialize)]
    struct Document<'a> {
        questionnaires: Vec<Listed<'a>>,
    }
    #[derive(Serialize)]
    struct Listed<'a> {
        id: &'a str,
        title: &'a str,
        for_whom: &'a str,
        minutes: u32,
        leaves_out: &'a str,
        questions: usize,
    }
    let listed = |one: &'_ Questionnaire| one.questions().count();
    let document = Document {
        questionnaires: bank
            .questionnaires
            .iter()
            .map(|one| Listed {
                id: &one.id,
                title: &one.title,
                for_whom: &one.for_whom,
                minutes: one.minutes,
                leaves_out: &one.leaves_out,
                questions: listed(one),
            })
            .collect(),
    };
    out.result("questionnaire-list", &document, |out| {
        for one in &document.questionnaires {
            out.heading(&format!("{}  {}", one.id, one.title));
            out.text(2, &format!("{} questions, about {} minutes.", one.questions, one.minutes));
            out.text(2, &format!("For: {}", one.for_whom));
            out.text(2, &format!("Leaves out: {}", one.leaves_out));
        }
    });
}

#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    title: &'a str,
    for_whom: &'a str,
    minutes: u32,
    leaves_out: &'a str,
    role: Option<Role>,
    sections: Vec<ShownSection<'a>>,
}

#[derive(Serialize)]
struct ShownSection<'a> {
    title: &'a str,
    questions: Vec<&'a Question>,
}

fn show(
    bank: &Bank,
    questionnaire: &Questionnaire,
    role: Option<Role>,
    text: bool,
    out: &mut Output<'_>,
) {
    let can_answer = |question: &&Question| role.is_none_or(|role| question.ask_of.contains(&role));
    let sections: Vec<ShownSection<'_>> = questionnaire
        .sections
        .iter()
        .map(|section| ShownSection {
            title: &section.title,
            questions: section
                .questions
                .iter()
                .filter_map(|id| bank.question(id))
                .filter(can_answer)
                .collect(),
        })
        .filter(|section| !section.questions.is_empty())
        .collect();
    let document = Shown {
        id: &questionnaire.id,
        title: &questionnaire.title,
        for_whom: &questionnaire.for_whom,
        minutes: questionnaire.minutes,
        leaves_out: &questionnaire.leaves_out,
        role,
        sections,
    };
    out.result("questionnaire-show", &document, |out| {
        out.heading(&questionnaire.title);
        if let Some(role) = role {
            out.line(&format!("Only what {role} can answer."));
        }
        for section in &document.sections {
            out.blank();
            out.heading(section.title);
            if text {
                for one in &section.questions {
                    out.blank();
                    question::show(one, out);
                }
            } else {
                out.table(&titles(&section.questions));
            }
        }
    });
}

fn titles(questions: &[&Question]) -> Table {
    let mut table = Table::new([("Question", Align::Left), ("About", Align::Wrapped)]);
    for question in questions {
        let about = match question.scope {
            Scope::Vendor => question.title.clone(),
            other => format!("{} (about {other})", question.title),
        };
        table.row([question.id.as_str().into(), about.into()]);
    }
    table
}

impl Check {
    pub(super) fn run(self, io: &dyn Io, out: &mut Output<'_>) -> Result<Ended, Problem> {
        #[derive(Serialize)]
        struct Document<'a> {
            findings: &'a [Finding],
        }
        let mut own = Vec::new();
        for path in &self.files {
            let bytes = read(io, path)?;
            own.push((path.display().to_string(), bytes));
        }
        let findings = check(&own);
        out.result("questionnaire-check", &Document { findings: &findings }, |out| {
            for finding in &findings {
                out.line(&finding.to_string());
            }
            if findings.is_empty() {
                out.line("Nothing to mend.");
            }
        });
        let wrong = findings.iter().any(|finding| finding.weight != Weight::Note);
        Ok(if wrong { Ended::Found } else { Ended::Well })
    }
}

/// The bytes of a file of the user's own; a pipe or folder has none to check.
fn read(io: &dyn Io, path: &Path) -> Result<Vec<u8>, Problem> {
    let unreadable = |error: std::io::Error| {
        let cause = format!("{}: {error}", path.display());
        match error.kind() {
            ErrorKind::NotFound => Problem::wrong_use("there is no such file").cause(cause),
            _ => Problem::world("a question file could not be read").cause(cause),
        }
    };
    let file = io.open(path, Open::Foreign).map_err(unreadable)?;
    let kind = file.metadata().map_err(unreadable)?.kind;
    if kind != Kind::File {
        return Err(Problem::wrong_use(format!("{} is no file", path.display())));
    }
    io::read_from(&*file, 0).map_err(unreadable)
}

/// What is wrong with these files, read beside the shipped ones; a file that stands where a shipped one does takes its place.
fn check(own: &[(String, Vec<u8>)]) -> Vec<Finding> {
    let is_own = |shipped: &str| {
        own.iter().any(|(name, _)| {
            name.replace('\\', "/")
                .strip_suffix(shipped)
                .is_some_and(|before| before.is_empty() || before.ends_with("questionnaires/"))
        })
    };
    let mut files: Vec<(String, Vec<u8>)> =
        builtin::owned().into_iter().filter(|(name, _)| !is_own(name)).collect();
    files.extend_from_slice(own);
    let mut findings = questionnaires::check(&files);
    findings.retain(|finding| own.iter().any(|(name, _)| **name == *finding.place.file));
    findings
}
