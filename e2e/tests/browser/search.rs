//! Search in the loaded addresses, by keyboard and URL.

use crate::steps::{search, shows_only};
use e2e::{Key, Role, panel_test};

#[test]
fn a_piece_of_an_address_or_of_a_machine_is_found() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        search(panel, "100.9").await;
        panel.shows("1 found in 36").await;
        shows_only(panel, &["198.51.100.9"]).await;
        search(panel, " PSX3GM ").await;
        shows_only(panel, &["198.51.100.6"]).await;
        let table = panel.named(Role::Table, "Public IPs");
        table.has_attribute("aria-rowcount", Some("2")).await;
        panel.shows("36 addresses, all loaded").await;
        assert_eq!(
            panel.requests_since(last),
            [""; 0],
            "a search asks for nothing"
        );
    });
}

#[test]
fn a_slash_goes_to_the_field_and_escape_clears_it() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.type_keys("/").await;
        let field = panel.field("Search");
        field.focused().await;
        panel.type_keys("113/").await;
        assert_eq!(field.value().await, "113/", "a slash is a letter there");
        panel.press(Key::Backspace).await;
        panel.shows("16 found in 36").await;
        panel.press(Key::Escape).await;
        panel.does_not_show("found in").await;
        field.focused().await;
        assert_eq!(field.value().await, "");
        panel.fragment_is("").await;
        panel.button("Claim IP").click().await;
        panel.dialog("Claim a public IP").visible().await;
        panel.type_keys("/").await;
        panel.press(Key::Escape).await;
        panel.button("Claim IP").focused().await;
    });
}

#[test]
fn the_address_bar_keeps_the_search_without_an_entry_for_each_letter() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.tab("East Coast (NY2)").click().await;
        panel.fragment_is("region=ny2").await;
        search(panel, "113.1").await;
        panel.fragment_is("region=ny2&q=113.1").await;
        panel.column("IP address").all(Role::Button).click().await;
        panel
            .fragment_is("region=ny2&sort=address&order=asc&q=113.1")
            .await;
        panel.reload().await;
        panel.shows("found in 16").await;
        assert_eq!(panel.field("Search").value().await, "113.1");
        panel.back().await;
        panel.fragment_is("region=ny2&q=113.1").await;
        panel.back().await;
        panel.fragment_is("").await;
        panel.shows("36 addresses, all loaded").await;
        panel.does_not_show("found in").await;
        assert_eq!(panel.field("Search").value().await, "");
        panel.forward().await;
        panel.shows("found in 16").await;
        assert_eq!(panel.field("Search").value().await, "113.1");
    });
}

#[test]
fn what_is_found_is_spoken_once_the_typing_has_stopped() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        search(panel, "192.0").await;
        panel.status_says("9 found in 36").await;
        assert_eq!(panel.statuses().await, ["9 found in 36"]);
    });
}

#[test]
fn a_search_without_a_result_says_where_it_looked() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        search(panel, "xyz").await;
        panel.heading("No address matches “xyz”").visible().await;
        panel.shows("0 found in 36").await;
        panel.button("Clear search").click().await;
        panel.row("203.0.113.4").visible().await;
        assert_eq!(panel.field("Search").value().await, "");
    });
}

#[test]
fn a_search_in_a_list_that_goes_on_says_so_and_loads_no_page_by_itself() {
    panel_test(async |panel| {
        panel.sign_in("large-500").await;
        panel.shows("loaded, more exist").await;
        let loaded = panel.requests("GET /public-ips?limit=60").len();
        search(panel, "no such machine").await;
        panel
            .shows(&format!("0 found in {} loaded, more exist", 60 * loaded))
            .await;
        panel
            .shows("loaded addresses were searched, and more exist")
            .await;
        let asked = panel.requests("GET /public-ips?limit=60").len();
        assert_eq!(
            asked, loaded,
            "the end in view asks for nothing while a search is shown"
        );
        panel.button("Load more").click().await;
        panel
            .shows(&format!(
                "0 found in {} loaded, more exist",
                60 * (loaded + 1)
            ))
            .await;
    });
}

#[test]
fn load_all_beside_what_was_found_searches_the_rest() {
    panel_test(async |panel| {
        panel.sign_in("large-500").await;
        panel.shows("60 loaded, more exist").await;
        search(panel, "psl").await;
        panel.shows("found in 60 loaded, more exist").await;
        panel.button("Load the rest").focus().await;
        panel.press(Key::Enter).await;
        panel.shows("found in 500").await;
        panel.does_not_show("more exist").await;
    });
}
