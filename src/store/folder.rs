//! The folder itself: made with those in it, left alone where it is used for anything else, and believed only where it is our own.

use std::io::ErrorKind;
use std::path::Path;

use super::StoreError;
use super::paths::{self, Paths};
use crate::io::{self, Belongs, FileSystem, Io, Kind, Links};

/// Makes the folder and those in it, leaving alone a folder that is used for anything else.
pub(super) fn make_folders(io: &dyn Io, paths: &Paths) -> Result<(), StoreError> {
    let root = paths.root();
    match io.metadata(root, Links::Follow) {
        Ok(found) if found.kind != Kind::Folder => {
            return Err(StoreError::NotAFolder { path: root.to_owned() });
        }
        Ok(_) => {
            check_rights(io, root)?;
            check_unused(io, paths)?;
        }
        Err(_) => make_folder_and_parents(io, root)?,
    }
    for folder in paths.folders() {
        io::ensure_dir(io, &folder).map_err(|error| StoreError::io("making", &folder, error))?;
    }
    for folder in [paths.vault(), root.to_owned()] {
        io.sync_dir(&folder).map_err(|error| StoreError::io("making", &folder, error))?;
    }
    Ok(())
}

fn make_folder_and_parents(io: &dyn Io, folder: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::io("making", folder, error);
    match io.create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
            let Some(parent) = parent else { return Err(failed(error)) };
            make_folder_and_parents(io, parent)?;
            io.create_dir(folder).and_then(|()| io::sync_outer(io, parent)).map_err(failed)
        }
        made => made.map_err(failed),
    }
}

/// A folder may hold what an interrupted making left there, and nothing else.
fn check_unused(io: &dyn Io, paths: &Paths) -> Result<(), StoreError> {
    let root = paths.root();
    let names = io.read_dir(root).map_err(|error| StoreError::io("reading", root, error))?;
    if names.iter().any(|name| name == paths::MANIFEST) {
        return Err(StoreError::AlreadyThere { path: root.to_owned() });
    }
    if let Some(foreign) = names.iter().find(|name| !paths::is_ours(name)) {
        let name = foreign.to_string_lossy().into_owned();
        return Err(StoreError::NotEmpty { path: root.to_owned(), name });
    }
    // Records without the file that names them: somebody took it away, and a new one would orphan them.
    for folder in [paths.vendors(), paths.organization()] {
        if let Some(name) = io.read_dir(&folder).unwrap_or_default().first() {
            let name = name.to_string_lossy().into_owned();
            return Err(StoreError::NotEmpty { path: folder, name });
        }
    }
    Ok(())
}

/// A store that others can write to, or that is somebody else's, cannot be believed.
pub(super) fn check_rights(io: &dyn Io, folder: &Path) -> Result<(), StoreError> {
    let found = match io.metadata(folder, Links::Follow) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(StoreError::Missing { path: folder.to_owned() });
        }
        found => found.map_err(|error| StoreError::io("opening", folder, error))?,
    };
    let path = folder.to_owned();
    if found.kind != Kind::Folder {
        Err(StoreError::NotAFolder { path })
    } else if found.belongs == Belongs::ToAnother {
        Err(StoreError::Foreign { path })
    } else if let Some(mode) = found.mode.filter(|mode| mode & 0o022 != 0) {
        Err(StoreError::Exposed { path, mode })
    } else {
        Ok(())
    }
}

pub(super) fn network_of(io: &dyn Io, folder: &Path) -> Result<Option<&'static str>, StoreError> {
    match io.file_system(folder).map_err(|error| StoreError::io("looking at", folder, error))? {
        FileSystem::Local => Ok(None),
        FileSystem::Shared(name) => Ok(Some(name)),
    }
}
