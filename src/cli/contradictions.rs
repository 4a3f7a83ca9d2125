//! `contradictions`: facts on file that collide, the gravest first, with where each was recorded and what to do.

use jiff::civil::Date;
use serde::Serialize;

use super::output::{Output, Tint};
use super::{Ended, typed};
use crate::desk::Desk;
use crate::domain::contradiction::{self, BearsOn, Contradiction, ContradictionKind, FactOnFile};
use crate::domain::dossier::Dossier;
use crate::domain::id::VendorId;
use crate::problem::Problem;
use crate::text::many;

/// `contradictions`.
#[derive(Debug, clap::Args)]
pub(super) struct Contradictions {
    /// The vendor; all of them, where none is named
    vendor: Option<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    day: Date,
    vendors: Vec<OfVendor<'a>>,
}

#[derive(Serialize)]
struct OfVendor<'a> {
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    contradictions: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    kind: ContradictionKind,
    title: &'static str,
    bears_on: BearsOn,
    wording: String,
    facts: Vec<Fact>,
    meaning: String,
    to_do: String,
}

#[derive(Serialize)]
struct Fact {
    from: &'static str,
    id: String,
    says: String,
    quote: Option<String>,
    event: Option<u64>,
    recorded_on: Option<Date>,
    #[serde(skip)]
    place: String,
}

impl From<Contradiction> for Told {
    fn from(one: Contradiction) -> Self {
        Self {
            kind: one.kind,
            title: one.kind.title(),
            bears_on: one.bears_on,
            wording: one.wording(),
            facts: one.facts.into_iter().map(Fact::from).collect(),
            meaning: one.meaning,
            to_do: one.to_do,
        }
    }
}

impl From<FactOnFile> for Fact {
    fn from(fact: FactOnFile) -> Self {
        Self {
            from: fact.source.word(),
            id: fact.source.id(),
            place: fact.place(),
            says: fact.says,
            quote: fact.quote,
            event: fact.recorded.map(|recorded| recorded.event),
            recorded_on: fact.recorded.map(|recorded| recorded.on),
        }
    }
}

impl Contradictions {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        desk.store()?;
        let dossiers = match &self.vendor {
            Some(vendor) => vec![typed::dossier(desk, vendor)?],
            None => typed::dossiers(desk)?,
        };
        let vendors: Vec<OfVendor<'_>> =
            dossiers.iter().map(|dossier| of_vendor(desk, dossier)).collect();
        let found = vendors.iter().any(|one| !one.contradictions.is_empty());
        let document = Document { day: desk.today(), vendors };
        out.result("contradictions", &document, |out| {
            for one in &document.vendors {
                show(one, out);
            }
            if document.vendors.is_empty() {
                out.line("No vendors yet.");
            }
        });
        Ok(if found { Ended::Found } else { Ended::Well })
    }
}

fn of_vendor<'a>(desk: &Desk, dossier: &'a Dossier) -> OfVendor<'a> {
    let standings = desk.standings(dossier);
    let found = contradiction::contradictions(dossier, desk.organization(), &standings);
    OfVendor {
        vendor: dossier.id,
        slug: &dossier.slug,
        name: &dossier.name,
        contradictions: found.into_iter().map(Told::from).collect(),
    }
}

fn show(one: &OfVendor<'_>, out: &mut Output<'_>) {
    out.heading(&format!("{}: {}", one.name, many(one.contradictions.len(), "contradiction")));
    for (number, told) in (1..).zip(&one.contradictions) {
        out.blank();
        let tint = if told.bears_on == BearsOn::Law { Tint::Grave } else { Tint::Short };
        out.tinted_text(tint, &format!("{number}. {}", told.wording));
        for fact in &told.facts {
            out.labeled("  -", 3, &format!("{}: {}.", fact.place, fact.says));
            if let Some(quote) = &fact.quote {
                out.text(5, &format!("\u{201C}{quote}\u{201D}"));
            }
        }
        out.text(3, &format!("{} It bears on {}.", told.meaning, told.bears_on));
        out.text(3, &format!("What to do: {}", told.to_do));
    }
    out.blank();
}
