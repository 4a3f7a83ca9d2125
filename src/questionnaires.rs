//! Finding and reading question sets: files to a [`Bank`], with every problem named by file, line and column.
//!
//! [`parse`] reads one file, [`lint`] judges all of them together, [`builtin`] holds the shipped ones, [`own`] the rules for those of
//! the user's own, [`schema`] describes the formats to editors. What a question means is left to [`crate::domain`].

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::domain::bank::Bank;
use crate::domain::id::Digest;
use crate::problem::Problem;
use crate::text::visible;

pub mod builtin;
pub mod lint;
pub mod own;
pub mod parse;
pub mod schema;

/// Where something stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file's name as given.
    #[serde(serialize_with = "as_text")]
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", visible(&self.file), self.line, self.column)
    }
}

fn as_text<S: serde::Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The set cannot be used: an answer could not be judged, or a question could never be asked.
    Error,
    /// The set works, and falls short of what is asked of a question that may be laid before a regulator.
    Fault,
    /// Worth knowing.
    Note,
}

/// One problem of a question file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// How much it weighs.
    pub weight: Weight,
    /// What is wrong and what is accepted, in one sentence without a closing period.
    pub problem: String,
    /// The known name nearest to the one given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<String>,
}

impl Finding {
    /// An error at a place.
    pub fn error(place: Place, problem: impl Into<String>) -> Self {
        Self { place, weight: Weight::Error, problem: problem.into(), nearest: None }
    }

    /// A shortcoming at a place.
    pub fn fault(place: Place, problem: impl Into<String>) -> Self {
        Self { weight: Weight::Fault, ..Self::error(place, problem) }
    }

    /// A remark at a place.
    pub fn note(place: Place, problem: impl Into<String>) -> Self {
        Self { weight: Weight::Note, ..Self::error(place, problem) }
    }

    /// Adds the known name nearest to the one given, if one is near.
    #[must_use]
    pub fn nearest<'a>(mut self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.nearest = crate::text::nearest(given, known).map(str::to_owned);
        self
    }

    /// In the order of the files, from top to bottom.
    fn order(&self, other: &Self) -> Ordering {
        (&self.place, &self.problem).cmp(&(&other.place, &other.problem))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = if self.weight == Weight::Note { "note: " } else { "" };
        write!(f, "{}: {note}{}", self.place, visible(&self.problem))?;
        match &self.nearest {
            Some(near) => write!(f, "; did you mean '{}'?", visible(near)),
            None => Ok(()),
        }
    }
}

impl From<&Finding> for Problem {
    fn from(finding: &Finding) -> Self {
        let problem = Self::wrong_use(format!("{}: {}", finding.place, finding.problem));
        match &finding.nearest {
            Some(near) => problem.next(format!("did you mean '{near}'?")),
            None => problem,
        }
    }
}

/// Findings as a list, one a line.
pub fn list(findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |list, finding| list + &finding.to_string() + "\n")
}

/// Several findings as one problem: how many there are, with the list as its cause.
pub fn problem(findings: &[Finding]) -> Problem {
    let many = match findings.len() {
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    };
    let named: Vec<String> = findings.iter().map(ToString::to_string).collect();
    Problem::data(format!("the question files have {many}"))
        .cause(named.join("; "))
        .next("mend the places named and run 'questionnaire check' on the files")
}

/// Everything that is wrong with these files together, notes included; file names are below `questionnaires/`.
pub fn check(files: &[(String, Vec<u8>)]) -> Vec<Finding> {
    let (sources, mut findings) = parse_all(files);
    findings.extend(lint::structure(&sources));
    findings.extend(lint::quality(&sources));
    findings.sort_by(Finding::order);
    findings
}

/// Reads a bank, such as one kept in the vault (rule R5).
///
/// Refuses only what makes a bank unusable, never what merely falls short: a bank once adopted stays readable when a newer program
/// asks more of its questions. Who adopts one asks [`check`] before.
///
/// # Errors
/// Every finding that makes it unusable.
pub fn read(files: &[(String, Vec<u8>)]) -> Result<Bank, Vec<Finding>> {
    let (sources, mut findings) = parse_all(files);
    findings.extend(lint::structure(&sources));
    findings.retain(|finding| finding.weight == Weight::Error);
    findings.sort_by(Finding::order);
    let digests = files.iter().map(|(name, bytes)| (name.as_str(), Digest::of(bytes)));
    let bank = sources.into_bank(digest(digests));
    if bank.is_none() && findings.is_empty() {
        let place = Place { file: "bank.json".into(), line: 1, column: 1 };
        let problem = "no file says on which day the law was seen ('law_seen_on')";
        findings.push(Finding::error(place, problem));
    }
    match bank {
        Some(bank) if findings.is_empty() => Ok(bank),
        _ => Err(findings),
    }
}

/// The digest over all files of a bank: SHA-256 over the lines `name sha256` in the order of the names, each ended by a line feed.
pub fn digest<'a>(files: impl IntoIterator<Item = (&'a str, Digest)>) -> Digest {
    let mut lines: Vec<String> =
        files.into_iter().map(|(name, sha256)| format!("{name} {sha256}\n")).collect();
    lines.sort();
    Digest::of(lines.concat().as_bytes())
}

fn parse_all(files: &[(String, Vec<u8>)]) -> (parse::Sources, Vec<Finding>) {
    let mut sources = parse::Sources::default();
    let mut findings = Vec::new();
    for (name, bytes) in files {
        findings.extend(parse::parse(name, bytes, &mut sources));
    }
    (sources, findings)
}
