//! The programs that are asked, and what happens where one is missing.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is missing fails a test where this is `required`, as `.ci/run` sets it.
const POLICY: &str = "PROOFBOOK_VALIDATORS";
const REQUIRED: &str = "required";

/// A program that is not ours.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tool {
    VeraPdf,
    Qpdf,
    PdfFonts,
    PdfInfo,
    PdfToText,
    PdfDetach,
}

impl Tool {
    fn command(self) -> PathBuf {
        match self {
            Self::VeraPdf => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf/verapdf"),
            Self::Qpdf => "qpdf".into(),
            Self::PdfFonts => "pdffonts".into(),
            Self::PdfInfo => "pdfinfo".into(),
            Self::PdfToText => "pdftotext".into(),
            Self::PdfDetach => "pdfdetach".into(),
        }
    }

    /// What makes it do nothing where it is there.
    const fn harmless(self) -> &'static str {
        match self {
            Self::VeraPdf => "--ready",
            Self::Qpdf => "--version",
            Self::PdfFonts | Self::PdfInfo | Self::PdfToText | Self::PdfDetach => "-v",
        }
    }

    const fn how_to_get(self) -> &'static str {
        match self {
            Self::VeraPdf => "run once: tests/pdf/verapdf --install (Debian and Ubuntu)",
            Self::Qpdf => "install qpdf",
            Self::PdfFonts | Self::PdfInfo | Self::PdfToText | Self::PdfDetach => {
                "install poppler-utils"
            }
        }
    }

    /// Whether it can be asked. Where not, the running test is to end there: that it was skipped is said on stderr past the test runner,
    /// which keeps what passing tests print to itself.
    pub(super) fn is_here(self) -> bool {
        let ran = Command::new(self.command()).arg(self.harmless()).output();
        // Of poppler's programs not all have an exit code of 0 for it.
        if ran.is_ok_and(|ran| ran.status.success() || !matches!(self, Self::VeraPdf)) {
            return true;
        }
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        let said = format!("{test}: {self:?} is not on this machine; {}", self.how_to_get());
        assert!(std::env::var(POLICY).as_deref() != Ok(REQUIRED), "{said}");
        writeln!(std::io::stderr(), "SKIPPED {said}").unwrap();
        false
    }

    /// What it answers, whatever its exit code.
    pub(super) fn ask<'a>(self, arguments: impl IntoIterator<Item = &'a str>) -> Output {
        Command::new(self.command()).args(arguments).output().unwrap()
    }

    /// What it prints; it must be content.
    pub(super) fn tell<'a>(self, arguments: impl IntoIterator<Item = &'a str>) -> String {
        let ran = self.ask(arguments);
        let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(ran.status.success(), "{self:?}: {}{}", told(&ran.stdout), told(&ran.stderr));
        // pdfinfo prints the UTF-16 of a table's summary as it stands in the file.
        told(&ran.stdout)
    }
}

/// Runs one test of this binary in a process that finds no program, under a policy; whether it passed, and what stood on stderr.
fn without_programs(test: &str, policy: &str) -> (bool, String) {
    let ran = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact"])
        .env("PATH", "")
        .env(POLICY, policy)
        .output()
        .unwrap();
    let words = [ran.stdout, ran.stderr].concat();
    (ran.status.success(), String::from_utf8(words).unwrap())
}

#[test]
fn what_is_missing_is_skipped_aloud_and_fails_where_it_is_required() {
    let tests = [
        ("standards::every_document_passes_both_standards", "verapdf --install"),
        ("soundness::no_file_has_an_error_of_syntax", "install qpdf"),
        ("soundness::every_font_is_embedded_cut_down_and_maps_to_unicode", "install poppler-utils"),
    ];
    for (test, how_to_get) in tests {
        let test = format!("pdf_conformance::{test}");
        let (passed, said) = without_programs(&test, "");
        assert!(passed && said.contains("SKIPPED") && said.contains("1 passed"), "{said}");
        assert!(said.contains(&test) && said.contains(how_to_get), "{said}");
        let (passed, said) = without_programs(&test, REQUIRED);
        assert!(!passed && said.contains(how_to_get) && said.contains("1 failed"), "{said}");
    }
}

/// What `work` makes of each, in order, on as many threads as there are processors.
pub(super) fn side_by_side<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let index = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(one) = all.get(index)
                {
                    let made = work(one);
                    done.lock().unwrap().push((index, made));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, made)| made).collect()
}
