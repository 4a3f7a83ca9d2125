//! How a clock's day was found: steps that a person can follow with a calendar, and that a test computes again.

use jiff::civil::Date;

use super::incident::Delayed;
use super::rule::{Cap, ClockId, Count, Start, TieKind};
use crate::domain::moment::Moment;

/// One step from a fact to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A fact of the incident starts the clock.
    Starts {
        /// What starts it.
        start: Start,
        /// The field that says so.
        field: &'static str,
        /// When.
        at: Moment,
    },
    /// Time is added.
    Adds {
        /// From when.
        from: Moment,
        /// How much.
        count: Count,
        /// The holidays that business days passed over.
        passed: Vec<(Date, &'static str)>,
        /// To when.
        gives: Moment,
    },
    /// A second limit from another start binds.
    Capped {
        /// The limit.
        cap: Cap,
        /// From when.
        from: Moment,
        /// To when: the earlier of both.
        gives: Moment,
    },
    /// It hangs on the notice of another clock.
    Tied {
        /// How.
        kind: TieKind,
        /// The other clock.
        clock: ClockId,
        /// Its name.
        title: String,
        /// When that notice was sent, or has to be.
        at: Moment,
        /// Which of the two.
        by: TiedBy,
        /// The day that follows; with a day of its own the earlier of both.
        gives: Moment,
    },
    /// An official asked for a delay (45 CFR 164.412): the later of both days. That reading is ours.
    Delayed {
        /// The delay.
        delay: Delayed,
        /// The later of both days.
        gives: Moment,
    },
    /// The rule moves a day that falls on a weekend or holiday.
    Moved {
        /// To when.
        gives: Moment,
    },
}

/// What is known of the notice on which a clock hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TiedBy {
    /// It was sent.
    Sent,
    /// It was not sent yet: its last day counts.
    LastDay,
}

impl Step {
    /// When it leads to.
    pub const fn gives(&self) -> Moment {
        match self {
            Self::Starts { at, .. } => *at,
            Self::Adds { gives, .. }
            | Self::Capped { gives, .. }
            | Self::Tied { gives, .. }
            | Self::Delayed { gives, .. }
            | Self::Moved { gives } => *gives,
        }
    }
}

impl Assumed {
    /// Whether another fact would move the day itself, and not only free us of it.
    pub const fn moves_the_day(&self) -> bool {
        matches!(
            self,
            Self::Agent | Self::Judgment | Self::NoTime | Self::UndefinedStart | Self::LastDay(_)
        )
    }
}

/// A fact that a clock waits for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// When what starts it happened.
    Start(Start),
    /// How many people it reached in all.
    People,
    /// In which states they live, and how many in each.
    ResidentsByState,
    /// How many residents of this state it reached.
    Residents(String),
    /// When the notice of another clock was sent, by its id and name.
    NoticeSent(ClockId, String),
}

/// Why a rule asks for nothing here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRunning {
    /// The rule is only proposed; with the day that it would name.
    Proposed(Option<Moment>),
    /// It applies from a later day on.
    NotYetInForce(Date),
    /// It applied until an earlier day.
    NoLongerInForce(Date),
    /// Too few people, or too many.
    People {
        /// How many there are.
        number: u32,
        /// What the rule asks for: so many or more.
        at_least: u32,
        /// And fewer than this.
        below: Option<u32>,
    },
    /// Too few residents of a state.
    Residents {
        /// The state.
        state: String,
        /// How many there are.
        number: u32,
        /// What the rule asks for.
        at_least: u32,
    },
    /// Too few residents of every state.
    ResidentsOfAnyState {
        /// How many there are in the state with the most.
        number: u32,
        /// What the rule asks for.
        at_least: u32,
    },
    /// The statute does not cover the kinds of data.
    Data,
    /// A field of the incident says otherwise.
    Incident {
        /// The field.
        field: String,
        /// What it says.
        says: String,
    },
    /// A fact of our organization says otherwise.
    Organization {
        /// The fact.
        fact: String,
    },
    /// The risk assessment came to this.
    Assessed(String),
    /// Counsel relies on our HIPAA notices in this state.
    Deemed(String),
    /// The clock on which it hangs does not run.
    NotTied,
}

/// What counts as not freeing us, since it is not recorded (rules, section 15).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumed {
    /// A field of the incident would have to say otherwise to free us.
    Incident(String),
    /// A fact of our organization would.
    Organization(String),
    /// No risk assessment found otherwise: it is presumed to be a breach (45 CFR 164.402).
    Presumed,
    /// A low probability needs a reason for each of the four factors.
    FactorsMissing,
    /// The kinds of data are covered.
    Data,
    /// The vendor is our agent, so that what it discovers we discover.
    Agent,
    /// What the press or a filing said is our discovery: a judgment.
    Judgment,
    /// No time of the day is known: it counts from the day's beginning.
    NoTime,
    /// The clause does not say what starts its time: it counts from the vendor's discovery.
    UndefinedStart,
    /// The notice on which it hangs goes out on its last day.
    LastDay(String),
    /// Counsel does not rely on our HIPAA notices in this state.
    NotDeemed(String),
    /// A delay is recorded without its last day, so that it moves nothing.
    DelayWithoutEnd,
    /// A delay is recorded, and nothing is known of what this law makes of it.
    DelayNotApplied,
}
