//! A string that could be any token.

use talkover_client::Client;

fn main() {
    let _ = Client::builder().user_session_token("token");
}
