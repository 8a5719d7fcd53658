//! Whether the browser has a network.

use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set};

use crate::ports::Ports;

/// The browser's network, as views follow it.
pub struct NetworkSlice {
    ports: &'static Ports,
    is_online: RwSignal<bool, LocalStorage>,
}

impl NetworkSlice {
    pub(crate) fn new(ports: &'static Ports) -> Self {
        Self {
            ports,
            is_online: RwSignal::new_local(ports.device.is_online()),
        }
    }

    /// Whether the browser has a network. That it has one proves nothing.
    #[must_use]
    pub fn is_online(&self) -> bool {
        self.is_online.get()
    }

    pub(crate) fn update(&self) {
        self.is_online.set(self.ports.device.is_online());
    }
}
