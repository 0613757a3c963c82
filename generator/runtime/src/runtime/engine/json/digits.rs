//! Numbers as text: the digits of whole numbers, doubles and decimals, put at the end of a text.
//!
//! Eight digits are made at a time in one word, without a table and without a loop. Which number is written in which way
//! is said by `encode`; nothing here knows JSON but that its numbers are ASCII.

use std::io::Write as _;

use rust_decimal::Decimal;

/// What eight digits can count.
const BLOCK: u64 = 100_000_000;

/// Eight bytes of `0`.
const ZEROS: u64 = u64::from_ne_bytes([b'0'; 8]);

/// The digits of a whole number.
pub(super) fn unsigned(out: &mut Vec<u8>, value: u64) {
    if value < BLOCK {
        return leading(out, value);
    }
    let (high, low) = (value / BLOCK, value % BLOCK);
    if high < BLOCK {
        leading(out, high);
    } else {
        leading(out, high / BLOCK);
        block(out, high % BLOCK);
    }
    block(out, low);
}

/// The digits of a whole number, with its sign if that is a minus.
pub(super) fn signed(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    unsigned(out, value.unsigned_abs());
}

/// A decimal with all its digits, the zeros at its end too.
pub(super) fn decimal(out: &mut Vec<u8>, value: Decimal) {
    let power = 10u64.checked_pow(value.scale());
    let (Ok(mantissa), Some(power)) = (u64::try_from(value.mantissa().unsigned_abs()), power) else {
        // Writing into memory does not fail.
        let _ = write!(out, "{value}");
        return;
    };
    if value.is_sign_negative() {
        out.push(b'-');
    }
    unsigned(out, mantissa / power);
    if power > 1 {
        out.push(b'.');
        padded(out, mantissa % power, value.scale());
    }
}

/// So many digits, with zeros in front, of a number that has no more of them.
fn padded(out: &mut Vec<u8>, value: u64, digits: u32) {
    match digits.checked_sub(8) {
        // Not deep: a word has 20 digits.
        Some(more @ 1..) => {
            padded(out, value / BLOCK, more);
            block(out, value % BLOCK);
        }
        _ => last(out, eight(value), 8 - digits),
    }
}

/// Eight digits, with zeros in front.
#[inline]
fn block(out: &mut Vec<u8>, value: u64) {
    last(out, eight(value), 0);
}

/// The digits of a number below [`BLOCK`], without zeros in front.
#[inline]
fn leading(out: &mut Vec<u8>, value: u64) {
    let digits = eight(value);
    // Of zero, the last digit stays.
    last(out, digits, (digits | (1 << 56)).trailing_zeros() / 8);
}

/// The digits of a word but the first `skipped` of them.
///
/// All eight bytes are written and some are taken back, since that is one store where a length that varies is a call.
#[inline]
fn last(out: &mut Vec<u8>, digits: u64, skipped: u32) {
    let text = (digits | ZEROS) >> (8 * skipped);
    out.extend_from_slice(&text.to_le_bytes());
    out.truncate(out.len().saturating_sub(skipped as usize));
}

/// The digits of a number below [`BLOCK`], each the value of a byte, the first in the lowest.
///
/// Halved three times, in lanes of one word: two numbers of four digits, four of two, eight of one. A quotient is a product
/// with the inverse: `10486 / 2^20` for 100 is exact below 10,000, `103 / 2^10` for 10 below 100.
#[inline]
fn eight(value: u64) -> u64 {
    let fours = (value / 10_000) | ((value % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x7f_0000_007f;
    let twos = hundreds | ((fours - 100 * hundreds) << 16);
    let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    tens | ((twos - 10 * tens) << 8)
}
