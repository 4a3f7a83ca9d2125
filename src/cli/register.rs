//! `register`: the records kept of a vendor - agreements and their clauses, audits, insurance, subcontractors, known problems, incidents.

mod fields;
mod line;
mod list;
pub(super) mod record;
mod summary;

use clap::Subcommand;

pub(super) use self::fields::markdown as fields_markdown;
pub(super) use self::summary::{Summary, print as print_summaries, summaries};
use super::output::Output;
use super::{Ended, later, typed};
use crate::desk::Desk;
use crate::domain::register::{RecordNo, RegisterKind};
use crate::problem::Problem;

/// The verbs of `register`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// List the records of a vendor and how each stands today
    List {
        /// The vendor
        vendor: String,
        /// The register, such as agreements or audits; all of them, where none is named
        #[arg(value_parser = typed::register)]
        kind: Option<RegisterKind>,
        #[command(flatten)]
        later: later::Ask,
    },
    /// Record an agreement, a clause, an audit, a policy, a subcontractor or a problem
    Add(record::Add),
    /// Change a record: end it, supersede with it, set it aside, name its exhibits
    Set(record::Set),
    /// Record that there are none, where we know that
    None {
        /// The vendor
        vendor: String,
        /// The register, such as audits
        #[arg(value_parser = typed::register)]
        kind: RegisterKind,
    },
    /// Show one record with everything that it says
    Show {
        /// The vendor
        vendor: String,
        /// Its number, such as AG-01
        #[arg(value_name = "ID", value_parser = typed::record)]
        record: RecordNo,
    },
    /// List the fields of each register and what they take
    Fields {
        /// The register; all of them, where none is named
        #[arg(value_parser = typed::register)]
        kind: Option<RegisterKind>,
    },
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        match self {
            Self::List { vendor, kind, later } => list::run(desk, &vendor, kind, later, out)?,
            Self::Add(add) => add.run(desk, out)?,
            Self::Set(set) => set.run(desk, out)?,
            Self::None { vendor, kind } => record::none(desk, &vendor, kind, out)?,
            Self::Show { vendor, record } => list::show(desk, &vendor, record, out)?,
            Self::Fields { kind } => fields::run(kind, out),
        }
        Ok(Ended::Well)
    }
}
