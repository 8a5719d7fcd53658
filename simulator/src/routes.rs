//! From a request to an answer.

use serde::Deserialize;

use crate::account::Account;
use crate::address::Address;
use crate::json::Json;
use crate::refusal::Refusal;
use crate::{Request, Response, machine_list, public_ip_list};

/// The body of a claim. Source: docs/api.md, Claim.
#[derive(Deserialize)]
struct Claim {
    region: String,
}

/// The body of an assign: the key must be there, its value may be null.
/// Source: docs/api.md, Assign and unassign.
#[derive(Deserialize)]
struct Assign {
    // With a function of its own serde no longer takes a missing key for `None`.
    #[serde(rename = "machineId", deserialize_with = "Option::deserialize")]
    machine: Option<String>,
}

/// Answers one request to an account at `now`, in ms since the epoch. Who asks was settled
/// before: the key chose the account. No clock, no randomness.
pub fn handle(account: &mut Account, request: &Request, now: i64) -> Response {
    match route(account, request, now) {
        Ok(body) => Response { status: 200, body },
        Err(refusal) => refusal.response(),
    }
}

fn route(account: &mut Account, request: &Request, now: i64) -> Result<String, Refusal> {
    let ip = request
        .path
        .strip_prefix("/public-ips/")
        .filter(|ip| !ip.is_empty());
    match (request.method.as_str(), request.path.as_str(), ip) {
        ("GET", "/public-ips", _) => public_ip_list::page(account, &request.query),
        ("GET", "/machines", _) => machine_list::page(account, &request.query),
        ("GET", "/auth/session", _) => Ok(SESSION.to_owned()),
        ("POST", "/public-ips", _) => {
            may_change(account)?;
            let claim: Claim = read(&request.body, "region", "Expected a string.")?;
            account.claim(&claim.region, now).map(item)
        }
        ("PUT", _, Some(ip)) => {
            may_change(account)?;
            let expected = "Expected a string or null.";
            let assign: Assign = read(&request.body, "machineId", expected)?;
            account.assign(ip, assign.machine.as_deref()).map(item)
        }
        ("DELETE", _, Some(ip)) => {
            may_change(account)?;
            account.release(ip)?;
            let mut json = Json::default();
            json.open('{');
            json.key("ip").text(ip);
            json.close('}');
            Ok(json.finish())
        }
        // An unknown path and a wrong method are the same to the API. Source: docs/api.md, Errors.
        (method, path, _) => Err(Refusal::not_found(&[
            "There is no ",
            method,
            " ",
            path,
            ".",
        ])),
    }
}

/// Who the key belongs to. Source: docs/api.md, Who am I.
const SESSION: &str = concat!(
    r#"{"user":{"id":"u4c1f0a2","email":"dana@example.com","firstName":"Dana","lastName":"Reyes","#,
    r#""teamMemberships":[{"team":{"id":"te7h2k9x1","name":"Example Research","#,
    r#""namespace":"example-research"},"isOwner":false,"isAdmin":true}]},"#,
    r#""team":{"id":"te7h2k9x1","namespace":"example-research"}}"#
);

fn may_change(account: &Account) -> Result<(), Refusal> {
    if account.read_only {
        Err(Refusal::read_only())
    } else {
        Ok(())
    }
}

/// Reads a body with one field. Source: docs/api.md, Errors.
fn read<'a, T: Deserialize<'a>>(
    body: &'a str,
    field: &'static str,
    expected: &'static str,
) -> Result<T, Refusal> {
    let not_an_object = || Refusal::invalid("body", "Expected a JSON object.");
    // serde would also read the fields from an array.
    if !body.trim_start().starts_with('{') {
        return Err(not_an_object());
    }
    serde_json::from_str(body).map_err(|error| {
        if error.is_data() {
            Refusal::invalid(field, expected)
        } else {
            not_an_object()
        }
    })
}

fn item(address: Address) -> String {
    let mut json = Json::default();
    address.write(&mut json);
    json.finish()
}
