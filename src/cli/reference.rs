//! `docs/cli.md`: every verb with its help, printed from the definitions themselves; a test keeps the file current.

use clap::Command;

use super::arguments;

const PREFACE: &str = "\
# The command line

Printed by `proofbook generate cli` from the program's own definitions; do not edit by hand.

Results go to stdout, talk and problems to stderr. With `--json` a verb prints one document whose `schema` names its form, such as
`proofbook/status/1`; a form changes only with a line in the changelog. A run that fails with `--json` leaves stdout empty and
prints the problem as one JSON object on stderr.
";

/// The whole reference.
pub fn markdown() -> String {
    let mut root = arguments::command();
    root.build();
    let mut sections = vec![PREFACE.to_owned()];
    describe(&mut root, "proofbook", &mut sections);
    sections.join("\n")
}

/// The fields of the registers as `docs/journal-format.md` lists them.
pub fn register_fields() -> String {
    super::register::fields_markdown()
}

fn describe(command: &mut Command, path: &str, sections: &mut Vec<String>) {
    let help = command.render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    sections.push(format!("## {path}\n\n```text\n{}\n```\n", help.join("\n").trim_end()));
    for verb in command.get_subcommands_mut() {
        let path = format!("{path} {}", verb.get_name());
        describe(verb, &path, sections);
    }
}
