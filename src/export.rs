//! What leaves the program as data for others: so far OCR's listing of business associates.

pub mod listing;
