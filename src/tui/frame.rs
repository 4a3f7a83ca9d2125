//! The shape of every frame: where you are, a rule, the body, a rule that carries the status, and the keys that matter now.

use ratatui::layout::Rect;

use super::canvas::{Canvas, cells_of};
use super::{overlay, screen};
use crate::app::App;
use crate::app::command::{CommandId, Context, hints};
use crate::app::enabled::can_run;
use crate::app::guide::Step;
use crate::app::keymap::what_may_follow;
use crate::app::overlay::Overlay;
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
    canvas.put(row.x, area.y, left, &trail(app, left), canvas.styles.heading);
    canvas.rule(Rect { y: area.y + 1, height: 1, ..area });
}

/// Where you are; the vendor's name gives way first.
fn trail(app: &App, cells: u16) -> String {
    let here = app.screen_context();
    match (here, &app.vendor) {
        (Context::Welcome, _) => "Proofbook".to_owned(),
        (Context::Dashboard, _) => "Vendors".to_owned(),
        (here, _) if app.over() == Some(Over::All) => {
            format!("Vendors › {}, all vendors", here.title())
        }
        (Context::Organization, _) => format!("Vendors › {}", here.title()),
        (_, Some(vendor)) => {
            let fixed = cells_of(here.title()) + cells_of("Vendors ›  › ");
            let name = crate::text::visible(&vendor.dossier.name);
            let name = crate::text::cut(&name, usize::from(cells.saturating_sub(fixed)).max(8))
                .into_owned();
            format!("Vendors › {name} › {}", here.title())
        }
        (_, None) => here.title().to_owned(),
    }
}

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
        Some(Screen::Gaps(_)) => gap_counts(app),
        Some(Screen::Cycle(_)) => app.cycle_counts(),
        Some(Screen::Registers(_)) => many(app.shown_records().len(), "record"),
        Some(Screen::Incidents(_)) => many(app.incident_rows().len(), "incident"),
        Some(Screen::Clocks(_)) => app.with_board(incidents::counted).unwrap_or_default(),
        Some(Screen::FollowUps(_)) => {
            let open = app.shown_follow_ups().iter().filter(|of| of.one.is_open()).count();
            format!("{open} open · {}", store.today)
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
        Some(Screen::Welcome(_)) | None => String::new(),
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
        .chain(Some(facts).filter(|facts| !facts.is_empty()));
    parts.collect::<Vec<_>>().join(" \u{b7} ")
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
        Status::Quiet => match (app.first_step(), app.first_step_words()) {
            (Some(Step::OpenInterview | Step::Answer), Some(words)) => {
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
        "f1 help"
    } else {
        "? help"
    };
    let limit = right.saturating_sub(cells_of(help) + 3);
    let mut x = left;
    for hint in shown_hints(app) {
        if x + cells_of(&hint) > limit {
            break;
        }
        x += canvas.put(x, y, limit - x, &hint, canvas.styles.text) + 3;
    }
    canvas.put(x, y, right.saturating_sub(x), help, canvas.styles.text);
}

/// The footer's words: what has the focus decides; commands that cannot run now are left out.
fn shown_hints(app: &App) -> Vec<String> {
    let fixed: &[&str] = match &app.overlay {
        Some(Overlay::Palette(_)) => &["type to find", "up/down choose", "enter run", "esc close"],
        Some(Overlay::Help(_)) => &["type to find", "up/down scroll", "esc close"],
        Some(Overlay::Confirm(_)) => &["tab other button", "enter choose", "esc close"],
        Some(Overlay::Problem(_)) => &["any key closes this"],
        Some(Overlay::Prompt(prompt)) if prompt.register().is_some() => {
            &["enter next field", "ctrl-s record", "esc close, text is kept"]
        }
        Some(Overlay::Prompt(_)) => {
            &["enter next field", "ctrl-s accept", "esc close, text is kept"]
        }
        None => return screen_hints(app),
    };
    fixed.iter().map(|hint| (*hint).to_owned()).collect()
}

fn screen_hints(app: &App) -> Vec<String> {
    use crate::app::screen::interview::{Editing, Pane as Part};
    let context = app.context();
    if context == Context::Typing {
        let fixed: &[&str] = match app.screen() {
            Some(Screen::Welcome(_)) => &["enter go on", "up/down field", "ctrl-c quit"],
            Some(Screen::Interview(interview)) => match interview.editing {
                Some(Editing::Note(_)) => {
                    &["ctrl-s record the note", "esc keep as draft", "enter new line"]
                }
                _ => &["enter record", "esc cancel"],
            },
            _ => &["enter keep the search", "esc end it", "up/down move"],
        };
        return fixed.iter().map(|hint| (*hint).to_owned()).collect();
    }
    if app.interview().is_some_and(|one| context == Context::Interview && one.pane == Part::Closing)
    {
        let fixed = ["enter back to the question", "] next open", "up/down scroll", "esc vendors"];
        return fixed.map(str::to_owned).to_vec();
    }
    if let Some(fixed) = app.clocks().and_then(|clocks| clock_hints(app, clocks)) {
        return fixed.iter().map(|hint| (*hint).to_owned()).collect();
    }
    let mut shown: Vec<String> = match (app.as_of(), app.is_at_the_top_of_the_past()) {
        (None, _) => answer_hint(app).into_iter().collect(),
        (Some(_), true) => vec!["esc back to today".to_owned()],
        (Some(_), false) => vec!["esc back".to_owned(), "@ today or another day".to_owned()],
    };
    for (key, word, id) in hints(context) {
        let always = id == CommandId::Accept
            && !matches!(context, Context::Registers | Context::Cycle | Context::Inquiries);
        let said = app.looking.is_some() && id == CommandId::LookBack;
        if (can_run(app, id).is_ok() || (always && app.looking.is_none())) && !said {
            shown.push(format!("{key} {word}"));
        }
    }
    shown
}

/// The keys of a page of the clock board, or of a what-if; nothing where the clocks are listed as they are on file.
fn clock_hints(app: &App, clocks: &Clocks) -> Option<&'static [&'static str]> {
    match (clocks.pane, app.is_supposing()) {
        (Pane::List, false) => None,
        (Pane::List, true) => Some(&[
            "left/right move a day",
            "esc ends it",
            "d days and people",
            "enter whole",
            "tab line of time",
        ]),
        _ => Some(&["esc the clocks", "up/down scroll", "tab next part", "ctrl-p all"]),
    }
}

/// How the question that is seen is answered.
fn answer_hint(app: &App) -> Option<String> {
    let Some(Screen::Interview(_)) = app.screen() else { return None };
    let kind = &app.question()?.kind;
    Some(match kind.choices().len() {
        0 => "e type the answer".to_owned(),
        many => {
            format!("1-{} {}", many.min(9), if kind.takes_several() { "check" } else { "answer" })
        }
    })
}

/// How wide what may follow a prefix is listed.
const FOLLOWING: u16 = 28;

/// What may follow a prefix, as soon as it is pressed: in two columns where one is too high for the window.
fn follow(app: &App, canvas: &mut Canvas<'_>, body: Rect) {
    let follow = what_may_follow(app.screen_context(), &app.prefix);
    let count = super::canvas::rows(follow.len());
    let columns = if count + 2 > body.height { 2 } else { 1 };
    let (high, wide) = (count.div_ceil(columns), FOLLOWING * columns);
    let height = (high + 2).min(body.height);
    let area =
        Rect { x: body.right() - wide - 4, y: body.bottom() - height, width: wide + 3, height };
    let prefix: Vec<String> = app.prefix.iter().map(ToString::to_string).collect();
    let inner = canvas.boxed(area, &format!("{} then", prefix.join(" ")));
    for (place, (keys, title)) in (0..count).zip(follow) {
        let (x, y) = (inner.x + place / high * FOLLOWING, inner.y + place % high);
        canvas.put(x, y, 5, &keys, canvas.styles.heading);
        canvas.put(x + 5, y, FOLLOWING - 6, title, canvas.styles.text);
    }
}
