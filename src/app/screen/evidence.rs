//! The exhibits of a vendor: what stands of each, and the one under the cursor.

use jiff::civil::Date;

use crate::app::screen::Screen;
use crate::app::state::App;
use crate::app::words::{Said, Tone, heading, many, quiet, text};
use crate::domain::day;
use crate::domain::event::{CopyState, ExhibitDates};
use crate::domain::exhibit::{Exhibit, ExhibitLink, ExhibitNo, Holding};
use crate::domain::register::RecordNo;
use crate::domain::retention;

/// What is known of an exhibit's copy, in a word or two.
pub fn copy_state(exhibit: &Exhibit) -> &'static str {
    match (&exhibit.holding, &exhibit.last_check) {
        (Holding::Elsewhere(_), _) => "elsewhere",
        (_, Some((state, _))) => state.word(),
        (_, None) => "as taken",
    }
}

/// Whether a copy needs a person's attention.
pub fn is_bad(exhibit: &Exhibit) -> bool {
    matches!(exhibit.last_check, Some((CopyState::Damaged | CopyState::Missing, _)))
}

/// The dates of an exhibit in words.
pub fn dates(dates: &ExhibitDates) -> String {
    let known: Vec<String> = dates
        .named()
        .iter()
        .filter_map(|(name, day)| Some(format!("{} {}", name.to_lowercase(), (*day)?)))
        .collect();
    if known.is_empty() { "no dates".to_owned() } else { known.join(", ") }
}

/// The state of an exhibit in a word or two: withdrawn, or what is known of its copy.
pub fn mark(one: &Exhibit) -> String {
    if one.withdrawn.is_some() {
        "withdrawn".to_owned()
    } else if is_bad(one) {
        format!("{} !", copy_state(one))
    } else {
        copy_state(one).to_owned()
    }
}

/// What stands of an exhibit: its file, its dates, its copy, and where it is current.
pub fn explained(app: &App, one: &Exhibit) -> Vec<Said> {
    let mut said = vec![heading(format!("{}  {}", one.no, one.title))];
    said.push(text(format!("Kind  {}, {}", one.kind.title(), dates(&one.dates))));
    said.push(quiet(match &one.holding {
        Holding::Vault { file_name, bytes, sha256 } => {
            format!("File  {file_name}, {bytes} bytes, SHA-256 {}", sha256.short())
        }
        Holding::Elsewhere(held) => format!(
            "Held elsewhere: {}, seen by {} on {}. We have no copy, so it is never current.",
            held.place, held.seen_by, held.seen_on
        ),
    }));
    said.extend(one.withdrawn.as_ref().map(|reason| (Tone::Unmet, format!("Withdrawn: {reason}"))));
    said.extend(one.superseded_by.map(|newer| (Tone::Part, format!("Superseded by {newer}"))));
    if let (Some((state, at)), Some(store)) = (&one.last_check, &app.store) {
        let tone = if is_bad(one) { Tone::Unmet } else { Tone::Text };
        said.push((
            tone,
            format!("Checked {}: {}", store.organization.zones.shown(*at), state.word()),
        ));
    }
    said.extend(kept(app, one));
    let records = app.records_resting_on(one);
    if one.links.is_empty() && records.is_empty() {
        said.push(text("It supports no question yet."));
    }
    said.extend(records.iter().map(|record| text(format!("- {record} rests on it"))));
    said.extend(one.links.iter().map(|link| text(linked(app, one, link))));
    said
}

/// One link: the question, the place, and current or why not.
fn linked(app: &App, one: &Exhibit, link: &ExhibitLink) -> String {
    let place = link.pinpoint.as_ref().map_or_else(String::new, |at| {
        let page = at.page.as_ref().map(|page| format!(", page {page}")).unwrap_or_default();
        let section =
            at.section.as_ref().map(|section| format!(", section {section}")).unwrap_or_default();
        let quote = at.quote.as_ref().map(|quote| format!(", \"{quote}\"")).unwrap_or_default();
        format!("{page}{section}{quote}")
    });
    let place = if place.is_empty() { ", no page given".to_owned() } else { place };
    let question =
        app.store.as_ref().and_then(|store| Some((store, store.bank.question(&link.question)?)));
    let why = question.map(|(store, question)| one.not_current(question, &store.bank, store.today));
    let current = match why {
        Some(why) if why.is_empty() => question
            .and_then(|(store, question)| Some((store.today, one.last_day(question, &store.bank)?)))
            .map_or_else(
                || "current".to_owned(),
                |(today, (last, _))| format!("current until {last}, {}", runs_out(today, last)),
            ),
        Some(why) => {
            let why: Vec<String> = why.iter().map(ToString::to_string).collect();
            format!("not current: {}", why.join("; "))
        }
        None => "the bank no longer has this question".to_owned(),
    };
    format!("- {}{place}: {current}", app.named(link.subject, &link.question))
}

/// How long an exhibit is still current.
fn runs_out(today: Date, last: Date) -> String {
    match day::days_between(today, last) {
        0 => "its last day".to_owned(),
        days => format!("runs out in {}", many(usize::try_from(days).unwrap_or(0), "day")),
    }
}

/// Until when an exhibit is to be kept, or what keeps it.
fn kept(app: &App, one: &Exhibit) -> Option<Said> {
    let (store, open) = (app.store.as_ref()?, app.vendor.as_ref()?);
    let zones = &store.organization.zones;
    let keep = retention::of_exhibit(one, &open.dossier, zones, store.today);
    Some(quiet(format!("Retention: {keep}")))
}

impl App {
    /// The last day on which an exhibit is current for every question it supports; none, where it is not, or nothing ends it.
    pub fn current_until(&self, one: &Exhibit) -> Option<Date> {
        let store = self.store.as_ref()?;
        let questions = one.links.iter().filter_map(|link| store.bank.question(&link.question));
        let ends = questions
            .filter(|question| one.not_current(question, &store.bank, store.today).is_empty());
        ends.filter_map(|question| one.last_day(question, &store.bank)).map(|(day, _)| day).min()
    }

    /// The exhibits that are shown, in order.
    pub fn shown_exhibits(&self) -> Vec<&Exhibit> {
        let (Some(vendor), Some(Screen::Evidence(rows))) = (&self.vendor, self.screen()) else {
            return Vec::new();
        };
        let searched = |one: &Exhibit| format!("{} {} {}", one.no, one.title, one.kind.title());
        vendor.dossier.exhibits.values().filter(|one| rows.shows(&searched(one))).collect()
    }

    /// The numbers of the records that rest on an exhibit.
    pub fn records_resting_on(&self, exhibit: &Exhibit) -> Vec<RecordNo> {
        let records = self.vendor.iter().flat_map(|vendor| vendor.dossier.registers.iter());
        let resting = records.filter(|record| record.exhibits.contains(&exhibit.id));
        resting.map(|record| record.no).collect()
    }

    /// The exhibit under the cursor.
    pub fn exhibit_in_hand(&self) -> Option<&Exhibit> {
        let Some(Screen::Evidence(rows)) = self.screen() else { return None };
        self.shown_exhibits().get(rows.at).copied()
    }

    /// The number of the exhibit under the cursor.
    pub fn exhibit_no_in_hand(&self) -> Option<ExhibitNo> {
        self.exhibit_in_hand().map(|exhibit| exhibit.no)
    }
}
