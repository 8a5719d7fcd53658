//! The time that views show.

use model::domain::Timestamp;
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set};

use crate::ports::Ports;

/// Time, as far as views follow it.
pub struct TimeSlice {
    ports: &'static Ports,
    now: RwSignal<Timestamp, LocalStorage>,
}

impl TimeSlice {
    pub(crate) fn new(ports: &'static Ports) -> Self {
        Self {
            ports,
            now: RwSignal::new_local(ports.clock.now()),
        }
    }

    /// The present time, moved every five seconds: precise enough for "3 d ago".
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now.get()
    }

    pub(crate) fn update(&self) {
        self.now.set(self.ports.clock.now());
    }
}
