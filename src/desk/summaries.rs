//! The list of vendors with their figures, from the cache where it still holds (rule R17).

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Desk, PROGRAM};
use crate::domain::dossier::Dossier;
use crate::domain::gap;
use crate::domain::id::{AccountId, VendorId};
use crate::domain::readiness::Readiness;
use crate::domain::standing::{CriticalUnsettled, Standings};
use crate::domain::vendor::Tier;
use crate::problem::Problem;
use crate::store::JournalName;
use crate::store::cache::{Basis, Summaries};

/// A vendor in the list, with the figures beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// The vendor.
    pub vendor: VendorId,
    /// Its short name.
    pub slug: String,
    /// Its name first, then the names it had before.
    pub names: Vec<String>,
    /// Its tier.
    pub tier: Option<Tier>,
    /// Whether it is retired.
    pub retired: bool,
    /// The questionnaire of the figure (rule R16).
    pub questionnaire: String,
    /// The figure over that questionnaire.
    pub readiness: Readiness,
    /// Critical gaps over all questions (rule R20).
    pub critical_gaps: u32,
    /// Critical questions that are not answered.
    pub critical_open: u32,
    /// Critical questions that are not confirmed.
    pub critical_carried: u32,
    /// Gaps of the questionnaire.
    pub gaps: u32,
    /// How many of them are accepted.
    pub gaps_accepted: u32,
    /// The gravest gap, in words.
    pub worst_gap: Option<String>,
    /// Exhibits that are not withdrawn.
    pub exhibits: u32,
    /// Follow-ups that are open.
    pub follow_ups: u32,
    /// The earliest day on which one of them is due.
    pub next_due: Option<Date>,
    /// When the last event of content was recorded, and by whom.
    pub last_change: Option<(Timestamp, AccountId)>,
    /// Why nothing can be recorded, where the journal is damaged or newer.
    pub trouble: Option<String>,
}

impl Desk {
    /// Every vendor with its figures, retired ones too, in the order in which they were added.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn summaries(&mut self) -> Result<Vec<Summary>, Problem> {
        let Some(store) = self.store.clone() else { return Ok(Vec::new()) };
        let mut cache: Summaries<Summary> = Summaries::load(&store);
        let organization = store.end(JournalName::Organization);
        let mut summaries = Vec::new();
        let mut computed = false;
        for vendor in store.vendor_ids()? {
            let present = store.present(vendor, organization, PROGRAM, self.today());
            if let Some(fresh) = cache.fresh(vendor, present) {
                summaries.push(fresh.clone());
                continue;
            }
            let Some((summary, next_change)) = self.summarize(vendor)? else { continue };
            let basis = Basis {
                vendor: present.vendor,
                organization,
                program: PROGRAM.to_owned(),
                day: present.today,
                next_change,
            };
            // What cannot be trusted is read anew each time.
            if summary.trouble.is_none() {
                cache.put(vendor, basis, summary.clone());
                computed = true;
            }
            summaries.push(summary);
        }
        if computed && store.read_only().is_none() {
            // The cache only saves time: where it cannot be written, the next start computes again.
            drop(cache.save(&store));
        }
        Ok(summaries)
    }

    /// The figures of one vendor, and the day on which they change by themselves; `None` for a folder without an event.
    fn summarize(&self, vendor: VendorId) -> Result<Option<(Summary, Option<Date>)>, Problem> {
        let store = self.store()?;
        let reading = store.read(JournalName::Vendor(vendor))?;
        let trouble = reading.problem(&store.journal_folder(JournalName::Vendor(vendor)));
        let trouble = trouble.filter(|_| !reading.is_writable()).map(|problem| problem.summary);
        if reading.events.is_empty() && trouble.is_none() {
            return Ok(None);
        }
        let dossier = Dossier::fold(vendor, reading.events);
        let standings = Standings::of(&dossier, &self.organization, &self.bank, self.today());
        let summary = Summary { trouble, ..self.figures(&dossier, &standings) };
        Ok(Some((summary, standings.next_change())))
    }

    fn figures(&self, dossier: &Dossier, standings: &Standings<'_>) -> Summary {
        let questionnaire = dossier.questionnaire_of_record();
        let stands = self
            .bank
            .questionnaire(questionnaire)
            .map_or_else(Vec::new, |view| standings.view(view));
        let gaps = gap::gaps(&stands, dossier, &self.organization, &self.bank, self.today());
        let unsettled = CriticalUnsettled::of(&stands);
        let follow_ups: Vec<Date> = dossier
            .follow_ups
            .iter()
            .filter(|one| one.is_open())
            .map(|one| one.follow_up.due)
            .collect();
        let accepted = gaps.iter().filter(|gap| gap.accepted.is_some()).count();
        let names = std::iter::once(&dossier.name).chain(dossier.former_names.iter().rev());
        Summary {
            vendor: dossier.id,
            slug: dossier.slug.clone(),
            names: names.cloned().collect(),
            tier: dossier.tier,
            retired: dossier.retired.is_some(),
            questionnaire: questionnaire.to_owned(),
            readiness: Readiness::of(&stands),
            critical_gaps: count(standings.critical_gaps().len()),
            critical_open: unsettled.open,
            critical_carried: unsettled.carried,
            gaps: count(gaps.len()),
            gaps_accepted: count(accepted),
            worst_gap: gaps.first().map(gap::Gap::wording),
            exhibits: count(
                dossier.exhibits.values().filter(|one| one.withdrawn.is_none()).count(),
            ),
            follow_ups: count(follow_ups.len()),
            next_due: follow_ups.into_iter().min(),
            last_change: dossier.last_content().map(|event| (event.at, event.by.clone())),
            trouble: None,
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
