//! A clock as scripts see it: everything that the words say, each part by itself.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::domain::clock::rule::{ClockId, ClockRule, Count, Owes, Recipient, Start, TieKind};
use crate::domain::clock::step::{Assumed, Missing, NotRunning, Step, TiedBy};
use crate::domain::clock::{Board, Clock, Limit, Proof, words};
use crate::domain::moment::Moment;
use crate::domain::question::{Basis, Verified};

/// A rule of a clock.
#[derive(Debug, Serialize)]
pub(super) struct RuleLine<'a> {
    id: &'a ClockId,
    title: &'a str,
    owes: Owes,
    recipient: Recipient,
    to: &'a str,
    text: &'a str,
    citation: &'a str,
    basis: Basis,
    verified: Verified,
    doubt: Option<&'a str>,
    source: Option<&'a str>,
    start: Start,
    within: Option<Count>,
    promptly: Option<&'a str>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
}

impl<'a> From<&'a ClockRule> for RuleLine<'a> {
    fn from(rule: &'a ClockRule) -> Self {
        Self {
            id: &rule.id,
            title: &rule.title,
            owes: rule.owes,
            recipient: rule.recipient,
            to: &rule.to,
            text: &rule.text,
            citation: &rule.citation,
            basis: rule.basis,
            verified: rule.verified,
            doubt: rule.doubt.as_deref(),
            source: rule.source.as_deref(),
            start: rule.start,
            within: rule.within,
            promptly: rule.promptly.as_deref(),
            valid_from: rule.valid_from,
            valid_to: rule.valid_to,
        }
    }
}

/// A clock with its rule.
#[derive(Debug, Serialize)]
pub(super) struct ClockLine<'a> {
    #[serde(flatten)]
    rule: RuleLine<'a>,
    state: &'static str,
    /// The last good day; none, where there is none.
    due: Option<Date>,
    /// The time on that day, of a clock that is counted in hours.
    time: Option<String>,
    /// The instant of that time.
    at: Option<Timestamp>,
    days_left: Option<i64>,
    by_when: String,
    /// The next business day, where the last good day is none and the rule moves nothing.
    next_business_day: Option<Date>,
    steps: Vec<StepLine<'a>>,
    assuming: Vec<AssumedLine<'a>>,
    missing: Vec<MissingLine>,
    not_asked_for: Option<String>,
    sent: Option<SentLine>,
    leaves: Option<LeavesLine>,
}

impl<'a> ClockLine<'a> {
    pub(super) fn of(board: &Board<'_>, clock: &'a Clock<'_>) -> Self {
        let due = clock.due();
        let timed = due.filter(|due| due.time.is_some());
        let (missing, not_asked_for) = match &clock.limit {
            Limit::Waiting(missing) => (missing.iter().map(MissingLine::from).collect(), None),
            Limit::NotRunning(why) => (Vec::new(), Some(NotRunning::words(why))),
            Limit::On(_) | Limit::Promptly => (Vec::new(), None),
        };
        Self {
            rule: RuleLine::from(&*clock.rule),
            state: clock.state.word(),
            due: due.map(|due| due.day),
            time: timed.and_then(time_of),
            at: timed.map(|due| due.at(board.incident.zones())),
            days_left: clock.days_left(board.today),
            by_when: clock.by_when(),
            next_business_day: due.and_then(|due| board.next_business_day(due)),
            steps: clock.steps.iter().map(StepLine::from).collect(),
            assuming: clock.assuming.iter().map(AssumedLine::from).collect(),
            missing,
            not_asked_for,
            sent: clock.sent.map(|sent| SentLine::of(board, sent)),
            leaves: board.leaves(clock).map(|leaves| LeavesLine {
                days: leaves.days,
                against: leaves.against,
                due: leaves.due,
            }),
        }
    }
}

fn time_of(moment: Moment) -> Option<String> {
    moment.time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute()))
}

/// A step from a fact to a day. Which parts there are hangs on its kind.
#[derive(Debug, Serialize)]
pub(super) struct StepLine<'a> {
    kind: &'static str,
    words: String,
    /// When it leads to: a day, or a day with its time.
    gives: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Start>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<Count>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    passing_over: Vec<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tied: Option<TieKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<&'a ClockId>,
    /// Whether the other notice was `sent`, or its `last_day` counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
}

impl<'a> From<&'a Step> for StepLine<'a> {
    fn from(step: &'a Step) -> Self {
        let bare = |kind| StepLine {
            kind,
            words: step.words(),
            gives: step.gives().to_string(),
            from: None,
            start: None,
            field: None,
            count: None,
            passing_over: Vec::new(),
            tied: None,
            clock: None,
            by: None,
        };
        match step {
            Step::Starts { start, field, .. } => {
                StepLine { start: Some(*start), field: Some(field), ..bare("starts") }
            }
            Step::Adds { from, count, passed, .. } => StepLine {
                from: Some(from.to_string()),
                count: Some(*count),
                passing_over: passed.iter().map(|(day, _)| *day).collect(),
                ..bare("adds")
            },
            Step::Capped { cap, from, .. } => StepLine {
                start: Some(cap.start),
                count: Some(cap.within),
                from: Some(from.to_string()),
                ..bare("capped")
            },
            Step::Tied { kind, clock, at, by, .. } => StepLine {
                tied: Some(*kind),
                clock: Some(clock),
                from: Some(at.to_string()),
                by: Some(match by {
                    TiedBy::Sent => "sent",
                    TiedBy::LastDay => "last_day",
                }),
                ..bare("tied")
            },
            Step::Delayed { delay, .. } => {
                StepLine { from: Some(delay.until().to_string()), ..bare("delayed") }
            }
            Step::Moved { .. } => bare("moved"),
        }
    }
}

/// What counts as not freeing us.
#[derive(Debug, Serialize)]
pub(super) struct AssumedLine<'a> {
    kind: &'static str,
    /// The field, the fact, the notice or the state that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    words: String,
}

impl<'a> From<&'a Assumed> for AssumedLine<'a> {
    fn from(assumed: &'a Assumed) -> Self {
        let (kind, of) = match assumed {
            Assumed::Incident(field) => ("incident", Some(field)),
            Assumed::Organization(fact) => ("organization", Some(fact)),
            Assumed::Presumed => ("presumed", None),
            Assumed::FactorsMissing => ("factors_missing", None),
            Assumed::Data => ("data", None),
            Assumed::Agent => ("agent", None),
            Assumed::Judgment => ("judgment", None),
            Assumed::NoTime => ("no_time", None),
            Assumed::UndefinedStart => ("undefined_start", None),
            Assumed::LastDay(title) => ("last_day", Some(title)),
            Assumed::NotDeemed(state) => ("not_deemed", Some(state)),
            Assumed::DelayWithoutEnd => ("delay_without_end", None),
            Assumed::DelayNotApplied => ("delay_not_applied", None),
        };
        Self { kind, of: of.map(String::as_str), words: assumed.words() }
    }
}

/// A fact that a clock waits for.
#[derive(Debug, Serialize)]
pub(super) struct MissingLine {
    words: String,
    /// The fields of the incident that would say it.
    fields: &'static [&'static str],
    /// The clock whose notice has to be sent first.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<ClockId>,
}

impl From<&Missing> for MissingLine {
    fn from(missing: &Missing) -> Self {
        let clock = match missing {
            Missing::NoticeSent(clock, _) => Some(clock.clone()),
            _ => None,
        };
        Self { words: missing.words(), fields: missing.fields(), clock }
    }
}

/// The notice that was sent.
#[derive(Debug, Serialize)]
struct SentLine {
    on: Date,
    time: Option<String>,
    exhibit: Option<String>,
}

impl SentLine {
    fn of(board: &Board<'_>, sent: Proof) -> Self {
        Self { on: sent.on.day, time: time_of(sent.on), exhibit: exhibit_of(board, sent) }
    }
}

/// The number of the exhibit that shows a notice.
pub(super) fn exhibit_of(board: &Board<'_>, sent: Proof) -> Option<String> {
    let exhibit = board.incident.dossier.exhibit(sent.exhibit?)?;
    Some(exhibit.no.to_string())
}

/// How much what the vendor owes us leaves us.
#[derive(Debug, Serialize)]
struct LeavesLine {
    days: i64,
    against: ClockId,
    due: Date,
}

/// The incident that a board is of.
#[derive(Debug, Serialize)]
pub(super) struct Head<'a> {
    pub(super) no: String,
    pub(super) id: crate::domain::id::RecordId,
    pub(super) what: &'a str,
    pub(super) set_aside: Option<&'a str>,
    /// When we discovered it, as far as it is known, and the field that says so.
    pub(super) discovered: Option<String>,
    pub(super) discovered_by: Option<&'static str>,
}

impl<'a> Head<'a> {
    pub(super) fn of(board: &'a Board<'_>) -> Self {
        let incident = &board.incident;
        let discovered = incident.our_discovery();
        let word = |field| match incident.value(field) {
            Some(crate::domain::value::Value::Word(word)) => Some(word.as_str()),
            _ => None,
        };
        Self {
            no: incident.no.to_string(),
            id: incident.id,
            what: word("what").unwrap_or_default(),
            set_aside: word("set_aside"),
            discovered: discovered.map(|(at, _)| at.to_string()),
            discovered_by: discovered.map(|(_, field)| field),
        }
    }
}

/// Said once a document.
pub(super) const CAUTION: &str = words::NOT_LEGAL_ADVICE;
