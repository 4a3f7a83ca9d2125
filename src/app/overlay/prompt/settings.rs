//! The form for a setting, and what is asked to be written of it.

use std::path::Path;

use super::About;
use crate::app::effect::Effect;
use crate::app::form::{Field, FieldName, Form};
use crate::app::screen::settings::{Kind, Row, Takes};
use crate::app::state::App;
use crate::domain::id::AccountId;

/// The form for the setting.
pub(super) fn form(app: &App, about: &About) -> Form {
    let rows = app.setting_rows();
    let Some(row) = rows.into_iter().find(|row| Some(row.kind.name) == about.setting) else {
        return Form::new("Setting", Vec::new(), Vec::new());
    };
    let mut intro = vec![row.kind.says.to_owned()];
    intro.push(row.goes_before().unwrap_or_else(|| row.when().to_owned()));
    Form::new(row.kind.title, intro, vec![field(&row)])
}

fn field(row: &Row) -> Field {
    let Row { kind, typed, .. } = row;
    match kind.takes {
        Takes::Words(words) => {
            let yes_or_no = |word: &str| matches!(word, "true" | "false");
            let options = words.iter().map(|(word, label)| {
                let shown = if yes_or_no(word) { label } else { word };
                ((*word).to_owned(), (*shown).to_owned())
            });
            let meanings = words.iter().filter(|(word, _)| !yes_or_no(word));
            Field::choice(FieldName::Value, kind.title, options, typed)
                .meaning(meanings.map(|(_, label)| (*label).to_owned()))
        }
        Takes::Text(hint) => Field::text(FieldName::Value, kind.title, hint, typed),
        Takes::Folder(hint) => Field::text(FieldName::Path, kind.title, hint, typed),
    }
}

/// What is asked to be written when the form is filled in.
pub(super) fn effects(form: &mut Form, about: &About) -> Result<Vec<Effect>, String> {
    let kind = about.setting.and_then(Kind::named).ok_or("no setting is under the cursor")?;
    let name = match kind.takes {
        Takes::Folder(_) => FieldName::Path,
        Takes::Words(_) | Takes::Text(_) => FieldName::Value,
    };
    let value = form.filled(name);
    if let (Takes::Folder(_), Some(path)) = (kind.takes, &value)
        && !Path::new(path).is_absolute()
    {
        return Err(form.wrong(name, "write the whole path of the folder, from its very beginning"));
    }
    if let ("account", Some(account)) = (kind.name, &value)
        && let Err(accepted) = AccountId::try_from(account.clone())
    {
        return Err(form.wrong(name, accepted));
    }
    Ok(vec![Effect::SetSetting { field: kind.name, value }])
}
