//! Money as text that nobody has read yet.

use talkover_client::types::PurchaseCreditsRequest;

fn main() {
    let _ = PurchaseCreditsRequest::new("100.00");
}
