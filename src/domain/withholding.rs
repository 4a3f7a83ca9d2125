//! Withheld texts (rule R28): hidden from every output on every day, past ones too; the day of withholding stands in their place.
//!
//! The texts are replaced in the events themselves, before anything is folded, so that nothing made of them can show one. The journal
//! on disk keeps its bytes: its chain would break otherwise.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::apply::believed_times;
use super::day::Zones;
use super::event::{AnswerSet, Change, CounselNote, Event, ExhibitTaken, Pinpoint, SignedOff};
use super::field::{Field, FieldKind, TAKEN_AWAY};
use super::id::{Digest, InquiryId};
use super::organization::{self, AFFILIATES, NAME};
use super::register::RegisterKind;
use super::value::Value;
use super::vendor;

/// The field of an answer's reply, where that is a text.
pub const VALUE: &str = "value";

/// The field of a counsel-only note, whose text is an object of the vault.
pub const COUNSEL_NOTE: &str = "counsel_note";

/// What stands in the place of a text that was withheld on a day.
pub fn in_place(day: Date) -> String {
    format!("[withheld {day}]")
}

/// Whether a text is what stands in the place of one that is withheld.
pub fn is_in_place(text: &str) -> bool {
    let day = text.strip_prefix("[withheld ").and_then(|rest| rest.strip_suffix(']'));
    day.is_some_and(|day| super::day::read_date(day).is_ok())
}

/// The events with every withheld text replaced, wherever among them the withholding was recorded.
///
/// Whoever looks back cuts the events afterwards: what was withheld later is hidden on earlier days too. Replacing again changes nothing.
pub fn hidden(mut events: Vec<Event>, zones: &Zones) -> Vec<Event> {
    let withheld = withheld(&events, zones);
    if withheld.is_empty() {
        return events;
    }
    let mut notes: Vec<(Digest, Date)> = Vec::new();
    let mut of_inquiries: Vec<Carried> = Vec::new();
    for (place, field, day) in withheld {
        let Some(event) = events.get_mut(place) else { continue };
        if let (COUNSEL_NOTE, Change::AnswerSet(set)) = (field.as_str(), &event.change) {
            notes.extend(set.counsel_note.map(|note| (note.sha256, day)));
        }
        if let Some(inquiry) = inquiry_of(&event.change) {
            let words = texts(&event.change, &field);
            of_inquiries.push(Carried { inquiry, field: field.clone(), words, day });
        }
        for (_, slot) in slots(&mut event.change).into_iter().filter(|(name, _)| *name == field) {
            slot.hide(day);
        }
    }
    hide_carried(&mut events, &of_inquiries);
    // A later answer carries the counsel-only note on by its digest.
    for event in &mut events {
        if let Change::AnswerSet(set) = &mut event.change
            && let Some(note) = &mut set.counsel_note
            && let Some((_, day)) = notes.iter().find(|(digest, _)| *digest == note.sha256)
        {
            note.withheld_on.get_or_insert(*day);
        }
    }
    events
}

/// A text of an inquiry that is withheld: every event about the inquiry says the whole of it again, so it is hidden in each.
struct Carried {
    inquiry: InquiryId,
    field: String,
    words: Vec<String>,
    day: Date,
}

/// The inquiry that an event writes, whole or one request of it.
const fn inquiry_of(change: &Change) -> Option<InquiryId> {
    match change {
        Change::InquirySet(set) => Some(set.inquiry),
        Change::RequestSet(set) => Some(set.inquiry),
        _ => None,
    }
}

fn hide_carried(events: &mut [Event], carried: &[Carried]) {
    for one in carried {
        let about = |event: &&mut Event| inquiry_of(&event.change) == Some(one.inquiry);
        for event in events.iter_mut().filter(about) {
            let same = |name: &str, slot: &Slot<'_>| name == one.field && slot.texts() == one.words;
            for (name, slot) in slots(&mut event.change) {
                if same(&name, &slot) {
                    slot.hide(one.day);
                }
            }
        }
    }
}

/// What is withheld: the place of the event, the field, and the day on which it was withheld first.
fn withheld(events: &[Event], zones: &Zones) -> Vec<(usize, String, Date)> {
    if !events.iter().any(|event| matches!(event.change, Change::Withheld(_))) {
        return Vec::new();
    }
    let times = believed_times(events);
    let mut seen = BTreeSet::new();
    events
        .iter()
        .filter_map(|event| {
            let Change::Withheld(withheld) = &event.change else { return None };
            let place = events.iter().position(|one| one.id == withheld.of)?;
            let at = times.get(&event.id).copied().unwrap_or(event.at);
            seen.insert((place, withheld.field.clone()))
                .then(|| (place, withheld.field.clone(), zones.day_of(at)))
        })
        .collect()
}

/// The fields of an event that hold a text, by the names under which they can be withheld; those that are withheld already are left out.
///
/// What decides how a question stands, a figure or a day is computed is no text: choices, dates, amounts and names of vendors stay.
pub fn fields(change: &Change) -> Vec<String> {
    let mut copy = change.clone();
    let mut names: Vec<String> = Vec::new();
    for (name, slot) in slots(&mut copy) {
        if !slot.is_hidden() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The texts of a field of an event, as they are shown; nothing of a counsel-only note.
pub fn texts(change: &Change, field: &str) -> Vec<String> {
    let mut copy = change.clone();
    let named = slots(&mut copy).into_iter().filter(|(name, _)| name == field);
    named.flat_map(|(_, slot)| slot.texts()).collect()
}

/// How many texts of these events are withheld. They are counted where they stood, so that a past day counts them too.
pub fn count(events: &[Event]) -> usize {
    let hidden = |event: &Event| {
        let mut copy = event.change.clone();
        let mut names: BTreeSet<String> = BTreeSet::new();
        names.extend(
            slots(&mut copy).into_iter().filter(|(_, slot)| slot.is_hidden()).map(|(name, _)| name),
        );
        names.len()
    };
    events.iter().map(hidden).sum()
}

/// A text of an event, where it stands.
enum Slot<'a> {
    Words(&'a mut String),
    Value(&'a mut Value),
    Names(&'a mut Vec<String>),
    /// Texts of which each begins with what it is, such as `Exhibit: `: that stays, so that they can still be counted and told apart.
    Items(&'a mut Vec<String>),
    Counsel(&'a mut CounselNote),
}

impl Slot<'_> {
    fn hide(self, day: Date) {
        if self.is_hidden() {
            return;
        }
        match self {
            Self::Words(words) => *words = in_place(day),
            Self::Value(value @ Value::Words(_)) => *value = Value::Words(vec![in_place(day)]),
            Self::Value(value) => *value = Value::Word(in_place(day)),
            Self::Names(names) => *names = vec![in_place(day)],
            Self::Items(items) => {
                for item in items {
                    *item = item_in_place(item, day);
                }
            }
            Self::Counsel(note) => note.withheld_on = Some(day),
        }
    }

    fn is_hidden(&self) -> bool {
        match self {
            Self::Counsel(note) => note.withheld_on.is_some(),
            Self::Items(items) => items.iter().all(|item| is_in_place(words_of(item))),
            other => matches!(other.texts().as_slice(), [one] if is_in_place(one)),
        }
    }

    fn texts(&self) -> Vec<String> {
        match self {
            Self::Words(words) => vec![(*words).clone()],
            Self::Value(Value::Word(word)) => vec![word.clone()],
            Self::Value(Value::Words(words)) => words.clone(),
            Self::Value(Value::Whole(_) | Value::Money(_)) | Self::Counsel(_) => Vec::new(),
            Self::Names(texts) | Self::Items(texts) => (*texts).clone(),
        }
    }
}

/// The words of an item behind what it is.
fn words_of(item: &str) -> &str {
    item.split_once(": ").map_or(item, |(_, words)| words)
}

fn item_in_place(item: &str, day: Date) -> String {
    let what = item.strip_suffix(words_of(item)).unwrap_or_default();
    format!("{what}{}", in_place(day))
}

type Slots<'a> = Vec<(String, Slot<'a>)>;

fn word<'a>(name: &str, words: &'a mut String) -> Slots<'a> {
    vec![(name.to_owned(), Slot::Words(words))]
}

fn maybe<'a>(name: &str, words: &'a mut Option<String>) -> Slots<'a> {
    words.iter_mut().map(|words| (name.to_owned(), Slot::Words(words))).collect()
}

fn pinpoint(place: &mut Option<Pinpoint>) -> Slots<'_> {
    let Some(Pinpoint { page, section, quote }) = place else { return Vec::new() };
    [maybe("page", page), maybe("section", section), maybe("quote", quote)]
        .into_iter()
        .flatten()
        .collect()
}

/// A value of a field that holds words of people's own; one whose kind this program does not know counts as such.
fn value<'a>(name: &str, field: Option<&Field>, value: &'a mut Value) -> Slots<'a> {
    let free = field.is_none_or(|field| matches!(field.kind, FieldKind::Text | FieldKind::List));
    let holds_words = matches!(value, Value::Words(_))
        || matches!(value, Value::Word(word) if word.as_str() != TAKEN_AWAY);
    if free && holds_words { vec![(name.to_owned(), Slot::Value(value))] } else { Vec::new() }
}

/// Every text of an event under the name of its field in the journal's line; of a record under the name of its own field.
fn slots(change: &mut Change) -> Slots<'_> {
    match change {
        Change::AnswerSet(set) => answered(set),
        Change::Withheld(withheld) => word("reason", &mut withheld.reason),
        Change::ExhibitTaken(taken) => exhibit(taken),
        Change::ExhibitChanged(changed) => maybe("title", &mut changed.title),
        Change::ExhibitWithdrawn(withdrawn) => word("reason", &mut withdrawn.reason),
        Change::Linked(linked) => pinpoint(&mut linked.pinpoint),
        Change::RecordSet(set) => {
            let register = RegisterKind::of_word(&set.register);
            let of = |name: &str| register.and_then(|register| register.field(name));
            set.fields.iter_mut().flat_map(|(name, held)| value(name, of(name), held)).collect()
        }
        Change::InquirySet(inquiry) => {
            let mut slots = word("from", &mut inquiry.from);
            slots.extend(maybe("reference", &mut inquiry.reference));
            slots.extend(maybe("note", &mut inquiry.note));
            slots
        }
        Change::RequestSet(request) => {
            let mut slots = word("text", &mut request.text);
            slots.extend(maybe("absence", &mut request.absence));
            slots
        }
        Change::HandedOver(handed) => word("to", &mut handed.to),
        Change::GapOwned(owned) => word("owner", &mut owned.owner),
        Change::GapAccepted(accepted) => word("reason", &mut accepted.reason),
        Change::FollowUpDone(done) => word("note", &mut done.note),
        Change::FollowUpAssigned(assigned) => word("owner", &mut assigned.owner),
        Change::InterviewOpened(opened) if !opened.present.is_empty() => {
            vec![("with".to_owned(), Slot::Names(&mut opened.present))]
        }
        Change::SignedOff(signed) => signed_off(signed),
        Change::SealAttached(seal) => word("file_name", &mut seal.file_name),
        Change::VendorSet(set) => {
            let field = vendor::PROFILE.iter().find(|field| field.name == set.field);
            field.map_or_else(Vec::new, |field| value(VALUE, Some(field), &mut set.value))
        }
        // Our own names are compared with those in contracts and policies.
        Change::OrganizationSet(set) if set.field != NAME && set.field != AFFILIATES => {
            let field = organization::PROFILE.iter().find(|field| field.name == set.field);
            value(VALUE, field, &mut set.value)
        }
        Change::VendorRetired(retired) => maybe("reason", &mut retired.reason),
        Change::VendorRestored(restored) => maybe("reason", &mut restored.reason),
        Change::HoldSet(hold) => maybe("reason", &mut hold.reason),
        Change::HoldEnded(hold) => maybe("reason", &mut hold.reason),
        Change::ClockFault(fault) => word("reason", &mut fault.reason),
        Change::Overridden(overridden) => {
            let mut slots = word("reason", &mut overridden.reason);
            slots.extend(word("warning", &mut overridden.warning));
            slots
        }
        _ => Vec::new(),
    }
}

fn answered(set: &mut AnswerSet) -> Slots<'_> {
    let mut slots = Vec::new();
    if let Some(held @ (Value::Word(_) | Value::Words(_))) = &mut set.value {
        slots.push((VALUE.to_owned(), Slot::Value(held)));
    }
    slots.extend(maybe("note", &mut set.note));
    if let Some(note) = &mut set.counsel_note {
        slots.push((COUNSEL_NOTE.to_owned(), Slot::Counsel(note)));
    }
    slots.extend(maybe("given_by", &mut set.given_by));
    if let Some(follow_up) = &mut set.follow_up {
        slots.extend(word("owner", &mut follow_up.owner));
    }
    slots.extend(maybe("reason", &mut set.reason));
    slots
}

fn exhibit(taken: &mut ExhibitTaken) -> Slots<'_> {
    let mut slots = word("title", &mut taken.title);
    slots.extend(maybe("file_name", &mut taken.file_name));
    if let Some(held) = &mut taken.held_elsewhere {
        slots.extend(word("where", &mut held.place));
        slots.extend(word("seen_by", &mut held.seen_by));
    }
    slots.extend(taken.links.iter_mut().flat_map(|link| pinpoint(&mut link.pinpoint)));
    slots
}

fn signed_off(signed: &mut SignedOff) -> Slots<'_> {
    let mut slots = maybe("statement", &mut signed.statement);
    if !signed.open_items.is_empty() {
        slots.push(("open_items".to_owned(), Slot::Items(&mut signed.open_items)));
    }
    slots
}
