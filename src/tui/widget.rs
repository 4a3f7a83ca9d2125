//! Parts that several screens are drawn with.

pub(super) mod field;
pub(super) mod meter;
mod picker;
pub(super) mod timeline;
