//! What a finding is known by when the lines around it have moved.

use super::{Diagnostic, Texts};

/// Sixteen hexadecimal digits of the code, the file, the pointer and the message: the same in every run in which the
/// finding is the same, whatever line it stands in. At which index of a list does not count, or one more item would make
/// new findings of all that are behind it.
#[must_use]
pub fn fingerprint(texts: &dyn Texts, diagnostic: &Diagnostic) -> String {
    let (file, pointer) = match &diagnostic.location {
        Some(location) => (texts.name(location.place.file).trim_start_matches("./"), location.pointer.as_str()),
        None => ("", ""),
    };
    let pointer: Vec<&str> = pointer.split('/').map(|step| if is_index(step) { "-" } else { step }).collect();
    let pointer = pointer.join("/");
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in [diagnostic.code.id, file, &pointer, &diagnostic.message] {
        // FNV-1a; 0xff is no byte of a text, so that no two lists of parts are one.
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// One or two digits; three are the status of an answer.
fn is_index(step: &str) -> bool {
    matches!(step.len(), 1 | 2) && step.bytes().all(|byte| byte.is_ascii_digit())
}
