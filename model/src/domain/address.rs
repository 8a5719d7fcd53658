//! A public address of the team.

use std::fmt::{self, Debug, Display, Formatter};
use std::hash::BuildHasher;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use serde::{Serialize, Serializer};

/// The longest address that is not IPv4, in bytes; a host name has at most 253.
const MAX_BYTES: usize = 256;

/// From here on a number is the position of a text. IPv4 reserves these for future use (RFC 1112,
/// section 4), so none is a public address.
const TEXTS_BEGIN: u32 = 0xf000_0000;

/// An address: IPv4, or else any text that the service names one by, such as IPv6 or a host name.
///
/// It is a number, so that a list of 100,000 stays small and fast to sort. A text is kept once, for
/// as long as the page lives, and its number is its position among the texts: it sorts behind IPv4.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(u32);

/// The text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAddress;

/// The texts of addresses that are not IPv4, each once.
struct Texts {
    texts: Vec<&'static str>,
    positions: HashTable<u32>,
}

static TEXTS: Mutex<Texts> = Mutex::new(Texts {
    texts: Vec::new(),
    positions: HashTable::new(),
});

impl Address {
    /// An IPv4 address.
    #[must_use]
    pub const fn new(a: u8, b: u8, c: u8, d: u8) -> Self {
        Self(u32::from_be_bytes([a, b, c, d]))
    }

    /// The address of a number.
    #[must_use]
    pub const fn from_bits(number: u32) -> Self {
        Self(number)
    }

    /// Its number, by which addresses are sorted.
    #[must_use]
    pub const fn to_bits(self) -> u32 {
        self.0
    }

    /// The octets of an IPv4 address.
    #[must_use]
    pub const fn octets(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }

    /// Reads an address as the service names it; `None` for what cannot stand in the path of a
    /// request or in a line: nothing, control characters, a dot segment, more than 256 bytes.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(address) = ipv4(text) {
            return Some(address);
        }
        let is_refused = matches!(text, "" | "." | "..")
            || text.len() > MAX_BYTES
            || text.contains(char::is_control);
        let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
        (!is_refused).then(|| texts.keep(text)).flatten()
    }

    /// Its text, unless it is IPv4.
    #[must_use]
    pub fn text(self) -> Option<&'static str> {
        let at = self.0.checked_sub(TEXTS_BEGIN)?;
        let texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
        texts.texts.get(at as usize).copied()
    }

    /// Whether it is IPv4.
    #[must_use]
    pub const fn is_ipv4(self) -> bool {
        self.0 < TEXTS_BEGIN
    }
}

/// A reserved one is no public address, and is kept as text.
fn ipv4(text: &str) -> Option<Address> {
    let number = text.parse::<Ipv4Addr>().ok()?.to_bits();
    (number < TEXTS_BEGIN).then_some(Address(number))
}

impl Texts {
    fn find(&self, text: &str) -> Option<Address> {
        let is_same = |at: &u32| self.texts.get(*at as usize) == Some(&text);
        let at = self.positions.find(hash(text), is_same)?;
        Some(Address(TEXTS_BEGIN + at))
    }

    fn keep(&mut self, text: &str) -> Option<Address> {
        if let Some(known) = self.find(text) {
            return Some(known);
        }
        let at = u32::try_from(self.texts.len()).ok()?;
        let number = TEXTS_BEGIN.checked_add(at)?;
        self.texts.push(Box::leak(text.into()));
        let texts = &self.texts;
        let hash_at = |at: &u32| hash(texts.get(*at as usize).copied().unwrap_or_default());
        self.positions.insert_unique(hash(text), at, hash_at);
        Some(Address(number))
    }
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

/// Reads an address as a person types it: IPv4, IPv6, or another that the service has named.
impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let known = |text| {
            TEXTS
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .find(text)
        };
        let is_ip = || text.parse::<Ipv6Addr>().is_ok() || text.parse::<Ipv4Addr>().is_ok();
        ipv4(text)
            .or_else(|| known(text))
            .or_else(|| is_ip().then(|| Self::read(text)).flatten())
            .ok_or(NoAddress)
    }
}

impl Display for Address {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self.text() {
            Some(text) => Display::fmt(text, formatter),
            None => Display::fmt(&Ipv4Addr::from_bits(self.0), formatter),
        }
    }
}

impl Debug for Address {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, formatter)
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv4_address_is_its_number() {
        let address = Address::new(203, 0, 113, 7);
        assert_eq!(Address::read(" 203.0.113.7\n"), Some(address));
        assert_eq!("203.0.113.7".parse(), Ok(address));
        assert_eq!(address.to_bits(), 0xcb00_7107);
        assert_eq!((address.octets(), address.text()), ([203, 0, 113, 7], None));
        assert_eq!(Address::from_bits(0xcb00_7107).to_string(), "203.0.113.7");
        assert!(address.is_ipv4());
    }

    #[test]
    fn any_other_text_is_kept_once_and_as_it_came() {
        for text in [
            "2001:db8::7",
            "gateway.example",
            "240.0.0.1",
            "é 7",
            "203.0.113.07",
        ] {
            let address = Address::read(text).unwrap();
            assert_eq!(Address::read(&format!(" {text} ")), Some(address));
            assert_eq!(
                (address.to_string(), address.text()),
                (text.to_owned(), Some(text))
            );
            assert_eq!(text.parse(), Ok(address), "once it is known");
            assert!(!address.is_ipv4() && address > Address::new(239, 255, 255, 255));
            assert_eq!(format!("{address:?}"), text);
        }
        let [one, other] = ["2001:db8::8", "2001:db8::9"].map(Address::read);
        assert_ne!(one, other);
    }

    #[test]
    fn a_typed_text_is_an_address_only_if_it_is_an_ip_or_known() {
        assert!("2001:db8::1234".parse::<Address>().is_ok());
        for text in ["", "unknown.example", "203.0.113", "203.0.113.256"] {
            assert_eq!(text.parse::<Address>(), Err(NoAddress), "{text}");
        }
    }

    #[test]
    fn what_cannot_stand_in_a_path_or_a_line_is_no_address() {
        let long = "a".repeat(257);
        for text in ["", "  ", ".", "..", "a\nb", "a\u{7f}", &long] {
            assert_eq!(Address::read(text), None, "{text:?}");
        }
        assert!(Address::read(&long[..256]).is_some());
    }
}
