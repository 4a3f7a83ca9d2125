//! The readiness figure, how every question stands, and the critical gaps.

use super::Matter;
use super::phrases::{question_anchor, standing_mark};
use crate::domain::readiness::{Fraction, Readiness};
use crate::domain::standing::{Stand, Standing};
use crate::report::model::{
    Bar, Block, Callout, Cell, Column, Heading, Level, Part, Row, Table, Text, Tone,
};

impl Matter<'_, '_> {
    pub(super) fn figures(&self) -> Vec<Block> {
        let readiness = &self.readiness;
        let mut blocks = vec![
            Block::PageBreak,
            Heading::new(Level::One, "Readiness").into(),
            Block::Lead(self.in_one_sentence()),
            self.gauge("Readiness", readiness.whole).into(),
            self.bar().into(),
            Heading::new(Level::Two, "In force and good practice, apart").into(),
            basis_table(readiness).into(),
            Heading::new(Level::Two, "By section").into(),
            self.section_table().into(),
        ];
        blocks.push(Block::Small(Text::new().quiet(
            "A question counts as documented when its answer meets it and at least one linked exhibit is current. Questions that do not \
             apply or are not asked leave both numbers; proposed rules are in no figure.",
        )));
        blocks
    }

    fn in_one_sentence(&self) -> Text {
        let figure = self.readiness.whole;
        let against = format!(
            " against \u{201C}{}\u{201D} as of {}",
            self.source.questionnaire.title, self.source.day
        );
        match figure.percent() {
            None => {
                Text::from(format!("Nothing is asked of {}{against}.", self.source.dossier.name))
            }
            Some(percent) => Text::from(format!("{} is ", self.source.dossier.name))
                .strong(format!("{percent}% evidence-ready"))
                .plain(format!(
                    "{against}: {} of {} applicable questions are documented.",
                    figure.documented, figure.applicable
                )),
        }
    }

    fn bar(&self) -> Bar {
        let counted =
            Standing::ALL.into_iter().filter(|standing| *standing != Standing::DoesNotApply);
        let part = |standing| Part {
            mark: standing_mark(standing),
            count: self.readiness.standing(standing),
        };
        Bar {
            caption: format!(
                "{} applicable questions by how they stand",
                self.readiness.whole.applicable
            )
            .into(),
            parts: counted.map(part).collect(),
        }
    }

    fn section_table(&self) -> Table {
        let mut columns = vec![Column::share("Section", 1), Column::fit("Ready").right()];
        columns.extend(
            Standing::ALL.iter().map(|standing| Column::fit(standing.mark().to_string()).right()),
        );
        columns.push(Column::fit("Not asked").right());
        let mut table =
            Table::new("Readiness by section", columns, "The questionnaire has no sections.");
        for (title, stands) in self.standings.sections(self.source.questionnaire) {
            table.push(section_row(Text::from(title), &Readiness::of(&stands)));
        }
        table.push(section_row(Text::new().strong("All"), &self.readiness));
        table
    }

    pub(super) fn critical_gaps(&self) -> Vec<Block> {
        let mut critical = self.standings.critical_gaps();
        critical.sort_by_key(|stand| stand.standing);
        let mut blocks: Vec<Block> = vec![Heading::new(Level::One, "Critical gaps").into()];
        if critical.is_empty() {
            blocks.push(
                Text::from("No critical question of a rule in force is unmet or unknown on this day, in any questionnaire.")
                    .into(),
            );
        }
        blocks.extend(critical.into_iter().map(critical_gap));
        blocks
    }
}

fn basis_table(readiness: &Readiness) -> Table {
    let columns = vec![
        Column::share("Basis", 1),
        Column::fit("Documented").right(),
        Column::fit("Applicable").right(),
        Column::fit("Readiness").right(),
    ];
    let mut table = Table::new("Readiness by basis", columns, "");
    let mut row = |name: &str, figure: Fraction| {
        let percent =
            figure.percent().map_or_else(|| "\u{2013}".to_owned(), |percent| format!("{percent}%"));
        table.push([
            Cell::from(name),
            Cell::from(figure.documented.to_string()),
            Cell::from(figure.applicable.to_string()),
            Cell::from(percent),
        ]);
    };
    row("Demanded by a rule in force", readiness.in_force);
    row("Contractual good practice", readiness.good_practice);
    row("Both together", readiness.whole);
    table
}

fn section_row(title: Text, readiness: &Readiness) -> Row {
    let percent = readiness
        .whole
        .percent()
        .map_or_else(|| "\u{2013}".to_owned(), |percent| format!("{percent}%"));
    let mut cells = vec![Cell::from(title), Cell::from(percent)];
    for standing in Standing::ALL {
        let count = match standing {
            Standing::DoesNotApply => readiness.does_not_apply,
            other => readiness.standing(other),
        };
        cells.push(Cell::from(count.to_string()));
    }
    cells.push(Cell::from(readiness.not_asked.to_string()));
    Row::new(cells)
}

fn critical_gap(stand: &Stand<'_>) -> Block {
    let id = stand.question.id.as_str();
    let reply =
        stand.answer.map(|answer| stand.question.kind.shown(&answer.reply)).unwrap_or_default();
    let answered =
        Text::from("Answer: ").strong(reply).plain(format!(" ({})", stand.standing.title()));
    let mut body = vec![Text::from(stand.question.text.as_str()), answered];
    if let Some(note) = stand.answer.and_then(|answer| answer.note.as_deref()) {
        body.push(Text::note(note));
    }
    let rests_on: Vec<&str> =
        stand.question.citations.iter().map(|citation| citation.text.as_str()).collect();
    body.push(Text::new().quiet(format!("Rests on {}.", rests_on.join("; "))));
    body.push(Text::from("See ").link(id, question_anchor(id)).plain("."));
    let title = format!("Critical gap: {}", stand.question.title);
    Callout { tone: Tone::Critical, title: title.into(), body }.into()
}
