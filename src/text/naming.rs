//! Names of files made of foreign words: safe on Windows, macOS and Linux, whatever was typed.
//!
//! Nothing in a name acts or hides, is reserved, ends in a stop or a blank, or is too long for a disk. Sources: the naming rules of Windows
//! (Microsoft, "Naming Files, Paths, and Namespaces"); 255 bytes is the longest name of ext4 and 255 UTF-16 units that of NTFS and APFS.

use std::collections::BTreeSet;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::is_hidden;

/// The most bytes of a name in UTF-8: every common disk takes it, an encrypted one (143 bytes on eCryptfs) too, and a folder's path still
/// fits before it in the 260 characters of Windows.
pub const LONGEST: usize = 120;

/// The most characters of an extension that is kept.
const LONGEST_EXTENSION: usize = 10;

/// Names that are devices on Windows, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The name under which a vendor's report is offered: whose, about what part of the record, of which day, in which edition.
///
/// ```
/// use jiff::civil::date;
/// use proofbook::text::naming::{binder_beside, portfolio, report};
/// let name = report("northwind-claims", "", date(2026, 11, 22), "internal");
/// assert_eq!(name, "northwind-claims-2026-11-22-internal.pdf");
/// assert_eq!(portfolio(date(2026, 11, 22), "internal"), "portfolio-2026-11-22-internal.pdf");
/// assert_eq!(binder_beside(&name), "northwind-claims-2026-11-22-binder");
/// ```
pub fn report(slug: &str, of: &str, day: Date, edition: &str) -> String {
    format!("{slug}{of}-{day}-{edition}.pdf")
}

/// The name under which the report over all vendors is offered.
pub fn portfolio(day: Date, edition: &str) -> String {
    report("portfolio", "", day, edition)
}

/// The path under which a binder is offered: beside the report, and named like it, but for the edition, of which a binder has one.
pub fn binder_beside(report: &str) -> String {
    let stem = report.strip_suffix(".pdf").unwrap_or(report);
    let editions = ["-internal", "-produced"];
    let stem = editions.iter().find_map(|end| stem.strip_suffix(end)).unwrap_or(stem);
    format!("{stem}-binder")
}

/// The name of a file: what it is numbered by, its title, and the extension that its own name had.
///
/// ```
/// use proofbook::text::naming::file_name;
/// assert_eq!(file_name("A-01", "Agreement, signed", "BAA final.PDF"), "A-01 Agreement, signed.PDF");
/// assert_eq!(file_name("A-02", "SOC 2: 2025/26", "soc2.pdf"), "A-02 SOC 2- 2025-26.pdf");
/// assert_eq!(file_name("A-03", "../../etc/passwd\u{202e}", "x"), "A-03 -..-etc-passwd");
/// ```
pub fn file_name(number: &str, title: &str, original: &str) -> String {
    let extension = extension(original);
    let (number, mut words) = (harmless(number), harmless(title));
    if words.is_empty() {
        let stem = original.rsplit_once('.').map_or(original, |(stem, _)| stem);
        words = harmless(stem);
    }
    // A title that is a file's name does not say its extension twice.
    let said = words.len().checked_sub(extension.len()).and_then(|at| words.split_at_checked(at));
    if let Some((before, last)) = said
        && !extension.is_empty()
        && last.eq_ignore_ascii_case(&extension)
    {
        words = before.to_owned();
    }
    let stem = format!("{number} {words}");
    format!("{}{extension}", ended(&cut(stem.trim(), LONGEST - extension.len())))
}

/// The name of a folder.
pub fn folder_name(words: &str) -> String {
    ended(&cut(harmless(words).trim(), LONGEST / 2))
}

/// Names in one folder, of which no two are the same to a disk that takes capitals for small letters.
#[derive(Clone, Debug, Default)]
pub struct Taken(BTreeSet<String>);

impl Taken {
    /// The name, with a number behind it where it is taken.
    pub fn take(&mut self, name: &str) -> String {
        let (stem, extension) = match name.rfind('.') {
            Some(dot) if dot > 0 => name.split_at(dot),
            _ => (name, ""),
        };
        let mut free = name.to_owned();
        let mut count = 1_u32;
        while !self.0.insert(folded(&free)) {
            count += 1;
            let behind = format!(" ({count}){extension}");
            free = format!("{}{behind}", cut(stem, LONGEST - behind.len()));
        }
        free
    }
}

/// A name as a disk compares it that knows no capitals.
fn folded(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// The extension with its stop, as it was written; nothing, where the name has none that can be kept.
fn extension(original: &str) -> String {
    let kept = |text: &&str| {
        (1..=LONGEST_EXTENSION).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let Some((stem, last)) = original.trim().rsplit_once('.') else { return String::new() };
    if !kept(&last) {
        return String::new();
    }
    match stem.rsplit_once('.') {
        Some((_, before)) if before.eq_ignore_ascii_case("tar") => format!(".{before}.{last}"),
        _ => format!(".{last}"),
    }
}

/// Words without what may not stand in a name, on one line, without stops or blanks at their ends.
fn harmless(words: &str) -> String {
    let shown = words.nfc().filter_map(|c| match c {
        _ if c.is_whitespace() => Some(' '),
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => Some('-'),
        _ if is_hidden(c) => None,
        _ => Some(c),
    });
    let joined: String = shown.collect();
    let joined = joined.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    joined.trim_matches(['.', ' ', '~']).to_owned()
}

/// At most so many bytes; never splits what is read as one character.
fn cut(words: &str, bytes: usize) -> String {
    let mut kept = String::new();
    for grapheme in words.graphemes(true) {
        if kept.len() + grapheme.len() > bytes {
            break;
        }
        kept.push_str(grapheme);
    }
    kept
}

/// A name that ends in no stop or blank, is not empty, and is no device.
fn ended(name: &str) -> String {
    let name = name.trim_matches([' ', '.']);
    let device = name.split('.').next().unwrap_or_default().trim().to_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        let rest = device.strip_prefix(port).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(rest.as_deref(), Some([one]) if one.is_ascii_digit() || "\u{b9}\u{b2}\u{b3}".contains(*one))
    });
    if name.is_empty() || numbered || DEVICES.contains(&device.as_str()) {
        return format!("_{name}");
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What Windows, macOS and Linux ask of a name, told apart from how it is made.
    fn is_safe(name: &str) -> bool {
        let stem = name.split('.').next().unwrap().trim_end().to_ascii_uppercase();
        let reserved = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
            || ["COM", "LPT"].iter().any(|port| {
                stem.strip_prefix(port).is_some_and(|rest| {
                    rest.chars().count() == 1
                        && rest.chars().all(|c| c.is_ascii_digit() || "¹²³".contains(c))
                })
            });
        !name.is_empty()
            && !reserved
            && name.len() <= 255
            && name.encode_utf16().count() <= 255
            && !name.starts_with(['.', ' ', '-'])
            && !name.ends_with(['.', ' '])
            && !name.chars().any(|c| c.is_control() || is_hidden(c) || "<>:\"/\\|?*".contains(c))
    }

    #[test]
    fn titles_become_names_that_are_read_as_before() {
        for (title, original, expected) in [
            ("Agreement, signed", "baa.pdf", "A-01 Agreement, signed.pdf"),
            ("baa.pdf", "baa.pdf", "A-01 baa.pdf"),
            ("BAA.PDF", "baa.pdf", "A-01 BAA.pdf"),
            ("", "scan 3.tiff", "A-01 scan 3.tiff"),
            ("", "", "A-01"),
            ("...", "..", "A-01"),
            ("CON", "nul.txt", "A-01 CON.txt"),
            ("=cmd|' /C calc'!A0", "x.csv", "A-01 =cmd-' -C calc'!A0.csv"),
            ("line\none\ttab", "x.p\u{202e}df", "A-01 line one tab"),
            ("Größe – überprüft", "a.docx", "A-01 Größe – überprüft.docx"),
            ("logs", "logs.tar.gz", "A-01 logs.tar.gz"),
            ("ends. ", "x.verylongextension", "A-01 ends"),
        ] {
            assert_eq!(file_name("A-01", title, original), expected);
        }
        assert_eq!(folder_name("Request 2a/b"), "Request 2a-b");
        assert_eq!(folder_name("nul"), "_nul");
        assert_eq!(folder_name("COM1"), "_COM1");
        assert_eq!(folder_name(" .. "), "_");
    }

    #[test]
    fn names_that_differ_only_in_capitals_are_told_apart() {
        let mut taken = Taken::default();
        let names = ["Request A", "request a", "REQUEST A", "Request A (2)", "a.pdf", "A.PDF"];
        let names = names.map(|name| taken.take(name));
        assert_eq!(
            names,
            [
                "Request A",
                "request a (2)",
                "REQUEST A (3)",
                "Request A (2) (2)",
                "a.pdf",
                "A (2).PDF"
            ]
        );
    }

    proptest! {
        #[test]
        fn any_title_gives_a_safe_name_that_keeps_the_extension(
            title in any::<String>(), stem in any::<String>(), no in 1_u32..2000,
            extension in "[A-Za-z0-9]{1,10}",
        ) {
            let number = format!("A-{no:02}");
            let name = file_name(&number, &title, &format!("{stem}.{extension}"));
            prop_assert!(is_safe(&name), "{name:?}");
            prop_assert!(name.starts_with(&number) && name.len() <= LONGEST, "{name:?}");
            prop_assert!(name.ends_with(&format!(".{extension}")), "{name:?}");
        }

        #[test]
        fn any_names_of_one_folder_are_safe_and_differ(
            words in prop::collection::vec("(?i)[a-c .]{0,3}|nul|com1|\\PC{0,80}", 0..12)
        ) {
            let mut taken = Taken::default();
            let names: Vec<String> =
                words.iter().map(|words| taken.take(&folder_name(&format!("Request {words}")))).collect();
            let lower: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(lower.len(), names.len(), "{:?}", &names);
            for (name, words) in names.iter().zip(&words) {
                prop_assert!(is_safe(name), "{:?}", name);
                prop_assert!(is_safe(&folder_name(words)) || folder_name(words).starts_with('-'));
            }
        }
    }
}
