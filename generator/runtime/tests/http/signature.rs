//! Webhooks are believed that are signed, now, with a key that is known.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use specwright_runtime::runtime::{BadSecret, BoxFuture, Clock, HeaderMap, SignatureError, WebhookSignature};

/// A clock that stands at this second since 1970.
#[derive(Debug)]
struct At(u64);

impl Clock for At {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wall(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.0)
    }

    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        Box::pin(std::future::pending())
    }
}

/// The example of the specification of Standard Webhooks.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const TIME: u64 = 1_614_265_330;
const BODY: &str = r#"{"test": 2432232314}"#;
const SIGNED: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

fn headers(all: &[(&'static str, &str)]) -> HeaderMap {
    all.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

fn standard(signature: &str, body: &str, now: u64) -> Result<(), SignatureError> {
    let headers = headers(&[
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("webhook-timestamp", "1614265330"),
        ("webhook-signature", signature),
    ]);
    let known = WebhookSignature::standard(SECRET).unwrap().clock(At(now));
    known.verify(&headers, body.as_bytes()).map(|back| assert_eq!(back, body.as_bytes()))
}

#[test]
fn standard_webhooks_are_believed_as_their_specification_has_it() {
    let other = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let mismatch = Err(SignatureError::Mismatch);
    for (signature, body, now, expected) in [
        (SIGNED, BODY, TIME, Ok(())),
        (&*format!("{other} v1a,x {SIGNED}"), BODY, TIME, Ok(())),
        (SIGNED, BODY, TIME + 300, Ok(())),
        (SIGNED, BODY, TIME - 300, Ok(())),
        (SIGNED, BODY, TIME + 301, Err(SignatureError::Time)),
        (SIGNED, BODY, TIME - 301, Err(SignatureError::Time)),
        (SIGNED, r#"{"test":2432232314}"#, TIME, mismatch.clone()),
        (other, BODY, TIME, mismatch.clone()),
        (&SIGNED.replace("v1,", "v2,"), BODY, TIME, mismatch.clone()),
        ("", BODY, TIME, mismatch.clone()),
        ("v1,", BODY, TIME, mismatch.clone()),
        (&format!("{}{SIGNED}", "v1,AA== ".repeat(16)), BODY, TIME, mismatch),
    ] {
        assert_eq!(standard(signature, body, now), expected, "{signature} {body} {now}");
    }
}

#[test]
fn what_is_missing_is_named() {
    let known = WebhookSignature::standard(SECRET).unwrap().clock(At(TIME));
    let verify = |all: &[(&'static str, &str)]| known.verify(&headers(all), BODY.as_bytes()).unwrap_err().to_string();
    assert_eq!(verify(&[]), "the webhook has no header `webhook-id`");
    assert_eq!(verify(&[("svix-id", "a")]), "the webhook has no header `webhook-timestamp`");
    let soon = [("svix-id", "a"), ("svix-timestamp", "soon")];
    assert_eq!(verify(&soon), "the webhook names no time, or one too far from now");
    let timed = [("svix-id", "a"), ("svix-timestamp", "1614265330")];
    assert_eq!(verify(&timed), "the webhook has no header `webhook-signature`");
}

#[test]
fn keys_change_one_after_the_other_and_are_never_shown() {
    let new = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    let both = WebhookSignature::standard(new).unwrap().or(SECRET).unwrap().clock(At(TIME));
    let signed = headers(&[
        ("svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("svix-timestamp", "1614265330"),
        ("svix-signature", SIGNED),
    ]);
    assert!(both.verify(&signed, BODY.as_bytes()).is_ok());
    assert_eq!(format!("{both:?}"), "WebhookSignature { keys: 2, tolerance: 300s, .. }");
    for secret in ["", "whsec_", "no base64!"] {
        assert_eq!(WebhookSignature::standard(secret).unwrap_err(), BadSecret, "{secret}");
    }
}

#[test]
fn other_servers_sign_the_body_or_the_time_and_the_body() {
    // RFC 4231 §4.3, test case 2.
    let (key, body) = ("Jefe", "what do ya want for nothing?");
    let hex = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    let plain = WebhookSignature::hmac(key, "X-Signature");
    let verify =
        |known: &WebhookSignature, all: &[(&'static str, &str)]| known.verify(&headers(all), body.as_bytes()).is_ok();
    assert!(verify(&plain, &[("x-signature", hex)]));
    assert!(verify(&plain, &[("x-signature", &hex.to_uppercase())]));
    assert!(!verify(&plain, &[("x-signature", &hex[1..])]));
    assert!(!verify(&plain, &[("x-signature", &format!("sha256={hex}"))]));
    assert!(verify(&plain.clone().prefix("sha256="), &[("x-signature", &format!("sha256={hex}"))]));
    assert!(!verify(&plain.clone().prefix("sha256="), &[("x-signature", hex)]));
    let base64 = plain.clone().base64();
    assert!(verify(&base64, &[("x-signature", "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=")]));
    // By Python: hmac.new(b"Jefe", b"100.what do ya want for nothing?", "sha256").hexdigest()
    let timed = plain.timestamp("X-Time").clock(At(130));
    let signed = "f379acbb632f1cb1acf299b3361297df308769014ceca80af4f7c2fbe204b1ba";
    assert!(verify(&timed, &[("x-time", "100"), ("x-signature", signed)]));
    assert!(!verify(&timed, &[("x-time", "101"), ("x-signature", signed)]));
    assert!(!verify(&timed.clone().tolerance(Duration::from_secs(29)), &[("x-time", "100"), ("x-signature", signed)]));
    assert!(!verify(&timed, &[("x-signature", signed)]));
}
