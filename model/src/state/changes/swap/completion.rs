//! Completes a swap that stopped halfway.

use super::{Swap, SwapResult};
use crate::domain::{MachineId, PublicIp};

impl Swap {
    /// The assignment that completes a partial swap: the second address is idle and the first is on
    /// one of the two machines, so the second goes to the other one. With the result of the swap
    /// then. The first address is never left idle beside an assigned second: it changes only while
    /// the second is idle.
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
        let end = if idle.machine_id() == Some(bare) {
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
