//! Heat maps and bars in rows: whole to whoever listens, and in their places to whoever looks.

use proofbook::report::layout::{Artifact, Drawing, Role};
use proofbook::report::model::{Heat, HeatCell, HeatMap, HeatRow, Share, Shares, Text};
use proofbook::report::theme::{self, MARGIN_SIDE, PaperSize};
use proofbook::report::{layout, plain};

use super::reader::Reader;
use super::{bytes, folded, model_words, with_blocks, words};

const THEMES: [&str; 14] = [
    "Vendor and risk",
    "Agreement",
    "Security controls",
    "Checks and audits",
    "Incidents and notice",
    "Subcontractors",
    "Insurance, liability",
    "Return of PHI",
    "Governance",
    "State law",
    "Rules of sectors",
    "Incidents on file",
    "Our own questions",
    "All themes",
];

fn map(rows: u32, columns: usize) -> HeatMap {
    let row = |number: u32| HeatRow {
        name: Text::from(format!("Vendor {number} with a name that takes two lines of its column")),
        cells: (0..u32::try_from(columns).unwrap())
            .map(|column| {
                let (part, whole) = ((number + column) % 14, 13);
                HeatCell {
                    words: format!("! {part} of {whole}").into(),
                    heat: Heat::of(part, whole),
                }
            })
            .collect(),
    };
    HeatMap {
        summary: "Documented by vendor and theme".into(),
        key: "Documented of applicable questions".into(),
        corner: "Vendor".into(),
        columns: THEMES[..columns].iter().map(|name| (*name).into()).collect(),
        rows: (0..rows).map(row).collect(),
        empty: "No vendor.".into(),
    }
}

fn meters() -> Shares {
    let meter = |part, whole| Share {
        name: "Security controls".into(),
        part,
        whole,
        said: format!("{part} of {whole}").into(),
    };
    Shares {
        summary: "By section".into(),
        corner: "Section".into(),
        measured: "Documented".into(),
        rows: vec![meter(0, 7), meter(3, 7), meter(7, 7), meter(0, 0)],
    }
}

#[test]
fn it_is_a_table_with_all_of_its_words_in_order_and_a_summary() {
    let report = with_blocks(vec![map(60, 9).into(), meters().into()]);
    let reader = Reader::new(&bytes(&report));
    let parts = reader.parts();
    let count = |tag: &str| parts.iter().filter(|part| part.0 == tag).count();
    assert_eq!((count("TH"), count("TD"), count("TR")), (10 + 2, 60 * 10 + 4 * 2, 61 + 5));
    assert_eq!((count("LI"), count("Figure")), (6, 0));
    let read = folded(&parts.iter().map(|part| part.2.as_str()).collect::<String>());
    let mut rest = read.as_str();
    for words in model_words(&report.blocks) {
        let words = folded(&words);
        let at = rest.find(&words).unwrap_or_else(|| panic!("missing or out of order: {words}"));
        rest = &rest[at + words.len()..];
    }
    let text = plain::text(&report, 4000);
    assert!(text.contains("! 12 of 13") && text.contains("Return of PHI"), "{text}");
    let stacked = plain::text(&report, 60);
    assert!(stacked.lines().all(|line| line.chars().count() <= 60));
    assert!(stacked.contains("Return of PHI:"), "{stacked}");
}

#[test]
fn its_head_is_on_every_page_and_nothing_leaves_its_cell() {
    for (columns, paper) in
        [(9, PaperSize::Letter), (14, PaperSize::Letter), (14, PaperSize::A4), (1, PaperSize::A4)]
    {
        let layout = layout::pages(&with_blocks(vec![map(90, columns).into()]), paper);
        assert!(layout.pages.len() > 2);
        for (number, page) in layout.pages.iter().enumerate() {
            let repeated = number > 0;
            let head = words(page).filter(|(item, set)| {
                let artifact = item.role == Role::Artifact(Artifact::Pagination);
                set.turn > 89.0 && artifact == repeated
            });
            let head: Vec<_> = head.map(|(_, set)| set).collect();
            assert_eq!(head.len(), columns, "page {number}");
            let highest = head.iter().map(|set| set.y - set.width).fold(f64::MAX, f64::min);
            assert!(highest > theme::MARGIN_TOP - 0.1, "page {number}");
            for (_, set) in words(page) {
                if set.turn > 89.0 {
                    assert!(
                        set.x - set.size > set.column.0 - 1.0 && set.x < set.column.1,
                        "{set:?}"
                    );
                } else {
                    assert!(
                        set.x >= set.column.0 - 0.1 && set.x + set.width <= set.column.1 + 0.1,
                        "{set:?}"
                    );
                }
                assert!(set.column.1 <= paper.width() - MARGIN_SIDE + 0.1, "{set:?}");
            }
        }
    }
}

#[test]
fn each_number_stands_on_the_ground_of_its_step_in_an_ink_that_can_be_read() {
    let layout = layout::pages(&with_blocks(vec![map(14, 3).into()]), PaperSize::Letter);
    let items = &layout.pages[0].items;
    let mut seen = 0;
    for item in items {
        let Drawing::Words(set) = &item.drawing else { continue };
        let Some((part, _)) = set.words.trim_start_matches("! ").split_once(" of 13") else {
            continue;
        };
        let heat = Heat::of(part.parse().unwrap(), 13);
        let ground = items.iter().rev().find_map(|item| match &item.drawing {
            Drawing::Area { bounds, color }
                if (bounds.x..bounds.x + bounds.width).contains(&set.x)
                    && (bounds.y..bounds.y + bounds.height).contains(&set.y) =>
            {
                Some(*color)
            }
            _ => None,
        });
        assert_eq!(ground, Some(theme::heat_ground(heat)), "{}", set.words);
        assert_eq!(set.color, theme::heat_ink(heat));
        seen += 1;
    }
    assert_eq!(seen, 14 * 3);
}

#[test]
fn a_map_without_rows_says_so() {
    let report = with_blocks(vec![map(0, 9).into()]);
    assert!(plain::text(&report, 200).contains("No vendor."));
    let read: String =
        Reader::new(&bytes(&report)).parts().into_iter().map(|part| part.2).collect();
    assert!(read.contains("No vendor."));
}
