//! The one integration binary: linked once, a module a topic.

mod commands;
mod screens;
mod support;
mod update;
