//! The reassessment of a vendor: what needs thought first, then what is unchanged by section, and what is confirmed together (rule R23).

use std::collections::BTreeSet;

use crate::app::command::CommandId;
use crate::app::screen::Screen;
use crate::app::screen::interview::words::evidence_lines;
use crate::app::screen::rows::Rows;
use crate::app::state::{App, Store};
use crate::app::words::{Said, Tone, heading, many, quiet, text, until};
use crate::domain::cycle::{self, Reassessment};
use crate::domain::day;
use crate::domain::id::QuestionId;
use crate::domain::request::{Asked, Request};
use crate::domain::standing::{Stand, Standing};
use crate::domain::summary::Summary;
use crate::text::wrap;

/// One row of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A question that needs thought, with why.
    Think {
        /// The question.
        question: QuestionId,
        /// What it is about.
        title: String,
        /// How it stands.
        standing: Standing,
        /// Why it needs thought.
        why: String,
    },
    /// A section of what is unchanged.
    Section {
        /// Its title.
        title: String,
        /// Its unchanged questions, each with its answer in a line.
        questions: Vec<(QuestionId, String)>,
    },
    /// A question that is unchanged.
    Same {
        /// The question.
        question: QuestionId,
        /// What it is about.
        title: String,
        /// The answer.
        answer: String,
    },
}

impl Row {
    /// The question that it leads to; of a section the first one.
    pub fn question(&self) -> Option<&QuestionId> {
        match self {
            Self::Think { question, .. } | Self::Same { question, .. } => Some(question),
            Self::Section { questions, .. } => questions.first().map(|(question, _)| question),
        }
    }

    /// What it says, in one line.
    pub fn words(&self) -> String {
        match self {
            Self::Think { title, why, .. } => format!("{title}: {why}"),
            Self::Section { title, questions } => format!("{title}: {} unchanged", questions.len()),
            Self::Same { title, answer, .. } => format!("{title}: {answer}"),
        }
    }
}

/// What is confirmed in one go: as much of a section as a list can show in the smallest window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// What is asked, in a few words.
    pub title: String,
    /// The list.
    pub lines: Vec<String>,
    /// What confirms it.
    pub request: Request,
}

/// How many lines of how many cells the list in a question before recording has in a window of 60 by 16.
const LIST: (usize, usize) = (6, 52);

impl App {
    /// What is left to do in the open reassessment.
    pub fn with_reassessment<R>(&self, read: impl FnOnce(&Reassessment<'_, '_>) -> R) -> Option<R> {
        let (store, open) = (self.store.as_ref()?, self.vendor.as_ref()?);
        let standings = self.standings()?;
        Reassessment::of(&open.dossier, &store.organization, &store.bank, &standings)
            .map(|left| read(&left))
    }

    /// The question that needs thought first, where the interview that is seen can ask it.
    pub(crate) fn first_to_think(&self) -> Option<QuestionId> {
        let asked = self.asked_in_interview();
        self.with_reassessment(|left| {
            let first = left.to_think.iter().map(|one| &one.stand.question.id);
            first.into_iter().find(|id| asked.contains(id)).cloned()
        })?
    }

    /// The question that is left after this one in the order of the reassessment; the first one after the last. Nothing where no
    /// reassessment is open or the interview asks none of it.
    pub(crate) fn next_left(&self, after: &QuestionId) -> Option<QuestionId> {
        let asked = self.asked_in_interview();
        self.with_reassessment(|left| {
            let ids =
                || left.left().map(|stand| &stand.question.id).filter(|id| asked.contains(id));
            let following = ids().skip_while(|id| *id != after).nth(1);
            following.or_else(|| ids().find(|id| *id != after)).cloned()
        })?
    }

    fn asked_in_interview(&self) -> BTreeSet<QuestionId> {
        let walked = self.question_rows().into_iter().filter(|row| row.left_out.is_none());
        walked.map(|row| row.id).collect()
    }

    /// The rows of the reassessment, those that a search leaves.
    pub fn cycle_rows(&self) -> Vec<Row> {
        let Some(Screen::Cycle(rows)) = self.screen() else { return Vec::new() };
        let all = self.with_reassessment(rows_of).unwrap_or_default();
        all.into_iter().filter(|row| shows(rows, row)).collect()
    }

    /// The row under the cursor.
    pub fn cycle_row_in_hand(&self) -> Option<Row> {
        let Some(Screen::Cycle(rows)) = self.screen() else { return None };
        self.cycle_rows().into_iter().nth(rows.at)
    }

    /// Whether the open vendor has an open reassessment.
    pub fn is_cycle_open(&self) -> bool {
        self.vendor.as_ref().is_some_and(|open| open.dossier.open_cycle().is_some())
    }

    /// How far the open reassessment is and when it is due; or when the next one is. The screen itself says that it is one.
    pub fn cycle_head(&self) -> Option<Said> {
        let (tone, words) = reassessment(self.store.as_ref()?, self.vendor_in_hand()?)?;
        let words = words.strip_prefix("Reassessment ").unwrap_or(&words).to_owned();
        Some((tone, words))
    }

    /// What is said where no question is left, or no reassessment is open.
    pub fn nothing_left(&self) -> Vec<Said> {
        if self.is_cycle_open() {
            let close = self.how(CommandId::CloseCycle);
            let done = "Every question is answered or confirmed in it.";
            return vec![text(match self.looking {
                Some(_) => done.to_owned(),
                None => format!("{done} {close} closes it."),
            })];
        }
        let open = self.how(CommandId::AddVendor);
        let mut said = vec![text(match self.looking {
            Some(_) => "No reassessment was open.".to_owned(),
            None => format!(
                "No reassessment is open. {open} opens one: its questions are fixed, and what was met or did not apply waits to be confirmed."
            ),
        })];
        said.extend(self.last_closed().map(text));
        said
    }

    /// The reassessment that was closed last, with the figures that were frozen.
    fn last_closed(&self) -> Option<String> {
        let (store, open) = (self.store.as_ref()?, self.vendor.as_ref()?);
        let last = open.dossier.cycles.iter().rev().find(|cycle| cycle.closed.is_some())?;
        let (at, frozen) = last.closed?;
        Some(format!(
            "The last one, {}, was closed on {}: {} of {} documented, {}.",
            last.name,
            store.organization.zones.day_of(at),
            frozen.documented,
            frozen.applicable,
            many(frozen.gaps, "gap")
        ))
    }

    /// How many questions need thought, and how many wait to be confirmed.
    pub fn cycle_counts(&self) -> String {
        let counts = self.with_reassessment(|left| {
            let same: usize = left.unchanged.iter().map(|(_, stands)| stands.len()).sum();
            format!("{} to think about \u{b7} {same} unchanged", left.to_think.len())
        });
        counts.unwrap_or_default()
    }

    /// What may be confirmed together from the section under the cursor.
    pub fn together(&self) -> Option<Together> {
        let Some(Row::Section { title, questions }) = self.cycle_row_in_hand() else { return None };
        let mut lines = Vec::new();
        let mut used = 0;
        for (_, line) in &questions {
            used += wrap(line, LIST.1).len();
            if used > LIST.0 && !lines.is_empty() {
                break;
            }
            lines.push(line.clone());
        }
        let (now, all) = (lines.len(), questions.len());
        let title = if now == all { title } else { format!("{title}: {now} of {all}") };
        let listed = questions.iter().take(now).map(|(id, _)| self.asked_of(id.as_str()));
        let shown = self.vendor.as_ref().map_or(0, |open| open.dossier.events.len());
        let request = Request::ConfirmListed { listed: listed.collect::<Vec<Asked>>(), shown };
        Some(Together { title, lines, request })
    }

    /// What stands behind the row under the cursor.
    pub fn cycle_row_explained(&self) -> Vec<Said> {
        let Some(row) = self.cycle_row_in_hand() else { return Vec::new() };
        if let Row::Section { title, questions } = &row {
            let confirm = self.how(CommandId::ConfirmAnswer);
            let mut said = vec![heading(title.clone())];
            let answers = match questions.len() {
                1 => "this answer changed since it was",
                _ => "these answers changed since they were",
            };
            said.push(text(format!(
                "Nothing about {answers} last given or confirmed. {confirm} shows the list and confirms it."
            )));
            return said;
        }
        let explained = self.standings().and_then(|standings| {
            let stand = standings.get(row.question()?)?;
            Some(question_explained(stand, &row))
        });
        explained.unwrap_or_default()
    }

    /// What closing the open reassessment would freeze.
    pub fn closing_would_freeze(&self) -> Option<Vec<String>> {
        let (store, open) = (self.store.as_ref()?, self.vendor.as_ref()?);
        let name = &open.dossier.open_cycle()?.name;
        let left = self.with_reassessment(|left| left.left().count())?;
        let now = cycle::summary(&open.dossier, &store.organization, &store.bank, store.today);
        let mut lines = vec![
            format!(
                "'{name}' is closed with the figures of today: {} of {} documented, {}, {}.",
                now.documented,
                now.applicable,
                many(now.gaps, "gap"),
                many(now.critical_gaps, "critical gap")
            ),
            "These figures are frozen. Closing cannot be undone.".to_owned(),
        ];
        if left > 0 {
            lines.push(format!(
                "{} not answered or confirmed in it; what is carried stays carried.",
                if left == 1 {
                    "1 question is".to_owned()
                } else {
                    format!("{left} questions are")
                }
            ));
        }
        Some(lines)
    }
}

fn shows(rows: &Rows, row: &Row) -> bool {
    let id = row.question().map(ToString::to_string).unwrap_or_default();
    rows.shows(&format!("{id} {}", row.words()))
}

fn rows_of(left: &Reassessment<'_, '_>) -> Vec<Row> {
    let mut rows: Vec<Row> = left
        .to_think
        .iter()
        .map(|one| Row::Think {
            question: one.stand.question.id.clone(),
            title: one.stand.question.title.clone(),
            standing: one.stand.standing,
            why: one.why(),
        })
        .collect();
    for (title, stands) in &left.unchanged {
        let listed = |stand: &&Stand<'_>| (stand.question.id.clone(), listed(stand));
        let questions = stands.iter().map(listed).collect();
        rows.push(Row::Section { title: title.clone(), questions });
        rows.extend(stands.iter().map(|stand| Row::Same {
            question: stand.question.id.clone(),
            title: stand.question.title.clone(),
            answer: stand.reply_shown().unwrap_or_default(),
        }));
    }
    rows
}

/// A question with its answer and what shows it, as it is listed before it is confirmed with others.
fn listed(stand: &Stand<'_>) -> String {
    let exhibits = stand.exhibits.iter().filter(|shown| shown.is_current());
    let exhibits: Vec<String> = exhibits.map(|shown| shown.exhibit.no.to_string()).collect();
    let exhibits =
        if exhibits.is_empty() { String::new() } else { format!(" ({})", exhibits.join(", ")) };
    let answer = stand.reply_shown().unwrap_or_default();
    format!("{}: {answer}{exhibits}", stand.question.title)
}

fn question_explained(stand: &Stand<'_>, row: &Row) -> Vec<Said> {
    let mut said = vec![heading(stand.question.id.to_string())];
    if let Row::Think { why, .. } = row {
        said.push((Tone::Part, format!("To think about: {why}.")));
    }
    said.push(text(stand.question.text.as_str()));
    let answer = stand.reply_shown().unwrap_or_else(|| "not answered".to_owned());
    said.push(text(format!("{} {}. Answer: {answer}.", stand.standing.mark(), stand.standing)));
    if let Some(note) = stand.answer.and_then(|answer| answer.note.as_ref()) {
        said.push(text(format!("Note: {note}")));
    }
    said.extend(evidence_lines(stand).into_iter().map(quiet));
    said
}

/// Whether a reassessment is open, overdue or due within so many days that a reminder comes.
pub fn is_near(store: &Store, row: &Summary) -> bool {
    let soon = day::after(store.today, cycle::SOON_DAYS);
    row.reassessment.open.is_some() || row.reassessment.due.is_some_and(|due| due <= soon)
}

/// How far a vendor's open reassessment is and when it is due, or when the next one is; late in words.
pub fn reassessment(store: &Store, row: &Summary) -> Option<Said> {
    let late = row.reassessment.due.filter(|due| *due < store.today);
    let tone = if late.is_some() { Tone::Late } else { Tone::Text };
    let due = row.reassessment.due.map(|due| format!("{due}, {}", until(store.today, due)));
    let words = match (&row.reassessment.open, due) {
        (Some(open), Some(due)) => {
            format!("Reassessment {}: {} done, due {due}", open.name, open.progress)
        }
        (Some(open), None) => format!("Reassessment {}: {} done", open.name, open.progress),
        (None, Some(due)) => format!("Next reassessment {due}"),
        (None, None) => return None,
    };
    Some((tone, words))
}
