//! What is due of a vendor and what is open: days, follow-ups, incidents, inquiries.

use super::{Part, Row, first};
use crate::app::screen::Destination;
use crate::app::screen::deadlines::leads_to;
use crate::app::state::{App, Store};
use crate::app::words::{Tone, until};
use crate::domain::ahead::Ahead;
use crate::domain::dossier::{Dossier, FollowUpOnFile};
use crate::domain::inquiry::Inquiry;

/// What is due, the earliest first.
pub(super) fn due(store: &Store, dossier: &Dossier) -> Vec<Row> {
    let ahead = Ahead::of(dossier, &store.organization, &store.bank, store.today);
    let rows: Vec<Row> = ahead
        .deadlines
        .iter()
        .map(|of| {
            let (one, late) = (&of.one, of.one.stage(store.today).presses());
            let words = format!("{}, {}: {}", one.day, until(store.today, one.day), one.what);
            let row = Row::new(Part::Due, words, leads_to(one));
            if late { row.toned(Tone::Late) } else { row }
        })
        .collect();
    if rows.is_empty() {
        return vec![Row::new(Part::Due, "Nothing has a day", Destination::Deadlines)];
    }
    first(rows, Part::Due, Destination::Deadlines).collect()
}

/// What is still to be found out.
pub(super) fn follow_ups(app: &App, dossier: &Dossier) -> Vec<Row> {
    let mut open: Vec<&FollowUpOnFile> =
        dossier.follow_ups.iter().filter(|one| one.is_open()).collect();
    open.sort_by_key(|one| one.follow_up.due);
    let row = |one: &FollowUpOnFile| {
        let (due, owner) = (one.follow_up.due, &one.follow_up.owner);
        let words = format!("{} by {due}: {owner}, {}", one.name(), app.follow_up_state(one));
        Row::new(Part::Open, words, Destination::FollowUps)
    };
    let rows = open.into_iter().map(row).collect();
    first(rows, Part::Open, Destination::FollowUps).collect()
}

/// The incidents with their clocks.
pub(super) fn incidents(app: &App, store: &Store) -> Vec<Row> {
    let rows = app.all_incident_rows().into_iter().map(|one| {
        let to = Destination::IncidentOnList(one.no);
        let row = Row::new(Part::Open, one.words(store.today), to);
        if one.late > 0 { row.toned(Tone::Late) } else { row }
    });
    first(rows.collect(), Part::Open, Destination::Incidents).collect()
}

/// The letters of regulators.
pub(super) fn inquiries(store: &Store, dossier: &Dossier) -> Vec<Row> {
    let row = |one: &Inquiry| {
        let label = one.label();
        let late = one.is_open() && one.due < store.today;
        let when = one.closed.map_or_else(
            || format!("due {}, {}", one.due, until(store.today, one.due)),
            |day| format!("closed on {day}"),
        );
        let words = format!("{} {label}: {when}", one.no);
        let row = Row::new(Part::Open, words, Destination::Inquiry(one.no));
        if late { row.toned(Tone::Late) } else { row }
    };
    let rows = dossier.inquiries.iter().map(row).collect();
    let rows: Vec<Row> = first(rows, Part::Open, Destination::Inquiries).collect();
    if !rows.is_empty() {
        return rows;
    }
    vec![Row::new(Part::Open, "No inquiry is on file", Destination::Inquiries).toned(Tone::Quiet)]
}
