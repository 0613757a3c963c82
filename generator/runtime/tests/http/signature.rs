//! Webhooks are believed that are signed, now, with a key that is known.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use specwright_runtime::runtime::{
    BadSecret, BoxFuture, Clock, HeaderMap, SignatureError, SignatureForm, Signed, WebhookSignature,
};

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
    let time = "the webhook names no time, or one too far from now";
    assert_eq!(verify(&[]), "the webhook has no header `webhook-signature`");
    assert_eq!(verify(&[("webhook-signature", SIGNED)]), "the webhook has no header `webhook-id`");
    let named = [("svix-signature", SIGNED), ("svix-id", "a"), ("webhook-timestamp", "1614265330")];
    assert_eq!(verify(&named), "the webhook has no header `svix-timestamp`");
    assert_eq!(verify(&[("svix-signature", SIGNED), ("svix-id", "a"), ("svix-timestamp", "soon")]), time);
    let stripe = WebhookSignature::new(SignatureForm::STRIPE, "s").unwrap().clock(At(TIME));
    let untimed = headers(&[("stripe-signature", "v1=00")]);
    assert_eq!(stripe.verify(&untimed, b"").unwrap_err().to_string(), time);
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
    let body = "what do ya want for nothing?";
    let known = |form: SignatureForm| WebhookSignature::new(form, "Jefe").unwrap();
    let hex = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    let form = SignatureForm::in_header("X-Signature");
    let verify =
        |known: &WebhookSignature, all: &[(&'static str, &str)]| known.verify(&headers(all), body.as_bytes()).is_ok();
    let plain = known(form);
    assert!(verify(&plain, &[("x-signature", hex)]));
    assert!(verify(&plain, &[("x-signature", &hex.to_uppercase())]));
    assert!(!verify(&plain, &[("x-signature", &hex[1..])]));
    assert!(!verify(&plain, &[("x-signature", &hex[2..])]));
    assert!(!verify(&plain, &[("x-signature", &format!("sha256={hex}"))]));
    assert!(verify(&known(form.prefix("sha256=")), &[("x-signature", &format!("sha256={hex}"))]));
    assert!(!verify(&known(form.prefix("sha256=")), &[("x-signature", hex)]));
    assert!(verify(&known(form.base64()), &[("x-signature", "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=")]));
    // By Python: hmac.new(b"Jefe", b"100.what do ya want for nothing?", "sha256").hexdigest()
    let timed = known(form.signs(&[Signed::TimeInHeader("X-Time"), Signed::Text(".")])).clock(At(130));
    let signed = "f379acbb632f1cb1acf299b3361297df308769014ceca80af4f7c2fbe204b1ba";
    assert!(verify(&timed, &[("x-time", "100"), ("x-signature", signed)]));
    assert!(!verify(&timed, &[("x-time", "101"), ("x-signature", signed)]));
    assert!(!verify(&timed.clone().tolerance(Duration::from_secs(29)), &[("x-time", "100"), ("x-signature", signed)]));
    assert!(!verify(&timed, &[("x-signature", signed)]));
    assert_eq!(WebhookSignature::new(form, "").unwrap_err(), BadSecret);
}

/// The example of Slack's documentation.
#[test]
fn slack_signs_its_version_the_time_and_the_body() {
    let body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar\
                &user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com\
                %2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.\
                803a0bc887a14d10d2c447fce8b6703c";
    let known = WebhookSignature::new(SignatureForm::SLACK, "8f742231b10e8888abcd99yyyzzz85a5").unwrap();
    let signed = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    for (time, now, signature, expected) in [
        ("1531420618", 1_531_420_618, signed, Ok(())),
        ("1531420618", 1_531_420_919, signed, Err(SignatureError::Time)),
        ("1531420619", 1_531_420_618, signed, Err(SignatureError::Mismatch)),
        ("1531420618", 1_531_420_618, &signed.replace("v0", "v1"), Err(SignatureError::Mismatch)),
        ("1531420618", 1_531_420_618, &signed.replace("v0=", ""), Err(SignatureError::Mismatch)),
    ] {
        let headers = headers(&[("x-slack-signature", signature), ("x-slack-request-timestamp", time)]);
        let found = known.clone().clock(At(now)).verify(&headers, body.as_bytes()).map(|_| ());
        assert_eq!(found, expected, "{time} {now} {signature}");
    }
}

/// The example of GitHub's documentation.
#[test]
fn github_signs_the_body() {
    let known = WebhookSignature::new(SignatureForm::GITHUB, "It's a Secret to Everybody").unwrap();
    let signed = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let given = headers(&[("x-hub-signature-256", signed)]);
    assert!(known.verify(&given, b"Hello, World!").is_ok());
    assert_eq!(known.verify(&given, b"Hello, World"), Err(SignatureError::Mismatch));
    let sha1 = headers(&[("x-hub-signature", signed)]);
    assert_eq!(known.verify(&sha1, b"Hello, World!"), Err(SignatureError::Missing("x-hub-signature-256".to_owned())));
}

/// In the form of Stripe's documentation; by Python: hmac.new(b"whsec_test_secret", b'1492774577.{"id":"evt_1"}', "sha256").
#[test]
fn stripe_signs_the_time_and_the_body_with_each_of_its_secrets() {
    let body = r#"{"id":"evt_1"}"#;
    let new = "v1=799c4ba7bb339f3c8601adfd112f0e477c930a268be1243d341abb8286501c2f";
    let old = "v1=0747100650652ef72323d15ecf021fcf28463e6c3f46c75d091a00c9fbb46a37";
    let time = "t=1492774577";
    let known = WebhookSignature::new(SignatureForm::STRIPE, "whsec_test_secret").unwrap().clock(At(1_492_774_600));
    let other = WebhookSignature::new(SignatureForm::STRIPE, "whsec_other").unwrap().clock(At(1_492_774_600));
    let v0 = "v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39";
    for (header, by_known) in [
        (format!("{time},{new},{v0}"), Ok(())),
        (format!("{time},{old},{new}"), Ok(())),
        (format!("{v0}, {new}, {time}"), Ok(())),
        (format!("{time},{old}"), Err(SignatureError::Mismatch)),
        (format!("{time},{}", new.replace("v1", "v0")), Err(SignatureError::Mismatch)),
        (format!("t=1492774578,{new}"), Err(SignatureError::Mismatch)),
        (format!("t=1492774000,{new}"), Err(SignatureError::Time)),
        // The time that is checked is the time that is signed: of two it is the first.
        (format!("t=1492774000,{time},{new}"), Err(SignatureError::Time)),
        (format!("t=,{new}"), Err(SignatureError::Time)),
        (new.to_owned(), Err(SignatureError::Time)),
        (String::new(), Err(SignatureError::Time)),
        (format!("{time},{},{new}", "v1=00,".repeat(20)), Err(SignatureError::Mismatch)),
    ] {
        let headers = headers(&[("stripe-signature", &header)]);
        assert_eq!(known.verify(&headers, body.as_bytes()).map(|_| ()), by_known, "{header}");
        assert!(other.verify(&headers, body.as_bytes()).is_err(), "{header}");
    }
    let signed_by_old = headers(&[("stripe-signature", &*format!("{time},{old}"))]);
    assert!(known.or("whsec_old").unwrap().verify(&signed_by_old, body.as_bytes()).is_ok());
}
