//! A client is `Send`, `Sync` and cheap to clone: tasks share it.

use talkover_client::{Client, UserSessionToken};

fn assert_shareable<T: Clone + Send + Sync + 'static>(_: &T) {}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().user_session_token(UserSessionToken::new("token")).build()?;
    assert_shareable(&client);
    let twin = client.clone();
    std::thread::spawn(move || drop(twin)).join().map_err(|_| "the thread failed")?;
    Ok(())
}
