//! What every verb that records prints: the events, and how the questions they touched stand now.

use serde::Serialize;

use super::output::{Output, Tint};
use crate::desk::{Desk, Recorded};
use crate::domain::event::Event;
use crate::domain::id::{Digest, EventId, QuestionId, VendorId};
use crate::domain::register::RecordNo;
use crate::domain::request::Asked;
use crate::domain::standing::{Stand, Standing};
use crate::problem::Problem;

/// A recorded event as scripts see it.
#[derive(Debug, Serialize)]
pub(super) struct EventLine {
    seq: u64,
    id: EventId,
    kind: &'static str,
    hash: Digest,
}

impl From<&Event> for EventLine {
    fn from(event: &Event) -> Self {
        Self { seq: event.seq, id: event.id, kind: event.change.kind(), hash: event.hash }
    }
}

/// What was recorded, with the standings that it left.
#[derive(Debug, Serialize)]
struct RecordedDocument {
    vendor: VendorId,
    events: Vec<EventLine>,
    standings: Vec<StandingLine>,
    /// The number of the record, inquiry or entry that was written, where one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<String>,
}

/// How a question stands.
#[derive(Debug, Serialize)]
struct StandingLine {
    question: QuestionId,
    /// The number of the incident that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
    standing: Standing,
    critical_gap: bool,
}

/// Prints what was recorded about a vendor: what it says in words, then how these questions stand now.
pub(super) fn print(
    desk: &mut Desk,
    out: &mut Output<'_>,
    vendor: VendorId,
    recorded: &Recorded,
    says: &[String],
    questions: &[Asked],
) -> Result<(), Problem> {
    print_all(desk, out, vendor, recorded, says, (questions, None))
}

/// The same for a record of a register.
pub(super) fn print_record(
    desk: &mut Desk,
    out: &mut Output<'_>,
    vendor: VendorId,
    recorded: &Recorded,
    says: &[String],
    record: RecordNo,
) -> Result<(), Problem> {
    print_numbered(desk, out, vendor, recorded, says, record.to_string())
}

/// The same for something that has a number.
pub(super) fn print_numbered(
    desk: &mut Desk,
    out: &mut Output<'_>,
    vendor: VendorId,
    recorded: &Recorded,
    says: &[String],
    number: String,
) -> Result<(), Problem> {
    print_all(desk, out, vendor, recorded, says, (&[], Some(number)))
}

fn print_all(
    desk: &mut Desk,
    out: &mut Output<'_>,
    vendor: VendorId,
    recorded: &Recorded,
    says: &[String],
    (questions, record): (&[Asked], Option<String>),
) -> Result<(), Problem> {
    let dossier = desk.dossier(vendor)?.clone();
    let standings = desk.standings(&dossier);
    let about = |asked: &Asked| standings.about(asked.subject, &asked.question);
    let stands: Vec<&Stand<'_>> = questions.iter().filter_map(about).collect();
    let document = RecordedDocument {
        vendor,
        events: recorded.events.iter().map(EventLine::from).collect(),
        standings: stands
            .iter()
            .map(|stand| StandingLine {
                question: stand.question.id.clone(),
                incident: stand.incident.map(|no| no.to_string()),
                standing: stand.standing,
                critical_gap: stand.is_critical_gap(),
            })
            .collect(),
        record,
    };
    out.result("recorded", &document, |out| {
        for line in says {
            out.line(line);
        }
        for stand in &stands {
            out.line(&told(stand));
        }
    });
    Ok(())
}

/// How a question stands, in one line.
pub(super) fn told(stand: &Stand<'_>) -> String {
    let mut line = format!("{} stands {}", stand.name(), stand.standing);
    if stand.is_critical_gap() {
        line.push_str(": a critical gap");
    }
    if let Some(limit) = stand.judgment().and_then(|judgment| judgment.failed.as_ref()) {
        line = format!("{line} ({}: {})", limit.fails_when, limit.set_by);
    }
    if let crate::domain::standing::Asked::No(why) = &stand.asked {
        line = format!("{line}; kept, not asked because {why}");
    }
    if stand.standing == Standing::Asserted {
        line.push_str("; no exhibit shows it yet");
    }
    if stand.standing == Standing::Stale {
        let whys = stand.exhibits.iter().flat_map(|shown| {
            shown.why_not.iter().map(move |why| format!("{} {why}", shown.exhibit.no))
        });
        line = format!("{line}; {}", whys.collect::<Vec<_>>().join("; "));
    }
    line
}

/// The color that repeats a standing.
pub(super) const fn tint(standing: Standing) -> Tint {
    match standing {
        Standing::Documented => Tint::Good,
        Standing::Unmet | Standing::Unknown => Tint::Grave,
        Standing::Part | Standing::Stale | Standing::Asserted | Standing::Carried => Tint::Short,
        Standing::Open | Standing::DoesNotApply => Tint::Plain,
    }
}
