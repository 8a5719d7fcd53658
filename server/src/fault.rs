//! Faults: what a test makes happen in place of a good answer.

use crate::reply::{self, Reset, WithoutCors};
use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, LOCATION};
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
    /// As [`Fault::Html`], but without the headers that let a page of another origin read it.
    HtmlWithoutCors(u16),
    /// Sent on to this URL with 307; not carried out.
    Redirect(String),
    /// The connection is closed without an answer; not carried out.
    Close,
    /// The connection is reset without an answer; not carried out.
    Reset,
    /// Carried out, then the headers and half of the body, then the connection is closed.
    Truncated,
    /// Carried out, then the headers and half of the body, then the connection is reset.
    ResetMidBody,
    /// Carried out, then the connection is closed without an answer.
    LostAnswer,
    /// What the simulator does when asked to fail; without effect on an upstream.
    Api(simulator::Fault),
}

/// The page of [`Fault::Html`].
const PAGE: &str = "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>";

impl Fault {
    /// Gives the answer of this fault. `carry_out` is called only by the faults that are carried
    /// out, with what the simulator is asked for.
    pub(crate) async fn answer<F: Future<Output = Response<Body>>>(
        self,
        carry_out: impl FnOnce(Option<simulator::Fault>) -> F,
    ) -> Response<Body> {
        match self {
            Self::Status(status, body) => reply::with_type(code(status), "application/json", body),
            Self::Html(status) => reply::with_type(code(status), "text/html", PAGE),
            Self::HtmlWithoutCors(status) => {
                let response = reply::with_type(code(status), "text/html", PAGE);
                marked(response, WithoutCors)
            }
            Self::Redirect(url) => redirect(&url),
            Self::Close => reply::hang_up(),
            Self::Reset => marked(reply::hang_up(), Reset),
            Self::Truncated => truncate(carry_out(None).await).await,
            Self::ResetMidBody => marked(truncate(carry_out(None).await).await, Reset),
            Self::LostAnswer => {
                carry_out(None).await;
                reply::hang_up()
            }
            Self::Api(fault) => carry_out(Some(fault)).await,
        }
    }
}

/// A number that is no status, such as 7, is a mistake of the test; 500 shows it.
fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn marked<T: Clone + Send + Sync + 'static>(
    mut response: Response<Body>,
    mark: T,
) -> Response<Body> {
    response.extensions_mut().insert(mark);
    response
}

/// A URL that is no header value is a mistake of the test; 500 shows it.
fn redirect(url: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    if let Ok(url) = HeaderValue::from_str(url) {
        *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
        response.headers_mut().insert(LOCATION, url);
    }
    response
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
