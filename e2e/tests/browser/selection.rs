//! Selecting rows: mouse, keyboard, ranges, all found.

use crate::steps::*;
use e2e::{Key, Locator, Panel, Role, panel_test};

/// The two rows below [`IDLE`] in the demo's list.
const BELOW: &str = "203.0.113.23";

fn tick(panel: &Panel<'_>, ip: &str) -> Locator {
    panel.row(ip).checkbox(&format!("Select {ip}"))
}

/// Whether the checkbox in the table head is mixed.
async fn is_mixed(panel: &Panel<'_>) -> bool {
    panel
        .measure("document.querySelector('thead input').indeterminate ? 1 : 0")
        .await
        == 1.0
}

/// The addresses in the fragment, after a change.
async fn named(panel: &Panel<'_>) -> Vec<String> {
    let fragment = panel.fragment().await;
    let list = fragment.split('&').find_map(|it| it.strip_prefix("sel="));
    let list = list.unwrap_or_default().split(',').map(str::to_owned);
    list.filter(|address| !address.is_empty()).collect()
}

async fn search_for_nothing(panel: &Panel<'_>) {
    panel.field("Search").focus().await;
    panel.press(Key::Escape).await;
    panel.does_not_show("found in 36").await;
}

#[test]
fn a_range_is_selected_with_shift_by_mouse_and_by_keyboard() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let shown = panel.addresses().await;
        tick(panel, &shown[2]).click().await;
        tick(panel, &shown[5]).click_with(Key::Shift).await;
        for ip in &shown[2..=5] {
            tick(panel, ip).checked(true).await;
        }
        tick(panel, &shown[1]).checked(false).await;
        tick(panel, &shown[6]).checked(false).await;
        panel.tab_to(&tick(panel, &shown[4])).await;
        panel.press_with(Key::Shift, " ").await;
        for at in [4, 5] {
            tick(panel, &shown[at]).checked(false).await;
        }
        tick(panel, &shown[4]).focused().await;
        panel.press(Key::Space).await;
        tick(panel, &shown[4]).checked(true).await;
        let mut wanted = vec![shown[2].clone(), shown[3].clone(), shown[4].clone()];
        wanted.sort_by_key(|ip| ip.parse::<std::net::Ipv4Addr>().ok());
        assert_eq!(named(panel).await, wanted);
    });
}

#[test]
fn escape_clears_a_selection_when_nothing_else_takes_it() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        tick(panel, IDLE).click().await;
        let clear = panel.button("Clear selection");
        // A menu, a dialog and a search come first.
        panel.button("Copy").click().await;
        panel.named(Role::Menu, "Copy").visible().await;
        panel.press(Key::Escape).await;
        panel.named(Role::Menu, "Copy").gone().await;
        panel.button("Release").click().await;
        let dialog = panel.dialog("Release 1 address");
        dialog.visible().await;
        panel.press(Key::Escape).await;
        dialog.gone().await;
        panel.field("Search").fill("203.0.113").await;
        panel.shows("found in 36").await;
        panel.press(Key::Escape).await;
        panel.does_not_show("found in 36").await;
        tick(panel, IDLE).checked(true).await;
        // Now it is for the selection, and the focus stays.
        panel.press(Key::Escape).await;
        clear.gone().await;
        panel.field("Search").focused().await;
        tick(panel, IDLE).checked(false).await;
        panel.fragment_is("").await;
        // The bar takes its buttons away.
        tick(panel, IDLE).click().await;
        clear.focus().await;
        panel.press(Key::Escape).await;
        clear.gone().await;
        panel
            .evaluate("document.querySelector('[role=tabpanel]').scrollTop = 0;")
            .await;
        panel.type_keys("j").await;
        panel
            .focus_on(&format!("Copy {}", panel.addresses().await[0]))
            .await;
    });
}

#[test]
fn a_selection_survives_search_order_refresh_and_reload_and_ends_with_the_session() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        tick(panel, IDLE).click().await;
        tick(panel, ASSIGNED).click().await;
        panel.field("Search").fill(ASSIGNED).await;
        panel.shows("1 found in 36").await;
        tick(panel, ASSIGNED).checked(true).await;
        panel.column("IP address").all(Role::Button).click().await;
        search_for_nothing(panel).await;
        tick(panel, IDLE).checked(true).await;
        let last = panel.last_request();
        panel.button("Refresh").click().await;
        panel.requested(&["GET /public-ips?limit=120"]).await;
        panel.button("Refresh").enabled(true).await;
        assert_eq!(panel.requests_since(last).len(), 1);
        tick(panel, IDLE).checked(true).await;
        panel
            .fragment_is(&format!("sort=address&order=asc&sel={IDLE},{ASSIGNED}"))
            .await;
        panel.reload().await;
        panel.shows("36 addresses, all loaded").await;
        tick(panel, IDLE).checked(true).await;
        tick(panel, ASSIGNED).checked(true).await;
        tick(panel, BELOW).checked(false).await;
        panel.button("Sign out").click().await;
        panel.fragment_is("sort=address&order=asc").await;
        panel.submit_key("demo").await;
        tick(panel, IDLE).checked(false).await;
    });
}

#[test]
fn all_that_is_found_is_selected_and_the_head_says_how_much_is() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.field("Search").fill("100.1").await;
        panel.shows("found in 36").await;
        let shown = panel.addresses().await;
        let all = panel.checkbox("Select all found");
        all.checked(false).await;
        all.click().await;
        all.checked(true).await;
        for ip in &shown {
            tick(panel, ip).checked(true).await;
        }
        assert_eq!(named(panel).await.len(), shown.len());
        search_for_nothing(panel).await;
        tick(panel, IDLE).checked(false).await;
        all.checked(false).await;
        assert!(is_mixed(panel).await);
        all.click().await;
        all.checked(true).await;
        assert!(!is_mixed(panel).await);
        all.click().await;
        all.checked(false).await;
        panel.fragment_is("").await;
    });
}

#[test]
fn what_was_released_elsewhere_leaves_the_selection_and_the_list_behind_it() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        tick(panel, ASSIGNED).click().await;
        tick(panel, IDLE).click().await;
        panel.with_account("demo", |account| {
            assert!(account.release(ASSIGNED).is_ok());
        });
        panel.advance_clock(120_000).await;
        panel.row(ASSIGNED).gone().await;
        panel.fragment_is(&format!("sel={IDLE}")).await;
        tick(panel, IDLE).click().await;
        panel.fragment_is("").await;
    });
}

#[test]
fn more_than_fifty_are_kept_as_long_as_the_page() {
    panel_test(async |panel| {
        panel.sign_in("large-130").await;
        panel.button("Load all").click().await;
        panel.shows("130 addresses, all loaded").await;
        let all = panel.checkbox("Select all found");
        all.click().await;
        all.checked(true).await;
        panel.fragment_is("").await;
        panel.tab("East Coast (NY2)").click().await;
        panel.shows("in East Coast (NY2), all loaded").await;
        all.checked(true).await;
        panel.back().await;
        panel.shows("130 addresses, all loaded").await;
        all.checked(true).await;
    });
}

#[test]
fn a_box_is_as_large_as_a_finger_on_a_phone() {
    panel_test(async |panel| {
        panel.viewport(320, 640).await;
        panel.sign_in_to_demo().await;
        let smaller = "(() => { const box = document.querySelector('tbody .tick').getBoundingClientRect(); \
            return Math.min(box.width, box.height); })()";
        assert!(panel.measure(smaller).await >= 44.0);
        tick(panel, IDLE).click().await;
        tick(panel, IDLE).checked(true).await;
        assert!(panel.row(IDLE).within_width().await);
    });
}
