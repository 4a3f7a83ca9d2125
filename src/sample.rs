//! The sample: a fictitious organization with its vendors, recorded from fixed stories, the same bytes every time.
//!
//! It shows every standing but Carried, and what the program makes of a vendor's breach. No real company, person or event is meant.

mod bluebird;
mod cedar;
mod delta;
mod evergreen;
mod files;
mod harbor;
mod juniper;
mod kestrel;
mod larkspur;
mod northwind;
mod recording;
mod script;
mod small;

use std::sync::Arc;

use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;

pub use self::files::FILES;
use self::recording::Recording;
use self::script::Script;
use crate::desk::{Desk, Founding, Seat};
use crate::domain::day;
use crate::domain::id::AccountId;
use crate::io::late::Late;
use crate::problem::Problem;
use crate::time::FixedNow;

/// The sample's own day, on which it always stands.
pub const TODAY: Date = date(2026, 11, 20);

/// The organization.
const ORGANIZATION: &str = "Thistledown Regional Health";
/// Its zone.
const ZONE: &str = "America/New_York";
/// Who records: the account, and the person behind it.
const RECORDER: (&str, &str) = ("dana", "Dana Whitfield, Privacy Officer");
/// When the record was made.
const FOUNDED: DateTime = date(2026, 1, 12).at(9, 0, 0, 0);

/// Makes the sample's store in the folder of the seat, which must hold none; its account and clock are not used.
///
/// # Errors
/// There is a record in the folder already, or the disk refused. A story that cannot be recorded is the program's own fault.
pub fn load(seat: &Seat) -> Result<(), Problem> {
    let zone = day::zone_named(ZONE)
        .ok_or_else(|| Problem::bug(format!("the zone {ZONE} is not known")))?;
    let clock = Arc::new(FixedNow::at(founded(&zone)?));
    let account = AccountId::from_user_name(RECORDER.0);
    let disk = Late::new(seat.io.clone());
    let io = Arc::new(disk.clone());
    let mut desk =
        Desk::open(Seat { folder: seat.folder.clone(), io, now: clock.clone(), account })?;
    if desk.has_store() {
        return Err(Problem::wrong_use(format!(
            "there is a record in {} already",
            desk.folder().display()
        ))
        .safe("nothing was changed")
        .next("name an empty folder for the sample: proofbook --data DIR sample"));
    }
    desk.found(&Founding {
        name: Some(ORGANIZATION.to_owned()),
        zone: Some(ZONE.to_owned()),
        person: Some(RECORDER.1.to_owned()),
        sample: Some(TODAY),
    })?;
    let mut recording = Recording { desk: &mut desk, clock: &clock, zone };
    scripts().iter().try_for_each(|script| recording.record(script))?;
    disk.flush().map_err(|error| {
        Problem::world("the sample could not be made durable")
            .cause(error)
            .next("remove its folder and load it again")
    })
}

/// The stories, in the order in which the vendors were added.
fn scripts() -> Vec<Script> {
    vec![
        larkspur::script(),
        northwind::script(),
        bluebird::script(),
        cedar::script(),
        delta::script(),
        evergreen::script(),
        harbor::script(),
        juniper::script(),
        kestrel::script(),
        small::lantern(),
        small::magnolia(),
        small::foxglove(),
    ]
}

fn founded(zone: &TimeZone) -> Result<jiff::Timestamp, Problem> {
    let start = zone.to_ambiguous_zoned(FOUNDED).unambiguous();
    start.map(|start| start.timestamp()).map_err(|error| Problem::bug("no start").cause(error))
}
