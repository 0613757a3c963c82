//! Servers of the document, of paths and of operations: which one a request goes to, and what their variables may hold.

use specwright_runtime::runtime::{
    Answer, ApiSpec, BodyFault, Call, ClientBuilder, Error, Operation, OperationSpec, Paging, ResponseSpec, Server,
    ServerSpec, ServerVariable, Undocumented,
};

use crate::support::probe::sent;
use crate::support::server::{self, Act};

const fn variable(name: &'static str, default: &'static str, allowed: &'static [&'static str]) -> ServerVariable {
    ServerVariable { name, default, allowed }
}

const REGION: ServerVariable = variable("region", "eu", &["eu", "us"]);
const PORT: ServerVariable = variable("port", "443", &[]);
const MAIN: ServerSpec = ServerSpec { url: "https://{region}.example.com:{port}/v1", variables: &[REGION, PORT] };
const SANDBOX: ServerSpec =
    ServerSpec { url: "https://sandbox.example.com/{base}", variables: &[variable("base", "v1/a", &[])] };
const FILES: ServerSpec = ServerSpec { url: "https://files-{region}.example.com", variables: &[REGION] };
const ARCHIVE: ServerSpec = ServerSpec { url: "https://archive.example.com", variables: &[] };
const HERE: ServerSpec = ServerSpec { url: "/v2", variables: &[] };
const BESIDE: ServerSpec = ServerSpec { url: "../v3/", variables: &[] };
const OTHER_HOST: ServerSpec = ServerSpec { url: "//other.example.com/x", variables: &[] };
const BASE_PATH: ServerSpec =
    ServerSpec { url: "https://api.example.com{base}", variables: &[variable("base", "/v1", &[])] };
const WHOLE: ServerSpec = ServerSpec { url: "{endpoint}/v1", variables: &[variable("endpoint", "none", &[])] };
const TENANT: ServerSpec =
    ServerSpec { url: "https://{tenant}.example.com/", variables: &[variable("tenant", "a", &["b"])] };

static API: ApiSpec = ApiSpec { name: "probe", version: "1", servers: &[MAIN, SANDBOX, WHOLE], schemes: &[] };
static RELATIVE: ApiSpec = ApiSpec { name: "probe", version: "1", servers: &[HERE], schemes: &[] };
static NOWHERE: ApiSpec = ApiSpec { name: "probe", version: "1", servers: &[], schemes: &[] };

const SPEC: OperationSpec = OperationSpec {
    api: &API,
    id: "probe",
    method: "GET",
    path: "/probe",
    security: &[],
    servers: &[],
    accept: "",
    idempotency_header: None,
    paging: Paging::Link,
    responses: &[ResponseSpec::DEFAULT],
};

macro_rules! probes {
    ($($name:ident: $servers:expr;)*) => { $(
        #[derive(Debug)]
        enum $name {}

        impl Operation for $name {
            type Output = ();
            type Error = Undocumented;
            const SPEC: &'static OperationSpec = &OperationSpec { servers: $servers, ..SPEC };

            fn read(_: usize, answer: &Answer) -> Result<Result<(), Undocumented>, BodyFault> {
                answer.empty().map(Ok)
            }
        }
    )* };
}

probes! {
    General: &[];
    Own: &[FILES, ARCHIVE];
    Here: &[HERE];
    Beside: &[BESIDE];
    OtherHost: &[OTHER_HOST];
}

async fn goes<O: Operation>(builder: ClientBuilder) -> String {
    match sent::<O>(builder, |call| call).await {
        Ok(heard) => heard.uri,
        Err(words) => words,
    }
}

fn builder() -> ClientBuilder {
    ClientBuilder::new(&API)
}

#[tokio::test]
async fn each_operation_goes_to_the_server_that_was_chosen_for_it() {
    assert_eq!(goes::<General>(builder()).await, "https://eu.example.com:443/v1/probe");
    assert_eq!(goes::<Own>(builder()).await, "https://files-eu.example.com/probe");
    let sandbox = || builder().server(&SANDBOX);
    assert_eq!(goes::<General>(sandbox()).await, "https://sandbox.example.com/v1/a/probe");
    assert_eq!(goes::<Own>(sandbox()).await, "https://files-eu.example.com/probe", "it has no such server");
    let both = || sandbox().server(Server::new(&FILES).variable("region", "us"));
    assert_eq!(goes::<General>(both()).await, "https://sandbox.example.com/v1/a/probe");
    assert_eq!(goes::<Own>(both()).await, "https://files-us.example.com/probe");
    assert_eq!(goes::<Own>(both().server(&ARCHIVE)).await, "https://archive.example.com/probe", "the last one counts");
    let fixed = || both().base_url("http://localhost:1/test");
    assert_eq!(goes::<Own>(fixed()).await, "http://localhost:1/test/probe", "what is for a test server stays there");
}

#[tokio::test]
async fn a_call_names_its_own_server() {
    let named = |builder: ClientBuilder| sent::<Own>(builder, |call| call.server(&ARCHIVE));
    assert_eq!(named(builder()).await.unwrap().uri, "https://archive.example.com/probe");
    let heard = named(builder().base_url("https://test.example.com")).await.unwrap();
    assert_eq!(heard.uri, "https://test.example.com/probe");
}

#[tokio::test]
async fn a_variable_never_leads_to_another_server() {
    let (not_allowed, elsewhere) = ("has a value that the API does not allow", "would lead to another server");
    for (spec, name, value, expected) in [
        (&MAIN, "region", "us", "https://us.example.com:443/v1/probe"),
        (&MAIN, "region", "ap", not_allowed),
        (&MAIN, "port", "8443", "https://eu.example.com:8443/v1/probe"),
        (&MAIN, "port", "1/evil", elsewhere),
        (&MAIN, "port", "", elsewhere),
        (&SANDBOX, "base", "v2/b", "https://sandbox.example.com/v2/b/probe"),
        (&SANDBOX, "base", "v2?key=1", elsewhere),
        (&SANDBOX, "base", "../..", "its path holds . or .."),
        (&BASE_PATH, "base", "/v2", "https://api.example.com/v2/probe"),
        (&BASE_PATH, "base", "@evil.com", elsewhere),
        (&BASE_PATH, "base", "/v2#", elsewhere),
        (&TENANT, "tenant", "a", "https://a.example.com/probe"),
        (&TENANT, "tenant", "b", "https://b.example.com/probe"),
        (&TENANT, "tenant", "evil.com/", not_allowed),
        (&FILES, "region", "us", "https://files-us.example.com/probe"),
        (&WHOLE, "endpoint", "https://mine.example.com", "https://mine.example.com/v1/probe"),
        (&WHOLE, "endpoint", "http://mine.example.com", "http is for the loopback only"),
    ] {
        let server = Server::new(spec).variable(name, value);
        let call = sent::<General>(builder(), |call| call.server(server.clone())).await;
        let said = call.map_or_else(|words| words, |heard| heard.uri);
        assert!(said.ends_with(expected) || said.contains(expected), "{value:?} in {}: {said}", spec.url);
    }
    for value in ["evil.com/", "evil.com#", "evil.com?", "u:p@evil.com", "evil.com\\", "e vil", ""] {
        static FREE: ServerSpec =
            ServerSpec { url: "https://{tenant}.example.com", variables: &[variable("tenant", "a", &[])] };
        let build = builder().server(Server::new(&FREE).variable("tenant", value)).build();
        assert!(build.unwrap_err().to_string().contains(elsewhere), "{value:?}");
    }
}

#[tokio::test]
async fn what_is_relative_starts_where_the_document_was_found() {
    let relative = || ClientBuilder::new(&RELATIVE);
    assert!(goes::<General>(relative()).await.contains("it is relative to where the document was found"));
    for (document, general, here, beside) in [
        ("https://a.com/apis/pets/openapi.json?v=1", "/v2", "/v2", "/apis/v3"),
        ("https://a.com/apis/pets/", "/v2", "/v2", "/apis/v3"),
        ("https://a.com", "/v2", "/v2", "/v3"),
    ] {
        let found = || relative().document_url(document);
        assert_eq!(goes::<General>(found()).await, format!("https://a.com{general}/probe"));
        assert_eq!(goes::<Here>(found()).await, format!("https://a.com{here}/probe"));
        assert_eq!(goes::<Beside>(found()).await, format!("https://a.com{beside}/probe"));
        assert_eq!(goes::<OtherHost>(found()).await, "https://other.example.com/x/probe");
    }
    let nowhere = || ClientBuilder::new(&NOWHERE);
    assert!(goes::<General>(nowhere()).await.ends_with("the API does not say where it is served: set a base URL"));
    assert_eq!(goes::<General>(nowhere().document_url("https://a.com/openapi.json")).await, "https://a.com/probe");
    assert!(goes::<General>(nowhere().document_url("http://a.com/openapi.json")).await.contains("loopback"));
}

#[tokio::test]
async fn a_server_on_a_real_socket() {
    static LOCAL: ServerSpec = ServerSpec {
        url: "http://{host}/{base}",
        variables: &[variable("host", "", &[]), variable("base", "v1", &[])],
    };
    let server = server::Server::start(vec![vec![Act::Read, server::answer(200, "")]]).await;
    let local = Server::new(&LOCAL).variable("host", server.address.to_string()).variable("base", "v9");
    let client = builder().build().unwrap();
    Call::<General>::new(&client).server(local).await.unwrap();
    assert_eq!(server.seen()[0].line(), "GET /v9/probe HTTP/1.1");
    let refused = Call::<General>::new(&client).server(Server::new(&LOCAL).variable("host", "evil.com")).await;
    assert!(matches!(refused, Err(Error::InvalidRequest(_))));
}
