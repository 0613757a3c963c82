//! Answers of many pages, by the header `Link`.

use specwright_runtime::runtime::{Bytes, Call, Client, Error, Operation, Paged, Pages, ParamSpec, Undocumented};

use crate::support::probe::{Asking, ByAddress, ByCursor, ByLastItem, ByNumber, ByOffset, Posting, Probe, builder};
use crate::support::server::{Act, Server, raw};

/// A page whose link is this.
fn page(link: &str, body: &str) -> Vec<Act> {
    let link = if link.is_empty() { String::new() } else { format!("link: {link}\r\n") };
    vec![Act::Read, raw(200, &format!("{link}connection: close\r\n"), body)]
}

fn client(server: &Server) -> Client {
    builder().base_url(format!("http://{}/v1", server.address)).build().unwrap()
}

fn pages(client: &Client) -> Pages<Asking> {
    static SINCE: ParamSpec = ParamSpec::query("since");
    Call::<Asking>::new(client).param(&SINCE, "a b").header("x-mine", "1").pages()
}

/// The bodies of all pages, and the words of the error that ended them.
async fn all<O: Operation<Output = Bytes, Error = Undocumented>>(mut pages: Pages<O>) -> Vec<String> {
    let mut all = Vec::new();
    while let Some(page) = pages.next().await {
        all.push(match page.map(specwright_runtime::runtime::Response::into_body) {
            Ok(body) => String::from_utf8(body.to_vec()).unwrap(),
            Err(Error::InvalidRequest(invalid)) => invalid.violations()[0].to_string(),
            Err(error) => error.to_string(),
        });
    }
    all
}

#[tokio::test]
async fn pages_are_asked_for_one_after_the_other_as_the_one_before_says() {
    let script = vec![
        page("<?page=2>; rel=next, <?page=9>; rel=last", "one"),
        page("</v1/probe?page=3&x=%20>; rel=\"prev next\"", "two"),
        page("<?page=2>; rel=prev", "three"),
    ];
    let server = Server::start(script).await;
    let client = client(&server);
    let mut pages = pages(&client);
    assert!(server.seen().is_empty() && pages.has_more(), "nothing is sent before it is wanted");
    let first: Bytes = pages.next().await.unwrap().unwrap().into_body();
    assert_eq!((&*first, server.seen().len()), (&b"one"[..], 1));
    assert_eq!(all(pages).await, ["two", "three"]);
    let seen = server.seen();
    let lines: Vec<_> = seen.iter().map(|seen| seen.line().to_owned()).collect();
    assert_eq!(
        lines,
        ["GET /v1/probe?since=a%20b HTTP/1.1", "GET /v1/probe?page=2 HTTP/1.1", "GET /v1/probe?page=3&x=%20 HTTP/1.1"]
    );
    assert!(seen.iter().all(|seen| seen.header("x-mine") == Some("1")));
}

#[tokio::test]
async fn a_whole_address_of_the_same_origin_is_followed_and_no_other() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let own = format!("<http://{}/else?page=2>; rel=next", listener.local_addr().unwrap());
    let server = Server::on(listener, vec![page(&own, "one"), page("<https://evil.example/?page=3>; rel=next", "two")]);
    let told = all(pages(&client(&server))).await;
    assert_eq!(
        told,
        ["one", "two", "the address: of the next page is at another origin, where this request does not go"]
    );
    assert_eq!(server.seen()[1].line(), "GET /else?page=2 HTTP/1.1");
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_relative_address_is_that_of_the_page_that_names_it() {
    let script = vec![
        page("</else/list?page=2>; rel=next", "1"),
        page("<?page=3>; rel=next", "2"),
        page("<last>; rel=next", "3"),
    ];
    let server = Server::start([script, vec![page("", "4")]].concat()).await;
    let client = client(&server);
    static SINCE: ParamSpec = ParamSpec::query("since");
    let earlier = [("etag".parse().unwrap(), "\"v1\"".parse().unwrap())].into_iter().collect();
    let told = all(Call::<Asking>::new(&client).param(&SINCE, "a").if_changed(&earlier).pages()).await;
    assert_eq!(told, ["1", "2", "3", "4"]);
    let seen = server.seen();
    let lines: Vec<_> = seen.iter().skip(1).map(|seen| seen.line().split(' ').nth(1).unwrap()).collect();
    assert_eq!(lines, ["/else/list?page=2", "/else/list?page=3", "/else/last"]);
    // What was asked of the first page is not asked of the others.
    let conditions: Vec<_> = seen.iter().map(|seen| seen.header("if-none-match").is_some()).collect();
    assert_eq!(conditions, [true, false, false, false]);
}

#[tokio::test]
async fn circles_errors_and_limits_end_it() {
    let script = vec![page("<?page=2>; rel=next", "one"), page("<?page=2>; rel=next", "two")];
    let server = Server::start(script.clone()).await;
    let told = all(pages(&client(&server))).await;
    assert_eq!(told, ["one", "two", "the address: of the next page is one that was had before"]);

    let server = Server::start(script.clone()).await;
    let client_of_two = client(&server);
    let mut two = pages(&client_of_two).at_most(1);
    assert!(two.next().await.unwrap().is_ok());
    assert!(two.next().await.is_none() && two.has_more());

    let missing = vec![Act::Read, raw(404, "link: <?page=3>; rel=next\r\nconnection: close\r\n", "")];
    let server = Server::start(vec![page("<?page=2>; rel=next", "one"), missing]).await;
    let told = all(pages(&client(&server))).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].contains("404"), "{told:?}");
}

#[tokio::test]
async fn what_changes_something_has_no_further_page() {
    let server = Server::start(vec![page("<?page=2>; rel=next", "one")]).await;
    let client = client(&server);
    let mut pages = Call::<Probe>::new(&client).pages();
    assert!(pages.next().await.unwrap().is_ok());
    let refused: Error<Undocumented> = pages.next().await.unwrap().unwrap_err();
    assert!(refused.to_string().contains("only questions without a body"), "{refused}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn links_are_read_as_their_specification_has_them() {
    for (link, next) in [
        ("<?a>; rel=next", Some("?a")),
        ("<?a>;rel=\"next\"", Some("?a")),
        ("<?a> ; title=\"x, <?b>; rel=next\" ; REL = NEXT", Some("?a")),
        ("<?a>; rel=prev; rel=next", None),
        ("<?a>; rel=\"prev\", <?b>; foo; rel=next", Some("?b")),
        ("<?a>; rel=nextish", None),
        ("<?a>; title=\"rel=next", None),
        ("<?a>; title=\"\\\"\"; rel=next", Some("?a")),
        ("<?a", None),
        ("?a; rel=next", None),
        ("", None),
    ] {
        let server = Server::start(vec![page(link, "one"), page("", "two")]).await;
        let _ = all(pages(&client(&server))).await;
        let asked = server.seen().get(1).map(|seen| seen.line().split(' ').nth(1).unwrap().to_owned());
        assert_eq!(asked, next.map(|next| format!("/v1/probe{next}")), "{link}");
    }
}

/// What is asked for, page by page, of a server that answers with these bodies; and what the caller is told.
async fn asked<O: Operation<Output = Bytes, Error = Undocumented>>(
    query: &[(&'static ParamSpec, &str)],
    bodies: &[&str],
) -> (Vec<String>, Vec<String>) {
    let server = Server::start(bodies.iter().map(|body| page("", body)).collect()).await;
    let client = client(&server);
    let call = query.iter().fold(Call::<O>::new(&client), |call, (spec, value)| call.param(spec, *value));
    let told = all(call.pages()).await;
    let seen = server.seen();
    let queries = seen.iter().map(|seen| {
        let target = seen.line().split(' ').nth(1).unwrap().to_owned();
        target.split_once('?').map_or_else(String::new, |(_, query)| query.to_owned())
    });
    (queries.collect(), told)
}

static SINCE: ParamSpec = ParamSpec::query("since");
static OFFSET: ParamSpec = ParamSpec::query("offset");

#[tokio::test]
async fn a_word_of_the_page_is_what_the_next_one_is_asked_for_with() {
    let bodies = [
        r#"{"meta":{"next/id":"a b"},"more":true}"#,
        r#"{"meta":{"next/id":7}}"#,
        r#"{"meta":{"next/id":"z"},"more":false}"#,
    ];
    let (queries, told) = asked::<ByCursor>(&[(&SINCE, "x y")], &bodies).await;
    assert_eq!(queries, ["since=x%20y", "since=x%20y&page%5Bafter%5D=a%20b", "since=x%20y&page%5Bafter%5D=7"]);
    assert_eq!(told, bodies);
    for end in
        [r#"{"meta":{"next/id":null}}"#, r#"{"meta":{"next/id":""}}"#, r#"{"meta":null}"#, "[]", r#"{"meta":{}}"#]
    {
        assert_eq!(asked::<ByCursor>(&[], &[end]).await.1, [end]);
    }
}

#[tokio::test]
async fn a_page_that_was_had_before_ends_in_an_error_and_not_in_a_circle() {
    let next = r#"{"meta":{"next/id":"a"}}"#;
    let why = "the address: of the next page is one that was had before";
    assert_eq!(asked::<ByCursor>(&[], &[next, next]).await.1, [next, next, why]);
    let same = r#"{"data":[1]}"#;
    let why = "the address: of the next page leads nowhere: this page is the one before it again";
    assert_eq!(asked::<ByOffset>(&[], &[same, same]).await.1, [same, same, why]);
}

#[tokio::test]
async fn the_last_item_is_what_the_next_page_begins_behind() {
    let bodies = [r#"{"data":[{"id":"x"},{"id":"y"}],"has_more":true}"#, r#"{"data":[{"id":"z"}],"has_more":false}"#];
    let (queries, told) = asked::<ByLastItem>(&[], &bodies).await;
    assert_eq!(
        (queries.as_slice(), told.as_slice()),
        (&["".to_owned(), "after=y".to_owned()][..], &bodies.map(str::to_owned)[..])
    );
    let silent = r#"{"data":[{"id":"x"}]}"#;
    assert_eq!(asked::<ByLastItem>(&[], &[silent]).await.1, [silent]);
}

#[tokio::test]
async fn offsets_and_numbers_go_on_from_the_callers_own() {
    let bodies = [r#"{"data":[1,2]}"#, r#"{"data":[3]}"#, r#"{"data":[]}"#];
    let (queries, told) = asked::<ByOffset>(&[(&OFFSET, "10"), (&SINCE, "x")], &bodies).await;
    assert_eq!(queries, ["offset=10&since=x", "since=x&offset=12", "since=x&offset=13"]);
    assert_eq!(told, bodies);
    assert_eq!(asked::<ByOffset>(&[], &bodies).await.0, ["", "offset=2", "offset=3"]);
    assert_eq!(asked::<ByNumber>(&[], &["[1]", "[2]", "[]"]).await.0, ["", "page=2", "page=3"]);
}

#[tokio::test]
async fn an_address_in_the_body_is_followed_as_one_in_a_header_is() {
    let bodies = [r#"{"@odata.nextLink":"/v1/probe?$skiptoken=2"}"#, r#"{"@odata.nextLink":"?page=3"}"#, "{}"];
    let (queries, told) = asked::<ByAddress>(&[(&SINCE, "x")], &bodies).await;
    assert_eq!(queries, ["since=x", "$skiptoken=2", "page=3"]);
    assert_eq!(told, bodies);
    let foreign = r#"{"@odata.nextLink":"https://evil.example/?page=3"}"#;
    let why = "the address: of the next page is at another origin, where this request does not go";
    assert_eq!(asked::<ByAddress>(&[], &[foreign]).await.1, [foreign, why]);
}

#[tokio::test]
async fn what_is_no_question_has_one_page() {
    let body = r#"{"data":[1]}"#;
    let why = "the address: cannot be asked for again: only questions without a body are";
    assert_eq!(asked::<Posting>(&[], &[body]).await.1, [body, why]);
}

impl Paged for ByOffset {
    type Item = char;

    fn items(page: Bytes) -> Vec<char> {
        page.iter().map(|byte| char::from(*byte)).filter(char::is_ascii_digit).collect()
    }
}

#[tokio::test]
async fn items_come_one_after_the_other_and_an_error_is_the_last() {
    let bodies = [r#"{"data":[1,2]}"#, r#"{"data":[3]}"#].map(|body| page("", body));
    let gone = vec![Act::Read, raw(404, "connection: close\r\n", "")];
    let server = Server::start([bodies.to_vec(), vec![gone]].concat()).await;
    let client = client(&server);
    let mut items = Call::<ByOffset>::new(&client).pages().items();
    let mut told = Vec::new();
    while let Some(item) = items.next().await {
        told.push(item.map_or_else(|error| error.to_string(), |item| item.to_string()));
    }
    assert_eq!((told.len(), told[..3].concat()), (4, "123".to_owned()));
    assert!(told[3].contains("404"), "{told:?}");
    assert!(!items.has_more());
}
