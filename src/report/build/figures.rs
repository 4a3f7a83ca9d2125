//! The readiness figure and how the questions stand: all together, by basis, by section.

use super::phrases::{applicable, counted, standing_mark};
use super::{Matter, Source};
use crate::domain::as_of::AsOf;
use crate::domain::course::{self, Past, Why};
use crate::domain::readiness::{Fraction, Readiness};
use crate::domain::standing::Standing;
use crate::report::model::{
    Bar, Block, Cell, Column, Heading, Level, Meter, Meters, Part, Row, Step, Steps, Table, Text,
    Words,
};

impl Matter<'_, '_> {
    pub(super) fn figures(&self) -> Vec<Block> {
        let readiness = &self.readiness;
        let mut blocks = vec![
            Block::PageBreak,
            Heading::new(Level::One, "Readiness").into(),
            Block::Lead(self.in_one_sentence()),
            self.gauge("Readiness", readiness.whole).into(),
            bar(&self.readiness).into(),
            Block::Small(self.beside_the_bar()),
        ];
        blocks.extend(self.open_reassessment());
        blocks.extend(self.critical_gaps());
        blocks.extend([
            Block::Together(vec![
                Heading::new(Level::Two, "In force and good practice, apart").into(),
                basis_table(readiness).into(),
            ]),
            Block::Together(vec![
                Heading::new(Level::Two, "By section").into(),
                self.section_bars().into(),
                self.section_table().into(),
                Block::Small(key_to_the_signs()),
            ]),
        ]);
        blocks.extend(self.over_time());
        blocks
    }

    /// How the figure came to be what it is: steps, and each in words. Nothing, where no earlier day was on file.
    fn over_time(&self) -> Option<Block> {
        let Source { dossier, organization, bank, questionnaire, day, .. } = self.source;
        let (asked, sign_off) = (&*questionnaire.asked, self.status.sign_off());
        let course = Past { dossier, organization, bank, asked, sign_off, day }.course();
        if course.len() < 2 {
            return None;
        }
        let columns = vec![
            Column::fit("Day"),
            Column::share("What it is", 1),
            Column::fit("Documented").right(),
            Column::fit("Applicable").right(),
            Column::fit("Readiness").right(),
        ];
        let mut table = Table::new("Readiness over time", columns, "");
        for step in &course {
            table.push([
                Cell::from(step.on.to_string()),
                Cell::from(why_this_day(&step.why)),
                Cell::from(step.figure.documented.to_string()),
                Cell::from(step.figure.applicable.to_string()),
                Cell::from(percent_of(step.figure)),
            ]);
        }
        let step = |one: &course::Step| Step {
            on: one.on.to_string().into(),
            percent: one.figure.percent(),
        };
        let steps = Steps {
            caption: "Readiness at the end of each day named, the earliest on the left; not to the scale of time".into(),
            steps: course.iter().map(step).collect(),
        };
        let measured = "Each day is measured by the questions of this report and from what was on file at its end.";
        Some(Block::Together(vec![
            Heading::new(Level::Two, "Over time").into(),
            steps.into(),
            table.into(),
            Block::Small(measured.into()),
        ]))
    }

    fn section_bars(&self) -> Meters {
        let rows = self.standings.sections(&self.source.questionnaire.asked).into_iter();
        let rows = rows.map(|(title, stands)| {
            let readiness = Readiness::of(&stands);
            let Fraction { documented, applicable } = readiness.whole;
            Meter {
                bar: bar_of(title.into(), &readiness),
                figure: percent_of(readiness.whole).into(),
                detail: format!("{documented} of {applicable}").into(),
            }
        });
        Meters {
            caption: "Documented of applicable questions, a bar a section; its parts are filled as in the bar above".into(),
            rows: rows.collect(),
        }
    }

    fn in_one_sentence(&self) -> Text {
        let figure = self.readiness.whole;
        let vendor = &self.source.dossier.name;
        let as_of = match self.source.past {
            Some(AsOf::Event(_)) => self.as_of_in_brief(),
            _ => self.source.day.to_string(),
        };
        let against =
            format!("\u{201C}{}\u{201D} as of {as_of}", self.source.questionnaire.title());
        match figure.percent() {
            None => Text::from(format!("Nothing of {against} applies to {vendor}.")),
            Some(percent) => Text::from(format!("{vendor} is "))
                .strong(format!("{percent}% evidence-ready"))
                .plain(format!(
                    " against {against}. Documented: {} of {}.",
                    figure.documented,
                    applicable(figure.applicable)
                )),
        }
    }

    /// What is in neither number stands beside the bar (rule R14).
    fn beside_the_bar(&self) -> Text {
        let Readiness { does_not_apply, not_asked, proposed, .. } = self.readiness;
        let said = format!(
            "In neither number: {} not apply; {} not asked.",
            counted(does_not_apply as usize, "question does", "questions do"),
            counted(not_asked as usize, "is", "are"),
        );
        if proposed == 0 {
            return said.into();
        }
        let rests = counted(proposed as usize, "question rests", "questions rest");
        format!("{said} {rests} on a rule that is only proposed.").into()
    }

    fn section_table(&self) -> Table {
        let mut columns = vec![Column::share("Section", 1), Column::fit("Ready").right()];
        columns.extend(
            Standing::ALL.iter().map(|standing| Column::fit(standing.mark().to_string()).right()),
        );
        columns.push(Column::fit("Not asked").right());
        let mut table =
            Table::new("Readiness by section", columns, "The questionnaire has no sections.");
        for (title, stands) in self.standings.sections(&self.source.questionnaire.asked) {
            table.push(section_row(Text::from(title), &Readiness::of(&stands)));
        }
        table.push(section_row(Text::new().strong("All"), &self.readiness));
        table
    }
}

/// How the applicable questions stand.
pub(super) fn bar(readiness: &Readiness) -> Bar {
    let caption = format!("{} by standing", applicable(readiness.whole.applicable));
    bar_of(caption.into(), readiness)
}

/// The applicable questions by how they stand.
fn bar_of(caption: Words, readiness: &Readiness) -> Bar {
    let counted = Standing::ALL.into_iter().filter(|standing| *standing != Standing::DoesNotApply);
    let part =
        |standing| Part { mark: standing_mark(standing), count: readiness.standing(standing) };
    Bar { caption, parts: counted.map(part).collect() }
}

/// A percentage, or a dash where nothing applies.
fn percent_of(figure: Fraction) -> String {
    figure.percent().map_or_else(|| "\u{2013}".to_owned(), |percent| format!("{percent}%"))
}

fn why_this_day(why: &Why) -> String {
    match why {
        Why::Closed(name) => format!("The reassessment \u{201C}{name}\u{201D} was closed"),
        Why::SignedOff => "Signed off".to_owned(),
        Why::QuarterEnd => "End of a quarter".to_owned(),
        Why::Today => "The day of this report".to_owned(),
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
        table.push([
            Cell::from(name),
            Cell::from(figure.documented.to_string()),
            Cell::from(figure.applicable.to_string()),
            Cell::from(percent_of(figure)),
        ]);
    };
    row("Demanded by a rule in force", readiness.in_force);
    row("Contractual good practice", readiness.good_practice);
    table
}

fn section_row(title: Text, readiness: &Readiness) -> Row {
    let mut cells = vec![Cell::from(title), Cell::from(percent_of(readiness.whole))];
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

/// The heads of the table have room for the signs only.
fn key_to_the_signs() -> Text {
    let signs: Vec<String> =
        Standing::ALL.iter().map(|one| format!("{} {}", one.mark(), one.title())).collect();
    Text::new().quiet(format!("Signs: {}.", signs.join(", ")))
}
