//! Facts and last days along a scale of time: every point's day also stands in words.

use jiff::Span;
use jiff::civil::Date;

use super::{Mark, Text, Words};

/// What happened, above a scale of time; last days, below it; and the day of the report on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// What is shown.
    pub caption: Words,
    /// Above the scale, from the first day on.
    pub facts: Vec<Point>,
    /// The day of the report.
    pub today: Point,
    /// Below the scale, from the first day on.
    pub ends: Vec<Point>,
}

/// One day along the scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Where on the scale.
    pub on: Date,
    /// The day, or day and time, in words.
    pub when: Words,
    /// How it stands, where it is something that stands.
    pub mark: Option<Mark>,
    /// What was, or has to be, on it.
    pub text: Text,
}

/// How many months lie between two ticks of a scale, the fewest first.
const MONTHS_BETWEEN: [i32; 8] = [1, 2, 3, 6, 12, 24, 60, 120];
/// No scale has more ticks.
const MOST_TICKS: usize = 5;

impl Timeline {
    /// The first and the last day of the scale: those of its points. The day of the report widens it by half at most.
    pub fn span(&self) -> (Date, Date) {
        let days = || self.facts.iter().chain(&self.ends).map(|point| point.on);
        let today = self.today.on;
        let (first, last) = (days().min().unwrap_or(today), days().max().unwrap_or(today));
        let wide = days_from(first, last).max(2);
        let last = if days_from(last, today) <= wide / 2 { last.max(today) } else { last };
        (first, last)
    }

    /// Where a day lies on the scale, 0 to 1; a day beyond an end lies at that end.
    pub fn place(&self, day: Date) -> f64 {
        let (first, last) = self.span();
        let real = |days: i64| f64::from(i32::try_from(days).unwrap_or(i32::MAX));
        let whole = real(days_from(first, last).max(1));
        (real(days_from(first, day)) / whole).clamp(0.0, 1.0)
    }

    /// First days of months along the scale, with their names; both ends where none lies between them.
    pub fn ticks(&self) -> Vec<(Date, String)> {
        let (first, last) = self.span();
        let months = MONTHS_BETWEEN.into_iter().map(|step| months(first, last, step));
        let fitting = months.into_iter().find(|ticks| ticks.len() <= MOST_TICKS);
        let ticks = fitting.unwrap_or_default();
        if ticks.is_empty() {
            let mut ends = vec![(first, first.to_string()), (last, last.to_string())];
            ends.dedup();
            return ends;
        }
        let named = |day: Date| (day, day.strftime("%b %Y").to_string());
        ticks.into_iter().map(named).collect()
    }

    /// The scale in one sentence, for those who cannot see it; each point stands in words beside it.
    pub fn alternative(&self) -> String {
        let (first, last) = self.span();
        format!(
            "{}: a scale from {first} to {last}. Above it {} facts, below it {} last days, each in words beside its place. {}: {}.",
            self.caption,
            self.facts.len(),
            self.ends.len(),
            self.today.text,
            self.today.when
        )
    }
}

fn days_from(first: Date, last: Date) -> i64 {
    crate::domain::day::days_between(first, last)
}

/// Every so many months, counted from January.
fn months(first: Date, last: Date, step: i32) -> Vec<Date> {
    let begin = first.first_of_year();
    let months = std::iter::successors(Some(0_i32), |count| count.checked_add(step));
    let days = months.map_while(|count| begin.checked_add(Span::new().months(count)).ok());
    days.take_while(|day| *day <= last).filter(|day| *day >= first).take(MOST_TICKS + 1).collect()
}
