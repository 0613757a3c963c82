//! The documented 402 is a variant with its fields, and a code that nobody knows yet is kept.

use talkover_client::operations::PurchaseCreditsError;
use talkover_client::types::ErrorCode;
use talkover_client::Error;

fn what_to_tell(error: &Error<PurchaseCreditsError>) -> String {
    match error {
        Error::Api { error: PurchaseCreditsError::PaymentRequired(declined), .. } => match &declined.code {
            ErrorCode::PaymentFailed => format!("declined: {}", declined.message),
            other => format!("{}: {}", other.as_str(), declined.message),
        },
        other => format!("{:?}", other.outcome()),
    }
}

fn main() {
    let _ = what_to_tell;
}
