//! `answer`, `confirm`, `undo` and `redo`.

mod section;

use jiff::civil::Date;

use super::about::OfIncident;
use super::output::Output;
use super::{Ended, recorded, typed};
use crate::desk::{Desk, Recorded};
use crate::domain::dossier;
use crate::domain::event::Change;
use crate::domain::id::{QuestionId, VendorId};
use crate::domain::question::{Question, Role};
use crate::domain::request::{AnswerRequest, Asked, Request};
use crate::domain::telling::{Telling, tellings};
use crate::domain::value::{Reply, ReplyState};
use crate::problem::{Doubt, Problem};
use crate::text::many;

/// `answer`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
'proofbook question show QUESTION' says what it takes. Every question also takes 'unknown', 'na' (does not apply; needs --note) and \
'open' (back to not answered); most take 'none'. What is recorded stays in the journal for good: put no patient's data into a note.")]
pub(super) struct Answer {
    /// The vendor
    vendor: String,
    #[command(flatten)]
    reported: Reported,
    #[command(flatten)]
    about: OfIncident,
}

/// What is answered: the same for a vendor and for our organization.
#[derive(Debug, clap::Args)]
pub(super) struct Reported {
    /// The question, such as baa.executed
    question: String,
    /// The answer: yes, 24h, 2026-03-16, 5M, none, unknown, na ...
    value: String,
    /// What was said beside it; replaces an earlier note
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The note is for counsel only: it stays out of the journal's lines and out of produced reports
    #[arg(long, requires = "note")]
    counsel_only: bool,
    /// Who answered, where it was not whoever records
    #[arg(long, value_name = "NAME")]
    given_by: Option<String>,
    /// The role in which they answered
    #[arg(long, value_parser = typed::role)]
    role: Option<Role>,
    /// Who will find out, with the answer 'unknown'
    #[arg(long, value_name = "NAME", requires = "due")]
    follow_up: Option<String>,
    /// The day by which they will
    #[arg(long, value_name = "DATE", value_parser = typed::date, requires = "follow_up")]
    due: Option<Date>,
    /// Why an earlier answer is corrected
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// The note looks like patient data, and is not
    #[arg(long)]
    patient_data_checked: bool,
}

impl Answer {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        self.reported.run(&self.vendor, self.about, desk, out)
    }
}

impl Reported {
    /// Records the answer about a vendor, or about our organization where `vendor` is its word.
    pub(super) fn run(
        self,
        vendor: &str,
        about: OfIncident,
        desk: &mut Desk,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        let before = typed::dossier(desk, vendor)?;
        let bank = desk.bank().clone();
        let question = typed::question(&bank, &self.question)?;
        let questions = [about.asked(question, &before)?];
        let [asked] = &questions;
        let request = self.request(question, asked, desk.today())?;
        let forgotten = before
            .answers
            .get(asked.subject, &question.id)
            .map_or_else(Vec::new, |old| left_out(old, &request));
        let shown = question.kind.shown(&request.reply);
        let recorded = desk.record(before.id, &Request::Answer(request))?;
        let says = [format!("Recorded: {} \"{shown}\".", question.title)];
        let says: Vec<String> = about.said(&questions, &before).into_iter().chain(says).collect();
        recorded::print(desk, out, before.id, &recorded, &says, &questions)?;
        for told in &forgotten {
            out.say(told);
        }
        Ok(Ended::Well)
    }

    fn request(
        self,
        question: &Question,
        asked: &Asked,
        today: Date,
    ) -> Result<AnswerRequest, Problem> {
        let reply = read(question, &self.value, today)?;
        let (note, counsel_note) =
            if self.counsel_only { (None, self.note) } else { (self.note, None) };
        let sure_of = if self.patient_data_checked { vec![Doubt::PatientData] } else { Vec::new() };
        Ok(AnswerRequest {
            note,
            counsel_note,
            given_by: self.given_by,
            role: self.role,
            follow_up: self.follow_up.zip(self.due),
            reason: self.reason,
            sure_of,
            ..AnswerRequest::new(asked.clone(), reply)
        })
    }
}

/// Reads a typed reply to a question.
fn read(question: &Question, typed: &str, today: Date) -> Result<Reply, Problem> {
    question.kind.read(typed, today).map_err(|refused| {
        refused.problem(question.id.as_str()).next(format!("it takes {}", refused.accepted))
    })
}

/// What an earlier answer carried and the new one leaves out; each as one sentence.
fn left_out(old: &dossier::Answer, new: &AnswerRequest) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(note) = old.note.as_ref().filter(|_| new.note.is_none()) {
        told.push(format!(
            "The earlier answer had a note that this one leaves out: \"{note}\". To keep it, answer again with --note."
        ));
    }
    if old.counsel_note.is_some() && new.counsel_note.is_none() {
        told.push(
            "The earlier answer had a counsel-only note that this one leaves out.".to_owned(),
        );
    }
    told
}

/// `confirm`.
#[derive(Debug, clap::Args)]
pub(super) struct Confirm {
    /// The vendor
    vendor: String,
    #[command(flatten)]
    held: Held,
    #[command(flatten)]
    about: OfIncident,
}

/// What is confirmed.
#[derive(Debug, clap::Args)]
pub(super) struct Held {
    /// The questions whose answers still hold
    #[arg(required_unless_present = "section", value_name = "QUESTION")]
    questions: Vec<String>,
    /// What is unchanged in a section of the open reassessment: lists it first
    #[arg(long, value_name = "TITLE", conflicts_with = "questions")]
    section: Option<String>,
    /// The event that the list named, to confirm what it showed
    #[arg(long, value_name = "EVENT", requires = "section")]
    listed_at: Option<u64>,
}

impl Confirm {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        self.held.run(&self.vendor, self.about, desk, out)
    }
}

impl Held {
    /// Confirms the answers about a vendor, or about our organization where `vendor` is its word.
    pub(super) fn run(
        self,
        vendor: &str,
        about: OfIncident,
        desk: &mut Desk,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        let before = typed::dossier(desk, vendor)?;
        if let Some(title) = &self.section {
            return section::confirm(desk, &before, title, self.listed_at, out);
        }
        let bank = desk.bank().clone();
        let mut questions: Vec<&Question> = Vec::new();
        for typed in &self.questions {
            let question = typed::question(&bank, typed)?;
            if questions.iter().all(|one| one.id != question.id) {
                questions.push(question);
            }
        }
        let asked = about.asked_all(&questions, &before)?;
        let recorded = desk.record(before.id, &Request::Confirm(asked.clone()))?;
        let says = format!("Confirmed {}.", many(asked.len(), "answer"));
        let says: Vec<String> = about.said(&asked, &before).into_iter().chain([says]).collect();
        recorded::print(desk, out, before.id, &recorded, &says, &asked)?;
        Ok(Ended::Well)
    }
}

/// `undo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Undo is recorded as an event of its own: earlier days still show what stood then. Run it again to go one further back.")]
pub(super) struct Undo {
    /// The vendor
    vendor: String,
}

/// `redo`.
#[derive(Debug, clap::Args)]
pub(super) struct Redo {
    /// The vendor
    vendor: String,
}

impl Undo {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let vendor = typed::vendor(desk, &self.vendor)?;
        let recorded = desk.record(vendor, &Request::Undo)?;
        print_undone(desk, vendor, &recorded, "Taken back", out)
    }
}

impl Redo {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let vendor = typed::vendor(desk, &self.vendor)?;
        let recorded = desk.record(vendor, &Request::Redo)?;
        print_undone(desk, vendor, &recorded, "Brought back", out)
    }
}

fn print_undone(
    desk: &mut Desk,
    vendor: VendorId,
    recorded: &Recorded,
    what: &str,
    out: &mut Output<'_>,
) -> Result<Ended, Problem> {
    let dossier = desk.dossier(vendor)?.clone();
    let mut of = recorded.events.last();
    while let Some(Change::Undone(undone)) = of.map(|event| &event.change) {
        of = dossier.event(undone.of);
    }
    let Some(event) = of else { return Err(Problem::bug("an undo names no event on file")) };
    let all = tellings(&dossier, desk.organization(), desk.bank());
    let told = all.iter().find(|told| told.seq == event.seq).map(Telling::line);
    let says = [format!("{what}: event {}, {}", event.seq, told.unwrap_or_default())];
    recorded::print(desk, out, vendor, recorded, &says, &touched(&event.change))?;
    Ok(Ended::Well)
}

/// The questions whose standing a change may have moved.
fn touched(change: &Change) -> Vec<Asked> {
    let asked = |subject, question: &QuestionId| Asked::of(subject, question.clone());
    match change {
        Change::AnswerSet(set) if set.state != Some(ReplyState::Records) => {
            vec![asked(set.subject, &set.question)]
        }
        Change::Confirmed(confirmed) => {
            confirmed.items.iter().map(|item| asked(item.subject, &item.question)).collect()
        }
        Change::ExhibitTaken(taken) => {
            taken.links.iter().map(|link| asked(link.subject, &link.question)).collect()
        }
        Change::Linked(linked) => vec![asked(linked.subject, &linked.question)],
        Change::Unlinked(unlinked) => vec![asked(unlinked.subject, &unlinked.question)],
        _ => Vec::new(),
    }
}
