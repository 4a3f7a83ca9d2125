//! Vendors: names compared, short names numbered, found by what a person remembers.

use proofbook::domain::request::{ProfileRequest, Request};
use proofbook::problem::Doubt;

use super::{Office, refused};

fn rename(name: &str) -> Request {
    Request::SetVendor(ProfileRequest::new("name", name))
}

#[rstest::rstest]
#[case("   ", "blank")]
#[case(&"n".repeat(301), "301 characters")]
#[case("a\nb", "one line")]
#[case("a\u{1b}[31mb", "U+001B")]
fn names_that_cannot_be_recorded(#[case] name: &str, #[case] words: &str) {
    let (_, mut desk, vendor) = Office::founded();
    refused(desk.add_vendor(name, None, &[]), &[words]);
    refused(desk.record(vendor, &rename(name)), &[words]);
    assert_eq!(desk.listed().unwrap().len(), 1);
    let name = "é".repeat(300);
    desk.add_vendor(&name, None, &[]).unwrap();
}

#[rstest::rstest]
#[case("Café Imaging", "Cafe\u{301} Imaging")]
#[case("Café Imaging", "  CAFÉ imaging ")]
fn the_same_name_is_asked_about(#[case] first: &str, #[case] second: &str) {
    let (_, mut desk, _) = Office::founded();
    desk.add_vendor(first, None, &[]).unwrap();
    let problem = refused(desk.add_vendor(second, None, &[]), &["already", "nothing was added"]);
    assert_eq!(problem.doubt, Some(Doubt::SameName));
    assert_eq!(desk.listed().unwrap().len(), 2);
    desk.add_vendor(second, None, &[Doubt::SameName]).unwrap();
    assert_eq!(desk.listed().unwrap().len(), 3);
}

#[test]
fn a_slug_clash_gets_a_number_and_each_slug_finds_its_own() {
    let (_, mut desk, _) = Office::founded();
    let first = desk.add_vendor("Cedar", None, &[]).unwrap();
    let second = desk.add_vendor("Cedar!", None, &[]).unwrap();
    let third = desk.add_vendor("cedar", None, &[Doubt::SameName]).unwrap();
    for (slug, vendor) in [("cedar", first), ("cedar-2", second), ("cedar-3", third)] {
        assert_eq!(desk.dossier(vendor).unwrap().slug, slug);
        assert_eq!(desk.find(slug).unwrap(), vendor, "{slug}");
    }
}

#[test]
fn a_start_that_fits_two_names_both() {
    let (_, mut desk, acme) = Office::founded();
    let other = desk.add_vendor("Acme Imaging", None, &[]).unwrap();
    refused(desk.find("acme"), &["fits several", "acme-billing, acme-imaging"]);
    assert_eq!(desk.find("Acme B").unwrap(), acme);
    assert_eq!(desk.find("ACME IMAGING").unwrap(), other);
    refused(
        desk.find("acme-biling"),
        &["no vendor 'acme-biling'", "did you mean 'acme-billing'", "vendor list"],
    );
    refused(desk.find("  "), &["no vendor"]);
}

#[test]
fn a_name_that_is_anothers_id_resolves_to_the_id() {
    let (_, mut desk, acme) = Office::founded();
    let impostor = desk.add_vendor(&acme.to_string(), None, &[]).unwrap();
    assert_ne!(acme, impostor);
    assert_eq!(desk.find(&acme.to_string()).unwrap(), acme);
    assert_eq!(desk.find(&acme.to_string().to_uppercase()).unwrap(), acme);
}

#[test]
fn a_renamed_vendor_keeps_its_slug_and_its_old_name() {
    let (office, mut desk, vendor) = Office::founded();
    desk.record(vendor, &rename("Zenith RCM")).unwrap();
    desk.record(vendor, &rename("Zenith Revenue")).unwrap();
    for typed in ["acme-billing", "Acme Bill", "zenith rcm", "Zenith Rev"] {
        assert_eq!(office.sit("bob").find(typed).unwrap(), vendor, "{typed}");
    }
    let listed = desk.listed().unwrap().remove(0);
    assert_eq!(listed.names, ["Zenith Revenue", "Zenith RCM", "Acme Billing"]);
    // The old name is still somebody's.
    let problem = refused(desk.add_vendor("Acme Billing", None, &[]), &["acme-billing"]);
    assert_eq!(problem.doubt, Some(Doubt::SameName));
}

#[test]
fn fields_and_tiers_that_are_not_known() {
    let (_, mut desk, vendor) = Office::founded();
    let set = |field: &str, value: &str| Request::SetVendor(ProfileRequest::new(field, value));
    refused(desk.record(vendor, &set("teir", "high")), &["did you mean 'tier'"]);
    refused(desk.record(vendor, &set("tier", "huge")), &["'huge' is not a tier", "critical, high"]);
    desk.record(vendor, &set("tier", "high")).unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().tier, Some(proofbook::domain::vendor::Tier::High));
}

#[test]
fn a_vendor_that_is_not_there() {
    let (office, mut desk, _) = Office::founded();
    let unknown = office.store().new_vendor_id(&*office.now);
    refused(desk.dossier(unknown), &["no vendor"]);
    refused(super::give(&mut desk, unknown, "ins.required", "yes"), &["no vendor"]);
}
