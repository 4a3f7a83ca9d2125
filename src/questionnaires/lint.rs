//! Judging a whole bank with its questionnaires: what makes it unusable, and what makes it worse than it should be.
//!
//! [`structure`] finds what a program that relies on the bank cannot live with; [`quality`] what a lawyer or a reader would mind.

mod clocks;
mod conditions;
mod ids;
mod records;
mod replies;
mod rests;
mod wording;

pub use self::wording::{DUPLICATE, likeness};
use super::Finding;
use super::parse::Sources;

/// Ids, conditions, questionnaires, replies and clocks that do not hold together: each is an error.
pub fn structure(sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    ids::check(sources, &mut findings);
    conditions::check(sources, &mut findings);
    ids::check_questionnaires(sources, &mut findings);
    replies::check(sources, &mut findings);
    records::check(sources, &mut findings);
    clocks::check(sources, &mut findings);
    findings
}

/// What every question owes to those who read it: sources, roles, evidence, honest marks, plain and American words.
pub fn quality(sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    rests::check(sources, &mut findings);
    wording::check(sources, &mut findings);
    clocks::quality(sources, &mut findings);
    findings
}
