//! `sign`: a named person attests a vendor's record (rule R27).

use serde::Serialize;

use super::output::{Form, Output};
use super::{Ended, typed};
use crate::desk::Desk;
use crate::domain::event::{Change, SignedOff};
use crate::domain::id::{EventId, VendorId};
use crate::domain::request::{Request, SignOffRequest};
use crate::problem::{Doubt, Problem};
use crate::text::many;

/// `sign`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Whatever is open is listed first and has to be acknowledged: gaps, questions not answered or not confirmed, contradictions, damaged or \
missing exhibits, and what somebody is still to find out. Anything recorded about the vendor afterwards supersedes the sign-off. It cannot \
be undone.")]
pub(super) struct Sign {
    /// The vendor
    vendor: String,
    /// The name of who signs
    #[arg(long)]
    name: String,
    /// Their title, such as Privacy Officer
    #[arg(long)]
    title: String,
    /// What they attest, in their own words
    #[arg(long, value_name = "TEXT")]
    statement: Option<String>,
    /// A questionnaire that is signed off; may be given several times; the vendor's own, where none is named
    #[arg(long, value_name = "ID")]
    questionnaire: Vec<String>,
    /// Acknowledge everything that is open, as it was listed
    #[arg(long)]
    acknowledge: bool,
    /// The statement was checked: what looks like a patient's data is none
    #[arg(long)]
    patient_data_checked: bool,
}

#[derive(Serialize)]
struct Document<'a> {
    vendor: VendorId,
    event: u64,
    id: EventId,
    #[serde(flatten)]
    signed: &'a SignedOff,
}

impl Sign {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let vendor = typed::vendor(desk, &self.vendor)?;
        let open = desk.open_items(vendor, &self.questionnaire)?;
        let open: Vec<String> = open.iter().map(ToString::to_string).collect();
        let acknowledged = if self.acknowledge { open.clone() } else { Vec::new() };
        let doubt = self.patient_data_checked.then_some(Doubt::PatientData);
        let request = Request::SignOff(SignOffRequest {
            name: self.name,
            title: self.title,
            statement: self.statement,
            questionnaires: self.questionnaire,
            acknowledged,
            sure_of: doubt.into_iter().collect(),
        });
        let done = desk.record(vendor, &request).map_err(|problem| listed(problem, &open, out))?;
        let signed = done.events.iter().find_map(|event| match &event.change {
            Change::SignedOff(signed) => Some((event, signed)),
            _ => None,
        });
        let (event, signed) =
            signed.ok_or_else(|| Problem::bug("a sign-off was recorded as something else"))?;
        let document = Document { vendor, event: event.seq, id: event.id, signed };
        let dossier = desk.dossier(vendor)?.clone();
        let is_sample = desk.sample().is_some();
        out.result("sign", &document, |out| {
            say(&document, &dossier.name, out);
            if !is_sample {
                let slug = &dossier.slug;
                out.line(&format!("Export its seal to have it signed and time-stamped: proofbook seal export {slug}"));
            }
        });
        Ok(Ended::Well)
    }
}

/// What is open is read more easily a line each; a program gets it within the problem.
fn listed(problem: Problem, open: &[String], out: &mut Output<'_>) -> Problem {
    if out.form() == Form::Json || problem.cause.is_none() {
        return problem;
    }
    for item in open {
        out.say(item);
    }
    Problem { cause: None, ..problem }
}

fn say(document: &Document<'_>, vendor: &str, out: &mut Output<'_>) {
    let signed = document.signed;
    let ids: Vec<&str> = signed.questionnaires.iter().map(|one| one.id.as_str()).collect();
    let (name, title, ids) = (&signed.name, &signed.title, ids.join(", "));
    out.text(
        0,
        &format!("{name}, {title}, signed off on {vendor} ({ids}): event {}.", document.event),
    );
    let items = many(signed.open_items.len(), "open item");
    let were = if signed.open_items.len() == 1 { "was" } else { "were" };
    out.line(&format!("{items} {were} acknowledged."));
    if let Some(head) = signed.journals.iter().find(|head| head.journal == document.vendor.0) {
        out.line(&format!("The seal is that of event {}: {}", head.seq, head.hash.short()));
        out.line(&format!("sha-256 {}", head.hash));
    }
}
