//! `withhold`: hides a text from every output, on every day (rule R28).

use super::output::Output;
use super::{Ended, recorded, typed};
use crate::desk::Desk;
use crate::domain::dossier::Dossier;
use crate::domain::request::Request;
use crate::domain::withholding::{fields, texts};
use crate::problem::Problem;

/// What `withhold` explains below its arguments.
const HELP: &str = "\
'proofbook log VENDOR' shows the events with their numbers. A field is one such as note, value (an answer in words), counsel_note, \
given_by, reason, title, file_name, quote, owner, or of a record the name of its own field. \
The day of withholding stands in the place of the text, on past days too, and the report counts it. It cannot be taken back. \
The journal on disk keeps the bytes, since its chain would break without them, and so do copies and reports made before; the copy of \
an exhibit in the vault stays as it is.";

/// `withhold`.
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(super) struct Withhold {
    /// The vendor, or 'organization'
    vendor: String,
    /// The number of the event that holds the text
    #[arg(value_name = "EVENT-NUMBER")]
    event: u64,
    /// The field of the event
    field: String,
    /// Why; it is recorded, and shown in the log
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

impl Withhold {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let Self { vendor, event, field, reason } = self;
        let before = typed::dossier(desk, &vendor)?;
        let request = Request::Withhold { event, field: field.clone(), reason };
        let recorded = desk.record(before.id, &request)?;
        let mut says =
            vec![format!("The {} of event {event} is withheld, on every day.", field.trim())];
        says.extend(elsewhere(&before, event, &field));
        recorded::print(desk, out, before.id, &recorded, &says, &[])?;
        Ok(Ended::Well)
    }
}

/// Where the same words stand in other events, which are not hidden by this: an answer carries its note on, for one.
fn elsewhere(before: &Dossier, event: u64, field: &str) -> Option<String> {
    let field = field.trim().to_lowercase().replace('-', "_");
    let hidden = before.events.iter().find(|one| one.seq == event)?;
    let words = texts(&hidden.change, &field);
    let holds = |text: &String| words.iter().any(|words| text.contains(words.as_str()));
    let also: Vec<String> = before
        .events
        .iter()
        .filter(|one| one.seq != event)
        .flat_map(|one| {
            let same = fields(&one.change)
                .into_iter()
                .filter(|name| texts(&one.change, name).iter().any(holds));
            same.map(|name| format!("{} {name}", one.seq)).collect::<Vec<_>>()
        })
        .collect();
    (!also.is_empty()).then(|| {
        format!(
            "The same words stand elsewhere and are shown there still; withhold each: {}",
            also.join(", ")
        )
    })
}
