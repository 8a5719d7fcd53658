//! Failures by what a person can type: machine ids that begin with `fail-`
//! (`docs/simulator.md`, Failures on demand).

use crate::account::Account;
use crate::refusal::Refusal;
use crate::routes::item;
use crate::rules::no_address;
use crate::{Arrival, Response};

/// How many seconds the 429 of `fail-429` asks to wait.
const WAIT: &str = "5";

/// What a machine id asks for.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    /// To be refused.
    Refuse(Refusal),
    /// To be carried out with this fate of the answer. No machine has such an id, so that the
    /// address is an orphan afterwards.
    CarryOut(Arrival),
}

/// What this machine id asks for; none for all that are not on the list.
pub(crate) fn wish(machine: &str) -> Option<Wish> {
    match machine.strip_prefix("fail-")? {
        "lost" => Some(Wish::CarryOut(Arrival::Never)),
        "slow" => Some(Wish::CarryOut(Arrival::Late)),
        status => Refusal::on_demand(status.parse().ok()?).map(Wish::Refuse),
    }
}

impl Wish {
    /// Answers the assignment of `ip` to the machine of this wish.
    pub(crate) fn answer(
        self,
        account: &mut Account,
        ip: &str,
        machine: Option<String>,
    ) -> Result<Response, Refusal> {
        let mut address = account.address(ip).ok_or_else(|| no_address(ip))?;
        match self {
            Self::Refuse(refusal) => {
                let mut response = refusal.response();
                response.retry_after = (refusal.status == 429).then(|| WAIT.to_owned());
                Ok(response)
            }
            Self::CarryOut(arrival) => {
                address.machine = machine;
                account.remove(address.number);
                account.insert(address.clone());
                let mut response = item(address);
                response.arrival = arrival;
                Ok(response)
            }
        }
    }
}
