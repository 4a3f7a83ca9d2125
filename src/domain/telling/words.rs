//! One event in words: what happened, what it was before, what it is after.

use super::{inquiries, records};
use crate::domain::bank::Bank;
use crate::domain::dossier::{Dossier, FollowUpOnFile, Sent};
use crate::domain::event::{
    AnswerSet, Change, CycleSummary, ExhibitChanged, ExhibitTaken, FieldSet, Pinpoint,
};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::field::TAKEN_AWAY;
use crate::domain::id::ExhibitId;
use crate::domain::organization;
use crate::domain::reporting::Kind;
use crate::domain::value::{Reply, Value};
use crate::domain::vendor::{self, UNTIERED};

/// How a value that was taken away is told.
const NOTHING: &str = "not recorded";

/// An event in words.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// What it is about.
    pub(super) what: String,
    /// What was on file before.
    pub(super) was: Option<String>,
    /// What is on file since.
    pub(super) is: Option<String>,
    /// Who answered, where it was not the recorder.
    pub(super) given_by: Option<String>,
    /// Why an answer was corrected.
    pub(super) reason: Option<String>,
    /// The number of the event that it corrects.
    pub(super) corrects: Option<u64>,
}

impl Told {
    pub(super) fn what(what: impl Into<String>) -> Self {
        Self { what: what.into(), ..Self::default() }
    }

    pub(super) fn is(self, is: impl Into<String>) -> Self {
        Self { is: Some(is.into()), ..self }
    }

    pub(super) fn was(self, was: Option<String>) -> Self {
        Self { was, ..self }
    }
}

/// A change in words, against what was on file before it.
pub(super) fn told(change: &Change, before: &Dossier, bank: &Bank) -> Told {
    let no = |id: ExhibitId| {
        before.exhibit(id).map_or_else(|| "an exhibit".to_owned(), |one| one.no.to_string())
    };
    match change {
        Change::VendorAdded(added) => {
            let imported = if added.origin.is_some() { ", imported" } else { "" };
            Told::what(format!("Vendor added{imported}")).is(&added.name)
        }
        Change::VendorSet(set) => field(set, before),
        Change::VendorRetired(retired) => {
            Told { is: retired.reason.clone(), ..Told::what("Vendor retired") }
        }
        Change::VendorRestored(_) => Told::what("Vendor restored"),
        Change::AnswerSet(set) => answer(set, before, bank),
        Change::Confirmed(confirmed) => {
            let items = confirmed.items.iter();
            let ids: Vec<String> =
                items.map(|item| before.question_named(item.subject, &item.question)).collect();
            Told::what("Confirmed").is(ids.join(", "))
        }
        Change::Undone(undone) => {
            let of = before.event(undone.of);
            let seq = of.map_or(0, |event| event.seq);
            match of.map(|of| &of.change) {
                Some(Change::Undone(first)) => {
                    let again = before.event(first.of).map_or(0, |event| event.seq);
                    Told::what(format!("Redo: undo of {seq}, so that {again} stands again"))
                }
                _ => Told::what(format!("Undo of {seq}")),
            }
        }
        Change::Withheld(withheld) => {
            let seq = before.event(withheld.of).map_or(0, |event| event.seq);
            let field = withheld.field.replace('_', " ");
            Told::what(format!("Text of event {seq} withheld ({field})")).is(&withheld.reason)
        }
        Change::ExhibitTaken(taken) => exhibit(taken, before),
        Change::ExhibitChanged(changed) => fields(changed, &no(changed.exhibit)),
        Change::ExhibitWithdrawn(withdrawn) => {
            Told::what(format!("{} withdrawn", no(withdrawn.exhibit))).is(&withdrawn.reason)
        }
        Change::Linked(linked) => {
            let at = linked.pinpoint.as_ref().map_or_else(String::new, place);
            let named = before.question_named(linked.subject, &linked.question);
            Told::what(format!("{} linked to {named}{at}", no(linked.exhibit)))
        }
        Change::Unlinked(unlinked) => Told::what(format!(
            "{} no longer linked to {}",
            no(unlinked.exhibit),
            before.question_named(unlinked.subject, &unlinked.question)
        )),
        Change::ExhibitsChecked(checked) => {
            let all: Vec<String> = checked.same.iter().map(|id| no(*id)).collect();
            Told::what("Copies checked, as before").is(all.join(", "))
        }
        Change::ExhibitState(found) => {
            let was = before.exhibit(found.exhibit).and_then(|one| one.last_check);
            Told::what(format!("Copy of {} checked", no(found.exhibit)))
                .was(was.map(|(state, _)| state.word().to_owned()))
                .is(found.state.word())
        }
        Change::RecordSet(set) => records::written(set, before),
        Change::RegistersNone(none) => records::none(none),
        change => of_care_and_gaps(change, before),
    }
}

fn of_care_and_gaps(change: &Change, before: &Dossier) -> Told {
    match change {
        Change::GapOwned(owned) => {
            let until = owned.fix_by.map_or_else(String::new, |day| format!(", by {day}"));
            let was = before.owners.get(&(owned.subject, owned.question.clone()));
            let named = before.question_named(owned.subject, &owned.question);
            Told::what(format!("Owner of the gap {named}"))
                .was(was.map(|one| one.owner.clone()))
                .is(format!("{}{until}", owned.owner))
        }
        Change::GapAccepted(accepted) => {
            let named = before.question_named(accepted.subject, &accepted.question);
            Told::what(format!("Gap {named} accepted until {}", accepted.until))
                .is(&accepted.reason)
        }
        Change::FollowUpDone(done) => {
            let of = before.follow_ups.iter().find(|one| one.follow_up.id == done.id);
            let named = |one: &FollowUpOnFile| before.question_named(one.subject, &one.question);
            let question = of.map_or_else(|| "a question".to_owned(), named);
            Told::what(format!("Follow-up on {question} done")).is(&done.note)
        }
        Change::FollowUpAssigned(assigned) => {
            let of = before.follow_ups.iter().find(|one| one.follow_up.id == assigned.id);
            let named = |one: &FollowUpOnFile| before.question_named(one.subject, &one.question);
            let question = of.map_or_else(|| "a question".to_owned(), named);
            let due = assigned.due.map_or_else(String::new, |day| format!(", by {day}"));
            Told::what(format!("Who finds out {question}"))
                .was(of.map(|one| one.follow_up.owner.clone()))
                .is(format!("{}{due}", assigned.owner))
        }
        Change::CycleOpened(opened) => {
            let due = opened.due.map_or_else(String::new, |day| format!(", due {day}"));
            Told::what("Reassessment opened").is(format!("{}{due}", opened.name))
        }
        Change::CycleClosed(closed) => {
            let of = before.cycles.iter().find(|cycle| cycle.id == closed.cycle);
            let CycleSummary { documented, applicable, carried, open, gaps, critical_gaps } =
                closed.summary;
            let name = of.map_or_else(String::new, |cycle| format!(" {}", cycle.name));
            Told::what(format!("Reassessment{name} closed")).is(format!(
                "documented {documented} of {applicable}; not confirmed {carried}, open {open}; gaps {gaps}, critical {critical_gaps}"
            ))
        }
        Change::InterviewOpened(opened) => {
            let with = if opened.present.is_empty() { "" } else { " with " };
            Told::what(format!("Interview{with}{}", opened.present.join(", ")))
                .is(&opened.questionnaire)
        }
        Change::ReportWritten(written) => {
            let as_of = written.as_of.map_or_else(String::new, |day| format!(", as of {day}"));
            let kind = match written.report.as_str() {
                "portfolio" => "Report over all vendors",
                word => Kind::title_of(word),
            };
            Told::what(format!("{kind} written, {} edition{as_of}", written.edition.word()))
                .is(format!("sha-256 {}", written.sha256.short()))
        }
        Change::SignedOff(signed) => {
            Told::what("Signed off").is(format!("{}, {}", signed.name, signed.title))
        }
        Change::SealAttached(seal) => {
            let of = before.event(seal.of).map_or(0, |event| event.seq);
            Told::what(format!("Seal attached to the sign-off of event {of}")).is(&seal.file_name)
        }
        change => of_us_and_the_record(change, before),
    }
}

/// What was recorded of our organization, of legal holds, of inquiries and of the record itself.
fn of_us_and_the_record(change: &Change, before: &Dossier) -> Told {
    match change {
        Change::ClockFault(fault) => {
            let seq = |id| before.event(id).map_or(0, |event| event.seq);
            let (first, last) = fault.events;
            Told::what(format!("Clock was wrong for events {} to {}", seq(first), seq(last)))
                .is(&fault.reason)
        }
        Change::Recovery(recovery) => {
            Told::what(format!("{} unfinished bytes set aside", recovery.bytes)).is(&recovery.file)
        }
        Change::PersonNamed(named) => {
            let title = named.title.as_ref().map(|title| format!(", {title}"));
            let is = format!("{}{}", named.name, title.unwrap_or_default());
            Told::what(format!("Person behind the account '{}'", named.account)).is(is)
        }
        Change::BankAdopted(adopted) => {
            let what = format!("Questions of version {} in force", adopted.program);
            Told::what(what).is(format!("law last seen on {}", adopted.law_seen_on))
        }
        Change::OrganizationSet(set) => {
            let field = organization::PROFILE.iter().find(|field| field.name == set.field);
            let shown = field.map_or_else(|| value(&set.value), |field| field.shown(&set.value));
            let title = field.map_or(set.field.as_str(), |field| field.title);
            let shown = if set.value == Value::word(TAKEN_AWAY) { "taken away" } else { &shown };
            Told::what(format!("Our organization, {title}")).is(shown)
        }
        Change::ClockSent(sent) => {
            let no = before.registers.get(sent.incident).map(|record| format!("{}: ", record.no));
            let shown = sent.exhibit.and_then(|id| before.exhibit(id)).map(|exhibit| exhibit.no);
            let shown = shown.map(|no| format!(", shown by {no}")).unwrap_or_default();
            let same = |one: &&Sent| one.incident == sent.incident && one.clock == sent.clock;
            let was = before.sent.iter().rev().find(same).map(|one| one.on.to_string());
            Told::what(format!("{}notice {} sent", no.unwrap_or_default(), sent.clock))
                .was(was)
                .is(format!("{}{shown}", sent.on))
        }
        Change::HoldSet(hold) => {
            Told { is: hold.reason.clone(), ..held("Legal hold set", &hold.matter) }
        }
        Change::HoldEnded(hold) => {
            Told { is: hold.reason.clone(), ..held("Legal hold ended", &hold.matter) }
        }
        Change::InquirySet(set) => inquiries::inquiry(set, before),
        Change::RequestSet(set) => inquiries::request(set, before),
        Change::HandedOver(handed) => inquiries::handed_over(handed, before),
        Change::ZoneSet(set) => Told::what("Time zone").is(&set.zone),
        Change::Created(created) => Told::what("Record begun").is(&created.program),
        Change::Migrated(migrated) => Told::what("Layout of the data folder")
            .was(Some(migrated.from.to_string()))
            .is(format!("{}, by {}", migrated.to, migrated.program)),
        Change::Overridden(overridden) => {
            Told::what(format!("Gone on in spite of the warning '{}'", overridden.warning))
                .is(&overridden.reason)
        }
        Change::Checkpoint(checkpoint) => {
            let many = checkpoint.heads.len();
            Told::what(format!("Heads of {many} journals written down")).is(checkpoint.root.short())
        }
        other => Told::what(other.kind().replace('_', " ")),
    }
}

fn held(what: &str, matter: &str) -> Told {
    Told::what(format!("{what} for {matter}"))
}

fn field(set: &FieldSet, before: &Dossier) -> Told {
    let known = vendor::PROFILE.iter().find(|field| field.name == set.field);
    let shown = |shown: &Value| match known {
        _ if *shown == Value::word(TAKEN_AWAY) => NOTHING.to_owned(),
        Some(field) => field.shown(shown),
        None => value(shown),
    };
    let was = match set.field.as_str() {
        "name" => Some(before.name.clone()),
        "tier" => Some(before.tier.map_or(UNTIERED, crate::domain::vendor::Tier::word).to_owned()),
        field => before.profile.get(field).map(shown),
    };
    let is = if set.field == "tier" && set.value == Value::word(TAKEN_AWAY) {
        UNTIERED.to_owned()
    } else {
        shown(&set.value)
    };
    let from = set.from.map_or_else(String::new, |day| format!(", true from {day}"));
    let what = known.map_or_else(
        || format!("Vendor's {}", set.field),
        |field| format!("Vendor's profile, {}", field.title),
    );
    Told::what(what).was(was).is(format!("{is}{from}"))
}

fn value(value: &Value) -> String {
    match value {
        Value::Whole(number) => number.to_string(),
        Value::Word(word) => word.clone(),
        Value::Words(words) => words.join(", "),
        Value::Money(money) => money.to_string(),
    }
}

fn answer(set: &AnswerSet, before: &Dossier, bank: &Bank) -> Told {
    let shown = |reply: &Reply| match bank.question(&set.question) {
        Some(question) => question.kind.shown(reply),
        None => format!("{reply:?}"),
    };
    let was = before.answers.get(set.subject, &set.question);
    let mut is = set.reply().as_ref().map(shown).unwrap_or_default();
    let note = match (was.and_then(|was| was.note.as_ref()), &set.note) {
        (old, Some(new)) if old != Some(new) => format!(", note \"{new}\""),
        (Some(_), None) => ", without the note".to_owned(),
        _ => String::new(),
    };
    is.push_str(&note);
    if set.counsel_note.is_some() {
        is.push_str(", with a counsel-only note");
    }
    if let Some(follow_up) = &set.follow_up {
        is = format!("{is}; {} finds out by {}", follow_up.owner, follow_up.due);
    }
    Told {
        given_by: set.given_by.clone(),
        reason: set.reason.clone(),
        corrects: set.replaces.and_then(|id| before.event(id)).map(|event| event.seq),
        ..Told::what(before.question_named(set.subject, &set.question))
            .was(was.map(|was| shown(&was.reply)))
            .is(is)
    }
}

fn exhibit(taken: &ExhibitTaken, before: &Dossier) -> Told {
    let no = ExhibitNo(taken.no);
    let old = taken.supersedes.and_then(|old| before.exhibit(old));
    let supersedes = old.map_or_else(String::new, |old| format!(", supersedes {}", old.no));
    let links: Vec<String> = taken
        .links
        .iter()
        .map(|link| {
            let at = link.pinpoint.as_ref().map_or_else(String::new, place);
            format!("{}{at}", before.question_named(link.subject, &link.question))
        })
        .collect();
    let supports =
        if links.is_empty() { String::new() } else { format!("; supports {}", links.join(", ")) };
    Told::what(format!("{no} taken{supersedes}")).is(format!("{}{supports}", taken.title))
}

fn place(pinpoint: &Pinpoint) -> String {
    let page = pinpoint.page.as_ref().map(|page| format!("page {page}"));
    let section = pinpoint.section.as_ref().map(|section| format!("section {section}"));
    let quote = pinpoint.quote.as_ref().map(|quote| format!("\"{quote}\""));
    let parts: Vec<String> = page.into_iter().chain(section).chain(quote).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

fn fields(changed: &ExhibitChanged, no: &str) -> Told {
    let dates = [
        ("dated", changed.dated),
        ("from", changed.from),
        ("period-from", changed.period_from),
        ("period-end", changed.period_to),
        ("expires", changed.expires),
        ("obtained", changed.obtained),
        ("reread", changed.reread_on),
    ];
    let words = [
        changed.title.as_ref().map(|title| format!("title {title}")),
        changed.kind.map(|kind| format!("kind {}", kind.title())),
    ];
    let dates = dates.into_iter().filter_map(|(name, field)| {
        let day = field?.date().map_or_else(|| "none".to_owned(), |day| day.to_string());
        Some(format!("{name} {day}"))
    });
    let all: Vec<String> = words.into_iter().flatten().chain(dates).collect();
    Told::what(format!("{no} changed")).is(all.join(", "))
}
