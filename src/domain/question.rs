//! One thing asked: its kind, what each reply amounts to, what it rests on, and what would show it.

use std::fmt;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::id::QuestionId;
use super::proposal::RecordRule;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $word:literal $title:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in files, in JSON and on the command line.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The words on screens and in reports.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// The one of that word; case, blanks and hyphens do not matter.
            pub fn of_word(word: &str) -> Option<Self> {
                let word = word.trim().to_lowercase().replace(['-', ' '], "_");
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.title())
            }
        }
    )*};
}

pub(crate) use words;

words! {
    /// What an answer is about: one answer per subject of its scope (rule R6).
    Scope {
        /// The vendor.
        Vendor "vendor" "the vendor",
        /// One of the vendor's incidents.
        Incident "incident" "one incident",
        /// Our own organization.
        Organization "organization" "our organization",
    }
    /// Who can answer.
    Role {
        /// The privacy office.
        Privacy "privacy" "privacy",
        /// IT security.
        Security "security" "security",
        /// Counsel or contracts.
        Legal "legal" "legal",
        /// Purchasing.
        Procurement "procurement" "procurement",
        /// Whoever manages the vendor day by day.
        VendorManager "vendor_manager" "vendor manager",
        /// The vendor itself.
        Vendor "vendor" "vendor",
    }
    /// How grave a gap is; the gravest first.
    Severity {
        /// Care, law or many people are at stake.
        Critical "critical" "Critical",
        /// Serious.
        High "high" "High",
        /// To be mended in the year.
        Medium "medium" "Medium",
        /// To be mended when convenient.
        Low "low" "Low",
    }
    /// Why a question is asked.
    Basis {
        /// A present legal duty.
        InForce "in_force" "in force",
        /// Looked for by regulators; no HIPAA rule demands it.
        GoodPractice "good_practice" "contractual good practice",
        /// Only in a proposed rule; never scored.
        Proposed "proposed" "proposed",
    }
    /// How sure we are of the fact behind a question or citation.
    Verified {
        /// Seen in a source.
        Checked "checked" "checked",
        /// From knowledge of the field, not seen in a source.
        Recalled "recalled" "not verified against the rule; confirm with counsel",
        /// Not to be relied upon.
        ToVerify "to_verify" "to be verified; confirm with counsel",
    }
    /// What an answer amounts to by the question's rule; computed for a day, never stored (rule R9).
    Outcome {
        /// Meets it.
        Met "met" "Met",
        /// Meets some of it.
        Part "part" "Part",
        /// Meets none of it.
        Unmet "unmet" "Unmet",
        /// Not known.
        Unknown "unknown" "Unknown",
        /// Does not apply.
        NotApplicable "na" "Does not apply",
    }
    /// Who sets a limit (rule R10).
    SetBy {
        /// The cited rule sets it: failing it is Unmet.
        Law "law" "the cited rule sets this limit",
        /// The document that is asked about sets it, such as the end of a policy: failing it is Unmet.
        Document "document" "the document itself sets this limit",
        /// Our own standard, which the rule does not set: failing it is at most Part.
        WorkingStandard "working_standard" "our standard; the cited rule does not set it",
    }
    /// Whether a date lies behind or may lie ahead.
    Lies {
        /// Something that happened: a day after the recording day is refused.
        Behind "behind" "a past day",
        /// Something that may lie ahead: an expiry.
        Ahead "ahead" "a day, past or ahead",
    }
}

impl Severity {
    /// One step milder; Low stays Low (rule R18).
    #[must_use]
    pub const fn milder(self) -> Self {
        match self {
            Self::Critical => Self::High,
            Self::High => Self::Medium,
            Self::Medium | Self::Low => Self::Low,
        }
    }
}

/// One question of the bank, defined once however many questionnaires ask it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Question {
    /// Its id, such as `baa.executed`; never reused.
    pub id: QuestionId,
    /// Other ids under which it is found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<QuestionId>,
    /// Raised only when its meaning, or the outcome of a value, changes (rule R5).
    #[schemars(range(min = 1))]
    pub revision: u32,
    /// What its answer is about.
    pub scope: Scope,
    /// A few words for lists: what it is about.
    pub title: String,
    /// The question as asked.
    #[serde(rename = "question")]
    pub text: String,
    /// Why it is asked, and what to watch for.
    pub guidance: String,
    /// What may be answered, and what each reply amounts to.
    #[serde(flatten)]
    pub kind: AnswerKind,
    /// How the records of a register answer it, where they can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<RecordRule>,
    /// When it is asked; always, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_when: Option<Condition>,
    /// Who can answer.
    pub ask_of: Vec<Role>,
    /// How grave its gap is.
    pub severity: Severity,
    /// Why it is asked.
    pub basis: Basis,
    /// How sure we are of what it rests on.
    pub verified: Verified,
    /// The rules it rests on.
    pub citations: Vec<Citation>,
    /// What good evidence is.
    pub evidence: Vec<String>,
    /// How old evidence may be, in days; no limit, where there is none (rule R11).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence_max_age_days: Option<u32>,
    /// What would close its gap.
    pub remedy: String,
    /// Words to start from when amending the contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

impl Question {
    /// Whether this is the id of the question, or one of its aliases.
    pub fn is_called(&self, id: &str) -> bool {
        self.id.as_str() == id || self.aliases.iter().any(|alias| alias.as_str() == id)
    }

    /// Whether an unmet or unknown answer to it is a critical gap (rule R20).
    pub fn is_critical_in_force(&self) -> bool {
        self.severity == Severity::Critical && self.basis == Basis::InForce
    }
}

/// A rule that a question rests on, as published, with its own basis and mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// As cited: `45 CFR 164.504(e)(1)`.
    pub text: String,
    /// Whether it is in force, good practice or proposed.
    pub basis: Basis,
    /// How sure we are of it.
    pub verified: Verified,
}

/// What may be answered, and what each reply amounts to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerKind {
    /// Yes is Met, no is Unmet; what "partial" is, the question says.
    YesNoPartial {
        /// What "partial" amounts to: Part, or Unmet where half is nothing.
        partial: Outcome,
    },
    /// One of the choices.
    Choice {
        /// The choices in the order in which they are shown.
        choices: Vec<Choice>,
    },
    /// Several of the choices: all that are wanted is Met, some is Part.
    Choices {
        /// The choices in the order in which they are shown.
        choices: Vec<ManyChoice>,
    },
    /// A day.
    Date {
        /// Whether it lies behind or may lie ahead.
        lies: Lies,
        /// The limits it must keep.
        #[serde(default)]
        limits: Vec<Limit>,
        /// What "none" or "never" amounts to.
        none: Outcome,
    },
    /// A number of hours.
    Hours(Amount),
    /// A number of days.
    Days(Amount),
    /// An amount of US dollars.
    Money(Amount),
    /// A number.
    Number(Amount),
    /// Free text.
    Text {
        /// What "none" amounts to.
        none: Outcome,
    },
}

/// Limits of an amount, and what "none" amounts to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// The limits it must keep.
    #[serde(default)]
    pub limits: Vec<Limit>,
    /// What "none" amounts to.
    pub none: Outcome,
}

/// The three replies of a yes-or-no question.
pub const YES_NO_PARTIAL: [(&str, &str); 3] = [("yes", "Yes"), ("no", "No"), ("partial", "Partly")];

/// One choice of several, of which one is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The word in the journal and on the command line.
    pub value: String,
    /// The words shown.
    pub label: String,
    /// What it amounts to: met, part, unmet or unknown.
    pub outcome: Outcome,
}

/// One choice of several, of which any number is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ManyChoice {
    /// The word in the journal and on the command line.
    pub value: String,
    /// The words shown.
    pub label: String,
    /// What it adds to the outcome.
    #[serde(default)]
    pub counts: Counts,
}

/// What one of several choices adds to the outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// It is wanted: Met needs all of these.
    #[default]
    Wanted,
    /// It stands for every wanted one that is not chosen, such as a documented alternative to encryption (45 CFR 164.306(d)(3)).
    StandsForRest,
    /// It says that there is none of the others, and is chosen alone: Unmet.
    NoneOfThese,
    /// It is neither wanted nor a gap.
    Extra,
}

/// A limit that a value must keep (rules, section 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// When the value fails it.
    pub fails_when: FailsWhen,
    /// Who sets it.
    pub set_by: SetBy,
}

/// When a value fails a limit on day D.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailsWhen {
    /// D is more than so many days after the date (rule R4: the last day included).
    OlderThanDays(u32),
    /// D is after the date: the date is the last day in force.
    Past,
    /// D is on or after the date: the date is the first day without cover (rule R4).
    CoverEnded,
    /// The date is before this day.
    Before(#[schemars(with = "String")] Date),
    /// The number is more than this; money in whole dollars.
    MoreThan(u32),
    /// The number is less than this; money in whole dollars.
    LessThan(u32),
}

impl fmt::Display for FailsWhen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OlderThanDays(days) => write!(f, "older than {days} days"),
            Self::Past => f.write_str("past"),
            Self::CoverEnded => f.write_str("cover ended"),
            Self::Before(day) => write!(f, "before {day}"),
            Self::MoreThan(number) => write!(f, "more than {number}"),
            Self::LessThan(number) => write!(f, "less than {number}"),
        }
    }
}
