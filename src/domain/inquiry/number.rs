//! Numbers of inquiries, of what was handed over, and of a letter's requests.

use std::cmp::Ordering;
use std::fmt;

/// The number of an inquiry within a vendor, such as `IQ-01`; never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InquiryNo(pub u32);

impl InquiryNo {
    /// Reads `IQ-01`, `iq1` or `1`.
    pub fn read(typed: &str) -> Option<Self> {
        numbered(typed, "iq").map(Self)
    }
}

impl fmt::Display for InquiryNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("IQ-{:02}", self.0))
    }
}

/// The number of an entry in the register of what was handed over, such as `HO-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HandOverNo(pub u32);

impl fmt::Display for HandOverNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("HO-{:02}", self.0))
    }
}

fn numbered(typed: &str, letters: &str) -> Option<u32> {
    let lower = typed.trim().to_ascii_lowercase();
    let digits = lower.strip_prefix(letters).unwrap_or(&lower);
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| all_digits && *number > 0)
}

/// A letter's own number for a request, as the letter writes it: `2`, `2a`, `10`, `III.b`.
///
/// Two are the same request, and are ordered, without regard to case and with runs of digits read as numbers: 1, 2, 2a, 10.
#[derive(Clone, Debug)]
pub struct RequestNo(String);

impl RequestNo {
    /// A number as typed; blanks around it and a stop behind it are how letters set it, and no part of it.
    pub fn new(typed: &str) -> Self {
        Self(typed.trim().trim_end_matches('.').trim_end().to_owned())
    }

    /// As the letter writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Runs of digits and of other characters in turn.
    fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for c in self.0.chars().flat_map(char::to_lowercase) {
            match (parts.last_mut(), c.is_ascii_digit()) {
                (Some(Part::Digits(run)), true) | (Some(Part::Words(run)), false) => run.push(c),
                (_, true) => parts.push(Part::Digits(c.to_string())),
                (_, false) => parts.push(Part::Words(c.to_string())),
            }
        }
        parts
    }
}

/// A run of a request's number.
#[derive(PartialEq, Eq)]
enum Part {
    Digits(String),
    Words(String),
}

impl Part {
    /// Digits before words; digits by their worth, so that no number is too long to be compared.
    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Digits(one), Self::Digits(other)) => {
                let (one, other) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
                one.len().cmp(&other.len()).then_with(|| one.cmp(other))
            }
            (Self::Words(one), Self::Words(other)) => one.cmp(other),
            (Self::Digits(_), Self::Words(_)) => Ordering::Less,
            (Self::Words(_), Self::Digits(_)) => Ordering::Greater,
        }
    }
}

impl Ord for RequestNo {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, other) = (self.parts(), other.parts());
        let differs = one.iter().zip(&other).map(|(one, other)| one.order(other));
        differs
            .into_iter()
            .find(|order| order.is_ne())
            .unwrap_or_else(|| one.len().cmp(&other.len()))
    }
}

impl PartialOrd for RequestNo {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for RequestNo {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for RequestNo {}

impl fmt::Display for RequestNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letters_numbers_are_ordered_as_the_letter_has_them() {
        let mut numbers = ["10", "2a", "1", "2", "2b", "2A.1", "II.3", "II.20"].map(RequestNo::new);
        numbers.sort();
        let shown: Vec<&str> = numbers.iter().map(RequestNo::as_str).collect();
        assert_eq!(shown, ["1", "2", "2a", "2A.1", "2b", "10", "II.3", "II.20"]);
        assert_eq!(RequestNo::new(" 2A. "), RequestNo::new("2a"));
        assert_eq!(RequestNo::new("02"), RequestNo::new("2"));
        assert!(RequestNo::new("99999999999999999999") > RequestNo::new("9"));
    }

    #[test]
    fn an_inquirys_number_is_read_as_people_type_it() {
        for typed in ["IQ-01", "iq-1", "IQ1", " 1 "] {
            assert_eq!(InquiryNo::read(typed), Some(InquiryNo(1)), "{typed}");
        }
        for typed in ["", "IQ-0", "IQ-", "IC-01", "IQ-1x", "+1"] {
            assert_eq!(InquiryNo::read(typed), None, "{typed}");
        }
    }
}
