//! A rule of a clock, as the question files hold it: who owes notice to whom, what starts it, when it applies, how days are counted.
//!
//! A rule is data: it holds no code, and a rule without a count of days holds none at all - it then says "without unreasonable delay"
//! in the law's own words, and shows no invented day.

use std::fmt;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::question::{Basis, Verified, words};

/// The id of a clock, such as `us.hipaa.individuals` or `tx.regulator`; never reused, since the record of what was sent names it.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct ClockId(pub String);

impl ClockId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ClockId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for ClockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

words! {
    /// Who owes a notice.
    Owes {
        /// Our organization.
        Us "us" "we",
        /// The vendor.
        Vendor "vendor" "the vendor",
        /// A subcontractor of the vendor.
        Subcontractor "subcontractor" "the subcontractor",
    }
    /// To whom a notice goes.
    Recipient {
        /// The people whose data it is.
        Individuals "individuals" "Individuals",
        /// A regulator, such as a state's attorney general.
        Regulator "regulator" "Regulator",
        /// A health department or another body under a rule of its own.
        HealthAuthority "health_authority" "Health authority",
        /// The Secretary of Health and Human Services.
        Hhs "hhs" "HHS",
        /// The media.
        Media "media" "Media",
        /// The consumer reporting agencies.
        CreditBureaus "credit_bureaus" "Consumer reporting agencies",
        /// Whoever the data were held for: us, where the vendor owes it.
        Owner "owner" "Owner of the data",
        /// An insurer.
        Insurer "insurer" "Insurer",
        /// Investors, by a filing with the Securities and Exchange Commission.
        Investors "investors" "Investors (SEC)",
        /// Customers of a financial firm.
        Customers "customers" "Customers",
    }
    /// What starts a clock: a fact of the incident.
    Start {
        /// A subcontractor discovered it.
        SubcontractorDiscovered "subcontractor_discovered" "the subcontractor discovered it",
        /// The vendor discovered it (45 CFR 164.410(a)(2)).
        VendorDiscovered "vendor_discovered" "the vendor discovered it",
        /// The vendor confirmed it.
        VendorConfirmed "vendor_confirmed" "the vendor confirmed it",
        /// The vendor's forensic work ended.
        ForensicsComplete "forensics_complete" "the vendor's forensic work ended",
        /// We discovered it: the earliest of being told, learning otherwise, finding out, and the vendor's own discovery where it is our
        /// agent (45 CFR 164.404(a)(2)).
        OurDiscovery "our_discovery" "we discovered it",
        /// We determined that it is a breach.
        Determined "determined" "we determined that it is a breach",
        /// We knew who is affected.
        ScopeKnown "scope_known" "we knew who is affected",
        /// The registrant found it material (17 CFR 249.308, item 1.05).
        MaterialOn "material_on" "it was found material",
        /// It was classified as major.
        Classified "classified" "it was classified as major",
        /// A ransom or extortion payment was made.
        RansomPaid "ransom_paid" "the payment was made",
    }
    /// How a clock hangs on the notice of another one.
    TieKind {
        /// No later than that notice.
        With "with" "no later than",
        /// Before that notice goes out.
        Before "before" "before",
        /// So long after that notice.
        After "after" "after",
    }
    /// Which days count as holidays, beside Saturday and Sunday.
    Holidays {
        /// The legal public holidays of the United States (5 U.S.C. 6103), and the days that our organization names beside them.
        Federal "federal" "federal holidays",
    }
    /// What a due day on a weekend or holiday does.
    Weekend {
        /// It stays: the rule moves no day.
        Stays "stays" "stays as it falls",
        /// It moves to the next business day, because the rule says so.
        Moves "moves" "moves to the next business day",
    }
    /// Whether the law lets an official delay the notice.
    Delay {
        /// Nothing that this program applies.
        None "none" "no delay is applied",
        /// 45 CFR 164.412.
        LawEnforcement "law_enforcement" "45 CFR 164.412",
    }
}

/// How long a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Hours of the clock, through weekends.
    Hours(u32),
    /// Calendar days; the day of the start is day 0.
    Days(u32),
    /// Business days; the day of the start is day 0.
    BusinessDays(u32),
    /// Calendar months.
    Months(u32),
    /// So many days after the end of the start's calendar year (45 CFR 164.408(c)).
    DaysAfterYear(u32),
}

/// A condition under which a clock runs at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Trigger {
    /// The number of people in all. A threshold: while it is not known, the clock waits.
    People {
        /// So many or more.
        #[serde(default)]
        at_least: u32,
        /// Fewer than this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        below: Option<u32>,
    },
    /// The number of residents of one state. A threshold.
    Residents {
        /// The state's two letters.
        state: String,
        /// So many or more.
        at_least: u32,
    },
    /// The number of residents of any one state. A threshold.
    ResidentsOfAnyState {
        /// So many or more.
        at_least: u32,
    },
    /// The kinds of data hold one that is not among these: those that the statute does not cover.
    DataBeyond(Vec<String>),
    /// The kinds of data hold one of these.
    DataAny(Vec<String>),
    /// A field of the incident has one of these words.
    Incident {
        /// The field.
        field: String,
        /// The words.
        is: Vec<String>,
    },
    /// A fact of our organization's profile has one of these words.
    Organization {
        /// The fact.
        fact: String,
        /// The words.
        is: Vec<String>,
    },
    /// The breach is presumed: no risk assessment found a low probability of compromise, and no exception applies (45 CFR 164.402).
    Presumed,
    /// The state's statute does not count our HIPAA notices as enough, or counsel does not rely on it.
    NotDeemed {
        /// The state's two letters.
        state: String,
    },
}

/// How a clock hangs on the notice of another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// How.
    pub kind: TieKind,
    /// The other clock; of several, the first that runs.
    pub clocks: Vec<ClockId>,
    /// How long after it, where it is after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Count>,
}

/// A second limit, from another start, such as "at most 24 hours after becoming aware". It binds only where the clock's own start lies
/// before its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// What starts it.
    pub start: Start,
    /// How long it runs.
    pub within: Count,
}

/// A rule of a clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// Its id.
    pub id: ClockId,
    /// Its name in a list: "Texas: Attorney General".
    pub title: String,
    /// Who owes the notice.
    pub owes: Owes,
    /// To whom it goes, for grouping.
    pub recipient: Recipient,
    /// To whom it goes, in words that follow "to".
    pub to: String,
    /// What the rule asks, in one or two plain sentences.
    pub text: String,
    /// The paragraph.
    pub citation: String,
    /// Whether it is in force, good practice, or proposed.
    pub basis: Basis,
    /// How sure we are of it.
    pub verified: Verified,
    /// What of it was not seen in a source, or where sources differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
    /// Where it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The first day on which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub valid_from: Option<Date>,
    /// The last day on which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub valid_to: Option<Date>,
    /// What starts it.
    pub start: Start,
    /// When it applies: all of these.
    #[serde(default)]
    pub when: Vec<Trigger>,
    /// How long it runs; nothing, where the law names no number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Count>,
    /// A second limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Cap>,
    /// How it hangs on another clock; of both, the earlier day counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tied: Option<Tie>,
    /// The law's words for sending before the last day, such as "without unreasonable delay".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promptly: Option<String>,
    /// What a due day on a weekend or holiday does.
    #[serde(default = "stays")]
    pub weekend: Weekend,
    /// Which holidays business days pass over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays: Option<Holidays>,
    /// Whether the law lets an official delay it.
    #[serde(default = "no_delay")]
    pub delay: Delay,
    /// The field of the incident that says when it was met, beside what was marked as sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_by: Option<String>,
}

const fn stays() -> Weekend {
    Weekend::Stays
}

const fn no_delay() -> Delay {
    Delay::None
}

/// What a jurisdiction's law says beside its clocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Jurisdiction {
    /// Its code: a state's two letters, `us`, `eu`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its statute.
    pub statute: String,
    /// Whether it counts HIPAA notices as enough, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hipaa: Option<String>,
    /// How far it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deemed: Option<Deemed>,
    /// Months of credit monitoring or identity services that it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_monitoring_months: Option<u32>,
    /// A rule on health data or facilities beside the clocks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health_rule: Option<String>,
    /// What is known of the rows: what was recalled, where sources differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
    /// How sure we are.
    pub verified: Verified,
    /// Which facts the mark covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers: Option<String>,
    /// The year through which it is believed current.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of_year: Option<u32>,
    /// Where it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

words! {
    /// How far a state counts HIPAA notices as enough.
    Deemed {
        /// For all of its notices.
        Full "full" "for all of its notices",
        /// For some of them.
        Partial "partial" "for some of its notices",
        /// Not at all.
        None "none" "not at all",
    }
}

/// What a file of `clocks/` holds: the clocks of one jurisdiction, or of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ClockFile {
    /// The jurisdictions.
    pub jurisdictions: Vec<Jurisdiction>,
    /// The clocks.
    pub clocks: Vec<ClockRule>,
}

/// The rules of a bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// The jurisdictions, in the order of the files.
    pub jurisdictions: Vec<Jurisdiction>,
    /// The clocks, in the order of the files.
    pub clocks: Vec<ClockRule>,
}

impl Rules {
    /// The rule of that id.
    pub fn clock(&self, id: &ClockId) -> Option<&ClockRule> {
        self.clocks.iter().find(|rule| rule.id == *id)
    }

    /// The jurisdiction of a clock: the part of its id before the first period.
    pub fn jurisdiction(&self, id: &ClockId) -> Option<&Jurisdiction> {
        let code = id.as_str().split('.').next().unwrap_or_default();
        self.jurisdictions.iter().find(|one| one.code == code)
    }
}
