//! `organization`: who "we" are, the zone in which days are counted, who is behind an account, and what is asked of us.
#![expect(
    clippy::doc_markdown,
    reason = "some comments are printed as help, where backticks would show"
)]

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use super::about::OfIncident;
use super::output::Output;
use super::{Ended, answer, gaps, later, status, typed};
use crate::desk::Desk;
use crate::domain::id::AccountId;
use crate::domain::organization::{self, CADENCE, Organization, PROFILE, WORD, ZONE};
use crate::domain::question::Severity;
use crate::domain::request::Request;
use crate::domain::value::Value;
use crate::problem::Problem;

/// The verbs of `organization`.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Questions about our organization are answered once, for all vendors. 'organization' also stands where other verbs name a VENDOR, such as \
'evidence add organization FILE --supports QUESTION', 'interview organization' or 'undo organization'.")]
pub(super) enum Verb {
    /// Show the facts about our organization, and what hangs on those not recorded
    Show,
    /// Set a fact about our organization
    #[command(after_help = "\
The facts: name, affiliates, kind, sectors, states, licensed_facilities, privacy_officer, counsel, cadence and zone. An empty value (\"\") takes a \
fact away, but for the name; 'sectors none' says that no sector beside health care binds us, so that their questions are not asked.")]
    Set {
        /// The fact, such as sectors
        field: String,
        /// What it is from now on; a zone is an IANA name such as America/New_York
        value: String,
    },
    /// Say who is behind an account, as reports print it
    NamePerson {
        /// The account, such as dana
        #[arg(value_parser = account)]
        account: AccountId,
        /// The person's name
        name: String,
        /// Their title
        #[arg(long)]
        title: Option<String>,
    },
    /// Record an answer about our organization, once for all vendors
    Answer(answer::Reported),
    /// Confirm answers about our organization as they stand
    Confirm(answer::Held),
    /// Show our own figure, which is in no vendor's
    Status,
    /// List our own gaps, the gravest first; exit code 1 if there are any
    Gaps {
        /// Gaps of this severity and above: critical, high, medium or low
        #[arg(long, value_parser = typed::severity)]
        severity: Option<Severity>,
    },
}

/// An account.
fn account(typed: &str) -> Result<AccountId, String> {
    AccountId::try_from(typed.trim().to_owned())
}

#[derive(Serialize)]
struct Document<'a> {
    name: Option<&'a str>,
    zone: &'a str,
    today: Date,
    sample: Option<Date>,
    fields: Vec<FieldLine<'a>>,
    people: Vec<PersonLine<'a>>,
    data: String,
    questions: String,
    law_seen_on: Date,
}

/// A fact of the profile; `value` is null while it is not recorded.
#[derive(Serialize)]
struct FieldLine<'a> {
    field: &'static str,
    title: &'static str,
    value: Option<&'a Value>,
    shown: Option<String>,
    questions_resting_on_it: usize,
    #[serde(skip)]
    hanging: Option<String>,
}

#[derive(Serialize)]
struct PersonLine<'a> {
    account: &'a AccountId,
    name: &'a str,
    title: Option<&'a str>,
}

/// Width of the labels.
const WIDTH: usize = 20;

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        match self {
            Self::Show => {
                desk.store()?;
                if desk.as_of().is_some() {
                    // An event named by its number is then one of ours.
                    desk.dossier(desk.ours()?)?;
                }
            }
            Self::Set { field, value } => {
                desk.set_organization(&field, &value)?;
                if field.trim().eq_ignore_ascii_case(ZONE) {
                    // Rule R1.
                    out.say("The zone applies from tomorrow on; today and earlier days keep the one they had.");
                }
            }
            Self::NamePerson { account, name, title } => {
                desk.record(desk.ours()?, &Request::NamePerson { account, name, title })?;
            }
            Self::Answer(given) => return given.run(WORD, OfIncident::default(), desk, out),
            Self::Confirm(held) => return held.run(WORD, OfIncident::default(), desk, out),
            Self::Status => {
                return status::Status {
                    vendor: Some(WORD.to_owned()),
                    questionnaire: None,
                    later: later::Ask::default(),
                }
                .run(desk, out);
            }
            Self::Gaps { severity } => {
                return gaps::Gaps { vendor: Some(WORD.to_owned()), severity, questionnaire: None }
                    .run(desk, out);
            }
        }
        show(desk, out);
        Ok(Ended::Well)
    }
}

fn fields<'a>(desk: &Desk, organization: &'a Organization) -> Vec<FieldLine<'a>> {
    let line = |field: &'static crate::domain::field::Field| {
        let value = organization.fields.get(field.name);
        FieldLine {
            field: field.name,
            title: field.title,
            value,
            shown: organization.shown(field),
            questions_resting_on_it: desk.bank().resting_on(field.name),
            hanging: organization::hanging_on(field.name, value.is_some(), desk.bank()),
        }
    };
    PROFILE.iter().map(line).collect()
}

fn show(desk: &Desk, out: &mut Output<'_>) {
    let organization = desk.organization();
    let document = Document {
        name: organization.name(),
        zone: organization.zones.name(),
        today: desk.today(),
        sample: desk.sample(),
        fields: fields(desk, organization),
        people: organization
            .people
            .iter()
            .map(|(account, person)| PersonLine {
                account,
                name: &person.name,
                title: person.title.as_deref(),
            })
            .collect(),
        data: desk.folder().display().to_string(),
        questions: desk.bank().digest.to_string(),
        law_seen_on: desk.bank().law_seen_on,
    };
    out.result("organization-show", &document, |out| print(&document, out));
}

fn print(document: &Document<'_>, out: &mut Output<'_>) {
    for line in &document.fields {
        let told = match (&line.shown, &line.hanging) {
            (Some(shown), _) => shown.clone(),
            (None, Some(hanging)) => format!("not recorded: {hanging}"),
            (None, None) => "not recorded".to_owned(),
        };
        out.labeled(line.title, WIDTH, &told);
    }
    out.labeled("Zone", WIDTH, &format!("{}; today is {}", document.zone, document.today));
    for person in &document.people {
        let title = person.title.map_or_else(String::new, |title| format!(", {title}"));
        out.labeled(
            "Person",
            WIDTH,
            &format!("{}{title}, who records as '{}'", person.name, person.account),
        );
    }
    if document.sample.is_some() {
        out.labeled(
            "Sample",
            WIDTH,
            "This is a made-up organization, for looking around; it has a day of its own.",
        );
    }
    out.labeled("Data", WIDTH, &document.data);
    out.labeled("Questions", WIDTH, &format!("law last seen on {}", document.law_seen_on));
    // What holds without being recorded is not missing.
    let missing = document.fields.iter().filter(|line| line.shown.is_none());
    let missing = missing.filter(|line| line.field != CADENCE);
    let missing: Vec<&str> = missing.map(|line| line.field).collect();
    if !missing.is_empty() {
        out.blank();
        out.line("To record what is missing: proofbook organization set FIELD VALUE");
        out.labeled("FIELD is", WIDTH, &missing.join(", "));
    }
}
