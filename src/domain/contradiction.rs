//! Contradictions: facts on file that do not agree with one another, or with a rule in force; which collide, where they were recorded,
//! and what to do. A contradiction changes no standing (rules, section 11).
//!
//! One file per subject finds them; `on_file` gives each the record to read and turns what it read into facts.

mod agreements;
mod assurance;
pub mod clocks;
mod incidents;
mod insurance;
mod notice;
mod on_file;
mod overruled;
mod problems;
mod subcontractors;

use std::fmt;

use jiff::civil::Date;

use self::on_file::OnFile;
use super::day::days_between;
use super::dossier::Dossier;
use super::exhibit::ExhibitNo;
use super::id::QuestionId;
use super::organization::Organization;
use super::question::words;
use super::register::{RecordNo, RegisterKind};
use super::standing::Standings;

words! {
    /// What a contradiction bears on; the gravest first.
    ///
    /// If all facts are right, a rule in force was or is not kept: that cannot wait. Next comes an answer that says better than the
    /// record, since it is read by others. Then a paper that protects less than it seems to. Papers that merely differ come last: either
    /// may be right.
    BearsOn {
        /// If the facts are right, a rule in force is not kept.
        Law "law" "a rule in force",
        /// An answer of ours says better than the record.
        Answer "answer" "an answer on file",
        /// A paper protects less, or somebody else.
        Protection "protection" "our protection",
        /// Papers say different things.
        Papers "papers" "which paper holds",
    }
    /// What kinds of contradictions are looked for. The words are stable.
    ContradictionKind {
        /// PHI was disclosed on a day on which no business associate agreement held.
        PhiBeforeAgreement "phi_before_agreement" "PHI before an agreement",
        /// A subcontractor handles our PHI without an agreement.
        SubcontractorWithoutAgreement "subcontractor_without_agreement" "Subcontractor without an agreement",
        /// The vendor has longer to tell us than a rule in force allows for.
        NoticeLongerThanLaw "notice_longer_than_law" "Notice later than a legal clock",
        /// Days of an incident run backwards.
        IncidentDaysBackwards "incident_days_backwards" "Days of an incident run backwards",
        /// An incident reached fewer people than its states add up to.
        IncidentPeopleDiffer "incident_people_differ" "People of an incident do not add up",
        /// A problem is known, and nothing was done about it.
        ProblemWithoutAction "problem_without_action" "Known problem without action",
        /// The answer says that no pattern is known; a record says that one is.
        PatternDenied "pattern_denied" "Pattern of violations on file, answer says none",
        /// The answer says that subcontractors do not handle our PHI; a record says that one does.
        SubcontractorDenied "subcontractor_denied" "Subcontractor on file, answer says none",
        /// The answer says that an endorsement names us; no policy in force has one.
        InsuredWithoutEndorsement "insured_without_endorsement" "Additional insured without an endorsement",
        /// The answer says yearly; the last independent audit is older.
        AuditOlderThanCadence "audit_older_than_cadence" "Audit older than its cadence",
        /// The answer says otherwise than the records that could answer it.
        RecordsOverruled "records_overruled" "Answer differs from the records",
        /// What shows a met answer had expired before the answer was given.
        ExhibitExpiredBefore "exhibit_expired_before" "Exhibit expired before the answer",
        /// A paper names an entity that is not one of ours.
        EntityNotOurs "entity_not_ours" "Entity named is not ours",
        /// Days without cover between two policies of a kind.
        CoverGap "cover_gap" "Days without cover",
        /// A policy's retroactive date lies after the first disclosure.
        RetroactiveAfterDisclosure "retroactive_after_disclosure" "Cover begins after the first disclosure",
        /// The hours of the first notice differ.
        NoticeHoursDiffer "notice_hours_differ" "Hours of notice differ",
        /// A subcontractor has longer to tell the vendor than the vendor has to tell us.
        SubcontractorNoticeLonger "subcontractor_notice_longer" "Subcontractor has longer than the vendor",
        /// Clauses in force on one subject set different values.
        ClausesDiffer "clauses_differ" "Clauses in force differ",
    }
}

/// Facts that collide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Its kind.
    pub kind: ContradictionKind,
    /// What it bears on.
    pub bears_on: BearsOn,
    /// The facts, two or more.
    pub facts: Vec<FactOnFile>,
    /// What it means, in one sentence or two.
    pub meaning: String,
    /// What to do.
    pub to_do: String,
}

impl Contradiction {
    /// What it is, and which entries of the record collide, in one line.
    pub fn wording(&self) -> String {
        let mut names: Vec<String> = Vec::new();
        for name in self.facts.iter().filter_map(|fact| fact.source.name()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        format!("{}: {}", self.kind, names.join(", "))
    }

    /// The first question whose answer is one of the facts.
    pub fn question(&self) -> Option<&QuestionId> {
        self.facts.iter().find_map(|fact| match &fact.source {
            FactSource::Answer(question) => Some(question),
            _ => None,
        })
    }
}

/// One of the facts that collide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactOnFile {
    /// Where it stands.
    pub source: FactSource,
    /// What it says.
    pub says: String,
    /// The words of a clause, quoted exactly.
    pub quote: Option<String>,
    /// When it was recorded; a rule is not recorded by us.
    pub recorded: Option<Recorded>,
}

/// When a fact was recorded: the event in the journal of what the source belongs to, and its day in the store's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The event's number.
    pub event: u64,
    /// The day.
    pub on: Date,
}

/// Where a fact stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactSource {
    /// A record of a register.
    Record(RecordNo),
    /// A register that is known to hold nothing.
    Register(RegisterKind),
    /// The answer to a question.
    Answer(QuestionId),
    /// An exhibit.
    Exhibit(ExhibitNo),
    /// A fact of the vendor's profile, by its name.
    VendorProfile(&'static str),
    /// A fact of our organization's profile, by its name.
    OurProfile(&'static str),
    /// A rule, as cited.
    Law(String),
}

impl FactSource {
    /// Its word in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Record(_) => "record",
            Self::Register(_) => "register",
            Self::Answer(_) => "answer",
            Self::Exhibit(_) => "exhibit",
            Self::VendorProfile(_) => "vendor_profile",
            Self::OurProfile(_) => "our_profile",
            Self::Law(_) => "law",
        }
    }

    /// Its number, id, field or citation.
    pub fn id(&self) -> String {
        match self {
            Self::Record(no) => no.to_string(),
            Self::Register(register) => register.word().to_owned(),
            Self::Answer(question) => question.to_string(),
            Self::Exhibit(no) => no.to_string(),
            Self::VendorProfile(field) | Self::OurProfile(field) => (*field).to_owned(),
            Self::Law(citation) => citation.clone(),
        }
    }

    /// What it is called in a list; our own profile and rules are not named there.
    fn name(&self) -> Option<String> {
        match self {
            Self::VendorProfile(_) => Some("profile".to_owned()),
            Self::OurProfile(_) | Self::Law(_) => None,
            other => Some(other.id()),
        }
    }
}

impl fmt::Display for FactSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(no) => write!(f, "{no}"),
            Self::Register(register) => write!(f, "Register: {}", register.title()),
            Self::Answer(question) => write!(f, "Answer {question}"),
            Self::Exhibit(no) => write!(f, "Exhibit {no}"),
            Self::VendorProfile(_) => f.write_str("The vendor's profile"),
            Self::OurProfile(_) => f.write_str("Our organization's profile"),
            Self::Law(citation) => f.write_str(citation),
        }
    }
}

impl FactOnFile {
    /// Where it stands and when it was recorded: `AG-01, recorded 2026-03-04, event 12`.
    pub fn place(&self) -> String {
        let Some(Recorded { event, on }) = self.recorded else { return self.source.to_string() };
        let journal = match self.source {
            FactSource::OurProfile(_) => " of our own journal",
            _ => "",
        };
        format!("{}, recorded {on}, event {event}{journal}", self.source)
    }
}

/// How many days lie between two days, in words.
fn days(from: Date, to: Date) -> String {
    match days_between(from, to) {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// Who looks for what; the order within a kind is the order of the records.
const FINDERS: [fn(&OnFile<'_>) -> Vec<Contradiction>; 16] = [
    agreements::phi_before_agreement,
    agreements::entity_not_ours,
    agreements::clauses_differ,
    assurance::audit_older_than_cadence,
    assurance::exhibit_expired_before,
    incidents::days,
    incidents::people,
    insurance::insured_without_endorsement,
    insurance::cover_gaps,
    insurance::retroactive_after_disclosure,
    notice::longer_than_law,
    notice::hours_differ,
    notice::subcontractor_longer,
    problems::without_action,
    problems::pattern_denied,
    subcontractors::all,
];

/// Every contradiction on the day of these standings, the gravest first. What is on file on that day is what dossier and organization
/// were folded from.
pub fn contradictions(
    dossier: &Dossier,
    organization: &Organization,
    standings: &Standings<'_>,
) -> Vec<Contradiction> {
    let file = OnFile::new(dossier, organization, standings);
    let mut found: Vec<Contradiction> = FINDERS.iter().flat_map(|find| find(&file)).collect();
    found.extend(overruled::overruled(&file, &found));
    // The sort is stable, so that the order of the records decides last.
    found.sort_by_key(|one| (one.bears_on, one.kind));
    found.dedup();
    found
}
