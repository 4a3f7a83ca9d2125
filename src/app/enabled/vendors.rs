//! What goes for a vendor: its screens, its tier, whether it is on the list.

use super::super::command::CommandId;
use super::super::screen::Screen;
use super::super::screen::dashboard::Pane;
use super::super::state::App;
use super::{is_ours, needs_vendor};

/// Whether such a command can run; none where it is another one.
pub(super) fn can_run(app: &App, id: CommandId) -> Option<Result<(), String>> {
    Some(match id {
        CommandId::NextQuestion | CommandId::PreviousQuestion
            if matches!(app.screen(), Some(Screen::Dashboard(_))) =>
        {
            can_move_over_themes(app)
        }
        CommandId::GoProfile
        | CommandId::GoRegisters
        | CommandId::GoIncidents
        | CommandId::GoInquiries
        | CommandId::GoReport
        | CommandId::GoOverview
        | CommandId::SetTier
        | CommandId::Retire
        | CommandId::RestoreVendor
            if is_ours(app) =>
        {
            Err("not now: that goes for vendors only".to_owned())
        }
        CommandId::GoInterview
        | CommandId::GoEvidence
        | CommandId::GoGaps
        | CommandId::GoHistory
        | CommandId::Compare
        | CommandId::GoCycle
        | CommandId::GoInquiries
        | CommandId::GoFollowUps
        | CommandId::GoProfile
        | CommandId::GoRegisters
        | CommandId::GoIncidents
        | CommandId::GoReport
        | CommandId::GoOverview
        | CommandId::SetTier => needs_vendor(app).map(drop),
        CommandId::Retire => needs_vendor(app)
            .and_then(|row| refuse_if(row.retired, "this vendor is retired already")),
        CommandId::RestoreVendor => {
            needs_vendor(app).and_then(|row| refuse_if(!row.retired, "this vendor is on the list"))
        }
        _ => return None,
    })
}

/// Whether the themes are seen over which left and right move.
fn can_move_over_themes(app: &App) -> Result<(), String> {
    match app.screen() {
        Some(Screen::Dashboard(dashboard)) if dashboard.pane == Pane::Map => Ok(()),
        _ => {
            let pane = app.how(CommandId::NextPane);
            Err(format!("not now: this moves over themes; {pane} shows them"))
        }
    }
}

fn refuse_if(refused: bool, why: &str) -> Result<(), String> {
    if refused { Err(format!("not now: {why}")) } else { Ok(()) }
}
