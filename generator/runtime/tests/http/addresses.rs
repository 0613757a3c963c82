//! Where requests go, where they do not, and what goes with them.

use specwright_runtime::runtime::{ClientBuilder, Secret, Server};

use crate::support::probe::{self, Asking, Elsewhere, Probe, Relative, sent};
use crate::support::purchase::{self, PurchaseCredits};
use crate::support::tell::{TOKEN, hundred};

/// Where a purchase goes with this base, or why it goes nowhere.
async fn goes(base: &str) -> Result<String, String> {
    let builder = purchase::builder().credential(0, Secret::new(TOKEN)).base_url(base);
    sent::<PurchaseCredits>(builder, |call| call.json(&hundred())).await.map(|heard| heard.uri)
}

#[tokio::test]
async fn to_the_base() {
    for (base, expected) in [
        ("https://example.com", "https://example.com/credits/purchase"),
        ("https://example.com/", "https://example.com/credits/purchase"),
        ("https://example.com:8443/a/b/", "https://example.com:8443/a/b/credits/purchase"),
        ("HTTPS://EXAMPLE.COM", "https://EXAMPLE.COM/credits/purchase"),
        ("http://localhost:1/x", "http://localhost:1/x/credits/purchase"),
        ("http://127.0.0.1:1", "http://127.0.0.1:1/credits/purchase"),
        ("http://127.9.9.9", "http://127.9.9.9/credits/purchase"),
        ("http://[::1]:1", "http://[::1]:1/credits/purchase"),
        ("https://[2001:db8::1]", "https://[2001:db8::1]/credits/purchase"),
    ] {
        assert_eq!(goes(base).await.as_deref(), Ok(expected), "{base}");
    }
}

#[tokio::test]
async fn nowhere_where_a_token_is_not_safe() {
    for (base, why) in [
        ("http://app.talkover.ai/api/v1", "http is for the loopback only"),
        ("http://128.0.0.1", "http is for the loopback only"),
        ("http://0.0.0.0", "http is for the loopback only"),
        ("http://[::2]", "http is for the loopback only"),
        ("http://localhost.example.com", "http is for the loopback only"),
        ("http://127.0.0.1.example.com", "http is for the loopback only"),
        ("http://0x7f.1", "http is for the loopback only"),
        ("https://user:pa55word@example.com", "it holds a user or password"),
        ("https://example.com@evil.com", "it holds a user or password"),
        ("https://example.com/?a=b", "it holds a query or a fragment"),
        ("https://example.com/#a", "it holds a query or a fragment"),
        ("https://example.com/a/../b", "its path holds . or .."),
        ("https://example.com/%2e%2e/b", "its path holds . or .."),
        ("ftp://example.com", "its scheme is not https"),
        ("file:///etc/passwd", "it is no URL"),
        ("example.com", "it is not absolute"),
        ("/api", "it is not absolute"),
        ("", "it is no URL"),
        ("https://", "it is no URL"),
        ("https://exa mple.com", "it is no URL"),
    ] {
        let refused = goes(base).await.unwrap_err();
        assert!(
            refused.starts_with(&format!("the address of the server cannot be used: {why}")),
            "{base:?}: {refused}"
        );
        assert!(!refused.contains("pa55word"));
    }
}

#[tokio::test]
async fn to_the_servers_of_the_document() {
    async fn goes(builder: ClientBuilder) -> Result<String, String> {
        let builder = builder.credential(0, Secret::new(TOKEN));
        sent::<PurchaseCredits>(builder, |call| call.json(&hundred())).await.map(|heard| heard.uri)
    }
    let server = || Server::new(&purchase::API.servers[0]);
    let default = "https://app.talkover.ai/api/v1/credits/purchase";
    assert_eq!(goes(purchase::builder()).await.unwrap(), default);
    assert_eq!(goes(purchase::builder().server(server().variable("scheme", "https"))).await.unwrap(), default);
    let words = goes(purchase::builder().server(server().variable("scheme", "ftp"))).await.unwrap_err();
    assert!(words.ends_with("a variable of the server has a value that the API does not allow"), "{words}");
    let words = goes(purchase::builder().server(server().variable("scheme", "http"))).await.unwrap_err();
    assert!(words.contains("loopback"), "{words}");
}

#[tokio::test]
async fn to_the_server_of_the_operation() {
    let uri = |heard: Result<probe::Heard, String>| heard.unwrap().uri;
    assert_eq!(uri(sent::<Elsewhere>(probe::builder(), |call| call).await), "https://files.example.com/v2/probe");
    assert_eq!(uri(sent::<Relative>(probe::builder(), |call| call).await), "https://example.com/v2/probe");
    // Who names a server means it, for all operations.
    let test = || probe::builder().base_url("http://localhost:9/test");
    assert_eq!(uri(sent::<Elsewhere>(test(), |call| call).await), "http://localhost:9/test/probe");
    assert_eq!(uri(sent::<Relative>(test(), |call| call).await), "http://localhost:9/test/probe");
}

#[tokio::test]
async fn headers_of_client_and_call() {
    let builder = || probe::builder().caller("shop/2.1").header("X-A", "client").header("x-b", "client");
    let heard = sent::<Probe>(builder(), |call| call.header("x-a", "call")).await.unwrap();
    assert_eq!(heard.header("user-agent"), Some("shop/2.1 probe/1.0"));
    assert_eq!((heard.header("x-a"), heard.header("x-b")), (Some("call"), Some("client")));
    assert_eq!(heard.header("content-length"), Some("0"), "a method that has content says that there is none");
    assert_eq!(heard.header("content-type"), None);
    assert_eq!(sent::<Asking>(probe::builder(), |call| call).await.unwrap().header("content-length"), None);

    for (name, value, why) in [
        ("Host", "evil.com", "is set by the client itself"),
        ("content-length", "1", "is set by the client itself"),
        ("transfer-encoding", "chunked", "is set by the client itself"),
        ("x y", "1", "is no name of a header"),
        ("x-a", "1\r\nx-evil: 1", "holds a character"),
    ] {
        let refused = sent::<Probe>(probe::builder(), |call| call.header(name, value)).await.unwrap_err();
        assert!(refused.starts_with(&format!("header {name:?}: {why}")), "{refused}");
        let refused = sent::<Probe>(probe::builder().header(name, value), |call| call).await.unwrap_err();
        assert!(refused.contains(why), "{refused}");
    }
}
