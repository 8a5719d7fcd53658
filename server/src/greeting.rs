//! What a person reads when a server has started.

use crate::options::Backend;
use crate::proxy::Proxy;
use crate::shared::Shared;

/// The keys of the simulator, and what each is for.
const SIMULATED: &str = "\
The API is simulated; nothing here is real and nothing is kept.
Sign in with one of these keys:
  demo           36 addresses in three regions, 14 machines
  empty          a team without addresses
  large-100000   100,000 addresses
  read-only      every change is refused
  revoked        a key that no longer works
  flaky          every third request fails
  lost-claims    a claim is carried out and never answered
  late-claims    a claim fails, and is carried out 3 seconds later
";

/// The start-up block: the address, the backend, and what to sign in with.
pub(crate) fn text(url: &str, shared: &Shared) -> String {
    let backend = match &shared.options.backend {
        Backend::Simulator => SIMULATED.to_owned(),
        Backend::Upstream(upstream) => {
            let warning = match shared.proxy.as_ref().is_some_and(Proxy::is_in_clear) {
                true => "Warning: it is reached over http, so a key can be read on the way.\n",
                false => "",
            };
            format!(
                "The API is {upstream}; what you change is changed for real.\n\
                 {warning}Sign in with an API key of your team.\n"
            )
        }
    };
    format!("Public IPs is at {url}\n{backend}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use simulator::Service;

    #[test]
    fn each_key_that_is_named_opens_an_account_but_the_revoked_one() {
        let mut service = Service::new();
        let mut keys = Vec::new();
        for line in SIMULATED.lines().filter(|line| line.starts_with("  ")) {
            let key = line.split_whitespace().next().unwrap();
            let is_open = service.open(key, 0).is_some();
            assert_eq!(is_open, key != "revoked", "{key}");
            keys.push(key);
        }
        for fails in ["flaky", "lost-claims", "late-claims"] {
            assert!(keys.contains(&fails), "{fails}");
        }
    }
}
