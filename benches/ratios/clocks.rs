//! Clocks: every clock of one incident with people in all 54 jurisdictions, beside the time that it takes to walk the rules alone.

use std::hint::black_box;
use std::time::Duration;

use proofbook::desk::Desk;
use proofbook::domain::clock::{Board, Incident, State};
use proofbook::domain::condition::STATES;
use proofbook::domain::register::RegisterKind;
use proofbook::domain::request::{RecordRequest, Request};
use proofbook::domain::value::Value;

use super::Done;
use super::figures::{Times, beside, limit, say};
use super::made;

const ROUNDS: usize = 2_000;

/// Measures the board as it is made anew, and as it is made once more for each day tried in a what-if.
pub(crate) fn measure() -> Done {
    let folder = made::folder()?;
    let path = folder.path().join("store");
    let vendor = made::long(&path, 20, jiff::Span::new().hours(4))?;
    let mut desk = Desk::open(made::seat(&path))?;
    let fields = everywhere().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let incident = RecordRequest::new(RegisterKind::Incidents, fields);
    desk.record(vendor, &Request::SetRecord(incident))?;
    let dossier = desk.dossier(vendor)?.clone();
    let record = dossier.registers.of(RegisterKind::Incidents).next().ok_or("no incident")?;
    let (organization, bank, today) = (desk.organization(), desk.bank(), desk.today());
    let incident = Incident::of(record, &dossier, organization);
    let (mut walk, mut board, mut supposed) = <(Times, Times, Times)>::default();
    let mut dated = 0;
    for round in 0..ROUNDS {
        walk.note(|| {
            black_box(bank.clocks.clocks.iter().filter(|rule| rule.within.is_some()).count())
        });
        let made = board.note(|| Board::of(incident.clone(), &bank.clocks, today));
        dated = made.clocks.iter().filter(|clock| clock.due().is_some()).count();
        let day = 10 + round % 19;
        let value = Value::word(format!("2026-03-{day}"));
        supposed.note(|| {
            let other = incident.supposing([("discovered", Some(value.clone()))]);
            Board::of(other, &bank.clocks, today).count(State::Late)
        });
    }
    say(&format!("  {} rules, {dated} of them with a day", bank.clocks.clocks.len()));
    limit("clocks of an incident in 54 jurisdictions, p50", board.p50(), Duration::from_millis(1));
    limit("    the slowest of a hundred", board.p99(), Duration::from_millis(1));
    limit(
        "what-if, p99 (the frame is measured with the others)",
        supposed.p99(),
        Duration::from_millis(5),
    );
    beside("walking the rules alone", walk.p50());
    Ok(())
}

/// What is recorded of an incident with people in all jurisdictions, as it is typed.
pub(super) fn everywhere() -> [(&'static str, String); 6] {
    let residents: Vec<String> = STATES.iter().map(|state| format!("{state}=1200")).collect();
    [
        ("what", "An intruder in one of six environments".to_owned()),
        ("vendor_discovered", "2026-03-16 09:00".to_owned()),
        ("vendor_told_us", "2026-03-18 11:30".to_owned()),
        ("determined", "2026-03-20 10:00".to_owned()),
        ("scope_known", "2026-03-25".to_owned()),
        ("residents", residents.join(", ")),
    ]
}
