//! Every fault has its place, and a contradiction is told from the rest.

use specwright_runtime::runtime::json::{self, Fault};

use super::purchase::Purchase;

fn fault(text: &str) -> Fault {
    json::from_str::<Purchase>(text).expect_err(text)
}

#[test]
fn faults_have_places() {
    let cases = [
        ("", "at the root (byte 0): not JSON: the text ends too early"),
        ("<html>", "at the root (byte 0): not JSON: expected a value"),
        ("[]", "at the root (byte 0): expected an object, found an array"),
        ("{", "at the root (byte 1): not JSON: the text ends too early"),
        ("{}", "at `/success` (byte 0): required, but missing"),
        (r#"{"success":true,"success":true}"#, "at `/success` (byte 16): there twice"),
        (r#"{"success":false}"#, "at `/success` (byte 11): must be `true`, and is not"),
        (r#"{"success":true}"#, "at `/data` (byte 0): required, but missing"),
        (r#"{"success":true,"data":{}}"#, "at `/data/amount_charged` (byte 23): required, but missing"),
        (
            r#"{"success":true,"data":{"amount_charged":"1"}}"#,
            "at `/data/amount_charged` (byte 41): expected a number, found a string",
        ),
        (
            r#"{"success":true,"data":{"amount_charged":1.}}"#,
            "at `/data/amount_charged` (byte 43): not JSON: expected a digit",
        ),
        (r#"{"success":true,"tags":["a",1]}"#, "at `/tags/1` (byte 28): expected a string, found a number"),
        (
            r#"{"success":true,"a/~b":1.5}"#,
            "at `/a~1~0b` (byte 23): the value does not fit: expected a whole number of 64 bits",
        ),
        (r#"{"a\"#, "at the root (byte 4): not JSON: the text ends too early"),
        (r#"{"success":true,"da"#, "at the root (byte 19): not JSON: the text ends too early"),
        (r#"{"success":true,"note":"x"#, "at `/note` (byte 25): not JSON: the text ends too early"),
        (r#"{"success":true,"note":"\ud800"}"#, "at `/note` (byte 24): not JSON: a string that is not valid Unicode"),
    ];
    for (text, expected) in cases {
        assert_eq!(fault(text).to_string(), expected, "{text}");
    }
}

#[test]
fn a_contradiction_wins_over_the_faults_around_it() {
    for text in [r#"{"success":false}"#, r#"{"note":7,"data":[],"success":false}"#, r#"{"success":"true"}"#] {
        assert!(fault(text).is_contradiction(), "{text}");
    }
    for text in ["{}", r#"{"note":7,"success":true}"#, r#"{"note":7 "success":false}"#] {
        assert!(!fault(text).is_contradiction(), "{text}");
    }
}

#[test]
fn faults_show_no_content() {
    let fault = fault(r#"{"success":true,"data":"hunter2"}"#);
    assert!(!format!("{fault} {fault:?}").contains("hunter2"));
}
