//! The facts about a vendor: set, taken away, true from a day, undone one by one.

use proofbook::domain::request::{ProfileRequest, Request};
use proofbook::domain::value::Value;
use proofbook::domain::vendor::{PROFILE, fact};
use proofbook::problem::Doubt;

use super::{Office, refused};

fn set(fields: &[(&str, &str)]) -> ProfileRequest {
    let fields = fields.iter().map(|(field, value)| ((*field).into(), (*value).into())).collect();
    ProfileRequest { fields, from: None, sure_of: Vec::new() }
}

#[test]
fn every_field_of_the_profile_is_set_and_taken_away() {
    let (_office, mut desk, vendor) = Office::founded();
    for field in PROFILE {
        let typed = match field.name {
            "phi_first_disclosed" => "2024-02-29",
            "people_by_state" => "TX=300, CA=700",
            _ => "-555 0100",
        };
        let mut record =
            |typed: &str| desk.record(vendor, &Request::SetVendor(set(&[(field.name, typed)])));
        assert_eq!(record(typed).unwrap().events.len(), 1);
        refused(record(typed), &["nothing would change", field.title]);
        record("").unwrap();
        refused(record("  "), &["nothing would change"]);
        assert!(fact(desk.dossier(vendor).unwrap(), field).is_none(), "{}", field.name);
    }
}

#[test]
fn several_facts_are_one_event_each_and_undo_takes_back_one() {
    let (office, mut desk, vendor) = Office::founded();
    desk.record(vendor, &Request::SetVendor(set(&[("services", "Claims")]))).unwrap();
    office.at("2026-11-22T15:00:02Z");
    let both =
        set(&[("services", "Claims and billing"), ("WEB", "https://a.example"), ("tier", "low")]);
    let recorded = desk.record(vendor, &Request::SetVendor(both)).unwrap();
    assert_eq!(recorded.events.len(), 3);
    let value = |desk: &mut proofbook::desk::Desk, field: &str| {
        desk.dossier(vendor).unwrap().profile.get(field).cloned()
    };
    desk.record(vendor, &Request::Undo).unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().tier, None, "rule R22: the last change alone");
    assert_eq!(value(&mut desk, "web"), Some(Value::word("https://a.example")));
    desk.record(vendor, &Request::Undo).unwrap();
    assert_eq!(value(&mut desk, "web"), None);
    desk.record(vendor, &Request::Undo).unwrap();
    assert_eq!(value(&mut desk, "services"), Some(Value::word("Claims")), "what stood before");
}

#[test]
fn a_fact_may_be_true_from_an_earlier_day() {
    let (_office, mut desk, vendor) = Office::founded();
    let from = |day: &str| ProfileRequest {
        from: Some(day.parse().unwrap()),
        ..set(&[("services", "Claims")])
    };
    desk.record(vendor, &Request::SetVendor(from("2025-03-01"))).unwrap();
    refused(
        desk.record(vendor, &Request::SetVendor(from("2025-03-01"))),
        &["nothing would change"],
    );
    refused(
        desk.record(vendor, &Request::SetVendor(set(&[("services", "Claims")]))),
        &["nothing would change"],
    );
    refused(
        desk.record(vendor, &Request::SetVendor(from("2026-11-23"))),
        &["2026-11-23", "after today"],
    );
    desk.record(vendor, &Request::SetVendor(from("2025-02-01"))).unwrap();
    let services = PROFILE.iter().find(|field| field.name == "services").unwrap();
    let day = |desk: &mut proofbook::desk::Desk| {
        fact(desk.dossier(vendor).unwrap(), services).unwrap().from
    };
    assert_eq!(day(&mut desk), Some("2025-02-01".parse().unwrap()));
    desk.record(vendor, &Request::Undo).unwrap();
    assert_eq!(day(&mut desk), Some("2025-03-01".parse().unwrap()));
}

#[test]
fn of_several_facts_none_is_recorded_if_one_is_wrong() {
    let (_office, mut desk, vendor) = Office::founded();
    for (wrong, words) in [
        (("servces", "x"), "did you mean 'services'"),
        (("people_by_state", "TX=x"), "'x' is not a whole number"),
        (("tier", "hihg"), "not a tier"),
        (("web", "a\u{1b}b"), "U+001B"),
        (("web", "twice"), "given twice"),
        (("systems", "x\u{7}"), "U+0007"),
    ] {
        let request = set(&[("web", "https://a.example"), wrong]);
        refused(desk.record(vendor, &Request::SetVendor(request)), &[words]);
    }
    let long = "x".repeat(32 * 1024 + 1);
    refused(
        desk.record(vendor, &Request::SetVendor(set(&[("services", &long)]))),
        &["32769 bytes"],
    );
    assert_eq!(desk.dossier(vendor).unwrap().events.len(), 1);
}

#[test]
fn what_looks_like_a_patients_number_is_asked_about_once() {
    let (_office, mut desk, vendor) = Office::founded();
    let mut request = set(&[("services", "for SSN 123-45-6789")]);
    let problem =
        refused(desk.record(vendor, &Request::SetVendor(request.clone())), &["Social Security"]);
    assert_eq!(problem.doubt, Some(Doubt::PatientData));
    request.sure_of.push(Doubt::PatientData);
    desk.record(vendor, &Request::SetVendor(request)).unwrap();
}
