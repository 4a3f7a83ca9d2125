//! "Four questions to expect", from the second page on: required controls, audits performed, notification timelines, insurance naming.

use super::Matter;
use super::four_records::Belonging;
use super::incidents::{clocks_in_words, named};
use super::phrases::{basis, exhibit_text, outcome, place, standing_mark, through};
use crate::domain::question::Basis;
use crate::domain::register::RegisterKind;
use crate::domain::standing::{Shown, Speaker, Stand, Standing};
use crate::report::model::{Anchor, Block, Cell, Column, Heading, Level, Row, Table, Text};

/// A regulator's question, the questions of the bank that answer it, the records, and what must be said of its basis.
pub(super) struct Expected {
    pub(super) title: &'static str,
    asks: &'static str,
    of_its_basis: &'static str,
    pub(super) questions: &'static [&'static str],
    records: &'static [Belonging],
    /// Whether the incidents on file belong to it.
    incidents: bool,
}

/// With more records than these, or with critical questions that do not apply, the four questions take two pages, two questions each: on
/// one the type would be too small to read.
const ON_ONE_PAGE: usize = 3;

pub(super) const FOUR: [Expected; 4] = [
    Expected {
        title: "1. Required controls",
        asks: "did the contract oblige the vendor to keep specific security controls?",
        of_its_basis: "A rule in force requires the contract to provide that the business associate will comply with the Security Rule (45 CFR \
                       164.314(a)(2)(i)(A)); it names no controls. Controls named in the contract are contractual good practice.",
        questions: &["ctrl.contract_schedule"],
        records: &[Belonging::Clauses(&["controls", "mfa", "encryption", "security_rule"])],
        incidents: false,
    },
    Expected {
        title: "2. Audits performed",
        asks: "did the organization check that the vendor kept them?",
        of_its_basis: "Audits of vendors are contractual good practice; no HIPAA rule requires them.",
        questions: &["assur.last_assessed", "assur.audit_right", "assur.annual_independent"],
        records: &[
            Belonging::All(RegisterKind::Audits),
            Belonging::Clauses(&["audit_right", "test_results"]),
        ],
        incidents: false,
    },
    Expected {
        title: "3. Notification timelines",
        asks: "did the contract set a deadline for notice of a breach, and which event starts it?",
        of_its_basis: "A deadline in hours exists only where the contract sets it. The rule in force has a business associate notify without \
                       unreasonable delay, and in no case later than 60 calendar days after discovery of a breach (45 CFR 164.410(b)).",
        questions: &["notice.contract_hours", "notice.trigger"],
        records: &[Belonging::Clauses(&["notice", "full_report", "updates"])],
        incidents: true,
    },
    Expected {
        title: "4. Insurance naming",
        asks: "did the vendor carry cyber insurance that names the organization as additional insured?",
        of_its_basis: "Insurance is contractual good practice; no HIPAA rule requires it.",
        questions: &["ins.required", "ins.additional_insured", "ins.expiry"],
        records: &[
            Belonging::All(RegisterKind::Insurance),
            Belonging::Clauses(&["insurance", "additional_insured"]),
        ],
        incidents: false,
    },
];

impl Matter<'_, '_> {
    pub(super) fn four_questions(&self) -> Vec<Block> {
        let heading = Heading::new(Level::One, "Four questions to expect")
            .anchored(Anchor::new("four-questions"));
        let records: usize = FOUR.iter().map(|expected| self.count_on(expected.records)).sum();
        let not_applying = self.critical_that_do_not_apply();
        let questions = FOUR.iter().map(|expected| Block::Together(self.expected(expected)));
        let mut first: Vec<Block> = std::iter::once(heading.into()).chain(questions).collect();
        if records <= ON_ONE_PAGE && not_applying.is_empty() {
            return vec![Block::OnePage(first)];
        }
        let mut second = first.split_off(1 + FOUR.len() / 2);
        second.extend(not_applying);
        vec![Block::OnePage(first), Block::OnePage(second)]
    }

    fn expected(&self, expected: &Expected) -> Vec<Block> {
        let words = format!("{}: {}", expected.title, expected.asks);
        let heading = Heading::new(Level::Three, words).bookmarked(expected.title);
        let mut blocks = vec![heading.into(), self.answers_to(expected).into()];
        blocks.extend(self.records_on(expected.title, expected.records).map(Block::from));
        let lacking = self.lacking_on(expected.records);
        blocks.push(Block::Small(Text::new().strong(lacking).plain(expected.of_its_basis)));
        blocks.extend(expected.incidents.then(|| Block::Small(self.incidents_in_brief())));
        blocks
    }

    /// The notices of the incidents on file, or that there is none and whether that is known.
    fn incidents_in_brief(&self) -> Text {
        let register = RegisterKind::Incidents;
        if let Some(written) = self.source.dossier.registers.known_empty(register) {
            return Text::new()
                .strong("It is known that there was no incident")
                .plain(format!(": recorded {}.", self.by_and_when(written)));
        }
        if self.boards.is_empty() {
            return Text::new()
                .strong("No incident is recorded.")
                .plain(" That does not say that there was none.");
        }
        let words = clocks_in_words(&self.boards);
        let words = words.unwrap_or_else(|| "none is asked for".to_owned());
        Text::new()
            .strong(format!("Notices of {}: ", named(&self.boards)))
            .plain(format!("{words}. Who had to be told by when, and what was sent: "))
            .link("Incidents and their clocks", Anchor::new("incidents"))
            .plain(".")
    }

    fn answers_to(&self, expected: &Expected) -> Table {
        let columns = vec![
            Column::share("Question", 8),
            Column::share("Answer on file", 5),
            Column::fit("Stands"),
            Column::share("Exhibits", 9),
        ];
        let mut table = Table::new(
            expected.title,
            columns,
            "These questions are not in the question bank in force.",
        );
        for id in expected.questions {
            if let Some(stand) = self.standings.get(&(*id).into()) {
                table.push(self.expected_row(stand));
            }
        }
        table
    }

    fn expected_row(&self, stand: &Stand<'_>) -> Row {
        let question = stand.question;
        let mut about = self.to_question(Text::new(), &question.id);
        // The page says of all nine that they are good practice; a bank that holds otherwise is quoted here.
        if question.basis != Basis::GoodPractice {
            about = about.quiet(format!(" \u{00B7} {}", basis(question.basis)));
        }
        let stands = if stand.asked.is_asked() {
            Cell::from(standing_mark(stand.standing))
        } else {
            Cell::from(Text::new().quiet("Not asked"))
        };
        Row::new([
            Cell::paragraphs([Text::from(question.title.as_str()), about]),
            self.answer_in_brief(stand),
            stands,
            exhibits_in_brief(stand),
        ])
    }
}

impl Matter<'_, '_> {
    /// What stands, and what the records have to do with it. That an answer stands against them is for the internal edition (rules,
    /// section 16).
    fn answer_in_brief(&self, stand: &Stand<'_>) -> Cell {
        let answer = match stand.reply_shown() {
            Some(reply) => Text::from(reply),
            None => Text::new().quiet("Not answered"),
        };
        let by_records = stand.saying.as_ref().is_some_and(|one| one.by == Speaker::Records);
        let said = stand.proposed.as_ref().map(|proposed| {
            let reply = stand.question.kind.shown(&proposed.proposal.reply);
            (reply, outcome(proposed.judgment.outcome))
        });
        match said {
            _ if by_records => Cell::from(answer).and(Text::new().quiet("as the records show")),
            Some((reply, outcome)) if stand.saying.is_none() => Cell::from(answer)
                .and(format!("Records say: {outcome}, not confirmed"))
                .and(Text::new().quiet(reply)),
            Some((reply, _)) if self.is_internal() && stand.is_overruling() => {
                Cell::from(answer).and(Text::new().quiet(format!("The records say: {reply}")))
            }
            _ => answer.into(),
        }
    }
}

/// Number, title, page and section; the quoted words stand with the question.
fn exhibits_in_brief(stand: &Stand<'_>) -> Cell {
    if stand.exhibits.is_empty() {
        let needed = stand.asked.is_asked() && stand.standing != Standing::DoesNotApply;
        let words = if needed { "None on file" } else { "\u{2013}" };
        return Text::new().quiet(words).into();
    }
    let brief = |shown: &Shown<'_>| {
        let cited = exhibit_text(shown.exhibit).plain(place(shown));
        let cited = through(cited, shown);
        if shown.is_current() {
            cited.quiet(" \u{2014} current")
        } else {
            cited.strong(" \u{2014} not current")
        }
    };
    Cell::paragraphs(stand.exhibits.iter().map(brief))
}
