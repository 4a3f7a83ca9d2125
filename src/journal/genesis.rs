//! What a journal's first line follows: the names that make it this journal and no other.

use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::id::{Digest, StoreId};

/// Whose record a journal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A vendor's.
    Vendor,
    /// Our own organization's.
    Organization,
    /// The data folder's own, which no report reads.
    Store,
}

/// Whether a record is one, or a sample to learn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A record.
    Real,
    /// A sample made for this day.
    Sample(Date),
}

/// Names a journal, so that it cannot be passed off as another vendor's, nor a sample as a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Genesis {
    /// Whose record it is.
    pub owner: Owner,
    /// The data folder it was made in.
    pub store: StoreId,
    /// The journal's own id; a vendor's is the vendor's id.
    pub journal: Uuid,
    /// Record or sample.
    pub purpose: Purpose,
}

impl Genesis {
    /// The `prev` of the first line: SHA-256 of the names.
    pub fn prev(&self) -> Digest {
        let owner = match self.owner {
            Owner::Vendor => "vendor",
            Owner::Organization => "organization",
            Owner::Store => "store",
        };
        let purpose = match self.purpose {
            Purpose::Real => "real".to_owned(),
            Purpose::Sample(day) => format!("sample {day}"),
        };
        let (store, journal) = (self.store, self.journal);
        Digest::of(
            format!("proofbook journal 1\n{owner}\n{store}\n{journal}\n{purpose}\n").as_bytes(),
        )
    }
}
