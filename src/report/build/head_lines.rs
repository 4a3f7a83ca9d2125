//! The lines at the head of every page that whoever wrote the report asked for, and what they mean.

use crate::domain::organization::{Organization, PROFILE};
use crate::report::model::{Block, HeaderLine, Heading, Level, List, ListKind, Text, Words};

/// The name of our counsel, where one is on file.
pub fn counsel(organization: &Organization) -> Option<String> {
    let field = PROFILE.iter().find(|field| field.name == "counsel")?;
    organization.shown(field)
}

/// The lines, each in its own words.
pub(super) fn lines(header: &[HeaderLine], organization: &Organization) -> Vec<Words> {
    let lines = [HeaderLine::DirectionOfCounsel, HeaderLine::ConfidentialTreatment];
    let asked = lines.into_iter().filter(|line| header.contains(line));
    asked.filter_map(|line| words(organization, line)).map(Words::from).collect()
}

/// That the lines were asked for, and what each says; nothing where there is none.
pub(super) fn about(header: &[HeaderLine], organization: &Organization) -> Vec<Block> {
    let meaning = |line: &HeaderLine| {
        let words = words(organization, *line)?;
        let said = Text::from(format!("\u{201C}{words}\u{201D}: "));
        Some(said.plain(match line {
                HeaderLine::DirectionOfCounsel => {
                    "at whose direction the report was prepared, as whoever wrote it says. Whether it is privileged does not depend on the line alone."
                }
                HeaderLine::ConfidentialTreatment => {
                    "whoever receives the report is asked to treat it as confidential. Whether they must is for the law that binds them; the line alone \
                     protects nothing."
                }
            }))
    };
    let items: Vec<Text> = header.iter().filter_map(meaning).collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![Block::Together(vec![
            Heading::new(Level::Two, "Lines at the head of each page").into(),
            Text::from("These lines were asked for when the report was written. The record does not hold them, and no figure depends on them.").into(),
            Block::List(List { kind: ListKind::Bulleted, items }),
        ])]
}

fn words(organization: &Organization, line: HeaderLine) -> Option<String> {
    match line {
        HeaderLine::DirectionOfCounsel => {
            let name = counsel(organization)?;
            Some(format!("Prepared at the direction of counsel, {name}"))
        }
        HeaderLine::ConfidentialTreatment => Some("Confidential treatment requested".to_owned()),
    }
}
