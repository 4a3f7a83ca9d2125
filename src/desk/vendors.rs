//! Vendors: found by name, read, opened for writing, added.

use std::collections::BTreeSet;

use super::check::vendor_name;
use super::recording::take_in;
use super::{Desk, OpenVendor, not_open};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Event, VendorAdded};
use crate::domain::id::VendorId;
use crate::domain::organization::{Organization, WORD};
use crate::domain::vendor::{Tier, slug_of};
use crate::journal::{End, Journal};
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
        self.read(vendor)?;
        let open = self.open.get_mut(&vendor).ok_or_else(not_open)?;
        open.told = Some(open.dossier.events.len());
        Ok(&open.dossier)
    }

    /// Why nothing can be recorded about a vendor whose journal was read, where it is damaged or newer.
    pub fn trouble(&self, vendor: VendorId) -> Option<&Problem> {
        self.open.get(&vendor).and_then(|open| open.trouble.as_ref())
    }

    /// Why nothing can be recorded about each of the vendors whose journals were read and cannot be trusted, or are newer.
    pub fn troubles(&self) -> impl Iterator<Item = &Problem> {
        self.open.values().filter_map(|open| open.trouble.as_ref())
    }

    /// Reads the vendor's journal if it changed on disk since it was last looked at; the events that were not given before, neither by
    /// this nor by [`Self::dossier`] or [`Self::record`]. What the desk noted by itself is among them: a check of copies, a report.
    ///
    /// # Errors
    /// As [`Self::dossier`].
    pub fn look(&mut self, vendor: VendorId) -> Result<Vec<Event>, Problem> {
        self.read(vendor)?;
        let open = self.open.get_mut(&vendor).ok_or_else(not_open)?;
        Ok(open.tell_from(open.told.unwrap_or(0)))
    }

    /// Reads the vendor's journal if it changed on disk, for the desk's own use: nobody is given its events by this.
    pub(super) fn read(&mut self, vendor: VendorId) -> Result<&Dossier, Problem> {
        if self.past.is_some() {
            self.read_as_of(vendor)?;
            return self.open.get(&vendor).map(|open| &open.dossier).ok_or_else(not_open);
        }
        self.look_at_organization()?;
        let store = self.store()?;
        let end = store.end(store.journal_of(vendor));
        if !self.open.get(&vendor).is_some_and(|open| open.is_as_on_disk(end)) {
            self.read_anew(vendor, end)?;
        }
        self.open.get(&vendor).map(|open| &open.dossier).ok_or_else(not_open)
    }

    fn read_anew(&mut self, vendor: VendorId, end: Option<End>) -> Result<(), Problem> {
        let store = self.store()?;
        let name = store.journal_of(vendor);
        let reading = store.read(name)?;
        if reading.events.is_empty() && reading.is_writable() {
            return Err(Problem::wrong_use(format!("there is no vendor {vendor}")));
        }
        let trouble = reading.problem(&store.journal_folder(name));
        let trouble = trouble.filter(|_| !reading.is_writable());
        match self.open.get_mut(&vendor) {
            Some(open)
                if trouble.is_none()
                    && open.trouble.is_none()
                    && reading.events.starts_with(&open.dossier.events) =>
            {
                for event in &reading.events {
                    take_in(&mut open.dossier, event);
                }
                open.end = end;
            }
            known => {
                let told = known.and_then(|open| open.told);
                let dossier = fold(name, vendor, reading.events, &self.organization);
                let open = OpenVendor { told, ..OpenVendor::read(dossier, end, trouble) };
                self.open.insert(vendor, open);
            }
        }
        Ok(())
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

    /// The vendor that is meant: by slug, id, or an unambiguous start of a name it has or had; `organization` means our own.
    ///
    /// # Errors
    /// None, or several; then all are named.
    pub fn find(&mut self, typed: &str) -> Result<VendorId, Problem> {
        let wanted = folded(typed);
        if wanted == WORD {
            return self.ours();
        }
        let vendors = self.named()?;
        let exact = |one: &&Listed| one.names.iter().any(|name| folded(name) == wanted);
        let start = |one: &&Listed| {
            one.slug.starts_with(&wanted)
                || one.names.iter().any(|name| folded(name).starts_with(&wanted))
        };
        // An id goes before everything else: a vendor may bear another one's id as its name.
        if let Some(of_id) = vendors.iter().find(|one| one.id.to_string() == wanted) {
            return Ok(of_id.id);
        }
        // Then its short name, which tells vendors of one name apart.
        let mut found: Vec<&Listed> = vendors.iter().filter(|one| one.slug == wanted).collect();
        if found.is_empty() {
            found = vendors.iter().filter(exact).collect();
        }
        if found.is_empty() && !wanted.is_empty() {
            found = vendors.iter().filter(start).collect();
        }
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => Err(Problem::wrong_use(format!("there is no vendor '{typed}'"))
                .did_you_mean(typed, vendors.iter().map(|one| one.slug.as_str()))
                .next("see them all: proofbook vendor list")),
            several => {
                // Two programs that added a vendor at one instant may have given both the same short name: then only the id tells.
                let same = |one: &Listed| {
                    several.iter().filter(|other| other.slug == one.slug).count() > 1
                };
                let named =
                    |one: &&Listed| if same(one) { one.id.to_string() } else { one.slug.clone() };
                let named: Vec<String> = several.iter().map(named).collect();
                let summary = format!("'{typed}' fits several vendors: {}", named.join(", "));
                Err(Problem::wrong_use(summary).next("use one of these short names"))
            }
        }
    }

    /// The id by which our organization's own record is read and written, like a vendor's.
    ///
    /// # Errors
    /// There is no store yet.
    pub fn ours(&self) -> Result<VendorId, Problem> {
        Ok(self.store()?.ours())
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
        self.writable()?;
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
        self.adopt_what_is_due()?;
        let slugs = vendors.into_iter().map(|one| one.slug).collect();
        self.begin_vendor(VendorAdded { slug: free_slug(&name, &slugs), name, tier, origin: None })
    }

    /// Begins the journal of a vendor.
    pub(super) fn begin_vendor(&mut self, added: VendorAdded) -> Result<VendorId, Problem> {
        let vendor = self.store()?.new_vendor_id(&*self.seat.now);
        let opened = self.store()?.open_journal(
            JournalName::Vendor(vendor),
            &*self.seat.now,
            &self.seat.account,
        )?;
        let read = OpenVendor::read(
            Dossier::empty(vendor).counting_days_in(self.organization.zones.clone()),
            None,
            None,
        );
        let mut open = OpenVendor { journal: Some(opened.journal), told: Some(1), ..read };
        open.append(&*self.seat.now, &self.seat.account, |_| Ok(added.into()))?;
        self.open.insert(vendor, open);
        self.note_end(vendor);
        Ok(vendor)
    }

    /// Opens a vendor's journal for writing, or anew after a save that was not confirmed.
    pub(super) fn open_for_writing(&mut self, vendor: VendorId) -> Result<(), Problem> {
        self.refuse_in_the_past()?;
        self.read(vendor)?;
        let store =
            self.store.clone().ok_or_else(|| Problem::bug("a vendor was found without a store"))?;
        let name = store.journal_of(vendor);
        let open = self.open.get_mut(&vendor).ok_or_else(not_open)?;
        if let Some(trouble) = &open.trouble {
            return Err(trouble.clone());
        }
        let (now, account) = (&*self.seat.now, &self.seat.account);
        match &mut open.journal {
            Some(journal) if journal.is_poisoned() => {
                open.dossier =
                    fold(name, vendor, journal.reopen(now, account)?, &self.organization);
            }
            Some(_) => {}
            None => {
                let opened = store.open_journal(name, now, account)?;
                open.dossier = fold(name, vendor, opened.events, &self.organization);
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
        if self.store.as_ref().is_some_and(|store| store.ours() == vendor) {
            // It is recorded all the same; what cannot be read now is said by the next look.
            drop(self.look_at_organization());
        }
    }
}

impl OpenVendor {
    /// Whether reading the file would show nothing else. What a save that was not confirmed left in it is not shown before the journal is
    /// copied to a new file; what cannot be trusted is read each time.
    fn is_as_on_disk(&self, end: Option<End>) -> bool {
        let in_doubt = self.journal.as_ref().is_some_and(Journal::is_poisoned);
        in_doubt || (self.end == end && self.trouble.is_none())
    }
}

/// Folds a journal into the dossier of whom it is about.
pub(super) fn fold(
    name: JournalName,
    id: VendorId,
    events: Vec<Event>,
    organization: &Organization,
) -> Dossier {
    let empty = match name {
        JournalName::Organization => Dossier::of_organization(id),
        JournalName::Vendor(_) | JournalName::Store => Dossier::empty(id),
    };
    empty.counting_days_in(organization.zones.clone()).folded(events)
}

/// The short names that are taken.
pub(super) type Taken = BTreeSet<String>;

/// A slug that no other vendor has: the name's own, or with a number.
pub(super) fn free_slug(name: &str, taken: &Taken) -> String {
    let slug = slug_of(name);
    if slug != WORD && !taken.contains(slug.as_str()) {
        return slug;
    }
    let mut numbered = (2..).map(|number| format!("{slug}-{number}"));
    numbered.find(|slug| !taken.contains(slug)).unwrap_or(slug)
}
