//! The form for a fact about our organization, and what is recorded of it.

use super::About;
use crate::app::effect::Effect;
use crate::app::form::{Field as FormField, FieldName, Form, Input};
use crate::app::screen::ours::Fact;
use crate::app::state::{App, Named, Store};
use crate::domain::field::{Field, FieldKind};
use crate::domain::request::Request;
use crate::domain::value::Value;

/// What a word that is not chosen is called.
const NO: &str = "no";
/// What a word that is chosen is called.
const YES: &str = "yes";

/// The form for the fact.
pub(super) fn form(app: &App, about: &About) -> Form {
    let (Some(store), Some(fact)) = (&app.store, about.own_fact) else {
        return Form::new("Our organization", Vec::new(), Vec::new());
    };
    let fields = match fact {
        Fact::Profile(field) => profile(store, field, app.named),
        Fact::Zone => {
            let hint = "an IANA name such as America/New_York";
            vec![FormField::text(FieldName::Value, "Zone", hint, store.organization.zones.name())]
        }
        Fact::Person => person(store),
    };
    let how = if fields.len() > 2 { " Left and right change a line." } else { "" };
    Form::new(fact.title(), vec![format!("{}{how}", fact.help())], fields)
}

fn profile(store: &Store, field: &'static Field, named: Named) -> Vec<FormField> {
    let recorded = store.organization.fields.get(field.name);
    let typed = recorded.map(|value| field.typed(value)).unwrap_or_default();
    match (field.kind, named) {
        (FieldKind::One(words), _) => {
            let options =
                words.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned()));
            let none = (String::new(), "not recorded".to_owned());
            vec![FormField::choice(
                FieldName::Value,
                field.title,
                std::iter::once(none).chain(options),
                &typed,
            )]
        }
        // Typed in one go where fields are asked one after the other.
        (FieldKind::Many(words), Named::ByKey) => {
            let chosen = match recorded {
                Some(Value::Words(words)) => words.as_slice(),
                _ => &[],
            };
            words.iter().map(|(word, label)| yes_no(word, label, chosen)).collect()
        }
        _ => {
            let hint = format!("{}; nothing takes it away", field.accepted());
            vec![FormField::text(FieldName::Value, field.title, hint, &typed)]
        }
    }
}

fn yes_no(word: &'static str, label: &str, chosen: &[String]) -> FormField {
    let options = [NO, YES].map(|one| (one.to_owned(), one.to_owned()));
    let taken = if chosen.iter().any(|one| one == word) { YES } else { NO };
    let field = FormField::choice(FieldName::Value, word, options, taken);
    FormField { hint: label.to_owned(), ..field }
}

fn person(store: &Store) -> Vec<FormField> {
    let known = store.organization.people.get(&store.account);
    let name = known.map_or("", |person| &person.name);
    let title = known.and_then(|person| person.title.as_deref()).unwrap_or_default();
    vec![
        FormField::text(FieldName::Name, "Name", "your name, as reports print it", name),
        FormField::text(FieldName::Title, "Title", "such as Privacy Officer, or nothing", title),
    ]
}

/// What is asked to be recorded when the form is filled in.
pub(super) fn effects(app: &App, form: &mut Form, about: &About) -> Result<Vec<Effect>, String> {
    let (Some(store), Some(fact)) = (&app.store, about.own_fact) else {
        return Err("no fact is under the cursor".to_owned());
    };
    let request = match fact {
        Fact::Person => Request::NamePerson {
            account: store.account.clone(),
            name: super::submit::needed(form, FieldName::Name, "say your name")?,
            title: form.filled(FieldName::Title),
        },
        Fact::Profile(_) | Fact::Zone => {
            Request::SetOrganization { field: fact.name().to_owned(), value: entered(form) }
        }
    };
    Ok(vec![Effect::Record { vendor: store.ours.vendor, request: Box::new(request) }])
}

/// What is entered: the value of the one field, or the words that are chosen among several.
fn entered(form: &Form) -> String {
    match form.fields.as_slice() {
        [one] => one.value(),
        many => {
            let chosen = many.iter().filter(|field| {
                matches!(field.input, Input::Choice { .. }) && field.value() == YES
            });
            chosen.map(|field| field.label).collect::<Vec<_>>().join(", ")
        }
    }
}
