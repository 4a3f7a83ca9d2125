//! `verify --report`: whether a PDF is a report of this record, in words and as a document.

use serde::Serialize;

use super::super::Ended;
use super::super::output::Output;
use crate::desk::{Belonging, Desk, ReportVerified, WrittenBy};
use crate::domain::event::{JournalHead, ReportWritten};
use crate::domain::id::{Digest, VendorId};

#[derive(Serialize)]
struct ReportDocument<'a> {
    sha256: Digest,
    /// `written`, `names_this_record` or `foreign`.
    belonging: &'static str,
    sound: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<WrittenLine<'a>>,
    covers: Vec<CoversLine<'a>>,
}

#[derive(Serialize)]
struct WrittenLine<'a> {
    vendor: VendorId,
    name: &'a str,
    event: u64,
    when: String,
    by: &'a str,
    #[serde(flatten)]
    report: &'a ReportWritten,
}

#[derive(Serialize)]
struct CoversLine<'a> {
    about: &'a str,
    journal: uuid::Uuid,
    event: u64,
    sha256: Digest,
    in_chain: bool,
}

/// Prints whether a PDF is a report of this record.
pub(super) fn print(found: &ReportVerified, desk: &Desk, out: &mut Output<'_>) -> Ended {
    let (belonging, written) = match &found.belonging {
        Belonging::Written(written) => ("written", Some(&**written)),
        Belonging::NamesThisRecord => ("names_this_record", None),
        Belonging::Foreign => ("foreign", None),
    };
    let zones = &desk.organization().zones;
    let document = ReportDocument {
        sha256: found.sha256,
        belonging,
        sound: found.is_sound(),
        written: written.map(|one| WrittenLine {
            vendor: one.vendor,
            name: &one.name,
            event: one.seq,
            when: zones.shown(one.at),
            by: one.by.as_str(),
            report: &one.report,
        }),
        covers: found.covers.iter().map(covers_line).collect(),
    };
    out.result("verify-report", &document, |out| {
        out.text(0, &belongs(found, written, &document));
        out.line(&format!("sha-256 {}", document.sha256));
        for one in &document.covers {
            out.blank();
            out.line(&format!("{}: up to event {}", one.about, one.event));
            out.line(&format!("  journal {}", one.journal));
            out.line(&format!("  sha-256 {}", one.sha256));
            out.line(if one.in_chain {
                "  that event is in the chain"
            } else {
                "  that event is NOT in the chain: it was taken out, or the journal was written anew"
            });
        }
    });
    if document.sound { Ended::Well } else { Ended::Damage }
}

fn covers_line((about, head, in_chain): &(String, JournalHead, bool)) -> CoversLine<'_> {
    let (journal, event, sha256) = (head.journal, head.seq, head.hash);
    CoversLine { about, journal, event, sha256, in_chain: *in_chain }
}

/// Whether it belongs to the record, and what that does not show.
fn belongs(
    found: &ReportVerified,
    written: Option<&WrittenBy>,
    document: &ReportDocument<'_>,
) -> String {
    if let (Some(one), Some(line)) = (written, &document.written) {
        let of = one.report.as_of.map_or_else(String::new, |day| format!(", as of {day}"));
        if one.report.report == "portfolio" {
            return format!(
                "This is a report of this record: exactly these bytes were written over all vendors as event {} of our own journal, on {} \
                 by {} ({} edition{of}).",
                one.seq,
                line.when,
                one.by,
                one.report.edition.word()
            );
        }
        return format!(
            "This is a report of this record: exactly these bytes were written about {} as event {} of its journal, on {} by {} ({} \
             edition, questionnaire {}{of}).",
            one.name,
            one.seq,
            line.when,
            one.by,
            one.report.edition.word(),
            one.report.questionnaire
        );
    }
    match found.belonging {
        Belonging::NamesThisRecord => {
            "No event of this record says that these bytes were written. The file names the journals below itself, so it may be a report of \
             this record that another program saved again, or one that was changed: what its pages say is not verified. Ask for the file \
             as it was written, or write the report anew and compare."
        }
        _ => {
            "This is no report of this record: no event says that these bytes were written, and the file names no journal of this record."
        }
    }
    .to_owned()
}
