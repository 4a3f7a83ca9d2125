//! Heat maps and bars in rows: tables whose cells have a ground, or a bar beside their numbers.

use super::lines::{Line, Piece, Style};
use super::marks::{artifact, ground, rule};
use super::setter::Setter;
use super::strips::{Head, Keep};
use super::{Bounds, Drawing, Face, Item, NodeId, Role, Tag};
use crate::report::chart;
use crate::report::model::{Align, Heat, HeatCell, HeatMap, HeatRow, Share, Shares, Words};
use crate::report::theme::{self, Points};

/// A column of numbers is never wider.
const WIDEST_CELL: Points = 42.0;
/// The names of the rows keep at least so much of the width.
const NAMES: f64 = 0.26;
/// Paper between two grounds.
const GAP: Points = 1.2;
/// Room above and below the words of a cell.
const PADDING: (Points, Points) = (2.4, 2.6);
/// Below the columns' names.
const UNDER_HEAD: Points = 4.0;
/// No step of the key is wider than this part of the width.
const KEY_COLUMNS: f64 = 5.0;
/// The height of a bar in a row.
const BAR: Points = 6.0;

/// Where the columns stand.
#[derive(Clone, Copy)]
struct Grid {
    names: Points,
    cell: Points,
}

impl Grid {
    fn left(self, index: usize) -> Points {
        self.names + self.cell * f64::from(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl Setter<'_> {
    pub(super) fn heat_map(&mut self, map: &HeatMap) {
        self.key(map);
        let count = f64::from(u32::try_from(map.columns.len().max(1)).unwrap_or(u32::MAX));
        let cell = (self.width * (1.0 - NAMES) / count).min(WIDEST_CELL);
        let grid = Grid { names: self.width - cell * count, cell };
        let node = self.tree.add_described(NodeId::ROOT, Tag::Table, map.summary.to_string());
        let head = self.heat_head(map, grid, node);
        let body = self.tree.add(node, Tag::TBody);
        for row in &map.rows {
            self.heat_row(row, map.columns.len(), grid, (body, head));
        }
        if map.rows.is_empty() {
            let row = self.tree.add(body, Tag::TR);
            let cell = self.tree.add(row, Tag::TD);
            for _ in &map.columns {
                self.tree.add(row, Tag::TD);
            }
            let style = Style { color: theme::QUIET, ..self.cell() };
            let lines = self.words(map.empty.as_str(), style, self.width, cell);
            self.pour_columns(vec![(0.0, lines)], PADDING);
        }
        if let Some(strip) = self.strips.last_mut() {
            strip.after = 16.0 * self.scale;
        }
    }

    /// The steps, before the map: whoever listens knows what the numbers are, whoever looks what the grounds are.
    fn key(&mut self, map: &HeatMap) {
        self.caption(map.key.as_str());
        let list = self.tree.add(NodeId::ROOT, Tag::L);
        let style = self.cell();
        let (side, mut x, mut columns) = (10.0 * self.scale, 0.0, Vec::new());
        for heat in Heat::ALL {
            let item = self.tree.add(list, Tag::LI);
            let body = self.tree.add(item, Tag::LBody);
            let words = self.words(heat.title(), style, self.width / KEY_COLUMNS, body);
            let mut words: Vec<Line> =
                words.into_iter().map(|line| line.shifted(side + 4.0)).collect();
            words.iter_mut().for_each(Line::end_with_space);
            let width = words.iter().map(|line| line.width).fold(0.0, f64::max);
            if let Some(line) = words.first_mut() {
                let y = (line.height - side) / 2.0;
                let bounds = Bounds { x: 0.0, y, width: side, height: side };
                line.items.push(ground(bounds, theme::heat_ground(heat)));
                let frame = super::frame(bounds, theme::RULE, 0.5);
                line.items.extend(frame.into_iter().map(artifact));
            }
            columns.push((x, words));
            x += side + 4.0 + width + 12.0;
        }
        let first = self.pour_columns(columns, (0.0, 0.0));
        self.finish(first, 0.0, 8.0, Vec::new());
        self.keep_from(first, true);
    }

    fn heat_head(&mut self, map: &HeatMap, grid: Grid, node: NodeId) -> usize {
        let head = self.tree.add(node, Tag::THead);
        let row = self.tree.add(head, Tag::TR);
        let small = Style::new(Face::SemiBold, self.size(theme::SMALL), theme::INK);
        let natural = |words: &Words| {
            let role = Role::Part(NodeId::ROOT);
            self.compositor.natural_width(&[Piece {
                words: words.as_str(),
                style: small,
                role,
                link: None,
            }])
        };
        let height = map.columns.iter().map(natural).fold(20.0, f64::max) + 2.0 * UNDER_HEAD;
        let corner = self.tree.add(row, Tag::TH);
        let corner = self.words(map.corner.as_str(), small, grid.names - theme::GUTTER, corner);
        let room = height - corner.iter().map(|line| line.height).sum::<Points>() - UNDER_HEAD;
        let corner = std::iter::once(Line::room(room.max(0.0))).chain(corner).collect();
        let mut upright = Vec::new();
        for (index, column) in map.columns.iter().enumerate() {
            let cell = self.tree.add(row, Tag::TH);
            let lines = self.words(column.as_str(), small, height * 2.0, cell);
            let middle = grid.left(index) + grid.cell / 2.0 + 0.35 * small.size;
            for item in lines.into_iter().flat_map(|line| line.items) {
                upright.push(upended(item, (middle, height - UNDER_HEAD), (grid, index)));
            }
        }
        let first = self.pour_columns(vec![(0.0, corner)], (0.0, UNDER_HEAD));
        let width = self.width;
        let Some(strip) = self.strips.get_mut(first) else { return usize::MAX };
        strip.height = height;
        strip.items.extend(upright);
        strip.items.push(rule(0.0, height, width, 0.5, theme::RULE));
        strip.keep = Keep::WithNext;
        self.heads.push(Head { height, items: strip.items.clone() });
        self.heads.len() - 1
    }

    fn heat_row(
        &mut self,
        row: &HeatRow,
        columns: usize,
        grid: Grid,
        (body, head): (NodeId, usize),
    ) {
        let node = self.tree.add(body, Tag::TR);
        let name = self.tree.add(node, Tag::TD);
        let style = self.cell();
        let width = grid.names - theme::GUTTER;
        let mut set = vec![(0.0, self.text(&row.name, style, width, Align::Left, name))];
        let mut grounds = Vec::new();
        for index in 0..columns {
            let part = self.tree.add(node, Tag::TD);
            let Some(HeatCell { words, heat }) = row.cells.get(index) else { continue };
            let style = Style::new(Face::Regular, self.size(theme::SMALL), theme::heat_ink(*heat));
            let lines = self.words(words.as_str(), style, grid.cell - 2.0 * GAP, part);
            let lines = lines.into_iter().map(|line| centered(line, grid.cell));
            set.push((grid.left(index), lines.collect()));
            grounds.push((grid.left(index), *heat));
        }
        // One line stands in the middle of a row of two.
        let tall = |lines: &[Line]| lines.iter().map(|line| line.height).sum::<Points>();
        let tallest = set.iter().map(|(_, lines)| tall(lines)).fold(0.0, f64::max);
        for (_, lines) in &mut set {
            let room = (tallest - tall(lines)) / 2.0;
            lines.insert(0, Line::room(room));
        }
        let first = self.pour_columns(set, (PADDING.0 * self.scale, PADDING.1 * self.scale));
        let rule_width = self.width;
        let Some(strip) = self.strips.get_mut(first) else { return };
        strip.head = Some(head);
        let height = strip.height;
        let mut items: Vec<Item> = grounds
            .into_iter()
            .map(|(x, heat)| {
                let (x, width) = (x + GAP / 2.0, grid.cell - GAP);
                let bounds = Bounds { x, y: GAP / 2.0, width, height: height - GAP };
                ground(bounds, theme::heat_ground(heat))
            })
            .collect();
        items.push(rule(0.0, height, rule_width, 0.4, theme::HAIRLINE));
        items.append(&mut strip.items);
        strip.items = items;
    }

    pub(super) fn shares(&mut self, shares: &Shares) {
        let node = self.tree.add_described(NodeId::ROOT, Tag::Table, shares.summary.to_string());
        let head = self.tree.add(node, Tag::THead);
        let row = self.tree.add(head, Tag::TR);
        let style = self.label(self.cell());
        let [names, said] = [0.34, 0.24].map(|part| self.width * part);
        let mut heads = Vec::new();
        for (x, width, words) in
            [(0.0, names, &shares.corner), (self.width - said, said, &shares.measured)]
        {
            let cell = self.tree.add(row, Tag::TH);
            let words = super::setter::capitals(words);
            heads.push((x, self.words(&words, style, width - theme::GUTTER, cell)));
        }
        let first = self.pour_columns(heads, (3.0, 3.5));
        let width = self.width;
        if let Some(strip) = self.strips.get_mut(first) {
            strip.items.push(rule(0.0, strip.height, width, 0.5, theme::RULE));
            strip.before = 6.0 * self.scale;
        }
        let body = self.tree.add(node, Tag::TBody);
        shares.rows.iter().for_each(|share| self.share(share, body, (names, said)));
        self.keep_if_short(first);
        if let Some(strip) = self.strips.last_mut() {
            strip.after = 14.0 * self.scale;
        }
    }

    fn share(&mut self, share: &Share, body: NodeId, (names, said): (Points, Points)) {
        let node = self.tree.add(body, Tag::TR);
        let [name, number] = [(); 2].map(|()| self.tree.add(node, Tag::TD));
        let style = self.cell();
        let width = names - theme::GUTTER;
        let name = self.text(&share.name, style, width, Align::Left, name);
        let words = self.words(share.said.as_str(), style, said, number);
        let right = self.width - said;
        let padding = (1.8 * self.scale, 2.0 * self.scale);
        let first = self.pour_columns(vec![(0.0, name), (right, words)], padding);
        let (bar, scale) = (right - names - theme::GUTTER, self.scale);
        let Some(strip) = self.strips.get_mut(first) else { return };
        let y = (strip.height - BAR * scale) / 2.0;
        let bounds = Bounds { x: names, y, width: bar, height: BAR * scale };
        let drawn: Vec<Drawing> = if share.whole == 0 {
            super::frame(bounds, theme::RULE, 0.5).to_vec()
        } else {
            chart::gauge(share.part, share.whole, bounds)
        };
        strip.items.extend(drawn.into_iter().map(artifact));
    }
}

/// A line in the middle of its cell, which is its column from then on.
fn centered(line: Line, cell: Points) -> Line {
    let right = ((cell - line.width) / 2.0).max(GAP);
    let mut line = line.shifted(right);
    for item in &mut line.items {
        if let Drawing::Words(set) = &mut item.drawing {
            set.column = (0.0, cell);
        }
    }
    line
}

/// Words set level, turned to read upward from a point, in the column of that number.
fn upended(item: Item, (x, bottom): (Points, Points), (grid, index): (Grid, usize)) -> Item {
    let Drawing::Words(mut set) = item.drawing else { return item };
    (set.y, set.x) = (bottom - set.x, x);
    set.turn = 90.0;
    set.column = (grid.left(index), grid.left(index) + grid.cell);
    Item { drawing: Drawing::Words(set), ..item }
}
