//! OCR's listing of business associates: the 27 columns of the template that it sent out with its Phase 2 audits (2016).
//!
//! Columns 1 to 14 were checked against a published copy. That there is a second contact and a web address was checked in substance; the
//! order of columns 15 to 27 is inferred from the count.

use super::PROFILE;
use super::relation::Relation;
use crate::domain::dossier::Dossier;
use crate::domain::field::Field;

/// One column of the listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands over it.
    pub head: &'static str,
    /// The vendor's fact in it: `name`, or a field of the profile.
    pub fact: &'static str,
}

/// The 27 columns, in order.
pub const COLUMNS: [Column; 27] = [
    column("Business associate name", "name"),
    column("Type of service", "services"),
    column("First contact: title", "contact_1_title"),
    column("First contact: first name", "contact_1_first_name"),
    column("First contact: last name", "contact_1_last_name"),
    column("First contact: address", "contact_1_address"),
    column("First contact: address continued", "contact_1_address_2"),
    column("First contact: city", "contact_1_city"),
    column("First contact: state", "contact_1_state"),
    column("First contact: zip", "contact_1_zip"),
    column("First contact: phone", "contact_1_phone"),
    column("First contact: extension", "contact_1_extension"),
    column("First contact: fax", "contact_1_fax"),
    column("First contact: e-mail", "contact_1_email"),
    column("Second contact: title", "contact_2_title"),
    column("Second contact: first name", "contact_2_first_name"),
    column("Second contact: last name", "contact_2_last_name"),
    column("Second contact: address", "contact_2_address"),
    column("Second contact: address continued", "contact_2_address_2"),
    column("Second contact: city", "contact_2_city"),
    column("Second contact: state", "contact_2_state"),
    column("Second contact: zip", "contact_2_zip"),
    column("Second contact: phone", "contact_2_phone"),
    column("Second contact: extension", "contact_2_extension"),
    column("Second contact: fax", "contact_2_fax"),
    column("Second contact: e-mail", "contact_2_email"),
    column("Web site URL", "web"),
];

/// What a listing can do without: not every address has a second line, and not every phone an extension or a fax beside it.
const MAY_LACK: [&str; 3] = ["_address_2", "_extension", "_fax"];

const fn column(head: &'static str, fact: &'static str) -> Column {
    Column { head, fact }
}

impl Column {
    /// The field of the profile in it; `None` for the name.
    pub fn field(self) -> Option<&'static Field> {
        PROFILE.iter().find(|field| field.name == self.fact)
    }

    /// What a vendor's dossier has for it.
    pub fn of(self, dossier: &Dossier) -> Option<String> {
        match self.field() {
            None => Some(dossier.name.clone()),
            Some(field) => dossier.profile.get(field.name).map(|value| field.typed(value)),
        }
    }

    /// Whether a listing without it is short of something.
    pub fn is_expected(self) -> bool {
        !MAY_LACK.iter().any(|ending| self.fact.ends_with(ending))
    }
}

/// Whether a vendor belongs on the listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It does.
    Listed,
    /// It may: what it is has not been determined. It is listed, so that none is missing.
    ListedUnsettled,
    /// It does not, for this reason.
    LeftOut(&'static str),
}

/// Whether a vendor belongs on the listing, by what it is to us.
pub fn place(dossier: &Dossier) -> Place {
    if dossier.retired.is_some() {
        return Place::LeftOut("it is retired");
    }
    match Relation::of(dossier) {
        Relation::BusinessAssociate | Relation::Subcontractor => Place::Listed,
        Relation::Undetermined => Place::ListedUnsettled,
        Relation::Conduit => Place::LeftOut("it is recorded as a conduit only"),
        Relation::NotOne => Place::LeftOut("it is recorded as no business associate"),
        Relation::TreatmentProvider => {
            Place::LeftOut("it is recorded as a provider that receives PHI for treatment")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_a_fact_of_a_vendor_and_each_contact_has_the_same_elements() {
        let fields: Vec<&str> =
            COLUMNS.iter().filter_map(|column| column.field()).map(|field| field.name).collect();
        assert_eq!(fields.len(), 26, "all but the name");
        let of = |contact: &str| {
            let elements = fields.iter().filter_map(|field| field.strip_prefix(contact));
            elements.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(of("contact_1_"), of("contact_2_"));
        assert_eq!(of("contact_1_").len(), 12);
    }
}
