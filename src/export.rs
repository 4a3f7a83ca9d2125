//! What leaves the program as data for others: OCR's listing of business associates, and deadlines as a calendar.

pub mod calendar;
pub mod deadlines;
pub mod listing;
