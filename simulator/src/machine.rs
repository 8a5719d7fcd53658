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

/// Members that are the same for all machines. Numbers of bytes are strings, as the live service
/// writes them.
const FIXED: &str = concat!(
    r#""os":"Ubuntu 22.04.4 LTS","machineType":"C5","cpus":4,"ram":"8589934592","gpu":null,"#,
    r#""storageTotal":"53687091200","storageUsed":"12884901888","autoShutdownEnabled":false"#
);

impl Machine {
    /// Its address in the network of its region, `10.` and three bytes of its id mixed: the
    /// same for the same machine, and hardly ever that of another.
    pub fn private(&self) -> String {
        let mixed = self.id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        ip_text(10 << 24 | mixed >> 8)
    }

    /// The item of the API, with the static address assigned to the machine, if any.
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
        json.raw(FIXED);
        json.key("region").text(long_name(self.region));
        json.key("publicIpType").text(kind);
        match ip {
            Some(ip) => json.key("publicIp").text(&ip_text(ip)),
            None => json.key("publicIp").raw("null"),
        }
        // Source: docs/api.md, Machines.
        json.key("privateIp").text(&self.private());
        json.key("dtCreated").text(&date::iso(self.created));
        json.close('}');
    }
}
