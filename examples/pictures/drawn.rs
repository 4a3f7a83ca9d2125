//! The pictures of the README and the manual as SVG, drawn by the real drawing code from the sample.

use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;

use proofbook::app::effect::{Effect, World as _};
use proofbook::app::key::read_chords;
use proofbook::app::message::Message;
use proofbook::app::{App, update};
use proofbook::desk::Seat;
use proofbook::domain::id::AccountId;
use proofbook::io::Disk;
use proofbook::runtime::Runtime;
use proofbook::time::SystemNow;
use proofbook::tui::draw_into;
use proofbook::tui::look::{Look, Signs, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

/// Each picture: its name, its size in cells, and the keys that lead to it from the list of vendors.
const PICTURES: [(&str, (u16, u16), &str); 8] = [
    ("vendors", (100, 28), "s"),
    ("map", (120, 28), "s tab"),
    ("overview", (120, 36), "/ l a r k enter g d"),
    ("interview", (120, 36), "s enter esc"),
    ("gaps", (100, 28), "s g a"),
    ("clocks", (100, 28), "/ l a r k enter g n enter"),
    ("report", (100, 28), "/ l a r k enter r"),
    ("find", (100, 28), "ctrl-f e n c r y p t"),
];

/// A cell's width and height, in points.
const CELL: (f64, f64) = (7.2, 15.0);
/// How often time passes before a picture is taken.
const TICKS: usize = 8;
const INK: &str = "#d8dee4";
const PAPER: &str = "#14181d";

/// Every picture: its file's name and what is in it.
///
/// # Errors
/// The sample cannot be loaded, or a key of the list above is none.
pub(crate) fn drawn() -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let seat = Seat {
        folder: folder.path().join("record"),
        io: Arc::new(Disk),
        now: Arc::new(SystemNow),
        account: AccountId::from_user_name("dana"),
    };
    proofbook::sample::load(&seat)?;
    let drawn = PICTURES.into_iter().map(|(name, size, keys)| {
        Ok((format!("{name}.svg"), svg(&frame(seat.clone(), size, keys)?)?))
    });
    drawn.collect()
}

/// The frame that stands after these keys.
fn frame(seat: Seat, (width, height): (u16, u16), keys: &str) -> Result<Buffer, Box<dyn Error>> {
    let mut world = Runtime::open(seat, None, "Documents".into())?;
    let mut app = App::new();
    let mut waiting = world.first()?;
    waiting.extend(read_chords(keys)?.into_iter().map(Message::Press));
    // The search over everything looks at some records at a time.
    waiting.extend((0..TICKS).map(|_| Message::Tick));
    waiting.reverse();
    while let Some(message) = waiting.pop() {
        let effects = update(&mut app, message);
        let reports: Vec<Message> = effects
            .into_iter()
            .filter(|effect| !matches!(effect, Effect::Quit | Effect::Suspend | Effect::Redraw))
            .flat_map(|effect| world.perform(effect))
            .collect();
        waiting.extend(reports.into_iter().rev());
    }
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    draw_into(&app, &Look::new(Theme::Dark, Signs::Unicode), area, &mut buffer);
    Ok(buffer)
}

/// The frame as a picture: one text per run of cells that look alike.
fn svg(buffer: &Buffer) -> Result<String, std::fmt::Error> {
    let area = buffer.area;
    let (wide, high) =
        (f64::from(area.width) * CELL.0 + 20.0, f64::from(area.height) * CELL.1 + 20.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide:.1} {high:.1}\" \
         font-family=\"ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n"
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let style = buffer[(x, y)].style();
            let start = x;
            let mut words = String::new();
            while x < area.width && buffer[(x, y)].style() == style {
                words.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            run(&mut out, (start, y), x - start, &words, style)?;
        }
    }
    out.push_str("</svg>\n");
    Ok(out)
}

fn run(
    out: &mut String,
    (x, y): (u16, u16),
    cells: u16,
    words: &str,
    style: Style,
) -> std::fmt::Result {
    let (left, top) = (10.0 + f64::from(x) * CELL.0, 10.0 + f64::from(y) * CELL.1);
    let length = f64::from(cells) * CELL.0;
    let has = |modifier| style.add_modifier.contains(modifier);
    let ink = ink(style.fg);
    let ink = if has(Modifier::REVERSED) {
        writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{length:.1}\" height=\"{:.1}\" fill=\"{ink}\"/>",
            CELL.1
        )?;
        PAPER
    } else {
        ink
    };
    if words.trim().is_empty() {
        return Ok(());
    }
    let weight = if has(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let line = if has(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{length:.1}\" xml:space=\"preserve\" fill=\"{ink}\"{weight}{line}>{words}</text>",
        top + 11.5
    )
}

const fn ink(color: Option<Color>) -> &'static str {
    match color {
        Some(Color::Gray) => "#9aa4ae",
        Some(Color::DarkGray) => "#56606b",
        Some(Color::Cyan) => "#7cc7d8",
        Some(Color::Green) => "#8fc98a",
        Some(Color::Yellow | Color::LightYellow) => "#e0c074",
        Some(Color::Red | Color::LightRed) => "#f0837c",
        Some(Color::Magenta | Color::LightMagenta) => "#d79bd0",
        _ => INK,
    }
}
