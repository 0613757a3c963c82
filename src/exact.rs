//! Exact decimals as JSON numbers: the digits that were written are the digits that are kept.
//!
//! Nothing here goes through `f64`, and nothing switches on `serde_json/arbitrary_precision`, which would change how
//! every other crate of a build reads numbers. It knows nothing of accounts or of HTTP.

use std::fmt;

use rust_decimal::Decimal;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// The largest exponent worth looking at: a decimal holds 28 digits after the point and 29 in all.
const EXPONENT_LIMIT: u32 = 100;

/// A decimal that is written as a JSON number with just its own digits: `100.00` stays `100.00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact(pub Decimal);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

/// Why a JSON value is not an exact decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inexact {
    /// It is not a number at all: a string, a boolean, `null`, a list, an object.
    NotANumber,
    /// It is a number that would have to be rounded, or that is too large: more than 28 digits.
    TooManyDigits,
}

impl fmt::Display for Inexact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "not a number",
            Self::TooManyDigits => "a number with more digits than can be kept exactly",
        })
    }
}

impl std::error::Error for Inexact {}

/// Reads the text of one valid JSON value (RFC 8259, section 6) as an exact decimal.
///
/// # Errors
/// When the value is not a number, or not one that fits without rounding.
pub fn parse(json: &str) -> Result<Decimal, Inexact> {
    if !json.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        return Err(Inexact::NotANumber);
    }
    let (digits, exponent) = match json.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().map_err(|_| Inexact::TooManyDigits)?),
        None => (json, 0),
    };
    let mantissa = Decimal::from_str_exact(digits).map_err(|_| Inexact::TooManyDigits)?;
    shift(mantissa, exponent).ok_or(Inexact::TooManyDigits)
}

/// `mantissa` × 10^`exponent`, or nothing when that does not fit.
fn shift(mut mantissa: Decimal, exponent: i32) -> Option<Decimal> {
    if exponent.unsigned_abs() > EXPONENT_LIMIT {
        return None;
    }
    let scale = i64::from(mantissa.scale()) - i64::from(exponent);
    if let Ok(scale) = u32::try_from(scale) {
        mantissa.set_scale(scale).ok()?;
        return Some(mantissa);
    }
    mantissa.set_scale(0).ok()?;
    (0..scale.unsigned_abs()).try_fold(mantissa, |value, _| value.checked_mul(Decimal::TEN))
}

/// The sum, unless it would have to be rounded.
#[must_use]
pub fn add(left: Decimal, right: Decimal) -> Option<Decimal> {
    let sum = left.checked_add(right)?;
    // An exact sum keeps the finer of the two scales; one that was rounded to fit has lost digits of it.
    let exact = left.is_zero() || right.is_zero() || sum.scale() == left.scale().max(right.scale());
    exact.then_some(sum)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn check(json: &str, expect: Result<&str, Inexact>) {
        let found = parse(json).map(|decimal| decimal.to_string());
        assert_eq!(found.as_deref().map_err(|why| *why), expect, "{json}");
    }

    #[test]
    fn the_digits_that_were_written_are_kept() {
        check("100.00", Ok("100.00"));
        check("0", Ok("0"));
        check("-0.10", Ok("-0.10"));
        check("12345678901234567.89", Ok("12345678901234567.89"));
        check("0.0000000000000000000000000001", Ok("0.0000000000000000000000000001"));
        check("1e2", Ok("100"));
        check("1.50E1", Ok("15.0"));
        check("1.5e+2", Ok("150"));
        check("25e-1", Ok("2.5"));
    }

    #[test]
    fn what_would_be_rounded_is_refused() {
        check("0.00000000000000000000000000001", Err(Inexact::TooManyDigits));
        check("100000000000000000000000000000", Err(Inexact::TooManyDigits));
        check("1e-29", Err(Inexact::TooManyDigits));
        check("1e29", Err(Inexact::TooManyDigits));
        check("1e999999999999", Err(Inexact::TooManyDigits));
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for json in ["\"100.00\"", "true", "null", "[1]", "{}"] {
            check(json, Err(Inexact::NotANumber));
        }
    }

    #[test]
    fn a_sum_is_exact_or_there_is_none() {
        let sum = |left: &str, right: &str| {
            add(parse(left).unwrap(), parse(right).unwrap()).map(|decimal| decimal.to_string())
        };
        assert_eq!(sum("150.00", "100.00").as_deref(), Some("250.00"));
        assert_eq!(sum("150.00", "12345678901234567.89").as_deref(), Some("12345678901234717.89"));
        assert_eq!(sum("0", "0.5").as_deref(), Some("0.5"));
        assert_eq!(sum("7922816251426433759354395033.5", "0.01"), None);
        assert_eq!(sum("79228162514264337593543950335", "1"), None);
    }

    #[test]
    fn a_decimal_is_written_as_a_number() {
        assert_eq!(serde_json::to_string(&Exact(parse("250.00").unwrap())).unwrap(), "250.00");
    }
}
