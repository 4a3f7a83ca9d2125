//! Files that are pasted or marked in a form, and taken one after the other: one that cannot be taken does not lose the others.

use std::collections::VecDeque;

use crate::app::command::CommandId;
use crate::app::effect::{Effect, Look};
use crate::app::form::picker::{Listed, Picks, told_together};
use crate::app::overlay::prompt::submit::take_each;
use crate::app::overlay::{Confirm, Overlay, Prompt, Purpose};
use crate::app::state::{App, Asked, Status};
use crate::domain::event::{Change, Event};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::VendorId;
use crate::domain::request::{Request, TakeRequest};
use crate::problem::Problem;

/// How many files are named before they are taken.
const MOST_NAMED: usize = 6;

/// Files that are taken one after the other, each by a request of its own.
#[derive(Clone, Debug)]
pub struct Taking {
    vendor: VendorId,
    /// The file whose request is under way, or asked about.
    now: Listed,
    waiting: VecDeque<(Listed, TakeRequest)>,
    taken: Vec<ExhibitNo>,
    /// What was not taken, and why.
    not_taken: Vec<(Listed, String)>,
    begun: Begun,
}

/// Whether the first of the files was asked to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begun {
    No,
    Yes,
}

impl App {
    /// Has pasted text looked at as paths, where files are chosen and nothing is typed yet.
    pub(super) fn paste_paths(&mut self, text: &str) -> Option<Vec<Effect>> {
        let Some(Overlay::Prompt(prompt)) = &self.overlay else { return None };
        let form = &prompt.form;
        let empty = form.focused().is_some_and(|field| field.value().is_empty());
        let read = form.picker.picks != Picks::Nothing && form.is_on_path() && empty;
        let lines = text.trim().replace("\r\n", "\n").replace('\r', "\n");
        // What cannot be shown is refused by the field, which says so.
        if !read || lines.is_empty() || crate::text::refused_control(&lines).is_some() {
            return None;
        }
        Some(vec![Effect::LookAtFiles { named: lines, to: Look::Pasted }])
    }

    pub(super) fn files_seen(&mut self, files: Vec<Listed>, to: Look) -> Vec<Effect> {
        match to {
            Look::Pasted => self.pasted(files),
            Look::ToTake => self.ask_to_take(&files),
        }
    }

    /// One pasted file stands in the field; several are marked.
    fn pasted(&mut self, files: Vec<Listed>) -> Vec<Effect> {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else { return Vec::new() };
        let form = &mut prompt.form;
        if !form.is_on_path() {
            return Vec::new();
        }
        let one = form.picker.picks == Picks::One;
        if let ([file], _) | ([file, ..], true) = (files.as_slice(), one) {
            form.set_path(&file.path);
            let typed = file.path.clone();
            if files.len() > 1 {
                self.say(
                    "One file goes with this form: the first of those pasted is in the field.",
                );
            }
            return vec![Effect::SuggestPath(typed)];
        }
        let (there, missing): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| file.bytes().is_some());
        form.picker.mark_all(there);
        let marked = form.picker.marked_words();
        let takes = self.how(CommandId::KeepText);
        let marked = marked.map_or_else(
            || "Nothing is marked.".to_owned(),
            |words| format!("{words}: marked. {takes} takes them."),
        );
        let missing: Vec<&str> = missing.iter().map(|file| file.path.as_str()).collect();
        let missing = match missing.as_slice() {
            [] => String::new(),
            missing => format!(" No file: {}.", missing.join(", ")),
        };
        self.say(format!("{marked}{missing}"));
        Vec::new()
    }

    /// Takes one file at once; says of several what will be taken, and asks.
    fn ask_to_take(&mut self, files: &[Listed]) -> Vec<Effect> {
        let Some(Overlay::Prompt(mut prompt)) =
            self.overlay.take_if(|overlay| matches!(overlay, Overlay::Prompt(_)))
        else {
            return Vec::new();
        };
        let asked = self.requests_for(&mut prompt, files);
        let vendor = self.vendor.as_ref().map(|open| open.dossier.id);
        let (mut requests, vendor) = match (asked, vendor) {
            (Ok(requests), Some(vendor)) => (VecDeque::from(requests), vendor),
            (asked, _) => {
                prompt.form.refused = asked.err();
                self.overlay = Some(Overlay::Prompt(prompt));
                return Vec::new();
            }
        };
        self.overlay = Some(Overlay::Prompt(prompt));
        let Some((now, first)) = requests.pop_front() else { return Vec::new() };
        let first = record(vendor, first);
        if requests.is_empty() {
            return vec![first];
        }
        let lines = told(files);
        let question = Confirm::new("Take these files?", lines, "Go back", "Take them", first);
        self.submitted = None;
        self.taking = Some(Box::new(Taking {
            vendor,
            now,
            waiting: requests,
            taken: Vec::new(),
            not_taken: Vec::new(),
            begun: Begun::No,
        }));
        self.put_question(question);
        Vec::new()
    }

    fn requests_for(
        &self,
        prompt: &mut Prompt,
        files: &[Listed],
    ) -> Result<Vec<(Listed, TakeRequest)>, String> {
        if files.len() > 1 && !prompt.form.value(crate::app::form::FieldName::Title).is_empty() {
            let why = "a title goes with one file; several are called after themselves, so leave it empty";
            return Err(prompt.form.wrong(crate::app::form::FieldName::Title, why));
        }
        let paths = files.iter().map(|file| file.path.clone());
        let requests = take_each(self, &mut prompt.form, paths)?;
        Ok(files.iter().cloned().zip(requests).collect())
    }

    /// Whether a file's request is under way.
    pub(super) fn is_taking(&self) -> bool {
        self.taking.as_ref().is_some_and(|taking| taking.begun == Begun::Yes)
    }

    /// The person said yes to what was asked about the files.
    pub(super) fn begin_taking(&mut self) {
        if let Some(taking) = &mut self.taking {
            taking.begun = Begun::Yes;
        }
    }

    /// Goes on to the next file where one was taken.
    pub(super) fn taken(&mut self, events: &[Event]) -> Vec<Effect> {
        let taken = events.iter().find_map(|event| match &event.change {
            Change::ExhibitTaken(taken) => Some(taken.no),
            _ => None,
        });
        let (Some(taking), Some(no)) = (&mut self.taking, taken) else { return Vec::new() };
        taking.taken.push(ExhibitNo(no));
        self.take_next()
    }

    /// Goes on to the next file where one could not be taken; what is on file is read again with the last.
    pub(super) fn not_taken(&mut self, problem: &Problem) -> Vec<Effect> {
        self.asked = Asked::Nothing;
        if let Some(taking) = &mut self.taking {
            taking.not_taken.push((taking.now.clone(), problem.summary.clone()));
        }
        self.take_next()
    }

    /// The person said no: before the first file to all of them, later to the one that was asked about.
    pub(super) fn leave_out(&mut self) -> Vec<Effect> {
        let Some(taking) = &mut self.taking else { return Vec::new() };
        if taking.begun == Begun::No {
            self.taking = None;
            let effects = self.open_prompt(Purpose::Attach);
            self.say("Nothing was taken. The files are still marked in the form.");
            return effects;
        }
        taking.not_taken.push((taking.now.clone(), "left out".to_owned()));
        self.take_next()
    }

    /// Something else was begun while it was asked about the files: those that wait are not taken, which is said.
    pub(super) fn end_taking(&mut self) {
        if let Some(mut done) = self.taking.take() {
            let waiting = done.waiting.drain(..).map(|(file, _)| file);
            let left = std::iter::once(done.now.clone()).chain(waiting);
            done.not_taken.extend(left.map(|file| (file, "left out".to_owned())));
            self.tell_taken(&done);
        }
    }

    fn take_next(&mut self) -> Vec<Effect> {
        let Some(taking) = &mut self.taking else { return Vec::new() };
        if let Some((now, request)) = taking.waiting.pop_front() {
            taking.now = now;
            return vec![record(taking.vendor, request)];
        }
        let Some(done) = self.taking.take() else { return Vec::new() };
        self.tell_taken(&done);
        vec![Effect::OpenVendor(done.vendor), Effect::Refresh]
    }

    /// Says what was taken and what was not; the form keeps what was not.
    fn tell_taken(&mut self, done: &Taking) {
        let attach = |kept: &Prompt| {
            kept.purpose == Purpose::Attach && kept.about.vendor == Some(done.vendor)
        };
        let numbers: Vec<String> = done.taken.iter().map(ToString::to_string).collect();
        let taken = match numbers.as_slice() {
            [] => "No file was taken.".to_owned(),
            [one] => format!("1 file was taken: {one}."),
            [first, second] => format!("2 files were taken: {first} and {second}."),
            [first, .., last] => format!("{} files were taken: {first} to {last}.", numbers.len()),
        };
        if done.not_taken.is_empty() {
            self.kept.retain(|kept| !attach(kept));
            self.status = Status::Saved(taken);
            return;
        }
        let why = |(file, why): &(Listed, String)| format!("{} ({why})", file.name());
        let left: Vec<String> = done.not_taken.iter().map(why).collect();
        for kept in self.kept.iter_mut().filter(|kept| attach(kept)) {
            kept.form.picker.marked = done.not_taken.iter().map(|(file, _)| file.clone()).collect();
            kept.form.focus = 0;
            kept.form.set_path("");
        }
        self.say(format!("{taken} Not taken: {}.", left.join("; ")));
    }
}

fn record(vendor: VendorId, request: TakeRequest) -> Effect {
    Effect::Record { vendor, request: Box::new(Request::Take(Box::new(request))) }
}

/// What will be taken, in words.
fn told(files: &[Listed]) -> Vec<String> {
    let mut lines =
        vec![format!("{}. Each becomes an exhibit with its own number.", told_together(files))];
    let named = files.iter().take(MOST_NAMED);
    lines.extend(named.map(|file| format!("{}: {}", file.name(), file.told())));
    if files.len() > MOST_NAMED {
        lines.push(format!("and {} more", files.len() - MOST_NAMED));
    }
    lines
}
