//! Bytes to text, or what sort of file it is instead and what to do about it.

use super::Fault;

/// The words for saving a sheet in the one form that is read.
const SAVE_AS: &str = "in Excel: File, Save As, \"CSV UTF-8 (Comma delimited)\"; in LibreOffice: Text CSV with character set Unicode (UTF-8)";

/// What the first bytes of other files say of them.
const OTHERS: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "this is a workbook (or another packed file), not a CSV file"),
    (b"\xD0\xCF\x11\xE0", "this is an old Excel workbook, not a CSV file"),
    (b"%PDF", "this is a PDF, not a CSV file"),
    (b"\xFF\xFE", "this file is UTF-16"),
    (b"\xFE\xFF", "this file is UTF-16"),
];

/// The text of a file, without a mark of its encoding in front.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Fault> {
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(save_anew(what));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Latin letters in UTF-16 have a zero beside each; a record has none.
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let zeros = memchr::memchr_iter(0, start).count();
    if zeros > 0 && zeros * 3 > start.len() {
        return Err(save_anew("this file is UTF-16 without a mark"));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        save_anew(&format!(
            "line {line} is not UTF-8: the file was probably saved in a Windows code page"
        ))
    })
}

fn save_anew(what: &str) -> Fault {
    Fault::of_file(format!("{what}; save it as CSV in UTF-8 ({SAVE_AS})"))
}
