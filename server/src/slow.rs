//! An answer whose second half waits until a test lets it go.

use crate::script::Barrier;
use crate::shared::Shared;
use axum::body::{Body, Bytes};
use axum::http::Response;
use http_body_util::BodyExt;
use http_body_util::channel::{Channel, Sender};
use std::io;
use std::sync::Arc;

/// The same answer, held in the middle of its body.
pub(crate) fn body(
    shared: &Arc<Shared>,
    response: Response<Body>,
    barrier: Barrier,
) -> Response<Body> {
    let (head, whole) = response.into_parts();
    let (sender, body) = Channel::<Bytes, io::Error>::new(1);
    tokio::spawn(feed(Arc::clone(shared), whole, sender, barrier));
    Response::from_parts(head, Body::new(body))
}

/// Sends both halves. That a client went away meanwhile is its own affair.
async fn feed(
    shared: Arc<Shared>,
    whole: Body,
    mut sender: Sender<Bytes, io::Error>,
    barrier: Barrier,
) {
    let Ok(whole) = whole.collect().await.map(|body| body.to_bytes()) else {
        return;
    };
    let half = whole.len() / 2;
    if sender.send_data(whole.slice(..half)).await.is_err() {
        return;
    }
    if shared.script.wait(barrier).await {
        sender.send_data(whole.slice(half..)).await.ok();
    } else {
        sender.abort(io::Error::other("the server stopped"));
    }
}
