//! Looking back: one vendor of 2,000 events, as it stood at the end of any day, from the journal on disk to how every question stood.

use std::hint::black_box;
use std::time::Duration;

use jiff::{Span, Timestamp};
use proofbook::desk::Desk;
use proofbook::domain::as_of::AsOf;
use proofbook::domain::comparison::{Comparison, Side};

use super::Done;
use super::figures::{Times, beside, limit, say};
use super::made;

/// Recorded every four hours: about a year.
const EVENTS: u64 = 2_000;

/// Measures days spread over the whole journal, the last ones too, where the most is on file.
pub(crate) fn measure() -> Done {
    let folder = made::folder()?;
    let path = folder.path().join("store");
    let vendor = made::long(&path, EVENTS, Span::new().hours(4))?;
    let mut now = Desk::open(made::seat(&path))?;
    let today = now.today();
    let whole = now.dossier(vendor)?.clone();
    let instants: Vec<Timestamp> = whole.events.iter().map(|event| event.at).collect();
    let past = |at: &&Timestamp| now.organization().zones.day_of(**at) < today;
    let days: Vec<_> = instants
        .iter()
        .step_by(40)
        .filter(past)
        .map(|at| now.organization().zones.day_of(*at))
        .collect();
    let (mut view, mut opening, mut compared) = <(Times, Times, Times)>::default();
    for day in &days {
        let mut desk = opening.note(|| now.present())?;
        view.note(|| -> Done {
            desk.look_back(AsOf::Day(*day))?;
            let dossier = desk.dossier(vendor)?.clone();
            black_box(desk.standings(&dossier).iter().count());
            Ok(())
        })?;
        let then = desk.dossier(vendor)?.clone();
        let (organization, bank) = (desk.organization(), desk.bank());
        let before = Side { dossier: &then, organization, bank, day: *day };
        let after = Side {
            dossier: &whole,
            organization: now.organization(),
            bank: now.bank(),
            day: today,
        };
        compared.note(|| Comparison::of(before, after).moves.len());
    }
    say(&format!("  {} days of a journal of {EVENTS} events", days.len()));
    limit("as of a day, p50", view.p50(), Duration::from_millis(20));
    limit("    the slowest", view.p99(), Duration::from_millis(20));
    beside("opening the desk that looks back", opening.p50());
    beside("comparing the day with today", compared.p50());
    Ok(())
}
