//! The story, as it is told, and how it ends when the repository is not in order.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use talkover::story::{Broken, tell};

const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

async fn told(root: &Path) -> (String, Result<(), Broken>) {
    let mut out = Vec::new();
    let end = tell(root, &mut out).await;
    (String::from_utf8(out).unwrap(), end)
}

/// The spec and the client, in a folder that a test may spoil.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["spec", "generated-client"] {
        copy_folder(&Path::new(REPOSITORY).join(part), &folder.path().join(part));
    }
    folder
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from} in {}", file.display());
    fs::write(file, text.replace(from, to)).unwrap();
}

#[tokio::test]
async fn it_ends_well() {
    let (story, end) = told(Path::new(REPOSITORY)).await;
    assert!(end.is_ok(), "{story}");
    let purchases = &story[story.find("Buy 100.00 with pm_uuid_1").expect("a purchase")..];
    assert_eq!(
        purchases,
        "\
Buy 100.00 with pm_uuid_1
  Charged 100.00 USD.
  New balance: 250.00 USD.
  Transaction: txn_uuid_1.
  In the ledger: 150.00 USD before, 250.00 USD after.

Buy 25.50 with the account's default payment method
  Charged 25.50 USD.
  New balance: 275.50 USD.
  Transaction: txn_uuid_2.
  In the ledger: 250.00 USD before, 275.50 USD after.

Buy 100.00 with pm_declined, which declines
  Declined: Payment method declined (PAYMENT_FAILED, status 402).
  Nothing was charged.
  In the ledger: 275.50 USD before, 275.50 USD after.

Buy 100.00 with a wrong token: the text of an environment token
  Refused: this is an environment token, and purchases take a user session token (WRONG_TOKEN_KIND, status 401).
  Nothing was charged.
  In the ledger: 275.50 USD before, 275.50 USD after.

Buy 0, which the client refuses
  Not sent: /amount: must be greater than 0, and is 0.00.
  Nothing was charged.
  In the ledger: 275.50 USD before, 275.50 USD after.

All as it should be. To buy for real: talkover purchase --help
"
    );
}

#[tokio::test]
async fn a_client_that_drifted_ends_it_with_the_command_that_helps() {
    let folder = copy();
    edit(&folder.path().join("spec/openapi.yaml"), "A purchase of credits.", "A purchase of many credits.");
    let (story, end) = told(folder.path()).await;
    assert!(matches!(end, Err(Broken::Chapter)), "{story}");
    let ending = "\
Hold generated-client/ against it
  generated-client/src/types/purchase_credits_request.rs differs
  run: specwright generate --spec spec/openapi.yaml --out generated-client --strict
";
    assert!(story.ends_with(ending), "{story}");
}

#[tokio::test]
async fn a_spec_that_is_not_sound_ends_it_at_the_place() {
    let folder = copy();
    edit(&folder.path().join("spec/openapi.yaml"), "schemas/Purchase'", "schemas/Purchas'");
    let (story, end) = told(folder.path()).await;
    assert!(matches!(end, Err(Broken::Chapter)), "{story}");
    assert!(story.contains("spec/openapi.yaml:") && story.contains("schemas/Purchas"), "{story}");
}

#[tokio::test]
async fn outside_of_the_repository_it_says_what_it_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    let (story, end) = told(folder.path()).await;
    assert!(matches!(end, Err(Broken::Chapter)), "{story}");
    assert!(story.contains("openapi.yaml"), "{story}");
}
