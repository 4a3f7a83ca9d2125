//! What the world reports: state follows only what is on disk.

mod arriving;
mod beside;
mod recorded;
mod refused;

use super::super::effect::Effect;
use super::super::form::picker::Listed;
use super::super::guide::Step;
use super::super::message::Message;
use super::super::overlay::Overlay;
use super::super::screen::dashboard::Dashboard;
use super::super::screen::listing::Listing;
use super::super::screen::settings::Shows;
use super::super::screen::welcome::Welcome;
use super::super::screen::{Destination, Screen};
use super::super::state::{App, Freshness, Lookout, OpenVendor, Status, Store};
use crate::domain::as_of::AsOf;
use crate::domain::id::VendorId;
use crate::domain::later::Later;
use crate::settings::Settings;

impl App {
    pub(super) fn reported(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::NoStore { folder, zone } => {
                self.screens = vec![Screen::Welcome(Welcome::new(
                    folder,
                    &zone,
                    self.settings.name.value.as_deref().unwrap_or_default(),
                ))];
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
            Message::ChangedElsewhere { vendor, events } => self.changed_elsewhere(vendor, &events),
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
                    if report.kind != preview.kind {
                        // Another report: it is read from its beginning.
                        report.rows.at = 0;
                    }
                    report.rows.at = report.rows.at.min(preview.lines.len().saturating_sub(1));
                    report.edition = preview.edition.unwrap_or(report.edition);
                    report.kind = preview.kind;
                    report.preview = Some(preview);
                }
                self.close_chooser();
            }
            done @ (Message::ReportWritten { .. }
            | Message::BinderMade { .. }
            | Message::Imported { .. }) => {
                self.close_form();
                self.status = Status::Saved(beside::done_in_words(&done).unwrap_or_default());
            }
            Message::Work(work) => return self.worked(work),
            Message::ListChecked { lines, then } => {
                self.put_question(beside::list_checked(lines, *then));
            }
            Message::FileExists { path, setting } => self.ask_to_replace(&path, setting),
            Message::Paths { typed, fitting } => self.complete_path(&typed, fitting),
            Message::Edited(text) => return self.edited(&text),
            Message::FilesSeen { files, to } => return self.files_seen(files, to),
            Message::Found { typed, rows, left } => self.take_found(&typed, rows, left),
            Message::SettingsInUse { settings, file } => {
                self.settings = *settings;
                self.settings_file = file;
            }
            Message::SettingWritten { field, settings } => self.setting_written(field, *settings),
            Message::Press(_)
            | Message::Paste(_)
            | Message::Run(_)
            | Message::Enter(_)
            | Message::PointAt(..)
            | Message::Returned
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

    /// A setting is in the file: it is in use now, or something says why not.
    fn setting_written(&mut self, field: &str, settings: Settings) {
        self.settings = settings;
        self.close_form();
        let row = self.setting_rows().into_iter().find(|row| row.kind.name == field);
        if let Some(row) = row {
            let words = match (row.goes_before(), row.kind.shows) {
                (Some(_), _) => format!(
                    "{}: saved for later, something else says {} for this run",
                    row.kind.title, row.shown
                ),
                (None, Shows::AtOnce) => format!("{}: {}, saved", row.kind.title, row.shown),
                (None, Shows::AtNextStart) => {
                    format!("{}: saved, and in use from the next start", row.kind.title)
                }
            };
            self.status = Status::Saved(words);
        }
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
            // What is said from the start, such as why keys were refused, is not heard yet.
            if !self.screens.is_empty() {
                self.status = Status::Quiet;
            }
            self.screens = vec![Screen::Dashboard(Dashboard::default())];
        }
    }

    fn added(&mut self, vendor: VendorId, store: Store) -> Vec<Effect> {
        let first = self.first_step() == Some(Step::AddVendor);
        self.opened(store);
        self.close_form();
        if first && self.first_step() == Some(Step::OpenInterview) {
            // The first steps go on by themselves.
            self.status = Status::Quiet;
            self.heading_for = Some(Destination::FirstInterview);
            return vec![Effect::OpenVendor(vendor)];
        }
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

    fn complete_path(&mut self, typed: &str, fitting: Vec<Listed>) {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else { return };
        let none = fitting.is_empty() && prompt.form.picker.completing;
        prompt.form.complete(typed, fitting);
        if none {
            self.say("No file begins so. Check the path, or go on with the down arrow.");
        }
    }

    /// The note came back from the editor: it stays as a draft until it is recorded.
    fn edited(&mut self, text: &str) -> Vec<Effect> {
        if self.take_edited(text) {
            return Vec::new();
        }
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
