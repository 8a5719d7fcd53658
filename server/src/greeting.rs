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
