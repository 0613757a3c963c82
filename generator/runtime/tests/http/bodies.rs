//! Bodies of requests other than plain JSON.

use specwright_runtime::runtime::json::{self, Value};
use specwright_runtime::runtime::{Call, CountRules, FieldSpec, FieldStyle, ParamPlace, ParamSpec, Style};

use crate::support::probe::{Probe, builder, sent};
use crate::support::purchase::{self, API};
use crate::support::tell::hundred;

fn value(json: &str) -> Value {
    json::from_str(json).unwrap()
}

async fn form(fields: &[FieldSpec], json: &str) -> Result<String, String> {
    let heard = sent::<Probe>(builder(), |call| call.form_as(fields, &value(json))).await?;
    assert_eq!(heard.header("content-type"), Some("application/x-www-form-urlencoded"));
    Ok(heard.body)
}

#[tokio::test]
async fn a_form_of_scalars_lists_and_objects() {
    for (json, expected) in [
        (r#"{"a":"1 2","b":true,"c":100.00,"d":null}"#, "a=1+2&b=true&c=100.00"),
        (r#"{"a&b=c":"ü%+~*"}"#, "a%26b%3Dc=%C3%BC%25%2B%7E*"),
        (r#"{"color":["blue","black"]}"#, "color=blue&color=black"),
        (r#"{"color":[]}"#, ""),
        (r#"{"o":{"R":100,"G":[1]}}"#, "o=%7B%22R%22%3A100%2C%22G%22%3A%5B1%5D%7D"),
        (r#"{"o":[{"R":100}]}"#, "o=%5B%7B%22R%22%3A100%7D%5D"),
        (r#"{"a":""}"#, "a="),
        ("{}", ""),
    ] {
        assert_eq!(form(&[], json).await.as_deref(), Ok(expected), "{json}");
    }
    assert_eq!(form(&[], "[1]").await.unwrap_err(), "the body: a form can only be made from an object");
}

#[tokio::test]
async fn a_field_can_be_written_in_every_style() {
    for (style, list, object) in [
        (FieldStyle::Exploded, "c=a&c=b", "R=1&G=2"),
        (FieldStyle::Comma, "c=a%2Cb", "c=R%2C1%2CG%2C2"),
        (FieldStyle::Space, "c=a+b", "c=R+1+G+2"),
        (FieldStyle::Pipe, "c=a%7Cb", "c=R%7C1%7CG%7C2"),
        (FieldStyle::Deep, "c%5B0%5D=a&c%5B1%5D=b", "c%5BR%5D=1&c%5BG%5D=2"),
        (FieldStyle::Json, "c=%5B%22a%22%2C%22b%22%5D", "c=%7B%22R%22%3A1%2C%22G%22%3A2%7D"),
    ] {
        let fields = [FieldSpec::styled("c", style)];
        assert_eq!(form(&fields, r#"{"c":["a","b"]}"#).await.as_deref(), Ok(list), "{style:?}");
        assert_eq!(form(&fields, r#"{"c":{"R":1,"G":2}}"#).await.as_deref(), Ok(object), "{style:?}");
        assert_eq!(form(&fields, r#"{"c":"x"}"#).await.as_deref(), Ok("c=x"), "{style:?}");
    }
}

#[tokio::test]
async fn a_deep_object_is_as_deep_as_its_value() {
    let json = r#"{"card":{"owner":{"name":"Ann","emails":["a","b"]},"cvc":null,"tries":[{"at":1}]},"plain":[1]}"#;
    let deep = "card%5Bowner%5D%5Bname%5D=Ann&card%5Bowner%5D%5Bemails%5D%5B0%5D=a&card%5Bowner%5D%5Bemails%5D%5B1%5D=b\
                &card%5Btries%5D%5B0%5D%5Bat%5D=1";
    let fields = [FieldSpec::styled("card", FieldStyle::Deep)];
    assert_eq!(form(&fields, json).await, Ok(format!("{deep}&plain=1")));
    let all = [FieldSpec::all(FieldStyle::Deep), FieldSpec::styled("plain", FieldStyle::Exploded)];
    assert_eq!(form(&all, json).await, Ok(format!("{deep}&plain=1")));
}

#[tokio::test]
async fn text_bytes_and_other_json() {
    let heard = sent::<Probe>(builder(), |call| call.text("text/plain; charset=utf-8", "ü")).await.unwrap();
    assert_eq!((heard.header("content-type"), &*heard.body), (Some("text/plain; charset=utf-8"), "ü"));
    let heard = sent::<Probe>(builder(), |call| call.bytes("image/png", "png")).await.unwrap();
    assert_eq!((heard.header("content-type"), &*heard.body), (Some("image/png"), "png"));
    let heard = sent::<Probe>(builder(), |call| call.json_as("application/merge-patch+json", &value("[ 1.0 ]"))).await;
    let heard = heard.unwrap();
    assert_eq!((heard.header("content-type"), &*heard.body), (Some("application/merge-patch+json"), "[1.0]"));
    let heard = sent::<Probe>(builder(), |call| call.bytes("application/octet-stream", "")).await.unwrap();
    assert_eq!(
        (heard.header("content-length"), heard.header("content-type")),
        (Some("0"), Some("application/octet-stream"))
    );
}

#[tokio::test]
async fn what_has_no_json_is_refused_with_its_place() {
    let refused = sent::<Probe>(builder(), |call| call.json(&vec![1.0, f64::NAN])).await.unwrap_err();
    assert!(refused.contains("an infinite number, or none at all"), "{refused}");
}

#[tokio::test]
async fn rules_of_bodies_and_parameters_are_told_together() {
    static LIMIT: ParamSpec =
        ParamSpec { name: "limit", place: ParamPlace::Query, style: Style::Form, explode: true, allow_reserved: false };
    const ONE: CountRules = CountRules { minimum: Some(1), maximum: None };
    let refused = sent::<Probe>(builder(), |call| {
        call.check_param(&LIMIT, |check| check.length("", &ONE))
            .check_body(|check| check.items(0, &ONE))
            .json(&purchase::PurchaseCreditsRequest::new("-1".parse().unwrap()))
            .header("host", "x")
    })
    .await
    .unwrap_err();
    assert_eq!(
        refused,
        "query parameter \"limit\": must have at least 1 character, and has 0; the body: must have at least 1 item, and \
         has 0; /amount: must be greater than 0, and is -1; header \"host\": is set by the client itself, from the address \
         and the body"
    );
}

/// A call is checked first: what cannot be right is told even to who has no credentials.
#[tokio::test]
async fn a_call_without_credentials_is_not_sent() {
    let client = specwright_runtime::runtime::ClientBuilder::new(&API).base_url("http://127.0.0.1:1").build().unwrap();
    let error = Call::<purchase::PurchaseCredits>::new(&client).json(&hundred()).await.unwrap_err();
    assert_eq!(error.to_string(), "purchaseCredits takes credentials that the client was not given: userSessionToken");
}
