//! The whole state: what the store holds, the vendor that is open, the screens one above the other, and the status line.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::command::{CommandId, Context};
use super::key::Chord;
use super::overlay::Overlay;
use super::screen::Screen;
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::gap;
use crate::domain::id::{AccountId, QuestionId, VendorId};
use crate::domain::organization::Organization;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::readiness::Readiness;
use crate::domain::standing::{CriticalUnsettled, Stand, Standings};
use crate::domain::vendor::Tier;
use crate::problem::Problem;

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
    pub vendors: Vec<VendorRow>,
}

impl Store {
    /// Puts the vendors in the order of their names, in which they are kept: comparing a thousand names took a hundred times as long
    /// as everything else in a frame of the list.
    pub fn sort_by_name(&mut self) {
        self.vendors.sort_by_cached_key(|row| (crate::text::folded(&row.name), row.id));
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

/// One vendor in the list.
#[derive(Clone, Debug)]
pub struct VendorRow {
    /// Its id.
    pub id: VendorId,
    /// Its name.
    pub name: String,
    /// Its short name.
    pub slug: String,
    /// Its tier.
    pub tier: Option<Tier>,
    /// Whether it is on the list.
    pub retired: Retired,
    /// The questionnaire of record.
    pub questionnaire: String,
    /// Its figure.
    pub readiness: Readiness,
    /// Critical gaps over all questions (rule R20).
    pub critical_gaps: usize,
    /// Critical questions not settled.
    pub unsettled: CriticalUnsettled,
    /// Gaps in the questionnaire of record.
    pub gaps: usize,
    /// Its first gap in words.
    pub worst_gap: Option<String>,
    /// Exhibits on file, withdrawn ones left out.
    pub exhibits: usize,
    /// The next follow-up that is open: its day and who has it.
    pub next_follow_up: Option<(Date, String)>,
    /// The last change: when, and by whom.
    pub last_change: Option<String>,
}

/// Whether a vendor is on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retired {
    /// It is on the list.
    No,
    /// It was taken off.
    Yes,
}

impl VendorRow {
    /// The row of a vendor on a day.
    pub fn of(dossier: &Dossier, organization: &Organization, bank: &Bank, today: Date) -> Self {
        let standings = Standings::of(dossier, organization, bank, today);
        let id = dossier.questionnaire_of_record();
        let view = bank.questionnaire(id).map(|view| standings.view(view)).unwrap_or_default();
        let gaps = gap::gaps(&view, dossier, organization, bank, today);
        let open = dossier.follow_ups.iter().filter(|one| one.is_open());
        let next = open.min_by_key(|one| one.follow_up.due);
        let last = dossier.last_content();
        Self {
            id: dossier.id,
            name: dossier.name.clone(),
            slug: dossier.slug.clone(),
            tier: dossier.tier,
            retired: if dossier.retired.is_some() { Retired::Yes } else { Retired::No },
            questionnaire: id.to_owned(),
            readiness: Readiness::of(&view),
            critical_gaps: standings.critical_gaps().len(),
            unsettled: CriticalUnsettled::of(&view),
            gaps: gaps.len(),
            worst_gap: gaps.first().map(|gap| format!("{}, {}", gap.wording(), gap.severity)),
            exhibits: dossier.exhibits.values().filter(|one| one.withdrawn.is_none()).count(),
            next_follow_up: next.map(|one| (one.follow_up.due, one.follow_up.owner.clone())),
            last_change: last.map(|event| {
                format!(
                    "{} by {}",
                    organization.zones.shown(event.at),
                    organization.person(&event.by)
                )
            }),
        }
    }
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
    /// What the store holds; nothing before it was read.
    pub store: Option<Store>,
    /// The vendor that is open.
    pub vendor: Option<OpenVendor>,
    /// The screens, the lowest first; the last one is seen.
    pub screens: Vec<Screen>,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
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
}

impl App {
    /// A program that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How a command is run: its key, or its word in the line mode.
    pub fn how(&self, id: CommandId) -> String {
        let command = id.command();
        match self.named {
            Named::ByKey => command.map(|command| command.key().to_owned()).unwrap_or_default(),
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

    /// The questionnaire of record of the vendor that is open.
    pub fn questionnaire(&self) -> Option<&Questionnaire> {
        let id = match self.interview() {
            Some(interview) => interview.questionnaire.as_str(),
            None => self.vendor.as_ref()?.dossier.questionnaire_of_record(),
        };
        let bank = &self.store.as_ref()?.bank;
        bank.questionnaire(id).or_else(|| bank.questionnaires.first())
    }

    /// How every question about the open vendor stands today.
    pub fn standings(&self) -> Option<Standings<'_>> {
        let store = self.store.as_ref()?;
        let dossier = &self.vendor.as_ref()?.dossier;
        Some(Standings::of(dossier, &store.organization, &store.bank, store.today))
    }

    /// The gaps of the open vendor in the questionnaire of record, for the day.
    pub fn with_gaps<R>(&self, read: impl FnOnce(&[gap::Gap<'_, '_>]) -> R) -> Option<R> {
        let store = self.store.as_ref()?;
        let dossier = &self.vendor.as_ref()?.dossier;
        let standings = self.standings()?;
        let questionnaire = store.bank.questionnaire(dossier.questionnaire_of_record())?;
        let view: Vec<&Stand<'_>> = standings.view(questionnaire);
        Some(read(&gap::gaps(&view, dossier, &store.organization, &store.bank, store.today)))
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
        let typing =
            self.interview().is_some_and(super::screen::interview::Interview::has_unsaved_text)
                || self.has_unkept_form();
        std::time::Duration::from_secs(if typing { 2 } else { 60 })
    }
}
