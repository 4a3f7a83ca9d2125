//! The walls: who may import whom, which words and calls stay in their one place.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each layer with what it may import of ours. A path that is listed here goes before its parent.
const WALLS: &[(&str, &[&str])] = &[
    ("domain", &["domain", "text", "problem"]),
    ("problem", &["text", "problem", "progress"]),
    ("progress", &[]),
    ("text", &[]),
    ("packed", &[]),
    ("time", &["time"]),
    ("io", &["io"]),
    ("settings", &["settings", "problem", "domain", "text"]),
    ("questionnaires", &["questionnaires", "domain", "problem", "packed", "text"]),
    ("journal", &["journal", "domain", "problem", "io", "time", "text"]),
    ("store", &["store", "journal", "domain", "questionnaires", "problem", "time", "io", "text"]),
    ("report::build", &["report::build", "report::model", "domain", "text"]),
    ("report::model", &["report::model", "problem", "text"]),
    ("report::plain", &["report::plain", "report::model", "report::chart", "text"]),
    (
        "report::pdf",
        &[
            "report::pdf",
            "report::ahead",
            "report::layout",
            "report::theme",
            "report::model",
            "report::chart",
            "text",
        ],
    ),
    ("report", &["report", "domain", "packed", "problem", "progress", "text"]),
    ("import", &["import", "domain", "problem", "text"]),
    ("export", &["export", "domain", "problem", "text"]),
    ("seal", &["seal", "domain", "problem"]),
    (
        "desk",
        &[
            "desk",
            "import",
            "export",
            "report",
            "seal",
            "store",
            "journal",
            "questionnaires",
            "domain",
            "problem",
            "progress",
            "time",
            "io",
            "text",
        ],
    ),
    (
        "keeping",
        &[
            "keeping",
            "desk",
            "store",
            "journal",
            "questionnaires",
            "domain",
            "problem",
            "progress",
            "time",
            "io",
            "text",
        ],
    ),
    ("sample", &["sample", "desk", "domain", "problem", "time", "io", "text"]),
    (
        "app",
        &[
            "app",
            "domain",
            "report::model",
            "report::plain",
            "problem",
            "progress",
            "text",
            "settings",
            "time",
        ],
    ),
    (
        "runtime",
        &[
            "runtime",
            "app",
            "desk",
            "sample",
            "report",
            "store",
            "journal",
            "questionnaires",
            "domain",
            "settings",
            "problem",
            "progress",
            "time",
            "io",
            "text",
        ],
    ),
    (
        "tui",
        &["tui", "app", "text", "domain", "problem", "settings", "report::model", "report::plain"],
    ),
    ("line", &["line", "app", "text", "domain", "problem", "settings"]),
];

/// Words that stay in their place: the word, where it may stand, and why.
const KEPT: &[(&str, &[&str], &str)] = &[
    ("printpdf::", &["report::pdf"], "only report::pdf names printpdf"),
    ("lopdf::", &["report::pdf"], "only report::pdf names lopdf"),
    ("ratatui::", &["tui"], "only tui names ratatui"),
    ("ratatui_textarea::", &["app::form::text"], "the text field is the one exception in app"),
    ("crossterm::", &["tui", "app::form::text"], "only tui names crossterm"),
    ("std::fs::", &["io"], "files are reached through io::Io"),
    ("Timestamp::now", &["time"], "only time reads the clock"),
    ("SystemTime::now", &["time"], "only time reads the clock"),
    ("set_symbol(", &[], "foreign text never goes into a cell unseen"),
    (".set_char(", &["tui::canvas"], "the canvas alone fills cells, with signs of its own"),
];

/// A source file, the module it is, and its text without comments and tests.
struct Source {
    path: PathBuf,
    module: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push(Source { module: module_of(&root, &path), code: code_of(&text), path });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn module_of(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap().with_extension("");
    let parts: Vec<_> = inside.iter().map(|part| part.to_str().unwrap()).collect();
    parts.join("::")
}

/// The code without comments, and without what follows the file's tests.
fn code_of(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_in(module: &str, layer: &str) -> bool {
    module == layer || module.starts_with(&format!("{layer}::"))
}

fn allowed(module: &str) -> Option<&'static [&'static str]> {
    WALLS.iter().find(|(layer, _)| is_in(module, layer)).map(|(_, allowed)| *allowed)
}

/// Every `crate::a::b` in the code, opened up where it names several: `crate::{a, b}`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        if let Some(group) = rest.strip_prefix('{') {
            let group = group.split('}').next().unwrap_or_default();
            found.extend(group.split(',').map(|part| first_two(part.trim())));
        } else {
            found.insert(first_two(rest));
        }
    }
    found.remove("");
    found
}

fn first_two(path: &str) -> String {
    let end =
        path.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(path.len());
    path[..end].split("::").filter(|part| !part.is_empty()).take(2).collect::<Vec<_>>().join("::")
}

fn breaches(module: &str, code: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    if let Some(allowed) = allowed(module) {
        for import in imports(code) {
            if !allowed.iter().any(|layer| is_in(&import, layer)) {
                breaches.push(format!("{module} imports {import}"));
            }
        }
    }
    for (word, places, why) in KEPT {
        if code.contains(word) && !places.iter().any(|place| is_in(module, place)) {
            breaches.push(format!("{module} says {word}: {why}"));
        }
    }
    breaches
}

#[test]
fn every_layer_imports_only_what_its_wall_allows() {
    let breaches: Vec<String> =
        sources().iter().flat_map(|source| breaches(&source.module, &source.code)).collect();
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn a_breach_is_seen() {
    let seen = |module: &str, code: &str| !breaches(module, code).is_empty();
    assert!(seen("domain::gap", "use crate::store::Store;"));
    assert!(seen("domain::gap", "use crate::{text, journal::Head};"));
    assert!(seen("app::update", "let x = ratatui::layout::Rect::default();"));
    assert!(seen("report::layout::flow", "use printpdf::Op;"));
    assert!(seen("store::vault", "std::fs::read(path)"));
    assert!(!seen("domain::gap", "use crate::text::visible;\nuse crate::domain::id;"));
    assert!(!seen("report::pdf::ops", "use printpdf::Op;"));
}

#[test]
fn every_module_has_a_wall_or_is_the_front() {
    let front = ["main", "lib", "cli"];
    for source in sources() {
        let known =
            allowed(&source.module).is_some() || front.iter().any(|one| is_in(&source.module, one));
        assert!(known, "{} has no row among the walls", source.module);
    }
}

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    for source in sources() {
        let text = std::fs::read_to_string(&source.path).unwrap();
        assert!(text.starts_with("//! "), "{} does not open with //!", source.path.display());
    }
}

/// The linter names the word in order to refuse it.
#[test]
fn words_that_are_never_said() {
    for source in sources().iter().filter(|source| !is_in(&source.module, "questionnaires::lint")) {
        let lower = source.code.to_lowercase();
        for word in ["compliant", "tamper-proof", "unhackable"] {
            assert!(!lower.contains(word), "{} says {word}", source.path.display());
        }
    }
}
