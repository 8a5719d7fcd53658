//! Refusals, in the API's own shape.

use serde::{Serialize, Serializer};

use crate::Response;

/// A refusal. Source: docs/api.md, Errors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The HTTP status.
    #[serde(skip)]
    pub status: u16,
    /// The code of the API that goes with the status.
    pub code: &'static str,
    /// One or two sentences that name the object.
    pub message: String,
    /// The field that did not validate, and what was expected of it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_object")]
    pub details: Option<(&'static str, &'static str)>,
}

impl Refusal {
    fn new(status: u16, code: &'static str, message: String) -> Self {
        Self {
            status,
            code,
            message,
            details: None,
        }
    }

    /// 400 with details. Source: docs/api.md, Errors.
    pub(crate) fn invalid(field: &'static str, expected: &'static str) -> Self {
        let message = format!("The request is not valid: {field}.");
        let mut refusal = Self::new(400, "BAD_REQUEST", message);
        refusal.details = Some((field, expected));
        refusal
    }

    /// 401. Source: docs/api.md, Base and authentication.
    pub(crate) fn unauthorized() -> Self {
        let message = "You must be logged in to access this method.";
        Self::new(401, "UNAUTHORIZED", message.to_owned())
    }

    /// 403, for the key `read-only`, which the live API does not have.
    pub(crate) fn read_only() -> Self {
        let message = "This key may read public IPs but not change them.";
        Self::new(403, "FORBIDDEN", message.to_owned())
    }

    /// 404. Source: docs/api.md, Errors.
    pub(crate) fn not_found(message: String) -> Self {
        Self::new(404, "NOT_FOUND", message)
    }

    /// 409. Source: docs/api.md, Assign and unassign.
    pub(crate) fn conflict(message: String) -> Self {
        Self::new(409, "CONFLICT", message)
    }

    /// 422; the code that the live API uses for a quota is unknown.
    /// Source: docs/api.md, Claim and Unknown.
    pub(crate) fn quota(limit: u32) -> Self {
        let message = format!("This team has reached its limit of {limit} public IPs.");
        Self::new(422, "UNPROCESSABLE_CONTENT", message)
    }

    /// A refusal on demand (`docs/simulator.md`, Failures on demand), for the statuses of the API
    /// and of what may stand before it. Source: docs/api.md, Errors.
    pub(crate) fn on_demand(status: u16) -> Option<Self> {
        let code = match status {
            400 => "BAD_REQUEST",
            401 => "UNAUTHORIZED",
            403 => "FORBIDDEN",
            404 => "NOT_FOUND",
            408 => "TIMEOUT",
            409 => "CONFLICT",
            422 => "UNPROCESSABLE_CONTENT",
            425 => "TOO_EARLY",
            429 => "TOO_MANY_REQUESTS",
            499 => "CLIENT_CLOSED_REQUEST",
            500 => "INTERNAL_SERVER_ERROR",
            502 => "BAD_GATEWAY",
            503 => "SERVICE_UNAVAILABLE",
            504 => "GATEWAY_TIMEOUT",
            _ => return None,
        };
        let message = "The simulator was asked to fail.";
        Some(Self::new(status, code, message.to_owned()))
    }

    pub(crate) fn response(&self) -> Response {
        Response::json(self.status, self)
    }
}

fn as_object<S: Serializer>(
    details: &Option<(&str, &str)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(*details)
}
