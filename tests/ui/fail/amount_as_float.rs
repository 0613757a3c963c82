//! Money in binary floating point.

use talkover_client::types::PurchaseCreditsRequest;

fn main() {
    let _ = PurchaseCreditsRequest::new(100.00_f64);
}
