//! Incidents: days that run backwards, and a number of people that is less than its states add up to.
//!
//! That the vendor told us later than it promised is no contradiction: it is a clock that was met late.

use super::on_file::OnFile;
use super::{BearsOn, Contradiction, ContradictionKind};
use crate::domain::clock::Incident;
use crate::domain::moment::Moment;
use crate::domain::register::{Record, RegisterKind};
use crate::domain::value::Value;

/// Two moments of which the first cannot come after the second.
struct Order {
    first: &'static str,
    second: &'static str,
    meaning: &'static str,
}

const ORDERS: [Order; 8] = [
    Order {
        first: "vendor_discovered",
        second: "vendor_told_us",
        meaning: "The vendor cannot have told us of it before it knew of it itself",
    },
    Order {
        first: "occurred_from",
        second: "discovered",
        meaning: "We cannot have discovered it before it began",
    },
    Order {
        first: "occurred_from",
        second: "vendor_discovered",
        meaning: "The vendor cannot have discovered it before it began",
    },
    Order {
        first: "occurred_from",
        second: "vendor_told_us",
        meaning: "The vendor cannot have told us of it before it began",
    },
    Order {
        first: "discovered",
        second: "vendor_told_us",
        meaning: "Once the vendor has told us, we know of it: we cannot have discovered it later",
    },
    Order {
        first: "occurred_from",
        second: "determined",
        meaning: "We cannot have determined that it is a breach before it began",
    },
    Order {
        first: "vendor_discovered",
        second: "determined",
        meaning: "We cannot have determined that it is a breach before the vendor knew of it",
    },
    Order {
        first: "material_on",
        second: "sec_filed",
        meaning: "The filing with the SEC cannot come before the day on which it was found material",
    },
];

/// Days that run backwards.
pub(super) fn days(file: &OnFile<'_>) -> Vec<Contradiction> {
    let of_one = |record| {
        let orders = ORDERS.iter().filter_map(move |order| backwards(file, record, order));
        orders.chain(insurer_before_discovery(file, record))
    };
    file.records(RegisterKind::Incidents).flat_map(of_one).collect()
}

fn backwards(file: &OnFile<'_>, record: &Record, order: &Order) -> Option<Contradiction> {
    let (first, second) = (record.moment(order.first)?, record.moment(order.second)?);
    is_before(second, first)
        .then(|| contradiction(file, record, [order.first, order.second], order.meaning))
}

/// Whether one lies before the other for certain: on the same day, only where both have a time.
fn is_before(one: Moment, other: Moment) -> bool {
    match (one.time, other.time) {
        (Some(_), Some(_)) => one < other,
        _ => one.day < other.day,
    }
}

/// The insurer was told before the day that is recorded as the first on which anybody knew.
fn insurer_before_discovery(file: &OnFile<'_>, record: &Record) -> Option<Contradiction> {
    const KNEW: [&str; 5] = [
        "subcontractor_discovered",
        "vendor_discovered",
        "vendor_told_us",
        "learned_otherwise",
        "discovered",
    ];
    let told = record.moment("insurer_notified")?;
    let known = KNEW.into_iter().filter_map(|field| Some((record.moment(field)?, field)));
    let (first, field) = known.min_by_key(|(at, _)| *at)?;
    is_before(told, first).then(|| {
        let meaning = "The insurer cannot have been told before anybody knew of it";
        contradiction(file, record, [field, "insurer_notified"], meaning)
    })
}

fn contradiction(
    file: &OnFile<'_>,
    record: &Record,
    [first, second]: [&'static str; 2],
    meaning: &str,
) -> Contradiction {
    Contradiction {
        kind: ContradictionKind::IncidentDaysBackwards,
        bears_on: BearsOn::Law,
        facts: vec![file.record_fact(record, &[first]), file.record_fact(record, &[second])],
        meaning: format!(
            "{meaning}. Clocks are counted from these days, so that a wrong one moves what has to be sent by when."
        ),
        to_do: "Look at what shows each day, and correct the one that is wrong.".to_owned(),
    }
}

/// The number of people in all is less than its states add up to.
pub(super) fn people(file: &OnFile<'_>) -> Vec<Contradiction> {
    file.records(RegisterKind::Incidents).filter_map(|record| too_few(file, record)).collect()
}

fn too_few(file: &OnFile<'_>, record: &Record) -> Option<Contradiction> {
    let Some(Value::Whole(total)) = record.value("people") else { return None };
    let incident = Incident::of(record, file.dossier, file.organization);
    let by_state = incident.residents_by_state()?;
    let sum = by_state.values().fold(0_u32, |sum, one| sum.saturating_add(one.at_least));
    (sum > *total).then(|| Contradiction {
        kind: ContradictionKind::IncidentPeopleDiffer,
        bears_on: BearsOn::Law,
        facts: vec![
            file.record_fact(record, &["people"]),
            file.record_fact(record, &["residents"]),
        ],
        meaning: format!(
            "The states add up to {sum} people, more than the {total} in all. Until it is settled, the larger number counts wherever a law asks \
             how many people it reached."
        ),
        to_do: "Ask the vendor for the list of people by state, and correct the number that is wrong.".to_owned(),
    })
}
