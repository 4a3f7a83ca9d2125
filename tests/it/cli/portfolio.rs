//! The report over all vendors: the numbers of the list, every page and every link, what each edition holds, and what is noted of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;

use proofbook::desk::{Desk, WantedPortfolio};
use proofbook::domain::event::Edition;
use proofbook::progress::Unwatched;
use proofbook::report::build::portfolio::Detail;
use proofbook::report::layout::{self, Drawing};
use proofbook::report::model::{Block, Heading, HeatMap, Report, Table, Text};
use proofbook::report::theme::PaperSize;
use proofbook::store::atomic::Overwrite;
use serde_json::Value;

use super::support::Cli;
use crate::support::StopsAfter;

fn sample() -> Cli {
    let cli = Cli::empty();
    cli.run("sample").assert_code(0);
    cli
}

/// The opening, and after it the pages of each vendor.
fn parts(cli: &Cli, wanted: &WantedPortfolio) -> Vec<Report> {
    let mut parts = Vec::new();
    cli.desk().portfolio(wanted, &mut Unwatched, |part| parts.push(part.clone())).unwrap();
    parts
}

fn all(edition: Edition) -> WantedPortfolio {
    WantedPortfolio::of_all(edition)
}

/// All parts as one document.
fn whole(cli: &Cli, wanted: &WantedPortfolio) -> Report {
    let mut parts = parts(cli, wanted).into_iter();
    let mut report = parts.next().unwrap();
    for part in parts {
        report.push(Block::PageBreak);
        report.blocks.extend(part.blocks);
    }
    report
}

fn flat(blocks: &[Block]) -> Vec<&Block> {
    let inner = |block| match block {
        &Block::Together(ref inner) | &Block::OnePage(ref inner) => flat(inner),
        block => vec![block],
    };
    blocks.iter().flat_map(inner).collect()
}

fn table<'r>(report: &'r Report, summary: &str) -> Option<&'r Table> {
    flat(&report.blocks).into_iter().find_map(|block| match block {
        Block::Table(table) if table.summary.as_str() == summary => Some(table),
        _ => None,
    })
}

fn headings(report: &Report) -> Vec<&Heading> {
    let mut headings = Vec::new();
    for block in flat(&report.blocks) {
        if let Block::Heading(heading) = block {
            headings.push(heading);
        }
    }
    headings
}

fn heat_map(report: &Report) -> &HeatMap {
    let found = flat(&report.blocks).into_iter().find_map(|block| match block {
        Block::HeatMap(map) => Some(map),
        _ => None,
    });
    found.unwrap()
}

/// The words of each row, cell by cell.
fn rows(table: &Table) -> Vec<Vec<String>> {
    let cell = |cell: &proofbook::report::model::Cell| {
        let mark = cell.mark.iter().map(|mark| mark.word.to_string());
        mark.chain(cell.text.iter().map(Text::to_string)).collect::<Vec<_>>().join("|")
    };
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect()
}

/// The vendors of the list as scripts get it, by name.
fn listed(cli: &Cli) -> Vec<Value> {
    let mut vendors = cli.run("vendor list --json").json()["vendors"].as_array().unwrap().clone();
    vendors.sort_by_key(|one| one["name"].as_str().unwrap().to_lowercase());
    vendors
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

#[test]
fn every_number_of_a_vendor_is_that_of_the_list_and_the_sums_are_theirs() {
    let cli = sample();
    let report = whole(&cli, &all(Edition::Internal));
    let listed = listed(&cli);
    let shown = rows(table(&report, "All vendors by name").unwrap());
    assert_eq!((shown.len(), listed.len()), (11, 11));
    let dash = "\u{2013}".to_owned();
    for (row, one) in shown.iter().zip(&listed) {
        let figure = &one["readiness"]["whole"];
        let (documented, applicable) = (&figure["documented"], &figure["applicable"]);
        assert_eq!(row[0], one["name"].as_str().unwrap());
        assert_eq!(row[1].to_lowercase(), one["tier"].as_str().unwrap());
        assert_eq!(row[2], format!("{}%|{documented} of {applicable}", one["percent"]), "{one}");
        let critical = number(&one["critical_gaps"]);
        assert_eq!(row[3], if critical == 0 { dash.clone() } else { critical.to_string() });
        assert_eq!(row[4], one["gaps"].to_string());
        let next = one["next_deadline"]["day"].as_str().unwrap_or(&dash);
        assert_eq!(row[6].split('|').next().unwrap(), next);
    }
    let sum = |of: fn(&Value) -> &Value| listed.iter().map(|one| number(of(one))).sum::<u64>();
    let documented = sum(|one| &one["readiness"]["whole"]["documented"]);
    let applicable = sum(|one| &one["readiness"]["whole"]["applicable"]);
    let critical = sum(|one| &one["critical_gaps"]);
    let tiers = rows(table(&report, "Figures by tier").unwrap());
    let percent = format!("{}%", documented * 100 / applicable);
    let gaps = sum(|one| &one["gaps"]).to_string();
    let of = format!("{documented} of {applicable}");
    let total = ["All", "11", &of, &percent, &critical.to_string(), &gaps];
    assert_eq!(tiers.last().unwrap()[..6], total);
    let gauge = report.cover.as_ref().unwrap().gauge.as_ref().unwrap();
    assert_eq!((u64::from(gauge.part), u64::from(gauge.whole)), (documented, applicable));
    // The map of themes says the same once more: its last column, and its first row.
    let map = heat_map(&report);
    let last =
        |row: &proofbook::report::model::HeatRow| row.cells.last().unwrap().words.to_string();
    assert_eq!(last(&map.rows[0]), format!("! {of}"));
    for one in &listed {
        let figure = &one["readiness"]["whole"];
        let name = one["name"].as_str().unwrap();
        let row = map.rows.iter().find(|row| row.name.to_string().starts_with(name)).unwrap();
        let mark = if number(&one["critical_gaps"]) > 0 { "! " } else { "" };
        assert_eq!(
            last(row),
            format!("{mark}{} of {}", figure["documented"], figure["applicable"])
        );
    }
    for row in &map.rows {
        let figures = |words: &str| {
            let (part, whole) = words.trim_start_matches("! ").split_once(" of ")?;
            Some((part.parse::<u32>().unwrap(), whole.parse::<u32>().unwrap()))
        };
        let mut cells: Vec<_> =
            row.cells.iter().map(|cell| figures(cell.words.as_str()).unwrap_or_default()).collect();
        let all = cells.pop().unwrap();
        let sum = cells.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        assert_eq!(sum, all, "{}", row.name);
    }
}

#[test]
fn the_map_on_the_screen_has_the_numbers_of_the_map_in_the_report() {
    use proofbook::app::screen::dashboard::map::{Column, of, total};
    use proofbook::domain::theme::{OfTheme, Theme};
    let cli = sample();
    let report = whole(&cli, &all(Edition::Internal));
    let map = heat_map(&report);
    let summaries = cli.desk().summaries().unwrap();
    let column = |title: &str| match Theme::ALL.into_iter().find(|theme| theme.title() == title) {
        Some(theme) => Column::Of(theme),
        None => Column::Whole,
    };
    let printed = |figures: OfTheme| match (figures.figure.applicable, figures.critical) {
        (0, 0) => "\u{2013}".to_owned(),
        (whole, 0) => format!("{} of {whole}", figures.figure.documented),
        (whole, _) => format!("! {} of {whole}", figures.figure.documented),
    };
    let in_use: Vec<_> = summaries.iter().filter(|one| !one.retired).collect();
    let sum = total(in_use.iter().copied());
    for (title, cell) in map.columns.iter().zip(&map.rows[0].cells) {
        assert_eq!(cell.words.as_str(), printed(sum.of(column(title.as_str()))));
    }
    assert_eq!(map.rows.len(), in_use.len() + 1);
    for one in in_use {
        let name = one.name();
        let row = map.rows.iter().find(|row| row.name.to_string().starts_with(name)).unwrap();
        for (title, cell) in map.columns.iter().zip(&row.cells) {
            let seen = printed(of(one, column(title.as_str())));
            assert_eq!(cell.words.as_str(), seen, "{name}, {title}");
        }
    }
}

#[test]
fn what_is_kept_of_days_near_is_what_looking_through_every_record_finds() {
    use proofbook::domain::deadline::Stage;
    use proofbook::domain::summary::MOST_SOON;
    let cli = sample();
    let mut desk = cli.desk();
    let ahead = desk.ahead(None).unwrap().deadlines;
    let today = desk.today();
    let ours = desk.own_summary().unwrap();
    let mut near = 0;
    for row in desk.summaries().unwrap().iter().chain([&ours]) {
        let theirs = || ahead.iter().filter(|one| one.vendor == row.vendor);
        let count = |stage| theirs().filter(|one| one.one.stage(today) == stage).count();
        let counts = [Stage::Overdue, Stage::Week, Stage::Month].map(count);
        let kept = [row.soon.overdue, row.soon.week, row.soon.month];
        assert_eq!(kept.map(|count| count as usize), counts, "{}", row.name());
        let first: Vec<_> = theirs()
            .filter(|one| one.one.stage(today) <= Stage::Month)
            .take(MOST_SOON)
            .map(|one| (one.one.day, one.one.what.clone()))
            .collect();
        assert_eq!(row.soon.first, first, "{}", row.name());
        near += first.len();
    }
    assert!(near > 3, "the sample has days that are near");
}

#[test]
fn what_needs_somebody_is_what_the_other_lists_count() {
    let cli = sample();
    let report = whole(&cli, &all(Edition::Internal));
    let needs = rows(table(&report, "What needs somebody").unwrap());
    let count = |what: &str| {
        let row = needs.iter().find(|row| row[0].starts_with(what)).unwrap();
        row[1].parse::<u64>().unwrap()
    };
    let lines = |typed: &str, list: &str| cli.run(typed).json()[list].as_array().unwrap().clone();
    let deadlines = lines("deadlines --within 90 --json", "deadlines");
    let overdue = deadlines.iter().filter(|one| one["overdue"] == true).count() as u64;
    assert!(overdue > 0);
    assert_eq!(count("Overdue"), overdue);
    assert_eq!(count("Due within 90 days"), deadlines.len() as u64 - overdue);
    let within = |days: i64| {
        let near = |one: &&Value| (0..=days).contains(&one["days_left"].as_i64().unwrap());
        deadlines.iter().filter(near).count() as u64
    };
    assert_eq!(count("Due within 7 days"), within(7));
    assert_eq!(count("Due within 30 days"), within(30));
    let gaps = lines("gaps --json", "vendors");
    let critical: u64 = gaps.iter().map(|one| number(&one["critical_gaps"])).sum();
    assert_eq!(count("Critical gaps"), critical);
    // The gravest come first, as in the list of gaps, and each of the critical ones is there.
    let worst = rows(table(&report, "Gaps of all vendors, gravest first").unwrap());
    assert_eq!(worst.len(), 30);
    let grave =
        |word: &str| ["Critical", "High", "Medium", "Low"].iter().position(|one| *one == word);
    assert!(worst.is_sorted_by_key(|row| grave(&row[0]).unwrap()));
    let all: usize = gaps.iter().map(|one| one["gaps"].as_array().unwrap().len()).sum();
    assert!(proofbook::report::plain::text(&report, 200).contains(&format!("{all} gaps at")));
    let of = |severity: &str| {
        let of_vendor = |one: &Value| {
            let gaps = one["gaps"].as_array().unwrap().clone();
            gaps.into_iter().filter(|gap| gap["severity"] == severity).count()
        };
        gaps.iter().map(of_vendor).sum::<usize>()
    };
    assert_eq!(worst.iter().filter(|row| row[0] == "Critical").count(), of("critical"));
}

#[test]
fn an_organization_without_vendors_and_one_with_a_single_vendor_get_a_report() {
    let cli = Cli::founded();
    let said = cli.run("portfolio -o @none.pdf");
    assert!(said.assert_code(0).stdout.contains("0 vendors, "), "{said}");
    let text = cli.run("portfolio --text");
    assert!(text.assert_code(0).stdout.contains("No vendor is on the list as of 2026-11-22."));
    cli.run("vendor add Northwind --tier high").assert_code(0);
    let said = cli.run("portfolio -o @one.pdf --json");
    assert_eq!(said.assert_code(0).json()["vendors"], 1);
    assert!(std::fs::read(cli.path("one.pdf")).unwrap().starts_with(b"%PDF-1.7"));
    cli.run("vendor retire northwind --reason gone").assert_code(0);
    let text = cli.run("portfolio --text").stdout;
    assert!(text.contains("1 retired vendor is in no figure."), "{text}");
    let nowhere = Cli::empty();
    nowhere.run("portfolio -o @x.pdf").assert_code(2);
}

/// So many vendors of all tiers, some with answers.
fn many(count: usize) -> Cli {
    let cli = Cli::founded();
    let mut sheet = String::from("name,tier\n");
    for number in 0..count {
        let tier = ["critical", "high", "medium", "low"][number % 4];
        writeln!(sheet, "Vendor {number:03} with a name of some length,{tier}").unwrap();
    }
    cli.document("list.csv", sheet.as_bytes());
    cli.run("vendor import @list.csv").assert_code(0);
    for number in (0..count).step_by(7) {
        let slug = format!("vendor-{number:03}-with-a-name-of-some-length");
        cli.run(&format!("answer {slug} baa.executed no")).assert_code(0);
    }
    cli
}

#[test]
fn sixty_vendors_have_a_page_each_that_is_led_to_and_leads_back_and_no_head_is_missing() {
    let cli = many(60);
    let mut desk = cli.desk();
    let wanted = all(Edition::Internal);
    let path = cli.path("sixty.pdf");
    let (written, vendors) =
        desk.write_portfolio(&wanted, &path, Overwrite::No, &mut Unwatched).unwrap();
    // A notice would name a link that leads nowhere, or a character without a glyph.
    assert_eq!((vendors, written.notices), (60, Vec::new()));
    let report = whole(&cli, &wanted);
    for paper in [PaperSize::Letter, PaperSize::A4] {
        let layout = layout::pages(&report, paper);
        assert!(layout.notices.is_empty(), "{:?}", layout.notices);
        let on_page = |page: usize, words: &str| {
            layout.pages[page].items.iter().any(|item| match &item.drawing {
                Drawing::Words(set) => set.words.trim_end() == words,
                _ => false,
            })
        };
        let of = |name: &str| layout.places.iter().find(|(anchor, _)| anchor.as_str() == name);
        let (_, map) = of("themes").unwrap();
        let (_, worst) = of("gravest-gaps").unwrap();
        assert!(worst.page > map.page + 1, "the map is on one page only: nothing is seen");
        for page in map.page..worst.page {
            assert!(on_page(page, "Security controls"), "no head on page {page}");
        }
        let pages: BTreeSet<usize> = layout
            .places
            .iter()
            .filter(|(anchor, _)| anchor.as_str().starts_with("vendor-"))
            .map(|(_, place)| place.page)
            .collect();
        assert_eq!(pages.len(), 60, "a page each");
        let leads = |page: usize, to: &str| {
            layout.pages[page].items.iter().any(
                |item| matches!(&item.drawing, Drawing::Link { to: anchor, .. } if anchor.as_str() == to),
            )
        };
        for page in pages {
            assert!(leads(page, "vendors") && leads(page, "themes"), "page {page}");
        }
        for (number, page) in layout.pages.iter().enumerate() {
            for item in &page.items {
                let Drawing::Words(set) = &item.drawing else { continue };
                let fits = set.turn != 0.0 || set.x + set.width <= set.column.1 + 0.1;
                assert!(fits, "page {number}: {set:?}");
            }
        }
    }
    // The outline has them below the list, so that it can be folded.
    let level = |heading: &&&Heading| heading.level.number() == 1;
    assert!(headings(&report).iter().filter(level).count() < 10);
}

#[test]
fn the_produced_edition_leaves_out_what_stays_in_the_building_and_counts_it() {
    let cli = sample();
    let report = whole(&cli, &all(Edition::Produced));
    let text = proofbook::report::plain::text(&report, 4000);
    let gaps = cli.run("gaps --json").json()["vendors"].as_array().unwrap().clone();
    let count: usize = gaps.iter().map(|one| one["gaps"].as_array().unwrap().len()).sum();
    let left_out = rows(table(&report, "Left out of this edition").unwrap());
    assert_eq!(left_out[0], ["Gaps, with owners and acceptances".to_owned(), count.to_string()]);
    let found = cli.run("contradictions --json").json()["vendors"].as_array().unwrap().clone();
    let collide: usize =
        found.iter().map(|one| one["contradictions"].as_array().unwrap().len()).sum();
    assert!(collide > 0);
    assert_eq!(left_out[3][1], collide.to_string());
    assert!(table(&report, "Gaps of all vendors, gravest first").is_none());
    assert!(table(&report, "Gravest gaps of the vendor").is_none());
    let mut owners = BTreeSet::new();
    for gap in gaps.iter().flat_map(|one| one["gaps"].as_array().unwrap()) {
        owners.extend(gap["owner"].as_str().map(str::to_owned));
    }
    assert!(!owners.is_empty());
    let internal = proofbook::report::plain::text(&whole(&cli, &all(Edition::Internal)), 4000);
    for owner in owners {
        assert!(internal.contains(&owner) && !text.contains(&owner), "{owner}");
    }
    for words in ["closes the gap", "finds out:", "Legal hold:", "Office for Civil Rights"] {
        assert!(internal.contains(words) && !text.contains(words), "{words}");
    }
    assert_eq!(report.foot.as_str(), "produced edition");
}

fn write(desk: &mut Desk, cli: &Cli, name: &str, wanted: &WantedPortfolio) -> Vec<u8> {
    let path = cli.path(name);
    desk.write_portfolio(wanted, &path, Overwrite::Yes, &mut Unwatched).unwrap();
    std::fs::read(path).unwrap()
}

#[test]
fn it_is_noted_in_our_journal_with_every_head_and_comes_out_the_same_until_something_is_recorded() {
    let cli = many(5);
    for wanted in
        [all(Edition::Internal), WantedPortfolio { detail: Detail::Full, ..all(Edition::Produced) }]
    {
        let first = write(&mut cli.desk(), &cli, "first.pdf", &wanted);
        let mut desk = cli.desk();
        assert!(first == write(&mut desk, &cli, "second.pdf", &wanted));
        assert!(first == write(&mut desk, &cli, "second.pdf", &wanted));
    }
    let said = cli.run("portfolio -o @p.pdf --json").json();
    let events = cli.run("log organization --lines").stdout;
    let last: Value = serde_json::from_str(events.lines().last().unwrap()).unwrap();
    assert_eq!(
        (&last["kind"], &last["payload"]["kind"]),
        (&"report_written".into(), &"portfolio".into())
    );
    assert_eq!(last["payload"]["sha256"], said["sha256"]);
    assert_eq!(last["payload"]["covers"].as_array().unwrap().len(), 6);
    assert!(cli.run("log organization").stdout.contains("Report over all vendors written"));
    cli.run("verify").assert_code(0);
    let sound = cli.run("verify --report @p.pdf --json");
    assert_eq!(sound.assert_code(0).json()["covers"].as_array().unwrap().len(), 6);
    let said = cli.run("verify --report @p.pdf").stdout;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("these bytes were written over all vendors as event"), "{said}");
    let before = std::fs::read(cli.path("p.pdf")).unwrap();
    cli.run("answer vendor-003-with-a-name-of-some-length baa.executed no").assert_code(0);
    cli.run("portfolio -o @p.pdf --overwrite").assert_code(0);
    assert!(before != std::fs::read(cli.path("p.pdf")).unwrap());
}

/// Puts other bytes in the place of a file.
fn replace(path: &std::path::Path, bytes: &[u8]) {
    std::fs::remove_file(path).unwrap();
    std::fs::File::create_new(path).unwrap().write_all(bytes).unwrap();
}

#[test]
fn a_vendor_whose_journal_was_cut_off_behind_a_portfolio_is_named_by_verify() {
    let cli = many(3);
    cli.run("portfolio -o @p.pdf").assert_code(0);
    let (path, bytes) = cli
        .journals()
        .into_iter()
        .find(|(_, bytes)| String::from_utf8_lossy(bytes).contains("answer_set"))
        .unwrap();
    // Without its last line and its witness the journal verifies by itself.
    let kept = bytes[..bytes.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    replace(&path, &bytes[..kept]);
    for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap().path();
        if entry != path && entry.is_file() {
            std::fs::remove_file(entry).unwrap();
        }
    }
    let said = cli.run("verify");
    let told = "the report of event";
    assert!(said.assert_code(3).to_string().contains(told), "{said}");
}

#[test]
fn a_past_day_keeps_its_bytes_and_only_vendors_of_that_day_are_in_it() {
    let cli = Cli::founded();
    cli.now.set("2026-11-23T15:00:00Z".parse().unwrap());
    cli.run("vendor add Acme --tier high").assert_code(0);
    cli.now.set("2026-11-25T15:00:00Z".parse().unwrap());
    cli.run("portfolio --as-of 2026-11-23 -o @before.pdf").assert_code(0);
    cli.run("vendor add Later").assert_code(0);
    cli.run("answer acme baa.executed yes").assert_code(0);
    let said = cli.run("portfolio --as-of 2026-11-23 -o @after.pdf --json");
    assert_eq!(said.assert_code(0).json()["vendors"], 1);
    let bytes = |name: &str| std::fs::read(cli.path(name)).unwrap();
    assert!(bytes("before.pdf") == bytes("after.pdf"));
    let text = cli.run("portfolio --as-of 2026-11-23 --text").stdout;
    assert!(text.contains("As of the end of 2026-11-23") && !text.contains("Later"), "{text}");
    let log = cli.run("log organization --lines").stdout;
    let last: Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!(last["payload"]["as_of"], "2026-11-23");
    let event = cli.run("portfolio --as-of #1 -o @event.pdf");
    assert!(event.assert_code(2).stderr.contains("an event of one vendor"), "{event}");
    assert!(!cli.path("event.pdf").exists());
}

#[test]
fn with_whole_reports_every_link_leads_within_its_own_vendor() {
    let cli = sample();
    let wanted = WantedPortfolio { detail: Detail::Full, ..all(Edition::Internal) };
    let parts = parts(&cli, &wanted);
    let mut seen = BTreeSet::new();
    for part in &parts[1..] {
        let headings = headings(part);
        assert!(headings.iter().any(|heading| heading.text.as_str() == "Gap register"));
        assert!(headings.iter().all(|heading| heading.text.as_str() != "Contents"));
        assert_eq!(headings.iter().filter(|heading| heading.level.number() == 1).count(), 1);
        for anchor in headings.iter().filter_map(|heading| heading.anchor.as_ref()) {
            assert!(seen.insert(anchor.clone()), "{anchor:?} twice");
        }
    }
    let layout = layout::pages(&whole(&cli, &wanted), PaperSize::Letter);
    assert!(layout.notices.is_empty(), "{:?}", layout.notices);
}

#[test]
fn only_vendors_of_the_tiers_that_were_asked_for_are_in_it_and_the_others_are_counted() {
    let cli = sample();
    let said = cli.run("portfolio --tier high --tier critical -o @some.pdf --json");
    let tiers = ["high", "critical"].map(Value::from);
    let expected = listed(&cli).iter().filter(|one| tiers.contains(&one["tier"])).count();
    assert_eq!(said.assert_code(0).json()["vendors"], expected);
    let text = cli.run("portfolio --tier high --text").stdout;
    assert!(text.contains("Only vendors of tier High are shown") && !text.contains("Foxglove"));
}

#[test]
fn what_is_canceled_leaves_no_file_and_no_event() {
    let cli = many(4);
    cli.run("portfolio -o @kept.pdf").assert_code(0);
    let (journals, kept) = (cli.journals(), std::fs::read(cli.path("kept.pdf")).unwrap());
    let mut steps = 0;
    loop {
        let path = cli.path("kept.pdf");
        let ended = cli.desk().write_portfolio(
            &all(Edition::Produced),
            &path,
            Overwrite::Yes,
            &mut StopsAfter(steps),
        );
        let Err(problem) = ended else { break };
        assert!(problem.summary.contains("canceled"), "{problem}");
        assert_eq!(
            (cli.journals(), std::fs::read(&path).unwrap()),
            (journals.clone(), kept.clone())
        );
        steps += 1;
    }
    assert!(steps >= 8, "{steps}");
}

#[test]
fn a_record_that_cannot_be_trusted_is_in_no_portfolio() {
    let cli = many(2);
    let (path, mut bytes) = cli
        .journals()
        .into_iter()
        .find(|(_, bytes)| String::from_utf8_lossy(bytes).contains("answer_set"))
        .unwrap();
    let place = bytes.len() / 3;
    bytes[place] ^= 1;
    replace(&path, &bytes);
    let said = cli.run("portfolio -o @p.pdf");
    assert_eq!(said.code, 3, "{said}");
    assert!(!cli.path("p.pdf").exists());
}

#[test]
fn the_sheet_is_the_one_that_was_asked_for_and_no_file_is_replaced_unasked() {
    let cli = Cli::with_vendor();
    cli.run("portfolio -o @p.pdf").assert_code(0);
    let letter = std::fs::read(cli.path("p.pdf")).unwrap();
    let refused = cli.run("portfolio -o @p.pdf --paper a4");
    assert!(refused.assert_code(2).stderr.contains("is there already"), "{refused}");
    assert!(letter == std::fs::read(cli.path("p.pdf")).unwrap());
    cli.run("portfolio -o @p.pdf --paper a4 --overwrite").assert_code(0);
    let a4 = lopdf::Document::load(cli.path("p.pdf")).unwrap();
    let (_, page) = a4.get_pages().into_iter().next().unwrap();
    let sheet = a4.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
    let sides: Vec<f32> = sheet.iter().map(|side| side.as_float().unwrap()).collect();
    assert!((sides[2] - 595.28).abs() < 0.1 && (sides[3] - 841.89).abs() < 0.1, "{sides:?}");
}

#[test]
fn lines_at_the_head_are_on_a_portfolio_and_in_a_binder_where_they_are_asked_for() {
    let cli = sample();
    let line = "Confidential treatment requested";
    let plain = cli.run("portfolio --text");
    assert!(!plain.assert_code(0).stdout.contains(line));
    let asked = cli.run("portfolio --text --confidential");
    assert!(asked.assert_code(0).stdout.contains(line));
    assert!(asked.stdout.contains("Lines at the head of each page"));
    let folder = cli.path("binder");
    let folder = folder.display();
    let report = cli.run(&format!("binder delta-print-mail -o {folder} --confidential"));
    report.assert_code(0);
    let mut files = std::fs::read_dir(folder.to_string()).unwrap().map(|one| one.unwrap().path());
    let pdf = files.find(|path| path.extension().is_some_and(|end| end == "pdf")).unwrap();
    let reader = crate::report_engine::reader::Reader::new(&std::fs::read(pdf).unwrap());
    assert!(reader.artifacts.iter().all(|words| words.contains(line)));
}
