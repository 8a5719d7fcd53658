//! What is left to do when a swap stopped halfway.

use super::{Swap, SwapResult};
use crate::domain::{MachineId, PublicIp};

impl Swap {
    /// The assignment that ends it when it stopped halfway with the second address
    /// idle and the first on one of the two machines: the second goes to the machine
    /// that has none. With how the swap has ended then. The first is never left idle
    /// beside a second that is not: it is touched only while the second is idle.
    #[must_use]
    pub fn completion(&self) -> Option<(SwapResult, PublicIp, MachineId)> {
        let ([_, idle], [first, second]) = (&self.ips, &self.machines);
        let [Some(Some(held)), Some(None)] = &self.now else {
            return None;
        };
        let bare = match held {
            held if held == first => second,
            held if held == second => first,
            _ => return None,
        };
        let end = if idle.machine.as_ref() == Some(bare) {
            SwapResult::Unchanged
        } else {
            SwapResult::Swapped
        };
        let idle = PublicIp {
            machine: None,
            ..idle.clone()
        };
        (self.result() == Some(SwapResult::Partial)).then(|| (end, idle, bare.clone()))
    }
}
