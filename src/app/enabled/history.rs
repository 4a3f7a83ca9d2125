//! What can be done with the history, and if not, why.

use crate::app::command::CommandId;
use crate::app::screen::Screen;
use crate::app::state::App;
use crate::domain::request::Asked;
use crate::domain::telling::LeadsTo;
use crate::domain::value::{Reply, ReplyState};

/// Whether a command of the history can run; nothing, where the history has no say in it.
pub(super) fn can_run(app: &App, id: CommandId) -> Option<Result<(), String>> {
    Some(match id {
        CommandId::HistoryOf => match app.history_of() {
            Some(_) => Ok(()),
            None => Err("not now: nothing is under the cursor".to_owned()),
        },
        CommandId::Correct => can_correct(app),
        CommandId::RecordedLater if app.looking.is_none() => Err(format!(
            "not now: this is today; {} looks at a past day first",
            app.how(CommandId::LookBack)
        )),
        _ => return None,
    })
}

fn can_correct(app: &App) -> Result<(), String> {
    if let Some(Screen::Interview(_)) = app.screen() {
        return match app.reply() {
            Some(_) => Ok(()),
            None => Err("not now: the question is open; there is no answer to correct".to_owned()),
        };
    }
    let event = app.event_in_hand().ok_or("not now: no event is under the cursor")?;
    match event.touches.leads_to {
        Some(LeadsTo::Question(question)) => can_correct_answer(app, &question),
        Some(LeadsTo::Exhibit(_) | LeadsTo::Record(_) | LeadsTo::Fact(_)) => Ok(()),
        Some(LeadsTo::Register(_) | LeadsTo::Inquiry(_)) | None => Err(format!(
            "not now: event {} is corrected by recording what holds instead",
            event.seq
        )),
    }
}

fn can_correct_answer(app: &App, asked: &Asked) -> Result<(), String> {
    let question = &asked.question;
    let known = app.store.as_ref().and_then(|store| store.bank.question(question));
    if known.is_none() {
        return Err(format!("not now: {question} is not asked any more"));
    }
    let open = app.vendor.as_ref().map(|open| &open.dossier);
    let on_file = open.and_then(|dossier| dossier.answers.get(asked.subject, question));
    match on_file {
        Some(answer) if answer.reply != Reply::State(ReplyState::Open) => Ok(()),
        _ => Err(format!("not now: {question} is open; there is no answer to correct")),
    }
}
