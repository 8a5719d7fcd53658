//! The reverse proxy: `/v1` from a live API. Page and API share an origin, so no CORS is needed.

use crate::base_url::{self, BaseUrl};
use crate::options::Limits;
use crate::reply;
use crate::request::ApiRequest;
use axum::body::Body;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, DATE, RETRY_AFTER,
};
use axum::http::{HeaderName, HeaderValue, Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use std::error::Error;

/// Request headers passed to the API. Cookies, Origin and the browser's other headers concern this server only.
const TO_API: [HeaderName; 3] = [AUTHORIZATION, CONTENT_TYPE, ACCEPT];
/// Answer headers passed back. The API's cookies have no use here, and its CORS and security headers would contradict
/// this server's.
const FROM_API: [HeaderName; 2] = [RETRY_AFTER, DATE];
/// The type of every answer that is passed back: a page or a script would be one of the panel's origin.
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A client for one base URL.
pub(crate) struct Proxy {
    base: BaseUrl,
    limits: Limits,
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl Proxy {
    pub(crate) fn new(base: BaseUrl, limits: Limits) -> Self {
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .build();
        let client = Client::builder(TokioExecutor::new())
            // A claim that may have arrived must not be sent twice,
            .retry_canceled_requests(false)
            // and one sent over a connection that the API is closing is lost.
            .pool_max_idle_per_host(0)
            .build(connector);
        Self {
            base,
            limits,
            client,
        }
    }

    /// Whether others on the network can read a key on its way to the API.
    pub(crate) fn is_unencrypted(&self) -> bool {
        self.base.unencrypted
    }

    /// Whether the API is on this machine.
    pub(crate) fn is_local(&self) -> bool {
        let host = self.base.origin.parse::<Uri>().ok();
        host.as_ref()
            .and_then(Uri::host)
            .is_some_and(base_url::is_loopback)
    }

    /// Forwards a request and its answer.
    pub(crate) async fn answer(&self, request: ApiRequest) -> Response<Body> {
        let Some(request) = self.outgoing(request) else {
            return reply::error(
                StatusCode::BAD_REQUEST,
                "The path or the query of the request is invalid.",
            );
        };
        match tokio::time::timeout(self.limits.time, self.send(request)).await {
            Ok(Ok(response)) => response,
            Ok(Err(message)) => reply::error(StatusCode::BAD_GATEWAY, &message),
            Err(_) => reply::error(
                StatusCode::GATEWAY_TIMEOUT,
                &format!(
                    "{} did not answer within {} seconds; the request may have been carried out.",
                    self.base.origin,
                    self.limits.time.as_secs_f32()
                ),
            ),
        }
    }

    fn outgoing(&self, incoming: ApiRequest) -> Option<Request<Full<Bytes>>> {
        let BaseUrl { origin, path, .. } = &self.base;
        let mut uri = format!("{origin}{path}{}", incoming.path);
        if !incoming.query.is_empty() {
            uri = format!("{uri}?{}", incoming.query);
        }
        let mut request = Request::builder()
            .method(incoming.method)
            .uri(uri)
            .body(Full::new(incoming.body))
            .ok()?;
        // The header that says how an answer is encoded would not come back with it.
        let identity = HeaderValue::from_static("identity");
        request.headers_mut().insert(ACCEPT_ENCODING, identity);
        for name in TO_API {
            if let Some(value) = incoming.headers.get(&name) {
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
        if answer.status().is_informational() {
            return Err(format!(
                "{origin} answered with {}, which is no answer to this request; it may have been carried out.",
                answer.status().as_u16()
            ));
        }
        let mut encodings = answer.headers().get_all(CONTENT_ENCODING).iter();
        if encodings.any(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
            return Err(format!(
                "{origin} encoded its answer, although it was asked not to; the request may have been carried out."
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
        response.headers_mut().insert(CONTENT_TYPE, JSON);
        for name in FROM_API {
            if let Some(value) = head.headers.get(&name) {
                response.headers_mut().insert(name, value.clone());
            }
        }
        Ok(response)
    }
}

/// The last error of the chain, such as "Connection refused"; those above it name the step only.
fn innermost(error: &dyn Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
