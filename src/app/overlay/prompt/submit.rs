//! From a form that is filled in to what is asked of the world, or to what is missing.

use std::path::PathBuf;

use super::{Prompt, Purpose};
use crate::app::command::CommandId;
use crate::app::effect::{Effect, Look};
use crate::app::form::pasted::is_plain;
use crate::app::form::picker::is_separator;
use crate::app::form::{FieldName, Form};
use crate::app::state::App;
use crate::domain::event::{ExhibitDates, ExhibitKind, Pinpoint, Subject};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::QuestionId;
use crate::domain::question::{Role, Scope};
use crate::domain::register::RegisterKind;
use crate::domain::request::{Asked, ChangeRequest, ProfileRequest, Request, Source, TakeRequest};
use crate::domain::value::{Reply, ReplyState};
use crate::domain::vendor::Tier;

/// What a form asks for.
pub(super) fn effects(app: &mut App, prompt: &mut Prompt) -> Result<Vec<Effect>, String> {
    if prompt.purpose.is_of_record() {
        return super::record::effects(app, prompt);
    }
    if prompt.purpose == Purpose::Correct {
        return super::history::correct(app, prompt);
    }
    let Prompt { purpose, about, form, .. } = prompt;
    let request = match purpose {
        Purpose::AddVendor => {
            let name = needed(form, FieldName::Name, "the vendor needs a name")?;
            return Ok(vec![Effect::AddVendor {
                name,
                tier: Tier::of_word(&form.value(FieldName::Tier)),
                sure_of: Vec::new(),
            }]);
        }
        Purpose::WriteReport => return super::reports::write(app, form),
        Purpose::MakeBinder => return super::reports::make_binder(app, form),
        Purpose::WritePortfolio => return super::reports::write_portfolio(form),
        Purpose::ImportList => return super::importing::check(form),
        Purpose::SignOff => return super::signing::effects(app, form, about),
        Purpose::SetOwnFact => return super::ours::effects(app, form, about),
        Purpose::MarkSent => super::incident::mark_sent(form, about)?,
        Purpose::WhatIf => return super::incident::suppose(app, form),
        Purpose::FilterHistory => return super::history::filter_by(app, form),
        Purpose::FilterVendors => return Ok(super::vendors::filter_by(app, form)),
        Purpose::LookBack => return super::history::look_back(app, form),
        Purpose::Compare => return super::history::compare(app, form),
        Purpose::ChooseReport => return super::reports::choose(app, form),
        Purpose::SetSetting => return super::settings::effects(form, about),
        Purpose::SetTier => {
            let Some(vendor) = about.vendor else { return Ok(Vec::new()) };
            let request =
                Request::SetVendor(ProfileRequest::new("tier", form.value(FieldName::Tier)));
            return Ok(vec![Effect::Record { vendor, request: Box::new(request) }]);
        }
        Purpose::SetFact => Request::SetVendor(ProfileRequest {
            from: form.day(FieldName::Day)?,
            ..ProfileRequest::new(
                about.fact.ok_or("no fact is under the cursor")?,
                form.value(FieldName::Value),
            )
        }),
        Purpose::OpenInterview => open_interview(form),
        Purpose::Unknown => return unknown(app, form),
        Purpose::NotApplicable => return not_applicable(app, form),
        Purpose::Attach => match named_files(form) {
            Some(named) => return Ok(vec![Effect::LookAtFiles { named, to: Look::ToTake }]),
            None => Request::Take(Box::new(take(app, form, None)?)),
        },
        Purpose::Supersede => Request::Take(Box::new(take(app, form, about.exhibit)?)),
        Purpose::Link => link(app, form)?,
        Purpose::Unlink => unlink(app, form)?,
        Purpose::ChangeExhibit => Request::Change(ChangeRequest {
            exhibit: exhibit(about.exhibit)?,
            field: form.value(FieldName::Which),
            value: needed(form, FieldName::Value, "say what it should be; none takes a day away")?,
        }),
        Purpose::Withdraw => Request::Withdraw {
            exhibit: exhibit(about.exhibit)?,
            reason: needed(form, FieldName::Reason, "withdrawing needs a reason")?,
        },
        Purpose::OwnGap => super::chosen::own(form, about)?,
        Purpose::AssignFollowUp => return super::chosen::assign(app, form, about),
        Purpose::AcceptGap => accept_gap(app, form, about.question.as_ref())?,
        Purpose::OpenCycle => Request::OpenCycle {
            name: needed(form, FieldName::Name, "the reassessment needs a name")?,
            due: form.day(FieldName::Day)?,
            questionnaire: form.filled(FieldName::Questionnaire),
        },
        Purpose::EndFollowUp => Request::EndFollowUp {
            follow_up: about.follow_up.ok_or("no follow-up is under the cursor")?,
            note: needed(form, FieldName::Reason, "say how it ended")?,
        },
        purpose if purpose.is_of_inquiry() => {
            super::inquiries::request(app, *purpose, form, about)?
        }
        _ => return Ok(Vec::new()),
    };
    Ok(app.record(request))
}

pub(super) fn needed(form: &mut Form, name: FieldName, why: &str) -> Result<String, String> {
    form.filled(name).ok_or_else(|| form.wrong(name, why))
}

fn exhibit(no: Option<ExhibitNo>) -> Result<ExhibitNo, String> {
    no.ok_or_else(|| "no exhibit is under the cursor".to_owned())
}

fn asked(question: Option<&Asked>) -> Result<Asked, String> {
    question.cloned().ok_or_else(|| "no question is under the cursor".to_owned())
}

fn open_interview(form: &Form) -> Request {
    let present = form.value(FieldName::Present);
    Request::OpenInterview {
        questionnaire: form.value(FieldName::Questionnaire),
        present: present
            .split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
        role: Role::of_word(&form.value(FieldName::Role)),
        incident: form.value(FieldName::Incident).parse().ok(),
    }
}

fn unknown(app: &mut App, form: &mut Form) -> Result<Vec<Effect>, String> {
    let due = form.day(FieldName::Day)?;
    let follow_up = match (form.filled(FieldName::Owner), due) {
        (Some(owner), Some(due)) => Some((owner, due)),
        (None, None) => None,
        (Some(_), None) => {
            return Err(form.wrong(FieldName::Day, "by which day will they find out?"));
        }
        (None, Some(_)) => return Err(form.wrong(FieldName::Owner, "who will find out?")),
    };
    let Some(mut request) = app.answer_request(Reply::State(ReplyState::Unknown)) else {
        return Err("no question is seen".to_owned());
    };
    request.follow_up = follow_up;
    Ok(app.record(Request::Answer(request)))
}

fn not_applicable(app: &mut App, form: &mut Form) -> Result<Vec<Effect>, String> {
    let reason = needed(form, FieldName::Reason, "say why it does not apply")?;
    let Some(mut request) = app.answer_request(Reply::State(ReplyState::Na)) else {
        return Err("no question is seen".to_owned());
    };
    request.note = Some(reason);
    Ok(app.record(Request::Answer(request)))
}

fn pinpoint(form: &Form) -> Option<Pinpoint> {
    let [page, section, quote] =
        [FieldName::Page, FieldName::Section, FieldName::Quote].map(|name| form.filled(name));
    Some(Pinpoint { page, section, quote }).filter(|place| *place != Pinpoint::default())
}

/// The question of an id, as typed, or the nearest known one.
pub(super) fn known_id(app: &App, form: &mut Form, id: &str) -> Result<QuestionId, String> {
    let bank = app.store.as_ref().map(|store| store.bank.clone());
    let typed = QuestionId::from(id);
    if let Some(question) = bank.as_ref().and_then(|bank| bank.question(&typed)) {
        return Ok(question.id.clone());
    }
    let ids = bank.iter().flat_map(|bank| bank.questions()).map(|question| question.id.as_str());
    let near = crate::text::nearest(id, ids)
        .map(|near| format!("; did you mean {near}?"))
        .unwrap_or_default();
    Err(form.wrong(FieldName::Question, format!("there is no question '{id}'{near}")))
}

/// A question as typed: its id, and of one about an incident the incident's number where it is not the one at hand: `inc.hold of IC-02`.
pub(super) fn known_question(app: &App, form: &mut Form, typed: &str) -> Result<Asked, String> {
    let (id, no) = match typed.split_once(" of ") {
        Some((id, no)) => (id.trim(), Some(no.trim())),
        None => (typed, None),
    };
    let id = known_id(app, form, id)?;
    let Some(no) = no else {
        let asked = app.asked_of(id.as_str());
        if app.is_about_an_incident(&id) && asked.subject.scope() != Scope::Incident {
            let which = match app.incidents().first() {
                Some(first) => format!("name it, such as '{id} of {}'", first.no),
                None => "none is recorded yet".to_owned(),
            };
            let why = format!("{id} is asked about one incident: {which}");
            return Err(form.wrong(FieldName::Question, why));
        }
        return Ok(asked);
    };
    let record = no.parse().ok().and_then(|no| app.record_numbered(no)).map(|one| (one.no, one.id));
    match record.filter(|(no, _)| no.register == RegisterKind::Incidents) {
        Some((_, incident)) => Ok(Asked::of(Subject::Incident { incident }, id)),
        None => Err(form.wrong(FieldName::Question, format!("there is no incident '{no}'"))),
    }
}

/// The files that are to be looked at before they are taken: several, or one that is written as terminals paste it.
fn named_files(form: &Form) -> Option<String> {
    let typed = form.filled(FieldName::Path);
    let marked = &form.picker.marked;
    if marked.is_empty() {
        return typed.filter(|typed| !is_plain(typed));
    }
    // A folder in which was looked for files is none of them.
    let typed = typed.filter(|typed| !typed.ends_with(is_separator));
    let all = marked.iter().map(|one| one.path.clone()).chain(typed);
    Some(all.collect::<Vec<_>>().join("\n"))
}

/// The request for each of several files, which share everything else that the form says.
pub(crate) fn take_each(
    app: &App,
    form: &mut Form,
    paths: impl Iterator<Item = String>,
) -> Result<Vec<TakeRequest>, String> {
    let shared = take_from(app, form, None, String::new())?;
    let of =
        |path: String| TakeRequest { source: Source::File(PathBuf::from(path)), ..shared.clone() };
    Ok(paths.map(of).collect())
}

pub(super) fn take(
    app: &App,
    form: &mut Form,
    supersedes: Option<ExhibitNo>,
) -> Result<TakeRequest, String> {
    let path = needed(form, FieldName::Path, "which file? type its path")?;
    take_from(app, form, supersedes, path)
}

fn take_from(
    app: &App,
    form: &mut Form,
    supersedes: Option<ExhibitNo>,
    path: String,
) -> Result<TakeRequest, String> {
    let mut supports = Vec::new();
    for id in form.value(FieldName::Question).split(',').map(str::trim).filter(|id| !id.is_empty())
    {
        supports.push((known_question(app, form, id)?, pinpoint(form)));
    }
    Ok(TakeRequest {
        source: Source::File(PathBuf::from(path)),
        title: form.filled(FieldName::Title),
        kind: ExhibitKind::ALL.into_iter().find(|kind| kind.word() == form.value(FieldName::Kind)),
        dates: ExhibitDates {
            dated: form.day(FieldName::Dated)?,
            from: form.day(FieldName::From)?,
            period_to: form.day(FieldName::PeriodEnd)?,
            expires: form.day(FieldName::Expires)?,
            obtained: form.day(FieldName::Obtained)?,
            ..ExhibitDates::default()
        },
        supersedes,
        supports,
        sure_of: Vec::new(),
    })
}

fn link(app: &App, form: &mut Form) -> Result<Request, String> {
    let no = ExhibitNo::read(&form.value(FieldName::Exhibit));
    let exhibit = no.ok_or_else(|| {
        format!("no exhibit is on file yet; {} attaches one", app.how(CommandId::Attach))
    })?;
    let ids = needed(form, FieldName::Question, "which question? type its id")?;
    let place = pinpoint(form);
    let mut links = Vec::new();
    for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        let asked = known_question(app, form, id)?;
        let pinpoint = moved(app, exhibit, &asked, place.clone());
        links.push(Request::Link { exhibit, asked, pinpoint });
    }
    if links.is_empty() {
        return Err(form.wrong(FieldName::Question, "which question? type its id"));
    }
    Ok(Request::together(links))
}

/// Where in an exhibit: as typed, and as it was where nothing is typed, so that moving a page loses no words that were quoted.
fn moved(app: &App, no: ExhibitNo, asked: &Asked, typed: Option<Pinpoint>) -> Option<Pinpoint> {
    let exhibit = app.vendor.as_ref().and_then(|open| open.dossier.exhibits.get(&no));
    let link = exhibit.and_then(|exhibit| exhibit.link(asked.subject, &asked.question));
    let Some(was) = link.and_then(|link| link.pinpoint.clone()) else { return typed };
    let typed = typed.unwrap_or_default();
    Some(Pinpoint {
        page: typed.page.or(was.page),
        section: typed.section.or(was.section),
        quote: typed.quote.or(was.quote),
    })
}

fn unlink(app: &App, form: &Form) -> Result<Request, String> {
    let which = form.value(FieldName::Which);
    let link = which.split_once(' ').and_then(|(no, id)| Some((ExhibitNo::read(no)?, id)));
    let (exhibit, id) = link.ok_or("there is no link to take away")?;
    let links = app.vendor.as_ref().and_then(|open| open.dossier.exhibits.get(&exhibit));
    let links = links.map_or(&[][..], |one| one.links.as_slice());
    let named = links.iter().find(|link| app.named(link.subject, &link.question) == id);
    let link = named.ok_or("there is no link to take away")?;
    Ok(Request::Unlink { exhibit, asked: Asked::of(link.subject, link.question.clone()) })
}

fn accept_gap(app: &App, form: &mut Form, question: Option<&Asked>) -> Result<Request, String> {
    let asked = asked(question)?;
    let Some(until) = form.day(FieldName::Day)? else {
        return Err(form.wrong(FieldName::Day, "until which day is it accepted?"));
    };
    let today = app.store.as_ref().map(|store| store.today).unwrap_or_default();
    let last = crate::domain::gap::last_acceptance_day(today);
    if until < today || until > last {
        let why = format!("a gap is accepted at most 365 days ahead: from {today} to {last}");
        return Err(form.wrong(FieldName::Day, why));
    }
    let reason = needed(form, FieldName::Reason, "accepting a gap needs a reason")?;
    Ok(Request::AcceptGap { asked, until, reason })
}
