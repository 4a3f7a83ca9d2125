//! What the program costs, each figure beside a floor measured in the same run, so that the ratio means something on any machine.
//!
//! `cargo bench --bench ratios` measures everything, `-- save fold` only what is named. A goal that is missed is said, and fails nothing.

mod as_of;
mod bulk;
mod chain;
mod clocks;
mod figures;
mod fold;
mod frame;
mod idle;
mod list;
mod made;
mod portfolio;
mod report;
mod save;
mod start;

use std::error::Error;

use self::figures::say;

/// What was measured, or why it could not be.
type Done = Result<(), Box<dyn Error>>;

/// A part's name, and what measures it.
type Part = (&'static str, fn() -> Done);

/// The parts by name, in the order in which they are measured.
const PARTS: [Part; 11] = [
    ("save", save::measure),
    ("list", list::measure),
    ("fold", fold::measure),
    ("chain", chain::measure),
    ("start", start::measure),
    ("as-of", as_of::measure),
    ("clocks", clocks::measure),
    ("frame", frame::measure),
    ("report", report::measure),
    ("portfolio", portfolio::measure),
    ("idle", idle::measure),
];

fn main() -> Done {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    // Memory and wake-ups are counted in a program of their own, which is this one called with a part's secret word.
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [word, folder] if *word == report::ALONE => return report::alone(folder.as_ref()),
        [word, folder] if *word == start::ALONE => return start::alone(folder.as_ref()),
        [word, folder] if *word == idle::ALONE => return idle::alone(folder.as_ref()),
        [word, path, vendors] if *word == portfolio::ALONE => {
            return portfolio::alone(path.as_ref(), vendors);
        }
        [word, path, vendors] if *word == portfolio::ROWS => {
            return portfolio::rows(path.as_ref(), vendors);
        }
        _ => {}
    }
    if let Some(unknown) = words.iter().find(|word| PARTS.iter().all(|(name, _)| name != word)) {
        let known: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        return Err(format!("there is no part '{unknown}'; there are {}", known.join(", ")).into());
    }
    for (name, measure) in PARTS {
        if words.is_empty() || words.iter().any(|word| word == name) {
            say(&format!("\n{name}"));
            measure()?;
        }
    }
    Ok(())
}
