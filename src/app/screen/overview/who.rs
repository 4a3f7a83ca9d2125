//! Who a vendor is: its names, what it does for us, what of ours it holds, and whom to call.

use super::{Part, Row};
use crate::app::screen::Destination;
use crate::app::screen::dashboard::filter::of_tier;
use crate::app::state::Store;
use crate::app::words::Tone;
use crate::domain::dossier::Dossier;
use crate::domain::summary::Summary;
use crate::domain::vendor::{PROFILE, fact, relation};

/// The facts that are shown though nothing is on file of them.
const EXPECTED: [&str; 2] = ["services", "systems"];
/// The facts that are shown where they are on file.
const KNOWN: [&str; 4] = ["other_names", "people_by_state", "phi_first_disclosed", "web"];

/// The rows.
pub(super) fn rows(store: &Store, dossier: &Dossier, summary: &Summary) -> Vec<Row> {
    let row = |words: String| Row::new(Part::Who, words, Destination::Profile);
    let retired = if summary.retired { ", retired" } else { "" };
    let mut rows = vec![row(format!("{} · {}{retired}", dossier.name, of_tier(dossier.tier)))];
    if !dossier.former_names.is_empty() {
        rows.push(row(format!("Formerly {}", dossier.former_names.join(", "))));
    }
    rows.push(row(format!("Business associate: {}", relation::shown(dossier, &store.bank))));
    for field in PROFILE {
        let shown = fact(dossier, field).map(|one| one.shown());
        match shown {
            Some(shown) if EXPECTED.contains(&field.name) || KNOWN.contains(&field.name) => {
                rows.push(row(format!("{}: {shown}", field.title)));
            }
            None if EXPECTED.contains(&field.name) => {
                rows.push(row(format!("{}: not on file", field.title)).toned(Tone::Part));
            }
            _ => {}
        }
    }
    let contacts: Vec<String> = ["1", "2"].iter().filter_map(|no| contact(dossier, no)).collect();
    if contacts.is_empty() {
        rows.push(row("Contacts: not on file".to_owned()).toned(Tone::Part));
    }
    rows.extend(contacts.into_iter().map(|words| row(format!("Contact: {words}"))));
    rows
}

/// A contact in one line: name, title, phone and e-mail, as far as they are on file.
fn contact(dossier: &Dossier, no: &str) -> Option<String> {
    let part = |part: &str| {
        let name = format!("contact_{no}_{part}");
        let field = PROFILE.iter().find(|field| field.name == name)?;
        fact(dossier, field).map(|one| one.shown())
    };
    let name: Vec<String> = ["first_name", "last_name"].into_iter().filter_map(part).collect();
    let name = Some(name.join(" ")).filter(|name| !name.is_empty());
    let rest = ["title", "phone", "email"].into_iter().filter_map(part);
    let all: Vec<String> = name.into_iter().chain(rest).collect();
    (!all.is_empty()).then(|| all.join(", "))
}
