//! Blocks → strips, all but tables and entries.

use super::lines::{Line, Piece, Style};
use super::marks::{ground, rule};
use super::setter::{Setter, capitals, heading_anchor};
use super::strips::{Keep, Landing, Start, Strip};
use super::{Bounds, Drawing, Face, Item, NodeId, Role, Tag, lines};
use crate::report::model::{Align, Block, Callout, Fact, Heading, Level, List, ListKind, Text};
use crate::report::theme::{self, Points};

/// The sizes tried, largest first, until blocks fit on their one page.
/// How much smaller a page may be set to hold what belongs on it; below, small print could no longer be read.
const SCALES: [f64; 4] = [1.0, 0.94, 0.88, 0.82];

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
            Block::Small(text) => self.small(text),
            Block::Quote(text) => self.quote(text),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::KeyValues(facts) => self.key_values(facts),
            Block::Entry(entry) => self.entry(entry),
            Block::Bar(bar) => self.bar(bar),
            Block::Gauge(gauge) => self.gauge(gauge),
            Block::Meters(meters) => self.meters(meters),
            Block::Steps(steps) => self.steps(steps),
            Block::ToSign(lines) => self.lines_to_sign(lines),
            Block::Timeline(timeline) => self.timeline(timeline),
            Block::HeatMap(map) => self.heat_map(map),
            Block::Shares(shares) => self.shares(shares),
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

    /// As deep as there are headings of lesser levels above it: readers refuse a tree with a level left out, whatever the report leaves out.
    pub(super) fn heading_tag(&mut self, level: u8) -> Tag {
        self.under.retain(|above| *above < level);
        self.under.push(level);
        match self.under.len() {
            0 | 1 => Tag::H1,
            2 => Tag::H2,
            _ => Tag::H3,
        }
    }

    pub(super) fn small(&mut self, text: &Text) {
        let style = Style::new(Face::Regular, self.size(theme::SMALL), theme::QUIET);
        self.paragraph(text, style, 7.0);
    }

    fn paragraph(&mut self, text: &Text, style: Style, after: Points) {
        let node = self.tree.add(NodeId::ROOT, Tag::P);
        let width = self.width.min(theme::MEASURE);
        let lines = self.text(text, style, width, Align::Left, node);
        self.pour(lines, 0.0, after * self.scale);
    }

    fn quote(&mut self, text: &Text) {
        let inset = 14.0;
        let quote = self.tree.add(NodeId::ROOT, Tag::BlockQuote);
        let node = self.tree.add(quote, Tag::P);
        let width = self.width.min(theme::MEASURE) - inset;
        let lines = self.text(text, self.body(), width, Align::Left, node);
        let lines = lines.into_iter().map(|line| line.shifted(inset)).collect();
        let first = self.strips.len();
        self.pour(lines, 2.0 * self.scale, 11.0 * self.scale);
        for strip in self.strips.iter_mut().skip(first) {
            let bounds = Bounds { x: 0.0, y: 0.0, width: 1.5, height: strip.height };
            strip.items.insert(0, ground(bounds, theme::RULE));
        }
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
            let quiet = Style { color: theme::QUIET, ..style };
            let number = self.words(&sign, quiet, indent, label);
            let lines = self.text(item, style, width, Align::Left, body);
            let room = if index + 1 == list.items.len() { 9.0 } else { 3.5 };
            let first = self.pour_columns(vec![(0.0, number), (indent, lines)], (0.0, 0.0));
            self.finish(first, 0.0, room, Vec::new());
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

    fn callout(&mut self, callout: &Callout) {
        let (inset, pad) = (14.0, 9.0 * self.scale);
        let width = self.width - 2.0 * inset;
        let section = self.tree.add(NodeId::ROOT, Tag::Sect);
        let title = self.tree.add(section, Tag::P);
        let style =
            Style { face: Face::SemiBold, color: theme::ink_of(callout.tone), ..self.body() };
        let mut lines = vec![Line::room(pad)];
        lines.extend(self.words(callout.title.as_str(), style, width, title));
        for text in &callout.body {
            let node = self.tree.add(section, Tag::P);
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
            strip
                .items
                .insert(1, ground(Bounds { width: 2.5, ..bounds }, theme::ink_of(callout.tone)));
        }
        self.keep_if_short(first);
    }

    fn contents(&mut self) {
        let node = self.tree.add(NodeId::ROOT, Tag::TOC);
        let number_width = 30.0;
        for listed in self.contents {
            let part = listed.level == Level::One;
            let item = self.tree.add(node, Tag::TOCI);
            let link = self.tree.add(item, Tag::Link);
            let face = if part { Face::SemiBold } else { Face::Regular };
            let style = Style { face, ..self.body() };
            let indent = if part { 0.0 } else { 14.0 };
            let width = self.width - number_width - indent;
            let mut lines = self.words(&listed.words, style, width, link);
            lines.iter_mut().for_each(Line::end_with_space);
            let number = listed.page.map_or(String::new(), |page| (page + 1).to_string());
            let right = Piece { words: &number, style, role: Role::Part(link), link: None };
            let number = lines::set(&[right], number_width, Align::Right, &mut self.compositor);
            let to = heading_anchor(listed.ordinal);
            let words = listed.words.clone();
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

    fn one_page(&mut self, blocks: &'a [Block]) {
        let first = self.strips.len();
        let before = self.standpoint();
        let fits = SCALES.into_iter().any(|scale| {
            self.return_to(before.clone());
            self.scale = scale;
            self.blocks(blocks);
            self.scale = 1.0;
            self.height_from(first) <= self.height
        });
        if fits {
            self.keep_from(first, false);
        } else {
            self.return_to(before);
            self.blocks(blocks);
        }
        if let Some(strip) = self.strips.get_mut(first) {
            strip.start = Start::NewPage;
        }
    }
}
