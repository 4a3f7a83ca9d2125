//! The line of time of an incident: each fact, notice and last day in a row of its own, with its day, its mark on a common scale, and its
//! words. Facts stand above the scale, today and the last days below it. Where there is no room for a scale, the same rows are a list.

use jiff::civil::Date;

use crate::app::words::{Said, Tone, heading, quiet};
use crate::domain::clock::timeline::{Entry, Kind};
use crate::domain::day::days_between;
use crate::text::{width, wrap};

/// From this width on there is room for a scale.
const ROOM: u16 = 70;

/// How wide a day is, with a time of the day and the blank after it.
const DAY: usize = 17;

/// The rows of the figure in so many cells.
pub(crate) fn drawn(entries: &[Entry], cells: u16) -> Vec<Said> {
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Vec::new() };
    let (first, last) = (first.at.day, last.at.day);
    let mut said = vec![heading(format!("Line of time, {first} to {last}"))];
    let lane = if cells < ROOM { 0 } else { usize::from(cells - 17) * 2 / 5 };
    let words = usize::from(cells).saturating_sub(DAY + lane + usize::from(lane > 0) * 2).max(20);
    let scale = Scale { first, last, cells: lane };
    let (above, below): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| matches!(entry.kind, Kind::Fact | Kind::Sent));
    said.extend(above.into_iter().flat_map(|entry| row(entry, &scale, words)));
    if lane > 0 {
        said.push(quiet(format!("{:DAY$}{}", "", scale.axis())));
    }
    said.extend(below.into_iter().flat_map(|entry| row(entry, &scale, words)));
    let kinds = [Kind::Fact, Kind::Sent, Kind::Today, Kind::Passed, Kind::LastDay];
    let used = kinds.into_iter().filter(|kind| entries.iter().any(|entry| entry.kind == *kind));
    let marks: Vec<String> =
        used.map(|kind| format!("{} {}", kind.mark(), kind.title().to_lowercase())).collect();
    if lane > 0 {
        said.push(quiet(format!("Marks: {}", marks.join(", "))));
    }
    said
}

/// One entry: its day, its mark on the scale, and its words, which may take several lines.
fn row(entry: &Entry, scale: &Scale, words: usize) -> Vec<Said> {
    let tone = match entry.kind {
        Kind::Passed => Tone::Late,
        Kind::Today => Tone::Heading,
        _ => Tone::Text,
    };
    let mark = scale.lane(entry);
    let blank = " ".repeat(width(&mark));
    let lines = wrap(&entry.words(), words).into_iter().enumerate();
    let line = |(place, words): (usize, String)| {
        let (day, lane) =
            if place == 0 { (entry.at.to_string(), &mark) } else { (String::new(), &blank) };
        (tone, format!("{day:DAY$}{lane}{words}"))
    };
    lines.map(line).collect()
}

/// The scale on which marks stand.
struct Scale {
    first: Date,
    last: Date,
    cells: usize,
}

impl Scale {
    /// The cell of a day.
    fn place(&self, day: Date) -> usize {
        let (all, at) = (days_between(self.first, self.last), days_between(self.first, day));
        let at = usize::try_from(at.max(0)).unwrap_or(0);
        let all = usize::try_from(all.max(1)).unwrap_or(1);
        (at * self.cells.saturating_sub(1) / all).min(self.cells.saturating_sub(1))
    }

    /// The mark of an entry where it stands, with dots that lead to it from the left.
    fn lane(&self, entry: &Entry) -> String {
        if self.cells == 0 {
            return String::new();
        }
        let at = self.place(entry.at.day);
        let mut lane: String = (0..self.cells)
            .map(|cell| match cell {
                cell if cell == at => entry.kind.mark(),
                cell if cell < at => '.',
                _ => ' ',
            })
            .collect();
        lane.push_str("  ");
        lane
    }

    /// The scale itself: a rule with the months that begin in it.
    fn axis(&self) -> String {
        let mut cells: Vec<char> = vec!['─'; self.cells];
        let mut month = self.first.first_of_month();
        let mut free = 0;
        while let Ok(next) = month.checked_add(jiff::Span::new().months(1)) {
            month = next;
            if month > self.last {
                break;
            }
            let (at, name) = (self.place(month), month.strftime("%b").to_string());
            // A name that would run into the one before, or beyond the end, is left out.
            if at >= free && at + name.len() <= self.cells {
                for (cell, letter) in cells.iter_mut().skip(at).zip(name.chars()) {
                    *cell = letter;
                }
                free = at + name.len() + 1;
            }
        }
        cells.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::moment::Moment;

    fn entry(day: &str, kind: Kind, what: &str) -> Entry {
        Entry { at: day.parse::<Moment>().unwrap(), kind, what: vec![what.to_owned()] }
    }

    fn year() -> [Entry; 4] {
        [
            entry("2026-03-16", Kind::Fact, "Vendor discovered"),
            entry("2026-04-01", Kind::Today, "Today"),
            entry("2026-05-15", Kind::LastDay, "HIPAA: individuals"),
            entry("2028-02-29", Kind::LastDay, "HIPAA: HHS, fewer than 500"),
        ]
    }

    #[test]
    fn marks_stand_where_their_days_are_and_the_words_beside_them() {
        for cells in [60, 78, 118] {
            let drawn = drawn(&year(), cells);
            let lines: Vec<&str> = drawn.iter().map(|(_, words)| words.as_str()).collect();
            assert!(lines.iter().all(|line| width(line) <= usize::from(cells)), "{lines:#?}");
            assert!(
                lines
                    .iter()
                    .any(|line| line.contains("2026-05-15") && line.contains("HIPAA: individuals"))
            );
            assert_eq!(lines.iter().any(|line| line.contains("Marks:")), cells > 60);
        }
        let drawn = drawn(&year(), 78);
        let at = |day: &str, mark: char| {
            let line = drawn.iter().find(|(_, words)| words.starts_with(day)).unwrap();
            line.1.chars().skip(DAY).position(|c| c == mark).unwrap()
        };
        let places = [
            at("2026-03-16", '*'),
            at("2026-04-01", '|'),
            at("2026-05-15", 'v'),
            at("2028-02-29", 'v'),
        ];
        assert!(places.is_sorted() && places[0] == 0 && places[3] > places[2] + 10, "{places:?}");
    }

    #[test]
    fn a_line_of_one_day_and_of_a_century_is_drawn() {
        assert!(!drawn(&[entry("2026-03-16", Kind::Today, "Today")], 78).is_empty());
        let far = [entry("1900-01-01", Kind::Fact, "x"), entry("2199-12-31", Kind::LastDay, "y")];
        assert!(drawn(&far, 78).iter().all(|(_, words)| width(words) <= 78));
    }
}
