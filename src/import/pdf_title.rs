//! The title that a PDF gives itself, offered as the title of an exhibit.
//!
//! A file of somebody else's, so nothing of it is believed: only a bounded part is looked at, once and from left to right, without
//! unpacking anything and without following more than one reference. What is not found cheaply is not found; then the file's name serves.

/// How many bytes of a file are looked at, at its beginning and again at its end.
pub const WINDOW: usize = 1 << 20;

/// The longest title that is taken, in characters.
const LONGEST: usize = 160;

/// The longest string of a PDF that is read, in bytes.
const LONGEST_STRING: usize = 2048;

/// The title in these bytes: the beginning of a file, and its end where it is longer than that.
///
/// From the document information dictionary (ISO 32000-1, 14.3.3), else from its XMP metadata (14.3.2); nothing where that is the name of
/// a program or file, or where the strings are encrypted.
pub fn title(bytes: &[u8]) -> Option<String> {
    if !bytes.starts_with(b"%PDF-") {
        return None;
    }
    let encrypted = find(bytes, b"/Encrypt").is_some();
    let own = if encrypted { None } else { from_information(bytes) };
    own.and_then(|title| tidy(&title)).or_else(|| from_xmp(bytes).and_then(|title| tidy(&title)))
}

/// The title in the dictionary that the last trailer names by `/Info 12 0 R`.
fn from_information(bytes: &[u8]) -> Option<String> {
    let after = bytes.get(find_last(bytes, b"/Info")? + 5..)?;
    let mut words = after.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let is_number = |word: &&[u8]| word.len() < 10 && word.iter().all(u8::is_ascii_digit);
    let number = words.next().filter(is_number)?;
    let generation = words.next().filter(is_number)?;
    let object = [number, b" ", generation, b" obj"].concat();
    let start = bytes.windows(object.len()).enumerate().rev().find_map(|(at, window)| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        (window == object && before.is_some_and(u8::is_ascii_whitespace)).then_some(at)
    })?;
    let body = bytes.get(start + object.len()..)?;
    let body = body.get(..find(body, b"endobj").unwrap_or(body.len()).min(64 * 1024))?;
    let value = body.get(find(body, b"/Title")? + 6..)?.trim_ascii_start();
    match value.first()? {
        b'(' => Some(decoded(&literal(value.get(1..)?)?)),
        b'<' if value.get(1) != Some(&b'<') => Some(decoded(&hexadecimal(value.get(1..)?)?)),
        _ => None,
    }
}

/// A string in parentheses, up to the one that closes it (ISO 32000-1, 7.3.4.2).
fn literal(rest: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    let mut depth = 0_u32;
    let mut bytes = rest.iter().take(LONGEST_STRING).copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(text),
            b')' => depth -= 1,
            b'\\' => {
                text.extend(escaped(bytes.next()?, &mut bytes));
                continue;
            }
            _ => {}
        }
        text.push(byte);
    }
    None
}

/// What stands behind a backslash: a sign, up to three octal digits, or the end of a line that does not count.
fn escaped(byte: u8, rest: &mut std::iter::Peekable<impl Iterator<Item = u8>>) -> Option<u8> {
    Some(match byte {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' | b'f' => b' ',
        b'\n' | b'\r' => return None,
        b'0'..=b'7' => {
            let mut code = u32::from(byte - b'0');
            for _ in 0..2 {
                let Some(digit) = rest.next_if(|next| (b'0'..=b'7').contains(next)) else { break };
                code = code * 8 + u32::from(digit - b'0');
            }
            u8::try_from(code & 0xFF).ok()?
        }
        other => other,
    })
}

/// A string in hexadecimal digits, up to `>`.
fn hexadecimal(rest: &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().take(LONGEST_STRING).position(|byte| *byte == b'>')?;
    let digits: Vec<u32> = rest
        .get(..end)?
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| char::from(*byte).to_digit(16))
        .collect::<Option<_>>()?;
    let byte = |pair: &[u32]| {
        let (high, low) = (pair.first()?, pair.get(1).unwrap_or(&0));
        u8::try_from(high * 16 + low).ok()
    };
    digits.chunks(2).map(byte).collect()
}

/// A text string: UTF-16 or UTF-8 where it says so, else Latin letters (ISO 32000-1, 7.9.2.2).
fn decoded(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units = rest.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
        return char::decode_utf16(units.map(u16::from_be_bytes))
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
    }
    let rest = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    std::str::from_utf8(rest)
        .map_or_else(|_| rest.iter().map(|byte| char::from(*byte)).collect(), str::to_owned)
}

/// The title of its XMP metadata, where they are not compressed.
fn from_xmp(bytes: &[u8]) -> Option<String> {
    let rest = bytes.get(find(bytes, b"<dc:title")?..)?;
    let rest = rest.get(..rest.len().min(4096))?;
    let rest = rest.get(..find(rest, b"</dc:title>")?)?;
    let text = std::str::from_utf8(rest).ok()?;
    let (_, item) = text.split_once("<rdf:li")?;
    let (_, words) = item.split_once('>')?;
    let (words, _) = words.split_once('<')?;
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    Some(signs.iter().fold(words.to_owned(), |text, (name, sign)| text.replace(name, sign)))
}

/// A title as it may be offered: one line of words; nothing where it only names a file or a program.
fn tidy(title: &str) -> Option<String> {
    let one_line: Vec<&str> = title
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let title = one_line.join(" ");
    let title = title.strip_prefix("Microsoft Word - ").unwrap_or(&title);
    let lower = title.to_lowercase();
    let endings = [".doc", ".docx", ".pdf", ".indd", ".xls", ".xlsx", ".ppt", ".pptx", ".tmp"];
    let names_a_file = endings.iter().any(|ending| lower.ends_with(ending));
    let says_nothing =
        matches!(lower.as_str(), "untitled" | "untitled document" | "document" | "scan");
    let unreadable = title.contains(char::REPLACEMENT_CHARACTER)
        || title.chars().filter(|c| c.is_alphabetic()).count() < 3
        || title.chars().count() > LONGEST;
    let plain = crate::text::visible(title) == title;
    (plain && !names_a_file && !says_nothing && !unreadable).then(|| title.to_owned())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn find_last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn pdf(information: &str) -> Vec<u8> {
        format!(
            "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Outlines << /Title (A chapter) >> >>\nendobj\n7 0 obj\n<< {information} >>\nendobj\n\
             trailer\n<< /Root 1 0 R /Info 7 0 R >>\nstartxref\n9\n%%EOF"
        )
        .into_bytes()
    }

    #[rstest]
    #[case("/Title (Business Associate Agreement)", Some("Business Associate Agreement"))]
    #[case(r"/Title (SOC 2 \(Type II\)\040report) /Author (x)", Some("SOC 2 (Type II) report"))]
    #[case("/Title (Nested (paren) title)", Some("Nested (paren) title"))]
    #[case("/Title <FEFF00410075006400690074>", Some("Audit"))]
    #[case("/Title <41 75 64 69 74>", Some("Audit"))]
    #[case("/Title (Microsoft Word - Notice of breach)", Some("Notice of breach"))]
    #[case("/Title (Microsoft Word - BAA final.docx)", None)]
    #[case("/Title (untitled)", None)]
    #[case("/Title (a\\033[2Jb never ends", None)]
    #[case("/Title (evil \\342\\200\\256 title)", None)]
    #[case("/Title 9 0 R", None)]
    #[case("/Author (Somebody)", None)]
    fn the_title_is_that_of_the_information_dictionary(
        #[case] information: &str,
        #[case] wanted: Option<&str>,
    ) {
        assert_eq!(title(&pdf(information)).as_deref(), wanted);
    }

    #[test]
    fn metadata_serve_where_the_dictionary_says_nothing_and_encrypted_strings_are_not_read() {
        let xmp = "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Cover &amp; limits</rdf:li></rdf:Alt></dc:title>";
        let mut bytes = pdf("");
        bytes.extend_from_slice(xmp.as_bytes());
        assert_eq!(title(&bytes).as_deref(), Some("Cover & limits"));
        let mut locked = pdf("/Title (garbled words)");
        locked.extend_from_slice(b"/Encrypt 3 0 R");
        assert_eq!(title(&locked), None);
        assert_eq!(title(b"/Info 7 0 R\n7 0 obj /Title (No PDF)"), None);
    }

    proptest! {
        #[test]
        fn nothing_foreign_makes_it_fail(noise in proptest::collection::vec(any::<u8>(), 0..600), cut in 0_usize..400) {
            let mut bytes = pdf("/Title (\\FEFF");
            bytes.truncate(cut.max(5));
            bytes.extend_from_slice(&noise);
            if let Some(title) = title(&bytes) {
                prop_assert!(title.chars().count() <= LONGEST && !title.contains(char::is_control));
            }
        }
    }
}
