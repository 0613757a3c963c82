//! The ledger: accounts, the payment methods that they may charge, and what was charged.
//!
//! Pure bookkeeping in exact decimals. It knows nothing of HTTP or JSON; the wire gives its refusals their
//! status and code.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::exact;

/// Everything that the sandbox knows. Its tokens are made up for trying things out: they are no secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    accounts: Vec<Account>,
    /// Session token to the account (its index) of the person who is signed in with it.
    sessions: BTreeMap<String, usize>,
    environment_tokens: BTreeSet<String>,
    charges: u32,
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its identity.
    pub id: String,
    /// The currency of its balance and of every charge.
    pub currency: String,
    /// What it holds, in `currency`.
    pub balance: Decimal,
    /// The saved payment methods; the first one is the default.
    pub payment_methods: Vec<PaymentMethod>,
    /// What was charged, oldest first.
    pub transactions: Vec<Transaction>,
}

/// A saved payment method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentMethod {
    /// Its identity, as a request names it.
    pub id: String,
    /// Does it decline every charge?
    pub declines: bool,
}

/// One charge that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// Its identity: `txn_uuid_1`, `txn_uuid_2`, … in the order of the charges.
    pub id: String,
    /// The payment method that was charged.
    pub payment_method_id: String,
    /// What was charged, in the account's currency.
    pub amount: Decimal,
    /// What the account held afterwards.
    pub balance: Decimal,
}

/// A purchase that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// How much, in the account's currency.
    pub amount: Decimal,
    /// What to charge; the account's default when `None`.
    pub payment_method_id: Option<String>,
}

/// A purchase that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The charge.
    pub transaction: Transaction,
    /// The account's currency.
    pub currency: String,
}

/// Proof that a token was good: the account that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session(usize);

/// Why a purchase was not made. Nothing was charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There was no bearer token.
    NoToken,
    /// The token is an environment token.
    EnvironmentToken,
    /// The token is not known.
    UnknownToken,
    /// The amount is zero or less.
    AmountNotPositive,
    /// The new balance would not fit the ledger without rounding.
    BalanceTooLarge,
    /// The account has no payment method of this identity.
    UnknownPaymentMethod(String),
    /// No payment method was named, and the account has none.
    NoDefaultPaymentMethod,
    /// The payment method declined the charge.
    Declined,
}

impl Ledger {
    /// A ledger without accounts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an account, and the session token of the person who owns it.
    #[must_use]
    pub fn with_account(mut self, session_token: impl Into<String>, account: Account) -> Self {
        self.sessions.insert(session_token.into(), self.accounts.len());
        self.accounts.push(account);
        self
    }

    /// Adds an environment token: a token that is good elsewhere, and refused by name here.
    #[must_use]
    pub fn with_environment_token(mut self, token: impl Into<String>) -> Self {
        self.environment_tokens.insert(token.into());
        self
    }

    /// The accounts, in the order in which they were added.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// The account of a session token.
    #[must_use]
    pub fn account(&self, session_token: &str) -> Option<&Account> {
        self.accounts.get(*self.sessions.get(session_token)?)
    }

    /// Takes a bearer token for a session.
    ///
    /// # Errors
    /// When there is none, when it is not known, and when it is a token of the other kind.
    pub fn authenticate(&self, bearer: Option<&str>) -> Result<Session, Refusal> {
        let token = bearer.ok_or(Refusal::NoToken)?;
        match self.sessions.get(token) {
            Some(account) => Ok(Session(*account)),
            None if self.environment_tokens.contains(token) => Err(Refusal::EnvironmentToken),
            None => Err(Refusal::UnknownToken),
        }
    }

    /// Makes a purchase: charges the payment method and adds the amount to the balance, or changes nothing.
    ///
    /// # Errors
    /// When the order is not acceptable or the payment method declines.
    pub fn purchase(&mut self, session: Session, order: &Order) -> Result<Receipt, Refusal> {
        let account = self.accounts.get_mut(session.0).ok_or(Refusal::UnknownToken)?;
        if order.amount <= Decimal::ZERO {
            return Err(Refusal::AmountNotPositive);
        }
        let method = account.payment_method(order.payment_method_id.as_deref())?;
        let balance = exact::add(account.balance, order.amount).ok_or(Refusal::BalanceTooLarge)?;
        if method.declines {
            return Err(Refusal::Declined);
        }
        let transaction = Transaction {
            id: format!("txn_uuid_{}", self.charges + 1),
            payment_method_id: method.id.clone(),
            amount: order.amount,
            balance,
        };
        self.charges += 1;
        account.balance = balance;
        account.transactions.push(transaction.clone());
        Ok(Receipt { transaction, currency: account.currency.clone() })
    }
}

impl Account {
    /// The payment method that an order means.
    fn payment_method(&self, id: Option<&str>) -> Result<&PaymentMethod, Refusal> {
        match id {
            None => self.payment_methods.first().ok_or(Refusal::NoDefaultPaymentMethod),
            Some(id) => self
                .payment_methods
                .iter()
                .find(|method| method.id == id)
                .ok_or_else(|| Refusal::UnknownPaymentMethod(id.to_owned())),
        }
    }
}
