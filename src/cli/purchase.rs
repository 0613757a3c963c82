//! `talkover purchase`: one real purchase.
//!
//! The token comes from the environment or from standard input, never from an argument: arguments are seen by every
//! process of the machine, and kept in the history of the shell.

use std::io::{self, IsTerminal as _, Read as _};
use std::process::ExitCode;

use clap::Args;
use serde_json::value::RawValue;
use talkover_client::types::PurchaseCreditsRequest;
use talkover_client::{Client, Decimal, UserSessionToken};

use super::{cannot_run, say};
use crate::buy::buy;
use crate::exact;
use crate::verdict::Verdict;

const TOKEN_VARIABLE: &str = "TALKOVER_TOKEN";
/// Far more than a token has; a larger input is something else.
const TOKEN_LIMIT: u64 = 64 * 1024;

const AFTER_HELP: &str = "\
The user session token is read from TALKOVER_TOKEN, or else from standard input.

Exit status:
  0  charged
  2  the command could not run (arguments, token, base URL); nothing was sent
  3  declined or refused by the service; nothing was charged
  4  not sent; nothing was charged
  5  unknown: the charge may have been made. Look at the account before you buy again

With --json, one line on standard output with one of these shapes (null where nothing is known):
  {\"outcome\":\"charged\",\"amount_charged\":NUMBER,\"currency\":TEXT,\"new_balance\":NUMBER,\"transaction_id\":TEXT}
  {\"outcome\":\"refused\",\"status\":NUMBER,\"code\":TEXT|null,\"message\":TEXT,\"request_id\":TEXT|null}
  {\"outcome\":\"not_sent\",\"reason\":TEXT}
  {\"outcome\":\"unknown\",\"reason\":TEXT,\"status\":NUMBER|null,\"request_id\":TEXT|null,\"body\":TEXT|null}";

/// Buy credits: charge a saved payment method of the account, once, for real
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// How much to buy, in the currency of the account, such as 100.00
    #[arg(long, value_parser = amount, allow_negative_numbers = true)]
    amount: Decimal,
    /// Saved payment method to charge [default: the account's default payment method]
    #[arg(long, value_name = "ID")]
    payment_method: Option<String>,
    /// Where to buy, such as the address of a sandbox [default: production]
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

/// Every digit that is written counts: an amount that would have to be rounded is refused.
fn amount(text: &str) -> Result<Decimal, String> {
    let number: &RawValue = serde_json::from_str(text).map_err(|_| "write it in digits, such as 100.00".to_owned())?;
    exact::parse(number.get()).map_err(|why| why.to_string())
}

pub(super) async fn run(arguments: Arguments) -> ExitCode {
    let token = match token() {
        Ok(token) => token,
        Err(fault) => return cannot_run(fault),
    };
    let mut builder = Client::builder().user_session_token(UserSessionToken::new(token));
    if let Some(base_url) = &arguments.base_url {
        builder = builder.base_url(base_url);
    }
    let client = match builder.build() {
        Ok(client) => client,
        Err(fault) => return cannot_run(fault),
    };
    let mut request = PurchaseCreditsRequest::new(arguments.amount);
    request.payment_method_id = arguments.payment_method;
    report(&buy(&client, request).await, arguments.json)
}

/// Prints the verdict, and ends with its status even when nobody reads what is printed: money has moved or not.
fn report(verdict: &Verdict, json: bool) -> ExitCode {
    let printed = if json {
        verdict.to_json().map_err(io::Error::other).and_then(|line| say(&line))
    } else {
        say(&verdict.to_string())
    };
    if let Err(fault) = printed {
        eprintln!("{verdict}\nerror: cannot write to standard output: {fault}");
    }
    ExitCode::from(verdict.exit().status())
}

fn token() -> Result<String, String> {
    if let Some(token) = std::env::var_os(TOKEN_VARIABLE) {
        return non_empty(token.into_string().map_err(|_| format!("{TOKEN_VARIABLE} is not text"))?, TOKEN_VARIABLE);
    }
    let input = io::stdin();
    if input.is_terminal() {
        return Err(format!(
            "there is no user session token: set {TOKEN_VARIABLE}, or pipe the token to standard input"
        ));
    }
    let mut token = String::new();
    let read = input.lock().take(TOKEN_LIMIT).read_to_string(&mut token);
    read.map_err(|fault| format!("cannot read the user session token from standard input: {fault}"))?;
    non_empty(token, "standard input")
}

fn non_empty(token: String, place: &str) -> Result<String, String> {
    match token.trim() {
        "" => Err(format!("there is no user session token in {place}")),
        token => Ok(token.to_owned()),
    }
}
