//! `register fields`: every field of every register with what it takes, for people, for scripts, for `--help` and for the docs.

use std::fmt::Write as _;

use serde::Serialize;

use crate::cli::output::Output;
use crate::domain::field::Field;
use crate::domain::register::{BESIDE, RegisterKind};

/// How records are added.
pub(super) const EXAMPLES: &str = "\
Examples:
  proofbook register add acme agreement kind=baa effective=2025-01-02 exhibit=A-01
  proofbook register add acme clause subject=notice hours=24 starts=suspicion page=7 \"quote=Vendor shall notify ... within 24 hours\"
  proofbook register add acme insurance insurer=Chubb kind=cyber from=2026-01-01 to=2027-01-01 per_claim=5M";

/// How records are changed.
pub(super) const CHANGES: &str = "\
Only what is named changes. Nothing behind the '=' takes a value away.
  ended before its time:   ends=2026-05-01 (the last day in force)
  takes another's place:   supersedes=AG-01 (from the day on which it begins itself)
  rests on exhibits:       exhibit=A-01,A-02 (all of them; exhibit=none for none)
  recorded by mistake:     set_aside=\"why\" (it stays on file and counts nowhere)
'proofbook register fields' lists every field.";

/// What follows the long help of `register add`.
pub(super) fn help() -> String {
    let mut help = format!("{EXAMPLES}\n\nFields (those marked * are needed):\n");
    for kind in RegisterKind::ALL {
        let _ = write!(help, "\n{}:\n", typed_title(*kind));
        for field in kind.fields() {
            let _ = writeln!(help, "  {}: {}", marked(*kind, field.name), kind.accepted(field));
        }
    }
    help.push_str("\nBeside the fields:\n");
    for (name, _, accepted) in BESIDE {
        let _ = writeln!(help, "  {name}: {accepted}");
    }
    help.push_str(
        "\nA clause without 'agreement' stands in the one agreement in force. A value may hold '='. What is recorded stays in the journal \
         for good: put no patient's data into it.",
    );
    help
}

fn typed_title(kind: RegisterKind) -> String {
    format!("{} ({})", crate::cli::typed::one(kind), kind.title())
}

fn marked(kind: RegisterKind, name: &str) -> String {
    if kind.required().contains(&name) { format!("{name} *") } else { name.to_owned() }
}

#[derive(Serialize)]
struct Document {
    registers: Vec<RegisterLine>,
}

#[derive(Serialize)]
struct RegisterLine {
    register: RegisterKind,
    title: &'static str,
    letters: &'static str,
    fields: Vec<FieldLine>,
}

#[derive(Serialize)]
struct FieldLine {
    name: &'static str,
    title: &'static str,
    help: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    needed: bool,
    accepted: String,
    choices: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: &'static str,
}

pub(super) fn run(kind: Option<RegisterKind>, out: &mut Output<'_>) {
    let kinds: Vec<RegisterKind> = RegisterKind::ALL
        .iter()
        .copied()
        .filter(|one| kind.is_none_or(|kind| kind == *one))
        .collect();
    let document = Document { registers: kinds.iter().map(|kind| register_line(*kind)).collect() };
    out.result("register-fields", &document, |out| {
        for kind in &kinds {
            out.heading(&typed_title(*kind));
            for field in kind.fields() {
                print(*kind, field, out);
            }
            out.blank();
        }
        out.heading("Beside the fields of every register");
        for (name, help, accepted) in BESIDE {
            out.labeled(&format!("  {name}"), WIDTH, &format!("{help}\nTakes {accepted}."));
        }
        out.blank();
        out.line("* is needed.");
    });
}

/// Width of the names.
const WIDTH: usize = 22;

fn print(kind: RegisterKind, field: &Field, out: &mut Output<'_>) {
    let words = format!("{}: {}\nTakes {}.", field.title, field.help, kind.accepted(field));
    out.labeled(&format!("  {}", marked(kind, field.name)), WIDTH, &words);
}

fn register_line(kind: RegisterKind) -> RegisterLine {
    let field = |field: &Field| FieldLine {
        name: field.name,
        title: field.title,
        help: field.help,
        kind: field.kind.word(),
        needed: kind.required().contains(&field.name),
        accepted: kind.accepted(field),
        choices: field
            .kind
            .choices()
            .iter()
            .map(|(value, label)| Choice { value, label })
            .collect(),
    };
    RegisterLine {
        register: kind,
        title: kind.title(),
        letters: kind.letters(),
        fields: kind.fields().iter().map(field).collect(),
    }
}

/// The fields of the registers as `docs/journal-format.md` lists them.
pub(in crate::cli) fn markdown() -> String {
    let mut text = String::new();
    for kind in RegisterKind::ALL {
        let _ = writeln!(
            text,
            "\n`{}` ({}; numbers {}-01 and on):\n",
            kind.word(),
            kind.title(),
            kind.letters()
        );
        text.push_str("| Field | Type | Means |\n|---|---|---|\n");
        for field in kind.fields() {
            let words: Vec<String> =
                field.kind.choices().iter().map(|(value, _)| format!("`{value}`")).collect();
            let words =
                if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) };
            let needed = if kind.required().contains(&field.name) { ", needed" } else { "" };
            let _ = writeln!(
                text,
                "| `{}` | {}{needed}{words} | {} |",
                field.name,
                field.kind.word(),
                field.help
            );
        }
    }
    text
}
