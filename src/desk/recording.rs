//! Recording about a vendor: checked before anything is written, decided while nobody else can write, given once to whoever sits here.

use super::check::{self, OnFile};
use super::{Desk, OpenVendor, not_open};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Event};
use crate::domain::id::{AccountId, VendorId};
use crate::domain::request::Request;
use crate::journal::{AppendError, End};
use crate::problem::Problem;
use crate::store::JournalName;
use crate::time::Now;

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Events that were found on the way and not given before: of other programs, or of a save that had not been confirmed.
    pub seen: Vec<Event>,
    /// The events that were recorded, in order.
    pub events: Vec<Event>,
}

impl Desk {
    /// Records what a person asks for about a vendor: checks it against everything on file while nobody else can write.
    ///
    /// # Errors
    /// What may not be recorded, or what the disk refused. Then nothing counts as recorded, but for what the problem says.
    pub fn record(&mut self, vendor: VendorId, request: &Request) -> Result<Recorded, Problem> {
        let shown = self.open.get(&vendor).and_then(|open| open.told);
        self.check_beforehand(vendor, request)?;
        self.adopt_what_is_due()?;
        let in_vault = self.put_in_vault(request)?;
        self.open_for_writing(vendor)?;
        let (now, account, today) =
            (self.seat.now.clone(), self.seat.account.clone(), self.today_of(vendor));
        let organization_id = self.store()?.journal_id(JournalName::Organization);
        let Self { open, organization, bank, said, .. } = self;
        let open = open.get_mut(&vendor).ok_or_else(not_open)?;
        let told = open.told.unwrap_or(open.dossier.events.len());
        let mut rest: Vec<Change> = Vec::new();
        let mut own = vec![open.append(&*now, &account, |dossier| {
            let on_file =
                OnFile { dossier, organization, bank, today, account: &account, now: &*now };
            if let (Request::Confirm(items), Some(shown)) = (request, shown) {
                on_file.refuse_unseen(items, shown)?;
            }
            let changes = check::changes(request, &on_file, &in_vault)?;
            said.extend(on_file.linked_instead(request, &changes));
            let mut changes =
                changes.into_iter().map(|change| name_organization(change, organization_id));
            let first = changes.next().ok_or_else(|| Problem::bug("a request came to nothing"))?;
            rest = changes.collect();
            Ok(first)
        })?];
        let all = 1 + rest.len();
        for change in rest {
            let next = open.append(&*now, &account, |_| Ok(change));
            own.push(next.map_err(|problem| after_some(problem, own.len(), all))?);
        }
        let seen = open.tell_from(told).into_iter().filter(|event| !own.contains(event)).collect();
        self.note_end(vendor);
        Ok(Recorded { seen, events: own })
    }

    /// Refuses what cannot be recorded before anything is written on the way: no copy in the vault, no bank adopted.
    fn check_beforehand(&mut self, vendor: VendorId, request: &Request) -> Result<(), Problem> {
        self.read(vendor)?;
        self.writable()?;
        let bank = self.bank_to_record_under()?;
        let open = self.open.get(&vendor).ok_or_else(not_open)?;
        if let Some(trouble) = &open.trouble {
            return Err(trouble.clone());
        }
        let on_file = OnFile {
            dossier: &open.dossier,
            organization: &self.organization,
            bank: &bank,
            today: self.today_of(vendor),
            account: &self.seat.account,
            now: &*self.seat.now,
        };
        check::changes(request, &on_file, &self.before_the_vault(request)).map(drop)
    }

    /// Records what the desk found by itself about a vendor.
    pub(super) fn record_found(
        &mut self,
        vendor: VendorId,
        decide: impl FnOnce(&Dossier) -> Result<Change, Problem>,
    ) -> Result<Event, Problem> {
        self.adopt_what_is_due()?;
        self.open_for_writing(vendor)?;
        let (now, account) = (self.seat.now.clone(), self.seat.account.clone());
        let open = self.open.get_mut(&vendor).ok_or_else(not_open)?;
        let event = open.append(&*now, &account, decide)?;
        self.note_end(vendor);
        Ok(event)
    }
}

impl OpenVendor {
    /// A vendor as read, of whom nobody was told anything.
    pub(super) const fn read(dossier: Dossier, end: Option<End>, trouble: Option<Problem>) -> Self {
        Self { dossier, journal: None, end, trouble, told: None }
    }

    /// Appends the change that `decide` makes of everything on file, while nobody else can write.
    pub(super) fn append(
        &mut self,
        now: &dyn Now,
        account: &AccountId,
        decide: impl FnOnce(&Dossier) -> Result<Change, Problem>,
    ) -> Result<Event, Problem> {
        let Self { dossier, journal, .. } = self;
        let journal = journal.as_mut().ok_or_else(not_open)?;
        let appended = journal.append(now, account, |seen| {
            for event in seen {
                take_in(dossier, event);
            }
            decide(dossier)
        });
        match appended {
            Ok(appended) => {
                take_in(dossier, &appended.event);
                Ok(appended.event)
            }
            Err(AppendError::Refused { reason, .. }) => Err(reason),
            Err(AppendError::Journal(error)) => Err(error.into()),
        }
    }

    /// The events from a place on, which count as given from now on.
    pub(super) fn tell_from(&mut self, told: usize) -> Vec<Event> {
        self.told = Some(self.dossier.events.len());
        self.dossier.events.iter().skip(told).cloned().collect()
    }
}

/// Adds an event to what is on file, unless it was read from the file before.
pub(super) fn take_in(dossier: &mut Dossier, event: &Event) {
    if usize::try_from(event.seq).is_ok_and(|place| place >= dossier.events.len()) {
        dossier.apply(event.clone());
    }
}

/// Several events are not one: what was recorded before one failed stays.
fn after_some(problem: Problem, recorded: usize, all: usize) -> Problem {
    let before = format!("{recorded} of {all} changes were recorded before that");
    let safe =
        problem.safe.as_ref().map_or_else(|| before.clone(), |safe| format!("{before}; {safe}"));
    problem.safe(safe)
}

/// Reports and sign-offs name the organization's journal by its id, which only the store knows.
fn name_organization(mut change: Change, organization: uuid::Uuid) -> Change {
    let heads = match &mut change {
        Change::ReportWritten(written) => written.covers.as_mut_slice(),
        Change::SignedOff(signed) => signed.journals.as_mut_slice(),
        _ => &mut [],
    };
    for head in heads.iter_mut().filter(|head| head.journal.is_nil()) {
        head.journal = organization;
    }
    change
}
