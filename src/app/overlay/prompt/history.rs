//! The forms of the history: what it is looked through by, the day that is looked back to, and the correction of an answer.

use super::{About, Prompt, submit};
use crate::app::effect::Effect;
use crate::app::form::{Field, FieldName, Form};
use crate::app::screen::Screen;
use crate::app::state::App;
use crate::domain::as_of::AsOf;
use crate::domain::comparison::earlier;
use crate::domain::dossier::Answer;
use crate::domain::event::Subject;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::EventId;
use crate::domain::question::Question;
use crate::domain::request::{AnswerRequest, Asked, Request, Seen};
use crate::domain::telling::{Filter, InRegister};
use crate::domain::value::{Reply, ReplyState};

/// The word that returns to today.
const TODAY: &str = "today";

/// The form that asks what the history is looked through by.
pub(super) fn filter_form(app: &App) -> Form {
    let filter = match app.screen() {
        Some(Screen::History(history)) => history.filter.clone(),
        _ => Filter::default(),
    };
    let shown = |words: Option<String>| words.unwrap_or_default();
    let question = shown(filter.question.map(|id| id.to_string()));
    let exhibit = shown(filter.exhibit.map(|no| no.to_string()));
    let register = shown(filter.register.map(InRegister::shown));
    let (since, until) =
        (shown(filter.since.map(|d| d.to_string())), shown(filter.until.map(|d| d.to_string())));
    let day = "a day as YYYY-MM-DD, or nothing";
    Form::new(
        "Look through the history",
        vec!["Only events that fit everything filled in are shown.".to_owned()],
        vec![
            Field::text(FieldName::Question, "Question", "its id, or nothing", &question),
            Field::text(
                FieldName::Exhibit,
                "Exhibit",
                "its number such as A-07, or nothing",
                &exhibit,
            ),
            Field::text(
                FieldName::Person,
                "Person",
                "an account or a name: who recorded, answered, was present or signed",
                &shown(filter.person),
            ),
            Field::text(
                FieldName::Which,
                "Register",
                "such as audits, or a record such as AG-01",
                &register,
            ),
            Field::text(FieldName::Day, "Since", day, &since),
            Field::text(FieldName::Until, "Until", day, &until),
            Field::text(
                FieldName::Value,
                "Words",
                "words that all stand in it, or nothing",
                &shown(filter.words),
            ),
        ],
    )
}

/// Takes what the history is looked through by from the form.
pub(super) fn filter_by(app: &mut App, form: &mut Form) -> Result<Vec<Effect>, String> {
    let question = match form.filled(FieldName::Question) {
        Some(id) => Some(submit::known_id(app, form, &id)?),
        None => None,
    };
    let exhibit = read(form, FieldName::Exhibit, ExhibitNo::read, |typed| {
        format!("'{typed}' is not the number of an exhibit, such as A-07")
    })?;
    let register = read(form, FieldName::Which, InRegister::read, |typed| {
        format!("'{typed}' is neither a register nor the number of a record")
    })?;
    let filter = Filter {
        question,
        exhibit,
        person: form.filled(FieldName::Person),
        register,
        since: form.day(FieldName::Day)?,
        until: form.day(FieldName::Until)?,
        words: form.filled(FieldName::Value),
    };
    if let Some(Screen::History(history)) = app.screens.last_mut() {
        history.filter = filter;
        history.rows.at = 0;
    }
    Ok(Vec::new())
}

/// What is typed in a field that may be left empty.
fn read<T>(
    form: &mut Form,
    name: FieldName,
    read: impl Fn(&str) -> Option<T>,
    wrong: impl Fn(&str) -> String,
) -> Result<Option<T>, String> {
    let Some(typed) = form.filled(name) else { return Ok(None) };
    read(&typed).map(Some).ok_or_else(|| form.wrong(name, wrong(&typed)))
}

/// The form that asks for the day to look back to: that of the event under the cursor is offered.
pub(super) fn look_back_form(app: &App) -> Form {
    let event = app.event_in_hand().map(|event| AsOf::Event(event.seq));
    let now = app.looking.as_ref().map(|looking| looking.as_of);
    let offered = event.or(now).map(|as_of| as_of.to_string()).unwrap_or_default();
    let intro = vec![
        "Every screen is shown as the record stood at the end of that day, by what was recorded then.".to_owned(),
        "Nothing can be recorded meanwhile; what you typed today waits.".to_owned(),
    ];
    let hint = "YYYY-MM-DD, or #408 for an event; nothing or today returns to today";
    Form::new("As of which day?", intro, vec![Field::text(FieldName::Day, "As of", hint, &offered)])
}

/// Looks back to the day that was typed.
pub(super) fn look_back(app: &mut App, form: &mut Form) -> Result<Vec<Effect>, String> {
    let typed = form.filled(FieldName::Day).filter(|typed| !typed.eq_ignore_ascii_case(TODAY));
    let as_of = match typed.map(|typed| AsOf::read(&typed)).transpose() {
        Ok(as_of) => as_of,
        Err(why) => return Err(form.wrong(FieldName::Day, why)),
    };
    if as_of.is_none() && app.looking.is_none() {
        let why = "today is what is shown already; name a past day, or esc closes this";
        return Err(form.wrong(FieldName::Day, why));
    }
    Ok(app.look_back(as_of))
}

/// The form that asks which two days are compared: the event under the cursor, or the day that is looked at, is offered as the earlier.
pub(super) fn compare_form(app: &App) -> Form {
    let event = app.event_in_hand().map(|event| AsOf::Event(event.seq).to_string());
    let (now, later) = match app.as_of() {
        Some(as_of) => (format!("the record as of {as_of}"), "nothing for what is seen"),
        None => ("today".to_owned(), "nothing for today"),
    };
    let intro = vec![format!(
        "What moved between the end of one day and the end of another, or {now}: what matters most first, and why it moved."
    )];
    let cycle = app.vendor.as_ref().and_then(|open| open.dossier.cycles.last());
    let cycle = cycle
        .map_or_else(String::new, |cycle| format!(", or a reassessment such as {}", cycle.name));
    Form::new(
        "Compare two days",
        intro,
        vec![
            Field::text(
                FieldName::Day,
                "Earlier",
                format!("YYYY-MM-DD, or #12 for an event{cycle}"),
                &event.unwrap_or_default(),
            ),
            Field::text(FieldName::Until, "Later", format!("YYYY-MM-DD or #12; {later}"), ""),
        ],
    )
}

/// Asks what moved between the two days that were typed.
pub(super) fn compare(app: &App, form: &mut Form) -> Result<Vec<Effect>, String> {
    let Some(open) = &app.vendor else { return Err("no vendor is open".to_owned()) };
    let typed = submit::needed(form, FieldName::Day, "since when? type the earlier day")?;
    let since = match earlier(&typed, &open.dossier) {
        Ok(since) => since,
        Err(problem) => {
            let more = problem.next.first().map(|next| format!("; {next}")).unwrap_or_default();
            return Err(form.wrong(FieldName::Day, format!("{}{more}", problem.summary)));
        }
    };
    let until = match form.filled(FieldName::Until).map(|typed| AsOf::read(&typed)).transpose() {
        Ok(until) => until,
        Err(why) => return Err(form.wrong(FieldName::Until, why)),
    };
    Ok(vec![Effect::Compare { vendor: open.dossier.id, since, until }])
}

/// The form that corrects an answer.
pub(super) fn correct_form(app: &App, about: &About) -> Form {
    let Some((question, answer)) = on_file(app, about.question.as_ref()) else {
        return Form::new("Correct an answer", Vec::new(), Vec::new());
    };
    let organization = app.store.as_ref().map(|store| &store.organization);
    let recorded = organization.map_or_else(String::new, |organization| {
        let (when, who) =
            (organization.zones.shown(answer.at), organization.person(&answer.recorded_by));
        format!(", recorded {when} by {who}, event {}", answer.seq)
    });
    let intro = vec![
        question.text.clone(),
        format!("On file: {}{recorded}.", question.kind.shown(&answer.reply)),
        "The correction is a new event that names the older one; earlier days still show what stood then.".to_owned(),
    ];
    let present = app.interview().filter(|_| matches!(app.screen(), Some(Screen::Interview(_))));
    let given_by = present.and_then(|one| one.present.first().cloned()).unwrap_or_default();
    let accepted = format!("accepted: {}", question.kind.accepted());
    Form::new(
        format!("Correct {}", question.id),
        intro,
        vec![
            Field::text(FieldName::Value, "Answer", accepted, &question.kind.typed(&answer.reply)),
            Field::text(FieldName::Reason, "Reason", "why the older answer was wrong", ""),
            Field::text(
                FieldName::Owner,
                "Given by",
                "a name; nothing if you answer yourself",
                &given_by,
            ),
        ],
    )
}

/// The question and the answer on file that a correction is about.
fn on_file<'a>(app: &'a App, asked: Option<&Asked>) -> Option<(&'a Question, &'a Answer)> {
    let asked = asked?;
    let question = app.store.as_ref()?.bank.question(&asked.question)?;
    let dossier = &app.vendor.as_ref()?.dossier;
    // An answer may be on file under an alias.
    let mut ids = std::iter::once(&question.id).chain(&question.aliases);
    let answer = ids.find_map(|id| dossier.answers.get(asked.subject, id))?;
    Some((question, answer))
}

/// The last event that touched the question of a correction, as it is shown now.
pub(super) fn seen(app: &App, about: &About) -> Option<EventId> {
    let dossier = &app.vendor.as_ref()?.dossier;
    let asked = about.question.as_ref()?;
    dossier.last_touch(asked.subject, &asked.question)
}

/// Asks for the correction to be recorded.
pub(super) fn correct(app: &mut App, prompt: &mut Prompt) -> Result<Vec<Effect>, String> {
    let Prompt { about, form, seen, .. } = prompt;
    let today = app.store.as_ref().map(|store| store.today).unwrap_or_default();
    let (question, answer) =
        on_file(app, about.question.as_ref()).ok_or("there is no answer on file to correct")?;
    let (kind, id, note) = (question.kind.clone(), question.id.clone(), answer.note.clone());
    let subject = about.question.as_ref().map_or(Subject::Vendor, |asked| asked.subject);
    let typed = submit::needed(form, FieldName::Value, "what is the answer?")?;
    let reply = match kind.read(&typed, today) {
        Ok(reply) => reply,
        Err(not) => {
            let why = format!("{}; accepted: {}", not.why, not.accepted);
            return Err(form.wrong(FieldName::Value, why));
        }
    };
    let reason = submit::needed(form, FieldName::Reason, "a correction needs a reason")?;
    let in_interview = match app.screen() {
        Some(Screen::Interview(interview)) => Some(interview),
        _ => None,
    };
    // Where the note must say why, the reason says it.
    let not_applicable = reply == Reply::State(ReplyState::Na);
    let note = if not_applicable {
        Some(reason.clone())
    } else {
        note.or_else(|| Some(reason.clone()).filter(|_| question.records.is_some()))
    };
    let request = AnswerRequest {
        note,
        given_by: form.filled(FieldName::Owner),
        role: in_interview.and_then(|interview| interview.role),
        interview: in_interview.and_then(|interview| interview.event),
        seen: Seen::Shown(*seen),
        reason: Some(reason),
        ..AnswerRequest::new(Asked::of(subject, id), reply)
    };
    Ok(app.record(Request::Answer(request)))
}
