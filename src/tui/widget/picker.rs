//! Draws the files from which is chosen.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::command::CommandId;
use crate::app::form::Form;
use crate::app::form::picker::Picks;
use crate::app::list::first_in_view;
use crate::app::pointing::{Part, Target};
use crate::app::words::not_yet;
use crate::tui::canvas::{Canvas, cells_of};

/// Draws the files that fit, with what each is, and what the keys do.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect, form: &Form) {
    let picker = &form.picker;
    let list = Rect { height: area.height.saturating_sub(1), ..area };
    let entries = &picker.entries;
    let first = first_in_view(picker.at.unwrap_or(0), entries.len(), usize::from(list.height));
    canvas.hit(list, Target::In(Part::Files, None));
    for (y, (place, entry)) in (list.y..list.bottom()).zip(entries.iter().enumerate().skip(first)) {
        canvas.hit(Rect { y, height: 1, ..list }, Target::In(Part::Files, Some(place)));
        let told = entry.told();
        let right = cells_of(&told).min(list.width / 2);
        canvas.put_right(list, y, &told, canvas.styles.quiet);
        let mark = if picker.is_marked(entry) { "[x] " } else { "    " };
        let cells = list.width.saturating_sub(right + 4);
        canvas.put(list.x + 2, y, cells, &format!("{mark}{}", entry.name()), canvas.styles.text);
        if picker.at == Some(place) {
            canvas.put(list.x, y, 1, ">", canvas.styles.heading);
            canvas.focus_row(list.x, y, list.width);
        }
    }
    if let Some(why) = &form.refused {
        let words = not_yet(why);
        canvas.put(area.x, list.bottom(), area.width, &words, canvas.styles.unmet);
        return;
    }
    let keys = match (picker.marked_words(), picker.picks) {
        (Some(marked), _) => {
            format!("{marked} marked; {} takes them", app.how(CommandId::KeepText))
        }
        (None, Picks::Several) => "down to choose, space marks several, tab completes".to_owned(),
        (None, Picks::One) => "down to choose, enter takes it, tab completes".to_owned(),
        (None, Picks::Nothing) => "tab completes what they share".to_owned(),
    };
    canvas.put(area.x, list.bottom(), area.width, &keys, canvas.styles.quiet);
}
