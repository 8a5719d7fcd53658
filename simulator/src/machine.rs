//! A machine of the account.

use serde::Serialize;

use crate::address::ip_text;
use crate::date;
use crate::region::long_name;

/// A machine. Source: docs/api.md, Machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The id that assigns use, such as `psm9u09bwu5i`.
    pub id: String,
    /// The name its owner gave it.
    pub name: String,
    /// `off`, `ready` or another state of the API.
    pub state: &'static str,
    /// The short code of its region; `/machines` answers the long form.
    pub region: &'static str,
    /// When it was created, in ms since the epoch.
    pub created: i64,
    /// The dynamic address it has while no static one is assigned.
    pub(crate) dynamic: Option<u32>,
}

/// A [`Machine`] on the wire. Numbers of bytes are strings, as the live service writes them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Item {
    id: String,
    name: String,
    state: &'static str,
    os: &'static str,
    machine_type: &'static str,
    cpus: u8,
    ram: &'static str,
    gpu: Option<&'static str>,
    storage_total: &'static str,
    storage_used: &'static str,
    auto_shutdown_enabled: bool,
    region: &'static str,
    public_ip_type: &'static str,
    public_ip: Option<String>,
    private_ip: String,
    dt_created: String,
}

impl Machine {
    /// The address in the network of its region: `10.` and three bytes of a hash of the id, so
    /// that it stays the same and is hardly ever that of another machine.
    pub fn private(&self) -> String {
        let hash = self.id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        ip_text(10 << 24 | hash >> 8)
    }

    /// The item of the API; `assigned` is the static address of the machine.
    pub(crate) fn item(&self, assigned: Option<u32>) -> Item {
        let (kind, ip) = match (assigned, self.dynamic) {
            (Some(ip), _) => ("static", Some(ip)),
            (None, Some(ip)) => ("dynamic", Some(ip)),
            (None, None) => ("none", None),
        };
        Item {
            id: self.id.clone(),
            name: self.name.clone(),
            state: self.state,
            os: "Ubuntu 22.04.4 LTS",
            machine_type: "C5",
            cpus: 4,
            ram: "8589934592",
            gpu: None,
            storage_total: "53687091200",
            storage_used: "12884901888",
            auto_shutdown_enabled: false,
            region: long_name(self.region),
            public_ip_type: kind,
            public_ip: ip.map(ip_text),
            private_ip: self.private(),
            dt_created: date::iso(self.created),
        }
    }
}
