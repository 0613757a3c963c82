//! Streams of events that go on after they broke off, from the last event that came.

use std::time::Duration;

use specwright_runtime::runtime::json::{self, Value};
use specwright_runtime::runtime::{
    Answer, BodyFault, Call, Client, Error, Framing, Items, Operation, OperationSpec, Outcome, Reconnect, ResponseSpec,
    RetryPolicy, StreamError, Timeouts, TransportKind, Undocumented,
};

use crate::support::clock::{Highest, TestClock};
use crate::support::probe::{Asking, Probe, SPEC, builder};
use crate::support::server::{Act, Server, raw};

/// An operation whose answer is a stream of events.
#[derive(Debug)]
enum Watching {}

impl Operation for Watching {
    type Output = Items<Value>;
    type Error = Undocumented;
    const SPEC: &'static OperationSpec = &OperationSpec {
        method: "GET",
        accept: "text/event-stream",
        responses: &[ResponseSpec::code(200).streamed()],
        ..SPEC
    };

    fn read(_: usize, answer: &Answer) -> Result<Result<Items<Value>, Undocumented>, BodyFault> {
        answer.items(Framing::Text).map(Ok)
    }
}

/// A connection on which one request is answered by these events, and then ends so.
fn events(text: &str, end: &[Act]) -> Vec<Act> {
    let head = "HTTP/1.1 200 -\r\ncontent-type: Text/Event-Stream;charset=utf-8\r\nconnection: close\r\n\r\n";
    let mut acts = vec![Act::Read, Act::Write(format!("{head}{text}").into_bytes())];
    acts.extend_from_slice(end);
    acts
}

fn answered(status: u16, headers: &str, body: &str) -> Vec<Act> {
    vec![Act::Read, raw(status, headers, body)]
}

const NO_MORE: &str = "connection: close\r\n";

/// A client whose time stands still but for the waits before a stream is asked for again, which are over at once.
struct Scene {
    server: Server,
    client: Client,
    clock: TestClock,
}

impl Scene {
    async fn of(script: Vec<Vec<Act>>) -> Scene {
        let server = Server::start(script).await;
        let clock = TestClock::new();
        let builder = builder().base_url(format!("http://{}", server.address)).clock(clock.clone()).random(Highest);
        let client = builder.retry(RetryPolicy::never()).build().unwrap();
        Scene { server, client, clock }
    }

    /// What comes of a call, in one line; the waits must be these, in milliseconds.
    async fn told(&self, policy: Reconnect, waits: &[u64]) -> String {
        let call = Call::<Watching>::new(&self.client).header("authorization", "Bearer s3cret").reconnect(policy);
        let items = call.await.unwrap();
        let time = async {
            for (index, wait) in waits.iter().enumerate() {
                let wait = Duration::from_millis(*wait);
                let same = waits[..index].iter().filter(|earlier| **earlier == waits[index]).count();
                self.clock.sleepers(same + 1, wait).await;
                self.clock.advance(wait);
            }
        };
        let both = async { tokio::join!(tell(items), time).0 };
        tokio::time::timeout(Duration::from_secs(60), both).await.expect("the waits are others")
    }

    /// The header of each request.
    fn ids(&self) -> Vec<Option<String>> {
        self.server.seen().iter().map(|seen| seen.header("last-event-id").map(str::to_owned)).collect()
    }
}

/// The values of a stream, then its end.
async fn tell(mut items: Items<Value>) -> String {
    let mut told = Vec::new();
    while let Some(item) = items.next().await {
        told.push(match item {
            Ok(value) => json::to_string(&value).unwrap().replace('"', ""),
            Err(error) => {
                assert!(!format!("{error:?} {error}").contains("s3cret"), "{error:?}");
                match error {
                    StreamError::Transport(error) => format!("{:?} {:?}", error.kind(), error.outcome()),
                    StreamError::Refused(answer) => format!("refused {}", answer.status().as_u16()),
                    StreamError::NotSent(error) => format!("{:?}: {error}", error.outcome()),
                    other => format!("{other:?}"),
                }
            }
        });
    }
    assert!(items.next().await.is_none(), "after the end");
    told.push(format!("reconnects {}", items.reconnects()));
    told.join(" | ")
}

fn some(ids: &[&str]) -> Vec<Option<String>> {
    ids.iter().map(|id| Some((*id).to_owned()).filter(|id| !id.is_empty())).collect()
}

#[tokio::test]
async fn it_goes_on_from_the_last_event_until_the_server_says_that_there_is_no_more() {
    let scene = Scene::of(vec![
        events("id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: half", &[]),
        events("data: c\n\n", &[]),
        answered(204, NO_MORE, ""),
    ])
    .await;
    assert_eq!(scene.told(Reconnect::default(), &[1_000, 1_000]).await, "a | b | c | reconnects 2");
    assert_eq!(scene.ids(), some(&["", "2", "2"]));
    assert!(scene.server.seen().iter().all(|seen| seen.header("authorization") == Some("Bearer s3cret")));
}

#[tokio::test]
async fn an_id_counts_without_an_event_is_reset_by_an_empty_one_and_is_none_with_a_nul() {
    let scene = Scene::of(vec![
        events("id: 1\n\n", &[]),
        events("id: a\0b\ndata: x\n\n", &[]),
        events("id: é\ndata: y\n\n", &[]),
        events("id\ndata: z\n\n", &[]),
        answered(204, NO_MORE, ""),
    ])
    .await;
    assert_eq!(scene.told(Reconnect::default(), &[1_000, 1_000, 1_000, 1_000]).await, "x | y | z | reconnects 4");
    let seen = scene.ids();
    assert_eq!(seen, some(&["", "1", "1", "é", ""]));
}

#[tokio::test]
async fn an_id_that_no_header_can_hold_is_told_and_not_left_out() {
    let scene = Scene::of(vec![events("id: a\u{7}\ndata: x\n\n", &[])]).await;
    let told = scene.told(Reconnect::default(), &[1_000]).await;
    assert_eq!(
        told,
        "x | NotSent: invalid request to probe, nothing was sent: header \"last-event-id\": would name an event whose id \
         cannot stand in a header | reconnects 1"
    );
    assert_eq!(scene.server.seen().len(), 1);
}

#[tokio::test]
async fn what_breaks_off_is_asked_for_again_more_and_more_slowly_and_not_for_ever() {
    // Two that break off, and then nobody who listens.
    let scene = Scene::of(vec![events("id: 7\ndata: a\n\n", &[]), vec![Act::Read], vec![Act::Read]]).await;
    let policy = Reconnect::default().attempts(3);
    assert_eq!(scene.told(policy, &[1_000, 2_000, 4_000]).await, "a | Interrupted Unknown | reconnects 3");
    assert_eq!(scene.ids(), some(&["", "7", "7"]));
}

#[tokio::test]
async fn an_event_begins_the_count_anew_and_the_count_of_all_goes_on() {
    let one = |id: u32| events(&format!("id: {id}\ndata: {id}\n\n"), &[]);
    let scene = Scene::of(vec![one(1), one(2), one(3), one(4), one(5)]).await;
    let told = scene.told(Reconnect::default().attempts(1).in_all(3), &[1_000, 1_000, 1_000]).await;
    assert_eq!(told, "1 | 2 | 3 | 4 | GivenUp | reconnects 3");
    assert_eq!(scene.server.seen().len(), 4);
}

#[tokio::test]
async fn the_server_says_how_long_to_wait_up_to_a_limit() {
    for (said, waits) in [
        ("retry: 5000\n", &[5_000, 5_000][..]),
        ("retry: 5000\n\n", &[5_000, 5_000]),
        // Less than the wait that spreads callers, and none that can be read.
        ("retry: 5\n", &[1_000, 1_000]),
        ("retry: 5s\nretry: -1\nretry:\nretry: 99999999999999999999\n", &[1_000, 1_000]),
        ("retry: 9000000\n", &[45_000, 45_000]),
    ] {
        let first = events(&format!("{said}data: a\n\n"), &[]);
        let scene = Scene::of(vec![first, events("data: b\n\n", &[]), answered(204, NO_MORE, "")]).await;
        let policy = Reconnect::default().longest_asked(Duration::from_secs(45));
        assert_eq!(scene.told(policy, waits).await, "a | b | reconnects 2", "{said}");
    }
}

#[tokio::test]
async fn what_is_no_stream_of_events_ends_it() {
    let html = "content-type: text/html\r\nconnection: close\r\n";
    let packed = "content-type: text/event-stream\r\ncontent-encoding: br\r\nconnection: close\r\n";
    for (next, expected) in [
        (answered(404, NO_MORE, "s3cret"), "refused 404"),
        (answered(503, NO_MORE, "s3cret"), "refused 503"),
        (answered(200, html, "<p>s3cret"), "refused 200"),
        (answered(200, packed, "data: x\n\n"), "refused 200"),
        (answered(206, "content-type: text/event-stream\r\nconnection: close\r\n", "data: x\n\n"), "refused 206"),
    ] {
        let scene = Scene::of(vec![events("data: a\n\n", &[]), next]).await;
        assert_eq!(
            scene.told(Reconnect::default(), &[1_000]).await,
            format!("a | {expected} | reconnects 1"),
            "{expected}"
        );
    }
}

#[tokio::test]
async fn no_time_no_other_wait() {
    let scene = Scene::of(vec![events("data: a\n\n", &[]), events("data: b\n\n", &[])]).await;
    let policy = Reconnect::default().within(Duration::from_millis(1_500));
    assert_eq!(scene.told(policy, &[1_000]).await, "a | b | GivenUp | reconnects 1");
}

#[tokio::test]
async fn a_pause_is_a_break() {
    let scene = Scene::of(vec![events("data: a\n\n", &[Act::Hold]), answered(204, NO_MORE, "")]).await;
    let idle = u64::try_from(Timeouts::default().idle.as_millis()).unwrap();
    // The first wait for a piece is begun twice: before `a`, unless it came with the head, and after it.
    let call = Call::<Watching>::new(&scene.client).reconnect(Reconnect::default());
    let mut items = call.await.unwrap();
    assert!(items.next().await.unwrap().is_ok());
    let clock = scene.clock.clone();
    let time = async move {
        clock.sleepers(1, Duration::from_millis(idle)).await;
        clock.advance(Duration::from_millis(idle));
        clock.sleepers(1, Duration::from_secs(1)).await;
        clock.advance(Duration::from_secs(1));
    };
    let (end, ()) = tokio::join!(items.next(), time);
    assert!(end.is_none());
    assert_eq!(items.reconnects(), 1);
}

#[tokio::test]
async fn the_words_of_the_server_that_end_a_stream_end_it_for_good() {
    let scene = Scene::of(vec![events("data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", &[])]).await;
    let call = Call::<Asking>::new(&scene.client).reconnect(Reconnect::default());
    let items = call.items::<Value>("text/event-stream", Framing::Data).await.unwrap();
    assert_eq!(tell(items).await, "1 | reconnects 0");
}

#[tokio::test]
async fn where_the_caller_began_it_goes_on() {
    let scene = Scene::of(vec![events("", &[]), answered(204, NO_MORE, "")]).await;
    let call = Call::<Watching>::new(&scene.client).header("Last-Event-ID", "41").reconnect(Reconnect::default());
    let items = call.await.unwrap();
    assert_eq!(items.last_event_id(), "41");
    let time = async {
        scene.clock.sleepers(1, Duration::from_secs(1)).await;
        scene.clock.advance(Duration::from_secs(1));
    };
    assert_eq!(tokio::join!(tell(items), time).0, "reconnects 1");
    assert_eq!(scene.ids(), some(&["41", "41"]));
}

#[tokio::test]
async fn only_a_question_for_events_goes_on_by_itself() {
    let scene = Scene::of(Vec::new()).await;
    let policy = Reconnect::default;
    let refused = |error: Error<Undocumented>| {
        assert_eq!(error.outcome(), Outcome::NotSent);
        error.to_string().rsplit(": ").next().unwrap().to_owned()
    };
    let put = Call::<Probe>::new(&scene.client).reconnect(policy()).items::<Value>("text/event-stream", Framing::Data);
    assert_eq!(
        refused(put.await.unwrap_err()),
        "is for a `GET` without a body, and this may not be sent again by itself"
    );
    let body = Call::<Watching>::new(&scene.client).text("text/plain", "x").reconnect(policy());
    assert_eq!(
        refused(body.await.unwrap_err()),
        "is for a `GET` without a body, and this may not be sent again by itself"
    );
    let lines =
        Call::<Asking>::new(&scene.client).reconnect(policy()).items::<Value>("application/jsonl", Framing::Lines);
    assert_eq!(refused(lines.await.unwrap_err()), "is for streams of `text/event-stream`, and no such is asked for");
    let bytes = Call::<Watching>::new(&scene.client).reconnect(policy()).stream();
    assert_eq!(refused(bytes.await.unwrap_err()), "is for events, and these are asked for as bytes");
    assert!(scene.server.seen().is_empty());
}

#[tokio::test]
async fn too_long_an_event_is_not_asked_for_again() {
    let server = Server::start(vec![events(&format!("data: {}\n\n", "x".repeat(2_000)), &[])]).await;
    let limits = specwright_runtime::runtime::Limits::default().body(1_000);
    let client = builder().base_url(format!("http://{}", server.address)).limits(limits).build().unwrap();
    let mut items = Call::<Watching>::new(&client).reconnect(Reconnect::default()).await.unwrap();
    match items.next().await {
        Some(Err(StreamError::Transport(error))) => assert_eq!(error.kind(), TransportKind::TooLarge),
        other => panic!("{other:?}"),
    }
    assert!(items.next().await.is_none());
}
