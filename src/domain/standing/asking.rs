//! Which questions are asked on a day (rules, section 2).

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Asked, Stand, Standing};
use crate::domain::bank::Bank;
use crate::domain::condition::{Condition, Facts, Truth};
use crate::domain::dossier::Dossier;
use crate::domain::id::QuestionId;
use crate::domain::organization::Organization;
use crate::domain::value::{Reply, Value};

/// Decides which questions are asked; a condition reads earlier questions, which may themselves hang on others.
pub(super) struct Asking<'s, 'a> {
    pub(super) stands: &'s BTreeMap<&'a QuestionId, Stand<'a>>,
    /// What is asked about the vendor, where these are the questions about one of its incidents; decided already.
    pub(super) beneath: Option<&'s BTreeMap<&'a QuestionId, Stand<'a>>>,
    pub(super) bank: &'a Bank,
    pub(super) dossier: &'a Dossier,
    pub(super) organization: &'a Organization,
    /// What is decided; `None` while it is being decided, so that a circle in an unchecked bank ends as undecided.
    pub(super) known: RefCell<BTreeMap<&'a QuestionId, Option<Truth>>>,
}

impl<'a> Asking<'_, 'a> {
    /// Whether each question is asked.
    pub(super) fn all(&self) -> Vec<(&'a QuestionId, Asked)> {
        self.stands.iter().map(|(id, stand)| (*id, self.asked(stand))).collect()
    }

    fn asked(&self, stand: &Stand<'a>) -> Asked {
        match self.truth(stand) {
            Truth::True => Asked::Yes,
            Truth::Undecided => Asked::Undecided,
            Truth::False => {
                let condition = stand.question.asked_when.as_ref();
                Asked::No(condition.map_or_else(String::new, |condition| self.because(condition)))
            }
        }
    }

    fn truth(&self, stand: &Stand<'a>) -> Truth {
        let id = &stand.question.id;
        if !self.stands.contains_key(id) {
            return match stand.asked {
                Asked::Yes => Truth::True,
                Asked::Undecided => Truth::Undecided,
                Asked::No(_) => Truth::False,
            };
        }
        let Some(condition) = &stand.question.asked_when else { return Truth::True };
        if let Some(known) = self.known.borrow().get(id) {
            return known.unwrap_or(Truth::Undecided);
        }
        self.known.borrow_mut().insert(id, None);
        let truth = condition.holds(self);
        self.known.borrow_mut().insert(id, Some(truth));
        truth
    }

    fn earlier(&self, id: &QuestionId) -> Option<&Stand<'a>> {
        let id = &self.bank.question(id)?.id;
        self.stands.get(id).or_else(|| self.beneath?.get(id))
    }

    /// Why a condition is false, in words for staff.
    fn because(&self, condition: &Condition) -> String {
        match condition {
            Condition::All { all } => {
                let first = all.iter().find(|one| one.holds(self) == Truth::False);
                first.map_or_else(String::new, |one| self.because(one))
            }
            Condition::Any { any } => {
                let all: Vec<String> = any.iter().map(|one| self.because(one)).collect();
                all.join("; and ")
            }
            Condition::Answer { question, .. } => match self.earlier(question) {
                None => format!("{question} is not in the question bank"),
                Some(stand) if self.truth(stand) == Truth::False => {
                    format!("{question} is not asked either")
                }
                Some(stand) => {
                    format!(
                        "{question} is answered \"{}\"",
                        stand.reply_shown().unwrap_or_default()
                    )
                }
            },
            Condition::Vendor { vendor, .. } => {
                format!("the vendor's {vendor} is {}", self.vendor(vendor).unwrap_or_default())
            }
            Condition::Organization { organization, .. } => {
                format!(
                    "our organization's {organization} is {}",
                    self.organization(organization).join(", ")
                )
            }
        }
    }
}

impl Facts for Asking<'_, '_> {
    fn answer_is(&self, question: &QuestionId, is: &[String]) -> Truth {
        // A question outside the bank or of another scope cannot be read; the linter refuses such a condition.
        let Some(stand) = self.earlier(question) else { return Truth::Undecided };
        if self.truth(stand) == Truth::False {
            return Truth::False;
        }
        match stand.standing {
            Standing::DoesNotApply => Truth::False,
            Standing::Open | Standing::Unknown | Standing::Carried => Truth::Undecided,
            _ => match stand.reply() {
                Some(Reply::Value(Value::Words(words))) => {
                    words.iter().any(|word| is.contains(word)).into()
                }
                Some(reply) => is.contains(&stand.question.kind.typed(reply)).into(),
                None => Truth::Undecided,
            },
        }
    }

    fn vendor(&self, fact: &str) -> Option<String> {
        match fact {
            // A vendor without a tier is not known to be harmless: what hangs on its tier is asked (rule R8).
            "tier" => self.dossier.tier.map(|tier| tier.word().to_owned()),
            _ => match self.dossier.profile.get(fact) {
                Some(Value::Word(word)) => Some(word.clone()),
                _ => None,
            },
        }
    }

    fn organization(&self, fact: &str) -> Vec<String> {
        self.organization.fact(fact)
    }
}
