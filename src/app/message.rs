//! What can happen to the program: presses, and what the world reports back.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::CommandId;
use super::effect::{Effect, Look};
use super::form::picker::Listed;
use super::key::Chord;
use super::pointing::{Pointing, Target};
use super::state::{Drafts, Store};
use super::working::Work;
use crate::domain::ahead::Ahead;
use crate::domain::as_of::AsOf;
use crate::domain::bank::Bank;
use crate::domain::comparison::Comparison;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Edition, Event};
use crate::domain::finding::Found;
use crate::domain::id::{QuestionId, VendorId};
use crate::domain::later::Later;
use crate::domain::reporting::Kind;
use crate::domain::request::Request;
use crate::problem::Problem;
use crate::report::model::Setting;
use crate::settings::Settings;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Press(Chord),
    /// Text was pasted.
    Paste(String),
    /// A command is to be run, by palette or by word.
    Run(CommandId),
    /// The line mode typed: the whole text of the field in focus, or a reply to the question that is seen.
    Enter(String),
    /// Time has passed: drafts may be due, another day may have begun.
    Tick,
    /// There is no store yet.
    NoStore {
        /// The folder in which one would be made.
        folder: String,
        /// The computer's own zone.
        zone: String,
    },
    /// The store was read.
    Opened(Box<Store>),
    /// An interview is wanted from the start, opened as the request says.
    Interview {
        /// The vendor.
        vendor: VendorId,
        /// What opens it.
        opening: Box<Request>,
    },
    /// A vendor was added; the store's row for it comes with it.
    Added(VendorId, Box<Store>),
    /// A vendor's record was read.
    VendorOpened {
        /// Its record.
        dossier: Box<Dossier>,
        /// Texts that were typed and not recorded.
        drafts: Drafts,
        /// The question at which the last interview stopped.
        place: Option<QuestionId>,
    },
    /// The record as it was on file then, or today's again.
    LookedBack {
        /// The day or event, with the vendor that is seen; nothing for today.
        as_of: Option<(AsOf, Option<VendorId>)>,
        /// What is in view of it.
        store: Box<Store>,
    },
    /// What was recorded after the past day that is looked at and was true on it.
    RecordedLater(Vec<Later>),
    /// What moved between two days.
    Compared(Box<Comparison>),
    /// Events are on disk.
    Recorded {
        /// The vendor.
        vendor: VendorId,
        /// The events, in order.
        events: Vec<Event>,
    },
    /// Another program recorded something.
    ChangedElsewhere {
        /// The vendor.
        vendor: VendorId,
        /// The events, in order.
        events: Vec<Event>,
    },
    /// Other questions are in force: this program or another one adopted them.
    QuestionsInForce(Arc<Bank>),
    /// The desk did something by itself that a person should hear of.
    Said(String),
    /// Something was not done because of a doubt that a yes would remove.
    Doubted {
        /// The doubt in words.
        problem: Problem,
        /// What a yes does.
        then: Box<Effect>,
    },
    /// Something could not be done.
    Refused(Problem),
    /// What lies ahead over all vendors.
    LookedAhead(Box<Ahead>),
    /// The report, for reading.
    Preview(Preview),
    /// The report was written.
    ReportWritten {
        /// Where it is.
        path: PathBuf,
    },
    /// The binder was made.
    BinderMade {
        /// Its folder.
        path: PathBuf,
        /// How many exhibits are not in it.
        missing: usize,
    },
    /// A file is where the report was to be written.
    FileExists {
        /// Where it is.
        path: PathBuf,
        /// How the report is set.
        setting: Setting,
    },
    /// The paths that begin as typed.
    Paths {
        /// What was typed.
        typed: String,
        /// What lies there: folders first.
        fitting: Vec<Listed>,
    },
    /// The text came back from the editor.
    Edited(String),
    /// Something that is seen was pointed at.
    PointAt(Target, Pointing),
    /// The files that were named, each as it stands.
    FilesSeen {
        /// The files, in the order in which they were named.
        files: Vec<Listed>,
        /// What for.
        to: Look,
    },
    /// What fits in the records that are not open.
    Found {
        /// What was typed.
        typed: String,
        /// What was found, the best fits first.
        rows: Vec<Found>,
        /// How many records are still to be looked at.
        left: usize,
    },
    /// The settings with which the program was started.
    SettingsInUse {
        /// The settings.
        settings: Box<Settings>,
        /// The file in which they are kept, where there is a place for one.
        file: Option<String>,
    },
    /// A setting is in the settings file.
    SettingWritten {
        /// Its name.
        field: &'static str,
        /// The settings in use now.
        settings: Box<Settings>,
    },
    /// Something is told of work beside the screens.
    Work(Work),
    /// The user is here again after a while: whatever was recorded elsewhere meanwhile is looked for.
    Returned,
    /// A list of vendors was looked at and may be imported.
    ListChecked {
        /// What would be recorded, in words.
        lines: Vec<String>,
        /// What a yes does.
        then: Box<Effect>,
    },
    /// Vendors of a list were recorded; the store's rows come with them where nothing else brings them.
    Imported {
        /// How many were added.
        added: usize,
        /// How many were completed that an import of the same file had begun.
        completed: usize,
    },
}

/// The report as plain lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The vendor.
    pub vendor: Option<VendorId>,
    /// What it is about.
    pub kind: Kind,
    /// Its edition.
    pub edition: Option<Edition>,
    /// Its lines.
    pub lines: Vec<String>,
    /// Its headings, each with the place of its line.
    pub contents: Vec<(String, usize)>,
    /// The path that is offered for writing it: the Documents folder first.
    pub suggested: String,
}
