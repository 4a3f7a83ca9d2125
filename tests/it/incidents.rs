//! Incidents on the screens and in lines: the list, the clock board, the line of time, what-if, and marking as sent.

mod timeline;
