//! pdftotext: every word of the model is on the pages, in the model's order and as often as the model says it.

use std::collections::BTreeSet;

use memchr::memmem;
use proofbook::report::model::{Block, Level, Report};
use proofbook::report::theme::{MARGIN_BOTTOM, MARGIN_TOP};
use unicode_normalization::UnicodeNormalization as _;

use super::documents::{ALL, Document};
use super::tools::{Tool, side_by_side};
use crate::report_engine::{cell_words, fact_words, folded, model_words};

/// A cell with more characters than this may be taller than a page, and is then set in slices beside the cells next to it.
const TALL_CELL: usize = 1200;
/// A text with more characters than this is counted: it is no word that headings repeat.
const TELLING: usize = 24;

/// As it is compared: without capitals and blanks, and with ligatures and fractions taken apart, as pdftotext does.
pub(super) fn plain(words: &str) -> String {
    folded(words).nfkc().flat_map(char::to_lowercase).collect()
}

/// Texts that stand side by side, in whichever order.
type Group = Vec<String>;

/// Whether these are cells of a row that may be taller than a page: all of them are set in slices, side by side.
fn is_tall(group: &Group) -> bool {
    group.len() > 1 && group.iter().any(|words| words.chars().count() > TALL_CELL)
}

/// What the model says, in order.
fn groups(blocks: &[Block]) -> Vec<Group> {
    let of = |block: &Block| match block {
        Block::Together(inner) | Block::OnePage(inner) => groups(inner),
        Block::Table(table) => {
            let heads = table.columns.iter().map(|column| column.head.to_string()).collect();
            let empty = table.rows.is_empty().then(|| vec![table.empty.to_string()]);
            let rows = table.rows.iter();
            let rows = rows.map(|row| row.cells.iter().flat_map(cell_words).collect());
            std::iter::once(heads).chain(empty).chain(rows).collect()
        }
        Block::KeyValues(facts) => facts.iter().map(fact_words).collect(),
        Block::Entry(entry) => {
            let mark = entry.mark.iter().map(|mark| format!("{}{}", mark.sign, mark.word));
            let left = std::iter::once(entry.label.to_string()).chain(mark);
            let facts = entry.facts.iter().map(fact_words);
            std::iter::once(left.chain([entry.heading.to_string()]).collect())
                .chain(facts)
                .collect()
        }
        Block::List(list) => list.items.iter().map(|item| vec![item.to_string()]).collect(),
        other => vec![model_words(std::slice::from_ref(other))],
    };
    let groups = blocks.iter().flat_map(of);
    let plain = |group: Group| group.iter().map(|words| plain(words)).collect::<Group>();
    groups.map(plain).filter(|group| !group.concat().is_empty()).collect()
}

fn cover(report: &Report) -> Vec<Group> {
    let Some(cover) = &report.cover else { return Vec::new() };
    let titles = [&cover.label, &cover.title, &cover.subtitle].map(ToString::to_string);
    let gauge = cover.gauge.iter().flat_map(|one| model_words(&[Block::Gauge(one.clone())]));
    let facts = cover.facts.iter().map(fact_words);
    let notes = cover.notes.iter().map(|note| vec![note.to_string()]);
    let groups = titles.map(|words| vec![words]).into_iter().chain([gauge.collect()]);
    let groups = groups.chain(facts).chain(notes);
    groups.map(|group: Group| group.iter().map(|words| plain(words)).collect()).collect()
}

/// The headings that the table of contents says once more.
fn in_contents(report: &Report) -> Vec<String> {
    fn visit(blocks: &[Block], after: &mut bool, found: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Contents => *after = true,
                Block::Heading(heading) if *after && heading.level <= Level::Two => {
                    found.push(plain(heading.text.as_str()));
                }
                Block::Together(inner) | Block::OnePage(inner) => visit(inner, after, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    visit(&report.blocks, &mut false, &mut found);
    found
}

/// What stands between head and foot of every page, one page after the other, without what lies across them.
fn on_pages(document: &Document) -> String {
    let (top, bottom) = (MARGIN_TOP - 8.0, document.paper.height() - MARGIN_BOTTOM + 8.0);
    let [y, width, height] =
        [top, document.paper.width(), bottom - top].map(|at| at.round().to_string());
    let cut = ["-r", "72", "-x", "0", "-y", &y, "-W", &width, "-H", &height];
    let all = ["-q", "-raw"].into_iter().chain(cut).chain([document.path(), "-"]);
    let told = Tool::PdfToText.tell(all);
    // It is drawn first, below everything.
    let across = document.report.watermark.as_ref().map(|words| plain(words.as_str()));
    let across = across.unwrap_or_default();
    let pages = told.trim_end_matches('\u{c}').split('\u{c}').map(plain);
    pages
        .map(|page| page.strip_prefix(&across).expect("a page without watermark").to_owned())
        .collect()
}

/// What of the model is missing, out of order, or there too often.
fn faults(document: &Document, text: &str) -> Vec<String> {
    let groups = [cover(&document.report), groups(&document.report.blocks)].concat();
    let mut faults = Vec::new();
    let mut from = 0;
    for group in &groups {
        let ends = group.iter().map(|words| {
            let found = if is_tall(group) {
                find_in_slices(text, from, words)
            } else {
                find(text, from, words)
            };
            found.unwrap_or_else(|| {
                faults.push(format!("missing or out of order: {}", from_where(text, words)));
                from
            })
        });
        from = ends.max().unwrap_or(from);
    }
    let contents = in_contents(&document.report).concat();
    let (tall, short): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(is_tall);
    let said = short.concat().concat() + &contents;
    let in_slices = tall.concat().concat();
    let heads = heads(&document.report.blocks);
    for telling in telling(&short).difference(&heads.iter().map(String::as_str).collect()) {
        let (least, found) = (times(&said, telling), times(text, telling));
        // What is set in slices may be found there, or be cut.
        let most = least + times(&in_slices, telling);
        if found < least || found > most {
            faults.push(format!("{found} times and not {least} to {most}: {telling:.200}"));
        }
    }
    faults
}

/// The heads of columns, which are repeated on every page that a table runs over.
fn heads(blocks: &[Block]) -> Vec<String> {
    let of = |block: &Block| match block {
        Block::Together(inner) | Block::OnePage(inner) => heads(inner),
        Block::Table(table) => {
            table.columns.iter().map(|column| plain(column.head.as_str())).collect()
        }
        _ => Vec::new(),
    };
    blocks.iter().flat_map(of).collect()
}

/// The words from where they are not in the text any more, for who has to find out why.
fn from_where<'a>(text: &str, words: &'a str) -> &'a str {
    let ends: Vec<usize> = words.char_indices().map(|letter| letter.0).collect();
    let known = ends.partition_point(|end| times(text, &words[..*end]) > 0).saturating_sub(20);
    &words[ends.get(known).copied().unwrap_or_default()..]
}

fn times(text: &str, words: &str) -> usize {
    memmem::find_iter(text.as_bytes(), words.as_bytes()).count()
}

/// Where these words end, from a place on.
fn find(text: &str, from: usize, words: &str) -> Option<usize> {
    memmem::find(&text.as_bytes()[from..], words.as_bytes()).map(|at| from + at + words.len())
}

/// Where these words end, from a place on, if other words may stand between one slice of them and the next.
fn find_in_slices(text: &str, mut from: usize, words: &str) -> Option<usize> {
    let mut rest = words;
    while !rest.is_empty() {
        // So many letters begin a slice, and it goes on for as long as the two agree.
        let begin = rest.char_indices().nth(8).map_or(rest.len(), |letter| letter.0);
        let begins = find(text, from, &rest[..begin])? - begin;
        let both = text[begins..].chars().zip(rest.chars());
        let same: usize = both.take_while(|(a, b)| a == b).map(|both| both.0.len_utf8()).sum();
        (from, rest) = (begins + same, &rest[same..]);
    }
    Some(from)
}

/// What is counted: ids, digests, and every text that is long enough to be itself.
fn telling(groups: &[Group]) -> BTreeSet<&str> {
    let texts = groups.iter().flatten().filter(|words| words.chars().count() < TALL_CELL);
    let is_id = |words: &str| words.contains(['.', '_']) && !words.contains(' ');
    texts
        .filter(|words| words.chars().count() > TELLING || (words.len() > 8 && is_id(words)))
        .map(String::as_str)
        .collect()
}

#[test]
fn every_word_is_on_the_pages_in_order_and_as_often_as_the_model_says() {
    if !Tool::PdfToText.is_here() {
        return;
    }
    let faults = side_by_side(&ALL, |document| {
        let text = on_pages(document);
        let faults = faults(document, &text);
        faults.into_iter().map(|fault| format!("{}: {fault}", document.name())).collect::<Vec<_>>()
    });
    let faults = faults.concat();
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults[..faults.len().min(40)].join("\n")
    );
}

/// Every question asked, every note and every digest is among what is looked for, and what is not there is found missing.
#[test]
fn a_word_that_is_missing_doubled_or_moved_is_seen() {
    let of = |vendor: &str| {
        ALL.iter().find(|one| one.kind == "vendor" && one.name().contains(vendor)).unwrap()
    };
    let document = of("larkspur");
    let said = [cover(&document.report), groups(&document.report.blocks)].concat();
    let text = said.concat().concat() + &in_contents(&document.report).concat();
    assert_eq!(faults(document, &text), [""; 0]);
    let digest =
        |words: &&String| words.len() == 64 && words.chars().all(|c| c.is_ascii_hexdigit());
    let words = said.concat();
    let digest = words.iter().find(digest).unwrap();
    for telling in
        [digest.as_str(), "notice.contract_hours", "countedfromconfirming,notfromdiscovery."]
    {
        assert!(text.contains(telling), "{telling}");
        let gone = text.replacen(telling, "", 1);
        assert!(!faults(document, &gone).is_empty(), "without {telling}");
        let doubled = text.replacen(telling, &telling.repeat(2), 1);
        assert!(!faults(document, &doubled).is_empty(), "twice {telling}");
        let moved = gone + telling;
        assert!(!faults(document, &moved).is_empty(), "at the end {telling}");
    }
}
