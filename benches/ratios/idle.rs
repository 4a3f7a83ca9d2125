//! How often the program wakes while nobody touches it: the whole program in a terminal of its own, counted by the system.

use std::path::Path;

use proofbook::app::App;
use proofbook::runtime::Runtime;
use proofbook::tui::look::{Look, Signs, Theme};
use proofbook::tui::run;

use super::Done;
use super::made;

/// The word with which this program becomes the one that idles.
pub(crate) const ALONE: &str = "idle-alone";

/// Runs the program in the terminal it is in, until it is asked to end.
pub(crate) fn alone(folder: &Path) -> Done {
    let mut runtime = Runtime::open(made::seat(folder), None, folder.to_owned())?;
    let first = runtime.first()?;
    Ok(run::run(App::new(), &Look::new(Theme::Dark, Signs::Unicode), &mut runtime, first)?)
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn measure() -> Done {
    super::figures::say("  not measurable here: no /proc");
    Ok(())
}

#[cfg(target_os = "linux")]
pub(crate) use self::counted::measure;

#[cfg(target_os = "linux")]
mod counted {
    use std::io::Read as _;
    use std::thread::sleep;
    use std::time::Duration;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use proofbook::sample;

    use super::super::figures::{count, say};
    use super::super::{Done, made};
    use super::ALONE;

    /// How long nothing is touched: longer than the minute after which the program looks at the clock.
    const IDLE: Duration = Duration::from_secs(130);
    /// How long the program is given to start and to come to rest.
    const START: Duration = Duration::from_secs(5);

    /// Counts the seconds in which any of its threads came back from waiting: one wake-up may wait for the system several times.
    pub(crate) fn measure() -> Done {
        let folder = made::folder()?;
        let path = folder.path().join("sample");
        sample::load(&made::seat(&path))?;
        let size = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(std::env::current_exe()?);
        command.args([ALONE.as_ref(), path.as_os_str()]);
        command.env("TERM", "xterm-256color");
        let mut program = pair.slave.spawn_command(command)?;
        let id = program.process_id().ok_or("the program has no id")?;
        let mut screen = pair.master.try_clone_reader()?;
        // What it draws has to be taken away, or it would wait for that instead of idling.
        let reader = std::thread::spawn(move || {
            let mut shown = Vec::new();
            // The terminal ends with an error when the program has gone.
            let _ = screen.read_to_end(&mut shown);
            shown
        });
        sleep(START);
        let mut woken = 0;
        let mut before = switches(id)?;
        for _ in 0..IDLE.as_secs() {
            sleep(Duration::from_secs(1));
            let now = switches(id)?;
            woken += u32::from(now != before);
            before = now;
        }
        program.kill()?;
        program.wait()?;
        drop(pair);
        let shown = reader.join().map_err(|_| "the screen was not read")?;
        if !String::from_utf8_lossy(&shown).contains("Northwind") {
            return Err("the program did not show its vendors".into());
        }
        let minutes = IDLE.as_secs_f64() / 60.0;
        say(&format!("  in {woken} of {} seconds any of its threads woke", IDLE.as_secs()));
        count("wake-ups a minute, nothing touched", f64::from(woken) / minutes, 1.0, "");
        Ok(())
    }

    /// Voluntary context switches of all threads, from proc(5).
    fn switches(id: u32) -> Result<u64, Box<dyn std::error::Error>> {
        let mut all = 0;
        for thread in std::fs::read_dir(format!("/proc/{id}/task"))? {
            let status = std::fs::read_to_string(thread?.path().join("status"))?;
            let line =
                status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            all += line.ok_or("no voluntary_ctxt_switches")?.trim().parse::<u64>()?;
        }
        Ok(all)
    }
}
