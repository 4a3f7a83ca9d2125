//! Days: in which zone they are counted, when one ends, and how days are counted (rules R1, R2 and R4).

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// The zone in which days are counted, over time: a change applies from the day after it was recorded (rule R1).
#[derive(Clone, Debug, Default)]
pub struct Zones {
    /// Each zone with the instant at which it was recorded, oldest first.
    set: Vec<(Timestamp, String, TimeZone)>,
}

impl Zones {
    /// Records a zone; a name that the program does not know counts as UTC, and is named by [`Self::name`] all the same.
    pub fn set(&mut self, at: Timestamp, name: &str) {
        let zone = zone_named(name).unwrap_or(TimeZone::UTC);
        self.set.push((at, name.to_owned(), zone));
    }

    /// Whether no zone was recorded yet.
    pub const fn is_unset(&self) -> bool {
        self.set.is_empty()
    }

    /// The name of the zone last set, or `UTC`.
    pub fn name(&self) -> &str {
        self.set.last().map_or("UTC", |(_, name, _)| name)
    }

    /// The first of the zones alone: the one in which every day before it is counted.
    #[must_use]
    pub fn first_alone(&self) -> Self {
        Self { set: self.set.first().cloned().into_iter().collect() }
    }

    /// The zone in which day D ends: that of the last zone event whose UTC date is before D, else the first one's.
    pub fn of_day(&self, day: Date) -> TimeZone {
        self.chosen(day).map_or(TimeZone::UTC, |(_, _, zone)| zone.clone())
    }

    /// The name of the zone in which day D ends, or `UTC`.
    pub fn name_of_day(&self, day: Date) -> &str {
        self.chosen(day).map_or("UTC", |(_, name, _)| name)
    }

    fn chosen(&self, day: Date) -> Option<&(Timestamp, String, TimeZone)> {
        let before = |(at, _, _): &&(Timestamp, String, TimeZone)| utc_date(*at) < day;
        self.set.iter().rev().find(before).or_else(|| self.set.first())
    }

    /// The last instant of day D is before this one: 00:00 of the day after, in that day's zone.
    ///
    /// Never before the end of the day before: moving from the far west to the far east (UTC-12 to UTC+14) would else take a fact
    /// off file again that was on file a day earlier.
    pub fn end_of(&self, day: Date) -> Timestamp {
        let own = self.midnight_after(day);
        day.yesterday().map_or(own, |before| own.max(self.midnight_after(before)))
    }

    fn midnight_after(&self, day: Date) -> Timestamp {
        let Ok(next) = day.tomorrow() else { return Timestamp::MAX };
        let zone = self.of_day(day);
        // Where the clock jumps over midnight, the day starts at the first instant after the gap.
        zone.to_ambiguous_zoned(next.to_datetime(jiff::civil::Time::midnight()))
            .compatible()
            .map_or(Timestamp::MAX, |start| start.timestamp())
    }

    /// The day in which an instant falls: the first D that ends after it.
    pub fn day_of(&self, at: Timestamp) -> Date {
        let start = utc_date(at).yesterday().unwrap_or(Date::MIN);
        let mut day = start.yesterday().unwrap_or(start);
        while self.end_of(day) <= at {
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => return day,
            }
        }
        day
    }

    /// An instant as it is shown: in the zone of its day, to the minute.
    pub fn shown(&self, at: Timestamp) -> String {
        let zone = self.of_day(self.day_of(at));
        at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string()
    }
}

/// The zone of an IANA name, from the rules compiled into the program.
pub fn zone_named(name: &str) -> Option<TimeZone> {
    jiff::tz::TimeZoneDatabase::bundled().get(name).ok()
}

/// Every IANA zone name that the program knows.
pub fn zone_names() -> Vec<String> {
    jiff::tz::TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect()
}

fn utc_date(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// The day so many days after; the last day of the calendar where it would lie beyond.
pub fn after(day: Date, days: u32) -> Date {
    let span = Span::new().try_days(days);
    span.and_then(|span| day.checked_add(span)).unwrap_or(Date::MAX)
}

/// The day so many days before; the first day of the calendar where it would lie beyond.
pub fn before(day: Date, days: u32) -> Date {
    let span = Span::new().try_days(days);
    span.and_then(|span| day.checked_sub(span)).unwrap_or(Date::MIN)
}

/// The same day so many years later; March 1 where that year has no February 29, so that no day is lost.
pub fn years_after(day: Date, years: i16) -> Date {
    let span = Span::new().try_years(years);
    let later = span.and_then(|span| day.checked_add(span)).unwrap_or(Date::MAX);
    if later.day() == day.day() { later } else { after(later, 1) }
}

/// The same day so many months after, or the last one of that month where it has no such day; the last day of the calendar where it
/// would lie beyond.
pub fn months_after(day: Date, months: u32) -> Date {
    let span = Span::new().try_months(months);
    span.and_then(|span| day.checked_add(span)).unwrap_or(Date::MAX)
}

/// How many days lie from the first to the second: the first is day 0 (rule R4).
pub fn days_between(first: Date, second: Date) -> i64 {
    i64::from(first.until((jiff::Unit::Day, second)).map_or(0, |span| span.get_days()))
}

/// How far away a day is, in words.
pub fn until(today: Date, day: Date) -> String {
    match days_between(today, day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days if days > 0 => format!("in {days} days"),
        -1 => "1 day overdue".to_owned(),
        days => format!("{} days overdue", days.unsigned_abs()),
    }
}

/// Reads a date as staff type it: ISO only, years 1900 to 2199.
///
/// # Errors
/// Says which form is accepted.
pub fn read_date(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let parts: Vec<&str> = text.split('-').collect();
    let shape =
        matches!(parts.as_slice(), [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2);
    let date: Option<Date> = if shape { text.parse().ok() } else { None };
    date.filter(|date| (1900..2200).contains(&date.year()))
        .ok_or_else(|| format!("'{text}' is not a day; write it as YYYY-MM-DD, such as 2026-03-16"))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn zones(set: &[(&str, &str)]) -> Zones {
        let mut zones = Zones::default();
        for (at, name) in set {
            zones.set(at.parse().unwrap(), name);
        }
        zones
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("2026-03-21T02:30:00Z", "2026-03-20")]
    #[case("2026-03-21T03:59:59.999Z", "2026-03-20")]
    #[case("2026-03-21T04:00:00Z", "2026-03-21")]
    #[case("2026-01-01T04:59:59.999Z", "2025-12-31")]
    #[case("2026-01-01T05:00:00Z", "2026-01-01")]
    fn r2_a_day_ends_before_midnight_in_the_stores_zone(#[case] at: &str, #[case] of: &str) {
        let zones = zones(&[("2025-01-01T00:00:00Z", "America/New_York")]);
        assert_eq!(zones.day_of(at.parse().unwrap()), day(of));
    }

    #[test]
    fn r1_a_new_zone_applies_from_the_next_day_and_moves_no_earlier_one() {
        let zones = zones(&[
            ("2026-01-01T00:00:00Z", "America/New_York"),
            ("2026-06-10T15:00:00Z", "Pacific/Honolulu"),
        ]);
        assert_eq!(zones.end_of(day("2026-06-09")).to_string(), "2026-06-10T04:00:00Z");
        assert_eq!(zones.end_of(day("2026-06-10")).to_string(), "2026-06-11T04:00:00Z");
        assert_eq!(zones.end_of(day("2026-06-11")).to_string(), "2026-06-12T10:00:00Z");
        assert_eq!(zones.name(), "Pacific/Honolulu");
    }

    #[rstest]
    #[case("2026-02-30")]
    #[case("26-03-16")]
    #[case("0001-01-01")]
    #[case("9999-12-31")]
    #[case("2026-3-16")]
    #[case("03/16/2026")]
    #[case("2023-02-29")]
    fn days_that_are_refused(#[case] text: &str) {
        assert!(read_date(text).unwrap_err().contains("YYYY-MM-DD"));
    }

    #[test]
    fn r4_the_start_day_is_day_0() {
        assert_eq!(days_between(day("2026-03-16"), day("2026-05-15")), 60);
        assert_eq!(after(day("2024-02-28"), 1), day("2024-02-29"));
    }
}
