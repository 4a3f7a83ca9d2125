//! Forms about the rows that were marked, or the one under the cursor: who sees to gaps, who finds out what is followed up.

use super::build::{DAY_OR_NOTHING, gap_words};
use super::submit::needed;
use super::{About, Purpose};
use crate::app::effect::Effect;
use crate::app::form::{Field, FieldName, Form};
use crate::app::screen::marks::Mark;
use crate::app::state::App;
use crate::app::words::many;
use crate::domain::event::GapOwned;
use crate::domain::id::VendorId;
use crate::domain::request::{Asked, Request};

/// How many of the chosen rows a form names; the rest are counted.
const NAMED: usize = 5;

/// The ids of the chosen questions, joined by commas.
pub(super) fn questions(app: &App, about: &About) -> String {
    let named = |one: &Asked| app.named(one.subject, &one.question);
    let mut ids: Vec<String> = gaps(about).into_iter().map(named).collect();
    if ids.is_empty() {
        ids.extend(about.question.as_ref().map(named));
    }
    ids.join(", ")
}

/// Who sees to the chosen gaps.
pub(super) fn own_form(app: &App, about: &About) -> Form {
    let chosen = gaps(about);
    let owned: Vec<Option<&GapOwned>> = chosen.iter().map(|asked| owned(app, asked)).collect();
    let owner = alike(owned.iter().map(|one| one.map(|one| one.owner.clone())));
    let day = alike(owned.iter().map(|one| one.and_then(|one| one.fix_by)));
    let fields = vec![
        Field::text(FieldName::Owner, "Owner", "who sees to it", &owner.unwrap_or_default()),
        Field::text(
            FieldName::Day,
            "Fix by",
            DAY_OR_NOTHING,
            &day.map(|day| day.to_string()).unwrap_or_default(),
        ),
    ];
    let title = match chosen.len() {
        0 | 1 => "Owner of the gap".to_owned(),
        several => format!("Owner of {}", many(several, "gap")),
    };
    let words = chosen.iter().map(|asked| gap_words(app, asked)).collect();
    Form::new(title, first_of(words), fields)
}

/// Asks for the owner of every chosen gap to be recorded.
pub(super) fn own(form: &mut Form, about: &About) -> Result<Request, String> {
    let owner = needed(form, FieldName::Owner, "the gap needs an owner")?;
    let fix_by = form.day(FieldName::Day)?;
    let requests: Vec<Request> = gaps(about)
        .into_iter()
        .map(|asked| Request::OwnGap { asked: asked.clone(), owner: owner.clone(), fix_by })
        .collect();
    if requests.is_empty() {
        return Err("no gap is under the cursor".to_owned());
    }
    Ok(Request::together(requests))
}

/// To whom the chosen follow-ups are handed.
pub(super) fn assign_form(app: &App, about: &About) -> Form {
    let chosen: Vec<_> = app
        .shown_follow_ups()
        .into_iter()
        .filter(|of| about.chosen.contains(&Mark::FollowUp(of.vendor, of.one.follow_up.id)))
        .collect();
    let words = chosen.iter().map(|of| {
        let one = &of.one;
        format!("{} of {}: {}, by {}", one.name(), of.name, one.follow_up.owner, one.follow_up.due)
    });
    let title = match chosen.len() {
        0 | 1 => "Hand the follow-up to somebody else".to_owned(),
        several => format!("Hand {} to somebody else", many(several, "follow-up")),
    };
    let mut intro = first_of(words.collect());
    intro.push("The questions stay as they are answered.".to_owned());
    let fields = vec![
        Field::text(FieldName::Owner, "Who finds out", "a name", ""),
        Field::text(
            FieldName::Day,
            "By",
            "a day as YYYY-MM-DD; where nothing is typed, each keeps its day",
            "",
        ),
    ];
    Form::new(title, intro, fields)
}

/// Asks for the chosen follow-ups to be handed over, one vendor after the other.
pub(super) fn assign(app: &mut App, form: &mut Form, about: &About) -> Result<Vec<Effect>, String> {
    let owner = needed(form, FieldName::Owner, "who will find out?")?;
    let due = form.day(FieldName::Day)?;
    let mut of_vendors: Vec<(VendorId, Vec<Request>)> = Vec::new();
    let known = app.shown_follow_ups();
    for mark in &about.chosen {
        let Mark::FollowUp(vendor, follow_up) = mark else { continue };
        // Among several, what is theirs already stays as it is, and holds nothing else up.
        let theirs = known.iter().any(|of| {
            of.one.follow_up.id == *follow_up && of.one.follow_up.owner == owner && due.is_none()
        });
        if theirs && about.chosen.len() > 1 {
            continue;
        }
        let request = Request::AssignFollowUp { follow_up: *follow_up, owner: owner.clone(), due };
        match of_vendors.iter_mut().find(|(of, _)| of == vendor) {
            Some((_, requests)) => requests.push(request),
            None => of_vendors.push((*vendor, vec![request])),
        }
    }
    if of_vendors.is_empty() {
        return Err("nothing is to be handed over: these are theirs already".to_owned());
    }
    let handed: usize = of_vendors.iter().map(|(_, requests)| requests.len()).sum();
    let says = format!("saved: {} handed to {owner}", many(handed, "follow-up"));
    let together = |(vendor, requests)| (vendor, Request::together(requests));
    Ok(app.record_in_turn(of_vendors.into_iter().map(together).collect(), says))
}

impl Purpose {
    /// Whether the rows that are marked are worked on together.
    pub(super) const fn takes_chosen(self) -> bool {
        matches!(self, Self::OwnGap | Self::AssignFollowUp | Self::Link)
    }
}

fn gaps(about: &About) -> Vec<&Asked> {
    let chosen = about.chosen.iter();
    chosen
        .filter_map(|mark| match mark {
            Mark::Gap(asked) => Some(asked),
            Mark::FollowUp(..) => None,
        })
        .collect()
}

fn owned<'a>(app: &'a App, asked: &Asked) -> Option<&'a GapOwned> {
    let owners = &app.vendor.as_ref()?.dossier.owners;
    owners.get(&(asked.subject, asked.question.clone()))
}

/// What is the same of all; nothing, where it is not.
fn alike<T: PartialEq>(all: impl Iterator<Item = Option<T>>) -> Option<T> {
    let mut all = all;
    let first = all.next()??;
    all.all(|one| one.as_ref() == Some(&first)).then_some(first)
}

fn first_of(mut words: Vec<String>) -> Vec<String> {
    let more = words.len().saturating_sub(NAMED);
    words.truncate(NAMED);
    if more > 0 {
        words.push(format!("and {more} more"));
    }
    words
}
