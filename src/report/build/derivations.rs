//! How the day of each clock was found, step by step, and what was assumed; what the vendor's notice leaves us; what the laws of the states
//! with residents say beside their clocks.

use jiff::civil::Date;

use super::clocks::{clock_anchor, marked};
use super::incidents::state_mark;
use super::phrases::{basis, counted};
use crate::domain::clock::grouping::Assumptions;
use crate::domain::clock::rule::{Deemed, Jurisdiction};
use crate::domain::clock::words::weekday;
use crate::domain::clock::{Board, Clock, Exact, Leaves, Number, State};
use crate::domain::day;
use crate::domain::moment::Moment;
use crate::domain::question::{Basis, Verified};
use crate::report::model::{
    Block, Cell, Column, Entry, Heading, Level, List, ListKind, Table, Text,
};
use crate::text::{capitalized, many};

/// The derivations of an incident's clocks, and the laws of the states where people live.
pub(super) fn how_each_day_was_found(board: &Board<'_>) -> Vec<Block> {
    let no = board.incident.no;
    let shown = |clock: &&Clock<'_>| {
        let doubtful =
            clock.state == State::Waiting && clock.rule.doubt.is_some() && clock.mark().is_some();
        !matches!(clock.state, State::NotRunning | State::Waiting) || doubtful
    };
    let clocks: Vec<&Clock<'_>> = board.clocks.iter().filter(shown).collect();
    let mut blocks = Vec::new();
    if !clocks.is_empty() {
        blocks.push(Heading::new(Level::Two, format!("{no}: how each day was found")).into());
        let assuming = Assumptions::of(board);
        blocks.extend(assumed(&assuming));
        blocks.extend(leaves(board));
        blocks.extend(clocks.iter().map(|clock| entry(board, clock, &assuming).into()));
    }
    blocks.extend(states(board));
    blocks
}

/// What counts as not freeing us since it is not on file, numbered for the entries below.
fn assumed(assuming: &Assumptions<'_>) -> Vec<Block> {
    if assuming.list.is_empty() {
        return Vec::new();
    }
    let items = assuming.list.iter().map(|(assumed, count)| {
        Text::from(capitalized(&assumed.words()))
            .quiet(format!(" ({})", counted(*count, "notice", "notices")))
    });
    let heading = Heading::new(Level::Three, "Assumed until it is on file");
    vec![heading.into(), List { kind: ListKind::Numbered, items: items.collect() }.into()]
}

/// What the notices that the vendor owes us leave us against the shortest law: as they came, those of one day together, and as the
/// vendor's own clauses would have allowed.
fn leaves(board: &Board<'_>) -> Vec<Block> {
    let mut said: Vec<(String, Text, Vec<&str>)> = Vec::new();
    let mut allowed: Vec<Text> = Vec::new();
    for clock in &board.clocks {
        let Some((leaves, law)) = shortest(board, clock) else { continue };
        let arrives = match (clock.sent, clock.due()) {
            (Some(sent), _) => format!("came on {}", sent.on),
            (None, Some(due)) => format!("comes no later than {}", weekday(due)),
            (None, None) => continue,
        };
        let title = clock.rule.title.as_str();
        if let Some((.., titles)) = said.iter_mut().find(|(known, ..)| *known == arrives) {
            titles.push(title);
        } else {
            let text = Text::new().strong(format!("The vendor's notice {arrives}: "));
            let text = to_the_law(text, leaves.days, law, leaves.due);
            said.push((arrives, text, vec![title]));
        }
        if let (Some(_), Some(due), Basis::GoodPractice) =
            (clock.sent, clock.due(), clock.rule.basis)
        {
            let of = format!(
                "{} ({}) would have allowed it until {}: ",
                clock.rule.title,
                clock.rule.citation,
                weekday(due)
            );
            let days = day::days_between(due.day, leaves.due);
            allowed.push(to_the_law(Text::new().strong(of), days, law, leaves.due).plain("."));
        }
    }
    if said.is_empty() {
        return Vec::new();
    }
    let came = said
        .into_iter()
        .map(|(_, text, titles)| text.quiet(format!(". Owed under: {}.", titles.join("; "))));
    let heading = Heading::new(Level::Three, "What the vendor's notice leaves us");
    let list = List { kind: ListKind::Bulleted, items: came.chain(allowed).collect() };
    vec![heading.into(), list.into()]
}

fn shortest<'b>(board: &'b Board<'_>, clock: &Clock<'_>) -> Option<(Leaves, &'b Clock<'b>)> {
    let leaves = board.leaves(clock)?;
    let law = board.clock(&leaves.against)?;
    Some((leaves, law))
}

/// "that leaves 28 days to the shortest last day that binds us, ...".
fn to_the_law(text: Text, days: i64, law: &Clock<'_>, due: Date) -> Text {
    let left = match days {
        days if days < 0 => format!("{} after", many(days.saturating_neg(), "day")),
        days => format!("{} before", many(days, "day")),
    };
    let due = weekday(Moment::of(due));
    let text = text.plain(format!(
        "{left} the shortest last day that binds us, {due}, under \u{201C}{}\u{201D}, ",
        law.rule.title
    ));
    marked(text.plain(law.rule.citation.as_str()), law)
}

/// One clock: its steps, what was assumed, what the rule asks, and what is doubtful about it.
fn entry(board: &Board<'_>, clock: &Clock<'_>, assuming: &Assumptions<'_>) -> Entry {
    let rule = &clock.rule;
    let mut entry = Entry::new(rule.id.as_str(), rule.title.as_str())
        .marked(state_mark(clock.state))
        .anchored(clock_anchor(board.incident.no, &rule.id))
        .fact("By when", Text::new().strong(capitalized(&clock.by_when())));
    let steps = clock.derivation();
    if !steps.is_empty() {
        entry = entry.fact("Found by", Cell::paragraphs(steps.into_iter().map(Text::from)));
    }
    if let Some(weekend) = board.weekend_words(clock) {
        entry = entry.fact("Weekend", weekend);
    }
    if let Some(numbers) = assuming.under(clock) {
        entry = entry.fact("Assuming", format!("{numbers} of the list above"));
    }
    if let Some(sent) = clock.sent_words() {
        entry = entry.fact("Sent", capitalized(&sent));
    }
    if !rule.text.is_empty() {
        entry = entry.fact("It asks", Text::note(&rule.text));
    }
    let mut cited = Text::from(rule.citation.as_str());
    if let Some(mark) = clock.mark() {
        cited = cited.strong(format!(" ({mark})"));
    }
    if rule.basis != Basis::InForce {
        cited = cited.quiet(format!(" \u{00B7} {}", basis(rule.basis)));
    }
    entry = entry.fact("Rule", cited);
    match &rule.doubt {
        Some(doubt) => entry.fact("Doubt", doubt.as_str()),
        None => entry,
    }
}

/// What the law of each state with residents says beside its clocks.
fn states(board: &Board<'_>) -> Vec<Block> {
    let residents = board.incident.residents_by_state().unwrap_or_default();
    let columns = vec![
        Column::share("State", 3),
        Column::fit("People").right(),
        Column::share("Does it count HIPAA notices as enough?", 7),
        Column::share("Beside its clocks", 8),
    ];
    let no = board.incident.no;
    let mut table = Table::new(format!("{no}: states with residents"), columns, "");
    for (state, number) in residents.iter().filter(|(_, number)| number.at_least > 0) {
        let code = state.to_lowercase();
        let law = board.rules.jurisdictions.iter().find(|one| one.code == code);
        table.push(match law {
            Some(law) => {
                [named(law), people(*number).into(), deemed(board, state, law), beside(law)]
            }
            None => [
                Cell::from(state.as_str()),
                people(*number).into(),
                Text::new().quiet("No rule of this state is on file").into(),
                Cell::default(),
            ],
        });
    }
    if table.rows.is_empty() {
        return Vec::new();
    }
    let heading =
        Heading::new(Level::Two, format!("{no}: the laws of the states where people live"));
    vec![heading.into(), table.into()]
}

fn named(law: &Jurisdiction) -> Cell {
    let statute = Text::new().quiet(law.statute.as_str());
    let statute = match law.verified {
        Verified::Checked => statute,
        unsure => statute.strong(format!(" ({})", unsure.title())),
    };
    Cell::from(Text::new().strong(law.name.as_str())).and(statute)
}

fn people(number: Number) -> String {
    match number.exact {
        Exact::Yes => number.at_least.to_string(),
        Exact::No => format!("{} or more", number.at_least),
    }
}

fn deemed(board: &Board<'_>, state: &str, law: &Jurisdiction) -> Cell {
    let far = law.deemed.map_or("Not known", |deemed| deemed.title());
    let relies = match (board.incident.relies_on_hipaa_in(state), law.deemed) {
        (true, _) => Some("Counsel relies on it for this incident."),
        (false, Some(Deemed::None)) => None,
        (false, _) => Some("That counsel relies on it is not recorded."),
    };
    let cell = Cell::from(Text::new().strong(capitalized(far)));
    let cell = match &law.hipaa {
        Some(words) => cell.and(words.as_str()),
        None => cell,
    };
    match relies {
        Some(relies) => cell.and(Text::new().quiet(relies)),
        None => cell,
    }
}

fn beside(law: &Jurisdiction) -> Cell {
    let months = law.credit_monitoring_months.map(|months| {
        Text::from(format!("{} of credit monitoring or identity services.", many(months, "month")))
    });
    let said = |title: &str, words: &Option<String>| {
        words.as_ref().map(|words| Text::new().quiet(format!("{title}: ")).plain(words.as_str()))
    };
    let texts = months
        .into_iter()
        .chain(said("Health data", &law.health_rule))
        .chain(said("Doubt", &law.doubt));
    Cell::paragraphs(texts)
}
