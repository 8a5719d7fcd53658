//! The reverse proxy: `/v1` answered by a live API, so that the page and the
//! API are of one origin and no CORS is needed.

use crate::api::Call;
use crate::base::{self, Base};
use crate::options::Limits;
use crate::reply;
use axum::body::Body;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE, RETRY_AFTER};
use axum::http::{HeaderName, Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use std::error::Error;

/// The request headers that go to the API. Cookies, Origin and whatever else
/// the browser adds are about this server and stay here.
const TO_API: [HeaderName; 3] = [AUTHORIZATION, CONTENT_TYPE, ACCEPT];
/// The answer headers that come back. A cookie of the API has no use here, and
/// its CORS and security headers would contradict those of this server.
const FROM_API: [HeaderName; 3] = [CONTENT_TYPE, RETRY_AFTER, DATE];

/// A client that only ever talks to one base URL.
pub(crate) struct Proxy {
    base: Base,
    limits: Limits,
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl Proxy {
    pub(crate) fn new(base: Base, limits: Limits) -> Self {
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .build();
        let client = Client::builder(TokioExecutor::new())
            // A claim that may have arrived is not sent again, see `api`.
            .retry_canceled_requests(false)
            // And a connection that the API closed meanwhile would lose one.
            .pool_max_idle_per_host(0)
            .build(connector);
        Self {
            base,
            limits,
            client,
        }
    }

    /// Whether a key sent to the API can be read on the way.
    pub(crate) fn is_in_clear(&self) -> bool {
        self.base.in_clear
    }

    /// Whether the API is on this machine.
    pub(crate) fn is_local(&self) -> bool {
        let host = self.base.origin.parse::<Uri>().ok();
        host.as_ref()
            .and_then(Uri::host)
            .is_some_and(base::is_loopback)
    }

    /// Passes a request on and its answer back.
    pub(crate) async fn answer(&self, call: Call) -> Response<Body> {
        let Some(request) = self.request(call) else {
            return reply::error(
                StatusCode::BAD_REQUEST,
                "BAD_REQUEST",
                "The path or the query of the request cannot be passed on.",
            );
        };
        match tokio::time::timeout(self.limits.time, self.send(request)).await {
            Ok(Ok(response)) => response,
            Ok(Err(what)) => reply::error(StatusCode::BAD_GATEWAY, "BAD_GATEWAY", &what),
            Err(_) => reply::error(
                StatusCode::GATEWAY_TIMEOUT,
                "GATEWAY_TIMEOUT",
                &format!(
                    "{} did not answer within {} seconds; the request may have been carried out.",
                    self.base.origin,
                    self.limits.time.as_secs_f32()
                ),
            ),
        }
    }

    fn request(&self, call: Call) -> Option<Request<Full<Bytes>>> {
        let Base { origin, path, .. } = &self.base;
        let mut uri = format!("{origin}{path}{}", call.path);
        if !call.query.is_empty() {
            uri = format!("{uri}?{}", call.query);
        }
        let mut request = Request::builder()
            .method(call.method)
            .uri(uri)
            .body(Full::new(call.body))
            .ok()?;
        for name in TO_API {
            if let Some(value) = call.headers.get(&name) {
                request.headers_mut().insert(name, value.clone());
            }
        }
        Some(request)
    }

    async fn send(&self, request: Request<Full<Bytes>>) -> Result<Response<Body>, String> {
        let origin = &self.base.origin;
        let answer = self.client.request(request).await.map_err(|error| {
            if error.is_connect() {
                let why = innermost(&error);
                format!("{origin} cannot be reached ({why}); the request was not sent.")
            } else {
                format!("{origin} closed the connection; the request may have been carried out.")
            }
        })?;
        if answer.status().is_redirection() {
            // A redirect could carry the key to another host.
            return Err(format!(
                "{origin} answered with a redirect ({}), which is not followed.",
                answer.status().as_u16()
            ));
        }
        self.read(answer).await
    }

    async fn read(&self, answer: Response<Incoming>) -> Result<Response<Body>, String> {
        let origin = &self.base.origin;
        let (head, body) = answer.into_parts();
        let limit = self.limits.answer;
        let body = Limited::new(body, limit).collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() {
                format!("The answer of {origin} is larger than {limit} bytes.")
            } else {
                format!("The answer of {origin} broke off; the request may have been carried out.")
            }
        })?;
        let mut response = Response::new(Body::from(body.to_bytes()));
        *response.status_mut() = head.status;
        for name in FROM_API {
            if let Some(value) = head.headers.get(&name) {
                response.headers_mut().insert(name, value.clone());
            }
        }
        Ok(response)
    }
}

/// The error at the end of the chain, such as "Connection refused": the ones
/// above it only say which step it happened in.
fn innermost(error: &dyn Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
