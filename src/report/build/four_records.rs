//! What the records say to each of the four questions: clauses in their own words, audits performed, policies.

use super::Matter;
use super::phrases::{clipped, exhibit_anchor, record_link};
use super::registers::named_values;
use crate::domain::register::{Record, RegisterKind};
use crate::report::model::{Cell, Column, Table, Text};

/// So many characters of a clause stand here; the whole of it stands in the registers.
const QUOTE_IN_BRIEF: usize = 420;

/// Which records belong to a regulator's question.
pub(super) enum Belonging {
    /// The clauses about these subjects.
    Clauses(&'static [&'static str]),
    /// Every record of a register.
    All(RegisterKind),
}

impl Matter<'_, '_> {
    /// How many records belong to a question.
    pub(super) fn count_on(&self, belonging: &[Belonging]) -> usize {
        belonging.iter().map(|one| self.belonging(one).len()).sum()
    }

    /// The records that belong to a question, those in force first.
    pub(super) fn records_on(&self, title: &str, belonging: &[Belonging]) -> Option<Table> {
        let columns = vec![
            Column::fit("Record"),
            Column::share("What it is", 3),
            Column::share("What it says", 6),
        ];
        let mut table = Table::new(format!("{title}: records"), columns, "");
        for record in belonging.iter().flat_map(|one| self.belonging(one)) {
            table.push([
                Cell::from(record_link(Text::new(), record.no)),
                self.what_it_is(record),
                self.what_it_says(record),
            ]);
        }
        (!table.rows.is_empty()).then_some(table)
    }

    /// Which records there are not, and whether that is known.
    pub(super) fn lacking_on(&self, belonging: &[Belonging]) -> String {
        let empty = belonging.iter().filter(|one| self.belonging(one).is_empty());
        empty.map(|one| self.nothing_of(one) + " ").collect()
    }

    fn belonging(&self, belonging: &Belonging) -> Vec<&Record> {
        let registers = &self.source.dossier.registers;
        let mut records: Vec<&Record> = match belonging {
            Belonging::Clauses(subjects) => {
                let about = |one: &&Record| {
                    one.word("subject").is_some_and(|word| subjects.contains(&word))
                };
                registers.of(RegisterKind::Clauses).filter(about).collect()
            }
            Belonging::All(register) => registers.of(*register).collect(),
        };
        records.retain(|record| record.set_aside().is_none());
        records.sort_by_key(|record| {
            let holds = registers.holds(record, self.source.day);
            (!holds, std::cmp::Reverse(record.start()), record.no)
        });
        records
    }

    fn nothing_of(&self, belonging: &Belonging) -> String {
        match belonging {
            Belonging::All(register) => self.nothing_in(*register),
            Belonging::Clauses(subjects) => {
                let clauses = RegisterKind::Clauses;
                let registers = &self.source.dossier.registers;
                if registers.of(clauses).next().is_none() {
                    return self.nothing_in(clauses);
                }
                let titles = crate::domain::register::fields::SUBJECTS.iter();
                let titles: Vec<&str> = titles
                    .filter(|(word, _)| subjects.contains(word))
                    .map(|(_, title)| *title)
                    .collect();
                format!("No clause is recorded on: {}.", titles.join(", "))
            }
        }
    }

    fn what_it_is(&self, record: &Record) -> Cell {
        let said = |name: &str| record.shown(name).unwrap_or_default();
        let place = match record.no.register {
            RegisterKind::Clauses => {
                let agreement = self.source.dossier.registers.agreement_of(record);
                let number =
                    agreement.map_or_else(Text::new, |one| record_link(Text::new(), one.no));
                record
                    .pinpoint()
                    .into_iter()
                    .fold(number, |text, place| text.plain(format!(", {place}")))
            }
            RegisterKind::Audits => Text::from(said("on")),
            RegisterKind::Insurance => Text::from(format!("{} to {}", said("from"), said("to"))),
            _ => Text::new(),
        };
        let title = match record.no.register {
            RegisterKind::Audits => said("kind"),
            RegisterKind::Insurance => format!("{}, {}", said("kind"), said("insurer")),
            _ => record.label(),
        };
        Cell { mark: self.state(record), text: vec![title.into(), place] }
    }

    fn what_it_says(&self, record: &Record) -> Cell {
        let names: &[&str] = match record.no.register {
            RegisterKind::Clauses => &["hours", "starts", "days", "amount"],
            RegisterKind::Audits => {
                &["by", "side", "period_from", "period_to", "scope", "result", "findings", "closed"]
            }
            _ => &[
                "per_claim",
                "aggregate",
                "cyber_sublimit",
                "retention",
                "retroactive",
                "additional_insured",
                "endorsement",
                "entity",
            ],
        };
        let mut says = Vec::new();
        if let Some(quote) = record.word("quote") {
            says.push(Text::from(format!("\u{201C}{}\u{201D}", clipped(quote, QUOTE_IN_BRIEF))));
        }
        let values = named_values(record, names.iter().copied());
        if !values.is_empty() {
            says.push(values.plain("."));
        }
        let exhibits = self.exhibits_in_numbers(record);
        match says.last_mut() {
            Some(last) => {
                *last = std::mem::take(last).plain(" ");
                last.0.extend(exhibits.0);
            }
            None => says.push(exhibits),
        }
        Cell::paragraphs(says)
    }

    fn exhibits_in_numbers(&self, record: &Record) -> Text {
        let exhibits = self.resting_on(record);
        if exhibits.is_empty() {
            return Text::new().quiet("No exhibit");
        }
        let mut text = Text::new().quiet("Exhibits: ");
        for (index, exhibit) in exhibits.into_iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            text = text.plain(comma).link(exhibit.no.to_string(), exhibit_anchor(exhibit.no));
        }
        text
    }
}
