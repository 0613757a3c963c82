//! What `docs/api-guidelines.md` says of the types of the generated crate, as far as a compiler can be asked.

use std::error::Error as StdError;
use std::fmt::{Debug, Display};

use talkover_client::operations::PurchaseCreditsError;
use talkover_client::types::{ErrorCode, ErrorEnvelope, Purchase, PurchaseCreditsRequest, PurchaseCreditsResponse};
use talkover_client::{
    Answer, BadCredential, BuildError, Client, ClientBuilder, EnvironmentToken, Error, InvalidRequest, Limits,
    MissingCredentials, Outcome, RetryBudget, RetryPolicy, Secret, StreamError, Timeouts, TokenError, TransportError,
    UserSessionToken, Value,
};

/// C-SEND-SYNC, C-DEBUG.
fn shared<T: Debug + Send + Sync + Unpin + 'static>() {}

/// C-COMMON-TRAITS for what is sent and received.
fn data<T: Clone + PartialEq + Debug + Send + Sync + Unpin + 'static>() {}

/// C-COMMON-TRAITS for settings.
fn setting<T: Clone + PartialEq + Debug + Send + Sync + 'static>() {}

/// C-GOOD-ERR.
fn error<T: StdError + Display + Send + Sync + 'static>() {}

/// C-SERDE.
fn serde<T: serde::Serialize + serde::de::DeserializeOwned>() {}

#[test]
fn types_have_the_traits_that_their_users_expect() {
    shared::<Client>();
    shared::<ClientBuilder>();
    shared::<UserSessionToken>();
    shared::<EnvironmentToken>();
    shared::<Secret>();
    shared::<Answer>();
    shared::<RetryBudget>();

    data::<PurchaseCreditsRequest>();
    data::<PurchaseCreditsResponse>();
    data::<Purchase>();
    data::<ErrorEnvelope>();
    data::<ErrorCode>();
    data::<PurchaseCreditsError>();
    data::<Value>();
    setting::<Timeouts>();
    setting::<Limits>();
    setting::<RetryPolicy>();
    setting::<Outcome>();

    error::<Error<PurchaseCreditsError>>();
    error::<TransportError>();
    error::<InvalidRequest>();
    error::<MissingCredentials>();
    error::<TokenError>();
    error::<BuildError>();
    error::<BadCredential>();
    error::<StreamError>();

    serde::<PurchaseCreditsRequest>();
    serde::<PurchaseCreditsResponse>();
    serde::<ErrorEnvelope>();
    serde::<ErrorCode>();
    serde::<Value>();
}

/// C-DEBUG-NONEMPTY, also where nothing may be told.
#[test]
fn nothing_prints_as_nothing() {
    let token = UserSessionToken::new("t0p-secret");
    let client = Client::builder().user_session_token(token.clone()).build();
    for printed in [format!("{token:?}"), format!("{client:?}"), format!("{:?}", ErrorCode::from(""))] {
        assert!(!printed.is_empty() && !printed.contains("t0p-secret"), "{printed}");
    }
}

/// A value that was made by hand and one that was read are equal, and hash alike, if they are sent alike.
#[test]
fn constants_are_equal_if_they_are_sent_alike() {
    let (listed, by_hand) = (ErrorCode::PaymentFailed, ErrorCode::Other("PAYMENT_FAILED".to_owned()));
    assert_eq!(listed, by_hand);
    assert_ne!(listed, ErrorCode::from("payment_failed"));
    assert_eq!(std::collections::HashSet::from([listed, by_hand]).len(), 1);
}
