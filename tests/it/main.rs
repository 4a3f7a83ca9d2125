//! The one integration binary: linked once, a module a topic.
#![cfg(test)]

mod questions;
