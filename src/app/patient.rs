//! A second look at notes: texts that look like a patient's number or birth date are questioned once, since the record cannot forget.

/// What a text seems to hold, if it looks like something about one patient.
pub fn looks_like(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || ",;:()".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    if words.iter().any(|word| is_social_security_number(word)) {
        return Some("a Social Security number");
    }
    let followed_by_digits = |name: &str| {
        words.windows(2).any(|pair| {
            matches!(pair, [first, second] if first.trim_end_matches(['.', '#']) == name && second.trim_start_matches('#').starts_with(|c: char| c.is_ascii_digit()))
        })
    };
    if followed_by_digits("mrn") {
        return Some("a medical record number");
    }
    (followed_by_digits("dob") || followed_by_digits("born")).then_some("a birth date")
}

/// Three, two and four digits joined by hyphens.
fn is_social_security_number(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_end_matches('.').split('-').collect();
    let digits =
        |part: &str, many: usize| part.len() == many && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts.as_slice(), [a, b, c] if digits(a, 3) && digits(b, 2) && digits(c, 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patient_numbers_are_noticed_and_other_numbers_are_not() {
        assert_eq!(looks_like("see SSN 123-45-6789."), Some("a Social Security number"));
        assert_eq!(looks_like("MRN: 0044921"), Some("a medical record number"));
        assert_eq!(looks_like("patient DOB 1961-04-02"), Some("a birth date"));
        assert_eq!(looks_like("ticket SEC-1182, call 212-555-0101, due 2026-12-15"), None);
    }
}
