//! Vendors: found by name, read, opened for writing, added.

use super::check::vendor_name;
use super::{Desk, OpenVendor, not_open};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Event, VendorAdded};
use crate::domain::id::VendorId;
use crate::domain::vendor::{Tier, slug_of};
use crate::journal::Journal;
use crate::problem::{Doubt, Problem};
use crate::store::JournalName;
use crate::text::folded;

/// A vendor as the list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: VendorId,
    /// Its short name.
    pub slug: String,
    /// Its name, and the names it had before.
    pub names: Vec<String>,
}

impl Desk {
    /// The dossier of a vendor with everything on file, also what another program recorded by now.
    ///
    /// # Errors
    /// There is no such vendor, or its journal cannot be read. A damaged journal gives what verifies; see [`Self::trouble`].
    pub fn dossier(&mut self, vendor: VendorId) -> Result<&Dossier, Problem> {
        self.look(vendor)?;
        let open = self.open.get(&vendor);
        open.map(|open| &open.dossier).ok_or_else(not_open)
    }

    /// Why nothing can be recorded about a vendor whose journal was read, where it is damaged or newer.
    pub fn trouble(&self, vendor: VendorId) -> Option<&Problem> {
        self.open.get(&vendor).and_then(|open| open.trouble.as_ref())
    }

    /// Why nothing can be recorded about each of the vendors whose journals were read and cannot be trusted, or are newer.
    pub fn troubles(&self) -> impl Iterator<Item = &Problem> {
        self.open.values().filter_map(|open| open.trouble.as_ref())
    }

    /// Reads the vendor's journal if it changed on disk since it was last looked at; the events that are new.
    ///
    /// # Errors
    /// As [`Self::dossier`].
    pub fn look(&mut self, vendor: VendorId) -> Result<Vec<Event>, Problem> {
        let store = self.store()?;
        let end = store.end(JournalName::Vendor(vendor));
        let known = self.open.get(&vendor);
        if known.is_some_and(|open| open.end == end && open.trouble.is_none()) {
            return Ok(Vec::new());
        }
        let before = known.map_or(0, |open| open.dossier.events.len());
        let reading = store.read(JournalName::Vendor(vendor))?;
        if reading.events.is_empty() && reading.is_writable() {
            return Err(Problem::wrong_use(format!("there is no vendor {vendor}")));
        }
        let trouble = reading.problem(&store.journal_folder(JournalName::Vendor(vendor)));
        let trouble = trouble.filter(|_| !reading.is_writable());
        let new: Vec<Event> = reading.events.iter().skip(before).cloned().collect();
        match self.open.get_mut(&vendor) {
            Some(open)
                if trouble.is_none()
                    && open.trouble.is_none()
                    && reading.events.len() >= before =>
            {
                new.iter().cloned().for_each(|event| open.dossier.apply(event));
                open.end = end;
            }
            _ => {
                let dossier = Dossier::fold(vendor, reading.events);
                self.open.insert(vendor, OpenVendor { dossier, journal: None, end, trouble });
            }
        }
        Ok(new)
    }

    /// Every vendor by its names, retired ones too.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn listed(&mut self) -> Result<Vec<Listed>, Problem> {
        let listed = |summary: crate::domain::summary::Summary| Listed {
            id: summary.vendor,
            slug: summary.slug,
            names: summary.names,
        };
        Ok(self.summaries()?.into_iter().map(listed).collect())
    }

    /// The vendor that is meant: by slug, id, or an unambiguous start of a name it has or had.
    ///
    /// # Errors
    /// None, or several; then all are named.
    pub fn find(&mut self, typed: &str) -> Result<VendorId, Problem> {
        let vendors = self.listed()?;
        let wanted = folded(typed);
        let exact = |one: &&Listed| {
            one.id.to_string() == wanted
                || one.slug == wanted
                || one.names.iter().any(|name| folded(name) == wanted)
        };
        let start = |one: &&Listed| {
            one.slug.starts_with(&wanted)
                || one.names.iter().any(|name| folded(name).starts_with(&wanted))
        };
        // An id goes before everything else: a vendor may bear another one's id as its name.
        if let Some(of_id) = vendors.iter().find(|one| one.id.to_string() == wanted) {
            return Ok(of_id.id);
        }
        let mut found: Vec<&Listed> = vendors.iter().filter(exact).collect();
        if found.is_empty() && !wanted.is_empty() {
            found = vendors.iter().filter(start).collect();
        }
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => Err(Problem::wrong_use(format!("there is no vendor '{typed}'"))
                .did_you_mean(typed, vendors.iter().map(|one| one.slug.as_str()))
                .next("see them all: proofbook vendor list")),
            several => {
                let slugs: Vec<&str> = several.iter().map(|one| one.slug.as_str()).collect();
                Err(Problem::wrong_use(format!(
                    "'{typed}' fits several vendors: {}",
                    slugs.join(", ")
                ))
                .next("use one of these short names"))
            }
        }
    }

    /// Adds a vendor; makes the store first, where there is none.
    ///
    /// # Errors
    /// A name that cannot be recorded, or one that is on the list already, unless the person is sure.
    pub fn add_vendor(
        &mut self,
        name: &str,
        tier: Option<Tier>,
        sure_of: &[Doubt],
    ) -> Result<VendorId, Problem> {
        let name = vendor_name(name)?;
        self.found_if_missing()?;
        self.adopt_newer_bank()?;
        let vendors = self.listed()?;
        let same =
            vendors.iter().find(|one| one.names.iter().any(|other| folded(other) == folded(&name)));
        if let Some(same) = same.filter(|_| !sure_of.contains(&Doubt::SameName)) {
            return Err(Problem::wrong_use(format!(
                "a vendor of that name is on the list already, as '{}'",
                same.slug
            ))
            .safe("nothing was added")
            .next("use that one, or say yes to add another of the same name")
            .doubt(Doubt::SameName));
        }
        let added = VendorAdded { slug: free_slug(&name, &vendors), name, tier, origin: None };
        let vendor = self.store()?.new_vendor_id(&*self.seat.now);
        let opened = self.store()?.open_journal(
            JournalName::Vendor(vendor),
            &*self.seat.now,
            &self.seat.account,
        )?;
        let dossier = Dossier::empty(vendor);
        let mut open =
            OpenVendor { dossier, journal: Some(opened.journal), end: None, trouble: None };
        open.append(&*self.seat.now, &self.seat.account, |_| Ok(added.into()))?;
        self.open.insert(vendor, open);
        self.note_end(vendor);
        Ok(vendor)
    }

    /// Opens a vendor's journal for writing, or anew after a save that was not confirmed.
    pub(super) fn open_for_writing(&mut self, vendor: VendorId) -> Result<(), Problem> {
        self.look(vendor)?;
        let name = JournalName::Vendor(vendor);
        let store =
            self.store.clone().ok_or_else(|| Problem::bug("a vendor was found without a store"))?;
        let open = self.open.get_mut(&vendor).ok_or_else(not_open)?;
        if let Some(trouble) = &open.trouble {
            return Err(trouble.clone());
        }
        let (now, account) = (&*self.seat.now, &self.seat.account);
        match &mut open.journal {
            Some(journal) if journal.is_poisoned() => {
                open.dossier = Dossier::fold(vendor, journal.reopen(now, account)?);
            }
            Some(_) => {}
            None => {
                let opened = store.open_journal(name, now, account)?;
                open.dossier = Dossier::fold(vendor, opened.events);
                open.journal = Some(opened.journal);
            }
        }
        Ok(())
    }

    /// Remembers how the vendor's file ends after a save of our own. Where somebody wrote since, the next look finds another end.
    pub(super) fn note_end(&mut self, vendor: VendorId) {
        if let Some(open) = self.open.get_mut(&vendor) {
            open.end = open.journal.as_ref().and_then(Journal::end).or(open.end);
        }
    }
}

/// A slug that no other vendor has: the name's own, or with a number.
fn free_slug(name: &str, vendors: &[Listed]) -> String {
    let slug = slug_of(name);
    let taken = |slug: &str| vendors.iter().any(|one| one.slug == slug);
    if !taken(&slug) {
        return slug;
    }
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    numbered.into_iter().find(|slug| !taken(slug)).unwrap_or(slug)
}
