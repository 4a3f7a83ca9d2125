//! What is asked of the world, as data; carried out by whoever drives the program.

use std::path::PathBuf;
use std::sync::Arc;

use super::message::Message;
use super::working::WorkId;
use crate::domain::as_of::AsOf;
use crate::domain::event::Edition;
use crate::domain::id::{Digest, QuestionId, VendorId};
use crate::domain::reporting::Kind;
use crate::domain::request::Request;
use crate::domain::vendor::Tier;
use crate::problem::{Doubt, Problem};
use crate::report::model::Setting;

/// Something asked of the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Record something about a vendor; answered by `Recorded` or `Refused`.
    Record {
        /// The vendor.
        vendor: VendorId,
        /// What is to be recorded.
        request: Box<Request>,
    },
    /// Add a vendor; answered by `Added` or `Refused`.
    AddVendor {
        /// Its name.
        name: String,
        /// Its tier.
        tier: Option<Tier>,
        /// The doubts to which the person said yes.
        sure_of: Vec<Doubt>,
    },
    /// Make the store at the first start; answered by `Opened` or `Refused`.
    Found {
        /// Our organization's name.
        name: String,
        /// The zone in which days are counted.
        zone: String,
        /// The name of who records, as printed.
        person: Option<String>,
    },
    /// Make a store that holds the sample; answered by `Opened` or `Refused`.
    LoadSample,
    /// Read a vendor's record; answered by `VendorOpened` or `Refused`.
    OpenVendor(VendorId),
    /// Look whether anything was recorded elsewhere, or a new day has begun.
    Refresh,
    /// Keep typed text from crashes.
    SaveDraft {
        /// The vendor.
        vendor: VendorId,
        /// The question to whose answer it belongs.
        question: QuestionId,
        /// The text.
        text: String,
    },
    /// Forget a draft.
    DropDraft {
        /// The vendor.
        vendor: VendorId,
        /// The question.
        question: QuestionId,
    },
    /// Remember the question at which an interview stopped.
    SavePlace {
        /// The vendor.
        vendor: VendorId,
        /// The question.
        question: QuestionId,
    },
    /// Read every copy of a vendor's exhibits again; answered by `Recorded` or `Refused`.
    VerifyExhibits(VendorId),
    /// Look what lies ahead over all vendors; answered by `LookedAhead` or `Refused`.
    LookAhead,
    /// Build the report for reading; answered by `Preview` or `Refused`.
    PreviewReport {
        /// The vendor.
        vendor: VendorId,
        /// What it is about.
        kind: Kind,
        /// The edition.
        edition: Edition,
    },
    /// Write the report; answered by `ReportWritten`, `FileExists` or `Refused`.
    WriteReport {
        /// The vendor.
        vendor: VendorId,
        /// What it is about.
        kind: Kind,
        /// The edition.
        edition: Edition,
        /// Where to.
        path: PathBuf,
        /// Whether a file that is there may be replaced.
        overwrite: Overwrite,
        /// How it is set.
        setting: Setting,
    },
    /// Make a binder of the produced edition; answered by `BinderMade` or `Refused`.
    MakeBinder {
        /// The vendor.
        vendor: VendorId,
        /// What the report in it is about, which decides the exhibits too.
        kind: Kind,
        /// The folder.
        path: PathBuf,
    },
    /// Write the report over all vendors, in the internal edition; answered by `ReportWritten`, `FileExists` or `Refused`.
    WritePortfolio {
        /// Where to.
        path: PathBuf,
        /// Whether a file that is there may be replaced.
        overwrite: Overwrite,
    },
    /// Find the paths that begin so; answered by `Paths`.
    SuggestPath(String),
    /// Let the user change a text in their editor; answered by `Edited` or `Refused`.
    OpenEditor(String),
    /// Look at the record as it was on file then, with the vendor that is seen; nothing returns to today. Answered by `LookedBack` or
    /// `Refused`.
    LookBack(Option<(AsOf, Option<VendorId>)>),
    /// Find what was recorded after the past day that is looked at and was true on it; answered by `RecordedLater` or `Refused`.
    FindLater(VendorId),
    /// Hold a vendor as it stood then beside how it stood later, or stands in what is seen; answered by `Compared` or `Refused`.
    Compare {
        /// The vendor.
        vendor: VendorId,
        /// The earlier side.
        since: AsOf,
        /// The later one.
        until: Option<AsOf>,
    },
    /// Write a setting of this user into the settings file, or take it away from it; answered by `SettingWritten` or `Refused`.
    SetSetting {
        /// Its name.
        field: &'static str,
        /// The value as it is typed.
        value: Option<String>,
    },
    /// Look at a list of vendors without recording anything; answered by `ListChecked`, `Said`, `Doubted` or `Refused`.
    CheckList {
        /// The file.
        path: PathBuf,
        /// The doubts to which the person said yes.
        sure_of: Vec<Doubt>,
    },
    /// Record the vendors of a list that was looked at; answered by `Imported` or `Refused`.
    ImportList {
        /// The file.
        path: PathBuf,
        /// The digest of what was looked at: what was changed since is not recorded unseen.
        file: Digest,
        /// The doubts to which the person said yes.
        sure_of: Vec<Doubt>,
    },
    /// Stop a piece of work beside the screens.
    StopWork(WorkId),
    /// Draw everything again.
    Redraw,
    /// Give the terminal back until the user returns.
    Suspend,
    /// Leave the program.
    Quit,
    /// Look at files that are named as terminals paste them; answered by `FilesSeen`.
    LookAtFiles {
        /// What was pasted or typed: one path or several.
        named: String,
        /// What for.
        to: Look,
    },
    /// Find what fits in the records that are not open; answered by `Found` or `Refused`.
    Find {
        /// What was typed; nothing where every record is to be looked at anew.
        typed: String,
        /// The record in which is not looked: that of the vendor that is open.
        but: Option<VendorId>,
    },
}

/// What files are looked at for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// They were pasted into a form.
    Pasted,
    /// They are to be taken as exhibits.
    ToTake,
}

/// Whether a file that is there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// No: ask first.
    Ask,
    /// The user said so.
    Agreed,
}

impl Effect {
    /// Whether it would write something, which cannot be while a past day is looked at. A report of a past day is noted today, and is
    /// none of these (rules, section 8); nor are the settings, which are none of the record.
    pub const fn writes(&self) -> bool {
        match self {
            Self::Record { .. }
            | Self::AddVendor { .. }
            | Self::Found { .. }
            | Self::LoadSample
            | Self::SaveDraft { .. }
            | Self::DropDraft { .. }
            | Self::SavePlace { .. }
            | Self::MakeBinder { .. }
            | Self::VerifyExhibits(_)
            | Self::ImportList { .. } => true,
            Self::OpenVendor(_)
            | Self::Refresh
            | Self::LookAhead
            | Self::PreviewReport { .. }
            | Self::WriteReport { .. }
            | Self::WritePortfolio { .. }
            | Self::SuggestPath(_)
            | Self::OpenEditor(_)
            | Self::LookBack(_)
            | Self::FindLater(_)
            | Self::Compare { .. }
            | Self::SetSetting { .. }
            | Self::CheckList { .. }
            | Self::StopWork(_)
            | Self::Redraw
            | Self::Suspend
            | Self::Quit
            | Self::LookAtFiles { .. }
            | Self::Find { .. } => false,
        }
    }

    /// What is reported when it was refused: where a yes would let it go on, the same effect with that yes comes along.
    pub fn refused(self, problem: Problem) -> Message {
        match problem.doubt.and_then(|doubt| self.sure_of(doubt)) {
            Some(then) => Message::Doubted { problem, then: Box::new(then) },
            None => Message::Refused(problem),
        }
    }

    fn sure_of(mut self, doubt: Doubt) -> Option<Self> {
        let sure_of = match &mut self {
            Self::Record { request, .. } => request.sure_of()?,
            Self::AddVendor { sure_of, .. } | Self::CheckList { sure_of, .. } => sure_of,
            _ => return None,
        };
        sure_of.push(doubt);
        Some(self)
    }
}

/// Whoever carries out effects: the store behind the program, or a made world in tests.
pub trait World {
    /// Carries out one effect and says what came of it, in order. `Quit`, `Suspend` and `Redraw` are the driver's own and never come here.
    fn perform(&mut self, effect: Effect) -> Vec<Message>;

    /// From now on long work may go on beside the screens, and what comes of it is put into the mailbox. A world that never hears of one,
    /// as behind the line mode, carries out everything in place.
    fn work_beside(&mut self, mailbox: Arc<dyn Mailbox>) {
        drop(mailbox);
    }
}

/// Where a world puts what comes of work beside the screens, from any thread.
pub trait Mailbox: Send + Sync {
    /// Puts a message in; it is taken in between two presses. Where nobody listens any more, it is dropped.
    fn put(&self, message: Message);
}
