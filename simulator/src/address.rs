//! A public IP of the account, and IPv4 addresses as numbers and text.

use crate::date;
use crate::json::{self, Json};

/// A public IP that the account holds. Source: docs/api.md, List.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The IPv4 address as a number, so that addresses sort.
    pub(crate) number: u32,
    /// The short code of the region, such as `ny2`.
    pub region: String,
    /// The id of the machine it is assigned to; `None` when idle.
    pub machine: Option<String>,
    /// When it was claimed, in ms since the epoch.
    pub created: i64,
}

impl Address {
    /// The address in dotted form, such as `203.0.113.7`.
    pub fn ip(&self) -> String {
        ip_text(self.number)
    }

    /// What lists are sorted by and cursors point at: the date, then the address.
    pub(crate) fn key(&self) -> (i64, u32) {
        (self.created, self.number)
    }

    /// The item of the API. An idle address has no `assignedMachineId`: the
    /// field is optional, not nullable. Source: docs/api.md, List.
    pub(crate) fn write(&self, json: &mut Json) {
        json.open('{');
        if let Some(machine) = &self.machine {
            json.key("assignedMachineId").text(machine);
        }
        json.key("dtCreated").text(&date::iso(self.created));
        json.key("ip").text(&self.ip());
        json.key("region").text(&self.region);
        json.close('}');
    }
}

/// The number of a dotted address.
pub(crate) const fn ipv4(a: u32, b: u32, c: u32, d: u32) -> u32 {
    a << 24 | b << 16 | c << 8 | d
}

/// The dotted form of an address.
pub(crate) fn ip_text(ip: u32) -> String {
    let mut out = String::new();
    for (place, byte) in ip.to_be_bytes().into_iter().enumerate() {
        if place > 0 {
            out.push('.');
        }
        json::push_number(&mut out, u64::from(byte), 1);
    }
    out
}

/// Reads a dotted address, in its one canonical form only.
pub(crate) fn parse_ip(text: &str) -> Option<u32> {
    let mut ip: u32 = 0;
    for part in text.split('.') {
        let byte: u8 = part.parse().ok()?;
        ip = ip << 8 | u32::from(byte);
    }
    // Leading zeros, signs and a wrong number of parts all fail to come back as they were.
    (ip_text(ip) == text).then_some(ip)
}
