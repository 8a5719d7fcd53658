//! Faults: what a test makes happen in place of a good answer.

use crate::reply;
use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderValue, Response, StatusCode};
use http_body_util::BodyExt;
use hyper::body::Frame;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// What happens to one request in place of a good answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This status with this body as JSON; the request is not carried out.
    Status(u16, String),
    /// This status with an HTML page, as a CDN answers; not carried out.
    Html(u16),
    /// The connection is closed without an answer; not carried out.
    Reset,
    /// Carried out, then the headers and half of the body, then the connection is closed.
    Truncated,
    /// Carried out, then the connection is closed without an answer.
    LostAnswer,
}

/// The page of [`Fault::Html`].
const PAGE: &str = "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>";

impl Fault {
    /// Gives the answer of this fault. `carry_out` is awaited only by the
    /// faults that are carried out.
    pub(crate) async fn answer(
        self,
        carry_out: impl Future<Output = Response<Body>>,
    ) -> Response<Body> {
        match self {
            Self::Status(status, body) => reply::with_type(code(status), "application/json", body),
            Self::Html(status) => reply::with_type(code(status), "text/html", PAGE),
            Self::Reset => reply::hang_up(),
            Self::Truncated => truncate(carry_out.await).await,
            Self::LostAnswer => {
                carry_out.await;
                reply::hang_up()
            }
        }
    }
}

/// A number that is no status, such as 7, is a mistake of the test; 500 shows it.
fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The same answer, announced in full and broken off half-way.
async fn truncate(response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = body.collect().await.map(|body| body.to_bytes()) else {
        return reply::hang_up();
    };
    parts
        .headers
        .insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len() / 2);
    Response::from_parts(parts, Body::new(Broken::After(half)))
}

/// A body that gives one piece and then an error.
enum Broken {
    After(Bytes),
    Sending,
    Now,
}

impl hyper::body::Body for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match std::mem::replace(&mut *self, Self::Now) {
            Self::After(half) => {
                *self = Self::Sending;
                Poll::Ready(Some(Ok(Frame::data(half))))
            }
            // hyper sends what it has while a body has no more to give; an
            // error at once would throw the first half away.
            Self::Sending => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Self::Now => {
                let error = io::Error::other("the script broke the answer off");
                Poll::Ready(Some(Err(error)))
            }
        }
    }
}
