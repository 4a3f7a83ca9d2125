//! The forms of the list of vendors: a new one, and what the list is looked through by.

use super::build::tier_field;
use crate::app::effect::Effect;
use crate::app::form::{Field, FieldName, Form};
use crate::app::guide::Step;
use crate::app::screen::Screen;
use crate::app::screen::dashboard::filter::{Filter, Matter, OfTier};
use crate::app::state::App;
use crate::app::words::many;

/// The form for a new vendor. The first one needs no more than a name: its tier can wait.
pub(super) fn add_form(app: &App) -> Form {
    let name = Field::text(FieldName::Name, "Name", "its legal name, as in the contract", "");
    if app.first_step() == Some(Step::AddVendor) {
        let intro = "The name is enough; its tier can wait. The interview opens by itself.";
        return Form::new("Your first vendor", vec![intro.to_owned()], vec![name]);
    }
    Form::new("New vendor", Vec::new(), vec![name, tier_field("high")])
}

/// The form that asks which vendors are shown.
pub(super) fn filter_form(app: &App) -> Form {
    let filter = match app.screen() {
        Some(Screen::Dashboard(dashboard)) => dashboard.filter,
        _ => Filter::default(),
    };
    let matters = Matter::ALL.map(|one| (one.word().to_owned(), one.title().to_owned()));
    let matter = Field::choice(FieldName::Which, "Which", matters, filter.matter.word())
        .meaning(Matter::ALL.map(|one| one.meaning().to_owned()));
    let tiers = OfTier::all().map(|one| (one.word().to_owned(), one.title()));
    Form::new(
        "Which vendors are shown",
        vec!["Only vendors that fit both are shown, in the list and in the map.".to_owned()],
        vec![matter, Field::choice(FieldName::Tier, "Tier", tiers, filter.tier.word())],
    )
}

/// Takes which vendors are shown from the form.
pub(super) fn filter_by(app: &mut App, form: &Form) -> Vec<Effect> {
    let (matter, tier) = (form.value(FieldName::Which), form.value(FieldName::Tier));
    let matter = Matter::ALL.into_iter().find(|one| one.word() == matter).unwrap_or_default();
    let tier = OfTier::all().find(|one| one.word() == tier).unwrap_or_default();
    if let Some(Screen::Dashboard(dashboard)) = app.screens.last_mut() {
        dashboard.filter = Filter { matter, tier };
        dashboard.rows.at = 0;
    }
    let shown = app.rows_in_view();
    let all = app.store.as_ref().map_or(0, |store| store.vendors.len());
    app.say(format!("{shown} of {} shown.", many(all, "vendor")));
    Vec::new()
}
