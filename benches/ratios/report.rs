//! The report of the sample's fullest vendor: the time to build, set and write it, and the memory that takes.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use proofbook::desk::{Desk, Wanted};
use proofbook::domain::event::Edition;
use proofbook::report::theme::PaperSize;
use proofbook::report::{layout, pdf};
use proofbook::sample;

use super::Done;
use super::figures::{Times, beside, count, limit, say};
use super::made;

/// The word with which this program writes one report and says how much memory it took at most.
pub(crate) const ALONE: &str = "report-alone";

/// Measures the time here, and the memory in a program of its own that does nothing else.
pub(crate) fn measure() -> Done {
    let folder = made::folder()?;
    let path = folder.path().join("sample");
    sample::load(&made::seat(&path))?;
    let mut desk = Desk::open(made::seat(&path))?;
    let wanted = fullest(&mut desk)?;
    let (mut build, mut set, mut write, mut whole) = <(Times, Times, Times, Times)>::default();
    let mut size = String::new();
    for _ in 0..30 {
        whole.note(|| -> Done {
            let report = build.note(|| desk.report(&wanted))?;
            let laid_out = set.note(|| layout::pages(&report, PaperSize::Letter));
            let bytes = write.note(|| pdf::bytes(&laid_out))?;
            size = format!("{} pages, {} bytes", laid_out.pages.len(), bytes.len());
            Ok(())
        })?;
    }
    say(&format!("  {}: {size}", desk.dossier(wanted.vendor)?.name));
    limit("core report, internal edition, p50", whole.p50(), Duration::from_millis(150));
    limit("    the quickest of 30", whole.least(), Duration::from_millis(150));
    limit("    the slowest", whole.p99(), Duration::from_millis(150));
    beside("of which building", build.p50());
    beside("of which setting the pages", set.p50());
    beside("of which writing the PDF", write.p50());
    match memory_of_another(&path)? {
        Some(megabytes) => count("most memory, whole program", megabytes, 60.0, "MB"),
        None => say("  memory: not measurable here (no /proc)"),
    }
    Ok(())
}

/// The vendor with the most events, in the edition that leaves nothing out.
fn fullest(desk: &mut Desk) -> Result<Wanted, Box<dyn std::error::Error>> {
    let mut most = (0, None);
    for one in desk.summaries()? {
        let events = desk.dossier(one.vendor)?.events.len();
        if events > most.0 {
            most = (events, Some(one.vendor));
        }
    }
    let vendor = most.1.ok_or("the sample has no vendor")?;
    Ok(Wanted::about(vendor, Edition::Internal))
}

fn memory_of_another(folder: &Path) -> Result<Option<f64>, Box<dyn std::error::Error>> {
    let output = Command::new(std::env::current_exe()?).arg(ALONE).arg(folder).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let said = String::from_utf8(output.stdout)?;
    Ok(said.trim().parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0))
}

/// Writes one report as the program does, and says the most memory that this took, in KiB, as the system counts it.
pub(crate) fn alone(folder: &Path) -> Done {
    let mut desk = Desk::open(made::seat(folder))?;
    let wanted = fullest(&mut desk)?;
    let laid_out = layout::pages(&desk.report(&wanted)?, PaperSize::Letter);
    pdf::bytes(&laid_out)?;
    say(&most_memory().unwrap_or_default());
    Ok(())
}

/// `VmHWM` of proc(5): the peak resident set.
pub(crate) fn most_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next().map(str::to_owned)
}
