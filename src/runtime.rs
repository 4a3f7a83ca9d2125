//! Carries out what the program asks of the world, through the desk, and says what came of it. Knows nothing of how anything looks.

mod editor;
mod paths;

use std::path::{Path, PathBuf};

use crate::app::effect::{Effect, Overwrite, World};
use crate::app::message::{Message, Preview};
use crate::app::overlay::prompt::record::draft_places;
use crate::app::state::{Drafts, Store, StoreKind};
use crate::desk::{Desk, Founding, Recorded, Seat, Wanted, system_zone};
use crate::domain::event::{Edition, Event, Subject};
use crate::domain::id::{Digest, QuestionId, VendorId};
use crate::domain::request::Request;
use crate::problem::Problem;
use crate::report::plain;
use crate::store::drafts::Place;
use crate::store::{JournalName, atomic};

/// The question under which the place of an interview is kept among the drafts.
const PLACE: &str = "interview.place";

/// How wide the report's preview is set, in cells: what stands beside the contents in a window of 80.
const PREVIEW_WIDTH: usize = 52;

/// The world behind the program.
pub struct Runtime {
    desk: Desk,
    seat: Seat,
    /// The questions of which the program was told.
    bank: Digest,
    /// The vendor that is open, whose record may change elsewhere.
    vendor: Option<VendorId>,
    /// The editor to call for long texts.
    editor: Option<String>,
    /// Where reports are offered to be written.
    reports: PathBuf,
}

impl Runtime {
    /// Opens what is in the data folder.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub fn open(seat: Seat, editor: Option<String>, reports: PathBuf) -> Result<Self, Problem> {
        let desk = Desk::open(seat.clone())?;
        let bank = desk.bank().digest;
        Ok(Self { desk, bank, seat, vendor: None, editor, reports })
    }

    /// What is known at the start: the store, or that there is none.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn first(&mut self) -> Result<Vec<Message>, Problem> {
        if self.desk.has_store() {
            return Ok(vec![Message::Opened(Box::new(self.store()?))]);
        }
        let folder = self.desk.folder().display().to_string();
        Ok(vec![Message::NoStore { folder, zone: system_zone() }])
    }

    fn store(&mut self) -> Result<Store, Problem> {
        let vendors = self.desk.summaries()?;
        let ours = self.desk.own_summary()?;
        Ok(Store {
            today: self.desk.today(),
            kind: self.desk.sample().map_or(StoreKind::Own, StoreKind::Sample),
            folder: self.desk.folder().display().to_string(),
            organization: self.desk.organization().clone(),
            bank: self.desk.bank().clone(),
            account: self.desk.account().clone(),
            vendors,
            ours,
        })
    }

    fn opened(&mut self) -> Result<Message, Problem> {
        Ok(Message::Opened(Box::new(self.store()?)))
    }

    fn carry_out(&mut self, effect: Effect) -> Result<Vec<Message>, Problem> {
        Ok(match effect {
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
            Effect::VerifyExhibits(vendor) => self.verify_exhibits(vendor)?,
            Effect::LookAhead => {
                vec![Message::LookedAhead(Box::new(self.desk.ahead(None)?))]
            }
            Effect::PreviewReport { vendor, edition } => vec![self.preview(vendor, edition)?],
            Effect::WriteReport { vendor, edition, path, overwrite } => {
                self.write_report(vendor, edition, &path, overwrite)?
            }
            Effect::SuggestPath(typed) => {
                let fitting = paths::fitting(&*self.seat.io, &typed);
                vec![Message::Paths { typed, fitting }]
            }
            Effect::OpenEditor(text) => {
                vec![Message::Edited(editor::edit(self.editor.as_deref(), &text)?)]
            }
            Effect::Redraw | Effect::Suspend | Effect::Quit => Vec::new(),
        })
    }

    /// Records, and tells what was recorded elsewhere meanwhile: above all where it is what stood in the way.
    fn record(&mut self, vendor: VendorId, request: &Request) -> Vec<Message> {
        let (others, last) = match self.desk.record(vendor, request) {
            Ok(Recorded { seen, events }) => (seen, Message::Recorded { vendor, events }),
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
        let dossier = self.desk.dossier(vendor)?.clone();
        self.vendor = Some(vendor);
        let kept = self.desk.drafts()?;
        let mut drafts = Drafts::new();
        for question in self.desk.bank().questions() {
            if let Some(draft) = kept.of(&note_of(vendor, question.id.clone())) {
                drafts.insert(question.id.clone(), draft.text);
            }
        }
        for place in draft_places(&dossier.registers) {
            if let Some(draft) = kept.of(&note_of(vendor, place.clone())) {
                drafts.insert(place, draft.text);
            }
        }
        let place = kept.of(&place_of(vendor)).map(|draft| QuestionId(draft.text));
        Ok(Message::VendorOpened { dossier: Box::new(dossier), drafts, place })
    }

    /// Looks whether another program recorded something, or another day has begun.
    fn refresh(&mut self) -> Result<Vec<Message>, Problem> {
        if !self.desk.has_store() {
            return Ok(Vec::new());
        }
        let mut messages = Vec::new();
        if let Some(vendor) = self.vendor {
            messages.extend(elsewhere(vendor, self.untold(vendor)?));
        }
        messages.push(self.opened()?);
        Ok(messages)
    }

    fn verify_exhibits(&mut self, vendor: VendorId) -> Result<Vec<Message>, Problem> {
        let before = elsewhere(vendor, self.untold(vendor)?);
        self.desk.check_exhibits(vendor)?;
        let events = self.untold(vendor)?;
        Ok(before.into_iter().chain([Message::Recorded { vendor, events }]).collect())
    }

    fn preview(&mut self, vendor: VendorId, edition: Edition) -> Result<Message, Problem> {
        let wanted = Wanted { vendor, questionnaire: None, edition };
        let report = self.desk.report(&wanted)?;
        let plain = plain::plain(&report, PREVIEW_WIDTH);
        let suggested = self.reports.join(self.desk.report_name(&wanted)?);
        Ok(Message::Preview(Preview {
            vendor: Some(vendor),
            edition: Some(edition),
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

    fn write_report(
        &mut self,
        vendor: VendorId,
        edition: Edition,
        path: &Path,
        overwrite: Overwrite,
    ) -> Result<Vec<Message>, Problem> {
        let path = paths::of_home(path);
        if overwrite == Overwrite::Ask && path.exists() {
            return Ok(vec![Message::FileExists { path }]);
        }
        let overwrite = match overwrite {
            Overwrite::Ask => atomic::Overwrite::No,
            Overwrite::Agreed => atomic::Overwrite::Yes,
        };
        let wanted = Wanted { vendor, questionnaire: None, edition };
        let mut messages = elsewhere(vendor, self.untold(vendor)?).into_iter().collect::<Vec<_>>();
        let written = self.desk.write_report(&wanted, &path, overwrite)?;
        messages.push(Message::Recorded { vendor, events: self.untold(vendor)? });
        messages.push(Message::ReportWritten { path: written.path });
        Ok(messages)
    }
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
}

fn note_of(vendor: VendorId, question: QuestionId) -> Place {
    Place::new(JournalName::Vendor(vendor), Subject::Vendor, question, "note")
}

fn place_of(vendor: VendorId) -> Place {
    Place::new(JournalName::Vendor(vendor), Subject::Vendor, PLACE.into(), "place")
}
