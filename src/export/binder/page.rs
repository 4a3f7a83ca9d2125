//! A page of plain parts, written once and set twice: for a browser and as text.
//!
//! The page for a browser needs no program of ours, no script and no other file; it is read in order by a screen reader, names its tables
//! and their columns, and has no color that says something alone.

use std::fmt::Write as _;

use crate::text::{visible, width, wrap};

/// The width of the page as text.
const COLUMNS: usize = 78;

/// A page.
pub(super) struct Page {
    /// Its title.
    pub(super) title: String,
    /// What is said under it, each a name and a value.
    pub(super) facts: Vec<(&'static str, String)>,
    /// Said first, framed.
    pub(super) warning: Option<String>,
    /// Its sections.
    pub(super) sections: Vec<Section>,
}

/// A section with words, a table, and lines to be typed.
#[derive(Default)]
pub(super) struct Section {
    /// Its heading.
    pub(super) heading: String,
    /// Its paragraphs.
    pub(super) words: Vec<String>,
    /// What its columns are called; without them it has no table.
    pub(super) columns: Vec<&'static str>,
    /// The rows; the first cell names the row.
    pub(super) rows: Vec<Vec<Cell>>,
    /// Lines to be typed as they stand.
    pub(super) typed: Vec<&'static str>,
}

/// A cell: lines of words, each perhaps leading to a file of the binder.
#[derive(Clone, Default)]
pub(super) struct Cell(pub(super) Vec<(String, Option<String>)>);

impl Cell {
    /// Words.
    pub(super) fn words(words: impl Into<String>) -> Self {
        Self(vec![(words.into(), None)])
    }

    /// Words that lead to a file.
    pub(super) fn link(words: impl Into<String>, to: &str) -> Self {
        Self(vec![(words.into(), Some(to.to_owned()))])
    }
}

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1.5rem}\
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0 1rem}h2{font-size:1.25rem;margin:2rem 0 .5rem}\
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem;margin:0}dt{font-weight:600}dd{margin:0}\
.warning{border:2px solid;padding:.6rem 1rem;font-weight:600}\
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}\
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
th,td{border-bottom:1px solid;padding:.4rem .8rem .4rem 0;text-align:left;vertical-align:top}\
th{font-weight:600}tbody th{white-space:nowrap}td{overflow-wrap:break-word}td:nth-child(2){min-width:14rem}\
pre{border:1px solid;padding:.6rem 1rem;overflow-x:auto}\
@media print{body{max-width:none;padding:0;font-size:11px}}";

impl Page {
    /// The page for a browser: HTML, one file.
    pub(super) fn html(&self) -> String {
        let mut out = String::new();
        let title = escaped(&self.title);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        );
        if let Some(warning) = &self.warning {
            let _ = writeln!(out, "<p class=\"warning\">{}</p>", escaped(warning));
        }
        out.push_str("<dl>\n");
        for (name, value) in &self.facts {
            let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escaped(name), escaped(value));
        }
        out.push_str("</dl>\n");
        for section in &self.sections {
            section.set_html(&mut out);
        }
        out.push_str("</main>\n</body>\n</html>\n");
        out
    }

    /// The page as text.
    pub(super) fn text(&self) -> String {
        let mut lines = wrap(&visible(&self.title), COLUMNS);
        lines.push("=".repeat(lines.iter().map(|line| width(line)).max().unwrap_or_default()));
        lines.push(String::new());
        if let Some(warning) = &self.warning {
            lines.extend(wrap(&visible(warning), COLUMNS));
            lines.push(String::new());
        }
        let wide = self.facts.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
        for (name, value) in &self.facts {
            set_in(&mut lines, &format!("{name:wide$}  "), value);
        }
        for section in &self.sections {
            section.set_text(&mut lines);
        }
        let mut text = lines.join("\n");
        text.push('\n');
        text
    }
}

impl Section {
    fn set_html(&self, out: &mut String) {
        let heading = escaped(&self.heading);
        let _ = writeln!(out, "<section>\n<h2>{heading}</h2>");
        for words in &self.words {
            let _ = writeln!(out, "<p>{}</p>", escaped(words));
        }
        if !self.rows.is_empty() {
            let _ = write!(
                out,
                "<div class=\"wide\" role=\"region\" aria-label=\"{heading}\" tabindex=\"0\">\n<table>\n<caption>{heading}</caption>\n<thead><tr>"
            );
            for column in &self.columns {
                let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(column));
            }
            out.push_str("</tr></thead>\n<tbody>\n");
            for row in &self.rows {
                out.push_str("<tr>");
                for (place, cell) in row.iter().enumerate() {
                    let (open, close) =
                        if place == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
                    let lines: Vec<String> = cell.0.iter().map(html_line).collect();
                    let _ = write!(out, "<{open}>{}</{close}>", lines.join("<br>"));
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n</table>\n</div>\n");
        }
        if !self.typed.is_empty() {
            let _ = writeln!(out, "<pre>{}</pre>", escaped_lines(&self.typed));
        }
        out.push_str("</section>\n");
    }

    /// A row is set as its name and, beneath, each further column by its own name: that stays readable however long a title is.
    fn set_text(&self, lines: &mut Vec<String>) {
        lines.extend([String::new(), String::new()]);
        lines.push(visible(&self.heading).into_owned());
        lines.push("-".repeat(width(&self.heading)));
        for words in &self.words {
            lines.push(String::new());
            lines.extend(wrap(&visible(words), COLUMNS));
        }
        for row in &self.rows {
            lines.push(String::new());
            for (place, (column, cell)) in self.columns.iter().zip(row).enumerate() {
                let words: Vec<String> = cell.0.iter().map(text_line).collect();
                for (line, words) in words.iter().filter(|words| !words.is_empty()).enumerate() {
                    let before = match (place, line) {
                        (0, _) => String::new(),
                        (_, 0) => format!("  {column}: "),
                        _ => "    ".to_owned(),
                    };
                    set_in(lines, &before, words);
                }
            }
        }
        if !self.typed.is_empty() {
            lines.push(String::new());
            lines.extend(self.typed.iter().map(|line| format!("    {line}")));
        }
    }
}

/// Sets words behind a beginning, further lines under the first.
fn set_in(lines: &mut Vec<String>, before: &str, words: &str) {
    let indent = width(before).min(24);
    for (place, line) in wrap(&visible(words), COLUMNS - indent).into_iter().enumerate() {
        let before = if place == 0 { before.to_owned() } else { " ".repeat(indent) };
        lines.push(format!("{before}{line}"));
    }
}

fn html_line((words, to): &(String, Option<String>)) -> String {
    match to {
        Some(to) => format!("<a href=\"{}\">{}</a>", address(to), escaped(words)),
        None => escaped(words),
    }
}

/// In text a link is the place itself.
fn text_line((words, to): &(String, Option<String>)) -> String {
    to.clone().unwrap_or_else(|| words.clone())
}

/// Words that are shown and nothing else.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for c in visible(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn escaped_lines(lines: &[&str]) -> String {
    lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\n")
}

/// A place as a relative address: every byte that is not plain is written by its number (RFC 3986, 2.1).
fn address(place: &str) -> String {
    let mut out = String::from("./");
    for byte in place.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
