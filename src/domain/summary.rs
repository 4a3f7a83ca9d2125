//! A vendor in the list, with the figures beside it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::bank::Bank;
use super::clock::{Board, Incident};
use super::cycle::{self, Progress};
use super::deadline::{self, Deadline, Stage};
use super::dossier::Dossier;
use super::gap;
use super::id::{AccountId, VendorId};
use super::organization::Organization;
use super::readiness::Readiness;
use super::sign_off::{Attested, Status};
use super::standing::{CriticalUnsettled, Stand, Standings};
use super::theme::ByTheme;
use super::vendor::Tier;
use super::withholding;

/// A vendor in the list, with its figures on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// The vendor.
    pub vendor: VendorId,
    /// Its short name.
    pub slug: String,
    /// Its name first, then the names it had before.
    pub names: Vec<String>,
    /// Its tier.
    pub tier: Option<Tier>,
    /// Whether it is retired.
    pub retired: bool,
    /// The questionnaire of the figure (rule R16).
    pub questionnaire: String,
    /// Its name with what it asks a vendor of this tier.
    pub questionnaire_name: String,
    /// The figure over that questionnaire.
    pub readiness: Readiness,
    /// The same by theme.
    pub themes: ByTheme,
    /// Critical gaps over all questions (rule R20).
    pub critical_gaps: u32,
    /// Critical questions that are not settled.
    pub unsettled: CriticalUnsettled,
    /// Gaps of the questionnaire.
    pub gaps: u32,
    /// How many of them are accepted.
    pub gaps_accepted: u32,
    /// The gravest gap, in words.
    pub worst_gap: Option<String>,
    /// Exhibits that are not withdrawn.
    pub exhibits: u32,
    /// Follow-ups that are open.
    pub follow_ups: u32,
    /// The follow-up that is due first: its day and who has it.
    pub next_follow_up: Option<(Date, String)>,
    /// What is due first, of everything with a day: its day and what it is.
    pub next_deadline: Option<(Date, String)>,
    /// What is overdue or due within 30 days.
    pub soon: Soon,
    /// Incidents with a clock that is not done with.
    pub open_incidents: u32,
    /// Inquiries that are not closed.
    pub open_inquiries: u32,
    /// The matters for which a legal hold stands.
    pub holds: Vec<String>,
    /// How many texts of its record are withheld (rule R28).
    pub withheld: u32,
    /// Its reassessment: the open one, and when it or the next one is due (rule R24).
    pub reassessment: ReassessmentDue,
    /// What became of its sign-off, if anybody signed off (rule R27).
    pub sign_off: Option<Attested>,
    /// When the last event of content was recorded, and by whom.
    pub last_change: Option<(Timestamp, AccountId)>,
    /// Why nothing can be recorded, where the journal is damaged or newer.
    pub trouble: Option<String>,
}

/// How many of the first days are kept of one vendor.
pub const MOST_SOON: usize = 8;

/// What of a vendor is overdue or due within 30 days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Soon {
    /// The first of them, earliest first, each with its day and what it is.
    pub first: Vec<(Date, String)>,
    /// How many have passed.
    pub overdue: u32,
    /// How many fall within 7 days.
    pub week: u32,
    /// How many fall within 30 days, but not within 7.
    pub month: u32,
}

impl Soon {
    /// Of all days, in order, seen from a day. Each turns to another stage on a day of its own, so what is kept holds until the next turn.
    fn of(deadlines: &[Deadline], day: Date) -> Self {
        let mut soon = Self::default();
        for one in deadlines {
            match one.stage(day) {
                Stage::Overdue => soon.overdue += 1,
                Stage::Week => soon.week += 1,
                Stage::Month => soon.month += 1,
                Stage::Quarter | Stage::Later => continue,
            }
            if soon.first.len() < MOST_SOON {
                soon.first.push((one.day, one.what.clone()));
            }
        }
        soon
    }
}

/// How far a vendor's open reassessment is, and when it or the next one is due.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReassessmentDue {
    /// The open one.
    pub open: Option<OpenReassessment>,
    /// The day by which it, or the next one, is to be done.
    pub due: Option<Date>,
}

/// An open reassessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenReassessment {
    /// Its name.
    pub name: String,
    /// How far it is.
    pub progress: Progress,
}

impl ReassessmentDue {
    fn of(dossier: &Dossier, organization: &Organization, of_record: &[&Stand<'_>]) -> Self {
        let open = dossier.open_cycle().map(|cycle| OpenReassessment {
            name: cycle.name.clone(),
            progress: Progress::of(cycle, of_record),
        });
        Self { open, due: cycle::next_due(dossier, organization).map(|due| due.day) }
    }
}

impl Summary {
    /// The figures of a dossier on a day, and the day after it on which they change by themselves (rule R17).
    pub fn of(
        dossier: &Dossier,
        organization: &Organization,
        bank: &Bank,
        day: Date,
    ) -> (Self, Option<Date>) {
        Self::of_standings(
            dossier,
            organization,
            bank,
            &Standings::of(dossier, organization, bank, day),
        )
    }

    /// The same of standings that are known: those of the same dossier, organization and questions.
    pub fn of_standings(
        dossier: &Dossier,
        organization: &Organization,
        bank: &Bank,
        standings: &Standings<'_>,
    ) -> (Self, Option<Date>) {
        let day = standings.day;
        let questionnaire = dossier.questionnaire_of_record();
        let view = dossier.view_of_record(bank);
        let stands = standings.view(&view.asked);
        let gaps = gap::gaps(&stands, dossier, organization, bank, day);
        let follow_ups = || dossier.follow_ups.iter().filter(|one| one.is_open());
        let next = follow_ups().map(|one| &one.follow_up).min_by_key(|one| one.due);
        let accepted = gaps.iter().filter(|gap| gap.accepted.is_some()).count();
        let worst = gaps.first().map(|gap| format!("{}, {}", gap.wording(), gap.severity));
        let deadlines = deadline::deadlines(dossier, organization, bank, standings);
        let next_deadline = deadlines.first().map(|one| (one.day, one.what.clone()));
        let summary = Self {
            vendor: dossier.id,
            slug: dossier.slug.clone(),
            names: std::iter::once(&dossier.name)
                .chain(dossier.former_names.iter().rev())
                .cloned()
                .collect(),
            tier: dossier.tier,
            retired: dossier.retired.is_some(),
            questionnaire: questionnaire.to_owned(),
            questionnaire_name: view.name(),
            readiness: Readiness::of(&stands),
            themes: ByTheme::of(&stands, standings),
            critical_gaps: count(standings.critical_gaps().len()),
            unsettled: CriticalUnsettled::of(&stands),
            gaps: count(gaps.len()),
            gaps_accepted: count(accepted),
            worst_gap: worst,
            exhibits: count(
                dossier.exhibits.values().filter(|one| one.withdrawn.is_none()).count(),
            ),
            follow_ups: count(follow_ups().count()),
            next_follow_up: next.map(|one| (one.due, one.owner.clone())),
            next_deadline,
            soon: Soon::of(&deadlines, day),
            open_incidents: count(open_incidents(dossier, organization, bank, day)),
            open_inquiries: count(dossier.inquiries.open().count()),
            holds: dossier.standing_holds().map(|hold| hold.matter.clone()).collect(),
            withheld: count(withholding::count(&dossier.events)),
            reassessment: ReassessmentDue::of(dossier, organization, &stands),
            sign_off: Status::of(dossier, &view, bank).attested(&organization.zones),
            last_change: dossier.last_content().map(|event| (event.at, event.by.clone())),
            trouble: None,
        };
        let turns = deadline::next_turn(&deadlines, day);
        (summary, standings.next_change().into_iter().chain(turns).min())
    }

    /// Its name as last set.
    pub fn name(&self) -> &str {
        self.names.first().map_or(self.slug.as_str(), String::as_str)
    }
}

/// How many incidents have a clock that somebody still has to see to.
fn open_incidents(dossier: &Dossier, organization: &Organization, bank: &Bank, day: Date) -> usize {
    let is_open = |record| {
        let board = Board::of(Incident::of(record, dossier, organization), &bank.clocks, day);
        board.clocks.iter().any(|clock| clock.state.is_open())
    };
    dossier.incidents().filter(|record| is_open(record)).count()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
