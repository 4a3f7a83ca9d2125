//! The sample: a fictitious organization with its vendors, recorded from fixed stories, the same bytes every time.
//!
//! It shows every standing but Carried, and what the program makes of a vendor's breach. No real company, person or event is meant.

mod aftermath;
mod agreement;
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

/// Who signs off.
const PRIVACY_OFFICER: &str = "Dana Whitfield";

/// The organization.
const ORGANIZATION: &str = "Thistledown Regional Health";
/// Its zone.
const ZONE: &str = "America/New_York";
/// Who records: the account, and the person behind it.
const RECORDER: (&str, &str) = ("dana", "Dana Whitfield, Privacy Officer");
/// What is recorded of it beside its name and zone.
const PROFILE: [(&str, &str); 7] = [
    ("affiliates", "Thistledown Physicians Group, Inc.; Thistledown Home Care LLC"),
    ("kind", "provider"),
    ("sectors", "none"),
    ("states", "NY, NJ, PA"),
    ("licensed_facilities", "NY"),
    ("privacy_officer", PRIVACY_OFFICER),
    ("counsel", "Theodore Okafor"),
];
/// When the record was made.
const FOUNDED: DateTime = date(2026, 1, 12).at(9, 0, 0, 0);

/// Makes the sample's store in the folder of the seat, which must hold none; its account and clock are not used.
///
/// # Errors
/// There is a record in the folder already, or the disk refused. A story that cannot be recorded is the program's own fault.
pub fn load(seat: &Seat) -> Result<(), Problem> {
    record(seat, &scripts())
}

fn record(seat: &Seat, scripts: &[Script]) -> Result<(), Problem> {
    let zone = day::zone_named(ZONE)
        .ok_or_else(|| Problem::bug(format!("the zone {ZONE} is not known")))?;
    let clock = Arc::new(FixedNow::at(founded(&zone)?));
    let account = AccountId::from_user_name(RECORDER.0);
    // One flush a file instead of one an event: under load the second took ten times as long.
    let disk = Late::new(seat.io.clone());
    let io = Arc::new(disk.clone());
    let mut desk =
        Desk::open(Seat { folder: seat.folder.clone(), io, now: clock.clone(), account })?;
    if desk.has_store() {
        return Err(occupied(&desk));
    }
    desk.found(&Founding {
        name: Some(ORGANIZATION.to_owned()),
        zone: Some(ZONE.to_owned()),
        person: Some(RECORDER.1.to_owned()),
        sample: Some(TODAY),
    })
    .map_err(incomplete)?;
    for (field, value) in PROFILE {
        desk.set_organization(field, value).map_err(incomplete)?;
    }
    let mut recording = Recording { desk: &mut desk, clock: &clock, zone };
    scripts.iter().try_for_each(|script| recording.record(script)).map_err(incomplete)?;
    disk.flush().map_err(|error| {
        incomplete(Problem::world("the disk did not take the sample").cause(error))
    })
}

fn occupied(desk: &Desk) -> Problem {
    Problem::wrong_use(format!("there is a record in {} already", desk.folder().display()))
        .safe("nothing was changed")
        .next("name an empty folder for the sample: proofbook --data DIR sample")
}

fn incomplete(problem: Problem) -> Problem {
    problem
        .safe("no record was touched; the sample that was begun is not complete")
        .next("remove the folder of the sample, and load it again")
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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::event::ExhibitKind::Record;
    use crate::domain::question::Role;
    use crate::domain::vendor::Tier;
    use crate::io::faults::{Call, Faulty, Harm};
    use crate::problem::Kind;
    use crate::time::SystemNow;

    fn seat(disk: &Faulty) -> Seat {
        Seat {
            folder: "/sample".into(),
            io: Arc::new(disk.clone()),
            now: Arc::new(SystemNow),
            account: AccountId::from_user_name("visitor"),
        }
    }

    fn begun() -> Script {
        Script::of("Quail Couriers", Tier::Low, "2026-02-02 09:00")
    }

    #[rstest]
    #[case(begun().note("of nothing"), "follows no answer")]
    #[case(begun().dated("2026-01-02"), "follows no exhibit")]
    #[case(begun().answer("baa.exceuted", "yes"), "no question 'baa.exceuted'")]
    #[case(begun().answer("baa.executed", "maybe"), "accepted: yes, no, partial")]
    #[case(begun().exhibit("gone.pdf", Record, "Gone"), "no document 'gone.pdf'")]
    #[case(begun().withdraw("gone.pdf", "why"), "taken from 'gone.pdf'")]
    #[case(begun().end_follow_up("baa.executed", "done"), "no open follow-up")]
    #[case(begun().on("2026-03-08 02:30").undo(), "is no moment")]
    #[case(begun().on("2026-03-09").answer("baa.executed", "yes").follow_up("A", "soon"), "not a day")]
    #[case(begun().answer("baa.executed", "na"), "no reason is given")]
    #[case(begun().sent("2026-04-14", &["us.hipaa.individuals"]), "no incident IC-01")]
    #[case(begun().handed_over("2026-11-12", "delta-baa.pdf", &[]), "no letter came")]
    #[case(begun().says("A", Role::Vendor).exhibit("delta-baa.pdf", Record, "A").shows("x", "page 1"), "no place")]
    fn a_mistake_in_a_story_is_named_and_no_panic(#[case] script: Script, #[case] named: &str) {
        let problem = record(&seat(&Faulty::new()), &[script]).unwrap_err();
        assert_eq!(problem.kind, Kind::Bug);
        assert!(problem.summary.contains("Quail Couriers"), "{problem}");
        assert!(problem.cause.as_deref().unwrap_or_default().contains(named), "{problem}");
    }

    #[rstest]
    #[case(Call::Write, Harm::ShortThenFull, 300)]
    #[case(Call::Sync, Harm::Broken, 20)]
    fn a_disk_that_refuses_is_not_called_a_bug(
        #[case] call: Call,
        #[case] harm: Harm,
        #[case] nth: usize,
    ) {
        let disk = Faulty::new();
        disk.fail(call, nth, harm);
        let problem = load(&seat(&disk)).unwrap_err();
        assert!(disk.has_fired());
        assert_eq!(problem.kind, Kind::World, "{problem}");
        assert!(problem.next.iter().any(|next| next.contains("load it again")), "{problem}");
    }
}
