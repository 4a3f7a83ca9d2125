//! Finding anything by a few letters: what can be found in a record, and how well something typed fits it.
//!
//! What is found is told in the texts that are on file. A text that is withheld is in no dossier any more, so it is found by none of its
//! words (rule R28).

mod entries;

use std::cmp::Reverse;
use std::sync::Arc;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

pub use self::entries::{of_dossier, of_questions, of_vendor};
use super::exhibit::ExhibitNo;
use super::id::VendorId;
use super::inquiry::InquiryNo;
use super::register::RecordNo;
use super::request::Asked;
use crate::text::folded;

/// How many things are found at most.
pub const MOST: usize = 100;

/// What something found is, in the order in which equal fits are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A vendor, or our organization.
    Vendor,
    /// A question.
    Question,
    /// An exhibit.
    Exhibit,
    /// An incident.
    Incident,
    /// A letter of a regulator, or a request of one.
    Inquiry,
    /// A record of a register.
    Record,
    /// A follow-up.
    FollowUp,
    /// A note.
    Note,
    /// A command.
    Command,
}

impl Kind {
    /// The kinds that a sign before the words narrows to: the sign, the kind, and how it is said.
    pub const SIGNS: [(char, Self, &'static str); 5] = [
        ('>', Self::Command, "commands"),
        ('#', Self::Question, "questions"),
        ('@', Self::Vendor, "vendors"),
        ('+', Self::Exhibit, "exhibits"),
        ('"', Self::Note, "notes"),
    ];

    /// Whether what it is called is a name or an id, of which people type a few letters. In a text, letters that lie scattered fit nearly
    /// anything.
    pub const fn is_a_name(self) -> bool {
        matches!(self, Self::Vendor | Self::Question | Self::Command)
    }

    /// The sign that narrows to it.
    pub fn sign(self) -> Option<char> {
        Self::SIGNS.iter().find(|(_, kind, _)| *kind == self).map(|(sign, ..)| *sign)
    }

    /// Its word in a list.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Question => "question",
            Self::Exhibit => "exhibit",
            Self::Incident => "incident",
            Self::Inquiry => "inquiry",
            Self::Record => "record",
            Self::FollowUp => "follow-up",
            Self::Note => "note",
            Self::Command => "command",
        }
    }
}

/// Where something found is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The vendor itself.
    Vendor,
    /// A question about it.
    Question(Asked),
    /// An exhibit of it.
    Exhibit(ExhibitNo),
    /// A record of it.
    Record(RecordNo),
    /// An inquiry about it.
    Inquiry(InquiryNo),
    /// A command, by its word.
    Command(&'static str),
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The vendor, or our organization; none for a command.
    pub vendor: Option<VendorId>,
    /// What the vendor is called.
    pub name: Arc<str>,
    /// What it is called: its number or id, and its title. Scattered letters fit here alone, and only where it is a name.
    pub head: String,
    /// Its other words.
    pub words: String,
    /// Where it is.
    pub place: Place,
    /// What is searched: head and words in the form in which texts are compared.
    searched: String,
    /// How much of that is the head.
    head_len: usize,
}

impl Entry {
    /// Something of a vendor that can be found.
    pub fn new(
        kind: Kind,
        of: Option<(VendorId, &Arc<str>)>,
        head: impl Into<String>,
        words: impl Into<String>,
        place: Place,
    ) -> Self {
        let (head, words) = (head.into(), words.into());
        let vendor = of.map(|(vendor, _)| vendor);
        let name = of.map_or_else(|| Arc::from(""), |(_, name)| name.clone());
        let mut searched = folded(&head);
        let head_len = searched.len();
        if !words.is_empty() {
            searched.push('\n');
            searched.push_str(&folded(&words));
        }
        Self { kind, vendor, name, head, words, place, searched, head_len }
    }

    /// Its text around what fits: its head, and of its other words the part in which they fit, else their beginning where that says more.
    pub fn shown(&self, sought: &Sought, about: usize) -> String {
        let head = self.searched.get(..self.head_len).unwrap_or_default();
        let elsewhere = sought.words.iter().find(|word| !head.contains(word.as_str()));
        let mut part = elsewhere.map_or("", |word| around(&self.words, word, about));
        let says_more = !matches!(self.kind, Kind::Vendor | Kind::Exhibit | Kind::Command);
        if part.is_empty() && says_more {
            part = &self.words;
        }
        if part.is_empty() { self.head.clone() } else { format!("{}: {part}", self.head) }
    }
}

/// The part of a text that begins a little before a word.
fn around<'a>(text: &'a str, word: &str, about: usize) -> &'a str {
    let lower = text.to_lowercase();
    // Lower case may be longer or shorter than what it is of; then the part begins where it may.
    let Some(at) = lower.find(word) else { return "" };
    let at = at.min(text.len());
    let earliest = at.saturating_sub(about / 4);
    let start = if earliest == 0 {
        0
    } else {
        let blank = |place: &(usize, char)| place.0 >= earliest && place.1.is_whitespace();
        let after = text.char_indices().find(blank).map(|(place, c)| place + c.len_utf8());
        after.filter(|start| *start <= at).unwrap_or(0)
    };
    text.get(start..).unwrap_or(text)
}

/// What was typed to find something.
#[derive(Clone, Debug)]
pub struct Sought {
    /// The kind to which a sign before the words narrows.
    pub only: Option<Kind>,
    /// The words, in the form in which texts are compared.
    pub words: Vec<String>,
    whole: String,
    pattern: Pattern,
}

impl Sought {
    /// What is sought by what was typed.
    pub fn read(typed: &str) -> Self {
        let typed = typed.trim();
        let sign = Kind::SIGNS.iter().find(|(sign, ..)| typed.starts_with(*sign));
        let rest = match sign {
            Some((sign, ..)) => typed.strip_prefix(*sign).unwrap_or(typed),
            None => typed,
        };
        let whole = folded(rest);
        let words = whole.split_whitespace().map(str::to_owned).collect();
        let kind = AtomKind::Fuzzy;
        let pattern = Pattern::new(&whole, CaseMatching::Ignore, Normalization::Smart, kind);
        Self { only: sign.map(|(_, kind, _)| *kind), words, whole, pattern }
    }

    /// Whether nothing is sought yet.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.only.is_none()
    }
}

/// How well something fits: the smaller, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    fit: Fit,
    of: Of,
    score: Reverse<u32>,
    kind: Kind,
    length: usize,
}

/// Whether something is of the vendor that is open, which comes first among equal fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Open,
    Another,
}

/// In which way something fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It begins with what was typed.
    Begins,
    /// Each word that was typed begins one of its words.
    Words,
    /// It holds each word that was typed.
    Holds,
    /// Its head has the letters that were typed, in that order.
    Scattered,
}

/// Something that fits, with how well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was found.
    pub entry: Entry,
    /// How well it fits.
    pub rank: Rank,
}

/// Finds what fits, with one matcher that is kept: it holds the memory in which letters are compared.
#[derive(Clone, Debug)]
pub struct Finder {
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Default for Finder {
    fn default() -> Self {
        Self { matcher: Matcher::new(Config::DEFAULT), buffer: Vec::new() }
    }
}

impl Finder {
    /// The best fits among entries, the best first; those of the vendor that is open before others that fit alike.
    pub fn find<'a>(
        &mut self,
        sought: &Sought,
        entries: impl IntoIterator<Item = &'a Entry>,
        open: Option<VendorId>,
    ) -> Vec<Found> {
        if sought.is_empty() {
            return Vec::new();
        }
        let mut fits: Vec<(Rank, &Entry)> = Vec::new();
        for entry in entries {
            if let Some(rank) = self.rank(sought, entry, open) {
                fits.push((rank, entry));
            }
        }
        if fits.len() > MOST {
            fits.select_nth_unstable_by(MOST, compared);
            fits.truncate(MOST);
        }
        fits.sort_unstable_by(compared);
        fits.into_iter().map(|(rank, entry)| Found { entry: entry.clone(), rank }).collect()
    }

    fn rank(&mut self, sought: &Sought, entry: &Entry, open: Option<VendorId>) -> Option<Rank> {
        if sought.only.is_some_and(|only| only != entry.kind) {
            return None;
        }
        let (fit, score) = if let Some(fit) = exact(sought, &entry.searched) {
            (fit, 0)
        } else if !entry.kind.is_a_name() {
            return None;
        } else {
            let head = entry.searched.get(..entry.head_len)?;
            let head = Utf32Str::new(head, &mut self.buffer);
            (Fit::Scattered, sought.pattern.score(head, &mut self.matcher)?)
        };
        let of = if open.is_some() && entry.vendor == open { Of::Open } else { Of::Another };
        Some(Rank {
            fit,
            of,
            score: Reverse(score),
            kind: entry.kind,
            length: entry.searched.len(),
        })
    }
}

/// By how well they fit; what fits alike by its words, so that the same letters always give the same list.
fn compared(one: &(Rank, &Entry), other: &(Rank, &Entry)) -> std::cmp::Ordering {
    let key = |fit: &(Rank, &'_ Entry)| fit.0;
    key(one).cmp(&key(other)).then_with(|| {
        let (one, other) = (one.1, other.1);
        one.searched
            .cmp(&other.searched)
            .then_with(|| (&one.name, one.vendor).cmp(&(&other.name, other.vendor)))
            .then_with(|| one.place.cmp(&other.place))
    })
}

/// How a text fits without scattered letters.
fn exact(sought: &Sought, text: &str) -> Option<Fit> {
    let mut fit = Fit::Words;
    for word in &sought.words {
        let mut places = text.match_indices(word.as_str()).peekable();
        places.peek()?;
        if !places.any(|(place, _)| begins_word(text, place)) {
            fit = Fit::Holds;
        }
    }
    let begins = fit == Fit::Words && text.starts_with(sought.whole.as_str());
    Some(if begins { Fit::Begins } else { fit })
}

fn begins_word(text: &str, place: usize) -> bool {
    let before = text.get(..place).and_then(|before| before.chars().next_back());
    before.is_none_or(|before| !before.is_alphanumeric())
}

/// Two lists of what was found as one, the best first.
pub fn joined(mut one: Vec<Found>, other: Vec<Found>) -> Vec<Found> {
    one.extend(other);
    one.sort_by(|one, other| compared(&(one.rank, &one.entry), &(other.rank, &other.entry)));
    one.truncate(MOST);
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(typed: &str, heads: &[&str]) -> Vec<String> {
        heads_of(Kind::Vendor, typed, heads)
    }

    fn heads_of(kind: Kind, typed: &str, heads: &[&str]) -> Vec<String> {
        let entry = |head: &&str| Entry::new(kind, None, *head, "", Place::Vendor);
        let entries: Vec<Entry> = heads.iter().map(entry).collect();
        let found = Finder::default().find(&Sought::read(typed), &entries, None);
        found.into_iter().map(|found| found.entry.head).collect()
    }

    #[test]
    fn a_word_that_begins_so_comes_before_one_that_holds_it_and_before_scattered_letters() {
        let names = ["Barcelona Archive", "Cloud Arc", "Starch Makers", "Arcadia Health", "Zinc"];
        assert_eq!(
            heads("arc", &names),
            ["Arcadia Health", "Cloud Arc", "Barcelona Archive", "Starch Makers"]
        );
        assert_eq!(heads("cldarc", &names), ["Cloud Arc"]);
        assert!(heads("", &names).is_empty());
    }

    #[test]
    fn in_a_text_scattered_letters_fit_nothing_and_a_beginning_comes_before_an_inside() {
        let titles = ["A-01 Associate agreement", "A-02 SOC 2 report", "A-03 Facility of records"];
        for kind in [Kind::Exhibit, Kind::Note, Kind::Record, Kind::Incident, Kind::Inquiry] {
            assert!(heads_of(kind, "flor", &["A-01 For all records", titles[2]]).is_empty());
            assert_eq!(heads_of(kind, "SOC", &titles), [titles[1], titles[0]]);
            assert_eq!(heads_of(kind, "report soc", &titles), [titles[1]]);
        }
        let ids = ["baa.executed", "baa.entities"];
        assert_eq!(heads_of(Kind::Question, "baaexec", &ids), ["baa.executed"]);
        assert_eq!(heads_of(Kind::Command, "wrrep", &["Write the report"]), ["Write the report"]);
    }

    #[test]
    fn a_part_of_a_text_never_breaks_a_letter() {
        for text in ["İİİ İİ word", "ßß word ßß", "日本 語 word", "word"] {
            for about in 0..30 {
                assert!(text.ends_with(around(text, "word", about)), "{text} {about}");
            }
        }
    }
}
