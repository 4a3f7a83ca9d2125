//! Cells of a spreadsheet: text that a spreadsheet program would run as a formula is marked as text, and read back as it was.
//!
//! The mark is the leading apostrophe that spreadsheet programs know. It is taken away again by [`unguarded`], so that what this program
//! writes it also reads, whatever was typed.

/// Whether a spreadsheet program might take a cell that begins so for a formula, or for the end of a cell.
const fn acts(first: char) -> bool {
    matches!(
        first,
        '=' | '+'
            | '-'
            | '@'
            | '\t'
            | '\r'
            | '\n'
            | '\u{ff1d}'
            | '\u{ff0b}'
            | '\u{ff0d}'
            | '\u{ff20}'
    )
}

/// The text of a cell with the mark in front, where it needs one.
///
/// A text that begins with apostrophes before such a sign gets one more, else it could not be told from a marked one.
pub fn guarded(text: &str) -> Option<String> {
    text.trim_start_matches('\'').starts_with(acts).then(|| format!("'{text}"))
}

/// The text of a cell without the mark, where it has one.
pub fn unguarded(cell: &str) -> Option<&str> {
    let text = cell.strip_prefix('\'')?;
    text.trim_start_matches('\'').starts_with(acts).then_some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_act_is_marked_and_nothing_else() {
        for text in
            ["=1+1", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r1", "\n1", "\u{ff1d}1+1", "-555 0100"]
        {
            assert_eq!(guarded(text), Some(format!("'{text}")));
        }
        for text in ["", "Northwind", "555-0100", "'tis", "a=b", " =1"] {
            assert_eq!(guarded(text), None, "{text:?}");
            assert_eq!(unguarded(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(text in "['=+@a-]{0,5}") {
            let cell = guarded(&text).unwrap_or_else(|| text.clone());
            prop_assert!(!cell.starts_with(acts));
            prop_assert_eq!(unguarded(&cell).unwrap_or(&cell), text.as_str());
        }
    }
}
