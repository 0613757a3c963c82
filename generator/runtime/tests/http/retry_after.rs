//! `Retry-After`, whatever a server writes there: it never makes a client wait for longer than it is willing to.

use std::time::{Duration, Instant, SystemTime};

use http::{HeaderValue, Response};
use proptest::prelude::*;
use specwright_runtime::runtime::transport::mock::Mock;
use specwright_runtime::runtime::{BoxFuture, Bytes, Call, Clock, Method, RetryPolicy, Timeouts, TokioClock};

use crate::support::clock::Highest;
use crate::support::probe::{Asking, builder};

/// A day at this second since 1970, and waits that are over at once.
#[derive(Debug)]
struct At(u64);

impl Clock for At {
    fn now(&self) -> Instant {
        TokioClock.now()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.0)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        TokioClock.sleep(duration)
    }
}

/// How long the client waits before it asks again; none: it does not.
fn waits(now: u64, name: &'static str, value: HeaderValue, longest: Duration) -> Option<Duration> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async move {
        let busy = Response::builder().status(503).header(name, value).body(Bytes::new()).unwrap();
        let mock = Mock::new().expect(Method::GET, "/probe").respond(busy).expect(Method::GET, "/probe").reply(200, "");
        let client = builder().transport(mock.clone()).random(Highest).clock(At(now)).build().unwrap();
        let policy = RetryPolicy::default().backoff(Duration::ZERO, Duration::ZERO).longest_asked(longest);
        let start = tokio::time::Instant::now();
        let call = Call::<Asking>::new(&client).retry(policy).timeouts(Timeouts::default().total(Duration::MAX));
        let again = call.await.is_ok();
        assert_eq!(mock.requests().len(), if again { 2 } else { 1 });
        again.then(|| start.elapsed())
    })
}

/// The date of a second since 1970, day by day, with the name of its day: slow, and not how the client reads it.
fn date(seconds: u64) -> (u64, &'static str, u64, &'static str) {
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = seconds / 86_400;
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][usize::try_from(days % 7).unwrap()];
    let (mut year, mut left) = (1970, days);
    while left >= 365 + u64::from(leap(year)) {
        left -= 365 + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    for (name, length) in names.into_iter().zip(months) {
        if left < length {
            return (year, name, left + 1, weekday);
        }
        left -= length;
    }
    unreachable!("a year has twelve months")
}

/// The three forms of RFC 9110 §5.6.7.
fn forms(seconds: u64) -> [String; 3] {
    let (year, month, day, weekday) = date(seconds);
    let time = format!("{:02}:{:02}:{:02}", seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    let long = ["Thurs", "Fri", "Satur", "Sun", "Mon", "Tues", "Wednes"];
    let long = long.into_iter().find(|long| long.starts_with(weekday)).unwrap();
    [
        format!("{weekday}, {day:02} {month} {year} {time} GMT"),
        format!("{long}day, {day:02}-{month}-{:02} {time} GMT", year % 100),
        format!("{weekday} {month} {day:2} {time} {year}"),
    ]
}

#[test]
fn dates_are_written_as_the_standard_writes_them() {
    let expected = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"];
    assert_eq!(forms(784_111_777), expected);
    assert_eq!(forms(951_782_400)[0], "Tue, 29 Feb 2000 00:00:00 GMT");
}

const YEAR: u64 = 31_557_600;

const YEAR_2100: u64 = 4_102_444_800;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Never a panic, never longer than is allowed, and never a wait for what is nonsense.
    #[test]
    fn whatever_it_says(
        value in proptest::collection::vec(prop_oneof![
            any::<u8>(),
            proptest::sample::select(b"0123456789-+:, .eGMTSunNov".to_vec()),
        ], 0..40),
        name in proptest::sample::select(vec!["retry-after", "retry-after-ms", "x-ms-retry-after-ms"]),
        now in 0..300 * YEAR,
        longest in 0_u64..100,
    ) {
        let Ok(value) = HeaderValue::from_bytes(&value) else { return Ok(()) };
        let longest = Duration::from_secs(longest);
        if let Some(waited) = waits(now, name, value, longest) {
            prop_assert!(waited <= longest + Duration::from_millis(1), "{:?}", waited);
        }
    }

    /// Each form means the second that it names; one that has passed is no wait.
    #[test]
    fn dates(now in 0..300 * YEAR, ahead in -100_i64..100) {
        let then = now.saturating_add_signed(ahead);
        let expected = Duration::from_secs(then.saturating_sub(now));
        for form in forms(then) {
            let value = HeaderValue::from_str(&form).unwrap();
            let waited = waits(now, "retry-after", value.clone(), Duration::from_secs(1_000));
            // Two digits are of this century or the one before.
            if form.contains('-') && then >= YEAR_2100 {
                continue;
            }
            prop_assert_eq!(waited, Some(expected), "{}", form);
            let refused = waits(now, "retry-after", value, expected.saturating_sub(Duration::from_secs(1)));
            prop_assert_eq!(refused, Some(expected).filter(|expected| expected.is_zero()), "{}", form);
        }
    }

    /// Seconds and milliseconds, however many digits they have.
    #[test]
    fn numbers(digits in "0{0,3}[0-9]{1,30}", name in proptest::sample::select(vec!["retry-after", "retry-after-ms"])) {
        let number: u64 = digits.parse().unwrap_or(u64::MAX);
        let asked = if name == "retry-after" { Duration::from_secs(number) } else { Duration::from_millis(number) };
        let longest = Duration::from_secs(30);
        let waited = waits(1_800_000_000, name, HeaderValue::from_str(&digits).unwrap(), longest);
        prop_assert_eq!(waited, Some(asked).filter(|asked| *asked <= longest));
    }
}
