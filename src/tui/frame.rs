//! The shape of every frame: where you are, a rule, the body, a rule that carries the status, and the keys that matter now.

use ratatui::layout::Rect;

use super::canvas::{Canvas, cells_of};
use super::{overlay, screen};
use crate::app::App;
use crate::app::command::{CommandId, Context};
use crate::app::enabled::can_run;
use crate::app::guide::Step;
use crate::app::key::Key;
use crate::app::keymap::ACCEPTS;
use crate::app::overlay::Overlay;
use crate::app::pointing::Target;
use crate::app::screen::Screen;
use crate::app::screen::clocks::{self, Clocks, Pane};
use crate::app::screen::deadlines::{Over, counted};
use crate::app::screen::history::History;
use crate::app::screen::incidents;
use crate::app::state::{Status, Store, StoreKind};
use crate::app::words::{capital, many};
use crate::domain::reporting::Kind;

/// Draws the whole frame.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let area = canvas.area;
    let body = Rect { y: area.y + 2, height: area.height - 4, ..area };
    head(app, canvas);
    screen::draw(app, canvas, body);
    status(app, canvas);
    keys(app, canvas);
    if let Some(lying) = &app.overlay {
        overlay::draw(app, lying, canvas, body);
    } else if !app.prefix.is_empty() {
        follow(app, canvas, body);
    }
}

fn head(app: &App, canvas: &mut Canvas<'_>) {
    let area = canvas.area;
    let row = Rect { x: area.x + 1, width: area.width - 2, height: 1, ..area };
    let right = true_now(app, row.width);
    let taken = canvas.put_right(row, area.y, &right, canvas.styles.text);
    let left = row.width.saturating_sub(taken + 2);
    let (mut x, end) = (row.x, row.x + left);
    for (place, (part, leads)) in trail(app, left).into_iter().enumerate() {
        let before = if place == 0 { "" } else { " › " };
        x += canvas.put(x, area.y, end.saturating_sub(x), before, canvas.styles.heading);
        let used = canvas.put(x, area.y, end.saturating_sub(x), &part, canvas.styles.heading);
        if let Some(leads) = leads {
            canvas.hit(Rect { x, y: area.y, width: used, height: 1 }, Target::Trail(leads));
        }
        x += used;
    }
    canvas.rule(Rect { y: area.y + 1, height: 1, ..area });
}

/// Where you are, and what leads to the screens above it; where there is little room, the list of vendors and then the vendor's name give
/// way.
fn trail(app: &App, cells: u16) -> Vec<(String, Option<CommandId>)> {
    let here = app.screen_context();
    let vendors = || ("Vendors".to_owned(), Some(CommandId::GoVendors));
    let below_vendors = |rest: String| {
        let fits = cells_of("Vendors › ") + cells_of(&rest) <= cells;
        let above = fits.then(vendors).into_iter();
        above.chain([(rest, None)]).collect()
    };
    match (here, &app.vendor) {
        (Context::Welcome, _) => vec![("Proofbook".to_owned(), None)],
        (Context::Dashboard, _) => vec![("Vendors".to_owned(), None)],
        (here, _) if app.over() == Some(Over::All) => {
            below_vendors(format!("{}, all vendors", here.title()))
        }
        (Context::Settings, _) if app.store.is_none() => {
            vec![(Context::Welcome.title().to_owned(), None), (here.title().to_owned(), None)]
        }
        (Context::Organization | Context::Settings, _) => below_vendors(here.title().to_owned()),
        (_, Some(vendor)) => {
            let ours = vendor.dossier.is_ours();
            let name = if ours { Context::Organization.title() } else { &vendor.dossier.name };
            let name = crate::text::visible(name);
            let room = |around: &str| {
                usize::from(cells.saturating_sub(cells_of(here.title()) + cells_of(around)))
            };
            let beside = room("Vendors ›  › ");
            let fits = beside >= SHORTEST || crate::text::width(&name) <= beside;
            let room = if fits { beside } else { room(" › ") };
            let name = crate::text::cut(&name, room).into_owned();
            let above = fits.then(vendors).into_iter();
            let rest = [(name, Some(CommandId::GoInterview)), (here.title().to_owned(), None)];
            above.chain(rest).collect()
        }
        (_, None) => vec![(here.title().to_owned(), None)],
    }
}

/// The fewest cells in which a vendor's name is told from others; with less, what stands before it gives way.
const SHORTEST: usize = 12;

/// What is true right now, at the right of the first row.
fn true_now(app: &App, cells: u16) -> String {
    let Some(store) = &app.store else { return String::new() };
    let facts = match app.screen() {
        Some(Screen::Dashboard(dashboard)) => {
            format!("{} · {}", store.today, many(dashboard.shown(store).len(), "vendor"))
        }
        Some(Screen::Interview(_)) => app.progress(),
        Some(Screen::Organization(_)) => answered(app).unwrap_or_default(),
        Some(Screen::Evidence(_)) => many(app.shown_exhibits().len(), "exhibit"),
        Some(Screen::Gaps(_)) => marked_of(app, gap_counts(app)),
        Some(Screen::Cycle(_)) => app.cycle_counts(),
        Some(Screen::Registers(_)) => many(app.shown_records().len(), "record"),
        Some(Screen::Incidents(_)) => many(app.incident_rows().len(), "incident"),
        Some(Screen::Clocks(_)) => app.with_board(incidents::counted).unwrap_or_default(),
        Some(Screen::FollowUps(_)) => {
            let open = app.shown_follow_ups().iter().filter(|of| of.one.is_open()).count();
            marked_of(app, format!("{open} open · {}", store.today))
        }
        Some(Screen::Deadlines(_)) => counted(&app.shown_deadlines(), store.today),
        Some(Screen::Inquiries(_)) => app.inquiry_counts(),
        Some(Screen::Profile(_)) => {
            let facts = app.shown_facts();
            let known = facts.iter().filter(|row| row.shown.is_some()).count();
            format!("{known} of {} on file", facts.len())
        }
        Some(Screen::Report(report)) => {
            let kind = match report.kind {
                Kind::Vendor => String::new(),
                kind => format!("{} · ", kind.title()),
            };
            format!("{kind}{} edition · {}", report.edition.word(), app.report_status())
        }
        Some(Screen::History(history)) => event_counts(app, history),
        Some(Screen::Listing(_)) => many(app.shown_entries().len(), "row"),
        Some(Screen::Overview(_)) => format!("{} · {}", store.today, app.report_status()),
        Some(Screen::Welcome(_) | Screen::Settings(_)) | None => String::new(),
    };
    let as_of = app.as_of().map(|as_of| format!("AS OF {as_of}"));
    let what_if = app.is_supposing().then(|| clocks::words::WHAT_IF.to_owned());
    let sample = sample(store).map(str::to_owned);
    // Which day is looked at matters more than a count that would take its place.
    let facts = if as_of.is_some() && cells_of(&facts) > cells / 4 || what_if.is_some() {
        String::new()
    } else {
        facts
    };
    let parts = sample
        .into_iter()
        .chain(as_of)
        .chain(what_if)
        .chain(app.working.word().map(str::to_owned))
        .chain(Some(facts).filter(|facts| !facts.is_empty()));
    parts.collect::<Vec<_>>().join(" \u{b7} ")
}

/// How many rows are marked, before what else is counted.
fn marked_of(app: &App, counted: String) -> String {
    match app.marked().len() {
        0 => counted,
        marked => format!("{marked} marked · {counted}"),
    }
}

/// How many events are shown of how many, and by what they are looked through.
fn event_counts(app: &App, history: &History) -> String {
    let (shown, all) = (app.shown_events().len(), app.told().len());
    if history.filter.is_empty() && history.rows.find.is_none() {
        return many(all, "event");
    }
    format!("{shown} of {}", many(all, "event"))
}

/// The sample says so in every frame.
pub(super) const fn sample(store: &Store) -> Option<&'static str> {
    match store.kind {
        StoreKind::Sample(_) => Some("SAMPLE"),
        StoreKind::Own => None,
    }
}

fn answered(app: &App) -> Option<String> {
    let readiness = &app.vendor_in_hand()?.readiness;
    Some(format!("{} of {} answered", readiness.answered(), readiness.whole.applicable))
}

fn gap_counts(app: &App) -> String {
    let counts = app.with_gaps_and_contradictions(|gaps, contradictions| {
        let accepted = gaps.iter().filter(|gap| gap.accepted.is_some()).count();
        (gaps.len(), accepted, contradictions.len())
    });
    let (all, accepted, contradictions) = counts.unwrap_or_default();
    let accepted = match accepted {
        0 => String::new(),
        accepted => format!(", {accepted} accepted"),
    };
    let contradictions = match contradictions {
        0 => String::new(),
        found => format!(" \u{b7} {}", many(found, "contradiction")),
    };
    format!("{}{accepted}{contradictions}", many(all, "gap"))
}

fn status(app: &App, canvas: &mut Canvas<'_>) {
    let area = canvas.area;
    let y = area.bottom() - 2;
    canvas.rule(Rect { y, height: 1, ..area });
    let (words, style) = match &app.status {
        // Where there is no vendor yet, all the steps stand in the body.
        Status::Quiet => match (app.work_words(), app.first_step(), app.first_step_words()) {
            (Some(words), ..) | (None, Some(Step::OpenInterview | Step::Answer), Some(words)) => {
                (words, canvas.styles.heading)
            }
            _ => return,
        },
        Status::Said(words) => (words.clone(), canvas.styles.heading),
        Status::Saved(words) => (words.clone(), canvas.styles.met),
        Status::Problem(problem) => {
            (format!("{} f1 says what to do.", capital(&problem.summary)), canvas.styles.unmet)
        }
    };
    // A message that does not fit the rule takes the rows above it, so that none is cut.
    let lines = super::canvas::lines_of(&words, area.width - 6);
    let above = super::canvas::rows(lines.len()).saturating_sub(1).min(4);
    let top = y - above;
    let blank = " ".repeat(usize::from(area.width));
    for (row, line) in (top..=y).zip(&lines) {
        if above > 0 {
            canvas.hit(Rect { y: row, height: 1, ..area }, Target::Nothing);
            canvas.put(area.x, row, area.width, &blank, canvas.styles.text);
        }
        canvas.put(area.x, row, 2, "──", canvas.styles.rule);
        canvas.put(area.x + 2, row, area.width - 4, &format!(" {line} "), style);
    }
}

fn keys(app: &App, canvas: &mut Canvas<'_>) {
    let area = canvas.area;
    let y = area.bottom() - 1;
    let (left, right) = (area.x + 1, area.right() - 1);
    let help = if app.context() == Context::Typing || app.overlay.is_some() {
        "f1 help".to_owned()
    } else {
        format!("{} help", app.keymap.key(CommandId::Help))
    };
    let limit = right.saturating_sub(cells_of(&help) + 3);
    let mut x = left;
    for Hint { words, target } in shown_hints(app) {
        if x + cells_of(&words) > limit {
            break;
        }
        let used = canvas.put(x, y, limit - x, &words, canvas.styles.text);
        canvas.hit(Rect { x, y, width: used, height: 1 }, target);
        x += used + 3;
    }
    let used = canvas.put(x, y, right.saturating_sub(x), &help, canvas.styles.text);
    canvas.hit(Rect { x, y, width: used, height: 1 }, Target::Command(CommandId::Help));
}

/// Words of the footer, and what they do where they are pointed at.
struct Hint {
    words: String,
    target: Target,
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
fn shown_hints(app: &App) -> Vec<Hint> {
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
            let mut hints = vec![Hint::says("enter next field")];
            hints.extend(accept_hint(app, keeps));
            hints.push(text_is_kept());
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
                let mut hints =
                    Vec::from_iter(Hint::runs(app, CommandId::KeepText, "record the note"));
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

/// How wide what may follow a prefix is listed.
const FOLLOWING: u16 = 28;

/// What may follow a prefix, as soon as it is pressed: in two columns where one is too high for the window.
fn follow(app: &App, canvas: &mut Canvas<'_>, body: Rect) {
    let follow = app.keymap.what_may_follow(app.screen_context(), &app.prefix);
    let count = super::canvas::rows(follow.len());
    let columns = if count + 2 > body.height { 2 } else { 1 };
    let (high, wide) = (count.div_ceil(columns), FOLLOWING * columns);
    let height = (high + 2).min(body.height);
    let area =
        Rect { x: body.right() - wide - 4, y: body.bottom() - height, width: wide + 3, height };
    let prefix: Vec<String> = app.prefix.iter().map(ToString::to_string).collect();
    let inner = canvas.boxed(area, &format!("{} then", prefix.join(" ")));
    for (place, (keys, command)) in (0..count).zip(follow) {
        let (x, y) = (inner.x + place / high * FOLLOWING, inner.y + place % high);
        canvas.put(x, y, 5, &keys, canvas.styles.heading);
        canvas.put(x + 5, y, FOLLOWING - 6, command.title, canvas.styles.text);
        let row = Rect { x, y, width: FOLLOWING - 1, height: 1 };
        canvas.hit(row, Target::Command(command.id));
    }
}
