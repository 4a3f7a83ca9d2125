//! Reassessments: which questions a cycle holds, when the next one is due, how far the open one is, and what closing it freezes
//! (rules R16, R23 and R24). What needs thought in it is told by [`Reassessment`].

mod thought;

use std::collections::BTreeSet;

use jiff::civil::Date;

pub use self::thought::{Reason, Reassessment, ToThink};
use super::bank::Bank;
use super::day;
use super::dossier::{Cycle, Dossier};
use super::event::CycleSummary;
use super::gap;
use super::id::QuestionId;
use super::organization::{CADENCE, Organization};
use super::question::Question;
use super::questionnaire::{CORE, OURS, Questionnaire, Section, View};
use super::readiness::Readiness;
use super::standing::{Confirming, Stand, Standing, Standings};
use super::value::{Reply, ReplyState, Value};
use super::vendor::{Tier, UNTIERED};

/// The title under which questions stand that a cycle holds and its questionnaire no longer asks.
const HELD_BESIDES: &str = "Asked when the reassessment was opened";

/// What is due or ends within so many days is shown before other things: it would not last to the next reminder.
pub const SOON_DAYS: u32 = 90;

/// The months after which our own organization is assessed anew (rule R23: yearly).
const OUR_MONTHS: u32 = 12;

impl Dossier {
    /// The cycle whose questions the figure is over: the open one, else the one closed last (rule R16).
    pub fn cycle_of_record(&self) -> Option<&Cycle> {
        self.open_cycle().or_else(|| self.cycles.last())
    }

    /// The questionnaire of record with the questions that the figure is over: those that its cycle fixed when it was opened, whatever
    /// the questionnaire asks by now and whatever tier the vendor has by now; without a cycle those that are asked of its tier (rule R16).
    pub fn view_of_record<'b>(&self, bank: &'b Bank) -> View<'b> {
        if let Some(cycle) = self.cycle_of_record() {
            return self.view_of_cycle(cycle, bank);
        }
        let usual = if self.is_ours() { OURS } else { CORE };
        bank.view(usual, self.tier).unwrap_or_else(|| View::fixed(without_questions(usual)))
    }

    /// The questionnaire of that id as it is asked of this vendor: that of record with its own questions, any other one by its tier.
    pub fn view<'b>(&self, bank: &'b Bank, id: &str) -> Option<View<'b>> {
        if id == self.questionnaire_of_record() && self.cycle_of_record().is_some() {
            Some(self.view_of_record(bank))
        } else {
            bank.view(id, self.tier)
        }
    }

    /// The questions of a cycle in the sections of its questionnaire. Questions gone from the bank are passed over.
    fn view_of_cycle<'b>(&self, cycle: &Cycle, bank: &'b Bank) -> View<'b> {
        let named = bank.questionnaire(&cycle.questionnaire);
        let in_scope = |question: &&Question| question.scope == self.subject.scope();
        let known = |id: &QuestionId| bank.question(id).filter(in_scope).map(|one| &one.id);
        let held: BTreeSet<&QuestionId> = cycle.questions.keys().filter_map(known).collect();
        if let Some(named) = named
            && named.questions().filter_map(known).collect::<BTreeSet<_>>() == held
        {
            return View::whole(named);
        }
        let mut left = held;
        let mut sections = Vec::new();
        let handed_on = named.into_iter().flat_map(|named| &named.instead);
        let handed_on = handed_on.filter_map(|instead| bank.questionnaire(&instead.ask));
        for section in named.into_iter().chain(handed_on).flat_map(|one| &one.sections) {
            let questions = section.questions.iter().filter_map(known);
            let questions = questions.filter(|id| left.remove(id)).cloned().collect();
            sections.push(Section { title: section.title.clone(), questions });
        }
        let questions = left.into_iter().cloned().collect();
        sections.push(Section { title: HELD_BESIDES.to_owned(), questions });
        sections.retain(|section| !section.questions.is_empty());
        let whole = named.cloned().unwrap_or_else(|| without_questions(&cycle.questionnaire));
        View::fixed(Questionnaire { instead: Vec::new(), sections, ..whole })
    }
}

/// What stands for a questionnaire that the bank does not have.
fn without_questions(id: &str) -> Questionnaire {
    Questionnaire {
        id: id.to_owned(),
        title: id.to_owned(),
        for_whom: String::new(),
        minutes: 1,
        leaves_out: String::new(),
        instead: Vec::new(),
        sections: Vec::new(),
    }
}

/// After how many months a vendor of this tier is assessed anew: 12 for critical, high and untiered ones, 24 for medium, 36 for low,
/// unless our organization set another number (rule R24).
pub fn months(tier: Option<Tier>, organization: &Organization) -> u32 {
    let word = tier.map_or(UNTIERED, Tier::word);
    let set = match organization.fields.get(CADENCE) {
        Some(Value::Words(words)) => words
            .iter()
            .find_map(|set| set.split_once('=').filter(|(tier, _)| *tier == word)?.1.parse().ok()),
        _ => None,
    };
    set.unwrap_or(match tier {
        Some(Tier::Critical | Tier::High) | None => 12,
        Some(Tier::Medium) => 24,
        Some(Tier::Low) => 36,
    })
}

/// The day by which a reassessment is to be done; overdue from the day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due<'a> {
    /// The day.
    pub day: Date,
    /// The cycle that is open and has this due day; none where the day comes from the cadence.
    pub cycle: Option<&'a Cycle>,
}

impl Due<'_> {
    /// Whether the day has passed.
    pub fn is_overdue(&self, on: Date) -> bool {
        on > self.day
    }
}

/// When a vendor is to be assessed anew: by the due day of the open cycle, where it has one, else by the cadence (rule R24). Nothing is
/// due of a retired vendor, nor of one of which nothing is recorded.
pub fn next_due<'a>(dossier: &'a Dossier, organization: &Organization) -> Option<Due<'a>> {
    let open = dossier.open_cycle().and_then(|cycle| Some((cycle, cycle.due?)));
    match open {
        _ if dossier.retired.is_some() => None,
        Some((cycle, day)) => Some(Due { day, cycle: Some(cycle) }),
        None => by_cadence(dossier, organization).map(|day| Due { day, cycle: None }),
    }
}

/// The day by which a vendor is to be assessed anew by its tier: counted from the last closing, else from the day it was added (rule R24).
pub fn by_cadence(dossier: &Dossier, organization: &Organization) -> Option<Date> {
    let closed = dossier.cycles.iter().filter_map(|cycle| cycle.closed.map(|(at, _)| at)).max();
    let from = closed.or(dossier.begun_at)?;
    let months = if dossier.is_ours() { OUR_MONTHS } else { months(dossier.tier, organization) };
    Some(day::months_after(organization.zones.day_of(from), months))
}

/// How far a cycle is: how many of its questions that are asked were answered or confirmed in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// Answered or confirmed since the cycle was opened.
    pub done: u32,
    /// Questions of the cycle that are asked.
    pub of: u32,
}

impl std::fmt::Display for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.done, self.of)
    }
}

impl Progress {
    /// How far a cycle is, by its questions as they stand.
    pub fn of(cycle: &Cycle, stands: &[&Stand<'_>]) -> Self {
        let asked = stands.iter().filter(|stand| stand.asked.is_asked());
        let done = asked.clone().filter(|stand| is_done(cycle, stand)).count();
        Self { done: count(done), of: count(asked.count()) }
    }
}

/// Whether a question was answered or confirmed in the cycle, and nothing that was learned since asks for it again.
fn is_done(cycle: &Cycle, stand: &Stand<'_>) -> bool {
    let said = |reply: &Reply| *reply != Reply::State(ReplyState::Open);
    let answer = stand.answer.filter(|answer| said(&answer.reply));
    answer.is_some_and(|answer| answer.last_seq() > cycle.opened_seq)
        && stand.confirming == Confirming::Settled
        && stand.standing != Standing::Open
}

/// The figures of the cycle of record as they are on a day: what closing it freezes (rule R24).
pub fn summary(
    dossier: &Dossier,
    organization: &Organization,
    bank: &Bank,
    on: Date,
) -> CycleSummary {
    let standings = Standings::of(dossier, organization, bank, on);
    let stands = standings.view(&dossier.view_of_record(bank).asked);
    let readiness = Readiness::of(&stands);
    CycleSummary {
        documented: readiness.whole.documented,
        applicable: readiness.whole.applicable,
        carried: readiness.standing(Standing::Carried),
        open: readiness.standing(Standing::Open),
        gaps: count(gap::gaps(&stands, dossier, organization, bank, on).len()),
        critical_gaps: count(standings.critical_gaps().len()),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
