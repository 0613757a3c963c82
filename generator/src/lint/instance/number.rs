//! Numbers as they are written, exactly: `0.1` is a tenth here.

use std::cmp::Ordering;

/// `mantissa * 10^exponent`, without zeros at the end of the mantissa.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal {
    mantissa: i128,
    exponent: i32,
}

/// `None` for more digits than are kept.
fn parse(text: &str) -> Option<Decimal> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut mantissa: i128 = format!("{whole}{fraction}").parse().ok()?;
    let mut exponent = exponent.parse::<i32>().ok()?.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    if mantissa == 0 {
        return Some(Decimal { mantissa, exponent: 0 });
    }
    while mantissa % 10 == 0 {
        mantissa /= 10;
        exponent = exponent.checked_add(1)?;
    }
    Some(Decimal { mantissa, exponent })
}

/// Both as whole numbers of the same unit.
fn aligned(one: &str, other: &str) -> Option<(i128, i128)> {
    let (one, other) = (parse(one)?, parse(other)?);
    let unit = one.exponent.min(other.exponent);
    let scaled = |number: Decimal| {
        let up = u32::try_from(number.exponent.checked_sub(unit)?).ok()?;
        number.mantissa.checked_mul(10_i128.checked_pow(up)?)
    };
    scaled(one).zip(scaled(other))
}

/// Which of two JSON numbers is larger. Those of more than 38 digits are compared as doubles.
#[must_use]
pub fn compare(one: &str, other: &str) -> Option<Ordering> {
    match aligned(one, other) {
        Some((one, other)) => Some(one.cmp(&other)),
        None => one.parse::<f64>().ok()?.partial_cmp(&other.parse().ok()?),
    }
}

/// Is it a multiple of the other? `None` where that cannot be said.
pub(super) fn is_multiple(number: &str, of: &str) -> Option<bool> {
    let (number, of) = aligned(number, of)?;
    Some(number.checked_rem(of)? == 0)
}

/// Is it a whole number, however it is written?
pub(super) fn is_whole(text: &str) -> bool {
    match parse(text) {
        Some(number) => number.exponent >= 0,
        None => !text.contains('.') || text.parse::<f64>().is_ok_and(|number| number.fract() == 0.0),
    }
}

/// One text for all ways to write a number.
pub(super) fn canonical(text: &str) -> String {
    parse(text).map_or_else(|| text.to_owned(), |number| format!("{}e{}", number.mantissa, number.exponent))
}

/// Is it a whole number that a double, and so JavaScript, cannot tell from its neighbours?
#[must_use]
pub fn is_beyond_double(text: &str) -> bool {
    const LAST: &str = "9007199254740991";
    let magnitude = text.trim_start_matches('-');
    is_whole(text)
        && !text.contains(['e', 'E'])
        && compare(magnitude, LAST) == Some(Ordering::Greater)
        // A power of two and its multiples are told apart well enough: as a bound they say what they mean.
        && magnitude.parse::<f64>().map_or(true, |double| compare(&format!("{double:.0}"), magnitude) != Some(Ordering::Equal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_is_written() {
        for (one, other, order) in [
            ("0.1", "0.10", Ordering::Equal),
            ("1e2", "100", Ordering::Equal),
            ("-0", "0.0", Ordering::Equal),
            ("9007199254740993", "9007199254740992", Ordering::Greater),
            ("-1", "0.001", Ordering::Less),
            ("1e300", "1", Ordering::Greater),
        ] {
            assert_eq!(compare(one, other), Some(order), "{one} {other}");
        }
    }

    #[test]
    fn multiples() {
        for (number, of, is) in [
            ("0.3", "0.1", Some(true)),
            ("100.00", "0.01", Some(true)),
            ("0.005", "0.01", Some(false)),
            ("7", "2", Some(false)),
            ("1", "0", None),
        ] {
            assert_eq!(is_multiple(number, of), is, "{number} {of}");
        }
    }

    #[test]
    fn whole_numbers() {
        for (text, is) in [("1", true), ("1.0", true), ("1e3", true), ("1.5", false), ("15e-1", false)] {
            assert_eq!(is_whole(text), is, "{text}");
        }
    }

    #[test]
    fn what_a_double_cannot_hold() {
        for (text, is) in [
            ("9007199254740991", false),
            ("9007199254740993", true),
            ("-9007199254740993", true),
            ("9223372036854775807", true),
            ("18446744073709551616", false),
            ("1e100", false),
            ("0.1", false),
        ] {
            assert_eq!(is_beyond_double(text), is, "{text}");
        }
    }
}
