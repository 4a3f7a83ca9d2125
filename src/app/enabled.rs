//! Whether a command can run now, and if not, why: the palette shows the reason, the status line says it.

mod registers;

use super::command::{CommandId, Context};
use super::screen::Screen;
use super::screen::deadlines::Over;
use super::screen::interview::Pane;
use super::state::App;
use crate::domain::standing::Standing;
use crate::domain::summary::Summary;

/// Whether a command answers or documents the question that is seen.
const fn answers(id: CommandId) -> bool {
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
    )
}

/// Whether a command can run now.
///
/// # Errors
/// Says why not, in one sentence.
pub fn can_run(app: &App, id: CommandId) -> Result<(), String> {
    let command = id.command().ok_or("There is no such command.")?;
    let typing =
        app.overlay.is_none() && app.context() == Context::Typing && command.is_in(Context::Typing);
    let beneath = app.screen_context();
    if !command.is_in(beneath) && !typing {
        let places: Vec<&str> = command.contexts.iter().map(|context| context.title()).collect();
        return Err(format!("not now: it belongs to {}", places.join(", ")));
    }
    if app.store.is_none() && command.contexts != Context::ALL && !command.is_in(Context::Welcome) {
        return Err("not now: there is no record yet".to_owned());
    }
    if answers(id)
        && let Some(Screen::Interview(interview)) = app.screen()
        && interview.pane == Pane::Closing
    {
        return Err("not now: the interview is summed up; go back to a question first".to_owned());
    }
    refuse_over_all(app, id)?;
    if let Some(result) = registers::can_run(app, id) {
        return result;
    }
    match id {
        CommandId::GoInterview
        | CommandId::GoEvidence
        | CommandId::GoGaps
        | CommandId::GoFollowUps => needs_vendor(app).map(|_| ()),
        CommandId::GoProfile
        | CommandId::GoRegisters
        | CommandId::GoReport
        | CommandId::SetTier
        | CommandId::Retire
        | CommandId::RestoreVendor
            if is_ours(app) =>
        {
            Err("not now: that goes for vendors only".to_owned())
        }
        CommandId::GoProfile
        | CommandId::GoRegisters
        | CommandId::GoReport
        | CommandId::SetTier => needs_vendor(app).map(|_| ()),
        CommandId::Retire if needs_vendor(app)?.retired => {
            Err("not now: this vendor is retired already".to_owned())
        }
        CommandId::RestoreVendor if !needs_vendor(app)?.retired => {
            Err("not now: this vendor is on the list".to_owned())
        }
        CommandId::ConfirmAnswer if !can_be_confirmed(app) => {
            Err("not now: only a carried answer, or what the records say, is confirmed".to_owned())
        }
        CommandId::AnswerNone => match app.question().map(|question| question.kind.takes_none()) {
            Some(true) => Ok(()),
            _ => {
                Err("not now: this question has no \"none\"; choose one of its answers".to_owned())
            }
        },
        CommandId::TypeAnswer => {
            match app.question().map(|question| question.kind.choices().is_empty()) {
                Some(true) => Ok(()),
                _ => Err("not now: this question is answered by its choices".to_owned()),
            }
        }
        CommandId::SetOpen if app.reply().is_none() => {
            Err("not now: the question is open".to_owned())
        }
        CommandId::DropDraft if app.draft().is_none() => {
            Err("not now: there is no draft here".to_owned())
        }
        CommandId::Unlink | CommandId::Verify | CommandId::Link if has_no_exhibit(app) => Err(
            format!("not now: no exhibit is on file; {} attaches one", app.how(CommandId::Attach)),
        ),
        CommandId::ChangeExhibit | CommandId::Supersede | CommandId::Withdraw => {
            match app.exhibit_in_hand() {
                None => Err("not now: no exhibit is under the cursor".to_owned()),
                Some(exhibit) if exhibit.withdrawn.is_some() => {
                    Err("not now: this exhibit is withdrawn".to_owned())
                }
                Some(_) => Ok(()),
            }
        }
        CommandId::OwnGap | CommandId::AcceptGap if !app.is_gap_in_hand() => {
            Err("not now: no gap is under the cursor".to_owned())
        }
        CommandId::EndFollowUp => match app.follow_up_in_hand() {
            Some(of) if of.one.is_open() => Ok(()),
            Some(_) => Err("not now: this follow-up is done".to_owned()),
            None => Err("not now: no follow-up is under the cursor".to_owned()),
        },
        CommandId::WriteReport => match app.screen() {
            Some(Screen::Report(report)) if !report.is_empty() => Ok(()),
            _ => Err("not now: the report is not built yet".to_owned()),
        },
        CommandId::Undo => app.undo_would().map(|_| ()),
        CommandId::Redo => app.redo_would().map(|_| ()),
        _ => Ok(()),
    }
}

/// What is recorded of one vendor is not recorded from a list of all: which one is meant would be a guess.
fn refuse_over_all(app: &App, id: CommandId) -> Result<(), String> {
    let of_one = matches!(id, CommandId::EndFollowUp | CommandId::Undo | CommandId::Redo);
    if of_one && app.over() == Some(Over::All) {
        let how = app.how(CommandId::TurnOver);
        return Err(format!("not now: this list is of all vendors; {how} shows one alone"));
    }
    Ok(())
}

/// Whether a command would be about our organization, and not about a vendor.
fn is_ours(app: &App) -> bool {
    let ours = app.store.as_ref().map(|store| store.ours.vendor);
    ours.is_some() && app.vendor_in_hand().map(|row| row.vendor) == ours
}

fn needs_vendor(app: &App) -> Result<&Summary, String> {
    app.vendor_in_hand().ok_or_else(|| {
        format!("not now: no vendor is listed; {} adds one", app.how(CommandId::AddVendor))
    })
}

fn has_no_exhibit(app: &App) -> bool {
    app.vendor.as_ref().is_none_or(|vendor| vendor.dossier.exhibits.is_empty())
}

/// Whether there is something to confirm: a carried answer, or what the records say and nobody confirmed.
fn can_be_confirmed(app: &App) -> bool {
    let Some(standings) = app.standings() else { return false };
    let stand = app.interview().and_then(|interview| standings.get(&interview.at));
    stand.is_some_and(|stand| {
        stand.standing == Standing::Carried || stand.is_proposed_and_not_confirmed()
    })
}
