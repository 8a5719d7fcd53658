//! The rules for changing an account.

use crate::account::Account;
use crate::address::{Address, ip_text, parse_ip};
use crate::refusal::Refusal;
use crate::region::{by_code, long_name};

impl Account {
    /// Claims the lowest free address of a region (a short code) at `now` (ms since the epoch).
    /// Refuses an unknown region and a claim above the quota. Source: docs/api.md, Claim.
    pub fn claim(&mut self, region: &str, now: i64) -> Result<Address, Refusal> {
        let Some(region) = by_code(region) else {
            return Err(Refusal::invalid("region", "Expected ny2, ca1 or ams1."));
        };
        if self.count() >= self.quota {
            return Err(Refusal::quota(self.quota));
        }
        let free = region.ips().find(|ip| !self.holds(*ip));
        let number = free.ok_or_else(|| Refusal::quota(self.quota))?;
        let address = Address {
            number,
            region: region.code.to_owned(),
            machine: None,
            created: now,
        };
        self.insert(address.clone());
        Ok(address)
    }

    /// Assigns the address `ip` to a machine, whatever it was assigned to, or unassigns it with
    /// `None`. Refuses an unknown address or machine, a machine in another region and one that has
    /// another static address. Source: docs/api.md, Assign and unassign.
    pub fn assign(&mut self, ip: &str, machine: Option<&str>) -> Result<Address, Refusal> {
        let mut address = self.address(ip).ok_or_else(|| no_address(ip))?;
        if let Some(id) = machine {
            let Some(machine) = self.machine(id) else {
                return Err(Refusal::not_found(format!("There is no machine {id}.")));
            };
            if machine.region != address.region {
                let (there, here) = (long_name(machine.region), long_name(&address.region));
                return Err(Refusal::conflict(format!(
                    "Machine {id} is in {there} and {ip} is in {here}. They must be in the same region."
                )));
            }
            if let Some(other) = self.holder(id).filter(|other| *other != address.number) {
                let other = ip_text(other);
                return Err(Refusal::conflict(format!(
                    "Machine {id} already has the static IP {other}. A machine can have one."
                )));
            }
        }
        address.machine = machine.map(str::to_owned);
        self.remove(address.number);
        self.insert(address.clone());
        Ok(address)
    }

    /// Releases the address `ip`, which also unassigns it. Refuses an unknown address.
    /// Source: docs/api.md, Release.
    pub fn release(&mut self, ip: &str) -> Result<(), Refusal> {
        let address = self.address(ip).ok_or_else(|| no_address(ip))?;
        self.remove(address.number);
        Ok(())
    }

    /// Deletes a machine, whose address stays behind. `false` if there is no such machine.
    /// Source: docs/api.md, Meaning.
    pub fn delete_machine(&mut self, id: &str) -> bool {
        let known = self.machine(id).is_some();
        if known {
            self.deleted.push(id.to_owned());
        }
        known
    }

    /// Puts an address into the account that no request could make: any region code, machine id
    /// and date (ms since the epoch). It replaces one with the same `ip`. `false` if `ip` is not an
    /// IPv4 address.
    pub fn put(&mut self, ip: &str, region: &str, machine: Option<&str>, created: i64) -> bool {
        let Some(number) = parse_ip(ip) else {
            return false;
        };
        self.remove(number);
        let (region, machine) = (region.to_owned(), machine.map(str::to_owned));
        self.insert(Address {
            number,
            region,
            machine,
            created,
        });
        true
    }
}

pub(crate) fn no_address(ip: &str) -> Refusal {
    Refusal::not_found(format!("There is no public IP {ip} in this team."))
}
