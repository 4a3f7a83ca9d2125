//! Looking back: a desk that answers everything from what was on file on a past day, and at which nothing is recorded (rules, section 8).
//!
//! The record is cut once, where it is read. Everything after that is the same code as for today, so that no list, screen or report can
//! forget which day it shows.

use jiff::Timestamp;
use jiff::civil::Date;

use super::vendors::fold;
use super::{Desk, Listed, OpenVendor};
use crate::domain::as_of::{AsOf, on_file_before, up_to};
use crate::domain::event::Event;
use crate::domain::id::VendorId;
use crate::domain::organization::Organization;
use crate::problem::Problem;

/// The past day that a desk looks back to.
pub(super) struct Past {
    as_of: AsOf,
    /// The vendors as they are named today: who is meant does not hang on the day.
    listed: Vec<Listed>,
    /// The day and the end of what was on file; for an event they are known once its vendor is read.
    settled: Option<Settled>,
}

#[derive(Clone, Copy)]
struct Settled {
    day: Date,
    /// The first instant that is not on file any more.
    end: Timestamp,
    /// The vendor of whose events one was named.
    vendor: Option<VendorId>,
}

impl Desk {
    /// Looks back from now on: everything is as it was on file at the end of that day, and nothing can be recorded (rule R2). The events
    /// of a number are those of the vendor that is read first.
    ///
    /// # Errors
    /// There is no record; the day is after today; the questions of that day cannot be read.
    pub fn look_back(&mut self, as_of: AsOf) -> Result<(), Problem> {
        self.store()?;
        let today = self.today();
        let listed = self.listed()?;
        self.open.clear();
        let settled = match as_of {
            AsOf::Day(day) if day > today => return Err(ahead(day, today)),
            AsOf::Day(day) => {
                let end = self.organization.zones.end_of(day);
                Some(Settled { day, end, vendor: None })
            }
            AsOf::Event(_) => None,
        };
        self.past = Some(Past { as_of, listed, settled: None });
        settled.map_or(Ok(()), |settled| self.settle_on(settled))
    }

    /// The day or event up to which this desk looks, if it looks back.
    pub fn as_of(&self) -> Option<AsOf> {
        self.past.as_ref().map(|past| past.as_of)
    }

    /// The day that is looked back to; for an event it is known once its vendor is read.
    pub(super) fn past_day(&self) -> Option<Date> {
        self.past.as_ref()?.settled.map(|settled| settled.day)
    }

    /// Refuses what only the present allows.
    ///
    /// # Errors
    /// This desk looks back.
    pub(super) fn refuse_in_the_past(&self) -> Result<(), Problem> {
        let Some(past) = &self.past else { return Ok(()) };
        Err(Problem::wrong_use(format!(
            "this is the record as of {}, in which nothing can be recorded",
            past.as_of
        ))
        .safe("nothing was recorded")
        .next("leave out --as-of to record today"))
    }

    /// The vendors among which one is looked for by name.
    pub(super) fn named(&mut self) -> Result<Vec<Listed>, Problem> {
        match &self.past {
            Some(past) => Ok(past.listed.clone()),
            None => self.listed(),
        }
    }

    /// Reads a vendor's journal as it was on file.
    pub(super) fn read_as_of(&mut self, vendor: VendorId) -> Result<(), Problem> {
        if self.open.contains_key(&vendor) {
            return Ok(());
        }
        let store = self.store()?;
        let name = store.journal_of(vendor);
        let reading = store.read(name)?;
        let trouble = reading.problem(&store.journal_folder(name));
        let trouble = trouble.filter(|_| !reading.is_writable());
        self.settle_by(vendor, &reading.events)?;
        let ours = self.ours()? == vendor;
        let events = self.cut(vendor, reading.events)?;
        if events.is_empty() && !ours {
            return Err(self.nothing_on_file(vendor));
        }
        let dossier = fold(name, vendor, events);
        self.open.insert(vendor, OpenVendor::read(dossier, None, trouble));
        Ok(())
    }

    /// A vendor's events that were on file; all of them where this desk does not look back.
    ///
    /// # Errors
    /// An event was named by its number, and it is one of another vendor or of none yet.
    pub(super) fn cut(&self, vendor: VendorId, events: Vec<Event>) -> Result<Vec<Event>, Problem> {
        let Some(past) = &self.past else { return Ok(events) };
        let settled = past.settled.ok_or_else(|| one_vendor_only(past.as_of))?;
        match past.as_of {
            AsOf::Day(_) => Ok(on_file_before(events, settled.end)),
            AsOf::Event(number) if settled.vendor == Some(vendor) => {
                Ok(up_to(events, number).map(|(events, _)| events).unwrap_or_default())
            }
            AsOf::Event(_) if self.ours()? == vendor => Ok(on_file_before(events, settled.end)),
            AsOf::Event(_) => Err(one_vendor_only(past.as_of)),
        }
    }

    /// Learns from the first vendor that is read which day its event of that number is.
    fn settle_by(&mut self, vendor: VendorId, events: &[Event]) -> Result<(), Problem> {
        let Some(Past { as_of: AsOf::Event(number), settled: None, .. }) = self.past else {
            return Ok(());
        };
        let (_, at) = up_to(events.to_vec(), number).ok_or_else(|| no_such(number, events))?;
        let day = self.organization.zones.day_of(at);
        // Our own events up to that instant, itself included.
        let end = at.checked_add(jiff::SignedDuration::from_nanos(1)).unwrap_or(at);
        self.settle_on(Settled { day, end, vendor: Some(vendor) })
    }

    /// Takes the organization and the questions as they were.
    fn settle_on(&mut self, settled: Settled) -> Result<(), Problem> {
        // Before the first bank the first counts (rule R5), so the bank is looked up before the record is cut.
        let bank = self.bank_on(settled.day)?;
        let zones = self.organization.zones.clone();
        let ours = std::mem::take(&mut self.organization.events);
        self.organization = Organization::fold(on_file_before(ours, settled.end));
        if self.organization.zones.is_unset() {
            // Before the first zone the first counts (rule R1).
            self.organization.zones = zones;
        }
        self.bank = bank;
        if let Some(past) = &mut self.past {
            past.settled = Some(settled);
        }
        Ok(())
    }

    fn nothing_on_file(&self, vendor: VendorId) -> Problem {
        let listed = self.past.iter().flat_map(|past| &past.listed);
        let name = listed
            .filter(|one| one.id == vendor)
            .find_map(|one| one.names.first().cloned())
            .unwrap_or_else(|| vendor.to_string());
        let day = self.past_day().map_or_else(String::new, |day| format!(" at the end of {day}"));
        Problem::wrong_use(format!("nothing was on file about '{name}'{day}"))
            .next("name a later day; the log says when it was added: proofbook log")
    }
}

fn ahead(day: Date, today: Date) -> Problem {
    Problem::wrong_use(format!("{day} is after today, {today}; nobody knows what will be on file"))
        .next("name today or a day before it")
        .next("to see what is due by then: proofbook deadlines")
}

fn no_such(number: u64, events: &[Event]) -> Problem {
    let last = events.last().map_or(0, |event| event.seq);
    Problem::wrong_use(format!("there is no event #{number}; the last is #{last}"))
        .next("see their numbers: proofbook log VENDOR")
}

fn one_vendor_only(as_of: AsOf) -> Problem {
    Problem::wrong_use(format!("{as_of} counts the events of one vendor"))
        .next("name that vendor, or name a day: --as-of YYYY-MM-DD")
}
