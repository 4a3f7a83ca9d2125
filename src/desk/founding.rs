//! Making the store: its zone first, then the questions in force, then a name.

use jiff::tz::TimeZone;

use super::check::{self, check_zone, vendor_name};
use super::{Desk, Recorded, Seat};
use crate::domain::day;
use crate::domain::event::{Change, OrganizationSet, PersonNamed, ZoneSet};
use crate::domain::organization::NAME;
use crate::domain::request::Request;
use crate::domain::value::Value;
use crate::problem::Problem;
use crate::store::{NewStore, Store};

/// What the first start asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Founding {
    /// The organization's name; none is "our organization".
    pub name: Option<String>,
    /// The IANA name of its zone; the system's, where none is given.
    pub zone: Option<String>,
    /// The name of the person who records.
    pub person: Option<String>,
    /// The day of a sample; `None` for a record.
    pub sample: Option<jiff::civil::Date>,
}

impl Desk {
    /// Makes the store.
    ///
    /// # Errors
    /// There is one already, the zone or a name is refused, or the folder cannot be written.
    pub fn found(&mut self, founding: &Founding) -> Result<(), Problem> {
        let zone = founding.zone.clone().unwrap_or_else(system_zone);
        let zone = check_zone(&zone)?;
        let name = given_name(founding.name.as_deref())?;
        let person = given_name(founding.person.as_deref())?;
        if !self.was_cut_off(founding)? {
            let network_reason = self.network_reason.as_deref();
            let new = NewStore { sample: founding.sample, network_reason };
            let Seat { io, now, account, folder } = &self.seat;
            self.store = Some(Store::create(io, &**now, account, folder, new)?);
        }
        self.record_ours(ZoneSet { zone }.into())?;
        self.adopt_what_is_due()?;
        if let Some(name) = name {
            self.record_ours(our_name(name))?;
        }
        if let Some(name) = person {
            let account = self.seat.account.clone();
            self.record_ours(PersonNamed { account, name, title: None }.into())?;
        }
        Ok(())
    }

    /// Lets the record be written on a network's file system, in spite of the warning; the reason is recorded.
    ///
    /// # Errors
    /// A blank reason, or the disk refused.
    pub fn accept_network(&mut self, reason: &str) -> Result<(), Problem> {
        let reason = super::check::required("reason", reason)?;
        match &mut self.store {
            Some(store) => {
                store.override_network(&reason, &*self.seat.now, &self.seat.account)?;
            }
            None => self.network_reason = Some(reason),
        }
        Ok(())
    }

    /// Whether a store of the same purpose stands here whose making was cut off before its zone was on file: then it goes on.
    fn was_cut_off(&mut self, founding: &Founding) -> Result<bool, Problem> {
        if self.store.is_none() {
            if !Store::exists(&*self.seat.io, &self.seat.folder) {
                return Ok(false);
            }
            self.store = Some(Store::open(&self.seat.io, &self.seat.folder)?);
        }
        self.look_at_organization()?;
        Ok(!self.has_zone() && self.sample() == founding.sample)
    }

    fn has_zone(&self) -> bool {
        self.organization.events.iter().any(|event| matches!(event.change, Change::ZoneSet(_)))
    }

    /// Makes the store with the system's zone and no name, where a verb records in an empty folder; says so.
    pub(super) fn found_if_missing(&mut self) -> Result<(), Problem> {
        if self.has_store() {
            self.look_at_organization()?;
            if self.has_zone() {
                return Ok(());
            }
        }
        self.found(&Founding { sample: self.sample(), ..Founding::default() })?;
        self.said.push(format!(
            "Made a new record in {}; days are counted in the zone {}; no organization name is set yet \
             (proofbook organization set name NAME).",
            self.seat.folder.display(),
            self.organization.zones.name()
        ));
        Ok(())
    }

    /// Sets a fact of our organization, or its zone; makes the store first, where there is none.
    ///
    /// # Errors
    /// A fact or value that is not accepted, or the disk refused.
    pub fn set_organization(&mut self, field: &str, typed: &str) -> Result<Recorded, Problem> {
        check::fact(field, typed, self.today())?;
        self.found_if_missing()?;
        self.adopt_what_is_due()?;
        let (field, value) = (field.to_owned(), typed.to_owned());
        self.record(self.ours()?, &Request::SetOrganization { field, value })
    }
}

fn our_name(name: String) -> Change {
    OrganizationSet { field: NAME.to_owned(), value: Value::Word(name) }.into()
}

/// A name that may be left out.
fn given_name(typed: Option<&str>) -> Result<Option<String>, Problem> {
    typed.filter(|name| !name.trim().is_empty()).map(vendor_name).transpose()
}

/// The zone the computer is set to; UTC where it does not say.
pub fn system_zone() -> String {
    let zone = TimeZone::system();
    zone.iana_name().filter(|name| day::zone_named(name).is_some()).unwrap_or("UTC").to_owned()
}
