//! Lines at the head of every page: off by default, counsel named, on every page where they were asked for.

use proofbook::desk::{HeaderLine, Wanted};
use proofbook::domain::event::Edition;
use proofbook::report::{pdf, plain};

use super::{EDITIONS, desk, hostile, pages, wanted};
use crate::report_engine::folded;
use crate::report_engine::reader::Reader;

const COUNSEL: &str = "Prepared at the direction of counsel, Theodore Okafor";
const CONFIDENTIAL: &str = "Confidential treatment requested";

#[test]
fn what_was_asked_for_stands_on_every_page_and_its_meaning_in_the_method() {
    let mut desk = desk();
    let vendor = desk.find("larkspur-health-records").unwrap();
    for edition in EDITIONS {
        let off = desk.report(&wanted(vendor, edition)).unwrap();
        let said = folded(&plain::text(&off, 4000));
        assert!(off.header.is_empty() && !said.contains(&folded(CONFIDENTIAL)));
        assert!(!said.contains(&folded("Prepared at the direction")));
        let header = vec![HeaderLine::ConfidentialTreatment, HeaderLine::DirectionOfCounsel];
        let asked = Wanted { header, ..wanted(vendor, edition) };
        let report = desk.report(&asked).unwrap();
        let reader = Reader::new(&pdf::bytes(&pages(&report)).unwrap());
        assert!(reader.artifacts.len() > 10);
        for (number, words) in reader.artifacts.iter().enumerate() {
            for line in [COUNSEL, CONFIDENTIAL] {
                assert!(folded(words).contains(&folded(line)), "page {}: {words}", number + 1);
            }
        }
        let text = plain::text(&report, 4000);
        assert!(text.starts_with(&format!("[SAMPLE]\n{COUNSEL}\n{CONFIDENTIAL}\n")), "{text:.200}");
        let (_, method) = text.split_once("Lines at the head of each page\n---").unwrap();
        assert!(method.contains("asked for when the report was written"));
        assert!(
            method.contains(&format!("“{COUNSEL}”"))
                && method.contains(&format!("“{CONFIDENTIAL}”"))
        );
    }
}

#[test]
fn counsel_is_not_named_where_no_name_is_on_file() {
    let mut made = hostile::made();
    let header = vec![HeaderLine::DirectionOfCounsel];
    let asked = Wanted { header, ..wanted(made.vendor, Edition::Internal) };
    let refused = made.desk.report(&asked).unwrap_err().to_string();
    assert!(refused.contains("no name was on file"), "{refused}");
    let header = vec![HeaderLine::ConfidentialTreatment];
    let asked = Wanted { header, ..wanted(made.vendor, Edition::Internal) };
    assert_eq!(made.desk.report(&asked).unwrap().header.len(), 1);
}
