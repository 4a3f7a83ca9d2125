//! Runs the screens, or with `--plain` the line mode, on a data folder: `cargo run --example screens -- FOLDER [--plain]`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use proofbook::app::App;
use proofbook::desk::Seat;
use proofbook::domain::id::AccountId;
use proofbook::io::disk::Disk;
use proofbook::problem::Problem;
use proofbook::runtime::Runtime;
use proofbook::time::SystemNow;
use proofbook::tui::look::Look;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            #[expect(clippy::print_stderr, reason = "a problem is said where people look for it")]
            {
                eprintln!("{problem}");
            }
            ExitCode::from(problem.kind.exit_code())
        }
    }
}

fn run() -> Result<(), Problem> {
    let folder = std::env::args().nth(1).ok_or_else(|| Problem::wrong_use("no folder is named"))?;
    let account = AccountId::from_user_name(&std::env::var("USER").unwrap_or_default());
    let seat = Seat {
        folder: PathBuf::from(folder),
        io: Arc::new(Disk),
        now: Arc::new(SystemNow),
        account,
    };
    let editor = std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).ok();
    let mut world = Runtime::open(seat, editor, std::env::temp_dir())?;
    let first = world.first()?;
    let look = Look::of_environment(|name| std::env::var(name).ok());
    proofbook::tui::run::run(App::new(), &look, &mut world, first)
}
