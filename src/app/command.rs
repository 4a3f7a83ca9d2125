//! The command table: everything a user can run. Keys, footer, help, palette, `docs/keys.md` and the line mode's `?` are printed from it.

use std::fmt::Write as _;

use super::key::{Chord, read_chords};

/// Where a command can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// The first start, before there is a store.
    Welcome,
    /// The vendors.
    Dashboard,
    /// The questions about a vendor.
    Interview,
    /// The exhibits of a vendor.
    Evidence,
    /// The gaps of a vendor.
    Gaps,
    /// The reassessment of a vendor.
    Cycle,
    /// The records kept of a vendor.
    Registers,
    /// The incidents of a vendor.
    Incidents,
    /// The clocks of an incident.
    Clocks,
    /// What is to be found out about a vendor.
    FollowUps,
    /// Everything with a day.
    Deadlines,
    /// The inquiries about a vendor.
    Inquiries,
    /// The facts about a vendor.
    Profile,
    /// The report before it is written.
    Report,
    /// Our organization.
    Organization,
    /// Everything that was recorded of a vendor.
    History,
    /// What was recorded after a past day and was true on it.
    Later,
    /// What moved between two days.
    Comparison,
    /// The settings of this user.
    Settings,
    /// A vendor at a glance.
    Overview,
    /// A form or field in which text is typed.
    Typing,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: [Self; 21] = [
        Self::Welcome,
        Self::Dashboard,
        Self::Interview,
        Self::Evidence,
        Self::Gaps,
        Self::Cycle,
        Self::Registers,
        Self::Incidents,
        Self::Clocks,
        Self::FollowUps,
        Self::Deadlines,
        Self::Inquiries,
        Self::Profile,
        Self::Report,
        Self::Organization,
        Self::History,
        Self::Later,
        Self::Comparison,
        Self::Settings,
        Self::Overview,
        Self::Typing,
    ];

    /// Its name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Welcome => "First start",
            Self::Dashboard => "Vendors",
            Self::Interview => "Interview",
            Self::Evidence => "Evidence",
            Self::Gaps => "Gaps",
            Self::Cycle => "Reassessment",
            Self::Registers => "Registers",
            Self::Incidents => "Incidents",
            Self::Clocks => "Clocks",
            Self::FollowUps => "Follow-ups",
            Self::Deadlines => "Deadlines",
            Self::Inquiries => "Inquiries",
            Self::Profile => "Profile",
            Self::Report => "Report",
            Self::Organization => "Our organization",
            Self::History => "History",
            Self::Later => "Recorded later",
            Self::Comparison => "Comparison",
            Self::Settings => "Settings",
            Self::Overview => "Overview",
            Self::Typing => "Typing",
        }
    }
}

/// The part of the help in which a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Answering questions.
    Answer,
    /// Exhibits.
    Evidence,
    /// Gaps and follow-ups.
    Gaps,
    /// Records of registers.
    Registers,
    /// Incidents and their clocks.
    Incidents,
    /// Vendors.
    Vendors,
    /// The report.
    Report,
    /// Moving about.
    Move,
    /// Going to a screen.
    GoTo,
    /// What works everywhere.
    Everywhere,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Self; 10] = [
        Self::Answer,
        Self::Evidence,
        Self::Gaps,
        Self::Registers,
        Self::Incidents,
        Self::Vendors,
        Self::Report,
        Self::Move,
        Self::GoTo,
        Self::Everywhere,
    ];

    /// Its name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Answer => "Answer",
            Self::Evidence => "Evidence",
            Self::Gaps => "Gaps and follow-ups",
            Self::Registers => "Registers",
            Self::Incidents => "Incidents",
            Self::Vendors => "Vendors",
            Self::Report => "Report",
            Self::Move => "Move",
            Self::GoTo => "Go to",
            Self::Everywhere => "Everywhere",
        }
    }
}

/// One command.
#[derive(Debug)]
pub struct Command {
    /// Its id.
    pub id: CommandId,
    /// Its word in the line mode and in the settings.
    pub word: &'static str,
    /// A few words for help and palette.
    pub title: &'static str,
    /// What it does, in one sentence.
    pub says: &'static str,
    /// Its part of the help.
    pub group: Group,
    /// Where it can be run.
    pub contexts: &'static [Context],
    /// Its keys; several presses after another are separated by a blank.
    pub keys: &'static [&'static str],
    /// Where the footer names it: in which order, and by which word.
    pub hints: &'static [(Context, u8, &'static str)],
}

impl Command {
    /// Its keys as presses.
    pub fn chords(&self) -> impl Iterator<Item = Vec<Chord>> {
        self.keys.iter().filter_map(|keys| read_chords(keys).ok())
    }

    /// Whether it can be run there at all.
    pub fn is_in(&self, context: Context) -> bool {
        self.contexts.contains(&context)
    }

    /// Whether it may lead to something being recorded, or typed in order to be. Only moves and what is named here do not, so that a new
    /// command is refused while a past day is looked at until somebody has thought about it.
    pub const fn records(&self) -> bool {
        if matches!(self.group, Group::Move | Group::GoTo) {
            return false;
        }
        !matches!(
            self.id,
            CommandId::Why
                | CommandId::SumUp
                | CommandId::Sort
                | CommandId::ShowRetired
                | CommandId::WhatIf
                | CommandId::SwitchEdition
                | CommandId::ChooseReport
                | CommandId::WriteReport
                | CommandId::WritePortfolio
                | CommandId::Filter
                | CommandId::Search
                | CommandId::KeepText
                | CommandId::Palette
                | CommandId::Back
                | CommandId::BackOrQuit
                | CommandId::Quit
                | CommandId::Redraw
                | CommandId::Suspend
                | CommandId::Help
                | CommandId::FindAnything
                | CommandId::StopWork
        )
    }
}

impl CommandId {
    /// Its row in the table.
    pub fn command(self) -> Option<&'static Command> {
        COMMANDS.iter().find(|command| command.id == self)
    }

    /// The command of a word of the line mode.
    pub fn of_word(word: &str) -> Option<Self> {
        COMMANDS.iter().find(|command| command.word == word).map(|command| command.id)
    }
}

use self::Context::{
    Clocks, Comparison, Cycle, Dashboard, Deadlines, Evidence, FollowUps, Gaps, History, Incidents,
    Inquiries, Interview, Later, Organization, Overview, Profile, Registers, Report, Settings,
    Typing, Welcome,
};

/// Everything: every screen lists or asks.
const ALL: &[Context] = &Context::ALL;
/// Every screen of a store: all but the first start and what is typed.
const SCREENS: &[Context] = match ALL {
    [Welcome, screens @ .., Typing] => screens,
    _ => ALL,
};
/// Every screen of a store, and what is typed there.
const STORE: &[Context] = match ALL {
    [Welcome, store @ ..] => store,
    _ => ALL,
};
/// Every screen, the first start with them.
const FROM_THE_START: &[Context] = match ALL {
    [screens @ .., Typing] => screens,
    _ => ALL,
};
/// Every screen of one vendor, or of our organization.
const VENDOR: &[Context] = &[
    Interview,
    Evidence,
    Gaps,
    Cycle,
    Registers,
    Incidents,
    Clocks,
    FollowUps,
    Inquiries,
    Profile,
    Report,
    Organization,
    History,
    Later,
    Comparison,
    Overview,
];

macro_rules! commands {
    ($($id:ident $word:literal $group:ident $title:literal $says:literal
        in $contexts:expr; keys $keys:expr; hints $hints:expr;)*) => {
        /// The id of a command.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CommandId {
            $(#[doc = $says] $id,)*
        }

        /// Every command, in the order of the help.
        pub const COMMANDS: &[Command] = &[$(Command {
            id: CommandId::$id,
            word: $word,
            title: $title,
            says: $says,
            group: Group::$group,
            contexts: $contexts,
            keys: $keys,
            hints: $hints,
        }),*];
    };
}

commands! {
    Choose "choose" Answer "Choose that answer" "Takes the choice of that number; of several choices, checks it or takes the check away."
        in &[Interview]; keys &["1", "2", "3", "4", "5", "6", "7", "8", "9"]; hints &[];
    Mark "mark" Answer "Take or check a choice; mark a row" "Takes or checks the choice under the cursor; in a list, marks the row for several at once."
        in &[Interview, Gaps, FollowUps]; keys &["space"]; hints &[(Gaps, 5, "mark"), (FollowUps, 5, "mark")];
    TypeAnswer "type" Answer "Type the answer; change the record" "Opens the field for a date, number, amount or text, or the form of the record."
        in &[Interview, Registers, Incidents, Clocks]; keys &["e"]; hints &[(Incidents, 3, "change"), (Clocks, 4, "change facts")];
    AnswerUnknown "unknown" Answer "We do not know" "Records that we do not know, and who will find out by when."
        in &[Interview]; keys &["w"]; hints &[];
    AnswerNone "none" Answer "There is none" "Records that there is none, never, or that no time is set."
        in &[Interview, Registers]; keys &["x"]; hints &[(Registers, 9, "there are none")];
    AnswerNotApplicable "na" Answer "Does not apply" "Records that the question does not apply; a reason is needed."
        in &[Interview]; keys &["-"]; hints &[];
    ConfirmAnswer "confirm" Answer "Confirm as it stands" "Confirms a carried answer, or what is unchanged of a section after showing the list."
        in &[Interview, Cycle]; keys &["y"]; hints &[(Interview, 4, "confirm"), (Cycle, 2, "confirm")];
    Note "note" Answer "Write a note" "Opens the note that goes with the answer."
        in &[Interview]; keys &["i"]; hints &[(Interview, 2, "note")];
    NoteInEditor "editor" Answer "Write the note in your editor" "Opens the note, or the text that is typed, in the editor named by VISUAL or EDITOR."
        in &[Interview, Typing]; keys &["E", "alt-e"]; hints &[];
    DropDraft "drop-draft" Answer "Drop the draft" "Throws away text that was typed and not recorded."
        in &[Interview, Registers]; keys &[]; hints &[];
    SetOpen "set-open" Answer "Set back to open" "Records that the question is not answered any more."
        in &[Interview]; keys &[]; hints &[];
    WhoAnswers "who" Answer "Say who answers" "Names who is interviewed and in which role, and filters the questions by role."
        in &[Interview]; keys &["N"]; hints &[(Interview, 9, "who answers")];
    Why "why" Answer "Why it is asked" "Shows why the question is asked, what it rests on, and what this answer does."
        in &[Interview]; keys &["b"]; hints &[(Interview, 6, "why")];
    SumUp "sum-up" Answer "Sum up the interview" "Shows what was answered, what is left, who finds out what, and what to send."
        in &[Interview]; keys &["z"]; hints &[];
    Attach "attach" Evidence "Attach a file" "Takes a copy of a file as an exhibit and links it."
        in &[Interview, Evidence, Registers]; keys &["a"]; hints &[(Interview, 3, "attach"), (Evidence, 1, "attach"), (Registers, 5, "attach")];
    Link "link" Evidence "Link an exhibit; map a request" "Links an exhibit on file to a question or record; says what answers a request of a letter."
        in &[Interview, Evidence, Registers, Inquiries, Gaps]; keys &["l"]; hints &[(Gaps, 6, "link"), (Interview, 8, "link"), (Evidence, 2, "link"), (Registers, 6, "link"), (Inquiries, 3, "what answers it")];
    Unlink "unlink" Evidence "Take a link away" "Takes the link between an exhibit and a question or record away, or what answers a request."
        in &[Interview, Evidence, Registers, Inquiries]; keys &["U"]; hints &[(Evidence, 6, "unlink"), (Inquiries, 7, "take away")];
    Verify "verify" Evidence "Verify all copies" "Reads every copy again and compares it with what was taken."
        in &[Evidence]; keys &["v"]; hints &[(Evidence, 3, "verify all")];
    ChangeExhibit "change" Evidence "Change what is said of it" "Corrects what is said of the exhibit or any field of the record; moves an inquiry's due day."
        in &[Evidence, Registers, Incidents, Clocks, Inquiries]; keys &["c"]; hints &[(Evidence, 4, "change"), (Inquiries, 5, "move due day")];
    Supersede "supersede" Evidence "Supersede by a newer one" "Takes a newer file, or writes a newer record; the old one stays as it was recorded."
        in &[Evidence, Registers]; keys &["S"]; hints &[(Evidence, 5, "supersede"), (Registers, 7, "supersede")];
    Withdraw "withdraw" Evidence "Withdraw, or set a record aside" "Withdraws the exhibit, or sets the record aside, for a reason; its number is not used again."
        in &[Evidence, Registers]; keys &["W"]; hints &[(Evidence, 7, "withdraw"), (Registers, 10, "set aside")];
    OwnGap "own" Gaps "Give it to a person" "Says who sees to the gap or finds out what is followed up, and by when; of all marked rows at once."
        in &[Gaps, FollowUps]; keys &["o"]; hints &[(Gaps, 2, "owner"), (FollowUps, 4, "hand over")];
    AcceptGap "accept" Gaps "Accept the gap" "Accepts the risk until a day, with a reason; the standing does not change."
        in &[Gaps]; keys &["A"]; hints &[(Gaps, 3, "accept")];
    EndFollowUp "done" Gaps "End the follow-up" "Ends the follow-up with a note on how it ended."
        in &[FollowUps]; keys &["D"]; hints &[(FollowUps, 2, "end with a note")];
    MarkAlike "mark-alike" Gaps "Mark all of the same person" "Marks every row of the same owner as the one under the cursor, or takes these marks away."
        in &[Gaps, FollowUps]; keys &["*"]; hints &[(Gaps, 7, "mark this person's"), (FollowUps, 6, "mark this person's")];
    AddClause "clause" Registers "New clause, request of a letter" "Writes a clause of the agreement, or a request of the letter, in its own words."
        in &[Registers, Inquiries]; keys &["C"]; hints &[(Registers, 4, "new clause"), (Inquiries, 2, "request")];
    EndRecord "end" Registers "Say when it ended" "Records the last day on which the agreement, policy or subcontractor was in force or in use."
        in &[Registers]; keys &["X"]; hints &[(Registers, 8, "ended")];
    MarkSent "sent" Incidents "Mark the notice as sent" "Records when the notice of the clock under the cursor was sent, and what shows it."
        in &[Clocks]; keys &["m"]; hints &[(Clocks, 2, "mark sent")];
    WhatIf "what-if" Incidents "What if" "Supposes other days of discovery or numbers of people, and shows what moves; records nothing."
        in &[Clocks]; keys &["d"]; hints &[(Clocks, 3, "what if")];
    AddVendor "add" Vendors "New vendor, record, reassessment" "Adds a vendor, a record to the register that is seen, or opens a reassessment or an inquiry."
        in &[Dashboard, Registers, Incidents, Cycle, Inquiries]; keys &["n"]; hints &[(Incidents, 2, "new incident"), (Inquiries, 4, "new inquiry"), (Dashboard, 2, "new vendor"), (Registers, 1, "new"), (Cycle, 3, "open one")];
    CloseCycle "close" Vendors "Close the reassessment, inquiry" "Closes the inquiry, or the reassessment, whose figures freeze; that cannot be undone."
        in &[Cycle, Inquiries]; keys &["F"]; hints &[(Cycle, 4, "close it"), (Inquiries, 8, "close it")];
    HandOver "hand-over" Report "Write down what was handed over" "Writes down to whom a report went for the inquiry, on which day, and with which exhibits."
        in &[Inquiries]; keys &["O"]; hints &[(Inquiries, 6, "handed over")];
    Sort "sort" Vendors "Change the order" "Sorts the vendors by name, tier, readiness, gaps or next deadline."
        in &[Dashboard]; keys &["s"]; hints &[(Dashboard, 5, "sort")];
    SetTier "tier" Vendors "Set the tier" "Records how much harm a failure of the vendor could do."
        in SCREENS; keys &[]; hints &[];
    Retire "retire" Vendors "Retire the vendor" "Takes the vendor off the list; its record stays and it can be brought back."
        in SCREENS; keys &[]; hints &[];
    RestoreVendor "restore" Vendors "Bring the vendor back" "Puts a retired vendor back on the list."
        in SCREENS; keys &[]; hints &[];
    ShowRetired "show-retired" Vendors "Show or hide retired vendors" "Shows retired vendors in the list, or hides them again."
        in &[Dashboard]; keys &[]; hints &[];
    ImportList "import" Vendors "Import a list of vendors" "Looks at a CSV file of vendors, says what it would add, and records it after a yes."
        in &[Dashboard]; keys &[]; hints &[];
    WriteReport "write" Report "Write the report as PDF" "Writes the report of this vendor to a file that you name."
        in &[Report]; keys &["p"]; hints &[(Report, 1, "write PDF")];
    MakeBinder "binder" Report "Make a binder to hand over" "Makes a folder with the produced report, the exhibits, a manifest and an index page."
        in &[Report]; keys &["B"]; hints &[(Report, 6, "binder")];
    ChooseReport "kind" Report "Choose another report" "Shows a letter's report, the amendment checklist, an interview's record, or what moved."
        in &[Report]; keys &["K"]; hints &[(Report, 5, "other reports")];
    WritePortfolio "portfolio" Report "Write the portfolio as PDF" "Writes the report over all vendors to a file that you name: figures, a map by theme, a page each."
        in &[Dashboard]; keys &["P"]; hints &[(Dashboard, 10, "portfolio")];
    SwitchEdition "edition" Report "Switch the edition" "Switches between the internal edition and the produced one, which may be handed over."
        in &[Report]; keys &["t"]; hints &[(Report, 2, "edition")];
    Correct "correct" Answer "Correct it, with a reason" "Records a correction: a new event that names the older one, with a reason."
        in &[Interview, History]; keys &["R"]; hints &[(History, 4, "correct")];
    SignOff "sign" Report "Sign off on the record" "Attests the record as it stands, with what is open acknowledged; the vendor's name is typed."
        in &[Report]; keys &[]; hints &[];
    Accept "next" Move "Open, accept, go on" "Opens the row, accepts what is entered, or goes to the next question."
        in ALL; keys &["enter"]; hints &[(Welcome, 1, "go on"), (Dashboard, 1, "open"), (Overview, 1, "go to it"), (Interview, 5, "next"), (Evidence, 8, "question"),
            (Registers, 2, "change"), (Incidents, 1, "its clocks"), (Clocks, 1, "whole"), (Gaps, 1, "question"), (Cycle, 1, "question"), (FollowUps, 1, "question"), (Deadlines, 1, "open"), (Inquiries, 1, "question"), (Profile, 1, "change"), (Report, 5, "next part"),
            (Organization, 1, "change"), (History, 1, "go to it"), (Comparison, 1, "go to it"), (Settings, 1, "change")];
    Up "up" Move "Up" "Goes one row up."
        in ALL; keys &["up", "k"]; hints &[];
    Down "down" Move "Down" "Goes one row down."
        in ALL; keys &["down", "j"]; hints &[];
    PageUp "page-up" Move "A page up" "Goes ten rows up."
        in ALL; keys &["pgup", "ctrl-u"]; hints &[];
    PageDown "page-down" Move "A page down" "Goes ten rows down."
        in ALL; keys &["pgdn", "ctrl-d"]; hints &[(Report, 3, "page")];
    First "first" Move "To the first" "Goes to the first row."
        in SCREENS; keys &["home", "g g"]; hints &[];
    Last "last" Move "To the last" "Goes to the last row."
        in SCREENS; keys &["end", "G"]; hints &[];
    NextOpen "open" Move "Next open question" "Goes to the next question that is not answered or not confirmed."
        in &[Interview]; keys &["]"]; hints &[(Interview, 6, "next open")];
    PreviousOpen "open-back" Move "Previous open question" "Goes to the previous question that is not answered or not confirmed."
        in &[Interview]; keys &["["]; hints &[];
    NextQuestion "skip" Move "Leave it open, go on; a day later" "Goes to the next question or theme without recording anything; in a what-if, supposes a day later."
        in &[Interview, Clocks, Dashboard]; keys &[".", "right"]; hints &[];
    PreviousQuestion "previous" Move "Previous question; a day earlier" "Goes to the question or theme before; in a what-if, supposes a discovery a day earlier."
        in &[Interview, Clocks, Dashboard]; keys &["left"]; hints &[];
    NextSection "section" Move "Next section" "Goes to the first question of the next section, or to the next register."
        in &[Interview, Cycle, Registers]; keys &["}"]; hints &[];
    PreviousSection "section-back" Move "Previous section" "Goes to the first question of this section or the one before, or to the register before."
        in &[Interview, Cycle, Registers]; keys &["{"]; hints &[];
    NextPane "pane" Move "Next pane" "Moves between question and list, contents and text, vendors and their map, or to the next register."
        in &[Interview, Registers, Clocks, Report, History, Dashboard]; keys &["tab"]; hints &[(Dashboard, 4, "by theme"), (Clocks, 5, "line of time"), (Registers, 3, "next register"), (Interview, 7, "list"), (Report, 4, "contents, checks"), (History, 6, "all of it")];
    PreviousPane "pane-back" Move "Previous pane" "Moves the other way round, or to the register before."
        in &[Interview, Registers, Clocks, Report, History, Dashboard]; keys &["shift-tab"]; hints &[];
    GoVendors "vendors" GoTo "Vendors" "Goes to the list of vendors."
        in SCREENS; keys &["g v"]; hints &[];
    GoInterview "interview" GoTo "Interview" "Goes to the questions about the vendor."
        in SCREENS; keys &["g i"]; hints &[(Organization, 2, "questions"), (Overview, 2, "interview")];
    GoEvidence "evidence" GoTo "Evidence" "Goes to the exhibits of the vendor."
        in SCREENS; keys &["g e"]; hints &[(Dashboard, 8, "evidence"), (Organization, 4, "evidence")];
    GoGaps "gaps" GoTo "Gaps" "Goes to the gaps of the vendor."
        in SCREENS; keys &["g a"]; hints &[(Dashboard, 8, "gaps"), (Interview, 10, "gaps"), (Overview, 3, "gaps"), (Organization, 3, "gaps")];
    GoCycle "cycle" GoTo "Reassessment" "Goes to the reassessment: what needs thought first, and what only waits to be confirmed."
        in SCREENS; keys &["g c"]; hints &[];
    GoRegisters "registers" GoTo "Registers" "Goes to the agreements, clauses, audits, insurance and other records of the vendor."
        in SCREENS; keys &["g s"]; hints &[];
    GoIncidents "incidents" GoTo "Incidents" "Goes to the incidents of the vendor and every clock that they start."
        in SCREENS; keys &["g n"]; hints &[];
    GoFollowUps "follow-ups" GoTo "Follow-ups" "Goes to what is to be found out, by whom and by when."
        in SCREENS; keys &["g f"]; hints &[];
    GoDeadlines "deadlines" GoTo "Deadlines" "Goes to everything with a day: what stops being current, ends or is due."
        in SCREENS; keys &["g t"]; hints &[(Dashboard, 9, "deadlines")];
    GoInquiries "inquiries" GoTo "Inquiries" "Goes to the letters of regulators about the vendor, with their requests and due days."
        in SCREENS; keys &["g q"]; hints &[];
    GoProfile "profile" GoTo "Profile" "Goes to the facts about the vendor: services, contacts and the like."
        in SCREENS; keys &["g p"]; hints &[];
    GoReport "report" GoTo "Report" "Shows the report before it is written."
        in SCREENS; keys &["r", "g r"]; hints &[(Dashboard, 7, "report"), (Gaps, 4, "report"), (Overview, 4, "report")];
    GoOrganization "organization" GoTo "Our organization" "Shows the facts about our organization, and the questions answered once for all vendors."
        in SCREENS; keys &["g o"]; hints &[];
    GoHistory "history" GoTo "History" "Goes to everything that was recorded of the vendor, the newest first."
        in SCREENS; keys &["g h"]; hints &[];
    GoOverview "overview" GoTo "The vendor at a glance" "Goes to the overview: who the vendor is, how it stands, what is due, and what was recorded last."
        in SCREENS; keys &["g d"]; hints &[(Dashboard, 3, "overview")];
    HistoryOf "history-of" GoTo "History of this" "Shows what was recorded about the question, exhibit or record under the cursor."
        in &[Interview, Evidence, Gaps, Registers, Incidents, Clocks]; keys &["H"]; hints &[(Incidents, 5, "its history"), (Clocks, 8, "its history"), (Interview, 12, "its history"), (Evidence, 9, "its history"), (Registers, 11, "its history")];
    RecordedLater "later" GoTo "Recorded later" "Lists what was true on the past day that is looked at, and was recorded after it."
        in VENDOR; keys &["L"]; hints &[(History, 7, "recorded later"), (Report, 7, "recorded later")];
    Compare "compare" GoTo "Compare two days" "Shows what moved between two days, an event or a cycle and now, and why."
        in VENDOR; keys &["="]; hints &[(History, 8, "compare"), (Comparison, 2, "other days")];
    GoSettings "settings" GoTo "Settings" "Goes to the settings: colors, lines and boxes, mouse, account, data folder."
        in FROM_THE_START; keys &["g ,"]; hints &[];
    LookBack "as-of" GoTo "Look at the record as of a day" "Shows every screen as it stood at the end of a past day; nothing can be recorded meanwhile."
        in SCREENS; keys &["@"]; hints &[(History, 2, "as of"), (Report, 6, "as of")];
    Filter "filter" Everywhere "Look through it; one or all" "Shows certain vendors or events; days of one vendor or of all; clocks counted or all of them."
        in &[History, FollowUps, Deadlines, Clocks, Dashboard]; keys &["f"]; hints &[(Dashboard, 6, "filter"), (Clocks, 6, "every clock"), (History, 3, "look through"), (FollowUps, 3, "one or all"), (Deadlines, 2, "one or all")];
    Search "find" Everywhere "Search" "Shows only the rows that hold the words you type."
        in &[Dashboard, Evidence, Gaps, Cycle, Registers, Incidents, Clocks, Deadlines, Profile, Report, History, Later, Comparison, Overview]; keys &["/"]; hints &[(Incidents, 4, "search"), (Clocks, 7, "search"), (Dashboard, 7, "search"), (Overview, 5, "search"), (Deadlines, 3, "search"), (Profile, 2, "search"), (History, 5, "search")];
    Undo "undo" Everywhere "Undo" "Takes back your last change of today, after saying what it was."
        in VENDOR; keys &["u"]; hints &[(Interview, 11, "undo"), (Clocks, 9, "undo"), (Profile, 3, "undo")];
    Redo "redo" Everywhere "Redo" "Takes back your last undo, after saying what it was."
        in VENDOR; keys &["ctrl-r"]; hints &[];
    KeepText "keep" Everywhere "Record or accept the text" "Records the note, or accepts the form, from any of its fields."
        in &[Typing]; keys &["ctrl-s"]; hints &[(Typing, 1, "accept")];
    Palette "palette" Everywhere "All commands" "Lists every command; type to find one."
        in ALL; keys &["ctrl-p", ":"]; hints &[(Dashboard, 20, "all"), (Interview, 20, "all"), (Evidence, 20, "all"), (Gaps, 20, "all"),
            (Cycle, 20, "all"),
            (Registers, 20, "all"), (Incidents, 20, "all"), (Clocks, 20, "all"), (FollowUps, 20, "all"), (Deadlines, 20, "all"), (Inquiries, 20, "all"), (Profile, 20, "all"), (Report, 20, "all"), (Organization, 20, "all"), (History, 20, "all"), (Settings, 20, "all"), (Overview, 20, "all")];
    Back "back" Everywhere "Close, cancel, back" "Closes what is open, or goes back; typed text is kept."
        in ALL; keys &["esc"]; hints &[(Typing, 2, "close, text is kept")];
    BackOrQuit "leave" Everywhere "Back; at the top, quit" "Goes back; on the list of vendors, leaves the program."
        in SCREENS; keys &["q"]; hints &[(Dashboard, 8, "quit")];
    Quit "quit" Everywhere "Quit" "Leaves the program; everything recorded is on disk."
        in ALL; keys &["ctrl-c"]; hints &[(Welcome, 3, "quit")];
    Redraw "redraw" Everywhere "Draw again" "Draws the whole screen again."
        in ALL; keys &["ctrl-l"]; hints &[];
    Suspend "suspend" Everywhere "Suspend" "Gives the terminal back to the shell until you return."
        in ALL; keys &["ctrl-z"]; hints &[];
    Help "help" Everywhere "Help" "Lists the keys of this screen, and says more about a problem."
        in ALL; keys &["?", "f1"]; hints &[];
    FindAnything "find-anything" Everywhere "Find anything" "Finds vendors, questions, exhibits, notes, records and commands by a few letters."
        in STORE; keys &["ctrl-f"]; hints &[];
    StopWork "stop" Everywhere "Stop what is being written" "Stops what is written, verified or imported beside the screens; no half file is left."
        in ALL; keys &["ctrl-x"]; hints &[];
}

/// Keys as they are written for readers: `1`-`9` for the digits.
pub fn shown_keys(command: &Command) -> String {
    if command.id == CommandId::Choose { "1-9".to_owned() } else { command.keys.join(", ") }
}

/// `docs/keys.md`, printed from the table.
pub fn keys_markdown() -> String {
    let mut out = String::from(
        "# Keys and commands\n\n<!-- Printed from the command table; run the tests with UPDATE_DOCS=1 after changing it. -->\n\n\
        Every command is also in the palette (`ctrl-p`), and has a word for the line mode (`:word`).\n\
        Letters never act while text is being typed. Digits answer choices only.\n\n\
        ## Keys of your own\n\n\
        The settings file takes `keys`: the word of a command (the last column, without its colon), and the keys that it has in the place of\n\
        those listed here. `[]` takes its keys away; it stays in the palette.\n\n\
        ```json\n{\"keys\": {\"attach\": \"f2\", \"open\": [\"]\", \"ctrl-n\"], \"editor\": []}}\n```\n\n\
        A key is written `f`, `F`, `ctrl-f`, `alt-f`, `f2`, `enter`, `tab`, `space`, `up` or `pgdn`; keys pressed one after the other have a blank\n\
        between them: `g f`. Footer, help, palette and every sentence name your keys. A chord has one meaning on all screens, and no key may\n\
        begin another one. `ctrl-p`, `ctrl-c`, `ctrl-l`, `ctrl-z`, `esc` and `f1` always work and cannot be taken away, since they are the way\n\
        out; the digits always answer; in lists that lie over a screen and in forms, the arrows, `enter` and `tab` stay. What accepts a text\n\
        while it is typed (`keep`) is one key that types nothing. Where something is wrong with these keys, the program starts with the ones\n\
        below and says so; `f1` tells what is wrong. `proofbook generate settings` shows what is in use.\n",
    );
    for group in Group::ALL {
        let _ = writeln!(
            out,
            "\n## {}\n\n| Keys | Command | What it does | Line mode |\n|---|---|---|---|",
            group.title()
        );
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            let keys = match shown_keys(command) {
                none if none.is_empty() => "palette".to_owned(),
                keys => format!("`{}`", keys.replace(", ", "` `")),
            };
            let _ = writeln!(
                out,
                "| {keys} | {} | {} | `:{}` |",
                command.title, command.says, command.word
            );
        }
    }
    out
}
