//! The program: gathers the world around a run, runs, and turns the result into an exit code.

use std::io::{BufReader, BufWriter, IsTerminal as _, stderr, stdin, stdout};
use std::process::ExitCode;
use std::sync::Arc;

use proofbook::cli::{self, Terminal, World};
use proofbook::io::Disk;
use proofbook::store::paths;
use proofbook::time::SystemNow;

fn main() -> ExitCode {
    let world = World {
        environment: cli::environment(std::env::vars_os()),
        data: paths::default_folder(),
        settings: paths::settings_file(),
        io: Arc::new(Disk),
        now: Arc::new(SystemNow),
        terminal: Terminal {
            input: stdin().is_terminal(),
            output: stdout().is_terminal(),
            errors: stderr().is_terminal(),
        },
        stdin: &mut BufReader::new(stdin()),
        stdout: &mut BufWriter::new(stdout()),
        stderr: &mut stderr(),
    };
    ExitCode::from(cli::run(std::env::args_os(), world))
}
