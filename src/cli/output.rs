//! The one place that prints: results to stdout, talk and problems to stderr, every foreign text made visible.
//!
//! What is printed is a text for people or, with `--json`, one document. A failure to write is kept until [`Output::finish`], where a
//! broken pipe counts as success.

mod bar;
mod interrupt;
mod json;
mod table;

use std::io::{self, ErrorKind, Write};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use serde::Serialize;

pub use self::bar::Bar;
pub use self::table::{Align, Cell, Table};
use super::Terminal;
use crate::desk::PastView;
use crate::domain::as_of::AsOf;
use crate::problem::Problem;
use crate::text::{visible, wrap};

/// The width of lines where the terminal does not tell its own.
pub const USUAL_COLUMNS: usize = 80;

/// For whom a run prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words for people.
    Words,
    /// Documents for other programs.
    Json,
}

/// Whether color may be used; words say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// It may.
    Yes,
    /// It may not.
    No,
}

/// What a color or weight repeats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tint {
    /// Nothing.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// What is as it should be.
    Good,
    /// What is short of it.
    Short,
    /// What is grave.
    Grave,
}

impl Tint {
    /// The parameter of "select graphic rendition" (ECMA-48, 8.3.117).
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Heading => Some("1"),
            Self::Good => Some("32"),
            Self::Short => Some("33"),
            Self::Grave => Some("31"),
        }
    }
}

/// Where a run prints.
pub struct Output<'w> {
    stdout: &'w mut dyn Write,
    stderr: &'w mut dyn Write,
    form: Form,
    color: Color,
    columns: usize,
    document: Option<String>,
    failed: Option<io::Error>,
    /// Which past view of the record is printed, once it is known.
    past: Option<Arc<OnceLock<PastView>>>,
    /// Whether anything was printed to stdout yet.
    begun: bool,
    /// Whether a person looks at stderr, on a terminal that can draw a line anew.
    watched: bool,
}

/// A document with the name of its form in front, and the past day that it shows.
#[derive(Serialize)]
struct Document<'a, T> {
    schema: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of_event: Option<u64>,
    #[serde(flatten)]
    body: &'a T,
}

impl<'w> Output<'w> {
    /// Prints to these.
    pub fn new(
        stdout: &'w mut dyn Write,
        stderr: &'w mut dyn Write,
        form: Form,
        color: Color,
        columns: usize,
    ) -> Self {
        let (document, failed, past) = (None, None, None);
        let (begun, watched) = (false, false);
        Self { stdout, stderr, form, color, columns, document, failed, past, begun, watched }
    }

    /// From now on long tasks show how far they are.
    pub const fn shows_progress(&mut self) {
        self.watched = true;
    }

    /// Watches a long task: a bar on the terminal, nothing where stderr is none, and Ctrl-C to stop it.
    pub fn watch(&mut self) -> Bar<'_> {
        if let Err(error) = self.stdout.flush() {
            self.keep(error);
        }
        let is_seen = self.watched && self.form == Form::Words;
        Bar::new(is_seen.then_some(&mut *self.stderr), self.columns)
    }

    /// From now on a past view of the record is printed: every document names its day, and words begin with it.
    pub fn looks_back(&mut self, past: Option<Arc<OnceLock<PastView>>>) {
        self.past = past;
    }

    /// For whom it prints.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// Prints a result: its document with `--json`, else the words. The document's form is `proofbook/<name>/1`; it is held back
    /// until the run has ended well.
    pub fn result<T: Serialize>(&mut self, name: &str, body: &T, words: impl FnOnce(&mut Self)) {
        match self.form {
            Form::Words => words(self),
            Form::Json => {
                let schema = format!("proofbook/{name}/1");
                let view = self.past.as_ref().and_then(|past| past.get());
                let as_of_event = view.and_then(|view| match view.as_of {
                    AsOf::Event(number) => Some(number),
                    AsOf::Day(_) => None,
                });
                let as_of = view.map(|view| view.day);
                match json::pretty(&Document { schema: &schema, as_of, as_of_event, body }) {
                    Ok(text) => self.document = Some(format!("{text}\n")),
                    Err(error) => self.keep(error.into()),
                }
            }
        }
    }

    /// Where results go, for the line mode, which cleans and writes its own lines.
    pub fn stdout(&mut self) -> &mut dyn Write {
        self.stdout
    }

    /// Prints a text that the program made itself, byte for byte: a manual page, a completion script, a file's text.
    pub fn verbatim(&mut self, text: &str) {
        self.write(text);
    }

    /// Prints bytes of the record exactly as they are; on a terminal line by line, with what could act on it written out.
    pub(super) fn exact(&mut self, text: &str, terminal: Terminal) {
        if terminal.output {
            text.lines().for_each(|line| self.line(line));
        } else {
            self.write(text);
        }
    }

    /// Prints one line, as long as it is.
    pub fn line(&mut self, text: &str) {
        self.write(&format!("{}\n", visible(text)));
    }

    /// Prints an empty line.
    pub fn blank(&mut self) {
        self.write("\n");
    }

    /// Prints a heading.
    pub fn heading(&mut self, text: &str) {
        let line = self.tinted(Tint::Heading, &visible(text));
        self.write(&format!("{line}\n"));
    }

    /// Prints running text, wrapped to the terminal's width, every line after so many blanks.
    pub fn text(&mut self, indent: usize, text: &str) {
        for paragraph in text.split('\n') {
            for line in wrap(&visible(paragraph), self.columns.saturating_sub(indent).max(20)) {
                self.write(&format!("{:indent$}{line}\n", ""));
            }
        }
    }

    /// Prints running text in a color, wrapped to the terminal's width.
    pub fn tinted_text(&mut self, tint: Tint, text: &str) {
        for line in wrap(&visible(text), self.columns) {
            let line = self.tinted(tint, &line);
            self.write(&format!("{line}\n"));
        }
    }

    /// Prints a label with its text beside it, wrapped under itself.
    pub fn labeled(&mut self, label: &str, width: usize, text: &str) {
        let room = self.columns.saturating_sub(width + 2).max(20);
        let mut label = label;
        for paragraph in text.split('\n') {
            for line in wrap(&visible(paragraph), room) {
                self.write(format!("{label:width$}  {line}").trim_end());
                self.write("\n");
                label = "";
            }
        }
    }

    /// Prints a table.
    pub fn table(&mut self, table: &Table) {
        let lines = table.lines(self.columns, |tint, text| self.tinted(tint, text));
        for line in lines {
            self.write(&format!("{line}\n"));
        }
    }

    /// Says something beside the result, on stderr.
    pub fn say(&mut self, text: &str) {
        #[derive(Serialize)]
        struct Note<'a> {
            note: &'a str,
        }
        self.aside(&format!("{}\n", visible(text)), "note", &Note { note: text });
    }

    /// Prints a problem on stderr.
    pub fn problem(&mut self, problem: &Problem) {
        let text = match problem.to_string().split_once(':') {
            Some((head, rest)) => format!("{}:{rest}\n", self.tinted(Tint::Grave, head)),
            None => format!("{problem}\n"),
        };
        self.aside(&text, "problem", problem);
    }

    /// After what was printed so far. Stderr that cannot be written to is nobody's to hear of.
    fn aside<T: Serialize>(&mut self, text: &str, name: &str, body: &T) {
        if let Err(error) = self.stdout.flush() {
            self.keep(error);
        }
        let text = match self.form {
            Form::Words => text.to_owned(),
            Form::Json => {
                let schema = format!("proofbook/{name}/1");
                let document = Document { schema: &schema, as_of: None, as_of_event: None, body };
                json::line(&document).map_or_else(|_| text.to_owned(), |line| format!("{line}\n"))
            }
        };
        drop(self.stderr.write_all(text.as_bytes()));
    }

    /// Takes back the document: a run that fails leaves stdout empty.
    pub fn withdraw_document(&mut self) {
        self.document = None;
    }

    /// Ends the output: everything is written.
    ///
    /// # Errors
    /// Stdout could not be written to. A reader that went away is no error.
    pub fn finish(&mut self) -> Result<(), Problem> {
        if let Some(document) = self.document.take() {
            self.write(&document);
        }
        if self.failed.is_none()
            && let Err(error) = self.stdout.flush()
        {
            self.keep(error);
        }
        drop(self.stderr.flush());
        match self.failed.take() {
            Some(error) => Err(Problem::world("the output could not be written")
                .cause(error)
                .safe("what was recorded is on disk")),
            None => Ok(()),
        }
    }

    fn write(&mut self, text: &str) {
        if !std::mem::replace(&mut self.begun, true)
            && self.form == Form::Words
            && let Some(view) = self.past.as_ref().and_then(|past| past.get().cloned())
        {
            self.tinted_text(Tint::Heading, &format!("{view}."));
            self.blank();
        }
        if self.failed.is_none()
            && let Err(error) = self.stdout.write_all(text.as_bytes())
        {
            self.keep(error);
        }
    }

    fn keep(&mut self, error: io::Error) {
        if error.kind() != ErrorKind::BrokenPipe {
            self.failed = Some(error);
        }
    }

    fn tinted(&self, tint: Tint, text: &str) -> String {
        match tint.code().filter(|_| self.color == Color::Yes) {
            Some(code) => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            None => text.to_owned(),
        }
    }
}
