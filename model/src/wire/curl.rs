//! A request as a shell command, to read and copy. The command takes the key from the environment.

use super::Request;

/// The command, for `sh` and compatible shells. `base` is the absolute base of the API.
#[must_use]
pub fn curl(base: &str, request: &Request) -> String {
    let method = request.method.name();
    let url = quoted(&format!("{base}{}", request.target));
    let command =
        format!("curl -X {method} {url} \\\n  -H \"Authorization: Bearer $PAPERSPACE_API_KEY\"");
    match &request.body {
        None => command,
        Some(body) => format!(
            "{command} \\\n  -H 'Content-Type: application/json' \\\n  --data-raw {}",
            quoted(body)
        ),
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
    use crate::domain::{Address, MachineId, Region};
    use crate::wire::{assign, claim, release, unassign};

    const BASE: &str = "https://api.paperspace.com/v1";

    #[test]
    fn each_call_is_what_the_reference_shows() {
        let address = Address::new(203, 0, 113, 7);
        let machine = MachineId::parse("psw51yb8m").unwrap();
        assert_eq!(
            curl(BASE, &assign(address, &machine)),
            "curl -X PUT 'https://api.paperspace.com/v1/public-ips/203.0.113.7' \\\n  \
             -H \"Authorization: Bearer $PAPERSPACE_API_KEY\" \\\n  \
             -H 'Content-Type: application/json' \\\n  \
             --data-raw '{\"machineId\":\"psw51yb8m\"}'"
        );
        assert!(curl(BASE, &unassign(address)).ends_with("'{\"machineId\":null}'"));
        assert!(curl(BASE, &claim(&Region::Ny2)).ends_with("'{\"region\":\"ny2\"}'"));
        assert_eq!(
            curl(BASE, &release(address)),
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
            let request = assign(Address::new(203, 0, 113, 7), &MachineId::parse(id).unwrap());
            let base = "https://example.org/it's/v1";
            let body = request.body.clone().unwrap();
            assert_eq!(
                words(&curl(base, &request)),
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
