//! The live API through fetch.

use gloo_net::http::{RequestBuilder, Response};
use js_sys::Array;
use model::domain::ApiKey;
use model::wire::{ApiBase, Config, ConfigProblem, Failure, Method, Request};
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode,
    RequestRedirect,
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
        let builder = guarded(&url, request.method, self.signal().as_ref())
            .mode(RequestMode::Cors)
            .header("Authorization", &self.key.authorization());
        let built = match &request.body {
            Some(body) => builder
                .header("Content-Type", "application/json")
                .body(body.as_str()),
            None => builder.build(),
        };
        let answer = built.map_err(failure)?.send().await.map_err(failure)?;
        read(answer).await
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
    let request = guarded("config.json", Method::Get, Some(&signal))
        .mode(RequestMode::SameOrigin)
        .build();
    let answer = match request {
        Ok(request) => request.send().await,
        Err(error) => Err(error),
    };
    let unreachable = ConfigProblem {
        field: "config.json",
        words: "It could not be fetched. Check the connection and reload.",
    };
    match answer {
        Ok(answer) if matches!(answer.status(), 404 | 410) => Ok(Config::default()),
        Ok(answer) => match read(answer).await {
            Ok(text) => Config::parse(&text),
            Err(_) => Err(unreachable),
        },
        Err(_) => Err(unreachable),
    }
}

/// The one wrapper of fetch: nothing of the browser goes with a request but
/// what is put there, and a redirect is an error.
fn guarded(url: &str, method: Method, signal: Option<&AbortSignal>) -> RequestBuilder {
    RequestBuilder::new(url)
        .method(match method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Put => gloo_net::http::Method::PUT,
            Method::Delete => gloo_net::http::Method::DELETE,
        })
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(signal)
}

/// The body of a 200; no other status means success (`docs/api.md`, Base and authentication).
async fn read(answer: Response) -> Result<String, Failure> {
    let status = answer.status();
    let body = answer.text().await.map_err(failure)?;
    match status {
        200 => Ok(body),
        _ => Err(Failure::from_answer(status, &body)),
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
