//! A purchase without an amount.

use talkover_client::types::PurchaseCreditsRequest;

fn main() {
    let _ = PurchaseCreditsRequest::new();
}
