//! The end of an interview, summed up: what was answered, what was left, who promised to find out what, and what to send.

use super::walk::{LeftOut, Row};
use crate::app::command::CommandId;
use crate::app::state::App;
use crate::app::words::{Said, capital, heading, many, quiet, text};
use crate::domain::dossier::FollowUpOnFile;
use crate::domain::question::Role;
use crate::domain::register::Record;
use crate::domain::standing::{Stand, Standing, Standings};

impl App {
    /// How far the interview is, and through which questions: the questionnaire, the role, and how many of the questions that are walked
    /// through have an answer. No figure: a role filter never changes that (rule R16).
    pub fn progress(&self) -> String {
        let rows = self.question_rows();
        let walked = || rows.iter().filter(|row| row.left_out.is_none());
        let open = walked().filter(|row| row.standing == Standing::Open).count();
        let (all, name) = (walked().count(), self.questionnaire().map(|view| view.name()));
        let role = self.interview().and_then(|interview| interview.role);
        let role = role.map(|role| format!(", {} only", role.title())).unwrap_or_default();
        let about = self.incident_asked().map(|one| format!(", {}", one.no)).unwrap_or_default();
        format!("{}{about}{role}: {} of {all} answered", name.unwrap_or_default(), all - open)
    }

    /// The incident about which the interview asks.
    pub fn incident_asked(&self) -> Option<&Record> {
        let incident = self.interview()?.incident?;
        self.incidents().into_iter().find(|one| one.id == incident)
    }

    /// Whether a follow-up is about the vendor, or about the incident about which the interview asks.
    fn is_asked_here(&self, one: &FollowUpOnFile) -> bool {
        one.subject == self.asked_of(one.question.as_str()).subject
    }

    /// Why the questionnaire's questions about an incident are not asked, where it has such questions.
    pub fn incidents_left_out(&self) -> Option<String> {
        if self.incident_asked().is_some() || self.vendor.as_ref()?.dossier.is_ours() {
            return None;
        }
        let view = self.questionnaire()?;
        let questions = view.asked.questions();
        let many_left = questions.filter(|id| self.is_about_an_incident(id)).count();
        let left = match many_left {
            0 => return None,
            1 => "1 question about an incident is left out".to_owned(),
            many => format!("{many} questions about an incident are left out"),
        };
        let (registers, who) = (self.how(CommandId::GoRegisters), self.how(CommandId::WhoAnswers));
        Some(match self.incidents().len() {
            0 => {
                format!("{left}: no incident is on file; record one in the registers ({registers})")
            }
            _ => format!("{left}: {who} chooses which incident they are asked about"),
        })
    }

    /// What is said when the interview opens: with whom, how many questions, about how long.
    pub(crate) fn opening(&self) -> String {
        let rows = self.question_rows();
        let walked = rows.iter().filter(|row| row.left_out.is_none());
        let left = walked.filter(|row| row.standing == Standing::Open).count();
        let (role, with) = (self.role(), self.with_whom());
        let for_role = role.map(|role| format!(" for {}", role.title())).unwrap_or_default();
        let minutes = self.questionnaire().map_or(0, |view| view.asked.minutes_for(left));
        let without = self.incidents_left_out().map(|why| format!("; {why}")).unwrap_or_default();
        match left {
            0 => format!(
                "the interview{with} is open; every question{for_role} has an answer{without}"
            ),
            _ => format!(
                "the interview{with} is open: {} to answer{for_role}, about {minutes} minutes{without}",
                many(left, "question")
            ),
        }
    }

    /// The interview summed up.
    pub fn closing(&self) -> Vec<Said> {
        let Some(standings) = self.asked_standings() else { return Vec::new() };
        let rows = self.rows_of(&standings);
        let name = self.vendor.as_ref().map_or("", |vendor| vendor.dossier.name.as_str());
        let about = self.incident_asked().map(|one| format!(", {}", one.no)).unwrap_or_default();
        let with = self.with_whom();
        let mut said = vec![heading(format!("Summing up the interview{with} about {name}{about}"))];
        said.push(text(format!("{}.", self.progress())));
        said.extend(self.incidents_left_out().map(|why| text(format!("{}.", capital(&why)))));
        said.extend(left_open(&rows));
        said.extend(self.promised(&rows));
        said.extend(to_send(&rows, &standings));
        said.extend(for_others(&rows, &standings));
        let (back, next) = (self.how(CommandId::Back), self.how(CommandId::NextOpen));
        said.extend([
            text(""),
            quiet(format!(
                "Everything answered is on disk. {next} goes to the next open question, {back} back to the vendors; the interview goes \
                 on where it was left."
            )),
        ]);
        said
    }

    fn role(&self) -> Option<Role> {
        self.interview().and_then(|interview| interview.role)
    }

    fn with_whom(&self) -> String {
        let present = self.interview().map(|one| one.present.join(", ")).unwrap_or_default();
        if present.is_empty() { String::new() } else { format!(" with {present}") }
    }

    /// What is not known: who finds out by when, and what nobody has promised.
    fn promised(&self, rows: &[Row]) -> Vec<Said> {
        let Some(vendor) = &self.vendor else { return Vec::new() };
        let open: Vec<&FollowUpOnFile> =
            vendor.dossier.follow_ups.iter().filter(|one| one.is_open()).collect();
        let unknown = walked(rows).filter(|row| row.standing == Standing::Unknown);
        let lines = unknown.map(|row| {
            let promise =
                open.iter().rev().find(|one| one.question == row.id && self.is_asked_here(one));
            let promise = promise.map_or_else(
                || "nobody has said who finds out".to_owned(),
                |one| format!("{}, by {}", one.follow_up.owner, one.follow_up.due),
            );
            format!("{}: {promise}", row.title)
        });
        part("To be found out", lines)
    }
}

/// How many questions wait for somebody else.
fn for_others(rows: &[Row], standings: &Standings<'_>) -> Vec<Said> {
    let others: Vec<&Stand<'_>> = rows
        .iter()
        .filter(|row| row.left_out == Some(LeftOut::OtherRole) && row.standing == Standing::Open)
        .filter_map(|row| standings.get(&row.id))
        .collect();
    let lines = Role::ALL.iter().filter_map(|role| {
        let count = others.iter().filter(|stand| stand.question.ask_of.contains(role)).count();
        (count > 0).then(|| format!("{} for {role}", many(count, "question")))
    });
    part("Not asked here, and open; one may be for several", lines)
}

fn walked(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| row.left_out.is_none())
}

fn left_open(rows: &[Row]) -> Vec<Said> {
    let open =
        walked(rows).filter(|row| matches!(row.standing, Standing::Open | Standing::Carried));
    part("Left open", open.map(|row| format!("{}: {}", row.heading, row.title)))
}

/// What would show the answers that nothing current shows yet.
fn to_send(rows: &[Row], standings: &Standings<'_>) -> Vec<Said> {
    let bare = walked(rows).filter(|row| {
        matches!(row.standing, Standing::Asserted | Standing::Stale)
            || row.standing == Standing::Part
                && standings.get(&row.id).is_some_and(|stand| stand.exhibits.is_empty())
    });
    let lines = bare.filter_map(|row| {
        let stand = standings.get(&row.id)?;
        Some(format!("{}: {}", row.title, stand.question.evidence.join("; or ")))
    });
    part("Please send us, to show what was answered", lines)
}

/// A heading with its lines; nothing where there are none.
fn part(title: &str, lines: impl Iterator<Item = String>) -> Vec<Said> {
    let lines: Vec<Said> = lines.map(|line| text(format!("- {line}"))).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let mut said = vec![text(""), heading(title)];
    said.extend(lines);
    said
}
