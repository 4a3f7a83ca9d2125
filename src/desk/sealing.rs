//! Sign-offs and their seals: what is open before one, the text that leaves the computer, and what comes back for it.

use std::path::Path;

use super::printing::not_written;
use super::{Desk, Recorded, check, not_open};
use crate::domain::as_of::through;
use crate::domain::bank::Bank;
use crate::domain::dossier::{Dossier, SignOff};
use crate::domain::id::{Digest, QuestionId, VendorId};
use crate::domain::organization::Organization;
use crate::domain::questionnaire::View;
use crate::domain::request::{Request, SealRequest};
use crate::domain::sign_off::{OpenItem, Status, changed_since};
use crate::domain::standing::Standings;
use crate::domain::withholding;
use crate::io::{self, Kind, Links};
use crate::problem::Problem;
use crate::seal::{self, Returned};
use crate::store::JournalName;
use crate::store::atomic::{self, Overwrite};
use crate::text::many;

/// A sign-off with the text of its seal.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The sign-off.
    pub sign_off: SignOff,
    /// The canonical text, as it is signed and time-stamped.
    pub text: String,
}

impl Desk {
    /// What is open about a vendor in these questionnaires (that of record, where none is named), and has to be acknowledged by whoever
    /// signs off.
    ///
    /// # Errors
    /// As [`Self::dossier`]; there is no such questionnaire; it is our organization that is named.
    pub fn open_items(
        &mut self,
        vendor: VendorId,
        questionnaires: &[String],
    ) -> Result<Vec<OpenItem>, Problem> {
        self.dossier(vendor)?;
        let today = self.today_of(vendor);
        let dossier = &self.open.get(&vendor).ok_or_else(not_open)?.dossier;
        if dossier.is_ours() {
            return Err(check::about_vendors());
        }
        let (account, now) = (&self.seat.account, &*self.seat.now);
        let (organization, bank) = (&self.organization, &*self.bank);
        check::OnFile { dossier, organization, bank, today, account, now }
            .open_items(questionnaires)
    }

    /// The seal of a sign-off: of the last one, or of the one that is the vendor's event of that number.
    ///
    /// # Errors
    /// Nobody has signed off, or not by that event; a sample has no seals.
    pub fn seal(&mut self, vendor: VendorId, event: Option<u64>) -> Result<Sealed, Problem> {
        self.refuse_sample()?;
        let store = self.store()?.id();
        let dossier = self.dossier(vendor)?;
        let sign_off = sign_off_of(dossier, event)?.clone();
        let text = seal::text(store, dossier, &sign_off)?;
        Ok(Sealed { sign_off, text })
    }

    /// Writes a seal's text, or a request for its time stamp, to a file. Never leaves half a file.
    ///
    /// # Errors
    /// The file is there already and may not be replaced; the disk refused.
    pub fn write_seal(
        &self,
        path: &Path,
        bytes: &[u8],
        overwrite: Overwrite,
    ) -> Result<(), Problem> {
        atomic::write(&*self.seat.io, path, bytes, overwrite)
            .map_err(|error| not_written(path, &error))
    }

    /// Keeps what came back for a seal: bytes in the vault, and an event of care, so that it supersedes nothing (rule R26).
    ///
    /// # Errors
    /// As [`Self::seal`]; the file is neither a signature nor a time stamp, or one of something else; it is on file already.
    pub fn attach_seal(
        &mut self,
        vendor: VendorId,
        event: Option<u64>,
        path: &Path,
    ) -> Result<(Recorded, Returned), Problem> {
        let Sealed { sign_off, text } = self.seal(vendor, event)?;
        let bytes = self.read_returned(path)?;
        let returned = seal::returned(&bytes, &text)?;
        let request =
            SealRequest { of: sign_off.event, file_name: super::exhibits::file_name(path), bytes };
        Ok((self.record(vendor, &Request::AttachSeal(request))?, returned))
    }

    /// A file that came back, if it may be one: a whole file, not a large one.
    fn read_returned(&self, path: &Path) -> Result<Vec<u8>, Problem> {
        let failed = |error: std::io::Error| {
            Problem::world(format!("{} could not be read", path.display()))
                .cause(error)
                .safe("nothing was recorded")
        };
        let found = self.seat.io.metadata(path, Links::Follow).map_err(failed)?;
        if found.kind != Kind::File || found.len > seal::LARGEST {
            return Err(Problem::wrong_use(format!(
                "{} is no signature or time stamp: those are files of a few thousand bytes",
                path.display()
            ))
            .safe("nothing was recorded"));
        }
        io::read(&*self.seat.io, path).map_err(failed)
    }

    /// What came back for a seal, as far as it can be told from the vault; `None` where the vault does not have it.
    ///
    /// # Errors
    /// As [`Self::seal`], and the vault cannot be read.
    pub fn returned(&self, sha256: Digest, text: &str) -> Result<Option<Returned>, Problem> {
        let bytes = self.store()?.vault().read(sha256)?;
        Ok(bytes.and_then(|bytes| seal::returned(&bytes, text).ok()))
    }

    fn refuse_sample(&self) -> Result<(), Problem> {
        if self.sample().is_none() {
            return Ok(());
        }
        Err(Problem::wrong_use("this is a sample, and no seal leaves a sample")
            .safe("nothing was written")
            .next("seals are for the record of your own organization"))
    }

    /// How many questions of a questionnaire stand otherwise than when the record was signed off; none where no sign-off stands.
    ///
    /// # Errors
    /// The questions that were in force then cannot be read any more.
    pub(super) fn moved_since_signed(
        &self,
        dossier: &Dossier,
        questionnaire: &View<'_>,
    ) -> Result<usize, Problem> {
        match Status::of(dossier, questionnaire, self.bank()) {
            Status::Signed(one) => Ok(self.changed_since(dossier, one, questionnaire)?.len()),
            Status::Draft(_) | Status::Superseded { .. } => Ok(0),
        }
    }

    /// The questions of a questionnaire that stand otherwise than when it was signed off (rule R27).
    fn changed_since(
        &self,
        dossier: &Dossier,
        sign_off: &SignOff,
        questionnaire: &View<'_>,
    ) -> Result<Vec<QuestionId>, Problem> {
        let attested = sign_off.head(self.store()?.journal_id(JournalName::Organization));
        let until = attested.map_or(0, |head| head.seq);
        let organization = Organization::fold(through(&self.organization.events, until));
        let bank = match organization.banks.last() {
            Some((_, adopted)) if adopted.digest != self.bank.digest => self.bank_of(adopted)?.0,
            _ => self.bank.clone(),
        };
        let bank: &Bank = &bank;
        let day = organization.zones.day_of(sign_off.at);
        let then = Standings::of(dossier, &organization, bank, day);
        let now = self.standings(dossier);
        Ok(changed_since(&then, &now, questionnaire).into_iter().cloned().collect())
    }

    /// The lines of a journal byte for byte, as far as they are on file here.
    ///
    /// # Errors
    /// As [`Self::dossier`]; a text in it is withheld (rule R28), and it was not said that it may be in the lines.
    pub fn lines(&mut self, vendor: VendorId, withheld: WithheldTexts) -> Result<Vec<u8>, Problem> {
        let dossier = self.dossier(vendor)?;
        let hidden = withholding::count(&dossier.events);
        if hidden > 0 && withheld == WithheldTexts::StayHidden {
            let are = if hidden == 1 { "is" } else { "are" };
            return Err(Problem::wrong_use(format!(
                "{} {are} withheld in '{}', and a journal's lines hold every text that was ever recorded",
                many(hidden, "text"),
                dossier.name
            ))
            .safe("nothing was written")
            .next("only whoever may read them should get the lines: say so with --include-withheld")
            .next("without --lines the log shows no withheld text"));
        }
        let events = dossier.events.len();
        let store = self.store()?;
        Ok(store.lines(store.journal_of(vendor), events)?)
    }
}

/// Whether texts that are withheld may leave in a journal's lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithheldTexts {
    /// They may not.
    StayHidden,
    /// They may: whoever gets the lines may read them.
    AreIncluded,
}

/// The sign-off of that event, or the last one.
fn sign_off_of(dossier: &Dossier, event: Option<u64>) -> Result<&SignOff, Problem> {
    let last = dossier.sign_offs.last().ok_or_else(|| {
        Problem::wrong_use(format!("nobody has signed off on '{}' yet", dossier.name)).next(
            format!("sign off first: proofbook sign {} --name NAME --title TITLE", dossier.slug),
        )
    })?;
    let Some(event) = event else { return Ok(last) };
    dossier.sign_offs.iter().find(|one| one.seq == event).ok_or_else(|| {
        let numbers: Vec<String> =
            dossier.sign_offs.iter().map(|one| one.seq.to_string()).collect();
        Problem::wrong_use(format!("event {event} of '{}' is no sign-off", dossier.name))
            .next(format!("the sign-offs are the events {}", numbers.join(", ")))
    })
}
