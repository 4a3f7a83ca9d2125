//! What is kept of each vendor while all are read: its figures and its head, and of all together the gravest gaps and the first days.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Frame;
use super::due::Due;
use super::worst::Worst;
use crate::domain::contradiction;
use crate::domain::deadline;
use crate::domain::dossier::Dossier;
use crate::domain::gap::{self, Gap};
use crate::domain::readiness::Readiness;
use crate::domain::standing::{CriticalUnsettled, Stand, Standings};
use crate::domain::summary::Summary;
use crate::domain::vendor::Tier;
use crate::report::build::gaps::{clause_idea, remedy};
use crate::report::model::Covers;
use crate::text::folded;

/// One vendor's figures: all that is kept of it.
#[derive(Clone, Debug)]
pub struct VendorFigures {
    /// Its figures as the list has them.
    pub summary: Summary,
    /// Its day, which is never before the last event on file of it (rule R2).
    pub day: Date,
    /// How many of its events were read; whoever reads it again looks at those alone.
    pub events: usize,
    /// Its journal up to the last event of content (rule R26).
    pub covers: Option<Covers>,
    pub(super) contradictions: usize,
}

/// What the produced edition leaves out, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    pub(super) gaps: usize,
    pub(super) remedies: usize,
    pub(super) clause_ideas: usize,
    pub(super) contradictions: usize,
    pub(super) follow_ups: usize,
    pub(super) notes: usize,
    pub(super) holds: usize,
}

/// What was gathered of all vendors.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The vendors that are shown, by name once all were taken in.
    pub vendors: Vec<VendorFigures>,
    pub(super) worst: Worst,
    pub(super) due: Due,
    pub(super) left_out: LeftOut,
    /// Retired vendors, which are in no figure.
    pub(super) retired: usize,
    /// Vendors of other tiers than those that were asked for.
    pub(super) of_other_tiers: usize,
    /// When the last event was recorded that is covered, the sign-offs among them.
    pub(super) speaks_for: Option<Timestamp>,
}

impl Gathered {
    /// Takes in a vendor as it stands on its day.
    pub fn take_in(&mut self, dossier: &Dossier, day: Date, frame: &Frame<'_>) {
        if !frame.wants(dossier.tier) {
            self.of_other_tiers += 1;
            return;
        }
        let Frame { organization, bank, .. } = *frame;
        let standings = Standings::of(dossier, organization, bank, day);
        let shown = dossier.retired.is_none().then_some(dossier.id);
        let deadlines = deadline::deadlines(dossier, organization, bank, &standings);
        self.due.take_in(&dossier.name, shown, deadlines, day, frame.edition);
        if dossier.retired.is_some() {
            self.retired += 1;
            return;
        }
        let view = dossier.view_of_record(bank);
        let stands = standings.view(&view.asked);
        let with_all = all_shown(&stands, &standings, frame);
        let gaps = gap::gaps(&with_all, dossier, organization, bank, day);
        let collide = contradiction::contradictions(dossier, organization, &standings).len();
        self.leave_out(dossier, &gaps, collide);
        self.worst.take_in(dossier, &gaps);
        let last = dossier.last_content();
        let signed = dossier.sign_offs.last().map(|one| one.at);
        self.speaks_for = self.speaks_for.max(last.map(|event| event.at)).max(signed);
        self.vendors.push(VendorFigures {
            summary: Summary::of_standings(dossier, organization, bank, &standings).0,
            day,
            events: dossier.events.len(),
            covers: last.map(|event| Covers {
                journal: dossier.id.to_string(),
                seq: event.seq,
                sha256: event.hash.to_string(),
            }),
            contradictions: collide,
        });
    }

    /// Takes in what is due of our organization, which is in no figure of vendors (rule R6).
    pub fn take_in_ours(&mut self, dossier: &Dossier, day: Date, frame: &Frame<'_>) {
        let Frame { organization, bank, .. } = *frame;
        let standings = Standings::of(dossier, organization, bank, day);
        let deadlines = deadline::deadlines(dossier, organization, bank, &standings);
        self.due.take_in(organization.shown_name(), None, deadlines, day, frame.edition);
    }

    /// Puts the vendors in the order of their pages, by name.
    pub fn sort(&mut self) {
        self.vendors.sort_by_cached_key(|one| (folded(one.summary.name()), one.summary.vendor));
    }

    fn leave_out(&mut self, dossier: &Dossier, gaps: &[Gap<'_, '_>], contradictions: usize) {
        let notes = dossier.answers.iter().filter(|(_, _, answer)| answer.counsel_note.is_some());
        let left_out = &mut self.left_out;
        left_out.gaps += gaps.len();
        left_out.remedies += gaps.iter().filter_map(remedy).count();
        left_out.clause_ideas += gaps.iter().filter_map(clause_idea).count();
        left_out.contradictions += contradictions;
        left_out.follow_ups += dossier.follow_ups.iter().filter(|one| one.is_open()).count();
        left_out.notes += notes.count();
        left_out.holds += dossier.standing_holds().count();
    }

    /// The figures of vendors, added up: percentages are never averaged (rule R15).
    pub(super) fn total<'a>(vendors: impl Iterator<Item = &'a VendorFigures>) -> Total {
        let mut total = Total::default();
        for one in vendors {
            let summary = &one.summary;
            total.vendors += 1;
            total.readiness += &summary.readiness;
            total.critical += summary.critical_gaps;
            total.with_critical += usize::from(summary.critical_gaps > 0);
            total.unsettled.open += summary.unsettled.open;
            total.unsettled.carried += summary.unsettled.carried;
            total.gaps += summary.gaps;
            total.signed += usize::from(one.is_signed());
        }
        total
    }

    /// The same of all of them.
    pub(super) fn whole(&self) -> Total {
        Self::total(self.vendors.iter())
    }

    /// The vendors of a tier.
    pub(super) fn of_tier(&self, tier: Option<Tier>) -> impl Iterator<Item = &VendorFigures> {
        self.vendors.iter().filter(move |one| one.summary.tier == tier)
    }
}

/// Figures of several vendors together.
#[derive(Clone, Debug, Default)]
pub(super) struct Total {
    pub(super) vendors: usize,
    pub(super) readiness: Readiness,
    pub(super) critical: u32,
    pub(super) with_critical: usize,
    pub(super) unsettled: CriticalUnsettled,
    pub(super) gaps: u32,
    pub(super) signed: usize,
}

impl VendorFigures {
    pub(super) const fn is_signed(&self) -> bool {
        use crate::domain::sign_off::Attested;
        matches!(self.summary.sign_off, Some(Attested::Signed(_)))
    }
}

/// The questions of the vendor's figure, those of each of its incidents, and the critical gaps beyond them, which count whatever
/// questionnaire is shown (rule R20).
pub(super) fn all_shown<'s, 'a>(
    stands: &[&'s Stand<'a>],
    standings: &'s Standings<'a>,
    frame: &Frame<'_>,
) -> Vec<&'s Stand<'a>> {
    let of_incidents = standings.incidents().iter().flat_map(|one| one.whole(frame.bank));
    let mut all: Vec<&Stand<'_>> = stands.iter().copied().chain(of_incidents).collect();
    for stand in standings.critical_gaps() {
        if !all
            .iter()
            .any(|shown| shown.subject == stand.subject && shown.question.id == stand.question.id)
        {
            all.push(stand);
        }
    }
    all
}
