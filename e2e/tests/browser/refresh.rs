//! Auto-refresh, and changes by other users.

use crate::parts::ARRIVED;
use crate::steps::*;
use e2e::{Fault, Panel, panel_test};

/// The request of a refresh.
const REFRESH: &str = "/v1/public-ips?limit=120";

/// Advances the clock by two minutes, so the list is stale.
async fn two_minutes_pass(panel: &Panel<'_>) {
    panel.advance_clock(120_000).await;
}

#[test]
fn once_it_is_old_what_was_changed_elsewhere_is_shown_and_marked() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.with_account("demo", |account| {
            assert!(account.assign(IDLE, Some(FREE_MACHINE)).is_ok());
            assert!(account.release(ASSIGNED).is_ok());
        });
        panel.row(IDLE).has_text("Idle").await;
        two_minutes_pass(panel).await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        panel.row(ASSIGNED).gone().await;
        panel
            .status_says(&format!(
                "Changed elsewhere: {IDLE} new or moved, {ASSIGNED} gone"
            ))
            .await;
        panel
            .row(IDLE)
            .name_starts_with(e2e::Role::RowHeader, IDLE)
            .has_attribute("aria-description", Some("Changed elsewhere"))
            .await;
    });
}

#[test]
fn it_goes_on_behind_an_open_form_and_not_once_it_is_switched_off() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        let field = dialog.field("Machine");
        field.fill("half a na").await;
        two_minutes_pass(panel).await;
        panel.requested(&["GET /public-ips?limit=120"]).await;
        panel.shows("updated just now").await;
        field.focused().await;
        assert_eq!(field.value().await, "half a na");
        let switch = panel.button("Auto-refresh");
        dialog.button("Cancel").click().await;
        switch.has_attribute("aria-pressed", Some("true")).await;
        switch.click().await;
        switch.has_attribute("aria-pressed", Some("false")).await;
        panel.shows("updated just now").await;
        let last = panel.last_request();
        two_minutes_pass(panel).await;
        panel.shows("updated 2 min ago").await;
        assert_eq!(panel.requests_since(last), [""; 0]);
        panel.reload().await;
        panel
            .button("Auto-refresh")
            .has_attribute("aria-pressed", Some("false"))
            .await;
    });
}

#[test]
fn a_refresh_that_nobody_asked_for_fails_quietly() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        panel
            .server
            .fault("GET", REFRESH, Fault::Status(403, "{}".into()));
        two_minutes_pass(panel).await;
        panel.shows("last refresh failed").await;
        assert_eq!(panel.alerts().await, [""; 0]);
        panel.button("Refresh").click().await;
        panel.does_not_show("last refresh failed").await;
    });
}

#[test]
fn offline_nothing_is_sent_and_back_online_the_list_is_loaded_once() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.evaluate(ARRIVED).await;
        panel.offline(true).await;
        panel.status_says("Offline.").await;
        let last = panel.last_request();
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.alert_says("offline, so nothing was sent").await;
        panel
            .alert_says("The address couldn't be checked first")
            .await;
        dialog.button("Cancel").click().await;
        panel.row(IDLE).has_text("Idle").await;
        assert_eq!(panel.requests_since(last), [""; 0]);
        panel.offline(false).await;
        panel.does_not_show("Offline.").await;
        panel.requested(&["GET /public-ips?limit=120"]).await;
        assert_eq!(panel.requests_since(last).len(), 1);
    });
}

#[test]
fn what_a_person_reads_stays_where_it_is() {
    panel_test(async |panel| {
        panel.sign_in("large-130").await;
        panel.shows("loaded, more exist").await;
        panel.scroll_to_end().await;
        panel.shows("120 loaded").await;
        panel.scroll_to_end().await;
        panel.shows("130 addresses, all loaded").await;
        let before = panel.first_row_in_view().await;
        panel.with_account("large-130", |account| {
            assert!(account.claim("ny2", e2e::now()).is_ok());
        });
        two_minutes_pass(panel).await;
        panel.shows("131 addresses, all loaded").await;
        assert_eq!(panel.first_row_in_view().await, before);
    });
}
