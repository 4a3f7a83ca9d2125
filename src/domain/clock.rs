//! Clocks: what an incident obliges whom to tell whom, by when, under which rule, counted from which day.

pub mod rule;
