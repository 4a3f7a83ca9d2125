//! The contract-amendment checklist: for each of the six revisions what the contract on file says, what falls short, words to start from,
//! and a place to note what became of them. It is made of gaps and clause ideas, so there is no produced edition (rules, section 16).

use std::collections::BTreeSet;

use super::Matter;
use super::phrases::{
    cited, counted, exhibit_text, record_anchor, record_link, stand_anchor, standing_mark,
};
use super::questions::basis_text;
use super::registers::named_values;
use crate::domain::amendment::{Revision, clause_idea};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::gap::{self, Gap};
use crate::domain::question::{Basis, Severity};
use crate::domain::register::force::Force;
use crate::domain::register::{Record, RecordNo, RegisterKind};
use crate::domain::reporting::Kind;
use crate::domain::standing::{Stand, Standing, Standings};
use crate::report::model::{
    Anchor, Block, Callout, Cell, Column, Entry, Fact, Heading, Level, Report, Row, Table, Text,
    Tone,
};

/// A blank to write on.
const BLANK: &str = "______________________";
/// The values of a clause beside its words.
const CLAUSE_VALUES: [&str; 4] = ["hours", "starts", "days", "amount"];
/// What of a policy an amendment looks at.
const POLICY_VALUES: [&str; 5] =
    ["per_claim", "aggregate", "cyber_sublimit", "retention", "additional_insured"];

/// The registers that say what the contract is.
const OF_CONTRACTS: [RegisterKind; 3] =
    [RegisterKind::Agreements, RegisterKind::Clauses, RegisterKind::Insurance];

/// The questions that the checklist lists: every one, whichever questionnaire asks it, whose answer falls short and that has words to
/// start from; gravest first, and what rests on a proposed rule last.
pub(super) fn listed<'s, 'a>(standings: &'s Standings<'a>) -> Vec<&'s Stand<'a>> {
    let mut all: Vec<&Stand<'_>> =
        standings.all().filter(|stand| clause_idea(stand).is_some()).collect();
    let grave = |stand: &Stand<'_>| gap::severity(stand).unwrap_or(stand.question.severity);
    // The sort is stable: among equals the order of the bank decides.
    all.sort_by_key(|stand| {
        (stand.question.basis == Basis::Proposed, grave(stand), stand.question.basis)
    });
    all
}

fn of_question(stand: &Stand<'_>) -> Option<Revision> {
    Revision::of_question(&stand.question.id)
}

/// The six, and after them whatever belongs to none.
fn places() -> impl Iterator<Item = (usize, Option<Revision>)> {
    let six = Revision::ALL.iter().copied().map(Some);
    (1..).zip(six.chain([None]))
}

fn title(place: usize, revision: Option<Revision>) -> String {
    match revision {
        Some(revision) => format!("{place}. {}", revision.title()),
        None => "Other terms of the agreement".to_owned(),
    }
}

fn anchor(revision: Option<Revision>) -> Anchor {
    Anchor::new(format!("revision-{}", revision.map_or("other", Revision::word)))
}

impl<'a> Matter<'_, 'a> {
    /// The exhibits that the checklist names: of its questions, of the agreements, clauses and policies.
    pub(super) fn exhibits_of_contract(&self) -> BTreeSet<ExhibitNo> {
        let records = OF_CONTRACTS.into_iter().flat_map(|kind| self.told(kind));
        let of_records =
            records.flat_map(|record| self.resting_on(record)).map(|exhibit| exhibit.no);
        of_records.chain(self.shown_with_questions()).collect()
    }

    pub(super) fn frame_of_amendment(&self) -> Report {
        let agreements = self.told(RegisterKind::Agreements).count();
        let facts = vec![
            Fact::new("Agreements on file", agreements.to_string()),
            Fact::new("Clause ideas", self.ideas_in_words()),
        ];
        let mut report = self.frame_of(Kind::Amendment, "", facts);
        if let Some(cover) = &mut report.cover {
            cover.notes.push(
                "A clause idea is a few words to start from. It is no advice and no reading of the law: counsel decides what the contract \
                 is to say. What each rests on, and how sure we are of that, stands beside it."
                    .into(),
            );
        }
        report
    }

    fn ideas_in_words(&self) -> String {
        let critical = self.stands.iter().filter(|stand| is_critical(stand)).count();
        let ideas = counted(self.stands.len(), "clause idea", "clause ideas");
        format!("{ideas}, {critical} of them where a critical question falls short")
    }

    /// The records of a register that count or counted: neither set aside nor superseded.
    fn told(&self, register: RegisterKind) -> impl Iterator<Item = &'a Record> {
        let dossier = self.source.dossier;
        let day = self.source.day;
        dossier.registers.of(register).filter(move |record| {
            let force = dossier.registers.force(record, day);
            !matches!(force, Force::SetAside | Force::SupersededBy(_))
        })
    }

    /// The clauses that belong to a revision.
    fn clauses(&self, revision: Option<Revision>) -> Vec<&'a Record> {
        let of = |record: &&Record| {
            Revision::of_subject(record.word("subject").unwrap_or_default()) == revision
        };
        self.told(RegisterKind::Clauses).filter(of).collect()
    }

    fn ideas(&self, revision: Option<Revision>) -> Vec<&Stand<'a>> {
        let of = |stand: &&Stand<'_>| of_question(stand) == revision;
        self.stands.iter().copied().filter(of).collect()
    }

    /// The six revisions in one table, and the agreements that would be amended.
    pub(super) fn six_revisions(&self) -> Vec<Block> {
        let columns = vec![
            Column::share("Revision", 3),
            Column::fit("Clauses on file").right(),
            Column::fit("Clause ideas").right(),
            Column::fit("Critical").right(),
        ];
        let mut table = Table::new("The six revisions", columns, "");
        for (place, revision) in places() {
            let ideas = self.ideas(revision);
            let critical = ideas.iter().filter(|stand| is_critical(stand)).count();
            table.push([
                Cell::from(Text::new().link(title(place, revision), anchor(revision))),
                Cell::from(self.clauses(revision).len().to_string()),
                Cell::from(ideas.len().to_string()),
                Cell::from(critical.to_string()),
            ]);
        }
        let how = [
            "Every answer that falls short and has a clause idea is listed once, under the revision to which its clause belongs, whichever \
             questionnaire asks it. Where the answer is good and only evidence is missing, the contract needs no other words.",
            "Beside each stand what it rests on and whether that is in force, good practice or only proposed. A number of hours or days in a \
             clause idea is a wish for the contract, not a limit that a law sets.",
        ];
        let notice = Callout {
            tone: Tone::Neutral,
            title: "To work from, with counsel".into(),
            body: how.map(Text::from).into(),
        };
        vec![
            Block::PageBreak,
            Heading::new(Level::One, "The six revisions").into(),
            Block::Lead(
                format!("{}, in the order of the six revisions.", self.ideas_in_words()).into(),
            ),
            table.into(),
            notice.into(),
            Heading::new(Level::Two, "The agreements").into(),
            self.agreements().into(),
        ]
    }

    fn agreements(&self) -> Table {
        let columns =
            vec![Column::fit("No."), Column::share("Agreement", 3), Column::share("Exhibits", 3)];
        let none = "No agreement with the vendor is recorded.";
        let mut table = Table::new("Agreements on file", columns, none);
        for record in self.told(RegisterKind::Agreements) {
            let mut text = vec![Text::new().strong(record.label())];
            text.extend(record.word("title").map(Text::from));
            let known =
                named_values(record, ["signed", "expires", "parties", "reread"].into_iter());
            text.extend(Some(known).filter(|known| !known.is_empty()));
            table.push(self.row_of(record, text));
        }
        table
    }

    fn row_of(&self, record: &Record, text: Vec<Text>) -> Row {
        let exhibits: Vec<Text> = self.resting_on(record).into_iter().map(exhibit_text).collect();
        let exhibits = if exhibits.is_empty() {
            Text::new().quiet("None on file").into()
        } else {
            Cell::paragraphs(exhibits)
        };
        let told = Cell { mark: self.state(record), text };
        Row::new([Cell::from(record.no.to_string()), told, exhibits])
            .anchored(record_anchor(record.no))
    }

    /// The revisions one by one.
    pub(super) fn revisions(&self) -> Vec<Block> {
        places().flat_map(|(place, revision)| self.revision(place, revision)).collect()
    }

    fn revision(&self, place: usize, revision: Option<Revision>) -> Vec<Block> {
        let heading = Heading::new(Level::One, title(place, revision)).anchored(anchor(revision));
        let about = revision.map_or(
            "Clause ideas that belong to none of the six: what the agreement is for, and what else it has to say.",
            Revision::about,
        );
        let mut opening: Vec<Block> = vec![heading.into(), Text::from(about).into()];
        opening.push(Heading::new(Level::Three, "What the contract on file says").into());
        opening.extend(self.said_now(revision));
        let mut blocks = vec![Block::Together(opening)];
        blocks.extend(self.falling_short(revision));
        blocks.extend(self.not_answered(revision));
        blocks
    }

    fn said_now(&self, revision: Option<Revision>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let clauses = self.clauses(revision);
        if clauses.is_empty() {
            let words = match self.source.dossier.registers.known_empty(RegisterKind::Clauses) {
                Some(_) => self.nothing_in(RegisterKind::Clauses),
                None => "No clause on this is recorded.".to_owned(),
            };
            blocks.push(Text::from(words).into());
        } else {
            blocks.push(self.clause_table(&clauses).into());
        }
        if revision == Some(Revision::Insurance) {
            blocks.push(self.policies().into());
        }
        blocks
    }

    fn clause_table(&self, clauses: &[&Record]) -> Table {
        let columns =
            vec![Column::fit("No."), Column::share("Clause", 5), Column::share("Exhibits", 2)];
        let mut table = Table::new("Clauses on file", columns, "");
        for clause in clauses {
            let mut label = Text::new().strong(clause.label());
            if let Some(agreement) = self.source.dossier.registers.agreement_of(clause) {
                label = record_link(label.plain(", "), agreement.no);
            }
            if let Some(place) = clause.pinpoint() {
                label = label.plain(format!(", {place}"));
            }
            let quote = clause.word("quote");
            let quote = quote.map(|words| Text::note(&format!("\u{201C}{words}\u{201D}")));
            let values = named_values(clause, CLAUSE_VALUES.into_iter());
            let values = Some(values).filter(|values| !values.is_empty());
            let text = [Some(label), quote, values].into_iter().flatten().collect();
            table.push(self.row_of(clause, text));
        }
        table
    }

    fn policies(&self) -> Table {
        let columns =
            vec![Column::fit("No."), Column::share("Policy", 5), Column::share("Exhibits", 2)];
        let none = "No policy of the vendor is recorded.";
        let mut table = Table::new("Policies on file", columns, none);
        for policy in self.told(RegisterKind::Insurance) {
            let label = Text::new().strong(policy.label());
            let values = named_values(policy, POLICY_VALUES.into_iter());
            let values = Some(values).filter(|values| !values.is_empty());
            table.push(self.row_of(policy, [Some(label), values].into_iter().flatten().collect()));
        }
        table
    }

    fn falling_short(&self, revision: Option<Revision>) -> Vec<Block> {
        let heading = Heading::new(Level::Three, "What falls short, and words to start from");
        let ideas = self.ideas(revision);
        let mut entries = ideas.iter().map(|stand| Block::from(self.idea(stand)));
        let Some(first) = entries.next() else {
            let words = "No answer on file that falls short has a clause idea for this.";
            return vec![Block::Together(vec![heading.into(), Text::from(words).into()])];
        };
        std::iter::once(Block::Together(vec![heading.into(), first])).chain(entries).collect()
    }

    fn idea(&self, stand: &Stand<'_>) -> Entry {
        let short = format!("{}: {}", gap::short(stand.standing), stand.title());
        let mut entry = Entry::new(stand.name(), short)
            .marked(standing_mark(stand.standing))
            .anchored(stand_anchor(stand));
        let answer = stand.reply_shown().unwrap_or_else(|| "Not answered".to_owned());
        entry = entry.fact("On file", Text::new().strong(answer));
        if !stand.exhibits.is_empty() {
            entry = entry.fact("Exhibits", Cell::paragraphs(stand.exhibits.iter().map(cited)));
        }
        if let Some(idea) = clause_idea(stand) {
            entry = entry.fact("Clause idea", Text::new().strong(idea));
        }
        let gap = self.gaps.iter().find(|gap| {
            gap.stand.subject == stand.subject && gap.stand.question.id == stand.question.id
        });
        entry.fact("Basis", basis_text(stand)).fact("To note", to_note(gap))
    }

    /// The questions of the questionnaire that have a clause idea and no answer: whether their clauses are needed is not known yet.
    fn not_answered(&self, revision: Option<Revision>) -> Option<Block> {
        let asked = self.standings.view(&self.source.questionnaire.asked);
        let open = asked.iter().filter(|stand| {
            stand.standing == Standing::Open
                && stand.asked.is_asked()
                && stand.question.clause.is_some()
                && of_question(stand) == revision
        });
        let ids: Vec<&str> = open.map(|stand| stand.question.id.as_str()).collect();
        (!ids.is_empty()).then(|| {
            let title = self.source.questionnaire.title();
            Block::Small(
                format!(
                    "Not answered yet in \u{201C}{title}\u{201D}, so that nothing is known of their clauses: {}.",
                    ids.join(", ")
                )
                .into(),
            )
        })
    }

    /// The records that the checklist tells of itself.
    pub(super) fn told_records(&self) -> BTreeSet<RecordNo> {
        OF_CONTRACTS.into_iter().flat_map(|kind| self.told(kind)).map(|record| record.no).collect()
    }
}

fn is_critical(stand: &Stand<'_>) -> bool {
    stand.question.severity == Severity::Critical
}

/// Boxes to tick and blanks to fill; who sees to the gap already stands in its place.
fn to_note(gap: Option<&Gap<'_, '_>>) -> Cell {
    let owned = gap.and_then(|gap| gap.owner);
    let owner = owned.map_or(BLANK, |owned| owned.owner.as_str());
    let by =
        owned.and_then(|owned| owned.fix_by).map_or_else(String::new, |day| format!(", by {day}"));
    Cell::paragraphs([
        Text::from("[  ] asked for     [  ] agreed     [  ] signed     [  ] not pursued"),
        Text::new().quiet("Owner: ").plain(format!("{owner}{by}")).quiet("    Date: ").plain(BLANK),
        Text::new().quiet("Agreed wording: ").plain(format!("{BLANK}{BLANK}")),
    ])
}
