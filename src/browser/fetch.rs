//! Every request that leaves the page, by one call of `fetch`.

use gloo_net::http;
use model::wire::{Diagnosis, Failure, Method};
use wasm_bindgen::JsValue;
use web_sys::{
    AbortSignal, ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit,
    RequestMode, RequestRedirect,
};

/// The longest body that is read, in bytes. A page of 120 addresses has 20 KB.
const MAX_BODY: usize = 2 * 1_024 * 1_024;

/// The settings of every request. The browser adds nothing of its own (no cookie, no referrer, no
/// cached answer), and a redirect, which could lead a key elsewhere, is an error.
pub(super) fn request_init(method: Method, mode: RequestMode, signal: &AbortSignal) -> RequestInit {
    let init = RequestInit::new();
    init.set_method(method.name());
    init.set_mode(mode);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Error);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(signal));
    init
}

/// Fetches the body of a 200. No other status means success (`docs/api.md`, Base and authentication).
pub(super) async fn fetch_text(url: &str, init: &RequestInit) -> Result<String, Failure> {
    let response = send(url, init).await?;
    let status = response.status();
    let header = |name| response.headers().get(name);
    let retry_after = header("Retry-After").and_then(|text| seconds_until(&text));
    let length = header("Content-Length").and_then(|length| length.parse::<usize>().ok());
    let too_long = || Failure::unreadable(status, "more than 2 MiB, which was not read");
    if length.is_some_and(|length| length > MAX_BODY) {
        return Err(too_long());
    }
    let body = response.text().await.map_err(failure)?;
    match status {
        _ if body.len() > MAX_BODY => Err(too_long()),
        200 => Ok(body),
        _ => Err(Failure::from_answer(status, &body).with_retry_after(retry_after)),
    }
}

/// Asks a host for any answer at all, without a key. The browser lets the page read nothing of it.
pub(super) async fn answers(url: &str, limit_ms: u32) -> bool {
    let signal = AbortSignal::timeout_with_u32(limit_ms);
    let init = request_init(Method::Get, RequestMode::NoCors, &signal);
    // The mode allows nothing else. The policy of the page bounds where a redirect may lead.
    init.set_redirect(RequestRedirect::Follow);
    send(url, &init).await.is_ok()
}

/// Built here, since the builder of gloo-net ends every query with a stray `&`.
#[expect(clippy::disallowed_methods, reason = "the one call of fetch")]
async fn send(url: &str, init: &RequestInit) -> Result<http::Response, Failure> {
    let request = Request::new_with_str_and_init(url, init).map_err(unreachable)?;
    http::Request::from(request).send().await.map_err(failure)
}

/// Reads a `Retry-After`: seconds, or a date by the clock of this machine.
fn seconds_until(text: &str) -> Option<u32> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast takes a number out of range to the nearest bound"
    )]
    let by_date = || {
        let seconds = (js_sys::Date::parse(text) - js_sys::Date::now()) / 1_000.0;
        (!seconds.is_nan()).then(|| seconds.ceil() as u32)
    };
    text.trim().parse().ok().or_else(by_date)
}

fn failure(error: gloo_net::Error) -> Failure {
    let gloo_net::Error::JsError(error) = error else {
        return Failure::Unreachable(Diagnosis::Unknown);
    };
    match error.name.as_str() {
        "TimeoutError" => Failure::TimedOut,
        "AbortError" => Failure::Cancelled,
        _ => Failure::Unreachable(Diagnosis::Unknown),
    }
}

/// The browser refuses to build the request, so it reaches no host.
pub(super) fn unreachable(_: JsValue) -> Failure {
    Failure::Unreachable(Diagnosis::Unknown)
}
