//! The one integration binary: linked once, a module a topic.
#![cfg(test)]

mod report_engine;
mod faults;
mod journal;
mod processes;
mod record;
mod store;
mod questions;
