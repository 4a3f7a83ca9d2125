//! Requests that follow one another, each once the one before it is on disk: what a person asks for at once and the record keeps apart, such as
//! handing over the follow-ups of several vendors. The first that is refused ends it, and what was done before is said.

use std::collections::VecDeque;

use super::effect::Effect;
use super::state::{App, Status};
use super::words::many;
use crate::domain::id::VendorId;
use crate::domain::request::Request;
use crate::problem::Problem;

/// What is still to be recorded, and what was.
#[derive(Clone, Debug, Default)]
pub struct InTurn {
    waiting: VecDeque<(VendorId, Request)>,
    done: usize,
    says: String,
}

impl App {
    /// Asks for the first of these; the others follow. What they come to is said at the end.
    pub(crate) fn record_in_turn(
        &mut self,
        requests: Vec<(VendorId, Request)>,
        says: String,
    ) -> Vec<Effect> {
        self.in_turn = InTurn { waiting: requests.into(), done: 0, says };
        self.next_in_turn().into_iter().collect()
    }

    /// The next one, now that the one before it is on disk.
    pub(super) fn follow_in_turn(&mut self) -> Option<Effect> {
        if self.in_turn.says.is_empty() {
            return None;
        }
        self.in_turn.done += 1;
        let next = self.next_in_turn();
        if next.is_none() {
            let says = std::mem::take(&mut self.in_turn).says;
            self.clear_marks();
            self.status = Status::Saved(says);
        }
        next
    }

    fn next_in_turn(&mut self) -> Option<Effect> {
        let (vendor, request) = self.in_turn.waiting.pop_front()?;
        Some(Effect::Record { vendor, request: Box::new(request) })
    }

    /// One was refused: those after it are not asked for, and what was recorded before is said.
    pub(super) fn end_in_turn(&mut self, problem: Problem) -> Problem {
        let InTurn { waiting, done, says } = std::mem::take(&mut self.in_turn);
        if says.is_empty() || waiting.len() + done == 0 {
            return problem;
        }
        let all = done + 1 + waiting.len();
        problem.also_safe(&format!("{done} of {} were recorded before that", many(all, "vendor")))
    }
}
