//! Machine ids that begin with `fail-` fail on demand (`docs/simulator.md`, Failures on demand).

use crate::account::Account;
use crate::address::changed;
use crate::refusal::Refusal;
use crate::rules::no_address;
use crate::{Arrival, Response};

/// The failure that a machine id asks for.
#[derive(Clone, Debug)]
pub(crate) enum MagicId {
    /// Refuses the assignment.
    Refuse(Refusal),
    /// Carries the assignment out, and delays or loses the answer. No machine has such an id, so
    /// the address is an orphan afterwards.
    CarryOut(Arrival),
}

impl MagicId {
    /// Reads a machine id; `None` for every other one.
    pub(crate) fn parse(machine: &str) -> Option<Self> {
        match machine.strip_prefix("fail-")? {
            "lost" => Some(Self::CarryOut(Arrival::Never)),
            "slow" => Some(Self::CarryOut(Arrival::Late)),
            text => match text.parse() {
                Ok(status) => Refusal::on_demand(status).map(Self::Refuse),
                Err(_) => Self::parse_steps(text),
            },
        }
    }

    /// `Service` answers these; here they are only carried out.
    #[cfg(feature = "faults")]
    fn parse_steps(text: &str) -> Option<Self> {
        crate::magic_steps::parse(text).map(|_| Self::CarryOut(Arrival::Prompt))
    }

    /// The page has the simple ids alone.
    #[cfg(not(feature = "faults"))]
    fn parse_steps(_: &str) -> Option<Self> {
        None
    }

    /// Answers the assignment of `ip` to the machine of this id.
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
                response.retry_after = (refusal.status == 429).then(|| "5".to_owned());
                Ok(response)
            }
            Self::CarryOut(arrival) => {
                address.machine = machine;
                account.remove(address.number);
                account.insert(address.clone());
                let mut response = changed(address);
                response.arrival = arrival;
                Ok(response)
            }
        }
    }
}
