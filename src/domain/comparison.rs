//! One vendor as it stood twice, held side by side: what moved between, in the order of what matters, and why each moved.
//!
//! Pure. Whoever compares decides what the two sides are: two days, a past day and today, a cycle's opening and now. A comparison
//! holds words and numbers only, so that it outlives the sides that it was made of.

mod things;
mod why;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

pub use self::things::{ExhibitMove, ExhibitNews, RecordMove, RecordNews};
pub use self::why::Cause;
use super::as_of::AsOf;
use super::bank::Bank;
use super::dossier::{Answer, Dossier};
use super::event::{Change, Event, Subject};
use super::gap;
use super::id::{EventId, QuestionId};
use super::organization::Organization;
use super::question::{Basis, Question, Scope, Severity};
use super::readiness::Readiness;
use super::standing::{Stand, Standing, Standings};
use super::summary::Summary;
use crate::problem::Problem;
use crate::text::folded;

/// A vendor as it stands on a day, from what is on file of it and of us, by the questions in force.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The vendor's record, folded as far as it is looked at.
    pub dossier: &'a Dossier,
    /// Our organization's, likewise.
    pub organization: &'a Organization,
    /// The questions in force.
    pub bank: &'a Bank,
    /// The day.
    pub day: Date,
}

impl<'a> Side<'a> {
    fn standings(&self) -> Standings<'a> {
        Standings::of(self.dossier, self.organization, self.bank, self.day)
    }
}

/// What moved between two sides of one vendor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The figures of the earlier side.
    pub then: Figures,
    /// The figures of the later one.
    pub now: Figures,
    /// What moved of the questions of either side, what matters most first.
    pub moves: Vec<Move>,
    /// What became of exhibits, by their numbers.
    pub exhibits: Vec<ExhibitMove>,
    /// What became of records of registers, by their numbers.
    pub records: Vec<RecordMove>,
    /// The numbers of all events that were recorded about the vendor between the two.
    pub recorded: Vec<u64>,
}

impl Comparison {
    /// Holds two sides of one vendor side by side. What is on file on the earlier side is the beginning of what is on the later.
    pub fn of(then: Side<'_>, now: Side<'_>) -> Self {
        let reasons = why::Reasons::between(then, now);
        let mut moves: Vec<Move> = moved(then, now)
            .into_iter()
            .map(|moved| Move { why: reasons.of(&moved), ..moved })
            .collect();
        // The sort is stable: among equals the order of the bank decides.
        moves.sort_by(Move::by_what_matters);
        Self {
            then: Figures::of(then),
            now: Figures::of(now),
            moves,
            exhibits: things::exhibits(then, now),
            records: things::records(then, now),
            recorded: between(then.dossier, now.dossier).map(|event| event.seq).collect(),
        }
    }

    /// Whether nothing moved and nothing was recorded.
    pub const fn is_empty(&self) -> bool {
        self.moves.is_empty()
            && self.exhibits.is_empty()
            && self.records.is_empty()
            && self.recorded.is_empty()
    }

    /// The move of one question, if it moved.
    pub fn of_question(&self, question: &QuestionId) -> Option<&Move> {
        self.moves.iter().find(|one| one.question == *question)
    }
}

/// The earlier side: a day, an event, or the moment before a cycle was opened.
///
/// # Errors
/// It is none of these; the nearest cycle is named.
pub fn earlier(typed: &str, now: &Dossier) -> Result<AsOf, Problem> {
    let refused = match AsOf::read(typed) {
        Ok(as_of) => return Ok(as_of),
        Err(refused) => refused,
    };
    let wanted = folded(typed);
    let cycle = now.cycles.iter().rev().find(|cycle| folded(&cycle.name) == wanted);
    cycle.map(|cycle| AsOf::Event(cycle.opened_seq.saturating_sub(1))).ok_or_else(|| {
        let names = now.cycles.iter().map(|cycle| cycle.name.as_str());
        Problem::wrong_use(format!(
            "'{typed}' is neither a day, an event nor a cycle of {}",
            now.name
        ))
        .did_you_mean(typed, names)
        .next(refused)
    })
}

/// The events that the later record has beyond the earlier one.
fn between<'a>(then: &Dossier, now: &'a Dossier) -> impl Iterator<Item = &'a Event> + use<'a> {
    now.events.iter().skip(then.events.len())
}

/// What an event is about: an undo is about what the first event of its chain was.
fn meant<'a>(event: &'a Event, dossier: &'a Dossier) -> &'a Change {
    let first = dossier.undo_roots.get(&event.id).and_then(|root| dossier.event(*root));
    &first.unwrap_or(event).change
}

/// The figures of one side, over its questionnaire of record (rule R16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// The day.
    pub day: Date,
    /// The questionnaire.
    pub questionnaire: String,
    /// The figure over it.
    pub readiness: Readiness,
    /// Critical gaps over all questions (rule R20).
    pub critical_gaps: u32,
    /// Gaps of the questionnaire.
    pub gaps: u32,
    /// Exhibits that are not withdrawn.
    pub exhibits: u32,
}

impl Figures {
    fn of(side: Side<'_>) -> Self {
        let (summary, _) = Summary::of(side.dossier, side.organization, side.bank, side.day);
        Self {
            day: side.day,
            questionnaire: summary.questionnaire_name,
            readiness: summary.readiness,
            critical_gaps: summary.critical_gaps,
            gaps: summary.gaps,
            exhibits: summary.exhibits,
        }
    }
}

/// How one question stood on one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stood {
    /// How its answer stood.
    pub standing: Standing,
    /// Whether it was asked.
    pub asked: bool,
    /// The reply that stood, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// The gap that it opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<Severity>,
    /// Whether that was a critical gap.
    pub critical_gap: bool,
    /// The event that last gave or confirmed its answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
}

impl Stood {
    fn of(stand: &Stand<'_>) -> Self {
        Self {
            standing: stand.standing,
            asked: stand.asked.is_asked(),
            reply: stand.reply_shown(),
            gap: gap::severity(stand),
            critical_gap: stand.is_critical_gap(),
            event: stand.answer.map(Answer::last_event),
        }
    }

    /// How it stood in words: its standing, or that it was not asked.
    pub const fn words(&self) -> &'static str {
        if self.asked { self.standing.title() } else { "Not asked" }
    }

    fn is_answered(&self) -> bool {
        self.standing != Standing::Open
    }
}

/// What is new about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// It has an answer for the first time, or again.
    Answered,
    /// Its answer is another.
    Changed,
    /// Nothing on file shows it any more: no linked exhibit is current.
    GoneStale,
    /// Its answer waits to be confirmed.
    Carried,
    /// It has no answer any more.
    SetBack,
    /// The answer is the same and stands otherwise: something on file shows it now, or no longer.
    StandsOtherwise,
    /// It is asked now.
    Asked,
    /// It is not asked any more.
    NotAsked,
    /// It was answered or confirmed again, and stands as before.
    Confirmed,
}

impl News {
    /// The words on screens and in lists.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Answered => "New",
            Self::Changed => "Changed",
            Self::GoneStale => "Gone stale",
            Self::Carried => "To confirm",
            Self::SetBack => "Set back",
            Self::StandsOtherwise => "Stands otherwise",
            Self::Asked => "Asked now",
            Self::NotAsked => "Not asked now",
            Self::Confirmed => "Confirmed",
        }
    }

    fn between(then: Option<&Stood>, now: Option<&Stood>) -> Self {
        let asked = |stood: Option<&Stood>| stood.is_some_and(|stood| stood.asked);
        match (then, now) {
            (Some(then), Some(now)) if then.asked == now.asked => Self::of_asked(then, now),
            _ if asked(now) => Self::Asked,
            _ => Self::NotAsked,
        }
    }

    fn of_asked(then: &Stood, now: &Stood) -> Self {
        match (then.is_answered(), now.is_answered()) {
            (false, true) => return Self::Answered,
            (true, false) => return Self::SetBack,
            _ => {}
        }
        let came_to = |standing| then.standing != standing && now.standing == standing;
        if then.reply != now.reply {
            Self::Changed
        } else if came_to(Standing::Stale) {
            Self::GoneStale
        } else if came_to(Standing::Carried) {
            Self::Carried
        } else if then.standing != now.standing {
            Self::StandsOtherwise
        } else {
            Self::Confirmed
        }
    }
}

/// What became of a question's gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GapNews {
    /// There was none, and is one.
    Opened,
    /// It is graver than it was.
    Graver,
    /// It is milder than it was.
    Milder,
    /// There was one, and is none.
    Closed,
    /// It is as it was, or there is none.
    Same,
}

impl GapNews {
    /// The words on screens and in lists; nothing where it is as it was.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Opened => "gap opened",
            Self::Graver => "gap graver",
            Self::Milder => "gap milder",
            Self::Closed => "gap closed",
            Self::Same => "",
        }
    }
}

/// One question that moved between the two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// The question.
    pub question: QuestionId,
    /// What it is about.
    #[serde(skip)]
    pub subject: Subject,
    /// The number of the incident that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// Its title.
    pub title: String,
    /// How grave an unmet answer is.
    pub severity: Severity,
    /// What it rests on.
    pub basis: Basis,
    /// Whether it is among the questions of the figures, on either side: those of the questionnaire of record (rule R16).
    pub in_figures: bool,
    /// What is new.
    pub news: News,
    /// What became of its gap.
    pub gap: GapNews,
    /// How it stood; none, where the questions then did not have it.
    pub then: Option<Stood>,
    /// How it stands; none, where the questions now do not have it.
    pub now: Option<Stood>,
    /// Why it moved, the events first; never empty.
    pub why: Vec<Cause>,
}

impl Move {
    fn by_what_matters(&self, other: &Self) -> Ordering {
        let key = |one: &Self| (one.weight(), one.severity, one.basis);
        key(self).cmp(&key(other))
    }

    /// The question's id; of one about an incident with the incident's number.
    pub fn name(&self) -> String {
        match &self.incident {
            Some(no) => format!("{} of {no}", self.question),
            None => self.question.to_string(),
        }
    }

    fn key(&self) -> Key {
        (self.subject, self.question.clone())
    }

    /// How it stood on the earlier side and on the later, in words.
    pub fn sides(&self) -> (String, String) {
        let side = |stood: &Option<Stood>| match stood {
            None => "Not among the questions".to_owned(),
            Some(stood) => match &stood.reply {
                Some(reply) if stood.asked => format!("{reply}, {}", stood.words()),
                _ => stood.words().to_owned(),
            },
        };
        (side(&self.then), side(&self.now))
    }

    /// Whether the question is asked now, or not any more, and has no answer on either side.
    pub fn is_of_unanswered(&self) -> bool {
        let answered = |stood: &Option<Stood>| stood.as_ref().is_some_and(Stood::is_answered);
        matches!(self.news, News::Asked | News::NotAsked)
            && !answered(&self.then)
            && !answered(&self.now)
    }

    /// What became of its gap, in words; nothing where it is as it was. A question that is not asked any more leaves none, which is no
    /// merit.
    pub const fn gap_words(&self) -> &'static str {
        let opened = match &self.now {
            Some(now) if now.critical_gap => !matches!(&self.then, Some(then) if then.critical_gap),
            _ => false,
        };
        match (self.gap, self.news) {
            _ if opened => "critical gap opened",
            (GapNews::Closed, News::NotAsked) => "no gap while it is not asked",
            (gap, _) => gap.title(),
        }
    }

    /// Bad news first, then what waits for a person, then other news, then good news, then what only was said again.
    fn weight(&self) -> u8 {
        let critical = |stood: &Option<Stood>| stood.as_ref().is_some_and(|one| one.critical_gap);
        match (self.gap, self.news) {
            _ if critical(&self.now) && !critical(&self.then) => 0,
            (_, News::NotAsked) | (GapNews::Same, News::Asked) => 7,
            (GapNews::Opened | GapNews::Graver, _) => 1,
            (_, News::SetBack | News::Carried | News::GoneStale) => 2,
            (GapNews::Same, News::Changed | News::StandsOtherwise) => 3,
            (GapNews::Milder, _) => 4,
            (GapNews::Closed, _) => 5,
            (GapNews::Same, News::Answered) => 6,
            (GapNews::Same, News::Confirmed) => 8,
        }
    }
}

/// Moves as they are told: one by one; and, grouped by what is new and why, those of questions that nobody answered, each group with its
/// first move and the names of its questions.
pub fn ungrouped_and_grouped(moves: &[Move]) -> (Vec<&Move>, Vec<(&Move, Vec<String>)>) {
    let (unanswered, told): (Vec<&Move>, Vec<&Move>) =
        moves.iter().partition(|moved| moved.is_of_unanswered());
    let mut groups: Vec<(&Move, Vec<String>)> = Vec::new();
    for moved in unanswered {
        let same = |(first, _): &&mut (&Move, Vec<String>)| {
            first.news == moved.news && first.why == moved.why
        };
        match groups.iter_mut().find(same) {
            Some((_, names)) => names.push(moved.name()),
            None => groups.push((moved, vec![moved.name()])),
        }
    }
    (told, groups)
}

/// A question about a subject.
type Key = (Subject, QuestionId);

/// How every question of a side stands, by the id that the later questions call it.
fn stood(side: Side<'_>, later: &Bank) -> BTreeMap<Key, Stood> {
    let mut all = BTreeMap::new();
    for stand in side.standings().all() {
        let id = &stand.question.id;
        let called = later.question(id).map_or(id, |question| &question.id);
        let key = (stand.subject, called.clone());
        // Of several that were merged since (rule R10), the one that kept its id speaks.
        if called == id || !all.contains_key(&key) {
            all.insert(key, Stood::of(stand));
        }
    }
    all
}

/// The questions of a side's figures, by the ids that the later questions call them.
fn of_record(side: Side<'_>, later: &Bank) -> impl Iterator<Item = QuestionId> {
    let view = side.dossier.view_of_record(side.bank);
    let called = |id: &QuestionId| later.question(id).map_or(id, |question| &question.id).clone();
    view.asked.questions().map(called).collect::<Vec<_>>().into_iter()
}

/// The questions that do not stand as they stood, in the order of the bank; why is still to be said.
fn moved(then: Side<'_>, now: Side<'_>) -> Vec<Move> {
    let (before, after) = (stood(then, now.bank), stood(now, now.bank));
    let counted: BTreeSet<QuestionId> =
        of_record(then, now.bank).chain(of_record(now, now.bank)).collect();
    let gone = then.bank.questions().iter().filter(|one| now.bank.question(&one.id).is_none());
    let subjects: BTreeSet<Subject> =
        before.keys().chain(after.keys()).map(|(subject, _)| *subject).collect();
    let about = |question: &Question| {
        let scope = question.scope;
        subjects.iter().filter(move |subject| subject.scope() == scope)
    };
    let questions = now.bank.questions().iter().chain(gone);
    let mut moves = Vec::new();
    for (question, subject) in
        questions.flat_map(|one| about(one).map(move |subject| (one, *subject)))
    {
        let key = (subject, question.id.clone());
        let (was, is) = (before.get(&key), after.get(&key));
        let nothing_asked = |stood: Option<&Stood>| stood.is_none_or(|stood| !stood.asked);
        if was == is || (nothing_asked(was) && nothing_asked(is)) {
            continue;
        }
        moves.push(Move {
            question: question.id.clone(),
            subject,
            incident: now.dossier.incident_no(subject).map(|no| no.to_string()),
            title: question.title.clone(),
            severity: question.severity,
            basis: question.basis,
            // Those of an incident are in a figure of its own.
            in_figures: counted.contains(&question.id) && question.scope != Scope::Incident,
            news: News::between(was, is),
            gap: gap_news(was, is),
            then: was.cloned(),
            now: is.cloned(),
            why: Vec::new(),
        });
    }
    moves
}

fn gap_news(was: Option<&Stood>, is: Option<&Stood>) -> GapNews {
    let gap = |stood: Option<&Stood>| stood.and_then(|stood| stood.gap);
    match (gap(was), gap(is)) {
        (None, Some(_)) => GapNews::Opened,
        (Some(_), None) => GapNews::Closed,
        // Severities are ordered from the gravest on.
        (Some(was), Some(is)) if is < was => GapNews::Graver,
        (Some(was), Some(is)) if is > was => GapNews::Milder,
        _ => GapNews::Same,
    }
}
