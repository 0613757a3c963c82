//! What a server may write in headers and bodies that have a grammar: whatever it is, it is read or refused, and nothing
//! panics, hangs or goes elsewhere.

use proptest::prelude::*;
use specwright_runtime::runtime::json::{Value, to_string};
use specwright_runtime::runtime::transport::{RequestBody, ResponseBody, Transport, TransportFailure};
use specwright_runtime::runtime::{
    Answer, BodyFault, BoxFuture, Bytes, Call, Client, Error, HeaderMap, Operation, OperationSpec, Undocumented,
};

use crate::support::probe::{Asking, SPEC, builder};

/// Answers 200 with one header and a body, and keeps where it was asked.
#[derive(Clone)]
struct Says {
    header: Option<(&'static str, Vec<u8>)>,
    body: Bytes,
    asked: std::sync::Arc<std::sync::Mutex<Vec<String>>>,
}

impl Says {
    fn new(header: Option<(&'static str, Vec<u8>)>, body: impl Into<Bytes>) -> Self {
        Says { header, body: body.into(), asked: std::sync::Arc::default() }
    }

    fn client(&self) -> Client {
        builder().transport(self.clone()).build().unwrap()
    }
}

impl Transport for Says {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>> {
        self.asked.lock().unwrap().push(request.uri().to_string());
        let mut response = http::Response::new(ResponseBody::full(self.body.clone()));
        let mut headers = HeaderMap::new();
        if let Some((name, value)) = &self.header
            && let Ok(value) = value.as_slice().try_into()
        {
            headers.insert(*name, value);
        }
        *response.headers_mut() = headers;
        Box::pin(std::future::ready(Ok(response)))
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// An answer in XML of which nothing is known.
#[derive(Debug)]
enum AskingXml {}

impl Operation for AskingXml {
    type Output = Value;
    type Error = Undocumented;
    const SPEC: &'static OperationSpec = &OperationSpec { method: "GET", ..SPEC };

    fn read(_: usize, answer: &Answer) -> Result<Result<Value, Undocumented>, BodyFault> {
        answer.xml().map(Ok)
    }
}

/// Pieces of a grammar, put together by chance.
fn pieces(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let word = prop_oneof![9 => proptest::sample::select(words).prop_map(str::to_owned), 1 => "\\PC{0,4}"];
    prop::collection::vec(word, 0..24).prop_map(|words| words.concat())
}

const LINK: &[&str] = &[
    "<",
    ">",
    ";",
    ",",
    "=",
    "\"",
    "\\",
    " ",
    "rel",
    "next",
    "rel=next",
    "title",
    "?page=2",
    "/a",
    "//evil.example/",
    "<?page=2>; rel=next",
    "<../b>; rel=\"next\"",
    "<//evil.example/?p>; rel=next",
    "..",
    "https://example.com/x",
    "https://evil.example/x",
    "http://127.0.0.1/",
    "#f",
    "%2e%2e",
    "a b",
];

const XML: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "a",
    "b:c",
    " x='1'",
    " xmlns:b='u'",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!DOCTYPE a>",
    "&amp;",
    "&#x41;",
    "&e;",
    "'",
    "\"",
    "=",
    "\n",
    "<a>",
    "</a>",
    "<a/>",
    "text",
    "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_link_leads_elsewhere(link in pieces(LINK)) {
        let says = Says::new(Some(("link", link.into_bytes())), "");
        let mut pages = Call::<Asking>::new(&says.client()).pages().at_most(8);
        let mut count = 0;
        while let Some(page) = run(pages.next()) {
            count += 1;
            prop_assert!(matches!(page, Ok(_) | Err(Error::InvalidRequest(_))), "{page:?}");
        }
        prop_assert!(count <= 8);
        for asked in says.asked.lock().unwrap().iter() {
            prop_assert!(asked.starts_with("https://example.com/"), "{asked}");
        }
    }

    #[test]
    fn whatever_is_written_as_xml_is_read_or_refused(body in pieces(XML)) {
        let says = Says::new(Some(("content-type", b"application/xml".to_vec())), body);
        match run(Call::<AskingXml>::new(&says.client()).send()) {
            Ok(value) => prop_assert!(to_string(&value).is_ok()),
            Err(error) => prop_assert!(matches!(error, Error::UnreadableBody { .. }), "{error:?}"),
        }
    }
}
