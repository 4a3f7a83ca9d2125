//! The one integration binary: linked once, a module a topic.

mod journal;
mod record;
