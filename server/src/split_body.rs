//! An answer that stops halfway through its body until a test releases it.

use axum::body::{Body, Bytes};
use axum::http::Response;
use http_body_util::BodyExt;
use http_body_util::channel::{Channel, Sender};
use std::io;

/// Splits the body in two. The second half follows `released`; `false` from it breaks the answer off.
pub(crate) fn split(
    response: Response<Body>,
    released: impl Future<Output = bool> + Send + 'static,
) -> Response<Body> {
    let (head, whole) = response.into_parts();
    let (sender, body) = Channel::<Bytes, io::Error>::new(1);
    tokio::spawn(send(whole, sender, released));
    Response::from_parts(head, Body::new(body))
}

/// Sends both halves. A client that disconnects ends it early.
async fn send(
    whole: Body,
    mut sender: Sender<Bytes, io::Error>,
    released: impl Future<Output = bool>,
) {
    let Ok(whole) = whole.collect().await.map(|body| body.to_bytes()) else {
        return;
    };
    let half = whole.len() / 2;
    if sender.send_data(whole.slice(..half)).await.is_err() {
        return;
    }
    if released.await {
        sender.send_data(whole.slice(half..)).await.ok();
    } else {
        sender.abort(io::Error::other("the server stopped"));
    }
}
