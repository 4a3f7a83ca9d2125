//! Facts on file that collide, with where each was recorded and what to do; the produced edition only counts them.

use super::Matter;
use crate::domain::contradiction::{Contradiction, FactOnFile, FactSource};
use crate::report::model::{Block, Cell, Entry, Heading, Level, Text};

impl Matter<'_, '_> {
    pub(super) fn contradiction_register(&self) -> Vec<Block> {
        if !self.is_internal() {
            return Vec::new();
        }
        let heading = Heading::new(Level::One, "Contradictions").into();
        if self.contradictions.is_empty() {
            let words = "No facts on file were found to contradict each other on this day.";
            return vec![Block::Together(vec![heading, Text::from(words).into()])];
        }
        let mut entries = self.contradictions.iter().zip(1_usize..);
        let mut entries = std::iter::from_fn(move || {
            entries.next().map(|(one, number)| self.contradiction(one, number).into())
        });
        let mut opening = vec![
            heading,
            Block::Small(
                "Facts on file that do not agree with one another, or with a rule in force; those that bear on a rule come first. Each stands as it \
                 was recorded, and which of them is right is not decided here. A contradiction changes no standing and no figure."
                    .into(),
            ),
        ];
        opening.extend(entries.next());
        std::iter::once(Block::Together(opening)).chain(entries).collect()
    }

    fn contradiction(&self, one: &Contradiction, number: usize) -> Entry {
        let facts = one.facts.iter().flat_map(|fact| self.fact_on_file(fact));
        Entry::new(number.to_string(), one.kind.title())
            .fact("Facts", Cell::paragraphs(facts))
            .fact("It means", one.meaning.as_str())
            .fact("It bears on", one.bears_on.title())
            .fact("What to do", one.to_do.as_str())
    }

    /// What a fact says, in its own words where it has some, and where it stands.
    fn fact_on_file(&self, fact: &FactOnFile) -> Vec<Text> {
        let place = match (&fact.source, fact.recorded) {
            (FactSource::Answer(id), Some(recorded)) => {
                let place = self.to_question(Text::from("Answer "), id);
                place.plain(format!(", recorded {}, event {}", recorded.on, recorded.event))
            }
            _ => Text::from(fact.place()),
        };
        let quote = fact.quote.iter().map(|quote| Text::from(format!("\u{201C}{quote}\u{201D}")));
        std::iter::once(place.plain(format!(": {}", fact.says))).chain(quote).collect()
    }
}
