//! The banner printed at start.

use crate::options::Backend;
use crate::proxy::Proxy;
use crate::state::ServerState;

/// Keys of the simulator, each with its account.
const SIMULATED: &str = "\
The API is simulated: no address is real, and nothing outlives the server.
Sign in with one of these keys:
  demo           36 addresses in three regions, 14 machines
  empty          a team without addresses
  large-100000   100,000 addresses
  read-only      the API refuses every change
  revoked        a key that no longer works
  flaky          every third request fails
  lost-claims    a claim succeeds, but its answer never arrives
  late-claims    a claim fails, and succeeds 3 seconds later
  lagging        lists show a change three requests late
  skipping       every second list leaves out an item
  odd-items      items that do not look as documented
  fail-claim-done-408   a claim is carried out and answered 408; more in docs/simulator.md
";

/// The address, the backend, and the keys to sign in with.
pub(crate) fn text(url: &str, state: &ServerState) -> String {
    let backend = match &state.options.backend {
        Backend::Simulator => SIMULATED.to_owned(),
        Backend::Upstream(upstream) => {
            let warning = match state.proxy.as_ref().is_some_and(Proxy::is_unencrypted) {
                true => {
                    "Warning: http is not encrypted; others on the network can read your key.\n"
                }
                false => "",
            };
            format!(
                "The API is {upstream}: every change is real.\n\
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
        let failing = [
            "flaky",
            "lost-claims",
            "late-claims",
            "lagging",
            "skipping",
            "odd-items",
        ];
        for fails in failing {
            assert!(keys.contains(&fails), "{fails}");
        }
    }
}
