//! Undo and redo, said before they are done: which change would be taken back. The desk decides; this only looks ahead (rule R22).

use super::command::CommandId;
use super::state::App;
use crate::domain::apply::taken_back;
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Class, Event};
use crate::domain::telling::{described, taken_back_words};

impl App {
    /// What undo would take back, in one sentence.
    ///
    /// # Errors
    /// Says why there is nothing.
    pub fn undo_would(&self) -> Result<String, String> {
        let none = || {
            let correct = self.how(CommandId::Correct);
            format!(
                "You have recorded nothing today that can be taken back. {correct} corrects an older answer, with a reason."
            )
        };
        let (event, dossier, bank) = self
            .last_own(|change| {
                change.can_be_undone()
                    && !matches!(change, Change::Undone(_) | Change::ExhibitState(_))
            })
            .ok_or_else(none)?;
        Ok(taken_back_words(event, dossier, bank))
    }

    /// What redo would put back, in one sentence.
    ///
    /// # Errors
    /// Says why there is nothing.
    pub fn redo_would(&self) -> Result<String, String> {
        let none = "There is no undo of yours to take back.";
        let (event, dossier, bank) =
            self.last_own(|change| change.class() == Class::Content).ok_or(none)?;
        let Change::Undone(undone) = &event.change else { return Err(none.to_owned()) };
        Ok(dossier.event(undone.of).map(|of| described(of, dossier, bank)).unwrap_or_default())
    }

    /// The last event of the account in hand, recorded today and not taken back, whose change fits.
    fn last_own(&self, fits: impl Fn(&Change) -> bool) -> Option<(&Event, &Dossier, &Bank)> {
        let (store, vendor) = (self.store.as_ref()?, self.vendor.as_ref()?);
        let back = taken_back(&vendor.dossier.events);
        let own = |event: &&Event| {
            event.by == store.account
                && store.organization.zones.day_of(event.at) == store.today
                && !back.contains(&event.id)
                && fits(&event.change)
        };
        let event = vendor.dossier.events.iter().rev().find(own)?;
        Some((event, &vendor.dossier, &store.bank))
    }
}
