//! Foreign text: whatever it holds, it is shown without a character that acts or hides, and cut and wrapped within its cells.

use proofbook::text::{cut, is_hidden, nearest, visible, visible_lines, width, wrap};
use proptest::prelude::*;

#[test]
fn a_pasted_page_is_compared_with_known_names_at_once() {
    let pasted = "all work and no play ".repeat(50_000);
    let known: Vec<String> = (0..250).map(|number| format!("section.question-{number}")).collect();
    let start = std::time::Instant::now();
    assert_eq!(nearest(&pasted, known.iter().map(String::as_str)), None);
    // Letter by letter it took more than a minute.
    assert!(start.elapsed() < std::time::Duration::from_secs(10), "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn nothing_hidden_is_left_and_what_is_shown_is_shown_the_same_again(text in any::<String>()) {
        let shown = visible(&text);
        prop_assert!(!shown.chars().any(is_hidden), "{shown:?}");
        prop_assert_eq!(visible(&shown), shown.clone());
        let lines = visible_lines(&text);
        prop_assert!(!lines.chars().any(|c| c != '\n' && is_hidden(c)), "{lines:?}");
    }

    #[test]
    fn cut_and_wrapped_text_keeps_within_its_cells(
        text in "[a-z \n日本語é\u{301}👩]{0,60}",
        cells in 2_usize..20,
    ) {
        prop_assert!(width(&cut(&text.replace('\n', " "), cells)) <= cells);
        let lines = wrap(&text, cells);
        for line in &lines {
            prop_assert!(width(line) <= cells, "{line:?} of {text:?}");
        }
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(letters(&lines.concat()), letters(&text));
    }
}
