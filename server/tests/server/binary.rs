//! The binary as a process: banner, log, signals, errors.

use crate::support::{exchange, panel, parse, request, simulated};
use std::net::SocketAddr;
use std::process::{Output, Stdio};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

const SENTINEL: &str = "a-key-that-nobody-has-0123456789";

fn command(flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_public-ips-server"));
    command.args(flags).kill_on_drop(true);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts it on a free port and reads the address from its banner.
pub(crate) async fn started() -> (Child, SocketAddr) {
    started_with(&[]).await
}

async fn started_with(flags: &[&str]) -> (Child, SocketAddr) {
    let dist = panel();
    let mut command = command(&["--dist", dist.to_str().unwrap(), "--port", "0"]);
    let mut child = command.args(flags).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next_line().await.unwrap().unwrap();
    let (_, address) = first.rsplit_once("http://").expect("an address");
    let address = address.parse().unwrap();
    let mut keys = 0;
    while let Some(line) = lines.next_line().await.unwrap() {
        keys += usize::from(line.starts_with("  "));
        if line == "Stop with Ctrl-C." {
            break;
        }
    }
    assert_eq!(keys, 12);
    (child, address)
}

async fn signalled(child: Child, signal: &str) -> Output {
    let id = child.id().unwrap().to_string();
    let sent = Command::new("kill").args([signal, &id]).status().await;
    assert!(sent.unwrap().success());
    child.wait_with_output().await.unwrap()
}

#[tokio::test]
async fn the_log_has_one_line_a_request_and_no_key() {
    let (child, addr) = started().await;
    for (line, extra, body) in [
        ("GET /", "", ""),
        (
            "GET /v1/public-ips?after={key}",
            "Authorization: Bearer {key}\r\n",
            "",
        ),
        (
            "POST /v1/public-ips",
            "Authorization: {key}\r\nCookie: {key}\r\n",
            "{key}",
        ),
    ] {
        let text = request(addr, line, extra, body).replace("{key}", SENTINEL);
        let text = text.replace(
            "Content-Length: 5",
            &format!("Content-Length: {}", SENTINEL.len()),
        );
        parse(&exchange(addr, &text).await);
    }
    let output = signalled(child, "-TERM").await;
    let log = String::from_utf8(output.stderr).unwrap();
    assert!(!log.contains(SENTINEL), "{log}");
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 3, "{log}");
    assert!(lines[0].starts_with("GET / 200 ") && lines[0].ends_with(" ms"));
    assert!(lines[1].starts_with("GET /v1/public-ips 401 "));
    assert!(lines[2].starts_with("POST /v1/public-ips 401 "));
    assert!(output.status.success());
}

#[tokio::test]
async fn the_log_as_json_has_the_same_and_no_key() {
    let (child, addr) = started_with(&["--log", "json"]).await;
    let text = request(
        addr,
        "GET /v1/a%22%1b[1m?after={key}",
        "Authorization: Bearer {key}\r\n",
        "",
    );
    parse(&exchange(addr, &text.replace("{key}", SENTINEL)).await);
    let output = signalled(child, "-TERM").await;
    let log = String::from_utf8(output.stderr).unwrap();
    assert!(!log.contains(SENTINEL) && !log.contains('\x1b'), "{log}");
    assert_eq!(log.lines().count(), 1, "{log}");
    let line: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!(line["method"], "GET");
    assert_eq!(line["path"], "/v1/a%22%1B[1m");
    assert_eq!(line["status"], 404);
    assert!(line["milliseconds"].is_u64() && line["time"].as_f64() > Some(1e9));
}

#[tokio::test]
async fn the_check_is_a_sentence_and_a_failure_if_the_answer_is_no() {
    let api = simulated().await;
    let url = format!("{}/v1", api.url());
    let flags = [
        "check",
        "--origin",
        "https://panel.example",
        "--upstream",
        &url,
    ];
    let output = command(&flags).output().await.unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text.starts_with("No: a page of ") && text.lines().count() == 1,
        "{text}"
    );
}

#[tokio::test]
async fn both_signals_stop_it_cleanly() {
    for signal in ["-TERM", "-INT"] {
        let (child, _) = started().await;
        assert!(signalled(child, signal).await.status.success(), "{signal}");
    }
}

#[tokio::test]
async fn errors_are_a_sentence_and_a_failure() {
    let unknown = command(&["--nonsense"]).output().await.unwrap();
    let text = String::from_utf8(unknown.stderr).unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        text.contains("'--nonsense'") && text.contains("Usage:"),
        "{text}"
    );
    let twice = command(&["--port", "1", "--port", "2"])
        .output()
        .await
        .unwrap();
    let text = String::from_utf8(twice.stderr).unwrap();
    assert_eq!(twice.status.code(), Some(2));
    assert!(
        text.contains("'--port <N>' cannot be used multiple times"),
        "{text}"
    );
    let absent = command(&["--dist", "no/such"]).output().await.unwrap();
    let text = String::from_utf8(absent.stderr).unwrap();
    assert_eq!(absent.status.code(), Some(1));
    assert_eq!(text.lines().count(), 1, "{text}");
    let help = command(&["--help"]).output().await.unwrap();
    assert!(help.status.success());
    let text = String::from_utf8(help.stdout).unwrap();
    for word in [
        "Usage: public-ips",
        "API:",
        "Address:",
        "https:",
        "Examples:",
        "--upstream <URL>",
        "[default: 4600]",
    ] {
        assert!(text.contains(word), "{text}");
    }
    let version = command(&["--version"]).output().await.unwrap();
    assert!(version.status.success());
    let text = String::from_utf8(version.stdout).unwrap();
    assert_eq!(text, format!("public-ips {}\n", env!("CARGO_PKG_VERSION")));
}
