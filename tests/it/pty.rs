//! The program itself in a terminal: keys in at one end of a pty, a screen as a terminal emulator reads it at the other.

mod beside;
mod crash;
mod history;
mod home;
mod interview;
mod leaving;
mod looks;
mod mouse;
mod registers;
mod rough;
mod session;
mod sharing;
mod start;
