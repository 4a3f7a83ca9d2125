//! Answering and confirming.

use super::{InVault, OnFile, doubt_patient_data, optional};
use crate::domain::dossier::Answer;
use crate::domain::event::{AnswerSet, Confirmed, ConfirmedItem, CounselNote, FollowUp};
use crate::domain::id::FollowUpId;
use crate::domain::question::Question;
use crate::domain::request::{AnswerRequest, Asked, Seen};
use crate::domain::value::{Reply, ReplyState};
use crate::problem::Problem;

impl OnFile<'_> {
    pub(super) fn answer(
        &self,
        request: &AnswerRequest,
        in_vault: &InVault,
    ) -> Result<AnswerSet, Problem> {
        let question = self.question(&request.asked)?;
        let subject = request.asked.subject;
        self.refuse_if_changed(question, request)?;
        let note = optional("note", request.note.as_deref())?;
        doubt_patient_data("note", note.as_deref(), &request.sure_of)?;
        doubt_patient_data("counsel-only note", request.counsel_note.as_deref(), &request.sure_of)?;
        if request.reply == Reply::State(ReplyState::Na) && note.is_none() {
            return Err(Problem::wrong_use(format!(
                "{} does not apply, but no reason is given",
                question.id
            ))
            .next("say in the note why it does not apply; the reason is printed in the report"));
        }
        let cycle =
            self.dossier.open_cycle().filter(|cycle| cycle.questions.contains_key(&question.id));
        let replaces = self.dossier.answers.get(subject, &question.id).map(|answer| answer.event);
        let reason = optional("reason", request.reason.as_deref())?;
        Ok(AnswerSet {
            note,
            counsel_note: in_vault.counsel_note.map(|sha256| CounselNote { sha256 }),
            given_by: optional("name of who answered", request.given_by.as_deref())?,
            role: request.role,
            interview: request.interview,
            cycle: cycle.map(|cycle| cycle.id),
            follow_up: self.follow_up(question, request)?,
            replaces: replaces.filter(|_| reason.is_some()),
            reason,
            ..AnswerSet::new(subject, question.id.clone(), question.revision, request.reply.clone())
        })
    }

    fn follow_up(
        &self,
        question: &Question,
        request: &AnswerRequest,
    ) -> Result<Option<FollowUp>, Problem> {
        let Some((owner, due)) = &request.follow_up else { return Ok(None) };
        if request.reply != Reply::State(ReplyState::Unknown) {
            return Err(Problem::wrong_use(format!(
                "{} has an answer, so nobody needs to find it out",
                question.id
            ))
            .next("a follow-up goes with the answer 'unknown'"));
        }
        if *due < self.today {
            return Err(Problem::wrong_use(format!(
                "the follow-up is due {due}, which has passed"
            ))
            .next("name today or a day ahead"));
        }
        let owner = super::required("name of who will find out", owner)?;
        Ok(Some(FollowUp { id: FollowUpId(self.now.new_id()), owner, due: *due }))
    }

    /// If the question changed since it was shown, nothing is written and both versions are shown (rules, section 9).
    fn refuse_if_changed(
        &self,
        question: &Question,
        request: &AnswerRequest,
    ) -> Result<(), Problem> {
        let Seen::Shown(seen) = request.seen else { return Ok(()) };
        let subject = request.asked.subject;
        if self.dossier.last_touch(subject, &question.id) == seen {
            return Ok(());
        }
        let now = self.dossier.answers.get(subject, &question.id);
        let theirs =
            now.map_or_else(|| "not answered".to_owned(), |answer| self.told(question, answer));
        Err(Problem::wrong_use(format!(
            "{} was changed by somebody else while you were answering",
            question.id
        ))
        .cause(format!("on file now: {theirs}; yours: {}", question.kind.shown(&request.reply)))
        .safe("their answer is on file; yours was not recorded and is still on the screen")
        .next("look at the answer that is on file now, then answer again if yours should stand"))
    }

    fn told(&self, question: &Question, answer: &Answer) -> String {
        let note =
            answer.note.as_deref().map_or_else(String::new, |note| format!(", note \"{note}\""));
        format!(
            "{}{note}, recorded by {} at {}",
            question.kind.shown(&answer.reply),
            self.organization.person(&answer.recorded_by),
            self.organization.zones.shown(answer.at)
        )
    }

    pub(super) fn confirm(&self, items: &[Asked]) -> Result<Confirmed, Problem> {
        let item = |asked: &Asked| {
            let question = self.question(asked)?;
            let answer = self
                .dossier
                .answers
                .get(asked.subject, &question.id)
                .filter(|answer| answer.reply != Reply::State(ReplyState::Open));
            let Some(answer) = answer else {
                return Err(Problem::wrong_use(format!(
                    "{} has no answer to confirm",
                    question.id
                ))
                .next("answer it instead"));
            };
            if question.kind.judge(&answer.reply, self.today).is_none() {
                return Err(Problem::wrong_use(format!(
                    "the answer to {} was given to an earlier wording and does not fit the question as it is now",
                    question.id
                ))
                .next("answer it anew"));
            }
            Ok(ConfirmedItem {
                subject: asked.subject,
                question: question.id.clone(),
                revision: question.revision,
                of: answer.event,
            })
        };
        let items: Vec<ConfirmedItem> = items.iter().map(item).collect::<Result<_, _>>()?;
        if items.is_empty() {
            return Err(Problem::wrong_use("no question was named to confirm"));
        }
        Ok(Confirmed { items, cycle: self.dossier.open_cycle().map(|cycle| cycle.id) })
    }
}
