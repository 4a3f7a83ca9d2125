//! Legal holds: a matter for which everything about a record is kept.

use super::{OnFile, optional, required};
use crate::domain::dossier::Hold;
use crate::domain::event::{HoldEnded, HoldSet};
use crate::problem::Problem;
use crate::text::folded;

impl OnFile<'_> {
    pub(super) fn set_hold(&self, matter: &str, reason: Option<&str>) -> Result<HoldSet, Problem> {
        let matter = required("matter", matter)?;
        if matter.contains('\n') {
            return Err(Problem::wrong_use("a matter is one line"));
        }
        if let Some(hold) = self.hold(&matter) {
            return Err(Problem::wrong_use(format!(
                "a hold for '{}' stands already, since {}",
                hold.matter,
                self.organization.zones.shown(hold.set_at)
            ))
            .next("see them: proofbook hold list"));
        }
        Ok(HoldSet { matter, reason: optional("reason", reason)? })
    }

    pub(super) fn end_hold(
        &self,
        matter: &str,
        reason: Option<&str>,
    ) -> Result<HoldEnded, Problem> {
        let typed = required("matter", matter)?;
        let Some(hold) = self.hold(&typed) else {
            let standing: Vec<&str> =
                self.dossier.standing_holds().map(|hold| hold.matter.as_str()).collect();
            let stands = if standing.is_empty() {
                "no hold stands here".to_owned()
            } else {
                format!("holds stand for: {}", standing.join("; "))
            };
            return Err(Problem::wrong_use(format!("there is no hold for '{typed}'"))
                .did_you_mean(&typed, standing)
                .next(stands));
        };
        // By the words under which it was set, however they were typed now.
        Ok(HoldEnded { matter: hold.matter.clone(), reason: optional("reason", reason)? })
    }

    fn hold(&self, matter: &str) -> Option<&Hold> {
        let wanted = folded(matter);
        self.dossier.standing_holds().find(|hold| folded(&hold.matter) == wanted)
    }
}
