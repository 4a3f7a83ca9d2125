//! SSH signatures as `ssh-keygen -Y sign` writes them (PROTOCOL.sshsig of OpenSSH): only far enough to see what they are for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::NAMESPACE;
use crate::problem::Problem;

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";

/// Whether these bytes say that they are an SSH signature.
pub(super) fn is_armored(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(BEGIN.as_bytes())
}

/// Looks whether it was made for seals.
pub(super) fn check(bytes: &[u8]) -> Result<(), Problem> {
    let Some(namespace) = namespace(bytes) else {
        return Err(Problem::wrong_use("the SSH signature is cut off or was changed")
            .safe("nothing was recorded")
            .next("sign the seal again, and name the new file"));
    };
    if namespace == NAMESPACE {
        return Ok(());
    }
    Err(Problem::wrong_use(format!(
        "the signature was made for '{namespace}', not for '{NAMESPACE}'"
    ))
    .safe("nothing was recorded")
    .next(format!("sign it again with: ssh-keygen -Y sign -n {NAMESPACE} -f KEY FILE")))
}

/// The namespace within the armor: after the magic preamble, the version and the public key.
fn namespace(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let inside = text.strip_prefix(BEGIN)?.strip_suffix(END)?;
    let joined: String = inside.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let blob = STANDARD.decode(joined).ok()?;
    let rest = blob.strip_prefix(b"SSHSIG")?.strip_prefix(&1_u32.to_be_bytes())?;
    let (_key, rest) = string(rest)?;
    let (namespace, rest) = string(rest)?;
    // What follows is reserved, the hash's name and the signature: all there, or it was cut off.
    let (_reserved, rest) = string(rest)?;
    let (_hash, rest) = string(rest)?;
    let (_signature, rest) = string(rest)?;
    rest.is_empty().then(|| String::from_utf8(namespace.to_vec()).ok())?
}

/// A string of the SSH protocol (RFC 4251, section 5): its length in four bytes, and its bytes.
fn string(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}
