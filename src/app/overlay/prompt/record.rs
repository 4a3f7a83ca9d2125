//! Forms of records of registers: their fields, and what is asked to be recorded when they are filled in.

mod keeping;

use jiff::civil::Date;

pub use self::keeping::draft_places;
use super::build::exhibit_fields;
use super::{About, Prompt, Purpose};
use crate::app::effect::Effect;
use crate::app::form::picker::Picks;
use crate::app::form::{Field, FieldName, Form, Input};
use crate::app::screen::Then;
use crate::app::state::App;
use crate::domain::answer::NotAccepted;
use crate::domain::exhibit::{Exhibit, ExhibitNo};
use crate::domain::field::{Field as Fact, FieldKind};
use crate::domain::register::{Record, RegisterKind, fields};
use crate::domain::request::{RecordRequest, Request, Seen};

/// What a newer record most often shares with the one it supersedes; everything else is typed anew, so that nothing stale is copied unseen.
const SHARED: [&str; 5] = ["kind", "insurer", "agreement", "subject", "name"];

impl Purpose {
    /// Whether it writes the fields of a record.
    pub const fn writes_fields(self) -> bool {
        matches!(
            self,
            Self::NewRecord | Self::NewClause | Self::ChangeRecord | Self::SupersedeRecord
        )
    }

    /// Whether it is about a record of a register at all.
    pub const fn is_of_record(self) -> bool {
        self.writes_fields()
            || matches!(
                self,
                Self::EndRecord
                    | Self::SetAside
                    | Self::LinkRecord
                    | Self::UnlinkRecord
                    | Self::AttachToRecord
            )
    }
}

impl Prompt {
    /// The register whose fields it writes.
    pub fn register(&self) -> Option<RegisterKind> {
        self.purpose.writes_fields().then(|| written_register(self.purpose, &self.about)).flatten()
    }
}

/// The register whose fields a form writes.
fn written_register(purpose: Purpose, about: &About) -> Option<RegisterKind> {
    if purpose == Purpose::NewClause { Some(RegisterKind::Clauses) } else { about.register }
}

/// The form for a purpose about a record.
pub(super) fn form(app: &App, purpose: Purpose, about: &About) -> Form {
    let Some(register) = written_register(purpose, about) else {
        return Form::new("Record", Vec::new(), Vec::new());
    };
    let old = about.record.and_then(|no| app.record_numbered(no));
    let no = about.record.map(|no| no.to_string()).unwrap_or_default();
    match purpose {
        Purpose::ChangeRecord => Form::new(
            format!("Change {no}"),
            Vec::new(),
            record_fields(app, register, old, |_| true),
        ),
        Purpose::SupersedeRecord => {
            let title = format!("New {} in the place of {no}", register.one());
            let shared = |name: &str| SHARED.contains(&name);
            Form::new(
                title,
                superseded(register, &no),
                anew(record_fields(app, register, old, shared)),
            )
        }
        Purpose::NewClause => {
            let mut fields = record_fields(app, register, None, |_| false);
            if let Some(field) =
                fields.iter_mut().find(|field| field.name == FieldName::Of("agreement"))
            {
                let _ = field.enter(&no);
            }
            Form::new(format!("New clause of {no}"), Vec::new(), anew(fields))
        }
        Purpose::EndRecord => {
            let ends = old.and_then(|old| old.ends).map(|day| day.to_string()).unwrap_or_default();
            let field = Field::text(
                FieldName::Day,
                "Last day",
                "the last day in force, as YYYY-MM-DD",
                &ends,
            );
            let stays = "It stays on file; from the day after, it no longer counts.".to_owned();
            Form::new(format!("When {no} ended"), vec![stays], vec![field])
        }
        Purpose::SetAside => {
            let field = Field::text(FieldName::Reason, "Reason", "what was wrong with it", "");
            let stays = "For a record written by mistake: it counts nowhere, and stays on file with its number and this reason.".to_owned();
            Form::new(format!("Set {no} aside"), vec![stays], vec![field])
        }
        Purpose::AttachToRecord => {
            let mut fields = exhibit_fields(app, about);
            fields.retain(|field| {
                let unfit =
                    [FieldName::Question, FieldName::Page, FieldName::Section, FieldName::Quote];
                !unfit.contains(&field.name)
            });
            let copy = "A copy is taken; the file itself stays where it is and is not watched.";
            Form::new(format!("Attach a file to {no}"), vec![copy.to_owned()], fields)
                .picking(Picks::One)
        }
        Purpose::LinkRecord => {
            choose_exhibit(app, format!("Link an exhibit to {no}"), old, Linked::No)
        }
        Purpose::UnlinkRecord => {
            choose_exhibit(app, format!("Take a link of {no} away"), old, Linked::Yes)
        }
        _ => Form::new(
            format!("New {}", register.one()),
            Vec::new(),
            record_fields(app, register, None, |_| false),
        ),
    }
}

/// What stands in a new record is new, even where it is offered.
fn anew(mut fields: Vec<Field>) -> Vec<Field> {
    for field in &mut fields {
        field.was.clear();
    }
    fields
}

fn superseded(register: RegisterKind, no: &str) -> Vec<String> {
    let mut intro =
        vec![format!("{no} stays on file, superseded from the day on which the new one begins.")];
    if register == RegisterKind::Agreements {
        intro
            .push("Its clauses stop counting with it; write those of the new one anew.".to_owned());
    }
    intro
}

/// The fields of a record; of the old one, those that are wanted are filled in.
fn record_fields(
    app: &App,
    register: RegisterKind,
    old: Option<&Record>,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Field> {
    let set_aside = old.is_some_and(|old| old.set_aside().is_some());
    let shown = register.fields().iter().filter(|fact| fact.name != fields::SET_ASIDE || set_aside);
    let filled = |fact: &Fact| old.filter(|_| wanted(fact.name)).map(|old| typed(app, fact, old));
    shown.map(|fact| field(app, register, fact, &filled(fact).unwrap_or_default())).collect()
}

/// A field of a record as it would be typed.
fn typed(app: &App, fact: &Fact, record: &Record) -> String {
    if matches!(fact.kind, FieldKind::Record(_)) {
        let registers = app.vendor.as_ref().map(|vendor| &vendor.dossier.registers);
        let agreement = registers.and_then(|registers| registers.agreement_of(record));
        return agreement.map(|agreement| agreement.no.to_string()).unwrap_or_default();
    }
    record.value(fact.name).map(|value| fact.typed(value)).unwrap_or_default()
}

fn field(app: &App, register: RegisterKind, fact: &'static Fact, now: &str) -> Field {
    let name = FieldName::Of(fact.name);
    let needed = register.required().contains(&fact.name);
    let nothing = if needed { "not chosen yet" } else { "nothing recorded" };
    let options: Vec<(String, String)> = match fact.kind {
        FieldKind::One(words) => {
            words.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned())).collect()
        }
        FieldKind::Record(of) => agreements(app, of, now),
        _ => {
            let hint = match fact.kind {
                FieldKind::Text => fact.help.to_owned(),
                _ => format!(
                    "{} {}",
                    fact.help,
                    crate::app::words::capital(&register.accepted(fact))
                ),
            };
            return Field::text(name, fact.title, hint, now);
        }
    };
    let nothing = (String::new(), nothing.to_owned());
    let field = Field::choice(name, fact.title, options.into_iter().chain([nothing]), now);
    Field { hint: fact.help.to_owned(), ..field }
}

/// The records that may be chosen, and the one that is.
fn agreements(app: &App, register: RegisterKind, now: &str) -> Vec<(String, String)> {
    let records = app.vendor.iter().flat_map(|vendor| vendor.dossier.registers.of(register));
    let offered =
        records.filter(|record| record.set_aside().is_none() || record.no.to_string() == now);
    offered
        .map(|record| (record.no.to_string(), format!("{}, {}", record.no, record.label())))
        .collect()
}

/// Whether exhibits are offered that are linked, or those that are not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Linked {
    Yes,
    No,
}

fn choose_exhibit(app: &App, title: String, record: Option<&Record>, linked: Linked) -> Form {
    let offered = exhibits(app, record, linked);
    let options: Vec<_> =
        offered.map(|one| (one.no.to_string(), format!("{}  {}", one.no, one.title))).collect();
    let intro = match linked {
        Linked::Yes => {
            vec!["The exhibit stays on file; the record no longer rests on it.".to_owned()]
        }
        Linked::No => Vec::new(),
    };
    Form::new(title, intro, vec![Field::choice(FieldName::Exhibit, "Exhibit", options, "")])
}

fn exhibits<'a>(
    app: &'a App,
    record: Option<&Record>,
    linked: Linked,
) -> impl Iterator<Item = &'a Exhibit> {
    let ids = record.map(|record| record.exhibits.clone()).unwrap_or_default();
    let on_file = app.vendor.iter().flat_map(|vendor| vendor.dossier.exhibits.values());
    on_file.filter(move |one| {
        one.withdrawn.is_none() && (ids.contains(&one.id) == (linked == Linked::Yes))
    })
}

/// What a form about a record asks for.
pub(super) fn effects(app: &mut App, prompt: &mut Prompt) -> Result<Vec<Effect>, String> {
    let Some(register) = written_register(prompt.purpose, &prompt.about) else {
        return Err("no register is seen".to_owned());
    };
    let record = prompt.about.record;
    if prompt.purpose == Purpose::AttachToRecord {
        let take = super::submit::take(app, &mut prompt.form, None)?;
        app.then = record.map(Then::LinkTo);
        return Ok(app.record(Request::Take(Box::new(take))));
    }
    let mut request = RecordRequest::new(register, Vec::new());
    if prompt.purpose.writes_fields() {
        let today = app.store.as_ref().map(|store| store.today).unwrap_or_default();
        request.fields = filled(&mut prompt.form, register, today)?;
    }
    match prompt.purpose {
        Purpose::NewRecord | Purpose::NewClause => {}
        Purpose::SupersedeRecord => request.supersedes = record,
        _ => {
            request.record = record;
            request.seen = Seen::Shown(prompt.seen);
        }
    }
    match prompt.purpose {
        Purpose::EndRecord => {
            let day = prompt.form.day(FieldName::Day)?;
            let needed = || "on which day did it end?".to_owned();
            request.ends = Some(day.ok_or_else(needed)?);
        }
        Purpose::SetAside => {
            let reason = prompt.form.filled(FieldName::Reason);
            let reason = reason.ok_or_else(|| "setting it aside needs a reason".to_owned())?;
            request.fields.push((fields::SET_ASIDE.to_owned(), reason));
        }
        Purpose::LinkRecord | Purpose::UnlinkRecord => {
            let no = ExhibitNo::read(&prompt.form.value(FieldName::Exhibit));
            let no = no.ok_or_else(|| "no exhibit is chosen".to_owned())?;
            let on_file = record.and_then(|no| app.record_numbered(no));
            let mut rests: Vec<ExhibitNo> =
                exhibits(app, on_file, Linked::Yes).map(|one| one.no).collect();
            rests.retain(|one| *one != no);
            if prompt.purpose == Purpose::LinkRecord {
                rests.push(no);
            }
            request.exhibits = Some(rests);
        }
        _ => {}
    }
    Ok(app.record(Request::SetRecord(request)))
}

/// The fields that were filled in or changed, each looked at before anything is sent; the first that is wrong gets the focus.
fn filled(
    form: &mut Form,
    register: RegisterKind,
    today: Date,
) -> Result<Vec<(String, String)>, String> {
    let mut changed = Vec::new();
    for field in &form.fields {
        let FieldName::Of(name) = field.name else { continue };
        let Some(fact) = register.field(name) else { continue };
        let value = field.value();
        if value.is_empty() && register.required().contains(&name) {
            let why = match field.input {
                Input::Choice { .. } => format!("'{}' is needed: choose one", fact.title),
                Input::Text(_) => format!("'{}' is needed", fact.title),
            };
            return Err(form.wrong(FieldName::Of(name), why));
        }
        if !field.is_changed() {
            continue;
        }
        if let Err(refused) = fact.read(&value, today) {
            return Err(form.wrong(FieldName::Of(name), not_accepted(fact, &refused)));
        }
        changed.push((name.to_owned(), value));
    }
    if changed.is_empty() {
        return Err("nothing is changed; esc closes the form".to_owned());
    }
    Ok(changed)
}

/// Why what was typed has no reading, and what would have one.
fn not_accepted(fact: &Fact, refused: &NotAccepted) -> String {
    // What is wrong with a day says already how one is written.
    if refused.why.contains("YYYY-MM-DD") {
        return format!("'{}': {}", fact.title, refused.why);
    }
    format!("'{}': {}; accepted: {}", fact.title, refused.why, refused.accepted)
}

/// Looks at what is entered in the field in focus, as the whole form is looked at when it is recorded.
///
/// # Errors
/// Says why it has no reading.
pub fn look_at_focused(form: &Form, register: RegisterKind, today: Date) -> Result<(), String> {
    let Some(field) = form.focused() else { return Ok(()) };
    let FieldName::Of(name) = field.name else { return Ok(()) };
    let Some(fact) = register.field(name) else { return Ok(()) };
    let read = fact.read(&field.value(), today).map(|_| ());
    read.map_err(|refused| not_accepted(fact, &refused))
}
