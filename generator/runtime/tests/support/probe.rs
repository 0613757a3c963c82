//! Operations that only exist to look at requests: what one sends is what a [`Ear`] keeps.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use http::HeaderMap;
use http_body::Body;
use specwright_runtime::runtime::transport::{RequestBody, ResponseBody, Transport, TransportFailure};
use specwright_runtime::runtime::{
    Answer, ApiSpec, BodyFault, BoxFuture, Bytes, Call, ClientBuilder, Error, Operation, OperationSpec, Outcome,
    Paging, ResponseSpec, ServerSpec, Undocumented,
};

pub static API: ApiSpec = ApiSpec {
    name: "probe",
    version: "1.0",
    servers: &[ServerSpec { url: "https://example.com/", variables: &[] }],
    schemes: &[],
};

pub const SPEC: OperationSpec = OperationSpec {
    api: &API,
    id: "probe",
    method: "PUT",
    path: "/probe",
    security: &[],
    servers: &[],
    accept: "",
    idempotency_header: None,
    paging: Paging::Link,
    responses: &[ResponseSpec::range(2)],
};

macro_rules! probes {
    ($($name:ident: $($field:ident: $value:expr),*;)*) => { $(
        #[derive(Debug)]
        pub enum $name {}

        impl Operation for $name {
            type Output = Bytes;
            type Error = Undocumented;
            const SPEC: &'static OperationSpec = &OperationSpec { $($field: $value,)* ..SPEC };

            fn read(_: usize, answer: &Answer) -> Result<Result<Bytes, Undocumented>, BodyFault> {
                answer.bytes().map(Ok)
            }
        }
    )* };
}

probes! {
    Probe: path: "/probe";
    Below: path: "/probe/{p}/below";
    File: path: "/{p}.json";
    Odd: path: "/a b/é?action=look#x";
    Elsewhere: servers: &[ServerSpec { url: "https://files.example.com/v2", variables: &[] }];
    Relative: servers: &[ServerSpec { url: "/v2", variables: &[] }];
    Asking: method: "GET";
    Copying: method: "COPY";
    Querying: method: "QUERY";
    ByCursor: method: "GET", paging: Paging::Cursor { parameter: "page[after]", next: "/meta/next~1id", more: Some("/more") };
    ByLastItem: method: "GET",
        paging: Paging::LastItem { parameter: "after", items: "/data", id: "/id", more: "/has_more" };
    ByOffset: method: "GET", paging: Paging::Offset { parameter: "offset", items: "/data" };
    ByNumber: method: "GET", paging: Paging::Number { parameter: "page", first: 1, items: "" };
    ByAddress: method: "GET", paging: Paging::Address { next: "/@odata.nextLink" };
    Posting: method: "POST", paging: Paging::Offset { parameter: "offset", items: "/data" };
}

/// A request as it was sent.
#[derive(Clone, Debug)]
pub struct Heard {
    pub uri: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Heard {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// What follows the address of the server.
    pub fn path(&self) -> &str {
        self.uri.strip_prefix("https://example.com").unwrap()
    }
}

/// A transport that keeps what is sent, and answers 200 to all.
#[derive(Clone, Default)]
pub struct Ear(Arc<Mutex<Vec<Heard>>>);

impl Ear {
    pub fn heard(&self) -> Vec<Heard> {
        self.0.lock().unwrap().clone()
    }
}

impl Transport for Ear {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>> {
        let ear = self.clone();
        Box::pin(async move {
            let (head, mut body) = request.into_parts();
            let mut bytes = Vec::new();
            while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
                bytes.extend_from_slice(&frame.unwrap().into_data().unwrap());
            }
            let (uri, body) = (head.uri.to_string(), String::from_utf8(bytes).unwrap());
            ear.0.lock().unwrap().push(Heard { uri, headers: head.headers, body });
            Ok(http::Response::new(ResponseBody::full("")))
        })
    }
}

/// What a call sends, or the words in which it is refused.
pub async fn sent<O: Operation>(
    client: ClientBuilder,
    call: impl FnOnce(Call<'_, O>) -> Call<'_, O>,
) -> Result<Heard, String> {
    let ear = Ear::default();
    let client = client.transport(ear.clone()).build().map_err(|error| error.to_string())?;
    let result = call(Call::new(&client)).await;
    let heard = ear.heard();
    match result {
        Err(error @ (Error::InvalidRequest(_) | Error::MissingCredentials(_))) => {
            assert!(heard.is_empty(), "refused, and sent all the same");
            assert_eq!(error.outcome(), Outcome::NotSent);
            match error {
                Error::InvalidRequest(invalid) => {
                    Err(invalid.violations().iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
                }
                other => Err(other.to_string()),
            }
        }
        _ => Ok(heard[0].clone()),
    }
}

/// A builder for the API of the probes.
pub fn builder() -> ClientBuilder {
    ClientBuilder::new(&API)
}
