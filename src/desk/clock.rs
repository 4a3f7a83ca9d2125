//! Saying that the clock had been wrong when the last events were recorded (rule R3).

use super::Desk;
use crate::domain::event::{ClockFault, Event};
use crate::domain::id::VendorId;
use crate::problem::Problem;

impl Desk {
    /// Records that the vendor's last events, those whose time lies ahead of the clock, were recorded under a wrong clock. They count
    /// from now on as recorded now.
    ///
    /// # Errors
    /// No event lies ahead of the clock, the reason is blank, or the disk refused.
    pub fn declare_clock_fault(
        &mut self,
        vendor: VendorId,
        reason: &str,
    ) -> Result<Vec<Event>, Problem> {
        let reason = super::check::required("reason", reason)?;
        let now = self.seat.now.clone();
        let event = self.record_found(vendor, |dossier| {
            let ahead = |event: &&Event| event.at > now.now();
            let first = dossier.events.iter().rev().take_while(ahead).last();
            match (first, dossier.events.last()) {
                (Some(first), Some(last)) => {
                    Ok(ClockFault { events: (first.id, last.id), true_at: None, reason }.into())
                }
                _ => Err(Problem::wrong_use("no event of this vendor lies ahead of the clock")
                    .safe("nothing was written")),
            }
        })?;
        self.count_as_told(vendor, &event);
        Ok(vec![event])
    }

    /// An event of our own that its caller is given in another way is no news, unless others' came before it.
    fn count_as_told(&mut self, vendor: VendorId, event: &Event) {
        if let Some(open) = self.open.get_mut(&vendor)
            && let Ok(place) = usize::try_from(event.seq)
            && open.told == Some(place)
        {
            open.told = Some(place.saturating_add(1));
        }
    }
}
