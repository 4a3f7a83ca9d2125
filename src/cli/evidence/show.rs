//! `evidence show`: one exhibit with everything that is on file of it, where it is current, and until when it is to be kept.

use jiff::civil::Date;
use serde::Serialize;

use super::list::{Line, Support, line};
use crate::cli::output::Output;
use crate::cli::typed;
use crate::desk::Desk;
use crate::domain::day::until;
use crate::domain::exhibit::{ExhibitNo, Holding};
use crate::domain::id::VendorId;
use crate::problem::Problem;

/// Width of the labels.
const WIDTH: usize = 20;

#[derive(Serialize)]
struct Document<'a> {
    day: Date,
    vendor: VendorId,
    exhibit: Line<'a>,
}

pub(super) fn run(
    desk: &mut Desk,
    vendor: &str,
    no: ExhibitNo,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    let standings = desk.standings(&dossier);
    let Some(exhibit) = dossier.exhibits.get(&no) else {
        let known: Vec<String> = dossier.exhibits.keys().map(ToString::to_string).collect();
        return Err(Problem::wrong_use(format!("there is no exhibit {no}"))
            .did_you_mean(&no.to_string(), known.iter().map(String::as_str))
            .next(format!("see them all: proofbook evidence list {}", dossier.slug)));
    };
    let day = standings.day;
    let document =
        Document { day, vendor: dossier.id, exhibit: line(exhibit, &dossier, &standings, desk) };
    let organization = desk.organization();
    out.result("evidence-show", &document, |out| {
        out.heading(&format!("{no} {}", exhibit.title));
        out.labeled("Kind", WIDTH, exhibit.kind.title());
        match &exhibit.holding {
            Holding::Vault { file_name, bytes, sha256 } => {
                out.labeled("File", WIDTH, &format!("{file_name}, {bytes} bytes"));
                // On one line, so that it can be compared.
                out.line(&format!("{:WIDTH$}  {sha256}", "SHA-256"));
            }
            Holding::Elsewhere(held) => {
                let seen = format!("{}, seen by {} on {}", held.place, held.seen_by, held.seen_on);
                out.labeled("Held elsewhere", WIDTH, &seen);
            }
        }
        for (label, date) in exhibit.dates.named() {
            if let Some(date) = date {
                out.labeled(label, WIDTH, &date.to_string());
            }
        }
        let (at, by) = (organization.zones.shown(exhibit.taken_at), &exhibit.taken_by);
        out.labeled("Recorded", WIDTH, &format!("{at} by {}", organization.person(by)));
        if let Some(reason) = &exhibit.withdrawn {
            out.labeled("Withdrawn", WIDTH, reason);
        }
        if let Some(newer) = exhibit.superseded_by {
            out.labeled("Superseded by", WIDTH, &newer.to_string());
        }
        if let Some((state, at)) = exhibit.last_check {
            let at = organization.zones.shown(at);
            out.labeled("Copy", WIDTH, &format!("{}, checked {at}", state.word()));
        }
        for support in &document.exhibit.supports {
            out.labeled("Supports", WIDTH, &told(support, day));
        }
        for record in &document.exhibit.records {
            out.labeled("Shows the record", WIDTH, record);
        }
        out.labeled("Retention", WIDTH, document.exhibit.keep());
    });
    Ok(())
}

fn told(support: &Support<'_>, today: Date) -> String {
    let current = match (support.current, support.until) {
        (true, Some(last)) => format!("current until {last} ({})", until(today, last)),
        (true, None) => "current; nothing ends it".to_owned(),
        (false, _) => format!("not current: {}", support.why_not.join("; ")),
    };
    format!("{}: {}; {current}", support.name(), support.place())
}
