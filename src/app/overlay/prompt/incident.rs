//! The forms of a clock board: when a notice was sent, and what is supposed in a what-if.

use super::About;
use super::submit::needed;
use crate::app::effect::Effect;
use crate::app::form::{Field, FieldName, Form};
use crate::app::screen::clocks::supposing::{FIELDS, Supposing};
use crate::app::state::App;
use crate::app::words::capital;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::field::Field as Fact;
use crate::domain::register::RegisterKind;
use crate::domain::request::{Request, SentRequest};

/// When a notice was sent: today is offered, and the exhibit that is on file for it.
pub(super) fn sent_form(app: &App, about: &About) -> Form {
    let clock = about.clock.as_ref();
    let found = app.with_board(|board| {
        let clock = board.clock(clock?)?;
        let exhibit = clock.sent.and_then(|sent| sent.exhibit);
        let exhibit = exhibit.and_then(|id| board.incident.dossier.exhibit(id));
        let no = exhibit.map(|one| one.no.to_string()).unwrap_or_default();
        Some((clock.rule.title.clone(), clock.by_when(), no))
    });
    let (title, by_when, exhibit) = found.flatten().unwrap_or_default();
    let today = app.store.as_ref().map(|store| store.today.to_string()).unwrap_or_default();
    let day = "the day of sending, as YYYY-MM-DD";
    let shows = "the number of the exhibit that shows it, such as A-07, or nothing";
    Form::new(
        format!("Sent: {title}"),
        vec![capital(&by_when)],
        vec![
            Field::text(FieldName::Day, "Sent on", day, &today),
            Field::text(FieldName::Exhibit, "Shown by", shows, &exhibit),
        ],
    )
}

/// What records that a notice was sent.
pub(super) fn mark_sent(form: &mut Form, about: &About) -> Result<Request, String> {
    let (Some(incident), Some(clock)) = (about.record, about.clock.clone()) else {
        return Err("no clock is under the cursor".to_owned());
    };
    let why = "on which day was it sent?";
    needed(form, FieldName::Day, why)?;
    let on = form.day(FieldName::Day)?.ok_or(why)?;
    let exhibit = match form.filled(FieldName::Exhibit) {
        None => None,
        Some(typed) => Some(ExhibitNo::read(&typed).ok_or_else(|| {
            let why = format!("'{typed}' is not the number of an exhibit, such as A-07");
            form.wrong(FieldName::Exhibit, why)
        })?),
    };
    Ok(Request::MarkSent(SentRequest { incident, clock, on, exhibit, sure_of: Vec::new() }))
}

fn facts() -> impl Iterator<Item = &'static Fact> {
    FIELDS.into_iter().filter_map(|name| RegisterKind::Incidents.field(name))
}

/// What is supposed now, or is on file.
pub(super) fn what_if_form(app: &App) -> Form {
    let incident = app.incident_seen();
    let field = |fact: &'static Fact| {
        let value = incident.as_ref().and_then(|incident| incident.value(fact.name));
        let typed = value.map(|value| fact.typed(value)).unwrap_or_default();
        Field::text(FieldName::Of(fact.name), fact.title, fact.accepted(), &typed)
    };
    let intro = "Nothing of this is recorded. An empty field supposes that it is not known.";
    Form::new("What if", vec![intro.to_owned()], facts().map(field).collect())
}

/// Supposes what is typed.
pub(super) fn suppose(app: &mut App, form: &mut Form) -> Result<Vec<Effect>, String> {
    let today = app.store.as_ref().map(|store| store.today).unwrap_or_default();
    let mut fields = Vec::new();
    for fact in facts() {
        let name = FieldName::Of(fact.name);
        match fact.read(&form.value(name), today) {
            Ok(value) => fields.push((fact.name, value)),
            Err(refused) => {
                let why =
                    format!("'{}': {}; accepted: {}", fact.title, refused.why, refused.accepted);
                return Err(form.wrong(name, why));
            }
        }
    }
    if let Some(clocks) = app.clocks_mut() {
        clocks.supposing = Some(Supposing { fields, days: 0 });
        clocks.rows.at = 0;
    }
    Ok(Vec::new())
}
