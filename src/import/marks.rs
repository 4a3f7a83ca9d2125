//! Names in which letters of several scripts stand side by side: a Cyrillic "а" in "Example" looks like a Latin one.

use unicode_security::MixedScript as _;

/// Whether a name mixes scripts (Unicode Technical Standard 39, section 5.1: no single script has all of its characters).
///
/// Only letters are looked at: signs such as ™ or & belong to every script.
pub(super) fn is_mixed(name: &str) -> bool {
    let letters: String = name.chars().filter(|c| c.is_alphabetic()).collect();
    !letters.as_str().is_single_script()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_several_scripts_are_doubtful() {
        assert!(is_mixed("Ex\u{430}mple"), "a Cyrillic letter among Latin ones");
        for name in ["Example & Söhne, Inc.", "Пример", "日本データ株式会社", "3M", "Rx™ 24/7"]
        {
            assert!(!is_mixed(name), "{name}");
        }
    }
}
