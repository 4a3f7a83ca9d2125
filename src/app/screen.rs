//! The screens: which there are, in which context their keys stand, and how one leads to another.

pub mod clocks;
pub mod cycle;
pub mod dashboard;
pub mod deadlines;
pub mod evidence;
pub mod fields;
pub mod followups;
pub mod gaps;
pub mod history;
pub mod incidents;
pub mod inquiries;
pub mod interview;
pub mod listing;
pub mod marks;
pub mod ours;
pub mod overview;
pub mod profile;
pub mod registers;
pub mod report;
pub mod rows;
pub mod settings;
pub mod welcome;

use self::clocks::Clocks;
use self::dashboard::Dashboard;
use self::deadlines::Listed;
use self::history::History;
use self::interview::Interview;
use self::listing::{Kind, Listing};
use self::registers::Registers;
use self::report::Report;
use self::rows::Rows;
use self::welcome::Welcome;
use super::command::Context;
use crate::domain::clock::rule::ClockId;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::RecordId;
use crate::domain::inquiry::InquiryNo;
use crate::domain::register::RecordNo;
use crate::domain::request::{Asked, Request};
use crate::domain::telling::Filter;

/// One screen with its own state.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The first start.
    Welcome(Welcome),
    /// The vendors.
    Dashboard(Dashboard),
    /// The questions about a vendor.
    Interview(Interview),
    /// The exhibits of a vendor.
    Evidence(Rows),
    /// The gaps of a vendor.
    Gaps(Rows),
    /// The reassessment of a vendor.
    Cycle(Rows),
    /// The records kept of a vendor.
    Registers(Registers),
    /// The incidents of a vendor.
    Incidents(Rows),
    /// The clocks of an incident.
    Clocks(Clocks),
    /// What is to be found out.
    FollowUps(Listed),
    /// Everything with a day.
    Deadlines(Listed),
    /// The inquiries about a vendor.
    Inquiries(Rows),
    /// The facts about a vendor.
    Profile(Rows),
    /// The report before it is written.
    Report(Report),
    /// Our organization.
    Organization(Rows),
    /// Everything that was recorded of a vendor.
    History(History),
    /// What was found by holding two days side by side.
    Listing(Listing),
    /// The settings of this user.
    Settings(Rows),
    /// A vendor at a glance.
    Overview(Rows),
}

/// Where to go for a vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The interview, at this question or where it stopped.
    Interview(Option<Asked>),
    /// The questions about this incident of the vendor.
    Incident(RecordId),
    /// The interview where it stopped, opened as this request says.
    Opened(Box<Request>),
    /// The exhibits.
    Evidence,
    /// The exhibits, at this one.
    Exhibit(ExhibitNo),
    /// The registers, at this record.
    Record(RecordNo),
    /// The gaps.
    Gaps,
    /// The reassessment.
    Cycle,
    /// The registers.
    Registers,
    /// The incidents.
    Incidents,
    /// The clocks of an incident, at this one.
    Clock(RecordNo, ClockId),
    /// The follow-ups.
    FollowUps,
    /// Everything with a day.
    Deadlines,
    /// The inquiries.
    Inquiries,
    /// The inquiries, at this one.
    Inquiry(InquiryNo),
    /// The profile.
    Profile,
    /// The report.
    Report,
    /// Our organization.
    Organization,
    /// The history, looked through so.
    History(Box<Filter>),
    /// The incidents, at this one.
    IncidentOnList(RecordNo),
    /// The vendor at a glance.
    Overview,
    /// The interview, at its first question: the form that opens one can wait.
    FirstInterview,
}

/// What to do when the record that was asked for is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Go to the next question.
    NextQuestion,
    /// Link the exhibit that was taken to this record.
    LinkTo(RecordNo),
}

impl Screen {
    /// The context of its keys.
    pub const fn context(&self) -> Context {
        match self {
            Self::Welcome(_) => Context::Welcome,
            Self::Dashboard(_) => Context::Dashboard,
            Self::Interview(_) => Context::Interview,
            Self::Evidence(_) => Context::Evidence,
            Self::Gaps(_) => Context::Gaps,
            Self::Cycle(_) => Context::Cycle,
            Self::Registers(_) => Context::Registers,
            Self::Incidents(_) => Context::Incidents,
            Self::Clocks(_) => Context::Clocks,
            Self::FollowUps(_) => Context::FollowUps,
            Self::Deadlines(_) => Context::Deadlines,
            Self::Inquiries(_) => Context::Inquiries,
            Self::Profile(_) => Context::Profile,
            Self::Report(_) => Context::Report,
            Self::Organization(_) => Context::Organization,
            Self::History(_) => Context::History,
            Self::Listing(listing) => match listing.kind {
                Kind::Later => Context::Later,
                Kind::Comparison => Context::Comparison,
            },
            Self::Settings(_) => Context::Settings,
            Self::Overview(_) => Context::Overview,
        }
    }

    /// Whether text is being typed in it.
    pub fn is_typing(&self) -> bool {
        match self {
            Self::Welcome(_) => true,
            Self::Dashboard(dashboard) => dashboard.rows.is_typing(),
            Self::Interview(interview) => interview.editing.is_some(),
            Self::Evidence(rows)
            | Self::Gaps(rows)
            | Self::Cycle(rows)
            | Self::Incidents(rows)
            | Self::Inquiries(rows)
            | Self::Organization(rows)
            | Self::Settings(rows)
            | Self::Overview(rows)
            | Self::Profile(rows) => rows.is_typing(),
            Self::Clocks(clocks) => clocks.rows.is_typing(),
            Self::FollowUps(listed) | Self::Deadlines(listed) => listed.rows.is_typing(),
            Self::Registers(registers) => registers.rows.is_typing(),
            Self::Report(report) => report.rows.is_typing(),
            Self::History(history) => history.rows.is_typing(),
            Self::Listing(listing) => listing.rows.is_typing(),
        }
    }

    /// Its rows, if it lists things that can be searched.
    pub fn rows_mut(&mut self) -> Option<&mut Rows> {
        match self {
            Self::Dashboard(dashboard) => Some(&mut dashboard.rows),
            Self::Evidence(rows)
            | Self::Gaps(rows)
            | Self::Cycle(rows)
            | Self::Incidents(rows)
            | Self::Inquiries(rows)
            | Self::Organization(rows)
            | Self::Settings(rows)
            | Self::Overview(rows)
            | Self::Profile(rows) => Some(rows),
            Self::Clocks(clocks) => Some(&mut clocks.rows),
            Self::FollowUps(listed) | Self::Deadlines(listed) => Some(&mut listed.rows),
            Self::Registers(registers) => Some(&mut registers.rows),
            Self::Report(report) => Some(&mut report.rows),
            Self::History(history) => Some(&mut history.rows),
            Self::Listing(listing) => Some(&mut listing.rows),
            Self::Welcome(_) | Self::Interview(_) => None,
        }
    }
}
