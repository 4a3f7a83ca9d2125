//! `generate`: texts made from the program's own definitions: manual page, completions, references, settings.

use clap::{CommandFactory as _, Subcommand};
use clap_complete::Shell;
use serde::Serialize;

use super::arguments::Arguments;
use super::output::{Align, Output, Table};
use super::{Ended, reference};
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
                clap_complete::generate(shell, &mut Arguments::command(), "proofbook", &mut script);
                out.verbatim(&String::from_utf8_lossy(&script));
            }
            Self::Keys => return Err(keys()),
            Self::Schema => out.verbatim(&schemas()),
            Self::Settings => print_settings(settings, out),
            Self::Cli => out.verbatim(&reference::markdown()),
        }
        Ok(Ended::Well)
    }
}

/// The seam to the table of commands.
fn keys() -> Problem {
    Problem::wrong_use("the keys are not part of this build")
}

/// The page of the program and then of every verb.
fn man() -> Result<String, Problem> {
    let mut page = Vec::new();
    let mut commands = vec![Arguments::command().name("proofbook")];
    let written = (|| {
        let mut root = Arguments::command();
        root.build();
        clap_mangen::Man::new(root.clone()).render(&mut page)?;
        commands = root.get_subcommands().cloned().collect();
        while let Some(command) = commands.pop() {
            if command.get_name() != "help" {
                let man = clap_mangen::Man::new(command.clone());
                man.render_synopsis_section(&mut page)?;
                man.render_options_section(&mut page)?;
            }
        }
        std::io::Result::Ok(())
    })();
    written.map_err(|error| Problem::bug("the manual page could not be made").cause(error))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
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
            let value = if line.value.is_empty() { "(the system's)" } else { &line.value };
            table.row([line.field.into(), value.into(), line.origin.to_string().into()]);
        }
        out.table(&table);
    });
}
