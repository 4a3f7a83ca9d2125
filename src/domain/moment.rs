//! A day, or a day with its time: what starts a clock that is counted in hours.
//!
//! A time is one of the organization's zone on that day (rule R1), to the minute, as it is read off a wall clock.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, Timestamp};

use super::day::Zones;

/// A day, or a day with its time. A day without a time begins with it: counting from there is never too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// The time of that day, where it is known; whole minutes.
    pub time: Option<Time>,
}

impl Moment {
    /// A day whose time is not known.
    pub const fn of(day: Date) -> Self {
        Self { day, time: None }
    }

    /// So many hours of the clock later, through changes to and from daylight saving time too. A day without a time counts from its
    /// beginning.
    #[must_use]
    pub fn plus_hours(self, hours: u32, zones: &Zones) -> Self {
        let later = Span::new().try_hours(hours).and_then(|span| self.at(zones).checked_add(span));
        later.map_or(Self::of(Date::MAX), |later| Self::seen_in(later, zones))
    }

    /// The instant. A time that the clocks skipped counts as the first one after the gap, one that they showed twice as the first.
    pub fn at(self, zones: &Zones) -> Timestamp {
        let time = self.time.unwrap_or(Time::midnight());
        let zoned = zones.of_day(self.day).to_ambiguous_zoned(self.day.to_datetime(time));
        zoned.compatible().map_or(Timestamp::MAX, |zoned| zoned.timestamp())
    }

    /// An instant on the wall clock of its day.
    fn seen_in(at: Timestamp, zones: &Zones) -> Self {
        let day = zones.day_of(at);
        let seen = at.to_zoned(zones.of_day(day)).datetime();
        Self { day: seen.date(), time: Some(seen.time()) }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            None => write!(f, "{}", self.day),
            Some(time) => write!(f, "{} {:02}:{:02}", self.day, time.hour(), time.minute()),
        }
    }
}

impl FromStr for Moment {
    type Err = String;

    /// Reads `2026-03-16` or `2026-03-16 09:00`; a `T` may stand between.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a day with its time, such as 2026-03-16 09:00");
        // ISO 8601 has more forms of both; a record knows one, so that no digits are taken for a day.
        let digits = |text: &str, form: &str| {
            let same = |(given, wanted): (char, char)| match wanted {
                '0' => given.is_ascii_digit(),
                other => given == other,
            };
            text.len() == form.len() && text.chars().zip(form.chars()).all(same)
        };
        let (day, time) = match text.split_once([' ', 'T']) {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        if !digits(day, "0000-00-00") || time.is_some_and(|time| !digits(time, "00:00")) {
            return Err(wrong());
        }
        match time {
            None => day.parse().map(Self::of).map_err(|_| wrong()),
            Some(time) => {
                let whole: DateTime = format!("{day}T{time}").parse().map_err(|_| wrong())?;
                Ok(Self { day: whole.date(), time: Some(whole.time()) })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn zones() -> Zones {
        let mut zones = Zones::default();
        zones.set(Timestamp::UNIX_EPOCH, "America/New_York");
        zones
    }

    #[rstest]
    #[case("2026-03-16", "2026-03-16")]
    #[case("2026-03-16 09:00", "2026-03-16 09:00")]
    #[case("2026-03-16T23:59", "2026-03-16 23:59")]
    fn what_is_typed_is_read(#[case] typed: &str, #[case] shown: &str) {
        assert_eq!(typed.parse::<Moment>().unwrap().to_string(), shown);
    }

    #[rstest]
    #[case("2026-02-30")]
    #[case("2026-03-16 24:00")]
    #[case("2026-03-16 9:00")]
    #[case("20260316")]
    #[case("2026-03-16 09:00:30")]
    #[case("2026-03-16 09:00Z")]
    #[case("2026-03-16 ")]
    #[case("\u{0662}026-03-16")]
    fn what_has_no_reading_is_refused(#[case] typed: &str) {
        assert!(typed.parse::<Moment>().is_err(), "{typed}");
    }

    #[rstest]
    #[case("2026-03-16 09:00", 24, "2026-03-17 09:00")]
    #[case::to_daylight_saving("2026-03-07 09:00", 24, "2026-03-08 10:00")]
    #[case::from_daylight_saving("2026-10-31 09:00", 24, "2026-11-01 08:00")]
    #[case::without_a_time("2026-03-16", 24, "2026-03-17 00:00")]
    #[case::skipped("2026-03-08 02:30", 1, "2026-03-08 04:30")]
    fn hours_are_hours_of_the_clock(#[case] from: &str, #[case] hours: u32, #[case] to: &str) {
        let from: Moment = from.parse().unwrap();
        assert_eq!(from.plus_hours(hours, &zones()).to_string(), to);
    }
}
