//! The desk: the one place where anything is recorded, and where what is on file is looked up.
//!
//! Command line, line mode and screens all work through it. It knows the data folder, who records, the day it is and the questions in
//! force; what may be recorded is decided in [`check`], and how it reaches the disk in [`crate::journal`].

mod adopting;
mod ahead;
mod binding;
mod calendar;
pub mod check;
mod clock;
mod comparing;
mod exhibits;
pub mod finding;
mod founding;
mod handing;
mod importing;
mod listing;
mod looking_back;
mod organization;
mod own_fonts;
mod own_questions;
mod portfolio;
mod printing;
mod recording;
mod reporting;
mod sealing;
mod summaries;
mod vendors;
mod verifying;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

pub use self::binding::{Binding, Bound};
pub use self::check::StoredFile;
pub use self::exhibits::{CheckedExhibit, Finding};
pub use self::founding::{Founding, system_zone};
pub use self::handing::HandedBinder;
pub use self::importing::{Checked, CheckedRow, Fate, NotImported, OnTheList};
pub use self::looking_back::PastView;
pub use self::own_questions::{OwnCheck, OwnState};
pub use self::portfolio::{MOST_VENDORS, WantedPortfolio};
pub use self::printing::Written;
pub use self::recording::Recorded;
pub use self::reporting::{Exhibits, HeaderLine, Kind, PaperSize, Wanted};
pub use self::sealing::{Sealed, WithheldTexts};
pub use self::vendors::Listed;
pub(crate) use self::verifying::named_objects;
pub use self::verifying::{Belonging, ReportVerified, Slice, Verified, WrittenBy};
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::id::{AccountId, VendorId};
use crate::domain::organization::Organization;
use crate::domain::standing::Standings;
use crate::io::SharedIo;
use crate::journal::{End, Journal};
use crate::problem::Problem;
use crate::store::{JournalName, Store};
use crate::time::{Now, ShiftedNow};

/// The version of this program, as it stands in events and reports.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Where the desk stands and who sits at it.
#[derive(Clone)]
pub struct Seat {
    /// The data folder; nothing needs to be there.
    pub folder: PathBuf,
    /// The file system.
    pub io: SharedIo,
    /// The clock.
    pub now: Arc<dyn Now>,
    /// Who records.
    pub account: AccountId,
}

/// The desk.
pub struct Desk {
    seat: Seat,
    store: Option<Store>,
    organization: Organization,
    organization_journal: Option<Journal>,
    /// How the organization's journal ended when it was last read.
    organization_end: Option<End>,
    bank: Arc<Bank>,
    open: BTreeMap<VendorId, OpenVendor>,
    /// The day of a sample that was opened; while a sample is recorded, its days are those of the clock.
    sample_day: Option<Date>,
    said: Vec<String>,
    /// What comes into force with the next event, as last worked out.
    due: Option<own_questions::Due>,
    /// What was last said of own question files, so that it is said once.
    told_of_own: Option<String>,
    /// The past day that is looked back to, if one is.
    past: Option<looking_back::Past>,
    /// Why a record that is yet to be made may lie on a network's file system.
    network_reason: Option<String>,
}

/// A vendor whose journal was read.
struct OpenVendor {
    dossier: Dossier,
    /// Open for writing since the first event was recorded through this desk.
    journal: Option<Journal>,
    /// How the journal's file ended when it was last looked at.
    end: Option<End>,
    /// Why it cannot be written to, where it is damaged or newer.
    trouble: Option<Problem>,
    /// How many of the events whoever sits here was given; `None` until they ask for any.
    told: Option<usize>,
}

impl Desk {
    /// Opens what is in the folder, for reading. Nothing is written.
    ///
    /// # Errors
    /// A folder that cannot be read, or whose record of our organization cannot be trusted at all.
    pub fn open(seat: Seat) -> Result<Self, Problem> {
        let mut desk = Self::open_record(seat)?;
        if desk.has_store() {
            desk.start_sample_clock()?;
            desk.take_bank_in_force()?;
            desk.look_at_own_files();
        }
        Ok(desk)
    }

    /// Opens the record alone, without the questions in force: for [`Self::verify`] of all of it, also where those cannot be read.
    /// Nothing that depends on questions may be asked of such a desk.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_record(seat: Seat) -> Result<Self, Problem> {
        let mut desk = Self {
            bank: crate::questionnaires::builtin::bank()?,
            seat,
            store: None,
            organization: Organization::default(),
            organization_journal: None,
            organization_end: None,
            open: BTreeMap::new(),
            sample_day: None,
            said: Vec::new(),
            due: None,
            told_of_own: None,
            past: None,
            network_reason: None,
        };
        if Store::exists(&*desk.seat.io, &desk.seat.folder) {
            desk.store = Some(Store::open(&desk.seat.io, &desk.seat.folder)?);
            desk.read_organization()?;
        }
        Ok(desk)
    }

    /// Whether there is a record in the folder.
    pub const fn has_store(&self) -> bool {
        self.store.is_some()
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.seat.folder
    }

    /// Who records.
    pub const fn account(&self) -> &AccountId {
        &self.seat.account
    }

    /// Our organization as recorded.
    pub const fn organization(&self) -> &Organization {
        &self.organization
    }

    /// The questions in force.
    pub const fn bank(&self) -> &Arc<Bank> {
        &self.bank
    }

    /// The day of the sample; `None` for a record.
    pub fn sample(&self) -> Option<Date> {
        self.store.as_ref().and_then(Store::sample)
    }

    /// Today: the day that is looked back to, the sample's own day, or the clock's in the organization's zone; never before what is on file of us (rules R1 and R2).
    pub fn today(&self) -> Date {
        if let Some(day) = self.past_day() {
            return day;
        }
        let zones = &self.organization.zones;
        let clock = self.sample_day.unwrap_or_else(|| zones.day_of(self.seat.now.now()));
        self.organization.events.last().map_or(clock, |event| clock.max(zones.day_of(event.at)))
    }

    /// Today for a vendor: never before the last event on file of it (rule R2). A clock that was ahead moves no other vendor's day.
    pub fn today_of(&self, vendor: VendorId) -> Date {
        self.open.get(&vendor).map_or_else(|| self.today(), |open| self.day_of(&open.dossier))
    }

    fn day_of(&self, dossier: &Dossier) -> Date {
        if let Some(day) = self.past_day() {
            return day;
        }
        let last = dossier.events.last();
        let last = last.map(|event| self.organization.zones.day_of(event.at));
        last.unwrap_or_default().max(self.today())
    }

    /// What the desk did by itself and a person should hear of: the store was made, a newer bank adopted. Empties the list.
    pub fn said(&mut self) -> Vec<String> {
        std::mem::take(&mut self.said)
    }

    fn say_once(&mut self, said: String) {
        if !self.said.contains(&said) {
            self.said.push(said);
        }
    }

    /// Circumstances that a person should know of: a synchronized folder, copies in conflict.
    pub fn notices(&self) -> Vec<String> {
        self.store.as_ref().map_or_else(Vec::new, Store::notices)
    }

    /// Typed texts that are not recorded yet.
    ///
    /// # Errors
    /// There is no store yet.
    pub fn drafts(&self) -> Result<crate::store::drafts::Drafts, Problem> {
        Ok(self.store()?.drafts())
    }

    /// The store.
    ///
    /// # Errors
    /// There is none yet.
    pub fn store(&self) -> Result<&Store, Problem> {
        self.store.as_ref().ok_or_else(|| {
            Problem::wrong_use(format!("there is no record in {} yet", self.seat.folder.display()))
                .next("start with `proofbook`, with `proofbook vendor add NAME`, or look at an example: `proofbook sample`")
                .next("or name the folder that holds it: `proofbook --data DIR`")
        })
    }

    /// How the vendor's questions stand today.
    ///
    /// # Errors
    /// As [`Self::dossier`].
    pub fn standings<'a>(&'a self, dossier: &'a Dossier) -> Standings<'a> {
        Standings::of(dossier, &self.organization, &self.bank, self.day_of(dossier))
    }

    /// The store, if anything may be written in it.
    fn writable(&self) -> Result<&Store, Problem> {
        self.refuse_in_the_past()?;
        let store = self.store()?;
        store.read_only().map_or(Ok(store), |refused| Err(refused.into()))
    }
}

fn not_open() -> Problem {
    Problem::bug("a vendor was written to before it was opened")
}

impl Desk {
    /// A sample has a day of its own: its clock starts on it, after everything that is recorded.
    fn start_sample_clock(&mut self) -> Result<(), Problem> {
        let Some(day) = self.sample() else { return Ok(()) };
        let zones = &self.organization.zones;
        let morning = day.to_datetime(jiff::civil::time(9, 0, 0, 0));
        let morning = zones.of_day(day).to_ambiguous_zoned(morning).compatible();
        let mut start = morning.map_or(self.seat.now.now(), |morning| morning.timestamp());
        let store = self.store()?;
        let mut last = self.organization.events.last().map(|event| event.at);
        for vendor in store.vendor_ids()? {
            last = last
                .max(store.read(JournalName::Vendor(vendor))?.events.last().map(|event| event.at));
        }
        start = start.max(last.unwrap_or(start));
        self.sample_day = Some(day);
        self.seat.now = Arc::new(ShiftedNow::starting_at(start));
        Ok(())
    }
}
