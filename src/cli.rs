//! The command line: what was typed becomes requests to the desk, and what comes of them is printed.
//!
//! Each verb has a file of its own with its arguments and what it does; `arguments` puts them together, [`output`] is the only
//! place that prints, and [`run`] turns the result into an exit code.

mod about;
mod answer;
mod arguments;
mod backup;
mod binder;
mod clock_fault;
mod contradictions;
mod cycle;
mod deadlines;
mod diff;
mod doctor;
mod evidence;
mod followup;
mod gaps;
mod generate;
mod handover;
mod hold;
mod incident;
mod inquiry;
mod interview;
mod later;
mod log;
mod organization;
pub mod output;
mod past;
mod portfolio;
mod question;
mod questionnaire;
mod recorded;
pub mod reference;
mod refusal;
mod register;
mod report;
mod restore;
mod sample;
mod seal;
mod sign;
mod status;
mod typed;
mod vendor;
mod verify;
mod withhold;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{BufRead, ErrorKind, Write};
use std::path::PathBuf;
use std::sync::Arc;

use self::arguments::{Arguments, ColorWhen, Global, Verb};
use self::output::{Color, Form, Output, USUAL_COLUMNS};
use crate::desk::{Desk, Seat};
use crate::domain::id::AccountId;
use crate::io::{self, SharedIo};
use crate::problem::Problem;
use crate::settings::{Origin, Settings};
use crate::time::Now;

/// Everything around a run, so that a test can give another.
pub struct World<'w> {
    /// The environment's variables.
    pub environment: BTreeMap<String, String>,
    /// The data folder where nobody names one; `None` without a home.
    pub data: Option<PathBuf>,
    /// The settings file, which need not be there.
    pub settings: Option<PathBuf>,
    /// The file system.
    pub io: SharedIo,
    /// The clock.
    pub now: Arc<dyn Now>,
    /// Which ends of the run are a terminal.
    pub terminal: Terminal,
    /// What is typed.
    pub stdin: &'w mut dyn BufRead,
    /// Results.
    pub stdout: &'w mut dyn Write,
    /// Talk.
    pub stderr: &'w mut dyn Write,
}

/// Which ends of a run are a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// A person types.
    pub input: bool,
    /// A person reads.
    pub output: bool,
    /// A person reads what is said beside the results.
    pub errors: bool,
}

/// How a run ended that did what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// Done.
    Well,
    /// Done, and something was found: `gaps`, `deadlines`, `contradictions`, `questionnaire check`, `doctor`; a copy that `binder` lacks.
    Found,
    /// Done, and the data cannot be trusted: `verify`, `evidence verify`, `backup` and `restore` of what does not verify.
    Damage,
}

impl Ended {
    /// The exit code: part of the contract with scripts.
    const fn exit_code(self) -> u8 {
        match self {
            Self::Well => 0,
            Self::Found => 1,
            Self::Damage => 3,
        }
    }
}

/// The environment's variables that are text; the program reads no other.
pub fn environment(
    variables: impl IntoIterator<Item = (OsString, OsString)>,
) -> BTreeMap<String, String> {
    variables
        .into_iter()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

/// Runs the program with these arguments, the program's own name first; the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, world: World<'_>) -> u8 {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let parsed = arguments::read(&typed);
    let form = parsed.as_ref().map_or_else(|_| refusal::form_of(&typed), |one| one.global.form());
    let (terminal, variables) = (world.terminal, &world.environment);
    // A dumb terminal prints escape codes as they are.
    let shows_color = terminal.output && variables.get("TERM").is_none_or(|term| term != "dumb");
    let color = parsed.as_ref().map_or(Color::No, |parsed| {
        parsed.global.color.resolve(shows_color, variables.get("NO_COLOR"))
    });
    let columns = variables.get("COLUMNS").and_then(|columns| columns.parse().ok());
    let columns = columns.filter(|_| terminal.output).unwrap_or(USUAL_COLUMNS);
    let around = Around {
        environment: world.environment,
        data: world.data,
        settings: world.settings,
        io: world.io,
        now: world.now,
        terminal,
        stdin: world.stdin,
    };
    let mut out = Output::new(world.stdout, world.stderr, form, color, columns);
    if terminal.errors && around.environment.get("TERM").is_none_or(|term| term != "dumb") {
        out.shows_progress();
    }
    let ended = match parsed {
        Ok(arguments) => carry_out(arguments, around, &mut out),
        Err(error) => refusal::answer(&error, &typed, &mut out),
    };
    conclude(ended, &mut out)
}

/// The exit code. With `--json` a run that fails leaves stdout empty.
fn conclude(ended: Result<Ended, Problem>, out: &mut Output<'_>) -> u8 {
    if ended.is_err() {
        out.withdraw_document();
    }
    match ended.and_then(|ended| out.finish().map(|()| ended)) {
        Ok(ended) => ended.exit_code(),
        Err(problem) => {
            let problem = refusal::with_flag(problem);
            out.problem(&problem);
            drop(out.finish());
            problem.kind.exit_code()
        }
    }
}

/// What a verb may look at beside the desk.
struct Around<'w> {
    environment: BTreeMap<String, String>,
    data: Option<PathBuf>,
    settings: Option<PathBuf>,
    io: SharedIo,
    now: Arc<dyn Now>,
    terminal: Terminal,
    stdin: &'w mut dyn BufRead,
}

fn carry_out(
    arguments: Arguments,
    mut around: Around<'_>,
    out: &mut Output<'_>,
) -> Result<Ended, Problem> {
    let Arguments { global, verb } = arguments;
    if let Some(as_of) = global.as_of {
        past::allowed(as_of, verb.as_ref())?;
    }
    let settings = around.settle(&global)?;
    match verb {
        Some(Verb::Generate(generate)) => return generate.run(&settings, out),
        Some(Verb::Sample(_)) => return sample::run(&around.seat(&settings)?, out),
        Some(Verb::Backup(backup)) => return backup.run(&around.seat(&settings)?, out),
        Some(Verb::Restore(restore)) => return restore.run(&around.seat(&settings)?, out),
        Some(Verb::Doctor(doctor)) => return doctor.run(&settings, &around, out),
        _ => {}
    }
    let seat = around.seat(&settings);
    if let Some(Verb::Questionnaire(questionnaire::Verb::Check(check))) = &verb {
        let data = seat.as_ref().ok().map(|seat| seat.folder.as_path());
        if let Some(ended) = check.of_files(&*around.io, data, out) {
            return ended;
        }
    }
    let seat = seat?;
    let mut desk = match Desk::open(seat.clone()) {
        // What is on disk can be verified also where the questions in force cannot be read; the vault's problem is in the list then.
        Err(_) if verb.as_ref().is_some_and(Verb::needs_no_questions) => Desk::open_record(seat)?,
        opened => opened?,
    };
    if let Some(reason) = &global.network_reason {
        desk.accept_network(reason)?;
    }
    if let Some(as_of) = global.as_of {
        desk.look_back(as_of)?;
        out.looks_back(desk.past_view());
    }
    let ended = match verb {
        Some(verb) => verb.run(&mut desk, &settings, &mut around, out),
        None => interview::whole_program(&settings, &mut around, out),
    };
    let ended = ended.or_else(|problem| past::nothing_on_file(&desk, problem, out));
    for said in desk.said().into_iter().chain(desk.notices()) {
        out.say(&said);
    }
    let ended = ended?;
    told_of_damage(&desk, out).map(|damage| damage.unwrap_or(ended))
}

/// A record that was read and cannot be trusted ends the run with its code; what verifies was shown, but not as a document.
fn told_of_damage(desk: &Desk, out: &mut Output<'_>) -> Result<Option<Ended>, Problem> {
    let mut troubles = desk.troubles();
    let Some(first) = troubles.next() else { return Ok(None) };
    if out.form() == Form::Json {
        return Err(first.clone());
    }
    std::iter::once(first).chain(troubles).for_each(|trouble| out.problem(trouble));
    Ok(Some(Ended::Damage))
}

impl Around<'_> {
    /// The settings in use: defaults, file, environment, flags.
    fn settle(&self, global: &Global) -> Result<Settings, Problem> {
        let mut settings = Settings::default();
        if let Some(path) = &self.settings {
            match io::read(&*self.io, path) {
                Ok(bytes) => settings.take_file(&path.display().to_string(), &bytes)?,
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => {
                    return Err(Problem::world("the settings file could not be read")
                        .cause(format!("{}: {error}", path.display()))
                        .safe("no record was touched")
                        .next("check the file's permissions, or move it away"));
                }
            }
        }
        settings.take_environment(|name| self.environment.get(name).cloned())?;
        if let Some(account) = &global.by {
            settings.set("account", account, Origin::Flag)?;
        }
        if let Some(folder) = &global.data {
            settings.set("data", &folder.display().to_string(), Origin::Flag)?;
        }
        if global.plain {
            settings.set("plain", "true", Origin::Flag)?;
        }
        for (field, word) in [("theme", &global.theme), ("symbols", &global.symbols)] {
            if let Some(word) = word {
                settings.set(field, word, Origin::Flag)?;
            }
        }
        if global.color == ColorWhen::Never {
            settings.set("theme", "mono", Origin::Flag)?;
        }
        Ok(settings)
    }

    /// Where the desk stands and who sits at it.
    fn seat(&self, settings: &Settings) -> Result<Seat, Problem> {
        let named = settings.data.value.as_ref().map(PathBuf::from);
        let folder = named.or_else(|| self.data.clone()).ok_or_else(|| {
            Problem::world(
                "the system names no home folder, so it is not known where the record is",
            )
            .next("name its folder: proofbook --data DIR")
        })?;
        Ok(Seat {
            folder,
            io: self.io.clone(),
            now: self.now.clone(),
            account: self.account(settings)?,
        })
    }

    /// Who records: as set, else the system's user. Windows calls the variable USERNAME, all others USER.
    fn account(&self, settings: &Settings) -> Result<AccountId, Problem> {
        let Some(account) = &settings.account.value else {
            let user = ["USER", "USERNAME", "LOGNAME"];
            let user = user.iter().find_map(|name| self.environment.get(*name));
            return Ok(AccountId::from_user_name(user.map_or("", String::as_str)));
        };
        AccountId::try_from(account.clone()).map_err(|accepted| {
            Problem::wrong_use(format!("'{account}' is not an account"))
                .next(accepted)
                .next(format!("such as {}", AccountId::from_user_name(account)))
        })
    }
}
