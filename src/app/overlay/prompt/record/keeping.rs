//! How what was typed into the form of a record outlives a crash, and a change made by somebody else meanwhile.

use std::collections::BTreeMap;

use super::form;
use crate::app::command::CommandId;
use crate::app::form::FieldName;
use crate::app::overlay::prompt::history;
use crate::app::overlay::{About, Prompt, Purpose};
use crate::app::state::App;
use crate::domain::id::{EventId, QuestionId};
use crate::domain::register::{RecordNo, RegisterKind, Registers};

impl Prompt {
    /// Where what was typed into it is kept from crashes.
    pub(crate) fn draft_place(&self) -> Option<QuestionId> {
        draft_place(self.purpose, &self.about)
    }

    /// Where what is typed into a form is kept from crashes.
    pub(crate) fn place_of(purpose: Purpose, about: &About) -> Option<QuestionId> {
        draft_place(purpose, about)
    }

    /// What was typed into it and not recorded, for keeping.
    pub(crate) fn draft(&self) -> Option<String> {
        let typed: BTreeMap<&str, String> = self
            .form
            .fields
            .iter()
            .filter(|field| field.is_changed())
            .filter_map(|field| match field.name {
                FieldName::Of(name) => Some((name, field.value())),
                _ => None,
            })
            .collect();
        (!typed.is_empty()).then(|| serde_json::to_string(&typed).ok()).flatten()
    }

    /// Types what was kept.
    pub(crate) fn type_draft(&mut self, draft: &str) {
        let typed: BTreeMap<String, String> = serde_json::from_str(draft).unwrap_or_default();
        for field in &mut self.form.fields {
            if let FieldName::Of(name) = field.name
                && let Some(value) = typed.get(name)
            {
                // What does not fit any more, such as an agreement that was set aside, is left as it is on file.
                let _ = field.enter(value);
            }
        }
    }
}

fn draft_place(purpose: Purpose, about: &About) -> Option<QuestionId> {
    let register = about.register?.word();
    let place = match (purpose, about.record) {
        (Purpose::NewRecord, _) => format!("register.{register}"),
        (Purpose::NewClause, Some(of)) => format!("register.{of}.clause"),
        (Purpose::ChangeRecord, Some(of)) => format!("register.{of}"),
        (Purpose::SupersedeRecord, Some(of)) => format!("register.{of}.newer"),
        _ => return None,
    };
    Some(QuestionId(place))
}

/// Every place under which the form of a record may be kept from crashes.
pub fn draft_places(registers: &Registers) -> Vec<QuestionId> {
    let about = |register, record| About { register: Some(register), record, ..About::default() };
    let new = RegisterKind::ALL
        .iter()
        .copied()
        .map(|register| (Purpose::NewRecord, about(register, None)));
    let of_records = registers.iter().flat_map(|record| {
        [Purpose::NewClause, Purpose::ChangeRecord, Purpose::SupersedeRecord]
            .map(|purpose| (purpose, about(record.no.register, Some(record.no))))
    });
    new.chain(of_records).filter_map(|(purpose, about)| draft_place(purpose, &about)).collect()
}

impl App {
    /// The last event of the record that a form is about, as it is shown now.
    pub(in crate::app::overlay::prompt) fn seen_of(&self, about: &About) -> Option<EventId> {
        about.record.and_then(|no| self.record_numbered(no)).map(|record| record.last.event)
    }

    /// Brings a form up to what is on file now: fields that were typed into stay as typed, all others show what is recorded.
    pub(crate) fn renew_form(&self, prompt: &mut Prompt) {
        if prompt.purpose == Purpose::Correct {
            // What is on file now was said with the refusal: the next try is about that.
            prompt.seen = history::seen(self, &prompt.about);
            return;
        }
        let seen = self.seen_of(&prompt.about);
        if !prompt.purpose.is_of_record() || seen == prompt.seen {
            return;
        }
        let mut fresh = form(self, prompt.purpose, &prompt.about);
        for old in prompt.form.fields.iter().filter(|old| old.is_changed()) {
            if let Some(field) = fresh.fields.iter_mut().find(|field| field.name == old.name) {
                let _ = field.enter(&old.value());
            }
        }
        let record = prompt.about.record.and_then(|no| self.record_numbered(no));
        fresh.intro.extend(record.map(|record| {
            let who = self.when_and_who(&record.last);
            format!(
                "{} was changed {who}. Fields that you did not type into show what is on file now.",
                record.no
            )
        }));
        fresh.focus = prompt.form.focus.min(fresh.fields.len().saturating_sub(1));
        fresh.refused.clone_from(&prompt.form.refused);
        prompt.form = fresh;
        prompt.seen = seen;
    }

    /// That something was typed about a record, or for a new one, and is not recorded.
    pub fn kept_words(&self, record: Option<RecordNo>) -> Option<String> {
        let register = self.register_in_hand().filter(|_| self.looking.is_none())?;
        let vendor = self.vendor.as_ref()?;
        let about = About {
            vendor: Some(vendor.dossier.id),
            register: Some(register),
            record,
            ..About::default()
        };
        let forms: &[(Purpose, CommandId)] = match record {
            None => &[(Purpose::NewRecord, CommandId::AddVendor)],
            Some(_) => &[
                (Purpose::ChangeRecord, CommandId::Accept),
                (Purpose::SupersedeRecord, CommandId::Supersede),
                (Purpose::NewClause, CommandId::AddClause),
            ],
        };
        let typed = |purpose: Purpose| {
            let kept = self.kept.iter().any(|kept| kept.purpose == purpose && kept.about == about);
            kept || draft_place(purpose, &about)
                .is_some_and(|place| vendor.drafts.contains_key(&place))
        };
        let (_, by) = forms.iter().find(|(purpose, _)| typed(*purpose))?;
        Some(format!("Typed and not recorded yet: {} goes on with it.", self.how(*by)))
    }
}
