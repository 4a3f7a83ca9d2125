//! `clock-fault`: says that the clock was wrong when the last events were recorded (rule R3).

use super::output::Output;
use super::{Ended, recorded, typed};
use crate::desk::{Desk, Recorded};
use crate::problem::Problem;

/// `clock-fault`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Only where the last events lie ahead of this computer's clock. They then count as recorded now.")]
pub(super) struct ClockFault {
    /// The vendor
    vendor: String,
    /// What had been wrong with the clock
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

impl ClockFault {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let vendor = typed::vendor(desk, &self.vendor)?;
        let events = desk.declare_clock_fault(vendor, &self.reason)?;
        let recorded = Recorded { seen: Vec::new(), events };
        let says =
            ["Recorded: the clock was wrong. The events it names count as recorded now."
                .to_owned()];
        recorded::print(desk, out, vendor, &recorded, &says, &[])?;
        Ok(Ended::Well)
    }
}
