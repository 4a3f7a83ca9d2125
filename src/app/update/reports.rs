//! What the world reports: state follows only what is on disk.

use super::super::effect::{Effect, Overwrite};
use super::super::message::Message;
use super::super::overlay::{Confirm, Overlay, Purpose};
use super::super::screen::dashboard::Dashboard;
use super::super::screen::deadlines::Listed;
use super::super::screen::history::History;
use super::super::screen::interview::Interview;
use super::super::screen::interview::walk::{Go, Row};
use super::super::screen::listing::Listing;
use super::super::screen::registers::Registers;
use super::super::screen::report::Report;
use super::super::screen::rows::Rows;
use super::super::screen::welcome::Welcome;
use super::super::screen::{Destination, Screen, Then};
use super::super::state::{App, Asked, Freshness, Lookout, Named, OpenVendor, Status, Store};
use super::super::words::capital;
use crate::domain::as_of::AsOf;
use crate::domain::event::{Change, Edition, Event};
use crate::domain::id::{QuestionId, VendorId};
use crate::domain::later::Later;
use crate::domain::standing::Standing;
use crate::domain::summary::Summary;
use crate::domain::telling::described;
use crate::problem::Problem;

impl App {
    pub(super) fn reported(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::NoStore { folder, zone } => {
                self.screens = vec![Screen::Welcome(Welcome::new(folder, &zone))];
            }
            Message::Opened(store) => self.opened(*store),
            Message::Interview { vendor, opening } => {
                self.heading_for = Some(Destination::Opened(opening));
                return vec![Effect::OpenVendor(vendor)];
            }
            Message::Added(vendor, store) => return self.added(vendor, *store),
            Message::VendorOpened { dossier, drafts, place } => {
                self.vendor = Some(OpenVendor { dossier: *dossier, drafts, place });
                if matches!(self.status, Status::Problem(_)) {
                    // Read again after a refusal: what is shown now is what the person answers next.
                    self.show_seen();
                    self.renew_open_form();
                }
                if self.looking.is_some() {
                    let mut effects = self.settle_screens();
                    let to = self.heading_for.take();
                    effects.extend(to.map(|to| self.arrive(to)).unwrap_or_default());
                    return effects;
                }
                let to = self.heading_for.take();
                return to.map(|to| self.arrive(to)).unwrap_or_default();
            }
            Message::LookedBack { as_of, store } => return self.turned(as_of, *store),
            Message::RecordedLater(later) => {
                let organization = self.store.as_ref().map(|store| &store.organization);
                let who = |one: &Later| {
                    let by = organization.map(|organization| organization.person(&one.by));
                    by.unwrap_or(one.by.as_str()).to_owned()
                };
                let listing = Listing::later(&later, who);
                self.show_listing(listing);
            }
            Message::Compared(comparison) => {
                self.close_form();
                self.show_listing(Listing::compared(&comparison));
            }
            Message::Recorded { vendor, events } => return self.recorded(vendor, &events),
            Message::ChangedElsewhere { vendor, events } => self.changed_elsewhere(vendor, events),
            Message::QuestionsInForce(bank) => {
                if let Some(store) = &mut self.store {
                    store.bank = bank;
                }
            }
            Message::Said(words) => self.say(words),
            Message::Doubted { problem, then } => self.doubted(problem, *then),
            Message::Refused(problem) => return self.refused(problem),
            Message::LookedAhead(ahead) => {
                self.lookout = Lookout { known: Some(*ahead), state: Freshness::Fresh };
            }
            Message::Preview(preview) => {
                if let Some(Screen::Report(report)) = self.screens.last_mut() {
                    report.rows.at = report.rows.at.min(preview.lines.len().saturating_sub(1));
                    report.edition = preview.edition.unwrap_or(report.edition);
                    report.preview = Some(preview);
                }
            }
            Message::ReportWritten { path } => {
                self.close_form();
                self.status = Status::Saved(format!("The report is in {}", path.display()));
            }
            Message::FileExists { path } => self.ask_to_replace(path),
            Message::Paths { typed, fitting } => self.complete_path(&typed, fitting),
            Message::Edited(text) => return self.edited(&text),
            Message::Press(_)
            | Message::Paste(_)
            | Message::Run(_)
            | Message::Enter(_)
            | Message::Tick => {}
        }
        Vec::new()
    }

    /// The record as it was is here, or today's again.
    fn turned(&mut self, as_of: Option<(AsOf, Option<VendorId>)>, mut store: Store) -> Vec<Effect> {
        store.sort_by_name();
        // What lies ahead of another day is none of this one.
        self.lookout = Lookout::default();
        self.close_form();
        self.overlay = None;
        self.prefix.clear();
        self.status = Status::Quiet;
        if let Some((as_of, vendor)) = as_of {
            let mut effects = self.looked_back(as_of, vendor, store);
            if vendor.is_none() {
                effects.extend(self.settle_screens());
            }
            return effects;
        }
        let today = store.today;
        let effects = self.returned(store);
        self.say(format!("This is today again, {today}."));
        effects
    }

    /// Shows a list; one of the same kind that is seen gives way to it.
    fn show_listing(&mut self, listing: Listing) {
        let same = |screen: &mut Screen| matches!(screen, Screen::Listing(seen) if seen.kind == listing.kind);
        self.screens.pop_if(same);
        self.screens.push(Screen::Listing(listing));
    }

    fn opened(&mut self, mut store: Store) {
        store.sort_by_name();
        self.lookout.state = Freshness::Old;
        let first = !matches!(self.screens.first(), Some(Screen::Dashboard(_)));
        self.store = Some(store);
        if first {
            self.screens = vec![Screen::Dashboard(Dashboard::default())];
            self.status = Status::Quiet;
        }
    }

    fn added(&mut self, vendor: VendorId, store: Store) -> Vec<Effect> {
        self.opened(store);
        self.close_form();
        if let (Some(Screen::Dashboard(dashboard)), Some(store)) =
            (self.screens.last_mut(), &self.store)
        {
            dashboard.rows.find = None;
            let place = dashboard.shown(store).iter().position(|row| row.vendor == vendor);
            dashboard.rows.at = place.unwrap_or(0);
        }
        self.status =
            Status::Saved("The vendor is added; open it to begin the interview".to_owned());
        Vec::new()
    }

    /// Goes where a command wanted to, now that the vendor is open.
    pub(super) fn arrive(&mut self, to: Destination) -> Vec<Effect> {
        let Some(vendor) = self.vendor.as_ref().map(|vendor| vendor.dossier.id) else {
            return Vec::new();
        };
        match to {
            Destination::Interview(Some(question)) => {
                return self.arrive_at_interview(Some(&question)).unwrap_or_default();
            }
            Destination::Interview(None) => {
                let arrived = self.arrive_at_interview(None);
                if arrived.is_some() && self.looking.is_none() {
                    self.open_prompt(Purpose::OpenInterview);
                }
                return arrived.unwrap_or_default();
            }
            Destination::Opened(request) => {
                let Some(mut effects) = self.arrive_at_interview(None) else { return Vec::new() };
                effects.push(Effect::Record { vendor, request });
                return effects;
            }
            Destination::History(filter) => {
                self.screens.push(Screen::History(History::through(*filter)));
            }
            Destination::Evidence => self.screens.push(Screen::Evidence(Rows::default())),
            Destination::Exhibit(no) => {
                let dossier = self.vendor.as_ref().map(|open| &open.dossier);
                let at =
                    dossier.and_then(|dossier| dossier.exhibits.keys().position(|one| *one == no));
                let rows = Rows { at: at.unwrap_or(0), ..Rows::default() };
                self.screens.push(Screen::Evidence(rows));
            }
            Destination::Record(no) => {
                let mut registers = Registers::default();
                registers.show(no.register);
                self.screens.push(Screen::Registers(registers));
                let at = self.shown_records().iter().position(|one| one.no == no);
                if let Some(Screen::Registers(registers)) = self.screens.last_mut() {
                    registers.rows.at = at.unwrap_or(0);
                }
            }
            Destination::Gaps => self.screens.push(Screen::Gaps(Rows::default())),
            Destination::Cycle => self.screens.push(Screen::Cycle(Rows::default())),
            Destination::Organization => self.screens.push(Screen::Organization(Rows::default())),
            Destination::Registers => self.screens.push(Screen::Registers(Registers::default())),
            Destination::FollowUps => self.screens.push(Screen::FollowUps(Listed::default())),
            Destination::Deadlines => self.screens.push(Screen::Deadlines(Listed::default())),
            Destination::Profile => self.screens.push(Screen::Profile(Rows::default())),
            Destination::Report => {
                let edition = Edition::Internal;
                self.screens.push(Screen::Report(Report::new(edition)));
                return vec![Effect::PreviewReport { vendor, edition }];
            }
        }
        Vec::new()
    }

    /// Shows the interview at this question, or where it stopped; `None` where nothing can be asked.
    fn arrive_at_interview(&mut self, question: Option<&QuestionId>) -> Option<Vec<Effect>> {
        let vendor = self.vendor.as_ref()?;
        let last = vendor.dossier.interviews.last();
        let questionnaire = vendor.dossier.questionnaire_of_record().to_owned();
        let place = question.cloned().or_else(|| vendor.place.clone());
        // A question reached from a list is answered in the interview that is open, or in none.
        let mut interview =
            self.interview().cloned().unwrap_or_else(|| Interview::new(questionnaire, "".into()));
        interview.editing = None;
        if let (None, Some((event, opened))) =
            (interview.event, last.filter(|_| question.is_some()))
        {
            interview.event = Some(*event);
            interview.present.clone_from(&opened.present);
        }
        self.screens.push(Screen::Interview(interview));
        let rows = self.question_rows();
        let known = place.filter(|place| rows.iter().any(|row| row.id == *place));
        // In a reassessment the interview begins with what needs thought; without a question of its own it has nothing to go back to.
        let known = if question.is_some() { known } else { self.first_to_think().or(known) };
        let first = || {
            rows.iter()
                .find(|row| row.left_out.is_none())
                .or(rows.first())
                .map(|row| row.id.clone())
        };
        let Some(at) = known.or_else(first) else {
            self.screens.pop();
            self.say("There is no questionnaire to ask from.");
            return None;
        };
        Some(self.show_question(at))
    }

    fn recorded(&mut self, vendor: VendorId, events: &[Event]) -> Vec<Effect> {
        let dropped = self.drop_recorded_draft(vendor);
        self.close_form();
        self.asked = Asked::Nothing;
        if self.vendor.as_ref().is_none_or(|open| open.dossier.id != vendor) {
            self.status = Status::Saved("Recorded".to_owned());
            return vec![Effect::Refresh];
        }
        let mut effects = dropped;
        for event in events {
            effects.extend(self.follow(vendor, event));
        }
        self.apply(events.to_vec());
        self.show_seen();
        self.keep_cursor_on_cycle();
        if events.iter().any(|event| matches!(event.change, Change::OrganizationSet(_))) {
            // What is asked about the vendors may hang on it (rule R8).
            effects.push(Effect::Refresh);
        }
        if events.iter().any(|event| matches!(event.change, Change::SignedOff(_)))
            && let Some(Screen::Report(report)) = self.screens.last()
        {
            // The report says from now on that it is signed.
            effects.push(Effect::PreviewReport { vendor, edition: report.edition });
        }
        if events.iter().any(|event| matches!(event.change, Change::InterviewOpened(_))) {
            effects.extend(self.walk_in());
        }
        if let Some(last) = events.last() {
            self.say_saved(last);
        }
        match self.then.take() {
            Some(Then::NextQuestion) => {
                let saved = std::mem::take(&mut self.status);
                effects.extend(self.walk(Go::Next));
                if matches!(self.status, Status::Quiet) {
                    self.status = saved;
                }
            }
            Some(Then::LinkTo(record)) => effects.extend(self.link_taken(record, events)),
            None => {}
        }
        effects
    }

    /// Goes to the first question of the interview that is open, else to its first, where the one that is seen is none of its own: what
    /// somebody else has answered already is not asked again.
    fn walk_in(&mut self) -> Vec<Effect> {
        let rows = self.question_rows();
        let mut walked = rows.iter().filter(|row| row.left_out.is_none());
        let at = self.interview().map(|interview| interview.at.clone());
        let is_open = |row: &&Row| matches!(row.standing, Standing::Open | Standing::Carried);
        let first = walked.clone().find(is_open).or_else(|| walked.clone().next());
        let first = first.map(|row| row.id.clone());
        match first.filter(|_| !walked.any(|row| Some(&row.id) == at.as_ref())) {
            Some(first) => self.show_question(first),
            None => Vec::new(),
        }
    }

    /// What was confirmed leaves the list of a reassessment; the cursor stays on what follows it.
    fn keep_cursor_on_cycle(&mut self) {
        let last = self.cycle_rows().len().saturating_sub(1);
        if let Some(Screen::Cycle(rows)) = self.screens.last_mut() {
            rows.at = rows.at.min(last);
        }
    }

    /// What an event that was just recorded changes besides the dossier.
    fn follow(&mut self, vendor: VendorId, event: &Event) -> Option<Effect> {
        match &event.change {
            Change::AnswerSet(set) => {
                if let Some(interview) = self.interview_mut().filter(|one| one.at == set.question) {
                    interview.picked = None;
                    interview.editing = None;
                    interview.cursor = None;
                }
                let open = self.vendor.as_mut()?;
                open.drafts.remove(&set.question)?;
                Some(Effect::DropDraft { vendor, question: set.question.clone() })
            }
            Change::InterviewOpened(opened) => {
                let interview = self.interview_mut()?;
                interview.event = Some(event.id);
                interview.present.clone_from(&opened.present);
                interview.role = opened.role;
                interview.questionnaire.clone_from(&opened.questionnaire);
                None
            }
            _ => None,
        }
    }

    fn apply(&mut self, events: Vec<Event>) {
        let (Some(open), Some(store)) = (&mut self.vendor, &mut self.store) else { return };
        self.lookout.state = Freshness::Old;
        let ours = open.dossier.is_ours();
        for event in events {
            if ours {
                store.organization.apply(event.clone());
            }
            open.dossier.apply(event);
        }
        let (row, _) = Summary::of(&open.dossier, &store.organization, &store.bank, store.today);
        if ours {
            store.ours = row;
            return;
        }
        match store.vendors.iter_mut().find(|old| old.vendor == row.vendor) {
            Some(old) => *old = Summary { trouble: old.trouble.take(), ..row },
            None => store.vendors.push(row),
        }
        store.sort_by_name();
    }

    /// What is on the screen now is what the person sees when they answer next.
    fn show_seen(&mut self) {
        let at = self.interview().map(|interview| interview.at.clone());
        let seen = at.and_then(|at| {
            let dossier = &self.vendor.as_ref()?.dossier;
            dossier.last_touch(dossier.subject, &at)
        });
        if let Some(interview) = self.interview_mut() {
            interview.seen = seen;
        }
    }

    fn say_saved(&mut self, event: &Event) {
        let Some(store) = &self.store else { return };
        let shown = store.organization.zones.shown(event.at);
        let time = shown.get(11..).unwrap_or_default();
        let Some(vendor) = &self.vendor else { return };
        let what = match &event.change {
            Change::InterviewOpened(_) => self.opening(),
            _ => self
                .record_written(event)
                .unwrap_or_else(|| described(event, &vendor.dossier, &store.bank)),
        };
        self.status = Status::Saved(format!("saved {time}: {what}"));
    }

    fn changed_elsewhere(&mut self, vendor: VendorId, events: Vec<Event>) {
        if self.vendor.as_ref().is_none_or(|open| open.dossier.id != vendor) {
            return;
        }
        // The questions that came into force on the way were said of already, by the desk.
        let foreign = |event: &&Event| !matches!(event.change, Change::BankAdopted(_));
        let many = events.iter().filter(foreign).count();
        let by = events.last().map(|event| event.by.to_string()).unwrap_or_default();
        self.apply(events);
        if many > 0 {
            self.say(format!("{many} changes by {by} in another window are shown now."));
        }
    }

    /// Nothing was recorded: what was typed stays where it is, which is said where it can be seen.
    fn refused(&mut self, problem: Problem) -> Vec<Effect> {
        let problem = match self.named {
            Named::ByKey if self.holds_text() => {
                problem.also_safe("what you typed is still in the field")
            }
            Named::ByKey | Named::ByWord => problem,
        };
        self.then = None;
        self.heading_for = None;
        self.submitted = None;
        if self.lookout.state == Freshness::Asked {
            // Asked again with the next look, and not in a circle.
            self.lookout.state = Freshness::Fresh;
        }
        let summary = self.refused_words(&problem);
        match (&mut self.overlay, self.screens.last_mut()) {
            (Some(Overlay::Prompt(prompt)), _) => prompt.form.refused = Some(summary),
            (None, Some(Screen::Welcome(welcome))) => welcome.form.refused = Some(summary),
            _ => {}
        }
        self.status = Status::Problem(problem);
        // A choice that was refused is not left under the cursor, where enter would take it unasked.
        if let Some(interview) =
            self.interview_mut().filter(|interview| interview.editing.is_none())
        {
            interview.cursor = None;
        }
        self.show_seen();
        // Somebody else may have recorded meanwhile: what stands on file is read again and shown beside the refusal.
        let open = self.vendor.as_ref().map(|vendor| Effect::OpenVendor(vendor.dossier.id));
        match std::mem::take(&mut self.asked) {
            Asked::ToRecord => open.into_iter().chain([Effect::Refresh]).collect(),
            Asked::Nothing => Vec::new(),
        }
    }

    /// Whether text stands in a field that is seen.
    fn holds_text(&self) -> bool {
        match (&self.overlay, self.screen()) {
            (Some(Overlay::Prompt(prompt)), _) => prompt.form.has_text(),
            (None, Some(Screen::Welcome(welcome))) => welcome.form.has_text(),
            (None, Some(Screen::Interview(interview))) => {
                interview.field().is_some_and(|field| !field.is_blank())
            }
            _ => false,
        }
    }

    fn close_form(&mut self) {
        let mut done = self.submitted.take();
        if let Some(Overlay::Prompt(prompt)) = &self.overlay {
            done = Some((prompt.purpose, prompt.about.clone()));
            self.overlay = None;
        }
        if let Some((purpose, about)) = done {
            self.kept.retain(|kept| kept.purpose != purpose || kept.about != about);
        }
    }

    /// Asks once about what the desk doubts; a yes does the same again.
    fn doubted(&mut self, problem: Problem, then: Effect) {
        let mut lines = vec![format!("{}.", capital(&problem.summary))];
        lines.extend(problem.safe.map(|safe| format!("{}.", capital(&safe))));
        self.put_question(Confirm::new(
            "Are you sure?",
            lines,
            "Go back",
            "Record it as it is",
            then,
        ));
    }

    /// Puts a question over the screen; a form that was open is kept beneath it.
    fn put_question(&mut self, confirm: Confirm) {
        if let Some(Overlay::Prompt(prompt)) = self.overlay.take() {
            self.kept.push(*prompt);
        }
        self.overlay = Some(Overlay::Confirm(confirm));
    }

    fn ask_to_replace(&mut self, path: std::path::PathBuf) {
        let (Some(Screen::Report(report)), Some(vendor)) = (self.screens.last(), &self.vendor)
        else {
            return;
        };
        let lines = vec![
            format!("{} is there already.", path.display()),
            "Replacing it loses what it holds; the record itself is not touched.".to_owned(),
        ];
        let then = Effect::WriteReport {
            vendor: vendor.dossier.id,
            edition: report.edition,
            path,
            overwrite: Overwrite::Agreed,
        };
        self.put_question(Confirm::new(
            "Replace the file?",
            lines,
            "Keep the file",
            "Replace it",
            then,
        ));
    }

    fn complete_path(&mut self, typed: &str, fitting: Vec<String>) {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else { return };
        let none = fitting.is_empty();
        prompt.form.complete(typed, fitting);
        if none {
            self.say("No file begins so. Check the path, or go on with the down arrow.");
        }
    }

    /// The note came back from the editor: it stays as a draft until it is recorded.
    fn edited(&mut self, text: &str) -> Vec<Effect> {
        let mut effects = self.write_note();
        let text = text.trim_end();
        let refused = self
            .interview_mut()
            .and_then(super::super::screen::interview::Interview::field_mut)
            .map(|field| {
                field.set("");
                field.insert(text)
            });
        if let Some(Err(why)) = refused {
            self.say(why.to_string());
            return effects;
        }
        effects.extend(self.keep_text());
        effects
    }
}
