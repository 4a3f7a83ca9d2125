//! How readiness stood on earlier days: where reassessments were closed, where it was signed off, and at the ends of quarters.

use jiff::civil::{Date, date};

use super::as_of::on_file_before;
use super::bank::Bank;
use super::dossier::{Dossier, SignOff};
use super::organization::Organization;
use super::questionnaire::Questionnaire;
use super::readiness::{Fraction, Readiness};
use super::standing::Standings;

/// No more days than these are looked at: each means folding the record once more.
pub const MOST_DAYS: usize = 8;

/// The figure on one day, from what was on file at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub on: Date,
    /// Why this day.
    pub why: Why,
    /// The figure over the questions that are looked at.
    pub figure: Fraction,
}

/// Why a day is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A reassessment of this name was closed on it.
    Closed(String),
    /// The sign-off that a report stands or stood by was given on it.
    SignedOff,
    /// A quarter of the calendar year ended with it.
    QuarterEnd,
    /// It is the day from which is looked back.
    Today,
}

/// What the course is computed from: a record folded up to a day, and the questions by which every earlier day is measured, too.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// The vendor's dossier.
    pub dossier: &'a Dossier,
    /// Our organization.
    pub organization: &'a Organization,
    /// The questions in force on the day.
    pub bank: &'a Bank,
    /// The questionnaire whose figure it is.
    pub asked: &'a Questionnaire,
    /// The sign-off to show, where there is one. Others are events of care, which no report prints (rule R26).
    pub sign_off: Option<&'a SignOff>,
    /// The day from which is looked back.
    pub day: Date,
}

impl Past<'_> {
    /// The steps, the earliest first and the day itself last. A vendor of which nothing was on file on an earlier day has one.
    pub fn course(&self) -> Vec<Step> {
        let mut days = self.days();
        days.sort_by_key(|(on, _)| *on);
        days.into_iter().filter_map(|(on, why)| self.step(on, why)).collect()
    }

    /// The day itself and what was closed or signed off; then the latest ends of quarters, as far as there is room.
    fn days(&self) -> Vec<(Date, Why)> {
        let day_of = |at| self.organization.zones.day_of(at);
        let mut days = vec![(self.day, Why::Today)];
        let signed = self.sign_off.map(|one| (day_of(one.at), Why::SignedOff));
        let closed = self.dossier.cycles.iter().rev().filter_map(|cycle| {
            let (at, _) = cycle.closed.as_ref()?;
            Some((day_of(*at), Why::Closed(cycle.name.clone())))
        });
        let begun = self.dossier.begun_at.map_or(self.day, day_of);
        let quarters = quarter_ends_before(self.day).take_while(|end| *end >= begun);
        let quarters = quarters.map(|end| (end, Why::QuarterEnd));
        for (on, why) in signed.into_iter().chain(closed).chain(quarters) {
            let is_new = on < self.day && days.iter().all(|(taken, _)| *taken != on);
            if is_new && days.len() < MOST_DAYS {
                days.push((on, why));
            }
        }
        days
    }

    fn step(&self, on: Date, why: Why) -> Option<Step> {
        let end = self.organization.zones.end_of(on);
        if why == Why::Today {
            let figure = self.figure(self.dossier, self.organization, on);
            return Some(Step { on, why, figure });
        }
        let then = on_file_before(self.dossier.events.clone(), end);
        if then.is_empty() {
            return None;
        }
        let dossier = self.dossier.emptied().folded(then);
        let ours = on_file_before(self.organization.events.clone(), end);
        let organization = Organization::fold(ours);
        let figure = self.figure(&dossier, &organization, on);
        Some(Step { on, why, figure })
    }

    fn figure(&self, dossier: &Dossier, organization: &Organization, on: Date) -> Fraction {
        let standings = Standings::of(dossier, organization, self.bank, on);
        Readiness::of(&standings.view(self.asked)).whole
    }
}

/// The ends of quarters before a day, the latest first.
fn quarter_ends_before(day: Date) -> impl Iterator<Item = Date> {
    let first_month = |month: i8| month - (month - 1) % 3;
    let begin = date(day.year(), first_month(day.month()), 1);
    let begins = std::iter::successors(Some(begin), |begin| {
        begin.checked_sub(jiff::Span::new().months(3)).ok()
    });
    begins.filter_map(|begin| begin.yesterday().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_end_with_march_june_september_and_december() {
        let ends = |day| quarter_ends_before(day).take(3).collect::<Vec<_>>();
        let year = [date(2026, 9, 30), date(2026, 6, 30), date(2026, 3, 31)];
        assert_eq!(ends(date(2026, 11, 20)), year);
        assert_eq!(ends(date(2026, 10, 1)), year);
        assert_eq!(
            ends(date(2026, 9, 30))[0],
            date(2026, 6, 30),
            "the day itself is no earlier one"
        );
        assert_eq!(ends(date(2026, 1, 1))[0], date(2025, 12, 31));
    }
}
