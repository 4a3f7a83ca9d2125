//! What is said of a board and of its clocks, by the screens and by the line mode alike.

use jiff::civil::Date;

use super::Row;
use crate::app::command::CommandId;
use crate::app::state::App;
use crate::app::words::{Said, Tone, capital, heading, many, quiet, text};
use crate::domain::clock::rule::{Jurisdiction, Owes};
use crate::domain::clock::step::{Assumed, Missing};
use crate::domain::clock::words::NOT_LEGAL_ADVICE;
use crate::domain::clock::{Board, Clock, Leaves, Limit, State};
use crate::domain::day::until;
use crate::domain::question::Basis;
use crate::domain::register::RegisterKind;

/// Said in every frame in which facts are supposed.
pub const WHAT_IF: &str = "What if: nothing is recorded";

/// How a clock stands in a few words, with the days left.
pub fn standing(clock: &Clock<'_>, today: Date) -> String {
    let left = clock.days_left(today).unwrap_or_default();
    match clock.state {
        State::Late => format!("{} late", many(left.abs(), "day")),
        State::Running if left == 0 => "last day today".to_owned(),
        State::Running => format!("{} left", many(left, "day")),
        State::Promptly => "no day named".to_owned(),
        State::Waiting => "waits".to_owned(),
        State::SentLate => "sent late".to_owned(),
        State::Sent => clock.sent.map_or_else(String::new, |sent| format!("sent {}", sent.on.day)),
        State::NotRunning => "not asked for".to_owned(),
    }
}

/// Who tells whom.
pub fn tells(owes: Owes, to: &str) -> String {
    match owes {
        Owes::Us => format!("we tell {to}"),
        Owes::Vendor => format!("the vendor tells {to}"),
        Owes::Subcontractor => format!("the subcontractor tells {to}"),
    }
}

/// Whoever owes it, in a narrow column.
pub const fn owed_by(owes: Owes) -> &'static str {
    match owes {
        Owes::Us => "us",
        Owes::Vendor => "vendor",
        Owes::Subcontractor => "subcon.",
    }
}

/// The words of a field of an incident.
fn title_of(field: &str) -> &str {
    RegisterKind::Incidents.field(field).map_or(field, |field| field.title)
}

/// What is said of an incident above its clocks, but for its name: when we discovered it, how many people, what is supposed.
pub fn head(app: &App, board: &Board<'_>) -> Vec<Said> {
    let incident = &board.incident;
    let mut said = Vec::new();
    if let Some((clocks, on_file)) =
        app.clocks().and_then(|clocks| Some((clocks, app.incident_on_file(clocks.incident)?)))
        && let Some(supposing) = &clocks.supposing
    {
        let moves = app.moves().len();
        let moves = if moves == 0 {
            "no clock moves".to_owned()
        } else {
            format!("{} to look at", many(moves, "move"))
        };
        said.push(heading(format!("Supposing {}: {moves}.", supposing.words(&on_file))));
    }
    if let Some(crate::domain::value::Value::Word(why)) = incident.value("set_aside") {
        said.push((Tone::Unmet, format!("Set aside, so it counts nowhere: {why}")));
    }
    let discovered = match incident.our_discovery() {
        Some((at, field)) => format!("We discovered it {at} (\"{}\")", title_of(field)),
        None => "No day of discovery is recorded".to_owned(),
    };
    let people = incident.people();
    let people = match (people.at_least, people.exact) {
        (0, crate::domain::clock::Exact::No) => "number of people not recorded".to_owned(),
        (number, crate::domain::clock::Exact::No) => format!("{number} people or more"),
        (1, _) => "1 person".to_owned(),
        (number, _) => format!("{number} people"),
    };
    said.push(text(format!("{discovered}; {people}. {NOT_LEGAL_ADVICE}")));
    let about_us = board.assuming_about_us();
    if about_us > 0 {
        // Whoever reads a row as late has to know first that it may not be theirs.
        let (clocks, go) = (many(about_us, "clock"), app.how(CommandId::GoOrganization));
        said.push((
            Tone::Part,
            format!(
                "{clocks} bind us only if we are what is not recorded yet: {go} says what we are."
            ),
        ));
    }
    if board.rules.clocks.is_empty() {
        said.push((Tone::Part, "The questions in force hold no rules of clocks.".to_owned()));
    }
    said
}

/// Everything that stands behind a row.
pub fn explained(app: &App, board: &Board<'_>, row: &Row) -> Vec<Said> {
    match row {
        Row::Clock(one) => {
            let mut said = match board.clock(&one.id) {
                Some(clock) => clock_explained(board, clock),
                None => {
                    vec![heading(&*one.title), text("With these facts there is no such clock.")]
                }
            };
            if let Some((moved, _)) = &one.moved {
                said.insert(1, (Tone::Part, format!("What if: {moved}")));
            }
            said
        }
        Row::Fact { missing, clocks } => fact_explained(app, missing, clocks),
        Row::Reason { why, clocks } => {
            let every = app.how(CommandId::Filter);
            vec![
                heading(format!("Not asked for: {why}")),
                text(clocks.join("; ")),
                quiet(format!("{every} gives each clock its row.")),
            ]
        }
    }
}

fn fact_explained(app: &App, missing: &Missing, clocks: &[String]) -> Vec<Said> {
    let fields: Vec<String> =
        missing.fields().iter().map(|field| format!("\"{}\"", title_of(field))).collect();
    let mut said = vec![heading(capital(&format!("not recorded: {}", missing.words())))];
    if app.looking.is_none() {
        let open = app.how(CommandId::Accept);
        said.push(text(match missing {
            Missing::NoticeSent(..) => {
                format!("{open} goes to that notice, which can be marked as sent.")
            }
            _ => format!("{open} opens the form at {}.", fields.join(" or ")),
        }));
    }
    said.push(text(format!("Waiting for it: {}", clocks.join("; "))));
    said.push(quiet(
        "A clock whose start or number of people is not known names no day, rather than a guess.",
    ));
    said
}

/// A clock, whole.
pub fn clock_explained(board: &Board<'_>, clock: &Clock<'_>) -> Vec<Said> {
    let rule = &clock.rule;
    let mut said = vec![heading(&*rule.title)];
    said.push(text(capital(&tells(rule.owes, &rule.to))));
    said.extend(by_when(board, clock));
    said.extend(sent(board, clock).map(text));
    said.extend(board.weekend_words(clock).filter(|_| clock.state.is_open()).map(text));
    said.extend(board.leaves(clock).map(|leaves| leaves_words(board, &leaves)));
    said.extend(how_found(clock));
    said.extend(assuming(clock));
    said.push(heading("The rule"));
    said.push(text(&*rule.text));
    said.push(text(&*rule.citation));
    if rule.basis != Basis::InForce {
        said.push((Tone::Part, capital(rule.basis.title())));
    }
    said.extend(clock.mark().map(|mark| (Tone::Part, capital(mark))));
    said.extend(rule.doubt.as_ref().map(|doubt| (Tone::Part, format!("Doubt: {doubt}"))));
    said.extend(rule.source.as_ref().map(|source| quiet(format!("Seen in {source}"))));
    said.extend(board.rules.jurisdiction(&rule.id).map(jurisdiction).unwrap_or_default());
    said
}

fn by_when(board: &Board<'_>, clock: &Clock<'_>) -> Vec<Said> {
    let tone = if clock.state == State::Late { Tone::Late } else { Tone::Text };
    let away = match (clock.due(), clock.state) {
        (Some(_), State::Late) => format!(", {}", standing(clock, board.today)),
        (Some(due), State::Running) => format!(", {}", until(board.today, due.day)),
        _ => String::new(),
    };
    let promptly = match (&clock.limit, &clock.rule.promptly) {
        (Limit::On(_), Some(words)) => format!("; {words}"),
        _ => String::new(),
    };
    let mut said = vec![(tone, capital(&format!("{}{away}{promptly}", clock.by_when())))];
    if let Limit::Waiting(missing) = &clock.limit {
        let fields = missing.iter().flat_map(Missing::fields);
        let fields: Vec<String> = fields.map(|field| format!("\"{}\"", title_of(field))).collect();
        if !fields.is_empty() {
            said.push(text(format!("Said by the field {}.", fields.join(" or "))));
        }
    }
    said
}

/// What was sent, and what shows it.
fn sent(board: &Board<'_>, clock: &Clock<'_>) -> Option<String> {
    let words = capital(&clock.sent_words()?);
    let words = words.trim_end_matches('.');
    let exhibit = clock.sent.and_then(|sent| sent.exhibit);
    let exhibit = exhibit.and_then(|id| board.incident.dossier.exhibit(id));
    let by_field = board.incident.sent(&clock.rule.id).is_none();
    Some(match (exhibit, clock.rule.met_by.as_deref().filter(|_| by_field)) {
        (Some(exhibit), _) => format!("{words}; shown by {} {}.", exhibit.no, exhibit.title),
        (None, Some(field)) => format!("{words}, by the field \"{}\".", title_of(field)),
        (None, None) => format!("{words}; no exhibit shows it."),
    })
}

fn leaves_words(board: &Board<'_>, leaves: &Leaves) -> Said {
    let against = board.clock(&leaves.against).map_or("", |clock| &clock.rule.title);
    match leaves.days {
        days if days >= 0 => text(format!(
            "It leaves us {} until {}, the last day of the shortest law that binds us ({against}).",
            many(days, "day"),
            leaves.due
        )),
        days => (
            Tone::Late,
            format!(
                "It comes {} after {}, the last day of the shortest law that binds us ({against}).",
                many(days.abs(), "day"),
                leaves.due
            ),
        ),
    }
}

fn how_found(clock: &Clock<'_>) -> Vec<Said> {
    if clock.steps.is_empty() {
        return Vec::new();
    }
    let steps = clock.derivation().into_iter().enumerate();
    let steps = steps.map(|(place, step)| text(format!("{}. {step}", place + 1)));
    std::iter::once(heading("How the day was found")).chain(steps).collect()
}

fn assuming(clock: &Clock<'_>) -> Vec<Said> {
    if clock.assuming.is_empty() || clock.state == State::NotRunning {
        return Vec::new();
    }
    let each = clock.assuming.iter().map(Assumed::words);
    std::iter::once(heading("Assuming"))
        .chain(each.map(|words| text(format!("- {words}"))))
        .collect()
}

fn jurisdiction(of: &Jurisdiction) -> Vec<Said> {
    let mut said = vec![heading(format!("{}: {}", of.name, of.statute))];
    said.extend(of.hipaa.as_ref().map(|words| text(format!("HIPAA notices: {words}"))));
    said.extend(of.credit_monitoring_months.map(|months| {
        text(format!("Credit monitoring or identity services: {}", many(months, "month")))
    }));
    said.extend(of.health_rule.as_ref().map(|words| text(format!("Health rule: {words}"))));
    said.extend(of.doubt.as_ref().map(|words| (Tone::Part, format!("Doubt: {words}"))));
    if of.verified != crate::domain::question::Verified::Checked {
        said.push((Tone::Part, capital(of.verified.title())));
    }
    said.extend(of.as_of_year.map(|year| quiet(format!("Believed current through {year}."))));
    said
}
