//! The main flows, for the browsers beside Chromium.

use crate::steps::*;
use e2e::{Key, Panel, Role};

pub(crate) async fn a_key_is_refused_another_lets_in_and_out_again(panel: &Panel<'_>) {
    panel.open("").await;
    panel.heading("Sign in").visible().await;
    panel.submit_key("no-such-key").await;
    panel.alert_says("UNAUTHORIZED").await;
    panel.submit_key("demo").await;
    panel.shows("36 addresses, all loaded").await;
    assert_eq!(panel.addresses().await.len(), 36);
    panel.reload().await;
    panel.shows("36 addresses, all loaded").await;
    panel.button("Sign out").click().await;
    panel.heading("Sign in").visible().await;
    assert_eq!(panel.stored("sessionStorage").await, []);
}

pub(crate) async fn a_long_list_is_scrolled_and_searched(panel: &Panel<'_>) {
    panel.sign_in("large-300").await;
    panel.shows("60 loaded").await;
    for loaded in [
        "120 loaded",
        "180 loaded",
        "240 loaded",
        "300 addresses, all loaded",
    ] {
        panel.scroll_to_end().await;
        panel.shows(loaded).await;
    }
    assert_eq!(panel.addresses().await.len(), 300);
    panel.type_keys("/").await;
    panel.field("Search").focused().await;
    panel.type_keys("203.0.113.2").await;
    panel.shows("found in 300").await;
    panel.press(Key::Escape).await;
    panel.shows("300 addresses, all loaded").await;
    panel.tab("Europe (AMS1)").click().await;
    panel.shows("in Europe (AMS1), all loaded").await;
    panel.back().await;
    panel.shows("300 addresses, all loaded").await;
}

pub(crate) async fn an_address_is_claimed_assigned_moved_unassigned_and_released(
    panel: &Panel<'_>,
) {
    panel.sign_in_to_demo().await;
    panel.button("Claim IP").click().await;
    let claim = panel.dialog("Claim a public IP");
    claim.radio("East Coast (NY2)").select().await;
    claim.button("Claim").click().await;
    panel.status_says("Claimed 203.0.113.1").await;
    let new = "203.0.113.1";
    for (act, machine) in [("Assign", FREE_MACHINE), ("Move", "ps2fj0q9tzle")] {
        let dialog = open_dialog(panel, act, new).await;
        dialog.field("Machine").fill(machine).await;
        dialog.button(act).click().await;
        dialog.gone().await;
        panel.row(new).has_text(machine).await;
    }
    open_dialog(panel, "Unassign", new)
        .await
        .button("Unassign")
        .click()
        .await;
    panel.row(new).has_text("Idle").await;
    let release = open_dialog(panel, "Release", new).await;
    release.button("Cancel").focused().await;
    release.button("Release").click().await;
    panel.row(new).gone().await;
    panel.shows("36 addresses, all loaded").await;
}

pub(crate) async fn a_form_is_left_by_escape_and_the_focus_is_where_it_was(panel: &Panel<'_>) {
    panel.sign_in_to_demo().await;
    closing_changes_nothing(panel, "Assign", IDLE).await;
    let opener = panel.row(IDLE).button(&format!("Release {IDLE}"));
    panel.tab_to(&opener).await;
    panel.press(Key::Enter).await;
    panel.dialog(&format!("Release {IDLE}")).visible().await;
    panel.press(Key::Escape).await;
    opener.focused().await;
}

pub(crate) async fn the_theme_is_switched_and_remembered(panel: &Panel<'_>) {
    panel.open("").await;
    let brightness = "(() => { const [r] = getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g); return Number(r); })()";
    for (name, bright) in [("light", true), ("dark", false)] {
        panel.name_starts_with(Role::Button, "Theme:").click().await;
        panel.button(&format!("Theme: {name}")).visible().await;
        let shade = panel.measure(brightness).await;
        assert_eq!(shade > 127.0, bright, "{name} has {shade}");
    }
    panel.reload().await;
    panel.button("Theme: dark").visible().await;
    assert!(panel.measure(brightness).await < 127.0);
}
