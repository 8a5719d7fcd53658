//! Locking, signing out in all tabs, and attempts to restore a session.

use e2e::{Panel, Role, panel_test};

const UNTIL_RELOAD: &str = "Forget the key when the page is reloaded";

/// The sign-in page, without data of the account.
async fn empty(panel: &Panel<'_>) {
    panel.heading("Sign in").visible().await;
    assert_eq!(panel.stored("sessionStorage").await, []);
    assert_eq!(panel.all(Role::Row).count().await, 0);
    let html = panel.source().await;
    assert!(
        !html.contains("203.0.113.") && !html.contains("psuo4b7xk93t"),
        "an address or a machine stayed in the page"
    );
}

#[test]
fn locking_drops_the_key_and_keeps_the_place() {
    panel_test(async |panel| {
        panel.open("#region=ny2&order=asc").await;
        panel.submit_key("demo").await;
        panel.row("203.0.113.40").visible().await;
        let last = panel.last_request();
        panel.button("Lock").click().await;
        empty(panel).await;
        panel.alert_says("Locked").await;
        panel.field("API key").focused().await;
        assert_eq!(panel.field("API key").value().await, "");
        panel.fragment_is("region=ny2&order=asc").await;
        assert_eq!(panel.requests_since(last), [""; 0]);
        panel.submit_key("demo").await;
        panel.row("203.0.113.40").visible().await;
        panel.row("192.0.2.44").gone().await;
    });
}

#[test]
fn the_demo_has_nothing_to_lock() {
    panel_test(async |panel| {
        panel.open("").await;
        panel.button("Explore the demo").click().await;
        panel.button("Sign out").visible().await;
        assert_eq!(panel.button("Lock").count().await, 0);
        panel.does_not_show("Key kept until reload").await;
    });
}

#[test]
fn signing_out_and_locking_end_the_sessions_of_the_other_tabs() {
    for (button, elsewhere) in [
        ("Sign out", "Signed out in another tab"),
        ("Lock", "Locked in another tab"),
    ] {
        panel_test(async |panel| {
            panel.open("#region=ny2").await;
            panel.submit_key("demo").await;
            panel.row("203.0.113.4").visible().await;
            panel.open_tab().await;
            panel.sign_in("read-only").await;
            panel.button(button).click().await;
            empty(panel).await;
            panel.switch_to_tab(0).await;
            empty(panel).await;
            panel.alert_says(elsewhere).await;
            panel.fragment_is("region=ny2").await;
        });
    }
}

#[test]
fn what_ends_by_itself_ends_in_its_own_tab_alone() {
    panel_test(async |panel| {
        panel.expect_console("401");
        panel.sign_in_to_demo().await;
        panel.open_tab().await;
        panel.sign_in("large-3").await;
        panel.shows("3 addresses, all loaded").await;
        panel.server.simulator(|service| service.revoke("large-3"));
        panel.button("Refresh").click().await;
        panel.alert_says("no longer accepts").await;
        panel.submit_key("read-only").await;
        panel.shows("36 addresses, all loaded").await;
        panel.advance_clock(15 * 60_000).await;
        panel.alert_says("You were inactive for 15 minutes.").await;
        panel.button("Explore the demo").click().await;
        panel.button("Sign out").click().await;
        panel.heading("Sign in").visible().await;
        panel.switch_to_tab(0).await;
        let gate = panel.server.hold("GET", "/v1/public-ips");
        panel.button("Refresh").click().await;
        assert!(gate.reached().await);
        gate.release();
        panel.row("203.0.113.4").visible().await;
    });
}

#[test]
fn back_after_signing_out_shows_no_address() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.tab("East Coast (NY2)").click().await;
        panel.fragment_is("region=ny2").await;
        panel.button("Sign out").click().await;
        panel.back().await;
        panel.fragment_is("").await;
        empty(panel).await;
        panel.forward().await;
        panel.fragment_is("region=ny2").await;
        empty(panel).await;
    });
}

#[test]
fn a_page_that_was_left_does_not_come_back_with_its_addresses() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        // Another document of the same tab takes over the session and ends it.
        panel
            .visit(&format!("{}/index.html", panel.server.url()))
            .await;
        panel.shows("36 addresses, all loaded").await;
        panel.button("Sign out").click().await;
        panel.heading("Sign in").visible().await;
        let last = panel.last_request();
        panel.back().await;
        empty(panel).await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn a_page_out_of_the_browsers_memory_needs_the_session_of_its_tab() {
    let back = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));";
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.evaluate(back).await;
        panel.row("203.0.113.4").visible().await;
        panel.evaluate("sessionStorage.clear();").await;
        panel.evaluate(back).await;
        empty(panel).await;
        panel.alert_says("You left this page").await;
        // A key kept by the page alone is lost when the page is left.
        panel.checkbox(UNTIL_RELOAD).click().await;
        panel.submit_key("demo").await;
        panel.row("203.0.113.4").visible().await;
        panel.evaluate(back).await;
        empty(panel).await;
    });
}

#[test]
fn a_duplicated_tab_is_as_old_as_its_original() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel
            .evaluate(
                "const [since, active, key] = sessionStorage['public-ips.key'].split('\\n'); \
                 sessionStorage['public-ips.key'] = [since - 840000, active - 840000, key].join('\\n'); \
                 open(location.href);",
            )
            .await;
        panel.switch_to_tab(1).await;
        panel.row("203.0.113.4").visible().await;
        panel.button("Stay signed in").visible().await;
        panel.button("Sign out").click().await;
        empty(panel).await;
        panel.switch_to_tab(0).await;
        empty(panel).await;
    });
}

#[test]
fn a_key_until_reload_is_kept_by_the_page_alone() {
    panel_test(async |panel| {
        panel.open("").await;
        panel.checkbox(UNTIL_RELOAD).click().await;
        panel.submit_key("demo").await;
        panel.shows("36 addresses, all loaded").await;
        panel.shows("Key kept until reload").await;
        assert_eq!(panel.stored("sessionStorage").await, []);
        panel.advance_clock(14 * 60_000).await;
        panel.button("Stay signed in").click().await;
        panel.button("Stay signed in").gone().await;
        assert_eq!(panel.stored("sessionStorage").await, []);
        let last = panel.last_request();
        panel.reload().await;
        empty(panel).await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn a_browser_that_keeps_nothing_is_told_of_and_worked_with() {
    let refused = "for (const name of ['sessionStorage', 'localStorage']) \
        Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });";
    panel_test(async |panel| {
        panel.before_every_page(refused).await;
        panel.open("").await;
        panel.shows("This browser blocks storage").await;
        assert_eq!(panel.checkbox(UNTIL_RELOAD).count().await, 0);
        panel.submit_key("demo").await;
        panel.shows("36 addresses, all loaded").await;
        panel.shows("Key kept until reload").await;
        panel.advance_clock(15 * 60_000).await;
        panel.alert_says("You were inactive for 15 minutes.").await;
        panel.submit_key("demo").await;
        panel.row("203.0.113.4").visible().await;
        panel.reload().await;
        panel.heading("Sign in").visible().await;
        assert_eq!(panel.all(Role::Row).count().await, 0);
    });
}

#[test]
fn a_tab_that_the_browser_restores_does_not_come_back_signed_in() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        // What the browser gives a closed tab back when it is opened again.
        panel
            .evaluate("window.name = sessionStorage['public-ips.key'];")
            .await;
        panel.button("Sign out").click().await;
        empty(panel).await;
        panel
            .evaluate("sessionStorage['public-ips.key'] = window.name; window.name = '';")
            .await;
        let last = panel.last_request();
        panel.reload().await;
        empty(panel).await;
        panel.alert_says("Signed out in another tab").await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn a_tab_that_the_browser_discarded_does_not_come_back_signed_in() {
    panel_test(async |panel| {
        // The browser looks for an icon of the page that stands in.
        panel.expect_console("favicon.ico");
        panel.sign_in_to_demo().await;
        // The page is gone and its storage stays, as when the browser discards a tab: it hears of no sign-out.
        panel
            .visit(&format!("{}/404.html", panel.server.url()))
            .await;
        panel.heading("Page not found").visible().await;
        panel.open_tab().await;
        panel.sign_in("read-only").await;
        panel.button("Sign out").click().await;
        empty(panel).await;
        panel.switch_to_tab(0).await;
        let stored = panel.stored("sessionStorage").await;
        assert_eq!(stored.len(), 1, "the key is still there: {stored:?}");
        let last = panel.last_request();
        panel.open("").await;
        empty(panel).await;
        panel.alert_says("Signed out in another tab").await;
        assert_eq!(panel.last_request(), last, "nothing was sent with the key");
    });
}
