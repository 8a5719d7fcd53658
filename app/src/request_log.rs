//! The requests of this tab's session, for its user to read.

use model::domain::Timestamp;
use model::state::Log;
use model::wire::{Failure, Request};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Set, Update, With};

use crate::ports::Ports;

/// The session log. Holds no key, no header and no body.
pub struct RequestLogSlice {
    ports: &'static Ports,
    log: RwSignal<Log, LocalStorage>,
}

impl RequestLogSlice {
    pub(crate) fn new(ports: &'static Ports) -> Self {
        Self {
            ports,
            log: RwSignal::new_local(Log::default()),
        }
    }

    pub(crate) fn reset(&self) {
        self.log.set(Log::default());
    }

    /// Reads the log.
    pub fn with<R>(&self, read: impl FnOnce(&Log) -> R) -> R {
        self.log.with(read)
    }

    /// Copies the log as text. `false` when the browser refuses.
    pub async fn copy(&self) -> bool {
        let text = self.log.with(Log::to_text);
        self.ports.device.copy(&text).await
    }

    /// Adds a request that was sent first at `began` and is settled now.
    pub(crate) fn add(
        &self,
        request: &Request,
        began: Timestamp,
        attempts: u8,
        failure: Option<&Failure>,
    ) {
        let now = self.ports.clock.now();
        self.log
            .update(|log| log.record(request, began, now, attempts, failure));
    }
}
