//! Answering and confirming.

use super::{InVault, OnFile, doubt_patient_data, optional};
use crate::domain::dossier::Answer;
use crate::domain::event::{
    AnswerSet, Change, Confirmed, ConfirmedItem, CounselNote, Event, FollowUp,
};
use crate::domain::id::{EventId, FollowUpId, QuestionId};
use crate::domain::proposal::{Ground, Proposed};
use crate::domain::question::{AnswerKind, Outcome, Question};
use crate::domain::request::{AnswerRequest, Asked, Seen};
use crate::domain::value::{Reply, ReplyState, Value};
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
        self.refuse_unfit(question, &request.reply)?;
        let note = optional("note", request.note.as_deref())?;
        let proposed = self.proposed(question);
        refuse_silent_overruling(question, request, proposed.as_ref(), note.as_deref())?;
        let for_counsel = optional("counsel-only note", request.counsel_note.as_deref())?;
        doubt_patient_data("answer", free_text(question, &request.reply), &request.sure_of)?;
        doubt_patient_data("note", note.as_deref(), &request.sure_of)?;
        doubt_patient_data("counsel-only note", for_counsel.as_deref(), &request.sure_of)?;
        let says = |note: &String| note.chars().any(char::is_alphanumeric);
        if request.reply == Reply::State(ReplyState::Na) && !note.as_ref().is_some_and(says) {
            return Err(Problem::wrong_use(format!(
                "{} does not apply, but no reason is given",
                question.id
            ))
            .next("say in the note why it does not apply; the reason is printed in the report"));
        }
        let cycle =
            self.dossier.open_cycle().filter(|cycle| cycle.questions.contains_key(&question.id));
        let before = self.dossier.answers.get(subject, &question.id);
        let replaces = before.map(|answer| answer.event);
        // What was written for counsel stays with the answer until other words for counsel take its place.
        let kept = before.and_then(|answer| answer.counsel_note);
        let kept = kept.filter(|note| note.withheld_on.is_none());
        let reason = optional("reason", request.reason.as_deref())?;
        Ok(AnswerSet {
            note,
            counsel_note: in_vault.counsel_note.map(CounselNote::from).or(kept),
            given_by: optional("name of who answered", request.given_by.as_deref())?,
            role: request.role,
            interview: request.interview,
            cycle: cycle.map(|cycle| cycle.id),
            follow_up: self.follow_up(question, request)?,
            records_seen: proposed.map(|proposed| self.events_of(&proposed)),
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
        let judged = question.kind.judge(&request.reply, self.today);
        if judged.is_none_or(|judgment| judgment.outcome != Outcome::Unknown) {
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

    /// A reply that the question does not take has no outcome on any day, so it is not recorded.
    fn refuse_unfit(&self, question: &Question, reply: &Reply) -> Result<(), Problem> {
        let (kind, open) = (&question.kind, *reply == Reply::State(ReplyState::Open));
        let typed = kind.typed(reply);
        let read = kind.read(&typed, self.today);
        let why = match read {
            Err(refused) => Some(refused.why),
            Ok(Reply::State(ReplyState::Records)) => match self.proposed(question) {
                Some(_) => None,
                None => Some("no record on file answers it".to_owned()),
            },
            Ok(_) if open || kind.judge(reply, self.today).is_some() => None,
            Ok(_) => Some(format!("'{typed}' is not an answer of this kind")),
        };
        optional("answer", free_text(question, reply))?;
        let Some(why) = why else { return Ok(()) };
        Err(Problem::wrong_use(format!("{}: {why}", question.id))
            .next(format!("accepted: {}", kind.accepted())))
    }

    /// Whoever confirms has seen the answer: one that changed since is not confirmed (rules, section 9). `shown` is how many events they
    /// were given.
    pub fn refuse_unseen(&self, items: &[Asked], shown: usize) -> Result<(), Problem> {
        for asked in items {
            let question = self.question(asked)?;
            let last = self.dossier.last_touch(asked.subject, &question.id);
            let since = || self.dossier.events.iter().skip(shown);
            if let Some(rule) = &question.records {
                let word = rule.register().word();
                let writes = |event: &Event| match &event.change {
                    Change::RecordSet(set) => set.register == word,
                    Change::RegistersNone(none) => none.register == word,
                    _ => false,
                };
                if since().any(writes) {
                    return Err(Problem::wrong_use(format!(
                        "the records that answer {} were changed since they were shown to you",
                        question.id
                    ))
                    .safe("nothing was confirmed")
                    .next("look at what the records say now, then confirm it if it is right"));
                }
            }
            let unseen = since().any(|event| Some(event.id) == last);
            if unseen {
                let now = self.dossier.answers.get(asked.subject, &question.id);
                let theirs = now.map_or_else(
                    || "not answered".to_owned(),
                    |answer| self.told(question, answer),
                );
                return Err(Problem::wrong_use(format!(
                    "{} was changed since it was shown to you",
                    question.id
                ))
                .cause(format!("on file now: {theirs}"))
                .safe("their answer is on file; nothing was confirmed")
                .next("look at the answer that is on file now, then confirm it if it is right"));
            }
        }
        Ok(())
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

    /// Confirming: answers stand as they are, and what only the records say so far is answered as they show.
    pub(super) fn confirm(&self, items: &[Asked]) -> Result<Vec<Change>, Problem> {
        if items.is_empty() {
            return Err(Problem::wrong_use("no question was named to confirm"));
        }
        let mut confirmed = Vec::new();
        let mut changes = Vec::new();
        for asked in items {
            let question = self.question(asked)?;
            let stand = self.stand(question, asked.subject);
            if stand.is_proposed_and_not_confirmed() {
                // What was said with an answer that the records overtook stays with that answer.
                let records = Reply::State(ReplyState::Records);
                let answer = AnswerRequest::new(asked.clone(), records);
                changes.push(self.answer(&answer, &InVault::default())?.into());
                continue;
            }
            match stand.answer.filter(|answer| answer.reply != Reply::State(ReplyState::Open)) {
                Some(answer) => confirmed.push(self.confirmed(question, asked, answer)?),
                None => {
                    return Err(Problem::wrong_use(format!(
                        "{} has no answer to confirm",
                        question.id
                    ))
                    .next("answer it instead"));
                }
            }
        }
        if !confirmed.is_empty() {
            let cycle = self.dossier.open_cycle().map(|cycle| cycle.id);
            changes.push(Confirmed { items: confirmed, cycle }.into());
        }
        Ok(changes)
    }

    fn confirmed(
        &self,
        question: &Question,
        asked: &Asked,
        answer: &Answer,
    ) -> Result<ConfirmedItem, Problem> {
        let follows_records = answer.reply == Reply::State(ReplyState::Records);
        if follows_records && self.proposed(question).is_none() {
            return Err(Problem::wrong_use(format!(
                "{} is answered as the records show, and no record on file answers it any more",
                question.id
            ))
            .next("record what holds now, or answer it anew"));
        }
        if !follows_records && question.kind.judge(&answer.reply, self.today).is_none() {
            return Err(Problem::wrong_use(format!(
                "the answer to {} was given to an earlier wording and does not fit the question as it is now",
                question.id
            ))
            .next("answer it anew"));
        }
        // An answer recorded under an alias is found under it, and confirmed under it.
        let holds = |id: &&QuestionId| {
            let held = self.dossier.answers.get(asked.subject, id);
            held.is_some_and(|held| held.event == answer.event)
        };
        let id = question.aliases.iter().find(holds).unwrap_or(&question.id);
        Ok(ConfirmedItem {
            subject: asked.subject,
            question: id.clone(),
            revision: question.revision,
            of: answer.event,
        })
    }

    /// What the records on file propose today.
    fn proposed(&self, question: &Question) -> Option<Proposed> {
        let seen = self.dossier.records();
        let ground = Ground {
            organization: self.organization,
            seen: &seen,
            names_at: None,
            day: self.today,
        };
        question.records.as_ref()?.propose(&question.kind, ground)
    }

    /// The events that last wrote the records of a proposal.
    fn events_of(&self, proposed: &Proposed) -> Vec<EventId> {
        let records = proposed.proposal.records.iter();
        records.filter_map(|id| self.dossier.registers.get(*id)).map(|one| one.last.event).collect()
    }
}

/// Answering otherwise than the records say needs words that say why (rules, section 11).
fn refuse_silent_overruling(
    question: &Question,
    request: &AnswerRequest,
    proposed: Option<&Proposed>,
    note: Option<&str>,
) -> Result<(), Problem> {
    let Some(proposed) = proposed else { return Ok(()) };
    let says_otherwise = match &request.reply {
        Reply::Value(_) | Reply::State(ReplyState::None) => {
            proposed.proposal.is_contradicted_by(&request.reply)
        }
        Reply::State(_) => false,
    };
    if !says_otherwise || note.is_some() {
        return Ok(());
    }
    Err(Problem::wrong_use(format!(
        "the records say otherwise: {}",
        question.kind.shown(&proposed.proposal.reply)
    ))
    .cause(proposed.proposal.reason.clone())
    .safe("nothing was recorded")
    .next("say in the note why your answer stands against the records")
    .next("or answer as the records show: records"))
}

/// The words of an answer in words.
fn free_text<'a>(question: &Question, reply: &'a Reply) -> Option<&'a str> {
    match (&question.kind, reply) {
        (AnswerKind::Text { .. }, Reply::Value(Value::Word(words))) => Some(words),
        _ => None,
    }
}
