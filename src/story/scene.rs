//! The scenes of the story: what is asked, and how it should end.
//!
//! Only data; [`super`] plays it.

use talkover_client::types::PurchaseCreditsRequest;
use talkover_client::{Decimal, UserSessionToken};

use crate::sandbox::fixture;
use crate::verdict::Exit;

/// One purchase of the story.
#[derive(Debug)]
pub(super) struct Scene {
    /// What is asked, for people.
    pub(super) asked: &'static str,
    /// Who asks.
    pub(super) token: &'static str,
    /// How much, in cents.
    pub(super) cents: i64,
    /// What to charge; the account's default when `None`.
    pub(super) payment_method: Option<&'static str>,
    /// How it should end.
    pub(super) end: Exit,
}

/// All of them, in the order of the story.
pub(super) const SCENES: &[Scene] = &[
    Scene {
        asked: "Buy 100.00 with pm_uuid_1",
        token: fixture::SESSION_TOKEN,
        cents: 10_000,
        payment_method: Some(fixture::PAYMENT_METHOD),
        end: Exit::Charged,
    },
    Scene {
        asked: "Buy 25.50 with the account's default payment method",
        token: fixture::SESSION_TOKEN,
        cents: 2_550,
        payment_method: None,
        end: Exit::Charged,
    },
    Scene {
        asked: "Buy 100.00 with pm_declined, which declines",
        token: fixture::SESSION_TOKEN,
        cents: 10_000,
        payment_method: Some(fixture::DECLINING_PAYMENT_METHOD),
        end: Exit::Refused,
    },
    Scene {
        asked: "Buy 100.00 with a wrong token: the text of an environment token",
        token: fixture::ENVIRONMENT_TOKEN,
        cents: 10_000,
        payment_method: Some(fixture::PAYMENT_METHOD),
        end: Exit::Refused,
    },
    Scene {
        asked: "Buy 0, which the client refuses",
        token: fixture::SESSION_TOKEN,
        cents: 0,
        payment_method: Some(fixture::PAYMENT_METHOD),
        end: Exit::NotSent,
    },
];

impl Scene {
    /// How much.
    pub(super) fn amount(&self) -> Decimal {
        Decimal::new(self.cents, 2)
    }

    /// The token, as the client takes it.
    pub(super) fn token(&self) -> UserSessionToken {
        UserSessionToken::new(self.token)
    }

    /// The request, as the client takes it.
    pub(super) fn request(&self) -> PurchaseCreditsRequest {
        let request = PurchaseCreditsRequest::new(self.amount());
        match self.payment_method {
            Some(id) => request.payment_method_id(id),
            None => request,
        }
    }
}
