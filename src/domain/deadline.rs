//! Everything with a day: what stops being current, what ends, what is due. Each with its rule in words, so that nobody has to believe a
//! date.
//!
//! A deadline's day is the last good one: it is overdue from the day after.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde::Serialize;

use super::bank::Bank;
use super::clock::rule::ClockId;
use super::clock::{Board, Clock, Incident};
use super::cycle;
use super::day;
use super::dossier::Dossier;
use super::exhibit::{EndsBy, Exhibit, ExhibitNo, NotCurrent};
use super::gap;
use super::id::{CycleId, FollowUpId, QuestionId};
use super::inquiry::progress::Progress;
use super::inquiry::{Inquiry, InquiryNo};
use super::organization::Organization;
use super::question::{Basis, Outcome};
use super::register::force::Force;
use super::register::{Record, RecordNo, RegisterKind, Registers};
use super::request::Asked;
use super::standing::{Shown, Stand, Standing, Standings};

/// How many days before a deadline it is warned of, the earliest first.
pub const WARN_DAYS: [u32; 3] = [90, 30, 7];

/// How near a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Its day has passed.
    Overdue,
    /// At most 7 days are left.
    Week,
    /// At most 30 days are left.
    Month,
    /// At most 90 days are left.
    Quarter,
    /// More than that.
    Later,
}

impl Stage {
    /// The stage of a day, seen from another.
    pub fn of(due: Date, today: Date) -> Self {
        let [quarter, month, week] = WARN_DAYS.map(i64::from);
        match day::days_between(today, due) {
            left if left < 0 => Self::Overdue,
            left if left <= week => Self::Week,
            left if left <= month => Self::Month,
            left if left <= quarter => Self::Quarter,
            _ => Self::Later,
        }
    }

    /// Whether it needs somebody now: overdue, or due within a week.
    pub const fn presses(self) -> bool {
        matches!(self, Self::Overdue | Self::Week)
    }
}

/// What a deadline is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// An exhibit stops being current for questions that rest on it.
    Exhibit(ExhibitNo),
    /// An agreement or policy ends.
    Record(RecordNo),
    /// Something is to be found out.
    FollowUp(FollowUpId),
    /// A gap is to be closed.
    FixBy,
    /// The acceptance of a gap lapses.
    Acceptance,
    /// The open cycle is due.
    Cycle(CycleId),
    /// The next reassessment is due.
    Reassessment,
    /// A notice is to be sent.
    Clock(RecordNo, ClockId),
    /// An inquiry is to be answered.
    Inquiry(InquiryNo),
}

impl About {
    /// Its word in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Exhibit(_) => "exhibit",
            Self::Record(_) => "record",
            Self::FollowUp(_) => "follow_up",
            Self::FixBy => "fix_by",
            Self::Acceptance => "acceptance",
            Self::Cycle(_) => "cycle",
            Self::Reassessment => "reassessment",
            Self::Clock(..) => "clock",
            Self::Inquiry(_) => "inquiry",
        }
    }

    /// The number of the exhibit, record or inquiry that it is about, as shown.
    pub fn number(&self) -> Option<String> {
        match self {
            Self::Exhibit(no) => Some(no.to_string()),
            Self::Record(no) | Self::Clock(no, _) => Some(no.to_string()),
            Self::Inquiry(no) => Some(no.to_string()),
            _ => None,
        }
    }
}

/// Something with a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The last good day: overdue from the day after.
    pub day: Date,
    /// The time on that day, where it has one: of a clock that is counted in hours.
    pub time: Option<Time>,
    /// What it is about.
    pub about: About,
    /// What is due, in words.
    pub what: String,
    /// Why on that day: the rule, from which day and how it is counted.
    pub rule: String,
    /// The questions that hang on it, in the order of their ids.
    pub questions: Vec<Asked>,
    /// Who sees to it, where that is recorded.
    pub owner: Option<String>,
}

impl Deadline {
    /// How near it is.
    pub fn stage(&self, today: Date) -> Stage {
        Stage::of(self.day, today)
    }

    /// The days left; negative once its day has passed.
    pub fn days_left(&self, today: Date) -> i64 {
        day::days_between(today, self.day)
    }
}

/// Every deadline of a dossier, the earliest first; of a vendor that is retired the due days of inquiries alone, since a regulator asks
/// about it all the same.
pub fn deadlines(
    dossier: &Dossier,
    organization: &Organization,
    bank: &Bank,
    standings: &Standings<'_>,
) -> Vec<Deadline> {
    let today = standings.day;
    let mut all: Vec<Deadline> =
        dossier.inquiries.open().map(|one| of_inquiry(one, standings)).collect();
    if dossier.retired.is_some() {
        all.sort_by_key(|deadline| deadline.day);
        return all;
    }
    all.extend(of_exhibits(standings, bank));
    all.extend(of_records(&dossier.registers, today));
    all.extend(of_follow_ups(dossier, bank));
    all.extend(of_gaps(dossier, organization, bank, standings));
    all.extend(of_cycle(dossier, organization));
    all.extend(of_clocks(dossier, organization, bank, today));
    // The sort is stable, so those of one day stay in the order in which they were found.
    all.sort_by_key(|deadline| deadline.day);
    all
}

/// The first day after D on which time alone moves a deadline to another stage (rule R17).
pub fn next_turn(deadlines: &[Deadline], on: Date) -> Option<Date> {
    let turns = |deadline: &Deadline| {
        let warns = WARN_DAYS.map(|days| day::before(deadline.day, days));
        warns.into_iter().chain([day::after(deadline.day, 1)])
    };
    deadlines.iter().flat_map(turns).filter(|turn| *turn > on).min()
}

/// Exhibits on which a question rests that nothing else shows: documented until that day, or stale since.
fn of_exhibits(standings: &Standings<'_>, bank: &Bank) -> Vec<Deadline> {
    let mut rows: BTreeMap<(Date, ExhibitNo), (&Exhibit, EndsBy, Vec<Asked>)> = BTreeMap::new();
    for stand in standings.all().filter(|stand| is_shown_by_exhibits(stand)) {
        for (exhibit, last, by) in last_to_go(stand, bank, standings.day) {
            let (_, _, questions) =
                rows.entry((last, exhibit.no)).or_insert_with(|| (exhibit, by, Vec::new()));
            questions.push(Asked::of(stand.subject, stand.question.id.clone()));
        }
    }
    let row = |((last, no), (exhibit, by, questions)): (_, (&Exhibit, EndsBy, Vec<Asked>))| {
        let until = if last < standings.day { "stopped being" } else { "stops being" };
        Deadline {
            day: last,
            time: None,
            about: About::Exhibit(no),
            what: format!("{no} {} {until} current", exhibit.title),
            rule: by.words(exhibit.kind),
            questions,
            owner: None,
        }
    };
    rows.into_iter().map(row).collect()
}

/// Whether its standing hangs on whether an exhibit is current, or will once its answer is confirmed, and the standing counts (rule R14).
fn is_shown_by_exhibits(stand: &Stand<'_>) -> bool {
    let hangs = match stand.standing {
        Standing::Documented | Standing::Stale => true,
        // An exhibit ends on its day, whether or not a reassessment is open.
        Standing::Carried => stand.judgment().is_some_and(|one| one.outcome == Outcome::Met),
        _ => false,
    };
    hangs && stand.asked.is_asked() && stand.question.basis != Basis::Proposed
}

/// The exhibits that show a question the longest, with their last day; none, where one of them shows it without end.
fn last_to_go<'a>(stand: &Stand<'a>, bank: &Bank, today: Date) -> Vec<(&'a Exhibit, Date, EndsBy)> {
    let last = |shown: &Shown<'a>| {
        let end = shown.exhibit.last_day(stand.question, bank);
        (shown.exhibit, end.as_ref().map_or(Date::MAX, |(day, _)| *day), end)
    };
    let documented = match stand.standing {
        Standing::Carried => stand.exhibits.iter().any(Shown::is_current),
        standing => standing == Standing::Documented,
    };
    let counts = |shown: &&Shown<'_>| {
        if documented {
            shown.is_current()
        } else {
            shown.why_not.iter().all(NotCurrent::is_by_time)
        }
    };
    let mut ends: Vec<_> = stand.exhibits.iter().filter(counts).map(last).collect();
    let Some(longest) = ends.iter().map(|(_, day, _)| *day).max() else { return Vec::new() };
    if documented {
        // One that begins before the others have ended goes on from there.
        let follows = |shown: &&Shown<'_>| {
            let begins = shown.exhibit.begins();
            let only_later = shown.why_not.iter().all(NotCurrent::is_not_begun);
            !shown.is_current()
                && only_later
                && begins.is_some_and(|begins| begins > today && begins <= day::after(longest, 1))
        };
        ends.extend(stand.exhibits.iter().filter(follows).map(last));
    }
    let longest = ends.iter().map(|(_, day, _)| *day).max();
    ends.into_iter()
        .filter(|(_, day, _)| Some(*day) == longest)
        .filter_map(|(exhibit, _, end)| end.map(|(day, by)| (exhibit, day, by)))
        .collect()
}

/// Agreements and policies that end, or that ran out with nothing of their kind in force in their place.
fn of_records(registers: &Registers, today: Date) -> Vec<Deadline> {
    let ending = [RegisterKind::Agreements, RegisterKind::Insurance];
    let records = ending.into_iter().flat_map(|register| registers.of(register));
    records.filter_map(|record| of_record(registers, record, today)).collect()
}

fn of_record(registers: &Registers, record: &Record, today: Date) -> Option<Deadline> {
    let is_policy = record.no.register == RegisterKind::Insurance;
    let ran_out = match registers.force(record, today) {
        Force::InForce | Force::Begins(_) => false,
        Force::Ended(_) | Force::CoverEnded(_) => {
            let same = |other: &Record| other.word("kind") == record.word("kind");
            let replaced = registers.in_force(record.no.register, today).any(same);
            if replaced || record.ends.is_some() {
                return None;
            }
            true
        }
        _ => return None,
    };
    // Where a newer one takes its place by then, nothing is due.
    let over = record.over()?;
    let follows = |newer: &Record| registers.start_of(newer).is_none_or(|start| start <= over);
    if registers.newer(record).any(follows) {
        return None;
    }
    let last = over.yesterday().unwrap_or(over);
    let ends = if ran_out { "ended" } else { "ends" };
    let rule = match (is_policy, record.ends) {
        (_, Some(last)) => format!("ended before its time; its last day is {last}"),
        (true, None) => format!(
            "its cover ends on {over}, the first day without cover: a policy ends at 12:01 a.m."
        ),
        (false, None) => format!("{last} is its last day in force, as recorded"),
    };
    Some(Deadline {
        day: last,
        time: None,
        about: About::Record(record.no),
        what: format!("{} {} {ends}", record.no, record.label()),
        rule,
        questions: Vec::new(),
        owner: None,
    })
}

/// The clocks of incidents whose last day is known and whose notice is not sent.
fn of_clocks(
    dossier: &Dossier,
    organization: &Organization,
    bank: &Bank,
    today: Date,
) -> Vec<Deadline> {
    let incidents = dossier.registers.of(RegisterKind::Incidents);
    let standing = incidents.filter(|record| record.set_aside().is_none());
    let of_one = |record| {
        let board = Board::of(Incident::of(record, dossier, organization), &bank.clocks, today);
        let running = board.clocks.iter().filter(|clock| clock.state.is_open());
        let row = |clock: &Clock<'_>| {
            let due = clock.due()?;
            let hour = due.time.map(|_| format!(", by {due}")).unwrap_or_default();
            let mark = clock.mark().map(|mark| format!(" ({mark})")).unwrap_or_default();
            Some(Deadline {
                day: due.day,
                time: due.time,
                about: About::Clock(board.incident.no, clock.rule.id.clone()),
                what: format!(
                    "{}: notice \"{}\" goes out no later than this day{hour}",
                    board.incident.no, clock.rule.title
                ),
                rule: format!(
                    "{}{mark}: {}",
                    clock.rule.citation,
                    [clock.derivation(), clock.day_assumes().into_iter().collect()]
                        .concat()
                        .join("; ")
                ),
                questions: Vec::new(),
                owner: None,
            })
        };
        running.filter_map(row).collect::<Vec<_>>()
    };
    standing.flat_map(of_one).collect()
}

fn of_follow_ups(dossier: &Dossier, bank: &Bank) -> Vec<Deadline> {
    let open = dossier.follow_ups.iter().filter(|one| one.is_open());
    open.map(|one| Deadline {
        day: one.follow_up.due,
        time: None,
        about: About::FollowUp(one.follow_up.id),
        what: format!(
            "{} finds out: {}{}",
            one.follow_up.owner,
            title(bank, &one.question),
            dossier.incident_no(one.subject).map_or_else(String::new, |no| format!(" ({no})"))
        ),
        rule: "the day named when it was answered \"we do not know\"".to_owned(),
        questions: vec![Asked::of(one.subject, one.question.clone())],
        owner: Some(one.follow_up.owner.clone()),
    })
    .collect()
}

fn title<'a>(bank: &'a Bank, question: &'a QuestionId) -> &'a str {
    bank.question(question).map_or(question.as_str(), |question| &question.title)
}

/// The days by which gaps are to be closed, while they are open, and on which acceptances lapse, while they hold (rule R19).
fn of_gaps(
    dossier: &Dossier,
    organization: &Organization,
    bank: &Bank,
    standings: &Standings<'_>,
) -> Vec<Deadline> {
    let stands: Vec<&Stand<'_>> = standings.all().collect();
    let mut all = Vec::new();
    for gap in gap::gaps(&stands, dossier, organization, bank, standings.day) {
        let question = gap.stand.question;
        let row = |day, about, what, rule, owner| Deadline {
            day,
            time: None,
            about,
            what,
            rule,
            questions: vec![Asked::of(gap.stand.subject, question.id.clone())],
            owner,
        };
        if let Some((owned, fix_by)) = gap.owner.and_then(|owned| Some((owned, owned.fix_by?))) {
            all.push(row(
                fix_by,
                About::FixBy,
                format!("{} closes the gap: {}", owned.owner, gap.stand.title()),
                "the day by which its owner is to close it".to_owned(),
                Some(owned.owner.clone()),
            ));
        }
        if let Some(acceptance) = gap.accepted {
            all.push(row(
                acceptance.accepted.until,
                About::Acceptance,
                format!("Acceptance of the gap lapses: {}", gap.stand.title()),
                format!(
                    "accepted until this day; {} days at most are possible",
                    gap::LONGEST_ACCEPTANCE_DAYS
                ),
                Some(organization.person(&acceptance.by).to_owned()),
            ));
        }
    }
    all
}

/// The due day of the open cycle, or of the next reassessment (rule R24).
fn of_cycle(dossier: &Dossier, organization: &Organization) -> Option<Deadline> {
    let due = cycle::next_due(dossier, organization)?;
    let (about, what, rule) = match due.cycle {
        Some(open) => (
            About::Cycle(open.id),
            format!("Reassessment {} is due", open.name),
            "the due day set when it was opened",
        ),
        None if dossier.is_ours() => (
            About::Reassessment,
            "The next reassessment is due".to_owned(),
            "yearly, from the last closing or the first day of the record",
        ),
        None => (
            About::Reassessment,
            "The next reassessment is due".to_owned(),
            "by the vendor's tier, from the last closing or the day it was added",
        ),
    };
    let rule = rule.to_owned();
    let (questions, owner) = (Vec::new(), None);
    Some(Deadline { day: due.day, time: None, about, what, rule, questions, owner })
}

/// The due day of an inquiry, as last extended.
fn of_inquiry(inquiry: &Inquiry, standings: &Standings<'_>) -> Deadline {
    let rule = match inquiry.extensions.last() {
        None => format!("the day that the letter of {} names", inquiry.received),
        Some(last) => format!("extended from {}", last.was),
    };
    let named = inquiry.requests.iter().flat_map(|request| request.questions.iter().cloned());
    let mut questions: Vec<Asked> = named.map(Asked::of_vendor).collect();
    questions.sort();
    questions.dedup();
    Deadline {
        day: inquiry.due,
        time: None,
        about: About::Inquiry(inquiry.no),
        what: format!(
            "{} Inquiry by {} is to be answered: {}",
            inquiry.no,
            inquiry.label(),
            Progress::of(inquiry, standings).brief()
        ),
        rule,
        questions,
        owner: None,
    }
}
