//! How long the start takes: a dashboard of 1,000 vendors from a warm cache to its first frame, with the memory of the whole program, and
//! opening one vendor with 2,000 events.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use proofbook::app::{App, update};
use proofbook::desk::Desk;
use proofbook::runtime::Runtime;
use proofbook::tui;
use proofbook::tui::look::{Look, Signs, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Done;
use super::figures::{Times, beside, count, limit, say};
use super::{made, report};

/// The word with which this program draws one frame and says how long that took and how much memory.
pub(crate) const ALONE: &str = "start-alone";

/// How many vendors the list has.
const VENDORS: u32 = 1_000;
/// The most memory that the whole program may take with them, in MB.
const MOST_MEMORY: f64 = 40.0;
/// The longest that the first frame may take.
const FRAME: Duration = Duration::from_millis(50);
/// The longest that opening a vendor may take.
const OPEN: Duration = Duration::from_millis(10);

/// Measures both.
pub(crate) fn measure() -> Done {
    first_frame(VENDORS)?;
    first_frame(10_000)?;
    open_one()
}

fn first_frame(vendors: u32) -> Done {
    let folder = made::folder()?;
    let path = folder.path().join("store");
    made::store(&path, vendors)?;
    // The cache is made by the first list.
    let listed = Desk::open(made::seat(&path))?.summaries()?.len();
    say(&format!("  a dashboard of {listed} vendors, cache warm"));
    let (mut frame, mut whole, mut memory) = (Times::default(), Times::default(), 0.0_f64);
    for _ in 0..9 {
        let (took, megabytes) = whole.note(|| another(&path))?;
        frame.push(took);
        memory = memory.max(megabytes);
    }
    if vendors == VENDORS {
        limit("first frame, p50", frame.p50(), FRAME);
        count("most memory, whole program", memory, MOST_MEMORY, "MB");
    } else {
        beside("first frame, p50", frame.p50());
        say(&format!("  most memory, whole program: {memory:.1} MB"));
    }
    beside("    the quickest", frame.least());
    beside("    as a whole process", whole.p50());
    Ok(())
}

/// A program of its own up to its first frame: how long that took, and the most memory in MB.
fn another(folder: &Path) -> Result<(Duration, f64), Box<dyn std::error::Error>> {
    let output = Command::new(std::env::current_exe()?).arg(ALONE).arg(folder).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let said = String::from_utf8(output.stdout)?;
    let (micros, kilobytes) = said.trim().split_once(' ').ok_or("no two numbers")?;
    Ok((Duration::from_micros(micros.parse()?), kilobytes.parse::<f64>()? / 1024.0))
}

/// Opens the record and draws the first frame, as the program does once it has the terminal.
pub(crate) fn alone(folder: &Path) -> Done {
    let start = Instant::now();
    let mut runtime = Runtime::open(made::seat(folder), None, folder.to_owned())?;
    let mut app = App::new();
    for message in runtime.first()? {
        update(&mut app, message);
    }
    let window = Rect::new(0, 0, 120, 36);
    let mut frame = Buffer::empty(window);
    tui::draw_into(&app, &Look::new(Theme::Dark, Signs::Unicode), window, &mut frame);
    let took = start.elapsed().as_micros();
    say(&format!("{took} {}", report::most_memory().unwrap_or("0".to_owned())));
    Ok(())
}

/// One vendor with many events, verified and folded by a desk that has the list already.
fn open_one() -> Done {
    let folder = made::folder()?;
    let path = folder.path().join("store");
    let store = made::store_with(&path, 1, 2_000)?;
    let vendor = store.vendor_ids()?.into_iter().next().ok_or("no vendor")?;
    let (mut open, mut events) = (Times::default(), 0);
    for _ in 0..30 {
        let mut desk = Desk::open(made::seat(&path))?;
        events = open.note(|| desk.dossier(vendor).map(|dossier| dossier.events.len()))?;
    }
    say(&format!("  one vendor of {events} events"));
    limit("open, verified and folded, p50", open.p50(), OPEN);
    limit("    p99", open.p99(), OPEN);
    beside("    the quickest", open.least());
    Ok(())
}
