//! What answers or documents the question that is seen.

use super::super::command::CommandId;
use super::super::screen::Screen;
use super::super::screen::interview::Pane;
use super::super::state::App;
use crate::domain::standing::{Confirming, Standing};

/// Refuses what is about a question while the interview is summed up, and none is seen.
pub(super) fn refuse_when_summed_up(app: &App, id: CommandId) -> Result<(), String> {
    match app.screen() {
        Some(Screen::Interview(one)) if one.pane == Pane::Closing && is_about_the_question(id) => {
            Err("not now: the interview is summed up; go back to a question first".to_owned())
        }
        _ => Ok(()),
    }
}

/// Whether such a command can run; none where nothing speaks against it here, or it is another one.
pub(super) fn can_run(app: &App, id: CommandId) -> Option<Result<(), String>> {
    let refused = match id {
        CommandId::ConfirmAnswer if !can_be_confirmed(app) => {
            "only a carried answer, or what the records say, is confirmed"
        }
        CommandId::AnswerNone if app.question().is_none_or(|one| !one.kind.takes_none()) => {
            "this question has no \"none\"; choose one of its answers"
        }
        CommandId::TypeAnswer
            if app.question().is_none_or(|one| !one.kind.choices().is_empty()) =>
        {
            "this question is answered by its choices"
        }
        CommandId::SetOpen if app.reply().is_none() => "the question is open",
        CommandId::DropDraft if app.draft().is_none() => "there is no draft here",
        _ => return None,
    };
    Some(Err(format!("not now: {refused}")))
}

/// Whether a command answers or documents the question that is seen.
const fn is_about_the_question(id: CommandId) -> bool {
    matches!(
        id,
        CommandId::Choose
            | CommandId::Mark
            | CommandId::TypeAnswer
            | CommandId::AnswerUnknown
            | CommandId::AnswerNone
            | CommandId::AnswerNotApplicable
            | CommandId::ConfirmAnswer
            | CommandId::Note
            | CommandId::NoteInEditor
            | CommandId::DropDraft
            | CommandId::SetOpen
            | CommandId::Why
            | CommandId::Attach
            | CommandId::Link
            | CommandId::Unlink
            | CommandId::Correct
            | CommandId::HistoryOf
    )
}

/// Whether there is something to confirm: a carried answer, or what the records say and nobody confirmed.
fn can_be_confirmed(app: &App) -> bool {
    let Some(standings) = app.asked_standings() else { return false };
    let stand = app.interview().and_then(|interview| standings.get(&interview.at));
    stand.is_some_and(|stand| {
        // Bad news is carried by no cycle, and is confirmed in it all the same.
        let waits = stand.confirming != Confirming::Settled && stand.standing != Standing::Open;
        stand.standing == Standing::Carried || waits || stand.is_proposed_and_not_confirmed()
    })
}
