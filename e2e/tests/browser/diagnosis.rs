//! The diagnosis when the API cannot be called, and its help.

use e2e::{Fault, Options, Panel, free_address, options, panel_test, panel_test_with};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

fn panel_of(listen: SocketAddr, api: SocketAddr) -> Options {
    let mut panel = options();
    panel.listen = listen;
    panel.api_base = Some(format!("http://{api}/v1"));
    panel
}

async fn failed_sign_in(panel: &Panel<'_>) -> String {
    panel.open("").await;
    panel.submit_key("demo").await;
    panel.alert_says("Couldn't check the API key").await;
    panel.alerts().await.concat()
}

/// Answers every connection with an empty page without CORS headers.
async fn serve_empty_pages(listener: TcpListener) {
    while let Ok((mut socket, _)) = listener.accept().await {
        let mut request = [0; 4_096];
        let read = socket.read(&mut request).await.unwrap_or_default();
        let text = String::from_utf8_lossy(request.get(..read).unwrap_or_default()).into_owned();
        assert!(
            !text.to_ascii_lowercase().contains("bearer"),
            "a key was sent: {text}"
        );
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        socket.write_all(answer).await.ok();
    }
}

#[test]
fn an_api_that_answers_but_not_this_page_is_told_from_one_that_does_not_answer() {
    let (listen, other) = (free_address(), free_address());
    panel_test_with(panel_of(listen, other), async |panel| {
        panel.expect_console("CORS policy");
        panel.expect_console("net::ERR_");
        let words = failed_sign_in(panel).await;
        assert!(
            words.contains("no response from the API gets through"),
            "{words}"
        );
        let answering = tokio::spawn(serve_empty_pages(
            TcpListener::bind(other).await.expect("a free port"),
        ));
        let words = failed_sign_in(panel).await;
        assert!(
            words.contains("The API responds, but this page can't read the response"),
            "{words}"
        );
        assert!(
            words.contains("(CORS)") && words.contains("doesn't say which"),
            "{words}"
        );
        // The command to check it, with this page's API base and origin, and the workaround.
        let check = format!("{other}/v1/public-ips -H 'Origin: http://{listen}'");
        for text in [check.as_str(), r#"{"apiBase": "/v1"}"#] {
            assert!(words.contains(text), "{words}");
        }
        assert!(!answering.is_finished(), "no key was sent");
    });
}

#[test]
fn a_connection_that_broke_is_told_from_one_that_is_not_there() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        panel.faults(3, "GET", "/v1/public-ips", &Fault::Reset);
        panel.button("Refresh").click().await;
        panel.alert_says("The API is responding again").await;
    });
}

#[test]
fn each_kind_of_answer_says_what_happened_and_what_to_do() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let json = |status, words: &str| {
            Fault::Status(status, format!(r#"{{"code":"CODE","message":"{words}"}}"#))
        };
        for (fault, times, texts) in [
            (json(403, "No."), 1, ["No (CODE, 403)", "Ask a team owner"]),
            (
                json(429, "Slow."),
                3,
                ["Slow (CODE, 429)", "Rate limited. Wait a minute"],
            ),
            (
                json(500, "Oh."),
                3,
                ["Oh (CODE, 500)", "Try again in a moment"],
            ),
            (
                Fault::Html(502),
                3,
                ["from the API (status 502)", "Check apiBase in config.json"],
            ),
            (
                Fault::Status(200, "<p>Hello</p>".into()),
                1,
                ["from the API (status 200)", "Hello"],
            ),
            (
                Fault::Status(200, r#"{"items":7}"#.into()),
                1,
                ["from the API (status 200)", "items"],
            ),
        ] {
            panel.faults(times, "GET", "/v1/public-ips", &fault);
            panel.button("Refresh").click().await;
            for text in texts {
                panel.alert_says(text).await;
            }
            panel.row("203.0.113.7").visible().await;
            panel.button("Dismiss").click().await;
        }
    });
}
