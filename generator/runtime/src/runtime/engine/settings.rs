//! What a call says of itself beside its inputs: its limits, how it is sent again, where it goes. What it does not say, the
//! client says.
//!
//! Most calls say nothing, and should not carry the room for it.

use super::client_core::Core;
use super::{Limits, RetryBudget, RetryPolicy, Server, Timeouts};

/// The settings of a call.
#[derive(Clone, Default)]
pub(crate) struct Settings(Option<Box<Said>>);

/// What was said.
#[derive(Clone, Default)]
pub(crate) struct Said {
    pub(crate) timeouts: Option<Timeouts>,
    pub(crate) limits: Option<Limits>,
    pub(crate) budget: Option<RetryBudget>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) server: Option<Server>,
}

impl Settings {
    /// To be written to.
    pub(crate) fn say(&mut self) -> &mut Said {
        self.0.get_or_insert_default()
    }

    /// What was said, if something was.
    pub(crate) fn said(&self) -> Option<&Said> {
        self.0.as_deref()
    }

    pub(crate) fn timeouts(&self, core: &Core) -> Timeouts {
        self.said().and_then(|said| said.timeouts).unwrap_or(core.timeouts)
    }

    pub(crate) fn limits(&self, core: &Core) -> Limits {
        self.said().and_then(|said| said.limits).unwrap_or(core.limits)
    }

    pub(crate) fn budget<'a>(&'a self, core: &'a Core) -> &'a RetryBudget {
        self.said().and_then(|said| said.budget.as_ref()).unwrap_or(&core.budget)
    }

    pub(crate) fn retry<'a>(&'a self, core: &'a Core) -> &'a RetryPolicy {
        self.said().and_then(|said| said.retry.as_ref()).unwrap_or(&core.retry)
    }

    /// Without the key: of another request than the one that it was meant for.
    pub(crate) fn of_another(&self) -> Settings {
        let mut settings = self.clone();
        settings.0.iter_mut().for_each(|said| said.idempotency_key = None);
        settings
    }
}
