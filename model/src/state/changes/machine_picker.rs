//! Machines that an address can go to, each with the reason it cannot be chosen.

mod eligibility;

use crate::domain::{
    Address, Machine, MachineId, MachineIdProblem, PublicIp, Region, contains_ignoring_case,
};
use crate::state::{AddressList, Directory};
use crate::wire::ListQuery;
pub use eligibility::{Eligibility, MachineChoice};

/// Machines offered at once.
const MAX_CHOICES: usize = 50;

/// The data of a picker.
#[derive(Clone, Copy)]
pub struct MachinePicker<'a> {
    /// The machines.
    pub directory: &'a Directory,
    /// The addresses.
    pub list: &'a AddressList,
    /// The address to assign; `None` before it is claimed.
    pub ip: Option<&'a PublicIp>,
}

impl MachinePicker<'_> {
    /// The machines matching a text, eligible ones first, and the number of further ones.
    #[must_use]
    pub fn choices(&self, text: &str) -> (Vec<MachineChoice>, usize) {
        let text = text.trim();
        let mut total = 0;
        let mut best: Vec<(u8, &Machine)> = Vec::new();
        for machine in self.directory.machines() {
            if !matches(machine, text) {
                continue;
            }
            total += 1;
            let rank = self.rank(machine);
            let stands_before = |(other, it): &(u8, &Machine)| {
                *other < rank || *other == rank && !comes_before(machine.label(), it.label())
            };
            let at = best.iter().rposition(stands_before).map_or(0, |at| at + 1);
            best.insert(at, (rank, machine));
            best.truncate(MAX_CHOICES);
        }
        let choices = best.into_iter().map(|(_, machine)| MachineChoice {
            eligibility: self.eligibility(machine),
            machine: machine.clone(),
        });
        // The rank knows only what the machine says of itself.
        let (mut choices, others): (Vec<_>, Vec<_>) =
            choices.partition(|choice| choice.eligibility.is_allowed());
        choices.extend(others);
        if !text.is_empty() {
            total += self.add_deleted(text, &mut choices);
        }
        let more = total - choices.len();
        (choices, more)
    }

    /// Adds machines that the list still names but that no longer exist; returns their number.
    fn add_deleted(&self, text: &str, choices: &mut Vec<MachineChoice>) -> usize {
        let columns = self.list.columns();
        let mut seen: Vec<&str> = Vec::new();
        for id in self
            .list
            .rows()
            .iter()
            .filter_map(|row| columns.machine_id(*row))
        {
            let is_gone = contains_ignoring_case(id, text)
                && self.directory.is_orphan(id)
                && !seen.contains(&id);
            let Some(id) = is_gone.then_some(id) else {
                continue;
            };
            seen.push(id);
            if let Ok(id) = MachineId::parse(id)
                && choices.len() < MAX_CHOICES
            {
                choices.push(MachineChoice::deleted(id));
            }
        }
        seen.len()
    }

    /// The machine ID that a text means: the machine of exactly this ID or, if unique, of exactly
    /// this name or private address; else the only machine that it matches, once all are known; else the text itself,
    /// which may be the ID of a machine that is missing here.
    ///
    /// # Errors
    /// The reason it cannot be sent.
    pub fn resolve(&self, text: &str) -> Result<MachineId, MachineIdProblem> {
        let typed = MachineId::parse(text)?;
        let text = typed.as_str();
        if self.directory.get(text).is_some() {
            return Ok(typed);
        }
        let machines = || self.directory.machines().iter();
        let is_named = |it: &&Machine| {
            it.name.eq_ignore_ascii_case(text) || it.private.as_deref() == Some(text)
        };
        let mut named = machines().filter(is_named);
        if let (Some(machine), None) = (named.next(), named.next()) {
            return Ok(machine.id.clone());
        }
        let mut matching = machines().filter(|it| matches(it, text));
        match (matching.next(), matching.next()) {
            (Some(_), Some(_)) => Err(MachineIdProblem::Several),
            (Some(machine), None) if self.directory.is_complete() => Ok(machine.id.clone()),
            (Some(_) | None, _) => Ok(typed),
        }
    }

    /// Whether a machine can be chosen, by its address in the list and, where the list has none, by
    /// the machine's own data.
    #[must_use]
    pub fn eligibility(&self, machine: &Machine) -> Eligibility {
        let id = &machine.id;
        if self.ip.and_then(PublicIp::machine_id) == Some(id) {
            return Eligibility::Current;
        }
        if self.is_elsewhere(machine) {
            return Eligibility::OtherRegion(machine.region.clone());
        }
        match self.address_of(id.as_str()) {
            // The list shows an assignment in progress, or one made elsewhere.
            Some(other) if self.ip.is_some_and(|ip| ip.address == other.address) => {
                Eligibility::Current
            }
            // The machine of this address must be known, and exist, to get the other.
            Some(other) if self.has_machine() => Eligibility::Swap(other),
            Some(other) => Eligibility::HasAddress(other.address),
            None => match machine.public.filter(|_| machine.is_static) {
                Some(address) if self.may_have(address, &machine.region) => {
                    Eligibility::HasAddress(address)
                }
                Some(_) | None => Eligibility::Available,
            },
        }
    }

    fn has_machine(&self) -> bool {
        let id = self.ip.and_then(PublicIp::machine_id);
        id.is_some_and(|id| !self.directory.is_orphan(id.as_str()))
    }

    /// The address of a machine in the list.
    fn address_of(&self, id: &str) -> Option<PublicIp> {
        let columns = self.list.columns();
        let mut rows = self.list.rows().iter();
        let row = rows.find(|row| columns.machine_id(**row) == Some(id))?;
        Some(columns.ip(*row))
    }

    /// Whether a machine may have an address that no row shows.
    fn may_have(&self, address: Address, region: &Region) -> bool {
        let query = ListQuery {
            region: Some(region.clone()),
            ..ListQuery::default()
        };
        self.list.get(address).is_none() && !self.list.covers(&query)
    }

    fn is_elsewhere(&self, machine: &Machine) -> bool {
        let is_known = machine.region != Region::Other(String::new());
        is_known && self.ip.is_some_and(|ip| ip.region != machine.region)
    }

    fn rank(&self, machine: &Machine) -> u8 {
        if self.is_elsewhere(machine) {
            2
        } else {
            u8::from(machine.is_static && machine.public.is_some())
        }
    }

    /// Warnings before an address goes to a machine.
    #[must_use]
    pub fn warnings(&self, to: &MachineId) -> Vec<String> {
        let mut warnings = Vec::new();
        if let Some(machine) = self.directory.get(to.as_str())
            && let Some(address) = machine.public.filter(|_| !machine.is_static)
        {
            warnings.push(format!(
                "{} has the dynamic address {address}, which this one may replace.",
                machine.label()
            ));
        }
        let from = self.ip.and_then(PublicIp::machine_id);
        if let Some(from) = from.and_then(|id| self.directory.get(id.as_str()))
            && from.state != "off"
        {
            let outside = match &from.private {
                Some(private) => format!("Outside its private network ({private}) it"),
                None => "It".to_owned(),
            };
            warnings.push(format!(
                "{} is running and loses its only public address. {outside} has no other way in.",
                from.label()
            ));
        }
        warnings
    }
}

fn matches(machine: &Machine, text: &str) -> bool {
    let private = machine.private.as_deref().unwrap_or_default();
    [machine.id.as_str(), &machine.name, private]
        .iter()
        .any(|part| contains_ignoring_case(part, text))
}

/// Alphabetically, ignoring case.
fn comes_before(one: &str, other: &str) -> bool {
    let small = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(small).lt(other.bytes().map(small))
}

#[cfg(test)]
mod tests;
