//! Numbers: what they look like (RFC 8259 §6), and what they are worth exactly.
//!
//! A number is scanned once. Up to 19 digits its worth is known by then, as an integer and a power of ten, from which
//! integers, decimals and most doubles follow without a second look.

use rust_decimal::Decimal;

use super::fault::{Failed, Reason};
use super::reader::Reader;

/// A number as it was scanned: `± mantissa × 10^-scale`, if `exact`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanned {
    pub(super) start: usize,
    pub(super) end: usize,
    negative: bool,
    mantissa: u64,
    scale: i32,
    exact: bool,
}

/// The same without a limit of 64 bits: `± mantissa × 10^-scale`, with no zeros at the end of the mantissa.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Worth {
    pub(super) negative: bool,
    pub(super) mantissa: u128,
    pub(super) scale: i64,
    /// Digits behind the point as it was written, after the exponent moved it.
    written: i64,
}

/// Digits that always fit `u64`.
const EXACT_DIGITS: usize = 19;

impl<'a> Reader<'a> {
    /// Reads a number and gives its text.
    pub fn number(&mut self) -> Result<&'a str, Failed> {
        let scanned = self.expect_number()?;
        self.slice(scanned.start, scanned.end)
    }

    #[inline]
    fn expect_number(&mut self) -> Result<Scanned, Failed> {
        match self.token() {
            b'-' | b'0'..=b'9' => self.scan_number(),
            _ => self.mismatch("a number"),
        }
    }

    /// Takes a number, standing on its first byte.
    pub(super) fn scan_number(&mut self) -> Result<Scanned, Failed> {
        let start = self.pos;
        let negative = self.byte() == b'-';
        self.pos += usize::from(negative);
        let mut mantissa = 0;
        let first = self.pos;
        self.digits(&mut mantissa)?;
        let mut digits = self.pos - first;
        if digits > 1 && self.input.get(first) == Some(&b'0') {
            return self.fail_at(first + 1, Reason::Syntax("no digit after a leading zero"), None);
        }
        let mut scale = 0;
        if self.byte() == b'.' {
            self.pos += 1;
            let point = self.pos;
            self.digits(&mut mantissa)?;
            digits += self.pos - point;
            scale = i32::try_from(self.pos - point).unwrap_or(i32::MAX);
        }
        if matches!(self.byte(), b'e' | b'E') {
            scale = scale.saturating_sub(self.exponent()?);
        }
        Ok(Scanned { start, end: self.pos, negative, mantissa, scale, exact: digits <= EXACT_DIGITS })
    }

    /// Takes one digit or more. More than 19 of them overflow, which the caller sees by their count.
    #[inline]
    fn digits(&mut self, mantissa: &mut u64) -> Result<(), Failed> {
        let start = self.pos;
        loop {
            let digit = self.byte().wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            *mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
            self.pos += 1;
        }
        if self.pos == start { self.fail(Reason::Syntax("a digit")) } else { Ok(()) }
    }

    #[cold]
    fn exponent(&mut self) -> Result<i32, Failed> {
        self.pos += 1;
        let negative = self.byte() == b'-';
        self.pos += usize::from(matches!(self.byte(), b'-' | b'+'));
        let start = self.pos;
        let mut value = 0i32;
        while let digit @ 0..=9 = self.byte().wrapping_sub(b'0') {
            value = value.saturating_mul(10).saturating_add(i32::from(digit));
            self.pos += 1;
        }
        if self.pos == start {
            return self.fail(Reason::Syntax("a digit"));
        }
        Ok(if negative { -value } else { value })
    }

    /// Reads a whole number. `1.0` and `1e2` are whole numbers too (JSON Schema 2020-12, validation, §6.1.1).
    pub(super) fn whole(&mut self, expected: &'static str, min: i128, max: i128) -> Result<i128, Failed> {
        let scanned = self.expect_number()?;
        let worth = if scanned.exact && scanned.scale == 0 {
            let value = i128::from(scanned.mantissa);
            Some(if scanned.negative { -value } else { value })
        } else {
            Worth::of(self.slice(scanned.start, scanned.end)?).and_then(Worth::whole)
        };
        match worth {
            Some(value) if min <= value && value <= max => Ok(value),
            _ => self.fail_at(scanned.start, Reason::Range { expected }, None),
        }
    }

    /// Reads a double: the one nearest to the number that is written.
    pub(super) fn double(&mut self) -> Result<f64, Failed> {
        let scanned = self.expect_number()?;
        if let Some(value) = scanned.double() {
            return Ok(value);
        }
        match self.slice(scanned.start, scanned.end)?.parse() {
            Ok(value) if f64::is_finite(value) => Ok(value),
            _ => self.fail_at(scanned.start, Reason::Range { expected: "a number of 64 bits" }, None),
        }
    }

    /// Reads a float: the one nearest to the number that is written.
    pub(super) fn float(&mut self) -> Result<f32, Failed> {
        let scanned = self.expect_number()?;
        match self.slice(scanned.start, scanned.end)?.parse() {
            Ok(value) if f32::is_finite(value) => Ok(value),
            _ => self.fail_at(scanned.start, Reason::Range { expected: "a number of 32 bits" }, None),
        }
    }

    /// Reads an exact decimal. A number that a [`Decimal`] cannot hold to the last digit is a fault.
    pub(super) fn decimal(&mut self) -> Result<Decimal, Failed> {
        let scanned = self.expect_number()?;
        let exact = match scanned.decimal() {
            Some(value) => Some(value),
            None => decimal(self.slice(scanned.start, scanned.end)?),
        };
        match exact {
            Some(value) => Ok(value),
            None => self.fail_at(scanned.start, Reason::Range { expected: DECIMAL }, None),
        }
    }
}

pub(super) const DECIMAL: &str = "a number that 28 digits hold exactly";

impl Scanned {
    /// The double, if both the mantissa and the power of ten are doubles themselves: then one operation rounds right.
    #[inline]
    fn double(self) -> Option<f64> {
        const POWERS: [f64; 23] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
            1e19, 1e20, 1e21, 1e22,
        ];
        if !self.exact || self.mantissa > 1 << 53 {
            return None;
        }
        let power = *POWERS.get(self.scale.unsigned_abs() as usize)?;
        let mantissa = self.mantissa as f64;
        let value = if self.scale < 0 { mantissa * power } else { mantissa / power };
        Some(if self.negative { -value } else { value })
    }

    #[inline]
    fn decimal(self) -> Option<Decimal> {
        let scale = u32::try_from(self.scale).ok().filter(|scale| self.exact && *scale <= Decimal::MAX_SCALE)?;
        let (low, high) = (self.mantissa as u32, (self.mantissa >> 32) as u32);
        Some(Decimal::from_parts(low, high, 0, self.negative && self.mantissa != 0, scale))
    }
}

/// The decimal that a number is written for, to the last digit, with the zeros at its end kept.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    const LIMIT: u128 = 1 << 96;
    let worth = Worth::of(text)?;
    let (mut mantissa, mut scale) = (worth.mantissa, worth.scale);
    while scale < worth.written.clamp(0, Decimal::MAX_SCALE.into()) {
        match mantissa.checked_mul(10) {
            Some(more) if more < LIMIT => mantissa = more,
            _ if scale < 0 => return None,
            _ => break,
        }
        scale += 1;
    }
    let scale = u32::try_from(scale).ok().filter(|scale| *scale <= Decimal::MAX_SCALE && mantissa < LIMIT)?;
    let parts = (mantissa as u32, (mantissa >> 32) as u32, (mantissa >> 64) as u32);
    Some(Decimal::from_parts(parts.0, parts.1, parts.2, worth.negative && mantissa != 0, scale))
}

impl Worth {
    /// What a number of JSON's grammar is worth; none if its digits exceed 128 bits.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, saturating(exponent)),
            None => (text, 0),
        };
        let (mut mantissa, mut zeros, mut scale) = (0u128, 0u32, 0i64);
        let mut behind_point = false;
        for byte in digits.bytes() {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'.' => {
                    behind_point = true;
                    continue;
                }
                _ => continue,
            };
            scale += i64::from(behind_point);
            if digit == 0 {
                zeros += u32::from(mantissa != 0);
            } else {
                mantissa = mantissa.checked_mul(10u128.checked_pow(zeros + 1)?)?.checked_add(u128::from(digit))?;
                zeros = 0;
            }
        }
        let written = scale.saturating_sub(exponent);
        let scale = if mantissa == 0 { 0 } else { written.saturating_sub(i64::from(zeros)) };
        Some(Self { negative: text.starts_with('-') && mantissa != 0, mantissa, scale, written })
    }

    fn whole(self) -> Option<i128> {
        let power = u32::try_from(self.scale.checked_neg()?).ok()?;
        let value = 10i128.checked_pow(power)?.checked_mul(i128::try_from(self.mantissa).ok()?)?;
        Some(if self.negative { -value } else { value })
    }

    /// Is this the same number, however it was written?
    pub(super) fn same(self, other: Self) -> bool {
        (self.negative, self.mantissa, self.scale) == (other.negative, other.mantissa, other.scale)
    }
}

/// An exponent; one that is beyond 64 bits is beyond every use.
fn saturating(text: &str) -> i64 {
    let limit = if text.starts_with('-') { i64::MIN / 4 } else { i64::MAX / 4 };
    text.parse::<i64>().map_or(limit, |value| value.clamp(i64::MIN / 4, i64::MAX / 4))
}
