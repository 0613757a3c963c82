//! The other kind of token.

use talkover_client::{Client, EnvironmentToken};

fn main() {
    let _ = Client::builder().user_session_token(EnvironmentToken::new("token"));
}
