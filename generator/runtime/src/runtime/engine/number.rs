//! Exact comparison of numbers of every type with the bounds of a specification.
//!
//! A bound is `0.01`, not the nearest `f64`, and an amount is not turned into one to be compared with it. A float counts
//! as the shortest decimal that denotes it, for that is what is sent.

use std::cmp::Ordering;

use super::Decimal;

/// A number, exactly: `mantissa × 10^exponent`, without zeros at the end of the mantissa.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    mantissa: i128,
    exponent: i32,
}

impl Exact {
    /// The number that a JSON literal denotes: `0`, `-12.50`, `1e-7`.
    ///
    /// For constants: evaluated by the compiler, a literal that is none is an error there.
    ///
    /// # Panics
    ///
    /// When it is no number, or needs more than 38 digits.
    #[must_use]
    pub const fn literal(text: &str) -> Exact {
        let parsed = Exact::parse(text);
        assert!(parsed.is_some(), "not a number of at most 38 digits");
        match parsed {
            Some(number) => number,
            None => Exact { mantissa: 0, exponent: 0 },
        }
    }

    /// The number that a text denotes, if it is a JSON number of at most 38 digits.
    #[must_use]
    pub const fn parse(text: &str) -> Option<Exact> {
        let (negative, mut rest) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            all => (false, all),
        };
        let (mut mantissa, mut exponent, mut any, mut after_point) = (0_i128, 0_i32, false, false);
        while let [byte, tail @ ..] = rest {
            match byte {
                b'0'..=b'9' => {
                    any = true;
                    let Some(ten) = mantissa.checked_mul(10) else { return None };
                    let Some(sum) = ten.checked_add((*byte - b'0') as i128) else { return None };
                    mantissa = sum;
                    exponent -= after_point as i32;
                }
                b'.' if any && !after_point => after_point = true,
                b'e' | b'E' if any => {
                    let Some(given) = parse_exponent(tail) else { return None };
                    return Some(Exact::new(if negative { -mantissa } else { mantissa }, exponent + given));
                }
                _ => return None,
            }
            rest = tail;
        }
        if !any {
            return None;
        }
        Some(Exact::new(if negative { -mantissa } else { mantissa }, exponent))
    }

    /// `mantissa × 10^exponent`.
    #[must_use]
    pub const fn new(mut mantissa: i128, mut exponent: i32) -> Exact {
        if mantissa == 0 {
            return Exact { mantissa: 0, exponent: 0 };
        }
        while mantissa % 10 == 0 {
            mantissa /= 10;
            exponent = exponent.saturating_add(1);
        }
        Exact { mantissa, exponent }
    }

    /// Is it a whole number of times `unit`? Of a unit of 0, only 0 is.
    #[must_use]
    #[inline]
    pub fn is_multiple_of(self, unit: Exact) -> bool {
        if self.mantissa == 0 || unit.mantissa == 0 {
            return self.mantissa == 0;
        }
        // Both mantissas end in another digit than 0, so that a coarser unit never fits.
        let Ok(shift) = u32::try_from(self.exponent.saturating_sub(unit.exponent)) else { return false };
        let modulus = unit.mantissa.unsigned_abs();
        let mut rest = self.mantissa.unsigned_abs() % modulus;
        for _ in 0..shift {
            if rest == 0 {
                break;
            }
            rest = times_ten(rest, modulus);
        }
        rest == 0
    }

    /// The place of its first digit: 0 for units, -1 for tenths.
    #[inline]
    fn magnitude(self) -> i64 {
        i64::from(self.exponent) + i64::from(self.mantissa.unsigned_abs().checked_ilog10().unwrap_or(0))
    }
}

/// An exponent of at most five digits: more is no number that anybody means, and would only cost time.
const fn parse_exponent(text: &[u8]) -> Option<i32> {
    let (sign, mut rest) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        all => (1, all),
    };
    if rest.is_empty() || rest.len() > 5 {
        return None;
    }
    let mut value = 0;
    while let [digit @ b'0'..=b'9', tail @ ..] = rest {
        value = value * 10 + (*digit - b'0') as i32;
        rest = tail;
    }
    if rest.is_empty() { Some(sign * value) } else { None }
}

/// `10 × rest mod modulus`, where `rest < modulus ≤ 2^127`, by additions that cannot overflow.
#[inline]
fn times_ten(rest: u128, modulus: u128) -> u128 {
    let add = |a: u128, b: u128| (a + b) % modulus;
    let two = add(rest, rest);
    let eight = add(add(two, two), add(two, two));
    add(eight, two)
}

impl PartialOrd for Exact {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        let signs = self.mantissa.signum().cmp(&other.mantissa.signum());
        if signs != Ordering::Equal || self.mantissa == 0 {
            return signs;
        }
        let sizes = self.magnitude().cmp(&other.magnitude()).then_with(|| {
            // As many digits before the point: so the shift is small, and what overflows by it is the larger.
            let shift = |of: &Exact, by: i32| {
                let factor = 10_u128.checked_pow(by.unsigned_abs());
                factor.and_then(|factor| of.mantissa.unsigned_abs().checked_mul(factor)).unwrap_or(u128::MAX)
            };
            let common = self.exponent.min(other.exponent);
            shift(self, self.exponent - common).cmp(&shift(other, other.exponent - common))
        });
        if self.mantissa < 0 { sizes.reverse() } else { sizes }
    }
}

/// A value that is a number, for checking it against bounds.
pub trait ToNumber {
    /// The number; `None` for what no JSON number denotes: not a number, infinite.
    fn to_number(&self) -> Option<Exact>;
}

impl ToNumber for Decimal {
    #[inline]
    fn to_number(&self) -> Option<Exact> {
        Some(Exact::new(self.mantissa(), -i32::try_from(self.scale()).ok()?))
    }
}

macro_rules! to_number_of_integers {
    ($($type:ty),*) => { $(
        impl ToNumber for $type {
            #[inline]
            fn to_number(&self) -> Option<Exact> {
                Some(Exact::new(i128::from(*self), 0))
            }
        }
    )* };
}

to_number_of_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64);

macro_rules! to_number_of_floats {
    ($($type:ty),*) => { $(
        impl ToNumber for $type {
            #[inline]
            fn to_number(&self) -> Option<Exact> {
                Exact::parse(&format!("{self:e}"))
            }
        }
    )* };
}

to_number_of_floats!(f32, f64);
