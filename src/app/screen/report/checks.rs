//! What is looked at before somebody signs off: what is open, what is not shown, and whether the record itself is sound. Each row leads
//! to what it is about.

use crate::app::screen::evidence::is_bad;
use crate::app::screen::{Destination, Screen};
use crate::app::state::App;
use crate::app::words::{Tone, many};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Event};
use crate::domain::exhibit::{Exhibit, Holding};
use crate::domain::request::Asked;
use crate::domain::sign_off::{OpenItem, OpenKind, open_items};
use crate::domain::standing::{Standing, Standings};

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What was found.
    pub words: String,
    /// How it is meant.
    pub tone: Tone,
    /// Where it leads.
    pub to: Destination,
}

impl Check {
    /// Something that is open, with how many; or that there is none of it.
    fn of(count: usize, [one, more, none]: [&str; 3], grave: Tone, to: Destination) -> Self {
        match count {
            0 => Self { words: format!("+ {none}"), tone: Tone::Quiet, to },
            1 => Self { words: format!("! 1 {one}"), tone: grave, to },
            count => Self { words: format!("! {count} {more}"), tone: grave, to },
        }
    }

    /// The same in one sentence, for lines that are read out.
    pub fn said(&self) -> &str {
        self.words.trim_start_matches(['+', '!', ' '])
    }
}

impl App {
    /// What is open in the questionnaire of record, as this program knows it.
    pub fn open_items(&self) -> Vec<OpenItem> {
        let (Some(store), Some(vendor), Some(standings)) =
            (&self.store, &self.vendor, self.standings())
        else {
            return Vec::new();
        };
        let dossier = &vendor.dossier;
        let views = [dossier.view_of_record(&store.bank)];
        open_items(dossier, &store.organization, &store.bank, &standings, &views)
    }

    /// What is looked at before somebody signs off, in the order of what matters; nothing where no report is seen.
    pub fn sign_off_checks(&self) -> Vec<Check> {
        let (Some(Screen::Report(_)), Some(open)) = (self.screen(), &self.vendor) else {
            return Vec::new();
        };
        let dossier = &open.dossier;
        let mut checks = self.what_is_open(dossier);
        checks.extend(what_is_on_file(dossier));
        checks.push(self.chain(dossier));
        checks.extend(self.last_written(dossier));
        checks
    }

    fn what_is_open(&self, dossier: &Dossier) -> Vec<Check> {
        let items = self.open_items();
        let count = |kinds: &[OpenKind]| {
            items.iter().filter(|item| kinds.contains(&item.kind)).map(|item| item.count).sum()
        };
        let unowned = self.with_gaps(|gaps| gaps.iter().filter(|gap| gap.owner.is_none()).count());
        let first = self.standings().and_then(|all| self.first_open(dossier, &all));
        let first = || Destination::Interview(first.clone());
        let gaps = || Destination::Gaps;
        vec![
            Check::of(
                count(&[OpenKind::CriticalGap]),
                ["critical gap", "critical gaps", "no critical gap"],
                Tone::Unmet,
                gaps(),
            ),
            Check::of(
                count(&[OpenKind::CriticalOpen, OpenKind::Open]),
                ["question not answered", "questions not answered", "every question is answered"],
                Tone::Part,
                first(),
            ),
            Check::of(
                count(&[OpenKind::CriticalCarried, OpenKind::Carried]),
                [
                    "answer not confirmed",
                    "answers not confirmed",
                    "no answer waits to be confirmed",
                ],
                Tone::Part,
                Destination::Cycle,
            ),
            Check::of(
                unowned.unwrap_or_default(),
                ["gap without an owner", "gaps without an owner", "every gap has an owner"],
                Tone::Part,
                gaps(),
            ),
            Check::of(
                count(&[OpenKind::Contradiction]),
                ["contradiction", "contradictions", "no contradiction"],
                Tone::Part,
                gaps(),
            ),
            Check::of(
                count(&[OpenKind::FollowUp]),
                ["follow-up open", "follow-ups open", "no follow-up is open"],
                Tone::Part,
                Destination::FollowUps,
            ),
        ]
    }

    fn first_open(&self, dossier: &Dossier, standings: &Standings<'_>) -> Option<Asked> {
        let view = dossier.view_of_record(&self.store.as_ref()?.bank);
        let stands = standings.view(&view.asked);
        let open = stands.iter().find(|one| one.is_applicable() && one.standing == Standing::Open);
        open.map(|one| Asked::of(one.subject, one.question.id.clone()))
    }

    /// Whether the record's chain held when it was read: one that did not is not opened for work, and says so.
    fn chain(&self, dossier: &Dossier) -> Check {
        let vendors = self.store.iter().flat_map(|store| &store.vendors);
        let trouble =
            vendors.filter(|row| row.vendor == dossier.id).find_map(|row| row.trouble.clone());
        let to = Destination::History(Box::default());
        let events = many(dossier.events.len(), "event");
        let held = format!("+ the chain of {events} held when it was read");
        let tone = if trouble.is_some() { Tone::Unmet } else { Tone::Quiet };
        let words = trouble.map_or(held, |trouble| format!("! {trouble}"));
        Check { words, tone, to }
    }

    /// The last report that was written, as it was noted then.
    fn last_written(&self, dossier: &Dossier) -> Option<Check> {
        let zones = &self.store.as_ref()?.organization.zones;
        let written = |event: &Event| match &event.change {
            Change::ReportWritten(one) => Some(format!(
                "Last written {}: {} edition, sha-256 {}",
                zones.shown(event.at),
                one.edition.word(),
                one.sha256.short()
            )),
            _ => None,
        };
        let words = dossier.events.iter().rev().find_map(written);
        let words = words.unwrap_or_else(|| "No report was written yet".to_owned());
        Some(Check { words, tone: Tone::Quiet, to: Destination::History(Box::default()) })
    }

    /// The row of the checks under the cursor.
    pub fn check_in_hand(&self) -> Option<Check> {
        let Some(Screen::Report(report)) = self.screen() else { return None };
        self.sign_off_checks().into_iter().nth(report.check)
    }
}

fn what_is_on_file(dossier: &Dossier) -> [Check; 2] {
    let copies = || dossier.exhibits.values().filter(|one| one.withdrawn.is_none());
    let bad: Vec<&Exhibit> = copies().filter(|one| is_bad(one)).collect();
    let in_vault = |one: &&Exhibit| matches!(one.holding, Holding::Vault { .. });
    let never = copies().filter(in_vault).filter(|one| one.last_check.is_none()).count();
    let to = bad.first().map_or(Destination::Evidence, |one| Destination::Exhibit(one.no));
    [
        Check::of(
            bad.len(),
            [
                "exhibit damaged or missing",
                "exhibits damaged or missing",
                "no exhibit is damaged or missing",
            ],
            Tone::Unmet,
            to,
        ),
        Check::of(
            never,
            [
                "copy not verified since it was taken",
                "copies not verified since they were taken",
                "every copy was verified",
            ],
            Tone::Part,
            Destination::Evidence,
        ),
    ]
}
