//! CORS help: how to check that the API may be called from this page, and the proxy that helps.

use dom::El;
use dom::html::{self, details, p, pre, summary};
use model::wire::{Diagnosis, Failure};

use crate::browser::location;
use crate::store::Store;

const CHECK: &str = "This command, run on any machine with a network, says whether the API lets this page call it: \
    the answer then has this origin or * in Access-Control-Allow-Origin, and authorization in Access-Control-Allow-Headers.";
const RECIPE: &str = "If it does not, pass /v1/ of the host of this page on to the API, and name it in config.json. \
    With nginx, for example; more of it is in docs/hosting.md of the panel.";

/// Folded. None for failures it does not help with.
#[must_use]
pub fn cors_help(store: Store, failure: &Failure) -> Option<El> {
    if !matches!(
        failure,
        Failure::Unreachable(Diagnosis::Blocked | Diagnosis::NoAnswer)
    ) {
        return None;
    }
    let (api, origin) = (store.config.api_base.as_str(), location::origin());
    let check = format!(
        "curl -i -X OPTIONS {api}/public-ips -H 'Origin: {origin}' \
         -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization,content-type'"
    );
    let recipe = "location /v1/ { proxy_pass https://api.paperspace.com/v1/; proxy_ssl_server_name on; proxy_next_upstream off; }\n\
        config.json: {\"apiBase\": \"/v1\"}";
    let code = |text: &str| pre().child(html::code().child(text));
    Some(
        details()
            .class("remedy")
            .child(summary().child("What to do"))
            .child(p().child(CHECK))
            .child(code(&check))
            .child(p().child(RECIPE))
            .child(code(recipe)),
    )
}
