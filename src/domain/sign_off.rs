//! Signing off: what a sign-off covers, what supersedes it, and how a report of the dossier stands because of it (rules R26 and R27).
//!
//! What is open and has to be acknowledged first is in [`mod@open_items`].

pub mod open_items;

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::open_items::{OpenItem, OpenKind, open_items};
use super::bank::Bank;
use super::day::Zones;
use super::dossier::{Dossier, SignOff};
use super::event::{Class, Event, JournalHead, SignedQuestionnaire};
use super::id::QuestionId;
use super::questionnaire::View;
use super::standing::{Stand, Standings};

/// The longest name or title of who signs, in characters.
pub const LONGEST_NAME: usize = 300;

/// How a report about a vendor stands because of the sign-offs that are on file.
#[derive(Clone, Copy, Debug)]
pub enum Status<'a> {
    /// No sign-off covers it.
    Draft(Uncovered<'a>),
    /// It stands as it was signed off.
    Signed(&'a SignOff),
    /// Something was recorded about the vendor since it was signed off; a draft again.
    Superseded {
        /// The sign-off.
        sign_off: &'a SignOff,
        /// The first event of content after it.
        by: &'a Event,
    },
}

/// What became of the last sign-off that has to do with a questionnaire, for a list: each with the day on which it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attested {
    /// It stands.
    Signed(Date),
    /// Something was recorded about the vendor since.
    Superseded(Date),
    /// It covers other questions.
    OfOtherQuestions(Date),
}

impl fmt::Display for Attested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signed(day) => write!(f, "Signed off on {day}"),
            Self::Superseded(day) => {
                write!(f, "The sign-off of {day} is superseded by what was recorded since")
            }
            Self::OfOtherQuestions(day) => {
                write!(f, "The sign-off of {day} covers other questions")
            }
        }
    }
}

/// Why no sign-off covers a report.
#[derive(Clone, Copy, Debug)]
pub enum Uncovered<'a> {
    /// Nobody has signed off.
    NobodySigned,
    /// This one, the last, names other questionnaires only.
    OtherQuestionnaires(&'a SignOff),
    /// This one names the questionnaire, which asked other questions then.
    OtherQuestions(&'a SignOff),
}

impl<'a> Status<'a> {
    /// How a report of this questionnaire stands with everything in the dossier on file.
    ///
    /// The last sign-off that names the questionnaire, with the questions that it has now, decides. Time, other questions elsewhere in
    /// the bank and our own record supersede nothing (rule R27); other questions in this questionnaire make it one that was not signed.
    pub fn of(dossier: &'a Dossier, questionnaire: &View<'_>, bank: &Bank) -> Self {
        if dossier.sign_offs.is_empty() {
            return Self::Draft(Uncovered::NobodySigned);
        }
        let digest = bank.digest_of(questionnaire);
        let id = &questionnaire.named.id;
        let named = |one: &&SignOff| one.questionnaire(id).is_some();
        let covers =
            |one: &&SignOff| one.questionnaire(id).is_some_and(|named| named.digest == digest);
        let latest = || dossier.sign_offs.iter().rev();
        let Some(sign_off) = latest().find(covers) else {
            return Self::Draft(match (latest().find(named), latest().next()) {
                (Some(named), _) => Uncovered::OtherQuestions(named),
                (None, Some(last)) => Uncovered::OtherQuestionnaires(last),
                (None, None) => Uncovered::NobodySigned,
            });
        };
        match superseded_by(dossier, sign_off) {
            Some(by) => Self::Superseded { sign_off, by },
            None => Self::Signed(sign_off),
        }
    }

    /// The same for a list; nothing where nobody signed off.
    pub fn attested(&self, zones: &Zones) -> Option<Attested> {
        let day = |sign_off: &SignOff| zones.day_of(sign_off.at);
        match self {
            Self::Signed(sign_off) => Some(Attested::Signed(day(sign_off))),
            Self::Superseded { sign_off, .. } => Some(Attested::Superseded(day(sign_off))),
            Self::Draft(Uncovered::NobodySigned) => None,
            Self::Draft(Uncovered::OtherQuestionnaires(one) | Uncovered::OtherQuestions(one)) => {
                Some(Attested::OfOtherQuestions(day(one)))
            }
        }
    }

    /// The sign-off that covers the report or did, if there is one.
    pub const fn sign_off(&self) -> Option<&'a SignOff> {
        match self {
            Self::Signed(sign_off) | Self::Superseded { sign_off, .. } => Some(sign_off),
            Self::Draft(_) => None,
        }
    }
}

/// The first event of content that was recorded about the vendor after a sign-off: it supersedes it (rule R27).
pub fn superseded_by<'a>(dossier: &'a Dossier, sign_off: &SignOff) -> Option<&'a Event> {
    let after = |event: &&Event| event.seq > sign_off.seq;
    dossier.events.iter().filter(after).find(|event| event.change.class() == Class::Content)
}

/// The questions of a questionnaire that stand otherwise than when it was signed off: through time, questions or our own record, since
/// nothing was recorded about the vendor.
pub fn changed_since<'a>(
    then: &Standings<'_>,
    now: &Standings<'a>,
    questionnaire: &View<'_>,
) -> Vec<&'a QuestionId> {
    let stood = |now: &Stand<'_>| {
        let then = then.about(now.subject, &now.question.id)?;
        Some((then.standing, then.asked.is_asked()))
    };
    let stands = now.with_incidents(&questionnaire.asked).into_iter();
    let moved =
        stands.filter(|stand| stood(stand) != Some((stand.standing, stand.asked.is_asked())));
    moved.map(|stand| &stand.question.id).collect()
}

impl SignOff {
    /// The questionnaire of that id, as it was signed.
    pub fn questionnaire(&self, id: &str) -> Option<&SignedQuestionnaire> {
        self.signed.questionnaires.iter().find(|one| one.id == id)
    }

    /// The seal: the head of the journal that it attests, as `journal` names it (rule R26).
    pub fn head(&self, journal: uuid::Uuid) -> Option<&JournalHead> {
        self.signed.journals.iter().find(|head| head.journal == journal)
    }

    /// Who signed, with their title.
    pub fn signer(&self) -> String {
        format!("{}, {}", self.signed.name, self.signed.title)
    }
}
