//! The one integration binary: linked once, a module a topic.

#![cfg(test)]

mod any_keys;
mod architecture;
mod bank;
mod beside;
mod cli;
mod commands;
mod cycles;
mod desk;
mod faults;
mod finding;
mod frames;
mod hands;
mod history;
mod hostile_screens;
mod import;
mod incident_interview;
mod incidents;
mod inquiries;
mod journal;
mod keeping;
mod killed;
mod kinds_on_screen;
mod line;
mod marks;
mod ours;
mod own_fonts;
mod pdf_conformance;
mod powercut;
mod processes;
mod pty;
mod questions;
mod record;
mod registers;
mod report;
mod report_engine;
mod rules;
mod sample;
mod screens;
mod settings;
mod store;
mod support;
mod taking;
mod update;
mod vendors;
