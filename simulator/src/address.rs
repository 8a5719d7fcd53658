//! A public IP of the account.

use std::net::Ipv4Addr;

use serde::Serialize;

use crate::{Response, date};

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

/// An [`Address`] on the wire.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Item {
    /// Left out of an idle address: the member is optional, not nullable. Source: docs/api.md, List.
    #[serde(skip_serializing_if = "Option::is_none")]
    assigned_machine_id: Option<String>,
    dt_created: String,
    ip: String,
    region: String,
}

impl Address {
    /// The address in dotted form, such as `203.0.113.7`.
    pub fn ip(&self) -> String {
        ip_text(self.number)
    }

    /// The sort key of lists and cursors: the date, then the address.
    pub(crate) fn key(&self) -> (i64, u32) {
        (self.created, self.number)
    }

    pub(crate) fn item(&self) -> Item {
        Item {
            assigned_machine_id: self.machine.clone(),
            dt_created: date::iso(self.created),
            ip: self.ip(),
            region: self.region.clone(),
        }
    }
}

/// Answers a change with the address as it is now.
pub(crate) fn changed(address: Address) -> Response {
    Response::json(200, &address.item())
}

pub(crate) const fn ipv4(a: u8, b: u8, c: u8, d: u8) -> u32 {
    Ipv4Addr::new(a, b, c, d).to_bits()
}

pub(crate) fn ip_text(ip: u32) -> String {
    Ipv4Addr::from(ip).to_string()
}

pub(crate) fn parse_ip(text: &str) -> Option<u32> {
    text.parse().ok().map(Ipv4Addr::to_bits)
}
