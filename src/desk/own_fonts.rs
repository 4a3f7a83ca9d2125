//! The fonts that a document is set in: the program's, then those of the user's that lie in the data folder.

use std::path::PathBuf;

use super::Seat;
use crate::io::SharedIo;
use crate::report::layout::{Shelf, Typecase};
use crate::store::own_fonts::{self, FOLDER};

/// The fonts at a seat. Reads nothing until a character needs it.
pub(super) fn typecase(seat: &Seat) -> Typecase {
    let shelf = OwnFonts { io: seat.io.clone(), folder: seat.folder.clone() };
    Typecase::with(Box::new(shelf))
}

#[derive(Debug)]
struct OwnFonts {
    io: SharedIo,
    folder: PathBuf,
}

impl Shelf for OwnFonts {
    fn place(&self) -> String {
        format!("the folder '{FOLDER}' of the data folder")
    }

    fn names(&self) -> Result<Vec<String>, String> {
        let names = own_fonts::names(&*self.io, &self.folder)?;
        Ok(names.into_iter().map(|name| format!("{FOLDER}/{name}")).collect())
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let name = name.strip_prefix(FOLDER).and_then(|name| name.strip_prefix('/'));
        own_fonts::read(&*self.io, &self.folder, name.unwrap_or_default())
    }
}
