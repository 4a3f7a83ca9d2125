//! The one integration binary: linked once, a module a topic.

mod report_engine;
