//! When a server wants to be asked again: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), and the spelling in
//! milliseconds that some servers prefer.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

/// How long from now. A date that has passed is no time at all; what cannot be read is not there.
pub(crate) fn read(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if let Some(millis) = text("retry-after-ms").and_then(whole) {
        return Some(Duration::from_millis(millis));
    }
    let value = text("retry-after")?;
    if let Some(seconds) = whole(value) {
        return Some(Duration::from_secs(seconds));
    }
    let at = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(date(value)?))?;
    Some(at.duration_since(now).unwrap_or_default())
}

/// Digits only; more than fit is as long as can be.
fn whole(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(text.parse().unwrap_or(u64::MAX))
}

/// The seconds since 1970 of an HTTP date in any of its three forms (RFC 9110 §5.6.7).
///
/// ```text
/// Sun, 06 Nov 1994 08:49:37 GMT
/// Sunday, 06-Nov-94 08:49:37 GMT
/// Sun Nov  6 08:49:37 1994
/// ```
fn date(text: &str) -> Option<u64> {
    let words: Vec<&str> = text.split([' ', '-', ',']).filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match words.as_slice() {
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let year = match (year.len(), whole(year)?) {
        // RFC 9110 §5.6.7 lets two digits mean the latest year that is not far in the future; that form was given up
        // before 2000, and what still sends it means this century.
        (2, short) => 2000 + short,
        (4, year) => year,
        _ => return None,
    };
    let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        .iter()
        .position(|name| name == month)?;
    let day = whole(day).filter(|day| (1..=31).contains(day))?;
    let parts: Vec<u64> = time.split(':').map(whole).collect::<Option<_>>()?;
    let [hour @ 0..=23, minute @ 0..=59, second @ 0..=60] = *parts.as_slice() else { return None };
    Some(
        days_before(year, u64::try_from(month).ok()?)?.checked_add(day - 1)? * 86_400
            + hour * 3_600
            + minute * 60
            + second,
    )
}

/// Days from the start of 1970 to the start of a month (0 is January).
fn days_before(year: u64, month: u64) -> Option<u64> {
    if !(1970..=9999).contains(&year) {
        return None;
    }
    // Years counted from March, so that the day that is sometimes there is the last one.
    let (year, month) = if month < 2 { (year - 1, month + 10) } else { (year, month - 2) };
    let before_year = 365 * year + year / 4 - year / 100 + year / 400;
    let before_month = (153 * month + 2) / 5;
    // To 1 March of the year 0, from there to 1 January 1970.
    (before_year + before_month).checked_sub(719_468)
}
