//! `organization`: who "we" are, and the zone in which days are counted.
#![expect(
    clippy::doc_markdown,
    reason = "some comments are printed as help, where backticks would show"
)]

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use super::Ended;
use super::output::Output;
use crate::desk::Desk;
use crate::problem::Problem;

/// The verbs of `organization`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Show the facts about our organization
    Show,
    /// Set a fact about our organization: name or zone
    Set {
        /// The fact: name or zone
        field: String,
        /// What it is from now on; a zone is an IANA name such as America/New_York
        value: String,
    },
}

#[derive(Serialize)]
struct Document<'a> {
    name: Option<&'a str>,
    zone: &'a str,
    today: Date,
    sample: Option<Date>,
    data: String,
    questions: String,
    law_seen_on: Date,
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        match self {
            Self::Show => {
                desk.store()?;
            }
            Self::Set { field, value } => {
                desk.set_organization(&field, &value)?;
                if field == "zone" {
                    // Rule R1.
                    out.say("The zone applies from tomorrow on; today and earlier days keep the one they had.");
                }
            }
        }
        show(desk, out);
        Ok(Ended::Well)
    }
}

fn show(desk: &Desk, out: &mut Output<'_>) {
    let organization = desk.organization();
    let document = Document {
        name: organization.name(),
        zone: organization.zones.name(),
        today: desk.today(),
        sample: desk.sample(),
        data: desk.folder().display().to_string(),
        questions: desk.bank().digest.to_string(),
        law_seen_on: desk.bank().law_seen_on,
    };
    out.result("organization-show", &document, |out| {
        out.labeled(
            "Name",
            9,
            document.name.unwrap_or("not set; proofbook organization set name NAME"),
        );
        out.labeled("Zone", 9, &format!("{}; today is {}", document.zone, document.today));
        if document.sample.is_some() {
            out.labeled(
                "Sample",
                9,
                "This is a made-up organization, for looking around; it has a day of its own.",
            );
        }
        out.labeled("Data", 9, &document.data);
        out.labeled("Questions", 9, &format!("law last seen on {}", document.law_seen_on));
    });
}
