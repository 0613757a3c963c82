//! Every style in every place, as the table of OpenAPI 3.0.4 §4.8.12.6.1 has it, and what it leaves open.

use std::collections::BTreeMap;

use specwright_runtime::runtime::{ParamPlace, ParamSpec, ParamValue, Style, ToParam};

use crate::support::probe::{Below, File, Odd, Probe, builder, sent};

struct Value(ParamValue);

impl ToParam for Value {
    fn to_param(&self) -> ParamValue {
        self.0.clone()
    }
}

fn text(text: &str) -> Value {
    Value(ParamValue::Primitive(text.to_owned()))
}

fn list(items: &[&str]) -> Value {
    Value(ParamValue::List(items.iter().map(|item| (*item).to_owned()).collect()))
}

fn object(members: &[(&str, &str)]) -> Value {
    Value(ParamValue::Object(members.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()))
}

fn spec(name: &'static str, place: ParamPlace, style: Style, explode: bool) -> &'static ParamSpec {
    Box::leak(Box::new(ParamSpec { name, place, style, explode, allow_reserved: false }))
}

/// In the path, as what stands for `{p}`.
async fn path(style: Style, explode: bool, value: Value, expected: &str) {
    let spec = spec("p", ParamPlace::Path, style, explode);
    let heard = sent::<Below>(builder(), |call| call.param(spec, &value)).await.unwrap();
    assert_eq!(heard.path(), format!("/probe/{expected}/below"), "{style:?} explode={explode}");
}

/// In the query, as what stands after the `?`.
async fn query(style: Style, explode: bool, value: Value, expected: &str) {
    let spec = spec("color", ParamPlace::Query, style, explode);
    let heard = sent::<Probe>(builder(), |call| call.param(spec, &value)).await.unwrap();
    let expected = if expected.is_empty() { "/probe".to_owned() } else { format!("/probe?{expected}") };
    assert_eq!(heard.path(), expected, "{style:?} explode={explode}");
}

async fn header(explode: bool, value: Value) -> Result<Option<String>, String> {
    let spec = spec("X-Color", ParamPlace::Header, Style::Simple, explode);
    let heard = sent::<Probe>(builder(), |call| call.param(spec, &value)).await?;
    Ok(heard.header("x-color").map(str::to_owned))
}

async fn cookie(explode: bool, value: Value) -> Option<String> {
    let spec = spec("color", ParamPlace::Cookie, Style::Form, explode);
    sent::<Probe>(builder(), |call| call.param(spec, &value)).await.unwrap().header("cookie").map(str::to_owned)
}

fn colors() -> Value {
    list(&["blue", "black", "brown"])
}

fn rgb() -> Value {
    object(&[("R", "100"), ("G", "200"), ("B", "150")])
}

#[tokio::test]
async fn in_the_path() {
    use Style::{Label, Matrix, Simple};
    path(Simple, false, text("blue"), "blue").await;
    path(Simple, false, colors(), "blue,black,brown").await;
    path(Simple, true, colors(), "blue,black,brown").await;
    path(Simple, false, rgb(), "R,100,G,200,B,150").await;
    path(Simple, true, rgb(), "R=100,G=200,B=150").await;

    path(Label, false, text("blue"), ".blue").await;
    path(Label, false, colors(), ".blue,black,brown").await;
    path(Label, true, colors(), ".blue.black.brown").await;
    path(Label, false, rgb(), ".R,100,G,200,B,150").await;
    path(Label, true, rgb(), ".R=100.G=200.B=150").await;

    path(Matrix, false, text(""), ";p").await;
    path(Matrix, false, text("blue"), ";p=blue").await;
    path(Matrix, false, colors(), ";p=blue,black,brown").await;
    path(Matrix, true, colors(), ";p=blue;p=black;p=brown").await;
    path(Matrix, false, rgb(), ";p=R,100,G,200,B,150").await;
    path(Matrix, true, rgb(), ";R=100;G=200;B=150").await;
}

#[tokio::test]
async fn in_the_query() {
    use Style::{DeepObject, Form, PipeDelimited, SpaceDelimited};
    query(Form, true, text(""), "color=").await;
    query(Form, true, text("blue"), "color=blue").await;
    query(Form, false, colors(), "color=blue,black,brown").await;
    query(Form, true, colors(), "color=blue&color=black&color=brown").await;
    query(Form, false, rgb(), "color=R,100,G,200,B,150").await;
    query(Form, true, rgb(), "R=100&G=200&B=150").await;
    query(SpaceDelimited, false, colors(), "color=blue%20black%20brown").await;
    query(SpaceDelimited, false, rgb(), "color=R%20100%20G%20200%20B%20150").await;
    query(PipeDelimited, false, colors(), "color=blue%7Cblack%7Cbrown").await;
    query(PipeDelimited, false, rgb(), "color=R%7C100%7CG%7C200%7CB%7C150").await;
    query(DeepObject, true, rgb(), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150").await;
    for explode in [true, false] {
        query(Form, explode, list(&[]), "").await;
        query(Form, explode, object(&[]), "").await;
    }
}

#[tokio::test]
async fn in_headers_and_cookies() {
    assert_eq!(header(false, text("blue")).await.unwrap().as_deref(), Some("blue"));
    assert_eq!(header(false, colors()).await.unwrap().as_deref(), Some("blue,black,brown"));
    assert_eq!(header(false, rgb()).await.unwrap().as_deref(), Some("R,100,G,200,B,150"));
    assert_eq!(header(true, rgb()).await.unwrap().as_deref(), Some("R=100,G=200,B=150"));
    assert_eq!(header(false, text("50% off & more")).await.unwrap().as_deref(), Some("50% off & more"));
    assert_eq!(
        header(false, text("a\r\nx-evil: 1")).await.unwrap_err(),
        "header parameter \"X-Color\": holds a character that cannot stand in a header"
    );

    assert_eq!(cookie(false, text("blue")).await.as_deref(), Some("color=blue"));
    assert_eq!(cookie(false, colors()).await.as_deref(), Some("color=blue,black,brown"));
    assert_eq!(cookie(true, colors()).await.as_deref(), Some("color=blue; color=black; color=brown"));
    assert_eq!(cookie(true, rgb()).await.as_deref(), Some("R=100; G=200; B=150"));
    assert_eq!(cookie(false, text("a; b=c")).await.as_deref(), Some("color=a%3B%20b%3Dc"));
}

const NASTY: &str = "a/b?c#d&e=f+g h%20;ü,\"<>|[]{}'()*!$@:~-._";

#[tokio::test]
async fn every_text_arrives_as_it_was_given() {
    let encoded = "a%2Fb%3Fc%23d%26e%3Df%2Bg%20h%2520%3B%C3%BC%2C%22%3C%3E%7C%5B%5D%7B%7D%27%28%29%2A%21%24%40%3A~-._";
    path(Style::Simple, false, text(NASTY), encoded).await;
    query(Style::Form, true, text(NASTY), &format!("color={encoded}")).await;
    query(Style::Form, false, list(&[NASTY, "x"]), &format!("color={encoded},x")).await;
    query(Style::Form, true, object(&[(NASTY, "x")]), &format!("{encoded}=x")).await;
}

#[tokio::test]
async fn reserved_characters_stand_where_they_are_allowed_and_do_no_harm() {
    static SPEC: ParamSpec =
        ParamSpec { name: "q", place: ParamPlace::Query, style: Style::Form, explode: true, allow_reserved: true };
    let heard = sent::<Probe>(builder(), |call| call.param(&SPEC, NASTY)).await.unwrap();
    assert_eq!(heard.path(), "/probe?q=a/b?c%23d%26e%3Df%2Bg%20h%2520;%C3%BC,%22%3C%3E%7C%5B%5D%7B%7D'()*!$@:~-._");
}

#[tokio::test]
async fn a_path_never_leads_elsewhere() {
    static SPEC: ParamSpec =
        ParamSpec { name: "p", place: ParamPlace::Path, style: Style::Simple, explode: false, allow_reserved: false };
    let refused = |value: &'static str| sent::<Below>(builder(), |call| call.param(&SPEC, value));
    assert_eq!(refused("").await.unwrap_err(), "path parameter \"p\": must not be empty");
    for up in [".", ".."] {
        assert!(refused(up).await.unwrap_err().contains("leads to another place"), "{up}");
    }
    // A `label` of nothing is a dot.
    let label = spec("p", ParamPlace::Path, Style::Label, false);
    assert!(sent::<Below>(builder(), |call| call.param(label, "")).await.is_err());
    // These are names like others.
    for (name, expected) in [("...", "..."), ("a..", "a.."), ("%2e%2e", "%252e%252e"), ("../..", "..%2F..")] {
        assert_eq!(refused(name).await.unwrap().path(), format!("/probe/{expected}/below"));
    }
    let file = sent::<File>(builder(), |call| call.param(&SPEC, ".")).await.unwrap();
    assert_eq!(file.path(), "/..json");
    let missing = sent::<Below>(builder(), |call| call).await.unwrap_err();
    assert_eq!(missing, "the address: a parameter of the path has no value");
}

#[tokio::test]
async fn a_template_is_written_as_an_address() {
    let spec = spec("more", ParamPlace::Query, Style::Form, true);
    let heard = sent::<Odd>(builder(), |call| call.param(spec, &1)).await.unwrap();
    assert_eq!(heard.path(), "/a%20b/%C3%A9?action=look%23x&more=1");
}

#[tokio::test]
async fn values_of_all_types() {
    let spec = spec("v", ParamPlace::Query, Style::Form, true);
    macro_rules! check {
        ($value:expr, $expected:literal) => {
            let heard = sent::<Probe>(builder(), |call| call.param(spec, $value)).await.unwrap();
            assert_eq!(heard.path(), concat!("/probe", $expected));
        };
    }
    check!("text", "?v=text");
    check!(&"text".to_owned(), "?v=text");
    check!(&true, "?v=true");
    check!(&-1_i64, "?v=-1");
    check!(&u64::MAX, "?v=18446744073709551615");
    check!(&0.1_f64, "?v=0.1");
    check!(&"100.00".parse::<specwright_runtime::runtime::Decimal>().unwrap(), "?v=100.00");
    check!(&vec![1, 2], "?v=1&v=2");
    check!(["a", "b"].as_slice(), "?v=a&v=b");
    check!(&BTreeMap::from([("b".to_owned(), 2), ("a".to_owned(), 1)]), "?a=1&b=2");
}

#[tokio::test]
async fn a_parameter_can_be_a_document() {
    use specwright_runtime::runtime::json::Value;
    let spec = spec("filter", ParamPlace::Query, Style::Form, true);
    let value = Value::from(vec![Value::from("a b"), Value::from(1_i64)]);
    let heard = sent::<Probe>(builder(), |call| call.json_content(spec, &value)).await.unwrap();
    assert_eq!(heard.path(), "/probe?filter=%5B%22a%20b%22%2C1%5D");
}

#[tokio::test]
async fn an_address_has_a_limit() {
    let spec = spec("v", ParamPlace::Query, Style::Form, true);
    let long = "x".repeat(70_000);
    let refused = sent::<Probe>(builder(), |call| call.param(spec, long.as_str())).await.unwrap_err();
    assert_eq!(refused, "the address: is no URL, or is longer than 65,534 bytes");
}
