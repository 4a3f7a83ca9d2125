//! The registers: the vendor's profile, then every record with its facts, its exhibits, and who recorded it when.

use super::Matter;
use super::incidents::incident_anchor;
use super::phrases::{exhibit_text, record_anchor, record_link};
use crate::domain::exhibit::Exhibit;
use crate::domain::register::fields::SET_ASIDE;
use crate::domain::register::force::Force;
use crate::domain::register::{Record, RegisterKind, Written};
use crate::domain::vendor::PROFILE;
use crate::report::model::{
    Block, Cell, Column, Fact, Heading, Level, Mark, Row, Table, Text, Tone, Words,
};

/// Fields that are paragraphs of their own: words, not values.
const PARAGRAPHS: [&str; 5] = ["what", "quote", "findings", "note", SET_ASIDE];

impl Matter<'_, '_> {
    pub(super) fn registers(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::PageBreak,
            Heading::new(Level::One, "Registers").into(),
            Text::from(
                "What is recorded of the vendor itself, and the records that answer questions. A record keeps its number; one that was set \
                 aside or superseded stays on file and answers nothing.",
            )
            .into(),
        ];
        blocks.extend(self.profile());
        for &register in RegisterKind::ALL {
            blocks.push(Heading::new(Level::Two, register.title()).into());
            blocks.push(self.register(register));
        }
        blocks
    }

    fn profile(&self) -> Vec<Block> {
        let dossier = self.source.dossier;
        let recorded = PROFILE.iter().filter_map(|field| {
            let value = dossier.profile.get(field.name)?;
            Some((field.title, field.shown(value)))
        });
        let mut facts: Vec<Fact> = Vec::new();
        for (title, value) in recorded {
            // "First contact: city" is one of several facts of the first contact, which stand together.
            let Some((whose, what)) = title.split_once(": ") else {
                facts.push(Fact::new(title, value));
                continue;
            };
            let said = Text::new().quiet(format!("{what}: ")).plain(value);
            match facts.last_mut().filter(|fact| fact.name.as_str() == whose) {
                Some(Fact { value: Cell { text, .. }, .. }) => {
                    for together in text {
                        *together = std::mem::take(together).plain("; ");
                        together.0.extend(said.0.clone());
                    }
                }
                None => facts.push(Fact::new(whose, said)),
            }
        }
        let heading = Heading::new(Level::Two, "The vendor's profile").into();
        let profile = if facts.is_empty() {
            Text::new().quiet("Nothing is recorded in the profile.").into()
        } else {
            Block::KeyValues(facts)
        };
        vec![heading, profile]
    }

    fn register(&self, register: RegisterKind) -> Block {
        let columns = vec![
            Column::fit("No."),
            Column::share("What is recorded", 6),
            Column::share("Exhibits", 3),
            Column::share("Recorded", 2),
        ];
        let mut table = Table::new(register.title(), columns, "");
        for record in self.source.dossier.registers.of(register) {
            let row = Row::new([
                Cell::from(record.no.to_string()),
                self.recorded(record),
                self.exhibits_of(record),
                self.written(record),
            ]);
            table.push(row.anchored(record_anchor(record.no)));
        }
        if table.rows.is_empty() {
            Text::from(self.nothing_in(register)).into()
        } else {
            table.into()
        }
    }

    /// Why a register is empty: nothing was recorded, or it is known that there are none.
    pub(super) fn nothing_in(&self, register: RegisterKind) -> String {
        match self.source.dossier.registers.known_empty(register) {
            Some(written) => format!(
                "It is known that there are none in {}: recorded {}.",
                register.title(),
                self.by_and_when(written)
            ),
            None => format!("Nothing is recorded in {}.", register.title()),
        }
    }

    fn recorded(&self, record: &Record) -> Cell {
        let mut label = Text::new().strong(record.label());
        if let Some(agreement) = self.source.dossier.registers.agreement_of(record) {
            label = record_link(label.plain(", "), agreement.no)
                .plain(format!(" {}", agreement.label()));
        }
        if record.no.register == RegisterKind::Incidents && record.set_aside().is_none() {
            let there = Text::from("What is recorded of it, and its clocks: ")
                .link(format!("incident {}", record.no), incident_anchor(record));
            return Cell::paragraphs([label, there]);
        }
        let mut text = vec![label];
        let values = values(record);
        if !values.is_empty() {
            text.push(values);
        }
        let words = PARAGRAPHS.iter().filter_map(|name| {
            let field = record.no.register.field(name)?;
            let said = record.word(name)?;
            if *name == "quote" {
                return Some(Text::note(&format!("\u{201C}{said}\u{201D}")));
            }
            let mut text = Text::new().quiet(format!("{}: ", field.title));
            text.0.extend(Text::note(said).0);
            Some(text)
        });
        text.extend(words);
        Cell { mark: self.state(record), text }
    }

    /// How a record stands where it does not simply hold.
    pub(super) fn state(&self, record: &Record) -> Option<Mark> {
        let words = match self.source.dossier.registers.force(record, self.source.day) {
            Force::InForce => return None,
            Force::SetAside => "Set aside".to_owned(),
            Force::SupersededBy(newer) => format!("Superseded by {newer}"),
            Force::Begins(day) => format!("Not yet in force: from {day}"),
            Force::Ended(last) => format!("Ended: last day {last}"),
            Force::CoverEnded(day) => format!("Ended: no cover from {day}"),
            Force::WithoutAgreement(Some(agreement)) => {
                format!("Not in force, as {agreement} is not")
            }
            Force::WithoutAgreement(None) => "Not in force: no agreement".to_owned(),
        };
        Some(Mark::new('-', Words::from(words), Tone::Aside))
    }

    /// The exhibits that a record rests on.
    fn exhibits_of(&self, record: &Record) -> Cell {
        let shown: Vec<Text> = self.resting_on(record).into_iter().map(exhibit_text).collect();
        if shown.is_empty() { Text::new().quiet("None").into() } else { Cell::paragraphs(shown) }
    }

    /// A record's own exhibits; for a clause without one those of its agreement.
    pub(super) fn resting_on(&self, record: &Record) -> Vec<&Exhibit> {
        let dossier = self.source.dossier;
        let (ids, _) = dossier.registers.rests_on(record);
        ids.iter().filter_map(|id| dossier.exhibit(*id)).collect()
    }

    pub(super) fn written(&self, record: &Record) -> Cell {
        let first = Text::from(self.by_and_when(&record.first));
        if record.first.event == record.last.event {
            return first.into();
        }
        Cell::paragraphs([first, Text::from(format!("Changed {}", self.by_and_when(&record.last)))])
    }

    pub(super) fn by_and_when(&self, written: &Written) -> String {
        let organization = self.source.organization;
        format!("{} by {}", organization.zones.shown(written.at), organization.person(&written.by))
    }
}

/// The values of a record in one paragraph, but for those that its label says.
fn values(record: &Record) -> Text {
    let in_label: &[&str] = match record.no.register {
        RegisterKind::Agreements => &["kind", "effective"],
        RegisterKind::Clauses => &["agreement", "subject"],
        RegisterKind::Audits => &["kind", "on"],
        RegisterKind::Insurance => &["insurer", "from", "to"],
        RegisterKind::Subcontractors => &["name"],
        RegisterKind::Problems => &[],
        RegisterKind::Incidents => &["what"],
    };
    let known = record.no.register.fields().iter();
    let own_paragraph = |name: &str| PARAGRAPHS.contains(&name);
    let shown = known.filter(|field| !in_label.contains(&field.name) && !own_paragraph(field.name));
    named_values(record, shown.map(|field| field.name))
}

/// Values by their titles: "Hours: 24 hours; Starts with: ...".
pub(super) fn named_values<'n>(record: &Record, names: impl Iterator<Item = &'n str>) -> Text {
    let mut text = Text::new();
    for name in names {
        let Some(value) = record.shown(name) else { continue };
        let title = record.no.register.field(name).map_or(name, |field| field.title);
        if !text.0.is_empty() {
            text = text.plain("; ");
        }
        text = text.quiet(format!("{title}: ")).plain(value.trim_end_matches('.'));
    }
    text
}
