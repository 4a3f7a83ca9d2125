//! The one integration binary: linked once, a module a topic.
#![cfg(test)]

mod faults;
mod journal;
mod processes;
mod record;
mod store;
