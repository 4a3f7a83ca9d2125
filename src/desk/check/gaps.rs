//! Owning and accepting gaps, ending follow-ups.

use jiff::civil::Date;

use super::{OnFile, required};
use crate::domain::dossier::FollowUpOnFile;
use crate::domain::event::{FollowUpAssigned, FollowUpDone, GapAccepted, GapOwned};
use crate::domain::gap;
use crate::domain::id::{FollowUpId, QuestionId};
use crate::domain::request::Asked;
use crate::domain::standing::Standings;
use crate::problem::Problem;

impl OnFile<'_> {
    pub(super) fn own_gap(
        &self,
        asked: &Asked,
        owner: &str,
        fix_by: Option<Date>,
    ) -> Result<GapOwned, Problem> {
        let question = self.question_with_gap(asked)?;
        Ok(GapOwned { subject: asked.subject, question, owner: required("owner", owner)?, fix_by })
    }

    /// Accepting needs a reason and a day at most 365 days ahead (rule R19).
    pub(super) fn accept_gap(
        &self,
        asked: &Asked,
        until: Date,
        reason: &str,
    ) -> Result<GapAccepted, Problem> {
        let question = self.question_with_gap(asked)?;
        let last = gap::last_acceptance_day(self.today);
        if until < self.today || until > last {
            return Err(Problem::wrong_use(format!("a gap cannot be accepted until {until}"))
                .next(format!("name a day from {} to {last}", self.today)));
        }
        Ok(GapAccepted {
            subject: asked.subject,
            question,
            until,
            reason: required("reason", reason)?,
        })
    }

    fn question_with_gap(&self, asked: &Asked) -> Result<QuestionId, Problem> {
        let question = self.question(asked)?;
        let standings = Standings::of(self.dossier, self.organization, self.bank, self.today);
        let stand = standings.about(asked.subject, &question.id);
        match stand {
            Some(stand) if gap::severity(stand).is_some() => Ok(question.id.clone()),
            _ => {
                let standing = stand.map_or("not asked", |stand| stand.standing.title());
                Err(Problem::wrong_use(format!(
                    "{} has no gap today: it stands {standing}",
                    question.id
                ))
                .next(format!("see the gaps: proofbook gaps {}", self.dossier.slug)))
            }
        }
    }

    pub(super) fn end_follow_up(
        &self,
        id: FollowUpId,
        note: &str,
    ) -> Result<FollowUpDone, Problem> {
        self.open_follow_up(id)?;
        Ok(FollowUpDone { id, note: required("note", note)? })
    }

    pub(super) fn assign_follow_up(
        &self,
        id: FollowUpId,
        owner: &str,
        due: Option<Date>,
    ) -> Result<FollowUpAssigned, Problem> {
        let one = self.open_follow_up(id)?;
        let owner = required("name of who will find out", owner)?;
        let due = due.filter(|day| *day != one.follow_up.due);
        if let Some(day) = due.filter(|day| *day < self.today) {
            return Err(Problem::wrong_use(format!(
                "the follow-up cannot be due {day}: it has passed"
            ))
            .next("name today or a day ahead, or no day: then the day stays as it is"));
        }
        if owner == one.follow_up.owner && due.is_none() {
            return Err(Problem::wrong_use(format!("{owner} finds out {} already", one.name()))
                .safe("nothing was recorded")
                .next("name somebody else, or another day"));
        }
        Ok(FollowUpAssigned { id, owner, due })
    }

    fn open_follow_up(&self, id: FollowUpId) -> Result<&FollowUpOnFile, Problem> {
        let found = self.dossier.follow_ups.iter().find(|one| one.follow_up.id == id);
        match found {
            None => Err(Problem::wrong_use(format!("there is no follow-up {id}"))
                .next("see them: proofbook followup list")),
            Some(one) if !one.is_open() => Err(Problem::wrong_use(format!(
                "the follow-up on {} is done already",
                one.question
            ))),
            Some(one) => Ok(one),
        }
    }
}
