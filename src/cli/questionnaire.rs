//! `questionnaire`: the ordered views over the bank, and checking files of one's own.
#![expect(
    clippy::doc_markdown,
    reason = "some comments are printed as help, where backticks would show"
)]

mod ahead;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::Serialize;

use self::ahead::Ahead;
use super::output::{Align, Output, Table};
use super::{Ended, typed};
use crate::desk::Desk;
use crate::domain::bank::Bank;
use crate::domain::id::QuestionId;
use crate::domain::question::{Question, Role, Scope};
use crate::domain::questionnaire::{Instead, Questionnaire, View};
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
        /// As it is asked about this vendor: by its tier, and without what its answers rule out
        #[arg(long, value_name = "VENDOR")]
        vendor: Option<String>,
        /// As plain text to mail ahead to whoever will be interviewed
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
            Self::Show { questionnaire, role, vendor, text } => {
                let about = vendor.map(|vendor| typed::dossier(desk, &vendor)).transpose()?;
                let tier = about.as_ref().and_then(|dossier| dossier.tier);
                let view = typed::view(&bank, &questionnaire, tier)?;
                let standings = about.as_ref().map(|dossier| desk.standings(dossier));
                let asked = |question: &&Question| {
                    let stand = standings.as_ref().and_then(|stands| stands.get(&question.id));
                    role.is_none_or(|role| question.ask_of.contains(&role))
                        && stand.is_none_or(|stand| stand.asked.is_asked())
                        // Asked about a vendor, a questionnaire holds only questions about the vendor.
                        && (standings.is_none() || question.scope == Scope::Vendor)
                };
                let sections = sections(&bank, view, asked);
                let about = about.as_ref().map(|dossier| dossier.name.as_str());
                let standings = standings.as_ref();
                let ahead =
                    Ahead { bank: &bank, view, role, about, sections: &sections, standings };
                show(&ahead, text, out);
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
        instead: &'a [Instead],
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
                instead: &one.instead,
            })
            .collect(),
    };
    out.result("questionnaire-list", &document, |out| {
        for one in &document.questionnaires {
            out.heading(&format!("{}  {}", one.id, one.title));
            out.text(2, &format!("{} questions, about {} minutes.", one.questions, one.minutes));
            out.text(2, &format!("For: {}", one.for_whom));
            out.text(2, &format!("Leaves out: {}", one.leaves_out));
            for instead in one.instead {
                out.text(2, &handed_on(instead));
            }
        }
    });
}

#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    asks: &'a str,
    title: &'a str,
    for_whom: &'a str,
    minutes: u32,
    leaves_out: &'a str,
    instead: &'a [Instead],
    law_seen_on: jiff::civil::Date,
    role: Option<Role>,
    vendor: Option<&'a str>,
    sections: Vec<ShownSection<'a>>,
}

#[derive(Serialize)]
struct ShownSection<'a> {
    title: &'a str,
    questions: &'a [&'a Question],
}

/// The sections of a questionnaire with those of their questions that are shown.
fn sections<'a>(
    bank: &'a Bank,
    view: View<'a>,
    shown: impl Fn(&&Question) -> bool,
) -> Vec<(&'a str, Vec<&'a Question>)> {
    let questions = |ids: &'a [QuestionId]| {
        ids.iter().filter_map(|id| bank.question(id)).filter(|question| shown(question)).collect()
    };
    let sections = view.asked.sections.iter();
    sections
        .map(|section| (section.title.as_str(), questions(&section.questions)))
        .filter(|(_, questions): &(&str, Vec<&Question>)| !questions.is_empty())
        .collect()
}

fn show(ahead: &Ahead<'_>, text: bool, out: &mut Output<'_>) {
    let Ahead { bank, view, role, about, sections, .. } = *ahead;
    let asked = view.asked;
    let count: usize = sections.iter().map(|(_, questions)| questions.len()).sum();
    let document = Shown {
        id: &view.named.id,
        asks: &asked.id,
        title: &asked.title,
        for_whom: &asked.for_whom,
        minutes: asked.minutes,
        leaves_out: &asked.leaves_out,
        instead: &view.named.instead,
        law_seen_on: bank.law_seen_on,
        role,
        vendor: about,
        sections: sections
            .iter()
            .map(|(title, questions)| ShownSection { title, questions })
            .collect(),
    };
    out.result("questionnaire-show", &document, |out| {
        if text {
            out.verbatim(&ahead.text());
            return;
        }
        out.heading(&view.title());
        out.line(&view.name());
        if let Some(about) = about {
            out.line(&format!("As asked about {about}."));
        }
        if let Some(role) = role {
            out.line(&format!("Only what {role} can answer."));
        }
        let all = asked.questions().count();
        let minutes = asked.minutes_for(count);
        let of_all = if count == all { String::new() } else { format!(" of {all}") };
        out.line(&format!("{count}{of_all} questions, about {minutes} minutes."));
        out.text(0, &format!("For: {}", asked.for_whom));
        out.text(0, &format!("Leaves out: {}", asked.leaves_out));
        for instead in view.named.instead.iter().filter(|_| about.is_none()) {
            out.text(0, &handed_on(instead));
        }
        out.line(&format!("The law as seen on {}.", bank.law_seen_on));
        for (title, questions) in sections {
            out.blank();
            out.heading(title);
            out.table(&titles(questions));
        }
    });
}

/// Which vendors are asked another questionnaire.
fn handed_on(instead: &Instead) -> String {
    let tiers: Vec<&str> = instead.for_tiers.iter().map(|tier| tier.title()).collect();
    format!("Vendors of tier {} are asked {} instead.", tiers.join(" or "), instead.ask)
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
