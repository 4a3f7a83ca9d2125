//! How each answer stands on a day.
