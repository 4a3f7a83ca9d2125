//! Questions of the user's own beside the shipped ones: which ids they may have, and what happens where both no longer go together.
//!
//! Where the files lie and how they are read is left to [`crate::store::own_questions`].

use std::collections::BTreeSet;

use super::parse::{Asked, Sources};
use super::{Finding, Place, lint, parse_all};
use crate::domain::bank::{Bank, OWN, Source};
use crate::domain::condition::Condition;
use crate::domain::id::QuestionId;

/// The folder of own files below the data folder. With it begin their names in the record, so that no shipped name is like them.
pub const FOLDER: &str = "questionnaires";

/// How many questions of their own a user may have: twice what is shipped. Some checks take time by the square of it.
const MOST_QUESTIONS: usize = 500;

/// What is said of clocks of the user's own.
const CLOCKS: &str = "own clocks are not read in this version; take this file away";

/// Whether a file of an adopted bank is one of the user's own, by its name.
pub fn is_own(file: &str) -> bool {
    file.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'))
}

/// Everything that is wrong with own files, read after the shipped ones, notes included. What is wrong with shipped ones is not told.
pub fn check(shipped: &[(String, Vec<u8>)], own: &[(String, Vec<u8>)]) -> Vec<Finding> {
    let files = [shipped, own].concat();
    let is_own = |place: &Place| own.iter().any(|(name, _)| **name == *place.file);
    let (mut sources, mut findings) = parse_all(&files);
    forgive_missing(&mut sources, own);
    if let Some(one_more) =
        sources.questions.iter().filter(|asked| is_own(&asked.place)).nth(MOST_QUESTIONS)
    {
        let problem = format!("there may be {MOST_QUESTIONS} questions of your own at most");
        return vec![Finding::error(one_more.place.clone(), problem)];
    }
    // What is said of a name here says more than that it is taken.
    let names = wrong_names(&sources, shipped, &is_own);
    let renamed: BTreeSet<&Place> = names.iter().map(|finding| &finding.place).collect();
    findings.extend(lint::structure(&sources));
    findings.extend(lint::quality(&sources));
    findings.retain(|finding| is_own(&finding.place) && !renamed.contains(&finding.place));
    findings.extend(names);
    // A file of clocks is refused whole, so that nothing else is said of it.
    let clocks: Vec<&Place> = sources.clock_files.iter().filter(|place| is_own(place)).collect();
    findings.retain(|finding| clocks.iter().all(|place| place.file != finding.place.file));
    findings.extend(clocks.into_iter().map(|place| Finding::error(place.clone(), CLOCKS)));
    findings.sort_by(Finding::order);
    findings
}

/// Reads a bank that holds own files, without those which do not go with the shipped ones; with what is wrong with those left out.
///
/// Shipped questions always win, so that no own file can keep a record from being opened by a newer program (rule R5).
///
/// # Errors
/// As [`super::read`], where that is not the fault of an own file.
pub fn read(files: &[(String, Vec<u8>)]) -> Result<(Bank, Vec<Finding>), Vec<Finding>> {
    let mut files = files.to_vec();
    let mut left_out = without_clocks(&mut files);
    loop {
        let findings = match super::read(&files) {
            Ok(bank) => return Ok((bank, left_out)),
            Err(findings) => findings,
        };
        let before = files.len();
        let is_wrong = |name: &str| findings.iter().any(|finding| *finding.place.file == *name);
        files.retain(|(name, _)| !is_own(name) || !is_wrong(name));
        if files.len() == before {
            return Err(findings);
        }
        left_out.extend(findings.into_iter().filter(|finding| is_own(&finding.place.file)));
    }
}

/// Takes own files of clocks out, as a later version may have adopted them; with what is said of each.
fn without_clocks(files: &mut Vec<(String, Vec<u8>)>) -> Vec<Finding> {
    let own: Vec<(String, Vec<u8>)> =
        files.iter().filter(|(name, _)| is_own(name)).cloned().collect();
    let (sources, _) = parse_all(&own);
    files.retain(|(name, _)| {
        !is_own(name) || sources.clock_files.iter().all(|place| *place.file != **name)
    });
    sources.clock_files.into_iter().map(|place| Finding::error(place, CLOCKS)).collect()
}

/// Notes the questions that now ask or judge otherwise than those in force, under the same revision: their answers are not confirmed anew.
pub fn unraised(before: &Bank, own: &[(String, Vec<u8>)]) -> Vec<Finding> {
    let (sources, _) = parse_all(own);
    let own = |asked: &&Asked| Source::of(asked.question.id.as_str()) == Source::Own;
    let notes = sources.questions.iter().filter(own).filter_map(|asked| {
        let now = &asked.question;
        let then = before.question(&now.id).filter(|then| then.revision == now.revision)?;
        let same = then.text == now.text && then.kind == now.kind && then.records == now.records;
        let id = &now.id;
        let problem = format!(
            "'{id}' asks or judges otherwise than the '{id}' in force; raise its revision if its meaning changed, so that answers are confirmed anew"
        );
        (!same).then(|| Finding::note(asked.at("revision"), problem))
    });
    notes.collect()
}

/// Where a file cannot be read at all, own questions that are missing may be in it: nobody is told that they are.
fn forgive_missing(sources: &mut Sources, own: &[(String, Vec<u8>)]) {
    let holds_something = |name: &str| {
        let questions = sources.questions.iter().map(|asked| &asked.place);
        let questionnaires = sources.questionnaires.iter().map(|ordered| &ordered.place);
        questions.chain(questionnaires).any(|place| *place.file == *name)
    };
    if own.iter().all(|(name, _)| holds_something(name)) {
        return;
    }
    let conditions =
        sources.questions.iter().filter_map(|asked| asked.question.asked_when.as_ref());
    let read = conditions.flat_map(Condition::questions);
    let named = sources.questionnaires.iter().flat_map(|one| one.questionnaire.questions());
    let own_ids = read.chain(named).filter(|id| Source::of(id.as_str()) == Source::Own);
    let own_ids: Vec<QuestionId> = own_ids.cloned().collect();
    sources.broken.extend(own_ids);
}

/// Ids of own questions and questionnaires that could be, or become, those of shipped ones; facts that only shipped files state.
fn wrong_names(
    sources: &Sources,
    shipped: &[(String, Vec<u8>)],
    is_own: &impl Fn(&Place) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_shipped = |place: &Place| shipped.iter().any(|(name, _)| **name == *place.file);
    let has_question = |id: &QuestionId| {
        let mut shipped = sources.questions.iter().filter(|asked| is_shipped(&asked.place));
        shipped.any(|asked| asked.question.is_called(id.as_str()))
    };
    for asked in sources.questions.iter().filter(|asked| is_own(&asked.place)) {
        let aliases = asked.question.aliases.iter().map(|alias| (alias, "aliases"));
        for (id, field) in std::iter::once((&asked.question.id, "id")).chain(aliases) {
            let taken = has_question(id).then_some("question");
            findings.extend(wrong_name(id.as_str(), taken, asked.at(field)));
        }
    }
    for ordered in sources.questionnaires.iter().filter(|ordered| is_own(&ordered.place)) {
        let id = ordered.questionnaire.id.as_str();
        let mut shipped = sources.questionnaires.iter().filter(|one| is_shipped(&one.place));
        let taken = shipped.any(|one| one.questionnaire.id == id).then_some("questionnaire");
        findings.extend(wrong_name(id, taken, ordered.id.clone()));
    }
    for (_, place) in sources.facts.iter().filter(|(_, place)| is_own(place)) {
        let problem = "only the shipped files say when the law was seen and how old exhibits may usually be; \
                       take this file away";
        findings.push(Finding::error(place.clone(), problem));
    }
    findings
}

fn wrong_name(id: &str, taken: Option<&str>, place: Place) -> Option<Finding> {
    if Source::of(id) == Source::Own {
        return None;
    }
    let so = format!("ids of your own begin with '{OWN}', such as '{OWN}{id}'");
    let problem = match taken {
        Some(what) => format!("'{id}' is a shipped {what} and cannot be taken over; {so}"),
        None => format!("'{id}' might be the id of a shipped question one day; {so}"),
    };
    Some(Finding::error(place, problem))
}
