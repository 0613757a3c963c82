//! A token in a log line.

use talkover_client::UserSessionToken;

fn main() {
    let token = UserSessionToken::new("token");
    println!("{token}");
}
