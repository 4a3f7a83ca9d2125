//! What leaves the program as data for others: OCR's listing of business associates, deadlines as a calendar, and the binder that is
//! handed over.

pub mod binder;
pub mod calendar;
pub mod deadlines;
pub mod listing;
