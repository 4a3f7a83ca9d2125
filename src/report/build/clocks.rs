//! The clocks of an incident: who has to be told, by when, how that stands, under which rule; what is not asked for, and why.

use std::collections::BTreeSet;

use super::Matter;
use super::incidents::{days_left, state_mark};
use super::phrases::{counted, exhibit_anchor};
use crate::domain::clock::grouping::{Assumptions, by_reason};
use crate::domain::clock::rule::{ClockId, ClockRule, Owes, TieKind, Trigger};
use crate::domain::clock::step::NotRunning;
use crate::domain::clock::words::weekday;
use crate::domain::clock::{Board, Clock, Limit, State};
use crate::domain::dossier::Sent;
use crate::domain::moment::Moment;
use crate::domain::question::{Basis, Verified};
use crate::domain::register::{RecordNo, RegisterKind};
use crate::report::model::{
    Anchor, Block, Cell, Column, Heading, Level, List, ListKind, Row, Table, Text,
};
use crate::text::capitalized;

/// More notices than these under the laws of states are counted, not named.
const NAMED_OF_STATES: usize = 8;

/// The place where a clock's day is derived.
pub(super) fn clock_anchor(incident: RecordNo, clock: &ClockId) -> Anchor {
    Anchor::new(format!("clock-{incident}-{clock}"))
}

/// Adds the mark of a rule that was not checked, in short; what it means is said above the notices, and in full where the day is derived.
pub(super) fn marked(text: Text, clock: &Clock<'_>) -> Text {
    match clock.rule.verified {
        Verified::Checked => text,
        Verified::Recalled => text.strong(" (recalled)"),
        Verified::ToVerify => text.strong(" (to verify)"),
    }
}

/// The state whose residents a rule protects.
fn state_of(rule: &ClockRule) -> Option<&str> {
    rule.when.iter().find_map(|trigger| match trigger {
        Trigger::Residents { state, .. } => Some(state.as_str()),
        _ => None,
    })
}

pub(super) fn is_proposed(clock: &Clock<'_>) -> bool {
    clock.rule.basis == Basis::Proposed
}

impl Matter<'_, '_> {
    pub(super) fn clocks(&self, board: &Board<'_>) -> Vec<Block> {
        let no = board.incident.no;
        let mut blocks = vec![
            Heading::new(Level::Two, format!("{no}: who has to be told, and by when")).into(),
            Block::Small(Text::from(
                "A last day is the last good one. Where a law also asks for a notice without unreasonable delay, a notice on the last day can \
                 still be late. A rule marked (recalled) was not verified against its source, one marked (to verify) is doubtful; what is \
                 doubtful stands where its day is derived. Late means that no notice is marked as sent. Numbers of what is assumed are \
                 those of the list that comes after.",
            )),
        ];
        if board.rules.clocks.is_empty() {
            blocks.push(
                Text::from("The questions in force on this day hold no rules of clocks, so that only the vendor's own contract is counted here.")
                    .into(),
            );
        }
        let groups: [(&str, &[State]); 4] = [
            ("Sent", &[State::SentLate, State::Sent]),
            ("Late", &[State::Late]),
            ("Running", &[State::Running]),
            ("No day named in the law", &[State::Promptly]),
        ];
        for (title, states) in groups {
            blocks.extend(self.group(board, title, states));
        }
        blocks.extend(self.sent_under_no_rule(board));
        blocks.extend(waiting(board));
        blocks.extend(not_asked_for(board));
        blocks.extend(proposed(board));
        blocks
    }

    fn group(&self, board: &Board<'_>, title: &str, states: &[State]) -> Vec<Block> {
        let in_order = board.in_order().into_iter();
        let clocks: Vec<&Clock<'_>> =
            in_order.filter(|clock| states.contains(&clock.state)).collect();
        if clocks.is_empty() {
            return Vec::new();
        }
        let columns = vec![
            Column::share("Notice", 7),
            Column::share("By when", 6),
            Column::share("How it stands", 5),
            Column::share("Rule", 7),
        ];
        let heading = format!("{title}: {}", clocks.len());
        let mut table = Table::new(format!("{}: notices, {title}", board.incident.no), columns, "");
        let assuming = Assumptions::of(board);
        for clock in clocks {
            table.push(Row::new([
                notice(board, clock),
                by_when(board, clock, &assuming),
                self.how_it_stands(board, clock),
                marked(Text::from(clock.rule.citation.as_str()), clock).into(),
            ]));
        }
        vec![Heading::new(Level::Three, heading).into(), table.into()]
    }

    fn how_it_stands(&self, board: &Board<'_>, clock: &Clock<'_>) -> Cell {
        let mark = Cell::from(state_mark(clock.state));
        let Some(sent) = clock.sent else {
            return match days_left(board, clock) {
                Some(left) if clock.state == State::Late => {
                    mark.and(left).and(Text::new().quiet("not marked as sent"))
                }
                Some(left) => mark.and(left),
                None => mark.and("not marked as sent"),
            };
        };
        let words = clock.sent_words().unwrap_or_default();
        let shown = sent.exhibit.and_then(|id| self.source.dossier.exhibit(id));
        let said = Text::from(format!("{words}, "));
        mark.and(match (shown, board.incident.sent(&clock.rule.id)) {
            (Some(exhibit), _) => {
                let text = said
                    .plain("shown by ")
                    .link(exhibit.no.to_string(), exhibit_anchor(exhibit.no));
                if exhibit.withdrawn.is_some() { text.strong(" (withdrawn)") } else { text }
            }
            (None, Some(_)) => said.quiet("no exhibit shows it"),
            (None, None) => said.quiet(format!("by \u{201C}{}\u{201D}", fact_that_met(clock))),
        })
    }

    /// Notices that were marked as sent for a clock that the rules do not hold any more: what was recorded is not lost.
    fn sent_under_no_rule(&self, board: &Board<'_>) -> Option<Block> {
        let of = |sent: &&Sent| {
            let id = ClockId(sent.clock.clone());
            sent.incident == board.incident.id && board.clock(&id).is_none()
        };
        let sent = self.source.dossier.sent.iter().filter(of);
        let items: Vec<Text> = sent
            .map(|sent| {
                Text::from(format!(
                    "Marked as sent on {}, under a rule that is not among today's: ",
                    sent.on
                ))
                .code(sent.clock.as_str())
            })
            .collect();
        (!items.is_empty()).then(|| List { kind: ListKind::Bulleted, items }.into())
    }
}

/// The fact of the incident that says when a clock was met.
fn fact_that_met<'c>(clock: &'c Clock<'_>) -> &'c str {
    let name = clock.rule.met_by.as_deref().unwrap_or_default();
    RegisterKind::Incidents.field(name).map_or(name, |field| field.title)
}

/// The notice, who owes it and to whom; it leads to how its day was found.
fn notice(board: &Board<'_>, clock: &Clock<'_>) -> Cell {
    let rule = &clock.rule;
    let owes = match rule.owes {
        Owes::Us => "us",
        Owes::Vendor => "the vendor",
        Owes::Subcontractor => "the subcontractor",
    };
    let title = Text::new().link(rule.title.as_str(), clock_anchor(board.incident.no, &rule.id));
    Cell::from(title).and(Text::new().quiet(format!("From {owes} to {}", rule.to)))
}

fn by_when(board: &Board<'_>, clock: &Clock<'_>, assuming: &Assumptions<'_>) -> Cell {
    let cell = last_day(board, clock);
    match assuming.under(clock).filter(|_| clock.state.is_open()) {
        Some(numbers) => cell.and(Text::new().quiet(format!("Assuming {numbers}"))),
        None => cell,
    }
}

fn last_day(board: &Board<'_>, clock: &Clock<'_>) -> Cell {
    let Limit::On(due) = clock.limit else { return capitalized(&clock.by_when()).into() };
    let mut cell = Cell::from(Text::from("No later than ").strong(weekday(due)));
    if let Some(next) = board.next_business_day(due) {
        let next = weekday(Moment::of(next));
        cell = cell.and(Text::new().quiet(format!("No business day; the next is {next}")));
    }
    if let Some(tied) = clock.tied.as_ref().filter(|tied| tied.kind == TieKind::Before) {
        cell = cell.and(Text::new().quiet(capitalized(&tied.words())));
    }
    let is_law = clock.rule.basis != Basis::GoodPractice;
    match clock.rule.promptly.as_ref().filter(|_| is_law) {
        Some(promptly) => cell.and(Text::new().quiet(format!("Before that: {promptly}"))),
        None => cell,
    }
}

/// Each fact that is not on file, with the notices that wait for it.
fn waiting(board: &Board<'_>) -> Vec<Block> {
    let waiting = board.waiting_for();
    if waiting.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        Column::share("Fact that is not on file", 2),
        Column::share("Notices that wait for it", 5),
    ];
    let mut table = Table::new(format!("{}: waiting for a fact", board.incident.no), columns, "");
    for (missing, clocks) in waiting {
        table.push([
            Cell::from(capitalized(&missing.words())),
            Cell::paragraphs(in_titles(board, &clocks)),
        ]);
    }
    let heading = format!("Waiting for a fact: {}", board.count(State::Waiting));
    vec![Heading::new(Level::Three, heading).into(), table.into()]
}

/// Clocks by their titles and rules; many of states only counted.
fn in_titles(board: &Board<'_>, clocks: &[&Clock<'_>]) -> Vec<Text> {
    let (of_states, others): (Vec<&&Clock<'_>>, Vec<&&Clock<'_>>) =
        clocks.iter().partition(|clock| state_of(&clock.rule).is_some());
    let (named, summed) = if of_states.len() > NAMED_OF_STATES {
        (others, of_states)
    } else {
        (clocks.iter().collect(), Vec::new())
    };
    let one = |clock: &&&Clock<'_>| {
        let text =
            Text::from(clock.rule.title.as_str()).quiet(format!(", {}", clock.rule.citation));
        marked(text, clock)
    };
    let mut texts: Vec<Text> = named.iter().map(one).collect();
    if !summed.is_empty() {
        texts.push(under_laws_of(board, summed.into_iter().copied()).into());
    }
    texts
}

/// "187 notices under the laws of 54 jurisdictions".
fn under_laws_of<'c>(board: &Board<'_>, clocks: impl Iterator<Item = &'c Clock<'c>>) -> String {
    let (mut count, mut states) = (0, BTreeSet::new());
    for clock in clocks {
        count += 1;
        states.extend(board.rules.jurisdiction(&clock.rule.id).map(|one| one.code.as_str()));
    }
    let notices = counted(count, "notice", "notices");
    format!(
        "{notices} under the laws of {}",
        counted(states.len(), "jurisdiction", "jurisdictions")
    )
}

/// What is not asked for, by reason; jurisdictions without residents are one line.
fn not_asked_for(board: &Board<'_>) -> Vec<Block> {
    let told = board.clocks.iter().filter(|clock| {
        clock.state == State::NotRunning
            && !matches!(clock.limit, Limit::NotRunning(NotRunning::Proposed(_)))
    });
    let mut items: Vec<Text> = Vec::new();
    let mut without: Vec<&Clock<'_>> = Vec::new();
    for (why, clocks) in by_reason(told, NotRunning::reason) {
        match why {
            Some(why) => items.push(for_a_reason(&why, &clocks)),
            None => without = clocks,
        }
    }
    if !without.is_empty() {
        let laws = under_laws_of(board, without.iter().copied());
        items.push(
            Text::new().strong("Nobody who lives there is recorded: ").plain(format!("{laws}.")),
        );
    }
    if items.is_empty() {
        return Vec::new();
    }
    let heading = Heading::new(Level::Three, "Not asked for, and why");
    vec![heading.into(), List { kind: ListKind::Bulleted, items }.into()]
}

fn for_a_reason(why: &str, clocks: &[&Clock<'_>]) -> Text {
    let mut text = Text::new().strong(format!("{}: ", capitalized(why)));
    for (index, clock) in clocks.iter().enumerate() {
        let comma = if index > 0 { "; " } else { "" };
        text = marked(text.plain(comma).plain(clock.rule.title.as_str()), clock);
    }
    text.plain(".")
}

/// Rules that are only proposed: nobody is late by them.
fn proposed(board: &Board<'_>) -> Vec<Block> {
    let item = |clock: &Clock<'_>| {
        let were = match &clock.limit {
            Limit::NotRunning(NotRunning::Proposed(Some(day))) => {
                format!("were it in force, no later than {}; ", weekday(*day))
            }
            _ => String::new(),
        };
        marked(
            Text::new()
                .strong(format!("{}: ", clock.rule.title))
                .plain(format!("{were}{}", clock.rule.citation)),
            clock,
        )
        .plain(".")
    };
    let is_said = |clock: &&Clock<'_>| {
        is_proposed(clock) && matches!(clock.limit, Limit::NotRunning(NotRunning::Proposed(_)))
    };
    let items: Vec<Text> = board.clocks.iter().filter(is_said).map(item).collect();
    if items.is_empty() {
        return Vec::new();
    }
    let heading = Heading::new(Level::Three, "Proposed, not in force: binds nobody");
    vec![heading.into(), List { kind: ListKind::Bulleted, items }.into()]
}
