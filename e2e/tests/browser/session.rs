//! The session of a tab: reload, sign-out, revoked key.

use e2e::{Role, panel_test};

#[test]
fn the_key_is_kept_under_one_entry_and_survives_a_reload() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let stored = panel.stored("sessionStorage").await;
        assert_eq!(stored.len(), 1, "{stored:?}");
        assert!(stored[0].1.contains("demo"));
        let local = panel.stored("localStorage").await;
        assert!(
            local.iter().all(|(_, value)| !value.contains("demo")),
            "{local:?}"
        );
        panel.reload().await;
        panel.row("203.0.113.4").visible().await;
        assert_eq!(panel.stored("sessionStorage").await, stored);
    });
}

#[test]
fn signing_out_forgets_the_key_and_empties_the_page() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.button("Sign out").click().await;
        panel.heading("Sign in").visible().await;
        assert_eq!(panel.stored("sessionStorage").await, []);
        assert_eq!(panel.all(Role::Row).count().await, 0);
        let html = panel.source().await;
        assert!(
            !html.contains("203.0.113.") && !html.contains("psm9u09bwu5i"),
            "an address stayed in the page"
        );
        assert_eq!(panel.field("API key").value().await, "");
        let last = panel.last_request();
        panel.reload().await;
        panel.heading("Sign in").visible().await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn a_key_revoked_meanwhile_leads_back_to_sign_in_and_to_the_same_view() {
    panel_test(async |panel| {
        panel.expect_console("401");
        panel.open("#region=ny2&order=asc").await;
        panel.submit_key("demo").await;
        panel.row("203.0.113.40").visible().await;
        panel.server.simulator(|service| service.revoke("demo"));
        panel.button("Refresh").click().await;
        panel.heading("Sign in").visible().await;
        panel.alert_says("no longer").await;
        assert_eq!(panel.stored("sessionStorage").await, []);
        assert_eq!(panel.all(Role::Row).count().await, 0);
        panel.fragment_is("region=ny2&order=asc").await;
        panel.submit_key("read-only").await;
        panel
            .tab("East Coast (NY2)")
            .has_attribute("aria-selected", Some("true"))
            .await;
        panel
            .column("Claimed")
            .has_attribute("aria-sort", Some("ascending"))
            .await;
        panel.row("203.0.113.40").visible().await;
        panel.row("192.0.2.44").gone().await;
    });
}

#[test]
fn a_key_revoked_during_a_change_says_so_on_the_sign_in_page() {
    panel_test(async |panel| {
        panel.expect_console("401");
        panel.sign_in_to_demo().await;
        panel.button("Claim IP").click().await;
        panel.server.simulator(|service| service.revoke("demo"));
        panel
            .dialog("Claim a public IP")
            .button("Claim")
            .click()
            .await;
        panel.heading("Sign in").visible().await;
        panel.alert_says("no longer").await;
        assert_eq!(panel.all(Role::Dialog).count().await, 0);
    });
}
