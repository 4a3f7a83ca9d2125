//! What is open when somebody signs off: it does not keep them from it, but has to be acknowledged first.

use std::fmt;

use super::super::bank::Bank;
use super::super::contradiction;
use super::super::dossier::Dossier;
use super::super::event::CopyState;
use super::super::gap::{self, Gap};
use super::super::organization::Organization;
use super::super::question::{Severity, words};
use super::super::questionnaire::View;
use super::super::standing::{Stand, Standing, Standings};
use crate::text::many;

words! {
    /// What sort of thing is open; the gravest first.
    OpenKind {
        /// A critical question of a rule in force stands Unmet or Unknown, in any questionnaire (rule R20).
        CriticalGap "critical_gap" "Critical gap",
        /// A critical question is not answered.
        CriticalOpen "critical_open" "Critical, not answered",
        /// A critical answer is not confirmed.
        CriticalCarried "critical_carried" "Critical, not confirmed",
        /// A gap that nobody accepted.
        Gap "gap" "Gap",
        /// A gap that was accepted until a day (rule R19).
        AcceptedGap "accepted_gap" "Accepted gap",
        /// Other questions that are not answered, counted.
        Open "open" "Not answered",
        /// Other answers that are not confirmed, counted.
        Carried "carried" "Not confirmed",
        /// Facts on file collide.
        Contradiction "contradiction" "Contradiction",
        /// A copy in the vault was damaged or missing when it was last checked.
        Exhibit "exhibit" "Exhibit",
        /// Somebody is still to find something out (rule R25).
        FollowUp "follow_up" "Follow-up",
    }
}

impl OpenKind {
    /// The kind of an open item as it was recorded, from its first words.
    pub fn of_item(item: &str) -> Option<Self> {
        let (title, _) = item.split_once(": ")?;
        Self::ALL.iter().copied().find(|kind| kind.title() == title)
    }
}

/// One open item, in words that say all there is to acknowledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// What sort of thing it is.
    pub kind: OpenKind,
    /// Which one.
    pub words: String,
    /// How many it stands for: more than one where questions are counted together.
    pub count: usize,
}

impl fmt::Display for OpenItem {
    /// As it is listed, acknowledged and recorded.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.title(), self.words)
    }
}

/// What is open about a vendor in these questionnaires, the gravest kind first. Critical gaps are those of every questionnaire.
pub fn open_items(
    dossier: &Dossier,
    organization: &Organization,
    bank: &Bank,
    standings: &Standings<'_>,
    questionnaires: &[View<'_>],
) -> Vec<OpenItem> {
    let mut shown: Vec<&Stand<'_>> = Vec::new();
    let key = |stand: &Stand<'_>| (stand.subject, stand.question.id.clone());
    for stand in questionnaires.iter().flat_map(|view| standings.with_incidents(&view.asked)) {
        if shown.iter().all(|one| key(one) != key(stand)) {
            shown.push(stand);
        }
    }
    let critical = standings.critical_gaps();
    let elsewhere = critical.iter().filter(|stand| shown.iter().all(|one| key(one) != key(stand)));
    let all: Vec<&Stand<'_>> = shown.iter().chain(elsewhere).copied().collect();
    let gaps = gap::gaps(&all, dossier, organization, bank, standings.day);
    let mut items: Vec<OpenItem> = gaps.iter().map(of_gap).collect();
    items.extend(unsettled(&shown));
    items.extend(
        contradiction::contradictions(dossier, organization, standings)
            .iter()
            .map(|one| OpenItem { kind: OpenKind::Contradiction, words: one.wording(), count: 1 }),
    );
    items.extend(exhibits(dossier));
    items.extend(follow_ups(dossier));
    // The sort is stable: within a kind the order is that of rule R21, or of the questionnaire.
    items.sort_by_key(|item| item.kind);
    items
}

fn of_gap(gap: &Gap<'_, '_>) -> OpenItem {
    let words = format!("{}, {}, {}", gap.stand.name(), gap.wording(), gap.severity);
    let critical = gap.stand.is_critical_gap();
    let (kind, words) = match (critical, gap.accepted) {
        (true, None) => (OpenKind::CriticalGap, words),
        (true, Some(one)) => {
            (OpenKind::CriticalGap, format!("{words}; accepted until {}", one.accepted.until))
        }
        (false, None) => (OpenKind::Gap, words),
        (false, Some(one)) => {
            (OpenKind::AcceptedGap, format!("{words}; accepted until {}", one.accepted.until))
        }
    };
    OpenItem { kind, words, count: 1 }
}

/// Questions that count and are not answered or not confirmed: critical ones each, the others together.
fn unsettled(shown: &[&Stand<'_>]) -> Vec<OpenItem> {
    let mut items = Vec::new();
    let kinds = [
        (Standing::Open, OpenKind::CriticalOpen, OpenKind::Open),
        (Standing::Carried, OpenKind::CriticalCarried, OpenKind::Carried),
    ];
    for (standing, alone, together) in kinds {
        let stands = shown.iter().filter(|one| one.is_applicable() && one.standing == standing);
        let (critical, others): (Vec<&Stand<'_>>, Vec<&Stand<'_>>) =
            stands.partition(|one| one.question.severity == Severity::Critical);
        items.extend(critical.iter().map(|one| OpenItem {
            kind: alone,
            words: format!("{}, {}", one.name(), one.question.title),
            count: 1,
        }));
        if !others.is_empty() {
            let ids: Vec<String> = others.iter().map(|one| one.name()).collect();
            let words = format!("{}: {}", many(ids.len(), "question"), ids.join(", "));
            items.push(OpenItem { kind: together, words, count: ids.len() });
        }
    }
    items
}

fn exhibits(dossier: &Dossier) -> impl Iterator<Item = OpenItem> {
    dossier.exhibits.values().filter(|one| one.withdrawn.is_none()).filter_map(|exhibit| {
        let found = match exhibit.last_check?.0 {
            CopyState::Same => return None,
            CopyState::Damaged => "damaged",
            CopyState::Missing => "missing",
        };
        let words =
            format!("{} {}: its copy was {found} when last checked", exhibit.no, exhibit.title);
        Some(OpenItem { kind: OpenKind::Exhibit, words, count: 1 })
    })
}

fn follow_ups(dossier: &Dossier) -> impl Iterator<Item = OpenItem> {
    dossier.follow_ups.iter().filter(|one| one.is_open()).map(|one| {
        let named = dossier.question_named(one.subject, &one.question);
        let words = format!("{named}, {} by {}", one.follow_up.owner, one.follow_up.due);
        OpenItem { kind: OpenKind::FollowUp, words, count: 1 }
    })
}
