//! exhibits
