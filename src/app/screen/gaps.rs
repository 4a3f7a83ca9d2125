//! The gaps of a vendor in the order of rule R21, its contradictions beneath them, and what is under the cursor.

use std::rc::Rc;

use crate::app::screen::Screen;
use crate::app::screen::interview::words::citation;
use crate::app::screen::marks::Mark;
use crate::app::screen::rows::Rows;
use crate::app::state::App;
use crate::app::words::{Said, Tone, heading, quiet, text};
use crate::domain::contradiction::Contradiction;
use crate::domain::gap::Gap;
use crate::domain::question::{Basis, Verified};
use crate::domain::request::Asked;

/// One row of the screen: the gaps, and the contradictions beneath them.
#[derive(Clone, Copy, Debug)]
pub enum Listed<'r, 's, 'a> {
    /// A gap.
    Gap(&'r Gap<'s, 'a>),
    /// A contradiction.
    Contradiction(&'r Contradiction),
}

impl Listed<'_, '_, '_> {
    /// What it is, in one line.
    pub fn wording(&self) -> String {
        match self {
            Self::Gap(gap) => gap.wording(),
            Self::Contradiction(one) => format!("Contradiction: {}", one.wording()),
        }
    }

    /// The question that it leads to.
    fn question(&self, app: &App) -> Option<Asked> {
        match self {
            Self::Gap(gap) => Some(asked(gap)),
            Self::Contradiction(one) => one.question().map(|id| app.asked_of(id.as_str())),
        }
    }

    /// The text that a search looks at.
    fn searched(&self) -> String {
        match self {
            Self::Gap(gap) => {
                let owner = gap.owner.map_or("", |owned| owned.owner.as_str());
                format!("{} {} {} {owner}", gap.severity, gap.wording(), gap.stand.name())
            }
            Self::Contradiction(one) => {
                let facts: Vec<&str> = one.facts.iter().map(|fact| fact.says.as_str()).collect();
                format!("{} {}", self.wording(), facts.join(" "))
            }
        }
    }

    /// What stands behind it.
    pub fn explained(&self, app: &App) -> Vec<Said> {
        match self {
            Self::Gap(gap) => explained(app, gap),
            Self::Contradiction(one) => contradiction_explained(one),
        }
    }
}

/// What a mark on a gap is on.
pub fn gap_mark(gap: &Gap<'_, '_>) -> Mark {
    Mark::Gap(asked(gap))
}

fn asked(gap: &Gap<'_, '_>) -> Asked {
    Asked::of(gap.stand.subject, gap.stand.question.id.clone())
}

/// The rows that are shown, in order.
pub fn listed<'r, 's, 'a>(
    rows: &Rows,
    gaps: &'r [Gap<'s, 'a>],
    contradictions: &'r [Contradiction],
) -> Vec<Listed<'r, 's, 'a>> {
    let all = gaps.iter().map(Listed::Gap);
    let all = all.chain(contradictions.iter().map(Listed::Contradiction));
    all.filter(|one| rows.shows(&one.searched())).collect()
}

/// Which facts collide, where they were recorded, what it means and what to do.
fn contradiction_explained(one: &Contradiction) -> Vec<Said> {
    let mut said = vec![heading(format!("What collides: {}", one.kind))];
    for fact in &one.facts {
        said.push(text(format!("- {}: {}.", fact.place(), fact.says)));
        said.extend(fact.quote.iter().map(|quote| quiet(format!("  \u{201C}{quote}\u{201D}"))));
    }
    said.push(heading(format!("What it means; it bears on {}", one.bears_on)));
    said.push(text(one.meaning.as_str()));
    said.push(heading("What to do"));
    said.push(text(one.to_do.as_str()));
    said
}

/// Why a gap is one, and what would close it.
fn explained(app: &App, gap: &Gap<'_, '_>) -> Vec<Said> {
    let (stand, question) = (gap.stand, gap.stand.question);
    let reply = stand.reply_shown().unwrap_or_default();
    let mut said = vec![heading(format!("Why this is a gap: {}", stand.name()))];
    said.push(text(format!("{} {}. Answer: {reply}.", stand.standing.mark(), stand.standing)));
    if let Some(failed) = stand.judgment().and_then(|judgment| judgment.failed.as_ref()) {
        said.push(text(format!("The answer is {}: {}.", failed.fails_when, failed.set_by)));
    }
    for shown in stand.exhibits.iter().filter(|shown| !shown.is_current()) {
        let why: Vec<String> = shown.why_not.iter().map(ToString::to_string).collect();
        said.push(text(format!(
            "{} {}: {}",
            shown.exhibit.no,
            shown.exhibit.title,
            why.join("; ")
        )));
    }
    if let Some(accepted) = gap.accepted {
        let by = app.store.as_ref().map_or("", |store| store.organization.person(&accepted.by));
        let words = format!(
            "Accepted until {} by {by}: {}",
            accepted.accepted.until, accepted.accepted.reason
        );
        said.push((Tone::Part, words));
    }
    said.push(heading("What would close it"));
    said.push(text(question.remedy.as_str()));
    let cited: Vec<String> =
        question.citations.iter().map(|cited| citation(cited, question)).collect();
    said.push(quiet(format!("Basis: {}. {}", question.basis, cited.join("; "))));
    if question.verified != Verified::Checked {
        said.push(quiet(format!("Note: {}.", question.verified)));
    }
    if question.basis == Basis::GoodPractice {
        said.push(quiet("No HIPAA rule demands it."));
    }
    said
}

/// What is under the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InHand {
    /// The gap of this question.
    Gap(Asked),
    /// A contradiction, with the first question whose answer it names.
    Contradiction(Option<Asked>),
}

impl App {
    /// What the rows that are shown lead to, in order: the gaps, then the contradictions.
    ///
    /// Every command that may be named in the last row asks for them, and they change only with the record, the questions, the day and the search.
    pub fn shown_gaps(&self) -> Rc<[InHand]> {
        let Some(Screen::Gaps(rows)) = self.screen() else { return Rc::new([]) };
        let incident = self.interview().and_then(|interview| interview.incident);
        let of = self.found_in().map(|found_in| (found_in, rows.words(), incident));
        if let (Some(of), Some(listed)) = (&of, &*self.gaps_listed.borrow())
            && listed.0 == *of
        {
            return listed.1.clone();
        }
        let shown: Rc<[InHand]> = self
            .with_gaps_and_contradictions(|gaps, contradictions| {
                let shown = listed(rows, gaps, contradictions).into_iter();
                let leads = shown.map(|one| match one {
                    Listed::Gap(gap) => InHand::Gap(asked(gap)),
                    Listed::Contradiction(_) => InHand::Contradiction(one.question(self)),
                });
                leads.collect()
            })
            .unwrap_or_default();
        *self.gaps_listed.borrow_mut() = of.map(|of| Box::new((of, shown.clone())));
        shown
    }

    fn in_hand(&self) -> Option<InHand> {
        let Some(Screen::Gaps(rows)) = self.screen() else { return None };
        self.shown_gaps().get(rows.at).cloned()
    }

    /// Whether a gap is under the cursor; only a gap has an owner and can be accepted.
    pub fn is_gap_in_hand(&self) -> bool {
        matches!(self.in_hand(), Some(InHand::Gap(_)))
    }

    /// The question to which the row under the cursor leads: of the gap, or of the first answer in the contradiction.
    pub fn gap_in_hand(&self) -> Option<Asked> {
        match self.in_hand()? {
            InHand::Gap(question) => Some(question),
            InHand::Contradiction(question) => question,
        }
    }
}
