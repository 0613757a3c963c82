//! The future of a purchase is `Send`: it can be spawned on a runtime with several threads.

use talkover_client::types::PurchaseCreditsRequest;
use talkover_client::Client;

fn assert_send<T: Send>(_: T) {}

fn buy(client: &Client, request: PurchaseCreditsRequest) {
    assert_send(async {
        let _ = client.purchase_credits(request.clone()).await;
        let _ = client.purchase_credits(request).send().await;
    });
}

fn main() {
    let _ = buy;
}
