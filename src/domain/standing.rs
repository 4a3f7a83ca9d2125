//! How each answer stands on a day: the outcome together with what is on file (rules, sections 2 and 5).

mod asking;
mod saying;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::answer::Judgment;
use super::bank::Bank;
use super::day;
use super::dossier::{Answer, Cycle, Dossier};
use super::event::{Pinpoint, Subject};
use super::exhibit::{Exhibit, NotCurrent};
use super::id::{QuestionId, RecordId};
use super::organization::Organization;
use super::proposal::{self, Proposed};
use super::question::{Basis, Outcome, Question, Scope, Severity};
use super::questionnaire::Questionnaire;
use super::register::{Record, RecordNo};
use super::value::{Reply, ReplyState};
use asking::Asking;
pub use saying::{Saying, Speaker, proposed_then};

/// How an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Met, and at least one linked exhibit is current.
    Documented,
    /// Met, nothing on file to show it.
    Asserted,
    /// Met, but no linked exhibit is current.
    Stale,
    /// The answer meets some of it.
    Part,
    /// The answer meets none of it.
    Unmet,
    /// "We do not know."
    Unknown,
    /// Was Met or did not apply, not yet confirmed in this cycle.
    Carried,
    /// Not answered.
    Open,
    /// Does not apply, with a reason.
    DoesNotApply,
}

impl Standing {
    /// All standings, in the order of the readiness bar.
    pub const ALL: [Self; 9] = [
        Self::Documented,
        Self::Asserted,
        Self::Stale,
        Self::Part,
        Self::Unmet,
        Self::Unknown,
        Self::Carried,
        Self::Open,
        Self::DoesNotApply,
    ];

    /// Its one-character mark.
    pub const fn mark(self) -> char {
        match self {
            Self::Documented => '+',
            Self::Asserted => '~',
            Self::Stale => 's',
            Self::Part => '/',
            Self::Unmet => '!',
            Self::Unknown => '?',
            Self::Carried => 'c',
            Self::Open => '.',
            Self::DoesNotApply => '-',
        }
    }

    /// Its word on screens and in reports.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Documented => "Documented",
            Self::Asserted => "Asserted",
            Self::Stale => "Stale",
            Self::Part => "Part",
            Self::Unmet => "Unmet",
            Self::Unknown => "Unknown",
            Self::Carried => "Carried",
            Self::Open => "Open",
            Self::DoesNotApply => "Does not apply",
        }
    }

    /// What it means, in one sentence.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Documented => "Met, and at least one linked exhibit is current.",
            Self::Asserted => "Met, nothing on file to show it.",
            Self::Stale => "Met, but no linked exhibit is current.",
            Self::Part => "The answer meets some of it; a gap.",
            Self::Unmet => "The answer meets none of it; a gap.",
            Self::Unknown => "We do not know: a gap, shown as not known, never as no.",
            Self::Carried => "Was met or did not apply, not yet confirmed.",
            Self::Open => "Not answered.",
            Self::DoesNotApply => "Does not apply, with a reason; leaves both numbers.",
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.title())
    }
}

/// Whether a question is asked on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is.
    Yes,
    /// What its condition reads is not known yet: it is asked, and counted (rule R7).
    Undecided,
    /// It is not, because of this; it leaves both numbers.
    No(String),
}

impl Asked {
    /// Whether it is asked and counted.
    pub const fn is_asked(&self) -> bool {
        !matches!(self, Self::No(_))
    }
}

/// Whether an answer needs confirming (rule R23).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirming {
    /// It was given or confirmed as things are.
    Settled,
    /// A cycle that holds the question was opened since.
    CycleOpened,
    /// The question's revision has risen since.
    QuestionRevised,
    /// The records that answer it say better than what was confirmed (rules, section 11).
    RecordsBetter,
}

/// An exhibit linked to a question, and why it is not current for it; an empty list means that it is.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    /// The exhibit.
    pub exhibit: &'a Exhibit,
    /// Where in it.
    pub pinpoint: Option<Pinpoint>,
    /// The record that rests on it, where it counts as linked through one.
    pub through: Option<RecordNo>,
    /// Why it is not current.
    pub why_not: Vec<NotCurrent>,
}

impl Shown<'_> {
    /// Whether it is current for the question.
    pub fn is_current(&self) -> bool {
        self.why_not.is_empty()
    }
}

/// One question, as it stands on a day.
#[derive(Clone, Debug)]
pub struct Stand<'a> {
    /// The question.
    pub question: &'a Question,
    /// What its answer is about.
    pub subject: Subject,
    /// The number of the incident that its answer is about, where it is about one.
    pub incident: Option<RecordNo>,
    /// The answer on file.
    pub answer: Option<&'a Answer>,
    /// What is said: by the answer, or by the records.
    pub saying: Option<Saying>,
    /// What the records propose on this day, whatever was answered.
    pub proposed: Option<Proposed>,
    /// How it stands.
    pub standing: Standing,
    /// Whether it is asked.
    pub asked: Asked,
    /// Whether its answer needs confirming.
    pub confirming: Confirming,
    /// The exhibits linked to it.
    pub exhibits: Vec<Shown<'a>>,
}

impl Stand<'_> {
    /// Its question's id; of a question about an incident with the incident's number: `inc.timeline of IC-01`.
    pub fn name(&self) -> String {
        match self.incident {
            Some(no) => format!("{} of {no}", self.question.id),
            None => self.question.id.to_string(),
        }
    }

    /// What it is about in a few words; of a question about an incident with the incident's number.
    pub fn title(&self) -> String {
        match self.incident {
            Some(no) => format!("{} ({no})", self.question.title),
            None => self.question.title.clone(),
        }
    }

    /// The reply that stands; none, where nothing is said.
    pub fn reply(&self) -> Option<&Reply> {
        self.saying.as_ref().map(|saying| &saying.reply)
    }

    /// The reply that stands, in words.
    pub fn reply_shown(&self) -> Option<String> {
        self.reply().map(|reply| self.question.kind.shown(reply))
    }

    /// What the reply that stands amounts to.
    pub fn judgment(&self) -> Option<&Judgment> {
        self.saying.as_ref().and_then(|saying| saying.judgment.as_ref())
    }

    /// Whether somebody answered otherwise than the records say, and that answer stands.
    pub fn is_overruling(&self) -> bool {
        let by = self.saying.as_ref().map(|saying| saying.by);
        by == Some(Speaker::Person) && self.differs_from_records()
    }

    /// Whether a person's own reply is another than that of the records: the two are listed as a contradiction.
    pub fn differs_from_records(&self) -> bool {
        self.answer.zip(self.proposed.as_ref()).is_some_and(|(answer, proposed)| {
            let own = match answer.reply {
                Reply::Value(_) | Reply::State(ReplyState::None | ReplyState::Na) => true,
                Reply::State(_) => false,
            };
            own && proposed.proposal.is_contradicted_by(&answer.reply)
        })
    }

    /// Whether the records propose an answer that nobody confirmed and no person's answer replaced.
    pub fn is_proposed_and_not_confirmed(&self) -> bool {
        let answered = self.answer.map(|answer| &answer.reply);
        let unanswered = answered.is_none_or(|reply| *reply == Reply::State(ReplyState::Open));
        let overtaken = answered.is_some_and(|reply| *reply != Reply::State(ReplyState::Records))
            && self.saying.as_ref().is_some_and(|saying| saying.by == Speaker::Records);
        self.proposed.is_some() && (unanswered || overtaken)
    }

    /// Whether it counts among the applicable: asked, in force or good practice, and applying (rule R14).
    pub fn is_applicable(&self) -> bool {
        self.asked.is_asked()
            && self.question.basis != Basis::Proposed
            && self.standing != Standing::DoesNotApply
    }

    /// The first day after D on which time alone may change how it stands.
    pub(super) fn next_turn(&self, dossier: &Dossier, bank: &Bank, on: Date) -> Option<Date> {
        let proposed = self.proposed.as_ref().map(|proposed| &proposed.proposal.reply);
        let own = self.answer.map(|answer| &answer.reply);
        let replies = self.reply().into_iter().chain(own).chain(proposed);
        let values = replies.filter_map(|reply| match reply {
            Reply::Value(value) => self.question.kind.next_change(value, on),
            Reply::State(_) => None,
        });
        let turning = |shown: &Shown<'_>| shown.exhibit.turning_days(self.question, bank, on);
        let rule = self.question.records.as_ref();
        let registers = &*dossier.registers;
        let records = rule.into_iter().flat_map(|rule| {
            rule.turning_days(registers, on).into_iter().chain(registers.turning_days(on))
        });
        self.exhibits.iter().flat_map(turning).chain(values).chain(records).min()
    }

    /// Whether it is a critical gap (rule R20).
    pub fn is_critical_gap(&self) -> bool {
        self.question.is_critical_in_force()
            && self.asked.is_asked()
            && matches!(self.standing, Standing::Unmet | Standing::Unknown)
    }
}

/// How every question about a vendor, about one of its incidents, or about our organization, stands on a day, whatever questionnaire
/// asks it (rule R6). A vendor's hold those of its incidents, each apart.
#[derive(Clone, Debug)]
pub struct Standings<'a> {
    /// The day.
    pub day: Date,
    stands: BTreeMap<&'a QuestionId, Stand<'a>>,
    incidents: Vec<OfIncident<'a>>,
    dossier: &'a Dossier,
    bank: &'a Bank,
}

/// How every question about one incident stands: a figure of its own (rule R6).
#[derive(Clone, Debug)]
pub struct OfIncident<'a> {
    /// The incident.
    pub record: &'a Record,
    stands: BTreeMap<&'a QuestionId, Stand<'a>>,
}

impl<'a> OfIncident<'a> {
    /// Every question about it as it stands, in the order of the bank.
    pub fn whole(&self, bank: &Bank) -> Vec<&Stand<'a>> {
        let ids = bank.of_incidents().questions();
        ids.filter_map(|id| self.stands.get(id)).collect()
    }

    /// How a question about it stands.
    pub fn get(&self, question: &QuestionId) -> Option<&Stand<'a>> {
        self.stands.get(question)
    }
}

/// What standings are computed from.
#[derive(Clone, Copy)]
struct Ground<'a> {
    dossier: &'a Dossier,
    organization: &'a Organization,
    bank: &'a Bank,
    day: Date,
}

impl<'a> Ground<'a> {
    /// Every question about a subject as it stands; its conditions may read what lies beneath, too: an incident's those of its vendor.
    fn stands(
        self,
        subject: Subject,
        beneath: Option<&BTreeMap<&'a QuestionId, Stand<'a>>>,
    ) -> BTreeMap<&'a QuestionId, Stand<'a>> {
        let Self { dossier, organization, bank, day } = self;
        let about = bank.questions().iter().filter(|one| one.scope == subject.scope());
        let mut stands: BTreeMap<&QuestionId, Stand<'_>> = about
            .map(|one| (&one.id, stand(one, subject, dossier, organization, bank, day)))
            .collect();
        let known = RefCell::default();
        let asked = Asking { stands: &stands, beneath, bank, dossier, organization, known }.all();
        for (id, asked) in asked {
            if let Some(stand) = stands.get_mut(id) {
                stand.asked = asked;
            }
        }
        stands
    }
}

impl<'a> Standings<'a> {
    /// The standings of a dossier on a day. What is on file on that day is what the dossier was folded from.
    pub fn of(
        dossier: &'a Dossier,
        organization: &'a Organization,
        bank: &'a Bank,
        day: Date,
    ) -> Self {
        let ground = Ground { dossier, organization, bank, day };
        let stands = ground.stands(dossier.subject, None);
        let of_incident = |record: &'a Record| OfIncident {
            record,
            stands: ground.stands(Subject::Incident { incident: record.id }, Some(&stands)),
        };
        let incidents = dossier.incidents().map(of_incident).collect();
        Self { day, stands, incidents, dossier, bank }
    }

    /// Every question about the vendor as it stands, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Stand<'a>> {
        self.stands.values()
    }

    /// The same, then every question about each of its incidents.
    pub fn all(&self) -> impl Iterator<Item = &Stand<'a>> {
        let of_incidents = self.incidents.iter().flat_map(|one| one.stands.values());
        self.stands.values().chain(of_incidents)
    }

    /// Its incidents, those set aside left out, each with its questions.
    pub fn incidents(&self) -> &[OfIncident<'a>] {
        &self.incidents
    }

    /// How a question stands, by id or alias.
    pub fn get(&self, question: &QuestionId) -> Option<&Stand<'a>> {
        self.stands.get(question).or_else(|| {
            let found = self.bank.question(question)?;
            self.stands.get(&found.id)
        })
    }

    /// How a question about a subject stands: about the vendor, or about one of its incidents.
    pub fn about(&self, subject: Subject, question: &QuestionId) -> Option<&Stand<'a>> {
        let Subject::Incident { incident } = subject else {
            return self.get(question).filter(|stand| stand.subject == subject);
        };
        let id = self.bank.question(question).map_or(question, |found| &found.id);
        let of_incident = self.incidents.iter().find(|one| one.record.id == incident);
        of_incident
            .and_then(|one| one.get(id))
            .or_else(|| self.stands.get(id).filter(|stand| stand.subject == subject))
    }

    /// The same with the questions about one incident among those about the vendor: what an interview about that incident asks.
    #[must_use]
    pub fn asked_with(mut self, incident: Option<RecordId>) -> Self {
        let at = self.incidents.iter().position(|one| Some(one.record.id) == incident);
        if let Some(at) = at {
            self.stands.extend(self.incidents.remove(at).stands);
        }
        self
    }

    /// The sections of a questionnaire with their questions as they stand; questions of another scope are left out, and one that is
    /// named twice, or by an alias too, is in the first section only, so that no figure counts it twice (rule R15). A section without
    /// a question about the vendor is left out.
    pub fn sections<'s, 'q>(
        &'s self,
        view: &'q Questionnaire,
    ) -> Vec<(&'q str, Vec<&'s Stand<'a>>)> {
        let mut seen = BTreeSet::new();
        let mut first = |stand: &&Stand<'a>| seen.insert(&stand.question.id);
        view.sections
            .iter()
            .map(|section| {
                let stands = section.questions.iter().filter_map(|id| self.get(id));
                (section.title.as_str(), stands.filter(&mut first).collect::<Vec<_>>())
            })
            .filter(|(_, stands)| !stands.is_empty())
            .collect()
    }

    /// The questions of a questionnaire as they stand, in order, each once.
    pub fn view(&self, view: &Questionnaire) -> Vec<&Stand<'a>> {
        self.sections(view).into_iter().flat_map(|(_, stands)| stands).collect()
    }

    /// The questions of a questionnaire as they stand: those about the vendor in order, then those of each of its incidents.
    pub fn with_incidents(&self, view: &Questionnaire) -> Vec<&Stand<'a>> {
        let mut stands = self.view(view);
        let mut seen = BTreeSet::new();
        for of_incident in &self.incidents {
            let of_view = view.questions().filter_map(|id| self.bank.question(id));
            let asked = of_view.filter_map(|question| of_incident.get(&question.id));
            stands.extend(asked.filter(|stand| seen.insert((stand.subject, &stand.question.id))));
        }
        stands
    }

    /// The critical gaps over all questions about the vendor and its incidents, whatever questionnaire is shown (rule R20).
    pub fn critical_gaps(&self) -> Vec<&Stand<'a>> {
        self.all().filter(|stand| stand.is_critical_gap()).collect()
    }

    /// Answers on file to questions that the bank no longer has: kept, listed, counting nothing.
    pub fn without_question(&self) -> Vec<(&'a QuestionId, &'a Answer)> {
        let gone = |(_, id, answer): (Subject, &'a QuestionId, &'a Answer)| {
            self.bank.question(id).is_none().then_some((id, answer))
        };
        self.dossier.answers.iter().filter_map(gone).collect()
    }

    /// Answers about incidents that were set aside: kept, shown, counting nothing.
    pub fn about_incidents_set_aside(&self) -> Vec<(&'a Record, &'a Question, &'a Answer)> {
        let kept = self.dossier.answers.iter().filter_map(|(subject, id, answer)| {
            let Subject::Incident { incident } = subject else { return None };
            let record = self.dossier.registers.get(incident)?;
            record.set_aside()?;
            Some((record, self.bank.question(id)?, answer))
        });
        kept.collect()
    }

    /// The first day after this one on which time alone may change a standing, a gap's acceptance or a follow-up (rule R17).
    pub fn next_change(&self) -> Option<Date> {
        let stands =
            self.all().filter_map(|stand| stand.next_turn(self.dossier, self.bank, self.day));
        let acceptances =
            self.dossier.acceptances.values().map(|one| day::after(one.accepted.until, 1));
        let follow_ups = self.dossier.follow_ups.iter().map(|one| day::after(one.follow_up.due, 1));
        stands.chain(acceptances).chain(follow_ups).filter(|day| *day > self.day).min()
    }
}

/// The stand of one question, before it is known whether it is asked.
pub fn stand<'a>(
    question: &'a Question,
    subject: Subject,
    dossier: &'a Dossier,
    organization: &Organization,
    bank: &Bank,
    day: Date,
) -> Stand<'a> {
    let ids = || std::iter::once(&question.id).chain(&question.aliases);
    // Questions that were merged may both have been answered; the answer recorded last stands (rule R10).
    let answer =
        ids().filter_map(|id| dossier.answers.get(subject, id)).max_by_key(|answer| answer.seq);
    let saying::Said { saying, proposed, better } =
        saying::said(question, answer, dossier, organization, day);
    let confirming = match answer {
        Some(_) if better => Confirming::RecordsBetter,
        Some(answer) => confirming(question, answer, dossier),
        None => Confirming::Settled,
    };
    let why_not = |exhibit: &Exhibit| exhibit.not_current(question, bank, day);
    let mut exhibits: Vec<Shown<'_>> = dossier
        .exhibits
        .values()
        .filter_map(|exhibit| {
            let link = ids().find_map(|id| exhibit.link(subject, id))?;
            let pinpoint = link.pinpoint.clone();
            Some(Shown { exhibit, pinpoint, through: None, why_not: why_not(exhibit) })
        })
        .collect();
    if let Some(proposed) = &proposed
        && saying.as_ref().is_some_and(|saying| saying.by == Speaker::Records)
    {
        let through = proposal::exhibits_of(&dossier.registers, &proposed.proposal.records);
        for (id, record) in through {
            let Some(exhibit) = dossier.exhibit(id).filter(|one| one.withdrawn.is_none()) else {
                continue;
            };
            if exhibits.iter().all(|shown| shown.exhibit.id != id) {
                let record = dossier.registers.get(record);
                exhibits.push(Shown {
                    exhibit,
                    pinpoint: record.and_then(proposal::pinpoint),
                    through: record.map(|record| record.no),
                    why_not: why_not(exhibit),
                });
            }
        }
    }
    let outcome = saying.as_ref().and_then(|saying| saying.judgment.as_ref());
    let outcome = outcome.map(|judgment| judgment.outcome);
    let standing = first_row_that_fits(outcome, &exhibits, confirming);
    let (asked, incident) = (Asked::Yes, dossier.incident_no(subject));
    Stand {
        question,
        subject,
        incident,
        answer,
        saying,
        proposed,
        standing,
        asked,
        confirming,
        exhibits,
    }
}

/// The table of rules, section 5: the first row that fits.
fn first_row_that_fits(
    outcome: Option<Outcome>,
    exhibits: &[Shown<'_>],
    confirming: Confirming,
) -> Standing {
    let settled = confirming == Confirming::Settled;
    match outcome {
        None => Standing::Open,
        Some(Outcome::Unknown) => Standing::Unknown,
        Some(Outcome::Unmet) => Standing::Unmet,
        Some(Outcome::Part) => Standing::Part,
        Some(Outcome::NotApplicable | Outcome::Met) if !settled => Standing::Carried,
        Some(Outcome::NotApplicable) => Standing::DoesNotApply,
        Some(Outcome::Met) if exhibits.iter().any(Shown::is_current) => Standing::Documented,
        Some(Outcome::Met) if !exhibits.is_empty() => Standing::Stale,
        Some(Outcome::Met) => Standing::Asserted,
    }
}

/// The cycle, the last of several, that holds a question and was opened after its answer was last given or confirmed (rule R23).
pub fn not_confirmed_in<'d>(
    question: &Question,
    answer: &Answer,
    dossier: &'d Dossier,
) -> Option<&'d Cycle> {
    // A cycle holds no question about an incident, whatever an older program fixed in one.
    let opened_since = |cycle: &&Cycle| {
        question.scope != Scope::Incident
            && cycle.opened_seq > answer.last_seq()
            && cycle.questions.keys().any(|id| question.is_called(id.as_str()))
    };
    dossier.cycles.iter().rev().find(opened_since)
}

fn confirming(question: &Question, answer: &Answer, dossier: &Dossier) -> Confirming {
    if question.revision > answer.seen_revision() {
        Confirming::QuestionRevised
    } else if not_confirmed_in(question, answer, dossier).is_some() {
        Confirming::CycleOpened
    } else {
        Confirming::Settled
    }
}

/// Critical questions that are not settled: open ones and ones not confirmed (rule R20).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriticalUnsettled {
    /// Not answered.
    pub open: u32,
    /// Not confirmed.
    pub carried: u32,
}

impl CriticalUnsettled {
    /// Counts those of the shown questionnaire.
    pub fn of(stands: &[&Stand<'_>]) -> Self {
        let critical = |standing: Standing| {
            let counted = stands.iter().filter(|stand| {
                stand.question.severity == Severity::Critical
                    && stand.is_applicable()
                    && stand.standing == standing
            });
            u32::try_from(counted.count()).unwrap_or(u32::MAX)
        };
        Self { open: critical(Standing::Open), carried: critical(Standing::Carried) }
    }
}
