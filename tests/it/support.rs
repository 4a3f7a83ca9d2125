//! A made world: a small bank, a few vendors in memory, and a desk that records without a disk. Drives the program as its users do.

#![allow(dead_code, reason = "each topic uses its own part of this module")]

pub(crate) mod bank;
pub(crate) mod clocks;
pub(crate) mod desk;
pub(crate) mod screen;
pub(crate) mod watching;

pub(crate) use desk::FakeWorld;
pub(crate) use screen::Screen;
pub(crate) use watching::StopsAfter;
