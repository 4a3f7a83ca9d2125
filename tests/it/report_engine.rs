//! The report engine: model → pages → PDF and plain text.
#![cfg(test)]

mod fixture;
mod heat;
mod parts;
pub(crate) mod reader;

use fixture::{DIGEST, instant, mark};
use jiff::civil::Date;
use proofbook::report::layout::{
    self, Artifact, Drawing, Face, Item, Layout, Notice, Page, Role, SetWords, Tag,
};
use proofbook::report::model::{
    Anchor, Block, Cell, Column, Cover, Entry, Fact, Heading, Heat, Level, Point, Report, Row,
    Table, Text, Tone,
};
use proofbook::report::theme::{MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, PaperSize};
use proofbook::report::{pdf, plain};
use proofbook::text::named;
use reader::Reader;

fn letter(report: &Report) -> Layout {
    layout::pages(report, PaperSize::Letter)
}

fn bytes(report: &Report) -> Vec<u8> {
    pdf::bytes(&letter(report)).unwrap()
}

fn digest(report: &Report) -> String {
    use sha2::Digest as _;
    format!("{:x?}", sha2::Sha256::digest(bytes(report)).as_slice())
}

fn with_blocks(blocks: Vec<Block>) -> Report {
    let mut report = Report::new("A report", instant());
    report.blocks = blocks;
    report
}

/// A table of so many rows.
fn rows(count: usize) -> Table {
    let columns =
        vec![Column::fit("Number"), Column::share("Words", 1), Column::fit("Amount").right()];
    let mut table = Table::new("Rows", columns, "There are no rows.");
    for row in 0..count {
        table.push([
            Cell::from(format!("row-{row:03}")),
            Cell::from("Words that take more than one line in a column as narrow as this one is made here, twice."),
            Cell::from((row * 1000).to_string()),
        ]);
    }
    table
}

fn words(page: &Page) -> impl Iterator<Item = (&Item, &SetWords)> {
    page.items.iter().filter_map(|item| match &item.drawing {
        Drawing::Words(set) => Some((item, set)),
        _ => None,
    })
}

/// Left in `target/tmp` for people to look at.
#[test]
#[expect(clippy::disallowed_methods, reason = "a file for people to look at, not a record")]
fn the_sample_can_be_looked_at() {
    for (paper, name) in [(PaperSize::Letter, "letter"), (PaperSize::A4, "a4")] {
        let bytes = pdf::bytes(&layout::pages(&fixture::report(), paper)).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        let path = format!("{}/report-{name}.pdf", env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(path, bytes).unwrap();
    }
}

// Same input, same bytes.

#[test]
fn the_same_report_gives_the_same_bytes_whatever_was_written_before() {
    let sample = fixture::report();
    let first = bytes(&sample);
    bytes(&with_blocks(vec![rows(40).into()]));
    assert!(first == bytes(&sample), "the second rendering differs");
    let mut other = sample.clone();
    other.watermark = None;
    assert!(first != bytes(&other), "another report must give other bytes");
}

#[test]
fn another_process_gives_the_same_bytes() {
    if std::env::var_os("PROOFBOOK_TEST_DIGEST").is_some() {
        println!("digest={}", digest(&fixture::report()));
        return;
    }
    bytes(&with_blocks(vec![rows(3).into()]));
    let name = "report_engine::another_process_gives_the_same_bytes";
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env("PROOFBOOK_TEST_DIGEST", "1")
        .env("TZ", "Asia/Tokyo")
        .output()
        .unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    assert!(output.contains(&format!("digest={}", digest(&fixture::report()))), "{output}");
}

#[test]
fn the_dates_are_those_of_the_report() {
    let reader = Reader::new(&bytes(&fixture::report()));
    let info = reader.document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let info = reader.document.get_dictionary(info).unwrap();
    assert_eq!(info.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20260320163000Z");
    assert_eq!(
        reader::text(info.get(b"Title").unwrap()),
        "Evidence readiness: Meridian Health Records, Inc."
    );
}

// Every word is on the page, in order.

/// A text as it is on the page: missing glyphs written out, capitals and blanks left aside.
pub(crate) fn folded(words: &str) -> String {
    let shown = words.chars().flat_map(|c| {
        let missing = !c.is_whitespace() && Face::Regular.covering(c).is_none();
        if missing { named(c).chars().collect::<Vec<_>>() } else { vec![c] }
    });
    shown.filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn fact_words(fact: &Fact) -> Vec<String> {
    let mut words = vec![fact.name.to_string()];
    words.extend(cell_words(&fact.value));
    words
}

pub(crate) fn cell_words(cell: &Cell) -> Vec<String> {
    let mark = cell.mark.iter().map(|mark| format!("{}{}", mark.sign, mark.word));
    mark.chain(cell.text.iter().map(ToString::to_string)).collect()
}

/// Every word of the model, in the order in which it is to be read.
pub(crate) fn model_words(blocks: &[Block]) -> Vec<String> {
    let words_of = |block: &Block| -> Vec<String> {
        match block {
            Block::Heading(heading) => vec![heading.text.to_string()],
            Block::Paragraph(text)
            | Block::Lead(text)
            | Block::Small(text)
            | Block::Quote(text) => {
                vec![text.to_string()]
            }
            Block::List(list) => list.items.iter().map(ToString::to_string).collect(),
            Block::Table(table) => {
                let heads = table.columns.iter().map(|column| column.head.to_string());
                let empty = table.rows.is_empty().then(|| table.empty.to_string());
                let cells = table.rows.iter().flat_map(|row| &row.cells).flat_map(cell_words);
                heads.chain(empty).chain(cells).collect()
            }
            Block::KeyValues(facts) => facts.iter().flat_map(fact_words).collect(),
            Block::Entry(entry) => {
                let mark = entry.mark.iter().map(|mark| format!("{}{}", mark.sign, mark.word));
                let facts = entry.facts.iter().flat_map(fact_words);
                [entry.label.to_string(), entry.heading.to_string()]
                    .into_iter()
                    .chain(mark)
                    .chain(facts)
                    .collect()
            }
            Block::Bar(bar) => {
                let parts = bar
                    .parts
                    .iter()
                    .map(|part| format!("{}{}{}", part.mark.sign, part.mark.word, part.count));
                std::iter::once(bar.caption.to_string()).chain(parts).collect()
            }
            Block::Gauge(gauge) => {
                let beside = gauge.beside.iter().map(|mark| format!("{}{}", mark.sign, mark.word));
                [&gauge.label, &gauge.figure, &gauge.detail]
                    .map(ToString::to_string)
                    .into_iter()
                    .chain(beside)
                    .collect()
            }
            Block::Meters(meters) => {
                let rows = meters.rows.iter();
                let words = rows.flat_map(|row| [&row.bar.caption, &row.figure, &row.detail]);
                std::iter::once(&meters.caption).chain(words).map(ToString::to_string).collect()
            }
            Block::Steps(steps) => vec![steps.caption.to_string()],
            Block::ToSign(lines) => lines.iter().map(ToString::to_string).collect(),
            Block::Timeline(timeline) => {
                let today = std::iter::once(&timeline.today);
                let points = timeline.facts.iter().chain(today).chain(&timeline.ends);
                let point = |point: &Point| {
                    let mark = point.mark.iter().map(|mark| format!("{}{}", mark.sign, mark.word));
                    let words = std::iter::once(point.when.to_string()).chain(mark);
                    words.chain([point.text.to_string()]).collect::<Vec<_>>()
                };
                let points = points.flat_map(point);
                std::iter::once(timeline.caption.to_string()).chain(points).collect()
            }
            Block::HeatMap(map) => {
                let key = Heat::ALL.map(|heat| heat.title().to_owned());
                let heads = map.columns.iter().map(ToString::to_string);
                let rows = map.rows.iter().flat_map(|row| {
                    let cells = row.cells.iter().map(|cell| cell.words.to_string());
                    std::iter::once(row.name.to_string()).chain(cells).collect::<Vec<_>>()
                });
                let first =
                    [map.key.to_string()].into_iter().chain(key).chain([map.corner.to_string()]);
                first.chain(heads).chain(rows).collect()
            }
            Block::Shares(shares) => {
                let rows =
                    shares.rows.iter().flat_map(|row| [row.name.to_string(), row.said.to_string()]);
                [shares.corner.to_string(), shares.measured.to_string()]
                    .into_iter()
                    .chain(rows)
                    .collect()
            }
            Block::Callout(callout) => {
                let body = callout.body.iter().map(ToString::to_string);
                std::iter::once(callout.title.to_string()).chain(body).collect()
            }
            Block::Together(blocks) | Block::OnePage(blocks) => model_words(blocks),
            Block::Contents | Block::Rule | Block::PageBreak => Vec::new(),
        }
    };
    blocks.iter().flat_map(words_of).collect()
}

#[test]
fn every_word_can_be_read_back_in_order() {
    let report = fixture::report();
    let read: String =
        Reader::new(&bytes(&report)).parts().into_iter().map(|part| part.2).collect();
    let read = folded(&read);
    let mut rest = read.as_str();
    for words in model_words(&report.blocks) {
        let words = folded(&words);
        let at = rest.find(&words).unwrap_or_else(|| panic!("missing or out of order: {words}"));
        rest = &rest[at + words.len()..];
    }
    let cover = report.cover.unwrap();
    for words in [
        cover.label.as_str(),
        cover.title.as_str(),
        cover.subtitle.as_str(),
        &cover.notes[0].to_string(),
    ] {
        assert!(read.contains(&folded(words)), "{words}");
    }
}

#[test]
fn words_do_not_run_together_where_a_line_ends() {
    let text = "Readiness is the share of applicable questions whose answer is met and rests on an exhibit. ".repeat(4);
    let reader = Reader::new(&bytes(&with_blocks(vec![Block::Paragraph(text.as_str().into())])));
    let paragraph = reader.parts().into_iter().find(|part| part.0 == "P").unwrap();
    assert_eq!(paragraph.2.trim(), text.trim());
}

#[test]
fn a_digest_stands_on_one_line_of_an_entry_and_of_the_exhibit_index() {
    let entry = Entry::new("A-07", "Amendment").fact("SHA-256", Text::new().code(DIGEST));
    let reports = [with_blocks(vec![entry.into()]), fixture::report()];
    for (report, paper) in
        reports.iter().flat_map(|report| [(report, PaperSize::Letter), (report, PaperSize::A4)])
    {
        let layout = layout::pages(report, paper);
        let lines = layout.pages.iter().flat_map(words).filter(|(_, set)| set.words == DIGEST);
        assert!(lines.count() >= 1, "{paper:?}");
    }
}

#[test]
fn the_longest_question_id_stands_on_one_line_where_a_search_finds_it() {
    for id in ["assur.annual_independent", "assur.annual_independent_audit"] {
        let layout = letter(&with_blocks(vec![Entry::new(id, "A question?").into()]));
        assert!(words(&layout.pages[0]).any(|(_, set)| set.words.trim() == id), "{id}");
    }
}

#[test]
fn a_missing_glyph_is_shown_and_reported_and_none_is_dropped() {
    let layout = letter(&with_blocks(vec![Block::Paragraph("Dr. 😀 日 and 日".into())]));
    let shown: String =
        layout.pages.iter().flat_map(words).map(|(_, set)| set.words.as_str()).collect();
    assert!(shown.contains("Dr. ‹U+1F600› ‹U+65E5› and ‹U+65E5›"), "{shown}");
    assert!(layout.notices.contains(&Notice::MissingGlyph { character: '日', times: 2 }));
    assert!(layout.notices.contains(&Notice::MissingGlyph { character: '😀', times: 1 }));
    let said = layout.notices[0].to_string();
    assert!(said.contains("‹U+65E5›") && said.contains("2 times"), "{said}");
}

#[test]
fn every_character_that_is_set_has_a_glyph() {
    let layout = letter(&fixture::report());
    for (_, set) in layout.pages.iter().flat_map(words) {
        assert!(set.words.chars().all(|c| layout.case.covers(set.face, c)), "{set:?}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 48, ..Default::default() })]

    #[test]
    fn whatever_is_typed_stands_on_the_page_and_stays_in_its_column(note: String, name: String, cell in ".{0,300}") {
        let columns = vec![Column::fit("Name"), Column::share("Note", 1), Column::fit("Amount").right()];
        let mut table = Table::new("Rows", columns, "None.");
        table.push([Cell::from(name.as_str()), Cell::from(Text::note(&note)), Cell::from(cell.as_str())]);
        let entry = Entry::new(name.as_str(), cell.as_str()).fact("Note", Text::note(&note));
        let timeline = fixture::timeline(&note, &cell);
        let report = with_blocks(vec![Block::Paragraph(Text::note(&note)), entry.into(), table.into(), timeline.into()]);
        let layout = letter(&report);
        for (_, set) in layout.pages.iter().flat_map(words) {
            proptest::prop_assert!(set.x + set.width <= set.column.1 + 0.1, "{:?}", set);
        }
        let read: String = Reader::new(&pdf::bytes(&layout).unwrap()).parts().into_iter().map(|part| part.2).collect();
        let read = folded(&read);
        let mut rest = read.as_str();
        for words in model_words(&report.blocks) {
            let words = folded(&words);
            let at = rest.find(&words);
            proptest::prop_assert!(at.is_some(), "missing or out of order: {}", words);
            rest = &rest[at.unwrap() + words.len()..];
        }
    }
}

// What the file says of itself.

#[test]
fn every_font_is_embedded_cut_down_and_searchable() {
    let reader = Reader::new(&bytes(&fixture::report()));
    let fonts = reader.fonts();
    assert_eq!(fonts.len(), 4);
    for font in fonts.values() {
        let name =
            String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap();
        assert_eq!(name.find('+'), Some(6), "{name}");
        let descendant =
            font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_dict().unwrap();
        let descriptor = reader.dictionary(descendant, "FontDescriptor");
        let file = descriptor.get(b"FontFile2").unwrap().as_reference().unwrap();
        let file = reader.document.get_object(file).unwrap().as_stream().unwrap();
        let size = file.decompressed_content().unwrap().len();
        assert!((1_000..60_000).contains(&size), "{name} has {size} bytes");
    }
}

#[test]
fn every_page_says_its_number_and_the_watermark_in_words() {
    let report = fixture::report();
    let reader = Reader::new(&bytes(&report));
    let count = reader.page_count();
    assert!(count > 10);
    for (index, artifact) in reader.artifacts.iter().enumerate() {
        assert!(artifact.contains(&format!("Page {} of {count}\n", index + 1)), "{artifact}");
        assert!(artifact.contains("SAMPLE  ·  Lakeshore"), "{artifact}");
        assert!(
            artifact.starts_with("SAMPLE\n"),
            "the watermark lies below everything: {artifact}"
        );
        let head = artifact.contains(report.head.as_str());
        assert_eq!(head, index > 0, "the cover alone has no running head");
    }
}

#[test]
fn the_outline_is_nested_as_the_headings_are() {
    let outline = Reader::new(&bytes(&fixture::report())).outline();
    let expected =
        [(0, "Table of contents"), (0, "Four questions to expect"), (1, "1. Required controls")];
    for (found, expected) in outline.iter().zip(expected) {
        assert_eq!((found.0, found.1.as_str()), expected);
    }
    assert!(outline.contains(&(1, "Section 2: safeguards and how they are shown".to_owned())));
    assert!(outline.contains(&(2, "ctrl.mfa".to_owned())));
    assert_eq!(outline.len(), letter(&fixture::report()).outline.len());
}

#[test]
fn links_lead_to_their_exhibit_and_say_so() {
    let report = fixture::report();
    let layout = letter(&report);
    let reader = Reader::new(&pdf::bytes(&layout).unwrap());
    let page = layout
        .pages
        .iter()
        .position(|page| words(page).any(|(_, set)| set.words == "A-05"))
        .unwrap();
    let links = reader.page(page).get(b"Annots").unwrap().as_array().unwrap();
    let link = links
        .iter()
        .map(|link| reader.document.get_dictionary(link.as_reference().unwrap()).unwrap());
    let link = link
        .into_iter()
        .find(|link| reader::text(link.get(b"Contents").unwrap()) == "Go to A-05")
        .unwrap();
    let target = link.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    let index = reader.document.get_pages().values().position(|page| *page == target).unwrap();
    assert_eq!(index, layout.places[&fixture::exhibit(5)].page);
    assert!(words(&layout.pages[index]).any(|(_, set)| set.words == "A-05"));
}

#[test]
fn a_link_to_nowhere_is_only_words_and_is_reported() {
    let anchor = Anchor::new("nowhere");
    let layout = letter(&with_blocks(vec![Text::from("See ").link("this", anchor.clone()).into()]));
    assert_eq!(layout.notices, [Notice::NoSuchPlace { anchor }]);
    assert!(!layout.pages[0].items.iter().any(|item| matches!(item.drawing, Drawing::Link { .. })));
}

// The structure that readers of the file rely on.

#[test]
fn the_structure_is_whole() {
    let reader = Reader::new(&bytes(&fixture::report()));
    let catalog = reader.catalog();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en-US");
    assert!(reader.dictionary(catalog, "MarkInfo").get(b"Marked").unwrap().as_bool().unwrap());
    let parts = reader.parts();
    let count = |tag: &str| parts.iter().filter(|part| part.0 == tag).count();
    assert_eq!(count("Table"), 6);
    assert_eq!(count("TH"), 5 + 2 + 4 + 9 + 9 + 2);
    assert_eq!(count("TR"), 6 + 42 + 1 + 30 + 1 + 1 + 2);
    assert_eq!(
        count("Figure"),
        8,
        "a gauge on the cover; a gauge, a bar, three small ones, steps and a timeline in the text"
    );
    let mut depth = 0;
    for (tag, _, words) in &parts {
        let level = match tag.as_str() {
            "H1" => 1,
            "H2" => 2,
            "H3" => 3,
            _ => continue,
        };
        assert!(level <= depth + 1, "no level is left out: {words}");
        depth = level;
    }
}

#[test]
fn figures_say_their_numbers_in_words() {
    let layout = letter(&fixture::report());
    let figures: Vec<&str> = layout
        .tree
        .nodes()
        .iter()
        .filter(|node| node.tag == Tag::Figure)
        .map(|node| node.alternative.as_deref().unwrap())
        .collect();
    assert!(figures[1].contains("47%") && figures[1].contains("17 of 36"), "{figures:?}");
    for (tone, count) in [(Tone::Documented, 17), (Tone::Unknown, 1), (Tone::Open, 5)] {
        assert!(figures[2].contains(&format!("{} {count}", mark(tone).word)), "{figures:?}");
    }
}

#[test]
fn a_timeline_has_its_scale_in_words_and_every_day_at_its_place() {
    let timeline = fixture::timeline("A fact", "A notice");
    assert_eq!(timeline.span(), (day("2026-03-16"), day("2027-03-01")));
    let days = ["2026-03-01", "2026-03-16", "2026-09-07", "2027-03-01", "2029-01-01"];
    let places: Vec<f64> =
        days.iter().map(|on| (timeline.place(day(on)) * 100.0).round()).collect();
    assert_eq!(places, [0.0, 0.0, 50.0, 100.0, 100.0], "beyond an end is at that end");
    let ticks: Vec<String> = timeline.ticks().into_iter().map(|(_, name)| name).collect();
    assert_eq!(ticks, ["Apr 2026", "Jul 2026", "Oct 2026", "Jan 2027"]);
    let layout = letter(&with_blocks(vec![timeline.into()]));
    let figure = layout.tree.nodes().iter().find(|node| node.tag == Tag::Figure).unwrap();
    assert_eq!(
        figure.alternative.as_deref().unwrap(),
        "What happened, and last days: a scale from 2026-03-16 to 2027-03-01. Above it 2 facts, below it 2 last days, each in words beside \
         its place. The day of this report: 2026-04-27."
    );
    let texts: Vec<&str> = words(&layout.pages[0]).map(|(_, set)| set.words.as_str()).collect();
    for tick in ticks {
        assert!(texts.contains(&tick.as_str()), "{tick}: {texts:?}");
    }
}

#[test]
fn a_timeline_of_one_day_or_of_a_century_stays_on_its_page() {
    let spans =
        [("2026-03-16", "2026-03-16"), ("2026-03-16", "2026-03-18"), ("1990-01-31", "2090-01-31")];
    for (first, last) in spans {
        let mut timeline = fixture::timeline("A fact", "A notice");
        timeline.facts.truncate(1);
        timeline.facts[0].on = day(first);
        timeline.ends.truncate(1);
        timeline.ends[0].on = day(last);
        assert!((1..=5).contains(&timeline.ticks().len()), "{:?}", timeline.ticks());
        let layout = letter(&with_blocks(vec![timeline.into()]));
        for item in layout.pages.iter().flat_map(|page| &page.items) {
            let (left, right) = match &item.drawing {
                Drawing::Words(set) if set.turn == 0.0 => (set.x, set.x + set.width),
                Drawing::Stroke { from, to, .. } => (from.0.min(to.0), from.0.max(to.0)),
                Drawing::Area { bounds, .. } => (bounds.x, bounds.x + bounds.width),
                _ => continue,
            };
            let edge = PaperSize::Letter.width() - MARGIN_SIDE;
            assert!(left >= MARGIN_SIDE - 0.1 && right <= edge + 0.1, "{first} {last}: {item:?}");
        }
    }
}

// How pages break.

#[test]
fn a_table_takes_its_head_along_and_the_repeats_are_artifacts() {
    let layout = letter(&with_blocks(vec![rows(300).into()]));
    assert!(layout.pages.len() > 8);
    for (index, page) in layout.pages.iter().enumerate() {
        let heads: Vec<Role> = words(page)
            .filter(|(_, set)| set.words == "NUMBER")
            .map(|(item, _)| item.role)
            .collect();
        let [role] = heads.as_slice() else { panic!("page {index}: {heads:?}") };
        let repeated = *role == Role::Artifact(Artifact::Pagination);
        assert_eq!(repeated, index > 0);
    }
    let rows = layout.pages.iter().flat_map(words).filter(|(_, set)| set.words.starts_with("row-"));
    assert_eq!(rows.count(), 300);
}

#[test]
fn a_table_without_rows_says_so() {
    let layout = letter(&with_blocks(vec![rows(0).into()]));
    assert!(words(&layout.pages[0]).any(|(_, set)| set.words == "There are no rows."));
}

#[test]
fn no_heading_is_the_last_thing_on_a_page() {
    for filler in 0..60 {
        let mut blocks: Vec<Block> =
            (0..filler).map(|_| Block::Paragraph("One line of text.".into())).collect();
        blocks.push(Heading::new(Level::One, "Part").into());
        blocks.push(Heading::new(Level::Two, "Section").into());
        match filler % 3 {
            0 => blocks.push(rows(3).into()),
            1 => blocks.push(Block::Paragraph("Text below. ".repeat(30).into())),
            _ => blocks.push(Entry::new("ctrl.mfa", "A question?").fact("Answer", "Yes").into()),
        }
        let layout = letter(&with_blocks(blocks));
        for page in &layout.pages {
            let last = words(page).filter(|(item, _)| matches!(item.role, Role::Part(_))).last();
            assert!(
                last.is_none_or(|(_, set)| !["Part", "Section"].contains(&set.words.as_str())),
                "{filler}"
            );
        }
    }
}

#[test]
fn what_has_one_page_to_itself_is_set_smaller_until_it_fits() {
    let paragraph = || Block::Paragraph("A line of words that is long enough to be one.".into());
    let page = |lines: usize| {
        let mut blocks = vec![Block::from(Heading::new(Level::One, "Four questions"))];
        blocks.extend((0..lines).map(|_| paragraph()));
        with_blocks(vec![
            paragraph(),
            Block::OnePage(blocks),
            Heading::new(Level::One, "After").into(),
        ])
    };
    let sizes = |layout: &Layout, page: usize| -> f64 {
        words(&layout.pages[page])
            .filter(|(item, _)| matches!(item.role, Role::Part(_)))
            .last()
            .unwrap()
            .1
            .size
    };
    let (few, more, many) = (letter(&page(10)), letter(&page(30)), letter(&page(60)));
    for layout in [&few, &more] {
        assert_eq!(layout.pages.len(), 3, "before, the one page, after");
        assert_eq!(layout.notices, []);
    }
    assert!(sizes(&more, 1) < sizes(&few, 1));
    assert!(many.pages.len() > 3);
    assert_eq!(many.notices, []);
    assert!(sizes(&many, 1) >= sizes(&few, 1), "what runs on is not set smaller");
}

#[test]
fn blocks_kept_together_move_together() {
    for filler in 20..45 {
        let mut blocks: Vec<Block> =
            (0..filler).map(|_| Block::Paragraph("One line of text.".into())).collect();
        let group = (0..6).map(|_| Block::Paragraph("Together.".into())).collect();
        blocks.push(Block::Together(group));
        let layout = letter(&with_blocks(blocks));
        let pages =
            layout.pages.iter().filter(|page| words(page).any(|(_, set)| set.words == "Together."));
        assert_eq!(pages.count(), 1, "{filler}");
    }
}

#[test]
fn the_contents_give_the_pages_on_which_headings_stand() {
    let layout = letter(&fixture::report());
    let contents: Vec<&str> = words(&layout.pages[1]).map(|(_, set)| set.words.trim()).collect();
    for bookmark in layout.outline.iter().skip(1).filter(|bookmark| bookmark.level <= Level::Two) {
        let at = contents.iter().position(|words| *words == bookmark.words).unwrap();
        assert_eq!(contents[at + 1], (bookmark.place.page + 1).to_string(), "{}", bookmark.words);
        assert!(
            words(&layout.pages[bookmark.place.page]).any(|(_, set)| set.words == bookmark.words)
        );
    }
}

#[test]
fn nothing_leaves_its_column_or_the_page() {
    let mut one_long_word = fixture::report();
    one_long_word.head = "w".repeat(300).into();
    one_long_word.foot = "W".repeat(300).into();
    one_long_word.cover = Some(Cover { title: "M".repeat(90).into(), ..Cover::default() });
    let wide = ["w".repeat(60), DIGEST.to_owned(), "several words in a row ".repeat(9)];
    let columns = (0..9).map(|column| Column::fit(format!("Column {column}"))).collect();
    let mut fitted = Table::new("Nine fitted columns", columns, "Nothing.");
    fitted.push(Row::new(wide.iter().cycle().take(9).map(|words| {
        Cell::from(mark(Tone::Aside)).and(Text::new().code(words).link(words, Anchor::new("x")))
    })));
    let reports = [
        with_blocks(vec![fitted.into()]),
        fixture::report(),
        one_long_word,
        with_blocks(vec![rows(300).into()]),
        with_blocks(vec![rows(0).into()]),
    ];
    for (report, paper) in
        reports.iter().flat_map(|report| [(report, PaperSize::Letter), (report, PaperSize::A4)])
    {
        let layout = layout::pages(report, paper);
        for (number, page) in layout.pages.iter().enumerate() {
            for (item, set) in
                words(page).filter(|(item, _)| item.role != Role::Artifact(Artifact::Background))
            {
                let end = set.x + set.width;
                assert!(
                    set.x >= set.column.0 - 0.1 && end <= set.column.1 + 0.1,
                    "page {number}: {set:?}"
                );
                assert!(
                    set.x >= MARGIN_SIDE - 0.1 && end <= paper.width() - MARGIN_SIDE + 0.1,
                    "{set:?}"
                );
                if matches!(item.role, Role::Part(_)) {
                    assert!(
                        set.y > MARGIN_TOP && set.y < paper.height() - MARGIN_BOTTOM + 0.1,
                        "page {number}: {set:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn words_of_one_page_never_lie_over_each_other() {
    let layout = letter(&fixture::report());
    for (number, page) in layout.pages.iter().enumerate() {
        let boxes: Vec<&SetWords> = words(page)
            .filter(|(item, _)| item.role != Role::Artifact(Artifact::Background))
            .map(|(_, set)| set)
            .collect();
        for (index, a) in boxes.iter().enumerate() {
            for b in &boxes[index + 1..] {
                let across = a.x.max(b.x) + 0.1 < (a.x + a.width).min(b.x + b.width);
                // From capitals' height to just above the baseline.
                let down = (a.y - 0.6 * a.size).max(b.y - 0.6 * b.size) < a.y.min(b.y) - 0.1;
                assert!(!(across && down), "page {number}: {a:?} {b:?}");
            }
        }
    }
}

// Plain text.

#[test]
fn plain_text_says_every_word_within_its_width() {
    let report = fixture::report();
    for width in [40, 80, 132] {
        let plain = plain::plain(&report, width);
        for line in &plain.lines {
            assert!(proofbook::text::width(line) <= width, "{width}: {line}");
        }
        for listed in &plain.contents {
            let line = &plain.lines[listed.line];
            let start: String = listed.words.chars().take(12).collect();
            assert!(
                line.starts_with(&start) || listed.words == "Table of contents",
                "{line} / {}",
                listed.words
            );
        }
    }
    let wide: String = plain::text(&report, 4000).split_whitespace().collect();
    for words in model_words(&report.blocks) {
        let words: String = words.split_whitespace().collect();
        assert!(wide.contains(&words) || words.len() > 1000, "{words}");
    }
}

#[test]
fn plain_text_names_the_watermark_and_lists_the_headings() {
    let plain = plain::plain(&fixture::report(), 80);
    assert_eq!(plain.lines[0], "[SAMPLE]");
    let parts: Vec<&str> = plain
        .contents
        .iter()
        .filter(|listed| listed.level == Level::One)
        .map(|listed| listed.words.as_str())
        .collect();
    assert_eq!(parts[..3], ["Table of contents", "Four questions to expect", "Readiness"]);
    assert!(plain.lines.contains(&"No gap has been accepted.".to_owned()));
}
