//! Requests that are only to be carried out if something is, or is no longer, what it was.

use specwright_runtime::runtime::{Call, HeaderMap, Outcome};

use crate::support::probe::{Asking, Probe, builder, sent};
use crate::support::server::{Act, Server, raw};

fn headers(all: &[(&'static str, &str)]) -> HeaderMap {
    all.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

const TAG: (&str, &str) = ("etag", "\"v1\"");
const WEAK: (&str, &str) = ("etag", "W/\"v1\"");
const TIME: (&str, &str) = ("last-modified", "Mon, 23 Nov 2026 10:00:00 GMT");

#[tokio::test]
async fn what_was_had_is_asked_for_again_only_if_it_is_another() {
    for (earlier, expected) in [
        (vec![TAG, TIME], Some(("if-none-match", TAG.1))),
        (vec![WEAK], Some(("if-none-match", WEAK.1))),
        (vec![TIME], Some(("if-modified-since", TIME.1))),
        (vec![], None),
    ] {
        let earlier = headers(&earlier);
        let heard = sent::<Asking>(builder(), |call| call.if_changed(&earlier)).await.unwrap();
        let found = ["if-none-match", "if-modified-since"].iter().find_map(|name| Some((*name, heard.header(name)?)));
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn a_change_is_bound_to_what_was_seen_or_is_not_sent() {
    for (earlier, expected) in [
        (vec![TAG, TIME], Ok(("if-match", TAG.1))),
        (vec![WEAK, TIME], Ok(("if-unmodified-since", TIME.1))),
        (vec![TIME], Ok(("if-unmodified-since", TIME.1))),
        (vec![WEAK], Err("header \"if-match\": would have to be a strong tag, and the answer had a weak one")),
        (vec![], Err("header \"if-match\": has no value: the answer had neither a tag nor the time of a change")),
    ] {
        let earlier = headers(&earlier);
        let heard = sent::<Probe>(builder(), |call| call.if_unchanged(&earlier)).await;
        let names = ["if-match", "if-unmodified-since"];
        let found =
            heard.as_ref().map(|heard| names.iter().find_map(|name| Some((*name, heard.header(name)?))).unwrap());
        assert_eq!(found.map_err(String::as_str), expected);
    }
}

#[tokio::test]
async fn an_answer_that_is_the_same_is_told_as_such() {
    let same = Act::Write(b"HTTP/1.1 304 -\r\netag: \"v1\"\r\n\r\n".to_vec());
    let server = Server::start(vec![vec![Act::Read, raw(200, "etag: \"v1\"\r\n", "a"), Act::Read, same]]).await;
    let client = builder().base_url(format!("http://{}", server.address)).build().unwrap();
    let first = Call::<Asking>::new(&client).with_response().await.unwrap();
    let error = Call::<Asking>::new(&client).if_changed(first.headers()).await.unwrap_err();
    assert!(error.is_not_modified());
    assert_eq!(error.outcome(), Outcome::Answered);
    assert_eq!(server.seen()[1].header("if-none-match"), Some("\"v1\""));
}
