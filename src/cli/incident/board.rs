//! `incident show`: the clocks of an incident, the most pressing first; what they wait for, what is assumed, what is not asked for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::line::{AssumedLine, CAUTION, ClockLine, Head, MissingLine, exhibit_of};
use crate::cli::output::{Output, Tint};
use crate::domain::clock::grouping::{Assumptions, by_reason};
use crate::domain::clock::rule::ClockId;
use crate::domain::clock::step::{Assumed, Missing, NotRunning};
use crate::domain::clock::{Board, Clock, Limit, State};
use crate::domain::day;
use crate::domain::id::VendorId;
use crate::domain::register::{Record, RegisterKind};
use crate::text::{capitalized, many};

/// The most clocks that are named where several wait for one fact; beyond that their number says enough.
const NAMED: usize = 12;

#[derive(Serialize)]
struct Document<'a> {
    day: Date,
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    incident: Head<'a>,
    counts: BTreeMap<&'static str, usize>,
    clocks: Vec<ClockLine<'a>>,
    waiting_for: Vec<WaitingLine>,
    assuming: Vec<AssumingLine<'a>>,
    caution: &'static str,
}

#[derive(Serialize)]
struct WaitingLine {
    #[serde(flatten)]
    fact: MissingLine,
    clocks: Vec<ClockId>,
}

#[derive(Serialize)]
struct AssumingLine<'a> {
    #[serde(flatten)]
    assumed: AssumedLine<'a>,
    /// How many clocks it might free, or move.
    clocks: usize,
}

/// How many clocks stand in each state, by its word.
pub(super) fn counts(board: &Board<'_>) -> BTreeMap<&'static str, usize> {
    State::ALL.iter().map(|state| (state.word(), board.count(*state))).collect()
}

/// The same in words; nothing of those that are not asked for.
pub(super) fn counted(board: &Board<'_>) -> String {
    let counts = State::ALL.iter().filter(|state| **state != State::NotRunning);
    let counts = counts.map(|state| (state.title().to_lowercase(), board.count(*state)));
    let words: Vec<String> = counts
        .filter(|(_, number)| *number > 0)
        .map(|(title, number)| format!("{number} {title}"))
        .collect();
    if words.is_empty() { "no clock runs".to_owned() } else { words.join(", ") }
}

/// Prints the board.
pub(super) fn show(board: &Board<'_>, record: &Record, all: bool, out: &mut Output<'_>) {
    let dossier = board.incident.dossier;
    let waiting = board.waiting_for();
    let document = Document {
        day: board.today,
        vendor: dossier.id,
        slug: &dossier.slug,
        name: &dossier.name,
        incident: Head::of(board),
        counts: counts(board),
        clocks: board.in_order().into_iter().map(|clock| ClockLine::of(board, clock)).collect(),
        waiting_for: waiting.iter().map(|(fact, clocks)| waiting_line(fact, clocks)).collect(),
        assuming: board
            .assuming()
            .into_iter()
            .map(|(assumed, clocks)| AssumingLine { assumed: assumed.into(), clocks })
            .collect(),
        caution: CAUTION,
    };
    out.result("incident", &document, |out| {
        head(board, record, &document.incident, out);
        if document.incident.set_aside.is_some() {
            return;
        }
        let assumptions = Assumptions::of(board);
        for state in State::ALL {
            match state {
                State::Waiting => print_waiting(&waiting, board, all, out),
                State::NotRunning => {}
                state => group(state, board, &assumptions, out),
            }
        }
        print_assumptions(&assumptions, out);
        not_asked_for(board, all, out);
        out.blank();
        if board.clocks.iter().any(|clock| clock.state != State::NotRunning) {
            let show = format!("proofbook incident show {} {}", dossier.slug, board.incident.no);
            out.text(0, &format!("How a day was found: {show} --clock ID"));
        }
        out.text(0, CAUTION);
    });
}

fn waiting_line(fact: &Missing, clocks: &[&Clock<'_>]) -> WaitingLine {
    let clocks = clocks.iter().map(|clock| clock.rule.id.clone()).collect();
    WaitingLine { fact: fact.into(), clocks }
}

/// Width of the labels of the head.
const WIDTH: usize = 17;

fn head(board: &Board<'_>, record: &Record, head: &Head<'_>, out: &mut Output<'_>) {
    let incident = &board.incident;
    let name = &incident.dossier.name;
    let title = format!("{name}: {} {}, {}", head.no, record.label(), board.today);
    out.tinted_text(Tint::Heading, &title);
    if let Some(reason) = head.set_aside {
        out.text(0, &format!("Set aside, so it counts nowhere: {reason}"));
        return;
    }
    let discovery = match incident.our_discovery() {
        Some((at, field)) => format!("{at}, by the field \"{}\"", title_of(field)),
        None => "no day is recorded".to_owned(),
    };
    out.labeled("Our discovery", WIDTH, &discovery);
    for field in ["vendor_discovered", "vendor_told_us", "people", "residents"] {
        if let Some(shown) = record.shown(field) {
            out.labeled(title_of(field), WIDTH, &shown);
        }
    }
    out.labeled("Clocks", WIDTH, &counted(board));
    if board.rules.clocks.is_empty() {
        out.labeled("", WIDTH, "The questions in force hold no rules of clocks.");
    }
}

/// The words of a field of an incident.
pub(super) fn title_of(field: &str) -> &str {
    RegisterKind::Incidents.field(field).map_or(field, |field| field.title)
}

fn group(state: State, board: &Board<'_>, assumptions: &Assumptions<'_>, out: &mut Output<'_>) {
    let clocks: Vec<&Clock<'_>> =
        board.in_order().into_iter().filter(|clock| clock.state == state).collect();
    if clocks.is_empty() {
        return;
    }
    out.blank();
    let tint = match state {
        State::Late | State::SentLate => Tint::Grave,
        State::Sent => Tint::Good,
        _ => Tint::Short,
    };
    out.tinted_text(tint, &format!("{} ({})", state.title(), clocks.len()));
    for clock in clocks {
        print(board, clock, out);
        let assumed = assumptions.under(clock).map(|numbers| format!("; assuming {numbers}"));
        out.text(4, &format!("{}{}", cited(clock), assumed.unwrap_or_default()));
    }
}

/// A clock in a few lines: what it is, what was sent, by when.
fn print(board: &Board<'_>, clock: &Clock<'_>, out: &mut Output<'_>) {
    out.text(2, &format!("{} [{}]", clock.rule.title, clock.rule.id));
    if let Some(sent) = sent(board, clock) {
        out.text(4, &sent);
    }
    out.text(4, &by_when(board, clock));
    if let Some(words) = board.weekend_words(clock).filter(|_| clock.state.is_open()) {
        out.text(4, &words);
    }
    if let Some(leaves) = leaves(board, clock) {
        out.text(4, &leaves);
    }
}

/// By when, with the days left and the law's own words.
pub(super) fn by_when(board: &Board<'_>, clock: &Clock<'_>) -> String {
    let Some(due) = clock.due() else { return capitalized(&clock.by_when()) };
    let left = match clock.state {
        State::Late | State::Running => format!(", {}", day::until(board.today, due.day)),
        _ => String::new(),
    };
    let promptly = clock.rule.promptly.as_ref().map(|words| format!("; {words}"));
    capitalized(&format!("{}{left}{}", clock.by_when(), promptly.unwrap_or_default()))
}

/// What was sent, and what shows it.
pub(super) fn sent(board: &Board<'_>, clock: &Clock<'_>) -> Option<String> {
    let words = capitalized(&clock.sent_words()?);
    let exhibit = clock.sent.and_then(|sent| exhibit_of(board, sent));
    let by_field = board.incident.sent(&clock.rule.id).is_none();
    Some(match (exhibit, clock.rule.met_by.as_deref().filter(|_| by_field)) {
        (Some(exhibit), _) => format!("{words}; shown by {exhibit}"),
        (None, Some(field)) => format!("{words}, by the field \"{}\"", title_of(field)),
        (None, None) => format!("{words}; no exhibit shows it"),
    })
}

/// How much what the vendor owes us leaves us against the shortest law that binds us.
pub(super) fn leaves(board: &Board<'_>, clock: &Clock<'_>) -> Option<String> {
    let leaves = board.leaves(clock)?;
    let against = board.clock(&leaves.against).map_or("", |clock| clock.rule.title.as_str());
    let until = format!("\"{against}\", no later than {}", leaves.due);
    let what = if clock.sent.is_some() { "This left us" } else { "Its last day leaves us" };
    Some(match leaves.days {
        days if days >= 0 => format!("{what} {} until {until}", many(days, "day")),
        days => format!("{what} no day: it is {} after {until}", many(days.abs(), "day")),
    })
}

/// The paragraph, with the mark where it was not checked.
pub(super) fn cited(clock: &Clock<'_>) -> String {
    match clock.mark() {
        Some(mark) => format!("{} ({mark})", clock.rule.citation),
        None => clock.rule.citation.clone(),
    }
}

/// Each fact that is not known, how to say it, and the clocks that wait for it.
fn print_waiting(
    waiting: &BTreeMap<Missing, Vec<&Clock<'_>>>,
    board: &Board<'_>,
    all: bool,
    out: &mut Output<'_>,
) {
    if waiting.is_empty() {
        return;
    }
    out.blank();
    let count = many(board.count(State::Waiting), "clock");
    out.tinted_text(Tint::Short, &format!("Waiting for a fact ({count})"));
    let (slug, no) = (&board.incident.dossier.slug, board.incident.no);
    for (fact, clocks) in waiting {
        out.text(2, &format!("{}:", capitalized(&fact.words())));
        out.text(4, &waiting_words(fact, clocks, all));
        let say = match (fact, fact.fields()) {
            (Missing::NoticeSent(clock, _), _) => {
                format!("proofbook incident sent {slug} {no} {clock} --on DAY")
            }
            (_, [field]) => format!("proofbook incident set {slug} {no} {field}=..."),
            (_, fields) => {
                format!(
                    "proofbook incident set {slug} {no} FIELD=..., with one of {}",
                    fields.join(", ")
                )
            }
        };
        out.text(4, &format!("To record it: {say}"));
    }
}

/// The clocks that wait for a fact. While nobody knows in which states people live, the clocks of all states wait for that together, and
/// are not named beside each other fact that some of them ask for, too.
fn waiting_words(fact: &Missing, clocks: &[&Clock<'_>], all: bool) -> String {
    if all {
        return titles(clocks);
    }
    let for_states = |clock: &&Clock<'_>| {
        *fact != Missing::ResidentsByState
            && matches!(&clock.limit, Limit::Waiting(missing) if missing.contains(&Missing::ResidentsByState))
    };
    let (later, now): (Vec<&Clock<'_>>, Vec<&Clock<'_>>) =
        clocks.iter().copied().partition(for_states);
    let named = match now.len() {
        0 => None,
        number if number > NAMED => Some(format!(
            "{} of {}",
            many(number, "clock"),
            many(jurisdictions(&now), "jurisdiction")
        )),
        _ => Some(titles(&now)),
    };
    let later = (!later.is_empty()).then(|| {
        format!("{} waiting for the number of people by state, too", many(later.len(), "clock"))
    });
    named.into_iter().chain(later).collect::<Vec<_>>().join("; ")
}

/// The clocks by name and id.
fn titles(clocks: &[&Clock<'_>]) -> String {
    let named = clocks.iter().map(|clock| format!("{} [{}]", clock.rule.title, clock.rule.id));
    named.collect::<Vec<_>>().join("; ")
}

fn jurisdictions(clocks: &[&Clock<'_>]) -> usize {
    let codes = clocks.iter().map(|clock| clock.rule.id.as_str().split('.').next());
    codes.collect::<BTreeSet<_>>().len()
}

fn print_assumptions(assumptions: &Assumptions<'_>, out: &mut Output<'_>) {
    if assumptions.list.is_empty() {
        return;
    }
    out.blank();
    out.heading("Assuming, until it is recorded otherwise");
    for (number, (assumed, clocks)) in (1..).zip(&assumptions.list) {
        out.labeled(&format!("{number:>3}."), 4, &told(assumed, *clocks));
    }
}

/// An assumption in words, with the number of clocks, and what is typed to record the fact.
fn told(assumed: &Assumed, clocks: usize) -> String {
    let typed = match assumed {
        Assumed::Incident(field) => Some(format!("{field}=...")),
        Assumed::Organization(fact) => Some(format!("proofbook organization set {fact} ...")),
        Assumed::Presumed | Assumed::FactorsMissing => Some("risk_outcome=...".to_owned()),
        Assumed::Data => Some("data=...".to_owned()),
        Assumed::Agent => Some("agent=...".to_owned()),
        Assumed::NotDeemed(_) => Some("deemed=...".to_owned()),
        Assumed::DelayWithoutEnd => Some("delay_until=...".to_owned()),
        Assumed::Judgment
        | Assumed::NoTime
        | Assumed::UndefinedStart
        | Assumed::LastDay(_)
        | Assumed::DelayNotApplied => None,
    };
    let typed = typed.map(|typed| format!("; {typed}")).unwrap_or_default();
    format!("{} ({}{typed})", assumed.words(), many(clocks, "clock"))
}

/// The clocks that are not asked for: counted by the reason, or all of them.
fn not_asked_for(board: &Board<'_>, all: bool, out: &mut Output<'_>) {
    let clocks: Vec<&Clock<'_>> =
        board.clocks.iter().filter(|clock| clock.state == State::NotRunning).collect();
    if clocks.is_empty() {
        return;
    }
    out.blank();
    let hint = if all { "" } else { "; --all names them" };
    out.heading(&format!("Not asked for ({}{hint})", many(clocks.len(), "clock")));
    for (why, clocks) in by_reason(clocks.iter().copied(), NotRunning::reason) {
        match why {
            Some(why) if all || clocks.len() <= 2 => {
                out.labeled("  -", 3, &format!("{}: {why}", titles(&clocks)));
            }
            Some(why) => {
                out.labeled("  -", 3, &format!("{}: {why}", many(clocks.len(), "clock")));
            }
            None => {
                let count = many(clocks.len(), "clock");
                let of = many(jurisdictions(&clocks), "jurisdiction");
                let named = if all { format!(": {}", titles(&clocks)) } else { String::new() };
                out.labeled(
                    "  -",
                    3,
                    &format!(
                        "{count} of {of} where nobody lives whom it reached, as recorded{named}"
                    ),
                );
            }
        }
    }
}
