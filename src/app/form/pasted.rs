//! Paths as terminals paste them when files are dropped into the window: in quotes, with backslashes before blanks, as addresses, one a
//! line or several on one.

/// How many parts of a line are tried to be one path that holds blanks.
const MOST_PARTS: usize = 60;

/// The paths meant by a text, in the reading under which they exist: a name may hold blanks, quotes and backslashes itself.
pub fn paths(text: &str, exists: &dyn Fn(&str) -> bool) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut paths: Vec<String> = Vec::new();
    for path in lines.flat_map(|line| paths_of_line(line, exists)) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

/// Whether a text can only be one path that is written as it is.
pub fn is_plain(text: &str) -> bool {
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '\'' | '"') || (c == '\\' && !cfg!(windows));
    !text.contains(marks) && !text.starts_with("file:")
}

fn paths_of_line(line: &str, exists: &dyn Fn(&str) -> bool) -> Vec<String> {
    let trimmed = line.trim();
    // A shell on Windows writes this before a name in quotes.
    let bare = trimmed.strip_prefix("& ").unwrap_or(trimmed);
    let readings = [
        vec![line.to_owned()],
        vec![trimmed.to_owned()],
        vec![of_address(trimmed)],
        addresses(&shell_words(bare)),
        addresses(&quoted_words(bare)),
        vec![unquoted(bare).to_owned()],
        longest_parts(trimmed, exists),
    ];
    let known = |reading: &[String]| reading.iter().filter(|path| exists(path)).count();
    let whole =
        readings.iter().find(|reading| !reading.is_empty() && known(reading) == reading.len());
    if let Some(whole) = whole {
        return whole.clone();
    }
    // Nothing is there of which all is known: the one of which most is, else as it is most likely meant.
    let most = readings.iter().filter(|one| known(one) > 0).max_by_key(|one| known(one));
    let [_, as_typed, address, shell, windows, ..] = &readings;
    let likely = if is_windows(bare) {
        windows
    } else if trimmed.starts_with("file:") {
        address
    } else if trimmed.contains(['\'', '"', '\\']) {
        shell
    } else {
        as_typed
    };
    most.unwrap_or(likely).clone()
}

/// Whether it names a drive or a share, as Windows does.
fn is_windows(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '\'']);
    text.starts_with("\\\\") || text.get(1..3) == Some(":\\")
}

/// The text without the quotes around it.
fn unquoted(text: &str) -> &str {
    let without = |quote| text.strip_prefix(quote).and_then(|text: &str| text.strip_suffix(quote));
    without('"').or_else(|| without('\'')).unwrap_or(text)
}

/// Words as shells read them: quotes hold blanks together, a backslash keeps the next sign as it is.
fn shell_words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => words.extend(word.take()),
            '\'' => {
                let quoted = word.get_or_insert_default();
                quoted.extend(chars.by_ref().take_while(|c| *c != '\''));
            }
            '"' => {
                let quoted = word.get_or_insert_default();
                while let Some(c) = chars.next().filter(|c| *c != '"') {
                    let escapes = |next: &char| matches!(next, '"' | '\\' | '$' | '`');
                    let escaped = if c == '\\' { chars.next_if(escapes) } else { None };
                    quoted.push(escaped.unwrap_or(c));
                }
            }
            '\\' => word.get_or_insert_default().extend(chars.next()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Words as Windows writes them: quotes alone hold blanks together, a backslash stands between folders.
fn quoted_words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '\'') if word.is_none() => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// From each place on the longest part of the line that is there: paths with blanks in them that nothing holds together.
fn longest_parts(line: &str, exists: &dyn Fn(&str) -> bool) -> Vec<String> {
    let starts: Vec<usize> = parts(line).map(|(start, _)| start).collect();
    let ends: Vec<usize> = parts(line).map(|(_, end)| end).collect();
    if starts.len() > MOST_PARTS {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = starts.get(at) {
        let longest = (at..ends.len()).rev().find_map(|last| {
            let part = line.get(*start..*ends.get(last)?)?;
            exists(part).then(|| (part.to_owned(), last))
        });
        if let Some((part, last)) = longest {
            found.push(part);
            at = last + 1;
        } else {
            found.extend(ends.get(at).and_then(|end| line.get(*start..*end)).map(str::to_owned));
            at += 1;
        }
    }
    found
}

/// Where each part between blanks begins and ends.
fn parts(line: &str) -> impl Iterator<Item = (usize, usize)> {
    line.split_whitespace().map(|part| {
        let start = part.as_ptr().addr() - line.as_ptr().addr();
        (start, start + part.len())
    })
}

fn addresses(words: &[String]) -> Vec<String> {
    words.iter().map(|word| of_address(word)).collect()
}

/// The path of an address such as `file:///home/dana/My%20file.pdf`; any other text is left as it is.
fn of_address(text: &str) -> String {
    let Some(rest) = text.strip_prefix("file:") else { return text.to_owned() };
    let path = match rest.strip_prefix("//") {
        // What stands before the path is the computer's own name.
        Some(rest) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(rest),
        None => rest,
    };
    let Some(path) = decoded(path) else { return text.to_owned() };
    let drive = path.get(2..3) == Some(":") && path.starts_with('/');
    if drive { path.get(1..).unwrap_or(&path).to_owned() } else { path }
}

/// The text with `%20` and the like as what they stand for; nothing where that is no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let hex =
            |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (*first, after) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high)? << 4 | hex(*low)?);
                rest = after;
            }
            (byte, _) => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A path as each terminal that we know of writes it.
    fn written(path: &str) -> Vec<String> {
        let escaped: String = path
            .chars()
            .flat_map(|c| {
                let bare = c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
                (!bare).then_some('\\').into_iter().chain([c])
            })
            .collect();
        let doubled: String = path
            .chars()
            .flat_map(|c| {
                matches!(c, '"' | '\\' | '$' | '`').then_some('\\').into_iter().chain([c])
            })
            .collect();
        let address: String = path
            .bytes()
            .map(|byte| match byte {
                b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                    char::from(byte).to_string()
                }
                byte => format!("%{byte:02X}"),
            })
            .collect();
        vec![
            path.to_owned(),
            escaped,
            format!("'{}'", path.replace('\'', "'\\''")),
            format!("\"{doubled}\""),
            format!("file://{address}"),
            format!("file://localhost{address}"),
        ]
    }

    proptest! {
        #[test]
        fn any_paste_is_read_without_breaking(text in any::<String>(), some in any::<bool>()) {
            let _ = paths(&text, &|_| some);
        }

        #[test]
        fn a_path_that_exists_is_found_however_it_was_written(
            name in "[ -~é日]{1,20}",
            ending in prop::sample::select(vec!["", "\n", "\r\n", " "]),
        ) {
            let path = format!("/home/dana/{}", name.trim().replace('/', "-"));
            for text in written(&path) {
                let found = paths(&format!("{text}{ending}"), &|one| one == path);
                prop_assert_eq!(&found, &vec![path.clone()], "{}", text);
            }
        }

        #[test]
        fn several_are_found_on_one_line_and_on_several(
            names in prop::collection::btree_set("[a-z][a-z '&()]{0,8}[a-z]", 2..5),
            way in 1..6_usize,
        ) {
            let all: Vec<String> = names.iter().map(|name| format!("/d/{name}")).collect();
            let exists = |one: &str| all.iter().any(|path| path == one);
            let written: Vec<String> =
                all.iter().map(|path| written(path).remove(way)).collect();
            prop_assert_eq!(&paths(&written.join(" "), &exists), &all);
            prop_assert_eq!(&paths(&written.join("\n"), &exists), &all);
            prop_assert_eq!(&paths(&all.join("\r\n"), &exists), &all);
        }
    }

    #[test]
    fn windows_paths_keep_their_backslashes() {
        let none = |_: &str| false;
        let path = r"C:\Users\Dana\My file.pdf";
        assert_eq!(paths(&format!("\"{path}\""), &none), [path]);
        assert_eq!(paths(&format!("& '{path}'"), &none), [path]);
        let two = [path, r"D:\audit.pdf"];
        assert_eq!(paths(&format!("\"{path}\" \"D:\\audit.pdf\""), &none), two);
        let there = |one: &str| one == "C:/Users/My file.pdf";
        assert_eq!(paths("file:///C:/Users/My%20file.pdf", &there), ["C:/Users/My file.pdf"]);
    }

    #[test]
    fn names_with_blanks_that_nothing_holds_together_are_found_where_they_are() {
        let there = |one: &str| matches!(one, "/d/my file.pdf" | "/d/b.pdf");
        assert_eq!(paths("/d/my file.pdf /d/b.pdf", &there), ["/d/my file.pdf", "/d/b.pdf"]);
    }
}
