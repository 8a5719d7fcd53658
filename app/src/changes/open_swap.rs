//! A swap that an earlier session left between its steps.

use model::domain::Address;
use model::state::{Found, OpenSwap, Swap, SwapResult};
use model::wire::{Effect, Outcome};

use super::ChangeSlice;
use super::report::Problem;
use crate::toasts::ToastId;

impl ChangeSlice {
    /// Says what each address has, and offers what completes the swap. The toast that stays until it
    /// is dismissed; none when nothing is left to do.
    pub(crate) fn report_open_swap(&self, open: &OpenSwap, found: &[Found; 2]) -> Option<ToastId> {
        let ([one, other], [first, second]) = (open.addresses, found);
        let title = format!("The swap of {one} and {other} was interrupted");
        let truth = format!(
            "{} {}",
            self.describe_found(one, first),
            self.describe_found(other, second)
        );
        let Some(swap) = Swap::resumed(open, found) else {
            let problem = Problem {
                outcome: Outcome::Failed(Effect::Unknown),
                ..truth.into()
            };
            return Some(self.report_problem(&title, problem));
        };
        match swap.result() {
            Some(SwapResult::Swapped) => {
                self.toasts.error(title, format!("It is complete. {truth}"));
                None
            }
            Some(SwapResult::Unchanged) => {
                self.toasts
                    .error(title, format!("All is as it was. {truth}"));
                None
            }
            Some(SwapResult::Partial) | None => {
                let problem = self.halfway(&truth, &swap);
                Some(self.report_problem(&title, problem))
            }
        }
    }

    pub(crate) fn describe_found(&self, address: Address, found: &Found) -> String {
        match found {
            Found::Listed(ip) => format!("{}.", self.describe(ip)),
            Found::NotListed => format!("{address} is no longer your team's."),
            Found::Unknown => format!("Couldn't find out what {address} is assigned to."),
        }
    }
}
