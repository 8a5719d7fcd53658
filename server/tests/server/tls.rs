//! https, and the refusal to take keys in clear.

use crate::support::{options, parse, request};
use server::{Backend, Limits, Options, Server, Tls, start, start_within};
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// A certificate for localhost, signed by itself, in files.
fn certificate(name: &str) -> (Tls, CertificateDer<'static>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let certificate = folder.join(format!("{name}-cert.pem"));
    let key = folder.join(format!("{name}-key.pem"));
    fs::write(&certificate, made.cert.pem()).unwrap();
    fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    (Tls { certificate, key }, made.cert.der().clone())
}

async fn connect(addr: SocketAddr, trusted: &CertificateDer<'static>) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let socket = TcpStream::connect(addr).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let connector = TlsConnector::from(Arc::new(config));
    connector.connect(name, socket).await.unwrap()
}

async fn with_tls(name: &str, limits: Limits) -> (Server, CertificateDer<'static>) {
    let (tls, certificate) = certificate(name);
    let mut options = options();
    options.tls = Some(tls);
    (start_within(options, limits).await.unwrap(), certificate)
}

#[tokio::test]
async fn the_panel_comes_by_https() {
    let (server, certificate) = with_tls("https", Limits::default()).await;
    assert!(server.url().starts_with("https://127.0.0.1:"));
    for path in ["/", "/v1/public-ips"] {
        let mut stream = connect(server.addr(), &certificate).await;
        let text = request(server.addr(), &format!("GET {path}"), "", "");
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let answer = parse(&bytes);
        assert_eq!(answer.status, if path == "/" { 200 } else { 401 });
        assert!(answer.header("strict-transport-security").is_some());
    }
    // A client that speaks http gets no answer and does no harm.
    let text = request(server.addr(), "GET /", "", "");
    let mut socket = TcpStream::connect(server.addr()).await.unwrap();
    socket.write_all(text.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    socket.read_to_end(&mut bytes).await.ok();
    assert!(!String::from_utf8_lossy(&bytes).contains("HTTP/1.1"));
    connect(server.addr(), &certificate).await;
}

#[tokio::test]
async fn a_handshake_that_never_ends_does_not_hold_the_connection() {
    let limits = Limits {
        head: Duration::from_millis(200),
        ..Limits::default()
    };
    let (server, _) = with_tls("silent", limits).await;
    let mut silent = TcpStream::connect(server.addr()).await.unwrap();
    let mut bytes = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(10), silent.read_to_end(&mut bytes)).await;
    assert!(ended.is_ok());
    server.stop().await;
}

#[tokio::test]
async fn a_certificate_that_cannot_be_used_is_named() {
    let (one, _) = certificate("one");
    let (other, _) = certificate("other");
    for (certificate, key, word) in [
        (
            one.certificate.clone(),
            other.key.clone(),
            "do not make a pair",
        ),
        ("no/such.pem".into(), one.key.clone(), "no/such.pem"),
        (
            one.certificate.clone(),
            one.certificate.clone(),
            "one-cert.pem",
        ),
    ] {
        let mut options = options();
        options.tls = Some(Tls { certificate, key });
        let text = start(options).await.unwrap_err().to_string();
        assert!(text.contains(word) && text.contains("--tls-cert"), "{text}");
    }
}

/// A server that takes keys of an API beyond this machine.
fn beyond_loopback() -> Options {
    let mut options = options();
    options.listen = SocketAddr::from(([0, 0, 0, 0], 0));
    options.backend = Backend::Upstream("http://127.0.0.1:9/v1".into());
    options
}

#[tokio::test]
async fn keys_in_clear_are_refused_beyond_loopback() {
    let text = start(beyond_loopback()).await.unwrap_err().to_string();
    assert!(text.contains("in clear"), "{text}");
    assert!(
        text.contains("--tls-cert") && text.contains("--behind-tls-proxy"),
        "{text}"
    );

    let mut simulated = beyond_loopback();
    simulated.backend = Backend::Simulator;
    let mut behind_proxy = beyond_loopback();
    behind_proxy.behind_tls_proxy = true;
    let mut with_tls = beyond_loopback();
    with_tls.tls = Some(certificate("beyond").0);
    let mut near = beyond_loopback();
    near.listen = options().listen;
    for allowed in [simulated, behind_proxy, with_tls, near] {
        start(allowed).await.unwrap();
    }
}
