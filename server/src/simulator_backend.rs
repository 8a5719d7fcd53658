//! `/v1` from the simulator.

use crate::faults::truncate;
use crate::reply;
use crate::request::{self, ApiRequest};
use crate::state::ServerState;
use axum::body::Body;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, Response, StatusCode};
use simulator::Arrival;
use std::time::{SystemTime, UNIX_EPOCH};

/// Answers a request, or ends it in a fault of the simulator.
pub(crate) async fn answer(
    state: &ServerState,
    request: &ApiRequest,
    fault: Option<&simulator::Fault>,
) -> Response<Body> {
    let request = simulator::Request {
        method: request.method.to_string(),
        path: request.path.clone(),
        query: request.query.clone(),
        authorization: request::authorization(&request.headers),
        body: request::text(&request.body),
    };
    let answer = state.simulator(|service| match fault {
        Some(fault) => service.answer_with(fault, &request, now()),
        None => service.answer(&request, now()),
    });
    match answer.arrival {
        Arrival::Prompt | Arrival::CutOff => {}
        Arrival::Late => tokio::time::sleep(state.limits.late).await,
        Arrival::Never => return reply::close_connection(),
    }
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = reply::with_type(status, "application/json", answer.body);
    let wait = answer.retry_after.as_deref().map(HeaderValue::from_str);
    if let Some(Ok(wait)) = wait {
        response.headers_mut().insert(RETRY_AFTER, wait);
    }
    match answer.arrival {
        Arrival::CutOff => truncate(response).await,
        Arrival::Prompt | Arrival::Late | Arrival::Never => response,
    }
}

fn now() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
