//! Where everything is drawn: every text on screen passes through [`Canvas::put`], so foreign text is made visible and cut in one place.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use super::Drawn;
use super::hits::Hits;
use super::look::{Look, Signs, Styles, ascii};
use crate::app::pointing::Target;
use crate::app::words::{Said, Tone};
use crate::text::{cut, visible, visible_lines, width, wrap};

/// A buffer with a look, and the place of the focus.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// The whole window.
    pub(super) area: Rect,
    /// The styles by meaning.
    pub(super) styles: Styles,
    signs: Signs,
    cursor: Option<Position>,
    hits: Hits,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, look: &Look, area: Rect) -> Self {
        Self {
            buffer,
            area,
            styles: look.styles,
            signs: look.signs,
            cursor: None,
            hits: Hits::default(),
        }
    }

    /// Puts one line of text, cut to so many cells; says how many it took.
    pub(super) fn put(&mut self, x: u16, y: u16, cells: u16, text: &str, style: Style) -> u16 {
        if y >= self.area.bottom() || x >= self.area.right() {
            return 0;
        }
        let cells = cells.min(self.area.right() - x);
        let seen = visible(text);
        let seen = cut(&seen, usize::from(cells));
        let seen = match self.signs {
            Signs::Unicode => seen.into_owned(),
            Signs::Ascii => seen.chars().map(ascii).collect(),
        };
        let (end, _) = self.buffer.set_stringn(x, y, &seen, usize::from(cells), style);
        end - x
    }

    /// Puts text that ends at the right edge of an area's row.
    pub(super) fn put_right(&mut self, area: Rect, y: u16, text: &str, style: Style) -> u16 {
        let wide = cells_of(text).min(area.width);
        self.put(area.right() - wide, y, wide, text, style)
    }

    /// Puts text over several rows of an area; says how many it took.
    pub(super) fn wrapped(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let lines = lines_of(text, area.width);
        for (y, line) in (area.y..area.bottom()).zip(&lines) {
            self.put(area.x, y, area.width, line, style);
        }
        rows(lines.len()).min(area.height)
    }

    /// Says things one below the other; gives back what is left of the area.
    pub(super) fn say(&mut self, area: Rect, said: &[Said]) -> Rect {
        let mut rest = area;
        for (tone, words) in said {
            rest = below(rest, self.wrapped(rest, words, self.tone(*tone)));
        }
        rest
    }

    /// Says things one below the other; where not all fits, the last row says how to see it.
    pub(super) fn say_or_name(&mut self, area: Rect, said: &[Said], more: &str) {
        let needed: usize = said.iter().map(|(_, words)| lines_of(words, area.width).len()).sum();
        if rows(needed) <= area.height {
            self.say(area, said);
            return;
        }
        self.say(Rect { height: area.height.saturating_sub(1), ..area }, said);
        let y = area.bottom().saturating_sub(1);
        self.put(area.x, y, area.width, more, self.styles.heading);
    }

    /// Says things from a line on; the view stops where the last line is seen.
    pub(super) fn read(&mut self, area: Rect, said: &[Said], from: usize) {
        let lines: Vec<(Style, String)> = said
            .iter()
            .flat_map(|(tone, words)| {
                let style = self.tone(*tone);
                lines_of(words, area.width).into_iter().map(move |line| (style, line))
            })
            .collect();
        let last = lines.len().saturating_sub(usize::from(area.height));
        for (y, (style, line)) in (area.y..area.bottom()).zip(lines.iter().skip(from.min(last))) {
            self.put(area.x, y, area.width, line, *style);
        }
    }

    /// The style of a tone.
    pub(super) const fn tone(&self, tone: Tone) -> Style {
        match tone {
            Tone::Heading => self.styles.heading,
            Tone::Text => self.styles.text,
            Tone::Quiet => self.styles.quiet,
            Tone::Part => self.styles.part,
            Tone::Unmet => self.styles.unmet,
            Tone::Late => self.styles.late,
        }
    }

    /// A rule across an area's first row.
    pub(super) fn rule(&mut self, area: Rect) {
        let rule = "─".repeat(usize::from(area.width));
        self.put(area.x, area.y, area.width, &rule, self.styles.rule);
    }

    /// A rule across an area's first row and the margin beside it, where the area touches the margin.
    pub(super) fn rule_to_edges(&mut self, area: Rect) {
        let left = u16::from(area.x == self.area.x + 1);
        let right = u16::from(area.right() + 1 == self.area.right());
        self.rule(Rect { x: area.x - left, width: area.width + left + right, ..area });
    }

    /// A rule down an area's first column.
    pub(super) fn divider(&mut self, area: Rect) {
        for y in area.y..area.bottom() {
            self.put(area.x, y, 1, "│", self.styles.rule);
        }
    }

    /// Empties an area and draws a box around it, with a title; gives back what is inside.
    pub(super) fn boxed(&mut self, area: Rect, title: &str) -> Rect {
        let across = usize::from(area.width.saturating_sub(2));
        // A blank column on each side keeps the words beneath apart from the box.
        let around = Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area }
            .intersection(self.area);
        self.hit(Rect { height: area.height, ..around }, Target::Nothing);
        let blank = " ".repeat(usize::from(around.width));
        for y in area.y..area.bottom() {
            self.put(around.x, y, around.width, &blank, Style::reset());
            self.put(area.x, y, 1, "│", self.styles.rule);
            self.put(area.right().saturating_sub(1), y, 1, "│", self.styles.rule);
        }
        let edge = |left: &str, right: &str| format!("{left}{}{right}", "─".repeat(across));
        self.put(area.x, area.y, area.width, &edge("┌", "┐"), self.styles.rule);
        self.put(
            area.x,
            area.bottom().saturating_sub(1),
            area.width,
            &edge("└", "┘"),
            self.styles.rule,
        );
        let title = format!(" {title} ");
        self.put(area.x + 2, area.y, area.width.saturating_sub(4), &title, self.styles.heading);
        inset(area, 2, 1)
    }

    /// Gives a stretch of a row the look of the focus, and the terminal's cursor its place.
    pub(super) fn focus_row(&mut self, x: u16, y: u16, cells: u16) {
        self.buffer.set_style(Rect::new(x, y, cells, 1).intersection(self.area), self.styles.focus);
        self.cursor = Some(Position::new(x, y));
    }

    /// Puts the terminal's cursor, where it lies in the window.
    pub(super) fn cursor_at(&mut self, x: u16, y: u16) {
        let at = Position::new(x.min(self.area.right().saturating_sub(1)), y);
        self.cursor = self.area.contains(at).then_some(at).or(self.cursor);
    }

    /// Says what is meant by pointing at an area.
    pub(super) fn hit(&mut self, area: Rect, target: Target) {
        self.hits.add(area.intersection(self.area), target);
    }

    /// Fills with the ground what nobody gave a color; says where the focus is, and what can be pointed at.
    pub(super) fn finish(self) -> Drawn {
        if let Style { fg: Some(fg), bg: Some(bg), .. } = self.styles.ground {
            for cell in &mut self.buffer.content {
                cell.fg = if cell.fg == Color::Reset { fg } else { cell.fg };
                cell.bg = if cell.bg == Color::Reset { bg } else { cell.bg };
            }
        }
        Drawn { cursor: self.cursor, hits: self.hits }
    }
}

/// The text as lines of at most so many cells, hidden characters written out.
pub(super) fn lines_of(text: &str, cells: u16) -> Vec<String> {
    wrap(&visible_lines(text), usize::from(cells))
}

/// How many cells a text takes as it is shown.
pub(super) fn cells_of(text: &str) -> u16 {
    u16::try_from(width(&visible(text))).unwrap_or(u16::MAX)
}

/// A count of rows as the terminal counts them.
pub(super) fn rows(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// An area without so many cells at left and right, and so many rows above and below.
pub(super) const fn inset(area: Rect, across: u16, down: u16) -> Rect {
    Rect {
        x: area.x.saturating_add(across),
        y: area.y.saturating_add(down),
        width: area.width.saturating_sub(across.saturating_mul(2)),
        height: area.height.saturating_sub(down.saturating_mul(2)),
    }
}

/// An area without its first rows.
pub(super) const fn below(area: Rect, rows: u16) -> Rect {
    let rows = if rows > area.height { area.height } else { rows };
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// Where the words about the row in hand stand.
#[derive(Clone, Copy)]
pub(super) enum Behind {
    /// Beside the list, after a divider.
    Beside(Rect, Rect),
    /// Beneath it, under a rule.
    Beneath(Rect),
}

impl Canvas<'_> {
    /// Says what stands behind the row in hand of a list.
    pub(super) fn say_behind(&mut self, behind: Behind, said: &[Said]) {
        match behind {
            Behind::Beside(divider, side) => {
                self.divider(divider);
                self.say(side, said);
            }
            Behind::Beneath(under) => {
                self.rule_to_edges(under);
                self.say(below(under, 1), said);
            }
        }
    }
}

/// An area cut in two: the left part, a divider, the right part.
pub(super) fn beside(area: Rect, left: u16) -> (Rect, Rect, Rect) {
    let left = left.min(area.width);
    let divider = Rect { x: area.x + left, width: 1.min(area.width - left), ..area };
    let x = (area.x + left + 2).min(area.right());
    (Rect { width: left, ..area }, divider, Rect { x, width: area.right() - x, ..area })
}
