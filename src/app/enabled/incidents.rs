//! What can be done with incidents and their clocks, and if not, why.

use crate::app::command::CommandId;
use crate::app::screen::Screen;
use crate::app::state::App;

/// Whether a command can run on the incidents or on the clocks of one; nothing, where it is decided elsewhere.
pub(super) fn can_run(app: &App, id: CommandId) -> Option<Result<(), String>> {
    match app.screen()? {
        Screen::Incidents(_) => on_incidents(app, id),
        Screen::Clocks(_) => on_clocks(app, id),
        _ => None,
    }
}

fn on_incidents(app: &App, id: CommandId) -> Option<Result<(), String>> {
    match id {
        CommandId::TypeAnswer | CommandId::ChangeExhibit | CommandId::Accept
            if app.overlay.is_none() || id != CommandId::Accept =>
        {
            let add = app.how(CommandId::AddVendor);
            let none = || format!("not now: no incident is under the cursor; {add} records one");
            Some(app.incident_in_hand().map(drop).ok_or_else(none))
        }
        CommandId::AddVendor => Some(Ok(())),
        _ => None,
    }
}

fn on_clocks(app: &App, id: CommandId) -> Option<Result<(), String>> {
    match id {
        CommandId::MarkSent | CommandId::Undo | CommandId::Redo if app.is_supposing() => {
            let back = app.how(CommandId::Back);
            Some(Err(format!("not now: this is a what-if; {back} leaves it")))
        }
        CommandId::MarkSent => Some(match app.clock_in_hand() {
            Some(_) => Ok(()),
            None => Err("not now: no clock is under the cursor".to_owned()),
        }),
        CommandId::NextQuestion | CommandId::PreviousQuestion if !app.is_supposing() => {
            let how = app.how(CommandId::WhatIf);
            Some(Err(format!("not now: {how} asks what if first; then days move")))
        }
        CommandId::TypeAnswer
        | CommandId::ChangeExhibit
        | CommandId::WhatIf
        | CommandId::NextQuestion
        | CommandId::PreviousQuestion => Some(Ok(())),
        _ => None,
    }
}
