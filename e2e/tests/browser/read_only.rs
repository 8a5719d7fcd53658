//! Read-only mode: by the user, by the host, and while a form is open.

use crate::menu::open_menu;
use crate::steps::{ASSIGNED, FREE_MACHINE, IDLE, open_dialog};
use e2e::{Config, Panel, options, panel_test, panel_test_with};

const REASON: &str = "Read-only is on. Turn it off in the Menu to make changes.";
const BY_HOST: &str = "Read-only is set by this panel's host. You can't make changes here.";

/// Switches it in the menu, and closes the menu.
async fn switch(panel: &Panel<'_>, on: bool) {
    open_menu(panel).await;
    panel.menu_item("Read-only").click().await;
    let state = on.to_string();
    panel
        .menu_item("Read-only")
        .has_attribute("aria-checked", Some(&state))
        .await;
    panel.press(e2e::Key::Escape).await;
    panel.button("Menu").focused().await;
}

/// Switches it on in another tab.
async fn switch_on_in_other_tab(panel: &Panel<'_>) {
    let script =
        "localStorage['public-ips.read-only'] = 'on'; dispatchEvent(new StorageEvent('storage'));";
    panel.evaluate(script).await;
}

/// Every action is present, disabled, and gives the reason.
async fn assert_read_only(panel: &Panel<'_>, reason: &str) {
    let last = panel.last_request();
    let acts = [
        (panel.button("Claim IP"), "Claim a public IP".to_owned()),
        row_button(panel, "Assign", IDLE),
        row_button(panel, "Release", IDLE),
        row_button(panel, "Move", ASSIGNED),
        row_button(panel, "Unassign", ASSIGNED),
        row_button(panel, "Release", ASSIGNED),
    ];
    for (button, dialog) in acts {
        button.enabled(false).await;
        button.has_attribute("title", Some(reason)).await;
        button.click().await;
        panel.status_says(reason).await;
        assert_eq!(panel.dialog(&dialog).count().await, 0, "{dialog}");
    }
    assert_eq!(panel.requests_since(last), [""; 0]);
}

fn row_button(panel: &Panel<'_>, act: &str, ip: &str) -> (e2e::Locator, String) {
    let name = format!("{act} {ip}");
    (panel.row(ip).button(&name), name)
}

#[test]
fn a_person_switches_changes_off_and_on_and_the_browser_remembers_it() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.does_not_show("Read-only").await;
        switch(panel, true).await;
        panel.shows("Read-only").await;
        assert_read_only(panel, REASON).await;

        panel.reload().await;
        panel.shows("36 addresses, all loaded").await;
        assert_read_only(panel, REASON).await;
        // Reads continue.
        let last = panel.last_request();
        panel.button("Refresh").click().await;
        panel.requested(&["GET /public-ips?limit=120"]).await;
        assert!(
            panel
                .requests_since(last)
                .iter()
                .all(|line| line.starts_with("GET"))
        );

        switch(panel, false).await;
        panel.button("Claim IP").enabled(true).await;
        panel.button("Claim IP").has_attribute("title", None).await;
        open_dialog(panel, "Assign", IDLE).await;
    });
}

#[test]
fn the_host_switches_changes_off_for_good() {
    let mut options = options();
    options.config = Config::Text(r#"{"apiBase":"/v1","readOnly":true}"#.into());
    panel_test_with(options, async |panel| {
        panel.sign_in_to_demo().await;
        panel.shows("Read-only").await;
        open_menu(panel).await;
        let item = panel.menu_item("Read-only");
        item.has_text("Set by the host").await;
        item.enabled(false).await;
        item.has_attribute("aria-checked", Some("true")).await;
        item.click().await;
        panel.status_says(BY_HOST).await;
        item.has_attribute("aria-checked", Some("true")).await;
        panel.press(e2e::Key::Escape).await;
        assert_read_only(panel, BY_HOST).await;
    });
}

#[test]
fn no_change_leaves_a_form_that_was_open_when_another_tab_switched_changes_off() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        for (act, ip) in [
            ("Claim", ""),
            ("Assign", IDLE),
            ("Release", IDLE),
            ("Move", ASSIGNED),
            ("Unassign", ASSIGNED),
            ("Release", ASSIGNED),
        ] {
            let dialog = if ip.is_empty() {
                panel.button("Claim IP").click().await;
                panel.dialog("Claim a public IP")
            } else {
                open_dialog(panel, act, ip).await
            };
            if ["Assign", "Move"].contains(&act) {
                dialog.field("Machine").fill(FREE_MACHINE).await;
            } else if act == "Release" && ip == ASSIGNED {
                let field = dialog.field(&format!("Type {ip} to confirm"));
                field.fill(ip).await;
            }
            let before = panel.machines().await;
            let last = panel.last_request();
            switch_on_in_other_tab(panel).await;
            dialog.button(act).enabled(false).await;
            dialog
                .button(act)
                .has_attribute("title", Some(REASON))
                .await;
            dialog.button(act).click().await;
            dialog
                .has_text("Read-only is on, so nothing was sent.")
                .await;
            dialog.has_text("Nothing was changed.").await;
            assert_eq!(panel.requests_since(last), [""; 0], "{act} {ip}");
            dialog.button("Cancel").click().await;
            assert_eq!(panel.machines().await, before, "{act} {ip}");
            switch(panel, false).await;
        }
    });
}
