//! `incident add`, `set` and `sent`.

use jiff::civil::Date;

use super::board::counted;
use crate::cli::output::Output;
use crate::cli::register::record::{Given, Sure, given, request, write, written};
use crate::cli::{recorded, typed};
use crate::desk::{Desk, Recorded};
use crate::domain::clock::rule::ClockId;
use crate::domain::dossier::Dossier;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::register::{RecordNo, RegisterKind};
use crate::domain::request::{RecordRequest, Request, SentRequest};
use crate::problem::{Doubt, Problem};

const EXAMPLES: &str = "\
Examples:
  proofbook incident add acme --what \"Network disruption\" --discovered 2026-03-18 --residents TX=300,CA=700
  proofbook incident set acme IC-01 vendor_told_us=\"2026-03-18 14:30\" told_how=email agent=no
  proofbook incident sent acme IC-01 us.hipaa.individuals --on 2026-05-04 --exhibit A-07
'proofbook register fields incidents' lists every field. What is not known yet is left out: a clock whose start or threshold is not known \
waits and says for what. What is recorded stays in the journal for good: put no patient's data into it.";

/// `incident add`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Add {
    /// The vendor
    vendor: String,
    /// What happened, in a few words
    #[arg(long, value_name = "WORDS")]
    what: Option<String>,
    /// When we discovered it: a day, or a day with its time as "2026-03-18 14:30"
    #[arg(long, value_name = "DAY")]
    discovered: Option<String>,
    /// How many people it reached by the state in which they live: TX=300,CA=700
    #[arg(long, value_name = "STATE=NUMBER")]
    residents: Option<String>,
    /// Whatever else is known; a value with blanks stands in quotes
    #[arg(value_name = "FIELD=VALUE", value_parser = given)]
    fields: Vec<Given>,
    #[command(flatten)]
    sure: Sure,
}

/// `incident set`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Set {
    /// The vendor
    vendor: String,
    /// The incident, such as IC-01
    #[arg(value_name = "ID", value_parser = typed::incident)]
    incident: RecordNo,
    /// What it says from now on; nothing behind the '=' takes the value away
    #[arg(required = true, value_name = "FIELD=VALUE", value_parser = given)]
    fields: Vec<Given>,
    #[command(flatten)]
    sure: Sure,
}

/// `incident sent`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Sent {
    /// The vendor
    vendor: String,
    /// The incident, such as IC-01
    #[arg(value_name = "ID", value_parser = typed::incident)]
    incident: RecordNo,
    /// The clock whose notice it is, such as us.hipaa.individuals
    clock: String,
    /// The day on which it was sent
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    on: Date,
    /// The exhibit that shows it
    #[arg(long, value_name = "NUMBER", value_parser = typed::exhibit)]
    exhibit: Option<ExhibitNo>,
    /// It was sent before its clock began, as the record has it
    #[arg(long = "sent-early")]
    early: bool,
}

impl Add {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let dossier = typed::dossier(desk, &self.vendor)?;
        let mut fields = self.fields;
        let flags =
            [("what", self.what), ("discovered", self.discovered), ("residents", self.residents)];
        for (name, value) in flags {
            let Some(value) = value else { continue };
            if fields.iter().any(|given| given.name.eq_ignore_ascii_case(name)) {
                return Err(Problem::wrong_use(format!("'{name}' is given twice")));
            }
            fields.push(Given { name: name.to_owned(), value });
        }
        if !fields.iter().any(|given| given.name.eq_ignore_ascii_case("what")) {
            return Err(Problem::wrong_use("it is not said what happened")
                .safe("nothing was recorded")
                .next("add a few words: --what \"Network disruption at the vendor\""));
        }
        let request = request(RegisterKind::Incidents, fields, &self.sure)?;
        record(desk, &dossier, request, out)
    }
}

impl Set {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let dossier = typed::dossier(desk, &self.vendor)?;
        super::on_file(&dossier, self.incident)?;
        let request = request(RegisterKind::Incidents, self.fields, &self.sure)?;
        record(desk, &dossier, RecordRequest { record: Some(self.incident), ..request }, out)
    }
}

fn record(
    desk: &mut Desk,
    dossier: &Dossier,
    request: RecordRequest,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let what = if request.record.is_none() { "recorded" } else { "changed" };
    let (recorded, after) = write(desk, dossier.id, request)?;
    let no = written(&recorded, &after)?.no;
    let mut says = vec![format!("{no} {what}: {}.", written(&recorded, &after)?.label())];
    says.extend(how_it_stands(desk, &after, no)?);
    recorded::print_record(desk, out, after.id, &recorded, &says, no)
}

/// How the clocks of an incident stand, once something of it was recorded.
fn how_it_stands(desk: &Desk, after: &Dossier, no: RecordNo) -> Result<Vec<String>, Problem> {
    let record = super::on_file(after, no)?;
    if record.set_aside().is_some() {
        return Ok(vec!["It is set aside: it counts nowhere, and stays on file.".to_owned()]);
    }
    let board = super::board_of(desk, after, record);
    let mut says = vec![format!("Clocks: {}.", counted(&board))];
    if let Some(next) = board.next() {
        says.push(format!("Next: {}, {}.", next.rule.title, next.by_when()));
    }
    says.push(format!("See them: proofbook incident show {} {no}", after.slug));
    Ok(says)
}

impl Sent {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let dossier = typed::dossier(desk, &self.vendor)?;
        let clock = ClockId(self.clock.trim().to_owned());
        super::on_file(&dossier, self.incident)?;
        let request = SentRequest {
            incident: self.incident,
            clock: clock.clone(),
            on: self.on,
            exhibit: self.exhibit,
            sure_of: if self.early { vec![Doubt::SentEarly] } else { Vec::new() },
        };
        let recorded: Recorded = desk.record(dossier.id, &Request::MarkSent(request))?;
        let after = desk.dossier(dossier.id)?.clone();
        let record = super::on_file(&after, self.incident)?;
        let board = super::board_of(desk, &after, record);
        let Some(clock) = board.clock(&clock) else { return Err(Problem::bug("no such clock")) };
        let sent = super::board::sent(&board, clock).unwrap_or_default();
        let mut says = vec![format!("{}: {sent}.", clock.rule.title)];
        if clock.due().is_some() {
            says.push(format!("It was to go out {}.", clock.by_when()));
        }
        if clock.sent.is_some_and(|sent| sent.exhibit.is_none()) {
            says.push(format!(
                "Take what shows it, and name it: proofbook incident sent {} {} {} --on {} --exhibit A-NN",
                after.slug, self.incident, clock.rule.id, self.on
            ));
        }
        drop(board);
        recorded::print_record(desk, out, after.id, &recorded, &says, self.incident)
    }
}
