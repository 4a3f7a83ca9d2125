//! What a report is about: its kinds, how each is named in the record, and which edition there is none of.

use super::as_of::AsOf;
use super::event::Edition;
use super::inquiry::InquiryNo;

/// What a report is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// All that is on file about the vendor.
    #[default]
    Vendor,
    /// A regulator's letter: its requests, in their order, and what answers them.
    Inquiry(InquiryNo),
    /// What an amendment of the contract would have to say, in the order of the six revisions ([`super::amendment`]).
    Amendment,
    /// One interview ([`super::interview`]): the one of this event, or the only one of this day; the only one at all where none is named.
    Interview(Option<AsOf>),
    /// What moved between two sides of the record ([`super::comparison`]).
    Changes {
        /// The earlier side.
        since: AsOf,
        /// The later one; what the desk shows, where none is named.
        until: Option<AsOf>,
    },
}

impl Kind {
    /// Its name in the record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Inquiry(_) => "inquiry",
            Self::Amendment => "amendment",
            Self::Interview(_) => "interview",
            Self::Changes { .. } => "changes",
        }
    }

    /// What it is called on its cover, on screens and in the history.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Vendor => "Report",
            Self::Inquiry(_) => "Report in a letter's order",
            Self::Amendment => "Contract-amendment checklist",
            Self::Interview(_) => "Interview record",
            Self::Changes { .. } => "Change report",
        }
    }

    /// Its title, by its name in the record; that of a report where a newer program wrote the name.
    pub fn title_of(word: &str) -> &'static str {
        let changes = Self::Changes { since: AsOf::Event(0), until: None };
        let all = [Self::Amendment, Self::Interview(None), changes, Self::Inquiry(InquiryNo(0))];
        all.into_iter().find(|kind| kind.word() == word).unwrap_or_default().title()
    }

    /// Whether there is this edition of it. The checklist is made of gaps, remedies and clause ideas, which stay in the building (rules,
    /// section 16): a produced edition would hold nothing else.
    pub fn has_edition(self, edition: Edition) -> bool {
        self != Self::Amendment || edition == Edition::Internal
    }

    /// Whether a binder is made of it: exhibits belong to the vendor as a whole, or to what a letter asks for.
    pub const fn has_binder(self) -> bool {
        matches!(self, Self::Vendor | Self::Inquiry(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_its_word() {
        for kind in [Kind::Amendment, Kind::Interview(None), Kind::Inquiry(InquiryNo(7))] {
            assert_eq!(Kind::title_of(kind.word()), kind.title());
        }
        assert_eq!(Kind::title_of("vendor"), "Report");
        assert_eq!(Kind::title_of("of a newer program"), "Report");
    }
}
