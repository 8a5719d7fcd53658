//! Payloads in every text from outside are shown as text, and none runs.
//!
//! A violation of the policy or an error of a script fails a test by itself (`e2e/src/console.rs`).

use crate::payloads::{PAYLOADS, all_in_one, assert_nothing_ran, hostile_item, item, list};
use crate::steps::*;
use e2e::{Config, Fault, Panel, options, page_test, panel_test, start};
use serde_json::{Value, json};

/// The path of the list.
const LIST: &str = "/v1/public-ips?limit=60";
const IP: &str = "/v1/public-ips";

/// Signs in, with this list.
async fn show(panel: &Panel<'_>, list: &str) {
    panel
        .server
        .fault("GET", LIST, Fault::Status(200, list.into()));
    panel.sign_in("demo").await;
    panel.shows("all loaded").await;
}

/// Reloads the page, with this list.
async fn load_again(panel: &Panel<'_>, items: Vec<Value>) {
    let fault = Fault::Status(200, list(&items, None));
    panel.server.fault("GET", LIST, fault);
    panel.reload().await;
    panel.shows("25 addresses, all loaded").await;
}

/// The names of the page's elements and attributes, and the number of elements of each name.
async fn inventory(panel: &Panel<'_>) -> String {
    let script = "const names = {}; for (const element of document.querySelectorAll('*')) { \
            names[element.tagName] = (names[element.tagName] ?? 0) + 1; \
            for (const attribute of element.attributes) names['@' + attribute.name] = 1; } \
        return JSON.stringify(Object.entries(names).sort());";
    panel.evaluate(script).await.to_string()
}

/// Signs in, with auto-refresh off: it would replace the tests' list by the account's.
async fn signed_in_and_left_alone(panel: &Panel<'_>) {
    panel.sign_in_to_demo().await;
    panel.button("Auto-refresh").click().await;
}

#[test]
#[should_panic(expected = "a payload became more than text")]
fn a_payload_that_is_taken_for_markup_is_noticed() {
    page_test(async |page| {
        page.visit(&format!("data:text/html,{}", PAYLOADS[1])).await;
        page.evaluate("while (!window.pwned) await new Promise((done) => setTimeout(done));")
            .await;
        assert_nothing_ran(page).await;
    });
}

#[test]
fn regions_machines_and_dates_are_shown_as_text() {
    panel_test(async |panel| {
        signed_in_and_left_alone(panel).await;
        let harmless = |n| item(n, &format!("region {n}"), &format!("machine {n}"));
        load_again(panel, (0..PAYLOADS.len()).map(harmless).collect()).await;
        let harmless = inventory(panel).await;
        load_again(panel, (0..PAYLOADS.len()).map(hostile_item).collect()).await;
        for (n, payload) in PAYLOADS.iter().enumerate() {
            // Region, deleted machine, date.
            let row = panel.row(&format!("203.0.113.{n}"));
            let text = payload.trim();
            let three = [text, "Orphaned", text, text].concat();
            row.has_text(&three).await;
            panel.tab(payload).visible().await;
        }
        assert_eq!(inventory(panel).await, harmless);
        assert_nothing_ran(panel).await;
    });
}

#[test]
fn a_hostile_region_can_be_looked_at_and_its_addresses_be_asked_about() {
    panel_test(async |panel| {
        let items: Vec<_> = (0..PAYLOADS.len()).map(hostile_item).collect();
        show(panel, &list(&items, None)).await;
        // A refresh would bring the account of the simulator.
        panel.button("Auto-refresh").click().await;
        for (n, payload) in PAYLOADS.iter().enumerate() {
            panel.tab(payload).click().await;
            panel.shows(&format!("1 address in {payload}")).await;
            let ip = format!("203.0.113.{n}");
            let dialog = open_dialog(panel, "Release", &ip).await;
            dialog
                .has_text(&format!(
                    "Left over from {payload}, which no longer exists."
                ))
                .await;
            dialog.button("Cancel").click().await;
            dialog.gone().await;
        }
        // The region goes into the fragment and is read from it.
        panel.reload().await;
        panel.heading("Public IPs").visible().await;
        assert_nothing_ran(panel).await;
    });
}

#[test]
fn a_cursor_is_sent_back_as_it_came_and_does_nothing_else() {
    panel_test(async |panel| {
        panel.viewport(1280, 3000).await;
        for (n, payload) in PAYLOADS.iter().enumerate() {
            let page = list(&[item(n, "ny2", "")], Some(payload));
            panel.server.fault("GET", LIST, Fault::Status(200, page));
        }
        let last = list(&[item(PAYLOADS.len(), "ny2", "")], None);
        panel.server.fault("GET", LIST, Fault::Status(200, last));
        panel.sign_in("demo").await;
        panel.shows("26 addresses, all loaded").await;
        let asked = panel.requests("GET /public-ips?limit=60");
        assert_eq!(asked.len(), PAYLOADS.len() + 1);
        for (payload, line) in PAYLOADS.iter().zip(&asked[1..]) {
            let script = format!(
                "return new URLSearchParams({}).get('after');",
                json!(line.split_once('?').expect("a query").1)
            );
            assert_eq!(panel.evaluate(&script).await, *payload);
            assert!(!line[4..].contains([' ', '<', '"']), "{line}");
        }
        assert_nothing_ran(panel).await;
    });
}

#[test]
fn an_address_of_any_text_is_listed_and_nothing_of_it_runs() {
    panel_test(async |panel| {
        let mut items: Vec<_> = PAYLOADS
            .iter()
            .map(|payload| json!({"ip": payload, "region": "ny2"}))
            .collect();
        items.push(item(7, "ny2", ""));
        show(panel, &list(&items, None)).await;
        panel.row("203.0.113.7").visible().await;
        let is_listed = |payload: &&&str| !payload.contains(char::is_control);
        let listed = PAYLOADS.iter().filter(is_listed).count();
        panel.shows(&format!("{} addresses", listed + 1)).await;
        assert_nothing_ran(panel).await;
    });
}

#[test]
fn every_part_of_a_refusal_is_shown_as_text() {
    panel_test(async |panel| {
        panel.expect_console("409");
        signed_in_and_left_alone(panel).await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        for payload in PAYLOADS {
            let body = json!({
                "code": payload,
                "message": payload,
                "issues": [{"message": format!("{payload} issue")}],
                "details": [{"message": format!("{payload} detail")}],
            });
            let fault = Fault::Status(409, body.to_string());
            panel.server.fault("PUT", IP, fault);
            dialog.button("Assign").click().await;
            // The panel adds the full stop.
            let words = format!("{payload} {payload} issue {payload} detail ({payload}, 409).");
            panel.alert_says(&words).await;
        }
        assert_nothing_ran(panel).await;
    });
}

#[test]
fn details_of_another_shape_and_answers_that_are_no_refusal_lose_their_tags() {
    panel_test(async |panel| {
        panel.expect_console("409");
        signed_in_and_left_alone(panel).await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        for (n, payload) in PAYLOADS.iter().enumerate() {
            let code = format!("CODE-{n}");
            let body = json!({"code": code, "message": "No.", "details": {*payload: payload}});
            let bodies = [
                (body.to_string(), format!("({code}, 409)")),
                (format!("no json {n} {payload}"), format!("no json {n}")),
            ];
            for (body, words) in bodies {
                panel.server.fault("PUT", IP, Fault::Status(409, body));
                dialog.button("Assign").click().await;
                panel.alert_says(&words).await;
            }
        }
        assert_nothing_ran(panel).await;
    });
}

#[test]
fn refusals_of_the_key_and_of_the_list_are_shown_as_text() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.open("").await;
        for payload in PAYLOADS {
            panel.server.fault("GET", IP, refusal(403, payload));
            panel.submit_key("demo").await;
            panel.alert_says(&said(403, payload)).await;
        }
        panel.submit_key("demo").await;
        panel.shows("36 addresses, all loaded").await;
        for payload in PAYLOADS {
            panel.server.fault("GET", IP, refusal(403, payload));
            panel.button("Refresh").click().await;
            panel.alert_says(&said(403, payload)).await;
        }
        assert_nothing_ran(panel).await;
    });
}

#[test]
fn messages_of_a_failure_are_text() {
    panel_test(async |panel| {
        panel.expect_console("409");
        signed_in_and_left_alone(panel).await;
        for payload in PAYLOADS {
            panel.server.fault("PUT", IP, refusal(409, payload));
            let gate = panel.server.hold("PUT", IP);
            let dialog = open_dialog(panel, "Assign", IDLE).await;
            dialog.field("Machine").fill(payload).await;
            dialog.button("Assign").click().await;
            assert!(gate.reached().await);
            dialog.button("Close").click().await;
            dialog.gone().await;
            gate.release();
            panel.alert_says(&said(409, payload)).await;
            panel.button("Dismiss").click().await;
        }
        assert_nothing_ran(panel).await;
    });
}

#[test]
fn messages_of_a_success_and_the_machine_in_a_dialog_are_text() {
    panel_test(async |panel| {
        signed_in_and_left_alone(panel).await;
        for payload in PAYLOADS {
            for done in [
                json!({"ip": IDLE, "region": "ny2", "assignedMachineId": payload}),
                json!({"ip": IDLE, "region": "ny2"}),
            ] {
                let fault = Fault::Status(200, done.to_string());
                panel.server.fault("PUT", IP, fault);
            }
            let dialog = open_dialog(panel, "Assign", IDLE).await;
            dialog.field("Machine").fill(payload).await;
            dialog.button("Assign").click().await;
            panel
                .status_says(&format!("Assigned {IDLE} to {payload}"))
                .await;
            panel.row(IDLE).has_text(payload).await;
            let dialog = open_dialog(panel, "Unassign", IDLE).await;
            dialog.has_text(payload).await;
            // The read before the change finds what the answer to the assignment said.
            let held = json!({"ip": IDLE, "region": "ny2", "assignedMachineId": payload});
            let read = Fault::Status(200, list(&[held], None));
            panel.server.fault("GET", "/v1/public-ips?limit=120", read);
            dialog.button("Unassign").click().await;
            panel
                .status_says(&format!("Unassigned {IDLE} from {payload}"))
                .await;
        }
        assert_nothing_ran(panel).await;
    });
}

#[test]
fn the_notice_of_the_host_is_shown_as_text() {
    // Kept until the page is closed: it may still load its icon.
    let mut servers = Vec::new();
    page_test(async |page| {
        for payload in PAYLOADS.into_iter().chain([all_in_one().as_str()]) {
            let mut with_notice = options();
            let config = json!({"apiBase": "/v1", "notice": payload});
            with_notice.config = Config::Text(config.to_string());
            let server = start(with_notice).await;
            page.visit(&server.url()).await;
            page.shows(payload).await;
            assert_nothing_ran(page).await;
            servers.push(server);
        }
    });
}

fn refusal(status: u16, payload: &str) -> Fault {
    let body = json!({"code": payload, "message": payload});
    Fault::Status(status, body.to_string())
}

/// The panel's message for a [`refusal`].
fn said(status: u16, payload: &str) -> String {
    format!("{payload} ({payload}, {status}).")
}
