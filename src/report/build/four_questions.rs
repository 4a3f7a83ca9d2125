//! "Four questions to expect", on one page: required controls, audits performed, notification timelines, insurance naming.

use super::Matter;
use super::phrases::{basis, cited, question_anchor, standing_mark};
use crate::domain::question::Severity;
use crate::domain::standing::{Stand, Standing};
use crate::report::model::{Anchor, Block, Cell, Column, Heading, Level, Row, Table, Text};

/// A regulator's question, the questions of the bank that answer it, and what must be said of its basis.
struct Expected {
    title: &'static str,
    asks: &'static str,
    of_its_basis: &'static str,
    questions: &'static [&'static str],
}

const FOUR: [Expected; 4] = [
    Expected {
        title: "1. Required controls",
        asks: "Did the contract oblige the vendor to keep specific security controls?",
        of_its_basis: "Named controls in the contract are contractual good practice; the duty to bind the vendor to safeguards is in force \
                       (45 CFR 164.314(a)(2)(i)(A)).",
        questions: &["ctrl.contract_schedule"],
    },
    Expected {
        title: "2. Audits performed",
        asks: "Did you check that it did?",
        of_its_basis: "Audits of vendors are contractual good practice; no HIPAA rule requires them.",
        questions: &["assur.last_assessed", "assur.audit_right", "assur.annual_independent"],
    },
    Expected {
        title: "3. Notification timelines",
        asks: "Did the contract set a breach-notice deadline, and from which event does it run?",
        of_its_basis: "A deadline in hours exists only where the contract sets it; the rule's own outer limit for the vendor's notice is 60 \
                       days from discovery (45 CFR 164.410(b)).",
        questions: &["notice.contract_hours", "notice.trigger"],
    },
    Expected {
        title: "4. Insurance naming",
        asks: "Did the vendor carry cyber insurance that names the organization as additional insured?",
        of_its_basis: "Insurance is contractual good practice; no HIPAA rule requires it.",
        questions: &["ins.required", "ins.additional_insured", "ins.expiry"],
    },
];

impl Matter<'_, '_> {
    pub(super) fn four_questions(&self) -> Vec<Block> {
        let heading = Heading::new(Level::One, "Four questions to expect")
            .anchored(Anchor::new("four-questions"));
        let mut page = vec![heading.into()];
        for expected in &FOUR {
            page.push(Heading::new(Level::Three, expected.title).into());
            page.push(Text::from(expected.asks).into());
            page.push(self.answers_to(expected).into());
            page.push(Block::Small(Text::new().quiet(expected.of_its_basis)));
        }
        page.extend(self.critical_that_do_not_apply());
        vec![Block::OnePage(page)]
    }

    fn answers_to(&self, expected: &Expected) -> Table {
        let columns = vec![
            Column::share("Question", 3),
            Column::share("Answer on file", 3),
            Column::fit("Stands"),
            Column::share("Exhibits", 4),
        ];
        let mut table = Table::new(
            expected.title,
            columns,
            "These questions are not in the question bank in force.",
        );
        for id in expected.questions {
            if let Some(stand) = self.standings.get(&(*id).into()) {
                table.push(row(stand));
            }
        }
        table
    }

    /// Critical questions that do not apply stand here with reason and name (rules, section 13).
    fn critical_that_do_not_apply(&self) -> Vec<Block> {
        let critical = |stand: &&&Stand<'_>| {
            stand.question.severity == Severity::Critical
                && stand.standing == Standing::DoesNotApply
                && stand.asked.is_asked()
        };
        let mut blocks = Vec::new();
        for stand in self.stands.iter().filter(critical) {
            let Some(answer) = stand.answer else { continue };
            let who = answer
                .given_by
                .as_deref()
                .unwrap_or_else(|| self.source.organization.person(&answer.recorded_by));
            let note = answer.note.as_deref().unwrap_or("no reason recorded");
            blocks.push(
                Text::new()
                    .link(stand.question.id.as_str(), question_anchor(stand.question.id.as_str()))
                    .plain(format!(" {}: {note} ({who})", stand.question.title))
                    .into(),
            );
        }
        if !blocks.is_empty() {
            blocks.insert(
                0,
                Heading::new(Level::Three, "Critical questions that do not apply").into(),
            );
        }
        blocks
    }
}

fn row(stand: &Stand<'_>) -> Row {
    let id = stand.question.id.as_str();
    let title = Text::from(stand.question.title.as_str());
    let about = Text::new()
        .link(id, question_anchor(id))
        .quiet(format!(" \u{00B7} {}", basis(stand.question.basis)));
    let answer = match stand.answer {
        Some(answer) => Text::from(stand.question.kind.shown(&answer.reply)),
        None => Text::new().quiet("Not answered"),
    };
    let stands = if stand.asked.is_asked() {
        Cell::from(standing_mark(stand.standing))
    } else {
        Cell::from(Text::new().quiet("Not asked"))
    };
    let exhibits = if stand.exhibits.is_empty() {
        Cell::from(Text::new().quiet("None on file"))
    } else {
        Cell::paragraphs(stand.exhibits.iter().map(cited))
    };
    Row::new([Cell::paragraphs([title, about]), Cell::from(answer), stands, exhibits])
}
