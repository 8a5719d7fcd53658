//! What is left to do when a swap stopped halfway.

use super::{Swap, Swapped};
use crate::domain::{MachineId, PublicIp};

impl Swap {
    /// The assignment that ends it when it stopped halfway with one address idle
    /// and the other on one of the two machines: the idle one goes to the machine
    /// that has none. With how the swap has ended then.
    #[must_use]
    pub fn rest(&self) -> Option<(Swapped, PublicIp, MachineId)> {
        let ([one, other], [first, second]) = (&self.ips, &self.machines);
        let (idle, held) = match &self.now {
            [Some(None), Some(Some(held))] => (one, held),
            [Some(Some(held)), Some(None)] => (other, held),
            _ => return None,
        };
        let bare = match held {
            held if held == first => second,
            held if held == second => first,
            _ => return None,
        };
        let end = if idle.machine.as_ref() == Some(bare) {
            Swapped::Neither
        } else {
            Swapped::Both
        };
        let idle = PublicIp {
            machine: None,
            ..idle.clone()
        };
        (self.end() == Some(Swapped::Halfway)).then(|| (end, idle, bare.clone()))
    }
}
