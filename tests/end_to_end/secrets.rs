//! What is printed while debugging shows no secret.

use talkover_client::types::PurchaseCreditsRequest;
use talkover_client::{Client, UserSessionToken};

use crate::decimal;
use crate::support::script::{Scripted, json};

const SECRET: &str = "a-token-that-nobody-may-see";

#[tokio::test]
async fn nothing_that_is_printed_shows_the_token() {
    let echo = format!(r#"{{"success": false, "message": "bad token", "code": "NO", "token": "{SECRET}"}}"#);
    let server = Scripted::start([json("401 Unauthorized", &echo)]).await;
    let token = UserSessionToken::new(SECRET);
    let mut shown = vec![format!("{token:?}")];
    let builder = Client::builder().user_session_token(token).base_url(server.base_url());
    shown.push(format!("{builder:?}"));
    let client = builder.build().unwrap();
    shown.push(format!("{client:?}"));
    let call = client.purchase_credits(PurchaseCreditsRequest::new(decimal("1.00")));
    shown.push(format!("{call:?}"));
    let error = call.await.unwrap_err();
    shown.push(format!("{error:?}"));
    shown.push(error.to_string());
    for text in shown {
        assert!(!text.contains(SECRET), "{text}");
    }
    assert!(server.requests().iter().all(|request| request.contains(SECRET)), "it was sent all the same");
}
