//! The one integration binary: linked once, a module a topic.

mod screens;
mod support;
mod update;
