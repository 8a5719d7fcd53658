//! A machine of the account.

use crate::address::ip_text;
use crate::date;
use crate::json::Json;
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

impl Machine {
    /// The item of the API, with the static address assigned to the machine, if any.
    /// Numbers of bytes are strings, as the live service writes them.
    pub(crate) fn write(&self, json: &mut Json, assigned: Option<u32>) {
        let (kind, ip) = match (assigned, self.dynamic) {
            (Some(ip), _) => ("static", Some(ip)),
            (None, Some(ip)) => ("dynamic", Some(ip)),
            (None, None) => ("none", None),
        };
        json.open('{');
        json.key("id").text(&self.id);
        json.key("name").text(&self.name);
        json.key("state").text(self.state);
        json.key("os").text("Ubuntu 22.04.4 LTS");
        json.key("machineType").text("C5");
        json.key("cpus").raw("4");
        json.key("ram").text("8589934592");
        json.key("gpu").raw("null");
        json.key("storageTotal").text("53687091200");
        json.key("storageUsed").text("12884901888");
        json.key("region").text(long_name(self.region));
        json.key("publicIpType").text(kind);
        match ip {
            Some(ip) => json.key("publicIp").text(&ip_text(ip)),
            None => json.key("publicIp").raw("null"),
        }
        json.key("autoShutdownEnabled").raw("false");
        json.key("dtCreated").text(&date::iso(self.created));
        json.close('}');
    }
}
