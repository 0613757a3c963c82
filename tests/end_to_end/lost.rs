//! What gets lost: no server, no answer, an answer that points elsewhere. A purchase is still sent once at most.

use talkover_client::{Error, Outcome};
use tokio::net::TcpListener;

use crate::buy;
use crate::support::script::{Scene, Scripted, answer};

#[tokio::test]
async fn no_server_means_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}/api/v1", listener.local_addr().unwrap());
    drop(listener);
    let error = buy(&base_url, "1.00").await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
    assert!(error.is_retry_safe());
}

#[tokio::test]
async fn a_server_that_hangs_up_leaves_it_open() {
    let server = Scripted::start([Scene::HangUp]).await;
    let error = buy(&server.base_url(), "1.00").await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.outcome(), Outcome::Unknown, "{error}");
    assert!(!error.is_retry_safe());
    assert_eq!(server.requests().len(), 1, "a purchase is sent once");
}

#[tokio::test]
async fn no_redirect_is_followed_and_no_token_goes_elsewhere() {
    let elsewhere = Scripted::start([]).await;
    let location = format!("Location: {}/credits/purchase", elsewhere.base_url());
    for (line, outcome) in [
        ("307 Temporary Redirect", Outcome::Answered),
        ("308 Permanent Redirect", Outcome::Answered),
        ("302 Found", Outcome::Unknown),
        ("303 See Other", Outcome::Unknown),
    ] {
        let server = Scripted::start([answer(line, &[&location], "")]).await;
        let error = buy(&server.base_url(), "1.00").await.unwrap_err();
        assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
        assert_eq!(error.outcome(), outcome, "{line}");
        assert_eq!(server.requests().len(), 1, "a purchase is sent once");
    }
    assert_eq!(elsewhere.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn a_server_that_asks_to_come_back_later_is_not_asked_again() {
    for line in ["429 Too Many Requests", "503 Service Unavailable"] {
        let scene = || answer(line, &["Retry-After: 0", "Content-Type: application/json"], "{}");
        let server = Scripted::start([scene(), scene()]).await;
        buy(&server.base_url(), "1.00").await.unwrap_err();
        assert_eq!(server.requests().len(), 1, "a purchase is sent once");
    }
}
