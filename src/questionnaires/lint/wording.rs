//! Words: American spelling, titles that fit a list, the word that is never said, and two questions that ask the same.

use std::collections::BTreeSet;

use crate::domain::question::Question;
use crate::questionnaires::parse::{Asked, Placed, Sources};
use crate::questionnaires::{Finding, Weight};
use crate::text;

/// The widest title, in terminal cells: what a list of 80 columns leaves beside id and standing.
const TITLE_CELLS: usize = 48;

/// From which likeness on two questions count as one asked twice.
///
/// Measured on the 228 questions of our federal, state and sector sources before any were merged: the one pair that asked the same
/// (the signed business associate agreement) has 0.55, the nearest two that ask different things (our own risk analysis, the
/// vendor's) 0.45, and the third pair 0.44. In the bank made from them the nearest two have 0.46 (the same risk analyses).
pub const DUPLICATE: f64 = 0.5;

/// British spellings with the American ones.
const BRITISH: [(&str, &str); 36] = [
    ("analyse", "analyze"),
    ("analysed", "analyzed"),
    ("authorisation", "authorization"),
    ("authorise", "authorize"),
    ("authorised", "authorized"),
    ("behaviour", "behavior"),
    ("cancelled", "canceled"),
    ("catalogue", "catalog"),
    ("categorise", "categorize"),
    ("centralised", "centralized"),
    ("centre", "center"),
    ("cheque", "check"),
    ("colour", "color"),
    ("defence", "defense"),
    ("enrol", "enroll"),
    ("favour", "favor"),
    ("fulfil", "fulfill"),
    ("honour", "honor"),
    ("judgement", "judgment"),
    ("labelled", "labeled"),
    ("labour", "labor"),
    ("licence", "license"),
    ("minimise", "minimize"),
    ("modelling", "modeling"),
    ("neighbour", "neighbor"),
    ("offence", "offense"),
    ("organisation", "organization"),
    ("organisations", "organizations"),
    ("prioritise", "prioritize"),
    ("programme", "program"),
    ("recognise", "recognize"),
    ("recognised", "recognized"),
    ("sanitisation", "sanitization"),
    ("summarise", "summarize"),
    ("unauthorised", "unauthorized"),
    ("whilst", "while"),
];

/// Words that tell no question from another; "vendor" and "you" stand in nearly all.
const EMPTY_WORDS: [&str; 54] = [
    "a", "an", "and", "any", "are", "as", "at", "be", "by", "can", "did", "do", "does", "each",
    "every", "for", "from", "had", "has", "have", "how", "if", "in", "into", "is", "it", "its",
    "may", "must", "of", "on", "or", "that", "the", "their", "them", "there", "they", "this", "to",
    "vendor", "vendor's", "vendors", "was", "what", "when", "where", "which", "who", "will",
    "with", "would", "you", "your",
];

/// Checks the words of every question and questionnaire.
pub(super) fn check(sources: &Sources, findings: &mut Vec<Finding>) {
    for asked in &sources.questions {
        let question = &asked.question;
        if text::width(&question.title) > TITLE_CELLS {
            let problem = format!("the title is longer than {TITLE_CELLS} characters");
            findings.push(Finding::fault(asked.at("title"), problem));
        }
        for (field, words) in texts(question) {
            for (weight, problem) in wrong_words(words) {
                findings.push(Finding { weight, ..Finding::error(asked.at(field), problem) });
            }
        }
    }
    for ordered in &sources.questionnaires {
        let one = &ordered.questionnaire;
        let sections = one.sections.iter().map(|section| section.title.as_str());
        let own = [one.title.as_str(), &one.for_whom, &one.leaves_out];
        for (weight, problem) in own.into_iter().chain(sections).flat_map(wrong_words) {
            findings.push(Finding { weight, ..Finding::error(ordered.place.clone(), problem) });
        }
    }
    duplicates(sources, findings);
}

/// Checks words of a clock or a jurisdiction, each with its field.
pub(super) fn of<'a, T>(
    placed: &Placed<T>,
    words: impl IntoIterator<Item = (&'static str, Option<&'a String>)>,
    findings: &mut Vec<Finding>,
) {
    for (field, words) in words {
        for (weight, problem) in words.into_iter().flat_map(|words| wrong_words(words)) {
            findings.push(Finding { weight, ..Finding::error(placed.at(field), problem) });
        }
    }
}

/// Every text of a question that a person reads, with its field. Citations are as published, whatever their spelling.
fn texts(question: &Question) -> Vec<(&'static str, &str)> {
    let single = [
        ("title", question.title.as_str()),
        ("question", &question.text),
        ("guidance", &question.guidance),
        ("remedy", &question.remedy),
    ];
    let labels = question.kind.choices().into_iter().map(|(_, label)| ("choices", label));
    let evidence = question.evidence.iter().map(|text| ("evidence", text.as_str()));
    let clause = question.clause.iter().map(|text| ("clause", text.as_str()));
    single.into_iter().chain(labels).chain(evidence).chain(clause).collect()
}

/// What is wrong with some words. Spelling keeps nobody's own question out: it may be that of a name or a title.
fn wrong_words(words: &str) -> Vec<(Weight, String)> {
    let lower = words.to_lowercase();
    let mut wrong = Vec::new();
    if lower.contains("compliant") {
        let problem = "the word 'compliant' is never said: say what was answered, shown or missing";
        wrong.push((Weight::Fault, problem.to_owned()));
    }
    if let Some(hidden) = words.chars().find(|c| text::is_hidden(*c) && *c != '\n') {
        let character = text::named(hidden);
        let problem = format!("the character {character} hides or reorders what is read");
        wrong.push((Weight::Fault, problem));
    }
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        if let Some((british, american)) = BRITISH.iter().find(|(british, _)| *british == word) {
            let problem = format!("'{british}' is British spelling; write '{american}'");
            wrong.push((Weight::Note, problem));
        }
    }
    wrong
}

fn duplicates(sources: &Sources, findings: &mut Vec<Finding>) {
    let read: Vec<(&Asked, BTreeSet<String>)> =
        sources.questions.iter().map(|asked| (asked, stems(&asked.question.text))).collect();
    for (index, (asked, own)) in read.iter().enumerate() {
        for (earlier, theirs) in read.iter().take(index) {
            if earlier.question.scope == asked.question.scope && shared(own, theirs) >= DUPLICATE {
                let problem = format!(
                    "this asks nearly the same as '{}' ({}); make them one, with an alias",
                    earlier.question.id,
                    earlier.at("question"),
                );
                findings.push(Finding::fault(asked.at("question"), problem));
            }
        }
    }
}

/// How alike two questions are, from 0 to 1: the stems of meaning that they share, over all that either has (Jaccard index).
pub fn likeness(one: &str, other: &str) -> f64 {
    shared(&stems(one), &stems(other))
}

fn shared(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let all = one.union(other).count();
    if all == 0 {
        return 0.0;
    }
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(one.intersection(other).count()) / count(all)
}

fn stems(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(word))
        .map(|word| {
            let ending = ["ing", "ed", "es", "s"].into_iter().find_map(|ending| {
                word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3)
            });
            ending.unwrap_or(word).to_owned()
        })
        .collect()
}
