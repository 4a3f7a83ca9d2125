//! What is told of work beside the screens. Whoever types meanwhile keeps their form, their place and every letter: what is done is said in
//! the status line, and what is asked waits until nothing is typed.

use crate::app::command::{CommandId, Context};
use crate::app::effect::Effect;
use crate::app::form::FieldName;
use crate::app::message::Message;
use crate::app::overlay::{About, Confirm, Overlay, Prompt, Purpose};
use crate::app::state::{App, Freshness, Lookout, Status};
use crate::app::words::{begun, capital};
use crate::app::working::{Going, Task, Work, WorkId};
use crate::problem::{Kind, Problem};
use crate::text::many;

impl App {
    pub(super) fn worked(&mut self, work: Work) -> Vec<Effect> {
        match work {
            Work::Taken { id, what } => self.work_taken(id, what),
            Work::Reached { id, doing, done, of } => self.working.reached(id, &doing, done, of),
            Work::Ended { id, results } => return self.work_ended(id, results),
        }
        Vec::new()
    }

    /// The form in which it was asked for gives way; what was typed into it is kept until the work is done.
    fn work_taken(&mut self, id: WorkId, what: &'static str) {
        let form = self.submitted.take();
        let is_of = |purpose: Purpose, about: &About| {
            form.as_ref().is_some_and(|form| form.0 == purpose && form.1 == *about)
        };
        if let Some(Overlay::Prompt(prompt)) = self.overlay.take_if(|lying| {
            matches!(lying, Overlay::Prompt(prompt) if is_of(prompt.purpose, &prompt.about))
        }) {
            self.kept.push(*prompt);
        }
        let task = Task { id, what, so_far: None, going: Going::On, form };
        self.status = match self.working.tasks.front() {
            Some(first) => {
                let under_way = begun(first.what);
                Status::Said(format!("{under_way} is still under way; {what} follows it."))
            }
            None => Status::Quiet,
        };
        self.working.tasks.push_back(task);
    }

    fn work_ended(&mut self, id: WorkId, results: Vec<Message>) -> Vec<Effect> {
        let task = self.working.ended(id);
        for result in results {
            self.came_of_work(task.as_ref(), result);
        }
        // What was recorded beside is on file for everybody; the screens see it as they see what another program records.
        task.map(|_| Effect::Refresh).into_iter().collect()
    }

    fn came_of_work(&mut self, task: Option<&Task>, result: Message) {
        let words = done_in_words(&result);
        match (result, words) {
            (_, Some(words)) => {
                self.forget_form(task);
                self.working.said = Some(words.clone());
                self.status = Status::Saved(words);
            }
            (Message::Refused(problem), _) => self.work_refused(task, problem),
            (Message::Doubted { problem, then }, _) => {
                self.forget_form(task);
                self.put_aside(task, super::refused::doubt(problem, *then));
            }
            (Message::ListChecked { lines, then }, _) => {
                self.forget_form(task);
                self.put_aside(task, list_checked(lines, *then));
            }
            (Message::LookedAhead(ahead), _) if self.looking.is_none() => {
                self.lookout = Lookout { known: Some(*ahead), state: Freshness::Fresh };
            }
            (Message::Said(words), _) => {
                self.forget_form(task);
                self.say(words);
            }
            _ => {}
        }
    }

    /// What was typed into its form is there again when the form is opened the next time.
    fn work_refused(&mut self, task: Option<&Task>, problem: Problem) {
        if self.lookout.state == Freshness::Asked && task.is_none() {
            self.lookout.state = Freshness::Fresh;
        }
        let Some(task) = task else {
            self.status = Status::Problem(problem);
            return;
        };
        let of_task = |kept: &&mut Prompt| {
            task.form
                .as_ref()
                .is_some_and(|(purpose, about)| kept.purpose == *purpose && kept.about == *about)
        };
        if let Some(kept) = self.kept.iter_mut().find(of_task) {
            kept.form.focus_on(FieldName::Path);
        }
        self.status = match problem.kind {
            Kind::Canceled => {
                let safe = problem.safe.map(|safe| format!(" {}", capital(&safe)));
                Status::Said(format!("Stopped: {}.{}", task.what, safe.unwrap_or_default()))
            }
            _ => Status::Problem(problem),
        };
    }

    fn forget_form(&mut self, task: Option<&Task>) {
        let Some((purpose, about)) = task.and_then(|task| task.form.as_ref()) else { return };
        self.kept.retain(|kept| kept.purpose != *purpose || kept.about != *about);
    }

    /// Asks as soon as nothing is typed and nothing lies over the screen.
    fn put_aside(&mut self, task: Option<&Task>, question: Confirm) {
        self.working.aside.push_back(question);
        if !self.is_free() {
            let what = task.map_or("What was worked on", |task| task.what);
            self.say(format!(
                "{}: there is a question. It is asked when this is closed.",
                begun(what)
            ));
        }
    }

    /// Shows what was put aside, where it takes nothing away from whoever sits here.
    pub(in crate::app::update) fn ask_what_is_aside(&mut self) {
        if self.is_free()
            && let Some(question) = self.working.aside.pop_front()
        {
            self.status = Status::Quiet;
            self.overlay = Some(Overlay::Confirm(question));
        }
    }

    fn is_free(&self) -> bool {
        self.overlay.is_none()
            && self.beneath.is_none()
            && self.looking.is_none()
            && self.taking.is_none()
            && self.prefix.is_empty()
            && self.context() != Context::Typing
    }

    /// Stops what is under way; what waits after it goes on.
    pub(in crate::app::update) fn stop_work(&mut self) -> Vec<Effect> {
        let stopped = self.working.stop();
        if stopped.is_some() {
            self.status = Status::Quiet;
        } else if !self.says_what_was_made() {
            self.say("Nothing is written, verified or imported now.");
        }
        stopped.into_iter().collect()
    }

    /// Whether the status line says what has just ended: whoever stops it a moment too late still reads where it is.
    fn says_what_was_made(&self) -> bool {
        matches!(&self.status, Status::Saved(words) if self.working.said.as_ref() == Some(words))
    }

    /// What is under way, in a sentence.
    pub fn work_words(&self) -> Option<String> {
        self.working.words(&self.how(CommandId::StopWork))
    }
}

/// The question before a list is imported.
pub(super) fn list_checked(lines: Vec<String>, then: Effect) -> Confirm {
    Confirm::new("Import the list?", lines, "Leave it", "Import it", then)
}

/// What was made, in words; nothing of a message that says of nothing made.
pub(super) fn done_in_words(message: &Message) -> Option<String> {
    Some(match message {
        Message::ReportWritten { path } => format!("The report is in {}", path.display()),
        Message::BinderMade { path, missing } => {
            let lacks = match missing {
                0 => String::new(),
                1 => "; 1 exhibit is not in it, see its index page".to_owned(),
                more => format!("; {} are not in it, see its index page", many(*more, "exhibit")),
            };
            format!("The binder is in {}{lacks}", path.display())
        }
        Message::Imported { added, completed: 0 } => {
            format!("saved: {} added from the list", many(*added, "vendor"))
        }
        Message::Imported { added, completed } => format!(
            "saved: {} added from the list; {completed} completed that an import of it had begun",
            many(*added, "vendor")
        ),
        _ => return None,
    })
}
