//! The serde traits, which are not exact by themselves.
#![cfg(feature = "serde")]

use rust_decimal::Decimal;

use super::purchase::{Purchase, TEXT};
use specwright_runtime::runtime::json;

#[test]
fn a_type_goes_through_serde_and_back() {
    let purchase: Purchase = json::from_str(TEXT).unwrap();
    let text = serde_json::to_string(&purchase).unwrap();
    assert!(text.contains(r#""amount_charged":"100.00""#), "{text}");
    assert_eq!(serde_json::from_str::<Purchase>(&text).unwrap(), purchase);
    assert_eq!(serde_json::from_str::<Purchase>(TEXT).unwrap(), purchase);
}

#[test]
fn a_decimal_that_a_double_may_have_rounded_is_refused() {
    let read = |amount: &str| {
        let text = TEXT.replace("100.00", amount);
        serde_json::from_str::<Purchase>(&text).map(|purchase| purchase.data.amount_charged)
    };
    assert_eq!(read("12345678901234.5").unwrap(), "12345678901234.5".parse::<Decimal>().unwrap());
    assert_eq!(read("9007199254740993").unwrap(), Decimal::from(9_007_199_254_740_993_i64));
    let error = read("12345678901234567.89").unwrap_err().to_string();
    assert!(error.contains("/data/amount_charged"), "{error}");
    assert_eq!(read("\"12345678901234567.89\"").unwrap().to_string(), "12345678901234567.89");
}
