//! Loading page by page: by scrolling, by button, and past bad pages.

use e2e::{Fault, Key, Panel, Role, panel_test};

fn list_requests(panel: &Panel<'_>) -> Vec<String> {
    panel.requests("GET /public-ips?limit=60")
}

fn page(items: &str, rest: &str) -> Fault {
    Fault::Status(200, format!(r#"{{"items":[{items}],{rest}}}"#))
}

const ONE: &str = r#"{"ip":"203.0.113.1","region":"ny2","dtCreated":"2026-01-02T00:00:00Z"}"#;
const TWO: &str = r#"{"ip":"203.0.113.2","region":"ny2","dtCreated":"2026-01-01T00:00:00Z"}"#;

#[test]
fn scrolling_to_the_end_loads_every_page_once() {
    panel_test(async |panel| {
        panel.sign_in("large-300").await;
        panel.shows("60 loaded").await;
        for loaded in ["120 loaded", "180 loaded", "240 loaded"] {
            panel.scroll_to_end().await;
            panel.shows(loaded).await;
        }
        panel.scroll_to_end().await;
        panel.shows("300 addresses, all loaded").await;
        panel.button("Load more").gone().await;
        assert_eq!(panel.addresses().await.len(), 300);
        let requests = list_requests(panel);
        let different: std::collections::BTreeSet<_> = requests.iter().collect();
        assert_eq!((requests.len(), different.len()), (5, 5), "{requests:#?}");
    });
}

#[test]
fn the_button_loads_the_next_page_as_scrolling_does() {
    panel_test(async |panel| {
        panel.sign_in("large-130").await;
        panel.shows("60 loaded").await;
        // Clicked by script: scrolling to the button would load the page.
        panel.button("Load more").click_times(1).await;
        panel.shows("120 loaded").await;
        assert_eq!(list_requests(panel).len(), 2);
        panel.scroll_to_end().await;
        panel.shows("130 addresses, all loaded").await;
        assert_eq!(list_requests(panel).len(), 3, "{:#?}", list_requests(panel));
    });
}

#[test]
fn a_page_that_fails_is_tried_again_in_its_place() {
    panel_test(async |panel| {
        panel.expect_console("500");
        panel.sign_in("large-130").await;
        panel.shows("60 loaded").await;
        let body = r#"{"code":"INTERNAL_SERVER_ERROR","message":"Out of order."}"#;
        let fault = Fault::Status(500, body.into());
        panel.faults(3, "GET", "/v1/public-ips?limit=60", &fault);
        panel.scroll_to_end().await;
        panel.alert_says("Out of order").await;
        panel.shows("60 loaded").await;
        panel.does_not_show("all loaded").await;
        panel.name_starts_with(Role::Button, "Retry").click().await;
        panel.shows("120 loaded").await;
        panel.scroll_to_end().await;
        panel.shows("130 addresses, all loaded").await;
    });
}

#[test]
fn a_first_page_that_fails_is_tried_again_in_its_place() {
    panel_test(async |panel| {
        panel.expect_console("502");
        panel.open("").await;
        panel.faults(3, "GET", "/v1/public-ips?limit=60", &Fault::Html(502));
        panel.submit_key("demo").await;
        panel.alert_says("isn't from the API").await;
        panel.does_not_show("no public IPs").await;
        panel.name_starts_with(Role::Button, "Retry").click().await;
        panel.shows("36 addresses, all loaded").await;
    });
}

#[test]
fn the_row_with_the_focus_stays_the_same_address_however_far_the_list_scrolls() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let release = panel.row("203.0.113.4").button("Release 203.0.113.4");
        release.focus().await;
        assert_eq!(panel.addresses().await.len(), 36);
        panel.scroll_to_end().await;
        assert_eq!(panel.focus_text().await, r#"button "Release 203.0.113.4""#);
        panel.press(Key::Enter).await;
        panel.dialog("Release 203.0.113.4").visible().await;
    });
}

#[test]
fn an_address_sent_twice_is_shown_once() {
    panel_test(async |panel| {
        panel.open("").await;
        let items = format!("{ONE},{TWO},{ONE}");
        panel.server.fault(
            "GET",
            "/v1/public-ips?limit=60",
            page(&items, r#""hasMore":false"#),
        );
        panel.submit_key("demo").await;
        panel.shows("2 addresses, all loaded").await;
        assert_eq!(panel.addresses().await, ["203.0.113.1", "203.0.113.2"]);
    });
}

#[test]
fn a_cursor_that_repeats_ends_the_list_honestly() {
    panel_test(async |panel| {
        panel.open("").await;
        for item in [ONE, TWO] {
            let rest = r#""hasMore":true,"nextPage":"again""#;
            panel
                .server
                .fault("GET", "/v1/public-ips?limit=60", page(item, rest));
        }
        panel.submit_key("demo").await;
        panel.shows("may be incomplete").await;
        panel.does_not_show("all loaded").await;
        assert_eq!(panel.addresses().await, ["203.0.113.1", "203.0.113.2"]);
        assert_eq!(list_requests(panel).len(), 2);
    });
}

#[test]
fn more_without_a_cursor_ends_the_list_honestly() {
    panel_test(async |panel| {
        panel.open("").await;
        panel.server.fault(
            "GET",
            "/v1/public-ips?limit=60",
            page(ONE, r#""hasMore":true"#),
        );
        panel.submit_key("demo").await;
        panel.shows("may be incomplete").await;
        panel.does_not_show("all loaded").await;
    });
}

#[test]
fn an_item_that_cannot_be_read_is_counted_and_the_rest_shown() {
    panel_test(async |panel| {
        panel.open("").await;
        let items = format!(r#"{ONE},{{"ip":7}},{TWO}"#);
        panel.server.fault(
            "GET",
            "/v1/public-ips?limit=60",
            page(&items, r#""hasMore":false"#),
        );
        panel.submit_key("demo").await;
        panel.row("203.0.113.2").visible().await;
        panel.shows("couldn't be read").await;
    });
}

#[test]
fn a_list_of_which_nothing_can_be_read_is_not_called_empty() {
    panel_test(async |panel| {
        panel.open("").await;
        let items = page(r#"{"ip":7}"#, r#""hasMore":false"#);
        panel.server.fault("GET", "/v1/public-ips?limit=60", items);
        panel.submit_key("demo").await;
        panel.shows("No address could be read").await;
        panel
            .shows("The API sent 1 address that couldn't be read.")
            .await;
        panel.does_not_show("no public IPs").await;
    });
}

#[test]
fn an_address_that_is_not_ipv4_is_listed_and_released_like_any_other() {
    panel_test(async |panel| {
        panel.open("").await;
        let item = r#"{"ip":"2001:db8::7","region":"ny2","dtCreated":"2026-01-01T00:00:00Z"}"#;
        let items = format!("{item},{TWO}");
        panel.server.fault(
            "GET",
            "/v1/public-ips?limit=60",
            page(&items, r#""hasMore":false"#),
        );
        panel.submit_key("demo").await;
        panel.row("2001:db8::7").visible().await;
        panel.does_not_show("couldn't be read").await;
        panel.button("Release 2001:db8::7").click().await;
        let dialog = panel.dialog("Release 2001:db8::7");
        dialog.has_text("An idle address").await;
        dialog.button("Show as curl").click().await;
        dialog.has_text("/public-ips/2001:db8::7").await;
    });
}
