//! The purchase of credits as the generator writes it, by hand: this is what emitted code looks like.
//!
//! In a generated crate, the functions on a client are inherent methods of it; here, outside of the runtime's crate, they
//! are functions.

use specwright_runtime::runtime::json::{Decode, Encode, Failed, Members, Object, Reader, Writer, optional, required};
use specwright_runtime::runtime::{
    Answer, ApiSpec, BodyFault, Bound, Call, Check, Client, ClientBuilder, CountRules, Decimal, NumberRules, Operation,
    OperationSpec, Paging, ParamPlace, ParamSpec, ResponseSpec, SchemeKind, SchemeSpec, Secret, ServerSpec,
    ServerVariable, Style, Undocumented, Validate,
};

// src/api.rs

pub static API: ApiSpec = ApiSpec {
    name: "talkover-client",
    version: "0.1.0",
    servers: &[ServerSpec {
        url: "{scheme}://app.talkover.ai/api/v1",
        variables: &[ServerVariable { name: "scheme", default: "https", allowed: &["https", "http"] }],
    }],
    schemes: &[
        SchemeSpec { name: "userSessionToken", kind: SchemeKind::Bearer },
        SchemeSpec { name: "key", kind: SchemeKind::ApiKeyQuery("api_key") },
        SchemeSpec { name: "login", kind: SchemeKind::Basic },
        SchemeSpec { name: "cookie", kind: SchemeKind::ApiKeyCookie("session") },
        SchemeSpec { name: "header", kind: SchemeKind::ApiKeyHeader("X-Key") },
        SchemeSpec { name: "digest", kind: SchemeKind::Authorization },
        SchemeSpec { name: "certificate", kind: SchemeKind::Transport },
        SchemeSpec { name: "odd", kind: SchemeKind::ApiKeyHeader("X Key") },
    ],
};

// impl Client { pub fn builder() -> ClientBuilder { … } }
pub fn builder() -> ClientBuilder {
    ClientBuilder::new(&API)
}

// src/security.rs

/// A user session token.
#[derive(Clone, Debug)]
pub struct UserSessionToken(Secret);

impl UserSessionToken {
    pub fn new(token: impl Into<String>) -> Self {
        Self(Secret::new(token))
    }
}

// impl ClientBuilder { pub fn user_session_token(self, token: UserSessionToken) -> Self { … } }
pub fn user_session_token(builder: ClientBuilder, token: UserSessionToken) -> ClientBuilder {
    builder.credential(0, token.0)
}

// src/operations/credits.rs

/// Buy credits: `POST /credits/purchase`.
#[derive(Debug)]
pub enum PurchaseCredits {}

impl Operation for PurchaseCredits {
    type Output = PurchaseCreditsResponse;
    type Error = PurchaseCreditsError;
    const SPEC: &'static OperationSpec = &OperationSpec {
        api: &API,
        id: "purchaseCredits",
        method: "POST",
        path: "/credits/purchase",
        security: &[&[0]],
        servers: &[],
        accept: "application/json",
        idempotency_header: None,
        paging: Paging::Link,
        responses: &[ResponseSpec::code(200), ResponseSpec::code(402), ResponseSpec::code(401)],
    };

    fn read(case: usize, answer: &Answer) -> Result<Result<Self::Output, Self::Error>, BodyFault> {
        match case {
            0 => answer.json().map(Ok),
            1 => answer.json().map(PurchaseCreditsError::PaymentRequired).map(Err),
            2 => answer.json().map(PurchaseCreditsError::Unauthorized).map(Err),
            _ => Err(BodyFault::undocumented()),
        }
    }
}

/// The documented errors of [`PurchaseCredits`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PurchaseCreditsError {
    /// 402
    PaymentRequired(ErrorEnvelope),
    /// 401
    Unauthorized(ErrorEnvelope),
}

// impl Client { pub fn purchase_credits(&self, body: &PurchaseCreditsRequest) -> Call<'_, PurchaseCredits> { … } }
pub fn purchase_credits(client: &Client, body: PurchaseCreditsRequest) -> Call<'_, PurchaseCredits> {
    Call::new(client).json(&body)
}

/// One purchase: `GET /credits/purchases/{purchase_id}`, with everything that a parameter can be.
#[derive(Debug)]
pub enum ShowPurchase {}

impl Operation for ShowPurchase {
    type Output = PurchaseCreditsResponse;
    type Error = Undocumented;
    const SPEC: &'static OperationSpec = &OperationSpec {
        api: &API,
        id: "showPurchase",
        method: "GET",
        path: "/credits/purchases/{purchase_id}",
        security: &[&[0], &[]],
        servers: &[],
        accept: "application/json",
        idempotency_header: None,
        paging: Paging::Link,
        responses: &[ResponseSpec::code(200)],
    };

    fn read(case: usize, answer: &Answer) -> Result<Result<Self::Output, Self::Error>, BodyFault> {
        match case {
            0 => answer.json().map(Ok),
            _ => Err(BodyFault::undocumented()),
        }
    }
}

static PURCHASE_ID: ParamSpec = ParamSpec {
    name: "purchase_id",
    place: ParamPlace::Path,
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
};

static LIMIT: ParamSpec =
    ParamSpec { name: "limit", place: ParamPlace::Query, style: Style::Form, explode: true, allow_reserved: false };

pub fn show_purchase<'c>(client: &'c Client, purchase_id: &str) -> Call<'c, ShowPurchase> {
    Call::new(client).param(&PURCHASE_ID, purchase_id)
}

// impl Call<'_, ShowPurchase> { pub fn limit(self, limit: i32) -> Self { … } }
pub fn limit(call: Call<'_, ShowPurchase>, limit: i32) -> Call<'_, ShowPurchase> {
    const RULES: NumberRules = NumberRules { maximum: Some(Bound::inclusive("100")), ..NumberRules::NONE };
    call.check_param(&LIMIT, |check| check.number(&limit, &RULES)).param(&LIMIT, &limit)
}

/// Cancel a purchase: `POST /credits/purchases/{purchase_id}/cancel`, without a body.
#[derive(Debug)]
pub enum CancelPurchase {}

impl Operation for CancelPurchase {
    type Output = ();
    type Error = Undocumented;
    const SPEC: &'static OperationSpec = &OperationSpec {
        api: &API,
        id: "cancelPurchase",
        method: "POST",
        path: "/credits/purchases/{purchase_id}/cancel",
        security: &[&[0]],
        servers: &[],
        accept: "",
        idempotency_header: None,
        paging: Paging::Link,
        responses: &[ResponseSpec::code(204)],
    };

    fn read(case: usize, answer: &Answer) -> Result<Result<Self::Output, Self::Error>, BodyFault> {
        match case {
            0 => answer.empty().map(Ok),
            _ => Err(BodyFault::undocumented()),
        }
    }
}

pub fn cancel_purchase<'c>(client: &'c Client, purchase_id: &str) -> Call<'c, CancelPurchase> {
    Call::new(client).param(&PURCHASE_ID, purchase_id)
}

// src/types/…

/// What to buy.
#[derive(Clone, Debug, PartialEq)]
pub struct PurchaseCreditsRequest {
    pub amount: Decimal,
    pub payment_method_id: Option<String>,
}

impl PurchaseCreditsRequest {
    pub fn new(amount: Decimal) -> Self {
        Self { amount, payment_method_id: None }
    }

    #[must_use]
    pub fn payment_method_id(mut self, payment_method_id: impl Into<String>) -> Self {
        self.payment_method_id = Some(payment_method_id.into());
        self
    }
}

static REQUEST: Members = Members::new(&[required("amount"), optional("payment_method_id")]);

impl Encode for PurchaseCreditsRequest {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.required(&REQUEST, 0, &self.amount);
        w.optional(&REQUEST, 1, &self.payment_method_id);
        w.end_object();
    }
}

impl Validate for PurchaseCreditsRequest {
    fn check(&self, check: &mut Check<'_>) {
        const AMOUNT: NumberRules = NumberRules { minimum: Some(Bound::exclusive("0")), ..NumberRules::NONE };
        check.member("amount").number(&self.amount, &AMOUNT);
        if let Some(payment_method_id) = &self.payment_method_id {
            const PAYMENT_METHOD_ID: CountRules = CountRules { minimum: Some(1), maximum: None };
            check.member("payment_method_id").length(payment_method_id, &PAYMENT_METHOD_ID);
        }
    }
}

/// What was bought.
#[derive(Clone, Debug, PartialEq)]
pub struct PurchaseCreditsResponse {
    pub data: Purchase,
}

static RESPONSE: Members = Members::new(&[required("success"), required("data")]);

impl Decode for PurchaseCreditsResponse {
    fn blank() -> Self {
        Self { data: Decode::blank() }
    }
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.object(&RESPONSE, self)
    }
}

impl Object for PurchaseCreditsResponse {
    fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        match index {
            0 => r.constant("true"),
            _ => self.data.read(r),
        }
    }
}

/// A purchase.
#[derive(Clone, Debug, PartialEq)]
pub struct Purchase {
    pub amount_charged: Decimal,
    pub currency: String,
    pub new_balance: Decimal,
    pub transaction_id: String,
}

static PURCHASE: Members = Members::new(&[
    required("amount_charged"),
    required("currency"),
    required("new_balance"),
    required("transaction_id"),
]);

impl Decode for Purchase {
    fn blank() -> Self {
        Self {
            amount_charged: Decode::blank(),
            currency: Decode::blank(),
            new_balance: Decode::blank(),
            transaction_id: Decode::blank(),
        }
    }
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.object(&PURCHASE, self)
    }
}

impl Object for Purchase {
    fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        match index {
            0 => self.amount_charged.read(r),
            1 => self.currency.read(r),
            2 => self.new_balance.read(r),
            _ => self.transaction_id.read(r),
        }
    }
}

/// What every error looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorEnvelope {
    pub message: String,
    pub code: Option<String>,
}

static ERROR: Members = Members::new(&[required("success"), required("message"), optional("code")]);

impl Decode for ErrorEnvelope {
    fn blank() -> Self {
        Self { message: Decode::blank(), code: Decode::blank() }
    }
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.object(&ERROR, self)
    }
}

impl Object for ErrorEnvelope {
    fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        match index {
            0 => r.constant("false"),
            1 => self.message.read(r),
            _ => self.code.read(r),
        }
    }
}
