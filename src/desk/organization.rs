//! The record of our organization: read, and written to.

use super::Desk;
use crate::domain::event::Change;
use crate::domain::organization::Organization;
use crate::journal::AppendError;
use crate::problem::Problem;
use crate::store::JournalName;

impl Desk {
    pub(super) fn read_organization(&mut self) -> Result<(), Problem> {
        let store = self.store()?;
        let reading = store.read(JournalName::Organization)?;
        let problem = reading.problem(&store.journal_folder(JournalName::Organization));
        if let Some(problem) = problem.filter(|_| !reading.is_writable()) {
            self.said.push(problem.to_string());
        }
        self.organization = Organization::fold(reading.events);
        Ok(())
    }

    /// Records an event of our organization.
    pub(super) fn record_ours(&mut self, change: Change) -> Result<(), Problem> {
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
            seen.iter().cloned().for_each(|event| organization.apply(event));
            Ok::<_, Problem>(change)
        });
        match appended {
            Ok(appended) => {
                organization.apply(appended.event);
                Ok(())
            }
            Err(AppendError::Refused { reason, .. }) => Err(reason),
            Err(AppendError::Journal(error)) => Err(error.into()),
        }
    }
}
