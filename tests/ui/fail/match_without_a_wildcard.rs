//! A match that would break when the service documents one more answer.

use talkover_client::operations::PurchaseCreditsError;

fn is_declined(error: &PurchaseCreditsError) -> bool {
    match error {
        PurchaseCreditsError::PaymentRequired(_) => true,
        PurchaseCreditsError::Unauthorized(_)
        | PurchaseCreditsError::UnprocessableEntity(_)
        | PurchaseCreditsError::TooManyRequests(_)
        | PurchaseCreditsError::ClientError(_)
        | PurchaseCreditsError::ServerError(_) => false,
    }
}

fn main() {
    let _ = is_declined;
}
