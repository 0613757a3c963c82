//! The amount is all that a purchase needs.

use talkover_client::types::PurchaseCreditsRequest;
use talkover_client::Decimal;

fn main() {
    let request = PurchaseCreditsRequest::new(Decimal::new(10_000, 2));
    assert_eq!(request.amount.to_string(), "100.00");
    assert_eq!(request.payment_method_id, None);
}
