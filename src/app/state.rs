//! The whole state: what the store holds, the vendor that is open, the screens one above the other, and the status line.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;

use super::command::{CommandId, Context};
use super::in_turn::InTurn;
use super::key::Chord;
use super::keymap::Keymap;
use super::overlay::Overlay;
use super::screen::Screen;
use super::screen::gaps::InHand;
use crate::domain::ahead::Ahead;
use crate::domain::bank::Bank;
use crate::domain::contradiction::{self, Contradiction};
use crate::domain::dossier::{Answer, Dossier};
use crate::domain::event::Subject;
use crate::domain::gap;
use crate::domain::id::{AccountId, Digest, EventId, QuestionId, RecordId, VendorId};
use crate::domain::organization::Organization;
use crate::domain::question::Scope;
use crate::domain::questionnaire::View;
use crate::domain::register::Record;
use crate::domain::request;
use crate::domain::sign_off::Status as SignOffStatus;
use crate::domain::standing::{Stand, Standings};
use crate::domain::summary::Summary;
use crate::domain::telling::Telling;
use crate::problem::Problem;
use crate::settings::Settings;

/// Everything in view that is not about one vendor alone.
#[derive(Clone, Debug)]
pub struct Store {
    /// The day, in the store's zone.
    pub today: Date,
    /// Whether the store holds the sample; every frame says so.
    pub kind: StoreKind,
    /// The folder of the store.
    pub folder: String,
    /// Our organization.
    pub organization: Organization,
    /// The bank in force.
    pub bank: Arc<Bank>,
    /// Who records.
    pub account: AccountId,
    /// The vendors, retired ones too, by name.
    pub vendors: Vec<Summary>,
    /// Our organization's own figure, which is in no vendor's (rule R6).
    pub ours: Summary,
}

impl Store {
    /// Puts the vendors in the order of their names, in which they are kept: comparing a thousand names took a hundred times as long
    /// as everything else in a frame of the list.
    pub fn sort_by_name(&mut self) {
        self.vendors.sort_by_cached_key(|row| (crate::text::folded(row.name()), row.vendor));
    }
}

/// What a store holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreKind {
    /// Our own record.
    Own,
    /// The sample, which stands on this day.
    Sample(Date),
}

/// Texts that were typed and not recorded, by question.
pub type Drafts = BTreeMap<QuestionId, String>;

/// The vendor that is open.
#[derive(Clone, Debug)]
pub struct OpenVendor {
    /// Its record.
    pub dossier: Dossier,
    /// Texts that were typed and not recorded.
    pub drafts: Drafts,
    /// The question at which the last interview stopped.
    pub place: Option<QuestionId>,
}

/// What contradictions were found in, or a history told of: whose record with how many events of theirs and ours, by which questions, on which day.
pub(super) type FoundIn = (VendorId, usize, usize, Digest, Date);

/// Gaps as they were listed, and by what: what they were found in, the words that were searched for, and the incident of the interview
/// beneath.
pub(super) type GapsListed = ((FoundIn, String, Option<RecordId>), Rc<[InHand]>);

/// What the status line says.
#[derive(Clone, Debug, Default)]
pub enum Status {
    /// Nothing.
    #[default]
    Quiet,
    /// Something that happened, or why nothing did.
    Said(String),
    /// Something is on disk.
    Saved(String),
    /// Something could not be done; help says more.
    Problem(Problem),
}

/// What lies ahead over all vendors, as it was last looked at.
#[derive(Clone, Debug, Default)]
pub struct Lookout {
    /// What was found.
    pub known: Option<Ahead>,
    /// Whether it is still so.
    pub state: Freshness,
}

/// Whether what was looked at is still so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freshness {
    /// It may have changed since, or was never looked at.
    #[default]
    Old,
    /// It is being looked at.
    Asked,
    /// Nothing was recorded since.
    Fresh,
}

/// How commands are named to the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Named {
    /// By their keys.
    #[default]
    ByKey,
    /// By their words, as the line mode takes them.
    ByWord,
}

/// Whether something was asked to be recorded that is not answered yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// Nothing was.
    #[default]
    Nothing,
    /// It was.
    ToRecord,
}

/// The program.
#[derive(Clone, Debug, Default)]
pub struct App {
    /// How commands are named to the user.
    pub named: Named,
    /// The keys of the commands.
    pub keymap: Keymap,
    /// What the store holds; nothing before it was read.
    pub store: Option<Store>,
    /// The vendor that is open.
    pub vendor: Option<OpenVendor>,
    /// The screens, the lowest first; the last one is seen.
    pub screens: Vec<Screen>,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
    /// The form over which help was opened; it is there again when the help is closed.
    pub beneath: Option<Box<super::overlay::Prompt>>,
    /// What lies ahead over all vendors.
    pub lookout: Lookout,
    /// The contradictions that were found last, and what they were found in.
    pub(super) found: RefCell<Option<(FoundIn, Rc<[Contradiction]>)>>,
    /// Forms that were closed with text in them, so that nothing typed is lost.
    pub kept: Vec<super::overlay::Prompt>,
    /// The form whose contents were asked to be recorded last.
    pub submitted: Option<(super::overlay::Purpose, super::overlay::About)>,
    /// What the status line says.
    pub status: Status,
    /// Presses that begin something.
    pub prefix: Vec<Chord>,
    /// Where to go when the vendor that was asked for has been read.
    pub heading_for: Option<super::screen::Destination>,
    /// What to do when the record that was asked for is on disk.
    pub then: Option<super::screen::Then>,
    /// Whether something was asked to be recorded that is not answered yet.
    pub asked: Asked,
    /// What is recorded one after the other.
    pub in_turn: InTurn,
    /// Files that are taken one after the other.
    pub taking: Option<Box<super::update::Taking>>,
    /// The past day that is looked at, if one is.
    pub looking: Option<Box<super::looking_back::LookingBack>>,
    /// The settings in use.
    pub settings: Settings,
    /// The file in which changes of them are kept, where there is a place for one.
    pub settings_file: Option<String>,
    /// Whether the first steps are shown.
    pub first_steps: super::guide::FirstSteps,
    /// The gaps that were listed last, and what they were listed by.
    pub(super) gaps_listed: RefCell<Option<Box<GapsListed>>>,
    /// The history that was told last, and what it was told of.
    pub(super) telling: RefCell<Option<(FoundIn, Rc<[Telling]>)>>,
    /// What is worked on beside the screens.
    pub working: super::working::Working,
}

impl App {
    /// A program that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A program that knows nothing yet, with keys of the user's own; where they are refused, with those of the table, and it says why.
    pub fn with_keys(own: Result<Keymap, Problem>) -> Self {
        match own {
            Ok(keymap) => Self { keymap, ..Self::default() },
            Err(problem) => Self { status: Status::Problem(problem), ..Self::default() },
        }
    }

    /// How a command is run: its key, or its word in the line mode.
    pub fn how(&self, id: CommandId) -> String {
        let command = id.command();
        match self.named {
            Named::ByKey => match (self.keymap.key(id), command) {
                ("", Some(command)) => format!("'{}' in ctrl-p", command.title),
                (key, _) => key.to_owned(),
            },
            Named::ByWord => {
                command.map(|command| format!(":{}", command.word)).unwrap_or_default()
            }
        }
    }

    /// The screen that is seen.
    pub fn screen(&self) -> Option<&Screen> {
        self.screens.last()
    }

    /// The context of single keys: that of the screen that is seen.
    pub fn screen_context(&self) -> Context {
        self.screen().map_or(Context::Welcome, Screen::context)
    }

    /// The context of what has the focus: typing, where text is typed.
    pub fn context(&self) -> Context {
        let typing = match (&self.overlay, self.screen()) {
            (Some(_), _) => true,
            (None, Some(screen)) => screen.is_typing(),
            (None, None) => false,
        };
        if typing { Context::Typing } else { self.screen_context() }
    }

    /// The questionnaire as it is asked about the vendor that is open: the interview's, else that of record.
    pub fn questionnaire(&self) -> Option<View<'_>> {
        let dossier = self.vendor.as_ref().map(|vendor| &vendor.dossier);
        let id = match self.interview() {
            Some(interview) => interview.questionnaire.as_str(),
            None => dossier?.questionnaire_of_record(),
        };
        let bank = &self.store.as_ref()?.bank;
        let view = match dossier {
            Some(dossier) => dossier.view(bank, id),
            None => bank.view(id, None),
        };
        view.or_else(|| bank.questionnaires.first().map(View::whole))
    }

    /// Whether the report of the open vendor is signed off, in a few words (rule R27).
    pub fn report_status(&self) -> &'static str {
        let (Some(store), Some(vendor)) = (&self.store, &self.vendor) else { return "DRAFT" };
        let dossier = &vendor.dossier;
        let view = dossier.view_of_record(&store.bank);
        match SignOffStatus::of(dossier, &view, &store.bank) {
            SignOffStatus::Signed(_) => "signed off",
            SignOffStatus::Superseded { .. } => "DRAFT, sign-off superseded",
            SignOffStatus::Draft(_) => "DRAFT",
        }
    }

    /// How every question about the open vendor stands today.
    pub fn standings(&self) -> Option<Standings<'_>> {
        let store = self.store.as_ref()?;
        let dossier = &self.vendor.as_ref()?.dossier;
        Some(Standings::of(dossier, &store.organization, &store.bank, store.today))
    }

    /// The gaps of the open vendor in the questionnaire of record and of its incidents, for the day.
    pub fn with_gaps<R>(&self, read: impl FnOnce(&[gap::Gap<'_, '_>]) -> R) -> Option<R> {
        self.with_standings_and_gaps(|_, gaps| read(gaps))
    }

    /// The gaps of the open vendor in the questionnaire of record, and its contradictions, for the day.
    pub fn with_gaps_and_contradictions<R>(
        &self,
        read: impl FnOnce(&[gap::Gap<'_, '_>], &[Contradiction]) -> R,
    ) -> Option<R> {
        self.with_standings_and_gaps(|standings, gaps| read(gaps, &self.found(standings)))
    }

    fn with_standings_and_gaps<R>(
        &self,
        read: impl FnOnce(&Standings<'_>, &[gap::Gap<'_, '_>]) -> R,
    ) -> Option<R> {
        let store = self.store.as_ref()?;
        let dossier = &self.vendor.as_ref()?.dossier;
        let standings = self.standings()?;
        let mut view: Vec<&Stand<'_>> = standings.view(&dossier.view_of_record(&store.bank).asked);
        view.extend(standings.incidents().iter().flat_map(|one| one.whole(&store.bank)));
        let gaps = gap::gaps(&view, dossier, &store.organization, &store.bank, store.today);
        Some(read(&standings, &gaps))
    }

    /// What the open vendor's gaps and contradictions are found in.
    pub(super) fn found_in(&self) -> Option<FoundIn> {
        let (store, open) = (self.store.as_ref()?, self.vendor.as_ref()?);
        let (ours, theirs) = (&store.organization.events, &open.dossier.events);
        Some((open.dossier.id, theirs.len(), ours.len(), store.bank.digest, store.today))
    }

    /// The contradictions of the open vendor. A frame asks several times, and what is found changes only with the record, the questions and
    /// the day.
    fn found(&self, standings: &Standings<'_>) -> Rc<[Contradiction]> {
        let (Some(store), Some(open)) = (&self.store, &self.vendor) else { return Rc::new([]) };
        let Some(of) = self.found_in() else { return Rc::new([]) };
        if let Some((known, found)) = &*self.found.borrow()
            && *known == of
        {
            return found.clone();
        }
        let found: Rc<[Contradiction]> =
            contradiction::contradictions(&open.dossier, &store.organization, standings).into();
        *self.found.borrow_mut() = Some((of, found.clone()));
        found
    }

    /// How every question stands that the interview may ask: about the vendor, and about the incident that is chosen.
    pub fn asked_standings(&self) -> Option<Standings<'_>> {
        Some(self.standings()?.asked_with(self.interview().and_then(|one| one.incident)))
    }

    /// A question about the vendor that is open, or about our organization where its record is; one that is asked about an incident, about
    /// the incident of the interview, or about the only one.
    pub fn asked_of(&self, question: &str) -> request::Asked {
        let subject = self.vendor.as_ref().map_or(Subject::Vendor, |open| open.dossier.subject);
        let incident = Some(question).filter(|id| self.is_about_an_incident(&(*id).into()));
        let incident = incident.and_then(|_| {
            let chosen = self.interview().and_then(|interview| interview.incident);
            chosen.or_else(|| match self.incidents().as_slice() {
                [only] => Some(only.id),
                _ => None,
            })
        });
        let subject = incident.map_or(subject, |incident| Subject::Incident { incident });
        request::Asked::of(subject, question)
    }

    /// Whether a question is asked about an incident.
    pub fn is_about_an_incident(&self, question: &QuestionId) -> bool {
        let bank = self.store.as_ref().map(|store| &store.bank);
        let question = bank.and_then(|bank| bank.question(question));
        question.is_some_and(|question| question.scope == Scope::Incident)
    }

    /// The incidents of the open vendor, those set aside left out.
    pub fn incidents(&self) -> Vec<&Record> {
        self.vendor.iter().flat_map(|open| open.dossier.incidents()).collect()
    }

    /// A question's id; of one about an incident with the incident's number.
    pub fn named(&self, subject: Subject, question: &QuestionId) -> String {
        let dossier = self.vendor.as_ref().map(|open| &open.dossier);
        dossier.map_or_else(|| question.to_string(), |one| one.question_named(subject, question))
    }

    /// The answer on file to a question about what it is asked about here.
    pub(super) fn answer_to(&self, question: &QuestionId) -> Option<&Answer> {
        let subject = self.asked_of(question.as_str()).subject;
        self.vendor.as_ref()?.dossier.answers.get(subject, question)
    }

    /// The last event that touched the answer to a question.
    pub(super) fn last_touch(&self, question: &QuestionId) -> Option<EventId> {
        let subject = self.asked_of(question.as_str()).subject;
        self.vendor.as_ref()?.dossier.last_touch(subject, question)
    }

    /// Where the note to a question is kept from crashes.
    pub(super) fn note_place(&self, question: &QuestionId) -> QuestionId {
        let asked = self.asked_of(question.as_str());
        let no = self.vendor.as_ref().and_then(|open| open.dossier.incident_no(asked.subject));
        super::screen::interview::note_place(question, no)
    }

    /// The interview that is seen, or lies beneath.
    pub fn interview(&self) -> Option<&super::screen::interview::Interview> {
        self.screens.iter().rev().find_map(|screen| match screen {
            Screen::Interview(interview) => Some(interview),
            _ => None,
        })
    }

    /// Says something in the status line.
    pub fn say(&mut self, words: impl Into<String>) {
        self.status = Status::Said(words.into());
    }

    /// How long to wait for a press before time itself is something that happened.
    pub fn wait(&self) -> std::time::Duration {
        if self.is_finding_more() {
            return std::time::Duration::from_millis(40);
        }
        let typing =
            self.interview().is_some_and(super::screen::interview::Interview::has_unsaved_text)
                || self.has_unkept_form();
        std::time::Duration::from_secs(if typing { 2 } else { 60 })
    }
}
