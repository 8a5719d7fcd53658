//! A colleague, who changes the account with another client.

use crate::record::{count, tell};
use crate::run::Run;

impl Run {
    pub(crate) fn colleague_acts(&mut self) {
        let some = self.pick(self.truth.held());
        let some = some.map(|ip| ip.address.to_string());
        let now = self.browser.clock.at_the_api();
        let region = self.pick(&["ny2", "ca1", "ams1"]).unwrap();
        let machine = self.pick(&self.truth.machines);
        let is_unassigned = self.below(2) == 0;
        let act = self.below(8);
        let changed = self.truth.colleague(now, |account| match (act, some) {
            (0 | 1, _) => drop(account.claim(region, now)),
            (2 | 3, Some(ip)) => account.release(&ip).unwrap(),
            (4, _) => {
                if let Some(machine) = machine {
                    account.delete_machine(&machine);
                }
            }
            (_, Some(ip)) => {
                let machine = machine.filter(|_| !is_unassigned);
                drop(account.assign(&ip, machine.as_deref()));
            }
            (_, None) => {}
        });
        for address in &changed {
            count("changed by a colleague");
            tell("colleague", || {
                let held = self.truth.get(*address);
                format!("changes {address}; the account holds {held:?}")
            });
        }
        self.changed(&changed, None, None);
    }
}
