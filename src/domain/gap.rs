//! Shortfalls opened by standings.
