//! How the pages look, as far as a program can see it: nothing crosses its box, no heading ends a page, no head of a table is lost, no page
//! is all but empty; and the figures over time say what the reports of those days say.

use std::collections::{BTreeMap, BTreeSet};

use proofbook::domain::as_of::AsOf;
use proofbook::domain::course::{MOST_DAYS, Past, Why};
use proofbook::domain::event::Edition;
use proofbook::domain::readiness::Readiness;
use proofbook::domain::sign_off::Status;
use proofbook::report::layout::{self, Drawing, Item, Layout, NodeId, Page, Role, SetWords, Tag};
use proofbook::report::model::{Block, Level, Report};
use proofbook::report::theme::{MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, PaperSize};

use super::{EDITIONS, desk, flat, hostile, report_of, wanted};

/// The vendor with the breach, a good one, and one of which nothing is known.
const THREE: [&str; 3] = ["larkspur-health-records", "delta-print-mail", "foxglove-analytics"];

/// The three vendors and a record of hostile words, in both editions, on both sheets.
fn for_every_layout(mut look: impl FnMut(&str, PaperSize, &Report, &Layout)) {
    let mut reports: Vec<(String, Report)> = Vec::new();
    let mut made = hostile::made();
    for edition in EDITIONS {
        for slug in THREE {
            reports.push((format!("{slug} {}", edition.word()), report_of(slug, edition)));
        }
        let report = hostile::report(&mut made, edition);
        reports.push((format!("hostile {}", edition.word()), report));
    }
    for (name, report) in &reports {
        for paper in [PaperSize::Letter, PaperSize::A4] {
            look(name, paper, report, &layout::pages(report, paper));
        }
    }
}

/// The words of a page that belong to the document, with their parts, in the order in which they are drawn.
fn content(page: &Page) -> impl Iterator<Item = (NodeId, &SetWords)> {
    page.items.iter().filter_map(|item| match (item.role, &item.drawing) {
        (Role::Part(node), Drawing::Words(set)) => Some((node, set)),
        _ => None,
    })
}

/// The nearest part around one of which this holds, itself too.
fn around(layout: &Layout, node: NodeId, holds: impl Fn(Tag) -> bool) -> Option<NodeId> {
    let mut at = node;
    loop {
        let found = layout.tree.get(at)?;
        if holds(found.tag) {
            return Some(at);
        }
        if at == NodeId::ROOT {
            return None;
        }
        at = found.parent;
    }
}

#[test]
fn no_text_of_a_report_crosses_its_column_or_the_margins() {
    for_every_layout(|name, paper, _, layout| {
        for (number, page) in layout.pages.iter().enumerate() {
            let place = format!("{name} {paper:?} page {}", number + 1);
            for (_, set) in content(page) {
                let (from, to) = (set.x, set.x + set.width);
                assert!(from >= set.column.0 - 0.1 && to <= set.column.1 + 0.1, "{place}: {set:?}");
                let edge = paper.width() - MARGIN_SIDE;
                assert!(from >= MARGIN_SIDE - 0.1 && to <= edge + 0.1, "{place}: {set:?}");
                let bottom = paper.height() - MARGIN_BOTTOM;
                assert!(set.y > MARGIN_TOP && set.y < bottom + 0.1, "{place}: {set:?}");
            }
            for item in &page.items {
                let Item { role: Role::Part(_), drawing: Drawing::Area { bounds, .. } } = item
                else {
                    continue;
                };
                let right = bounds.x + bounds.width;
                let inside =
                    bounds.x >= MARGIN_SIDE - 0.1 && right <= paper.width() - MARGIN_SIDE + 0.1;
                assert!(inside, "{place}: {bounds:?}");
            }
        }
    });
}

#[test]
fn no_two_words_of_a_report_lie_over_each_other() {
    for_every_layout(|name, paper, _, layout| {
        for (number, page) in layout.pages.iter().enumerate() {
            let boxes: Vec<&SetWords> = content(page).map(|(_, set)| set).collect();
            for (index, a) in boxes.iter().enumerate() {
                for b in &boxes[index + 1..] {
                    let across = a.x.max(b.x) + 0.1 < (a.x + a.width).min(b.x + b.width);
                    let down = (a.y - 0.6 * a.size).max(b.y - 0.6 * b.size) < a.y.min(b.y) - 0.1;
                    assert!(!(across && down), "{name} {paper:?} page {}: {a:?} {b:?}", number + 1);
                }
            }
        }
    });
}

#[test]
fn no_heading_ends_a_page_of_a_report() {
    let is_heading = |tag| matches!(tag, Tag::H1 | Tag::H2 | Tag::H3);
    for_every_layout(|name, paper, _, layout| {
        for (number, page) in layout.pages.iter().enumerate().skip(1) {
            let lowest = content(page).max_by(|(_, a), (_, b)| a.y.total_cmp(&b.y));
            let Some((node, set)) = lowest else {
                panic!("{name} {paper:?}: page {} is empty", number + 1)
            };
            let heading = around(layout, node, is_heading);
            assert!(heading.is_none(), "{name} {paper:?} page {}: {}", number + 1, set.words);
        }
    });
}

#[test]
fn every_page_on_which_a_table_goes_on_has_its_head() {
    let mut went_on = 0;
    for_every_layout(|name, paper, _, layout| {
        let table_of = |node| around(layout, node, |tag| tag == Tag::Table);
        let mut heads: BTreeMap<NodeId, BTreeSet<String>> = BTreeMap::new();
        for (node, set) in layout.pages.iter().flat_map(content) {
            if around(layout, node, |tag| tag == Tag::TH).is_some() {
                let table = table_of(node).unwrap();
                heads.entry(table).or_default().insert(set.words.trim().to_owned());
            }
        }
        for (number, page) in layout.pages.iter().enumerate() {
            let mut bodies: BTreeMap<NodeId, f64> = BTreeMap::new();
            for (node, set) in content(page) {
                if around(layout, node, |tag| tag == Tag::TD).is_some() {
                    let top = bodies.entry(table_of(node).unwrap()).or_insert(f64::MAX);
                    *top = top.min(set.y);
                }
            }
            for (table, top) in bodies {
                let above: Vec<(Role, &str)> = page
                    .items
                    .iter()
                    .filter_map(|item| match &item.drawing {
                        Drawing::Words(set) if set.y < top => Some((item.role, set.words.trim())),
                        _ => None,
                    })
                    .collect();
                went_on += usize::from(!above.iter().any(|(role, words)| {
                    matches!(role, Role::Part(_)) && heads[&table].contains(*words)
                }));
                for head in &heads[&table] {
                    let there = above.iter().any(|(_, words)| words == head);
                    assert!(there, "{name} {paper:?} page {}: no “{head}”", number + 1);
                }
            }
        }
    });
    assert!(went_on > 10, "tables go on over pages: {went_on}");
}

#[test]
fn no_page_has_fewer_than_three_lines_but_the_last_of_a_part() {
    for_every_layout(|name, paper, _, layout| {
        let begins: BTreeSet<usize> = layout
            .outline
            .iter()
            .filter(|bookmark| bookmark.level == Level::One)
            .map(|bookmark| bookmark.place.page)
            .collect();
        for (number, page) in layout.pages.iter().enumerate() {
            let lines: BTreeSet<String> =
                content(page).map(|(_, set)| format!("{:.1}", set.y)).collect();
            let last = number + 1 == layout.pages.len() || begins.contains(&(number + 1));
            assert!(
                lines.len() >= 3 || last,
                "{name} {paper:?} page {}: {}",
                number + 1,
                lines.len()
            );
        }
    });
}

#[test]
fn the_figure_over_time_is_that_of_each_days_own_record() {
    let mut desk = desk();
    let (mut steps, mut reasons) = (0, BTreeSet::new());
    for listed in desk.listed().unwrap() {
        let dossier = desk.dossier(listed.id).unwrap().clone();
        let (organization, bank) = (desk.organization().clone(), desk.bank().clone());
        let view = dossier.view_of_record(&bank);
        let course = Past {
            dossier: &dossier,
            organization: &organization,
            bank: &bank,
            asked: &view.asked,
            sign_off: Status::of(&dossier, &view, &bank).sign_off(),
            day: desk.today(),
        }
        .course();
        assert!((1..=MOST_DAYS).contains(&course.len()));
        assert!(course.windows(2).all(|pair| pair[0].on < pair[1].on), "{course:?}");
        assert_eq!(course.last().unwrap().why, Why::Today);
        for step in &course {
            let mut past = desk.past(AsOf::Day(step.on)).unwrap();
            let then = past.dossier(listed.id).unwrap().clone();
            let standings = past.standings(&then);
            let figure = Readiness::of(&standings.view(&view.asked)).whole;
            assert_eq!(step.figure, figure, "{} on {}", listed.slug, step.on);
            steps += 1;
            reasons.insert(match step.why {
                Why::Closed(_) => "closed",
                Why::SignedOff => "signed",
                Why::QuarterEnd => "quarter",
                Why::Today => "today",
            });
        }
        // The picture and the rows beside it say the same numbers.
        for edition in EDITIONS {
            let report = desk.report(&wanted(listed.id, edition)).unwrap();
            let blocks = flat(&report.blocks);
            let picture = blocks.iter().find_map(|block| match block {
                Block::Steps(steps) => Some(steps),
                _ => None,
            });
            let table = blocks.iter().find_map(|block| match block {
                Block::Table(table) if table.summary.as_str() == "Readiness over time" => {
                    Some(table)
                }
                _ => None,
            });
            assert_eq!(picture.is_some(), course.len() > 1);
            let (Some(picture), Some(table)) = (picture, table) else { continue };
            let said = picture.alternative();
            for (row, step) in table.rows.iter().zip(&course) {
                let cell = |at: usize| row.cells[at].text[0].to_string();
                assert_eq!(cell(0), step.on.to_string());
                assert_eq!(cell(2), step.figure.documented.to_string());
                assert_eq!(cell(3), step.figure.applicable.to_string());
                assert!(said.contains(&format!("{} {}", cell(0), cell(4))), "{said}: {}", cell(4));
            }
        }
    }
    assert!(steps > 20 && reasons.len() >= 3, "{steps} {reasons:?}");
}

#[test]
fn the_bars_of_the_sections_add_up_to_the_bar_and_say_the_table_s_numbers() {
    for slug in THREE {
        let report = report_of(slug, Edition::Produced);
        let blocks = flat(&report.blocks);
        let meters = blocks.iter().find_map(|block| match block {
            Block::Meters(meters) => Some(meters),
            _ => None,
        });
        let bar = blocks.iter().find_map(|block| match block {
            Block::Bar(bar) => Some(bar),
            _ => None,
        });
        let (meters, bar) = (meters.unwrap(), bar.unwrap());
        for (place, part) in bar.parts.iter().enumerate() {
            let of_sections: u32 = meters.rows.iter().map(|row| row.bar.parts[place].count).sum();
            assert_eq!(of_sections, part.count, "{slug} {}", part.mark.word);
        }
        for row in &meters.rows {
            let said = row.alternative();
            assert!(
                said.contains(row.figure.as_str()) && said.contains(row.detail.as_str()),
                "{said}"
            );
            let documented = row.bar.parts[0].count;
            assert_eq!(row.detail.as_str(), format!("{documented} of {}", row.bar.total()));
        }
    }
}

#[test]
fn the_seal_on_the_cover_is_the_one_on_the_page_of_the_sign_off() {
    let report = report_of("delta-print-mail", Edition::Internal);
    let cover = report.cover.as_ref().unwrap();
    let of = |name: &str| {
        let facts = cover.facts.iter().filter(|fact| fact.name.as_str() == name);
        facts.map(|fact| fact.value.text[0].to_string()).collect::<Vec<_>>()
    };
    let [seal] = of("Seal").try_into().unwrap();
    assert!(of("Rests on").is_empty());
    let digits = seal.split(',').next().unwrap();
    let groups: Vec<&str> = digits.split(' ').collect();
    assert!(groups.len() == 4 && groups.iter().all(|group| group.len() == 4), "{seal}");
    let signed = flat(&report.blocks).into_iter().any(|block| match block {
        Block::KeyValues(facts) => facts
            .iter()
            .any(|fact| fact.name.as_str() == "Seal" && fact.value.text[0].to_string() == digits),
        _ => false,
    });
    assert!(signed, "{digits}");
    // Of a draft it is what the report rests on, whole on the page of the journal record.
    let draft = report_of("larkspur-health-records", Edition::Produced);
    let facts = &draft.cover.as_ref().unwrap().facts;
    let rests = facts.iter().find(|fact| fact.name.as_str() == "Rests on").unwrap();
    let digits = rests.value.text[0].to_string().split(',').next().unwrap().replace(' ', "");
    let whole = flat(&draft.blocks).into_iter().any(|block| match block {
        Block::Entry(entry) => entry.facts.iter().any(|fact| {
            fact.name.as_str() == "SHA-256" && fact.value.text[0].to_string().starts_with(&digits)
        }),
        _ => false,
    });
    assert!(whole && digits.len() == 16, "{digits}");
}
