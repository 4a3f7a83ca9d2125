//! The list to mail ahead to whoever will be interviewed: what is asked, when, and what is good to have at hand. It holds nothing of
//! how replies are judged; that is for those who run the interview.

use std::collections::BTreeMap;

use crate::domain::bank::Bank;
use crate::domain::condition::Condition;
use crate::domain::id::QuestionId;
use crate::domain::question::{AnswerKind, Basis, Question, Role, Verified};
use crate::domain::questionnaire::View;
use crate::domain::standing::{Asked, Standings};
use crate::text::{visible, wrap};

/// Cells of a line: what mail programs leave as it is.
const COLUMNS: usize = 72;

/// Cells before the text of a question.
const INDENT: usize = 5;

/// The list to mail ahead.
pub(super) struct Ahead<'a> {
    /// The bank that is asked from.
    pub bank: &'a Bank,
    /// The questionnaire.
    pub view: &'a View<'a>,
    /// Who is asked; everybody, where nobody is named.
    pub role: Option<Role>,
    /// The vendor that it is about, where one is named.
    pub about: Option<&'a str>,
    /// The sections with the questions that are listed.
    pub sections: &'a [(&'a str, Vec<&'a Question>)],
    /// How they stand about the vendor, where one is named: what is settled is no condition any more.
    pub standings: Option<&'a Standings<'a>>,
}

/// A condition that stands at several questions, said once under a letter.
struct Case<'a> {
    condition: &'a Condition,
    letter: char,
}

/// At how many questions a condition is said once, ahead of them all.
const SHARED: usize = 2;

impl Ahead<'_> {
    /// The whole text, ending in a line break.
    pub(super) fn text(&self) -> String {
        let mut page = Page(String::new());
        self.opening(&mut page);
        let (numbers, cases) = (self.numbers(), self.cases());
        if !cases.is_empty() {
            page.blank();
            page.wrapped(0, "Some questions are asked only in some cases. A letter says so:");
            for case in &cases {
                let words = format!("only if {}.", self.only_if(case.condition, &numbers));
                page.hanging(&case.letter.to_string(), &words);
            }
        }
        let mut listed = 0;
        for (title, questions) in self.sections {
            page.blank();
            page.blank();
            page.wrapped(0, &title.to_uppercase());
            for question in questions {
                listed += 1;
                page.blank();
                page.hanging(&format!("{listed}."), &question.text);
                self.beside(question, (&numbers, &cases), &mut page);
            }
        }
        page.0
    }

    fn opening(&self, page: &mut Page) {
        let asked = &self.view.asked;
        let title = match self.about {
            Some(vendor) => format!("{}: {vendor}", asked.title),
            None => asked.title.clone(),
        };
        page.wrapped(0, &title);
        if self.view.is_handed_on() {
            page.wrapped(0, &format!("Asked for: {}", self.view.title()));
        }
        let whom = self.role.map_or_else(|| "all who answer".to_owned(), whom);
        page.wrapped(0, &format!("The questions for {whom}, to look at before we meet."));
        page.blank();
        let listed = self.listed();
        let minutes = asked.minutes_for(listed);
        page.labeled("Questions", &format!("{listed}, about {minutes} minutes"));
        page.labeled("For", &asked.for_whom);
        page.labeled("Left out", &asked.leaves_out);
        page.labeled("Law", &format!("as seen on {}", self.bank.law_seen_on));
        page.blank();
        page.wrapped(
            0,
            "\"You\" in a question is our organization, \"the vendor\" is the company asked about, and PHI is protected health \
             information. \"We do not know\" is a fair answer, and so is \"this does not apply\", with the reason. What is good to have \
             at hand is named below each question; a copy of a document that you bring is kept with the answer.",
        );
    }

    /// What stands below a question.
    fn beside(
        &self,
        question: &Question,
        (numbers, cases): (&BTreeMap<&QuestionId, usize>, &[Case<'_>]),
        page: &mut Page,
    ) {
        if let Some(condition) = self.condition(question) {
            let case = cases.iter().find(|case| case.condition == condition);
            page.wrapped(
                INDENT,
                &match case {
                    Some(case) => format!("Only in case {}, above.", case.letter),
                    None => format!("Only if {}.", self.only_if(condition, numbers)),
                },
            );
        }
        page.wrapped(INDENT, &format!("Answer: {}.", answer(&question.kind)));
        page.wrapped(INDENT, &format!("Good to have: {}.", question.evidence.join("; ")));
        let rests = match question.basis {
            Basis::InForce => "Rests on",
            Basis::GoodPractice => "Good practice; see",
            Basis::Proposed => "Only proposed; see",
        };
        if let Some(first) = question.citations.first() {
            page.wrapped(INDENT, &format!("{rests} {}.", first.text));
        }
        let mut marks = question.citations.first().map(|first| first.verified).into_iter();
        let not_checked = |mark: &Verified| *mark != Verified::Checked;
        if let Some(mark) = Some(question.verified).filter(not_checked).or(marks.find(not_checked))
        {
            page.wrapped(INDENT, &format!("({mark}.)"));
        }
    }

    /// When a question is asked, while that is not settled.
    fn condition<'q>(&self, question: &'q Question) -> Option<&'q Condition> {
        let stand = self.standings.and_then(|standings| standings.get(&question.id));
        let settled = stand.is_some_and(|stand| stand.asked == Asked::Yes);
        question.asked_when.as_ref().filter(|_| !settled)
    }

    /// The conditions that stand at several questions and hang on none that is listed before them.
    fn cases(&self) -> Vec<Case<'_>> {
        let all = || self.sections.iter().flat_map(|(_, questions)| questions);
        let conditions = || all().filter_map(|question| self.condition(question));
        let numbers = self.numbers();
        let mut shared: Vec<&Condition> = Vec::new();
        for condition in conditions() {
            let often = conditions().filter(|one| *one == condition).count() >= SHARED;
            let here = condition.questions().iter().any(|id| numbers.contains_key(id));
            if often && !here && !shared.contains(&condition) {
                shared.push(condition);
            }
        }
        shared
            .into_iter()
            .zip('A'..='Z')
            .map(|(condition, letter)| Case { condition, letter })
            .collect()
    }

    fn listed(&self) -> usize {
        self.sections.iter().map(|(_, questions)| questions.len()).sum()
    }

    fn numbers(&self) -> BTreeMap<&QuestionId, usize> {
        let listed = self.sections.iter().flat_map(|(_, questions)| questions);
        listed.enumerate().map(|(place, question)| (&question.id, place + 1)).collect()
    }

    /// When a question is asked, in words; an earlier question is named by its number here, else by what it is about.
    fn only_if(&self, condition: &Condition, numbers: &BTreeMap<&QuestionId, usize>) -> String {
        let joined = |many: &[Condition], by: &str| {
            let parts: Vec<String> = many.iter().map(|one| self.only_if(one, numbers)).collect();
            parts.join(by)
        };
        match condition {
            Condition::All { all } => joined(all, ", and "),
            Condition::Any { any } => joined(any, ", or "),
            Condition::Answer { question, is } => {
                let Some(earlier) = self.bank.question(question) else { return String::new() };
                let values = said(&labels(&earlier.kind, is));
                if let Some(number) = numbers.get(&earlier.id) {
                    format!("the answer to question {number} is {values}")
                } else {
                    let asked: Vec<&str> = earlier.ask_of.iter().map(|one| one.title()).collect();
                    let (title, asked) = (&earlier.title, asked.join(" or "));
                    format!("\"{title}\" (answered by {asked}) is {values}")
                }
            }
            Condition::Vendor { is, .. } => format!("we put the vendor in tier {}", said(is)),
            Condition::Organization { organization, is } => match organization.as_str() {
                "sectors" => {
                    format!("our organization is also bound by the rules for {}", said(is))
                }
                "states" => format!("we serve residents of {}", said(is)),
                "licensed_facilities" => format!("we run a licensed facility in {}", said(is)),
                _ => format!("our organization is {}", said(is)),
            },
        }
    }
}

/// A role as its holder would be called.
fn whom(role: Role) -> String {
    match role {
        Role::Privacy => "the privacy office",
        Role::Security => "IT security",
        Role::Legal => "counsel and contracts",
        Role::Procurement => "procurement",
        Role::VendorManager => "whoever manages the vendor",
        Role::Vendor => "the vendor itself",
    }
    .to_owned()
}

/// How a question is answered, in the words of a conversation.
fn answer(kind: &AnswerKind) -> String {
    let labels: Vec<String> = kind.choices().iter().map(|(_, label)| (*label).to_owned()).collect();
    match kind {
        AnswerKind::YesNoPartial { .. } => "yes, no or partly".to_owned(),
        AnswerKind::Choice { .. } => format!("one of: {}", labels.join(" / ")),
        AnswerKind::Choices { .. } => format!("all that hold: {}", labels.join(" / ")),
        AnswerKind::Date { .. } => "a day, or never".to_owned(),
        AnswerKind::Hours(_) => "a number of hours, or none".to_owned(),
        AnswerKind::Days(_) => "a number of days, or none".to_owned(),
        AnswerKind::Money(_) => "an amount in US dollars, or none".to_owned(),
        AnswerKind::Number(_) => "a number, or none".to_owned(),
        AnswerKind::Text { .. } => "in your own words".to_owned(),
    }
}

/// The words shown for values of a question.
fn labels(kind: &AnswerKind, values: &[String]) -> Vec<String> {
    let choices = kind.choices();
    let label = |value: &String| {
        let found = choices.iter().find(|(known, _)| known == value);
        found.map_or_else(|| value.clone(), |(_, label)| (*label).to_owned())
    };
    values.iter().map(label).collect()
}

/// Values as one reads them: `"Yes" or "Partly"`.
fn said(values: &[String]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}

/// Plain text as it grows.
struct Page(String);

impl Page {
    fn blank(&mut self) {
        self.0.push('\n');
    }

    fn wrapped(&mut self, indent: usize, words: &str) {
        for line in wrap(&visible(words), COLUMNS - indent) {
            self.0.push_str(format!("{:indent$}{line}", "").trim_end());
            self.0.push('\n');
        }
    }

    /// A number with its text set in beside it.
    fn hanging(&mut self, number: &str, words: &str) {
        for (place, line) in wrap(&visible(words), COLUMNS - INDENT).iter().enumerate() {
            let head = if place == 0 { number } else { "" };
            self.0.push_str(format!("{head:<INDENT$}{line}").trim_end());
            self.0.push('\n');
        }
    }

    fn labeled(&mut self, label: &str, words: &str) {
        const WIDTH: usize = 11;
        for (place, line) in wrap(&visible(words), COLUMNS - WIDTH).iter().enumerate() {
            let head = if place == 0 { label } else { "" };
            self.0.push_str(format!("{head:<WIDTH$}{line}").trim_end());
            self.0.push('\n');
        }
    }
}
