//! `/v1`: reads a request, records it, applies planned faults, and passes it to the simulator or the live API.

use crate::faults::Point;
use crate::journal::Entry;
use crate::reply::{self, CloseConnection};
use crate::request::{self, ApiRequest};
use crate::state::ServerState;
use crate::{cors, endpoints, simulator_backend, split_body};
use axum::body::{self, Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode};
use std::sync::Arc;

/// Path of the API on this server.
const ROOT: &str = "/v1";

/// Answers a request to `/v1`.
pub(crate) async fn answer(
    State(state): State<Arc<ServerState>>,
    request: Request,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    let mut response = match read(body, &state).await {
        Err(refusal) => refusal,
        Ok(body) => record(&state, &head, body).await,
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    cors::allow(state.cors.as_ref(), &head.headers, &mut response);
    response
}

/// Reads the whole body, or returns the answer that refuses it.
async fn read(body: Body, state: &ServerState) -> Result<Bytes, Response<Body>> {
    let limit = state.limits.request;
    let too_large = || {
        reply::error(
            StatusCode::PAYLOAD_TOO_LARGE,
            &format!("The request body is larger than {limit} bytes."),
        )
    };
    // The announced length is enough to refuse without reading.
    if body.size_hint().lower() > u64::try_from(limit).unwrap_or(u64::MAX) {
        return Err(too_large());
    }
    match tokio::time::timeout(state.limits.time, body::to_bytes(body, limit)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(reply::error(
            StatusCode::REQUEST_TIMEOUT,
            "The request body did not arrive in time.",
        )),
    }
}

/// Records the request, applies its planned gate and fault, and answers it.
async fn record(state: &Arc<ServerState>, head: &Parts, body: Bytes) -> Response<Body> {
    let path = head.uri.path_and_query().map_or("", |whole| whole.as_str());
    let order = state.journal.add(Entry {
        order: 0,
        method: head.method.to_string(),
        path: path.to_owned(),
        body: request::text(&body),
        authorization: request::authorization(&head.headers),
        status: None,
    });
    let plan = state.faults.take(head.method.as_str(), path);
    let mut barrier = plan.barrier;
    if let Some((_, barrier)) = barrier.take_if(|(point, _)| *point == Point::Arrival)
        && !state.faults.wait(barrier).await
    {
        return reply::close_connection();
    }
    let carry_out = |fault| carry_out(state, head, body, fault);
    let mut response = match plan.fault {
        Some(fault) => fault.answer(carry_out).await,
        None => carry_out(None).await,
    };
    if let Some((point, barrier)) = barrier {
        if point == Point::Body {
            let state = Arc::clone(state);
            response = split_body::split(response, async move { state.faults.wait(barrier).await });
        } else if !state.faults.wait(barrier).await {
            return reply::close_connection();
        }
    }
    if response.extensions().get::<CloseConnection>().is_none() {
        state.journal.set_status(order, response.status().as_u16());
    }
    response
}

/// Answers from the API. A `fault` is the simulator's to carry out.
async fn carry_out(
    state: &ServerState,
    head: &Parts,
    body: Bytes,
    fault: Option<simulator::Fault>,
) -> Response<Body> {
    if cors::is_preflight(state.cors.as_ref(), &head.method, &head.headers) {
        return cors::preflight();
    }
    let path = head.uri.path().strip_prefix(ROOT).unwrap_or_default();
    if !endpoints::is_used(&head.method, path) {
        let message = format!("The panel does not use {} on this path.", head.method);
        return match state.proxy {
            Some(_) => reply::error(StatusCode::NOT_FOUND, &message),
            // The simulator's side is the API, which answers an unknown path with its error object (docs/api.md, Errors).
            None => {
                let object = serde_json::json!({ "code": "NOT_FOUND", "message": message });
                reply::with_type(
                    StatusCode::NOT_FOUND,
                    "application/json",
                    object.to_string(),
                )
            }
        };
    }
    let request = ApiRequest {
        method: head.method.clone(),
        path: path.to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers.clone(),
        body,
    };
    match &state.proxy {
        Some(proxy) => proxy.answer(request).await,
        None => simulator_backend::answer(state, &request, fault.as_ref()).await,
    }
}
