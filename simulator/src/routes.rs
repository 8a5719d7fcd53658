//! Routes a request to the account.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::address::changed;
use crate::magic_machine_ids::MagicId;
use crate::refusal::Refusal;
use crate::{Request, Response, machine_list, public_ip_list};

/// The body of a claim. Source: docs/api.md, Claim.
#[derive(Deserialize)]
struct Claim {
    region: String,
}

/// The body of an assign or unassign. Source: docs/api.md, Assign and unassign.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Assign {
    /// The member is required, its value may be null. With `deserialize_with`, serde does not take
    /// an absent member for null.
    #[serde(deserialize_with = "Option::deserialize")]
    machine_id: Option<String>,
}

/// The answer to a release. Source: docs/api.md, Release.
#[derive(Serialize)]
struct Released<'a> {
    ip: &'a str,
}

/// The answer to `GET /auth/session`, the same for all keys. Source: docs/api.md, Who am I.
const SESSION: &str = concat!(
    r#"{"user":{"id":"u4c1f0a2","email":"dana@example.com","firstName":"Dana","lastName":"Reyes","#,
    r#""teamMemberships":[{"team":{"id":"te7h2k9x1","name":"Example Research","#,
    r#""namespace":"example-research"},"isOwner":false,"isAdmin":true}]},"#,
    r#""team":{"id":"te7h2k9x1","namespace":"example-research"}}"#
);

/// Answers one request to an account at `now`, in ms since the epoch. The key chose the account
/// before.
pub fn handle(account: &mut Account, request: &Request, now: i64) -> Response {
    match route(account, request, now) {
        Ok(response) => response,
        Err(refusal) => refusal.response(),
    }
}

fn route(account: &mut Account, request: &Request, now: i64) -> Result<Response, Refusal> {
    let ip = request
        .path
        .strip_prefix("/public-ips/")
        .filter(|ip| !ip.is_empty());
    match (request.method.as_str(), request.path.as_str(), ip) {
        ("GET", "/public-ips", _) => {
            public_ip_list::page(account, &request.query).map(|page| Response::json(200, &page))
        }
        ("GET", "/machines", _) => {
            machine_list::page(account, &request.query).map(|page| Response::json(200, &page))
        }
        ("GET", "/auth/session", _) => Ok(Response::new(200, SESSION.to_owned())),
        ("POST", "/public-ips", _) => {
            may_change(account)?;
            let Claim { region } = body(request, "region", "Expected a string.")?;
            account.claim(&region, now).map(changed)
        }
        ("PUT", _, Some(ip)) => {
            may_change(account)?;
            let Assign { machine_id } = body(request, "machineId", "Expected a string or null.")?;
            match machine_id.as_deref().and_then(MagicId::parse) {
                Some(magic) => magic.answer(account, ip, machine_id),
                None => account.assign(ip, machine_id.as_deref()).map(changed),
            }
        }
        ("DELETE", _, Some(ip)) => {
            may_change(account)?;
            account.release(ip)?;
            Ok(Response::json(200, &Released { ip }))
        }
        // An unknown path and a wrong method are the same to the API. Source: docs/api.md, Errors.
        (method, path, _) => Err(Refusal::not_found(format!("There is no {method} {path}."))),
    }
}

fn may_change(account: &Account) -> Result<(), Refusal> {
    if account.read_only {
        Err(Refusal::read_only())
    } else {
        Ok(())
    }
}

/// Reads the body, an object of one `field`. Source: docs/api.md, Errors.
fn body<'a, T: Deserialize<'a>>(
    request: &'a Request,
    field: &'static str,
    expected: &'static str,
) -> Result<T, Refusal> {
    let body = request.body.as_str();
    // serde takes an array for the fields of a struct in their order.
    let is_object = body.trim_start().starts_with('{');
    if !is_object || serde_json::from_str::<IgnoredAny>(body).is_err() {
        return Err(Refusal::invalid("body", "Expected a JSON object."));
    }
    serde_json::from_str(body).map_err(|_| Refusal::invalid(field, expected))
}
