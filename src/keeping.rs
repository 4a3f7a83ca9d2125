//! Safe keeping: a backup as one archive, a record made again from one, and what the doctor looks at.
//!
//! Nothing here records anything or needs the questions in force, so it works also where those cannot be read. What a journal or
//! an object of the vault must be is left to [`crate::journal`] and [`crate::store`].

pub mod backup;
pub mod contents;
pub mod doctor;
mod error;
pub mod fork;
pub mod place;
pub mod restore;
mod tape;

pub use self::error::KeepingError;
