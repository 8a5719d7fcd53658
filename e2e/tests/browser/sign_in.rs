//! Sign-in: request, storage, refusals.

use e2e::{Fault, Panel, Role, options, panel_test, panel_test_with};
use std::net::{Ipv4Addr, SocketAddr};

/// A name of this machine. A page of it is not secure over http, as one of localhost would be.
const INSECURE: &str = "panel.test";

/// What describes the field of the key.
const DESCRIBED: &str = "const ids = document.activeElement.getAttribute('aria-describedby').split(' '); \
    return ids.map((id) => document.getElementById(id)?.textContent).join(' ');";

/// The sign-in page is still shown, and the tab stores nothing.
async fn signed_out(panel: &Panel<'_>) {
    panel.heading("Sign in").visible().await;
    assert_eq!(panel.all(Role::Row).count().await, 0);
    assert_eq!(panel.stored("sessionStorage").await, []);
}

#[test]
fn the_first_visit_shows_the_sign_in_page() {
    panel_test(async |panel| {
        panel.open("").await;
        signed_out(panel).await;
        panel.field("API key").visible().await;
        panel.button("Explore the demo").visible().await;
        panel
            .field("API key")
            .has_attribute("type", Some("password"))
            .await;
        assert_eq!(panel.alerts().await, [""; 0], "nothing has gone wrong yet");
        assert_eq!(
            panel.requests_since(0),
            [""; 0],
            "nothing is sent before somebody signs in"
        );
    });
}

#[test]
fn an_empty_field_is_refused_without_a_request() {
    panel_test(async |panel| {
        panel.open("").await;
        panel.button("Sign in").click().await;
        panel.alert_says("Enter your API key.").await;
        panel
            .field("API key")
            .has_attribute("aria-invalid", Some("true"))
            .await;
        panel.field("API key").focused().await;
        assert_eq!(panel.requests_since(0), [""; 0]);
        signed_out(panel).await;
    });
}

#[test]
fn a_mangled_key_is_refused_without_a_request() {
    panel_test(async |panel| {
        panel.open("").await;
        panel.submit_key("half a key").await;
        panel.alert_says("It contains a space").await;
        assert_eq!(panel.requests_since(0), [""; 0]);
        signed_out(panel).await;
    });
}

#[test]
fn a_page_that_is_not_secure_accepts_no_key() {
    let mut options = options();
    // On loopback the server answers to loopback names alone.
    options.listen = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
    options.host_names = vec![INSECURE.to_owned()];
    panel_test_with(options, async |panel| {
        // Chromium says that it ignores this header over http.
        panel.expect_script_error("Cross-Origin-Opener-Policy");
        let port = panel.server.addr().port();
        panel.visit(&format!("http://{INSECURE}:{port}/")).await;
        panel.alert_says("This page isn't secure").await;
        panel.submit_key("demo").await;
        panel.alert_says("This page isn't secure").await;
        panel
            .alert_says("Open the panel over https to sign in.")
            .await;
        signed_out(panel).await;
        assert!(panel.server.journal().is_empty(), "nothing was sent");
    });
}

#[test]
fn a_wrong_key_is_refused_and_not_stored() {
    for key in ["no-such-key", "revoked"] {
        panel_test(async |panel| {
            panel.expect_console("401");
            panel.open("").await;
            panel.submit_key(key).await;
            panel.alert_says("UNAUTHORIZED").await;
            let field = panel.field("API key");
            field.focused().await;
            field.has_attribute("aria-invalid", Some("true")).await;
            field.has_attribute("type", Some("password")).await;
            let described = panel.evaluate(DESCRIBED).await;
            let described = described.as_str().unwrap_or_default();
            assert!(described.contains("API key not accepted"), "{described}");
            let left = field.value().await;
            assert_eq!(left, key, "a letter can be mended");
            signed_out(panel).await;
            panel.submit_key("demo").await;
            panel.row("203.0.113.4").visible().await;
        });
    }
}

#[test]
fn the_right_key_is_verified_with_the_cheapest_request() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        assert_eq!(panel.requests_since(0)[0], "GET /public-ips?limit=1");
        let journal = panel.server.journal();
        assert!(
            journal
                .iter()
                .all(|entry| entry.authorization.as_deref() == Some("Bearer demo"))
        );
        panel.heading("Public IPs").visible().await;
        panel.heading("Sign in").gone().await;
    });
}

#[test]
fn a_pasted_key_may_carry_spaces_and_its_scheme() {
    panel_test(async |panel| {
        panel.open("").await;
        panel.submit_key("  Bearer demo ").await;
        panel.row("203.0.113.4").visible().await;
        let stored = panel.stored("sessionStorage").await;
        assert!(
            stored
                .iter()
                .any(|(_, value)| value.contains("demo") && !value.contains("Bearer"))
        );
    });
}

#[test]
fn enter_signs_in_and_a_second_press_sends_nothing_more() {
    panel_test(async |panel| {
        panel.open("").await;
        let gate = panel.server.hold("GET", "/v1/public-ips?limit=1");
        let field = panel.field("API key");
        field.fill("demo").await;
        panel.button("Show key").click().await;
        field.focus().await;
        panel.press(e2e::Key::Enter).await;
        assert!(gate.reached().await);
        panel.press(e2e::Key::Enter).await;
        // It is hidden as it is sent.
        field.has_attribute("type", Some("password")).await;
        assert_eq!(
            panel.stored("sessionStorage").await,
            [],
            "nothing is stored before it is verified"
        );
        gate.release();
        panel.row("203.0.113.4").visible().await;
        let mut checks = panel.requests("GET");
        checks.retain(|line| !line.contains("limit=60"));
        assert_eq!(checks.len(), 1, "{checks:?}");
    });
}

#[test]
fn the_key_can_be_shown_and_hidden() {
    panel_test(async |panel| {
        panel.open("").await;
        let field = panel.field("API key");
        field.fill("demo").await;
        panel.button("Show key").click().await;
        field.has_attribute("type", Some("text")).await;
        assert_eq!(field.value().await, "demo");
        panel.button("Hide key").click().await;
        field.has_attribute("type", Some("password")).await;
        panel.button("Show key").focused().await;
    });
}

#[test]
fn an_api_that_fails_is_not_called_a_bad_key() {
    let out_of_order = r#"{"code":"INTERNAL_SERVER_ERROR","message":"Out of order."}"#;
    let faults = [
        (Fault::Html(502), "isn't from the API"),
        (Fault::Html(200), "isn't from the API"),
        (Fault::Status(500, out_of_order.into()), "Out of order"),
        (Fault::Reset, "The API is responding again"),
    ];
    for (fault, words) in faults {
        panel_test(async |panel| {
            panel.expect_console("Failed to load resource");
            panel.open("").await;
            // Three attempts; the browser itself may repeat each when a connection breaks.
            panel.faults(9, "GET", "/v1/public-ips", &fault);
            panel.submit_key("demo").await;
            panel.alert_says(words).await;
            let alerts = panel.alerts().await.concat();
            assert!(!alerts.contains("revoked"), "{alerts}");
            assert_eq!(panel.field("API key").value().await, "demo");
            signed_out(panel).await;
        });
    }
}
