//! The documents that come with the sample, embedded. Each says that it is one.

use crate::problem::Problem;

macro_rules! embedded {
    ($($name:literal,)*) => {
        &[$(($name, include_bytes!(concat!("../../assets/sample/", $name))),)*]
    };
}

/// Every document by its name.
pub const FILES: &[(&str, &[u8])] = embedded![
    "bluebird-baa.pdf",
    "bluebird-endorsement.pdf",
    "bluebird-officer-letter.pdf",
    "bluebird-pentest-2026.pdf",
    "bluebird-soc2-2026.pdf",
    "bluebird-subcontractors.csv",
    "cedar-email-2026-10-06.txt",
    "cedar-reading-agreement.pdf",
    "delta-baa.pdf",
    "delta-endorsement.pdf",
    "delta-officer-letter.pdf",
    "delta-pattern-review.txt",
    "delta-restore-test.txt",
    "delta-soc2-2026.pdf",
    "evergreen-baa.pdf",
    "evergreen-insurance-policy.pdf",
    "evergreen-officer-letter.txt",
    "evergreen-pentest-2025.pdf",
    "evergreen-pentest-2026.pdf",
    "evergreen-restore-report.pdf",
    "harbor-baa.pdf",
    "harbor-iso-certificate.pdf",
    "harbor-order-form.txt",
    "harbor-security-answers.txt",
    "juniper-baa.pdf",
    "juniper-destruction-log.csv",
    "juniper-endorsement.pdf",
    "juniper-officer-letter.pdf",
    "kestrel-baa.pdf",
    "kestrel-endorsement.txt",
    "kestrel-security-overview.txt",
    "kestrel-terms.txt",
    "lantern-agreement.pdf",
    "larkspur-8k-excerpt.pdf",
    "larkspur-access-policy.pdf",
    "larkspur-baa.pdf",
    "larkspur-incident-notice.pdf",
    "larkspur-insurance-certificate.pdf",
    "larkspur-notices-mailed.txt",
    "larkspur-risk-analysis-letter.pdf",
    "larkspur-services-contract.pdf",
    "larkspur-soc2-2025.pdf",
    "larkspur-subcontractors.csv",
    "magnolia-baa.pdf",
    "magnolia-destruction-certificate.pdf",
    "northwind-baa.pdf",
    "northwind-insurance-certificate.pdf",
    "northwind-restore-report.txt",
    "northwind-soc2-2024.pdf",
    "northwind-subcontractors.csv",
    "northwind-wrong-policy.txt",
    "ocr-data-request.txt",
    "our-agency-memo.pdf",
    "our-ba-determinations.csv",
    "our-cedar-image-count.csv",
    "our-ocr-first-answer.txt",
    "our-risk-analysis-2026.pdf",
    "our-vendor-reviews-2026.csv",
];

/// The bytes of the document of that name.
pub(super) fn bytes(name: &str) -> Result<&'static [u8], Problem> {
    let found = FILES.iter().find(|(file, _)| *file == name);
    found
        .map(|(_, bytes)| *bytes)
        .ok_or_else(|| Problem::bug(format!("the sample has no document '{name}'")))
}
