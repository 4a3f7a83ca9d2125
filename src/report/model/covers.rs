//! The journals that a report rests on, as its file names them in its metadata, so that it can be held against a record.

/// One journal, up to its last event that the report covers (rule R26).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covers {
    /// The journal's id.
    pub journal: String,
    /// The event's number.
    pub seq: u64,
    /// The event's hash.
    pub sha256: String,
}

/// Between two journals.
const BETWEEN: &str = "; ";

impl Covers {
    /// All of them as one line of the file's keywords.
    pub fn keywords(all: &[Self]) -> String {
        let one = |one: &Self| {
            format!("proofbook journal {} event {} sha-256 {}", one.journal, one.seq, one.sha256)
        };
        all.iter().map(one).collect::<Vec<_>>().join(BETWEEN)
    }

    /// Reads such a line; what is not written so is passed over.
    pub fn read(keywords: &str) -> Vec<Self> {
        keywords.split(BETWEEN).filter_map(Self::read_one).collect()
    }

    fn read_one(words: &str) -> Option<Self> {
        let words: Vec<&str> = words.split(' ').collect();
        let ["proofbook", "journal", journal, "event", seq, "sha-256", sha256] = words.as_slice()
        else {
            return None;
        };
        let (journal, sha256) = ((*journal).to_owned(), (*sha256).to_owned());
        Some(Self { journal, seq: seq.parse().ok()?, sha256 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let one = |seq| Covers { journal: format!("id-{seq}"), seq, sha256: "ab".repeat(32) };
        let all = [one(7), one(12)];
        assert_eq!(Covers::read(&Covers::keywords(&all)), all);
        assert!(Covers::read("").is_empty());
        assert!(Covers::read("proofbook journal a event x sha-256 b; other").is_empty());
    }
}
