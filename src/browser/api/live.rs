//! The API over the network.

use app::cancel::Cancel;
use app::ports::{Api, LocalFuture};
use js_sys::Array;
use model::domain::ApiKey;
use model::wire::{ApiBase, Diagnosis, Failure, Request};
use web_sys::{AbortController, AbortSignal, Headers, RequestInit, RequestMode};

use crate::browser::device::is_online;
use crate::browser::fetch::{answers, fetch_text, request_init, unreachable};

/// How long a host may take to answer a diagnosis, in milliseconds.
const DIAGNOSIS_LIMIT: u32 = 5_000;

/// The API of one base, with one key.
#[derive(Clone)]
pub(super) struct LiveApi {
    base: ApiBase,
    key: ApiKey,
}

impl LiveApi {
    pub(super) fn new(base: ApiBase, key: ApiKey) -> Self {
        Self { base, key }
    }

    async fn fetch(
        self,
        request: Request,
        limit_ms: u32,
        cancel: Cancel,
    ) -> Result<String, Failure> {
        if !is_online() {
            return Err(Failure::Offline);
        }
        let controller = AbortController::new().map_err(unreachable)?;
        let signals = [AbortSignal::timeout_with_u32(limit_ms), controller.signal()];
        let signal = AbortSignal::any(&signals.into_iter().collect::<Array>());
        // Held until the whole body has arrived.
        let _on_cancel = cancel.on_cancel(Box::new(move || controller.abort()));
        let init = self.request_init(&request, &signal)?;
        let url = format!("{}{}", self.base.as_str(), request.target);
        fetch_text(&url, &init, |text| self.key.redact(text)).await
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that makes the key a header"
    )]
    fn request_init(
        &self,
        request: &Request,
        signal: &AbortSignal,
    ) -> Result<RequestInit, Failure> {
        let init = request_init(request.method, RequestMode::Cors, signal);
        let headers = Headers::new().map_err(unreachable)?;
        let set = |name, value: &str| headers.set(name, value).map_err(unreachable);
        set("Authorization", &self.key.authorization())?;
        if let Some(body) = &request.body {
            set("Content-Type", "application/json")?;
            init.set_body(&body.as_str().into());
        }
        init.set_headers(&headers);
        Ok(init)
    }
}

impl Api for LiveApi {
    fn send(
        &self,
        request: &Request,
        limit_ms: u32,
        cancel: &Cancel,
    ) -> LocalFuture<Result<String, Failure>> {
        let (request, cancel) = (request.clone(), cancel.clone());
        Box::pin(self.clone().fetch(request, limit_ms, cancel))
    }

    /// Requests without a key show which hosts answer at all: the API, that of this page, or none.
    fn diagnose(&self, failure: Failure) -> LocalFuture<Failure> {
        let base = self.base.clone();
        Box::pin(async move {
            if failure != Failure::Unreachable(Diagnosis::Unknown) {
                return failure;
            }
            let base = base.as_str();
            let diagnosis = if answers(base, DIAGNOSIS_LIMIT).await {
                if base.starts_with('/') {
                    Diagnosis::Broken
                } else {
                    Diagnosis::Blocked
                }
            } else if answers("config.json", DIAGNOSIS_LIMIT).await {
                Diagnosis::NoAnswer
            } else {
                Diagnosis::NoConnection
            };
            Failure::Unreachable(diagnosis)
        })
    }
}
