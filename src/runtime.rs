//! Carries out what the program asks of the world, through the desk, and says what came of it. Knows nothing of how anything looks.

mod beside;
mod editor;
mod paths;
mod settings;
mod task;

use std::path::PathBuf;
use std::sync::Arc;

use self::beside::Beside;
use self::task::Task;
use crate::app::effect::{Effect, Mailbox, World};
use crate::app::message::{Message, Preview};
use crate::app::overlay::prompt::record::draft_places;
use crate::app::screen::interview::note_places;
use crate::app::state::{Drafts, Store, StoreKind};
use crate::desk::finding::Index;
use crate::desk::{Desk, Founding, Recorded, Seat, Wanted, system_zone};
use crate::domain::as_of::AsOf;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Event, Subject};
use crate::domain::id::{Digest, QuestionId, VendorId};
use crate::domain::request::Request;
use crate::domain::summary::Summary;
use crate::problem::Problem;
use crate::report::plain;
use crate::store::JournalName;
use crate::store::drafts::Place;

/// The question under which the place of an interview is kept among the drafts.
const PLACE: &str = "interview.place";

/// How wide the report's preview is set, in cells: what stands beside the contents in a window of 80.
const PREVIEW_WIDTH: usize = 52;

/// The world behind the program.
pub struct Runtime {
    desk: Desk,
    /// A second desk at the same seat, which looks back; while it is there, it answers whatever is read.
    past: Option<Desk>,
    seat: Seat,
    /// The questions of which the program was told.
    bank: Digest,
    /// The vendor that is open, whose record may change elsewhere.
    vendor: Option<VendorId>,
    /// The editor to call for long texts.
    editor: Option<String>,
    /// Where reports are offered to be written.
    reports: PathBuf,
    /// What can be found in the records of the desk that answers what is read.
    index: Index,
    /// The settings in use and where they are kept.
    kept: settings::Kept,
    /// Where long work is done; nothing where it is done in place.
    beside: Option<Beside>,
}

impl Runtime {
    /// Opens what is in the data folder.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub fn open(seat: Seat, editor: Option<String>, reports: PathBuf) -> Result<Self, Problem> {
        let desk = Desk::open(seat.clone())?;
        let bank = desk.bank().digest;
        let (index, kept) = (Index::default(), settings::Kept::default());
        let (vendor, past, beside) = (None, None, None);
        Ok(Self { desk, past, seat, bank, vendor, editor, reports, index, kept, beside })
    }

    /// The data folder.
    pub fn folder(&self) -> &std::path::Path {
        self.desk.folder()
    }

    /// What is known at the start: the store, or that there is none.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn first(&mut self) -> Result<Vec<Message>, Problem> {
        if self.desk.has_store() {
            return Ok(vec![self.settings_in_use(), Message::Opened(Box::new(self.store()?))]);
        }
        let folder = self.desk.folder().display().to_string();
        Ok(vec![self.settings_in_use(), Message::NoStore { folder, zone: system_zone() }])
    }

    fn store(&mut self) -> Result<Store, Problem> {
        let vendors = self.desk.summaries()?;
        store_of(&mut self.desk, vendors)
    }

    /// The desk that answers what is read: the one that looks back, where one does.
    const fn reading(&mut self) -> &mut Desk {
        match &mut self.past {
            Some(past) => past,
            None => &mut self.desk,
        }
    }

    /// Looks back from now on, or at today again. Where it cannot, everything stays as it was.
    fn look_back(
        &mut self,
        as_of: Option<(AsOf, Option<VendorId>)>,
    ) -> Result<Vec<Message>, Problem> {
        let store = match as_of {
            None => {
                self.past = None;
                self.store()?
            }
            Some((as_of, vendor)) => {
                if matches!(as_of, AsOf::Event(_)) && vendor.is_none() {
                    return Err(Problem::wrong_use(format!("{as_of} is an event of one vendor"))
                        .next("open the vendor first, or name a day"));
                }
                let mut past = self.desk.past(as_of)?;
                // Read before anything is shown: it may not have been on file yet, or have no such event.
                let seen = vendor.map(|vendor| past.dossier(vendor).cloned()).transpose()?;
                let vendors = match (as_of, seen.filter(|dossier| !dossier.is_ours())) {
                    (AsOf::Day(_), _) => past.summaries()?,
                    // The events of a number are those of one vendor; nothing is known of the others.
                    (AsOf::Event(_), Some(dossier)) => vec![past_summary(&past, &dossier)],
                    (AsOf::Event(_), None) => Vec::new(),
                };
                let store = store_of(&mut past, vendors)?;
                self.past = Some(past);
                store
            }
        };
        // What was found on another day is none of this one.
        self.index = Index::default();
        Ok(vec![Message::LookedBack { as_of, store: Box::new(store) }])
    }

    fn opened(&mut self) -> Result<Message, Problem> {
        Ok(Message::Opened(Box::new(self.store()?)))
    }

    fn carry_out(&mut self, effect: Effect) -> Result<Vec<Message>, Problem> {
        if let Some(as_of) = self.past.as_ref().and_then(Desk::as_of)
            && effect.writes()
        {
            return Err(Problem::wrong_use(format!(
                "this is the record as of {as_of}, in which nothing can be recorded"
            ))
            .safe("nothing was recorded")
            .next("return to today first"));
        }
        if let Some(task) = Task::of(&effect, &self.reports) {
            return self.work(&task, effect);
        }
        Ok(match effect {
            Effect::LookBack(as_of) => self.look_back(as_of)?,
            Effect::FindLater(vendor) => {
                vec![Message::RecordedLater(self.reading().recorded_later(vendor)?)]
            }
            Effect::Compare { vendor, since, until } => {
                let now = match until {
                    Some(until) => self.desk.past(until)?.look_at(vendor)?,
                    None => self.reading().look_at(vendor)?,
                };
                let then = self.desk.past(since)?.look_at(vendor)?;
                vec![Message::Compared(Box::new(now.since(&then, &since.to_string())?))]
            }
            Effect::Record { vendor, request } => self.record(vendor, &request),
            Effect::AddVendor { name, tier, sure_of } => {
                let vendor = self.desk.add_vendor(&name, tier, &sure_of)?;
                vec![Message::Added(vendor, Box::new(self.store()?))]
            }
            Effect::Found { name, zone, person } => {
                let founding =
                    Founding { name: Some(name), zone: Some(zone), person, sample: None };
                self.desk.found(&founding)?;
                vec![self.opened()?]
            }
            Effect::LoadSample => {
                crate::sample::load(&self.seat)?;
                self.desk = Desk::open(self.seat.clone())?;
                vec![self.opened()?]
            }
            Effect::OpenVendor(vendor) => vec![self.open_vendor(vendor)?],
            Effect::Refresh => self.refresh()?,
            Effect::SaveDraft { vendor, question, text } => {
                let now = self.seat.now.now();
                self.desk.drafts()?.keep(note_of(vendor, question), now, &text)?;
                Vec::new()
            }
            Effect::DropDraft { vendor, question } => {
                self.desk.drafts()?.clear(&note_of(vendor, question))?;
                Vec::new()
            }
            Effect::SavePlace { vendor, question } => {
                let now = self.seat.now.now();
                self.desk.drafts()?.keep(place_of(vendor), now, question.as_str())?;
                Vec::new()
            }
            Effect::LookAhead => {
                // Of a past day it is looked in place: what comes later could not say of which day it is.
                let beside = self.beside.as_ref().filter(|_| self.past.is_none());
                if beside.is_some_and(Beside::look_ahead) {
                    return Ok(Vec::new());
                }
                vec![Message::LookedAhead(Box::new(self.reading().ahead(None)?))]
            }
            Effect::PreviewReport { vendor, kind, edition } => {
                vec![self.preview(&Wanted { kind, ..Wanted::about(vendor, edition) })?]
            }
            Effect::SuggestPath(typed) => {
                let fitting = self.fitting(&typed);
                vec![Message::Paths { typed, fitting }]
            }
            Effect::LookAtFiles { named, to } => {
                vec![Message::FilesSeen { files: self.files(&named), to }]
            }
            Effect::OpenEditor(text) => {
                vec![Message::Edited(editor::edit(self.editor.as_deref(), &text)?)]
            }
            Effect::Find { typed, but } => vec![self.find(typed, but)?],
            Effect::SetSetting { field, value } => vec![self.set_setting(field, value.as_deref())?],
            Effect::StopWork(id) => {
                self.beside.iter().for_each(|beside| beside.stop(id));
                Vec::new()
            }
            Effect::WriteReport { .. }
            | Effect::MakeBinder { .. }
            | Effect::WritePortfolio { .. }
            | Effect::VerifyExhibits(_)
            | Effect::CheckList { .. }
            | Effect::ImportList { .. }
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit => Vec::new(),
        })
    }

    /// Records, and tells what was recorded elsewhere meanwhile: above all where it is what stood in the way.
    fn record(&mut self, vendor: VendorId, request: &Request) -> Vec<Message> {
        let request = &paths::in_full(request.clone());
        let (others, last) = match self.desk.record(vendor, request) {
            Ok(Recorded { seen, events }) => {
                self.remember_folder(request);
                (seen, Message::Recorded { vendor, events })
            }
            Err(problem) => {
                let request = Box::new(request.clone());
                let refused = Effect::Record { vendor, request }.refused(problem);
                (self.untold(vendor).unwrap_or_default(), refused)
            }
        };
        elsewhere(vendor, others).into_iter().chain([last]).collect()
    }

    /// The events that the program was not told of yet, if the vendor is the open one: no other is looked at.
    fn untold(&mut self, vendor: VendorId) -> Result<Vec<Event>, Problem> {
        if self.vendor == Some(vendor) { self.desk.look(vendor) } else { Ok(Vec::new()) }
    }

    fn open_vendor(&mut self, vendor: VendorId) -> Result<Message, Problem> {
        if let Some(past) = &mut self.past {
            // What was typed today, and where today's interview stopped, are none of that day.
            let dossier = Box::new(past.dossier(vendor)?.clone());
            return Ok(Message::VendorOpened { dossier, drafts: Drafts::new(), place: None });
        }
        let dossier = self.desk.dossier(vendor)?.clone();
        self.vendor = Some(vendor);
        let kept = self.desk.drafts()?;
        let mut drafts = Drafts::new();
        let notes = note_places(&dossier, self.desk.bank());
        for place in notes.into_iter().chain(draft_places(&dossier.registers)) {
            if let Some(draft) = kept.of(&note_of(vendor, place.clone())) {
                drafts.insert(place, draft.text);
            }
        }
        let place = kept.of(&place_of(vendor)).map(|draft| QuestionId(draft.text));
        Ok(Message::VendorOpened { dossier: Box::new(dossier), drafts, place })
    }

    /// Looks whether another program recorded something, or another day has begun.
    fn refresh(&mut self) -> Result<Vec<Message>, Problem> {
        if !self.desk.has_store() || self.past.is_some() {
            return Ok(Vec::new());
        }
        let mut messages = Vec::new();
        if let Some(vendor) = self.vendor {
            messages.extend(elsewhere(vendor, self.untold(vendor)?));
        }
        messages.push(self.opened()?);
        Ok(messages)
    }

    /// Finds in what is known of the records by now, and looks at some more of them.
    fn find(&mut self, typed: String, but: Option<VendorId>) -> Result<Message, Problem> {
        let desk = match &mut self.past {
            Some(past) => past,
            None => &mut self.desk,
        };
        if typed.is_empty() {
            self.index.look_again(desk)?;
        }
        let left = self.index.build(desk)?;
        let rows = self.index.find(&typed, but);
        Ok(Message::Found { typed, rows, left })
    }

    fn preview(&mut self, wanted: &Wanted) -> Result<Message, Problem> {
        let report = self.reading().report(wanted)?;
        let plain = plain::plain(&report, PREVIEW_WIDTH);
        let name = self.reading().report_name(wanted)?;
        let suggested = self.reports.join(name);
        Ok(Message::Preview(Preview {
            vendor: Some(wanted.vendor),
            kind: wanted.kind,
            edition: Some(wanted.edition),
            lines: plain.lines,
            contents: plain
                .contents
                .into_iter()
                .filter(|listed| listed.level <= crate::report::model::Level::Two)
                .map(|listed| (listed.words, listed.line))
                .collect(),
            suggested: suggested.display().to_string(),
        }))
    }
}

/// What the screens show of the record that a desk answers from.
fn store_of(desk: &mut Desk, vendors: Vec<Summary>) -> Result<Store, Problem> {
    let ours = desk.own_summary()?;
    Ok(Store {
        today: desk.today(),
        kind: desk.sample().map_or(StoreKind::Own, StoreKind::Sample),
        folder: desk.folder().display().to_string(),
        organization: desk.organization().clone(),
        bank: desk.bank().clone(),
        account: desk.account().clone(),
        vendors,
        ours,
    })
}

fn past_summary(past: &Desk, dossier: &Dossier) -> Summary {
    Summary::of(dossier, past.organization(), past.bank(), past.today()).0
}

/// Tells what another program recorded, if anything.
fn elsewhere(vendor: VendorId, events: Vec<Event>) -> Option<Message> {
    (!events.is_empty()).then_some(Message::ChangedElsewhere { vendor, events })
}

impl World for Runtime {
    fn perform(&mut self, effect: Effect) -> Vec<Message> {
        let asked = effect.clone();
        let carried_out = self.carry_out(effect);
        let mut messages = Vec::new();
        // First, so that what follows is shown by the questions under which it was recorded.
        if self.desk.bank().digest != self.bank {
            self.bank = self.desk.bank().digest;
            messages.push(Message::QuestionsInForce(self.desk.bank().clone()));
        }
        messages.extend(carried_out.unwrap_or_else(|problem| vec![asked.refused(problem)]));
        messages.extend(self.desk.said().into_iter().map(Message::Said));
        messages
    }

    fn work_beside(&mut self, mailbox: Arc<dyn Mailbox>) {
        self.beside = Some(Beside::new(self.seat.clone(), mailbox));
    }
}

fn note_of(vendor: VendorId, question: QuestionId) -> Place {
    Place::new(JournalName::Vendor(vendor), Subject::Vendor, question, "note")
}

fn place_of(vendor: VendorId) -> Place {
    Place::new(JournalName::Vendor(vendor), Subject::Vendor, PLACE.into(), "place")
}
