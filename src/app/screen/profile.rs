//! The profile of a vendor: its name, its tier, what it is to us, and the facts of its own.

use super::fields::FieldRow;
use crate::app::command::CommandId;
use crate::app::screen::Screen;
use crate::app::state::App;
use crate::domain::dossier::Dossier;
use crate::domain::vendor::{PROFILE, Tier, UNTIERED, fact, relation};

/// The row of the business-associate status, which is answered as a question.
pub const RELATION: &str = relation::QUESTION;

impl App {
    /// The facts that are shown, in order.
    pub fn shown_facts(&self) -> Vec<FieldRow> {
        let Some(Screen::Profile(rows)) = self.screen() else { return Vec::new() };
        let shown = rows.filter();
        self.facts().into_iter().filter(|row| shown(&row.searched())).collect()
    }

    /// The fact under the cursor.
    pub fn fact_in_hand(&self) -> Option<FieldRow> {
        let Some(Screen::Profile(rows)) = self.screen() else { return None };
        self.shown_facts().into_iter().nth(rows.at)
    }

    /// The fact of that name.
    pub(crate) fn fact_named(&self, name: &str) -> Option<FieldRow> {
        self.facts().into_iter().find(|row| row.name == name)
    }

    fn facts(&self) -> Vec<FieldRow> {
        let (Some(vendor), Some(store)) = (&self.vendor, &self.store) else { return Vec::new() };
        let dossier = &vendor.dossier;
        let mut rows = vec![name(dossier), tier(dossier)];
        rows.push(FieldRow {
            name: RELATION,
            title: "Business associate",
            help: format!(
                "The answer to the question of that name; {} goes to it.",
                self.how(CommandId::Accept)
            ),
            accepted: None,
            shown: Some(relation::shown(dossier, &store.bank)),
            typed: String::new(),
        });
        rows.extend(PROFILE.iter().map(|field| {
            let fact = fact(dossier, field);
            let typed = fact.as_ref().map(|one| field.typed(one.value)).unwrap_or_default();
            let shown = fact.map(|one| {
                let from = one.from.map_or_else(String::new, |day| format!(" (true from {day})"));
                format!("{}{from}", one.shown())
            });
            FieldRow::of(field, shown, typed)
        }));
        rows
    }
}

fn name(dossier: &Dossier) -> FieldRow {
    FieldRow {
        name: "name",
        title: "Name",
        help: "Its legal name, as in the contract. Names it had before are kept.".to_owned(),
        accepted: Some("one line of at most 300 characters".to_owned()),
        shown: Some(dossier.name.clone()),
        typed: dossier.name.clone(),
    }
}

fn tier(dossier: &Dossier) -> FieldRow {
    FieldRow {
        name: "tier",
        title: "Tier",
        help: "How much harm a failure of this vendor could do.".to_owned(),
        accepted: Some(Tier::ALL.map(Tier::word).join(", ")),
        shown: Some(dossier.tier.map_or(UNTIERED, Tier::title).to_owned()),
        typed: dossier.tier.map_or("", Tier::word).to_owned(),
    }
}
