//! When a server wants to be asked again: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), and the spellings
//! in milliseconds that some servers prefer.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

/// How long from now. A date that has passed is no time at all; what cannot be read is not there.
pub(crate) fn read(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let millis = ["retry-after-ms", "x-ms-retry-after-ms"].into_iter().find_map(|name| whole(text(name)?));
    if let Some(millis) = millis {
        return Some(Duration::from_millis(millis));
    }
    let value = text("retry-after")?;
    if let Some(seconds) = whole(value) {
        return Some(Duration::from_secs(seconds));
    }
    let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Some(Duration::from_secs(date(value, now.as_secs())?).saturating_sub(now))
}

/// Digits only; more than fit is as long as can be.
fn whole(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(text.parse().unwrap_or(u64::MAX))
}

/// The seconds since 1970 of an HTTP date in any of its three forms (RFC 9110 §5.6.7); 0 for what was before.
///
/// ```text
/// Sun, 06 Nov 1994 08:49:37 GMT
/// Sunday, 06-Nov-94 08:49:37 GMT
/// Sun Nov  6 08:49:37 1994
/// ```
fn date(text: &str, now: u64) -> Option<u64> {
    let words: Vec<&str> = text.split([' ', '-', ',']).filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match words.as_slice() {
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        .iter()
        .position(|name| name == month)?;
    let month = u64::try_from(month).ok()?;
    let day = whole(day).filter(|day| (1..=31).contains(day))?;
    let parts: Vec<u64> = time.split(':').map(whole).collect::<Option<_>>()?;
    let [hour @ 0..=23, minute @ 0..=59, second @ 0..=60] = *parts.as_slice() else { return None };
    let seconds = |year: u64| {
        let days = days_before(year, month) + day - 1;
        days * 86_400 + hour * 3_600 + minute * 60 + second
    };
    match (year.len(), whole(year)?) {
        (4, year) => Some(seconds(year)),
        // Two digits that seem to be more than fifty years ahead are of the century before.
        (2, short) => Some(seconds(2000 + short))
            .filter(|at| at.saturating_sub(now) <= 50 * 31_557_600)
            .or(Some(seconds(1900 + short))),
        _ => None,
    }
}

/// Days from the start of 1970 to the start of a month (0 is January) of a year of at most four digits.
fn days_before(year: u64, month: u64) -> u64 {
    // Years counted from March, so that the day that is sometimes there is the last one.
    let (year, month) = if month < 2 { (year.saturating_sub(1), month + 10) } else { (year, month - 2) };
    let before_year = 365 * year + year / 4 - year / 100 + year / 400;
    let before_month = (153 * month + 2) / 5;
    // From 1 March of the year 0 to 1 January 1970.
    (before_year + before_month).saturating_sub(719_468)
}
