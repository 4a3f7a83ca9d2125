//! Sheets of vendors: what is read, and that everything that has no one reading is named with its row and column.

use proofbook::import::{Fault, LONGEST_CELL, MOST_ROWS, Sheet, limited, read};
use rstest::rstest;

fn sheet(text: &str) -> Sheet {
    let sheet = read(text.as_bytes()).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert!(sheet.faults.is_empty(), "{:?}", sheet.faults);
    sheet
}

/// The faults of a file, each as a person reads it.
fn faults(bytes: &[u8]) -> Vec<String> {
    let faults = read(bytes).map_or_else(|faults| faults, |sheet| sheet.faults);
    limited(faults).iter().map(Fault::to_string).collect()
}

#[track_caller]
fn one_fault(bytes: &[u8], words: &[&str]) {
    let faults = faults(bytes);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    for word in words {
        assert!(faults[0].contains(word), "'{word}' is not in: {}", faults[0]);
    }
}

fn names(sheet: &Sheet) -> Vec<(usize, &str)> {
    sheet.rows.iter().map(|row| (row.number, row.name.text.as_str())).collect()
}

#[test]
fn a_sheet_is_read_with_and_without_the_mark_of_utf_8() {
    let text = "name,tier,First contact: e-mail\nÜber Clínica,high,a@example.com\n";
    for text in [text.to_owned(), format!("\u{feff}{text}")] {
        let sheet = sheet(&text);
        assert_eq!(names(&sheet), [(2, "Über Clínica")]);
        let facts: Vec<_> =
            sheet.rows[0].facts.iter().map(|cell| (cell.fact, cell.text.as_str())).collect();
        assert_eq!(facts, [("tier", "high"), ("contact_1_email", "a@example.com")]);
        assert!(sheet.remarks.is_empty(), "{:?}", sheet.remarks);
    }
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    let text = "name,services\r\n\r\nA,\"two\r\nlines\"\r\n,\r\nB,\r\n";
    let sheet = sheet(text);
    assert_eq!(names(&sheet), [(3, "A"), (5, "B")], "blank rows count, rows of several lines once");
    assert_eq!(sheet.rows[0].facts[0].text, "two\nlines");
}

#[rstest]
#[case("name;tier;web\nA;low;x\n", "semicolons")]
#[case("name\ttier\nA\tlow\n", "tabs")]
fn another_separator_is_recognized_and_said(#[case] text: &str, #[case] word: &str) {
    let sheet = sheet(text);
    assert_eq!(sheet.rows[0].facts[0].text, "low");
    assert!(sheet.remarks[0].contains(word), "{:?}", sheet.remarks);
}

#[rstest]
#[case(b"\xFF\xFEn\0a\0m\0e\0", &["UTF-16", "CSV UTF-8"])]
#[case(b"\xFE\xFF\0n\0a\0m\0e", &["UTF-16", "CSV UTF-8"])]
#[case(b"n\0a\0m\0e\0\n\0A\0\n\0", &["UTF-16", "CSV UTF-8"])]
#[case(b"name\nA\nLarkspur \x93quoted\x94\n", &["line 3", "not UTF-8", "CSV UTF-8"])]
#[case(b"name\n\xC0\xAF\n", &["line 2", "not UTF-8"])]
#[case(b"PK\x03\x04rest", &["workbook", "CSV UTF-8"])]
#[case(b"\xD0\xCF\x11\xE0rest", &["old Excel workbook"])]
#[case(b"", &["no rows"])]
#[case(b"name,tier\n", &["no vendor below"])]
fn files_of_other_kinds_are_refused_with_what_to_do(#[case] bytes: &[u8], #[case] words: &[&str]) {
    one_fault(bytes, words);
}

#[rstest]
#[case("name,tier,TIER\nA,low,low\n", &["row 1, column C", "same fact as column B"])]
#[case("name,web,Web site URL\nA,x,y\n", &["row 1, column C", "same fact as column B"])]
#[case("name,srvices\nA,x\n", &["row 1, column B", "'srvices'", "did you mean 'services'"])]
#[case("tier\nlow\n", &["row 1", "no column is called 'name'"])]
#[case("name,tier\nA,low,extra\n", &["row 2", "3 cells", "row 1 has 2"])]
#[case("name,tier\nA\n", &["row 2", "1 cells", "row 1 has 2"])]
#[case("name,web\nA,\"x\n\nB,y\n", &["row 2, column B", "never closed"])]
#[case("name,web\nA,\"x\"y\n", &["row 2, column B", "behind a closing quotation mark"])]
#[case("name,web\nA,\u{1b}[2J\n", &["row 2, column B", "U+001B"])]
#[case("name,web\nA,x\0y\n", &["row 2, column B", "U+0000"])]
#[case("name,web\nA,\u{9b}2J\n", &["row 2, column B", "U+009B"])]
#[case("name,tier\n,low\n", &["row 2, column A", "no name"])]
#[case("name,\nA,x\n", &["row 2, column B", "does not say what it is"])]
#[case("name\nCafé\nCafe\u{301}\n", &["row 3, column A", "row 2 already"])]
#[case("name\nAcme\n ACME \n", &["row 3, column A", "row 2 already"])]
fn what_has_no_one_reading_is_named_with_its_place(#[case] text: &str, #[case] words: &[&str]) {
    one_fault(text.as_bytes(), words);
}

#[test]
fn every_fault_is_listed_not_only_the_first() {
    let found = faults(b"name,web\nA,x,y\nB\n,z\nC,\x07\n");
    assert_eq!(found.len(), 4, "{found:#?}");
    for (fault, place) in found.iter().zip(["row 2", "row 3", "row 4, column A", "row 5, column B"])
    {
        assert!(fault.starts_with(place), "{fault}");
    }
    let many = format!("name,web\n{}", "x\n".repeat(1000));
    let found = faults(many.as_bytes());
    assert_eq!(found.len(), 201);
    assert_eq!(found.last().unwrap(), "and 800 more");
}

#[test]
fn sheets_beyond_the_limits_are_refused() {
    let rows = |count: usize| {
        let rows: Vec<String> = (0..count).map(|row| format!("V{row}")).collect();
        format!("name\n{}\n", rows.join("\n"))
    };
    assert_eq!(sheet(&rows(MOST_ROWS)).rows.len(), MOST_ROWS);
    one_fault(rows(MOST_ROWS + 1).as_bytes(), &["20001 rows", "at most 20000"]);
    let wide = format!("name{}\nA{}\n", ",".repeat(9_999), ",".repeat(9_999));
    one_fault(wide.as_bytes(), &["10000 columns", "at most 256"]);
    let cell = |bytes: usize| format!("name,services\nA,{}\n", "x".repeat(bytes));
    assert_eq!(sheet(&cell(LONGEST_CELL)).rows[0].facts[0].text.len(), LONGEST_CELL);
    one_fault(cell(LONGEST_CELL + 1).as_bytes(), &["row 2, column B", "32769 bytes"]);
}

#[rstest]
#[case("Ex\u{430}mple Health", "several scripts")]
#[case("Acme\u{200b}", "do not show")]
#[case("Acme\u{202e}fdp", "do not show")]
fn names_that_may_not_be_what_they_seem_are_remarked(#[case] name: &str, #[case] words: &str) {
    let sheet = sheet(&format!("name\n{name}\n"));
    assert_eq!(sheet.rows[0].name.text, name, "and kept as they are");
    assert!(sheet.remarks[0].contains(words), "{:?}", sheet.remarks);
}

#[test]
fn formulas_are_text_here_and_the_mark_of_text_is_taken_away() {
    let cells = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\u{ff1d}1+1", "-555 0100"];
    for cell in cells {
        for (written, read) in
            [(cell.to_owned(), cell.to_owned()), (format!("'{cell}"), cell.to_owned())]
        {
            let sheet = sheet(&format!("name,services\nA,\"{written}\"\n"));
            assert_eq!(sheet.rows[0].facts[0].text, read);
        }
    }
    let sheet = sheet("name,services\nA,'tis a quote\nB,\"a \"\"b\"\", c\"\n");
    let texts: Vec<&str> = sheet.rows.iter().map(|row| row.facts[0].text.as_str()).collect();
    assert_eq!(texts, ["'tis a quote", "a \"b\", c"]);
}
