//! Which exhibits answer a letter: those of each request's questions, and those that answer it themselves.

use std::collections::BTreeMap;

use super::{Inquiry, LetterRequest};
use crate::domain::dossier::Dossier;
use crate::domain::exhibit::{Exhibit, ExhibitNo};
use crate::domain::standing::Standings;

impl LetterRequest {
    /// The exhibits that answer it, by their numbers: those mapped themselves, and those on which its questions stand.
    pub fn answering<'a>(
        &self,
        standings: &Standings<'a>,
        dossier: &'a Dossier,
    ) -> Vec<&'a Exhibit> {
        let stands = self.questions.iter().filter_map(|id| standings.get(id));
        let of_questions = stands.flat_map(|stand| &stand.exhibits).map(|one| one.exhibit);
        let themselves = self.exhibits.iter().filter_map(|id| dossier.exhibit(*id));
        by_number(of_questions.chain(themselves))
    }
}

impl Inquiry {
    /// The exhibits that answer the letter, by their numbers, and the letter itself.
    pub fn answering<'a>(
        &self,
        standings: &Standings<'a>,
        dossier: &'a Dossier,
    ) -> Vec<&'a Exhibit> {
        let of_requests =
            self.requests.iter().flat_map(|request| request.answering(standings, dossier));
        by_number(of_requests.chain(self.letter.and_then(|id| dossier.exhibit(id))))
    }
}

fn by_number<'a>(exhibits: impl Iterator<Item = &'a Exhibit>) -> Vec<&'a Exhibit> {
    let numbered: BTreeMap<ExhibitNo, &Exhibit> = exhibits.map(|one| (one.no, one)).collect();
    numbered.into_values().collect()
}
