//! What commands do on the registers, and how the forms of records are kept until they are recorded.

use crate::app::command::CommandId;
use crate::app::effect::Effect;
use crate::app::overlay::{About, Overlay, Prompt, Purpose};
use crate::app::screen::Screen;
use crate::app::screen::registers::words::known_none;
use crate::app::state::App;
use crate::domain::event::{Change, Event};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::{QuestionId, VendorId};
use crate::domain::register::{RecordNo, RegisterKind};
use crate::domain::request::{RecordRequest, Request, Seen};
use crate::problem::Problem;

impl App {
    /// Runs a command that means something of its own on the registers.
    pub(super) fn run_in_registers(&mut self, id: CommandId) -> Option<Vec<Effect>> {
        let register = self.register_in_hand()?;
        let purpose = match id {
            CommandId::AddVendor => Purpose::NewRecord,
            CommandId::Accept | CommandId::TypeAnswer | CommandId::ChangeExhibit => {
                Purpose::ChangeRecord
            }
            CommandId::AddClause => Purpose::NewClause,
            CommandId::Supersede => Purpose::SupersedeRecord,
            CommandId::Withdraw => Purpose::SetAside,
            CommandId::EndRecord => Purpose::EndRecord,
            CommandId::Link => Purpose::LinkRecord,
            CommandId::Unlink => Purpose::UnlinkRecord,
            CommandId::Attach => Purpose::AttachToRecord,
            _ => return self.run_without_form(id, register),
        };
        Some(self.open_prompt(purpose))
    }

    fn run_without_form(&mut self, id: CommandId, register: RegisterKind) -> Option<Vec<Effect>> {
        match id {
            CommandId::NextPane | CommandId::NextSection => self.turn_register(1),
            CommandId::PreviousPane | CommandId::PreviousSection => self.turn_register(-1),
            CommandId::AnswerNone => self.ask_none(register),
            CommandId::DropDraft => return Some(self.drop_form_drafts()),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn turn_register(&mut self, by: isize) {
        if let Some(Screen::Registers(registers)) = self.screens.last_mut() {
            registers.turn(by);
        }
    }

    /// Shows the register of a name that was typed, or of its beginning.
    pub(super) fn show_register(&mut self, typed: &str) {
        let typed = crate::text::folded(typed);
        let fits = |register: &RegisterKind| {
            !typed.is_empty()
                && (crate::text::folded(register.title()).starts_with(&typed)
                    || register.word().starts_with(&typed))
        };
        let found = RegisterKind::ALL.iter().copied().find(fits);
        match (found, self.screens.last_mut()) {
            (Some(register), Some(Screen::Registers(registers))) => registers.show(register),
            _ => self.say(format!("'{typed}' is neither a row nor a register.")),
        }
    }

    fn ask_none(&mut self, register: RegisterKind) {
        let lines = vec![
            known_none(register).to_owned(),
            "It is recorded as known. That is not the same as an empty list: questions are answered by it.".to_owned(),
            "A record that is written later takes its place.".to_owned(),
        ];
        let title = format!("{}: none?", register.title());
        let buttons = ("Leave it empty", "Record that there are none");
        self.ask(&title, lines, buttons, Request::NoRecords(register));
    }

    /// Links the exhibit that was just taken to a record.
    pub(super) fn link_taken(&mut self, record: RecordNo, events: &[Event]) -> Vec<Effect> {
        let taken = events.iter().find_map(|event| match &event.change {
            Change::ExhibitTaken(taken) => Some(ExhibitNo(taken.no)),
            _ => None,
        });
        let (Some(taken), Some(on_file), Some(vendor)) =
            (taken, self.record_numbered(record), &self.vendor)
        else {
            return Vec::new();
        };
        let rests = vendor.dossier.exhibits.values();
        let rests =
            rests.filter(|one| one.withdrawn.is_none() && on_file.exhibits.contains(&one.id));
        let exhibits = rests.map(|one| one.no).chain([taken]).collect();
        let request = RecordRequest {
            record: Some(record),
            exhibits: Some(exhibits),
            seen: Seen::Shown(Some(on_file.last.event)),
            ..RecordRequest::new(record.register, Vec::new())
        };
        self.record(Request::SetRecord(request))
    }

    /// Which record an event wrote, once it is on file.
    pub(super) fn record_written(&self, event: &Event) -> Option<String> {
        let Change::RecordSet(set) = &event.change else { return None };
        let record = self.vendor.as_ref()?.dossier.registers.get(set.record)?;
        let how = if record.first.event == event.id { "recorded" } else { "changed" };
        Some(format!("{} {how}", record.no))
    }

    /// What a form says of a problem: in the form of a record also what is safe and what to do.
    pub(super) fn refused_words(&self, problem: &Problem) -> String {
        let mut words = problem.summary.clone();
        if let Some(Overlay::Prompt(prompt)) = &self.overlay
            && (prompt.purpose.is_of_record() || prompt.purpose == Purpose::Correct)
        {
            let more = problem.safe.iter().chain(&problem.next);
            words.extend(more.map(|more| format!(". {}", first_upper(more))));
        }
        words
    }

    /// What is on file was read again after a refusal: the form over the screen shows it.
    pub(super) fn renew_open_form(&mut self) {
        if let Some(Overlay::Prompt(mut prompt)) = self.overlay.take_if(
            |overlay| matches!(overlay, Overlay::Prompt(prompt) if prompt.purpose.is_of_record() || prompt.purpose == Purpose::Correct),
        ) {
            self.renew_form(&mut prompt);
            self.overlay = Some(Overlay::Prompt(prompt));
        }
    }

    /// Whether a form of a record holds something that is not kept from crashes yet.
    pub(crate) fn has_unkept_form(&self) -> bool {
        let over = match &self.overlay {
            Some(Overlay::Prompt(prompt)) => Some(prompt.as_ref()),
            _ => None,
        };
        let unkept =
            |prompt: &Prompt| prompt.draft_place().is_some() && prompt.draft() != prompt.draft_kept;
        self.kept.iter().chain(over).any(unkept)
    }

    /// Keeps what is typed in forms of records from crashes, and forgets what was typed back.
    pub(in crate::app) fn keep_form_drafts(&mut self) -> Vec<Effect> {
        let mut changed: Vec<(VendorId, QuestionId, Option<String>)> = Vec::new();
        let over = match &mut self.overlay {
            Some(Overlay::Prompt(prompt)) => Some(prompt.as_mut()),
            _ => None,
        };
        for prompt in self.kept.iter_mut().chain(over) {
            let draft = prompt.draft();
            if let (Some(place), Some(vendor)) = (prompt.draft_place(), prompt.about.vendor)
                && draft != prompt.draft_kept
            {
                prompt.draft_kept.clone_from(&draft);
                changed.push((vendor, place, draft));
            }
        }
        self.kept.retain(|kept| kept.draft_place().is_none() || kept.draft_kept.is_some());
        changed
            .into_iter()
            .map(|(vendor, place, draft)| self.keep_one(vendor, place, draft))
            .collect()
    }

    fn keep_one(
        &mut self,
        vendor: VendorId,
        question: QuestionId,
        draft: Option<String>,
    ) -> Effect {
        let open = self.vendor.as_mut().filter(|open| open.dossier.id == vendor);
        let Some(text) = draft else {
            open.and_then(|open| open.drafts.remove(&question));
            return Effect::DropDraft { vendor, question };
        };
        if let Some(open) = open {
            open.drafts.insert(question.clone(), text.clone());
        }
        Effect::SaveDraft { vendor, question, text }
    }

    /// Forgets the draft of the form that was recorded.
    pub(super) fn drop_recorded_draft(&mut self, vendor: VendorId) -> Vec<Effect> {
        let Some((purpose, about)) = &self.submitted else { return Vec::new() };
        let place = Prompt::place_of(*purpose, about);
        let (Some(place), Some(open)) = (place, &mut self.vendor) else { return Vec::new() };
        let had = open.dossier.id == vendor && open.drafts.remove(&place).is_some();
        had.then_some(Effect::DropDraft { vendor, question: place }).into_iter().collect()
    }

    /// What forms could be typed into here: of the record under the cursor, and of a new one.
    fn forms_here(&self) -> Vec<(Purpose, About)> {
        let (Some(register), Some(vendor)) = (self.register_in_hand(), &self.vendor) else {
            return Vec::new();
        };
        let about = |record| About {
            vendor: Some(vendor.dossier.id),
            register: Some(register),
            record,
            ..About::default()
        };
        let record = self.record_under_cursor().map(|record| record.no);
        let of_record = [Purpose::ChangeRecord, Purpose::SupersedeRecord, Purpose::NewClause];
        let of_record = of_record.map(|purpose| (purpose, about(record)));
        let of_record = of_record.into_iter().filter(|_| record.is_some());
        of_record.chain([(Purpose::NewRecord, about(None))]).collect()
    }

    /// Whether something is typed and not recorded about the record under the cursor, or for a new one.
    pub(crate) fn has_draft_here(&self) -> bool {
        self.forms_here().into_iter().any(|(purpose, about)| self.has_draft(purpose, &about))
    }

    fn has_draft(&self, purpose: Purpose, about: &About) -> bool {
        let place = Prompt::place_of(purpose, about);
        let on_disk = place.and_then(|place| self.vendor.as_ref()?.drafts.get(&place));
        on_disk.is_some()
            || self.kept.iter().any(|kept| kept.purpose == purpose && kept.about == *about)
    }

    /// Throws away what is typed about the record under the cursor, or else for a new one.
    fn drop_form_drafts(&mut self) -> Vec<Effect> {
        let mut forms = self.forms_here().into_iter();
        let Some((purpose, about)) = forms.find(|(purpose, about)| self.has_draft(*purpose, about))
        else {
            return Vec::new();
        };
        self.kept.retain(|kept| kept.purpose != purpose || kept.about != about);
        self.say("The draft is dropped.");
        self.submitted = Some((purpose, about.clone()));
        let effects = about.vendor.map(|vendor| self.drop_recorded_draft(vendor));
        self.submitted = None;
        effects.unwrap_or_default()
    }
}

fn first_upper(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}
