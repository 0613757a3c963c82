//! Rules about money, which nobody else has: they look at operations that move some, and at what is called by its words.
//!
//! Names decide, since nothing else says it: an operation moves money if it is a POST whose path or id speaks of payments,
//! and whose body has an amount or whose last words are a deed (`…/refund`).

pub mod amount_without_lower_bound;
pub mod currency_not_constrained;
pub mod currency_unknown;
pub mod error_shapes_differ;
pub mod money_as_float;
pub mod payment_errors_not_described;
pub mod payment_without_idempotency_key;
pub mod secret_in_example;
pub mod secret_in_query;

use crate::lint::{Links, OperationSite, Parts, Survey};
use crate::openapi::{Schema, View};
use crate::source::{Entry, Node};

/// Words of paths and ids that speak of money.
const MONEY: &[&str] = &[
    "pay",
    "payment",
    "payments",
    "charge",
    "charges",
    "refund",
    "refunds",
    "payout",
    "payouts",
    "purchase",
    "purchases",
    "checkout",
    "checkouts",
    "topup",
    "topups",
    "deposit",
    "deposits",
    "withdraw",
    "withdrawal",
    "withdrawals",
    "transfer",
    "transfers",
    "remittance",
    "remittances",
    "disbursement",
    "disbursements",
];

/// Words that are the deed itself when they come last.
const DEEDS: &[&str] = &["pay", "charge", "refund", "purchase", "payout", "topup"];

/// Words that, behind one of money, are about it and move none: a purchase order is paper, payment methods are a list.
const PAPERS: &[&str] =
    &["order", "receipt", "requisition", "invoice", "method", "option", "session", "setting", "quote", "estimate"];

/// Words of calls by which nothing but a trial is moved.
const TRIALS: &[&str] = &["simulate", "simulation", "simulations", "simulator", "sandbox"];

/// Last words of names of amounts.
const AMOUNTS: &[&str] = &["amount", "price", "balance", "fee", "cost", "subtotal"];

/// Last words that make of an amount something else.
const NOT_AMOUNTS: &[&str] =
    &["type", "currency", "id", "unit", "units", "count", "percent", "percentage", "code", "format"];

/// The words of a name, however it joins them: `amountCharged`, `amount_charged`, `amount-charged`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_lower = false;
    let mut is_open = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() {
            is_open = false;
            continue;
        }
        if !is_open || (was_lower && letter.is_uppercase()) {
            words.push(String::new());
        }
        words.last_mut().into_iter().for_each(|word| word.extend(letter.to_lowercase()));
        was_lower = letter.is_lowercase() || letter.is_numeric();
        is_open = true;
    }
    words
}

/// Does a name have this somewhere, in letters of either case? Most names are done with here.
fn has(name: &str, part: &str) -> bool {
    name.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

/// Is it called as an amount of money is?
fn is_amount(name: &str) -> bool {
    if !AMOUNTS.iter().any(|word| has(name, word)) {
        return false;
    }
    let words = words(name);
    let last = words.last().map_or("", String::as_str);
    AMOUNTS.contains(&last) || (words.iter().any(|word| word == "amount") && !NOT_AMOUNTS.contains(&last))
}

/// Is it called as a currency is?
fn is_currency(name: &str) -> bool {
    if !has(name, "currency") {
        return false;
    }
    let words = words(name);
    let mut last = words.iter().rev().map(String::as_str);
    match last.next() {
        Some("currency") => true,
        Some("code" | "iso") => last.next() == Some("currency"),
        _ => false,
    }
}

/// The properties that a schema describes, with all that it takes in.
fn properties<'t>(links: Links<'_, 't>, schema: Schema<'t>) -> Vec<(Entry<'t>, Schema<'t>)> {
    Parts::of(links, schema).schemas().flat_map(|part| part.properties()).collect()
}

/// The schemas of the request.
fn bodies<'t>(site: &OperationSite<'_, 't>) -> Vec<Schema<'t>> {
    site.request_content().filter_map(|(_, media_type)| media_type.schema()).collect()
}

fn speaks_of_money(words: &[String]) -> bool {
    let next = words.iter().skip(1).map(String::as_str).chain([""]);
    let is_paper = |next: &str| PAPERS.iter().any(|paper| next.starts_with(paper));
    words.iter().zip(next).any(|(word, next)| MONEY.contains(&word.as_str()) && !is_paper(next))
}

/// Does a call of it move money?
fn moves_money(site: &OperationSite<'_, '_>) -> bool {
    if site.method != "POST" {
        return false;
    }
    let path = words(&site.path.key.split('/').filter(|part| !part.starts_with('{')).collect::<Vec<_>>().join("/"));
    let id = site.operation.id().map(words).unwrap_or_default();
    let is_trial = path.iter().chain(&id).any(|word| TRIALS.contains(&word.as_str()));
    if is_trial || (!speaks_of_money(&path) && !speaks_of_money(&id)) {
        return false;
    }
    let is_deed = path.last().is_some_and(|word| DEEDS.contains(&word.as_str()));
    let has_amount = |schema| {
        properties(site.links, schema).iter().any(|(entry, _)| words(entry.key).iter().any(|word| word == "amount"))
    };
    is_deed || bodies(site).into_iter().any(has_amount)
}

/// Does the document as a whole speak of money: does one of its operations move some?
fn is_of_money(survey: &Survey<'_, '_>) -> bool {
    survey.operations.iter().any(moves_money)
}

/// Does the schema have a currency among its properties? Then its amounts are of money, whatever the document is about.
fn has_currency(schema: Schema<'_>) -> bool {
    let names = schema.node().get("properties").into_iter().flat_map(Node::entries);
    names.map(|entry| entry.key).any(is_currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_money() {
        for (name, amount, currency) in [
            ("amount", true, false),
            ("amount_charged", true, false),
            ("totalAmount", true, false),
            ("new_balance", true, false),
            ("unit-price", true, false),
            ("amountType", false, false),
            ("amount_currency", false, true),
            ("currencyCode", false, true),
            ("currency", false, true),
            ("pricelist", false, false),
            ("charge", false, false),
        ] {
            assert_eq!((is_amount(name), is_currency(name)), (amount, currency), "{name}");
        }
        assert_eq!(words("createPaymentIntent/v2-APIKey"), ["create", "payment", "intent", "v2", "apikey"]);
    }
}
