//! What a binder holds, as the record says it: every exhibit with its place, and the requests of the letter in their order.

use crate::desk::Desk;
use crate::desk::reporting::{Kind, Wanted, letter_numbered};
use crate::domain::as_of::AsOf;
use crate::domain::dossier::Dossier;
use crate::domain::event::Edition;
use crate::domain::exhibit::{Exhibit, ExhibitNo};
use crate::domain::inquiry::Inquiry;
use crate::domain::inquiry::progress::RequestState;
use crate::export::binder::{Binder, Folders, Item, Requested, Whole, place_in};
use crate::problem::Problem;
use crate::report::model::Report;

impl Desk {
    /// The binder before any copy of an exhibit was read.
    pub(super) fn contents(
        &self,
        dossier: &Dossier,
        wanted: &Wanted,
        report: &Report,
        whole: Whole,
    ) -> Result<Binder, Problem> {
        let mut binder = Binder {
            vendor: dossier.name.clone(),
            organization: self.organization().shown_name().to_owned(),
            letter: None,
            as_of: self.spoken_of(dossier),
            edition: wanted.edition,
            status: report.status.to_string(),
            warning: self.sample().map(|day| {
                format!("SAMPLE. Every name, fact and document in this binder is fictitious; in this sample, today is {day}.")
            }),
            report: whole,
            requests: Vec::new(),
            items: Vec::new(),
            left_out: left_out(wanted.edition),
        };
        if let Kind::Inquiry(no) = wanted.kind {
            self.by_request(&mut binder, dossier, letter_numbered(dossier, no)?);
        } else {
            let folder = Folders::of_exhibits();
            let exhibits = dossier.exhibits.values();
            binder.items = exhibits.map(|one| item(dossier, one, &folder)).collect();
        }
        for item in binder.items.iter_mut().filter(|item| item.place.is_ok()) {
            item.place = wanted.left_out(item.no).map_or_else(|| item.place.clone(), Err);
        }
        Ok(binder)
    }

    /// The exhibits in the order of the letter: each in the folder of the first request that it answers, the letter in its own.
    fn by_request(&self, binder: &mut Binder, dossier: &Dossier, letter: &Inquiry) {
        binder.letter =
            Some(format!("{}: {}, received {}", letter.no, letter.label(), letter.received));
        let standings = self.standings(dossier);
        let mut folders = Folders::default();
        let of_letter = folders.of_letter();
        for request in &letter.requests {
            let number = request.number.as_str();
            let folder = folders.of_request(number);
            let exhibits = request.answering(&standings, dossier);
            for exhibit in &exhibits {
                let placed = binder.items.iter_mut().find(|item| item.no == exhibit.no);
                if let Some(placed) = placed {
                    placed.requests.push(number.to_owned());
                } else {
                    let requests = vec![number.to_owned()];
                    binder.items.push(Item { requests, ..item(dossier, exhibit, &folder) });
                }
            }
            binder.requests.push(Requested {
                number: number.to_owned(),
                text: request.text.clone(),
                state: RequestState::of(request, &standings).title().to_owned(),
                absence: request.absence.clone(),
                exhibits: exhibits.iter().map(|exhibit| exhibit.no).collect(),
            });
        }
        let itself = letter.letter.and_then(|id| dossier.exhibit(id));
        let is_placed = |no: ExhibitNo, items: &[Item]| items.iter().any(|item| item.no == no);
        if let Some(itself) = itself.filter(|one| !is_placed(one.no, &binder.items)) {
            binder.items.insert(0, item(dossier, itself, &of_letter));
        }
    }

    /// The day that is spoken of; for a past one that only what was on file then counts.
    fn spoken_of(&self, dossier: &Dossier) -> String {
        let day = self.day_of(dossier);
        let zone = self.organization().zones.name_of_day(day);
        match self.as_of() {
            None => format!("{day} ({zone})"),
            Some(AsOf::Day(_)) => format!("the end of {day} ({zone}), from what was on file then"),
            Some(AsOf::Event(number)) => {
                format!(
                    "event {number} of the vendor's journal, recorded on {day} ({zone}), from what was on file then"
                )
            }
        }
    }
}

fn item(dossier: &Dossier, exhibit: &Exhibit, folder: &str) -> Item {
    let links = exhibit.links.iter();
    let questions = links.map(|link| dossier.question_named(link.subject, &link.question));
    Item::of(exhibit, place_in(folder, exhibit), questions.collect())
}

/// What the produced edition does not hold, by kind; how many of each there are is said in the report.
fn left_out(edition: Edition) -> Vec<(String, String)> {
    if edition == Edition::Internal {
        return Vec::new();
    }
    let counted = "the report says how many under \u{201C}Left out of this edition\u{201D}";
    [
        ("Notes for counsel only", "counsel-only"),
        (
            "Gap register, remedies, clause ideas, contradictions and open follow-ups",
            "not part of the produced edition",
        ),
    ]
    .map(|(what, why)| (what.to_owned(), format!("{why}; {counted}")))
    .into()
}
