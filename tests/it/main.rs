//! The one integration binary: linked once, a module a topic.

mod questions;
