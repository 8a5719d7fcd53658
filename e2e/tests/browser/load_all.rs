//! "Load all": progress, cancel and resume, failed pages.

use std::collections::BTreeSet;

use crate::steps::open_claim;
use e2e::{Fault, Gate, Key, Panel, Role, panel_test};

/// Prefixes of the requests from the newest and the oldest end.
const NEWEST: &str = "/v1/public-ips?limit=120&orderBy=dtCreated&order=desc";
const OLDEST: &str = "/v1/public-ips?limit=120&orderBy=dtCreated&order=asc";

/// The requests for large pages; only a failed one is repeated.
fn requests(panel: &Panel<'_>) -> Vec<String> {
    panel.requests("GET /public-ips?limit=120")
}

fn different(requests: &[String]) -> usize {
    requests.iter().collect::<BTreeSet<_>>().len()
}

/// Signs in to 1,000 addresses; the first 60 are loaded.
async fn first_page(panel: &Panel<'_>) {
    panel.sign_in("large-1000").await;
    panel.shows("60 loaded, more exist").await;
}

/// Waits for the number of rows, head included; reading 1,000 rows would be slow.
async fn rows_with_head(panel: &Panel<'_>, count: &str) {
    let table = panel.named(Role::Table, "Public IPs");
    table.has_attribute("aria-rowcount", Some(count)).await;
}

/// Starts "Load all", and holds the first request from each end.
async fn start_load_all(panel: &Panel<'_>) -> (Gate, Gate) {
    first_page(panel).await;
    let newest = panel.server.hold("GET", NEWEST);
    let oldest = panel.server.hold("GET", OLDEST);
    panel.button("Load all").click().await;
    assert!(newest.reached().await && oldest.reached().await);
    (newest, oldest)
}

#[test]
fn everything_is_loaded_from_both_ends_and_announced() {
    panel_test(async |panel| {
        first_page(panel).await;
        let newest = panel.server.hold("GET", NEWEST);
        panel.server.hold("GET", OLDEST).release();
        let oldest = panel.server.hold("GET", OLDEST);
        panel.button("Load all").click().await;
        assert!(newest.reached().await && oldest.reached().await);
        panel.shows("Loading all: 180 loaded").await;
        // The end of the list in view sends no request meanwhile.
        panel.button("Load more").gone().await;
        panel.scroll_to_end().await;
        newest.release();
        oldest.release();
        panel.status_says("All 1,000 addresses loaded").await;
        panel.shows("1,000 addresses, all loaded").await;
        panel.button("Cancel").gone().await;
        let requests = requests(panel);
        assert!(requests.len() <= 10, "{requests:#?}");
        assert_eq!(requests.len(), different(&requests), "{requests:#?}");
        for order in ["order=desc", "order=asc"] {
            let of_order = requests.iter().filter(|line| line.contains(order));
            assert!(of_order.count() > 0, "{requests:#?}");
        }
        assert_eq!(panel.requests("GET /public-ips?limit=60").len(), 1);
        rows_with_head(panel, "1001").await;
    });
}

#[test]
fn cancelled_it_keeps_what_it_has_and_goes_on_from_there() {
    panel_test(async |panel| {
        let (newest, oldest) = start_load_all(panel).await;
        panel.button("Cancel").click().await;
        panel.does_not_show("Loading all").await;
        newest.release();
        oldest.release();
        panel.shows("180 loaded, more exist").await;
        panel.button("Cancel").gone().await;
        assert_eq!(requests(panel).len(), 2, "{:#?}", requests(panel));

        panel.button("Load all").click().await;
        panel.status_says("All 1,000 addresses loaded").await;
        let requests = requests(panel);
        assert_eq!(requests.len(), different(&requests), "{requests:#?}");
    });
}

#[test]
fn a_page_that_fails_is_asked_for_again_after_a_moment() {
    panel_test(async |panel| {
        panel.expect_console("500");
        panel.expect_console("502");
        first_page(panel).await;
        let body = r#"{"code":"INTERNAL_SERVER_ERROR","message":"Out of order."}"#;
        panel
            .server
            .fault("GET", NEWEST, Fault::Status(500, body.into()));
        panel.server.fault("GET", OLDEST, Fault::Html(502));
        panel.button("Load all").click().await;
        panel.shows("A page failed to load. Retrying in 1 s").await;
        panel.status_says("All 1,000 addresses loaded").await;
        assert_eq!(panel.alerts().await.concat(), "");
        let requests = requests(panel);
        assert_eq!(requests.len(), different(&requests) + 2, "{requests:#?}");
    });
}

#[test]
fn too_many_requests_are_said_and_waited_for() {
    panel_test(async |panel| {
        panel.expect_console("429");
        first_page(panel).await;
        // As the CDN in front of the API answers.
        panel.server.fault("GET", NEWEST, Fault::Html(429));
        panel.button("Load all").click().await;
        panel.shows("Rate limited. Retrying in 4 s").await;
        panel.shows("Rate limited. Retrying in 2 s").await;
        panel.button("Cancel").click().await;
        panel.does_not_show("Rate limited. Retrying").await;
        panel.button("Load all").click().await;
        panel.status_says("All 1,000 addresses loaded").await;
    });
}

#[test]
fn what_repeating_cannot_help_is_said_and_retried_by_hand() {
    panel_test(async |panel| {
        panel.expect_console("403");
        first_page(panel).await;
        let body = r#"{"code":"FORBIDDEN","message":"Not for this key."}"#;
        panel
            .server
            .fault("GET", NEWEST, Fault::Status(403, body.into()));
        panel.button("Load all").click().await;
        panel.alert_says("Not for this key").await;
        panel.alert_says("Couldn't load all addresses").await;
        panel.shows("Stopped: ").await;
        panel.button("Retry").click().await;
        panel.status_says("All 1,000 addresses loaded").await;
        assert_eq!(panel.alerts().await.concat(), "");
    });
}

#[test]
fn what_the_team_does_meanwhile_is_in_the_list() {
    panel_test(async |panel| {
        let (newest, oldest) = start_load_all(panel).await;
        open_claim(panel).await.button("Claim").click().await;
        panel.status_says("Claimed ").await;
        newest.release();
        oldest.release();
        panel.status_says("All 1,001 addresses loaded").await;
        panel.shows("1,001 addresses, all loaded").await;
        rows_with_head(panel, "1002").await;
    });
}

#[test]
fn the_keyboard_stays_beside_what_it_began() {
    panel_test(async |panel| {
        first_page(panel).await;
        let newest = panel.server.hold("GET", NEWEST);
        let oldest = panel.server.hold("GET", OLDEST);
        panel.button("Load all").focus().await;
        panel.press(Key::Enter).await;
        panel.focus_on(r#"button "Cancel""#).await;
        assert!(newest.reached().await && oldest.reached().await);
        newest.release();
        oldest.release();
        panel.status_says("All 1,000 addresses loaded").await;
        panel.focus_on(r#"button "Refresh""#).await;
        panel.button("Load all").gone().await;
    });
}

#[test]
fn another_list_ends_it() {
    panel_test(async |panel| {
        let (newest, oldest) = start_load_all(panel).await;
        panel.tab("East Coast (NY2)").click().await;
        panel.shows("loaded in East Coast (NY2), more exist").await;
        newest.release();
        oldest.release();
        panel.button("Load all").click().await;
        panel.status_says("All 500 addresses loaded").await;
        let regions: Vec<String> = requests(panel);
        let of_all = regions.iter().filter(|line| !line.contains("region="));
        assert_eq!(of_all.count(), 2, "{regions:#?}");
    });
}
