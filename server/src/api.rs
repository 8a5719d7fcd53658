//! `/v1`: reads a request, writes it into the journal, follows the script, and
//! lets the simulator or the live API answer.

use crate::cors;
use crate::journal::Entry;
use crate::paths;
use crate::reply::{self, HangUp};
use crate::script::Point;
use crate::shared::Shared;
use crate::{simulated, slow};
use axum::body::{self, Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use std::sync::Arc;

/// The path under which the API stands on this server.
const ROOT: &str = "/v1";

/// One request to `/v1`, read to its end.
pub(crate) struct Call {
    pub(crate) method: Method,
    /// The path after `/v1`, such as `/public-ips`.
    pub(crate) path: String,
    /// The query without its `?`; empty if there is none.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Answers a request to `/v1`.
pub(crate) async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let mut response = match read(body, &shared).await {
        Err(refusal) => refusal,
        Ok(body) => record(&shared, &head, body).await,
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    cors::mark(shared.cors.as_ref(), &head.headers, &mut response);
    response
}

/// The whole body, or the answer that refuses it.
async fn read(body: Body, shared: &Shared) -> Result<Bytes, Response<Body>> {
    let limit = shared.limits.request;
    let too_large = || {
        reply::error(
            StatusCode::PAYLOAD_TOO_LARGE,
            "PAYLOAD_TOO_LARGE",
            &format!("The request body is larger than {limit} bytes."),
        )
    };
    // The announced length is enough to refuse; nothing needs to be read.
    if body.size_hint().lower() > u64::try_from(limit).unwrap_or(u64::MAX) {
        return Err(too_large());
    }
    match tokio::time::timeout(shared.limits.time, body::to_bytes(body, limit)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(reply::error(
            StatusCode::REQUEST_TIMEOUT,
            "TIMEOUT",
            "The request body did not arrive in time.",
        )),
    }
}

/// Journal and script around the answer.
async fn record(shared: &Arc<Shared>, head: &Parts, body: Bytes) -> Response<Body> {
    let path = head.uri.path_and_query().map_or("", |whole| whole.as_str());
    let order = shared.journal.open(Entry {
        order: 0,
        method: head.method.to_string(),
        path: path.to_owned(),
        body: text(&body),
        authorization: authorization(&head.headers),
        status: None,
    });
    let step = shared.script.next(head.method.as_str(), path);
    let mut held = step.barrier;
    if let Some((_, barrier)) = held.take_if(|(point, _)| *point == Point::Arrival)
        && !shared.script.wait(barrier).await
    {
        return reply::hang_up();
    }
    let carry_out = |told| carry_out(shared, head, body, told);
    let mut response = match step.fault {
        Some(fault) => fault.answer(carry_out).await,
        None => carry_out(None).await,
    };
    if let Some((point, barrier)) = held {
        if point == Point::Body {
            response = slow::body(shared, response, barrier);
        } else if !shared.script.wait(barrier).await {
            return reply::hang_up();
        }
    }
    if response.extensions().get::<HangUp>().is_none() {
        shared.journal.close(order, response.status().as_u16());
    }
    response
}

/// Lets the API answer. `told` is a fault for the simulator.
async fn carry_out(
    shared: &Shared,
    head: &Parts,
    body: Bytes,
    told: Option<simulator::Fault>,
) -> Response<Body> {
    if cors::is_preflight(shared.cors.as_ref(), &head.method, &head.headers) {
        return cors::preflight();
    }
    let path = head.uri.path().strip_prefix(ROOT).unwrap_or_default();
    if !paths::answers(&head.method, path) {
        return reply::error(
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
            &format!(
                "{} on this path is not something the panel asks for.",
                head.method
            ),
        );
    }
    let call = Call {
        method: head.method.clone(),
        path: path.to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers.clone(),
        body,
    };
    match &shared.proxy {
        Some(proxy) => proxy.answer(call).await,
        None => simulated::answer(shared, &call, told.as_ref()).await,
    }
}

/// A header that is not UTF-8 is no key, but it was there; the journal shows it.
pub(crate) fn authorization(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?;
    Some(text(value.as_bytes()))
}

/// Bytes as text; what is not UTF-8 is replaced.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
