//! An event in a few words: for the status line, and for what an undo or a redo would take back.

use crate::domain::apply::taken_back;
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::event::{AnswerSet, Change, Event, FieldSet, RecordSet, Subject};
use crate::domain::field::TAKEN_AWAY;
use crate::domain::id::QuestionId;
use crate::domain::register::RegisterKind;
use crate::domain::value::Value;
use crate::domain::vendor::PROFILE;

/// What an undo of this event would take back, and what would stand then.
pub fn taken_back_words(event: &Event, dossier: &Dossier, bank: &Bank) -> String {
    let described = described(event, dossier, bank);
    match &event.change {
        Change::AnswerSet(set) => format!("{described}, {}", back_to(set, event, dossier, bank)),
        Change::RecordSet(set) => record_words(set, event, dossier).unwrap_or(described),
        _ => described,
    }
}

/// Which record an event wrote, by its number.
fn record_words(set: &RecordSet, event: &Event, dossier: &Dossier) -> Option<String> {
    let record = dossier.registers.get(set.record)?;
    let (no, label) = (record.no, record.label());
    Some(if record.first.event == event.id {
        format!("{no}, {label}, written")
    } else {
        format!("the last change of {no}, {label}")
    })
}

/// The reply of an answer in words.
fn reply(set: &AnswerSet, bank: &Bank) -> String {
    let question = bank.question(&set.question);
    match (set.reply(), question) {
        (Some(reply), Some(question)) => question.kind.shown(&reply),
        _ => "an answer".to_owned(),
    }
}

/// What stood before an answer.
fn back_to(set: &AnswerSet, event: &Event, dossier: &Dossier, bank: &Bank) -> String {
    let back = taken_back(&dossier.events);
    let before =
        dossier.events.iter().rev().filter(|one| one.seq < event.seq && !back.contains(&one.id));
    let before = before.filter_map(|one| match &one.change {
        Change::AnswerSet(old) if old.question == set.question && old.subject == set.subject => {
            Some(old)
        }
        _ => None,
    });
    match before.map(|old| reply(old, bank)).next() {
        Some(old) => format!("back to \"{old}\""),
        None => "back to not answered".to_owned(),
    }
}

/// A record written, in a few words; one that is taken back is no longer on file.
fn record(set: &RecordSet, event: &Event, dossier: &Dossier) -> String {
    match dossier.registers.get(set.record) {
        Some(record) if record.first.event == event.id => {
            format!("{} \"{}\" recorded", record.no, record.label())
        }
        Some(record) => format!("{} \"{}\" changed", record.no, record.label()),
        None => format!("a record in {} written", register(&set.register)),
    }
}

/// The title of a register; one of a newer program has its word only.
fn register(word: &str) -> &str {
    RegisterKind::of_word(word).map_or(word, |kind| kind.title())
}

/// An event in a few words.
pub fn described(event: &Event, dossier: &Dossier, bank: &Bank) -> String {
    let of = |subject: Subject, id: &QuestionId| dossier.question_named(subject, id);
    match &event.change {
        Change::AnswerSet(set) => {
            format!("{} answered \"{}\"", of(set.subject, &set.question), reply(set, bank))
        }
        Change::Confirmed(confirmed) => {
            let items = confirmed.items.iter();
            let ids: Vec<String> = items.map(|item| of(item.subject, &item.question)).collect();
            match ids.as_slice() {
                [first, rest @ ..] if rest.len() > 2 => {
                    format!("{first} and {} others confirmed", rest.len())
                }
                few => format!("{} confirmed", few.join(", ")),
            }
        }
        Change::ExhibitTaken(taken) => format!("A-{:02} \"{}\" attached", taken.no, taken.title),
        Change::ExhibitChanged(_) => "an exhibit's description changed".to_owned(),
        Change::ExhibitWithdrawn(_) => "an exhibit withdrawn".to_owned(),
        Change::ExhibitState(found) => format!("a copy found {}", found.state.word()),
        Change::ExhibitsChecked(checked) => match checked.same.len() {
            1 => "1 copy checked, the same as it was taken".to_owned(),
            many => format!("{many} copies checked, all the same as they were taken"),
        },
        Change::Linked(linked) => {
            format!("an exhibit linked to {}", of(linked.subject, &linked.question))
        }
        Change::Unlinked(unlinked) => {
            format!("a link to {} taken away", of(unlinked.subject, &unlinked.question))
        }
        Change::GapOwned(owned) => {
            format!("the gap of {} given to {}", of(owned.subject, &owned.question), owned.owner)
        }
        Change::GapAccepted(accepted) => {
            let named = of(accepted.subject, &accepted.question);
            format!("the gap of {named} accepted until {}", accepted.until)
        }
        Change::FollowUpDone(_) => "a follow-up ended".to_owned(),
        Change::FollowUpAssigned(assigned) => {
            format!("a follow-up handed to {}", assigned.owner)
        }
        Change::RecordSet(set) => record(set, event, dossier),
        Change::RegistersNone(none) => format!("{} known to be none", register(&none.register)),
        Change::ClockSent(sent) => format!("the notice {} marked as sent", sent.clock),
        Change::VendorSet(set) => fact_set(set),
        Change::OrganizationSet(set) => format!("our {} set", set.field.replace('_', " ")),
        Change::ZoneSet(set) => format!("the time zone set to {}, from tomorrow on", set.zone),
        Change::PersonNamed(named) => format!("{} named {}", named.account, named.name),
        Change::CycleOpened(opened) => format!("the reassessment {} opened", opened.name),
        Change::CycleClosed(_) => "the reassessment closed".to_owned(),
        Change::VendorRetired(_) => "the vendor retired".to_owned(),
        Change::VendorRestored(_) => "the vendor brought back".to_owned(),
        Change::InterviewOpened(_) => "the interview opened".to_owned(),
        Change::ReportWritten(_) => "the report written".to_owned(),
        Change::HoldSet(hold) => format!("a legal hold set for {}", hold.matter),
        Change::HoldEnded(hold) => format!("the legal hold for {} ended", hold.matter),
        Change::InquirySet(set) => {
            let no = dossier.inquiries.number_of(set.inquiry);
            let kept = dossier.inquiries.get(set.inquiry);
            let what = match kept {
                Some(one) if one.first.event == event.id => "opened",
                Some(one) if one.last.event == event.id && set.closed.is_some() => "closed",
                Some(one) if one.extensions.iter().any(|moved| moved.event == event.id) => {
                    return format!("the due day of {no} moved to {}", set.due);
                }
                _ => "changed",
            };
            format!("the inquiry {no} {what}")
        }
        Change::RequestSet(set) => {
            let no = dossier.inquiries.number_of(set.inquiry);
            let mapped = !set.questions.is_empty() || !set.exhibits.is_empty();
            let how = match &set.absence {
                _ if mapped => "mapped",
                Some(_) => "absent, with a reason",
                None => "written, not mapped",
            };
            format!("request {} of {no} {how}", set.number)
        }
        Change::HandedOver(handed) => format!("what was handed to {} written down", handed.to),
        Change::Withheld(withheld) => format!("a text withheld: {}", withheld.field),
        Change::Undone(_) => "a change taken back".to_owned(),
        other => other.kind().replace('_', " "),
    }
}

fn fact_set(set: &FieldSet) -> String {
    match PROFILE.iter().find(|field| field.name == set.field) {
        None => format!("the vendor's {} set", set.field),
        Some(field) if set.value == Value::word(TAKEN_AWAY) => {
            format!("{} taken away", field.title)
        }
        Some(field) => format!("{} set to \"{}\"", field.title, field.shown(&set.value)),
    }
}
