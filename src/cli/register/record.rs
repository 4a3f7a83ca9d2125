//! `register add`, `set` and `none`.

use jiff::civil::Date;

use super::fields;
use crate::cli::output::Output;
use crate::cli::{recorded, typed};
use crate::desk::{Desk, Recorded};
use crate::domain::dossier::Dossier;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::VendorId;
use crate::domain::register::{Record, RecordNo, RegisterKind};
use crate::domain::request::{RecordRequest, Request};
use crate::problem::{Doubt, Problem};

/// A field as it is typed: its name and its value.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Given {
    pub(in crate::cli) name: String,
    pub(in crate::cli) value: String,
}

/// Reads `FIELD=VALUE`; whatever stands behind the first `=` is the value.
pub(in crate::cli) fn given(typed: &str) -> Result<Given, String> {
    let (name, value) = typed.split_once('=').ok_or_else(|| {
        format!("'{typed}' is not FIELD=VALUE; a value with blanks stands in quotes, as in 'name=Acme Corp'")
    })?;
    Ok(Given { name: name.trim().to_owned(), value: value.to_owned() })
}

/// The flag that the verbs that write a record share.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Sure {
    /// A value looks like patient data, and is not
    #[arg(long)]
    patient_data_checked: bool,
}

/// `register add`.
#[derive(Debug, clap::Args)]
#[command(after_help = fields::EXAMPLES, after_long_help = fields::help())]
pub(in crate::cli) struct Add {
    /// The vendor
    vendor: String,
    /// The register: agreement, clause, audit, insurance, subcontractor or problem
    #[arg(value_parser = typed::register)]
    kind: RegisterKind,
    /// What it says; a value with blanks stands in quotes: 'name=Acme Corp'
    #[arg(required = true, value_name = "FIELD=VALUE", value_parser = given)]
    fields: Vec<Given>,
    #[command(flatten)]
    sure: Sure,
}

/// `register set`.
#[derive(Debug, clap::Args)]
#[command(after_help = fields::CHANGES)]
pub(in crate::cli) struct Set {
    /// The vendor
    vendor: String,
    /// The register
    #[arg(value_parser = typed::register)]
    kind: RegisterKind,
    /// The number of the record, such as AG-01
    #[arg(value_name = "ID")]
    record: String,
    /// What it says from now on; nothing behind the '=' takes the value away
    #[arg(required = true, value_name = "FIELD=VALUE", value_parser = given)]
    fields: Vec<Given>,
    #[command(flatten)]
    sure: Sure,
}

impl Add {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let dossier = typed::dossier(desk, &self.vendor)?;
        let mut request = request(self.kind, self.fields, &self.sure)?;
        let stands_in = stands_in(&mut request, &dossier, desk.today_of(dossier.id))?;
        record(desk, &dossier, request, stands_in, out)
    }
}

impl Set {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let dossier = typed::dossier(desk, &self.vendor)?;
        let no = typed::record_of(self.kind, &self.record).map_err(Problem::wrong_use)?;
        let request =
            RecordRequest { record: Some(no), ..request(self.kind, self.fields, &self.sure)? };
        record(desk, &dossier, request, None, out)
    }
}

/// What is asked for: the register's own fields, and what is recorded beside them.
pub(in crate::cli) fn request(
    kind: RegisterKind,
    given: Vec<Given>,
    sure: &Sure,
) -> Result<RecordRequest, Problem> {
    let mut request = RecordRequest::new(kind, Vec::new());
    if sure.patient_data_checked {
        request.sure_of.push(Doubt::PatientData);
    }
    for Given { name, value } in given {
        let twice = match name.to_lowercase().as_str() {
            "exhibit" | "exhibits" => request.exhibits.replace(read_exhibits(&value)?).is_some(),
            "supersedes" => request.supersedes.replace(read_superseded(&value)?).is_some(),
            "ends" => request.ends.replace(read_end(&value)?).is_some(),
            _ => {
                request.fields.push((name.clone(), value));
                false
            }
        };
        if twice {
            return Err(Problem::wrong_use(format!("'{name}' is given twice")));
        }
    }
    Ok(request)
}

/// Numbers joined by commas; none takes them all away.
fn read_exhibits(typed: &str) -> Result<Vec<ExhibitNo>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() || typed.eq_ignore_ascii_case("none") {
        return Ok(Vec::new());
    }
    let numbers = typed.split(',').map(str::trim).filter(|number| !number.is_empty());
    numbers.map(|number| typed::exhibit(number).map_err(Problem::wrong_use)).collect()
}

fn read_superseded(typed: &str) -> Result<RecordNo, Problem> {
    stays("supersedes", typed)?;
    typed.parse().map_err(Problem::wrong_use)
}

fn read_end(typed: &str) -> Result<Date, Problem> {
    stays("ends", typed)?;
    typed::date(typed.trim()).map_err(|why| Problem::wrong_use(format!("ends: {why}")))
}

/// Refuses to take away what the journal can only replace.
fn stays(name: &str, typed: &str) -> Result<(), Problem> {
    if typed.trim().is_empty() || typed.trim().eq_ignore_ascii_case("none") {
        Err(Problem::wrong_use(format!("'{name}' can be changed, but not taken away"))
            .safe("nothing was recorded")
            .next("undo it, if it was recorded today")
            .next("or set the record aside with a reason (set_aside=...) and record it anew"))
    } else {
        Ok(())
    }
}

/// The agreement of a clause that names none: the only one in force. Its number, where it was left out.
fn stands_in(
    request: &mut RecordRequest,
    dossier: &Dossier,
    today: Date,
) -> Result<Option<RecordNo>, Problem> {
    let named = request.fields.iter().any(|(name, _)| name.eq_ignore_ascii_case("agreement"));
    if request.register != RegisterKind::Clauses || named {
        return Ok(None);
    }
    let agreements: Vec<&Record> =
        dossier.registers.in_force(RegisterKind::Agreements, today).collect();
    match agreements.as_slice() {
        [only] => {
            request.fields.push(("agreement".to_owned(), only.no.to_string()));
            Ok(Some(only.no))
        }
        [] => Err(Problem::wrong_use(format!(
            "no agreement with {} is in force, so it is not known where the clause stands",
            dossier.name
        ))
        .safe("nothing was recorded")
        .next(format!(
            "record the agreement first: proofbook register add {} agreement kind=baa effective=DATE",
            dossier.slug
        ))
        .next("or name one that is over: agreement=AG-01")),
        several => {
            let all: Vec<String> =
                several.iter().map(|one| format!("{} ({})", one.no, one.label())).collect();
            Err(Problem::wrong_use("it is not said in which agreement the clause stands")
                .safe("nothing was recorded")
                .next(format!("name one with agreement=NUMBER: {}", all.join(", "))))
        }
    }
}

fn record(
    desk: &mut Desk,
    dossier: &Dossier,
    request: RecordRequest,
    stands_in: Option<RecordNo>,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let is_new = request.record.is_none();
    let (recorded, after) = write(desk, dossier.id, request)?;
    let record = written(&recorded, &after)?;
    let says = says(record, &after, is_new, stands_in, desk.today_of(after.id));
    recorded::print_record(desk, out, after.id, &recorded, &says, record.no)
}

/// Records what is asked for: what was recorded, and the dossier after it.
pub(in crate::cli) fn write(
    desk: &mut Desk,
    vendor: VendorId,
    request: RecordRequest,
) -> Result<(Recorded, Dossier), Problem> {
    let recorded = desk.record(vendor, &Request::SetRecord(request))?;
    let after = desk.dossier(vendor)?.clone();
    Ok((recorded, after))
}

/// The record that was just written.
pub(in crate::cli) fn written<'d>(
    recorded: &Recorded,
    after: &'d Dossier,
) -> Result<&'d Record, Problem> {
    let event = recorded.events.last().map(|event| event.id);
    let record = after.registers.iter().find(|record| Some(record.last.event) == event);
    record.ok_or_else(|| Problem::bug("the record is not on file"))
}

/// What is said once it is recorded: what it is, how it stands, and what shows it.
fn says(
    record: &Record,
    after: &Dossier,
    is_new: bool,
    stands_in: Option<RecordNo>,
    today: Date,
) -> Vec<String> {
    let (no, what) = (record.no, if is_new { "recorded" } else { "changed" });
    let stands = after.registers.force(record, today).shown(no.register);
    let mut says = vec![format!("{no} {what}: {}; {stands}.", record.label())];
    if let Some(agreement) = stands_in {
        says.push(format!("It stands in {agreement}, the one agreement in force."));
    }
    if let Some(old) = record.supersedes.and_then(|old| after.registers.get(old)) {
        let stands = after.registers.force(old, today).shown(no.register);
        says.push(format!("{}, {}: {stands}.", old.no, old.label()));
    }
    if after.registers.rests_on(record).0.is_empty() && record.set_aside().is_none() {
        says.push("It rests on no exhibit: nothing on file shows it.".to_owned());
        let set = format!("proofbook register set {} {} {no}", after.slug, typed::one(no.register));
        says.push(format!("Attach what does: {set} exhibit=A-NN"));
    }
    says
}

/// Records that there are none.
pub(super) fn none(
    desk: &mut Desk,
    vendor: &str,
    kind: RegisterKind,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let vendor = typed::vendor(desk, vendor)?;
    let recorded = desk.record(vendor, &Request::NoRecords(kind))?;
    let says = [format!("Recorded: there are none in {}.", kind.title())];
    recorded::print(desk, out, vendor, &recorded, &says, &[])
}
