//! "Four questions to expect", on one page: required controls, audits performed, notification timelines, insurance naming.

use super::Matter;
use super::phrases::{basis, exhibit_text, pinpoint, standing_mark};
use crate::domain::question::Basis;
use crate::domain::standing::{Shown, Stand, Standing};
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
        asks: "did the contract oblige the vendor to keep specific security controls?",
        of_its_basis: "A rule in force requires the contract to provide that the business associate will comply with the Security Rule (45 CFR \
                       164.314(a)(2)(i)(A)); it names no controls. Controls named in the contract are contractual good practice.",
        questions: &["ctrl.contract_schedule"],
    },
    Expected {
        title: "2. Audits performed",
        asks: "did the organization check that the vendor kept them?",
        of_its_basis: "Audits of vendors are contractual good practice; no HIPAA rule requires them.",
        questions: &["assur.last_assessed", "assur.audit_right", "assur.annual_independent"],
    },
    Expected {
        title: "3. Notification timelines",
        asks: "did the contract set a deadline for notice of a breach, and which event starts it?",
        of_its_basis: "A deadline in hours exists only where the contract sets it. The rule in force has a business associate notify without \
                       unreasonable delay, and in no case later than 60 calendar days after discovery of a breach (45 CFR 164.410(b)).",
        questions: &["notice.contract_hours", "notice.trigger"],
    },
    Expected {
        title: "4. Insurance naming",
        asks: "did the vendor carry cyber insurance that names the organization as additional insured?",
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
            let words = format!("{}: {}", expected.title, expected.asks);
            page.push(Heading::new(Level::Three, words).bookmarked(expected.title).into());
            page.push(self.answers_to(expected).into());
            page.push(Block::Small(expected.of_its_basis.into()));
        }
        page.extend(self.critical_that_do_not_apply());
        vec![Block::OnePage(page)]
    }

    fn answers_to(&self, expected: &Expected) -> Table {
        let columns = vec![
            Column::share("Question", 3),
            Column::share("Answer on file", 2),
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
        let answer = match stand.reply_shown() {
            Some(reply) => Text::from(reply),
            None => Text::new().quiet("Not answered"),
        };
        let stands = if stand.asked.is_asked() {
            Cell::from(standing_mark(stand.standing))
        } else {
            Cell::from(Text::new().quiet("Not asked"))
        };
        Row::new([
            Cell::paragraphs([Text::from(question.title.as_str()), about]),
            Cell::from(answer),
            stands,
            exhibits_in_brief(stand),
        ])
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
        let cited =
            exhibit_text(shown.exhibit).plain(format!(", {}", pinpoint(shown.pinpoint.as_ref())));
        if shown.is_current() {
            cited.quiet(" \u{2014} current")
        } else {
            cited.strong(" \u{2014} not current")
        }
    };
    Cell::paragraphs(stand.exhibits.iter().map(brief))
}
