//! Every request that leaves the page, by one call of `fetch`.

use gloo_net::http;
use js_sys::{Array, Error, Uint8Array};
use model::wire::{Diagnosis, Failure, Method};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStreamDefaultReader, ReadableStreamReadResult, ReferrerPolicy, Request,
    RequestCache, RequestCredentials, RequestInit, RequestMode, RequestRedirect,
};

use super::crash::stop_signal;

/// The longest body that is read, in bytes. A page of 120 addresses has 20 KB.
const MAX_BODY: usize = 2 * 1_024 * 1_024;

/// The settings of every request. The browser adds nothing of its own (no cookie, no referrer, no
/// cached answer), and a redirect, which could lead a key elsewhere, is an error. It ends with the program.
pub(super) fn request_init(method: Method, mode: RequestMode, signal: &AbortSignal) -> RequestInit {
    let init = RequestInit::new();
    init.set_method(method.name());
    init.set_mode(mode);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Error);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    let signals = std::iter::once(signal.clone()).chain(stop_signal());
    init.set_signal(Some(&AbortSignal::any(&signals.collect::<Array>())));
    init
}

/// Fetches the body of a 200. No other status means success (`docs/api.md`, Base and authentication).
/// Nothing is made of a body before `redact` has taken the key out of it.
pub(super) async fn fetch_text(
    url: &str,
    init: &RequestInit,
    redact: impl FnOnce(String) -> String,
) -> Result<String, Failure> {
    let response = send(url, init).await?;
    let status = response.status();
    let header = |name| response.headers().get(name);
    let retry_after = header("Retry-After").and_then(|text| seconds_until(&text));
    let length = header("Content-Length").and_then(|length| length.parse::<usize>().ok());
    let too_long = || Failure::unreadable(status, "more than 2 MiB, not read");
    if length.is_some_and(|length| length > MAX_BODY) {
        return Err(too_long());
    }
    let body = read_body(&response).await?.ok_or_else(too_long)?;
    let body = redact(body);
    match status {
        200 => Ok(body),
        _ => Err(Failure::from_answer(status, &body).with_retry_after(retry_after)),
    }
}

/// Reads a body as it comes; `None` as soon as it is too long. `Content-Length` need not be there,
/// and of a compressed body it says less than what arrives.
async fn read_body(response: &http::Response) -> Result<Option<String>, Failure> {
    let mut bytes = Vec::new();
    if let Some(body) = response.body() {
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        loop {
            let read = JsFuture::from(reader.read()).await.map_err(read_failure)?;
            let part = read
                .unchecked_into::<ReadableStreamReadResult>()
                .get_value();
            if part.is_undefined() {
                break;
            }
            let part: Uint8Array = part.unchecked_into();
            if bytes.len() + part.length() as usize > MAX_BODY {
                // Nothing waits for the end of a body that is given up.
                drop(reader.cancel());
                return Ok(None);
            }
            bytes.extend(part.to_vec());
        }
    }
    // Only whole: a character may be cut at the edge of a part.
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(Some(text.to_owned()))
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
    named(&error.name)
}

fn read_failure(error: JsValue) -> Failure {
    let name = error.dyn_into::<Error>().map(|error| error.name());
    named(&name.map(String::from).unwrap_or_default())
}

/// The failure of a rejected promise, by the name of its error.
fn named(name: &str) -> Failure {
    match name {
        "TimeoutError" => Failure::TimedOut,
        "AbortError" => Failure::Cancelled,
        _ => Failure::Unreachable(Diagnosis::Unknown),
    }
}

/// The browser refuses to build the request, so it reaches no host.
pub(super) fn unreachable(_: JsValue) -> Failure {
    Failure::Unreachable(Diagnosis::Unknown)
}
