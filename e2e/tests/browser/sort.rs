//! Sorting by column headers.

use std::net::Ipv4Addr;

use e2e::{Key, Panel, Role, panel_test};

const COLUMNS: [&str; 4] = ["IP address", "Region", "Assigned to", "Claimed"];

async fn press(panel: &Panel<'_>, column: &str) {
    panel.column(column).all(Role::Button).click().await;
}

async fn sorted(panel: &Panel<'_>, column: &str, order: &str, first: &[&str]) {
    for name in COLUMNS {
        let wanted = (name == column).then_some(order);
        panel.column(name).has_attribute("aria-sort", wanted).await;
    }
    let rows = panel.named(Role::Table, "Public IPs").all(Role::Row);
    rows.names_start_with(first).await;
}

#[test]
fn each_column_sorts_and_a_second_press_turns_it_around() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        press(panel, "IP address").await;
        sorted(
            panel,
            "IP address",
            "ascending",
            &["192.0.2.5", "192.0.2.6", "192.0.2.9"],
        )
        .await;
        press(panel, "IP address").await;
        sorted(
            panel,
            "IP address",
            "descending",
            &["203.0.113.40", "203.0.113.31"],
        )
        .await;
        panel.fragment_is("sort=address&order=desc").await;
        press(panel, "Region").await;
        sorted(panel, "Region", "ascending", &["192.0.2.5"]).await;
        press(panel, "Assigned to").await;
        sorted(
            panel,
            "Assigned to",
            "ascending",
            // By name: bastion-ny, customer-facing…, inference-gateway.
            &["203.0.113.2", "192.0.2.9", "203.0.113.8"],
        )
        .await;
        press(panel, "Assigned to").await;
        let idle = ["203.0.113.40", "203.0.113.31"];
        sorted(panel, "Assigned to", "descending", &idle).await;
        panel.row("203.0.113.40").has_text("Idle").await;
        press(panel, "Claimed").await;
        sorted(
            panel,
            "Claimed",
            "descending",
            &["203.0.113.4", "198.51.100.9"],
        )
        .await;
        panel.fragment_is("").await;
        press(panel, "Claimed").await;
        sorted(panel, "Claimed", "ascending", &["203.0.113.40"]).await;
        assert_eq!(
            panel.requests_since(last),
            [""; 0],
            "all is loaded, so nothing is asked for"
        );
    });
}

#[test]
fn a_list_that_goes_on_is_sorted_as_far_as_it_is_loaded_and_says_so() {
    panel_test(async |panel| {
        panel.sign_in("large-150").await;
        panel.shows("loaded, more exist").await;
        press(panel, "IP address").await;
        panel.shows("Sorting only the 60 loaded, more exist").await;
        panel.button("Load the rest").focus().await;
        panel.press(Key::Enter).await;
        panel.shows("150 addresses, all loaded").await;
        panel.does_not_show("Sorting only").await;
        let shown = panel.addresses().await;
        let numbers: Vec<Ipv4Addr> = shown.iter().flat_map(|text| text.parse()).collect();
        assert_eq!(numbers.len(), 150);
        assert!(numbers.is_sorted(), "{numbers:?}");
    });
}

#[test]
fn the_headers_are_within_reach_on_a_phone() {
    panel_test(async |panel| {
        for width in [320, 390] {
            panel.viewport(width, 720).await;
            panel.open("").await;
            panel.submit_key("demo").await;
            panel.shows("36 addresses, all loaded").await;
            for name in COLUMNS {
                let button = panel.column(name).all(Role::Button);
                assert!(button.within_width().await, "{name} at {width}");
                assert!(button.uncovered().await, "{name} is covered at {width}");
            }
            press(panel, "IP address").await;
            sorted(panel, "IP address", "ascending", &["192.0.2.5"]).await;
            panel.sign_out().await;
        }
    });
}
