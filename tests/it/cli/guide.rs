//! The guide for those who write questions, played through: its files are written, its commands run, its output compared.

use std::fmt::Write as _;
use std::path::Path;

use super::support::Cli;

const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/questionnaire-format.md");

/// Where the guide says that the data folder is.
const HOME: &str = "/home/dana/proofbook";

/// Everything in fences as far as the guide is a walk, with its language and the text before it.
struct Fence<'g> {
    before: &'g str,
    language: &'g str,
    text: &'g str,
}

fn fences(guide: &str) -> Vec<Fence<'_>> {
    let mut fences = Vec::new();
    let mut rest = guide;
    while let Some((before, after)) = rest.split_once("```") {
        let (language, after) = after.split_once('\n').unwrap();
        let (text, after) = after.split_once("```").unwrap();
        fences.push(Fence { before, language, text });
        rest = after;
    }
    fences
}

/// The last file that is named in backquotes before a fence.
fn named(before: &str) -> &str {
    let mut quoted = before.rsplit('`').skip(1).step_by(2);
    quoted.find(|words| Path::new(words).extension() == Some("json".as_ref())).unwrap()
}

fn put(cli: &Cli, name: &str, text: &str) {
    let path = cli.data().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    // A fresh file each time: nothing of an earlier text stays.
    drop(std::fs::remove_file(&path));
    std::io::Write::write_all(&mut std::fs::File::create_new(&path).unwrap(), text.as_bytes())
        .unwrap();
}

/// Changes one line of a file as a mistake does; the file's name and its text before.
fn mistake(cli: &Cli, diff: &str) -> (String, String) {
    let mut lines = diff.lines();
    let name = lines.next().unwrap();
    let old = lines.next().unwrap().strip_prefix('-').unwrap();
    let new = lines.next().unwrap().strip_prefix('+').unwrap();
    assert_eq!(lines.next(), None, "{diff}");
    let before = std::fs::read_to_string(cli.data().join(name)).unwrap();
    assert_eq!(before.matches(old).count(), 1, "{diff}");
    put(cli, name, &before.replace(old, new));
    (name.to_owned(), before)
}

fn run(cli: &Cli, typed: &str) -> String {
    let ran = cli.run(typed.strip_prefix("proofbook ").unwrap());
    let place = cli.data().to_str().unwrap().to_owned();
    format!("$ {typed}\n{}", ran.stdout.replace(&place, HOME).replace('\\', "/"))
}

/// `UPDATE_DOCS=1 cargo test` rewrites what the commands print.
#[test]
fn the_guide_for_writing_questions_is_true() {
    let guide = std::fs::read_to_string(GUIDE).unwrap().replace("\r\n", "\n");
    let walk = guide.split("## The fields of a question").next().unwrap();
    let cli = Cli::with_vendor();
    // The guide anew, each command with what it prints now.
    let mut expected = String::new();
    let mut mistaken: Option<(String, String)> = None;
    let mut counts = (0, 0, 0);
    for fence in fences(walk) {
        let mut text = fence.text.to_owned();
        match fence.language {
            "json" => {
                counts.0 += 1;
                put(&cli, named(fence.before), fence.text);
            }
            "diff" => {
                counts.1 += 1;
                mistaken = Some(mistake(&cli, fence.text));
            }
            "console" => {
                counts.2 += 1;
                let typed = fence.text.lines().next().unwrap().strip_prefix("$ ").unwrap();
                text = run(&cli, typed);
                assert_eq!(text.contains(".json:"), mistaken.is_some(), "{text}");
                if let Some((name, before)) = mistaken.take() {
                    put(&cli, &name, &before);
                }
            }
            other => panic!("the guide has a fence of {other}"),
        }
        write!(expected, "{}```{}\n{text}```", fence.before, fence.language).unwrap();
    }
    let rest = guide.strip_prefix(walk).unwrap();
    let after_last = walk.rsplit("```").next().unwrap();
    expected.extend([after_last, rest]);
    assert_eq!(counts, (4, 3, 5), "files, mistakes, commands");
    if std::env::var_os("UPDATE_DOCS").is_some() && guide != expected {
        std::fs::remove_file(GUIDE).unwrap();
        put_guide(&expected);
    }
    let guide = std::fs::read_to_string(GUIDE).unwrap().replace("\r\n", "\n");
    assert_eq!(
        guide, expected,
        "docs/questionnaire-format.md is not current: run the tests with UPDATE_DOCS=1"
    );

    // What the walk leads to is there, and is asked.
    let show = cli.run("questionnaire show own.mailings");
    show.assert_code(0);
    assert!(show.stdout.contains("own.marketing_review"), "{show}");
    cli.run("answer northwind own.marketing no").assert_code(0);
    cli.run("answer northwind own.marketing_review none").assert_code(0);
}

fn put_guide(text: &str) {
    let mut file = std::fs::File::create_new(Path::new(GUIDE)).unwrap();
    std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
}
