//! Faults: failures that a test plans in place of a good answer.

use crate::reply::{self, Reset, WithoutCors};
use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, LOCATION};
use axum::http::{HeaderValue, Response, StatusCode};
use http_body_util::BodyExt;
use hyper::body::Frame;
use std::future::ready;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Failure of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A status with a JSON body; not carried out.
    Status(u16, String),
    /// A status with an HTML page, as from a CDN; not carried out.
    Html(u16),
    /// [`Fault::Html`] without CORS headers: a page of another origin cannot read it.
    HtmlWithoutCors(u16),
    /// A redirect to this URL with 307; not carried out.
    Redirect(String),
    /// Closes the connection without an answer; not carried out.
    Close,
    /// Resets the connection without an answer; not carried out.
    Reset,
    /// Carried out; the connection closes after the headers and half of the body.
    Truncated,
    /// Carried out; the connection resets after the headers and half of the body.
    ResetMidBody,
    /// Carried out; the connection closes without an answer.
    LostAnswer,
    /// Carried out, and then answered with this fault.
    CarriedOut(Box<Fault>),
    /// A fault of the simulator; no effect on an upstream.
    Api(simulator::Fault),
}

/// Page of [`Fault::Html`].
const PAGE: &str = "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>";

impl Fault {
    /// Answers with this fault. Only the faults that are carried out call `carry_out`, with the simulator's own fault.
    pub(crate) async fn answer<F: Future<Output = Response<Body>>>(
        self,
        carry_out: impl FnOnce(Option<simulator::Fault>) -> F,
    ) -> Response<Body> {
        let Self::CarriedOut(fault) = self else {
            return self.meet(carry_out).await;
        };
        let response = carry_out(None).await;
        fault.meet(|_| ready(response)).await
    }

    async fn meet<F: Future<Output = Response<Body>>>(
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
            Self::Close => reply::close_connection(),
            Self::Reset => marked(reply::close_connection(), Reset),
            Self::Truncated => truncate(carry_out(None).await).await,
            Self::ResetMidBody => marked(truncate(carry_out(None).await).await, Reset),
            Self::LostAnswer => {
                carry_out(None).await;
                reply::close_connection()
            }
            // Once is enough.
            Self::CarriedOut(_) => carry_out(None).await,
            Self::Api(fault) => carry_out(Some(fault)).await,
        }
    }
}

/// An invalid status, such as 7, is a mistake of the test; 500 shows it.
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

/// Announces the whole length and breaks off halfway.
pub(crate) async fn truncate(response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = body.collect().await.map(|body| body.to_bytes()) else {
        return reply::close_connection();
    };
    parts
        .headers
        .insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len() / 2);
    Response::from_parts(parts, Body::new(Broken::After(half)))
}

/// A body of one piece and an error.
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
            // hyper flushes while a body is pending; an error at once would discard the first half.
            Self::Sending => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Self::Now => {
                let error = io::Error::other("a fault broke the answer off");
                Poll::Ready(Some(Err(error)))
            }
        }
    }
}
