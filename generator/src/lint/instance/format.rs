//! Formats whose texts have one grammar that nobody doubts.

use super::number::{compare, is_whole};

/// What is wrong with a number of this format.
pub(super) fn of_number(format: &str, text: &str) -> Option<&'static str> {
    let within =
        |least, most| compare(text, least).is_some_and(|o| o.is_ge()) && compare(text, most).is_some_and(|o| o.is_le());
    match format {
        "int32" if is_whole(text) && !within("-2147483648", "2147483647") => Some("must fit in 32 bits (`int32`)"),
        "int64" if is_whole(text) && !within("-9223372036854775808", "9223372036854775807") => {
            Some("must fit in 64 bits (`int64`)")
        }
        _ => None,
    }
}

/// What is wrong with a string of this format.
pub(super) fn of_string(format: &str, text: &str) -> Option<&'static str> {
    let wrong = |fits: bool, what| (!fits).then_some(what);
    match format {
        "date" => wrong(is_date(text), "must be a date such as `2024-02-29` (RFC 3339)"),
        "date-time" => wrong(is_date_time(text), "must be a time such as `2024-02-29T12:30:00Z` (RFC 3339)"),
        "uuid" => wrong(is_uuid(text), "must be a UUID such as `f81d4fae-7dec-11d0-a765-00a0c91e6bf6` (RFC 9562)"),
        "ipv4" => wrong(text.parse::<std::net::Ipv4Addr>().is_ok(), "must be an IPv4 address"),
        "ipv6" => wrong(text.parse::<std::net::Ipv6Addr>().is_ok(), "must be an IPv6 address"),
        "email" => wrong(text.contains('@'), "must be an e-mail address"),
        _ => None,
    }
}

fn digits(text: &str, from: usize, to: usize) -> Option<u32> {
    text.get(from..to).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

fn is_date(text: &str) -> bool {
    let read = || {
        let (year, month, day) = (digits(text, 0, 4)?, digits(text, 5, 7)?, digits(text, 8, 10)?);
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let days = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        let bars = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        Some(text.len() == 10 && bars && (1..=days).contains(&day))
    };
    read().unwrap_or(false)
}

fn is_date_time(text: &str) -> bool {
    let read = || {
        let (date, rest) = text.split_at_checked(10)?;
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let (hour, minute, second) = (digits(rest, 0, 2)?, digits(rest, 3, 5)?, digits(rest, 6, 8)?);
        let colons = rest.get(2..3) == Some(":") && rest.get(5..6) == Some(":");
        let mut zone = rest.get(8..)?;
        if let Some(fraction) = zone.strip_prefix('.') {
            zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if zone.len() == fraction.len() {
                return None;
            }
        }
        let offset = |zone: &str| {
            let (hour, minute) = (digits(zone, 1, 3)?, digits(zone, 4, 6)?);
            let form = zone.starts_with(['+', '-']) && zone.get(3..4) == Some(":") && zone.len() == 6;
            Some(form && hour < 24 && minute < 60)
        };
        let zone = zone.eq_ignore_ascii_case("z") || offset(zone).unwrap_or(false);
        Some(is_date(date) && colons && zone && hour < 24 && minute < 60 && second <= 60)
    };
    read().unwrap_or(false)
}

fn is_uuid(text: &str) -> bool {
    let form = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_formats() {
        for (format, text, fits) in [
            ("date", "2024-02-29", true),
            ("date", "2023-02-29", false),
            ("date", "2024-2-9", false),
            ("date", "29.02.2024", false),
            ("date-time", "2024-02-29T12:30:00Z", true),
            ("date-time", "2024-02-29t12:30:60.125+02:00", true),
            ("date-time", "2024-02-29T12:30:00", false),
            ("date-time", "2024-02-29T12:30:00.Z", false),
            ("date-time", "2024-02-29", false),
            ("date-time", "2024-02-29T25:30:00Z", false),
            ("uuid", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", true),
            ("uuid", "f81d4fae7dec11d0a76500a0c91e6bf6", false),
            ("ipv4", "127.0.0.1", true),
            ("ipv4", "127.0.0.256", false),
            ("ipv6", "::1", true),
            ("email", "someone", false),
            ("colour", "anything", true),
        ] {
            assert_eq!(of_string(format, text).is_none(), fits, "{format} {text}");
        }
    }

    #[test]
    fn numbers_of_formats() {
        for (format, text, fits) in [
            ("int32", "2147483647", true),
            ("int32", "2147483648", false),
            ("int64", "9223372036854775807", true),
            ("int64", "9223372036854775808", false),
            ("double", "1e400", true),
        ] {
            assert_eq!(of_number(format, text).is_none(), fits, "{format} {text}");
        }
    }
}
