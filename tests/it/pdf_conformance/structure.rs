//! pdfinfo -struct-text: the headings, the heads of columns and the cells are those of the model, in its order.

use proofbook::report::model::{Block, Cell, Report, Table};

use super::documents::{self, Document};
use super::tools::{Tool, side_by_side};
use super::words::plain;
use crate::report_engine::cell_words;

/// What is read of a file: headings, heads of columns, cells.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    headings: Vec<String>,
    heads: Vec<String>,
    cells: Vec<String>,
}

impl Parts {
    fn of(&mut self, tag: &str) -> Option<&mut Vec<String>> {
        match tag {
            "H1" | "H2" | "H3" => Some(&mut self.headings),
            "TH" => Some(&mut self.heads),
            "TD" => Some(&mut self.cells),
            _ => None,
        }
    }

    /// As the model has them.
    fn modeled(report: &Report) -> Self {
        let mut parts = Self::default();
        parts.headings.extend(report.cover.iter().map(|cover| plain(cover.title.as_str())));
        parts.visit(&report.blocks);
        parts
    }

    fn visit(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => self.headings.push(plain(heading.text.as_str())),
                Block::Entry(entry) => {
                    self.headings.push(plain(&format!("{}{}", entry.label, entry.heading)));
                }
                Block::Table(table) => self.table(table),
                // Figures that are tables to whoever listens.
                Block::HeatMap(map) => self.table(&map.table()),
                Block::Shares(shares) => self.table(&shares.table()),
                Block::Together(inner) | Block::OnePage(inner) => self.visit(inner),
                _ => {}
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let cell = |cell: Option<&Cell>| plain(&cell.map(cell_words).unwrap_or_default().concat());
        let columns = &table.columns;
        self.heads.extend(columns.iter().map(|column| plain(column.head.as_str())));
        for row in &table.rows {
            self.cells.extend((0..columns.len()).map(|at| cell(row.cells.get(at))));
        }
        if table.rows.is_empty() {
            let rest = (1..columns.len()).map(|_| String::new());
            self.cells.extend(std::iter::once(plain(table.empty.as_str())).chain(rest));
        }
    }

    /// As poppler reads them. A part is a line with its tag, set in by its depth; its words stand in quotation marks further in.
    fn read(lines: &str) -> Self {
        let mut parts = Self::default();
        let mut open: Option<(usize, String)> = None;
        for line in lines.lines() {
            let words = line.trim_start();
            let depth = line.len() - words.len();
            if let Some(quoted) = words.strip_prefix('"') {
                let quoted = quoted.strip_suffix('"').unwrap();
                if let Some((_, tag)) = &open {
                    *parts.of(tag).unwrap().last_mut().unwrap() += &plain(quoted);
                }
            } else if !words.starts_with(['/', ' ']) && !words.starts_with("Object ") {
                if open.as_ref().is_some_and(|(outer, _)| depth <= *outer) {
                    open = None;
                }
                let tag = words.split([' ', ':']).next().unwrap();
                if let Some(found) = parts.of(tag) {
                    found.push(String::new());
                    open = Some((depth, tag.to_owned()));
                }
            }
        }
        parts
    }
}

fn read(document: &Document) -> Parts {
    Parts::read(&Tool::PdfInfo.tell(["-struct-text", document.path()]))
}

#[test]
fn headings_heads_and_cells_are_those_of_the_model() {
    if !Tool::PdfInfo.is_here() {
        return;
    }
    // Of each kind the shortest: what poppler takes grows with the square of the pages.
    let documents = documents::shortest();
    for (document, read) in documents.iter().zip(side_by_side(&documents, |one| read(one))) {
        let name = document.name();
        let modeled = Parts::modeled(&document.report);
        assert!(modeled.headings.len() > 10 && modeled.cells.len() > 50, "{name}: {modeled:?}");
        assert_same(name, &read.headings, &modeled.headings);
        assert_same(name, &read.heads, &modeled.heads);
        assert_same(name, &read.cells, &modeled.cells);
    }
}

fn assert_same(name: &str, read: &[String], modeled: &[String]) {
    for (at, (read, modeled)) in read.iter().zip(modeled).enumerate() {
        assert_eq!(read, modeled, "{name}: number {at}");
    }
    assert_eq!(read.len(), modeled.len(), "{name}");
}
