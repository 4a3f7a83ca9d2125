//! Phrases that several parts of the report use, so that the same thing is always said the same way.

use crate::domain::dossier::Answer;
use crate::domain::event::{GapOwned, Pinpoint};
use crate::domain::exhibit::{Exhibit, ExhibitNo, Holding};
use crate::domain::gap::Gap;
use crate::domain::organization::Organization;
use crate::domain::question::{Basis, Citation, Outcome, Question, Severity, Verified};
use crate::domain::readiness::Readiness;
use crate::domain::register::RecordNo;
use crate::domain::standing::{Shown, Stand, Standing};
use crate::report::model::{Anchor, Cell, Mark, Text, Tone};
use crate::text::grouped;

/// The mark of a standing: sign, word and color.
pub(super) fn standing_mark(standing: Standing) -> Mark {
    Mark::new(standing.mark(), standing.title(), tone(standing))
}

/// The color and pattern that repeat a standing.
pub(super) const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Documented => Tone::Documented,
        Standing::Asserted => Tone::Asserted,
        Standing::Stale => Tone::Stale,
        Standing::Part => Tone::Part,
        Standing::Unmet => Tone::Unmet,
        Standing::Unknown => Tone::Unknown,
        Standing::Carried => Tone::Carried,
        Standing::Open => Tone::Open,
        Standing::DoesNotApply => Tone::Aside,
    }
}

/// The words for why a question is asked.
pub(super) const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::InForce => "In force",
        Basis::GoodPractice => "Contractual good practice",
        Basis::Proposed => "Proposed, not in force",
    }
}

/// What a reply amounts to, within a sentence.
pub(super) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::Part => "met in part",
        Outcome::Unmet => "not met",
        Outcome::Unknown => "not known",
        Outcome::NotApplicable => "does not apply",
    }
}

/// A severity; only critical has a mark.
pub(super) fn severity(severity: Severity) -> Cell {
    match severity {
        Severity::Critical => Mark::new('!', severity.title(), Tone::Critical).into(),
        _ => severity.title().into(),
    }
}

/// What a question rests on; what is not in force, or not verified, is said beside each.
pub(super) fn citations(question: &Question) -> Text {
    let mut text = Text::new();
    for (index, one) in question.citations.iter().enumerate() {
        if index > 0 {
            text = text.plain("; ");
        }
        text.0.extend(citation(one, question.basis).0);
    }
    text
}

fn citation(citation: &Citation, question: Basis) -> Text {
    let text = Text::from(citation.text.as_str());
    let aside = match (citation.basis, question) {
        (Basis::Proposed, _) if !citation.text.contains("not in force") => {
            " (proposed, not in force)"
        }
        (Basis::GoodPractice, Basis::InForce) => " (good practice)",
        _ => "",
    };
    let text = if aside.is_empty() { text } else { text.quiet(aside) };
    match citation.verified {
        Verified::Checked => text,
        unsure => text.quiet(format!(" ({})", unsure.title())),
    }
}

/// The place in the exhibit index.
pub(super) fn exhibit_anchor(no: ExhibitNo) -> Anchor {
    Anchor::new(format!("exhibit-{no}"))
}

/// The place of a question among the questions.
pub(super) fn question_anchor(id: &str) -> Anchor {
    Anchor::new(format!("question-{id}"))
}

/// The place of a question as it stands: among those about the vendor, or among those about its incident.
pub(super) fn stand_anchor(stand: &Stand<'_>) -> Anchor {
    match stand.incident {
        Some(no) => Anchor::new(format!("question-{}-{no}", stand.question.id)),
        None => question_anchor(stand.question.id.as_str()),
    }
}

/// The place of a record in the registers.
pub(super) fn record_anchor(no: RecordNo) -> Anchor {
    Anchor::new(format!("record-{no}"))
}

/// Adds a record's number, leading to its row in the registers.
pub(super) fn record_link(text: Text, no: RecordNo) -> Text {
    text.link(no.to_string(), record_anchor(no))
}

/// An exhibit's number, leading to its entry in the index, and its title.
pub(super) fn exhibit_text(exhibit: &Exhibit) -> Text {
    Text::new()
        .link(exhibit.no.to_string(), exhibit_anchor(exhibit.no))
        .plain(format!(" {}", exhibit.title))
}

/// Says through which record an exhibit counts, where no link of its own leads to it.
pub(super) fn through(text: Text, shown: &Shown<'_>) -> Text {
    match shown.through {
        Some(no) => record_link(text.plain(", through "), no),
        None => text,
    }
}

/// An exhibit where it is cited: number, title, pinpoint, quoted words, the record it counts through, and whether it is current.
pub(super) fn cited(shown: &Shown<'_>) -> Text {
    let mut text = exhibit_text(shown.exhibit).plain(place(shown));
    if let Some(quote) = shown.pinpoint.as_ref().and_then(|pinned| pinned.quote.as_deref()) {
        text = text.plain(format!(": \u{201C}{quote}\u{201D}"));
    }
    text = through(text, shown);
    if shown.is_current() {
        return text.quiet(" \u{2014} current");
    }
    let why: Vec<String> = shown.why_not.iter().map(ToString::to_string).collect();
    text.strong(format!(" \u{2014} not current: {}", why.join("; ")))
}

/// Where in an exhibit, after its title; a record without a place needs none.
pub(super) fn place(shown: &Shown<'_>) -> String {
    match (&shown.pinpoint, shown.through) {
        (None, Some(_)) => String::new(),
        (pinned, _) => format!(", {}", pinpoint(pinned.as_ref())),
    }
}

/// Page and section; "no page given" is said, since a pinpoint is not demanded (rule R13).
fn pinpoint(pinpoint: Option<&Pinpoint>) -> String {
    let page = pinpoint.and_then(|one| one.page.as_deref()).map(|page| format!("page {page}"));
    let section = pinpoint.and_then(|one| one.section.as_deref()).map(section);
    match (page, section) {
        (None, None) => "no page given".to_owned(),
        (page, section) => page.into_iter().chain(section).collect::<Vec<_>>().join(", "),
    }
}

/// "3.2" is a section; what names itself, such as "row 4" or "Appendix B", stays as it was typed.
fn section(typed: &str) -> String {
    let names_itself = typed.split_whitespace().count() > 1
        && typed.chars().take(3).filter(|character| character.is_alphabetic()).count() == 3;
    if names_itself { typed.to_owned() } else { format!("section {typed}") }
}

/// Who gave an answer: by default the person who recorded it.
pub(super) fn answered_by<'a>(answer: &'a Answer, organization: &'a Organization) -> &'a str {
    answer.given_by.as_deref().unwrap_or_else(|| organization.person(&answer.recorded_by))
}

/// The beginning of a long text, in one line; whoever calls says where the whole stands.
pub(super) fn clipped(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = line.char_indices().nth(longest) else { return line };
    let (kept, _) = line.split_at(cut);
    let kept = kept.rsplit_once(' ').map_or(kept, |(whole_words, _)| whole_words);
    format!("{kept} \u{2026}")
}

/// A size in bytes, with thousands set apart.
pub(super) fn bytes(holding: &Holding) -> String {
    let Holding::Vault { bytes, .. } = holding else { return "\u{2013}".to_owned() };
    grouped(*bytes)
}

/// "1 gap", "2 gaps".
pub(super) fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// "1 applicable question", "31 applicable questions".
pub(super) fn applicable(count: u32) -> String {
    counted(count as usize, "applicable question", "applicable questions")
}

/// What a gap is in a list over several: its words, its question, and whether more than good practice asks for it.
pub(super) fn gap_in_brief(gap: &Gap<'_, '_>) -> Text {
    let mut aside = gap.stand.name();
    if gap.stand.is_critical_gap() {
        aside.push_str("; critical gap");
    }
    if gap.stand.question.basis == Basis::GoodPractice {
        aside.push_str("; good practice");
    }
    Text::from(gap.wording()).quiet(format!(" ({aside})"))
}

/// Who has a gap, or until when it is accepted.
pub(super) fn gap_owner(gap: &Gap<'_, '_>) -> Text {
    match (gap.accepted, gap.owner) {
        (Some(one), _) => format!("Accepted until {}", one.accepted.until).into(),
        (None, None) => Text::new().quiet("Nobody yet"),
        (None, Some(GapOwned { owner, fix_by: Some(day), .. })) => {
            format!("{owner}, by {day}").into()
        }
        (None, Some(owned)) => Text::from(owned.owner.as_str()),
    }
}

/// Said where there is no gap: what nobody has answered yet may still be one.
pub(super) fn no_gap(readiness: &Readiness) -> String {
    match readiness.standing(Standing::Open) {
        0 => "No gap is open on this day.".to_owned(),
        open => format!(
            "No gap is open on this day; {} not answered yet.",
            counted(open as usize, "applicable question is", "applicable questions are")
        ),
    }
}
