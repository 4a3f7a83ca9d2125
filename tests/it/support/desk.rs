//! The made desk: turns requests into events in memory, and can be told to refuse.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use proofbook::app::effect::{Effect, Overwrite, World};
use proofbook::app::form::pasted;
use proofbook::app::form::picker::{Listed, What};
use proofbook::app::message::{Message, Preview};
use proofbook::app::state::{Drafts, Store, StoreKind};
use proofbook::app::working::{Work, WorkId};
use proofbook::desk::check::{self, InVault, OnFile};
use proofbook::domain::ahead::Ahead;
use proofbook::domain::apply::taken_back;
use proofbook::domain::as_of::{AsOf, on_file_before, up_to};
use proofbook::domain::bank::Bank;
use proofbook::domain::comparison::{Comparison, Side};
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::*;
use proofbook::domain::finding::{self, Finder, Sought};
use proofbook::domain::id::{
    AccountId, Digest, EventId, ExhibitId, FollowUpId, QuestionId, VendorId,
};
use proofbook::domain::later::recorded_later;
use proofbook::domain::organization::{Organization, Person};
use proofbook::domain::request::{AnswerRequest, Request, Seen, Source};
use proofbook::domain::summary::Summary;
use proofbook::domain::value::Value;
use proofbook::domain::vendor::{Tier, slug_of};
use proofbook::problem::{Doubt, Problem};
use proofbook::report::model::Setting;
use proofbook::settings::Settings;
use proofbook::time::FixedNow;
use uuid::Uuid;

/// The id of our organization's record, after that of every vendor.
const OURS: VendorId = VendorId(Uuid::max());

/// A world in memory.
pub(crate) struct FakeWorld {
    pub bank: Arc<Bank>,
    pub organization: Organization,
    pub dossiers: BTreeMap<VendorId, Dossier>,
    pub drafts: BTreeMap<VendorId, Drafts>,
    pub places: BTreeMap<VendorId, QuestionId>,
    pub today: Date,
    pub kind: StoreKind,
    pub now: Timestamp,
    pub account: AccountId,
    /// The problem with which the next request is refused.
    pub refuse: Option<Problem>,
    /// How many requests are granted before that one.
    pub granted: usize,
    /// Every effect that was carried out.
    pub effects: Vec<Effect>,
    /// Files that are there already.
    pub files: Vec<PathBuf>,
    /// The settings in use.
    pub settings: Settings,
    /// The same world as it was, while it is looked back to.
    pub past: Option<Box<Self>>,
    /// The last work that was taken on beside the screens; `None` where all is carried out in place.
    pub beside: Option<u64>,
    drawn: u128,
    clock: FixedNow,
}

impl Default for FakeWorld {
    fn default() -> Self {
        let mut organization = Organization::default();
        organization.zones.set("2026-01-01T00:00:00Z".parse().unwrap(), "America/New_York");
        organization.fields.insert("name".to_owned(), Value::word("Riverside Clinic"));
        let account = AccountId::from_user_name("dana");
        organization
            .people
            .insert(account.clone(), Person { name: "Dana Reyes".to_owned(), title: None });
        Self {
            bank: Arc::new(super::bank::bank()),
            organization,
            dossiers: [(OURS, Dossier::of_organization(OURS))].into(),
            drafts: BTreeMap::new(),
            places: BTreeMap::new(),
            today: "2026-11-22".parse().unwrap(),
            kind: StoreKind::Own,
            now: "2026-11-22T15:42:00Z".parse().unwrap(),
            account,
            refuse: None,
            granted: 0,
            effects: Vec::new(),
            files: Vec::new(),
            settings: Settings::default(),
            past: None,
            beside: None,
            drawn: 0,
            clock: FixedNow::at("2026-11-22T15:42:00Z".parse().unwrap()),
        }
    }
}

impl FakeWorld {
    /// A world with one vendor.
    pub(crate) fn with_vendor(name: &str) -> Self {
        let mut world = Self::default();
        world.add(name, Some(Tier::High));
        world
    }

    /// Moves the world to the morning of a day, on which its vendors were added.
    pub(crate) fn stand_on(&mut self, day: &str) {
        self.today = day.parse().unwrap();
        self.now = format!("{day}T15:42:00Z").parse().unwrap();
        self.clock = FixedNow::at(self.now);
    }

    fn uuid(&mut self) -> Uuid {
        self.drawn += 1;
        Uuid::from_u128(self.drawn)
    }

    /// Adds a vendor.
    pub(crate) fn add(&mut self, name: &str, tier: Option<Tier>) -> VendorId {
        let id = VendorId(self.uuid());
        self.dossiers.insert(id, Dossier::empty(id));
        let added = VendorAdded { name: name.to_owned(), slug: slug_of(name), tier, origin: None };
        self.append(id, added.into());
        id
    }

    /// Records a change as it is.
    pub(crate) fn append(&mut self, vendor: VendorId, change: Change) -> Event {
        let id = EventId(self.uuid());
        let dossier = self.dossiers.get_mut(&vendor).unwrap();
        let seq = u64::try_from(dossier.events.len()).unwrap();
        let (by, at) = (self.account.clone(), self.now);
        let digest = Digest::of(&seq.to_be_bytes());
        let event = Event { seq, id, at, by, change, prev: digest, hash: digest };
        dossier.apply(event.clone());
        if vendor == OURS {
            self.organization.apply(event.clone());
        }
        event
    }

    /// The first vendor.
    pub(crate) fn first(&self) -> VendorId {
        *self.dossiers.keys().next().unwrap()
    }

    /// What the program is told at its start, and whenever it asks.
    pub(crate) fn store(&self) -> Box<Store> {
        let row =
            |dossier: &Dossier| Summary::of(dossier, &self.organization, &self.bank, self.today).0;
        Box::new(Store {
            today: self.today,
            kind: self.kind,
            folder: "/home/dana/proofbook".to_owned(),
            organization: self.organization.clone(),
            bank: Arc::clone(&self.bank),
            account: self.account.clone(),
            vendors: self.dossiers.values().filter(|one| !one.is_ours()).map(row).collect(),
            ours: row(&self.dossiers[&OURS]),
        })
    }

    fn set_setting(&mut self, field: &'static str, value: Option<&str>) -> Message {
        let refused = self.refuse.take().map_or(Ok(()), Err);
        match refused.and_then(|()| self.settings.settle_field(field, value)) {
            Ok(_) => Message::SettingWritten { field, settings: Box::new(self.settings.clone()) },
            Err(problem) => Message::Refused(problem),
        }
    }

    /// What the program is told of the settings at its start.
    pub(crate) fn settings_in_use(&self) -> Message {
        let settings = Box::new(self.settings.clone());
        let file = Some("/home/dana/.config/proofbook/settings.json".to_owned());
        Message::SettingsInUse { settings, file }
    }

    /// The world as it was at the end of a day or after an event; its vendors are those that were on file.
    fn as_it_was(&self, as_of: AsOf, vendor: Option<VendorId>) -> Result<Self, Problem> {
        let zones = &self.organization.zones;
        let end = match (as_of, vendor) {
            (AsOf::Day(day), _) => zones.end_of(day),
            (AsOf::Event(_), _) => Timestamp::MAX,
        };
        let cut = |dossier: &Dossier| match as_of {
            AsOf::Event(number) if Some(dossier.id) == vendor => {
                up_to(dossier.events.clone(), number).map(|(events, _)| events).unwrap_or_default()
            }
            _ => on_file_before(dossier.events.clone(), end),
        };
        let mut dossiers = BTreeMap::new();
        for (id, dossier) in &self.dossiers {
            let other = matches!(as_of, AsOf::Event(_)) && Some(*id) != vendor;
            let events = cut(dossier);
            if dossier.is_ours() {
                dossiers.insert(*id, Dossier::fold_ours(*id, events));
            } else if !other && !events.is_empty() {
                dossiers.insert(*id, Dossier::fold(*id, events));
            }
        }
        if vendor.is_some_and(|vendor| !dossiers.contains_key(&vendor)) {
            return Err(Problem::wrong_use("nothing was on file then").next("name a later day"));
        }
        let today = match (as_of, vendor.map(|vendor| &dossiers[&vendor])) {
            (AsOf::Day(day), _) => day,
            (AsOf::Event(_), Some(dossier)) => zones.day_of(dossier.events.last().unwrap().at),
            (AsOf::Event(_), None) => return Err(Problem::wrong_use("an event is of one vendor")),
        };
        let (bank, organization) = (Arc::clone(&self.bank), self.organization.clone());
        Ok(Self { bank, organization, dossiers, today, kind: self.kind, ..Self::default() })
    }

    fn compare(
        &self,
        vendor: VendorId,
        since: AsOf,
        until: Option<AsOf>,
    ) -> Result<Comparison, Problem> {
        let then = self.as_it_was(since, Some(vendor))?;
        let until = until.map(|until| self.as_it_was(until, Some(vendor))).transpose()?;
        let now = until.as_ref().unwrap_or(self.past.as_deref().unwrap_or(self));
        let side = |world: &'_ Self| -> (Dossier, Organization, Arc<Bank>, Date) {
            let dossier = world.dossiers[&vendor].clone();
            (dossier, world.organization.clone(), Arc::clone(&world.bank), world.today)
        };
        let (then, now) = (side(&then), side(now));
        if then.3 > now.3 {
            return Err(Problem::wrong_use("that is after the day that it is compared with"));
        }
        let (first, second) = (
            Side { dossier: &then.0, organization: &then.1, bank: &then.2, day: then.3 },
            Side { dossier: &now.0, organization: &now.1, bank: &now.2, day: now.3 },
        );
        Ok(Comparison::of(first, second))
    }

    fn look_back(&mut self, as_of: Option<(AsOf, Option<VendorId>)>) -> Result<Message, Problem> {
        self.past = match as_of {
            Some((as_of, vendor)) => Some(Box::new(self.as_it_was(as_of, vendor)?)),
            None => None,
        };
        let store = self.past.as_ref().map_or_else(|| self.store(), |past| past.store());
        Ok(Message::LookedBack { as_of, store })
    }

    fn record(&mut self, vendor: VendorId, request: Request) -> Result<Vec<Event>, Problem> {
        if self.granted > 0 {
            self.granted -= 1;
        } else if let Some(problem) = self.refuse.take() {
            return Err(problem);
        }
        let requests = match request {
            Request::Together(requests) => requests,
            request => vec![request],
        };
        let recorded = requests.into_iter().map(|request| {
            let change = self.change(vendor, request)?;
            Ok(self.append(vendor, change))
        });
        recorded.collect()
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each request")]
    fn change(&mut self, vendor: VendorId, request: Request) -> Result<Change, Problem> {
        let dossier = self.dossiers[&vendor].clone();
        let exhibit = |no| {
            dossier
                .exhibits
                .get(&no)
                .map(|one| one.id)
                .ok_or_else(|| Problem::wrong_use("no such exhibit"))
        };
        Ok(match request {
            Request::Answer(answer) => self.answer(&dossier, answer)?,
            Request::Confirm(asked) => Confirmed {
                items: asked
                    .into_iter()
                    .filter_map(|one| {
                        let of = dossier.answers.get(one.subject, &one.question)?.event;
                        Some(ConfirmedItem {
                            subject: one.subject,
                            question: one.question,
                            revision: 1,
                            of,
                        })
                    })
                    .collect(),
                cycle: None,
            }
            .into(),
            Request::Undo => {
                let back = taken_back(&dossier.events);
                let last = dossier.events.iter().rev().find(|event| {
                    !back.contains(&event.id)
                        && event.change.class() == Class::Content
                        && !matches!(event.change, Change::Undone(_))
                });
                Undone { of: last.ok_or_else(|| Problem::wrong_use("nothing to undo"))?.id }.into()
            }
            Request::Redo => {
                let last = dossier
                    .events
                    .iter()
                    .rev()
                    .find(|event| matches!(event.change, Change::Undone(_)));
                Undone { of: last.ok_or_else(|| Problem::wrong_use("nothing to redo"))?.id }.into()
            }
            Request::Take(take) => {
                let Source::File(path) = &take.source else {
                    return Err(Problem::wrong_use("made desk takes files"));
                };
                let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if file_name.contains("gone") {
                    return Err(Problem::world(format!("there is no file {}", path.display()))
                        .next("check the path"));
                }
                ExhibitTaken {
                    exhibit: ExhibitId(self.uuid()),
                    no: dossier.next_exhibit_no().0,
                    title: take.title.unwrap_or_else(|| file_name.clone()),
                    kind: take.kind.unwrap_or(ExhibitKind::Other),
                    sha256: Some(Digest::of(file_name.as_bytes())),
                    file_name: Some(file_name),
                    bytes: Some(2_048),
                    held_elsewhere: None,
                    dated: take.dates.dated,
                    from: None,
                    period_from: None,
                    period_to: take.dates.period_to,
                    expires: take.dates.expires,
                    obtained: None,
                    reread_on: None,
                    supersedes: take.supersedes.map(exhibit).transpose()?,
                    links: take
                        .supports
                        .into_iter()
                        .map(|(asked, pinpoint)| Link {
                            subject: asked.subject,
                            question: asked.question,
                            pinpoint,
                        })
                        .collect(),
                }
                .into()
            }
            Request::Withdraw { exhibit: no, reason } => {
                ExhibitWithdrawn { exhibit: exhibit(no)?, reason }.into()
            }
            Request::Link { exhibit: no, asked, pinpoint } => Linked {
                exhibit: exhibit(no)?,
                subject: asked.subject,
                question: asked.question,
                pinpoint,
            }
            .into(),
            Request::Unlink { exhibit: no, asked } => {
                Unlinked { exhibit: exhibit(no)?, subject: asked.subject, question: asked.question }
                    .into()
            }
            Request::OwnGap { asked, owner, fix_by } => {
                GapOwned { subject: asked.subject, question: asked.question, owner, fix_by }.into()
            }
            Request::AcceptGap { asked, until, reason } => {
                GapAccepted { subject: asked.subject, question: asked.question, until, reason }
                    .into()
            }
            Request::EndFollowUp { follow_up, note } => FollowUpDone { id: follow_up, note }.into(),
            Request::SetVendor(profile) => {
                let (field, value) = profile.fields.into_iter().next().unwrap();
                FieldSet { field, value: Value::word(value), from: profile.from }.into()
            }
            Request::Retire { reason } => VendorRetired { reason }.into(),
            Request::Restore => VendorRestored::default().into(),
            request @ (Request::ConfirmListed { .. }
            | Request::OpenInterview { .. }
            | Request::OpenCycle { .. }
            | Request::CloseCycle { .. }
            | Request::SetRecord(_)
            | Request::NoRecords(_)
            | Request::MarkSent(_)
            | Request::SetOrganization { .. }
            | Request::SetHold { .. }
            | Request::EndHold { .. }
            | Request::Withhold { .. }
            | Request::NamePerson { .. }
            | Request::AssignFollowUp { .. }
            | Request::OpenInquiry(_)
            | Request::ExtendInquiry { .. }
            | Request::CloseInquiry { .. }
            | Request::ReopenInquiry { .. }
            | Request::SetLetterRequest { .. }
            | Request::MapRequest(_)
            | Request::HandOver(_)
            | Request::SignOff(_)
            | Request::AttachSeal(_)) => {
                let on_file = OnFile {
                    dossier: &dossier,
                    organization: &self.organization,
                    bank: &self.bank,
                    today: self.today,
                    account: &self.account,
                    now: &self.clock,
                };
                check::changes(&request, &on_file, &InVault::default())?.remove(0)
            }
            Request::Change(_) | Request::Together(_) => {
                return Err(Problem::wrong_use("the made desk cannot do that"));
            }
        })
    }

    fn answer(&mut self, dossier: &Dossier, answer: AnswerRequest) -> Result<Change, Problem> {
        if let Seen::Shown(seen) = answer.seen
            && seen != dossier.last_touch(answer.asked.subject, &answer.asked.question)
        {
            return Err(Problem::wrong_use("the question changed since it was shown")
                .safe("nothing was written"));
        }
        let doubtful = answer.note.as_ref().is_some_and(|note| note.contains("123-45-6789"));
        if doubtful && !answer.sure_of.contains(&Doubt::PatientData) {
            return Err(Problem::wrong_use("the note seems to hold a Social Security number")
                .doubt(Doubt::PatientData));
        }
        let mut set = AnswerSet::new(answer.asked.subject, answer.asked.question, 1, answer.reply);
        set.note = answer.note;
        set.given_by = answer.given_by;
        set.role = answer.role;
        set.interview = answer.interview;
        set.replaces = answer
            .reason
            .as_ref()
            .and_then(|_| Some(dossier.answers.get(set.subject, &set.question)?.event));
        set.reason = answer.reason;
        set.follow_up = answer.follow_up.map(|(owner, due)| FollowUp {
            id: FollowUpId(self.uuid()),
            owner,
            due,
        });
        Ok(set.into())
    }
}

impl FakeWorld {
    fn taken_beside(&mut self, effect: &Effect) -> Option<Message> {
        let what = match effect {
            Effect::WriteReport { .. } => "writing the report",
            Effect::WritePortfolio { .. } => "writing the portfolio",
            Effect::CheckList { .. } => "reading the list of vendors",
            _ => return None,
        };
        let taken = self.beside.as_mut()?;
        *taken += 1;
        Some(Message::Work(Work::Taken { id: WorkId(*taken), what }))
    }

    fn list(&mut self, effect: Effect) -> Vec<Message> {
        if let Effect::CheckList { path, sure_of } = effect {
            let lines = vec![format!("{} adds 2 vendors.", path.display())];
            let file = Digest::of(b"the list");
            let then = Box::new(Effect::ImportList { path, file, sure_of });
            return vec![Message::ListChecked { lines, then }];
        }
        self.add("Harbor Imaging", Some(Tier::High));
        self.add("Cedar Billing", Some(Tier::Low));
        vec![Message::Opened(self.store()), Message::Imported { added: 2, completed: 0 }]
    }
}

impl World for FakeWorld {
    #[expect(clippy::too_many_lines, reason = "an arm for each effect")]
    fn perform(&mut self, effect: Effect) -> Vec<Message> {
        self.effects.push(effect.clone());
        if let Some(past) = &mut self.past {
            assert!(!effect.writes(), "{effect:?} while a past day is looked at");
            if matches!(
                effect,
                Effect::OpenVendor(_)
                    | Effect::Refresh
                    | Effect::LookAhead
                    | Effect::Find { .. }
                    | Effect::PreviewReport { .. }
            ) {
                return past.perform(effect);
            }
        }
        if let Some(taken) = self.taken_beside(&effect) {
            return vec![taken];
        }
        match effect {
            Effect::FindLater(vendor) => {
                let past = self.past.as_ref().unwrap();
                let (then, now) = (&past.dossiers[&vendor], &self.dossiers[&vendor]);
                let zones = &self.organization.zones;
                let later = recorded_later(then, now, zones, &self.bank, past.today);
                vec![Message::RecordedLater(later)]
            }
            Effect::Compare { vendor, since, until } => match self.compare(vendor, since, until) {
                Ok(comparison) => vec![Message::Compared(Box::new(comparison))],
                Err(problem) => vec![Message::Refused(problem)],
            },
            Effect::LookBack(as_of) => match self.look_back(as_of) {
                Ok(message) => vec![message],
                Err(problem) => vec![Message::Refused(problem)],
            },
            Effect::Record { vendor, request } => match self.record(vendor, (*request).clone()) {
                Ok(events) => vec![Message::Recorded { vendor, events }],
                Err(problem) => vec![Effect::Record { vendor, request }.refused(problem)],
            },
            Effect::AddVendor { name, tier, .. } => {
                let id = self.add(&name, tier);
                vec![Message::Added(id, self.store())]
            }
            Effect::Found { name, zone, .. } => {
                self.organization.fields.insert("name".to_owned(), Value::word(name));
                self.organization.zones.set(self.now, &zone);
                vec![Message::Opened(self.store())]
            }
            Effect::LoadSample => {
                self.kind = StoreKind::Sample(self.today);
                self.add("Northwind Claims LLC", Some(Tier::High));
                vec![Message::Opened(self.store())]
            }
            Effect::OpenVendor(id) => vec![Message::VendorOpened {
                dossier: Box::new(self.dossiers[&id].clone()),
                drafts: self.drafts.get(&id).cloned().unwrap_or_default(),
                place: self.places.get(&id).cloned(),
            }],
            Effect::LookAhead => {
                let mut ahead = Ahead::default();
                for dossier in self.dossiers.values() {
                    let own = Ahead::of(dossier, &self.organization, &self.bank, self.today);
                    ahead = ahead.and(own);
                }
                vec![Message::LookedAhead(Box::new(ahead.sorted()))]
            }
            Effect::Refresh => vec![Message::Opened(self.store())],
            Effect::SaveDraft { vendor, question, text } => {
                self.drafts.entry(vendor).or_default().insert(question, text);
                Vec::new()
            }
            Effect::DropDraft { vendor, question } => {
                self.drafts.entry(vendor).or_default().remove(&question);
                Vec::new()
            }
            Effect::SavePlace { vendor, question } => {
                self.places.insert(vendor, question);
                Vec::new()
            }
            Effect::VerifyExhibits(vendor) => {
                let same = self.dossiers[&vendor].exhibits.values().map(|one| one.id).collect();
                let event = self.append(vendor, ExhibitsChecked { same }.into());
                vec![Message::Recorded { vendor, events: vec![event] }]
            }
            Effect::PreviewReport { vendor, kind, edition } => {
                let preview = self.preview(vendor, edition);
                vec![Message::Preview(Preview { kind, ..preview })]
            }
            Effect::WritePortfolio { path, overwrite } => {
                self.written(path, overwrite, Setting::default())
            }
            Effect::WriteReport { path, overwrite, setting, .. } => {
                self.written(path, overwrite, setting)
            }
            Effect::MakeBinder { path, .. } => vec![Message::BinderMade { path, missing: 1 }],
            Effect::SuggestPath(typed) => {
                let fitting = fitting(&typed);
                vec![Message::Paths { typed, fitting }]
            }
            Effect::LookAtFiles { named, to } => {
                vec![Message::FilesSeen { files: files(&named), to }]
            }
            Effect::OpenEditor(text) => {
                vec![Message::Edited(format!("{text} and more from the editor\n"))]
            }
            Effect::Find { typed, but } => {
                let others = self.dossiers.iter().filter(|(vendor, _)| Some(**vendor) != but);
                let entries: Vec<_> =
                    others.flat_map(|(_, dossier)| finding::of_dossier(dossier)).collect();
                let rows = Finder::default().find(&Sought::read(&typed), &entries, None);
                vec![Message::Found { typed, rows, left: 0 }]
            }
            Effect::SetSetting { field, value } => vec![self.set_setting(field, value.as_deref())],
            effect @ (Effect::CheckList { .. } | Effect::ImportList { .. }) => self.list(effect),
            Effect::Redraw | Effect::Suspend | Effect::Quit | Effect::StopWork(_) => Vec::new(),
        }
    }
}

/// The paths of this world that begin so.
fn fitting(typed: &str) -> Vec<Listed> {
    if typed.is_empty() {
        let what = What::Folder(Some("Documents"));
        return vec![Listed { path: "/home/dana/Documents/".to_owned(), what }];
    }
    let known = KNOWN.map(|(file, bytes)| file_at(&format!("/home/dana/Documents/{file}"), bytes));
    known.into_iter().filter(|one| one.path.starts_with(typed)).collect()
}

/// The files of this world, and how much each holds.
const KNOWN: [(&str, u64); 3] =
    [("agreement.pdf", 812_000), ("audit.pdf", 1_290_000), ("Dana's own list.xlsx", 48_100)];

fn file_at(path: &str, bytes: u64) -> Listed {
    let what = What::File { bytes, changed: Some("2026-05-12".parse().unwrap()) };
    Listed { path: path.to_owned(), what }
}

/// The files of this world that are named.
fn files(named: &str) -> Vec<Listed> {
    let found = |path: &str| {
        let name = path.strip_prefix("/home/dana/Documents/")?;
        KNOWN.iter().find(|(known, _)| *known == name).map(|(_, bytes)| file_at(path, *bytes))
    };
    let listed = |path: String| found(&path).unwrap_or(Listed { path, what: What::Nothing });
    pasted::paths(named, &|path| found(path).is_some()).into_iter().map(listed).collect()
}

impl FakeWorld {
    fn written(&self, path: PathBuf, overwrite: Overwrite, setting: Setting) -> Vec<Message> {
        vec![if overwrite == Overwrite::Ask && self.files.contains(&path) {
            Message::FileExists { path, setting }
        } else {
            Message::ReportWritten { path }
        }]
    }

    fn preview(&self, vendor: VendorId, edition: Edition) -> Preview {
        let dossier = &self.dossiers[&vendor];
        let mut lines = Vec::new();
        let mut contents = Vec::new();
        for title in ["Readiness", "Gaps", "Findings by section", "Exhibits", "Method"] {
            contents.push((title.to_owned(), lines.len()));
            lines.push(title.to_uppercase());
            lines.push(String::new());
            for number in 1..=8 {
                lines.push(format!("{} of {}, line {number} of this part.", title, dossier.name));
            }
            lines.push(String::new());
        }
        let suggested = format!("/home/dana/Documents/{}-{}.pdf", dossier.slug, self.today);
        let (vendor, edition) = (Some(vendor), Some(edition));
        Preview { vendor, edition, lines, contents, suggested, ..Preview::default() }
    }
}
