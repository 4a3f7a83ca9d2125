//! Opening and closing a reassessment, and confirming together what nothing asks to think about (rules R23 and R24).

use jiff::civil::Date;

use super::{OnFile, no_such_questionnaire, vendor_name};
use crate::domain::cycle::{self, Reassessment, ToThink};
use crate::domain::dossier::Cycle;
use crate::domain::event::{Change, Class, CycleClosed, CycleOpened, Event};
use crate::domain::id::CycleId;
use crate::domain::question::{Scope, Severity};
use crate::domain::questionnaire::{CORE, OURS, REASSESSMENT, View};
use crate::domain::request::Asked;
use crate::domain::standing::{Confirming, Stand, Standings};
use crate::problem::{Doubt, Problem};
use crate::text::{folded, many};

impl OnFile<'_> {
    /// Opening fixes the questionnaire that is asked of the vendor's tier today, its questions with their revisions, and the due day.
    pub(super) fn open_cycle(
        &self,
        name: &str,
        due: Option<Date>,
        questionnaire: Option<&str>,
    ) -> Result<CycleOpened, Problem> {
        let name = vendor_name(name)?;
        self.refuse_second_cycle(&name)?;
        if let Some(due) = due.filter(|due| *due < self.today) {
            return Err(Problem::wrong_use(format!("the day due is {due}, which has passed"))
                .next("name today or a day ahead"));
        }
        let usual =
            [REASSESSMENT, CORE].into_iter().find(|id| self.bank.questionnaire(id).is_some());
        let usual = if self.dossier.is_ours() { OURS } else { usual.unwrap_or(CORE) };
        let wanted = questionnaire.unwrap_or(usual).trim();
        // By its tier of today, and not what an earlier cycle fixed.
        let view = self.bank.view(wanted, self.dossier.tier);
        let view = view.ok_or_else(|| no_such_questionnaire(self.bank, wanted))?;
        let asked = &view.asked;
        let scope = self.dossier.subject.scope();
        let held = asked.questions().filter_map(|id| self.bank.question(id));
        let held = held.filter(|question| question.scope == scope);
        let mut questions = Vec::new();
        for question in held {
            let fixed = (question.id.clone(), question.revision);
            if !questions.contains(&fixed) {
                questions.push(fixed);
            }
        }
        if questions.is_empty() {
            return Err(self.asks_nothing(wanted, scope));
        }
        Ok(CycleOpened {
            cycle: CycleId(self.now.new_id()),
            name,
            due,
            questionnaire: asked.id.clone(),
            digest: self.bank.digest_of(&View::whole(asked)),
            questions,
        })
    }

    fn asks_nothing(&self, questionnaire: &str, scope: Scope) -> Problem {
        let problem =
            Problem::wrong_use(format!("{questionnaire} asks nothing about {}", scope.title()));
        let next = if self.dossier.is_ours() {
            "leave the questionnaire out: everything about us is asked"
        } else {
            "what is asked about us has a yearly cycle of its own: proofbook cycle open organization --name NAME"
        };
        problem.safe("nothing was recorded").next(next)
    }

    /// One cycle at a time (rule R24), and each with a name of its own, so that it can be named later.
    fn refuse_second_cycle(&self, name: &str) -> Result<(), Problem> {
        let slug = &self.dossier.slug;
        if let Some(open) = self.dossier.open_cycle() {
            return Err(Problem::wrong_use(format!(
                "a reassessment of '{}' is open already: {}",
                self.dossier.name, open.name
            ))
            .safe("nothing was recorded")
            .next(format!("go on with it: proofbook cycle list {slug}"))
            .next(format!("or close it first: proofbook cycle close {slug}")));
        }
        let same = |one: &&Cycle| folded(&one.name) == folded(name);
        match self.dossier.cycles.iter().find(same) {
            Some(earlier) => Err(Problem::wrong_use(format!(
                "there was a reassessment called '{}' already",
                earlier.name
            ))
            .next("give this one a name of its own, such as the year")),
            None => Ok(()),
        }
    }

    /// Closing freezes the figures as they are today; what was not confirmed stays Carried (rule R24). It cannot be undone.
    pub(super) fn close_cycle(&self, sure_of: &[Doubt]) -> Result<CycleClosed, Problem> {
        let Some(open) = self.dossier.open_cycle() else {
            return Err(Problem::wrong_use(format!(
                "no reassessment of '{}' is open",
                self.dossier.name
            ))
            .next(format!("open one: proofbook cycle open {} --name NAME", self.dossier.slug)));
        };
        let summary = cycle::summary(self.dossier, self.organization, self.bank, self.today);
        let standings = Standings::of(self.dossier, self.organization, self.bank, self.today);
        let left = Reassessment::of(self.dossier, self.organization, self.bank, &standings)
            .map_or(0, |reassessment| reassessment.left().count());
        if left > 0 && !sure_of.contains(&Doubt::CycleUnfinished) {
            let are = if left == 1 { "is" } else { "are" };
            return Err(Problem::wrong_use(format!(
                "{} {are} not answered or confirmed in '{}' yet",
                many(left, "question"),
                open.name
            ))
            .safe("nothing was recorded; what was confirmed stays confirmed")
            .next("go on with them, or say yes to close it as it is; closing cannot be undone")
            .doubt(Doubt::CycleUnfinished));
        }
        Ok(CycleClosed { cycle: open.id, summary })
    }

    /// Confirms together what was listed to somebody. Only what nothing asks to think about goes together: whatever changed, has no
    /// current exhibit or is critical is confirmed by itself.
    pub(super) fn confirm_listed(
        &self,
        listed: &[Asked],
        shown: usize,
    ) -> Result<Vec<Change>, Problem> {
        if shown > self.dossier.events.len() {
            return Err(Problem::wrong_use("no event of that number is on file")
                .safe("nothing was confirmed")
                .next("name the event that the list named"));
        }
        self.refuse_unseen(listed, shown)?;
        let since = || self.dossier.events.iter().skip(shown);
        let changes = |event: &Event| {
            event.change.class() == Class::Content && !matches!(event.change, Change::Confirmed(_))
        };
        if since().any(changes) {
            return Err(Problem::wrong_use("the record was changed since the list was shown")
                .safe("nothing was confirmed")
                .next("look at the list anew, then confirm it"));
        }
        let standings = Standings::of(self.dossier, self.organization, self.bank, self.today);
        let Some(left) = Reassessment::of(self.dossier, self.organization, self.bank, &standings)
        else {
            return Err(Problem::wrong_use(format!(
                "no reassessment of '{}' is open, so there is nothing to confirm together",
                self.dossier.name
            )));
        };
        for asked in listed {
            let question = self.question(asked)?;
            let is_it = |stand: &Stand<'_>| stand.question.id == question.id;
            let mut unchanged = left.unchanged.iter().flat_map(|(_, stands)| stands);
            if unchanged.any(|stand| is_it(stand)) {
                continue;
            }
            let thought = left.to_think.iter().find(|one| is_it(one.stand));
            let why = thought.map_or_else(|| "it is confirmed already".to_owned(), ToThink::why);
            return Err(Problem::wrong_use(format!(
                "{} cannot be confirmed together with others",
                question.id
            ))
            .cause(why)
            .safe("nothing was confirmed")
            .next("look at the list anew; confirm this one by itself if its answer holds"));
        }
        self.confirm(listed)
    }

    /// Critical answers that a reassessment asks for are confirmed one by one.
    pub(super) fn refuse_critical_together(&self, items: &[Asked]) -> Result<(), Problem> {
        if items.len() < 2 {
            return Ok(());
        }
        for asked in items {
            let question = self.question(asked)?;
            let stand = self.stand(question, asked.subject);
            if question.severity == Severity::Critical && stand.confirming != Confirming::Settled {
                return Err(Problem::wrong_use(format!(
                    "{} is critical, and critical answers are confirmed one by one",
                    question.id
                ))
                .safe("nothing was confirmed")
                .next(format!("proofbook confirm {} {}", self.dossier.slug, question.id)));
            }
        }
        Ok(())
    }
}
