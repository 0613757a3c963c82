//! A token in a file.

use talkover_client::UserSessionToken;

fn write(_: impl serde::Serialize) {}

fn main() {
    write(UserSessionToken::new("token"));
}
