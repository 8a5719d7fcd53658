//! Panel and API on different origins, with CORS and without.

use crate::steps::open_claim;
use e2e::{Key, Options, Panel, free_address, options, panel_test_with, start};
use std::net::SocketAddr;

fn api(cors: Option<SocketAddr>) -> Options {
    let mut api = options();
    api.listen = free_address();
    api.cors = cors.map(|address| format!("http://{address}"));
    api
}

fn panel_of(listen: SocketAddr, api: &Options) -> Options {
    let mut panel = options();
    panel.listen = listen;
    panel.api_base = Some(format!("http://{}/v1", api.listen));
    panel
}

#[test]
fn an_api_that_allows_the_origin_works_from_end_to_end() {
    let listen = free_address();
    let api = api(Some(listen));
    panel_test_with(panel_of(listen, &api), async |panel| {
        let address = api.listen.to_string();
        let api = start(api).await;
        panel.open("").await;
        panel.shows(&address).await;
        panel.submit_key("demo").await;
        panel.shows("36 addresses, all loaded").await;
        open_claim(panel)
            .await
            .radio("East Coast (NY2)")
            .select()
            .await;
        panel
            .dialog("Claim a public IP")
            .button("Claim")
            .click()
            .await;
        panel.row("203.0.113.1").visible().await;
        panel.button("Assign 203.0.113.1").click().await;
        panel
            .dialog("Assign 203.0.113.1")
            .field("Machine")
            .fill("psw51yb8m")
            .await;
        panel.press(Key::Enter).await;
        panel.row("203.0.113.1").has_text("psw51yb8m").await;
        panel.button("Unassign 203.0.113.1").click().await;
        panel
            .dialog("Unassign 203.0.113.1")
            .button("Unassign")
            .click()
            .await;
        panel.row("203.0.113.1").has_text("Idle").await;
        panel.button("Release 203.0.113.1").click().await;
        panel
            .dialog("Release 203.0.113.1")
            .button("Release")
            .click()
            .await;
        panel.row("203.0.113.1").gone().await;
        assert!(
            panel.server.journal().is_empty(),
            "the panel's own host is asked nothing"
        );
        let headers = api
            .journal()
            .into_iter()
            .filter(|entry| entry.method == "OPTIONS");
        assert!(
            headers.clone().count() > 0
                && headers.clone().all(|entry| entry.authorization.is_none())
        );
        api.stop().await;
    });
}

async fn refused_as_unreachable(panel: &Panel<'_>, words: &str) {
    panel.open("").await;
    panel.submit_key("demo").await;
    panel.alert_says(words).await;
    let alerts = panel.alerts().await.concat();
    assert!(!alerts.contains("revoked"), "not the key's fault: {alerts}");
    assert_eq!(panel.stored("sessionStorage").await, []);
    panel.heading("Sign in").visible().await;
}

#[test]
fn an_api_that_does_not_allow_the_origin_is_not_called_a_bad_key() {
    let listen = free_address();
    let api = api(None);
    panel_test_with(panel_of(listen, &api), async |panel| {
        panel.expect_console("CORS policy");
        panel.expect_console("net::ERR_FAILED");
        panel.expect_console("net::ERR_BLOCKED_BY_RESPONSE");
        let api = start(api).await;
        refused_as_unreachable(panel, "(CORS)").await;
        assert!(
            api.journal()
                .iter()
                .all(|entry| entry.authorization.is_none()),
            "the key was not sent"
        );
        api.stop().await;
    });
}

#[test]
fn an_api_that_is_not_there_is_not_called_a_bad_key() {
    let listen = free_address();
    let api = api(None);
    panel_test_with(panel_of(listen, &api), async |panel| {
        panel.expect_console("ERR_CONNECTION_REFUSED");
        refused_as_unreachable(panel, "no response from the API gets through").await;
    });
}
