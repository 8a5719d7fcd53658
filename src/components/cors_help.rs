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
            .child(summary().child("How to fix it"))
            .child(p().child(
                "Run this command on any computer with network access to see whether the API allows calls from this page. \
                 If it does, the response has this origin or * in Access-Control-Allow-Origin, \
                 and authorization in Access-Control-Allow-Headers.",
            ))
            .child(code(&check))
            .child(p().child(
                "If it doesn't, proxy /v1/ on this page's server to the API and set apiBase in config.json. \
                 This is an example for nginx; the panel's docs/hosting.md has more.",
            ))
            .child(code(recipe)),
    )
}
