//! Whether a command can run now, and if not, why: the palette shows the reason, the status line says it.

mod registers;

use super::command::{CommandId, Context};
use super::screen::Screen;
use super::state::{App, Retired};
use crate::domain::standing::{Standing, Standings};

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
    if let Some(result) = registers::can_run(app, id) {
        return result;
    }
    match id {
        CommandId::GoInterview
        | CommandId::GoEvidence
        | CommandId::GoGaps
        | CommandId::GoRegisters
        | CommandId::GoFollowUps
        | CommandId::GoReport
        | CommandId::SetTier => needs_vendor(app).map(|_| ()),
        CommandId::Retire => match needs_vendor(app)? {
            Retired::No => Ok(()),
            Retired::Yes => Err("not now: this vendor is retired already".to_owned()),
        },
        CommandId::RestoreVendor => match needs_vendor(app)? {
            Retired::Yes => Ok(()),
            Retired::No => Err("not now: this vendor is on the list".to_owned()),
        },
        CommandId::ConfirmAnswer => match standing(app) {
            Some(Standing::Carried) => Ok(()),
            _ => Err("not now: only a carried answer is confirmed".to_owned()),
        },
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
        CommandId::OwnGap | CommandId::AcceptGap if app.gap_in_hand().is_none() => {
            Err("not now: no gap is under the cursor".to_owned())
        }
        CommandId::EndFollowUp => match app.follow_up_in_hand() {
            Some(one) if one.is_open() => Ok(()),
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

fn needs_vendor(app: &App) -> Result<Retired, String> {
    let row = app.vendor_in_hand();
    row.map(|row| row.retired).ok_or_else(|| {
        format!("not now: no vendor is listed; {} adds one", app.how(CommandId::AddVendor))
    })
}

fn has_no_exhibit(app: &App) -> bool {
    app.vendor.as_ref().is_none_or(|vendor| vendor.dossier.exhibits.is_empty())
}

fn standing(app: &App) -> Option<Standing> {
    let standings: Standings<'_> = app.standings()?;
    Some(standings.get(&app.interview()?.at)?.standing)
}
