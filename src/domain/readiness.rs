//! The figure: documented over applicable.
