//! What may be recorded of our organization: the facts of its profile, its zone, and who is behind an account.

use jiff::civil::Date;

use super::{optional, required, vendor_name};
use crate::domain::day;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, OrganizationSet, PersonNamed, ZoneSet};
use crate::domain::field::{Field, FieldKind, TAKEN_AWAY, field_named};
use crate::domain::id::AccountId;
use crate::domain::organization::{NAME, PROFILE, ZONE};
use crate::domain::question::{Question, Scope};
use crate::domain::request::Request;
use crate::domain::value::Value;
use crate::problem::Problem;

/// Refuses what is about a vendor where the record of our organization is open, and the other way round.
pub(super) fn refuse_other_subject(request: &Request, dossier: &Dossier) -> Result<(), Problem> {
    let of_vendors = matches!(
        request,
        Request::SetVendor { .. }
            | Request::Retire { .. }
            | Request::Restore
            | Request::SetRecord(_)
            | Request::NoRecords(_)
            | Request::MarkSent(_)
            | Request::OpenInquiry(_)
            | Request::HandOver(_)
            | Request::SignOff(_)
            | Request::AttachSeal(_)
    );
    let ours = matches!(request, Request::SetOrganization { .. } | Request::NamePerson { .. });
    if dossier.is_ours() && of_vendors {
        Err(about_vendors())
    } else if !dossier.is_ours() && ours {
        Err(Problem::wrong_use("that is a fact about our organization, not about a vendor")
            .next("record it there: proofbook organization set FIELD VALUE"))
    } else {
        Ok(())
    }
}

/// What is said where our organization is named and only a vendor will do.
pub fn about_vendors() -> Problem {
    Problem::wrong_use("that goes for vendors only, and our organization is none")
        .safe("nothing was recorded")
        .next("name a vendor; proofbook vendor list names them all")
}

/// A question was named that is not about what the record is about.
pub(super) fn out_of_scope(question: &Question, dossier: &Dossier) -> Problem {
    let about = if dossier.is_ours() { "our organization" } else { "a vendor" };
    let next = match question.scope {
        Scope::Organization => {
            format!(
                "answer it once for all vendors: proofbook organization answer {} VALUE",
                question.id
            )
        }
        Scope::Vendor => {
            format!("answer it about a vendor: proofbook answer VENDOR {} VALUE", question.id)
        }
        Scope::Incident => format!(
            "answer it about one incident of a vendor: proofbook answer VENDOR {} VALUE --incident IC-01",
            question.id
        ),
    };
    Problem::wrong_use(format!("{} is about {}, not about {about}", question.id, question.scope))
        .safe("nothing was recorded")
        .next(next)
}

/// A fact of our profile, or the zone, as typed; an empty value takes a fact away.
///
/// # Errors
/// There is no such fact, or the value is not accepted; what is near and what is accepted are named.
pub fn fact(field: &str, typed: &str, today: Date) -> Result<Change, Problem> {
    if field.trim().eq_ignore_ascii_case(ZONE) {
        return Ok(ZoneSet { zone: check_zone(typed)? }.into());
    }
    let field = field_named(PROFILE, field).ok_or_else(|| no_such_field(field))?;
    if field.name == NAME {
        // A report is prepared for somebody: the name changes and is never taken away.
        vendor_name(typed)?;
    }
    let value = field.read(typed, today).map_err(|refused| {
        refused
            .problem(field.name)
            .next(format!("it takes {}; an empty value takes it away", refused.accepted))
    })?;
    if let Some(value) = &value {
        check_words(field, value)?;
    }
    let value = value.unwrap_or_else(|| Value::word(TAKEN_AWAY));
    Ok(OrganizationSet { field: field.name.to_owned(), value }.into())
}

/// Who is behind an account.
pub(super) fn name_person(
    account: &AccountId,
    name: &str,
    title: Option<&str>,
) -> Result<PersonNamed, Problem> {
    let title = optional("title", title)?;
    if title.as_ref().is_some_and(|title| title.contains('\n')) {
        return Err(Problem::wrong_use("a title is one line"));
    }
    Ok(PersonNamed { account: account.clone(), name: vendor_name(name)?, title })
}

/// Names are printed in reports, so they are held to what a vendor's name is held to.
fn check_words(field: &Field, value: &Value) -> Result<(), Problem> {
    match (field.kind, value) {
        (FieldKind::Text, Value::Word(name)) => vendor_name(name).map(drop),
        (FieldKind::List, Value::Words(names)) => {
            names.iter().try_for_each(|name| vendor_name(name).map(drop))
        }
        _ => Ok(()),
    }
}

fn no_such_field(typed: &str) -> Problem {
    let names: Vec<&str> = PROFILE.iter().map(|field| field.name).chain([ZONE]).collect();
    Problem::wrong_use(format!("our organization has no field '{typed}'"))
        .did_you_mean(&typed.trim().to_lowercase(), names.iter().copied())
        .next(format!("the fields are {}", names.join(", ")))
}

/// Whether days can be counted in a zone of that name.
///
/// # Errors
/// They cannot; the nearest zone is named.
pub fn check_zone(zone: &str) -> Result<String, Problem> {
    required("zone", zone)?;
    let known = day::zone_named(zone.trim());
    if let Some(name) = known.as_ref().and_then(|known| known.iana_name()) {
        return Ok(name.to_owned());
    }
    let names = day::zone_names();
    Err(Problem::wrong_use(format!("'{zone}' is not a time zone that the program knows"))
        .did_you_mean(zone, names.iter().map(String::as_str))
        .next("use an IANA name such as America/New_York, America/Chicago, America/Denver or America/Los_Angeles"))
}
