//! What can be done on the screen of inquiries, and if not, why.

use crate::app::command::CommandId;
use crate::app::screen::Screen;
use crate::app::state::App;
use crate::domain::inquiry::LetterRequest;

/// Whether a command can run on the screen of inquiries; nothing, where another screen is seen or it is decided elsewhere.
pub(super) fn can_run(app: &App, id: CommandId) -> Option<Result<(), String>> {
    if !matches!(app.screen(), Some(Screen::Inquiries(_))) || app.overlay.is_some() {
        return None;
    }
    Some(match id {
        CommandId::AddVendor => Ok(()),
        CommandId::Accept => question(app),
        CommandId::AddClause | CommandId::ChangeExhibit | CommandId::CloseCycle => open(app),
        CommandId::Link => open(app).and_then(|()| request(app)),
        CommandId::Unlink => open(app).and_then(|()| request(app)).and_then(|()| mapped(app)),
        CommandId::HandOver => handed(app),
        _ => return None,
    })
}

fn open(app: &App) -> Result<(), String> {
    match app.inquiry_in_hand() {
        Some(inquiry) if inquiry.is_open() => Ok(()),
        Some(inquiry) => Err(format!("not now: {} is closed", inquiry.no)),
        None => Err("not now: no inquiry is under the cursor".to_owned()),
    }
}

fn request(app: &App) -> Result<(), String> {
    let found = app.letter_request_in_hand().map(|_| ());
    let how = app.how(CommandId::AddClause);
    found.ok_or_else(|| {
        format!("not now: no request of the letter is under the cursor; {how} writes one")
    })
}

fn mapped(app: &App) -> Result<(), String> {
    let open = app.letter_request_in_hand().is_some_and(LetterRequest::is_open);
    if open { Err("not now: nothing answers this request yet".to_owned()) } else { Ok(()) }
}

fn question(app: &App) -> Result<(), String> {
    request(app)?;
    let found = app.question_of_request().map(|_| ());
    found.ok_or_else(|| "not now: no question answers this request yet".to_owned())
}

fn handed(app: &App) -> Result<(), String> {
    match app.inquiry_in_hand() {
        None => Err("not now: no inquiry is under the cursor".to_owned()),
        Some(_) if app.reports_written().is_empty() => {
            Err("not now: no report was written yet that could have been handed over".to_owned())
        }
        Some(_) => Ok(()),
    }
}
