//! The words of two whole reports, for people to read when they change.

use proofbook::domain::event::Edition;
use proofbook::report::plain;

use super::report_of;

fn read(name: &str, vendor: &str, edition: Edition) {
    let text = plain::text(&report_of(vendor, edition), 100);
    insta::with_settings!({
        filters => vec![
            (r"[0-9a-f]{64}", "[sha-256]"),
            (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "[journal]"),
            (r"([0-9a-f]{4} ){3}[0-9a-f]{4}", "[sha-256 in short]"),
        ],
        omit_expression => true,
        snapshot_path => "../snapshots",
    }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn a_retired_vendor_in_the_internal_edition() {
    read("report_magnolia_internal", "magnolia-answering-service", Edition::Internal);
}

#[test]
fn a_vendor_that_gets_no_data_in_the_produced_edition() {
    read("report_lantern_produced", "lantern-facility-services", Edition::Produced);
}
