//! What became of a purchase, in the words of the person who made it: did money move?
//!
//! Pure: it turns what is known into text, JSON and an exit status. It knows nothing of sockets, arguments or terminals.

use std::fmt::{self, Write as _};

use rust_decimal::Decimal;
use serde::Serialize;

use crate::exact::Exact;

/// What became of a purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Verdict {
    /// The payment method was charged.
    Charged(Charge),
    /// The service answered that it did not charge: the payment was declined, or the request was refused.
    Refused(Refused),
    /// Nothing was sent, so nothing was charged.
    NotSent {
        /// Why not.
        reason: String,
    },
    /// It is not known whether the payment method was charged.
    Unknown(Unknown),
}

/// A charge, as the service reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Charge {
    /// What was charged.
    pub amount_charged: Exact,
    /// The currency of both amounts.
    pub currency: String,
    /// What the account holds now.
    pub new_balance: Exact,
    /// The identity of the charge.
    pub transaction_id: String,
}

/// An answer that says no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The HTTP status.
    pub status: u16,
    /// The service's code for what went wrong, where its answer could be read.
    pub code: Option<String>,
    /// The service's words for it; ours where its answer could not be read.
    pub message: String,
    /// What the service calls the request.
    pub request_id: Option<String>,
}

/// All there is to go by when it is not known whether money moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unknown {
    /// What went wrong.
    pub reason: String,
    /// The HTTP status, if an answer came.
    pub status: Option<u16>,
    /// What the service calls the request, if an answer came and says so.
    pub request_id: Option<String>,
    /// What came as the body of the answer.
    pub body: Option<String>,
}

/// How the command ends, for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: charged.
    Charged,
    /// 3: the service answered no. Nothing was charged.
    Refused,
    /// 4: nothing was sent. Nothing was charged.
    NotSent,
    /// 5: it is unknown whether the charge was made.
    Unknown,
}

impl Exit {
    /// The exit status.
    #[must_use]
    pub fn status(self) -> u8 {
        match self {
            Self::Charged => 0,
            Self::Refused => 3,
            Self::NotSent => 4,
            Self::Unknown => 5,
        }
    }
}

impl Charge {
    /// A charge of `amount_charged`, after which the account holds `new_balance`.
    #[must_use]
    pub fn new(amount_charged: Decimal, new_balance: Decimal, currency: &str, transaction_id: &str) -> Self {
        Self {
            amount_charged: Exact(amount_charged),
            currency: currency.to_owned(),
            new_balance: Exact(new_balance),
            transaction_id: transaction_id.to_owned(),
        }
    }
}

impl Verdict {
    /// How a command ends that has nothing else to say.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Charged(_) => Exit::Charged,
            Self::Refused(_) => Exit::Refused,
            Self::NotSent { .. } => Exit::NotSent,
            Self::Unknown(_) => Exit::Unknown,
        }
    }

    /// One line of JSON: `outcome` is `charged`, `refused`, `not_sent` or `unknown`; amounts are exact numbers.
    ///
    /// # Errors
    /// None is known: every member is text, a status or a decimal.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

impl fmt::Display for Verdict {
    /// A few lines for people. Text of the service is shown without control characters, so that it cannot draw over the
    /// terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Charged(charge) => charge.fmt(f),
            Self::Refused(refused) => refused.fmt(f),
            Self::NotSent { reason } => {
                writeln!(f, "Not sent: {}.", Printable(reason.trim_end_matches('.')))?;
                write!(f, "Nothing was charged.")
            }
            Self::Unknown(unknown) => unknown.fmt(f),
        }
    }
}

impl fmt::Display for Charge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let currency = Printable(&self.currency);
        writeln!(f, "Charged {} {currency}.", self.amount_charged.0)?;
        writeln!(f, "New balance: {} {currency}.", self.new_balance.0)?;
        write!(f, "Transaction: {}.", Printable(&self.transaction_id))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.status == 402 { "Declined" } else { "Refused" };
        write!(f, "{verb}: {} (", Printable(self.message.trim_end_matches('.')))?;
        if let Some(code) = &self.code {
            write!(f, "{}, ", Printable(code))?;
        }
        writeln!(f, "status {}).", self.status)?;
        write!(f, "Nothing was charged.")?;
        write_request_id(f, self.request_id.as_deref())
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Unknown: {}.", Printable(self.reason.trim_end_matches('.')))?;
        writeln!(f, "The charge may have been made.")?;
        write!(f, "Look at the balance and the transactions of the account before you buy again.")?;
        if let Some(status) = self.status {
            write!(f, "\nStatus: {status}.")?;
        }
        write_request_id(f, self.request_id.as_deref())?;
        match self.body.as_deref() {
            Some("") => write!(f, "\nThe answer had no body."),
            Some(body) => write!(f, "\nThe answer said: {}", Printable(body)),
            None => Ok(()),
        }
    }
}

fn write_request_id(f: &mut fmt::Formatter<'_>, id: Option<&str>) -> fmt::Result {
    id.map_or(Ok(()), |id| write!(f, "\nRequest: {}.", Printable(id)))
}

/// Text from elsewhere, on one line and with nothing in it that a terminal would obey.
struct Printable<'a>(&'a str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '\n' | '\r' | '\t' => f.write_char(' ')?,
                // Beyond the control characters: marks that turn the direction of the text around.
                letter
                    if letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
                {
                    f.write_char('\u{fffd}')?;
                }
                letter => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn check(verdict: &Verdict, exit: u8, text: &str, json: &str) {
        assert_eq!(verdict.exit().status(), exit);
        assert_eq!(verdict.to_string(), text);
        assert_eq!(verdict.to_json().unwrap(), json);
    }

    #[test]
    fn a_charge() {
        check(
            &Verdict::Charged(Charge::new(Decimal::new(10_000, 2), Decimal::new(25_000, 2), "USD", "txn_uuid_1")),
            0,
            "Charged 100.00 USD.\nNew balance: 250.00 USD.\nTransaction: txn_uuid_1.",
            concat!(
                r#"{"outcome":"charged","amount_charged":100.00,"currency":"USD","new_balance":250.00,"#,
                r#""transaction_id":"txn_uuid_1"}"#
            ),
        );
    }

    #[test]
    fn a_declined_payment() {
        check(
            &Verdict::Refused(Refused {
                status: 402,
                code: Some("PAYMENT_FAILED".to_owned()),
                message: "Payment method declined".to_owned(),
                request_id: None,
            }),
            3,
            "Declined: Payment method declined (PAYMENT_FAILED, status 402).\nNothing was charged.",
            concat!(
                r#"{"outcome":"refused","status":402,"code":"PAYMENT_FAILED","message":"Payment method declined","#,
                r#""request_id":null}"#
            ),
        );
    }

    #[test]
    fn a_request_that_was_never_sent() {
        check(
            &Verdict::NotSent { reason: "/amount must be greater than 0".to_owned() },
            4,
            "Not sent: /amount must be greater than 0.\nNothing was charged.",
            r#"{"outcome":"not_sent","reason":"/amount must be greater than 0"}"#,
        );
    }

    #[test]
    fn an_outcome_that_nobody_knows() {
        check(
            &Verdict::Unknown(Unknown {
                reason: "the answer cannot be read".to_owned(),
                status: Some(502),
                request_id: Some("req_7".to_owned()),
                body: Some("<html>\nBad Gateway\u{1b}[2J</html>".to_owned()),
            }),
            5,
            concat!(
                "Unknown: the answer cannot be read.\nThe charge may have been made.\n",
                "Look at the balance and the transactions of the account before you buy again.\n",
                "Status: 502.\nRequest: req_7.\nThe answer said: <html> Bad Gateway\u{fffd}[2J</html>",
            ),
            concat!(
                r#"{"outcome":"unknown","reason":"the answer cannot be read","status":502,"request_id":"req_7","#,
                r#""body":"<html>\nBad Gateway\u001b[2J</html>"}"#
            ),
        );
    }
}
