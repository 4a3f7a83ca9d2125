//! Bytes into the vault before the event that names them, and checks of the copies.

use std::path::Path;

use super::check::{InVault, OnFile, StoredFile, changes};
use super::{Desk, OpenVendor};
use crate::domain::event::{CopyState, ExhibitStateFound, ExhibitsChecked};
use crate::domain::exhibit::{ExhibitNo, Holding};
use crate::domain::id::{Digest, ExhibitId, VendorId};
use crate::domain::request::{Request, Source};
use crate::import::pdf_title;
use crate::io::{Handle, Kind, Links, Open};
use crate::problem::Problem;
use crate::progress::{Progress, Step, Unwatched};
use crate::store::vault::Health;
use crate::text::visible;

/// An exhibit whose copy was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedExhibit {
    /// Its number.
    pub no: ExhibitNo,
    /// What it is called.
    pub title: String,
    /// What was found.
    pub finding: Finding,
}

/// What a look at an exhibit's copy found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The copy's state.
    Copy(CopyState),
    /// There is no copy to look at: it is held elsewhere.
    HeldElsewhere,
}

impl Desk {
    /// What will be in the vault, as far as it is known before anything is put there: names and sizes, no digests.
    pub(super) fn before_the_vault(&self, request: &Request) -> InVault {
        let unknown = Digest([0; 32]);
        let file = |name, bytes| Some(StoredFile { name, title: None, bytes, sha256: unknown });
        match request {
            Request::Take(take) => match &take.source {
                Source::File(path) => {
                    // What cannot be looked at is refused by the vault, which says why.
                    let found = self.seat.io.metadata(path, Links::Follow);
                    let bytes = found
                        .map_or(1, |found| if found.kind == Kind::File { found.len } else { 1 });
                    InVault { file: file(file_name(path), bytes), counsel_note: None }
                }
                Source::Held { file_name, bytes } => {
                    let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                    InVault { file: file((*file_name).to_owned(), len), counsel_note: None }
                }
                Source::Elsewhere(_) => InVault::default(),
            },
            _ => InVault::default(),
        }
    }

    /// Puts the bytes that come with a request into the vault, durably, before any event names them.
    pub(super) fn put_in_vault(&mut self, request: &Request) -> Result<InVault, Problem> {
        match request {
            Request::Take(take) => match &take.source {
                Source::File(path) => {
                    let stored = self.store()?.vault().put(path)?;
                    if let Some(target) = &stored.followed {
                        let (link, target) = (path.display(), target.display());
                        self.say_once(format!(
                            "{link} is a link; the file it points to was taken: {target}."
                        ));
                    }
                    let (bytes, sha256) = (stored.bytes, stored.sha256);
                    let title = take.title.is_none().then(|| self.title_of(path)).flatten();
                    let file = StoredFile { name: file_name(path), title, bytes, sha256 };
                    Ok(InVault { file: Some(file), counsel_note: None })
                }
                Source::Held { file_name, bytes } => {
                    let stored = self.store()?.vault().put_bytes(bytes)?;
                    let name = (*file_name).to_owned();
                    let (bytes, sha256) = (stored.bytes, stored.sha256);
                    let file = StoredFile { name, title: None, bytes, sha256 };
                    Ok(InVault { file: Some(file), counsel_note: None })
                }
                Source::Elsewhere(_) => Ok(InVault::default()),
            },
            Request::Answer(answer) => match answer.counsel_note.as_deref().map(str::trim) {
                Some(note) if !note.is_empty() => {
                    let digest =
                        self.store()?.vault().put_counsel_note(note, &self.seat.now.salt())?;
                    Ok(InVault { file: None, counsel_note: Some(digest) })
                }
                _ => Ok(InVault::default()),
            },
            Request::AttachSeal(seal) => {
                self.store()?.vault().put_bytes(&seal.bytes)?;
                Ok(InVault::default())
            }
            _ => Ok(InVault::default()),
        }
    }

    /// The title that a PDF gives itself; nothing, where it cannot be read: it is only offered.
    fn title_of(&self, path: &Path) -> Option<String> {
        let file = self.seat.io.open(path, Open::Foreign).ok()?;
        let len = usize::try_from(file.metadata().ok()?.len).ok()?;
        let mut bytes = vec![0; len.min(2 * pdf_title::WINDOW)];
        let (first, last) = bytes.split_at_mut(len.min(pdf_title::WINDOW));
        read_whole(&*file, first, 0)?;
        read_whole(&*file, last, len.saturating_sub(last.len()))?;
        pdf_title::title(&bytes)
    }

    /// Checks several requests against what is on file, so that all are refused where one is. Bytes may be in the vault by then; nothing
    /// is recorded.
    ///
    /// # Errors
    /// What one of them is refused for, with its file's name.
    pub fn check_all(&mut self, vendor: VendorId, requests: &[Request]) -> Result<(), Problem> {
        let mut taken: Vec<StoredFile> = Vec::new();
        for request in requests {
            let named = |problem: Problem| match request {
                Request::Take(take) => match &take.source {
                    Source::File(path) => Problem {
                        summary: format!("{}: {}", path.display(), problem.summary),
                        ..problem.safe("none of the files was taken")
                    },
                    Source::Held { .. } | Source::Elsewhere(_) => problem,
                },
                _ => problem,
            };
            let in_vault = self.put_in_vault(request).map_err(named)?;
            self.check(vendor, request, &in_vault).map_err(named)?;
            let Some(file) = in_vault.file else { continue };
            if let Some(same) = taken.iter().find(|one| one.sha256 == file.sha256) {
                return Err(Problem::wrong_use(format!(
                    "'{}' and '{}' hold the same bytes",
                    same.name, file.name
                ))
                .safe("none of the files was taken")
                .next("name only one of them"));
            }
            taken.push(file);
        }
        Ok(())
    }

    fn check(
        &mut self,
        vendor: VendorId,
        request: &Request,
        in_vault: &InVault,
    ) -> Result<(), Problem> {
        self.dossier(vendor)?;
        let (now, account, today) = (&*self.seat.now, &self.seat.account, self.today());
        let (organization, bank) = (&self.organization, &*self.bank);
        let Some(OpenVendor { dossier, .. }) = self.open.get(&vendor) else { return Ok(()) };
        let on_file = OnFile { dossier, organization, bank, today, account, now };
        changes(request, &on_file, in_vault).map(drop)
    }

    /// Looks at the copies of a vendor's exhibits and records what was found: one event of care where all are as before, one of content
    /// for each that is not.
    ///
    /// # Errors
    /// The vault cannot be read, or the finding cannot be recorded.
    pub fn check_exhibits(&mut self, vendor: VendorId) -> Result<Vec<CheckedExhibit>, Problem> {
        self.check_exhibits_watched(vendor, &mut Unwatched)
    }

    /// The same, told to somebody who may stop it: then nothing is recorded.
    ///
    /// # Errors
    /// As [`Self::check_exhibits`]; it was canceled.
    pub fn check_exhibits_watched(
        &mut self,
        vendor: VendorId,
        progress: &mut dyn Progress,
    ) -> Result<Vec<CheckedExhibit>, Problem> {
        self.read(vendor)?;
        let vault = self.store()?.vault();
        let Some(OpenVendor { dossier, .. }) = self.open.get(&vendor) else {
            return Ok(Vec::new());
        };
        let mut checked = Vec::new();
        let mut same: Vec<ExhibitId> = Vec::new();
        let mut moved = Vec::new();
        let looked_at = dossier.exhibits.values().filter(|one| one.withdrawn.is_none());
        let of = looked_at.clone().count();
        for (done, exhibit) in looked_at.enumerate() {
            progress
                .reached(Step { doing: "Looking at copies", done, of })
                .map_err(Problem::canceled)?;
            let finding = match &exhibit.holding {
                Holding::Elsewhere(_) => Finding::HeldElsewhere,
                Holding::Vault { sha256, .. } => {
                    let found = state(vault.check(*sha256)?);
                    let before = exhibit.last_check.map_or(CopyState::Same, |(state, _)| state);
                    if found == before {
                        same.push(exhibit.id);
                    } else {
                        moved.push(ExhibitStateFound { exhibit: exhibit.id, state: found });
                    }
                    Finding::Copy(found)
                }
            };
            checked.push(CheckedExhibit { no: exhibit.no, title: exhibit.title.clone(), finding });
        }
        let changes = moved.into_iter().map(Into::into);
        let all_same = (!same.is_empty()).then(|| ExhibitsChecked { same }.into());
        for change in changes.chain(all_same) {
            self.record_found(vendor, |_| Ok(change))?;
        }
        Ok(checked)
    }
}

/// Fills a buffer from a place of a file; nothing, where it cannot be filled.
fn read_whole(file: &dyn Handle, buffer: &mut [u8], from: usize) -> Option<()> {
    let mut done = 0;
    while done < buffer.len() {
        let place = u64::try_from(from.checked_add(done)?).ok()?;
        match file.read_at(buffer.get_mut(done..)?, place) {
            Ok(0) | Err(_) => return None,
            Ok(read) => done += read,
        }
    }
    Some(())
}

/// The name under which a file is taken: on one line, with what could act on a terminal written out.
pub(super) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    if name.chars().any(char::is_control) { visible(&name).into_owned() } else { name.into_owned() }
}

const fn state(health: Health) -> CopyState {
    match health {
        Health::Same => CopyState::Same,
        Health::Damaged => CopyState::Damaged,
        Health::Missing => CopyState::Missing,
    }
}
