//! How far an inquiry is on a day: what answers each request, and how that stands.

use serde::Serialize;

use super::{Inquiry, LetterRequest};
use crate::domain::standing::{Stand, Standing, Standings};

/// What becomes of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Questions answer it, and every one of them stands Documented.
    Documented,
    /// Questions or exhibits answer it, and not every question stands Documented.
    Mapped,
    /// Nothing answers it, and it is recorded why.
    Absent,
    /// Nothing says what answers it.
    NotMapped,
}

impl RequestState {
    /// All of them, in the order of a summary.
    pub const ALL: [Self; 4] = [Self::Documented, Self::Mapped, Self::Absent, Self::NotMapped];

    /// Its one-character mark.
    pub const fn mark(self) -> char {
        match self {
            Self::Documented => '+',
            Self::Mapped => '~',
            Self::Absent => '-',
            Self::NotMapped => '.',
        }
    }

    /// Its words on screens and in reports.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Documented => "Documented",
            Self::Mapped => "Mapped",
            Self::Absent => "Absent, with a reason",
            Self::NotMapped => "Not mapped",
        }
    }

    /// How a request stands by how its questions stand.
    pub fn of(request: &LetterRequest, standings: &Standings<'_>) -> Self {
        let documented = |stand: Option<&Stand<'_>>| {
            stand.is_some_and(|stand| {
                stand.standing == Standing::Documented && stand.asked.is_asked()
            })
        };
        if request.is_mapped() {
            let all = request.questions.iter().all(|id| documented(standings.get(id)));
            if all && !request.questions.is_empty() { Self::Documented } else { Self::Mapped }
        } else if request.absence.is_some() {
            Self::Absent
        } else {
            Self::NotMapped
        }
    }
}

/// How many requests of an inquiry stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// All of them.
    pub requests: usize,
    /// Answered by questions that all stand Documented.
    pub documented: usize,
    /// Answered by other questions, or by exhibits.
    pub mapped: usize,
    /// Absent, with a reason.
    pub absent: usize,
    /// Not mapped to anything.
    pub not_mapped: usize,
}

impl Progress {
    /// The progress of an inquiry by how its questions stand.
    pub fn of(inquiry: &Inquiry, standings: &Standings<'_>) -> Self {
        let mut progress = Self::default();
        for request in &inquiry.requests {
            progress.requests += 1;
            match RequestState::of(request, standings) {
                RequestState::Documented => progress.documented += 1,
                RequestState::Mapped => progress.mapped += 1,
                RequestState::Absent => progress.absent += 1,
                RequestState::NotMapped => progress.not_mapped += 1,
            }
        }
        progress
    }

    /// What is left, in a few words: "1 of 6 requests not mapped".
    pub fn brief(&self) -> String {
        let requests = if self.requests == 1 { "request" } else { "requests" };
        match (self.requests, self.not_mapped) {
            (0, _) => "no request is recorded yet".to_owned(),
            (all, 0) => format!("no open one of {all} {requests}"),
            (all, open) => format!("{open} of {all} {requests} not mapped"),
        }
    }

    /// The same in words: "6 requests: 2 documented, 2 mapped, 1 absent with a reason, 1 not mapped".
    pub fn words(&self) -> String {
        if self.requests == 0 {
            return "no request of the letter is recorded yet".to_owned();
        }
        let requests = if self.requests == 1 { "request" } else { "requests" };
        format!(
            "{} {requests}: {} documented, {} mapped otherwise, {} absent with a reason, {} not mapped",
            self.requests, self.documented, self.mapped, self.absent, self.not_mapped
        )
    }
}
