//! Whether the disk that holds a path is encrypted, as each system tells an ordinary user: dm-crypt on Linux, `fdesetup` on macOS,
//! `manage-bde` on Windows.
//!
//! "Not told" is an answer: hardware that encrypts by itself, and the host of a virtual machine, are seen by none of them.

use std::path::Path;

use super::Encryption;

#[cfg(target_os = "linux")]
pub(super) fn of(path: &Path) -> Encryption {
    linux::of(path).unwrap_or_else(|| {
        Encryption::NotTold("the system does not say which disk holds this folder".to_owned())
    })
}

#[cfg(target_os = "macos")]
pub(super) fn of(_path: &Path) -> Encryption {
    asked("fdesetup", &["status"], said_by_filevault)
}

#[cfg(windows)]
pub(super) fn of(path: &Path) -> Encryption {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let drive = absolute.components().next().map(|drive| drive.as_os_str().to_owned());
    let drive = drive.unwrap_or_default().to_string_lossy().into_owned();
    asked("manage-bde", &["-status", &drive], said_by_bitlocker)
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(super) fn of(_path: &Path) -> Encryption {
    Encryption::NotTold("it is not known how this system says so".to_owned())
}

/// What a program of the system says of it.
#[cfg(any(target_os = "macos", windows))]
fn asked(program: &str, arguments: &[&str], read: fn(&str) -> Option<Encryption>) -> Encryption {
    let not_told = || Encryption::NotTold(format!("`{program}` did not say"));
    let done = std::process::Command::new(program).args(arguments).output();
    done.ok()
        .and_then(|output| read(&String::from_utf8_lossy(&output.stdout)))
        .unwrap_or_else(not_told)
}

#[cfg(any(target_os = "macos", test))]
fn said_by_filevault(said: &str) -> Option<Encryption> {
    if said.contains("FileVault is On") {
        Some(Encryption::Seen("FileVault".to_owned()))
    } else if said.contains("FileVault is Off") {
        Some(Encryption::NotSeen("FileVault is off".to_owned()))
    } else {
        None
    }
}

/// It answers administrators only, and in the system's language; what it says otherwise is no answer.
#[cfg(any(windows, test))]
fn said_by_bitlocker(said: &str) -> Option<Encryption> {
    if said.contains("Protection On") {
        Some(Encryption::Seen("BitLocker".to_owned()))
    } else if said.contains("Protection Off") {
        Some(Encryption::NotSeen("BitLocker is off".to_owned()))
    } else {
        None
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;
    use std::os::linux::fs::MetadataExt as _;
    use std::path::{Path, PathBuf};

    use super::Encryption;

    /// How deep disks may rest on disks: a volume on a group on an array on a partition is four.
    const DEEPEST: usize = 8;

    /// Where a path is mounted from.
    #[derive(Debug, PartialEq, Eq)]
    pub(super) struct Mount {
        pub(super) device: String,
        pub(super) file_system: String,
        pub(super) source: String,
    }

    pub(super) fn of(path: &Path) -> Option<Encryption> {
        let path = path.ancestors().find_map(|path| fs::canonicalize(path).ok())?;
        let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
        let mount = mount_of(&mounts, &path)?;
        if ["ecryptfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs"]
            .contains(&mount.file_system.as_str())
        {
            return Some(Encryption::Seen(mount.file_system));
        }
        let device = device_of(&mount)?;
        let block = PathBuf::from("/sys/dev/block").join(device);
        fs::metadata(&block).ok()?;
        Some(if rests_on_crypt(&block, DEEPEST) {
            Encryption::Seen("dm-crypt".to_owned())
        } else {
            Encryption::NotSeen(format!("{} is on no dm-crypt device", mount.source))
        })
    }

    /// The mount that holds a path: the deepest, and of several there the last, which covers the others (proc(5)).
    pub(super) fn mount_of(mounts: &str, path: &Path) -> Option<Mount> {
        let mut best: Option<(usize, Mount)> = None;
        for line in mounts.lines() {
            let Some((place, of)) = line.split_once(" - ") else { continue };
            let place: Vec<&str> = place.split(' ').collect();
            let of: Vec<&str> = of.split(' ').collect();
            let (Some(device), Some(point), [file_system, source, ..]) =
                (place.get(2), place.get(4), of.as_slice())
            else {
                continue;
            };
            let point = unescaped(point);
            if path.starts_with(&point) && best.as_ref().is_none_or(|best| best.0 <= point.len()) {
                let mount = Mount {
                    device: (*device).to_owned(),
                    file_system: (*file_system).to_owned(),
                    source: (*source).to_owned(),
                };
                best = Some((point.len(), mount));
            }
        }
        best.map(|(_, mount)| mount)
    }

    /// Blanks, tabs, line feeds and backslashes stand as `\ooo` there.
    fn unescaped(point: &str) -> String {
        [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
            .iter()
            .fold(point.to_owned(), |point, (written, meant)| point.replace(written, meant))
    }

    /// Major and minor number. File systems of several disks have numbers of their own, and name one of their disks.
    fn device_of(mount: &Mount) -> Option<String> {
        if !mount.device.starts_with("0:") {
            return Some(mount.device.clone());
        }
        let source =
            mount.source.starts_with("/dev/").then(|| fs::metadata(&mount.source).ok())??;
        let device = source.st_rdev();
        Some(format!("{}:{}", rustix::fs::major(device), rustix::fs::minor(device)))
    }

    fn rests_on_crypt(block: &Path, deepest: usize) -> bool {
        let uuid = fs::read_to_string(block.join("dm/uuid")).unwrap_or_default();
        if uuid.starts_with("CRYPT-") {
            return true;
        }
        let below = fs::read_dir(block.join("slaves")).into_iter().flatten().flatten();
        deepest > 0 && below.into_iter().any(|one| rests_on_crypt(&one.path(), deepest - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_systems_say_is_read_and_anything_else_is_no_answer() {
        let seen = |by: &str| Some(Encryption::Seen(by.to_owned()));
        let not = |why: &str| Some(Encryption::NotSeen(why.to_owned()));
        assert_eq!(said_by_filevault("FileVault is On.\n"), seen("FileVault"));
        assert_eq!(said_by_filevault("FileVault is Off.\n"), not("FileVault is off"));
        assert_eq!(said_by_filevault("Error: not permitted"), None);
        assert_eq!(said_by_bitlocker("  Protection Status:    Protection On"), seen("BitLocker"));
        assert_eq!(
            said_by_bitlocker("  Protection Status:    Protection Off"),
            not("BitLocker is off")
        );
        assert_eq!(said_by_bitlocker("ERROR: An attempt to access a required resource"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_deepest_and_last_mount_holds_a_path() {
        let mounts = "22 1 253:0 / / rw shared:1 - ext4 /dev/mapper/root rw\n\
                      30 22 8:17 / /home rw - xfs /dev/sdb1 rw\n\
                      31 22 0:40 / /home/My\\040Files rw - btrfs /dev/dm-3 rw\n\
                      32 31 0:41 / /home/My\\040Files rw - nfs server:/x rw\n";
        let held = |path: &str| linux::mount_of(mounts, Path::new(path)).unwrap().source;
        assert_eq!(held("/var/x"), "/dev/mapper/root");
        assert_eq!(held("/home/dana"), "/dev/sdb1");
        assert_eq!(held("/homely"), "/dev/mapper/root");
        assert_eq!(held("/home/My Files/record"), "server:/x");
        assert_eq!(linux::mount_of("", Path::new("/")), None);
    }

    #[test]
    fn this_computer_gives_an_answer() {
        let folder = tempfile::tempdir().unwrap();
        let said = match of(folder.path()) {
            Encryption::Seen(said) | Encryption::NotSeen(said) | Encryption::NotTold(said) => said,
        };
        assert!(!said.is_empty());
    }
}
