//! PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), as veraPDF judges them: every document passes, and every broken one fails by the
//! rule that is to catch it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use lopdf::{Dictionary, Object, ObjectId};

use super::documents::{self, ALL, Document, write};
use super::tools::Tool;

/// The standards by their names with veraPDF.
const ARCHIVAL: &str = "3a";
const ACCESSIBLE: &str = "ua1";

type Harm = fn(&mut lopdf::Document);

/// What is taken from a good file, and the rule that must miss it: its standard, and its clause and test with veraPDF.
const CONTROLS: &[(&str, Harm, &str, &str)] = &[
    ("no-language", |file| drop_of_catalog(file, "Lang"), ACCESSIBLE, "7.2-"),
    ("no-alternative", |file| drop_of_first(file, "Figure", "Alt"), ACCESSIBLE, "7.3-1"),
    ("no-output-intent", |file| drop_of_catalog(file, "OutputIntents"), ARCHIVAL, "6.2."),
    ("no-structure", |file| drop_of_catalog(file, "StructTreeRoot"), ARCHIVAL, "6.7."),
    ("no-structure", |file| drop_of_catalog(file, "StructTreeRoot"), ACCESSIBLE, "7.1-"),
    ("no-marks", |file| drop_of_catalog(file, "MarkInfo"), ARCHIVAL, "6.7."),
    ("no-scope", |file| drop_of_first(file, "TH", "A"), ACCESSIBLE, "7.5-1"),
    ("no-metadata", |file| drop_of_catalog(file, "Metadata"), ARCHIVAL, "6.6."),
    ("no-metadata", |file| drop_of_catalog(file, "Metadata"), ACCESSIBLE, "7.1-8"),
    ("no-title-shown", |file| drop_of_catalog(file, "ViewerPreferences"), ACCESSIBLE, "7.1-10"),
    ("no-words-of-a-link", |file| drop_of_first(file, "Link", "Contents"), ACCESSIBLE, "7.18.5-2"),
    (
        "no-order-of-tabs",
        |file| drop_of_first_with(file, "Page", "Tabs", "Annots"),
        ACCESSIBLE,
        "7.18.3-1",
    ),
    ("no-unicode", |file| drop_of_first(file, "Type0", "ToUnicode"), ARCHIVAL, "6.2."),
    ("a-level-left-out", |file| rename_first(file, "H2", "H3"), ACCESSIBLE, "7.4.2-1"),
];

/// What veraPDF says of one file by one standard.
#[derive(Debug)]
struct Verdict {
    passed: bool,
    checks: usize,
    /// The rules that failed, each with its first finding.
    failed: Vec<String>,
}

/// The verdicts on every document and on every broken one, by file name and standard, in one start of Java.
static VERDICTS: LazyLock<BTreeMap<(String, String), Verdict>> = LazyLock::new(|| {
    let mut files: Vec<String> = ALL.iter().map(|document| document.path().to_owned()).collect();
    files.push(broken("as-it-was", |_| ()));
    files.extend(CONTROLS.iter().map(|(name, harm, ..)| broken(name, *harm)));
    files.dedup();
    let ran = Tool::VeraPdf.ask(files.iter().map(String::as_str));
    let verdicts = read(&String::from_utf8(ran.stdout).unwrap());
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(verdicts.len(), 2 * files.len(), "{said}");
    assert_eq!(ran.status.code(), Some(1), "the broken files must fail: {said}");
    verdicts
});

/// The lines that `tests/pdf/Validate.java` prints.
fn read(lines: &str) -> BTreeMap<(String, String), Verdict> {
    let mut verdicts = BTreeMap::new();
    let mut last = None;
    for line in lines.lines() {
        let cells: Vec<&str> = line.splitn(4, '\t').collect();
        let [word, standard, checks, file] = cells[..] else { panic!("{line}") };
        if word.is_empty() {
            let verdict: &mut Verdict = verdicts.get_mut(last.as_ref().unwrap()).unwrap();
            verdict.failed.push(format!("{standard} ({checks} times): {file}"));
            continue;
        }
        let name = Path::new(file).file_name().unwrap().to_str().unwrap();
        let key = (name.to_owned(), standard.to_owned());
        let (passed, checks) = (word == "passed", checks.parse().unwrap());
        verdicts.insert(key.clone(), Verdict { passed, checks, failed: Vec::new() });
        last = Some(key);
    }
    verdicts
}

fn verdict(name: &str, standard: &str) -> &'static Verdict {
    &VERDICTS[&(name.to_owned(), standard.to_owned())]
}

#[test]
fn every_document_passes_both_standards() {
    if !Tool::VeraPdf.is_here() {
        return;
    }
    let mut failures = Vec::new();
    for document in ALL.iter() {
        for standard in [ARCHIVAL, ACCESSIBLE] {
            let verdict = verdict(document.name(), standard);
            // Every page has its text, its fonts and its marks looked at.
            assert!(verdict.checks > 1000, "{}: {verdict:?}", document.name());
            if !verdict.passed {
                failures.push(format!("{} {standard}: {:#?}", document.name(), verdict.failed));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_broken_document_fails_by_the_rule_that_is_to_catch_it() {
    if !Tool::VeraPdf.is_here() {
        return;
    }
    for standard in [ARCHIVAL, ACCESSIBLE] {
        let verdict = verdict("broken-as-it-was.pdf", standard);
        assert!(verdict.passed, "what only was written anew passes: {verdict:?}");
    }
    let mut missed = Vec::new();
    for (name, _, standard, rule) in CONTROLS {
        let verdict = verdict(&format!("broken-{name}.pdf"), standard);
        // "ISO 14289-1:2014 7.3-1 (1 times): ..."
        let caught = |failed: &String| failed.contains(&format!(" {rule}"));
        if verdict.passed || !verdict.failed.iter().any(caught) {
            missed.push(format!("{name} {standard} {rule}: {verdict:#?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// The shortest document, with harm done to it; its path.
fn broken(name: &str, harm: Harm) -> String {
    // A vendor's report has one of everything that is taken away.
    let good = documents::shortest().into_iter().filter(|one| one.kind == "vendor");
    let good: &Document = good.min_by_key(|one| one.bytes.len()).unwrap();
    let mut file = lopdf::Document::load_mem(&good.bytes).unwrap();
    harm(&mut file);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    let path = good.path.with_file_name(format!("broken-{name}.pdf"));
    write(&path, &bytes);
    path.to_str().unwrap().to_owned()
}

fn drop_of_catalog(file: &mut lopdf::Document, key: &str) {
    let catalog = file.catalog_mut().unwrap();
    assert!(catalog.remove(key.as_bytes()).is_some(), "there is no {key} to drop");
}

/// The first object that is called so: as a part of the structure, a type or a kind of its type.
fn first<'a>(file: &'a mut lopdf::Document, called: &str, keys: [&str; 2]) -> &'a mut Dictionary {
    let is = |object: &Dictionary, key: &[u8]| {
        object.get(key).and_then(Object::as_name).is_ok_and(|name| name == called.as_bytes())
    };
    let found: Option<ObjectId> = file
        .objects
        .iter()
        .find(|(_, object)| {
            object.as_dict().is_ok_and(|object| {
                keys.iter().all(|key| object.has(key.as_bytes()))
                    && (is(object, b"S") || is(object, b"Type") || is(object, b"Subtype"))
            })
        })
        .map(|(id, _)| *id);
    let found = found.unwrap_or_else(|| panic!("there is no {called} with {keys:?}"));
    file.get_dictionary_mut(found).unwrap()
}

fn drop_of_first(file: &mut lopdf::Document, called: &str, key: &str) {
    drop_of_first_with(file, called, key, key);
}

/// What has a second key, too: tabs have an order only on a page with links.
fn drop_of_first_with(file: &mut lopdf::Document, called: &str, key: &str, too: &str) {
    first(file, called, [key, too]).remove(key.as_bytes());
}

fn rename_first(file: &mut lopdf::Document, part: &str, name: &str) {
    first(file, part, ["S", "K"]).set("S", Object::Name(name.as_bytes().to_vec()));
}
