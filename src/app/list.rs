//! A cursor over rows and the part of them that is in view; shared by every screen that lists things.

/// How far a list moves at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// Ten rows up.
    PageUp,
    /// Ten rows down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// The rows that a page moves by: the height of the smallest body, so that no row is jumped over unseen.
const PAGE: usize = 10;

/// Where the cursor stands after a step over so many rows.
pub fn moved(at: usize, step: Step, rows: usize) -> usize {
    let last = rows.saturating_sub(1);
    let to = match step {
        Step::Up => at.saturating_sub(1),
        Step::Down => at.saturating_add(1),
        Step::PageUp => at.saturating_sub(PAGE),
        Step::PageDown => at.saturating_add(PAGE),
        Step::First => 0,
        Step::Last => last,
    };
    to.min(last)
}

/// The first row in view: the cursor is kept in the middle where it can be, so the view follows from the cursor alone.
pub fn first_in_view(at: usize, rows: usize, height: usize) -> usize {
    at.saturating_sub(height / 2).min(rows.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_within_its_rows_and_in_view() {
        for rows in [0, 1, 5, 40] {
            let mut at = 0;
            for step in
                [Step::Last, Step::Down, Step::PageDown, Step::Up, Step::PageUp, Step::First]
            {
                at = moved(at, step, rows);
                assert!(at < rows.max(1));
                for height in [1, 3, 10] {
                    let first = first_in_view(at, rows, height);
                    assert!(first <= at && at < first + height, "{at} of {rows} in {height}");
                }
            }
        }
    }
}
