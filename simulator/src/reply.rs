//! Answers in place of the API's own, from the API or from what stands before it.

use crate::refusal::Refusal;
use crate::{Arrival, Response};

/// An answer in place of the service's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// This status with the API's error object.
    Refused {
        /// One of 400, 401, 403, 404, 408, 409, 422, 425, 429, 499, 500, 502, 503 and 504; any
        /// other is answered 500.
        status: u16,
        /// The value of `Retry-After`, seconds or a date.
        retry_after: Option<String>,
    },
    /// This status with a page of HTML, as of a proxy or gateway.
    Html(u16),
    /// This status with a page of HTML that asks to sign in, as of a login wall.
    LoginPage(u16),
    /// The headers and half of the body, then the connection ends.
    CutOff,
    /// Later than a client waits.
    Late,
    /// None: the connection ends.
    Lost,
}

impl Reply {
    /// This status with the API's error object, without `Retry-After`.
    pub fn status(status: u16) -> Self {
        Self::Refused {
            status,
            retry_after: None,
        }
    }

    /// The response. `done` is the service's own, if the request was carried out.
    pub(crate) fn response(&self, done: Option<Response>) -> Response {
        match self {
            Self::Refused {
                status,
                retry_after,
            } => {
                let mut response = refused(*status);
                response.retry_after.clone_from(retry_after);
                response
            }
            Self::Html(status) => Response::new(*status, page("Bad gateway")),
            Self::LoginPage(status) => Response::new(*status, page("Sign in to continue")),
            Self::CutOff => arriving(Arrival::CutOff, done),
            Self::Late => arriving(Arrival::Late, done),
            Self::Lost => arriving(Arrival::Never, done),
        }
    }
}

fn refused(status: u16) -> Response {
    let refusal = Refusal::on_demand(status).or_else(|| Refusal::on_demand(500));
    refusal.map_or_else(
        || Response::new(500, String::new()),
        |refusal| refusal.response(),
    )
}

fn page(title: &str) -> String {
    format!("<!doctype html><title>{title}</title><h1>{title}</h1>")
}

fn arriving(arrival: Arrival, done: Option<Response>) -> Response {
    let mut response = done.unwrap_or_else(|| refused(503));
    response.arrival = arrival;
    response
}
