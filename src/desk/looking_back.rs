//! Looking back: a desk that answers everything from what was on file on a past day, and at which nothing is recorded (rules, section 8).
//!
//! The record is cut once, where it is read. Everything after that is the same code as for today, so that no list, screen or report can
//! forget which day it shows.

use std::fmt;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use jiff::civil::Date;

use super::vendors::fold;
use super::{Desk, Listed, OpenVendor};
use crate::domain::as_of::{AsOf, just_after, on_file_before, up_to};
use crate::domain::day::Zones;
use crate::domain::event::Event;
use crate::domain::id::VendorId;
use crate::domain::later::{Later, recorded_later};
use crate::domain::organization::Organization;
use crate::domain::withholding::hidden;
use crate::problem::Problem;

/// The past day that a desk looks back to.
pub(super) struct Past {
    as_of: AsOf,
    /// The vendors as they are named today: who is meant does not hang on the day.
    listed: Vec<Listed>,
    /// The zones of the whole record: the day of a later withholding is named, too.
    zones: Zones,
    /// The day and the end of what was on file; for an event they are known once its vendor is read.
    settled: Option<Settled>,
    /// The same for whoever has to say it.
    view: Arc<OnceLock<PastView>>,
    /// The short name of the vendor that was asked about and of which nothing was on file.
    nothing: Option<String>,
    annex: Annex,
}

/// Whether reports of a past day have an annex.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Annex {
    /// They end with what was on file.
    #[default]
    None,
    /// What was recorded after the day but was true on it follows apart.
    RecordedLater,
}

/// Which past view of the record is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastView {
    /// The day, or the event.
    pub as_of: AsOf,
    /// The day; that of the event, where one was named.
    pub day: Date,
    /// The name of the zone in which the day ends.
    pub zone: String,
}

impl fmt::Display for PastView {
    /// `As of the end of 2026-03-15 (America/New_York), from what was on file then`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { as_of, day, zone } = self;
        match as_of {
            AsOf::Day(_) => write!(f, "As of the end of {day} ({zone})")?,
            AsOf::Event(_) => write!(f, "As of event {as_of}, of {day} ({zone})")?,
        }
        f.write_str(", from what was on file then")
    }
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
        self.past = Some(Past {
            as_of,
            listed,
            zones: self.organization.zones.clone(),
            settled: None,
            view: Arc::default(),
            nothing: None,
            annex: Annex::None,
        });
        settled.map_or(Ok(()), |settled| self.settle_on(settled))
    }

    /// The day or event up to which this desk looks, if it looks back.
    pub fn as_of(&self) -> Option<AsOf> {
        self.past.as_ref().map(|past| past.as_of)
    }

    /// Another desk in the same folder, which looks back to that day or event.
    ///
    /// # Errors
    /// As [`Self::look_back`].
    pub fn past(&self, as_of: AsOf) -> Result<Self, Problem> {
        let mut past = self.present()?;
        past.look_back(as_of)?;
        Ok(past)
    }

    /// Another desk in the same folder, which does not look back.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn present(&self) -> Result<Self, Problem> {
        Self::open(self.seat.clone())
    }

    /// What this desk shows, if it looks back; empty until the day is known, which for an event is once its vendor was read.
    pub fn past_view(&self) -> Option<Arc<OnceLock<PastView>>> {
        self.past.as_ref().map(|past| past.view.clone())
    }

    /// The short name of the vendor that was asked about and of which nothing was on file on the day that is looked back to.
    pub fn nothing_on_file_about(&self) -> Option<&str> {
        self.past.as_ref()?.nothing.as_deref()
    }

    /// What was recorded about a vendor after the day that is looked back to, but was true on it (rules, section 8). It is in no figure.
    ///
    /// # Errors
    /// This desk does not look back, or the record cannot be read.
    pub fn recorded_later(&mut self, vendor: VendorId) -> Result<Vec<Later>, Problem> {
        if self.past.is_none() {
            return Err(no_past_day());
        }
        let then = self.read(vendor)?.clone();
        let day = self.day_of(&then);
        let mut present = self.present()?;
        let now = present.read(vendor)?.clone();
        Ok(recorded_later(&then, &now, &present.organization.zones, &present.bank, day))
    }

    /// From now on reports have an annex with what was recorded after the day that is looked back to but was true on it.
    ///
    /// # Errors
    /// This desk does not look back.
    pub fn add_annex(&mut self) -> Result<(), Problem> {
        self.past.as_mut().ok_or_else(no_past_day)?.annex = Annex::RecordedLater;
        Ok(())
    }

    /// What the annex of a report about a vendor lists, where it is to have one.
    pub(super) fn annex(&mut self, vendor: VendorId) -> Result<Option<Vec<Later>>, Problem> {
        match self.past.as_ref().map(|past| past.annex) {
            Some(Annex::RecordedLater) => self.recorded_later(vendor).map(Some),
            Some(Annex::None) | None => Ok(None),
        }
    }

    /// The day that is looked back to; for an event it is known once its vendor is read.
    pub(super) fn past_day(&self) -> Option<Date> {
        self.past.as_ref()?.settled.map(|settled| settled.day)
    }

    /// The vendor of whose events one was named by its number, once it was read: nothing is known of the others.
    pub(super) fn only_vendor(&self) -> Option<VendorId> {
        self.past.as_ref()?.settled?.vendor
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
            let slug = self.slug_today(vendor);
            let day =
                self.past_day().map_or_else(String::new, |day| format!(" at the end of {day}"));
            let problem = Problem::wrong_use(format!("nothing was on file about '{slug}'{day}"))
                .next("name a later day; the log says when it was added: proofbook log");
            if let Some(past) = &mut self.past {
                past.nothing = Some(slug);
            }
            return Err(problem);
        }
        let dossier = fold(name, vendor, events, &self.organization);
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
        // What was withheld since is hidden on earlier days, too (rule R28), so it is hidden before the record is cut.
        let events = hidden(events, &past.zones);
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
        self.settle_on(Settled { day, end: just_after(at), vendor: Some(vendor) })
    }

    /// Takes the organization and the questions as they were.
    fn settle_on(&mut self, settled: Settled) -> Result<(), Problem> {
        // Before the first bank the first counts (rule R5), so the bank is looked up before the record is cut.
        let bank = self.bank_on(settled.day)?;
        let zones = self.organization.zones.clone();
        let ours = hidden(std::mem::take(&mut self.organization.events), &zones);
        self.organization = Organization::fold(on_file_before(ours, settled.end));
        if self.organization.zones.is_unset() {
            // Before the first zone the first counts (rule R1).
            self.organization.zones = zones.first_alone();
        }
        self.bank = bank;
        if let Some(past) = &mut self.past {
            past.settled = Some(settled);
            let zone = zones.name_of_day(settled.day).to_owned();
            let view = PastView { as_of: past.as_of, day: settled.day, zone };
            // It is settled once.
            drop(past.view.set(view));
        }
        Ok(())
    }

    /// The short name of a vendor of which nothing was on file: it never changes, so that what is said of the day does not either.
    fn slug_today(&self, vendor: VendorId) -> String {
        let mut listed = self.past.iter().flat_map(|past| &past.listed);
        let found = listed.find(|one| one.id == vendor);
        found.map_or_else(|| vendor.to_string(), |one| one.slug.clone())
    }
}

fn no_past_day() -> Problem {
    Problem::wrong_use("what was recorded later can be told of a past day only")
        .safe("nothing was read or written")
        .next("name the day: --as-of YYYY-MM-DD")
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
