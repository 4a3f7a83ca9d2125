//! What sign-offs and reports say of the record: every head they name must still be in its chain, every questionnaire what it was, and
//! every seal of the text it is kept for.

use super::Verified;
use crate::desk::Desk;
use crate::domain::dossier::{Dossier, SignOff};
use crate::domain::event::{Change, Event, JournalHead};
use crate::domain::organization::Organization;
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
        for sign_off in &dossier.sign_offs {
            verified.sign_offs += 1;
            self.verify_questionnaires(dossier, ours, sign_off, verified)?;
            self.verify_seals(dossier, sign_off, verified)?;
        }
        Ok(())
    }

    /// Makes the digests of the questionnaires anew, from the questions that were in force when they were signed.
    fn verify_questionnaires(
        &self,
        dossier: &Dossier,
        ours: &[Event],
        sign_off: &SignOff,
        verified: &mut Verified,
    ) -> Result<(), Problem> {
        let attested = sign_off.head(self.store()?.journal_id(JournalName::Organization));
        let until = attested.map_or(0, |head| head.seq);
        let then = ours.iter().take_while(|event| event.seq <= until);
        let organization = Organization::fold(then.cloned().collect());
        let Some((_, adopted)) = organization.banks.last() else {
            verified.notes.push(format!(
                "which questions were in force at the sign-off of event {} cannot be told",
                sign_off.seq
            ));
            return Ok(());
        };
        let bank = match self.bank_of(adopted) {
            Ok((bank, _)) => bank,
            Err(problem) => {
                // Files that are missing or damaged are named already, where they are read again.
                verified.notes.push(format!(
                    "the questionnaires of the sign-off of event {} were not compared: {}",
                    sign_off.seq, problem.summary
                ));
                return Ok(());
            }
        };
        let before = dossier.events.iter().take_while(|event| event.seq < sign_off.seq);
        let signed_of = Dossier::fold(dossier.id, before.cloned().collect());
        for signed in &sign_off.signed.questionnaires {
            let digest = signed_of.view(&bank, &signed.id).map(|view| bank.digest_of(&view));
            if digest != Some(signed.digest) {
                verified.problems.push(
                    Problem::data(format!(
                        "the sign-off of event {} names another questionnaire '{}' than was in force then",
                        sign_off.seq, signed.id
                    ))
                    .cause(format!("sha-256 {}", signed.digest))
                    .safe("the answers are on disk and untouched")
                    .next("compare it with a copy of the record from before"),
                );
            }
        }
        Ok(())
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
