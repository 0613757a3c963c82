//! From an offset in a text to a JSON pointer (RFC 6901).
//!
//! This walk is why the reader keeps no path: it is taken once, after a fault, over a text that was found well-formed
//! up to the place of the fault. It never fails, and it is not recursive.

use super::reader::Reader;
use super::text::plain_end;

/// A member name longer than this, in bytes, is cut: a pointer goes to logs.
const LONGEST_NAME: usize = 120;

enum Level {
    Array(usize),
    Object(Option<String>),
}

/// The pointer of the value at `offset`, or of its member `member`.
pub(super) fn locate(input: &[u8], offset: usize, member: Option<&str>) -> String {
    let mut pointer = String::new();
    for level in levels(input, offset) {
        match level {
            Level::Array(index) => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
            Level::Object(Some(name)) => push_name(&mut pointer, &name),
            Level::Object(None) => {}
        }
    }
    if let Some(name) = member {
        push_name(&mut pointer, name);
    }
    pointer
}

fn levels(input: &[u8], offset: usize) -> Vec<Level> {
    let mut levels = Vec::new();
    let mut at = 0;
    while at < offset {
        let Some(byte) = input.get(at) else { break };
        match byte {
            b'{' => levels.push(Level::Object(None)),
            b'[' => levels.push(Level::Array(0)),
            b'}' | b']' => {
                levels.pop();
            }
            b',' => match levels.last_mut() {
                Some(Level::Array(index)) => *index += 1,
                Some(Level::Object(name)) => *name = None,
                None => {}
            },
            b'"' => {
                // A name that is cut off is not one yet: its fault is the object's.
                let Some(end) = string_end(input, at) else { break };
                if let Some(Level::Object(name @ None)) = levels.last_mut() {
                    // The offset of a fault in a name is that of the object's member, not of a member called so.
                    if end <= offset {
                        *name = Some(name_at(input, at, end));
                    }
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    levels
}

/// The offset behind the string that starts at `at`, if it ends.
fn string_end(input: &[u8], at: usize) -> Option<usize> {
    let mut end = plain_end(input, at + 1);
    loop {
        match input.get(end) {
            Some(b'"') => return Some(end + 1),
            Some(b'\\') => end = plain_end(input, end + 2),
            Some(_) => end = plain_end(input, end + 1),
            None => return None,
        }
    }
}

fn name_at(input: &[u8], from: usize, to: usize) -> String {
    let raw = input.get(from..to).unwrap_or(&[]);
    match Reader::new(raw).string() {
        Ok(name) => name.into_owned(),
        Err(_) => "\u{fffd}".to_owned(),
    }
}

fn push_name(pointer: &mut String, name: &str) {
    pointer.push('/');
    let start = pointer.len();
    for character in name.chars() {
        if pointer.len() - start >= LONGEST_NAME {
            pointer.push('…');
            return;
        }
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}
