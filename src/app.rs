//! The program as a state machine that knows no terminal: what happened comes in as a [`message::Message`], what is asked of the world
//! goes out as [`effect::Effect`]s. The screens ([`crate::tui`]) and the line mode ([`crate::line`]) drive the same core.

pub mod command;
pub mod effect;
pub mod enabled;
pub mod form;
pub mod guide;
pub mod in_turn;
pub mod key;
pub mod keymap;
pub mod list;
pub mod looking_back;
pub mod message;
pub mod overlay;
pub mod pointing;
pub mod screen;
pub mod state;
pub mod undoing;
pub mod update;
pub mod words;
pub mod working;

pub use self::state::App;
pub use self::update::update;
