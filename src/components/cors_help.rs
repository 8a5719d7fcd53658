//! Help where the API cannot be called from this page: a check to run, and the way around.

use dom::El;
use dom::html::{self, details, p, pre, summary};
use model::wire::{Config, Diagnosis, Failure};

use crate::browser::address_bar;

/// Folded. None for failures it does not help with.
pub fn cors_help(config: &Config, failure: &Failure) -> Option<El> {
    let Failure::Unreachable(Diagnosis::Blocked | Diagnosis::NoAnswer) = failure else {
        return None;
    };
    let (api, origin) = (config.api_base.as_str(), address_bar::origin());
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
            .child(p().child(
                "This command, run on any machine with a network, says whether the API lets this page call it: \
                 the answer then has this origin or * in Access-Control-Allow-Origin, \
                 and authorization in Access-Control-Allow-Headers.",
            ))
            .child(code(&check))
            .child(p().child(
                "If it does not, pass /v1/ of the host of this page on to the API, and name it in config.json. \
                 With nginx, for example; more of it is in docs/hosting.md of the panel.",
            ))
            .child(code(recipe)),
    )
}
