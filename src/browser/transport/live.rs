//! The live API through fetch.

use gloo_net::http;
use js_sys::Array;
use model::domain::ApiKey;
use model::wire::{ApiBase, Config, ConfigProblem, Diagnosis, Failure, Method, Request};
use wasm_bindgen::JsValue;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit,
    RequestMode, RequestRedirect,
};

use super::Cancel;

/// How long `config.json` may take, in milliseconds.
const CONFIG_LIMIT: u32 = 15_000;

/// How long it may take to find out who answers, in milliseconds.
const PROBE_LIMIT: u32 = 5_000;

/// The longest answer that is read, in bytes: a page of 120 addresses has 20 KB.
const LONGEST_ANSWER: usize = 2 * 1_024 * 1_024;

const CONFIG: &str = "config.json";

const TOO_LONG: &str = "more than 2 MiB, which was not read";

/// The API of one base, with one key.
#[derive(Clone)]
pub struct Live {
    base: ApiBase,
    key: ApiKey,
    session: Cancel,
}

impl Live {
    /// Requests with this key go to this base, and nowhere else.
    #[must_use]
    pub fn new(base: ApiBase, key: ApiKey) -> Self {
        Self {
            base,
            key,
            session: Cancel::new(),
        }
    }

    /// The key, to be kept once it was verified.
    #[must_use]
    pub fn key(&self) -> &ApiKey {
        &self.key
    }

    pub(super) async fn send(
        &self,
        request: &Request,
        limit: u32,
        cancel: Option<&Cancel>,
    ) -> Result<String, Failure> {
        if !is_online() {
            return Err(Failure::Offline);
        }
        let url = [self.base.as_str(), &request.target].concat();
        let init = disable_if_read_only(
            request.method,
            RequestMode::Cors,
            Some(&self.signal(limit, cancel)),
        );
        let headers = Headers::new().map_err(unreachable)?;
        headers
            .set("Authorization", &self.key.authorization())
            .map_err(unreachable)?;
        if let Some(body) = &request.body {
            headers
                .set("Content-Type", "application/json")
                .map_err(unreachable)?;
            init.set_body(&body.as_str().into());
        }
        init.set_headers(&headers);
        fetch(&url, &init).await
    }

    pub(super) fn abort(&self) {
        self.session.abort();
    }

    /// Fires at the time limit, when the session ends, and when the request is no longer wanted.
    fn signal(&self, limit: u32, cancel: Option<&Cancel>) -> AbortSignal {
        let signals = Array::of1(&AbortSignal::timeout_with_u32(limit));
        let others = [Some(&self.session), cancel];
        for signal in others.into_iter().flatten().filter_map(Cancel::signal) {
            signals.push(&signal);
        }
        AbortSignal::any(&signals)
    }

    /// The browser does not say why a request got no answer (`docs/api.md`,
    /// CORS). Whoever answers a request without a key, of which nothing can be
    /// read, is there; so it shows whether the API, the host of this page, or neither can be reached.
    pub(super) async fn look_into(&self, failure: Failure) -> Failure {
        if failure != Failure::Unreachable(Diagnosis::Unknown) {
            return failure;
        }
        let base = self.base.as_str();
        let reach = if answers(base).await {
            if base.starts_with('/') {
                Diagnosis::Broken
            } else {
                Diagnosis::Blocked
            }
        } else if answers(CONFIG).await {
            Diagnosis::NoAnswer
        } else {
            Diagnosis::NoConnection
        };
        Failure::Unreachable(reach)
    }
}

/// Whether the browser has a network at all. That it has one proves nothing.
#[must_use]
pub fn is_online() -> bool {
    leptos::prelude::window().navigator().on_line()
}

/// Whether anybody answers there, whatever the answer.
async fn answers(url: &str) -> bool {
    let init = disable_if_read_only(
        Method::Get,
        RequestMode::NoCors,
        Some(&AbortSignal::timeout_with_u32(PROBE_LIMIT)),
    );
    // The only way in which a browser makes such a request; the policy of the page bounds where it may lead.
    init.set_redirect(RequestRedirect::Follow);
    let Ok(request) = web_sys::Request::new_with_str_and_init(url, &init) else {
        return false;
    };
    http::Request::from(request).send().await.is_ok()
}

/// Reads `config.json` beside `index.html`. A file that is not there leaves the defaults.
///
/// # Errors
/// A [`ConfigProblem`] when it is there and cannot be used, or cannot be
/// fetched: guessing where a key may be sent is not an option.
pub async fn read_config() -> Result<Config, ConfigProblem> {
    let signal = AbortSignal::timeout_with_u32(CONFIG_LIMIT);
    let init = disable_if_read_only(Method::Get, RequestMode::Cors, Some(&signal));
    // As the preload of `index.html` asks for it: only then the browser takes what that brought.
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_cache(RequestCache::Default);
    match fetch(CONFIG, &init).await {
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
            words: "It could not be fetched. Check the connection and reload.",
        }),
    }
}

/// What every request has: nothing of the browser goes with it but what is put
/// there, and a redirect is an error.
fn disable_if_read_only(
    method: Method,
    mode: RequestMode,
    signal: Option<&AbortSignal>,
) -> RequestInit {
    let init = RequestInit::new();
    init.set_method(method.name());
    init.set_mode(mode);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Error);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(signal);
    init
}

/// The one call of fetch. The request is built here and not by gloo-net's
/// builder, which ends every query with a stray `&`. Returns the body of a
/// 200; no other status means success (`docs/api.md`, Base and authentication).
async fn fetch(url: &str, init: &RequestInit) -> Result<String, Failure> {
    let request = web_sys::Request::new_with_str_and_init(url, init).map_err(unreachable)?;
    let answer = http::Request::from(request).send().await.map_err(failure)?;
    let status = answer.status();
    let header = |name| answer.headers().get(name);
    let retry_after = header("Retry-After").and_then(|text| seconds(&text));
    let announced = header("Content-Length").and_then(|length| length.parse().ok());
    if announced.is_some_and(|length: usize| length > LONGEST_ANSWER) {
        return Err(Failure::unreadable(status, TOO_LONG));
    }
    let body = answer.text().await.map_err(failure)?;
    match status {
        _ if body.len() > LONGEST_ANSWER => Err(Failure::unreadable(status, TOO_LONG)),
        200 => Ok(body),
        _ => Err(Failure::from_answer(status, &body).with_retry_after(retry_after)),
    }
}

/// What an answer says about when to come back, in seconds: a number, or a date by the clock of this machine.
fn seconds(text: &str) -> Option<u32> {
    let until = || (js_sys::Date::parse(text) - js_sys::Date::now()) / 1_000.0;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast takes what is out of range to the nearest bound"
    )]
    let by_date = || {
        let until = until();
        (!until.is_nan()).then(|| until.ceil() as u32)
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

/// A request that the browser refuses to build is one that reaches nobody.
fn unreachable(_: JsValue) -> Failure {
    Failure::Unreachable(Diagnosis::Unknown)
}
