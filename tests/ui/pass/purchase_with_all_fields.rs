//! What is optional is a setter.

use talkover_client::types::PurchaseCreditsRequest;
use talkover_client::Decimal;

fn main() {
    let request = PurchaseCreditsRequest::new(Decimal::new(10_000, 2)).payment_method_id("pm_uuid_1");
    assert_eq!(request.payment_method_id.as_deref(), Some("pm_uuid_1"));
}
