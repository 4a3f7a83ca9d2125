//! One vendor as two desks see it, held side by side.

use std::sync::Arc;

use jiff::civil::Date;

use super::Desk;
use crate::domain::bank::Bank;
use crate::domain::comparison::{Comparison, Side};
use crate::domain::dossier::Dossier;
use crate::domain::event::{InterviewOpened, Subject};
use crate::domain::id::{QuestionId, VendorId};
use crate::domain::organization::Organization;
use crate::domain::standing::{Standing, Standings};
use crate::problem::Problem;

/// A vendor as a desk sees it, kept beside the desk.
pub struct Looked {
    /// Its record; empty, where nothing was on file yet.
    pub dossier: Dossier,
    organization: Organization,
    bank: Arc<Bank>,
    /// The day.
    pub day: Date,
}

impl Desk {
    /// A vendor as this desk sees it; an empty record, where nothing was on file of it on the day that is looked back to.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn look_at(&mut self, vendor: VendorId) -> Result<Looked, Problem> {
        let read = self.dossier(vendor).cloned();
        let dossier = match read {
            Ok(dossier) => dossier,
            Err(_) if self.nothing_on_file_about().is_some() => Dossier::empty(vendor),
            Err(problem) => return Err(problem),
        };
        let (organization, bank) = (self.organization().clone(), self.bank().clone());
        Ok(Looked { dossier, organization, bank, day: self.today_of(vendor) })
    }
}

impl Looked {
    /// The questions of a questionnaire that were asked of a role, about the vendor or about one incident, and were not answered, or not
    /// confirmed; none, where there was no such questionnaire.
    pub fn left_open(&self, opened: &InterviewOpened) -> Vec<(Subject, QuestionId, Standing)> {
        let Self { dossier, organization, bank, day } = self;
        let Some(view) = dossier.view(bank, &opened.questionnaire) else { return Vec::new() };
        let standings =
            Standings::of(dossier, organization, bank, *day).asked_with(opened.incident);
        let stands = standings.view(&view.asked).into_iter();
        let left = stands.filter(|stand| {
            let asked = opened.role.is_none_or(|role| stand.question.ask_of.contains(&role));
            let open = matches!(stand.standing, Standing::Open | Standing::Carried);
            asked && open && stand.asked.is_asked()
        });
        left.map(|stand| (stand.subject, stand.question.id.clone(), stand.standing)).collect()
    }

    fn side(&self) -> Side<'_> {
        let Self { dossier, organization, bank, day } = self;
        Side { dossier, organization, bank, day: *day }
    }

    /// What moved since an earlier side, which was named so.
    ///
    /// # Errors
    /// It is no earlier one.
    pub fn since(&self, then: &Self, named: &str) -> Result<Comparison, Problem> {
        if then.dossier.events.len() > self.dossier.events.len() || then.day > self.day {
            return Err(Problem::wrong_use(format!(
                "{named} is after the day that it is compared with, {}",
                self.day
            ))
            .next("name the earlier day first"));
        }
        Ok(Comparison::of(then.side(), self.side()))
    }
}
