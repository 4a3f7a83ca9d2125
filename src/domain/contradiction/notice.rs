//! Hours of notice: what clauses and answers say, held against each other and against the legal clocks.

use super::clocks::CLOCKS;
use super::on_file::OnFile;
use super::{BearsOn, Contradiction, ContradictionKind, FactOnFile, FactSource};
use crate::domain::field::NONE;
use crate::domain::question::{FailsWhen, SetBy, Verified};
use crate::domain::register::{Record, RegisterKind};
use crate::domain::standing::Asked;
use crate::domain::value::{Reply, ReplyState, Value};
use crate::text::capitalized;

/// The vendor's first notice in general; the others ask about the incidents of one sector.
const GENERAL: &str = "notice.contract_hours";
const OF_SECTORS: [&str; 3] = ["nis2.supplier_hours", "nerc.vendor_hours", "fin.sec_hours"];
/// What HIPAA sets for a business associate's own notice.
const HIPAA: &str = "45 CFR 164.410(b)";
const OF_SUBCONTRACTORS: &str = "sub.incident_hours";

/// A time for notice as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    /// So many hours.
    Hours(u32),
    /// It says that no time is set.
    NotSet,
}

/// A time for notice, and where it stands.
struct Promise {
    time: Time,
    fact: FactOnFile,
}

impl Promise {
    const fn hours(&self) -> Option<u32> {
        match self.time {
            Time::Hours(hours) => Some(hours),
            Time::NotSet => None,
        }
    }

    fn is_longer_than(&self, hours: u32) -> bool {
        self.hours().is_some_and(|promised| promised > hours)
    }
}

/// The times of notice on file.
struct Promises {
    clauses: Vec<Promise>,
    general: Option<Promise>,
    of_sectors: Vec<Promise>,
}

impl Promises {
    fn on(file: &OnFile<'_>) -> Self {
        let clauses = file.in_force(RegisterKind::Clauses);
        let clauses = clauses.filter(|clause| clause.word("subject") == Some("notice"));
        Self {
            clauses: clauses
                .filter_map(|clause| {
                    let (field, time) = time_of(clause)?;
                    Some(Promise { time, fact: file.clause_fact(clause, &[field, "starts"]) })
                })
                .collect(),
            general: answered(file, GENERAL),
            of_sectors: OF_SECTORS.iter().filter_map(|id| answered(file, id)).collect(),
        }
    }

    /// What is promised for incidents in general: a clause with the hours that a sector's answer names is that sector's.
    fn in_general(&self) -> impl Iterator<Item = &Promise> {
        let general = self.general.as_ref();
        let of_a_sector = move |clause: &Promise| {
            let sectors = self.of_sectors.iter().any(|one| one.time == clause.time);
            sectors && general.is_some_and(|general| general.time != clause.time)
        };
        self.clauses.iter().filter(move |clause| !of_a_sector(clause)).chain(general)
    }
}

/// The time that a clause sets, and the field that says so.
fn time_of(clause: &Record) -> Option<(&'static str, Time)> {
    let set = |field: &'static str, hours_each: u32| match clause.value(field)? {
        Value::Whole(number) => Some((field, Time::Hours(number.saturating_mul(hours_each)))),
        _ => None,
    };
    let not_set = || (clause.word("hours") == Some(NONE)).then_some(("hours", Time::NotSet));
    set("hours", 1).or_else(|| set("days", 24)).or_else(not_set)
}

fn answered(file: &OnFile<'_>, question: &str) -> Option<Promise> {
    let given = file.answer(question)?;
    let time = match &given.answer.reply {
        Reply::Value(Value::Whole(hours)) => Time::Hours(*hours),
        Reply::State(ReplyState::None) => Time::NotSet,
        _ => return None,
    };
    Some(Promise { time, fact: file.answer_fact(&given) })
}

/// The general times of notice differ, or an answer for a sector names hours that no clause in force sets.
pub(super) fn hours_differ(file: &OnFile<'_>) -> Vec<Contradiction> {
    let promises = Promises::on(file);
    let general: Vec<&Promise> = promises.in_general().collect();
    let one_value = general.windows(2).all(|pair| matches!(pair, [a, b] if a.time == b.time));
    let in_a_clause =
        |one: &&Promise| promises.clauses.iter().any(|clause| clause.time == one.time);
    let unfounded: Vec<&Promise> = if promises.clauses.is_empty() {
        Vec::new()
    } else {
        promises.of_sectors.iter().filter(|one| !in_a_clause(one)).collect()
    };
    if one_value && unfounded.is_empty() {
        return Vec::new();
    }
    vec![Contradiction {
        kind: ContradictionKind::NoticeHoursDiffer,
        bears_on: BearsOn::Papers,
        facts: general.into_iter().chain(unfounded).map(|one| one.fact.clone()).collect(),
        meaning: "The record names different times for the vendor's first notice to us; which of them binds the vendor is not settled.".to_owned(),
        to_do: "Read the clause. Correct the answer if the clause says otherwise; if a clause was replaced, record which one supersedes it; if both \
                stand, ask counsel which prevails."
            .to_owned(),
    }]
}

/// The vendor has longer than a clock that a rule in force sets; one contradiction with every clock that is exceeded.
pub(super) fn longer_than_law(file: &OnFile<'_>) -> Vec<Contradiction> {
    let promises = Promises::on(file);
    let mut clocks = clocks(file);
    clocks.sort_by_key(|clock| clock.hours);
    let (mut facts, mut exceeded) = (Vec::new(), Vec::new());
    for clock in &clocks {
        let own = promises.of_sectors.iter().find(|one| {
            matches!(&one.fact.source, FactSource::Answer(id) if Some(id.as_str()) == clock.question)
        });
        let longer: Vec<&Promise> = match own {
            Some(own) => vec![own],
            None => promises.in_general().collect(),
        };
        let longer: Vec<_> =
            longer.into_iter().filter(|one| one.is_longer_than(clock.hours)).collect();
        if !longer.is_empty() {
            exceeded.push(clock);
        }
        for promise in longer {
            if !facts.contains(&promise.fact) {
                facts.push(promise.fact.clone());
            }
        }
    }
    let Some(shortest) = exceeded.first() else { return Vec::new() };
    let meaning = shortest.meaning.clone();
    facts.extend(exceeded.iter().map(|clock| clock.fact.clone()));
    vec![Contradiction {
        kind: ContradictionKind::NoticeLongerThanLaw,
        bears_on: BearsOn::Law,
        facts,
        meaning,
        to_do: "Ask for an amendment with a shorter time, and record its clause. Until then, plan for notice that comes late.".to_owned(),
    }]
}

/// A clock that binds, as a fact.
struct Clock {
    hours: u32,
    question: Option<&'static str>,
    fact: FactOnFile,
    meaning: String,
}

fn clocks(file: &OnFile<'_>) -> Vec<Clock> {
    let sectors = file.organization.fact("sectors");
    let ours = CLOCKS.iter().filter(|clock| sectors.iter().any(|one| one == clock.sector));
    let ours = ours.map(|clock| Clock {
        hours: clock.hours,
        question: clock.question,
        fact: law(
            clock.citation.to_owned(),
            &format!("{}: {} hours, {}", capitalized(clock.duty), clock.hours, clock.starts),
            clock.verified,
        ),
        meaning: format!(
            "The vendor may take longer to tell us than the {} hours that {} has in all. That clock starts {}, so a late word from the vendor \
             is not by itself a breach of it.",
            clock.hours, clock.duty, clock.starts
        ),
    });
    let of_vendor = std::iter::once(GENERAL).chain(OF_SECTORS);
    ours.chain(of_vendor.filter_map(|question| of_bank(file, question))).collect()
}

/// The clock that the rule cited by a question about the vendor's notice sets it, where the question is asked for certain.
fn of_bank(file: &OnFile<'_>, question: &'static str) -> Option<Clock> {
    let stand = file.standings.get(&question.into()).filter(|stand| stand.asked == Asked::Yes)?;
    let limits = stand.question.kind.limits().iter().filter(|limit| limit.set_by == SetBy::Law);
    let hours = limits.filter_map(|limit| match limit.fails_when {
        FailsWhen::MoreThan(hours) => Some(hours),
        _ => None,
    });
    let hours = hours.min()?;
    let citations = &stand.question.citations;
    // HIPAA's own limit is one of several rules that the question cites.
    let hipaa = citations.iter().find(|one| question == GENERAL && one.text == HIPAA);
    let cited = hipaa.map_or(citations.as_slice(), std::slice::from_ref);
    let texts: Vec<&str> = cited.iter().map(|one| one.text.as_str()).collect();
    let unsure = cited.iter().map(|one| one.verified).max().unwrap_or(Verified::ToVerify);
    Some(Clock {
        hours,
        question: Some(question).filter(|question| *question != GENERAL),
        fact: law(
            texts.join("; "),
            &format!("The vendor's notice to us: at most {hours} hours"),
            unsure,
        ),
        meaning: format!(
            "The vendor may take longer to tell us than the {hours} hours that the rule allows at most."
        ),
    })
}

/// A rule as a fact, with its mark where it was not seen in a source.
fn law(citation: String, says: &str, verified: Verified) -> FactOnFile {
    let says = match verified {
        Verified::Checked => says.to_owned(),
        unsure => format!("{says} ({unsure})"),
    };
    FactOnFile { source: FactSource::Law(citation), says, quote: None, recorded: None }
}

/// Subcontractors have longer to tell the vendor than the vendor has to tell us.
pub(super) fn subcontractor_longer(file: &OnFile<'_>) -> Vec<Contradiction> {
    let promises = Promises::on(file);
    let shortest =
        promises.in_general().filter(|one| one.hours().is_some()).min_by_key(|one| one.hours());
    let subcontractors = answered(file, OF_SUBCONTRACTORS);
    let Some((ours, theirs)) = shortest.zip(subcontractors.as_ref()) else { return Vec::new() };
    if !ours.hours().is_some_and(|hours| theirs.is_longer_than(hours)) {
        return Vec::new();
    }
    vec![Contradiction {
        kind: ContradictionKind::SubcontractorNoticeLonger,
        bears_on: BearsOn::Protection,
        facts: vec![theirs.fact.clone(), ours.fact.clone()],
        meaning: "A subcontractor may tell the vendor of an incident later than the vendor is to tell us, so the vendor can miss its own time without \
                  knowing of the incident."
            .to_owned(),
        to_do: "Ask the vendor to bind its subcontractors to a shorter time than its own, and to show the clause.".to_owned(),
    }]
}
