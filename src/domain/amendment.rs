//! The six revisions of a contract that this program gathers clause ideas for, and what belongs to each.
//!
//! Their order is that in which such an amendment is talked through: what the vendor must keep, when it must speak, how we may check, who
//! pays, with whose money, and how it ends. Which question and which clause belongs where is decided here and nowhere else, by what the
//! clause would say; it says nothing about what any law asks for.

use super::id::QuestionId;
use super::question::words;
use super::standing::{Stand, Standing};

words! {
    /// One of the six revisions, in their order.
    Revision {
        /// The safeguards that the vendor must keep, and pass on to its subcontractors.
        Controls "controls" "Security controls",
        /// When and how the vendor speaks of an incident, and what follows.
        Notice "notice" "Notice within 24 to 48 hours",
        /// How we may check, and what is to be shown to us.
        Audit "audit" "Audit rights",
        /// Who bears the loss.
        Liability "liability" "Liability and indemnity",
        /// Whose money stands behind it.
        Insurance "insurance" "Insurance",
        /// When we may leave, and what becomes of the data.
        Termination "termination" "Termination",
    }
}

/// Families of questions, by what their ids begin with.
const FAMILIES: [(&str, Revision); 9] = [
    ("ctrl", Revision::Controls),
    ("sub", Revision::Controls),
    ("avail", Revision::Controls),
    ("notice", Revision::Notice),
    ("ir", Revision::Notice),
    ("assur", Revision::Audit),
    ("liab", Revision::Liability),
    ("ins", Revision::Insurance),
    ("data", Revision::Termination),
];

/// Questions whose clause belongs elsewhere than their family, or whose family as a whole belongs nowhere.
const BY_THEMSELVES: [(&str, Option<Revision>); 33] = [
    ("baa.security_rule", Some(Revision::Controls)),
    ("data.media_disposal", Some(Revision::Controls)),
    ("state.other_data", Some(Revision::Controls)),
    ("fin.safeguards_clause", Some(Revision::Controls)),
    ("fin.nydfs_terms", Some(Revision::Controls)),
    ("baa.report_incidents", Some(Revision::Notice)),
    ("sub.incident_hours", Some(Revision::Notice)),
    ("sub.known_violation", Some(Revision::Notice)),
    ("gov.breach_log", Some(Revision::Notice)),
    ("gov.burden_file", Some(Revision::Notice)),
    ("fin.bank_contact", Some(Revision::Notice)),
    ("fin.sec_hours", Some(Revision::Notice)),
    ("muni.agency_clock", Some(Revision::Notice)),
    ("nerc.vendor_hours", Some(Revision::Notice)),
    ("nis2.supplier_hours", Some(Revision::Notice)),
    ("circia.vendor_facts", Some(Revision::Notice)),
    ("baa.hhs_books", Some(Revision::Audit)),
    ("sub.assessed", Some(Revision::Audit)),
    ("risk.reassessed", Some(Revision::Audit)),
    ("gov.performance_review", Some(Revision::Audit)),
    ("gov.compliance_audit", Some(Revision::Audit)),
    ("gov.produce_days", Some(Revision::Audit)),
    ("dora.enhanced_terms", Some(Revision::Audit)),
    ("ir.mitigation", Some(Revision::Liability)),
    ("inc.monitoring_months", Some(Revision::Liability)),
    ("baa.termination_authorized", Some(Revision::Termination)),
    ("liab.terminate_security", Some(Revision::Termination)),
    ("liab.cure_days", Some(Revision::Termination)),
    ("liab.known_breach_action", Some(Revision::Termination)),
    ("liab.successor", Some(Revision::Termination)),
    ("avail.sla", None),
    ("avail.no_lockout", None),
    ("avail.patient_access_days", None),
];

/// The subjects of clauses ([`super::register::fields::SUBJECTS`]) by the revision that they belong to.
const SUBJECTS: [(&str, Revision); 20] = [
    ("controls", Revision::Controls),
    ("mfa", Revision::Controls),
    ("encryption", Revision::Controls),
    ("security_rule", Revision::Controls),
    ("subcontractors", Revision::Controls),
    ("notice", Revision::Notice),
    ("full_report", Revision::Notice),
    ("updates", Revision::Notice),
    ("cooperation", Revision::Notice),
    ("audit_right", Revision::Audit),
    ("test_results", Revision::Audit),
    ("indemnity", Revision::Liability),
    ("liability_cap", Revision::Liability),
    ("liquidated_damages", Revision::Liability),
    ("insurance", Revision::Insurance),
    ("additional_insured", Revision::Insurance),
    ("termination", Revision::Termination),
    ("cure", Revision::Termination),
    ("return", Revision::Termination),
    ("transition", Revision::Termination),
];

impl Revision {
    /// What it is for, in one sentence.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Controls => {
                "Which safeguards the contract names, and that the vendor passes them on to its subcontractors."
            }
            Self::Notice => {
                "How soon the vendor speaks of an incident, what starts that time, what it then says, and how it goes on helping."
            }
            Self::Audit => "How we may check on the vendor, and which results it shows us.",
            Self::Liability => "Who bears what an incident costs, and up to which sum.",
            Self::Insurance => "Which cover the vendor carries, and that its policy names us.",
            Self::Termination => "When we may leave, and what becomes of the data then.",
        }
    }

    /// The revision to which the clause of a question belongs; none, where it is another term of the agreement. An own question belongs
    /// where a shipped one of that family would: `own.ctrl.badges` with the controls.
    pub fn of_question(id: &QuestionId) -> Option<Self> {
        let id = id.as_str();
        if let Some((_, revision)) = BY_THEMSELVES.iter().find(|(one, _)| *one == id) {
            return *revision;
        }
        let id = id.strip_prefix(super::bank::OWN).unwrap_or(id);
        let (family, _) = id.split_once('.')?;
        FAMILIES.iter().find(|(one, _)| *one == family).map(|(_, revision)| *revision)
    }

    /// The revision to which a clause of this subject belongs; none, where it is another term of the agreement.
    pub fn of_subject(subject: &str) -> Option<Self> {
        SUBJECTS.iter().find(|(one, _)| *one == subject).map(|(_, revision)| *revision)
    }
}

/// The clause idea of a question as it stands: words to start from where the answer falls short. Where only evidence is missing, the answer
/// is good and the contract needs no other words. A rule that is only proposed opens no gap; its idea is still one.
pub fn clause_idea<'a>(stand: &Stand<'a>) -> Option<&'a str> {
    let short = matches!(stand.standing, Standing::Unmet | Standing::Unknown | Standing::Part);
    let idea = stand.question.clause.as_deref();
    idea.filter(|_| short && stand.asked.is_asked())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::fields;

    #[test]
    fn every_subject_of_a_clause_belongs_to_a_revision_or_is_another_term() {
        for (subject, _) in SUBJECTS {
            assert!(fields::SUBJECTS.iter().any(|(known, _)| *known == subject), "{subject}");
        }
        let others: Vec<&str> = fields::SUBJECTS
            .iter()
            .map(|(subject, _)| *subject)
            .filter(|subject| Revision::of_subject(subject).is_none())
            .collect();
        assert_eq!(others, ["permitted_uses", "other"]);
    }

    #[test]
    fn an_own_question_belongs_where_its_family_does() {
        let of = |id: &str| Revision::of_question(&id.into());
        assert_eq!(of("own.ctrl.badges"), Some(Revision::Controls));
        assert_eq!(of("own.badges"), None);
        assert_eq!(of("risk.location"), None);
    }
}
