//! The form for a sign-off: who signs, and the vendor's name typed, so that no key signs by itself (rule R27).

use super::About;
use super::submit::needed;
use crate::app::effect::Effect;
use crate::app::form::{Field, FieldName, Form};
use crate::app::state::{App, Named};
use crate::domain::request::{Request, SignOffRequest};
use crate::domain::sign_off::OpenKind;
use crate::text::folded;

/// The form.
pub(super) fn form(app: &App) -> Form {
    let (Some(store), Some(vendor)) = (&app.store, &app.vendor) else {
        return Form::new("Sign off", Vec::new(), Vec::new());
    };
    let dossier = &vendor.dossier;
    let known = store.organization.people.get(&store.account);
    let name = known.map_or("", |person| &person.name);
    let title = known.and_then(|person| person.title.as_deref()).unwrap_or_default();
    let hint = format!("type \"{}\" to sign off on it", dossier.name);
    Form::new(
        format!("Sign off on {}", dossier.name),
        intro(app, dossier.questionnaire_of_record()),
        vec![
            Field::text(FieldName::Name, "Name", "who signs", name),
            Field::text(FieldName::Title, "Title", "such as Privacy Officer", title),
            Field::text(
                FieldName::Reason,
                "Statement",
                "what is attested, in their own words; or nothing",
                "",
            ),
            Field::text(FieldName::Sure, "Vendor", hint, ""),
        ],
    )
}

/// What is signed, and what is open: each item where lines are read one after the other, else how many of each kind, since the part
/// "Sign-off" of the report beneath lists them all.
fn intro(app: &App, questionnaire: &str) -> Vec<String> {
    let items = app.open_items();
    let mut intro = vec![format!(
        "It attests the record as it stands, questionnaire {questionnaire}. Anything recorded later supersedes it; it cannot be undone."
    )];
    if items.is_empty() {
        intro.push("Nothing is open.".to_owned());
        return intro;
    }
    intro.push("By signing, all this is acknowledged as open:".to_owned());
    if app.named == Named::ByWord {
        intro.extend(items.iter().map(ToString::to_string));
        return intro;
    }
    let counts = OpenKind::ALL.iter().filter_map(|kind| {
        let of_kind = items.iter().filter(|item| item.kind == *kind);
        let count: usize = of_kind.map(|item| item.count).sum();
        (count > 0).then(|| format!("{}: {count}", kind.title()))
    });
    intro.push(counts.collect::<Vec<_>>().join("; "));
    intro.push("Each is listed in the part \"Sign-off\" of this report.".to_owned());
    intro
}

/// What is asked to be recorded when the form is filled in.
pub(super) fn effects(app: &App, form: &mut Form, about: &About) -> Result<Vec<Effect>, String> {
    let (Some(open_vendor), Some(vendor)) = (&app.vendor, about.vendor) else {
        return Err("no vendor is open".to_owned());
    };
    let name = needed(form, FieldName::Name, "who signs? type their name")?;
    let title = needed(form, FieldName::Title, "type their title")?;
    let vendor_name = &open_vendor.dossier.name;
    if folded(&form.value(FieldName::Sure)) != folded(vendor_name) {
        let why = format!("to sign off, type the vendor's name, '{vendor_name}'");
        return Err(form.wrong(FieldName::Sure, why));
    }
    let request = Request::SignOff(SignOffRequest {
        name,
        title,
        statement: form.filled(FieldName::Reason),
        questionnaires: Vec::new(),
        acknowledged: app.open_items().iter().map(ToString::to_string).collect(),
        sure_of: Vec::new(),
    });
    Ok(vec![Effect::Record { vendor, request: Box::new(request) }])
}
