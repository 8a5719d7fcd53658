//! Items of a list that do not look as the API documents them.

use serde_json::{Map, Value, json};

/// Stands for a lone surrogate until the answer is text: no Rust string can hold one.
const SURROGATE: &str = "(lone surrogate)";

/// The oddness of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// The machine id is a number.
    NumberId,
    /// The machine id is an object.
    ObjectId,
    /// The machine id has 5,000 characters.
    LongId,
    /// The machine id is the JSON text of half a surrogate pair, which no string can hold.
    LoneSurrogateId,
    /// The machine id is empty, which is idle.
    EmptyId,
    /// The machine id is null, which is idle.
    NullId,
    /// `ip` is an IPv6 address.
    Ipv6,
    /// `ip` is a host name.
    HostName,
    /// There is no `ip`.
    NoIp,
    /// There is no `region`.
    NoRegion,
    /// There is no `dtCreated`.
    NoDate,
}

impl Odd {
    /// All, in the order of the key `odd-items`.
    pub const ALL: [Self; 11] = [
        Self::NumberId,
        Self::ObjectId,
        Self::LongId,
        Self::LoneSurrogateId,
        Self::EmptyId,
        Self::NullId,
        Self::Ipv6,
        Self::HostName,
        Self::NoIp,
        Self::NoRegion,
        Self::NoDate,
    ];

    pub(crate) fn change(self, item: &mut Map<String, Value>) {
        let (name, value) = match self {
            Self::NumberId => ("assignedMachineId", json!(42)),
            Self::ObjectId => ("assignedMachineId", json!({"id": "psw51yb8m"})),
            Self::LongId => ("assignedMachineId", "x".repeat(5_000).into()),
            Self::LoneSurrogateId => ("assignedMachineId", SURROGATE.into()),
            Self::EmptyId => ("assignedMachineId", "".into()),
            Self::NullId => ("assignedMachineId", Value::Null),
            Self::Ipv6 => ("ip", "2001:db8::7".into()),
            Self::HostName => ("ip", "gateway.example".into()),
            Self::NoIp => return drop(item.remove("ip")),
            Self::NoRegion => return drop(item.remove("region")),
            Self::NoDate => return drop(item.remove("dtCreated")),
        };
        item.insert(name.to_owned(), value);
    }
}

/// Writes the lone surrogates into the text of an answer.
pub(crate) fn with_surrogates(answer: &str) -> String {
    answer.replace(SURROGATE, "\\ud800")
}
