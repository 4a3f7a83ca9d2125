//! `--later`: what was recorded after the past day that is looked at but was true on it, apart from what was on file (rules, section 8).

use super::output::{Align, Output, Table};
use crate::desk::Desk;
use crate::domain::dossier::Dossier;
use crate::domain::later::Later;
use crate::problem::Problem;

/// Whether what was recorded later is asked for.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(super) struct Ask {
    /// With --as-of: also list, apart, what was recorded after that day but was true on it; it is in no figure
    #[arg(long)]
    later: bool,
}

impl Ask {
    /// What was recorded later of a vendor, where it is asked for.
    ///
    /// # Errors
    /// No past day is looked at, or the record cannot be read.
    pub(super) fn of(
        self,
        desk: &mut Desk,
        dossier: &Dossier,
        wanted: impl Fn(&Later) -> bool,
    ) -> Result<Option<Vec<Later>>, Problem> {
        if !self.later {
            return Ok(None);
        }
        let later = desk.recorded_later(dossier.id)?;
        Ok(Some(later.into_iter().filter(wanted).collect()))
    }

    /// Refuses it for a list over all vendors.
    ///
    /// # Errors
    /// It is asked for.
    pub(super) fn refuse_for_all(self) -> Result<(), Problem> {
        if self.later {
            return Err(Problem::wrong_use("--later is about one vendor")
                .next("name the vendor: proofbook status VENDOR --as-of DATE --later"));
        }
        Ok(())
    }
}

/// Prints it below everything that was on file.
pub(super) fn print(later: Option<&[Later]>, out: &mut Output<'_>) {
    let Some(later) = later else { return };
    out.blank();
    out.heading("Recorded after this day");
    if later.is_empty() {
        out.line("Nothing that was true on it.");
        return;
    }
    out.text(0, "True on this day by its own dates, or a correction; as told here not on file then, and in no figure above.");
    let mut table = Table::new([
        ("Recorded", Align::Left),
        ("No.", Align::Right),
        ("Who", Align::Left),
        ("What", Align::Wrapped),
    ]);
    for one in later {
        let (on, by) = (one.recorded_on.to_string(), one.by.as_str());
        table.row([on.into(), one.seq.to_string().into(), by.into(), one.words().into()]);
    }
    out.table(&table);
}
