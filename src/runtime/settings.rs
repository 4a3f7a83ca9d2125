//! Settings written into their file, whole or not at all, and never over one that cannot be read.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Runtime;
use crate::app::message::Message;
use crate::io::{self as files, Io, Kind, Links};
use crate::problem::Problem;
use crate::settings::{self, Settings};
use crate::store::atomic::{self, Overwrite};

/// The settings in use and the file in which a change of them is kept.
#[derive(Debug, Default)]
pub(super) struct Kept {
    settings: Settings,
    file: Option<PathBuf>,
}

impl Runtime {
    /// The same with the settings in use, and with the file in which changes of them are kept, where the system names a place for one.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings, file: Option<PathBuf>) -> Self {
        self.kept = Kept { settings, file };
        self
    }

    /// What the program is told of the settings at its start.
    pub(super) fn settings_in_use(&self) -> Message {
        let file = self.kept.file.as_ref().map(|file| file.display().to_string());
        Message::SettingsInUse { settings: Box::new(self.kept.settings.clone()), file }
    }

    /// Writes one field into the file, and takes it into use.
    pub(super) fn set_setting(
        &mut self,
        field: &'static str,
        value: Option<&str>,
    ) -> Result<Message, Problem> {
        let io = self.seat.io.clone();
        let file = self.kept.file.clone().ok_or_else(|| {
            Problem::world("the system names no home folder, so there is no place for settings")
                .safe("nothing was changed")
                .next("set the environment variable HOME, or give the setting as a flag")
        })?;
        if let ("data", Some(folder)) = (field, value) {
            check_folder(&*io, Path::new(folder))?;
        }
        // Read again, since another program may have changed it meanwhile.
        let was = match files::read(&*io, &file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(not_written(&file, &error)),
        };
        let path = file.display().to_string();
        let text = settings::with_field(&path, &was, field, value)?;
        // A file that would be refused at the next start is not made.
        let untouched = "the settings file is as it was, and no record was touched";
        Settings::default()
            .take_file(&path, text.as_bytes())
            .map_err(|problem| problem.safe(untouched))?;
        let mut now = self.kept.settings.clone();
        now.settle_field(field, value)?;
        write(&*io, &file, text.as_bytes()).map_err(|error| not_written(&file, &error))?;
        self.kept.settings = now.clone();
        Ok(Message::SettingWritten { field, settings: Box::new(now) })
    }
}

/// A folder that is not there would make the next start look as if there were no record.
fn check_folder(io: &dyn Io, folder: &Path) -> Result<(), Problem> {
    let there = io.metadata(folder, Links::Follow).is_ok_and(|there| there.kind == Kind::Folder);
    if there {
        return Ok(());
    }
    Err(Problem::wrong_use(format!("there is no folder {}", folder.display()))
        .safe("nothing was changed")
        .next("check the path, or make the folder first"))
}

fn write(io: &dyn Io, file: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        make_folder(io, folder)?;
    }
    atomic::write(io, file, bytes, Overwrite::Yes)
}

/// Makes a folder and those around it, unless they are there; the folder itself may be a link.
fn make_folder(io: &dyn Io, folder: &Path) -> io::Result<()> {
    if io.metadata(folder, Links::Follow).is_ok_and(|there| there.kind == Kind::Folder) {
        return Ok(());
    }
    match files::ensure_dir(io, folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let around = folder.parent().filter(|around| !around.as_os_str().is_empty());
            make_folder(io, around.ok_or(error)?)?;
            files::ensure_dir(io, folder).map(|_| ())
        }
        made => made.map(|_| ()),
    }
}

fn not_written(file: &Path, error: &io::Error) -> Problem {
    Problem::world("the settings file could not be written")
        .cause(format!("{}: {error}", file.display()))
        .safe("the settings are as they were, and no record was touched")
        .next("check the file's permissions and the free space, and try again")
}
