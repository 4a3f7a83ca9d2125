//! Times, and the lines in which they are printed beside their floor and their goal.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long something took, each time that it was done.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Does something and notes how long it took.
    pub(crate) fn note<R>(&mut self, doing: impl FnOnce() -> R) -> R {
        let start = Instant::now();
        let done = black_box(doing());
        self.0.push(start.elapsed());
        done
    }

    /// Takes a time that was measured elsewhere.
    pub(crate) fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The shortest: on a busy machine the nearest to what the work itself takes.
    pub(crate) fn least(&self) -> Duration {
        self.at(0)
    }

    /// The time below which half of them lie.
    pub(crate) fn p50(&self) -> Duration {
        self.at(50)
    }

    /// The time below which 99 of a hundred lie.
    pub(crate) fn p99(&self) -> Duration {
        self.at(99)
    }

    fn at(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
        sorted.get(place).copied().unwrap_or_default()
    }
}

/// What a figure must keep.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    /// At most so many times its floor.
    TimesFloor(f64),
    /// At most its floor.
    Floor,
    /// At most one part in so many of its floor.
    PartOfFloor(f64),
}

/// Says one figure beside its floor, the ratio, the goal, and whether it is met.
pub(crate) fn compare(what: &str, figure: Duration, floor: (&str, Duration), goal: Goal) {
    let ratio = figure.as_secs_f64() / floor.1.as_secs_f64();
    let (ratio, wanted, met) = match goal {
        Goal::TimesFloor(most) => (format!("{ratio:.2}"), format!("<= {most}"), ratio <= most),
        Goal::Floor => (format!("{ratio:.2}"), "below 1".to_owned(), ratio < 1.0),
        Goal::PartOfFloor(parts) => {
            (format!("1/{:.1}", 1.0 / ratio), format!("<= 1/{parts}"), ratio * parts <= 1.0)
        }
    };
    let floor = format!("{} {}", floor.0, shown(floor.1));
    line(what, &shown(figure), &floor, &ratio, &wanted, verdict(met));
}

/// Says one figure beside a limit that is a time.
pub(crate) fn limit(what: &str, figure: Duration, most: Duration) {
    let ratio = figure.as_secs_f64() / most.as_secs_f64();
    let limit = format!("<= {}", shown(most));
    line(what, &shown(figure), "", &format!("{ratio:.2}"), &limit, verdict(figure <= most));
}

/// Says one figure that is no time beside its limit.
pub(crate) fn count(what: &str, figure: f64, most: f64, unit: &str) {
    let ratio = format!("{:.2}", figure / most);
    let (shown, limit) = (format!("{figure:.1} {unit}"), format!("<= {most} {unit}"));
    line(what, &shown, "", &ratio, &limit, verdict(figure <= most));
}

/// Says one figure that has no goal and explains those that have.
pub(crate) fn beside(what: &str, figure: Duration) {
    line(what, &shown(figure), "", "", "", "");
}

/// Says something else.
#[expect(clippy::print_stdout, reason = "a bench talks to the person who runs it")]
pub(crate) fn say(words: &str) {
    println!("{words}");
}

fn line(what: &str, figure: &str, floor: &str, ratio: &str, goal: &str, verdict: &str) {
    let words = format!("  {what:44}{figure:>10}  {floor:36}{ratio:>7}  {goal:12}{verdict}");
    say(words.trim_end());
}

const fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}

fn shown(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds < 0.001 => format!("{:.1} µs", seconds * 1e6),
        seconds if seconds < 10.0 => format!("{:.2} ms", seconds * 1e3),
        seconds => format!("{seconds:.1} s"),
    }
}
