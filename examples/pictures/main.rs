//! Writes the pictures of the README and the manual into `assets/pictures`: `cargo run --example pictures`. A test says when they are out of date.

mod drawn;

use std::error::Error;
use std::path::Path;

use proofbook::io::{Disk, Io as _};
use proofbook::store::atomic::{self, Overwrite};

fn main() -> Result<(), Box<dyn Error>> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    if Disk.read_dir(&place).is_err() {
        Disk.create_dir(&place)?;
    }
    for (name, picture) in drawn::drawn()? {
        atomic::write(&Disk, &place.join(name), picture.as_bytes(), Overwrite::Yes)?;
    }
    Ok(())
}
