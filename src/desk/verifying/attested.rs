//! What sign-offs and reports say of the record: every head they name must still be in its chain, every questionnaire what it was, and
//! every seal of the text it is kept for.

use std::collections::BTreeMap;

use super::Verified;
use crate::desk::Desk;
use crate::domain::apply::believed_times;
use crate::domain::as_of::{just_after, on_file_before, through};
use crate::domain::bank::Bank;
use crate::domain::dossier::{Dossier, SignOff};
use crate::domain::event::{Change, Event, JournalHead};
use crate::domain::id::{Digest, VendorId};
use crate::domain::organization::Organization;
use crate::domain::questionnaire::View;
use crate::problem::Problem;
use crate::seal;
use crate::store::JournalName;

impl Desk {
    /// Looks up what is attested in a vendor's journal; `ours` are the events of the organization's.
    pub(super) fn verify_attested(
        &self,
        dossier: &Dossier,
        ours: &[Event],
        verified: &mut Verified,
    ) -> Result<(), Problem> {
        let organization = self.store()?.journal_id(JournalName::Organization);
        verify_heads(dossier, ours, organization, verified);
        self.verify_cycles(dossier, ours, verified);
        for sign_off in &dossier.sign_offs {
            verified.sign_offs += 1;
            let until = sign_off.head(organization).map_or(0, |head| head.seq);
            let then = through(ours, until);
            let named = sign_off.signed.questionnaires.iter().map(|one| (&one.id, one.digest));
            let signed_of = Dossier::fold(dossier.id, through(&dossier.events, sign_off.seq));
            let asked =
                |bank: &Bank, id: &str| signed_of.view(bank, id).map(|view| bank.digest_of(&view));
            let what = format!("the sign-off of event {}", sign_off.seq);
            self.verify_questionnaires(&what, then, named, asked, verified);
            self.verify_seals(dossier, sign_off, verified)?;
        }
        Ok(())
    }

    /// Looks whether every head that a portfolio report names is in its chain; `ours` are the events of the organization's journal, which
    /// notes those reports. Each vendor's journal is read once.
    pub(super) fn verify_portfolios(
        &self,
        ours: &[Event],
        verified: &mut Verified,
    ) -> Result<(), Problem> {
        let store = self.store()?;
        let mut heads: BTreeMap<uuid::Uuid, Vec<(u64, &JournalHead)>> = BTreeMap::new();
        for event in ours {
            let Change::ReportWritten(written) = &event.change else { continue };
            for head in &written.covers {
                heads.entry(head.journal).or_default().push((event.seq, head));
            }
        }
        let organization = store.journal_id(JournalName::Organization);
        for (journal, heads) in heads {
            let read = match journal {
                ours if ours == organization => store.read(JournalName::Organization),
                vendor => store.read(JournalName::Vendor(VendorId(vendor))),
            };
            let chain = read.map(|reading| reading.events).unwrap_or_default();
            let lost = heads.into_iter().filter(|(_, head)| !is_in(&chain, head));
            verified.problems.extend(lost.map(|(seq, head)| not_in_chain("report", seq, head)));
        }
        Ok(())
    }

    /// Makes the digests anew of the questionnaires that reassessments were opened with.
    fn verify_cycles(&self, dossier: &Dossier, ours: &[Event], verified: &mut Verified) {
        let times = believed_times(&dossier.events);
        for event in &dossier.events {
            let Change::CycleOpened(opened) = &event.change else { continue };
            let at = times.get(&event.id).copied().unwrap_or(event.at);
            let then = on_file_before(ours.to_vec(), just_after(at));
            let named = std::iter::once((&opened.questionnaire, opened.digest));
            let asked = |bank: &Bank, id: &str| {
                bank.questionnaire(id).map(|one| bank.digest_of(&View::whole(one)))
            };
            let what = format!("the reassessment of event {}", event.seq);
            self.verify_questionnaires(&what, then, named, asked, verified);
        }
    }

    /// Makes the digests of questionnaires anew from the questions that were in force when an event named them; `ours` is what was on file
    /// of our organization by then.
    fn verify_questionnaires<'n>(
        &self,
        what: &str,
        ours: Vec<Event>,
        named: impl Iterator<Item = (&'n String, Digest)>,
        asked: impl Fn(&Bank, &str) -> Option<Digest>,
        verified: &mut Verified,
    ) {
        let organization = Organization::fold(ours);
        let Some((_, adopted)) = organization.banks.last() else {
            verified.notes.push(format!("which questions were in force at {what} cannot be told"));
            return;
        };
        let bank = match self.bank_of(adopted) {
            Ok((bank, _)) => bank,
            Err(problem) => {
                // Files that are missing or damaged are named already, where they are read again.
                let why = problem.summary;
                verified
                    .notes
                    .push(format!("the questionnaires of {what} were not compared: {why}"));
                return;
            }
        };
        for (id, digest) in named {
            if asked(&bank, id) != Some(digest) {
                verified.problems.push(
                    Problem::data(format!(
                        "{what} names another questionnaire '{id}' than was in force then"
                    ))
                    .cause(format!("sha-256 {digest}"))
                    .safe("the answers are on disk and untouched")
                    .next("compare it with a copy of the record from before"),
                );
            }
        }
    }

    /// Looks whether each seal that is whole in the vault is one of this sign-off's text.
    fn verify_seals(
        &self,
        dossier: &Dossier,
        sign_off: &SignOff,
        verified: &mut Verified,
    ) -> Result<(), Problem> {
        let store = self.store()?;
        let text = seal::text(store.id(), dossier, sign_off)?;
        for kept in &sign_off.seals {
            // One that is missing or damaged is named already, where copies are read again.
            let Ok(Some(bytes)) = store.vault().read(kept.sha256) else { continue };
            if let Err(problem) = seal::returned(&bytes, &text) {
                verified.problems.push(
                    Problem::data(format!(
                        "the seal {} is not one of the sign-off of event {}",
                        kept.file_name, sign_off.seq
                    ))
                    .cause(problem.summary)
                    .safe("the record itself is judged apart from it")
                    .next("compare it with the file that the signer or the time-stamping service sent"),
                );
            }
        }
        Ok(())
    }
}

/// Looks whether every head that a sign-off or report names is in its chain.
fn verify_heads(
    dossier: &Dossier,
    ours: &[Event],
    organization: uuid::Uuid,
    verified: &mut Verified,
) {
    for event in &dossier.events {
        let (what, heads) = match &event.change {
            Change::SignedOff(signed) => ("sign-off", &signed.journals),
            Change::ReportWritten(written) => ("report", &written.covers),
            _ => continue,
        };
        for head in heads {
            let chain = match head.journal {
                journal if journal == dossier.id.0 => Some(dossier.events.as_slice()),
                journal if journal == organization => Some(ours),
                _ => None,
            };
            if !chain.is_some_and(|chain| is_in(chain, head)) {
                verified.problems.push(not_in_chain(what, event.seq, head));
            }
        }
    }
}

/// Whether a head is in a chain: the event of that number bears that hash.
pub(super) fn is_in(chain: &[Event], head: &JournalHead) -> bool {
    let place = usize::try_from(head.seq).ok();
    place.and_then(|place| chain.get(place)).is_some_and(|event| event.hash == head.hash)
}

fn not_in_chain(what: &str, event: u64, head: &JournalHead) -> Problem {
    Problem::data(format!(
        "the {what} of event {event} rests on event {} of a journal in which that event is another one or gone",
        head.seq
    ))
    .cause(format!("journal {}, sha-256 {}", head.journal, head.hash))
    .safe("nothing was changed")
    .next("compare the record with a backup: one of the two journals was cut off or written anew")
}
