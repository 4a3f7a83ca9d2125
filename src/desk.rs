//! The desk: the one place where anything is recorded, and where what is on file is looked up.
//!
//! Command line, line mode and screens all work through it. It knows the data folder, who records, the day it is and the questions in
//! force; what may be recorded is decided in [`check`], and how it reaches the disk in [`crate::journal`].

mod adopting;
pub mod check;
mod clock;
mod exhibits;
mod founding;
mod organization;
mod reporting;
mod summaries;
mod vendors;
mod verifying;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

pub use self::check::StoredFile;
pub use self::exhibits::{CheckedExhibit, Finding};
pub use self::founding::{Founding, system_zone};
pub use self::reporting::{Wanted, Written};
pub use self::vendors::Listed;
pub use self::verifying::Verified;
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Event};
use crate::domain::id::{AccountId, VendorId};
use crate::domain::organization::Organization;
use crate::domain::request::Request;
use crate::domain::standing::Standings;
use crate::io::SharedIo;
use crate::journal::{AppendError, Journal};
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
    bank: Arc<Bank>,
    open: BTreeMap<VendorId, OpenVendor>,
    /// The day of a sample that was opened; while a sample is recorded, its days are those of the clock.
    sample_day: Option<Date>,
    said: Vec<String>,
    /// Why a record that is yet to be made may lie on a network's file system.
    network_reason: Option<String>,
}

/// A vendor whose journal was read.
struct OpenVendor {
    dossier: Dossier,
    /// Open for writing since the first event was recorded through this desk.
    journal: Option<Journal>,
    /// How the journal's file ended when it was last looked at.
    end: Option<crate::journal::End>,
    /// Why it cannot be written to, where it is damaged or newer.
    trouble: Option<Problem>,
}

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Events of other programs that were found on the way.
    pub seen: Vec<Event>,
    /// The events that were recorded, in order.
    pub events: Vec<Event>,
}

impl Desk {
    /// Opens what is in the folder, for reading. Nothing is written.
    ///
    /// # Errors
    /// A folder that cannot be read, or whose record of our organization cannot be trusted at all.
    pub fn open(seat: Seat) -> Result<Self, Problem> {
        let mut desk = Self {
            bank: crate::questionnaires::builtin::bank()?,
            seat,
            store: None,
            organization: Organization::default(),
            organization_journal: None,
            open: BTreeMap::new(),
            sample_day: None,
            said: Vec::new(),
            network_reason: None,
        };
        if Store::exists(&*desk.seat.io, &desk.seat.folder) {
            desk.store = Some(Store::open(&desk.seat.io, &desk.seat.folder)?);
            desk.read_organization()?;
            desk.take_bank_in_force()?;
            desk.start_sample_clock()?;
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

    /// Today: the sample's own day, or the clock's in the organization's zone (rules R1 and R2).
    pub fn today(&self) -> Date {
        self.sample_day.unwrap_or_else(|| self.organization.zones.day_of(self.seat.now.now()))
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
        Standings::of(dossier, &self.organization, &self.bank, self.today())
    }

    /// Records what a person asks for about a vendor: checks it against everything on file while nobody else can write.
    ///
    /// # Errors
    /// What may not be recorded, or what the disk refused. Then nothing counts as recorded.
    pub fn record(&mut self, vendor: VendorId, request: &Request) -> Result<Recorded, Problem> {
        self.adopt_newer_bank()?;
        let in_vault = self.put_in_vault(request)?;
        self.open_for_writing(vendor)?;
        let (now, account, today) =
            (self.seat.now.clone(), self.seat.account.clone(), self.today());
        let organization_id = self.store()?.journal_id(JournalName::Organization);
        let Self { open, organization, bank, .. } = self;
        let open = open.get_mut(&vendor).ok_or_else(not_open)?;
        let mut rest: Vec<Change> = Vec::new();
        let mut recorded = open.append(&*now, &account, |dossier| {
            let on_file =
                check::OnFile { dossier, organization, bank, today, account: &account, now: &*now };
            let changes = check::changes(request, &on_file, &in_vault)?;
            let mut changes =
                changes.into_iter().map(|change| name_organization(change, organization_id));
            let first = changes.next().ok_or_else(|| Problem::bug("a request came to nothing"))?;
            rest = changes.collect();
            Ok(first)
        })?;
        for change in rest {
            let next = open.append(&*now, &account, |_| Ok(change))?;
            recorded.seen.extend(next.seen);
            recorded.events.extend(next.events);
        }
        self.note_end(vendor);
        Ok(recorded)
    }

    /// Records what the desk found by itself about a vendor.
    fn record_found(
        &mut self,
        vendor: VendorId,
        decide: impl FnOnce(&Dossier) -> Result<Change, Problem>,
    ) -> Result<Recorded, Problem> {
        self.open_for_writing(vendor)?;
        let (now, account) = (self.seat.now.clone(), self.seat.account.clone());
        let open = self.open.get_mut(&vendor).ok_or_else(not_open)?;
        let recorded = open.append(&*now, &account, decide)?;
        self.note_end(vendor);
        Ok(recorded)
    }
}

impl OpenVendor {
    /// Appends the change that `decide` makes of everything on file, while nobody else can write.
    fn append(
        &mut self,
        now: &dyn Now,
        account: &AccountId,
        decide: impl FnOnce(&Dossier) -> Result<Change, Problem>,
    ) -> Result<Recorded, Problem> {
        let Self { dossier, journal, .. } = self;
        let journal = journal.as_mut().ok_or_else(not_open)?;
        let appended = journal.append(now, account, |seen| {
            for event in seen {
                dossier.apply(event.clone());
            }
            decide(dossier)
        });
        match appended {
            Ok(appended) => {
                dossier.apply(appended.event.clone());
                Ok(Recorded { seen: appended.seen, events: vec![appended.event] })
            }
            Err(AppendError::Refused { reason, .. }) => Err(reason),
            Err(AppendError::Journal(error)) => Err(error.into()),
        }
    }
}

fn not_open() -> Problem {
    Problem::bug("a vendor was written to before it was opened")
}

/// A report names the organization's journal by its id, which only the store knows.
fn name_organization(mut change: Change, organization: uuid::Uuid) -> Change {
    if let Change::ReportWritten(written) = &mut change {
        for head in written.covers.iter_mut().filter(|head| head.journal.is_nil()) {
            head.journal = organization;
        }
    }
    change
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
