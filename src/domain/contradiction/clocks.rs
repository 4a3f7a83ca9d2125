//! The legal clocks that hours of notice are held against.
//!
//! A limit that a rule in force sets on the vendor's own notice is read from the bank. The clocks here bind us towards a regulator, and
//! only where our organization's sectors say so.

use crate::domain::question::Verified;

/// A clock that a rule in force sets us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegalClock {
    /// The sector of our organization that it binds.
    pub sector: &'static str,
    /// How long it runs, in hours.
    pub hours: u32,
    /// The rule that sets it, as cited in the bank.
    pub citation: &'static str,
    /// How sure we are of it.
    pub verified: Verified,
    /// What it is.
    pub duty: &'static str,
    /// What starts it.
    pub starts: &'static str,
    /// The question about this vendor's notice for this duty; its answer speaks in place of the general clause.
    pub question: Option<&'static str>,
}

/// The clocks, shortest first. Rules that set hours only in a proposal, or that were not seen in a source, are left out.
pub const CLOCKS: &[LegalClock] = &[
    LegalClock {
        sector: "nis2",
        hours: 24,
        citation: "Directive (EU) 2022/2555 Art. 23(4)(a)",
        verified: Verified::Checked,
        duty: "our early warning of a significant incident",
        starts: "when we become aware of it",
        question: Some("nis2.supplier_hours"),
    },
    LegalClock {
        sector: "bank",
        hours: 36,
        citation: "12 CFR part 53",
        verified: Verified::Checked,
        duty: "our notice to our primary federal regulator",
        starts: "when we determine that a notification incident has occurred",
        question: None,
    },
    LegalClock {
        sector: "nydfs",
        hours: 72,
        citation: "23 NYCRR 500.17(a)(1)",
        verified: Verified::Checked,
        duty: "our notice to the Department of Financial Services",
        starts: "when we determine that a cybersecurity incident has occurred",
        question: None,
    },
];
