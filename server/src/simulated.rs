//! `/v1` answered by the simulator.

use crate::api::{self, Call};
use crate::reply;
use crate::shared::Shared;
use axum::body::Body;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, Response, StatusCode};
use simulator::Arrival;
use std::time::{SystemTime, UNIX_EPOCH};

/// Answers a call, with a fault if the simulator is told one.
pub(crate) async fn answer(
    shared: &Shared,
    call: &Call,
    told: Option<&simulator::Fault>,
) -> Response<Body> {
    let request = simulator::Request {
        method: call.method.to_string(),
        path: call.path.clone(),
        query: call.query.clone(),
        authorization: api::authorization(&call.headers),
        body: api::text(&call.body),
    };
    let answer = shared.simulator(|service| match told {
        Some(fault) => service.answer_with(fault, &request, now()),
        None => service.answer(&request, now()),
    });
    match answer.arrival {
        Arrival::Prompt => {}
        Arrival::Late => tokio::time::sleep(shared.limits.late).await,
        Arrival::Never => return reply::hang_up(),
    }
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = reply::with_type(status, "application/json", answer.body);
    let wait = answer.retry_after.as_deref().map(HeaderValue::from_str);
    if let Some(Ok(wait)) = wait {
        response.headers_mut().insert(RETRY_AFTER, wait);
    }
    response
}

fn now() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
