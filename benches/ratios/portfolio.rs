//! A tagged document of a thousand vendors with sixty rows each: time, memory, size, and whether a page costs the same in a long one.

use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use proofbook::progress::Unwatched;
use proofbook::report::ahead::Workers;
use proofbook::report::press::{self, Run};
use proofbook::report::theme::PaperSize;

use super::Done;
use super::bulk::Bulk;
use super::figures::{beside, count, limit, say};
use super::report::most_memory;

/// The word with which this program writes one such document and says what it took.
pub(crate) const ALONE: &str = "portfolio-alone";
/// The word with which this program writes the content for peers to set.
pub(crate) const ROWS: &str = "portfolio-rows";

/// What one document took.
struct Took {
    time: Duration,
    pages: f64,
    megabytes_of_memory: f64,
    megabytes: f64,
}

/// Writes documents of rising length, each in a program of its own.
pub(crate) fn measure() -> Done {
    let (short, middle, long) = (took(10)?, took(100)?, took(1000)?);
    limit("1,000 vendors, 60 rows each, tagged", long.time, Duration::from_secs(6));
    count("    its size", long.megabytes, 15.0, "MB");
    count("    most memory, whole program", long.megabytes_of_memory, 400.0, "MB");
    count(
        "    memory beside that of 100 vendors",
        long.megabytes_of_memory / middle.megabytes_of_memory,
        3.0,
        "times",
    );
    let a_page = |took: &Took| took.time.as_secs_f64() / took.pages;
    count("    a page beside one of 10 vendors", a_page(&long) / a_page(&short), 1.2, "times");
    for took in [&short, &middle, &long] {
        say(&format!("  {} pages: {:.1} MB of memory", took.pages, took.megabytes_of_memory));
        beside("    time", took.time);
    }
    Ok(())
}

fn took(vendors: usize) -> Result<Took, Box<dyn std::error::Error>> {
    let (mut best, mut said) = (Duration::MAX, [0.0; 3]);
    for _ in 0..3 {
        let output = Command::new(std::env::current_exe()?)
            .args([ALONE, "/dev/null", &vendors.to_string()])
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        let figures = String::from_utf8(output.stdout)?;
        let figures: Vec<f64> =
            figures.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let [seconds, pages, kilobytes, bytes] = figures.as_slice() else {
            return Err("it said nothing".into());
        };
        best = best.min(Duration::from_secs_f64(*seconds));
        said = [*pages, kilobytes / 1024.0, bytes / 1e6];
    }
    let [pages, megabytes_of_memory, megabytes] = said;
    Ok(Took { time: best, pages, megabytes_of_memory, megabytes })
}

/// Writes one document to a file and says seconds, pages, the most memory in KiB and bytes.
#[expect(clippy::disallowed_methods, reason = "a file of the bench's own, which may be lost")]
pub(crate) fn alone(path: &Path, vendors: &str) -> Done {
    let start = Instant::now();
    let run =
        Run { paper: PaperSize::Letter, case: Arc::default(), workers: Workers::of_this_machine() };
    let mut out = Counted { out: io::BufWriter::new(std::fs::File::create(path)?), bytes: 0 };
    let open = |_: &_| Err(io::ErrorKind::NotFound.into());
    let printed =
        press::print(&mut Bulk::of(vendors.parse()?), &run, &open, &mut Unwatched, &mut out)?;
    out.flush()?;
    let memory = most_memory().unwrap_or_default();
    let memory = memory.split_whitespace().next().unwrap_or("0").to_owned();
    say(&format!("{} {} {memory} {}", start.elapsed().as_secs_f64(), printed.pages, out.bytes));
    Ok(())
}

/// Writes the content, a row a line.
#[expect(clippy::disallowed_methods, reason = "a file of the bench's own, which may be lost")]
pub(crate) fn rows(path: &Path, vendors: &str) -> Done {
    std::fs::write(path, Bulk::of(vendors.parse()?).lines())?;
    Ok(())
}

struct Counted<W> {
    out: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
