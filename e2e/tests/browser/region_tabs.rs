//! The region tabs: mouse, keyboard, unknown regions.

use e2e::{Fault, Key, Panel, Role, now, panel_test};

const ALL: &str = "All regions";
const NY2: &str = "East Coast (NY2)";
const CA1: &str = "West Coast (CA1)";
const AMS1: &str = "Europe (AMS1)";

async fn selected(panel: &Panel<'_>, name: &str) {
    for tab in [ALL, NY2, CA1, AMS1] {
        let wanted = if tab == name { "true" } else { "false" };
        panel
            .tab(tab)
            .has_attribute("aria-selected", Some(wanted))
            .await;
        let stop = if tab == name { "0" } else { "-1" };
        panel.tab(tab).has_attribute("tabindex", Some(stop)).await;
    }
}

#[test]
fn there_is_a_tab_for_all_and_for_each_region() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.named(Role::TabList, "Region").visible().await;
        let tabs = panel
            .named(Role::TabList, "Region")
            .all(Role::Tab)
            .names()
            .await;
        let begins = |(tab, name): (&String, &str)| tab.starts_with(name);
        assert_eq!(tabs.len(), 4, "{tabs:?}");
        assert!(
            tabs.iter().zip([ALL, NY2, CA1, AMS1]).all(begins),
            "{tabs:?}"
        );
        selected(panel, ALL).await;
    });
}

#[test]
fn a_tab_asks_the_server_for_its_region_while_not_all_is_loaded() {
    panel_test(async |panel| {
        panel.sign_in("large-500").await;
        panel.shows("loaded, more exist").await;
        panel.tab(CA1).click().await;
        selected(panel, CA1).await;
        panel.requested(&["GET", "region=ca1"]).await;
        panel.shows("loaded in West Coast (CA1), more exist").await;
        panel.fragment_is("region=ca1").await;
    });
}

#[test]
fn a_tab_of_a_list_that_is_all_loaded_asks_for_nothing() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        panel.tab(CA1).click().await;
        selected(panel, CA1).await;
        panel
            .shows("11 addresses in West Coast (CA1), all loaded")
            .await;
        panel.row("198.51.100.9").visible().await;
        panel.row("203.0.113.4").gone().await;
        panel.fragment_is("region=ca1").await;
        panel.tab(ALL).click().await;
        panel.shows("36 addresses, all loaded").await;
        panel.row("203.0.113.4").visible().await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn arrows_move_the_focus_and_enter_or_space_selects() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.tab_to(&panel.tab(ALL)).await;
        let last = panel.last_request();
        let moves = [
            (Key::Right, NY2),
            (Key::Right, CA1),
            (Key::End, AMS1),
            (Key::Right, ALL),
            (Key::Left, AMS1),
            (Key::Home, ALL),
            (Key::Right, NY2),
        ];
        for (key, tab) in moves {
            panel.press(key).await;
            panel.tab(tab).focused().await;
        }
        panel
            .tab(ALL)
            .has_attribute("aria-selected", Some("true"))
            .await;
        assert_eq!(
            panel.requests_since(last),
            [""; 0],
            "moving the focus asks for nothing"
        );
        panel.press(Key::Enter).await;
        selected(panel, NY2).await;
        panel.tab(NY2).focused().await;
        panel.press(Key::Right).await;
        panel.type_keys(" ").await;
        selected(panel, CA1).await;
        panel
            .shows("11 addresses in West Coast (CA1), all loaded")
            .await;
    });
}

#[test]
fn the_tab_list_is_one_stop_for_tab() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.tab_to(&panel.tab(ALL)).await;
        panel.press(Key::Tab).await;
        let focus = panel.focus_text().await;
        assert!(
            !focus.starts_with("tab "),
            "Tab leaves the tabs, and not to {focus}"
        );
    });
}

#[test]
fn rows_of_another_region_are_left_out_whatever_the_server_sends() {
    panel_test(async |panel| {
        panel.sign_in("large-500").await;
        panel.shows("loaded, more exist").await;
        let page = r#"{"hasMore":false,"items":[
            {"ip":"203.0.113.9","region":"East Coast (NY2)","dtCreated":"2026-01-02T00:00:00Z"},
            {"ip":"198.51.100.9","region":"ca1","dtCreated":"2026-01-01T00:00:00Z"}]}"#;
        panel.server.fault(
            "GET",
            "/v1/public-ips?limit=60",
            Fault::Status(200, page.into()),
        );
        panel.tab(NY2).click().await;
        panel.row("203.0.113.9").visible().await;
        assert_eq!(panel.addresses().await, ["203.0.113.9"]);
    });
}

#[test]
fn an_unknown_region_gets_a_tab_of_its_own() {
    panel_test(async |panel| {
        panel.with_account("demo", |account| {
            account.put("192.0.2.200", "tyo9", None, now())
        });
        panel.sign_in("demo").await;
        panel.row("192.0.2.200").has_text("tyo9").await;
        panel.tab("tyo9").click().await;
        panel.row("192.0.2.200").visible().await;
        panel.row("203.0.113.4").gone().await;
        panel.reload().await;
        panel.tab("tyo9").visible().await;
        panel.row("192.0.2.200").visible().await;
    });
}

#[test]
fn a_late_answer_of_another_tab_never_shows() {
    panel_test(async |panel| {
        panel.sign_in("large-500").await;
        panel.shows("loaded, more exist").await;
        let gate = panel.server.hold("GET", "/v1/public-ips?limit=60");
        panel.tab(CA1).click().await;
        assert!(gate.reached().await);
        panel.tab(AMS1).click().await;
        let loaded = "60 loaded in Europe (AMS1), more exist";
        panel.shows(loaded).await;
        gate.release();
        for row in panel.all(Role::Row).names().await {
            let address = row.split(' ').next().unwrap_or_default();
            panel.row(address).has_text("AMS1").await;
        }
        panel.shows(loaded).await;
    });
}
