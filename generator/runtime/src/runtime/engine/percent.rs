//! Percent-encoding (RFC 3986 §2): which characters may stand where.

/// Which bytes stay as they are.
pub(crate) type Kept = &'static [bool; 256];

/// Letters, digits, and these.
#[allow(clippy::indexing_slicing, reason = "constants: an index beyond its end does not compile")]
pub(crate) const fn kept(signs: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
}

/// The unreserved characters (RFC 3986 §2.3): safe in every place of an address.
pub(crate) const UNRESERVED: Kept = &kept(b"-._~");

/// What `allowReserved` lets stand in a query: the reserved characters, without those that would end the query (`#`),
/// end the value (`&`), be taken for something else by a reader of forms (`=`, `+`), or are not allowed there by RFC 3986
/// §3.4 (`[`, `]`). A `%` is always encoded, so that every text arrives as it was given.
pub(crate) const QUERY_RESERVED: Kept = &kept(b"-._~:/?@!$'()*,;");

/// What `allowReserved` lets stand in a path (RFC 3986 §3.3): not what would end the segment or the path.
pub(crate) const PATH_RESERVED: Kept = &kept(b"-._~:@!$&'()*+,;=");

/// What `allowReserved` lets stand in a cookie: the reserved characters that RFC 6265 §4.1.1 has in its values.
pub(crate) const COOKIE_RESERVED: Kept = &kept(b"-._~:/?#[]@!$&'()*+=");

/// What `application/x-www-form-urlencoded` lets stand (URL standard §5.2); the space is a matter of its own.
pub(crate) const FORM: Kept = &kept(b"*-._");

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends `text` with all that is not `kept` as `%XX` of its UTF-8 bytes.
pub(crate) fn encode(text: &str, kept: Kept, out: &mut String) {
    let stays = |byte: &u8| kept.get(usize::from(*byte)) == Some(&true);
    let mut rest = text;
    // What stays is ASCII, so each cut is between two characters; and most texts stay as they are, in one piece.
    while let Some(cut) = rest.bytes().position(|byte| !stays(&byte)) {
        let (whole, from) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        out.push_str(whole);
        let mut characters = from.chars();
        let encoded = from.len() - characters.by_ref().next().map_or(from, |_| characters.as_str()).len();
        from.bytes().take(encoded).for_each(|byte| push_encoded(byte, out));
        rest = characters.as_str();
    }
    out.push_str(rest);
}

/// Appends `text` as the value or the name of a form field: as above, and `+` for the space.
pub(crate) fn encode_form(text: &str, out: &mut String) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push('+');
        }
        encode(word, FORM, out);
    }
}

fn push_encoded(byte: u8, out: &mut String) {
    out.push('%');
    for nibble in [byte >> 4, byte & 15] {
        out.push(HEX.get(usize::from(nibble)).copied().map_or('0', char::from));
    }
}
