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
use super::question::Marked;
use super::{Ended, typed};
use crate::desk::{Desk, OwnState, check};
use crate::domain::bank::{Bank, Source};
use crate::domain::dossier::Dossier;
use crate::domain::id::{Digest, QuestionId};
use crate::domain::question::{Question, Role, Scope};
use crate::domain::questionnaire::{Instead, Questionnaire, View};
use crate::io::Io;
use crate::problem::Problem;
use crate::questionnaires::{self, Finding, Weight, builtin};
use crate::store::own_questions;
use crate::store::paths::Paths;
use crate::text::many;

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
    /// Bring your own question files into force now, instead of with the next thing recorded
    Adopt,
}

/// `questionnaire check`: with files it needs no record.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// The files; without any, all that lie in the folder 'questionnaires' of the data folder
    #[arg(value_name = "FILE")]
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
                let view = &typed::view(&bank, &questionnaire, about.as_ref())?;
                let only = |dossier: &Dossier| {
                    let mut incidents = dossier.incidents();
                    incidents.next().filter(|_| incidents.next().is_none()).map(|one| one.id)
                };
                let standings =
                    about.as_ref().map(|dossier| desk.standings(dossier).asked_with(only(dossier)));
                if let Some(dossier) = &about
                    && only(dossier).is_none()
                    && check::asks_about_incidents(view, &bank)
                {
                    out.say(&without_incidents(dossier));
                }
                let asked = |question: &&Question| {
                    let stand = standings.as_ref().and_then(|stands| stands.get(&question.id));
                    role.is_none_or(|role| question.ask_of.contains(&role))
                        && stand.is_none_or(|stand| stand.asked.is_asked())
                        // Asked about a vendor, a questionnaire holds only questions about it and about its only incident.
                        && (standings.is_none() || stand.is_some())
                };
                let sections = sections(&bank, view, asked);
                let about = about.as_ref().map(|dossier| dossier.name.as_str());
                let standings = standings.as_ref();
                let ahead =
                    Ahead { bank: &bank, view, role, about, sections: &sections, standings };
                show(&ahead, text, out);
            }
            Self::Check(check) => match check.of_files(io, Some(desk.folder()), out) {
                Some(ended) => return ended,
                None => return own(desk, out),
            },
            Self::Adopt => adopt(desk, out)?,
        }
        Ok(Ended::Well)
    }
}

/// Why the questions about an incident are left out, and what to do about it.
fn without_incidents(dossier: &Dossier) -> String {
    let left_out = "Its questions about an incident are left out";
    match dossier.incidents().next() {
        None => format!(
            "{left_out}: none of {} is on file; {}",
            dossier.name,
            check::how_to_record(dossier)
        ),
        Some(_) => format!(
            "{left_out}: {} has several incidents; ask them about one: proofbook interview {} --incident IC-01",
            dossier.name, dossier.slug
        ),
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
        source: Source,
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
                source: Source::of(&one.id),
            })
            .collect(),
    };
    out.result("questionnaire-list", &document, |out| {
        for one in &document.questionnaires {
            let own = if one.source == Source::Own { " (our own)" } else { "" };
            out.heading(&format!("{}  {}{own}", one.id, one.title));
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
    source: Source,
    sections: Vec<ShownSection<'a>>,
}

#[derive(Serialize)]
struct ShownSection<'a> {
    title: &'a str,
    questions: Vec<Marked<'a>>,
}

/// The sections of a questionnaire with those of their questions that are shown.
fn sections<'a>(
    bank: &'a Bank,
    view: &'a View<'a>,
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
    let asked = &view.asked;
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
        source: Source::of(&view.named.id),
        sections: sections
            .iter()
            .map(|(title, questions)| ShownSection {
                title,
                questions: questions.iter().copied().map(Marked::from).collect(),
            })
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

/// Own files in the data folder, read beside the shipped questions that are in force.
fn own(desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
    #[derive(Serialize)]
    struct Document<'a> {
        folder: String,
        files: usize,
        state: OwnState,
        findings: &'a [Finding],
    }
    let checked = desk.check_own_questions()?;
    let folder = checked.folder.display().to_string();
    let findings = &checked.findings;
    let document = Document { folder, files: checked.files, state: checked.state, findings };
    out.result("questionnaire-check", &document, |out| {
        tell(findings, out);
        let folder = &document.folder;
        match (document.state, document.files) {
            (OwnState::Refused, _) => {
                out.line(&format!("The files are in {}.", desk.folder().display()));
                out.line("Until this is mended, none of them comes into force anew.");
            }
            (OwnState::InForce, 0) => {
                out.line(&format!("There are no question files of your own in {folder}."));
            }
            (OwnState::InForce, count) => {
                out.line(&format!("Nothing to mend. In force: {}.", files(count, folder)));
            }
            (OwnState::Pending, count) => {
                out.line(&format!("Nothing to mend: {}.", files(count, folder)));
                out.line("They come into force with the next thing recorded, or now: proofbook questionnaire adopt");
            }
        }
    });
    Ok(ended(findings))
}

fn files(count: usize, folder: &str) -> String {
    format!("{} in {folder}", many(count, "file"))
}

fn adopt(desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
    #[derive(Serialize)]
    struct Document {
        adopted: bool,
        digest: Digest,
    }
    let adopted = desk.adopt_own_questions()?;
    let document = Document { adopted, digest: desk.bank().digest };
    out.result("questionnaire-adopt", &document, |out| {
        out.line(if adopted {
            "Adopted."
        } else {
            "Nothing to adopt: what lies in the folder is in force."
        });
    });
    Ok(())
}

fn tell(findings: &[Finding], out: &mut Output<'_>) {
    for finding in findings {
        out.line(&finding.to_string());
    }
}

fn ended(findings: &[Finding]) -> Ended {
    let wrong = findings.iter().any(|finding| finding.weight != Weight::Note);
    if wrong { Ended::Found } else { Ended::Well }
}

impl Check {
    /// Checks the files that are named, beside the shipped ones; `None` where none is.
    pub(super) fn of_files(
        &self,
        io: &dyn Io,
        data: Option<&Path>,
        out: &mut Output<'_>,
    ) -> Option<Result<Ended, Problem>> {
        (!self.files.is_empty()).then(|| self.run(io, data, out))
    }

    fn run(
        &self,
        io: &dyn Io,
        data: Option<&Path>,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        #[derive(Serialize)]
        struct Document<'a> {
            findings: &'a [Finding],
        }
        let mut files = Vec::new();
        for path in &self.files {
            files.push((path, read(io, path)?));
        }
        let findings = check(&files, data.map(|data| Paths::new(data).own_questions()).as_deref());
        out.result("questionnaire-check", &Document { findings: &findings }, |out| {
            tell(&findings, out);
            if findings.is_empty() {
                out.line("Nothing to mend.");
            }
        });
        Ok(ended(&findings))
    }
}

/// The bytes of a file of the user's own; a pipe or folder has none to check.
fn read(io: &dyn Io, path: &Path) -> Result<Vec<u8>, Problem> {
    let read = own_questions::read_file(io, path).map_err(|error| {
        let cause = format!("{}: {error}", path.display());
        match error.kind() {
            ErrorKind::NotFound => Problem::wrong_use("there is no such file").cause(cause),
            _ => Problem::world("a question file could not be read").cause(cause),
        }
    })?;
    read.map_err(|why| Problem::wrong_use(format!("{}: {why}", path.display())))
}

/// What is wrong with these files, read beside the shipped ones. Outside the data folder a file that stands where a shipped one does in the
/// program's own folder takes its place: so whoever keeps the shipped ones checks them.
fn check(given: &[(&PathBuf, Vec<u8>)], own_folder: Option<&Path>) -> Vec<Finding> {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let own_folder = own_folder.map(absolute);
    let stands_for = |path: &Path| {
        let path = absolute(path);
        let shipped = || builtin::files().iter().map(|(name, _)| *name);
        let of_program = |name: &&str| path.ends_with(Path::new("questionnaires").join(name));
        let is_own = own_folder.as_ref().is_some_and(|folder| path.starts_with(folder));
        (!is_own).then(|| shipped().find(of_program)).flatten()
    };
    let mut shipped = builtin::owned();
    let mut own = Vec::new();
    for (path, bytes) in given {
        let name = path.display().to_string();
        match stands_for(path).and_then(|name| shipped.iter_mut().find(|file| file.0 == name)) {
            Some(file) => *file = (name, bytes.clone()),
            None => own.push((name, bytes.clone())),
        }
    }
    let mut findings = questionnaires::check(&shipped);
    findings.retain(|finding| {
        given.iter().any(|(path, _)| path.display().to_string() == *finding.place.file)
    });
    findings.extend(questionnaires::own::check(&shipped, &own));
    findings
}
