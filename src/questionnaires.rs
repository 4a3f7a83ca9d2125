//! stub
use crate::domain::{bank::Bank, id::Digest};
use crate::problem::Problem;
use std::sync::Arc;
/// stub
pub mod builtin {
    use super::*;
    /// stub
    pub fn files() -> &'static [(&'static str, &'static str)] {
        &[]
    }
    /// stub
    pub fn digest() -> Digest {
        Digest::of(b"")
    }
    /// stub
    pub fn bank() -> Result<Arc<Bank>, Problem> {
        Err(Problem::bug("stub"))
    }
}
/// stub
pub fn read(_files: &[(String, Vec<u8>)]) -> Result<Bank, Vec<Problem>> {
    Err(vec![])
}
