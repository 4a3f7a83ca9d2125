//! `evidence verify`: looks at the vault's copies and records what was found.

use serde::Serialize;

use crate::cli::output::{Align, Cell, Output, Table, Tint};
use crate::cli::{Ended, typed};
use crate::desk::{CheckedExhibit, Desk, Finding};
use crate::domain::event::CopyState;
use crate::domain::id::VendorId;
use crate::problem::Problem;
use crate::progress::{Progress as _, Step};

#[derive(Serialize)]
struct Document<'a> {
    vendors: Vec<OfVendor<'a>>,
}

#[derive(Serialize)]
struct OfVendor<'a> {
    vendor: VendorId,
    slug: &'a str,
    exhibits: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    no: String,
    title: String,
    copy: &'static str,
}

impl From<CheckedExhibit> for Line {
    fn from(one: CheckedExhibit) -> Self {
        let copy = match one.finding {
            Finding::Copy(state) => state.word(),
            Finding::HeldElsewhere => "Elsewhere",
        };
        Self { no: one.no.to_string(), title: one.title, copy }
    }
}

pub(super) fn run(
    desk: &mut Desk,
    vendor: Option<&str>,
    out: &mut Output<'_>,
) -> Result<Ended, Problem> {
    desk.store()?;
    let dossiers = match vendor {
        Some(vendor) => vec![typed::dossier(desk, vendor)?],
        None => typed::all_dossiers(desk)?,
    };
    let mut damaged = false;
    let mut vendors = Vec::new();
    let mut watch = out.watch();
    for (done, dossier) in dossiers.iter().enumerate() {
        let step = Step { doing: "Looking at copies", done, of: dossiers.len() };
        watch.reached(step).map_err(|canceled| {
            Problem::canceled(canceled).safe("what was found until then is on record")
        })?;
        let checked = desk.check_exhibits(dossier.id)?;
        if dossier.is_ours() && vendor.is_none() && checked.is_empty() {
            continue;
        }
        let hurt = [Finding::Copy(CopyState::Damaged), Finding::Copy(CopyState::Missing)];
        damaged |= checked.iter().any(|one| hurt.contains(&one.finding));
        let exhibits = checked.into_iter().map(Line::from).collect();
        vendors.push(OfVendor { vendor: dossier.id, slug: &dossier.slug, exhibits });
    }
    drop(watch);
    let document = Document { vendors };
    out.result("evidence-verify", &document, |out| show(&document, damaged, out));
    Ok(if damaged { Ended::Damage } else { Ended::Well })
}

fn show(document: &Document<'_>, damaged: bool, out: &mut Output<'_>) {
    let mut table = Table::new([
        ("Vendor", Align::Left),
        ("No.", Align::Left),
        ("Title", Align::Wrapped),
        ("Copy", Align::Left),
    ]);
    for vendor in &document.vendors {
        for one in &vendor.exhibits {
            let tint = match one.copy {
                "Same" => Tint::Good,
                "Elsewhere" => Tint::Plain,
                _ => Tint::Grave,
            };
            let copy = Cell::tinted(tint, one.copy);
            table.row([vendor.slug.into(), (&one.no).into(), (&one.title).into(), copy]);
        }
    }
    if table.is_empty() {
        out.line("There are no exhibits to look at.");
        return;
    }
    out.table(&table);
    out.blank();
    out.line(if damaged {
        "Copies marked Damaged or Missing are not current any more; restore them from a backup of the vault and verify again."
    } else {
        "Every copy holds the bytes that were taken."
    });
}
