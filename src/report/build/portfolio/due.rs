//! What is overdue and due soon over all vendors and our organization, each with its rule in words.

use jiff::civil::Date;

use super::figures::Gathered;
use super::{due_anchor, vendor_anchor};
use crate::domain::day;
use crate::domain::deadline::{About, Deadline, Stage, WARN_DAYS};
use crate::domain::event::Edition;
use crate::domain::id::VendorId;
use crate::report::build::phrases::counted;
use crate::report::model::{Block, Cell, Column, Heading, Level, Mark, Row, Table, Text, Tone};
use crate::text::folded;

/// How many deadlines are listed; the others are counted.
const MOST: usize = 30;

/// The first deadlines seen so far, and how many there were of each stage.
#[derive(Clone, Debug, Default)]
pub(super) struct Due {
    first: Vec<Seen>,
    /// Overdue, within a week, a month, a quarter; those further ahead are counted nowhere.
    counts: [usize; 4],
    /// Deadlines that stay in the building: of gaps, follow-ups and letters of regulators.
    left_out: usize,
}

/// A deadline, and whose it is.
#[derive(Clone, Debug)]
struct Seen {
    deadline: Deadline,
    name: String,
    /// The vendor, where it has a page.
    page: Option<VendorId>,
    today: Date,
}

impl Due {
    /// Takes in the deadlines of one record.
    pub(super) fn take_in(
        &mut self,
        name: &str,
        page: Option<VendorId>,
        deadlines: Vec<Deadline>,
        today: Date,
        edition: Edition,
    ) {
        for deadline in deadlines {
            let place = match deadline.stage(today) {
                Stage::Overdue => 0,
                Stage::Week => 1,
                Stage::Month => 2,
                Stage::Quarter => 3,
                Stage::Later => continue,
            };
            if edition == Edition::Produced && stays(&deadline.about) {
                self.left_out += 1;
                continue;
            }
            if let Some(count) = self.counts.get_mut(place) {
                *count += 1;
            }
            self.first.push(Seen { deadline, name: name.to_owned(), page, today });
        }
        self.first.sort_by_cached_key(|one| {
            (one.deadline.day, folded(&one.name), one.page, one.deadline.what.clone())
        });
        self.first.truncate(MOST);
    }

    /// How many are overdue, and due within 7, 30 and 90 days.
    pub(super) const fn counts(&self) -> [usize; 4] {
        let [overdue, week, month, quarter] = self.counts;
        [overdue, week, week + month, week + month + quarter]
    }

    /// How many the produced edition leaves out.
    pub(super) const fn left_out(&self) -> usize {
        self.left_out
    }
}

/// Whether a deadline stays in the building, as what it is about does (rules, section 16).
const fn stays(about: &About) -> bool {
    matches!(about, About::FixBy | About::Acceptance | About::FollowUp(_) | About::Inquiry(_))
}

/// What is overdue and due soon, the earliest first.
pub(super) fn due(gathered: &Gathered) -> Vec<Block> {
    let heading = Heading::new(Level::One, "Overdue and due soon").anchored(due_anchor());
    let columns = vec![
        Column::fit("Day"),
        Column::share("Due", 7),
        Column::share("Vendor", 3),
        Column::share("Owner", 2),
    ];
    let within = WARN_DAYS.first().copied().unwrap_or_default();
    let nothing = format!("Nothing is overdue, and nothing is due within {within} days.");
    let mut table = Table::new("Deadlines of all vendors, the earliest first", columns, nothing);
    for one in &gathered.due.first {
        table.push(row(one));
    }
    let all: usize = gathered.due.counts.iter().sum();
    let mut said =
        "A day named is the last good one; below each stands why it is that day.".to_owned();
    if all > gathered.due.first.len() {
        said = format!(
            "{} in all; the first {} are here. {said}",
            counted(all, "deadline", "deadlines"),
            gathered.due.first.len()
        );
    }
    vec![Block::PageBreak, heading.into(), Block::Small(said.into()), table.into()]
}

fn row(one: &Seen) -> Row {
    let Seen { deadline, name, page, today } = one;
    let away = day::until(*today, deadline.day);
    let day = match deadline.stage(*today) {
        Stage::Overdue => Cell::from(Mark::new('!', deadline.day.to_string(), Tone::Critical)),
        _ => Cell::from(deadline.day.to_string()),
    };
    let of = match page {
        Some(vendor) => Text::new().link(name.as_str(), vendor_anchor(*vendor)),
        None => name.as_str().into(),
    };
    let what = Cell::from(deadline.what.as_str()).and(Text::new().quiet(deadline.rule.as_str()));
    let owner = match &deadline.owner {
        Some(owner) => Text::from(owner.as_str()),
        None => Text::new().quiet("\u{2013}"),
    };
    Row::new([day.and(Text::new().quiet(away)), what, Cell::from(of), Cell::from(owner)])
}
