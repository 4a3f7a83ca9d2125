//! The words about a question and its answer, for the screens and the line mode alike.

use super::Offer;
use crate::app::command::CommandId;
use crate::app::state::App;
use crate::app::words::{Said, Tone, heading, quiet, text};
use crate::domain::gap;
use crate::domain::proposal::RecordRule;
use crate::domain::question::{AnswerKind, Basis, Citation, Lies, Question, Role, Verified};
use crate::domain::standing::{Confirming, Speaker, Stand, Standing};
use crate::domain::value::{Reply, ReplyState};

/// What this answer does, in words that fit the smallest window: whether it counts, and which gap it opens.
pub fn consequence(stand: &Stand<'_>) -> String {
    if stand.question.basis == Basis::Proposed && stand.standing != Standing::Open {
        return "Only proposed: kept, and counts in no figure.".to_owned();
    }
    let words = match stand.standing {
        Standing::Open => "Not answered yet.",
        Standing::Documented => "Counts: documented by a current exhibit.",
        Standing::Asserted => "Does not count yet: nothing on file shows it.",
        Standing::Stale => "Does not count: no linked exhibit is current.",
        Standing::Part => "Does not count: met in part.",
        Standing::Unmet => "Does not count: not met.",
        Standing::Unknown => "Does not count: not known.",
        Standing::Carried => "Does not count until it is confirmed.",
        Standing::DoesNotApply => "Leaves the figure; the reason stands in the report.",
    };
    match gap::severity(stand) {
        Some(severity) => format!("{words} Gap: {severity}."),
        None => words.to_owned(),
    }
}

/// What the records say to the question, and what that does; nothing where no register answers it. `how` says how it is confirmed, where
/// it waits for that.
pub fn records_say(stand: &Stand<'_>, how: &str) -> Option<String> {
    let rule = stand.question.records.as_ref()?;
    let Some(proposed) = &stand.proposed else {
        let and_profile = match rule {
            RecordRule::HeldOn { .. } => " and the vendor's profile",
            _ => "",
        };
        let register = rule.register().title();
        return Some(format!("Records: nothing in {register}{and_profile} answers this yet."));
    };
    let proposal = &proposed.proposal;
    // A list of records is no one-line answer; its reason counts them.
    let says = match stand.question.kind {
        AnswerKind::Text { .. } => String::new(),
        _ => format!("{}; ", stand.question.kind.shown(&proposal.reply)),
    };
    let says = format!("{says}{}", proposal.reason);
    let by = stand.saying.as_ref().map(|saying| saying.by);
    let answered = stand.answer.map(|answer| &answer.reply);
    Some(match (by, answered) {
        (Some(Speaker::Records), Some(Reply::State(ReplyState::Records))) => {
            format!("As the records show: {says}.")
        }
        (Some(Speaker::Records), _) => {
            format!("Records say: {says}. It counts at once. {how}")
        }
        _ if stand.is_overruling() => {
            format!("The records say otherwise: {says}. The answer stands; both are listed.")
        }
        (Some(Speaker::Person), Some(reply)) if *reply == proposal.reply => {
            format!("The records say the same: {}.", proposal.reason)
        }
        (Some(Speaker::Person), Some(reply)) if *reply != Reply::State(ReplyState::Open) => {
            format!("On record: {}.", proposal.reason)
        }
        _ => format!("Records say: {says}. {}, not confirmed. {how}", proposed.judgment.outcome),
    })
}

/// Who gave the answer on file, where it was not the person who is interviewed now.
pub fn given_by(app: &App, stand: &Stand<'_>) -> Option<String> {
    let answer = stand.answer.filter(|answer| answer.reply != Reply::State(ReplyState::Open))?;
    let store = app.store.as_ref()?;
    let organization = &store.organization;
    let recorder = organization.person(&answer.recorded_by);
    let answered = answer.given_by.as_deref().unwrap_or(recorder);
    let present = app.interview().and_then(|interview| interview.present.first());
    let asked = present.map_or_else(|| organization.person(&store.account), String::as_str);
    (asked != answered)
        .then(|| format!("Answered by {answered} on {}.", organization.zones.day_of(answer.at)))
}

/// The linked exhibits, each with its place and whether it is current.
pub fn evidence_lines(stand: &Stand<'_>) -> Vec<String> {
    let mut lines: Vec<String> = stand
        .exhibits
        .iter()
        .map(|shown| {
            let why: Vec<String> = shown.why_not.iter().map(ToString::to_string).collect();
            let page = shown.pinpoint.as_ref().and_then(|at| at.page.as_ref());
            let page = page.map(|page| format!(", page {page}")).unwrap_or_default();
            let through = shown.through.map_or_else(String::new, |no| format!(", through {no}"));
            let current = if why.is_empty() {
                "current".to_owned()
            } else {
                format!("not current: {}", why.join("; "))
            };
            format!(
                "Evidence {} {}{page}{through}: {current}",
                shown.exhibit.no, shown.exhibit.title
            )
        })
        .collect();
    if lines.is_empty() {
        lines.push("Evidence: nothing on file".to_owned());
    }
    lines
}

/// Why a question is asked, what it rests on with its marks, what good evidence is, and what this answer does.
pub fn why(stand: &Stand<'_>) -> Vec<Said> {
    let question = stand.question;
    let (standing, blank) = (stand.standing, || text(""));
    let mut said = vec![heading("This answer")];
    said.push(text(format!("{} {standing}: {}", standing.mark(), standing.meaning())));
    said.push(text(consequence(stand)));
    said.extend(
        records_say(stand, "confirming")
            .map(|says| text(says.replace("confirming confirms it", "to be confirmed"))),
    );
    if let Some(failed) = stand.judgment().and_then(|judgment| judgment.failed.as_ref()) {
        said.push((Tone::Part, format!("It is {}: {}.", failed.fails_when, failed.set_by)));
    }
    let confirm = match stand.confirming {
        Confirming::Settled => None,
        Confirming::CycleOpened => {
            Some("Not confirmed in this reassessment: confirm it as it stands, or answer anew.")
        }
        Confirming::QuestionRevised => {
            Some("The question was reworded since: confirm the answer, or answer anew.")
        }
        Confirming::RecordsBetter => {
            Some("The records say better than was confirmed: confirm it, or answer anew.")
        }
    };
    said.extend(confirm.map(|words| (Tone::Part, words.to_owned())));
    said.extend([blank(), heading("Why it is asked"), text(question.guidance.as_str()), blank()]);
    said.push(heading(format!("Basis: {}", question.basis)));
    said.extend(question.citations.iter().map(|cited| text(citation(cited, question))));
    if question.verified != Verified::Checked {
        said.push((Tone::Part, format!("This question: {}.", question.verified)));
    }
    if !question.evidence.is_empty() {
        said.extend([blank(), heading("Good evidence")]);
        said.extend(question.evidence.iter().map(|one| text(format!("- {one}"))));
    }
    said.extend(
        question.evidence_max_age_days.map(|days| text(format!("At most {days} days old."))),
    );
    let roles: Vec<&str> = question.ask_of.iter().map(|role: &Role| role.title()).collect();
    said.extend([
        blank(),
        quiet(format!("Severity: {}. Asked of: {}.", question.severity, roles.join(", "))),
    ]);
    said
}

/// A citation with its own basis where that differs, and its mark where it is not verified.
pub fn citation(cited: &Citation, question: &Question) -> String {
    let basis =
        if cited.basis == question.basis { String::new() } else { format!(" ({})", cited.basis) };
    let mark = if cited.verified == Verified::Checked {
        String::new()
    } else {
        format!(" [{}]", cited.verified)
    };
    format!("{}{basis}{mark}", cited.text)
}

/// A question's basis and first citation, as short as an honest line can be.
pub fn basis_line(question: &Question) -> String {
    let first = question.citations.first();
    let doubted = question.verified != Verified::Checked
        || first.is_some_and(|cited| cited.verified != Verified::Checked);
    let cited = first.map(|cited| format!(", {}", cited.text)).unwrap_or_default();
    let mark = if doubted { " [not verified]" } else { "" };
    format!("{}{cited}{mark}", question.basis)
}

/// What "none" says as a reply to a question of this kind.
pub const fn none_words(kind: &AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Date { lies: Lies::Behind, .. } => "Never, or there is none",
        AnswerKind::Hours(_) | AnswerKind::Days(_) => "There is none, or none is set",
        _ => "There is none",
    }
}

/// The key and the words of one row of what may be replied.
pub fn reply_words(app: &App, question: &Question, row: usize, offer: &Offer) -> (String, String) {
    let more = |words: &str| (String::new(), words.to_owned());
    let key = |id| app.keymap.key(id).to_owned();
    let (key, words) = match offer {
        Offer::Choice(_, label) if row < 9 => ((row + 1).to_string(), label.clone()),
        Offer::Choice(_, label) => more(label),
        Offer::Field => {
            let taken = app.rows_taken().contains(&row);
            let shown = app.standing_reply().filter(|_| taken);
            let shown = shown.map(|reply| question.kind.shown(&reply));
            let accepted = question.kind.accepted();
            let accepted = accepted.split(", none").next().unwrap_or_default();
            (key(CommandId::TypeAnswer), shown.unwrap_or_else(|| format!("Type {accepted}")))
        }
        Offer::None => (key(CommandId::AnswerNone), none_words(&question.kind).to_owned()),
        Offer::Unknown => (
            key(CommandId::AnswerUnknown),
            "We do not know yet (asks who will find out)".to_owned(),
        ),
        Offer::NotApplicable => {
            let words = "Does not apply (asks for a reason)";
            (key(CommandId::AnswerNotApplicable), words.to_owned())
        }
    };
    (key, words)
}
