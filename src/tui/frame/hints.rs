//! The words of the last row: the keys that matter now, each with what it does where it is pointed at.

use crate::app::App;
use crate::app::command::{CommandId, Context};
use crate::app::enabled::can_run;
use crate::app::key::Key;
use crate::app::keymap::ACCEPTS;
use crate::app::overlay::Overlay;
use crate::app::pointing::Target;
use crate::app::screen::Screen;
use crate::app::screen::clocks::{Clocks, Pane};

/// Words of the footer, and what they do where they are pointed at.
pub(super) struct Hint {
    pub(super) words: String,
    pub(super) target: Target,
}

impl Hint {
    /// Words that only say something.
    fn says(words: impl Into<String>) -> Self {
        Self { words: words.into(), target: Target::Nothing }
    }

    /// A key that what is typed in takes.
    fn key(key: Key, words: &str) -> Self {
        Self { words: words.to_owned(), target: Target::Key(key.into()) }
    }

    /// What esc does, which nobody can take away.
    fn back(words: &str) -> Self {
        Self { words: format!("esc {words}"), target: Target::Command(CommandId::Back) }
    }

    /// A command by its key; nothing where it has none.
    fn runs(app: &App, id: CommandId, words: &str) -> Option<Self> {
        let key = app.keymap.key(id);
        let hint = || Self { words: format!("{key} {words}"), target: Target::Command(id) };
        (!key.is_empty()).then(hint)
    }

    /// Two commands by their keys, where both have one.
    fn pair(
        app: &App,
        one: (CommandId, &str),
        other: (CommandId, &str),
        words: &str,
    ) -> Option<Self> {
        let (one, other) = (app.keymap.prefers(one.0, one.1), app.keymap.prefers(other.0, other.1));
        let hint = || Self::says(format!("{one}/{other} {words}"));
        (!one.is_empty() && !other.is_empty()).then(hint)
    }
}

/// The footer's words: what has the focus decides; commands that cannot run now are left out.
pub(super) fn shown_hints(app: &App) -> Vec<Hint> {
    let text_is_kept = || Hint::back("close, text is kept");
    match &app.overlay {
        Some(Overlay::Palette(_)) => vec![
            Hint::says("type to find"),
            Hint::says("up/down choose"),
            Hint::key(Key::Enter, "enter run"),
            Hint::back("close"),
        ],
        Some(Overlay::Finding(finding)) => vec![
            Hint::says("type to find"),
            Hint::says("up/down choose"),
            Hint::key(Key::Enter, finding.enter_does()),
            Hint::back("close"),
        ],
        Some(Overlay::Help(_)) => {
            vec![Hint::says("type to find"), Hint::says("up/down scroll"), Hint::back("close")]
        }
        // One click on words below never answers what is asked.
        Some(Overlay::Confirm(_)) => vec![
            Hint::key(Key::Tab, "tab other button"),
            Hint::says("enter choose"),
            Hint::back("close"),
        ],
        Some(Overlay::Problem(_)) => vec![Hint::key(Key::Esc, "any key closes this")],
        Some(Overlay::Prompt(prompt)) => {
            let keeps = if prompt.register().is_some() { "record" } else { "accept" };
            // On the last field enter does what the form is for: whoever reads "next field" there records what they did not choose.
            let mut hints = if prompt.form.is_on_last() {
                vec![Hint::says(format!("enter {keeps}"))]
            } else {
                let mut hints = vec![Hint::says("enter next field")];
                hints.extend(accept_hint(app, keeps));
                hints
            };
            hints.push(text_is_kept());
            if prompt.form.is_on_text() {
                hints.push(Hint::says("ctrl-u empty the field"));
            }
            hints
        }
        None => screen_hints(app),
    }
}

/// The key that accepts a form from any of its fields, which fields know by the table's key.
fn accept_hint(app: &App, words: &str) -> Option<Hint> {
    let hint = Hint::runs(app, CommandId::KeepText, words)?;
    Some(Hint { target: Target::Key(ACCEPTS), ..hint })
}

fn hints_while_typing(app: &App) -> Vec<Hint> {
    use crate::app::screen::interview::Editing;
    match app.screen() {
        Some(Screen::Welcome(_)) => vec![
            Hint::key(Key::Enter, "enter go on"),
            Hint::says("up/down field"),
            Hint { words: "ctrl-c quit".to_owned(), target: Target::Command(CommandId::Quit) },
            Hint { words: "ctrl-p all".to_owned(), target: Target::Command(CommandId::Palette) },
        ],
        Some(Screen::Interview(interview)) => match interview.editing {
            Some(Editing::Note(_)) => {
                // Without an answer there is nothing with which a note could be recorded.
                let keeps = if app.reply().is_some() { "record the note" } else { "keep the note" };
                let mut hints = Vec::from_iter(Hint::runs(app, CommandId::KeepText, keeps));
                hints.extend([Hint::back("keep as draft"), Hint::says("enter new line")]);
                hints
            }
            _ => vec![Hint::key(Key::Enter, "enter record"), Hint::back("cancel")],
        },
        _ => vec![
            Hint::key(Key::Enter, "enter keep the search"),
            Hint::back("end it"),
            Hint::says("up/down move"),
        ],
    }
}

fn screen_hints(app: &App) -> Vec<Hint> {
    use crate::app::screen::interview::Pane as Part;
    let context = app.context();
    if context == Context::Typing {
        return hints_while_typing(app);
    }
    let scroll = || Hint::pair(app, (CommandId::Up, "up"), (CommandId::Down, "down"), "scroll");
    if app.interview().is_some_and(|one| context == Context::Interview && one.pane == Part::Closing)
    {
        let hints = [
            Hint::runs(app, CommandId::Accept, "back to the question"),
            Hint::runs(app, CommandId::NextOpen, "next open"),
            scroll(),
            Some(Hint::back("vendors")),
        ];
        return hints.into_iter().flatten().collect();
    }
    if let Some(hints) = app.clocks().and_then(|clocks| clock_hints(app, clocks)) {
        return hints;
    }
    let mut shown: Vec<Hint> = match (app.as_of(), app.is_at_the_top_of_the_past()) {
        (None, _) => answer_hint(app).into_iter().collect(),
        (Some(_), true) => vec![Hint::back("back to today")],
        (Some(_), false) => {
            let mut hints = vec![Hint::back("back")];
            hints.extend(Hint::runs(app, CommandId::LookBack, "today or another day"));
            hints
        }
    };
    for (_, word, id) in app.keymap.hints(context) {
        let always = id == CommandId::Accept
            && !matches!(context, Context::Registers | Context::Cycle | Context::Inquiries);
        let said = app.looking.is_some() && id == CommandId::LookBack;
        if id == CommandId::Accept && app.lists_nothing() {
            continue;
        }
        if (can_run(app, id).is_ok() || (always && app.looking.is_none())) && !said {
            shown.extend(Hint::runs(app, id, word));
        }
    }
    shown
}

/// The keys of a page of the clock board, or of a what-if; nothing where the clocks are listed as they are on file.
fn clock_hints(app: &App, clocks: &Clocks) -> Option<Vec<Hint>> {
    let (earlier, later) = (CommandId::PreviousQuestion, CommandId::NextQuestion);
    let hints = match (clocks.pane, app.is_supposing()) {
        (Pane::List, false) => return None,
        (Pane::List, true) => vec![
            Hint::pair(app, (earlier, "left"), (later, "right"), "move a day"),
            Some(Hint::back("ends it")),
            Hint::runs(app, CommandId::WhatIf, "days and people"),
            Hint::runs(app, CommandId::Accept, "whole"),
            Hint::runs(app, CommandId::NextPane, "line of time"),
        ],
        _ => vec![
            Some(Hint::back("the clocks")),
            Hint::pair(app, (CommandId::Up, "up"), (CommandId::Down, "down"), "scroll"),
            Hint::runs(app, CommandId::NextPane, "next part"),
            Hint::runs(app, CommandId::Palette, "all"),
        ],
    };
    Some(hints.into_iter().flatten().collect())
}

/// How the question that is seen is answered.
fn answer_hint(app: &App) -> Option<Hint> {
    let Some(Screen::Interview(_)) = app.screen() else { return None };
    let kind = &app.question()?.kind;
    match kind.choices().len() {
        0 => Hint::runs(app, CommandId::TypeAnswer, "type the answer"),
        many => {
            let does = if kind.takes_several() { "check" } else { "answer" };
            Some(Hint::says(format!("1-{} {does}", many.min(9))))
        }
    }
}
