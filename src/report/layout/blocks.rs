//! Blocks → strips, all but tables and entries.

use super::lines::{Line, Piece, Style};
use super::setter::{
    Keep, Landing, Setter, Start, Strip, capitals, ground, heading_anchor, rule, tone_ink,
};
use super::{Artifact, Bounds, Drawing, Face, Item, NodeId, Role, Tag, lines};
use crate::report::chart;
use crate::report::model::{
    Align, Bar, Block, Callout, Fact, Gauge, Heading, Level, List, ListKind, Mark, Text,
};
use crate::report::theme::{self, Points};

/// The sizes tried, largest first, until blocks fit on their one page.
const SCALES: [f64; 5] = [1.0, 0.94, 0.88, 0.82, SMALLEST];
const SMALLEST: f64 = 0.76;

impl<'a> Setter<'a> {
    /// Sets blocks one after the other.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        let mut start = Start::Anywhere;
        for block in blocks {
            if matches!(block, Block::PageBreak) {
                start = Start::NewPage;
                continue;
            }
            let first = self.strips.len();
            let after = self.block(block);
            if let Some(strip) = self.strips.get_mut(first) {
                if start == Start::NewPage {
                    strip.start = Start::NewPage;
                }
                start = after;
            }
        }
    }

    /// Sets one block; says whether the next one must begin a new page.
    fn block(&mut self, block: &'a Block) -> Start {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => self.paragraph(text, self.body(), 9.0),
            Block::Lead(text) => {
                let style = Style::new(Face::Regular, self.size(theme::LEAD), theme::INK);
                self.paragraph(text, style, 12.0);
            }
            Block::Small(text) => {
                let style = Style::new(Face::Regular, self.size(theme::SMALL), theme::QUIET);
                self.paragraph(text, style, 7.0);
            }
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::KeyValues(facts) => self.key_values(facts),
            Block::Entry(entry) => self.entry(entry),
            Block::Bar(bar) => self.bar(bar),
            Block::Gauge(gauge) => self.gauge(gauge),
            Block::Callout(callout) => self.callout(callout),
            Block::Contents => self.contents(),
            Block::Rule => self.hairline(),
            Block::PageBreak => return Start::NewPage,
            Block::Together(blocks) => self.together(blocks),
            Block::OnePage(blocks) => {
                self.one_page(blocks);
                return Start::NewPage;
            }
        }
        Start::Anywhere
    }

    fn heading(&mut self, heading: &Heading) {
        let level = heading.level;
        let color = if level == Level::One { theme::ACCENT } else { theme::INK };
        let face = if level == Level::One { Face::Bold } else { Face::SemiBold };
        let style = Style::new(face, self.size(theme::heading(level)), color);
        let tag = self.heading_tag(level.number());
        let node = self.tree.add(NodeId::ROOT, tag);
        let lines = self.words(heading.text.as_str(), style, self.width, node);
        let (before, after) = theme::heading_room(level);
        let first = self.pour_columns(vec![(0.0, lines)], (0.0, 0.0));
        let mut landings = vec![Landing::Bookmark(level, heading.outline().to_string())];
        landings.extend(heading.anchor.clone().map(Landing::Anchor));
        if level <= Level::Two {
            landings.push(Landing::Anchor(heading_anchor(self.headings)));
            self.headings += 1;
        }
        self.finish(first, before, after, landings);
        for strip in self.strips.iter_mut().skip(first) {
            strip.keep = Keep::WithNext;
        }
    }

    /// Never deeper than one below the heading before, since readers refuse a tree with a level left out.
    pub(super) fn heading_tag(&mut self, level: u8) -> Tag {
        self.depth = level.min(self.depth + 1);
        self.in_entries = false;
        match self.depth {
            0 | 1 => Tag::H1,
            2 => Tag::H2,
            _ => Tag::H3,
        }
    }

    /// Gives the strips from `first` on their room and their landings.
    pub(super) fn finish(
        &mut self,
        first: usize,
        before: Points,
        after: Points,
        landings: Vec<Landing>,
    ) {
        let (before, after) = (before * self.scale, after * self.scale);
        if let Some(strip) = self.strips.get_mut(first) {
            strip.before = before;
            strip.landings = landings;
        }
        if let Some(strip) = self.strips.last_mut() {
            strip.after = after;
        }
    }

    fn paragraph(&mut self, text: &Text, style: Style, after: Points) {
        let node = self.tree.add(NodeId::ROOT, Tag::P);
        let width = self.width.min(theme::MEASURE);
        let lines = self.text(text, style, width, Align::Left, node);
        self.pour(lines, 0.0, after * self.scale);
    }

    fn list(&mut self, list: &List) {
        let style = self.body();
        let indent = 16.0 * self.scale;
        let node = self.tree.add(NodeId::ROOT, Tag::L);
        let width = self.width.min(theme::MEASURE) - indent;
        for (index, item) in list.items.iter().enumerate() {
            let (label, body) = self.list_item(node);
            let sign = match list.kind {
                ListKind::Bulleted => "•".to_owned(),
                ListKind::Numbered => format!("{}.", index + 1),
            };
            let style_of_sign = Style { color: theme::QUIET, ..style };
            let sign = self.words(&sign, style_of_sign, indent, label);
            let lines = self.text(item, style, width, Align::Left, body);
            let last = index + 1 == list.items.len();
            let first = self.pour_columns(vec![(0.0, sign), (indent, lines)], (0.0, 0.0));
            self.finish(first, 0.0, if last { 9.0 } else { 3.5 }, Vec::new());
        }
    }

    pub(super) fn list_item(&mut self, list: NodeId) -> (NodeId, NodeId) {
        let item = self.tree.add(list, Tag::LI);
        (self.tree.add(item, Tag::Lbl), self.tree.add(item, Tag::LBody))
    }

    pub(super) fn key_values(&mut self, facts: &[Fact]) {
        let style = self.body();
        let node = self.tree.add(NodeId::ROOT, Tag::L);
        let from = theme::LABEL_COLUMN;
        for (index, fact) in facts.iter().enumerate() {
            let (label, value) =
                self.fact(fact, node, style, (from - theme::GUTTER, self.width - from));
            let last = index + 1 == facts.len();
            let first = self.pour_columns(vec![(0.0, label), (from, value)], (0.0, 0.0));
            self.finish(first, 0.0, if last { 12.0 } else { 3.0 }, Vec::new());
        }
    }

    /// A name and its value as two columns of lines, given their widths.
    pub(super) fn fact(
        &mut self,
        fact: &Fact,
        list: NodeId,
        style: Style,
        widths: (Points, Points),
    ) -> (Vec<Line>, Vec<Line>) {
        let (name, value) = self.list_item(list);
        let label = self.label(style);
        let name = self.words(&capitals(&fact.name), label, widths.0, name);
        let value = self.cell_lines(&fact.value, style, (widths.1, Align::Left), value);
        (name, value)
    }

    /// One column of a legend: a mark, or for a part of a bar its fill, sign, word and number.
    fn legend_item(
        &mut self,
        mark: &Mark,
        count: Option<u32>,
        list: NodeId,
        width: Points,
    ) -> Vec<Line> {
        let (label, body) = self.list_item(list);
        let style = self.cell();
        let Some(count) = count else { return self.mark(mark, style, width, label) };
        let ink = Style { face: Face::SemiBold, color: tone_ink(mark.tone), ..style };
        let (swatch, height) = (17.0 * self.scale, 8.5 * self.scale);
        let from = swatch + 5.0 * self.scale;
        let name = self.words(&format!("{} {}", mark.sign, mark.word), ink, width - from, label);
        let mut lines: Vec<Line> = name.into_iter().map(|line| line.shifted(from)).collect();
        let number = self.words(&count.to_string(), style, width, body);
        if let (Some(line), Some(number)) = (lines.last_mut(), number.into_iter().next()) {
            let right = from + line.width + 5.0 * self.scale;
            line.items.extend(number.shifted(right).items);
        }
        if let Some(line) = lines.first_mut() {
            let y = (line.height - height) / 2.0;
            let fill = chart::area(mark.tone, Bounds { x: 0.0, y, width: swatch, height });
            line.items.extend(fill.into_iter().map(artifact));
        }
        lines
    }

    fn legend(&mut self, marks: &[(&Mark, Option<u32>)], columns: u8, after: Points) {
        let node = self.tree.add(NodeId::ROOT, Tag::L);
        let wide = self.width / f64::from(columns);
        let rows = marks.chunks(usize::from(columns));
        let count = rows.len();
        for (index, row) in rows.enumerate() {
            let mut set = Vec::new();
            let mut x = 0.0;
            for (mark, count) in row {
                set.push((x, self.legend_item(mark, *count, node, wide - theme::GUTTER)));
                x += wide;
            }
            let first = self.pour_columns(set, (0.0, 0.0));
            let last = index + 1 == count;
            self.finish(first, 0.0, if last { after } else { 3.0 }, Vec::new());
            self.keep_from(first, !last);
        }
    }

    /// Keeps the strips from `first` on with what follows; the last one only where asked.
    pub(super) fn keep_from(&mut self, first: usize, last_too: bool) {
        let count = self.strips.len();
        for (index, strip) in self.strips.iter_mut().enumerate().skip(first) {
            if last_too || index + 1 < count {
                strip.keep = Keep::WithNext;
            }
        }
    }

    fn caption(&mut self, words: &str) {
        let style = Style { face: Face::SemiBold, ..self.cell() };
        let node = self.tree.add(NodeId::ROOT, Tag::P);
        let lines = self.words(words, style, self.width, node);
        let first = self.pour_columns(vec![(0.0, lines)], (0.0, 0.0));
        self.finish(first, 6.0, 5.0, Vec::new());
        self.keep_from(first, true);
    }

    /// A strip that holds nothing but a figure.
    fn figure(
        &mut self,
        height: Points,
        alternative: String,
        draw: impl FnOnce(Bounds) -> Vec<Drawing>,
    ) {
        let node = self.tree.add_described(NodeId::ROOT, Tag::Figure, alternative);
        let height = height * self.scale;
        let drawings = draw(Bounds { x: 0.0, y: 0.0, width: self.width, height });
        let items = drawings.into_iter().map(|drawing| Item { role: Role::Part(node), drawing });
        let strip = Strip {
            height,
            after: 8.0 * self.scale,
            keep: Keep::WithNext,
            items: items.collect(),
            ..Strip::default()
        };
        self.strips.push(strip);
    }

    fn bar(&mut self, bar: &Bar) {
        self.caption(bar.caption.as_str());
        self.figure(16.0, bar.alternative(), |bounds| chart::bar(bar, bounds));
        let marks: Vec<_> = bar.parts.iter().map(|part| (&part.mark, Some(part.count))).collect();
        self.legend(&marks, 4, 14.0);
    }

    pub(super) fn gauge(&mut self, gauge: &Gauge) {
        let first = self.strips.len();
        let node = self.tree.add(NodeId::ROOT, Tag::P);
        let [label, figure, detail] = [(); 3].map(|()| self.tree.add(node, Tag::Span));
        let style = self.label(self.cell());
        let mut lines = self.words(&capitals(&gauge.label), style, self.width, label);
        let style = Style::new(Face::Bold, self.size(theme::DISPLAY), theme::ACCENT);
        lines.extend(self.words(gauge.figure.as_str(), style, self.width, figure));
        lines.extend(self.words(gauge.detail.as_str(), self.body(), self.width, detail));
        self.pour_columns(vec![(0.0, lines)], (0.0, 0.0));
        self.finish(first, 6.0, 6.0, Vec::new());
        self.figure(6.0, gauge.alternative(), |bounds| chart::gauge(gauge, bounds));
        if gauge.beside.is_empty() {
            if let Some(strip) = self.strips.last_mut() {
                strip.keep = Keep::Free;
                strip.after = 14.0;
            }
        } else {
            let marks: Vec<_> = gauge.beside.iter().map(|mark| (mark, None)).collect();
            self.legend(&marks, 3, 14.0);
        }
        self.keep_from(first, false);
    }

    fn callout(&mut self, callout: &Callout) {
        let (inset, pad) = (14.0, 9.0 * self.scale);
        let width = self.width - 2.0 * inset;
        let note = self.tree.add(NodeId::ROOT, Tag::Sect);
        let title = self.tree.add(note, Tag::P);
        let style = Style { face: Face::SemiBold, color: tone_ink(callout.tone), ..self.body() };
        let mut lines = vec![Line::room(pad)];
        lines.extend(self.words(callout.title.as_str(), style, width, title));
        for text in &callout.body {
            let node = self.tree.add(note, Tag::P);
            lines.push(Line::room(2.0 * self.scale));
            lines.extend(self.text(
                text,
                self.body(),
                width.min(theme::MEASURE),
                Align::Left,
                node,
            ));
        }
        lines.push(Line::room(pad));
        let first = self.strips.len();
        self.pour(
            lines.into_iter().map(|line| line.shifted(inset)).collect(),
            10.0 * self.scale,
            14.0 * self.scale,
        );
        for strip in self.strips.iter_mut().skip(first) {
            let bounds = Bounds { x: 0.0, y: 0.0, width: self.width, height: strip.height };
            strip.items.insert(0, ground(bounds, theme::ground_of(callout.tone)));
            strip.items.insert(1, ground(Bounds { width: 2.5, ..bounds }, tone_ink(callout.tone)));
        }
        self.keep_if_short(first);
    }

    /// Keeps the strips from `first` on together, unless they would not fit on half a page.
    pub(super) fn keep_if_short(&mut self, first: usize) {
        let height: Points = self.strips.iter().skip(first).map(|strip| strip.height).sum();
        if height < self.height / 2.0 {
            self.keep_from(first, false);
        }
    }

    fn contents(&mut self) {
        let node = self.tree.add(NodeId::ROOT, Tag::TOC);
        let number_width = 30.0;
        for (ordinal, heading, page) in self.contents.clone() {
            let part = heading.level == Level::One;
            let item = self.tree.add(node, Tag::TOCI);
            let link = self.tree.add(item, Tag::Link);
            let face = if part { Face::SemiBold } else { Face::Regular };
            let style = Style { face, ..self.body() };
            let indent = if part { 0.0 } else { 14.0 };
            let width = self.width - number_width - indent;
            let lines = self.words(heading.text.as_str(), style, width, link);
            let number = page.map_or(String::new(), |page| (page + 1).to_string());
            let right = Piece { words: &number, style, role: Role::Part(link), link: None };
            let number = lines::set(&[right], number_width, Align::Right, &mut self.missing);
            let to = heading_anchor(ordinal);
            let words = heading.text.to_string();
            let first =
                self.pour_columns(vec![(indent, lines), (indent + width, number)], (0.0, 0.0));
            if let Some(strip) = self.strips.get_mut(first) {
                let bounds =
                    Bounds { x: indent, y: 0.0, width: width + number_width, height: strip.height };
                let drawing = Drawing::Link { bounds, to, words };
                strip.items.push(Item { role: Role::Part(link), drawing });
            }
            self.finish(
                first,
                if part { 5.0 } else { 0.0 },
                if part { 2.0 } else { 1.0 },
                Vec::new(),
            );
            if let Some(strip) = self.strips.get_mut(first).filter(|_| part) {
                strip.divider = Some(rule(0.0, -2.5, self.width, 0.4, theme::HAIRLINE));
            }
        }
        if let Some(strip) = self.strips.last_mut() {
            strip.after = 14.0;
        }
    }

    fn hairline(&mut self) {
        let items = vec![rule(0.0, 0.0, self.width, 0.5, theme::HAIRLINE)];
        let room = 12.0 * self.scale;
        self.strips.push(Strip {
            before: room,
            after: room,
            height: 0.5,
            items,
            ..Strip::default()
        });
    }

    fn together(&mut self, blocks: &'a [Block]) {
        let first = self.strips.len();
        self.blocks(blocks);
        if self.height_from(first) <= self.height {
            self.keep_from(first, false);
        }
    }

    /// The height of the strips from `first` on, on a page of their own.
    fn height_from(&self, first: usize) -> Points {
        let strips = self.strips.get(first..).unwrap_or_default();
        let rooms = strips.windows(2).filter_map(|pair| match pair {
            [strip, next] => Some(strip.after.max(next.before)),
            _ => None,
        });
        strips.iter().map(|strip| strip.height).sum::<Points>() + rooms.sum::<Points>()
    }

    fn one_page(&mut self, blocks: &'a [Block]) {
        let first = self.strips.len();
        for scale in SCALES {
            let before = self.bookmark();
            self.scale = scale;
            self.blocks(blocks);
            self.scale = 1.0;
            if self.height_from(first) <= self.height {
                self.keep_from(first, false);
                break;
            }
            if scale > SMALLEST {
                self.return_to(before);
            } else {
                self.too_long.push(first_heading(blocks));
            }
        }
        if let Some(strip) = self.strips.get_mut(first) {
            strip.start = Start::NewPage;
        }
    }
}

fn artifact(drawing: Drawing) -> Item {
    Item { role: Role::Artifact(Artifact::Layout), drawing }
}

fn first_heading(blocks: &[Block]) -> String {
    let heading = blocks.iter().find_map(|block| match block {
        Block::Heading(heading) => Some(heading.text.to_string()),
        _ => None,
    });
    heading.unwrap_or_else(|| "A page without heading".to_owned())
}
