//! What the program brings along, as `build.rs` packed it (zlib, RFC 1950).

use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// What was packed. The build wrote it, so that it can be unpacked; were it damaged, what is left of it would be refused by whoever reads it.
pub(crate) fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = ZlibDecoder::new(packed).read_to_end(&mut bytes);
    bytes
}
