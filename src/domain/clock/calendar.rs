//! Business days: neither Saturday, Sunday nor a legal public holiday of the United States.
//!
//! The holidays are those of 5 U.S.C. 6103(a). One on a Saturday is observed on the Friday before (6103(b)), one on a Sunday on the Monday
//! after (Executive Order 11582). Inauguration Day, a holiday in and around the District of Columbia only, is left out.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday, date};

use crate::domain::day;

/// The first year in which June 19 is a legal public holiday (Public Law 117-17).
const JUNETEENTH_SINCE: i16 = 2021;

/// Which days are no business days, beside Saturday and Sunday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Days that our organization counts as holidays beside the federal ones.
    pub own: BTreeSet<Date>,
}

impl Calendar {
    /// Whether business is done on a day.
    pub fn is_business_day(&self, on: Date) -> bool {
        !is_weekend(on) && !self.own.contains(&on) && federal_holiday(on).is_none()
    }

    /// So many business days after: the day of the start is day 0.
    pub fn after(&self, start: Date, business_days: u32) -> Date {
        let mut on = start;
        for _ in 0..business_days {
            on = self.next(on);
        }
        on
    }

    /// The first business day after a day.
    pub fn next(&self, after: Date) -> Date {
        let mut on = day::after(after, 1);
        // Holidays never fill a week; an own list may, and the calendar ends.
        while !self.is_business_day(on) && on < Date::MAX {
            on = day::after(on, 1);
        }
        on
    }

    /// The weekdays between two days that are holidays, with their names: those that counting passed over.
    pub fn passed(&self, from: Date, to: Date) -> Vec<(Date, &'static str)> {
        let days = std::iter::successors(from.tomorrow().ok(), |on| on.tomorrow().ok());
        let named = |on: Date| {
            let own = self.own.contains(&on).then_some("a holiday of our own list");
            federal_holiday(on).or(own).filter(|_| !is_weekend(on)).map(|name| (on, name))
        };
        days.take_while(|on| *on <= to).filter_map(named).collect()
    }
}

/// Whether a day is a Saturday or Sunday.
pub fn is_weekend(on: Date) -> bool {
    matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The federal holiday that is observed on a day.
pub fn federal_holiday(on: Date) -> Option<&'static str> {
    // New Year's Day of the next year may be observed on December 31.
    let years = [on.year(), on.year().saturating_add(1)];
    let holidays = years.into_iter().flat_map(holidays_of);
    holidays.into_iter().find(|(day, _)| observed(*day) == on).map(|(_, name)| name)
}

fn observed(holiday: Date) -> Date {
    match holiday.weekday() {
        Weekday::Saturday => day::before(holiday, 1),
        Weekday::Sunday => day::after(holiday, 1),
        _ => holiday,
    }
}

/// The holidays of a year, on the days that the statute names.
fn holidays_of(year: i16) -> Vec<(Date, &'static str)> {
    // A year beyond the calendar has none.
    if !(1..=9998).contains(&year) {
        return Vec::new();
    }
    let nth = |month: i8, nth: i8, weekday: Weekday| {
        let first = date(year, month, 1);
        first.nth_weekday_of_month(nth, weekday).unwrap_or(first)
    };
    let mut holidays = vec![
        (date(year, 1, 1), "New Year's Day"),
        (nth(1, 3, Weekday::Monday), "Birthday of Martin Luther King, Jr."),
        (nth(2, 3, Weekday::Monday), "Washington's Birthday"),
        (nth(5, -1, Weekday::Monday), "Memorial Day"),
        (date(year, 7, 4), "Independence Day"),
        (nth(9, 1, Weekday::Monday), "Labor Day"),
        (nth(10, 2, Weekday::Monday), "Columbus Day"),
        (date(year, 11, 11), "Veterans Day"),
        (nth(11, 4, Weekday::Thursday), "Thanksgiving Day"),
        (date(year, 12, 25), "Christmas Day"),
    ];
    if year >= JUNETEENTH_SINCE {
        holidays.push((date(year, 6, 19), "Juneteenth National Independence Day"));
    }
    holidays
}
