//! The check whether a page's origin may call the API directly, without a key.

use crate::base_url;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN,
};
use axum::http::{HeaderMap, HeaderName, Method, Request, Response};
use http_body_util::Empty;
use hyper::body::{Bytes, Incoming};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use std::time::Duration;

/// Time for one answer of the API.
const TIME: Duration = Duration::from_secs(15);

/// Asks the API at `upstream` as a browser does for a page of `origin`: the preflight of an assignment, then a request that
/// the API answers with 401, both without a key. `Ok` says that the origin may call it, `Err` that it may not, or why
/// that is not known; both are one sentence.
///
/// # Errors
/// The sentence.
pub async fn check(upstream: &str, origin: &str) -> Result<String, String> {
    let base = base_url::parse(upstream)
        .map_err(|why| format!("The upstream `{upstream}` {why}: give a base URL."))?;
    let origin = base_url::parse_origin(origin).map_err(|why| {
        format!("The origin `{origin}` {why}: give scheme, host and port only, such as https://panel.example.")
    })?;
    let url = format!("{}{}", base.origin, base.path);
    // An address of the block for documentation (RFC 5737), which no team has. A preflight carries nothing out.
    let preflight = Request::builder()
        .method(Method::OPTIONS)
        .uri(format!("{url}/public-ips/203.0.113.7"))
        .header(ORIGIN, &origin)
        .header(ACCESS_CONTROL_REQUEST_METHOD, "PUT")
        .header(ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type");
    let request = Request::builder()
        .uri(format!("{url}/auth/session"))
        .header(ORIGIN, &origin);
    let refusal = async {
        let answer = send(preflight).await?;
        if let Some(why) = refused_preflight(&answer, &origin) {
            return Ok(Some(why));
        }
        let allowed = allows_origin(send(request).await?.headers(), &origin);
        Ok::<_, String>((!allowed).then(|| "its answers do not allow the origin".to_owned()))
    };
    match refusal.await {
        Ok(None) => Ok(format!("Yes: a page of {origin} may call {url} directly.")),
        Ok(Some(why)) => Err(format!(
            "No: a page of {origin} may not call {url} directly, since {why}; pass /v1 on to it from the panel's own origin, as `public-ips --live` does."
        )),
        Err(why) => Err(format!("Not known: {url} did not answer ({why}).")),
    }
}

async fn send(request: axum::http::request::Builder) -> Result<Response<Incoming>, String> {
    let request = request
        .body(Empty::<Bytes>::new())
        .map_err(|error| error.to_string())?;
    let connector = HttpsConnectorBuilder::new()
        .with_webpki_roots()
        .https_or_http()
        .enable_http1()
        .build();
    let client = Client::builder(TokioExecutor::new()).build(connector);
    match tokio::time::timeout(TIME, client.request(request)).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("no answer within {} seconds", TIME.as_secs())),
    }
}

/// Why a browser stops after this preflight (Fetch standard, "CORS-preflight fetch").
fn refused_preflight(answer: &Response<Incoming>, origin: &str) -> Option<String> {
    let headers = answer.headers();
    let status = answer.status();
    if !status.is_success() {
        return Some(format!("it answers the preflight with {}", status.as_u16()));
    }
    if !allows_origin(headers, origin) {
        return Some("its preflight does not allow the origin".to_owned());
    }
    if !lists(headers, ACCESS_CONTROL_ALLOW_METHODS, "PUT", true) {
        return Some("its preflight does not allow PUT".to_owned());
    }
    // `*` stands for every header but this one.
    if !lists(
        headers,
        ACCESS_CONTROL_ALLOW_HEADERS,
        "authorization",
        false,
    ) {
        return Some("its preflight does not allow the header Authorization".to_owned());
    }
    if !lists(headers, ACCESS_CONTROL_ALLOW_HEADERS, "content-type", true) {
        return Some("its preflight does not allow the header Content-Type".to_owned());
    }
    None
}

fn allows_origin(headers: &HeaderMap, origin: &str) -> bool {
    let mut allowed = headers.get_all(ACCESS_CONTROL_ALLOW_ORIGIN).iter();
    let first = allowed.next();
    // Two are refused by a browser, equal or not.
    allowed.next().is_none() && first.is_some_and(|first| first == origin || first == "*")
}

fn lists(headers: &HeaderMap, name: HeaderName, wanted: &str, or_all: bool) -> bool {
    let lines = headers.get_all(name);
    let mut words = lines
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim);
    words.any(|word| word.eq_ignore_ascii_case(wanted) || (or_all && word == "*"))
}
