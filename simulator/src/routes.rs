//! From a request to an answer.

use crate::account::Account;
use crate::address::Address;
use crate::json::Json;
use crate::refusal::Refusal;
use crate::{Request, Response, machine_list, public_ip_list, typed};

/// Answers one request to an account at `now`, in ms since the epoch. Who asks was settled
/// before: the key chose the account. No clock, no randomness.
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
        ("GET", "/public-ips", _) => public_ip_list::page(account, &request.query).map(good),
        ("GET", "/machines", _) => machine_list::page(account, &request.query).map(good),
        ("GET", "/auth/session", _) => Ok(good(SESSION.to_owned())),
        ("POST", "/public-ips", _) => {
            may_change(account)?;
            // Source: docs/api.md, Claim.
            let region = field(&request.body, "region")?.and_then(json::string);
            let region = region.ok_or_else(|| Refusal::invalid("region", "Expected a string."))?;
            account.claim(&region, now).map(item)
        }
        ("PUT", _, Some(ip)) => {
            may_change(account)?;
            // The key must be there, its value may be null. Source: docs/api.md, Assign and unassign.
            let machine = match field(&request.body, "machineId")? {
                Some("null") => Some(None),
                value => value.and_then(json::string).map(Some),
            };
            let machine = machine
                .ok_or_else(|| Refusal::invalid("machineId", "Expected a string or null."))?;
            let wish = machine.as_deref().and_then(typed::wish);
            match wish {
                Some(wish) => wish.answer(account, ip, machine),
                None => account.assign(ip, machine.as_deref()).map(item),
            }
        }
        ("DELETE", _, Some(ip)) => {
            may_change(account)?;
            account.release(ip)?;
            let mut json = Json::default();
            json.open('{');
            json.key("ip").text(ip);
            json.close('}');
            Ok(good(json.finish()))
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

/// The one field of a body, as JSON text; none when it is missing or stands there twice.
/// Source: docs/api.md, Errors.
fn field<'a>(body: &'a str, name: &str) -> Result<Option<&'a str>, Refusal> {
    match json::members(body, [name]) {
        Some([value]) => Ok(value),
        None if json::members(body, []).is_some() => Ok(None),
        None => Err(Refusal::invalid("body", "Expected a JSON object.")),
    }
}

/// An address as the answer to a request that changed it.
pub(crate) fn item(address: Address) -> Response {
    let mut json = Json::default();
    address.write(&mut json);
    good(json.finish())
}

fn good(body: String) -> Response {
    Response::new(200, body)
}
