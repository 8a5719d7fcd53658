//! The demo account (`docs/simulator.md`, The demo account).

use crate::account::Account;
use crate::address::{Address, ipv4};
use crate::machine::Machine;
use crate::region::{AMS1, CA1, NY2, Region};

const MINUTE: i64 = 60_000;
/// A dynamic address is not one of the account's, so it is in no list of public IPs.
const DYNAMIC: u32 = ipv4(203, 0, 113, 200);
/// A deleted machine that left its address behind. Source: docs/api.md, Meaning.
const DELETED: &str = "psrb40kzc7xd";

/// Region, id, name, state, age in minutes.
type MachineRow = (
    &'static Region,
    &'static str,
    &'static str,
    &'static str,
    i64,
);
static MACHINES: [MachineRow; 14] = [
    (&NY2, "psm9u09bwu5i", "bastion-ny", "ready", 1_150_000),
    (&NY2, "psazmnxdy", "training-a100-01", "ready", 612_040),
    (&NY2, "psk4d7c2q1vn", "training-a100-02", "off", 611_990),
    (&NY2, "psn83hxw6", "inference-gateway", "ready", 20_400),
    (&NY2, "ps2fj0q9tzle", "jupyter-research", "off", 95_000),
    (&NY2, "psw51yb8m", "build-runner", "serviceready", 4_000),
    (&CA1, "psc7v2l0hd4k", "render-west-01", "ready", 525_700),
    (&CA1, "pse90tqfu", "render-west-02", "off", 88_000),
    (&CA1, "psx3gm58rnaj", "staging", "ready", 250_000),
    (&CA1, "psqh6z1ko", "batch-west", "starting", 700),
    (&AMS1, "psd1r8jyp0wv", "vpn-ams", "ready", 876_100),
    (&AMS1, "psl62scen", "windows-desktop", "off", 155_600),
    (
        &AMS1,
        "psuo4b7xk93t",
        "customer-facing-inference-fallback-for-the-eu-region-node-01",
        "ready",
        2_900,
    ),
    (&AMS1, "pst9fa3iz", "backup-ams", "off", 400_000),
];

/// Region, host number, machine id or empty when idle, age in minutes.
type AddressRow = (&'static Region, u32, &'static str, i64);
static ADDRESSES: [AddressRow; 36] = [
    (&NY2, 2, "psm9u09bwu5i", 1_140_480),
    (&NY2, 3, "psazmnxdy", 612_000),
    (&NY2, 4, "", 3),
    (&NY2, 5, "psk4d7c2q1vn", 305_280),
    (&NY2, 6, "", 41),
    (&NY2, 7, "", 308_160),
    (&NY2, 8, "psn83hxw6", 20_160),
    (&NY2, 9, "", 1_500),
    // Claimed in the same millisecond: these two are ordered by address.
    (&NY2, 11, "", 11_520),
    (&NY2, 12, "", 11_520),
    (&NY2, 15, "", 43_800),
    (&NY2, 17, "", 100_800),
    (&NY2, 20, "", 190_080),
    (&NY2, 23, "", 402_480),
    (&NY2, 31, "", 788_400),
    (&NY2, 40, "", 2_208_960),
    (&CA1, 3, "psc7v2l0hd4k", 525_600),
    (&CA1, 4, "pse90tqfu", 87_840),
    (&CA1, 6, "psx3gm58rnaj", 4_320),
    (&CA1, 8, DELETED, 950_400),
    (&CA1, 9, "", 12),
    (&CA1, 10, "", 240),
    (&CA1, 14, "", 7_200),
    (&CA1, 15, "", 60_480),
    (&CA1, 21, "", 133_920),
    (&CA1, 22, "", 262_800),
    (&CA1, 37, "", 1_314_000),
    (&AMS1, 5, "psd1r8jyp0wv", 876_000),
    (&AMS1, 6, "psl62scen", 155_520),
    (&AMS1, 9, "psuo4b7xk93t", 2_880),
    (&AMS1, 10, "", 26),
    (&AMS1, 12, "", 600),
    (&AMS1, 18, "", 30_240),
    (&AMS1, 19, "", 217_440),
    (&AMS1, 25, "", 466_560),
    (&AMS1, 44, "", 1_576_800),
];

impl Account {
    /// Creates the account of the key `demo` as of `now` (ms since the epoch): 36 addresses,
    /// 14 machines and a quota of 50.
    pub fn demo(now: i64) -> Self {
        let mut account = Self::empty(now);
        account.set_quota(50);
        for (region, id, name, state, age) in &MACHINES {
            account.machines.push(Machine {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
                state,
                region: region.code,
                created: now - age * MINUTE,
                dynamic: (*id == "ps2fj0q9tzle").then_some(DYNAMIC),
            });
        }
        for (region, host, machine, age) in &ADDRESSES {
            account.insert(Address {
                number: region.ip(host - 1),
                region: region.code.to_owned(),
                machine: (!machine.is_empty()).then(|| (*machine).to_owned()),
                created: now - age * MINUTE,
            });
        }
        account
    }
}
