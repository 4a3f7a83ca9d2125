//! `incident what-if`: what would move if facts were otherwise. Nothing is recorded.

use jiff::civil::Date;
use serde::Serialize;

use super::line::{CAUTION, ClockLine};
use crate::cli::output::{Output, Tint};
use crate::cli::register::record::Given;
use crate::cli::typed;
use crate::desk::Desk;
use crate::domain::clock::grouping::by_reason;
use crate::domain::clock::moved::{How, Moved, moves};
use crate::domain::clock::rule::ClockId;
use crate::domain::clock::step::{Assumed, NotRunning};
use crate::domain::clock::{Board, Clock, Incident, Limit, State};
use crate::domain::field::Field;
use crate::domain::id::VendorId;
use crate::domain::register::{Record, RecordNo, RegisterKind};
use crate::domain::value::Value;
use crate::problem::Problem;
use crate::text::{capitalized, many};

#[derive(Serialize)]
struct Document<'a> {
    day: Date,
    vendor: VendorId,
    slug: &'a str,
    incident: String,
    recorded: bool,
    supposing: Vec<Supposed<'a>>,
    moves: Vec<Move<'a>>,
    no_longer_assumed: Vec<String>,
    newly_assumed: Vec<String>,
    caution: &'static str,
}

/// A field as it is on file, and as it is supposed.
#[derive(Serialize)]
struct Supposed<'a> {
    field: &'a str,
    title: &'a str,
    on_file: Option<String>,
    then: Option<String>,
}

/// A clock that would stand otherwise; on one side it may not be there at all.
#[derive(Serialize)]
struct Move<'a> {
    clock: &'a ClockId,
    title: &'a str,
    /// How many days later it would be; fewer than none where it would be earlier.
    days: Option<i64>,
    now: Option<ClockLine<'a>>,
    then: Option<ClockLine<'a>>,
}

pub(super) fn run(
    desk: &mut Desk,
    vendor: &str,
    no: RecordNo,
    given: &[Given],
    all: bool,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    let record = super::on_file(&dossier, no)?;
    let now = super::board_of(desk, &dossier, record);
    let fields = read(given, now.today)?;
    let supposed = fields.iter().map(|(field, value)| (field.name, value.clone()));
    let incident = Incident::of(record, &dossier, desk.organization()).supposing(supposed);
    let then = Board::of(incident, &desk.bank().clocks, now.today);
    let moves = moves(&now, &then);
    let (before, after) = (assumed(&now), assumed(&then));
    let lacking = |of: &[&Assumed], other: &[&Assumed]| {
        of.iter().filter(|one| !other.contains(*one)).map(|one| one.words()).collect()
    };
    let document = Document {
        day: now.today,
        vendor: dossier.id,
        slug: &dossier.slug,
        incident: no.to_string(),
        recorded: false,
        supposing: fields
            .iter()
            .map(|(field, value)| line(record, field, value.as_ref()))
            .collect(),
        moves: moves.iter().map(|one| line_of(one, &now, &then)).collect(),
        no_longer_assumed: lacking(&before, &after),
        newly_assumed: lacking(&after, &before),
        caution: CAUTION,
    };
    out.result("incident-what-if", &document, |out| {
        let title = format!("{}: {no} {}, what if", dossier.name, record.label());
        out.tinted_text(Tint::Heading, &title);
        out.text(0, "Nothing is recorded. This is what would move:");
        for one in &document.supposing {
            print_supposed(one, out);
        }
        print_moves(&moves, all, out);
        for (title, words) in [
            ("No longer assumed:", &document.no_longer_assumed),
            ("Assumed then, and not now:", &document.newly_assumed),
        ] {
            if !words.is_empty() {
                out.blank();
                out.line(title);
                for words in words {
                    out.labeled("  -", 3, words);
                }
            }
        }
        out.blank();
        let typed: Vec<String> =
            fields.iter().map(|(field, _)| format!("{}=...", field.name)).collect();
        let set = format!("proofbook incident set {} {no} {}", dossier.slug, typed.join(" "));
        out.text(0, &format!("To record it: {set}"));
        out.text(0, CAUTION);
    });
    Ok(())
}

/// The fields that are supposed, read as they would be for recording.
fn read(given: &[Given], today: Date) -> Result<Vec<(&'static Field, Option<Value>)>, Problem> {
    let mut fields: Vec<(&'static Field, Option<Value>)> = Vec::new();
    for Given { name, value } in given {
        let known = RegisterKind::Incidents.fields();
        let Some(field) = RegisterKind::Incidents.field(name) else {
            let names: Vec<&str> = known.iter().map(|field| field.name).collect();
            return Err(Problem::wrong_use(format!("an incident has no field '{name}'"))
                .did_you_mean(name, names.iter().copied())
                .next(format!("its fields: {}", names.join(", "))));
        };
        if fields.iter().any(|(known, _)| known.name == field.name) {
            return Err(Problem::wrong_use(format!("'{}' is given twice", field.name)));
        }
        let value = field.read(value, today).map_err(|refused| {
            refused.problem(field.title).next(format!("accepted: {}", refused.accepted))
        })?;
        fields.push((field, value));
    }
    Ok(fields)
}

fn line<'a>(record: &Record, field: &'a Field, value: Option<&Value>) -> Supposed<'a> {
    Supposed {
        field: field.name,
        title: field.title,
        on_file: record.shown(field.name),
        then: value.map(|value| field.shown(value)),
    }
}

fn print_supposed(one: &Supposed<'_>, out: &mut Output<'_>) {
    let not_known = || "not known".to_owned();
    let then = one.then.clone().unwrap_or_else(not_known);
    let now = one.on_file.clone().unwrap_or_else(|| "nothing".to_owned());
    out.labeled("  -", 3, &format!("{}: {then} (on file: {now})", one.title));
}

fn line_of<'a>(one: &Moved<'a, 'a>, now: &Board<'_>, then: &Board<'_>) -> Move<'a> {
    Move {
        clock: &one.rule.id,
        title: &one.rule.title,
        days: one.days(),
        now: one.now.map(|clock| ClockLine::of(now, clock)),
        then: one.then.map(|clock| ClockLine::of(then, clock)),
    }
}

fn assumed<'b>(board: &'b Board<'_>) -> Vec<&'b Assumed> {
    board.assuming().into_keys().collect()
}

fn print_moves(moves: &[Moved<'_, '_>], all: bool, out: &mut Output<'_>) {
    if moves.is_empty() {
        out.blank();
        out.line("No clock would move.");
    }
    let (told, counted): (Vec<&Moved<'_, '_>>, Vec<&Moved<'_, '_>>) =
        moves.iter().partition(|one| all || one.how() != How::Idle);
    for one in told {
        out.blank();
        print_move(one, out);
    }
    if !counted.is_empty() {
        print_counted(&counted, out);
    }
}

/// Those that neither ran nor would run: nobody has to look at each of them.
fn print_counted(counted: &[&Moved<'_, '_>], out: &mut Output<'_>) {
    out.blank();
    out.line("Beside these, of clocks that neither ran nor would run (--all names them):");
    let then: Vec<&Clock<'_>> = counted.iter().filter_map(|one| one.then).collect();
    for (why, clocks) in by_reason(then.iter().copied(), NotRunning::reason) {
        let why = why.unwrap_or_else(|| "nobody there is recorded".to_owned());
        let words = format!("{} no longer asked for: {why}", many(clocks.len(), "clock"));
        out.labeled("  -", 3, &words);
    }
    let begin = counted.iter().filter(|one| one.begins_to_wait()).count();
    let waiting =
        then.iter().filter(|clock| matches!(clock.limit, Limit::Waiting(_))).count() - begin;
    for (number, words) in [
        (begin, "asked for, and waiting for a fact"),
        (waiting, "waiting for other facts than now"),
        (counted.len() - then.len(), "not there any more"),
    ] {
        if number > 0 {
            out.labeled("  -", 3, &format!("{} {words}", many(number, "clock")));
        }
    }
}

fn print_move(one: &Moved<'_, '_>, out: &mut Output<'_>) {
    let brief = one.in_brief().map(|brief| format!(": {brief}")).unwrap_or_default();
    let tint = if one.then.is_some_and(|clock| clock.state == State::Late) {
        Tint::Grave
    } else {
        Tint::Plain
    };
    out.tinted_text(tint, &format!("{} [{}]{brief}", one.rule.title, one.rule.id));
    out.labeled("  Now", WIDTH, &stands(one.now));
    out.labeled("  Then", WIDTH, &stands(one.then));
}

/// Width of the labels of both sides.
const WIDTH: usize = 6;

fn stands(clock: Option<&Clock<'_>>) -> String {
    let Some(clock) = clock else { return "No such clock".to_owned() };
    let sent = clock.sent_words().map(|sent| format!("; {sent}")).unwrap_or_default();
    let late = if clock.state == State::Late { " (late)" } else { "" };
    capitalized(&format!("{}{late}{sent}", clock.by_when()))
}
