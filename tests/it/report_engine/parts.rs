//! A document that is made part by part, and files inside the file.

use std::io::{self, Read};
use std::sync::Arc;

use lopdf::{Dictionary, Object};
use proofbook::domain::id::Digest;
use proofbook::problem::Problem;
use proofbook::progress::{Canceled, Unwatched};
use proofbook::report::ahead::Workers;
use proofbook::report::layout::Notice;
use proofbook::report::model::{
    Anchor, Attached, Attachment, Block, Heading, Level, Manuscript, Relation, Report, Text,
};
use proofbook::report::press::{self, Fault, Printed, Run};
use proofbook::report::theme::PaperSize;

use super::fixture::instant;
use super::reader::{Reader, text};
use super::rows;
use crate::support::StopsAfter;

/// Three parts of different lengths, with links from each to the next, and to nowhere.
struct Parts {
    opening: Report,
    asked: Vec<usize>,
}

impl Parts {
    fn new() -> Self {
        let mut opening = Report::new("Three parts", instant());
        opening.push(Block::Contents);
        opening.push(Heading::new(Level::One, "Before"));
        opening.push(Text::new().link("to the last", Anchor::new("part-2")));
        Self { opening, asked: Vec::new() }
    }
}

fn blocks(part: usize) -> Vec<Block> {
    let heading = Heading::new(Level::One, format!("Part {part}"))
        .anchored(Anchor::new(format!("part-{part}")));
    let next = Anchor::new(format!("part-{}", part + 1));
    vec![
        heading.into(),
        Text::new().link(format!("from {part} on"), next).into(),
        rows(part * 60 + 1).into(),
        Heading::new(Level::Two, format!("End of {part}")).into(),
        Text::from("Done.").into(),
    ]
}

impl Manuscript for Parts {
    fn opening(&self) -> &Report {
        &self.opening
    }

    fn parts(&self) -> usize {
        3
    }

    fn part(&mut self, index: usize) -> Result<Vec<Block>, Problem> {
        self.asked.push(index);
        Ok(blocks(index))
    }
}

fn nothing(_: &Attachment) -> io::Result<Box<dyn Read>> {
    Err(io::ErrorKind::NotFound.into())
}

fn printed(manuscript: &mut dyn Manuscript, workers: usize) -> (Printed, Vec<u8>) {
    let run =
        Run { paper: PaperSize::Letter, case: Arc::default(), workers: Workers::new(workers) };
    let mut out = Vec::new();
    let printed = press::print(manuscript, &run, &nothing, &mut Unwatched, &mut out).unwrap();
    (printed, out)
}

#[test]
fn parts_give_the_same_words_and_pages_as_one_report_of_all_of_them() {
    let (in_parts, bytes) = printed(&mut Parts::new(), 2);
    let mut whole = Parts::new().opening;
    for part in 0..3 {
        whole.push(Block::PageBreak);
        whole.blocks.extend(blocks(part));
    }
    let (at_once, other) = printed(&mut whole, 2);
    assert_eq!(in_parts.pages, at_once.pages);
    assert!(in_parts.pages > 6, "{}", in_parts.pages);
    let (reader, other) = (Reader::new(&bytes), Reader::new(&other));
    let words = |reader: &Reader| -> Vec<String> {
        reader.parts().into_iter().map(|part| part.2).filter(|words| !words.is_empty()).collect()
    };
    assert_eq!(words(&reader), words(&other));
    assert_eq!(reader.outline(), other.outline());
    assert_eq!(reader.artifacts, other.artifacts, "heads, feet and page numbers");
    // A link to a place that no part has stands as words, and is told of.
    assert_eq!(in_parts.notices, [Notice::NoSuchPlace { anchor: Anchor::new("part-3") }]);
    assert_eq!(at_once.notices, in_parts.notices);
}

#[test]
fn each_part_is_a_part_of_the_document_and_made_once_to_plan_and_once_to_write() {
    let mut manuscript = Parts::new();
    let (_, bytes) = printed(&mut manuscript, 1);
    assert_eq!(manuscript.asked, [0, 1, 2, 0, 1, 2]);
    let parts = Reader::new(&bytes).parts();
    assert_eq!((parts[0].0.as_str(), parts[0].1), ("Document", 0));
    assert_eq!(parts.iter().filter(|part| part.0 == "Part" && part.1 == 1).count(), 3);
}

#[test]
fn links_and_contents_lead_across_parts_to_the_right_page() {
    let (_, bytes) = printed(&mut Parts::new(), 1);
    let reader = Reader::new(&bytes);
    let page_of = |words: &str| {
        let has = |page: &usize| reader.page_words(*page).contains(words);
        (0..reader.page_count()).find(has).unwrap()
    };
    for (link, to) in [
        ("Go to to the last", "row-120"),
        ("Go to from 1 on", "row-120"),
        ("Go to Part 1", "row-060"),
    ] {
        let led: Vec<usize> = reader
            .links()
            .into_iter()
            .filter(|(words, _)| words == link)
            .map(|(_, page)| page)
            .collect();
        assert!(!led.is_empty(), "{link}");
        // The heading stands on the first page of a part; its last row on the last.
        assert!(
            led.iter().all(|page| *page < page_of(to) && *page > 0),
            "{link} {led:?} {}",
            page_of(to)
        );
    }
    let contents = reader.page_words(0);
    let first = page_of("from 2 on") + 1;
    assert!(contents.contains(&format!("Part 2 {first}")), "{contents}");
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let bytes = [0, 1, 3, 7].map(|workers| printed(&mut Parts::new(), workers).1);
    assert!(bytes.iter().all(|one| *one == bytes[0]));
}

#[test]
fn it_can_be_canceled_between_any_two_parts() {
    let run = Run { paper: PaperSize::Letter, case: Arc::default(), workers: Workers::new(2) };
    let print = |patience: usize| {
        press::print(&mut Parts::new(), &run, &nothing, &mut StopsAfter(patience), &mut io::sink())
    };
    for patience in 0..7 {
        assert!(matches!(print(patience), Err(Fault::Canceled(Canceled))), "{patience}");
    }
    assert!(print(7).is_ok());
}

fn exhibit() -> Vec<u8> {
    (0..200_000_u32).map(|at| (at * 7 % 251) as u8).collect()
}

fn attachment(name: &str, content: Attached) -> Attachment {
    Attachment {
        name: name.into(),
        about: format!("What {name} is").into(),
        media_type: "text/csv".to_owned(),
        relation: if matches!(content, Attached::Bytes(_)) {
            Relation::Data
        } else {
            Relation::Supplement
        },
        modified: instant(),
        content,
    }
}

fn with_attachments() -> Report {
    let mut report = Report::new("With files", instant());
    report.push(Text::from("See the files."));
    let stored = Attached::Stored { sha256: Digest::of(&exhibit()).to_string(), bytes: 200_000 };
    report.attachments = vec![
        attachment("b.csv", Attached::Bytes(b"a,b\r\n1,2\r\n".to_vec())),
        attachment("a é.csv", stored),
    ];
    report
}

fn write(report: &mut Report, stored: &[u8]) -> Result<Vec<u8>, Fault> {
    let run = Run { paper: PaperSize::A4, case: Arc::default(), workers: Workers::new(1) };
    let open = |one: &Attachment| -> io::Result<Box<dyn Read>> {
        assert_eq!(one.name.as_str(), "a é.csv");
        Ok(Box::new(io::Cursor::new(stored.to_vec())))
    };
    let mut out = Vec::new();
    press::print(report, &run, &open, &mut Unwatched, &mut out).map(|_| out)
}

#[test]
fn attachments_come_out_as_they_went_in() {
    let stored = exhibit();
    let bytes = write(&mut with_attachments(), &stored).unwrap();
    let reader = Reader::new(&bytes);
    let associated = reader.catalog().get(b"AF").unwrap().as_array().unwrap();
    let names = reader.dictionary(reader.dictionary(reader.catalog(), "Names"), "EmbeddedFiles");
    let named = names.get(b"Names").unwrap().as_array().unwrap();
    assert_eq!(
        named.iter().filter(|one| one.as_reference().is_ok()).collect::<Vec<_>>(),
        associated.iter().collect::<Vec<_>>()
    );
    let dictionary =
        |object: &Object| -> Dictionary { reader.follow(object).as_dict().unwrap().clone() };
    let expected: [(&str, &str, &[u8]); 2] =
        [("b.csv", "Data", b"a,b\r\n1,2\r\n"), ("a é.csv", "Supplement", &stored)];
    assert_eq!(associated.len(), expected.len());
    for (one, (name, relation, content)) in associated.iter().zip(expected) {
        let file = dictionary(one);
        assert_eq!(text(file.get(b"UF").unwrap()), name);
        assert_eq!(text(file.get(b"Desc").unwrap()), format!("What {name} is"));
        assert_eq!(file.get(b"AFRelationship").unwrap().as_name().unwrap(), relation.as_bytes());
        let embedded = dictionary(file.get(b"EF").unwrap());
        let stream = reader.follow(embedded.get(b"F").unwrap()).as_stream().unwrap();
        assert!(stream.decompressed_content().unwrap() == content, "{name}");
        let params = dictionary(stream.dict.get(b"Params").unwrap());
        let size = reader.follow(params.get(b"Size").unwrap()).as_i64().unwrap();
        assert_eq!(usize::try_from(size).unwrap(), content.len());
        assert_eq!(stream.dict.get(b"Subtype").unwrap().as_name().unwrap(), b"text/csv");
    }
}

#[test]
fn an_exhibit_with_other_bytes_than_were_taken_in_is_not_written() {
    let mut changed = exhibit();
    changed[100_000] ^= 1;
    for other in [&b"short"[..], &changed] {
        let fault = write(&mut with_attachments(), other).unwrap_err();
        assert!(fault.to_string().contains("could not be written"), "{fault}");
    }
}
