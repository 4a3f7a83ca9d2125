//! Anything that is on file, found by a few letters: vendors, questions, exhibits, notes, records, inquiries and commands.
//!
//! What is at hand is looked through in place: the list of vendors, the questions, the record of the vendor that is open, the commands. The
//! other records are looked through by the world, whose answer comes when it comes.

use crate::app::command::{COMMANDS, CommandId};
use crate::app::enabled::can_run;
use crate::app::form::text::TextField;
use crate::app::overlay::Overlay;
use crate::app::state::App;
use crate::app::words::capital;
use crate::domain::finding::{
    Entry, Finder, Found, Kind, Place, Sought, joined, of_dossier, of_questions, of_vendor,
};
use crate::domain::id::VendorId;
use crate::domain::standing::Standing;
use crate::text::many;

/// What is searched for and what was found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What was typed.
    pub find: TextField,
    /// The row under the cursor.
    pub at: usize,
    /// What was found, the best fits first.
    pub rows: Vec<Row>,
    /// How many records are still to be looked at.
    pub left: usize,
    /// For what it was looked last.
    pub(in crate::app) sought: String,
    /// What is at hand, as it was when this was opened.
    at_hand: Vec<Entry>,
    /// The field of the form beneath that takes what is found.
    pub(in crate::app) into: Option<IntoField>,
    here: Vec<Found>,
    elsewhere: Vec<Found>,
    finder: Finder,
}

/// One row of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What was found.
    pub entry: Entry,
    /// Its text, around what fits.
    pub text: String,
    /// How the question stands about the vendor that is open.
    pub standing: Option<Standing>,
}

/// A field that takes what is found: numbers of exhibits, or ids of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntoField {
    /// What it takes.
    pub takes: Kind,
    /// What stands before it.
    pub label: &'static str,
    /// Of whom an exhibit has to be.
    pub vendor: Option<VendorId>,
}

impl IntoField {
    /// Whether something found can be put into it.
    pub fn fits(&self, entry: &Entry) -> bool {
        let of_vendor = self.takes != Kind::Exhibit || entry.vendor == self.vendor;
        entry.kind == self.takes && of_vendor
    }
}

/// About how many characters of a text are shown around what fits.
const SHOWN: usize = 90;

impl Finding {
    /// Nothing was typed yet.
    pub fn of(app: &App) -> Self {
        let into = app.field_that_takes();
        let mut finding = Self {
            find: TextField::line(),
            at: 0,
            rows: Vec::new(),
            left: 0,
            sought: String::new(),
            at_hand: at_hand(app),
            into: into.as_ref().map(|(into, _)| *into),
            here: Vec::new(),
            elsewhere: Vec::new(),
            finder: Finder::default(),
        };
        // For a field, it begins with what the field takes, and with what is half typed there.
        if let Some((into, begun)) = into {
            let sign = into.takes.sign().map(String::from).unwrap_or_default();
            finding.find.set(&format!("{sign}{begun}"));
            finding.look(app);
        }
        finding
    }

    /// What enter does with the row under the cursor, in a few words.
    pub fn enter_does(&self) -> &'static str {
        let puts =
            self.into.is_some_and(|into| self.in_hand().is_none_or(|row| into.fits(&row.entry)));
        if puts { "enter put into the field" } else { "enter go there" }
    }

    /// The sign of what the field takes for which it was opened.
    pub fn sign_of_field(&self) -> Option<char> {
        self.into.and_then(|into| into.takes.sign())
    }

    /// The row under the cursor.
    pub fn in_hand(&self) -> Option<&Row> {
        self.rows.get(self.at)
    }

    /// Looks through what is at hand for what is typed now. What was found elsewhere for other words is dropped.
    pub(in crate::app) fn look(&mut self, app: &App) {
        self.sought = self.find.text();
        self.at = 0;
        self.elsewhere.clear();
        let sought = Sought::read(&self.sought);
        self.here = self.finder.find(&sought, &self.at_hand, in_hand(app));
        self.show(app);
    }

    /// Takes in what was found elsewhere, where it is still sought.
    pub(in crate::app) fn take(&mut self, app: &App, typed: &str, rows: Vec<Found>, left: usize) {
        self.left = left;
        if typed == self.sought {
            self.elsewhere = rows;
            self.show(app);
        }
    }

    fn show(&mut self, app: &App) {
        let under = self.in_hand().map(|row| row.entry.clone());
        let sought = Sought::read(&self.sought);
        let mut found = joined(self.here.clone(), self.elsewhere.clone());
        // Narrowed to what a field takes, nothing is listed that it does not take.
        if let Some(into) = self.into.filter(|into| sought.only == Some(into.takes)) {
            found.retain(|found| into.fits(&found.entry));
        }
        let asks = found.iter().any(|found| found.entry.kind == Kind::Question);
        let standings = if asks { app.asked_standings() } else { None };
        let open = app.vendor.as_ref().map(|open| open.dossier.id);
        let row = |Found { entry, .. }: Found| {
            let standing = match &entry.place {
                Place::Question(asked) if entry.kind == Kind::Question && entry.vendor == open => {
                    standings.as_ref().and_then(|standings| standings.get(&asked.question))
                }
                _ => None,
            };
            let standing = standing.map(|stand| stand.standing);
            Row { text: entry.shown(&sought, SHOWN), standing, entry }
        };
        self.rows = found.into_iter().map(row).collect();
        // What comes later does not move the cursor from what it is on.
        let place = under.and_then(|under| self.rows.iter().position(|row| row.entry == under));
        self.at = place.filter(|_| self.at > 0).unwrap_or(0);
    }

    /// What is said where nothing is listed, or while not everything was looked at.
    pub fn state(&self) -> Option<String> {
        let left = || format!("{} still to be looked at", many(self.left, "record"));
        match (self.sought.trim().is_empty(), self.rows.is_empty(), self.left) {
            (true, ..) => Some(
                "Type a few letters of a vendor, a question, an exhibit, a note, a record or a command."
                    .to_owned(),
            ),
            (false, true, 0) => Some("Nothing on file has these words.".to_owned()),
            (false, true, _) => Some(format!("Nothing yet: {}.", left())),
            (false, false, 0) => None,
            (false, false, _) => Some(format!("{}.", left())),
        }
    }

    /// What the signs before the words narrow to.
    pub fn signs() -> String {
        let signs = Kind::SIGNS.map(|(sign, _, words)| format!("{sign} {words}"));
        format!("First {}", signs.join("  "))
    }
}

impl Row {
    /// What enter does with it.
    pub fn explained(&self, app: &App) -> String {
        if let Some(Overlay::Finding(finding)) = &app.overlay
            && let Some(into) = finding.into.filter(|into| into.fits(&self.entry))
            && let Some(word) = app.word_of_found(&self.entry)
        {
            return format!("Enter puts {word} into the field \"{}\".", into.label);
        }
        let name = &self.entry.name;
        let of = if name.is_empty() { String::new() } else { format!(" of {name}") };
        match (&self.entry.place, self.entry.kind) {
            (Place::Command(word), _) => {
                let command = CommandId::of_word(word).and_then(CommandId::command);
                command.map_or_else(String::new, |command| match can_run(app, command.id) {
                    Ok(()) => command.says.to_owned(),
                    Err(why) => capital(&why),
                })
            }
            (Place::Vendor, _) => format!("Opens the interview about {name}."),
            (Place::Question(_), Kind::Question) if name.is_empty() => {
                "Asked about vendors; no vendor is on the list yet.".to_owned()
            }
            (Place::Question(asked), kind) => {
                let what = match kind {
                    Kind::Note => "the note to",
                    Kind::FollowUp => "the question that is to be found out,",
                    _ => "the question",
                };
                let stands = self.standing.map(|standing| format!(": {standing}"));
                let stands = stands.unwrap_or_default();
                format!("Opens {what} {}{of}{stands}.", asked.question)
            }
            (Place::Exhibit(no), _) => format!("Goes to the exhibit {no}{of}."),
            (Place::Record(no), _) => {
                format!("Goes to the {} {no}{of}.", no.register.one())
            }
            (Place::Inquiry(no), _) => format!("Goes to the inquiry {no}{of}."),
        }
    }
}

/// The vendor that is open or under the cursor.
fn in_hand(app: &App) -> Option<VendorId> {
    app.vendor_in_hand().map(|row| row.vendor)
}

/// What can be looked through without asking the world.
fn at_hand(app: &App) -> Vec<Entry> {
    let Some(store) = &app.store else { return Vec::new() };
    let mut entries: Vec<Entry> =
        std::iter::once(&store.ours).chain(&store.vendors).map(of_vendor).collect();
    let row = app.vendor_in_hand().filter(|row| row.vendor != store.ours.vendor);
    let asked = |question: &crate::domain::question::Question| app.asked_of(question.id.as_str());
    entries.extend(of_questions(&store.bank, row, &store.ours, asked));
    entries.extend(app.vendor.iter().flat_map(|open| of_dossier(&open.dossier)));
    let command = |command: &'static crate::app::command::Command| {
        let words = format!("{} {}", command.group.title(), command.says);
        Entry::new(Kind::Command, None, command.title, words, Place::Command(command.word))
    };
    entries.extend(COMMANDS.iter().filter(|one| one.id != CommandId::FindAnything).map(command));
    entries
}
