//! Filters, and the fields of the search.

use e2e::{Key, Role, panel_test};

use crate::steps::{open_dialog, search, shows_only};

/// The number of highlighted matches.
const MARKS: &str = "CSS.highlights.get('found').size";

#[test]
fn each_filter_shows_its_addresses_and_says_how_many_there_are() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let group = panel.named(Role::RadioGroup, "Filter");
        group.radio("Orphaned").enabled(true).await;
        for (name, count, found) in [
            ("Assigned", "10 loaded", "10 found in 36"),
            ("Idle", "25 loaded", "25 found in 36"),
            ("Orphaned", "1 loaded", "1 found in 36"),
        ] {
            let radio = group.named(Role::Radio, name);
            radio.has_attribute("aria-description", Some(count)).await;
            radio.select().await;
            panel.shows(found).await;
            panel
                .fragment_is(&format!("show={}", name.to_ascii_lowercase()))
                .await;
        }
        shows_only(panel, &["198.51.100.8"]).await;
        panel.reload().await;
        panel.shows("1 found in 36").await;
        shows_only(panel, &["198.51.100.8"]).await;
        group.radio("All").select().await;
        panel.does_not_show("found in").await;
        panel.fragment_is("").await;
    });
}

#[test]
fn what_has_been_idle_for_long_has_a_filter_in_the_bar_the_palette_and_the_address() {
    panel_test(async |panel| {
        panel.open("#show=idle-90d").await;
        panel.submit_key("demo").await;
        panel.shows("11 found in 36").await;
        let radio = panel.radio("Idle over 90 d");
        radio.checked(true).await;
        let meaning = "11 loaded. Idle, and claimed more than 90 days ago";
        radio.has_attribute("aria-description", Some(meaning)).await;
        search(panel, "203.0.113.4").await;
        shows_only(panel, &["203.0.113.40"]).await;
        search(panel, "198.51.100.9").await;
        panel
            .heading("No idle address over 90 d old matches “198.51.100.9”")
            .visible()
            .await;
        panel.button("Show all").click().await;
        shows_only(panel, &["198.51.100.9"]).await;
        panel.field("Search").focus().await;
        panel.press(Key::Escape).await;
        panel.fragment_is("").await;
        panel.press_with(Key::Control, "k").await;
        panel.type_keys("idle over").await;
        panel.status_says("1 result").await;
        panel.press(Key::Enter).await;
        panel.shows("11 found in 36").await;
        panel.fragment_is("show=idle-90d").await;
    });
}

#[test]
fn the_keys_of_the_page_work_from_a_filter() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let idle = panel
            .named(Role::RadioGroup, "Filter")
            .named(Role::Radio, "Idle");
        idle.select().await;
        panel.shows("25 found in 36").await;
        idle.focused().await;
        panel.type_keys("/").await;
        panel.field("Search").focused().await;
    });
}

#[test]
fn a_filter_and_a_search_survive_an_action() {
    panel_test(async |panel| {
        panel.open("#show=idle&q=192.0.2.1").await;
        panel.submit_key("demo").await;
        panel.shows("4 found in 36").await;
        let dialog = open_dialog(panel, "Release", "192.0.2.10").await;
        dialog.button("Release").click().await;
        panel.status_says("Released 192.0.2.10").await;
        panel.shows("3 found in 35").await;
        let dialog = open_dialog(panel, "Assign", "192.0.2.12").await;
        dialog.field("Machine").fill("pst9fa3iz").await;
        dialog.button("Assign").click().await;
        panel.shows("2 found in 35").await;
        shows_only(panel, &["192.0.2.18", "192.0.2.19"]).await;
        panel.fragment_is("show=idle&q=192.0.2.1").await;
        panel.button("Refresh").click().await;
        panel.shows("updated just now").await;
        shows_only(panel, &["192.0.2.18", "192.0.2.19"]).await;
    });
}

#[test]
fn a_search_looks_at_names_regions_and_blocks_and_marks_what_it_finds() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.row("203.0.113.2").has_text("bastion-ny").await;
        search(panel, "RENDER").await;
        shows_only(panel, &["198.51.100.4", "198.51.100.3"]).await;
        panel.measure_is(MARKS, 2.0).await;
        search(panel, "203.0.113.0/29").await;
        panel.shows("6 found in 36").await;
        panel.measure_is(MARKS, 0.0).await;
        search(panel, "europe").await;
        panel.shows("9 found in 36").await;
        search(panel, "psrb40kzc7xd").await;
        shows_only(panel, &["198.51.100.8"]).await;
        panel.press(Key::Escape).await;
        panel.does_not_show("found in").await;
    });
}

#[test]
fn nothing_found_says_why_and_leads_out() {
    panel_test(async |panel| {
        panel.open("#show=orphaned&q=203").await;
        panel.submit_key("demo").await;
        panel
            .heading("No orphaned address matches “203”")
            .visible()
            .await;
        panel.button("Clear search").click().await;
        shows_only(panel, &["198.51.100.8"]).await;
        panel.tab("Europe (AMS1)").click().await;
        panel.heading("No orphaned addresses").visible().await;
        panel.shows("Everything is loaded: 9 addresses.").await;
        panel.button("Show all").click().await;
        panel
            .shows("9 addresses in Europe (AMS1), all loaded")
            .await;
        panel.fragment_is("region=ams1").await;
    });
}

#[test]
fn a_filter_of_a_list_that_goes_on_says_so_and_loads_the_rest() {
    panel_test(async |panel| {
        panel.open("#show=assigned").await;
        panel.submit_key("large-300").await;
        panel.shows("found in 60 loaded, more exist").await;
        panel.button("Load the rest").click().await;
        panel.shows("found in 300").await;
        panel.does_not_show("more exist").await;
    });
}
