//! The hash chain over the bytes as written: what a line must look like from outside, and whether it follows the line before.
//!
//! Knows no kind of event and no payload, so it also verifies lines of later formats.

use sha2::{Digest as _, Sha256};

use crate::domain::id::Digest;

/// The longest line, its line feed included: 1 MiB.
pub const MAX_LINE: usize = 1 << 20;

/// Bytes of `,"hash":"<64 hex>"}`, which ends every line.
pub const HASH_ENDING: usize = 75;

/// Bytes of `,"prev":"<64 hex>"` before it.
const PREV_ENDING: usize = 74;

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It has no hash at its end, or no number and link where they belong.
    #[error("it is not a line of a journal")]
    Shape,
    /// Its bytes are not those that were hashed.
    #[error("its bytes were changed after it was written (its hash does not match)")]
    Hash,
    /// It is the line of another place in the record.
    #[error("it is numbered {found}")]
    Number {
        /// The number it bears.
        found: u64,
    },
    /// It does not continue the line before.
    #[error(
        "it does not continue the line before it (lines were taken out, put in, or come from another journal)"
    )]
    Link,
    /// It is longer than [`MAX_LINE`].
    #[error("it is longer than 1 MiB")]
    Length,
    /// It ends as a Windows editor ends lines.
    #[error("it ends in a carriage return (the file was saved by an editor)")]
    CarriageReturn,
    /// The file starts as a Windows editor starts files.
    #[error("the file starts with a byte order mark (it was saved by an editor)")]
    ByteOrderMark,
    /// It holds NUL bytes, as after a power cut.
    #[error("it holds NUL bytes, as a power cut leaves them")]
    Nul,
    /// Its outer members are not those of format 1, in their order and form.
    #[error("its member '{0}' is not as format 1 writes it")]
    Member(&'static str),
    /// Its time lies before that of the line before, and it is no clock fault (rule R3).
    #[error("its time lies before that of the line before it")]
    Time,
    /// It cannot be read, although it had been acknowledged (the witness beside the journal names it).
    #[error("it was saved once, and cannot be read any more")]
    Acknowledged,
    /// It is another line than the one that was acknowledged (the witness beside the journal names that one).
    #[error("it is not the line that was saved there")]
    Rewritten,
    /// It names false times that are not one run of events ending just before it (rule R3).
    #[error("it names a clock's fault for other events than those just before it")]
    ClockFault,
}

/// A line that verifies in its place.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// The format's number.
    pub version: u32,
    /// The members between `seq` and `prev`, from the comma after the number to before the comma of `prev`.
    pub middle: &'a [u8],
    /// The line's own hash: the `prev` of the next.
    pub hash: Digest,
}

/// Verifies one line, without its line feed, as number `seq` after the line that hashes to `prev`.
pub fn verify<'a>(line: &'a [u8], seq: u64, prev: &Digest) -> Result<Link<'a>, Fault> {
    if line.len() >= MAX_LINE {
        return Err(Fault::Length);
    }
    let (body, hash) = open(line).map_err(|fault| name_damage(line, fault))?;
    let split = body.len().checked_sub(PREV_ENDING).ok_or(Fault::Shape)?;
    let (front, ending) = body.split_at_checked(split).ok_or(Fault::Shape)?;
    let written = ending.strip_prefix(b",\"prev\":\"").and_then(|rest| rest.strip_suffix(b"\""));
    let follows = written.ok_or(Fault::Shape)?;
    let rest = front.strip_prefix(b"{\"v\":").ok_or(Fault::Shape)?;
    let (version, rest) = number(rest).ok_or(Fault::Shape)?;
    let rest = rest.strip_prefix(b",\"seq\":").ok_or(Fault::Shape)?;
    let (found, middle) = number(rest).ok_or(Fault::Shape)?;
    if found != seq {
        return Err(Fault::Number { found });
    }
    if follows != hex(prev) {
        return Err(Fault::Link);
    }
    let version = u32::try_from(version).map_err(|_| Fault::Shape)?;
    Ok(Link { version, middle, hash })
}

/// Splits a closed object into its members before `hash` (from its opening brace) and the hash, which is checked.
pub fn open(line: &[u8]) -> Result<(&[u8], Digest), Fault> {
    let split = line.len().checked_sub(HASH_ENDING).ok_or(Fault::Shape)?;
    let (body, ending) = line.split_at_checked(split).ok_or(Fault::Shape)?;
    let written = ending.strip_prefix(b",\"hash\":\"").and_then(|rest| rest.strip_suffix(b"\"}"));
    let written = written.ok_or(Fault::Shape)?;
    let hash = hash(body);
    if written == hex(&hash) { Ok((body, hash)) } else { Err(Fault::Hash) }
}

/// Closes an object that was written up to before its closing brace: adds `hash` as the last member.
pub fn close(mut body: Vec<u8>) -> (Vec<u8>, Digest) {
    let hash = hash(&body);
    body.extend_from_slice(ending(&hash).as_bytes());
    (body, hash)
}

/// The bytes that end the line with this hash.
pub fn ending(hash: &Digest) -> String {
    format!(",\"hash\":\"{hash}\"}}")
}

/// SHA-256 of an object's members with the closing brace that is not there yet.
fn hash(body: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(body);
    hasher.update(b"}");
    Digest(hasher.finalize().into())
}

/// Says more of damage that has a well-known cause.
fn name_damage(line: &[u8], fault: Fault) -> Fault {
    if line.starts_with(b"\xEF\xBB\xBF") {
        Fault::ByteOrderMark
    } else if line.ends_with(b"\r") {
        Fault::CarriageReturn
    } else if line.contains(&0) {
        Fault::Nul
    } else {
        fault
    }
}

/// A whole number as JSON writes it, and what follows it.
fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (written, rest) = bytes.split_at_checked(digits)?;
    if digits > 1 && written.starts_with(b"0") {
        return None;
    }
    Some((std::str::from_utf8(written).ok()?.parse().ok()?, rest))
}

/// 64 lower-case hexadecimal digits. Comparing digits written is several times quicker than reading those found, and stricter.
fn hex(digest: &Digest) -> [u8; 64] {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
    let mut digits = [0; 64];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(digest.0) {
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 0xF)]);
    }
    digits
}
