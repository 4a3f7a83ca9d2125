//! Hands on the program: keys of the user's own, and the mouse.

mod keys;
mod mouse;
