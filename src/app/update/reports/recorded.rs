//! What is on disk by now: it changes what is shown, says what was saved, and leads on.

use std::mem::discriminant;

use crate::app::command::CommandId;
use crate::app::effect::Effect;
use crate::app::screen::interview::note_place;
use crate::app::screen::interview::walk::{Go, Row};
use crate::app::screen::{Screen, Then};
use crate::app::state::{App, Asked, Freshness, Status};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Event};
use crate::domain::id::VendorId;
use crate::domain::standing::Standing;
use crate::domain::summary::Summary;
use crate::domain::telling::described;
use crate::text::many;

impl App {
    pub(super) fn recorded(&mut self, vendor: VendorId, events: &[Event]) -> Vec<Effect> {
        let dropped = self.drop_recorded_draft(vendor);
        if !self.is_taking() {
            self.close_form();
        }
        self.asked = Asked::Nothing;
        if self.vendor.as_ref().is_none_or(|open| open.dossier.id != vendor) {
            self.status = Status::Saved("Recorded".to_owned());
            return self.follow_in_turn().into_iter().chain([Effect::Refresh]).collect();
        }
        let first = self.first_step().is_some();
        let mut effects = dropped;
        for event in events {
            effects.extend(self.follow(vendor, event));
        }
        self.apply(events.to_vec());
        self.show_seen();
        self.keep_cursor_on_cycle();
        self.keep_cursor_on_clocks();
        if events.iter().any(|event| matches!(event.change, Change::OrganizationSet(_))) {
            // What is asked about the vendors may hang on it (rule R8).
            effects.push(Effect::Refresh);
        }
        if events.iter().any(|event| matches!(event.change, Change::SignedOff(_)))
            && let Some(Screen::Report(report)) = self.screens.last()
        {
            // The report says from now on that it is signed.
            let (kind, edition) = (report.kind, report.edition);
            effects.push(Effect::PreviewReport { vendor, kind, edition });
        }
        if events.iter().any(|event| matches!(event.change, Change::InterviewOpened(_))) {
            effects.extend(self.walk_in());
        }
        self.say_saved(events);
        if first && self.first_step().is_none() && events.iter().any(is_answer) {
            self.say_first_steps_done();
        }
        effects.extend(self.follow_in_turn());
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
        effects.extend(self.taken(events));
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
                let place = note_place(&set.question, open.dossier.incident_no(set.subject));
                open.drafts.remove(&place)?;
                Some(Effect::DropDraft { vendor, question: place })
            }
            Change::GapOwned(_) | Change::Linked(_) | Change::FollowUpAssigned(_) => {
                self.clear_marks();
                None
            }
            Change::InterviewOpened(opened) => {
                let interview = self.interview_mut()?;
                interview.event = Some(event.id);
                interview.present.clone_from(&opened.present);
                interview.role = opened.role;
                interview.incident = opened.incident;
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
    pub(super) fn show_seen(&mut self) {
        let at = self.interview().map(|interview| interview.at.clone());
        let seen = at.and_then(|at| self.last_touch(&at));
        if let Some(interview) = self.interview_mut() {
            interview.seen = seen;
        }
    }

    fn say_saved(&mut self, events: &[Event]) {
        let (Some(store), Some(event)) = (&self.store, events.last()) else { return };
        let like_it = |one: &&Event| discriminant(&one.change) == discriminant(&event.change);
        let more = match events.iter().filter(like_it).count() {
            0 | 1 => String::new(),
            all => format!(", and {} more like it", all - 1),
        };
        let shown = store.organization.zones.shown(event.at);
        let time = shown.get(11..).unwrap_or_default();
        let Some(vendor) = &self.vendor else { return };
        let what = match &event.change {
            Change::InterviewOpened(_) => self.opening(),
            _ => self
                .record_written(event)
                .unwrap_or_else(|| described(event, &vendor.dossier, &store.bank)),
        };
        let old_note = if keeps_the_note(event, &vendor.dossier) {
            format!("; its note is the one from before: {} changes it", self.how(CommandId::Note))
        } else {
            String::new()
        };
        self.status = Status::Saved(format!("saved {time}: {what}{more}{old_note}"));
    }

    pub(super) fn changed_elsewhere(&mut self, vendor: VendorId, events: &[Event]) {
        if self.vendor.as_ref().is_none_or(|open| open.dossier.id != vendor) {
            return;
        }
        self.apply(events.to_vec());
        let Some(news) = self.news(events) else { return };
        // What was made beside the screens just before is still said.
        let made = self.working.said.take();
        self.status = match std::mem::take(&mut self.status) {
            Status::Saved(words) if made.as_ref() == Some(&words) => {
                Status::Saved(format!("{words}. {news}"))
            }
            _ => Status::Said(news),
        };
    }

    /// What others recorded meanwhile, in a few words: the last of it, and how much more.
    fn news(&self, events: &[Event]) -> Option<String> {
        let (store, open) = (self.store.as_ref()?, self.vendor.as_ref()?);
        let is_news = |event: &&Event| match event.change {
            // The questions that came into force on the way were said of already, by the desk.
            Change::BankAdopted(_) => false,
            // What was made beside the screens is said of by itself.
            Change::ReportWritten(_) | Change::ExhibitsChecked(_) | Change::ExhibitState(_) => {
                event.by != store.account
            }
            _ => true,
        };
        let news: Vec<&Event> = events.iter().filter(is_news).collect();
        let (last, before) = news.split_last()?;
        let who = if last.by == store.account {
            "Another window"
        } else {
            store.organization.person(&last.by)
        };
        let what = described(last, &open.dossier, &store.bank);
        let more = match before.len() {
            0 => String::new(),
            more => format!(", and {} before it", many(more, "change")),
        };
        Some(format!("{who}, meanwhile: {what}{more}."))
    }
}

const fn is_answer(event: &Event) -> bool {
    matches!(event.change, Change::AnswerSet(_))
}

/// Whether an answer is another one than before and its note the same: the words may be about what no longer holds.
fn keeps_the_note(event: &Event, dossier: &Dossier) -> bool {
    let Change::AnswerSet(now) = &event.change else { return false };
    let about_it = |earlier: &&Event| match &earlier.change {
        Change::AnswerSet(set) => set.subject == now.subject && set.question == now.question,
        _ => false,
    };
    let before = dossier.events.iter().rev().filter(|one| one.seq < event.seq).find(about_it);
    match before.map(|before| &before.change) {
        Some(Change::AnswerSet(before)) => {
            now.note.is_some() && before.note == now.note && before.reply() != now.reply()
        }
        _ => false,
    }
}
