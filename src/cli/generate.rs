//! `generate`: texts made from the program's own definitions: manual page, completions, references, settings.

use clap::Subcommand;
use clap_complete::Shell;
use serde::Serialize;

use super::output::{Align, Output, Table};
use super::{Ended, arguments, reference};
use crate::app::command::keys_markdown;
use crate::problem::Problem;
use crate::questionnaires::schema;
use crate::settings::{Origin, Settings};

/// The verbs of `generate`.
#[derive(Clone, Copy, Debug, Subcommand)]
pub(super) enum Verb {
    /// The manual page, in roff
    Man,
    /// Completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// The keys of the screens, as docs/keys.md has them
    Keys,
    /// The JSON Schemas of question files, one object by file name
    Schema,
    /// The settings in use, each with where it came from
    Settings,
    /// Every verb and flag, as docs/cli.md has them
    Cli,
}

impl Verb {
    pub(super) fn run(self, settings: &Settings, out: &mut Output<'_>) -> Result<Ended, Problem> {
        match self {
            Self::Man => out.verbatim(&man()?),
            Self::Completions { shell } => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut arguments::command(), "proofbook", &mut script);
                out.verbatim(&String::from_utf8_lossy(&script));
            }
            Self::Keys => out.verbatim(&keys_markdown()),
            Self::Schema => out.verbatim(&schemas()),
            Self::Settings => print_settings(settings, out),
            Self::Cli => out.verbatim(&reference::markdown()),
        }
        Ok(Ended::Well)
    }
}

/// One page: the program, then every verb with its flags.
fn man() -> Result<String, Problem> {
    let mut root = arguments::command();
    root.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(root.clone())
        .render(&mut page)
        .and_then(|()| verbs_of(&root, &mut page))
        .map_err(|error| Problem::bug("the manual page could not be made").cause(error))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn verbs_of(command: &clap::Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    for verb in command.get_subcommands() {
        let man = clap_mangen::Man::new(verb.clone());
        man.render_synopsis_section(page)?;
        man.render_description_section(page)?;
        man.render_options_section(page)?;
        verbs_of(verb, page)?;
    }
    Ok(())
}

fn schemas() -> String {
    let files: Vec<String> = schema::files()
        .into_iter()
        .map(|(name, text)| format!("{}: {}", serde_json::Value::from(name), text.trim_end()))
        .collect();
    format!("{{\n{}\n}}\n", files.join(",\n"))
}

fn print_settings(settings: &Settings, out: &mut Output<'_>) {
    #[derive(Serialize)]
    struct Document {
        settings: Vec<Line>,
    }
    #[derive(Serialize)]
    struct Line {
        field: &'static str,
        value: String,
        origin: Origin,
    }
    let lines = settings.list().into_iter();
    let lines = lines.map(|(field, value, origin)| Line { field, value, origin });
    let document = Document { settings: lines.collect() };
    out.result("settings", &document, |out| {
        let mut table = Table::new([
            ("Setting", Align::Left),
            ("Value", Align::Wrapped),
            ("From", Align::Left),
        ]);
        for line in &document.settings {
            let value = match (line.value.as_str(), line.field) {
                ("", "name") => "(none)",
                ("", "keys") => "(as in the help)",
                ("", _) => "(the system's)",
                (value, _) => value,
            };
            table.row([line.field.into(), value.into(), line.origin.to_string().into()]);
        }
        out.table(&table);
    });
}
