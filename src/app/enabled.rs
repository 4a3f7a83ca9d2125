//! Whether a command can run now, and if not, why: the palette shows the reason, the status line says it.

mod answering;
mod cycles;
mod history;
mod incidents;
mod inquiries;
mod registers;
mod vendors;

use super::command::{CommandId, Context, Group};
use super::screen::Screen;
use super::screen::deadlines::Over;
use super::state::App;
use crate::domain::summary::Summary;

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
        let go = match command.contexts {
            [only] => way_to(*only).map(|id| format!("; {} goes there", app.how(id))),
            _ => None,
        };
        let go = go.unwrap_or_default();
        return Err(format!("not now: it belongs to {}{go}", places.join(", ")));
    }
    let moves = command.group == Group::Move || id == CommandId::BackOrQuit;
    if app.store.is_none() && !moves && !command.is_in(Context::Welcome) {
        return Err("not now: there is no record yet".to_owned());
    }
    app.refuse_in_the_past(command)?;
    answering::refuse_when_summed_up(app, id)?;
    refuse_over_all(app, id)?;
    let groups = [
        cycles::can_run,
        inquiries::can_run,
        registers::can_run,
        incidents::can_run,
        history::can_run,
        answering::can_run,
        vendors::can_run,
    ];
    let of_a_group = groups.iter().find_map(|can_run| can_run(app, id));
    of_a_group.unwrap_or_else(|| in_hand(app, id))
}

/// The command that goes to a screen, where one does.
const fn way_to(context: Context) -> Option<CommandId> {
    Some(match context {
        Context::Dashboard => CommandId::GoVendors,
        Context::Interview => CommandId::GoInterview,
        Context::Evidence => CommandId::GoEvidence,
        Context::Gaps => CommandId::GoGaps,
        Context::Cycle => CommandId::GoCycle,
        Context::Registers => CommandId::GoRegisters,
        Context::Incidents => CommandId::GoIncidents,
        Context::FollowUps => CommandId::GoFollowUps,
        Context::Inquiries => CommandId::GoInquiries,
        Context::Report => CommandId::GoReport,
        Context::History => CommandId::GoHistory,
        _ => return None,
    })
}

/// Whether what a command works on is under the cursor.
fn in_hand(app: &App, id: CommandId) -> Result<(), String> {
    match id {
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
        CommandId::Mark | CommandId::MarkAlike | CommandId::OwnGap
            if matches!(app.screen(), Some(Screen::FollowUps(_))) =>
        {
            chosen(app, "not now: no open follow-up is under the cursor")
        }
        CommandId::Mark | CommandId::MarkAlike | CommandId::OwnGap | CommandId::Link
            if matches!(app.screen(), Some(Screen::Gaps(_))) =>
        {
            chosen(app, "not now: no gap is under the cursor")
        }
        CommandId::AcceptGap if !app.is_gap_in_hand() => {
            Err("not now: no gap is under the cursor".to_owned())
        }
        CommandId::EndFollowUp => match app.follow_up_in_hand() {
            Some(of) if of.one.is_open() => Ok(()),
            Some(_) => Err("not now: this follow-up is done".to_owned()),
            None => Err("not now: no follow-up is under the cursor".to_owned()),
        },
        CommandId::WriteReport | CommandId::MakeBinder | CommandId::SignOff => match app.screen() {
            Some(Screen::Report(report)) if !report.is_empty() => {
                let no_binder = (id == CommandId::MakeBinder)
                    .then(|| crate::app::overlay::prompt::reports::no_binder(app, report.kind));
                no_binder.flatten().map_or(Ok(()), Err)
            }
            _ => Err("not now: the report is not built yet".to_owned()),
        },
        CommandId::StopWork if app.working.tasks.is_empty() => {
            Err("not now: nothing is written, verified or imported".to_owned())
        }
        CommandId::Undo => app.undo_would().map(|_| ()),
        CommandId::Redo => app.redo_would().map(|_| ()),
        _ => Ok(()),
    }
}

/// Whether rows are marked, or the one under the cursor can be worked on.
fn chosen(app: &App, why: &str) -> Result<(), String> {
    if app.chosen().is_empty() { Err(why.to_owned()) } else { Ok(()) }
}

/// What is recorded of one vendor is not recorded from a list of all: which one is meant would be a guess.
fn refuse_over_all(app: &App, id: CommandId) -> Result<(), String> {
    let of_one = matches!(id, CommandId::EndFollowUp | CommandId::Undo | CommandId::Redo);
    if of_one && app.over() == Some(Over::All) {
        let how = app.how(CommandId::Filter);
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
