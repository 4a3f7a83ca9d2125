//! The one integration binary: linked once, a module a topic.

mod architecture;
mod desk;
mod faults;
mod journal;
mod processes;
mod questions;
mod record;
mod report_engine;
mod rules;
mod sample;
mod store;
