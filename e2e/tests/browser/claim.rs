//! Claiming: region, one request, new row, refusals.

use crate::steps::{open_claim, twenty_clicks_make_one_request};
use e2e::{Fault, Key, Locator, Panel, Role, panel_test};

/// Opens the form from the tab of Europe.
async fn open_claim_in_europe(panel: &Panel<'_>) -> Locator {
    panel.sign_in_to_demo().await;
    panel.tab("Europe (AMS1)").click().await;
    panel
        .shows("9 addresses in Europe (AMS1), all loaded")
        .await;
    open_claim(panel).await
}

/// The dialog shows the message in an alert and keeps the region; there was one request.
async fn refused(panel: &Panel<'_>, dialog: &Locator, words: &[&str]) {
    for text in words {
        panel.alert_says(text).await;
    }
    assert!(
        dialog
            .radio("West Coast (CA1)")
            .visible()
            .await
            .is_selected()
            .await
            .unwrap_or(false)
    );
    dialog.button("Claim").enabled(true).await;
    assert_eq!(panel.requests("POST").len(), 1);
}

#[test]
fn a_claim_shows_the_new_address_on_top_and_reads_one_page_before_and_after() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        let dialog = open_claim(panel).await;
        dialog.named(Role::RadioGroup, "Region").visible().await;
        dialog.radio("East Coast (NY2)").select().await;
        let [before, after] =
            [(); 2].map(|()| panel.server.hold("GET", "/v1/public-ips?limit=120"));
        dialog.button("Claim").click().await;
        assert!(before.reached().await);
        before.release();
        dialog.gone().await;
        panel.row("203.0.113.1").has_text("Idle").await;
        panel.status_says("Claimed 203.0.113.1").await;
        panel
            .all(Role::Row)
            .names_start_with(&["203.0.113.1", "203.0.113.4"])
            .await;
        panel.shows("37 addresses, all loaded").await;
        assert!(after.reached().await);
        let read = "GET /public-ips?limit=120&orderBy=dtCreated&order=desc";
        assert_eq!(
            panel.requests_since(last),
            [read, r#"POST /public-ips {"region":"ny2"}"#, read]
        );
        after.release();
        panel.button("Claim IP").focused().await;
    });
}

#[test]
fn the_region_of_the_tab_is_preselected() {
    panel_test(async |panel| {
        let dialog = open_claim_in_europe(panel).await;
        let europe = dialog.radio("Europe (AMS1)").visible().await;
        assert!(europe.is_selected().await.unwrap_or(false));
        dialog.button("Claim").click().await;
        panel.row("192.0.2.1").visible().await;
        panel.requested(&["POST", r#"{"region":"ams1"}"#]).await;
    });
}

#[test]
fn a_claim_in_another_region_than_the_tab_is_announced_and_kept_off_the_tab() {
    panel_test(async |panel| {
        let dialog = open_claim_in_europe(panel).await;
        dialog.radio("West Coast (CA1)").select().await;
        dialog.button("Claim").click().await;
        panel.status_says("Claimed 198.51.100.1").await;
        panel.row("198.51.100.1").gone().await;
        panel.tab("West Coast (CA1)").click().await;
        panel.row("198.51.100.1").visible().await;
    });
}

#[test]
fn leaving_claims_nothing_and_gives_the_focus_back() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        open_claim(panel).await.button("Cancel").click().await;
        panel.button("Claim IP").focused().await;
        let dialog = open_claim(panel).await;
        panel.press(Key::Escape).await;
        dialog.gone().await;
        panel.button("Claim IP").focused().await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn a_double_click_claims_one_address() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_claim(panel).await;
        dialog.radio("East Coast (NY2)").select().await;
        dialog.button("Claim").double_click().await;
        panel.row("203.0.113.1").visible().await;
        assert_eq!(panel.requests("POST").len(), 1);
        panel.row("203.0.113.10").gone().await;
    });
}

#[test]
fn twenty_clicks_make_one_claim() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_claim(panel).await;
        dialog.radio("East Coast (NY2)").select().await;
        twenty_clicks_make_one_request(panel, "POST", &dialog, "Claim").await;
        panel.row("203.0.113.1").visible().await;
    });
}

#[test]
fn a_quota_that_is_used_up_is_said_and_the_choice_kept() {
    panel_test(async |panel| {
        panel.expect_console("422");
        panel.with_account("demo", |account| account.set_quota(36));
        panel.sign_in_to_demo().await;
        let dialog = open_claim(panel).await;
        dialog.radio("West Coast (CA1)").select().await;
        dialog.button("Claim").click().await;
        let words = [
            "limit of 36 public IPs",
            "UNPROCESSABLE_CONTENT",
            "Nothing was changed",
        ];
        refused(panel, &dialog, &words).await;
        panel.with_account("demo", |account| account.set_quota(50));
        dialog.button("Claim").click().await;
        panel.row("198.51.100.1").visible().await;
    });
}

#[test]
fn a_conflict_is_said_with_its_code() {
    panel_test(async |panel| {
        panel.expect_console("409");
        panel.sign_in_to_demo().await;
        let dialog = open_claim(panel).await;
        dialog.radio("West Coast (CA1)").select().await;
        let body = r#"{"code":"CONFLICT","message":"Another claim is being made."}"#;
        panel
            .server
            .fault("POST", "/v1/public-ips", Fault::Status(409, body.into()));
        dialog.button("Claim").click().await;
        refused(panel, &dialog, &["Another claim is being made", "CONFLICT"]).await;
    });
}

#[test]
fn a_key_that_may_only_read_is_told_so() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.sign_in("read-only").await;
        panel.shows("36 addresses, all loaded").await;
        let dialog = open_claim(panel).await;
        dialog.radio("West Coast (CA1)").select().await;
        dialog.button("Claim").click().await;
        refused(
            panel,
            &dialog,
            &["may read public IPs but not change them", "FORBIDDEN"],
        )
        .await;
    });
}
