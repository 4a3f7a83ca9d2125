//! The annex: what was recorded after the day of the report but was true on it. It is in no figure (rules, section 8).

use super::Matter;
use crate::domain::as_of::AsOf;
use crate::domain::later::Later;
use crate::report::model::{Block, Column, Heading, Level, Table, Text};

impl Matter<'_, '_> {
    /// The annex of a past day, where it was asked for.
    pub(super) fn recorded_later(&self) -> Vec<Block> {
        let Some(later) = self.source.later else { return Vec::new() };
        let (title, when) = match self.source.past {
            Some(AsOf::Event(_)) => ("Annex: recorded after this event", "as of"),
            _ => ("Annex: recorded after this day", "at"),
        };
        let columns = vec![
            Column::fit("Recorded"),
            Column::fit("Event").right(),
            Column::fit("By"),
            Column::share("What", 1),
        ];
        let empty = "Nothing was recorded later that was true on this day.";
        let mut table = Table::new("Recorded after this day", columns, empty);
        for one in later {
            table.push(self.row(one));
        }
        vec![
            Block::PageBreak,
            Heading::new(Level::One, title).into(),
            Text::from(format!(
                "As it is told here, none of this was on file {when} {}. Each is true on that day by its own dates, or corrects what was on file then, \
                 and was recorded on the day beside it. It enters no answer, figure or gap of this report. Unlike the report, this annex \
                 grows with what is recorded.",
                self.as_of_in_brief()
            ))
            .into(),
            table.into(),
        ]
    }

    fn row(&self, one: &Later) -> [crate::report::model::Cell; 4] {
        let by = self.source.organization.person(&one.by);
        [
            one.recorded_on.to_string().into(),
            one.seq.to_string().into(),
            by.into(),
            one.words().as_str().into(),
        ]
    }
}
