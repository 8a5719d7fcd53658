//! What helps when the API cannot be called from this page: the check to run, and the way around.

use model::wire::{Diagnosis, Failure};

use crate::browser::location;
use crate::store::Store;
use crate::ui::{El, el};

const TITLE: &str = "What to do";
const CHECK: &str = "This command, run on any machine with a network, says whether the API lets this page call it: \
    the answer then has this origin or * in Access-Control-Allow-Origin, and authorization in Access-Control-Allow-Headers.";
const RECIPE: &str = "If it does not, pass /v1/ of the host of this page on to the API, and name it in config.json. \
    With nginx, for example; more of it is in docs/hosting.md of the panel.";
const VENDOR: &str = "https://api.paperspace.com/v1/";

/// The remedy, folded; none for a failure that it does not help with.
#[must_use]
pub fn remedy(store: Store, failure: &Failure) -> Option<El> {
    if !matches!(
        failure,
        Failure::Unreachable(Diagnosis::Blocked | Diagnosis::NoAnswer)
    ) {
        return None;
    }
    let check = [
        "curl -i -X OPTIONS ",
        store.config.api_base.as_str(),
        "/public-ips -H 'Origin: ",
        &location::origin(),
        "' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization,content-type'",
    ]
    .concat();
    let recipe = [
        "location /v1/ { proxy_pass ",
        VENDOR,
        "; proxy_ssl_server_name on; proxy_next_upstream off; }\nconfig.json: {\"apiBase\": \"/v1\"}",
    ]
    .concat();
    let code = |text: &str| el("pre").child(el("code").text(text));
    Some(
        el("details")
            .class("remedy")
            .child(el("summary").text(TITLE))
            .child(el("p").text(CHECK))
            .child(code(&check))
            .child(el("p").text(RECIPE))
            .child(code(&recipe)),
    )
}
