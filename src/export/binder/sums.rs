//! `SHA256SUMS`: a line for each file but itself, as `sha256sum -c` and `shasum -a 256 -c` read it.

use super::Whole;

/// Its name in the binder.
pub const FILE: &str = "SHA256SUMS";

/// The text, in the order of the files. Their places hold no character that would have to be written otherwise.
pub fn text(files: &[Whole]) -> String {
    files.iter().fold(String::new(), |text, file| {
        let digest = file.sha256.to_string();
        text + &digest + "  " + &file.path + "\n"
    })
}

/// The places that such a text names; a line that is none names nothing.
pub fn places(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (digest, place) = line.split_once("  ")?;
        (digest.len() == 64 && !place.is_empty()).then_some(place)
    })
}
