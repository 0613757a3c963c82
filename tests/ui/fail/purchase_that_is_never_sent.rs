//! A purchase that is made up and then forgotten.

#![deny(unused_must_use)]

use talkover_client::types::PurchaseCreditsRequest;
use talkover_client::Client;

fn buy(client: &Client, request: PurchaseCreditsRequest) {
    client.purchase_credits(request);
}

fn main() {
    let _ = buy;
}
