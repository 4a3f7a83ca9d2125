//! Charts as areas and strokes. Each part differs in fill as well as in color, and the caller's words carry the same numbers.

use super::layout::{Bounds, Drawing};
use super::model::{Bar, Steps, Tone};
use super::theme::{self, Fill, Points};

/// From one hatching line to the next.
const HATCH: Points = 3.4;
const HATCH_THICKNESS: Points = 0.9;

/// A bar divided by its counted parts, whose shares add up to its width. Without any count it is an empty frame.
pub fn bar(bar: &Bar, bounds: Bounds) -> Vec<Drawing> {
    let total = bar.total();
    let mut drawings = Vec::new();
    let mut before = 0_u64;
    for part in bar.parts.iter().filter(|part| part.count > 0) {
        let x = bounds.x + bounds.width * share(before, total);
        before += u64::from(part.count);
        let end = bounds.x + bounds.width * share(before, total);
        // A hair of paper between parts, so that two of one color stay two.
        let gap = if before < total { 1.0_f64.min((end - x) / 3.0) } else { 0.0 };
        drawings.extend(area(part.mark.tone, Bounds { x, width: end - x - gap, ..bounds }));
    }
    if total == 0 {
        drawings.extend(super::layout::frame(bounds, theme::RULE, 0.6));
    }
    drawings
}

/// A bar filled as far as so many of so many go.
pub fn gauge(part: u32, whole: u32, bounds: Bounds) -> Vec<Drawing> {
    let filled = bounds.width * share(u64::from(part.min(whole)), u64::from(whole));
    let mut drawings = vec![Drawing::Area { bounds, color: theme::HAIRLINE }];
    if filled > 0.0 {
        let color = theme::ink_of(Tone::Documented);
        drawings.push(Drawing::Area { bounds: Bounds { width: filled, ..bounds }, color });
    }
    drawings
}

/// The columns of steps, side by side over the whole width, each as high as its figure.
pub fn columns(steps: &Steps, bounds: Bounds) -> impl Iterator<Item = Bounds> {
    let count = u64::try_from(steps.steps.len()).unwrap_or(u64::MAX);
    let width = bounds.width * share(1, count);
    let bottom = bounds.y + bounds.height;
    steps.steps.iter().zip(0_u64..).map(move |(step, index)| {
        let height = bounds.height * share(u64::from(step.percent.unwrap_or(0).min(100)), 100);
        let x = bounds.x + bounds.width * share(index, count);
        Bounds { x, y: bottom - height, width, height }
    })
}

/// Steps over a base line, with a line from each level to the next. A day without a figure has no step.
pub fn steps(steps: &Steps, bounds: Bounds) -> Vec<Drawing> {
    let stroke = |from, to, thickness, color| Drawing::Stroke { from, to, thickness, color };
    let (left, right) = (bounds.x, bounds.x + bounds.width);
    let level = |part: f64| bounds.y + bounds.height * (1.0 - part);
    let mut drawings = vec![stroke((left, level(1.0)), (right, level(1.0)), 0.4, theme::RULE)];
    let mut before: Option<Points> = None;
    for (step, column) in steps.steps.iter().zip(columns(steps, bounds)) {
        if step.percent.is_none() {
            before = None;
            continue;
        }
        if column.height > 0.0 {
            drawings.push(Drawing::Area { bounds: column, color: theme::ground_of(Tone::Carried) });
        }
        let (x, end) = (column.x, column.x + column.width);
        drawings.extend(before.map(|y| stroke((x, y), (x, column.y), 1.6, theme::ACCENT)));
        drawings.push(stroke((x, column.y), (end, column.y), 1.6, theme::ACCENT));
        before = Some(column.y);
    }
    drawings.push(stroke((left, level(0.0)), (right, level(0.0)), 0.8, theme::RULE));
    drawings
}

/// One area filled as its tone is.
pub fn area(tone: Tone, bounds: Bounds) -> Vec<Drawing> {
    let ink = theme::ink_of(tone);
    let fill = theme::fill_of(tone);
    if fill == Fill::Solid {
        return vec![Drawing::Area { bounds, color: ink }];
    }
    let (ground, line) = match fill {
        Fill::Struck => (ink, theme::PAPER),
        _ => (theme::ground_of(tone), ink),
    };
    let mut drawings = vec![Drawing::Area { bounds, color: ground }];
    let slopes: &[Slope] = match fill {
        Fill::Rising | Fill::Struck => &[Slope::Rising],
        Fill::Falling => &[Slope::Falling],
        Fill::Crossed => &[Slope::Rising, Slope::Falling],
        Fill::Level => &[Slope::Level],
        Fill::Upright => &[Slope::Upright],
        Fill::Solid | Fill::Hollow => &[],
    };
    for slope in slopes {
        drawings.extend(hatch(*slope, bounds).map(|(from, to)| Drawing::Stroke {
            from,
            to,
            thickness: HATCH_THICKNESS,
            color: line,
        }));
    }
    drawings.extend(super::layout::frame(bounds, ink, 0.6));
    drawings
}

#[derive(Clone, Copy)]
enum Slope {
    Rising,
    Falling,
    Level,
    Upright,
}

type Segment = ((Points, Points), (Points, Points));

/// Parallel lines cut at the bounds, so that no clipping is needed.
fn hatch(slope: Slope, bounds: Bounds) -> impl Iterator<Item = Segment> {
    let (left, top) = (bounds.x, bounds.y);
    let (right, bottom) = (left + bounds.width, top + bounds.height);
    let span = match slope {
        Slope::Level => bounds.height,
        Slope::Upright => bounds.width,
        Slope::Rising | Slope::Falling => bounds.width + bounds.height,
    };
    let offsets = std::iter::successors(Some(HATCH / 2.0), |offset| Some(offset + HATCH));
    offsets.take_while(move |offset| *offset < span).map(move |offset| match slope {
        Slope::Level => ((left, top + offset), (right, top + offset)),
        Slope::Upright => ((left + offset, top), (left + offset, bottom)),
        Slope::Rising => {
            let from = (left + (offset - bounds.height).max(0.0), top + offset.min(bounds.height));
            let to = (left + offset.min(bounds.width), top + (offset - bounds.width).max(0.0));
            (from, to)
        }
        Slope::Falling => {
            let from =
                (left + (offset - bounds.height).max(0.0), bottom - offset.min(bounds.height));
            let to = (left + offset.min(bounds.width), bottom - (offset - bounds.width).max(0.0));
            (from, to)
        }
    })
}

/// A part of a whole, 0 to 1; 0 of nothing.
fn share(part: u64, whole: u64) -> f64 {
    let real = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { real(part) / real(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::{Mark, Part, Step, Words};

    const BOUNDS: Bounds = Bounds { x: 10.0, y: 20.0, width: 300.0, height: 16.0 };

    fn counted(counts: &[(Tone, u32)]) -> Bar {
        let parts = counts
            .iter()
            .map(|(tone, count)| Part {
                mark: Mark::new('x', format!("{tone:?}"), *tone),
                count: *count,
            })
            .collect();
        Bar { caption: Words::from("Questions"), parts }
    }

    fn corners(drawing: &Drawing) -> [(Points, Points); 2] {
        match drawing {
            Drawing::Area { bounds, .. } | Drawing::Link { bounds, .. } => {
                [(bounds.x, bounds.y), (bounds.x + bounds.width, bounds.y + bounds.height)]
            }
            Drawing::Stroke { from, to, .. } => [*from, *to],
            Drawing::Words(set) => [(set.x, set.y), (set.x + set.width, set.y)],
        }
    }

    #[test]
    fn nothing_of_a_chart_leaves_its_bounds() {
        for tone in Tone::ALL {
            for drawing in bar(&counted(&[(tone, 1), (Tone::Documented, 2), (tone, 40)]), BOUNDS) {
                for (x, y) in corners(&drawing) {
                    let inside = (9.99..=310.01).contains(&x) && (19.99..=36.01).contains(&y);
                    assert!(inside, "{tone:?} {x} {y}");
                }
            }
        }
    }

    #[test]
    fn shares_follow_the_counts_and_the_words_say_the_same_numbers() {
        let counted = counted(&[(Tone::Documented, 3), (Tone::Unmet, 1), (Tone::Open, 0)]);
        let drawings = bar(&counted, BOUNDS);
        let Some(Drawing::Area { bounds, .. }) = drawings.first() else { panic!("{drawings:?}") };
        assert!(
            (bounds.width - 224.0).abs() < 0.01,
            "three quarters less a hair: {}",
            bounds.width
        );
        assert_eq!(counted.alternative(), "Questions. Documented 3, Unmet 1, Open 0. Total 4.");
    }

    #[test]
    fn steps_are_as_high_as_their_figures_side_by_side_over_the_whole_width() {
        let step = |percent| Step { on: Words::from("2026-03-31"), percent };
        let steps = Steps {
            caption: Words::from("Readiness"),
            steps: [Some(25), None, Some(100), Some(0)].map(step).into(),
        };
        let columns: Vec<Bounds> = columns(&steps, BOUNDS).collect();
        let heights: Vec<f64> = columns.iter().map(|column| column.height).collect();
        assert_eq!(heights, [4.0, 0.0, 16.0, 0.0]);
        assert!(columns.iter().all(|column| (column.width - 75.0).abs() < 0.01));
        assert!((columns[3].x - 235.0).abs() < 0.01);
        for drawing in super::steps(&steps, BOUNDS) {
            for (x, y) in corners(&drawing) {
                assert!((9.99..=310.01).contains(&x) && (19.99..=36.01).contains(&y), "{x} {y}");
            }
        }
        assert_eq!(
            steps.alternative(),
            "Readiness: 2026-03-31 25%, 2026-03-31 no figure, 2026-03-31 100%, 2026-03-31 0%."
        );
    }

    #[test]
    fn nothing_counted_is_an_empty_frame() {
        assert_eq!(bar(&counted(&[]), BOUNDS).len(), 4);
    }
}
