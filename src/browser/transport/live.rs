//! The live API through fetch.

use gloo_net::http;
use js_sys::Array;
use model::domain::ApiKey;
use model::wire::{ApiBase, Config, ConfigProblem, Failure, Method, Request};
use wasm_bindgen::JsValue;
use web_sys::{
    AbortController, AbortSignal, Headers, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestMode, RequestRedirect,
};

/// How long an attempt may take, headers and body, in milliseconds.
const TIME_LIMIT: u32 = 15_000;

/// The API of one base, with one key.
#[derive(Clone)]
pub struct Live {
    base: ApiBase,
    key: ApiKey,
    session: Option<AbortController>,
}

impl Live {
    /// Requests with this key go to this base, and nowhere else.
    #[must_use]
    pub fn new(base: ApiBase, key: ApiKey) -> Self {
        Self {
            base,
            key,
            session: AbortController::new().ok(),
        }
    }

    /// The key, to be kept once it was verified.
    #[must_use]
    pub fn key(&self) -> &ApiKey {
        &self.key
    }

    pub(super) async fn send(&self, request: &Request) -> Result<String, Failure> {
        let url = [self.base.as_str(), &request.target].concat();
        let init = guarded(request.method, RequestMode::Cors, self.signal().as_ref());
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
        if let Some(session) = &self.session {
            session.abort();
        }
    }

    /// Fires at the time limit, or when the session ends.
    fn signal(&self) -> Option<AbortSignal> {
        let session = self.session.as_ref()?.signal();
        Some(AbortSignal::any(&Array::of2(
            &AbortSignal::timeout_with_u32(TIME_LIMIT),
            &session,
        )))
    }
}

/// Reads `config.json` beside `index.html`. A file that is not there leaves the defaults.
///
/// # Errors
/// A [`ConfigProblem`] when it is there and cannot be used, or cannot be
/// fetched: guessing where a key may be sent is not an option.
pub async fn read_config() -> Result<Config, ConfigProblem> {
    let signal = AbortSignal::timeout_with_u32(TIME_LIMIT);
    let init = guarded(Method::Get, RequestMode::Cors, Some(&signal));
    // As the preload of `index.html` asks for it: only then the browser takes what that brought.
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_cache(RequestCache::Default);
    match fetch("config.json", &init).await {
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
fn guarded(method: Method, mode: RequestMode, signal: Option<&AbortSignal>) -> RequestInit {
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
    let retry_after = answer.headers().get("Retry-After");
    let body = answer.text().await.map_err(failure)?;
    match status {
        200 => Ok(body),
        _ => Err(Failure::from_answer(status, &body).with_retry_after(retry_after)),
    }
}

fn failure(error: gloo_net::Error) -> Failure {
    let gloo_net::Error::JsError(error) = error else {
        return Failure::Unreachable;
    };
    match error.name.as_str() {
        "TimeoutError" => Failure::TimedOut,
        "AbortError" => Failure::Cancelled,
        _ => Failure::Unreachable,
    }
}

/// A request that the browser refuses to build is one that reaches nobody.
fn unreachable(_: JsValue) -> Failure {
    Failure::Unreachable
}
