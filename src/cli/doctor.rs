//! `doctor`: what around the record may harm it.

use std::path::PathBuf;

use serde::Serialize;

use super::output::{Output, Tint};
use super::{Around, Ended};
use crate::keeping::doctor::{self, Check, State, Terminal};
use crate::problem::Problem;
use crate::settings::Settings;

/// `doctor`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
It changes nothing. Whether every byte is what was recorded is for `proofbook verify`.")]
pub(super) struct Doctor {
    /// Compare with another copy of the record: whether both were recorded in
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,
}

#[derive(Serialize)]
struct Document<'a> {
    data: String,
    found: usize,
    checks: &'a [Check],
}

impl Doctor {
    pub(super) fn run(
        self,
        settings: &Settings,
        around: &Around<'_>,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        let seat = around.seat(settings)?;
        let mut checks = doctor::examine(&seat, &terminal(around));
        if let Some(other) = &self.against {
            checks.extend(doctor::compare(&seat, other)?);
        }
        let found = checks.iter().filter(|check| check.state == State::Found).count();
        let data = seat.folder.display().to_string();
        let document = Document { data, found, checks: &checks };
        out.result("doctor", &document, |out| show(&document, out));
        Ok(if found == 0 { Ended::Well } else { Ended::Found })
    }
}

fn terminal(around: &Around<'_>) -> Terminal {
    let set = |name: &str| around.environment.get(name).filter(|value| !value.is_empty()).cloned();
    // POSIX: the first of these that is set; where none is, the locale is C. Windows has no such variables.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    let locale = if cfg!(windows) { locale } else { locale.or_else(|| Some("C".to_owned())) };
    let size = if around.terminal.output { crate::tui::size() } else { None };
    Terminal { size, name: set("TERM"), locale }
}

fn show(document: &Document<'_>, out: &mut Output<'_>) {
    out.heading(&format!("The record in {}", document.data));
    for check in document.checks {
        let (word, tint) = match check.state {
            State::Fine => ("fine", Tint::Plain),
            State::Note => ("note", Tint::Plain),
            State::NotTold => ("not told", Tint::Plain),
            State::Found => ("FOUND", Tint::Grave),
        };
        out.tinted_text(tint, &format!("{word:<9} {}: {}", check.about, check.what));
        if let Some(why) = &check.why {
            out.text(10, &format!("Why: {why}."));
        }
        for next in &check.next {
            out.text(10, &format!("Next: {next}"));
        }
    }
    out.blank();
    out.line(&match document.found {
        0 => "Nothing was found that may harm the record.".to_owned(),
        1 => "One thing was found: see above.".to_owned(),
        found => format!("{found} things were found: see above."),
    });
}
