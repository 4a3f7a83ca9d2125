//! The record of our organization: read, and written to.

use super::Desk;
use crate::domain::event::{Change, Event};
use crate::domain::organization::Organization;
use crate::journal::{AppendError, Journal};
use crate::problem::Problem;
use crate::store::JournalName;

impl Desk {
    pub(super) fn read_organization(&mut self) -> Result<(), Problem> {
        let store = self.store()?;
        let end = store.end(JournalName::Organization);
        let reading = store.read(JournalName::Organization)?;
        let problem = reading.problem(&store.journal_folder(JournalName::Organization));
        if let Some(problem) = problem.filter(|_| !reading.is_writable()) {
            self.said.push(problem.to_string());
        }
        self.organization = Organization::fold(reading.events);
        self.organization_end = end;
        Ok(())
    }

    /// Takes in what other programs recorded of our organization, and the questions that they brought into force.
    pub(super) fn look_at_organization(&mut self) -> Result<(), Problem> {
        if self.past.is_some() {
            return Ok(());
        }
        let in_doubt = self.organization_journal.as_ref().is_some_and(Journal::is_poisoned);
        if in_doubt || self.store()?.end(JournalName::Organization) == self.organization_end {
            return Ok(());
        }
        self.read_organization()?;
        self.take_bank_in_force()
    }

    /// Records an event of our organization.
    pub(super) fn record_ours(&mut self, change: Change) -> Result<(), Problem> {
        self.record_ours_unless(|_| false, change)
    }

    /// Records an event of our organization, unless it turns out to be needless by what is on file by then.
    pub(super) fn record_ours_unless(
        &mut self,
        needless: impl FnOnce(&Organization) -> bool,
        change: Change,
    ) -> Result<(), Problem> {
        let store = self.store()?.clone();
        let (now, account) = (self.seat.now.clone(), self.seat.account.clone());
        match &mut self.organization_journal {
            Some(journal) if journal.is_poisoned() => {
                self.organization = Organization::fold(journal.reopen(&*now, &account)?);
            }
            Some(_) => {}
            None => {
                let opened = store.open_journal(JournalName::Organization, &*now, &account)?;
                self.organization = Organization::fold(opened.events);
                self.organization_journal = Some(opened.journal);
            }
        }
        let journal = self.organization_journal.as_mut().ok_or_else(super::not_open)?;
        let organization = &mut self.organization;
        let appended = journal.append(&*now, &account, |seen| {
            for event in seen {
                take_in(organization, event);
            }
            if needless(organization) { Err(()) } else { Ok(change) }
        });
        match appended {
            Ok(appended) => take_in(organization, &appended.event),
            Err(AppendError::Refused { reason: (), .. }) => {}
            Err(AppendError::Journal(error)) => return Err(error.into()),
        }
        let ours = journal.head().map(|head| head.hash);
        let end = store.end(JournalName::Organization);
        if end.map(|end| end.hash) == ours {
            self.organization_end = end;
        }
        Ok(())
    }
}

/// Adds an event to what is on file, unless it was read from the file before.
fn take_in(organization: &mut Organization, event: &Event) {
    if usize::try_from(event.seq).is_ok_and(|place| place >= organization.events.len()) {
        organization.apply(event.clone());
    }
}
