//! The promise that everything else serves, counted: many tasks buy on a way on which things go wrong, and what each call
//! says of its purchase is held against the exact ledger behind it.
//!
//! The sandbox is a process of its own, so that the memory that is measured here is the client's. A run of any length:
//! `TALKOVER_LEDGER=100000 cargo test --test ledger -- --nocapture` (and `TALKOVER_LEDGER_SEED=…`). It is a
//! test and no command of its own, so that the short run and the long one cannot differ.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::value::RawValue;
use talkover::sandbox::fixture::{DECLINING_PAYMENT_METHOD, OTHER_PAYMENT_METHOD, PAYMENT_METHOD, SESSION_TOKEN};
use talkover_client::runtime::{Limits, Timeouts};
use talkover_client::types::PurchaseCreditsRequest;
use talkover_client::{Client, Decimal, Outcome, UserSessionToken};

const TASKS: usize = 64;
const PURCHASES: u32 = 2_000;
const SEED: u64 = 4;
/// More than the memory of 64 calls varies, and less than anything that grows with the calls: 52 bytes for each of the
/// 80,000 calls of the long run.
const GROWTH_KIB: u64 = 4 * 1024;

/// What a call says of its purchase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    /// Charged, by the transaction of this number.
    Charged(u32),
    /// `402`.
    Declined,
    /// Any other answer that says no.
    Refused,
    NotSent,
    Unknown,
}

/// `talkover sandbox --chaos`, which ends with the test.
struct Sandbox {
    child: Child,
    /// Kept open: a sandbox whose words nobody can read any more ends.
    _output: BufReader<ChildStdout>,
    base_url: String,
    ledger: SocketAddr,
}

impl Sandbox {
    fn start(seed: u64) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_talkover"));
        command.args(["sandbox", "--chaos", &seed.to_string()]).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut lines = output.by_ref().lines().map(Result::unwrap);
        let mut after = |mark: &str, end: char| -> String {
            let line = lines.find(|line| line.contains(mark)).expect(mark);
            line.split(mark).nth(1).and_then(|rest| rest.trim().split(end).next()).unwrap().to_owned()
        };
        let base_url = after("listens at ", ' ');
        let ledger = after("http://", '/').parse().unwrap();
        Self { child, _output: output, base_url, ledger }
    }

    /// The accounts, read past the faults.
    async fn account(&self) -> Account {
        let answer = support::http::send(self.ledger, "GET /sandbox/ledger", &[], "").await;
        let mut books: Books = serde_json::from_str(&answer.body).unwrap();
        books.accounts.swap_remove(0)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Deserialize)]
struct Books {
    accounts: Vec<Account>,
}

#[derive(Deserialize)]
struct Account {
    balance: Box<RawValue>,
    transactions: Vec<Transaction>,
}

#[derive(Deserialize)]
struct Transaction {
    id: String,
    payment_method_id: String,
    amount: Box<RawValue>,
    balance: Box<RawValue>,
}

fn exact(number: &RawValue) -> Decimal {
    Decimal::from_str_exact(number.get()).unwrap()
}

/// No two purchases are of the same amount: the list of transactions tells them apart, as it does for a person who looks.
fn amount(purchase: u32) -> Decimal {
    Decimal::new(i64::from(purchase) + 1, 2)
}

fn method(purchase: u32) -> Option<&'static str> {
    match purchase % 10 {
        0..5 => None,
        5..7 => Some(PAYMENT_METHOD),
        7..9 => Some(OTHER_PAYMENT_METHOD),
        _ => Some(DECLINING_PAYMENT_METHOD),
    }
}

/// A stalled answer is waited for; a machine that is busy for as long only makes for one more that is unknown.
fn patience() -> Timeouts {
    Timeouts::default().attempt(Duration::from_millis(500))
}

async fn buy(client: &Client, purchase: u32) -> Claim {
    let mut request = PurchaseCreditsRequest::new(amount(purchase));
    request.payment_method_id = method(purchase).map(str::to_owned);
    let mut timeouts = patience();
    if purchase % 20 == 3 {
        // Given up anywhere between the first look at the pool and the answer: what is known then is a race, and true.
        timeouts = timeouts.total(Duration::from_micros(u64::from(purchase % 61) * 60));
    }
    let error = match client.purchase_credits(request).timeouts(timeouts).await {
        Ok(made) => {
            assert_eq!(made.data.amount_charged, amount(purchase));
            return Claim::Charged(number(&made.data.transaction_id));
        }
        Err(error) => error,
    };
    let printed = format!("{error} {error:?}");
    assert!(!printed.contains(SESSION_TOKEN), "{printed}");
    match (error.outcome(), error.status().map(|status| status.as_u16())) {
        (Outcome::NotSent, _) => Claim::NotSent,
        (Outcome::Answered, Some(402)) => Claim::Declined,
        (Outcome::Answered, _) => Claim::Refused,
        _ => Claim::Unknown,
    }
}

fn number(transaction: &str) -> u32 {
    transaction.strip_prefix("txn_uuid_").unwrap().parse().unwrap()
}

/// What is claimed of each purchase. It has its whole size from the start, so that no growth of it is taken for the client's.
struct Claims(Vec<AtomicU32>);

impl Claims {
    const NONE: u32 = u32::MAX;
    const OTHERS: [Claim; 4] = [Claim::Declined, Claim::Refused, Claim::NotSent, Claim::Unknown];

    fn of(purchases: u32) -> Self {
        Self((0..purchases).map(|_| AtomicU32::new(Self::NONE)).collect())
    }

    fn put(&self, purchase: u32, claim: &Claim) {
        let code = match claim {
            // Transactions are counted from 1.
            Claim::Charged(number) => number + 3,
            other => u32::try_from(Self::OTHERS.iter().position(|known| known == other).unwrap()).unwrap(),
        };
        let before = self.0[purchase as usize].swap(code, Ordering::Relaxed);
        assert_eq!(before, Self::NONE, "purchase {purchase} was made twice");
    }

    fn get(&self, purchase: u32) -> Claim {
        let code = self.0[purchase as usize].load(Ordering::Relaxed);
        assert_ne!(code, Self::NONE, "purchase {purchase} was never made");
        Self::OTHERS.get(code as usize).cloned().unwrap_or_else(|| Claim::Charged(code - 3))
    }
}

/// Makes the purchases up to `end` that are not made yet.
async fn run(client: &Client, claims: &Arc<Claims>, next: &Arc<AtomicU32>, end: u32) {
    let tasks = (0..TASKS).map(|_| {
        let (client, claims, next) = (client.clone(), Arc::clone(claims), Arc::clone(next));
        tokio::spawn(async move {
            while let Ok(purchase) =
                next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |next| (next < end).then_some(next + 1))
            {
                claims.put(purchase, &buy(&client, purchase).await);
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
}

/// The memory of this process that is in use, where the system tells.
fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.trim().parse().ok())
}

/// What the claims come to when they are held against the ledger: a line each, or a panic.
fn reconcile(claims: &Claims, purchases: u32, account: &Account) -> BTreeMap<&'static str, usize> {
    let mut charged = BTreeMap::<Decimal, &Transaction>::new();
    let mut balance = Decimal::new(15_000, 2);
    for transaction in &account.transactions {
        balance += exact(&transaction.amount);
        assert_eq!(exact(&transaction.balance), balance, "the chain of balances is whole");
        let before = charged.insert(exact(&transaction.amount), transaction);
        assert!(before.is_none(), "{} was charged twice", transaction.amount);
    }
    assert_eq!(exact(&account.balance), balance);
    let mut counts = BTreeMap::new();
    for purchase in 0..purchases {
        let (claim, transaction) = (claims.get(purchase), charged.remove(&amount(purchase)));
        if let Some(made) = transaction {
            assert_eq!(made.payment_method_id, method(purchase).unwrap_or(PAYMENT_METHOD));
        }
        let line = match (&claim, transaction) {
            (Claim::Charged(id), Some(made)) if *id == number(&made.id) => "charged, and in the ledger once",
            (Claim::Declined, None) => "declined, and not in the ledger",
            (Claim::Refused, None) => "refused otherwise, and not in the ledger",
            (Claim::NotSent, None) => "not sent, and not in the ledger",
            (Claim::Unknown, Some(_)) => "unknown; the transaction list says charged",
            (Claim::Unknown, None) => "unknown; the transaction list says not charged",
            _ => panic!("purchase {purchase} is claimed to be {claim:?}, and the ledger disagrees"),
        };
        *counts.entry(line).or_default() += 1;
    }
    assert!(charged.is_empty(), "nobody asked for {:?}", charged.keys());
    counts
}

fn set<T: std::str::FromStr>(name: &str, default: T) -> T {
    std::env::var(name).map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_every_call_says_agrees_with_the_ledger() {
    let purchases: u32 = set("TALKOVER_LEDGER", PURCHASES);
    let seed = set("TALKOVER_LEDGER_SEED", SEED);
    let sandbox = Sandbox::start(seed);
    let builder =
        Client::builder().base_url(&sandbox.base_url).user_session_token(UserSessionToken::new(SESSION_TOKEN));
    let client = builder.limits(Limits::default().body(64 * 1024)).build().unwrap();

    let (start, claims, next) = (Instant::now(), Arc::new(Claims::of(purchases)), Arc::new(AtomicU32::new(0)));
    run(&client, &claims, &next, purchases / 5).await;
    let early = resident_kib();
    run(&client, &claims, &next, purchases).await;
    let (late, took) = (resident_kib(), start.elapsed());

    let counts = reconcile(&claims, purchases, &sandbox.account().await);
    println!("{purchases} purchases, {TASKS} tasks, seed {seed}, {:.1} s", took.as_secs_f64());
    println!("| what the call says, and what the ledger says | purchases |\n|---|---:|");
    for (line, count) in &counts {
        println!("| {line} | {count} |");
    }
    println!("resident KiB after a fifth and at the end: {early:?}, {late:?}");
    for line in
        ["charged, and", "declined, and", "refused otherwise", "not sent", "unknown; the transaction list says charged"]
    {
        assert!(counts.keys().any(|key| key.starts_with(line)), "the run has none of: {line}");
    }
    if let (Some(early), Some(late)) = (early, late) {
        assert!(late < early + GROWTH_KIB, "memory grew from {early} to {late} KiB");
    }
}
