//! `config.json` beside `index.html`: the settings of the host.

use std::convert::identity;

use model::wire::{Config, ConfigProblem, Failure, Method};
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestMode};

use super::fetch::{fetch_text, request_init};

/// Reads `config.json`. A file that does not exist leaves the defaults.
///
/// # Errors
/// A [`ConfigProblem`] when the file exists and cannot be used, or when it is unknown whether it
/// exists: a guess could send a key to the wrong host.
pub async fn read_config() -> Result<Config, ConfigProblem> {
    let signal = AbortSignal::timeout_with_u32(15_000);
    let init = request_init(Method::Get, RequestMode::Cors, &signal);
    // As `index.html` preloads it: the browser takes the preloaded answer for the same settings alone.
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_cache(RequestCache::Default);
    match fetch_text("config.json", &init, identity).await {
        Ok(text) => Config::parse(&text),
        Err(
            Failure::Refused {
                status: 404 | 410, ..
            }
            | Failure::Unreadable {
                status: 404 | 410, ..
            },
        ) => Ok(Config::default()),
        Err(_) => Err(ConfigProblem {
            field: "config.json",
            words: "It couldn't be loaded. Check your connection, then reload.",
        }),
    }
}
