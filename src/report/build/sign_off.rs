//! Whether the report is signed off: on the cover, at the foot of every page, and on a page of its own (rules R26 and R27).
//!
//! Seals that came back for a sign-off are not printed: they are events of care, and the report covers none but the sign-off itself.

use jiff::Timestamp;

use super::Matter;
use super::phrases::counted;
use crate::domain::dossier::SignOff;
use crate::domain::event::{Event, JournalHead, SignedQuestionnaire};
use crate::domain::sign_off::{OpenKind, Status, Uncovered, open_items};
use crate::report::model::{Block, Cell, Fact, Heading, Level, List, ListKind, Text, Words};

impl Matter<'_, '_> {
    /// Across and at the foot of every page: a sample is one whatever was signed in it.
    pub(super) fn watermark(&self) -> Option<Words> {
        match (self.source.sample, self.status) {
            (Some(_), _) => Some("SAMPLE".into()),
            (None, Status::Signed(_)) => None,
            (None, Status::Draft(_) | Status::Superseded { .. }) => Some("DRAFT".into()),
        }
    }

    /// The status at the foot of every page, short enough to stand there whole: who signed is on the cover and on the page of the
    /// sign-off. Where the watermark says something else, it says DRAFT itself.
    pub(super) fn status_line(&self) -> Words {
        let draft = if self.source.sample.is_some() { "DRAFT, " } else { "" };
        match self.status {
            Status::Signed(one) => format!("Signed off on {}", self.day_of(one.at)).into(),
            Status::Superseded { sign_off, .. } => {
                let day = self.day_of(sign_off.at);
                format!("{draft}the sign-off of {day} is superseded").into()
            }
            Status::Draft(Uncovered::NobodySigned) => format!("{draft}not signed off").into(),
            Status::Draft(_) => format!("{draft}not signed off for this questionnaire").into(),
        }
    }

    /// The status on the cover.
    pub(super) fn status_fact(&self) -> Fact {
        let draft = || Text::new().strong("DRAFT");
        let text = match self.status {
            Status::Draft(Uncovered::NobodySigned) => {
                draft().plain(": nobody has signed off on it")
            }
            Status::Draft(Uncovered::OtherQuestionnaires(one)) => draft().plain(format!(
                ": the sign-off of {} covers {}, not this questionnaire",
                self.day_of(one.at),
                self.questionnaires(one)
            )),
            Status::Draft(Uncovered::OtherQuestions(one)) => draft().plain(format!(
                ": {}, signed off on {}; this questionnaire asks other questions since",
                one.signer(),
                self.day_of(one.at)
            )),
            Status::Superseded { sign_off, by } => draft().plain(format!(
                ": {}, signed off on {}; superseded by event {} of {}",
                sign_off.signer(),
                self.day_of(sign_off.at),
                by.seq,
                self.day_of(by.at)
            )),
            Status::Signed(one) => {
                let text = Text::new().strong("Signed").plain(format!(
                    " by {}, on {}",
                    one.signer(),
                    self.day_of(one.at)
                ));
                match self.moved_since(one) {
                    Some(moved) => text.plain(format!("; {moved}")),
                    None => text,
                }
            }
        };
        Fact::new("Status", text)
    }

    /// How many questions stand otherwise than when it was signed, if any do (rule R27).
    fn moved_since(&self, one: &SignOff) -> Option<String> {
        let moved = self.source.moved_since_signed;
        (moved > 0).then(|| {
            format!(
                "signed as of {}; {} changed since through time, questions or our own record",
                self.day_of(one.at),
                counted(moved, "standing", "standings")
            )
        })
    }

    /// The page of the sign-off.
    pub(super) fn sign_off(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::PageBreak,
            Heading::new(Level::One, "Sign-off").into(),
            Block::Lead(self.sign_off_lead()),
        ];
        let Some(one) = self.status.sign_off() else {
            blocks.extend(lines_to_sign());
            blocks.extend(self.open_now());
            return blocks;
        };
        blocks.push(Block::KeyValues(self.sign_off_facts(one)));
        if let Some(statement) = &one.signed.statement {
            blocks.push(Heading::new(Level::Two, "Statement").into());
            blocks.push(Block::Quote(Text::note(statement)));
        }
        blocks.extend(lines_to_sign());
        blocks.push(Heading::new(Level::Two, "Open items that were acknowledged").into());
        let none = "Nothing was open when it was signed off.";
        blocks.extend(self.items(&one.signed.open_items, none));
        blocks
    }

    fn sign_off_lead(&self) -> Text {
        match self.status {
            Status::Signed(one) => format!(
                "{}, signed off on the record of {} on {}: on the questionnaires named here, up to the event named here, with the open items \
                 below acknowledged. Nothing was recorded about the vendor since.",
                one.signer(),
                self.source.dossier.name,
                self.day_of(one.at)
            )
            .into(),
            Status::Superseded { sign_off, by } => format!(
                "{}, signed off on {}. Event {} of the vendor's journal was recorded on {}, after that, so the sign-off does not cover what \
                 this report says. It covers the record up to the event named here.",
                sign_off.signer(),
                self.day_of(sign_off.at),
                by.seq,
                self.day_of(by.at)
            )
            .into(),
            Status::Draft(Uncovered::NobodySigned) => "Nobody has signed off on this report.".into(),
            Status::Draft(Uncovered::OtherQuestionnaires(one)) => format!(
                "Nobody has signed off on this questionnaire. The sign-off of {} by {} covers {}.",
                self.day_of(one.at),
                one.signer(),
                self.questionnaires(one)
            )
            .into(),
            Status::Draft(Uncovered::OtherQuestions(one)) => format!(
                "Nobody has signed off on this questionnaire as it is asked now. {}, signed off on {}, when it asked other questions.",
                one.signer(),
                self.day_of(one.at)
            )
            .into(),
        }
    }

    fn sign_off_facts(&self, one: &SignOff) -> Vec<Fact> {
        let mut facts = vec![
            Fact::new("Signed by", one.signed.name.as_str()),
            Fact::new("Title", one.signed.title.as_str()),
            Fact::new("On", self.source.organization.zones.shown(one.at)),
        ];
        if let Some(moved) =
            self.moved_since(one).filter(|_| matches!(self.status, Status::Signed(_)))
        {
            facts.push(Fact::new("Since then", moved));
        }
        for signed in &one.signed.questionnaires {
            let digest = Text::from("SHA-256 ").code(signed.digest.to_string());
            facts.push(Fact::new("Questionnaire", Cell::from(self.title(signed)).and(digest)));
        }
        let attested = |journal: uuid::Uuid| one.head(journal);
        if let Some(head) = attested(self.source.dossier.id.0) {
            let text = Text::from(format!("Event {} of the vendor's journal", head.seq));
            facts.push(Fact::new("Up to", text));
            facts.push(Fact::new("Seal", seal(head)));
        }
        if let Some(head) = attested(self.source.organization_journal) {
            let text = Cell::from(format!("Event {} of the organization's journal", head.seq));
            let digest = Text::from("SHA-256 ").code(head.hash.to_string());
            facts.push(Fact::new("And up to", text.and(digest)));
        }
        facts.push(Fact::new(
            "Recorded",
            format!(
                "As event {} of the vendor's journal, by {}",
                one.seq,
                self.source.organization.person(&one.by)
            ),
        ));
        facts
    }

    /// What somebody who signs off now would have to acknowledge.
    fn open_now(&self) -> Vec<Block> {
        let source = &self.source;
        let items = open_items(
            source.dossier,
            source.organization,
            source.bank,
            self.standings,
            std::slice::from_ref(source.questionnaire),
        );
        let items: Vec<String> = items.iter().map(ToString::to_string).collect();
        let mut blocks: Vec<Block> =
            vec![Heading::new(Level::Two, "What would have to be acknowledged").into()];
        blocks.extend(self.items(&items, "Nothing is open."));
        blocks
    }

    /// Open items: each in the internal edition; how many of each kind in the produced one, which names no gap (rules, section 16).
    fn items(&self, items: &[String], none: &str) -> Vec<Block> {
        if items.is_empty() {
            return vec![Text::from(none).into()];
        }
        let kind = ListKind::Bulleted;
        if self.is_internal() {
            let items = items.iter().map(|item| Text::from(item.as_str())).collect();
            return vec![Block::List(List { kind, items })];
        }
        let of = |item: &String| OpenKind::of_item(item);
        let counts = OpenKind::ALL.iter().filter_map(|kind| {
            let count = items.iter().filter(|item| of(item) == Some(*kind)).count();
            (count > 0).then(|| Text::from(format!("{}: {count}", kind.title())))
        });
        let others = items.iter().filter(|item| of(item).is_none()).count();
        let others = (others > 0).then(|| Text::from(format!("Other: {others}")));
        vec![
            Text::from("Each is named in the internal edition; here they are counted.").into(),
            Block::List(List { kind, items: counts.chain(others).collect() }),
        ]
    }

    /// The sign-off's own event, where the report stands or stood by it: the report covers it too (rule R26).
    pub(super) fn sign_off_event(&self) -> Option<&Event> {
        let one = self.status.sign_off()?;
        self.source.dossier.event(one.event)
    }

    /// What a questionnaire is called, or its id where the bank has it no more.
    fn title<'s>(&'s self, signed: &'s SignedQuestionnaire) -> &'s str {
        let named = self.source.bank.questionnaire(&signed.id);
        named.map_or(signed.id.as_str(), |one| one.title.as_str())
    }

    fn questionnaires(&self, one: &SignOff) -> String {
        let titles = one.signed.questionnaires.iter();
        let titles = titles.map(|one| format!("\u{201C}{}\u{201D}", self.title(one)));
        titles.collect::<Vec<_>>().join(", ")
    }

    fn day_of(&self, at: Timestamp) -> jiff::civil::Date {
        self.source.organization.zones.day_of(at)
    }
}

/// For a signature by hand, which many still want to see on paper.
fn lines_to_sign() -> Vec<Block> {
    let lines = ["Signature", "Name", "Title", "Date"].map(Words::from).to_vec();
    let said = "By hand, where paper is signed. Only a sign-off that is recorded changes the status of this report.";
    vec![Block::Together(vec![Block::ToSign(lines), Block::Small(said.into())])]
}

/// A head's first digits for reading aloud, and the whole of it.
fn seal(head: &JournalHead) -> Cell {
    let whole = Text::from("SHA-256 ").code(head.hash.to_string());
    Cell::from(Text::new().code(head.hash.short())).and(whole)
}
