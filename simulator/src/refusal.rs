//! Why a request is refused, in the API's own shape.

use crate::Response;
use crate::json::Json;

/// A refusal. Source: docs/api.md, Errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The code of the API that goes with the status.
    pub code: &'static str,
    /// One or two sentences that name the object.
    pub message: String,
    /// The field that was wrong and what was expected of it, when the request did not validate.
    pub details: Option<(&'static str, &'static str)>,
}

impl Refusal {
    fn new(status: u16, code: &'static str, message: &[&str]) -> Self {
        Self {
            status,
            code,
            message: message.concat(),
            details: None,
        }
    }

    /// 400 with details. Source: docs/api.md, Errors.
    pub(crate) fn invalid(field: &'static str, expected: &'static str) -> Self {
        let mut refusal = Self::new(
            400,
            "BAD_REQUEST",
            &["The request is not valid: ", field, "."],
        );
        refusal.details = Some((field, expected));
        refusal
    }

    /// 401. Source: docs/api.md, Base and authentication.
    pub(crate) fn unauthorized() -> Self {
        Self::new(
            401,
            "UNAUTHORIZED",
            &["You must be logged in to access this method."],
        )
    }

    /// 403, for the key `read-only`, which the live API does not have.
    pub(crate) fn read_only() -> Self {
        Self::new(
            403,
            "FORBIDDEN",
            &["This key may read public IPs but not change them."],
        )
    }

    /// 404. Source: docs/api.md, Errors.
    pub(crate) fn not_found(message: &[&str]) -> Self {
        Self::new(404, "NOT_FOUND", message)
    }

    /// 409. Source: docs/api.md, Assign and unassign.
    pub(crate) fn conflict(message: &[&str]) -> Self {
        Self::new(409, "CONFLICT", message)
    }

    /// 422; the code that the live API uses for a quota is not known.
    /// Source: docs/api.md, Claim and Unknown.
    pub(crate) fn quota(limit: &str) -> Self {
        let message = ["This team has reached its limit of ", limit, " public IPs."];
        Self::new(422, "UNPROCESSABLE_CONTENT", &message)
    }

    /// A refusal that somebody asked for (`docs/simulator.md`, Failures on demand), for the statuses of
    /// the API and of what may stand before it. Source: docs/api.md, Errors.
    pub(crate) fn on_demand(status: u16) -> Option<Self> {
        let code = match status {
            400 => "BAD_REQUEST",
            401 => "UNAUTHORIZED",
            403 => "FORBIDDEN",
            404 => "NOT_FOUND",
            408 => "TIMEOUT",
            409 => "CONFLICT",
            422 => "UNPROCESSABLE_CONTENT",
            429 => "TOO_MANY_REQUESTS",
            500 => "INTERNAL_SERVER_ERROR",
            502 => "BAD_GATEWAY",
            503 => "SERVICE_UNAVAILABLE",
            504 => "GATEWAY_TIMEOUT",
            _ => return None,
        };
        Some(Self::new(
            status,
            code,
            &["The simulator was asked to fail."],
        ))
    }

    /// The answer on the wire.
    pub(crate) fn response(&self) -> Response {
        let mut json = Json::default();
        json.open('{');
        json.key("code").text(self.code);
        json.key("message").text(&self.message);
        if let Some((field, expected)) = self.details {
            json.key("details").open('{');
            json.key(field).text(expected);
            json.close('}');
        }
        json.close('}');
        Response::new(self.status, json.finish())
    }
}
