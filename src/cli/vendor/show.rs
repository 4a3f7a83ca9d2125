//! `vendor show`: everything that is on file of the vendor itself.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::tier_word;
use crate::cli::hold::HoldLine;
use crate::cli::output::Output;
use crate::cli::typed;
use crate::desk::Desk;
use crate::domain::dossier::Dossier;
use crate::domain::id::{Digest, VendorId};
use crate::domain::value::Value;
use crate::domain::vendor::{Fact, PROFILE, Tier, fact, relation};
use crate::problem::Problem;

/// How a fact that nobody recorded is shown.
const NOT_RECORDED: &str = "not recorded";
/// The width of the labels.
const LABELS: usize = 26;

#[derive(Serialize)]
struct Document<'a> {
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    former_names: &'a [String],
    tier: Option<Tier>,
    retired: Option<&'a str>,
    business_associate_status: Option<String>,
    profile: BTreeMap<&'a str, OnFile<'a>>,
    questionnaire: &'a str,
    asks: &'a str,
    added: jiff::Timestamp,
    /// The legal holds that stand.
    holds: Vec<HoldLine<'a>>,
    events: usize,
    head: Option<Digest>,
}

/// A fact of the profile as scripts see it.
#[derive(Serialize)]
struct OnFile<'a> {
    value: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
}

pub(super) fn run(desk: &mut Desk, vendor: &str, out: &mut Output<'_>) -> Result<(), Problem> {
    let dossier = &typed::dossier(desk, vendor)?;
    if dossier.is_ours() {
        return Err(crate::desk::check::about_vendors());
    }
    let bank = desk.bank().clone();
    let view = dossier.view_of_record(&bank);
    let facts: Vec<Fact<'_>> = PROFILE.iter().filter_map(|field| fact(dossier, field)).collect();
    let added = dossier.events.first().map(|event| event.at).unwrap_or_default();
    let document = Document {
        vendor: dossier.id,
        slug: &dossier.slug,
        name: &dossier.name,
        former_names: &dossier.former_names,
        tier: dossier.tier,
        retired: dossier.retired.as_deref(),
        business_associate_status: relation::answered(dossier),
        profile: facts
            .iter()
            .map(|one| (one.field.name, OnFile { value: one.value, from: one.from }))
            .collect(),
        questionnaire: &view.named.id,
        asks: &view.asked.id,
        added,
        holds: dossier.standing_holds().map(HoldLine::from).collect(),
        events: dossier.events.len(),
        head: dossier.events.last().map(|event| event.hash),
    };
    out.result("vendor-show", &document, |out| {
        head(dossier, out);
        out.labeled("Business associate", LABELS, &relation::shown(dossier, desk.bank()));
        profile(&facts, out);
        out.labeled("Questionnaire", LABELS, &view.name());
        for hold in dossier.standing_holds() {
            let since = desk.organization().zones.shown(hold.set_at);
            out.labeled("Legal hold", LABELS, &format!("{}, since {since}", hold.matter));
        }
        out.labeled("Added", LABELS, &desk.organization().zones.shown(added));
        out.labeled("Events", LABELS, &dossier.events.len().to_string());
    });
    Ok(())
}

fn head(dossier: &Dossier, out: &mut Output<'_>) {
    out.heading(&dossier.name);
    out.labeled("Short name", LABELS, &dossier.slug);
    out.labeled("Id", LABELS, &dossier.id.to_string());
    if !dossier.former_names.is_empty() {
        out.labeled("Before", LABELS, &dossier.former_names.join("; "));
    }
    out.labeled("Tier", LABELS, tier_word(dossier.tier));
    if let Some(reason) = &dossier.retired {
        let reason = if reason.is_empty() { "no reason given" } else { reason };
        out.labeled("Retired", LABELS, reason);
    }
}

/// The profile: each fact of its own, then the contacts under a heading each; of these only what is on file, and what is not, in one line.
fn profile(facts: &[Fact<'_>], out: &mut Output<'_>) {
    let of = |contact: Option<&'static str>| {
        PROFILE.iter().filter(move |field| contact_of(field.name) == contact)
    };
    let on_file = |name: &str| facts.iter().find(|one| one.field.name == name);
    for field in of(None) {
        let words = on_file(field.name).map_or_else(|| NOT_RECORDED.to_owned(), shown);
        out.labeled(field.title, LABELS, &words);
    }
    for (contact, title) in [("contact_1", "First contact"), ("contact_2", "Second contact")] {
        let known: Vec<&Fact<'_>> =
            of(Some(contact)).filter_map(|field| on_file(field.name)).collect();
        if known.is_empty() {
            out.labeled(title, LABELS, NOT_RECORDED);
            continue;
        }
        for one in known {
            let (_, element) = one.field.title.split_once(": ").unwrap_or(("", one.field.title));
            out.labeled(&format!("{title}: {}", short(element)), LABELS, &shown(one));
        }
        let lacking: Vec<&str> = of(Some(contact))
            .filter(|field| on_file(field.name).is_none())
            .map(|field| field.title.split_once(": ").map_or(field.title, |(_, element)| element))
            .collect();
        if !lacking.is_empty() {
            let lacking = lacking.join("; ");
            out.labeled(&format!("{title}: rest"), LABELS, &format!("{NOT_RECORDED}: {lacking}"));
        }
    }
}

/// Which contact a field belongs to, if any.
fn contact_of(field: &str) -> Option<&'static str> {
    ["contact_1", "contact_2"].into_iter().find(|contact| field.starts_with(contact))
}

/// The longest element's words do not fit beside the others.
fn short(element: &str) -> &str {
    if element.starts_with("address, ") { "2nd line" } else { element }
}

fn shown(fact: &Fact<'_>) -> String {
    let from = fact.from.map_or_else(String::new, |day| format!(" (true from {day})"));
    format!("{}{from}", fact.shown())
}
