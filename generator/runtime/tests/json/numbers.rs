//! Numbers are exact or refused.

use std::fmt::Debug;

use rust_decimal::Decimal;
use specwright_runtime::runtime::json::{self, Decode};

fn check<T: Decode + Debug + PartialEq>(text: &str, expected: Option<T>) {
    assert_eq!(json::from_str::<T>(text).ok(), expected, "{text}");
}

#[test]
fn decimals_keep_every_digit_or_are_refused() {
    let cases = [
        ("100.00", Some("100.00")),
        ("12345678901234567.89", Some("12345678901234567.89")),
        ("0.1234567890123456789012345678", Some("0.1234567890123456789012345678")),
        ("7922816251426433759354395033.5", Some("7922816251426433759354395033.5")),
        ("79228162514264337593543950335", Some("79228162514264337593543950335")),
        ("79228162514264337593543950336", None),
        ("0.12345678901234567890123456789", None),
        ("1.0000000000000000000000000000000000000000", Some("1.0000000000000000000000000000")),
        ("1e2", Some("100")),
        ("1.5E-3", Some("0.0015")),
        ("-1.50e+1", Some("-15.0")),
        ("1e28", Some("10000000000000000000000000000")),
        ("1e29", None),
        ("1e-28", Some("0.0000000000000000000000000001")),
        ("1e-29", None),
        ("0e999999999999999999999", Some("0")),
        ("1e999999999999999999999", None),
        ("1e-999999999999999999999", None),
        ("-0.00", Some("0.00")),
    ];
    for (text, expected) in cases {
        let read = json::from_str::<Decimal>(text).ok();
        assert_eq!(read.map(|value| value.to_string()).as_deref(), expected, "{text}");
    }
}

#[test]
fn whole_numbers_may_be_written_with_a_point_or_an_exponent() {
    check::<i32>("1.0", Some(1));
    check::<i32>("1e2", Some(100));
    check::<i32>("-12.50e1", Some(-125));
    check::<i32>("-0", Some(0));
    check::<i32>("1.5", None);
    check::<i32>("2147483647", Some(i32::MAX));
    check::<i32>("2147483648", None);
    check::<i64>("-9223372036854775808", Some(i64::MIN));
    check::<i64>("-9223372036854775809", None);
    check::<u32>("-1", None);
    check::<u64>("18446744073709551615", Some(u64::MAX));
    check::<u64>("18446744073709551615.000", Some(u64::MAX));
    check::<u64>("18446744073709551616", None);
    check::<u64>("1e400", None);
}

#[test]
fn doubles_are_the_nearest_ones_and_finite() {
    check("0.1", Some(0.1));
    check("-1.7976931348623157e308", Some(f64::MIN));
    check("5e-324", Some(5e-324));
    check("123456789012345678901234567890", Some(123_456_789_012_345_678_901_234_567_890.0));
    check("9007199254740993", Some(9_007_199_254_740_992.0));
    check::<f64>("1e309", None);
    check::<f32>("1e39", None);
    check::<f32>("3.4028235e38", Some(f32::MAX));
    check::<f64>("NaN", None);
    assert!(json::to_string(&vec![1.0, f64::NAN]).is_err_and(|fault| fault.pointer() == "/1"));
}

#[test]
fn doubles_are_written_shortest_and_whole_ones_as_whole_numbers() {
    let cases = [
        (100.0, "100"),
        (-0.0, "-0"),
        (0.1, "0.1"),
        (1.5e-7, "1.5e-7"),
        (999_999_999_999_999.0, "999999999999999"),
        (1e15, "1000000000000000.0"),
        (1e16, "1e16"),
        (f64::MAX, "1.7976931348623157e308"),
    ];
    for (value, expected) in cases {
        assert_eq!(json::to_string(&value).unwrap(), expected);
        check(expected, Some(value));
    }
    assert_eq!(json::to_string(&2.0_f32).unwrap(), "2");
    assert_eq!(json::to_string(&0.1_f32).unwrap(), "0.1");
    json::to_string(&f64::NAN).unwrap_err();
    json::to_string(&f32::INFINITY).unwrap_err();
}
