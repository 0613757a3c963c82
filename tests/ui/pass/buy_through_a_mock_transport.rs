//! A test of the caller's own code needs no network: a mock plays the service.

use talkover_client::mock::Mock;
use talkover_client::types::PurchaseCreditsRequest;
use talkover_client::{Client, Decimal, Method, UserSessionToken};

const CHARGED: &str = concat!(
    r#"{"success":true,"data":{"amount_charged":100.00,"currency":"USD","new_balance":250.00,"#,
    r#""transaction_id":"txn_uuid_1"}}"#
);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::new().expect(Method::POST, "/api/v1/credits/purchase").reply(200, CHARGED);
    let token = UserSessionToken::new("token");
    let client = Client::builder().user_session_token(token).transport(mock.clone()).build()?;

    let purchase = client.purchase_credits(PurchaseCreditsRequest::new(Decimal::new(10_000, 2))).await?;

    assert_eq!(purchase.data.new_balance.to_string(), "250.00");
    mock.verify()?;
    Ok(())
}
