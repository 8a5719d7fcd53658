//! A request as a shell command, to read and copy. The command takes the key from the environment.

use super::Request;
use super::request::{claim, delete, put};
use crate::domain::{Address, MachineId, Region};

/// A request to be shown. Nothing can send it, so it needs no proof of what the address is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview(Request);

impl Preview {
    /// A claim.
    #[must_use]
    pub fn claim(region: &Region) -> Self {
        Self(claim(region))
    }

    /// An assignment, or with no machine what unassigns the address.
    #[must_use]
    pub fn assign(address: Address, machine: Option<&MachineId>) -> Self {
        Self(put(address, machine))
    }

    /// The assignment of an address that is not claimed yet.
    #[must_use]
    pub fn assign_claimed(machine: &MachineId) -> Self {
        Self(Request {
            target: "/public-ips/NEW_ADDRESS".to_owned(),
            ..put(Address::from_bits(0), Some(machine))
        })
    }

    /// A release.
    #[must_use]
    pub fn release(address: Address) -> Self {
        Self(delete(address))
    }

    /// The command, for `sh` and compatible shells. `base` is the absolute base of the API.
    #[must_use]
    pub fn curl(&self, base: &str) -> String {
        let Request {
            method,
            target,
            body,
        } = &self.0;
        let url = quoted(&format!("{base}{target}"));
        let command = format!(
            "curl -X {} {url} \\\n  -H \"Authorization: Bearer $PAPERSPACE_API_KEY\"",
            method.name()
        );
        match body {
            None => command,
            Some(body) => format!(
                "{command} \\\n  -H 'Content-Type: application/json' \\\n  --data-raw {}",
                quoted(body)
            ),
        }
    }
}

/// Quotes a text as one word of a shell: between single quotes only the single quote itself has a
/// meaning.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    const BASE: &str = "https://api.paperspace.com/v1";

    #[test]
    fn each_call_is_what_the_reference_shows() {
        let address = Address::new(203, 0, 113, 7);
        let machine = MachineId::parse("psw51yb8m").unwrap();
        assert_eq!(
            Preview::assign(address, Some(&machine)).curl(BASE),
            "curl -X PUT 'https://api.paperspace.com/v1/public-ips/203.0.113.7' \\\n  \
             -H \"Authorization: Bearer $PAPERSPACE_API_KEY\" \\\n  \
             -H 'Content-Type: application/json' \\\n  \
             --data-raw '{\"machineId\":\"psw51yb8m\"}'"
        );
        assert!(
            Preview::assign(address, None)
                .curl(BASE)
                .ends_with("'{\"machineId\":null}'")
        );
        assert!(
            Preview::claim(&Region::Ny2)
                .curl(BASE)
                .ends_with("'{\"region\":\"ny2\"}'")
        );
        assert_eq!(
            Preview::release(address).curl(BASE),
            "curl -X DELETE 'https://api.paperspace.com/v1/public-ips/203.0.113.7' \\\n  \
             -H \"Authorization: Bearer $PAPERSPACE_API_KEY\""
        );
    }

    /// The words of the command, as a shell splits them.
    fn words(command: &str) -> Vec<String> {
        let script = format!("curl() {{ printf '%s\\0' \"$@\"; }}\n{command}");
        let shell = Command::new("sh")
            .args(["-c", &script])
            .env("PAPERSPACE_API_KEY", "the key")
            .output()
            .unwrap();
        assert!(shell.status.success(), "{command}");
        let text = String::from_utf8(shell.stdout).unwrap();
        text.split_terminator('\0').map(str::to_owned).collect()
    }

    #[test]
    fn a_shell_gives_hostile_texts_to_curl_as_they_are_and_runs_nothing() {
        for id in [
            "it's",
            "'; touch /tmp/owned; '",
            "$(touch /tmp/owned)`id`${HOME}",
            "a\nb\r\tc",
            "\\' \\\\ \" !! #x",
            "é \u{1F600} \u{202e}",
            "'''",
            "@/etc/passwd",
        ] {
            let id = MachineId::parse(id).unwrap();
            let preview = Preview::assign(Address::new(203, 0, 113, 7), Some(&id));
            let base = "https://example.org/it's/v1";
            let body = preview.0.body.clone().unwrap();
            assert_eq!(
                words(&preview.curl(base)),
                [
                    "-X",
                    "PUT",
                    "https://example.org/it's/v1/public-ips/203.0.113.7",
                    "-H",
                    "Authorization: Bearer the key",
                    "-H",
                    "Content-Type: application/json",
                    "--data-raw",
                    &body,
                ],
                "{id:?}"
            );
            assert!(!body.contains(['\n', '\r', '\0']), "{body:?}");
        }
    }
}
