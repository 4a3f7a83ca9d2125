//! Tables: widths of columns, the head, rows that stay whole, hairlines.

use super::lines::{Line, Piece, Style};
use super::marks::rule;
use super::setter::{Setter, capitals, voiced};
use super::strips::{Head, Keep, Landing, Strip};
use super::{Face, NodeId, Role, Tag, lines};
use crate::report::model::{Align, Cell, Row, Table, Width};
use crate::report::theme::{self, GUTTER, Points};

/// The largest part of the table that one fitted column may take.
const WIDEST_FIT: f64 = 0.34;
/// Room above and below the words of a row.
const PADDING: (Points, Points) = (4.0, 4.5);

/// Where a column's words begin, and how wide it is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    x: Points,
    width: Points,
}

impl Setter<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let spans = self.spans(table);
        let node = self.tree.add_described(NodeId::ROOT, Tag::Table, table.summary.to_string());
        let head = self.table_head(table, &spans, node);
        let first = self.strips.len() - 1;
        let body = self.tree.add(node, Tag::TBody);
        for row in &table.rows {
            self.row(table, row, &spans, body, head);
        }
        if table.rows.is_empty() {
            self.empty_row(table, body, head);
        }
        self.close(first);
    }

    /// Fitted columns take what their widest cell needs, within bounds; the rest is shared.
    fn spans(&self, table: &Table) -> Vec<Span> {
        let gutters = GUTTER * real(table.columns.len().saturating_sub(1));
        let room = (self.width - gutters).max(1.0);
        let shares: f64 = table.columns.iter().map(|column| share_of(column.width)).sum();
        let mut widths: Vec<Points> =
            (0..table.columns.len()).map(|index| self.fitted(table, index)).collect();
        let fitted: Points = widths.iter().sum();
        // With nothing to share, what is left over stays on the right.
        let least_shared = if shares > 0.0 { room * 0.3 } else { 0.0 };
        let shrink = ((room - least_shared) / fitted).min(1.0);
        for width in &mut widths {
            *width *= shrink;
        }
        let left = room - widths.iter().sum::<Points>();
        let mut x = 0.0;
        let spans = widths.iter().zip(&table.columns).map(|(fitted, column)| {
            let width = match column.width {
                Width::Fit => *fitted,
                Width::Share(parts) => left * f64::from(parts) / shares,
            };
            let span = Span { x, width };
            x += width + GUTTER;
            span
        });
        spans.collect()
    }

    /// The width a fitted column wants; 0 for one that takes a share.
    fn fitted(&self, table: &Table, index: usize) -> Points {
        let Some(column) = table.columns.get(index) else { return 0.0 };
        if column.width != Width::Fit {
            return 0.0;
        }
        let style = self.cell();
        let natural = |words: &str, style| {
            let piece = Piece { words, style, role: Role::Part(NodeId::ROOT), link: None };
            self.compositor.natural_width(&[piece])
        };
        let head = natural(&capitals(&column.head), self.label(style));
        let bold = Style { face: Face::SemiBold, ..style };
        let cells = table.rows.iter().filter_map(|row| row.cells.get(index)).map(|cell| {
            let mark =
                cell.mark.as_ref().map_or(0.0, |mark| natural(mark.word.as_str(), bold) + 13.0);
            let text = cell.text.iter().map(|text| {
                text.0
                    .iter()
                    .map(|run| natural(run.words.as_str(), voiced(style, run.voice)))
                    .sum::<Points>()
            });
            text.fold(mark, f64::max)
        });
        let cells = cells.fold(0.0, f64::max).min(self.width * WIDEST_FIT);
        cells.max(head) + 0.5
    }

    fn table_head(&mut self, table: &Table, spans: &[Span], node: NodeId) -> usize {
        let head = self.tree.add(node, Tag::THead);
        let row = self.tree.add(head, Tag::TR);
        let style = self.label(self.cell());
        let mut columns = Vec::new();
        for (column, span) in table.columns.iter().zip(spans) {
            let cell = self.tree.add(row, Tag::TH);
            let words = capitals(&column.head);
            let piece = Piece { words: &words, style, role: Role::Part(cell), link: None };
            columns.push((
                span.x,
                lines::set(&[piece], span.width, column.align, &mut self.compositor),
            ));
        }
        let first = self.pour_columns(columns, (3.0, 3.5));
        let width = self.width;
        let Some(strip) = self.strips.get_mut(first) else { return usize::MAX };
        strip.items.push(rule(0.0, 0.0, width, 0.8, theme::RULE));
        strip.items.push(rule(0.0, strip.height, width, 0.5, theme::RULE));
        strip.keep = Keep::WithNext;
        strip.before = 6.0 * self.scale;
        self.heads.push(Head { height: strip.height, items: strip.items.clone() });
        self.heads.len() - 1
    }

    fn row(&mut self, table: &Table, row: &Row, spans: &[Span], body: NodeId, head: usize) {
        let node = self.tree.add(body, Tag::TR);
        let empty = Cell::default();
        let mut columns = Vec::new();
        for (index, (column, span)) in table.columns.iter().zip(spans).enumerate() {
            let part = self.tree.add(node, Tag::TD);
            let cell = row.cells.get(index).unwrap_or(&empty);
            let style = self.cell();
            columns.push((span.x, self.cell_lines(cell, style, (span.width, column.align), part)));
        }
        let padding = (PADDING.0 * self.scale, PADDING.1 * self.scale);
        let first = self.pour_columns(columns, padding);
        let width = self.width;
        for strip in self.strips.iter_mut().skip(first) {
            strip.head = Some(head);
        }
        if let Some(strip) = self.strips.last_mut() {
            strip.items.push(rule(0.0, strip.height, width, 0.4, theme::HAIRLINE));
        }
        if let Some(strip) = self.strips.get_mut(first) {
            strip.landings.extend(row.anchor.clone().map(Landing::Anchor));
        }
    }

    /// A cell of one mark or one paragraph is its content; several are parts of it.
    pub(super) fn cell_lines(
        &mut self,
        cell: &Cell,
        style: Style,
        (width, align): (Points, Align),
        node: NodeId,
    ) -> Vec<Line> {
        let several = cell.text.len() + usize::from(cell.mark.is_some()) > 1;
        let mut set = Vec::new();
        if let Some(mark) = &cell.mark {
            let node = if several { self.tree.add(node, Tag::P) } else { node };
            set.extend(self.mark(mark, style, width, node));
        }
        for text in &cell.text {
            let node = if several { self.tree.add(node, Tag::P) } else { node };
            if !set.is_empty() {
                set.push(Line::room(2.5 * self.scale));
            }
            set.extend(self.text(text, style, width, align, node));
        }
        set
    }

    fn empty_row(&mut self, table: &Table, body: NodeId, head: usize) {
        let row = self.tree.add(body, Tag::TR);
        let mut cells = table
            .columns
            .iter()
            .map(|_| self.tree.add(row, Tag::TD))
            .collect::<Vec<_>>()
            .into_iter();
        let Some(node) = cells.next() else { return };
        let style = Style { color: theme::QUIET, ..self.cell() };
        let lines = self.words(table.empty.as_str(), style, self.width, node);
        let first = self.pour_columns(vec![(0.0, lines)], PADDING);
        let width = self.width;
        if let Some(strip) = self.strips.get_mut(first) {
            strip.head = Some(head);
            strip.items.push(rule(0.0, strip.height, width, 0.4, theme::HAIRLINE));
        }
    }

    /// The head stays with the first row, and the last row is not left alone on a page.
    fn close(&mut self, first: usize) {
        if let Some(strip) = self.strips.last_mut() {
            strip.after = 16.0 * self.scale;
        }
        let rows = self.strips.len() - first - 1;
        if rows < 3 {
            return;
        }
        let short = |strip: &Strip| strip.height < 60.0;
        if let [.., before, last] = self.strips.as_mut_slice()
            && short(before)
            && short(last)
        {
            before.keep = Keep::WithNext;
        }
    }
}

const fn share_of(width: Width) -> f64 {
    match width {
        Width::Fit => 0.0,
        Width::Share(parts) => parts as f64,
    }
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
