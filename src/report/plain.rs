//! Report → lines of text: for the preview, `--text` and the tests. Says every word that the pages say, and draws no picture.

use crate::report::model::{
    Align, Bar, Block, Callout, Cell, Column, Cover, Entry, Fact, Gauge, Heading, Level, List,
    ListKind, Mark, Meters, Point, Report, Row, Table, Text, Timeline, Width, Words,
};
use crate::text::{width as cells, wrap};

/// Names of facts take at most this many cells before their values.
const NAMES: usize = 26;
/// Between two columns of a table.
const GAP: usize = 2;
/// A shared column narrower than this is no use; the table's rows are then set one below the other.
const NARROWEST: usize = 14;
/// A day takes so many cells, and with its time six more.
const DAY: usize = 10;
/// No fitted column is wider.
const WIDEST_FIT: usize = 26;

/// A report as lines, with its headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The lines, none wider than was asked for.
    pub lines: Vec<String>,
    /// The headings and entries, in order, with the line each stands on.
    pub contents: Vec<Listed>,
}

/// One place in the list of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// How deep it stands.
    pub level: Level,
    /// Its words.
    pub words: String,
    /// The line it stands on, from 0.
    pub line: usize,
}

/// The report as one text, wrapped to so many cells; ends in a line feed.
pub fn text(report: &Report, width: usize) -> String {
    let mut text = plain(report, width).lines.join("\n");
    text.push('\n');
    text
}

/// The report as lines of at most `width` cells (at least 20), and its contents.
pub fn plain(report: &Report, width: usize) -> Plain {
    let mut writer = Writer { width: width.max(20), plain: Plain::default() };
    if let Some(watermark) = &report.watermark {
        writer.line(format!("[{watermark}]"));
    }
    if let Some(as_of) = &report.as_of {
        writer.wrapped(as_of.as_str(), 0);
    }
    for line in &report.header {
        writer.wrapped(line.as_str(), 0);
    }
    if let Some(cover) = &report.cover {
        writer.cover(cover);
    }
    writer.blocks(&report.blocks, &[]);
    while writer.plain.lines.last().is_some_and(String::is_empty) {
        writer.plain.lines.pop();
    }
    writer.plain
}

struct Writer {
    width: usize,
    plain: Plain,
}

impl Writer {
    fn line(&mut self, line: impl Into<String>) {
        self.plain.lines.push(line.into().trim_end().to_owned());
    }

    fn gap(&mut self) {
        if self.plain.lines.last().is_some_and(|line| !line.is_empty()) {
            self.line("");
        }
    }

    /// Words wrapped, each line after so many blanks.
    fn wrapped(&mut self, words: &str, indent: usize) {
        for line in wrap(words, self.width.saturating_sub(indent)) {
            self.line(format!("{:indent$}{line}", ""));
        }
    }

    fn cover(&mut self, cover: &Cover) {
        for words in [&cover.label, &cover.title, &cover.subtitle] {
            if !words.is_empty() {
                self.wrapped(words.as_str(), 0);
            }
        }
        self.gap();
        if let Some(gauge) = &cover.gauge {
            self.gauge(gauge);
        }
        self.facts(&cover.facts, 0);
        self.gap();
        for note in &cover.notes {
            self.wrapped(&note.to_string(), 0);
        }
        self.gap();
    }

    /// Sets blocks. What follows those around them is given too, for the contents.
    fn blocks(&mut self, blocks: &[Block], after: &[&[Block]]) {
        for (index, block) in blocks.iter().enumerate() {
            let rest = blocks.get(index + 1..).unwrap_or_default();
            let following = || std::iter::once(rest).chain(after.iter().copied());
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph(text) | Block::Lead(text) | Block::Small(text) => {
                    self.wrapped(&text.to_string(), 0);
                }
                Block::Quote(text) => self.quote(&text.to_string()),
                Block::List(list) => self.list(list),
                Block::Table(table) => self.table(table),
                Block::KeyValues(facts) => self.facts(facts, 0),
                Block::Entry(entry) => self.entry(entry),
                Block::Bar(bar) => self.bar(bar),
                Block::Gauge(gauge) => self.gauge(gauge),
                Block::Meters(meters) => self.meters(meters),
                // Every step also stands in words beside it.
                Block::Steps(steps) => self.wrapped(steps.caption.as_str(), 0),
                Block::ToSign(lines) => self.lines_to_sign(lines),
                Block::Timeline(timeline) => self.timeline(timeline),
                Block::HeatMap(map) => self.table(&map.table()),
                Block::Shares(shares) => self.table(&shares.table()),
                Block::Callout(callout) => self.callout(callout),
                Block::Contents => following().for_each(|blocks| self.contents(blocks)),
                Block::PageBreak => {}
                Block::Rule => self.line("-".repeat(self.width)),
                Block::Together(blocks) | Block::OnePage(blocks) => {
                    self.blocks(blocks, &following().collect::<Vec<_>>());
                }
            }
            self.gap();
        }
    }

    /// What follows, by its headings; there are no pages to name.
    fn contents(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) if heading.level <= Level::Two => {
                    let indent = usize::from(heading.level.number()) * 2 - 2;
                    self.wrapped(heading.text.as_str(), indent);
                }
                Block::Together(blocks) | Block::OnePage(blocks) => self.contents(blocks),
                _ => {}
            }
        }
    }

    fn listed(&mut self, level: Level, words: String) {
        let line = self.plain.lines.len();
        self.plain.contents.push(Listed { level, words, line });
    }

    fn heading(&mut self, heading: &Heading) {
        self.gap();
        self.listed(heading.level, heading.outline().to_string());
        self.wrapped(heading.text.as_str(), 0);
        let under = match heading.level {
            Level::One => "=",
            Level::Two => "-",
            Level::Three => return,
        };
        self.line(under.repeat(cells(heading.text.as_str()).min(self.width)));
    }

    fn list(&mut self, list: &List) {
        for (index, item) in list.items.iter().enumerate() {
            let sign = match list.kind {
                ListKind::Bulleted => "- ".to_owned(),
                ListKind::Numbered => format!("{}. ", index + 1),
            };
            self.hung(&sign, &item.to_string());
        }
    }

    fn quote(&mut self, words: &str) {
        for line in wrap(words, self.width.saturating_sub(2)) {
            self.line(format!("> {line}"));
        }
    }

    /// A sign, and words that stay to the right of it.
    fn hung(&mut self, sign: &str, words: &str) {
        let indent = cells(sign);
        for (index, line) in wrap(words, self.width.saturating_sub(indent)).into_iter().enumerate()
        {
            let before = if index == 0 { sign.to_owned() } else { " ".repeat(indent) };
            self.line(before + &line);
        }
    }

    fn facts(&mut self, facts: &[Fact], indent: usize) {
        let widest = facts.iter().map(|fact| cells(fact.name.as_str()) + 2).max().unwrap_or(0);
        let names = widest.min(NAMES).min(self.width / 3);
        for fact in facts {
            let value = cell_words(&fact.value);
            let lines = wrap(&value, self.width.saturating_sub(names + indent));
            let name = wrap(&format!("{}:", fact.name), names.saturating_sub(1));
            for row in 0..lines.len().max(name.len()) {
                let name = padded(name.get(row).map_or("", String::as_str), names);
                let value = lines.get(row).map_or("", String::as_str);
                self.line(format!("{:indent$}{name}{value}", ""));
            }
        }
    }

    fn entry(&mut self, entry: &Entry) {
        self.listed(Level::Three, entry.label.to_string());
        let mark =
            entry.mark.as_ref().map(|mark| format!("  {}", mark_words(mark))).unwrap_or_default();
        self.wrapped(&format!("{}{mark}", entry.label), 0);
        self.wrapped(entry.heading.as_str(), 2);
        self.facts(&entry.facts, 2);
    }

    fn bar(&mut self, bar: &Bar) {
        self.wrapped(bar.caption.as_str(), 0);
        for part in &bar.parts {
            self.line(format!(
                "  {} {}",
                padded(&mark_words(&part.mark), NAMES.min(self.width / 2)),
                part.count
            ));
        }
    }

    fn meters(&mut self, meters: &Meters) {
        self.wrapped(meters.caption.as_str(), 0);
        for row in &meters.rows {
            let words = format!("{}: {} ({})", row.bar.caption, row.figure, row.detail);
            self.hung("  ", &words);
        }
    }

    fn lines_to_sign(&mut self, lines: &[Words]) {
        for line in lines {
            let name = format!("{line}: ");
            let rest = self.width.saturating_sub(cells(&name)).clamp(8, 40);
            self.line(format!("{name}{}", "_".repeat(rest)));
        }
    }

    fn gauge(&mut self, gauge: &Gauge) {
        self.wrapped(&format!("{}: {}", gauge.label, gauge.figure), 0);
        self.wrapped(gauge.detail.as_str(), 0);
        for mark in &gauge.beside {
            self.wrapped(&mark_words(mark), 0);
        }
        self.gap();
    }

    /// The points in the order of the page: what happened, the day of the report, the last days.
    fn timeline(&mut self, timeline: &Timeline) {
        self.wrapped(timeline.caption.as_str(), 0);
        let today = std::iter::once(&timeline.today);
        for Point { when, mark, text, .. } in
            timeline.facts.iter().chain(today).chain(&timeline.ends)
        {
            let mark = mark.as_ref().map(|mark| mark_words(mark) + ": ").unwrap_or_default();
            self.hung(&format!("  {}  ", padded(when.as_str(), DAY)), &format!("{mark}{text}"));
        }
    }

    fn callout(&mut self, callout: &Callout) {
        self.hung("| ", callout.title.as_str());
        for text in &callout.body {
            for line in wrap(&text.to_string(), self.width.saturating_sub(2)) {
                self.line(format!("| {line}"));
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let Some(widths) = widths(table, self.width) else {
            self.stacked(table);
            return;
        };
        let heads: Vec<String> =
            table.columns.iter().map(|column| column.head.to_string()).collect();
        self.row(&heads, &table.columns, &widths);
        let under: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        self.line(under.join(&" ".repeat(GAP)));
        for row in &table.rows {
            self.row(&row_words(row, table), &table.columns, &widths);
        }
        if table.rows.is_empty() {
            self.wrapped(table.empty.as_str(), 0);
        }
    }

    fn row(&mut self, words: &[String], columns: &[Column], widths: &[usize]) {
        let set: Vec<Vec<String>> =
            words.iter().zip(widths).map(|(words, width)| wrap(words, *width)).collect();
        let tallest = set.iter().map(Vec::len).max().unwrap_or(0);
        for index in 0..tallest {
            let parts = set.iter().zip(columns).zip(widths).map(|((lines, column), width)| {
                let words = lines.get(index).map_or("", String::as_str);
                match column.align {
                    Align::Left => padded(words, *width),
                    Align::Right => {
                        format!("{}{words}", " ".repeat(width.saturating_sub(cells(words))))
                    }
                }
            });
            self.line(parts.collect::<Vec<_>>().join(&" ".repeat(GAP)));
        }
    }

    /// Each row as names and values, where the columns would be too narrow to read.
    fn stacked(&mut self, table: &Table) {
        for row in &table.rows {
            let named = table.columns.iter().zip(row_words(row, table));
            let facts: Vec<Fact> = named
                .filter(|(_, words)| !words.is_empty())
                .map(|(column, words)| Fact::new(column.head.clone(), Text::note(&words)))
                .collect();
            self.facts(&facts, 0);
            self.gap();
        }
        if table.rows.is_empty() {
            self.wrapped(table.empty.as_str(), 0);
        }
    }
}

/// The columns' widths, or none where a shared one would be too narrow.
fn widths(table: &Table, width: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> =
        table.columns.iter().map(|column| cells(column.head.as_str())).collect();
    for row in &table.rows {
        for (widest, words) in widths.iter_mut().zip(row_words(row, table)) {
            let longest = words.split('\n').map(cells).max().unwrap_or(0);
            *widest = (*widest).max(longest.min(WIDEST_FIT));
        }
    }
    let parts = |column: &Column| match column.width {
        Width::Fit => 0,
        Width::Share(parts) => usize::from(parts),
    };
    let shares: usize = table.columns.iter().map(parts).sum();
    let fitted: usize = widths
        .iter()
        .zip(&table.columns)
        .filter(|(_, column)| parts(column) == 0)
        .map(|(width, _)| width)
        .sum();
    let gaps = GAP * table.columns.len().saturating_sub(1);
    let left = width.checked_sub(fitted + gaps)?;
    for (width, column) in
        widths.iter_mut().zip(&table.columns).filter(|(_, column)| parts(column) > 0)
    {
        *width = left * parts(column) / shares;
        if *width < NARROWEST {
            return None;
        }
    }
    Some(widths)
}

fn row_words(row: &Row, table: &Table) -> Vec<String> {
    (0..table.columns.len())
        .map(|index| row.cells.get(index).map(cell_words).unwrap_or_default())
        .collect()
}

fn cell_words(cell: &Cell) -> String {
    let mark = cell.mark.iter().map(mark_words);
    mark.chain(cell.text.iter().map(Text::to_string)).collect::<Vec<_>>().join("\n")
}

fn mark_words(mark: &Mark) -> String {
    format!("{} {}", mark.sign, mark.word)
}

fn padded(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(cells(words))))
}
