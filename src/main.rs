//! The command `talkover`.

fn main() {}
