//! RFC 3161: the request for a time stamp of a seal, and what a reply stamps. Whether the reply is to be trusted is for other tools.

use super::Problem;
use crate::domain::id::Digest;

/// SHA-256 as an algorithm without parameters' values (RFC 5754): `SEQUENCE { OBJECT IDENTIFIER sha256, NULL }`.
const SHA_256: [u8; 15] =
    [0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00];

/// `id-ct-TSTInfo` (RFC 3161, 2.4.2).
const TST_INFO: [u8; 13] =
    [0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x04];

const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const TAGGED: u8 = 0xA0;

/// The request (a DER `TimeStampReq`) for a time stamp of this text: its SHA-256, no nonce, and the service's certificate wanted.
///
/// It has no nonce, so that it comes out the same each time: what is stamped is the digest, and an older stamp of it proves more.
pub fn request(text: &str) -> Vec<u8> {
    let mut bytes = vec![SEQUENCE, 57, INTEGER, 1, 1, SEQUENCE, 49];
    bytes.extend(SHA_256);
    bytes.extend([OCTETS, 32]);
    bytes.extend(Digest::of(text.as_bytes()).0);
    bytes.extend([0x01, 1, 0xFF]);
    bytes
}

/// A reply, as far as it says what was stamped when.
#[derive(Debug)]
pub(super) struct Stamp<'a> {
    algorithm: &'a [u8],
    imprint: &'a [u8],
    at: &'a str,
}

impl<'a> Stamp<'a> {
    /// Reads a `TimeStampResp`, or the bare token within one. `None` where it is neither.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (reply, rest) = inside(bytes, SEQUENCE)?;
        if !rest.is_empty() {
            return None;
        }
        let token = match inside(reply, SEQUENCE) {
            // The status comes first; 0 is granted, 1 is granted with changes.
            Some((status, token)) => {
                let (status, _) = inside(status, INTEGER)?;
                if !matches!(status, [0 | 1]) {
                    return None;
                }
                inside(token, SEQUENCE)?.0
            }
            None => reply,
        };
        // ContentInfo, SignedData, EncapsulatedContentInfo: RFC 5652, sections 3 and 5.
        let (_signed_data, rest) = inside(token, 0x06)?;
        let (content, _) = inside(rest, TAGGED)?;
        let (signed, _) = inside(content, SEQUENCE)?;
        let (_version, rest) = inside(signed, INTEGER)?;
        let (_digests, rest) = inside(rest, 0x31)?;
        let (encapsulated, _) = inside(rest, SEQUENCE)?;
        let content = encapsulated.strip_prefix(&TST_INFO)?;
        let (octets, _) = inside(inside(content, TAGGED)?.0, OCTETS)?;
        Self::of_info(inside(octets, SEQUENCE)?.0)
    }

    /// Reads the members of a `TSTInfo`: version, policy, imprint, serial number, time.
    fn of_info(info: &'a [u8]) -> Option<Self> {
        let (_version, rest) = inside(info, INTEGER)?;
        let (_policy, rest) = inside(rest, 0x06)?;
        let (message, rest) = inside(rest, SEQUENCE)?;
        let (algorithm, hashed) = inside(message, SEQUENCE)?;
        let (imprint, _) = inside(hashed, OCTETS)?;
        let (_serial, rest) = inside(rest, INTEGER)?;
        let (at, _) = inside(rest, TIME)?;
        Some(Self { algorithm, imprint, at: std::str::from_utf8(at).ok()? })
    }

    /// Looks whether it stamps this text; the time that it gives.
    pub(super) fn check(&self, text: &str) -> Result<String, Problem> {
        let refused = |summary: &str| {
            Err(Problem::wrong_use(summary).safe("nothing was recorded").next(
                "ask for it anew with the request of: proofbook seal export VENDOR --tsq FILE",
            ))
        };
        // Some services leave the NULL of the algorithm out.
        let (_, sha_256) = SHA_256.split_at(2);
        if !sha_256.starts_with(self.algorithm) || self.algorithm.len() < 11 {
            return refused("the time stamp is not over a SHA-256 digest");
        }
        if self.imprint != Digest::of(text.as_bytes()).0 {
            return refused("the time stamp is of other bytes than this seal's");
        }
        Ok(self.at.to_owned())
    }
}

/// A time of RFC 3161 as it is shown: `2026-11-22 15:30:00 UTC`.
pub(super) fn shown(at: &str) -> String {
    let part = |from: usize, to: usize| at.get(from..to).unwrap_or("?");
    format!(
        "{}-{}-{} {}:{}:{} UTC",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10),
        part(10, 12),
        part(12, 14)
    )
}

/// The contents of a DER value of this tag, and what follows it. Lengths are definite, and at most four bytes long.
fn inside(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (first, rest) = bytes.split_first()?;
    if *first != tag {
        return None;
    }
    let (length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0..=0x7F => (usize::from(*length), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(length - 0x80))?;
            (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}
