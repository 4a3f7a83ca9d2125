//! What a sign-off attests, what has to be acknowledged for it, and which seals are kept with it (rules R26 and R27).

use super::{OnFile, doubt_patient_data, optional, questionnaire_named, required};
use crate::domain::dossier::Dossier;
use crate::domain::event::{SealAttached, SignedOff, SignedQuestionnaire};
use crate::domain::id::Digest;
use crate::domain::questionnaire::View;
use crate::domain::request::{SealRequest, SignOffRequest};
use crate::domain::sign_off::{LONGEST_NAME, OpenItem, open_items};
use crate::domain::standing::Standings;
use crate::problem::Problem;

impl OnFile<'_> {
    /// What somebody signs off on, if everything that is open was acknowledged.
    pub(super) fn sign_off(&self, request: &SignOffRequest) -> Result<SignedOff, Problem> {
        let name = one_line("name of who signs", &request.name)?;
        let title = one_line("title of who signs", &request.title)?;
        let statement = optional("statement", request.statement.as_deref())?;
        doubt_patient_data("statement", statement.as_deref(), &request.sure_of)?;
        let views = self.views(&request.questionnaires)?;
        self.refuse_nothing()?;
        let open_items: Vec<String> =
            self.open_items_of(&views).iter().map(ToString::to_string).collect();
        refuse_unacknowledged(&open_items, &request.acknowledged)?;
        let questionnaires = views.iter().map(|view| SignedQuestionnaire {
            id: view.named.id.clone(),
            digest: self.bank.digest_of(view),
        });
        Ok(SignedOff {
            name,
            title,
            statement,
            journals: self.covers(),
            questionnaires: questionnaires.collect(),
            open_items,
        })
    }

    /// What is open in these questionnaires, or in that of record, and has to be acknowledged.
    pub fn open_items(&self, questionnaires: &[String]) -> Result<Vec<OpenItem>, Problem> {
        Ok(self.open_items_of(&self.views(questionnaires)?))
    }

    fn open_items_of(&self, views: &[View<'_>]) -> Vec<OpenItem> {
        let Self { dossier, organization, bank, today, .. } = *self;
        let standings = Standings::of(dossier, organization, bank, today);
        open_items(dossier, organization, bank, &standings, views)
    }

    /// The questionnaires named, each once; that of record, where none is (rule R16).
    fn views(&self, named: &[String]) -> Result<Vec<View<'_>>, Problem> {
        let of_record = [self.dossier.questionnaire_of_record().to_owned()];
        let named = if named.is_empty() { &of_record[..] } else { named };
        let mut views: Vec<View<'_>> = Vec::new();
        for id in named {
            let view = questionnaire_named(self.bank, id.trim(), self.dossier)?;
            if views.iter().all(|one| one.named.id != view.named.id) {
                views.push(view);
            }
        }
        Ok(views)
    }

    /// A record in which no question has an answer is nothing to attest.
    fn refuse_nothing(&self) -> Result<(), Problem> {
        if self.dossier.answers.iter().next().is_some() {
            return Ok(());
        }
        let Dossier { name, slug, .. } = self.dossier;
        Err(Problem::wrong_use(format!(
            "no question about '{name}' has an answer, so there is nothing to sign off on"
        ))
        .safe("nothing was recorded")
        .next(format!("answer its questions first: proofbook interview {slug}")))
    }

    /// A seal that goes with one of the sign-offs, and is not there yet.
    pub(super) fn attach_seal(&self, request: &SealRequest) -> Result<SealAttached, Problem> {
        let sha256 = Digest::of(&request.bytes);
        let sign_off = self.dossier.sign_offs.iter().find(|one| one.event == request.of);
        let Some(sign_off) = sign_off else {
            return Err(Problem::wrong_use("there is no such sign-off")
                .safe("nothing was recorded")
                .next(format!("see them all: proofbook seal list {}", self.dossier.slug)));
        };
        if sign_off.seals.iter().any(|seal| seal.sha256 == sha256) {
            return Err(Problem::wrong_use(format!(
                "'{}' is on file already for that sign-off",
                request.file_name
            ))
            .safe("it was not recorded again"));
        }
        Ok(SealAttached {
            of: request.of,
            file_name: request.file_name.clone(),
            bytes: u64::try_from(request.bytes.len()).unwrap_or(u64::MAX),
            sha256,
        })
    }
}

fn one_line(what: &str, typed: &str) -> Result<String, Problem> {
    let words = required(what, typed)?;
    if words.contains('\n') {
        return Err(Problem::wrong_use(format!("the {what} is one line")));
    }
    let length = words.chars().count();
    if length > LONGEST_NAME {
        return Err(Problem::wrong_use(format!(
            "the {what} has {length} characters; at most {LONGEST_NAME} are kept"
        )));
    }
    Ok(words)
}

/// Nobody signs off on what they were not shown: the open items must be those that were acknowledged, no more and no fewer.
fn refuse_unacknowledged(open: &[String], acknowledged: &[String]) -> Result<(), Problem> {
    let missing: Vec<&String> = open.iter().filter(|item| !acknowledged.contains(item)).collect();
    let gone = acknowledged.iter().filter(|item| !open.contains(item)).count();
    if missing.is_empty() && gone == 0 {
        return Ok(());
    }
    let count = missing.len();
    let summary = match (count, acknowledged.is_empty()) {
        (0, _) => "an item that was acknowledged is not open any more".to_owned(),
        (1, true) => "1 open item has to be acknowledged before anybody signs off".to_owned(),
        (_, true) => format!("{count} open items have to be acknowledged before anybody signs off"),
        (1, false) => "1 open item is not among those acknowledged".to_owned(),
        (_, false) => format!("{count} open items are not among those acknowledged"),
    };
    let mut problem = Problem::wrong_use(summary).safe("nothing was recorded");
    if !missing.is_empty() {
        let items: Vec<&str> = missing.into_iter().map(String::as_str).collect();
        problem = problem.cause(items.join("; "));
    }
    Err(problem.next("read them, and acknowledge them all (--acknowledge), or settle them first"))
}
