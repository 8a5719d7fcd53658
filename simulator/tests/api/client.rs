//! A client that knows the wire alone.

use serde_json::Value;
use simulator::{Account, Request, Response, Service, handle};

/// 2026-05-28T20:26:40Z.
pub(crate) const NOW: i64 = 1_780_000_000_000;

pub(crate) fn request(method: &str, target: &str, body: &str) -> Request {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        authorization: None,
        body: body.to_owned(),
    }
}

/// Decodes the body; returns it with the status.
pub(crate) fn decoded(response: &Response) -> (u16, Value) {
    (
        response.status,
        serde_json::from_str(&response.body).unwrap(),
    )
}

pub(crate) fn send(account: &mut Account, method: &str, target: &str, body: &str) -> (u16, Value) {
    decoded(&handle(account, &request(method, target, body), NOW))
}

pub(crate) fn with_key(
    accounts: &mut Service,
    key: &str,
    method: &str,
    target: &str,
) -> (u16, Value) {
    let mut request = request(method, target, r#"{"region":"ny2"}"#);
    request.authorization = Some(format!("Bearer {key}"));
    decoded(&accounts.answer(&request, NOW))
}

/// Reads a list, which must answer 200.
pub(crate) fn get(account: &mut Account, target: &str) -> Value {
    let (status, body) = send(account, "GET", target, "");
    assert_eq!(status, 200, "{target}: {body}");
    body
}

/// One field of every item of a page.
pub(crate) fn texts(page: &Value, field: &str) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item[field].as_str().unwrap().to_owned())
        .collect()
}

/// The cursor of a page, percent-encoded. It must be there if and only if the page has more.
pub(crate) fn cursor(page: &Value) -> Option<String> {
    let next = page["nextPage"].as_str().map(encode);
    assert_eq!(page["hasMore"].as_bool().unwrap(), next.is_some());
    assert!(next.is_some() || page["nextPage"].is_null());
    next
}

/// Follows the cursors of a list to its end and returns the pages.
pub(crate) fn pages(account: &mut Account, target: &str) -> Vec<Value> {
    let mut pages = vec![get(account, target)];
    while let Some(after) = cursor(pages.last().unwrap()) {
        pages.push(get(account, &format!("{target}&after={after}")));
    }
    pages
}

pub(crate) fn all_texts(pages: &[Value], field: &str) -> Vec<String> {
    pages.iter().flat_map(|page| texts(page, field)).collect()
}

/// Percent-encodes all but letters and digits.
pub(crate) fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
