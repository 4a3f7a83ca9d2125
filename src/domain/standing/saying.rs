//! What is said to a question: by a person's answer, or by the records that answer it (rules, section 11).

use jiff::civil::Date;

use crate::domain::answer::Judgment;
use crate::domain::dossier::{Answer, Dossier};
use crate::domain::organization::Organization;
use crate::domain::proposal::{Ground, Proposed, worse};
use crate::domain::question::{Outcome, Question};
use crate::domain::value::{Reply, ReplyState};

/// What is said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The reply.
    pub reply: Reply,
    /// What it amounts to; none, where it was given to an earlier wording, or says "open".
    pub judgment: Option<Judgment>,
    /// Who says it.
    pub by: Speaker,
}

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// A person, in an answer of their own.
    Person,
    /// The records: a person confirmed that they answer it, or their news is bad and counts at once.
    Records,
}

/// What is said, what the records propose, and whether they say better than was confirmed.
pub(super) struct Said {
    pub(super) saying: Option<Saying>,
    pub(super) proposed: Option<Proposed>,
    pub(super) better: bool,
}

/// Decides who speaks. Bad news of the records counts at once; better news waits until somebody confirms it.
pub(super) fn said(
    question: &Question,
    answer: Option<&Answer>,
    dossier: &Dossier,
    organization: &Organization,
    day: Date,
) -> Said {
    let records = dossier.records();
    let ground = Ground { organization, seen: &records, names_at: None, day };
    let proposed = question.records.as_ref().and_then(|rule| rule.propose(&question.kind, ground));
    let seen = |answer: &Answer| proposed_then(question, answer, organization);
    let news = proposed.as_ref().filter(|proposed| proposed.is_bad_news());
    let mut better = false;
    let saying = match answer {
        Some(answer) if answer.reply == Reply::State(ReplyState::Records) => {
            let confirmed = seen(answer).map(|seen| seen.judgment.outcome);
            better = proposed.as_ref().is_some_and(|now| is_better(now, confirmed));
            proposed.as_ref().map(by_records)
        }
        Some(answer) if answer.reply != Reply::State(ReplyState::Open) => {
            let own = Saying {
                reply: answer.reply.clone(),
                judgment: question.kind.judge(&answer.reply, day),
                by: Speaker::Person,
            };
            let overtaken = news.filter(|news| is_worse(news, &own) && is_news(news, seen(answer)));
            Some(overtaken.map_or(own, by_records))
        }
        // Not answered, or set back to it: only bad news counts.
        other => news.map(by_records).or_else(|| other.map(set_back)),
    };
    Said { saying, proposed, better }
}

/// What the records said to whoever last gave or confirmed this answer, when they did.
pub fn proposed_then(
    question: &Question,
    answer: &Answer,
    organization: &Organization,
) -> Option<Proposed> {
    let at = answer.last_at();
    let day = organization.zones.day_of(at);
    let ground = Ground { organization, seen: &answer.seen, names_at: Some(at), day };
    question.records.as_ref()?.propose(&question.kind, ground)
}

fn by_records(proposed: &Proposed) -> Saying {
    Saying {
        reply: proposed.proposal.reply.clone(),
        judgment: Some(proposed.judgment.clone()),
        by: Speaker::Records,
    }
}

fn set_back(answer: &Answer) -> Saying {
    Saying { reply: answer.reply.clone(), judgment: None, by: Speaker::Person }
}

fn is_better(now: &Proposed, confirmed: Option<Outcome>) -> bool {
    confirmed.is_none_or(|confirmed| worse(now.judgment.outcome) < worse(confirmed))
}

fn is_worse(news: &Proposed, own: &Saying) -> bool {
    let own = own.judgment.as_ref();
    own.is_none_or(|own| worse(news.judgment.outcome) > worse(own.outcome))
}

/// Whether the records say something else than they did to whoever answered: what they knew of, they overruled.
fn is_news(news: &Proposed, seen: Option<Proposed>) -> bool {
    seen.is_none_or(|seen| seen.proposal.reply != news.proposal.reply)
}
