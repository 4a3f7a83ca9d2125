//! What needs thought in an open cycle: what changed about each question since its answer was last given or confirmed, so that the rest
//! can be confirmed as it stands.

use std::fmt;

use jiff::civil::Date;

use super::{Progress, SOON_DAYS, is_done};
use crate::domain::bank::Bank;
use crate::domain::day;
use crate::domain::dossier::{Answer, Cycle, Dossier};
use crate::domain::exhibit::{ExhibitNo, NotCurrent};
use crate::domain::organization::Organization;
use crate::domain::question::{Outcome, Severity};
use crate::domain::register::RecordNo;
use crate::domain::standing::{
    Asked, Confirming, Speaker, Stand, Standing, Standings, proposed_then,
};
use crate::domain::value::{Reply, ReplyState};

/// Why an answer needs thought before it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The question means something else, or judges otherwise, than when it was answered.
    QuestionRevised,
    /// What was answered is no answer to the question as it is now.
    NoLongerFits,
    /// The records behind it say something else than they did; in words, where they said and say something.
    RecordsSay {
        /// What they said to whoever answered or confirmed.
        then: Option<String>,
        /// What they say now.
        now: Option<String>,
    },
    /// Records that it rests on were written since, and say the same.
    RecordsWritten(Vec<RecordNo>),
    /// Time passed a limit: what was met when it was answered is no longer.
    Lapsed(Outcome),
    /// None of its exhibits is current.
    NotCurrent(Vec<(ExhibitNo, Vec<NotCurrent>)>),
    /// The exhibit that is current longest has this last day.
    LastDay(ExhibitNo, Date),
    /// It was never answered.
    NotAnswered,
    /// It was never answered, and whether it is asked at all hangs on answers that are not confirmed or not known.
    Hangs,
    /// Bad news stands, which no cycle carries away.
    BadNews(Standing),
    /// Nothing on file shows it.
    NoExhibit,
    /// It is critical: confirmed one by one.
    Critical,
}

impl Reason {
    /// The order in which what needs thought is shown: what changed, what will, what is missing, what stands, what is merely grave.
    const fn rank(&self) -> u8 {
        match self {
            Self::QuestionRevised
            | Self::NoLongerFits
            | Self::RecordsSay { .. }
            | Self::RecordsWritten(_)
            | Self::Lapsed(_)
            | Self::NotCurrent(_) => 0,
            Self::LastDay(..) => 1,
            Self::NotAnswered => 2,
            Self::BadNews(_) => 3,
            Self::NoExhibit => 4,
            Self::Critical => 5,
            Self::Hangs => 6,
        }
    }

    /// Its word in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::QuestionRevised => "question_revised",
            Self::NoLongerFits => "no_longer_fits",
            Self::RecordsSay { .. } => "records_say_otherwise",
            Self::RecordsWritten(_) => "records_written",
            Self::Lapsed(_) => "lapsed",
            Self::NotCurrent(_) => "exhibit_not_current",
            Self::LastDay(..) => "exhibit_ends_soon",
            Self::NotAnswered => "not_answered",
            Self::Hangs => "hangs_on_others",
            Self::BadNews(_) => "bad_news",
            Self::NoExhibit => "no_exhibit",
            Self::Critical => "critical",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::QuestionRevised => f.write_str("the question was changed since"),
            Self::NoLongerFits => f.write_str("the answer does not fit the question any more"),
            Self::RecordsSay { then: Some(then), now: Some(now) } if then != now => {
                write!(f, "the records say \"{now}\"; they said \"{then}\"")
            }
            Self::RecordsSay { now: Some(now), .. } => write!(f, "the records now say \"{now}\""),
            Self::RecordsSay { now: None, .. } => {
                f.write_str("the records do not answer it any more")
            }
            Self::RecordsWritten(records) => {
                let records: Vec<String> = records.iter().map(ToString::to_string).collect();
                write!(f, "changed since: {}", records.join(", "))
            }
            Self::Lapsed(now) => write!(f, "was met when answered; by time it is {now} now"),
            Self::NotCurrent(exhibits) => {
                let told = exhibits.iter().map(|(no, why)| {
                    let why: Vec<String> = why.iter().map(ToString::to_string).collect();
                    format!("{no} {}", why.join(", "))
                });
                f.write_str(&told.collect::<Vec<_>>().join("; "))
            }
            Self::LastDay(no, last) => write!(f, "{no} is current until {last} only"),
            Self::NotAnswered => f.write_str("not answered yet"),
            Self::Hangs => f.write_str("not answered; whether it is asked hangs on other answers"),
            Self::BadNews(standing) => write!(f, "stands {standing}"),
            Self::NoExhibit => f.write_str("nothing on file shows it"),
            Self::Critical => f.write_str("critical"),
        }
    }
}

/// A question of the cycle that needs thought.
#[derive(Clone, Debug)]
pub struct ToThink<'s, 'a> {
    /// The question as it stands.
    pub stand: &'s Stand<'a>,
    /// Why, the weightiest first; never empty.
    pub reasons: Vec<Reason>,
}

impl ToThink<'_, '_> {
    /// Why, in one line.
    pub fn why(&self) -> String {
        let reasons: Vec<String> = self.reasons.iter().map(ToString::to_string).collect();
        reasons.join("; ")
    }
}

/// What is left to do in an open cycle.
#[derive(Clone, Debug)]
pub struct Reassessment<'s, 'a> {
    /// The cycle.
    pub cycle: &'a Cycle,
    /// How far it is.
    pub progress: Progress,
    /// What needs thought: first what changed since it was last given or confirmed, then the rest, the gravest first.
    pub to_think: Vec<ToThink<'s, 'a>>,
    /// What only waits to be confirmed as it stands, by section: met with a current exhibit or not applying, not critical, and nothing
    /// about it changed. These, and no others, may be confirmed together.
    pub unchanged: Vec<(String, Vec<&'s Stand<'a>>)>,
}

impl<'s, 'a> Reassessment<'s, 'a> {
    /// What is left to do in the open cycle of a dossier; nothing where none is open.
    pub fn of(
        dossier: &'a Dossier,
        organization: &Organization,
        bank: &Bank,
        standings: &'s Standings<'a>,
    ) -> Option<Self> {
        let cycle = dossier.open_cycle()?;
        let view = dossier.view_of_record(bank);
        let ground = Ground { dossier, organization, bank, day: standings.day };
        let mut to_think = Vec::new();
        let mut unchanged = Vec::new();
        let mut all = Vec::new();
        for (title, stands) in standings.sections(&view.asked) {
            let mut as_it_was = Vec::new();
            for stand in stands.into_iter().filter(|stand| stand.asked.is_asked()) {
                all.push(stand);
                if is_done(cycle, stand) {
                    continue;
                }
                let reasons = ground.reasons(stand);
                if reasons.is_empty() {
                    as_it_was.push(stand);
                } else {
                    to_think.push(ToThink { stand, reasons });
                }
            }
            if !as_it_was.is_empty() {
                unchanged.push((title.to_owned(), as_it_was));
            }
        }
        let first = |one: &ToThink<'_, '_>| one.reasons.iter().map(Reason::rank).min();
        // The sort is stable, so the questionnaire's order decides last.
        to_think.sort_by_key(|one| (first(one), one.stand.question.severity));
        Some(Self { cycle, progress: Progress::of(cycle, &all), to_think, unchanged })
    }

    /// Every question that is left, in the order in which it is shown.
    pub fn left(&self) -> impl Iterator<Item = &'s Stand<'a>> {
        let unchanged = self.unchanged.iter().flat_map(|(_, stands)| stands.iter().copied());
        self.to_think.iter().map(|one| one.stand).chain(unchanged)
    }
}

/// What reasons are read from.
struct Ground<'g> {
    dossier: &'g Dossier,
    organization: &'g Organization,
    bank: &'g Bank,
    day: Date,
}

impl Ground<'_> {
    fn reasons(&self, stand: &Stand<'_>) -> Vec<Reason> {
        let open = Reply::State(ReplyState::Open);
        let mut reasons = Vec::new();
        match stand.answer.filter(|answer| answer.reply != open) {
            Some(answer) => self.what_changed(stand, answer, &mut reasons),
            None if stand.asked == Asked::Undecided => return vec![Reason::Hangs],
            None => reasons.push(Reason::NotAnswered),
        }
        match stand.standing {
            Standing::Unmet | Standing::Part | Standing::Unknown => {
                reasons.push(Reason::BadNews(stand.standing));
            }
            _ => {}
        }
        let met = stand.judgment().is_some_and(|judgment| judgment.outcome == Outcome::Met);
        if met && stand.exhibits.is_empty() {
            reasons.push(Reason::NoExhibit);
        }
        if stand.question.severity == Severity::Critical {
            reasons.push(Reason::Critical);
        }
        reasons
    }

    fn what_changed(&self, stand: &Stand<'_>, answer: &Answer, reasons: &mut Vec<Reason>) {
        if stand.confirming == Confirming::QuestionRevised {
            reasons.push(Reason::QuestionRevised);
        }
        if stand.standing == Standing::Open {
            reasons.push(Reason::NoLongerFits);
        }
        reasons.extend(self.records(stand, answer));
        reasons.extend(self.lapsed(stand, answer));
        reasons.extend(self.exhibits(stand));
    }

    /// What the records behind it say now, against what they said to whoever last gave or confirmed the answer.
    fn records(&self, stand: &Stand<'_>, answer: &Answer) -> Option<Reason> {
        let (then, now) =
            (proposed_then(stand.question, answer, self.organization), stand.proposed.as_ref());
        let said = |one: Option<&crate::domain::proposal::Proposed>| {
            one.map(|one| (one.proposal.reply.clone(), one.judgment.outcome))
        };
        if said(then.as_ref()) != said(now) || stand.confirming == Confirming::RecordsBetter {
            let shown = |one: &crate::domain::proposal::Proposed| {
                stand.question.kind.shown(&one.proposal.reply)
            };
            return Some(Reason::RecordsSay {
                then: then.as_ref().map(shown),
                now: now.map(shown),
            });
        }
        let behind = now.into_iter().flat_map(|one| &one.proposal.records);
        let records = behind.filter_map(|id| self.dossier.registers.get(*id));
        let written = records.filter(|record| record.last.seq > answer.last_seq());
        let written: Vec<RecordNo> = written.map(|record| record.no).collect();
        (!written.is_empty()).then_some(Reason::RecordsWritten(written))
    }

    /// A person's own answer that time alone made worse. What the records say is looked at by themselves.
    fn lapsed(&self, stand: &Stand<'_>, answer: &Answer) -> Option<Reason> {
        let saying = stand.saying.as_ref().filter(|saying| saying.by == Speaker::Person)?;
        let now = saying.judgment.as_ref()?.outcome;
        let then = self.organization.zones.day_of(answer.last_at());
        let then = stand.question.kind.judge(&answer.reply, then)?.outcome;
        (then == Outcome::Met && now != Outcome::Met).then_some(Reason::Lapsed(now))
    }

    /// Where it is met: that no exhibit is current, or none will be for long.
    fn exhibits(&self, stand: &Stand<'_>) -> Option<Reason> {
        let met = stand.judgment().is_some_and(|judgment| judgment.outcome == Outcome::Met);
        if !met || stand.exhibits.is_empty() {
            return None;
        }
        let current = || stand.exhibits.iter().filter(|shown| shown.is_current());
        if current().next().is_none() {
            let why = stand.exhibits.iter();
            let why = why.map(|shown| (shown.exhibit.no, shown.why_not.clone()));
            return Some(Reason::NotCurrent(why.collect()));
        }
        let ends = |day: &Date, shown: &crate::domain::standing::Shown<'_>| {
            !shown.exhibit.not_current(stand.question, self.bank, *day).is_empty()
        };
        let last = current().map(|shown| {
            let turns = shown.exhibit.turning_days(stand.question, self.bank, self.day);
            let end = turns.into_iter().filter(|day| ends(day, shown)).min();
            (end.unwrap_or(Date::MAX), shown.exhibit.no)
        });
        let (end, no) = last.max()?;
        let last = end.yesterday().unwrap_or(end);
        (last <= day::after(self.day, SOON_DAYS)).then_some(Reason::LastDay(no, last))
    }
}
