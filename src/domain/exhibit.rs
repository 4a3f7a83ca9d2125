//! An exhibit as it stands on file, and when it is current for a question (rules, section 4).

mod held_back;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::bank::Bank;
use super::day;
use super::event::{CopyState, ExhibitDates, ExhibitKind, HeldElsewhere, Pinpoint, Subject};
use super::id::{AccountId, Digest, EventId, ExhibitId, QuestionId};
use super::question::Question;
pub use held_back::{HeldBack, speaks_of_counsel};

/// The number of an exhibit in its dossier: `A-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExhibitNo(pub u32);

impl fmt::Display for ExhibitNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("A-{:02}", self.0))
    }
}

impl ExhibitNo {
    /// Reads `A-07`, `a7` or `7`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix(['A', 'a']).unwrap_or(text);
        digits.trim_start_matches('-').parse().ok().filter(|no| *no > 0).map(Self)
    }
}

/// Where an exhibit's bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holding {
    /// A copy is in the vault.
    Vault {
        /// The file's name when it was taken.
        file_name: String,
        /// Its size.
        bytes: u64,
        /// The digest of its bytes.
        sha256: Digest,
    },
    /// We have no copy; such an exhibit is never current.
    Elsewhere(HeldElsewhere),
}

/// An exhibit as it stands on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibit {
    /// Its id.
    pub id: ExhibitId,
    /// Its number.
    pub no: ExhibitNo,
    /// What it is called.
    pub title: String,
    /// Its kind.
    pub kind: ExhibitKind,
    /// Where its bytes are.
    pub holding: Holding,
    /// Its dates.
    pub dates: ExhibitDates,
    /// The exhibit that it supersedes.
    pub supersedes: Option<ExhibitId>,
    /// The exhibit that supersedes it.
    pub superseded_by: Option<ExhibitNo>,
    /// Why it was withdrawn, if it was.
    pub withdrawn: Option<String>,
    /// What the last recorded check of its copy found, and when.
    pub last_check: Option<(CopyState, Timestamp)>,
    /// The questions that it supports.
    pub links: Vec<ExhibitLink>,
    /// The event that took it.
    pub taken: EventId,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// Who took it.
    pub taken_by: AccountId,
    /// The last event that touched it.
    pub last_event: EventId,
}

/// A question that an exhibit supports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExhibitLink {
    /// What the question is about.
    pub subject: Subject,
    /// The question.
    pub question: QuestionId,
    /// Where in the exhibit.
    pub pinpoint: Option<Pinpoint>,
    /// The event that linked it.
    pub event: EventId,
}

/// Why an exhibit is not current for a question on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCurrent {
    /// It was withdrawn.
    Withdrawn,
    /// We have no copy of it.
    HeldElsewhere,
    /// A newer one supersedes it.
    SupersededBy(ExhibitNo),
    /// The last check found its copy changed.
    Damaged,
    /// The last check did not find its copy.
    Missing,
    /// Its own date lies after the day.
    DatedAfter(Date),
    /// It is in force only from a later day.
    NotYetInForce(Date),
    /// Its last day has passed.
    Expired(Date),
    /// The policy's cover has ended: the first day without cover has come.
    CoverEnded(Date),
    /// It is older than the question, or its kind, allows.
    TooOld {
        /// The date from which its age is counted.
        from: Date,
        /// The limit in days.
        limit: u32,
    },
    /// Its age is limited, and it has no date from which to count.
    NoAgeDate {
        /// The limit in days.
        limit: u32,
    },
}

impl fmt::Display for NotCurrent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Withdrawn => f.write_str("withdrawn"),
            Self::HeldElsewhere => f.write_str("held elsewhere: we have no copy"),
            Self::SupersededBy(no) => write!(f, "superseded by {no}"),
            Self::Damaged => f.write_str("the copy is damaged"),
            Self::Missing => f.write_str("the copy is missing"),
            Self::DatedAfter(date) => write!(f, "dated {date}, after this day"),
            Self::NotYetInForce(date) => write!(f, "in force only from {date}"),
            Self::Expired(date) => write!(f, "expired: last day {date}"),
            Self::CoverEnded(date) => write!(f, "cover ended: no cover from {date}"),
            Self::TooOld { from, limit } => {
                write!(f, "too old: {from} plus {limit} days was {}", day::after(*from, *limit))
            }
            Self::NoAgeDate { limit } => {
                write!(f, "no date on file to count its age from (at most {limit} days)")
            }
        }
    }
}

impl NotCurrent {
    /// Whether only time has made it so: it was current once, by its dates.
    pub const fn is_by_time(&self) -> bool {
        matches!(self, Self::Expired(_) | Self::CoverEnded(_) | Self::TooOld { .. })
    }

    /// Whether time will make it current: it has not begun.
    pub const fn is_not_begun(&self) -> bool {
        matches!(self, Self::DatedAfter(_) | Self::NotYetInForce(_))
    }
}

/// What makes an exhibit stop being current (rules R4 and R11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndsBy {
    /// Its own last day.
    Expires(Date),
    /// The end of an insurance policy: the first day without cover.
    CoverEnds(Date),
    /// Its age.
    Age {
        /// The date from which it is counted.
        from: Date,
        /// The limit in days.
        limit: u32,
        /// Who sets that limit.
        set_by: AgeSetBy,
    },
}

/// Who limits the age of an exhibit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeSetBy {
    /// The usual limit of its kind.
    Kind,
    /// The question that it supports.
    Question,
}

impl EndsBy {
    /// The rule in words, for an exhibit of this kind. No law sets these ages; they are our working standard (rule R10).
    pub fn words(self, kind: ExhibitKind) -> String {
        match self {
            Self::Expires(last) => format!("{last} is its own last day"),
            Self::CoverEnds(day) => {
                format!(
                    "its cover ends on {day}, the first day without cover: a policy ends at 12:01 a.m."
                )
            }
            Self::Age { from, limit, set_by } => {
                let whose = match set_by {
                    AgeSetBy::Kind => format!("of kind {} it counts", kind.title()),
                    AgeSetBy::Question => "as evidence here it counts".to_owned(),
                };
                let counted = match kind {
                    ExhibitKind::AuditReport => "the end of the period covered",
                    ExhibitKind::Agreement => "its date, or when it was last read again",
                    _ => "its date",
                };
                format!(
                    "{whose} {limit} days from {from}, {counted}; our standard, no rule sets it"
                )
            }
        }
    }
}

impl Exhibit {
    /// The last day on which time lets it be current for a question, and why; none, where nothing ends it. Whether it is current
    /// otherwise is not looked at.
    pub fn last_day(&self, question: &Question, bank: &Bank) -> Option<(Date, EndsBy)> {
        let expires = self.dates.expires.map(|end| match self.kind {
            ExhibitKind::Insurance => (end.yesterday().unwrap_or(end), EndsBy::CoverEnds(end)),
            _ => (end, EndsBy::Expires(end)),
        });
        let ages = self.age_limit(question, bank).zip(self.age_date()).map(|(limit, from)| {
            let usual = bank.usual_max_age_days.get(&self.kind) == Some(&limit);
            let set_by = if usual { AgeSetBy::Kind } else { AgeSetBy::Question };
            (day::after(from, limit), EndsBy::Age { from, limit, set_by })
        });
        expires.into_iter().chain(ages).min_by_key(|(day, _)| *day)
    }

    /// The first day on which it may be current by its own dates, where it has any.
    pub fn begins(&self) -> Option<Date> {
        self.dates.dated.max(self.dates.from)
    }

    /// Where it supports this question on this subject, if it does.
    pub fn link(&self, subject: Subject, question: &QuestionId) -> Option<&ExhibitLink> {
        self.links.iter().find(|link| link.subject == subject && link.question == *question)
    }

    /// The date from which its age is counted (rule R11).
    pub fn age_date(&self) -> Option<Date> {
        let dates = &self.dates;
        match self.kind {
            ExhibitKind::AuditReport => dates.period_to,
            ExhibitKind::Agreement => dates.dated.max(dates.reread_on),
            _ => dates.dated,
        }
    }

    /// The age limit for this question, in days: the shorter of the question's and the kind's.
    pub fn age_limit(&self, question: &Question, bank: &Bank) -> Option<u32> {
        let usual = bank.usual_max_age_days.get(&self.kind).copied();
        [question.evidence_max_age_days, usual].into_iter().flatten().min()
    }

    /// Why it is not current for this question on day D; empty when it is. The link is not looked at.
    pub fn not_current(&self, question: &Question, bank: &Bank, on: Date) -> Vec<NotCurrent> {
        self.unfit(self.age_limit(question, bank), on)
    }

    /// The same for a record that rests on it: only the usual limit of its kind applies.
    pub fn not_current_for_record(&self, bank: &Bank, on: Date) -> Vec<NotCurrent> {
        self.unfit(bank.usual_max_age_days.get(&self.kind).copied(), on)
    }

    fn unfit(&self, age_limit: Option<u32>, on: Date) -> Vec<NotCurrent> {
        let mut why = Vec::new();
        if self.withdrawn.is_some() {
            why.push(NotCurrent::Withdrawn);
        }
        if matches!(self.holding, Holding::Elsewhere(_)) {
            why.push(NotCurrent::HeldElsewhere);
        }
        why.extend(self.superseded_by.map(NotCurrent::SupersededBy));
        why.extend(match self.last_check {
            Some((CopyState::Damaged, _)) => Some(NotCurrent::Damaged),
            Some((CopyState::Missing, _)) => Some(NotCurrent::Missing),
            Some((CopyState::Same, _)) | None => None,
        });
        let dates = &self.dates;
        why.extend(dates.dated.filter(|date| *date > on).map(NotCurrent::DatedAfter));
        why.extend(dates.from.filter(|date| *date > on).map(NotCurrent::NotYetInForce));
        why.extend(match (self.kind, dates.expires) {
            (ExhibitKind::Insurance, Some(end)) if on >= end => Some(NotCurrent::CoverEnded(end)),
            (ExhibitKind::Insurance, _) => None,
            (_, Some(last)) if on > last => Some(NotCurrent::Expired(last)),
            _ => None,
        });
        why.extend(age_limit.and_then(|limit| match self.age_date() {
            None => Some(NotCurrent::NoAgeDate { limit }),
            Some(from) if on > day::after(from, limit) => Some(NotCurrent::TooOld { from, limit }),
            Some(_) => None,
        }));
        why
    }

    /// The days after D on which time alone may make it current, or not, for this question (rule R17).
    pub fn turning_days(&self, question: &Question, bank: &Bank, on: Date) -> Vec<Date> {
        let dates = &self.dates;
        let ends = match self.kind {
            ExhibitKind::Insurance => dates.expires,
            _ => dates.expires.map(|last| day::after(last, 1)),
        };
        let ages = self
            .age_limit(question, bank)
            .zip(self.age_date())
            .map(|(limit, from)| day::after(day::after(from, limit), 1));
        [dates.dated, dates.from, ends, ages]
            .into_iter()
            .flatten()
            .filter(|day| *day > on)
            .collect()
    }
}
