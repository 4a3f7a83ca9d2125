//! Forms over a screen: what each asks for, and what is asked to be recorded when it is filled in.

mod build;
mod chosen;
mod history;
mod importing;
mod incident;
mod inquiries;
mod ours;
pub mod record;
pub(crate) mod reports;
mod settings;
mod signing;
pub(crate) mod submit;
mod vendors;

use crate::app::command::CommandId;
use crate::app::effect::Effect;
use crate::app::form::picker::Picks;
use crate::app::form::{FieldName, Form};
use crate::app::overlay::Overlay;
use crate::app::screen::marks::Mark;
use crate::app::screen::ours::Fact;
use crate::app::state::{App, Named};
use crate::app::words::capital;
use crate::domain::clock::rule::ClockId;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::{EventId, FollowUpId, VendorId};
use crate::domain::inquiry::{InquiryNo, RequestNo};
use crate::domain::register::{RecordNo, RegisterKind};
use crate::domain::request::Asked;

/// A form over a screen.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What it is about.
    pub about: About,
    /// Its fields.
    pub form: Form,
    /// The last event of the record that it is about, when it was shown.
    pub seen: Option<EventId>,
    /// What of it is kept from crashes.
    pub draft_kept: Option<String>,
}

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Add a vendor.
    AddVendor,
    /// Set a vendor's tier.
    SetTier,
    /// Set another fact about a vendor.
    SetFact,
    /// Say who answers.
    OpenInterview,
    /// Record that we do not know.
    Unknown,
    /// Record that a question does not apply.
    NotApplicable,
    /// Take a file as an exhibit.
    Attach,
    /// Take a newer file in the place of an exhibit.
    Supersede,
    /// Link an exhibit to a question.
    Link,
    /// Take a link away.
    Unlink,
    /// Correct what is said about an exhibit.
    ChangeExhibit,
    /// Withdraw an exhibit.
    Withdraw,
    /// Give a gap an owner.
    OwnGap,
    /// Accept a gap.
    AcceptGap,
    /// End a follow-up.
    EndFollowUp,
    /// Hand follow-ups to somebody else.
    AssignFollowUp,
    /// Open a reassessment.
    OpenCycle,
    /// Write the report.
    WriteReport,
    /// Make a binder.
    MakeBinder,
    /// Write the report over all vendors.
    WritePortfolio,
    /// Sign off on the record.
    SignOff,
    /// Record a fact about our organization.
    SetOwnFact,
    /// Write a record.
    NewRecord,
    /// Write a clause of an agreement.
    NewClause,
    /// Change a record.
    ChangeRecord,
    /// Write a record that stands in the place of another.
    SupersedeRecord,
    /// Say when what is recorded ended.
    EndRecord,
    /// Set a record aside.
    SetAside,
    /// Link an exhibit to a record.
    LinkRecord,
    /// Take the link between an exhibit and a record away.
    UnlinkRecord,
    /// Take a file as an exhibit and link it to a record.
    AttachToRecord,
    /// Mark the notice of a clock as sent.
    MarkSent,
    /// Say what is supposed of an incident.
    WhatIf,
    /// Say what the history is looked through by.
    FilterHistory,
    /// Say which past day is looked at.
    LookBack,
    /// Say which two days are compared.
    Compare,
    /// Say which report is shown.
    ChooseReport,
    /// Correct an answer, with a reason.
    Correct,
    /// Write down a letter that came.
    OpenInquiry,
    /// Write down a request of a letter.
    LetterRequest,
    /// Say what answers a request of a letter.
    MapRequest,
    /// Take away what answers a request of a letter.
    UnmapRequest,
    /// Move the due day of an inquiry.
    ExtendInquiry,
    /// Close an inquiry.
    CloseInquiry,
    /// Write down what was handed over.
    HandOver,
    /// Change a setting of this user.
    SetSetting,
    /// Import a list of vendors.
    ImportList,
    /// Say what the vendors are looked through by.
    FilterVendors,
}

impl Purpose {
    /// Whether it only asks what to look at: nothing is recorded, and nothing typed is kept.
    pub const fn only_looks(self) -> bool {
        matches!(
            self,
            Self::FilterHistory
                | Self::FilterVendors
                | Self::LookBack
                | Self::Compare
                | Self::ChooseReport
                | Self::WhatIf
        )
    }
}

/// What a form is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The vendor.
    pub vendor: Option<VendorId>,
    /// The question.
    pub question: Option<Asked>,
    /// The exhibit.
    pub exhibit: Option<ExhibitNo>,
    /// The follow-up.
    pub follow_up: Option<FollowUpId>,
    /// The fact about the vendor.
    pub fact: Option<&'static str>,
    /// The fact about our organization.
    pub own_fact: Option<Fact>,
    /// The register.
    pub register: Option<RegisterKind>,
    /// The record.
    pub record: Option<RecordNo>,
    /// The clock.
    pub clock: Option<ClockId>,
    /// The inquiry.
    pub inquiry: Option<InquiryNo>,
    /// The request of its letter.
    pub request: Option<RequestNo>,
    /// The rows that are worked on together.
    pub chosen: Vec<Mark>,
    /// The setting, by its name.
    pub setting: Option<&'static str>,
}

impl App {
    /// What a form would be about now.
    fn about(&self) -> About {
        let question = self.interview().map(|interview| self.asked_of(interview.at.as_str()));
        let on_interview = matches!(self.screen(), Some(crate::app::screen::Screen::Interview(_)));
        About {
            vendor: self.vendor_in_hand().map(|row| row.vendor),
            question: self
                .gap_in_hand()
                .or_else(|| self.event_question())
                .or(question.filter(|_| on_interview)),
            exhibit: self.exhibit_no_in_hand(),
            follow_up: self.follow_up_in_hand().map(|of| of.one.follow_up.id),
            fact: self.fact_in_hand().map(|row| row.name),
            own_fact: self.own_fact_in_hand(),
            register: self
                .register_in_hand()
                .or_else(|| self.is_on_incidents().then_some(RegisterKind::Incidents)),
            record: self
                .record_under_cursor()
                .map(|record| record.no)
                .or_else(|| self.incident_in_hand()),
            clock: self.clock_in_hand(),
            inquiry: self.inquiry_in_hand().map(|inquiry| inquiry.no),
            request: self.letter_request_in_hand().map(|request| request.number.clone()),
            chosen: Vec::new(),
            setting: self.setting_in_hand().map(|row| row.kind.name),
        }
    }

    /// Opens a form; what was typed into it before and not recorded is still there.
    pub(crate) fn open_prompt(&mut self, purpose: Purpose) -> Vec<Effect> {
        if let Some(as_of) = self.as_of()
            && !purpose.only_looks()
            && !matches!(
                purpose,
                Purpose::WriteReport | Purpose::WritePortfolio | Purpose::SetSetting
            )
        {
            self.say(capital(&self.only_to_read(&as_of)));
            return Vec::new();
        }
        let mut about = self.about();
        if matches!(purpose, Purpose::AddVendor | Purpose::WritePortfolio | Purpose::ImportList)
            || purpose.only_looks()
        {
            about = About::default();
        }
        if purpose == Purpose::SetSetting {
            about = About { setting: about.setting, ..About::default() };
        }
        if purpose != Purpose::MarkSent {
            about.clock = None;
        }
        if matches!(purpose, Purpose::MakeBinder | Purpose::WriteReport) {
            about.inquiry = reports::letter_seen(self);
        }
        if purpose.takes_chosen() {
            about.chosen = self.chosen();
        }
        if purpose == Purpose::NewRecord {
            about.record = None;
        }
        let same = |kept: &Prompt| {
            let is_this = kept.purpose == purpose && kept.about == about;
            is_this && !reports::is_of_another(self, kept)
        };
        let prompt = match self.kept.iter().position(same) {
            Some(place) => {
                self.say("What you typed here before is still in the form.");
                let mut prompt = self.kept.remove(place);
                self.renew_form(&mut prompt);
                if purpose == Purpose::HandOver {
                    inquiries::renew_reports(self, &mut prompt.form);
                }
                prompt
            }
            None => self.new_prompt(purpose, about),
        };
        let lists = prompt.form.picker.picks != Picks::Nothing && self.named == Named::ByKey;
        let typed = prompt.form.value(FieldName::Path);
        let on_path = lists && prompt.form.is_on_path();
        self.overlay = Some(Overlay::Prompt(Box::new(prompt)));
        // What may be chosen is there from the start.
        on_path.then_some(Effect::SuggestPath(typed)).into_iter().collect()
    }

    fn new_prompt(&mut self, purpose: Purpose, about: About) -> Prompt {
        let mut form = build::form(self, purpose, &about);
        // Nobody knows ids and numbers by heart.
        for field in form.fields.iter_mut().filter(|field| field.takes().is_some()) {
            field.hint =
                format!("{}; {} finds them", field.hint, self.how(CommandId::FindAnything));
        }
        let seen = match purpose {
            Purpose::Correct => history::seen(self, &about),
            _ => self.seen_of(&about),
        };
        let mut prompt = Prompt { purpose, about, form, seen, draft_kept: None };
        let draft = prompt.draft_place().and_then(|place| {
            self.vendor.as_ref().and_then(|vendor| vendor.drafts.get(&place).cloned())
        });
        if let Some(draft) = draft {
            prompt.type_draft(&draft);
            prompt.draft_kept = Some(draft);
            self.say("What you typed here before is still in the form.");
        }
        prompt
    }

    /// What to do when the form over the screen is filled in; where something is missing it stays open and says so.
    pub(crate) fn submit_prompt(&mut self) -> Vec<Effect> {
        let Some(Overlay::Prompt(mut prompt)) = self.overlay.take() else { return Vec::new() };
        let done = submit::effects(self, &mut prompt);
        // What only changes what is seen is done at once.
        let looks = matches!(
            prompt.purpose,
            Purpose::FilterHistory | Purpose::FilterVendors | Purpose::WhatIf
        );
        if looks && done.is_ok() {
            return Vec::new();
        }
        match &done {
            Ok(_) => self.submitted = Some((prompt.purpose, prompt.about.clone())),
            Err(why) => prompt.form.refused = Some(why.clone()),
        }
        // A question before recording may have taken the form's place; the form is kept under it.
        match self.overlay {
            None => self.overlay = Some(Overlay::Prompt(prompt)),
            Some(_) => self.kept.push(*prompt),
        }
        done.unwrap_or_default()
    }
}
