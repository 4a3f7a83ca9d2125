//! Gaps: owned, and accepted within limits (rule R19).

use jiff::civil::date;
use proofbook::desk::Desk;
use proofbook::domain::id::VendorId;
use proofbook::domain::request::Request;
use proofbook::domain::standing::Standing;

use super::{Office, asked, give, refused, standing};

fn accept(until: jiff::civil::Date, reason: &str) -> Request {
    Request::AcceptGap { asked: asked("ins.required"), until, reason: reason.to_owned() }
}

fn with_gap() -> (Office, Desk, VendorId) {
    let (office, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "ins.required", "no").unwrap();
    (office, desk, vendor)
}

#[test]
fn r19_at_most_365_days_ahead_and_with_a_reason() {
    let (office, mut desk, vendor) = with_gap();
    refused(
        desk.record(vendor, &accept(date(2027, 11, 23), "budget")),
        &["cannot be accepted until 2027-11-23", "from 2026-11-22 to 2027-11-22"],
    );
    refused(desk.record(vendor, &accept(date(2026, 11, 21), "budget")), &["2026-11-21"]);
    refused(desk.record(vendor, &accept(date(2027, 1, 1), " \t")), &["the reason is blank"]);
    assert!(desk.dossier(vendor).unwrap().acceptances.is_empty());
    desk.record(vendor, &accept(date(2027, 11, 22), "budget")).unwrap();
    assert_eq!(
        standing(&mut desk, vendor, "ins.required"),
        Standing::Unmet,
        "it alters no standing"
    );
    let summary = office.sit("bob").summaries().unwrap().remove(0);
    assert_eq!((summary.gaps >= 1, summary.gaps_accepted), (true, 1));
    // It lapses when the standing changes.
    give(&mut desk, vendor, "ins.required", "unknown").unwrap();
    assert_eq!(office.sit("bob").summaries().unwrap()[0].gaps_accepted, 0);
}

#[test]
fn r18_only_what_is_a_gap() {
    let (_, mut desk, vendor) = with_gap();
    for question in ["liab.indemnity", "sub.inventory"] {
        let own = Request::OwnGap { asked: asked(question), owner: "Cy".into(), fix_by: None };
        refused(
            desk.record(vendor, &own),
            &[question, "no gap today", "proofbook gaps acme-billing"],
        );
    }
    let own = |owner: &str| Request::OwnGap {
        asked: asked("ins.required"),
        owner: owner.into(),
        fix_by: Some(date(2026, 12, 31)),
    };
    refused(desk.record(vendor, &own("  ")), &["the owner is blank"]);
    desk.record(vendor, &own(" Cy ")).unwrap();
    let dossier = desk.dossier(vendor).unwrap();
    assert_eq!(dossier.owners.values().next().unwrap().owner, "Cy");
}
