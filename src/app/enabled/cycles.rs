//! What can be done on the screen of a reassessment.

use crate::app::command::CommandId;
use crate::app::screen::Screen;
use crate::app::state::App;
use crate::domain::standing::Standing;

/// Whether a command can run on the screen of a reassessment; nothing, where it is decided elsewhere.
pub(super) fn can_run(app: &App, id: CommandId) -> Option<Result<(), String>> {
    if !matches!(app.screen(), Some(Screen::Cycle(_))) {
        return None;
    }
    match id {
        CommandId::ConfirmAnswer => Some(can_be_confirmed(app)),
        CommandId::Accept if app.overlay.is_none() && app.cycle_row_in_hand().is_none() => {
            Some(Err("not now: no question is under the cursor".to_owned()))
        }
        CommandId::AddVendor if app.is_cycle_open() => {
            Some(Err("not now: a reassessment is open already".to_owned()))
        }
        CommandId::CloseCycle if !app.is_cycle_open() => {
            Some(Err("not now: no reassessment is open".to_owned()))
        }
        _ => None,
    }
}

/// Whether the row under the cursor can be confirmed as it stands.
fn can_be_confirmed(app: &App) -> Result<(), String> {
    let row = app.cycle_row_in_hand().ok_or("not now: no answer is under the cursor")?;
    let standings = app.standings();
    let stand = row.question().zip(standings.as_ref()).and_then(|(id, all)| all.get(id));
    match stand {
        Some(stand)
            if stand.standing == Standing::Open && !stand.is_proposed_and_not_confirmed() =>
        {
            let open = app.how(CommandId::Accept);
            Err(format!("not now: it is not answered; {open} goes to the question"))
        }
        _ => Ok(()),
    }
}
