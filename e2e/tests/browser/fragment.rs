//! The fragment of the URL: reload, Back, Forward and bookmarks restore the view.

use crate::steps::*;
use e2e::{Key, Panel, Role, panel_test};

async fn shows_view(panel: &Panel<'_>, tab: &str, sort: &str, first: &str) {
    panel
        .tab(tab)
        .has_attribute("aria-selected", Some("true"))
        .await;
    panel
        .column("Claimed")
        .has_attribute("aria-sort", Some(sort))
        .await;
    panel.shows("all loaded").await;
    panel.all(Role::Row).names_start_with(&[first]).await;
}

#[test]
fn a_reload_and_a_bookmark_restore_the_view() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.tab("West Coast (CA1)").click().await;
        panel
            .shows("11 addresses in West Coast (CA1), all loaded")
            .await;
        panel.column("Claimed").all(Role::Button).click().await;
        panel.fragment_is("region=ca1&order=asc").await;
        panel.reload().await;
        shows_view(panel, "West Coast (CA1)", "ascending", "198.51.100.37").await;
        panel.open("#region=ams1").await;
        shows_view(panel, "Europe (AMS1)", "descending", "192.0.2.10").await;
    });
}

#[test]
fn a_bookmark_leads_through_the_sign_in_page_to_its_view() {
    panel_test(async |panel| {
        panel.open("#region=ny2&order=asc").await;
        panel.submit_key("demo").await;
        shows_view(panel, "East Coast (NY2)", "ascending", "203.0.113.40").await;
        assert_eq!(
            panel.requests("GET /public-ips?limit=60").len(),
            1,
            "no other view is loaded first"
        );
    });
}

#[test]
fn back_and_forward_go_through_the_views() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.tab("East Coast (NY2)").click().await;
        panel
            .shows("16 addresses in East Coast (NY2), all loaded")
            .await;
        panel.column("Claimed").all(Role::Button).click().await;
        panel.fragment_is("region=ny2&order=asc").await;
        panel.back().await;
        panel.fragment_is("region=ny2").await;
        shows_view(panel, "East Coast (NY2)", "descending", "203.0.113.4").await;
        panel.back().await;
        panel.fragment_is("").await;
        panel.shows("36 addresses, all loaded").await;
        shows_view(panel, "All regions", "descending", "203.0.113.4").await;
        panel.forward().await;
        panel.forward().await;
        panel
            .shows("16 addresses in East Coast (NY2), all loaded")
            .await;
        shows_view(panel, "East Coast (NY2)", "ascending", "203.0.113.40").await;
    });
}

/// Waits until the browser has gone back from the entry of a dialog that was closed.
async fn left_dialog(panel: &Panel<'_>) {
    let is_left = "history.state === 'dialog' ? 0 : 1";
    panel.measure_is(is_left, 1.0).await;
}

#[test]
fn back_closes_a_dialog_and_stays_on_the_view() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.tab("East Coast (NY2)").click().await;
        panel
            .shows("16 addresses in East Coast (NY2), all loaded")
            .await;
        for act in ["Assign", "Release"] {
            let dialog = open_dialog(panel, act, IDLE).await;
            panel.back().await;
            dialog.gone().await;
            panel.fragment_is("region=ny2").await;
            let opener = panel.row(IDLE).button(&format!("{act} {IDLE}"));
            opener.focused().await;
        }
        // Closed by other means, none is left to go back through.
        let dialog = open_dialog(panel, "Unassign", ASSIGNED).await;
        panel.press(Key::Escape).await;
        dialog.gone().await;
        let dialog = open_claim(panel).await;
        dialog.button("Cancel").click().await;
        dialog.gone().await;
        left_dialog(panel).await;
        panel.back().await;
        panel.fragment_is("").await;
        panel.shows("36 addresses, all loaded").await;
    });
}

#[test]
fn a_view_that_the_palette_leads_to_is_one_step_from_the_view_before() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.press_with(Key::Control, "k").await;
        let palette = panel.dialog("Command palette");
        palette.visible().await;
        panel.type_keys("show europe").await;
        panel.press(Key::Enter).await;
        palette.gone().await;
        panel
            .shows("9 addresses in Europe (AMS1), all loaded")
            .await;
        panel.fragment_is("region=ams1").await;
        panel.back().await;
        panel.fragment_is("").await;
        panel.shows("36 addresses, all loaded").await;
        panel.forward().await;
        panel
            .shows("9 addresses in Europe (AMS1), all loaded")
            .await;
    });
}

#[test]
fn what_the_fragment_does_not_know_falls_back_without_an_error() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        for fragment in [
            "#region=atlantis&order=sideways",
            "#region=%E0%A4%A&order",
            "#nothing",
            "#&&==&region=",
        ] {
            panel.open(fragment).await;
            panel.reload().await;
            panel.shows("36 addresses, all loaded").await;
            shows_view(panel, "All regions", "descending", "203.0.113.4").await;
            assert_eq!(panel.alerts().await, [""; 0], "{fragment}");
        }
    });
}

#[test]
fn the_key_never_stands_in_the_address() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.tab("Europe (AMS1)").click().await;
        panel.fragment_is("region=ams1").await;
        assert!(!panel.url().await.contains("demo"));
        assert!(
            panel
                .server
                .journal()
                .iter()
                .all(|entry| !entry.path.contains("demo"))
        );
    });
}
