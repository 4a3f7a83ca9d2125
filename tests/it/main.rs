//! The one integration binary: linked once, a module a topic.

mod faults;
mod journal;
mod record;
mod store;
