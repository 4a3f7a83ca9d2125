//! What goes for a vendor: its screens, its tier, whether it is on the list.

use super::super::command::CommandId;
use super::super::state::App;
use super::{is_ours, needs_vendor};

/// Whether such a command can run; none where it is another one.
pub(super) fn can_run(app: &App, id: CommandId) -> Option<Result<(), String>> {
    Some(match id {
        CommandId::GoProfile
        | CommandId::GoRegisters
        | CommandId::GoIncidents
        | CommandId::GoReport
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
        | CommandId::GoFollowUps
        | CommandId::GoProfile
        | CommandId::GoRegisters
        | CommandId::GoIncidents
        | CommandId::GoReport
        | CommandId::SetTier => needs_vendor(app).map(drop),
        CommandId::Retire => needs_vendor(app)
            .and_then(|row| refuse_if(row.retired, "this vendor is retired already")),
        CommandId::RestoreVendor => {
            needs_vendor(app).and_then(|row| refuse_if(!row.retired, "this vendor is on the list"))
        }
        _ => return None,
    })
}

fn refuse_if(refused: bool, why: &str) -> Result<(), String> {
    if refused { Err(format!("not now: {why}")) } else { Ok(()) }
}
