//! The form for a list of vendors: which file. What it would add is said before anything is recorded.

use std::path::PathBuf;

use super::build::path_hint;
use super::submit;
use crate::app::effect::Effect;
use crate::app::form::picker::Picks;
use crate::app::form::{Field, FieldName, Form};
use crate::app::state::App;

/// Which file.
pub(super) fn form(app: &App) -> Form {
    let intro = vec![
        "A CSV file. Its first row names the facts, such as name, tier, services, contact_1_email; the name is needed.".to_owned(),
        "The file is looked at first, and what it would add is shown. Nothing is recorded without a yes.".to_owned(),
    ];
    let field = Field::text(FieldName::Path, "File", path_hint(app), "");
    Form::new("Import a list of vendors", intro, vec![field]).picking(Picks::One)
}

/// Asks for the file to be looked at.
pub(super) fn check(form: &mut Form) -> Result<Vec<Effect>, String> {
    let path = submit::needed(form, FieldName::Path, "which file? type its path")?;
    Ok(vec![Effect::CheckList { path: PathBuf::from(path), sure_of: Vec::new() }])
}
