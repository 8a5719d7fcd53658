//! A mark on one address, for a while.

use model::domain::Address;
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set, Update};

use crate::ports::Ports;
use crate::task::spawn;

/// Marks the last copied or changed address, for a while.
pub(crate) struct RecentMark {
    ports: &'static Ports,
    duration_ms: u32,
    address: RwSignal<Option<Address>, LocalStorage>,
}

impl RecentMark {
    pub(crate) fn new(ports: &'static Ports, duration_ms: u32) -> Self {
        Self {
            ports,
            duration_ms,
            address: RwSignal::new_local(None),
        }
    }

    pub(crate) fn reset(&self) {
        self.address.set(None);
    }

    /// The marked address.
    pub(crate) fn get(&self) -> Option<Address> {
        self.address.get()
    }

    /// Marks an address in place of the present one.
    pub(crate) fn set(&'static self, address: Address) {
        self.address.set(Some(address));
        let sleep = self.ports.clock.sleep(self.duration_ms);
        spawn(async move {
            sleep.await;
            // Another one may be marked by now.
            self.address
                .maybe_update(|marked| marked.take_if(|it| *it == address).is_some());
        });
    }
}
