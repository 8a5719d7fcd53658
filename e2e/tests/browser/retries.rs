//! Retries, confirmation of unknown results, and forms closed meanwhile.

use crate::steps::*;
use e2e::{Fault, Key, Role, panel_test};

const IP: &str = "/v1/public-ips";

fn status(status: u16) -> Fault {
    Fault::Status(status, r#"{"code":"CODE","message":"Not now."}"#.into())
}

#[test]
fn a_page_that_fails_twice_comes_with_the_third_attempt() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.faults(2, "GET", IP, &status(500));
        panel.sign_in_to_demo().await;
        assert!(panel.requests("GET /public-ips?limit=1").len() >= 3);
        assert_eq!(panel.alerts().await, [""; 0]);
    });
}

#[test]
fn after_three_attempts_it_is_for_the_person_to_try_again() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        panel.faults(3, "GET", IP, &status(503));
        let last = panel.last_request();
        panel.button("Refresh").click().await;
        panel.alert_says("Not now (CODE, 503)").await;
        assert_eq!(panel.requests_since(last).len(), 3);
        panel.button("Refresh").click().await;
        panel
            .shows("36 addresses, all loaded · updated just now")
            .await;
        assert_eq!(panel.alerts().await, [""; 0]);
    });
}

#[test]
fn a_refusal_is_not_repeated() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        panel.faults(1, "PUT", IP, &status(409));
        let last = panel.last_request();
        dialog.button("Assign").click().await;
        panel.alert_says("Nothing was changed").await;
        let sent = panel.requests_since(last);
        assert_eq!(sent.len(), 2, "a read, and the change: {sent:?}");
        dialog.button("Cancel").click().await;
        panel.row(IDLE).has_text("Idle").await;
    });
}

#[test]
fn an_assignment_that_was_cut_off_is_sent_once_more() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        panel.faults(1, "PUT", IP, &Fault::Reset);
        let last = panel.last_request();
        dialog.button("Assign").click().await;
        panel.status_says("Assigned").await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        let sent = panel.requests_since(last);
        assert_eq!(sent.len(), 3, "a read, and the change twice: {sent:?}");
    });
}

#[test]
fn an_assignment_whose_answers_are_lost_is_read_back() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        panel.faults(2, "PUT", IP, &Fault::LostAnswer);
        let last = panel.last_request();
        dialog.button("Assign").click().await;
        panel.status_says(&format!("Assigned {IDLE}")).await;
        dialog.gone().await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        let sent = panel.requests_since(last);
        assert_eq!(sent.len(), 4, "{sent:?}");
        assert!(sent[3].starts_with("GET /public-ips?limit=120"), "{sent:?}");
    });
}

#[test]
fn a_move_that_was_not_made_is_taken_back_and_said() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Move", ASSIGNED).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        panel.faults(1, "PUT", IP, &status(500));
        let gate = panel.server.hold("PUT", IP);
        dialog.button("Move").click().await;
        assert!(gate.reached().await);
        gate.release();
        panel.alert_says("The refreshed list shows no change").await;
        assert_eq!(dialog.field("Machine").value().await, FREE_MACHINE);
        dialog.button("Cancel").click().await;
        panel.row(ASSIGNED).has_text(ITS_MACHINE).await;
    });
}

#[test]
fn an_address_that_a_lost_attempt_released_is_read_back_and_said_to_be_gone() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Release", IDLE).await;
        panel.faults(1, "DELETE", IP, &Fault::LostAnswer);
        let last = panel.last_request();
        dialog.button("Release").click().await;
        panel
            .status_says(&format!("{IDLE} is no longer your team's"))
            .await;
        panel.row(IDLE).gone().await;
        let sent = panel.requests_since(last);
        assert_eq!(sent.len(), 4, "{sent:?}");
    });
}

#[test]
fn a_404_of_a_proxy_after_a_502_is_no_release() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Release", IDLE).await;
        for fault in [Fault::Html(502), Fault::Html(404)] {
            panel.faults(1, "DELETE", IP, &fault);
        }
        dialog.button("Release").click().await;
        panel.alert_says("Couldn't release the address").await;
        panel.alert_says("shows no change").await;
        dialog.button("Cancel").click().await;
        panel.row(IDLE).visible().await;
    });
}

#[test]
fn a_release_that_was_not_made_keeps_its_row() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Release", IDLE).await;
        panel.faults(2, "DELETE", IP, &Fault::Reset);
        dialog.button("Release").click().await;
        panel.alert_says("Couldn't release the address").await;
        panel.alert_says("shows no change").await;
        dialog.button("Cancel").click().await;
        panel.row(IDLE).visible().await;
    });
}

#[test]
fn too_many_requests_are_counted_down_before_the_form_may_be_sent_again() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill("fail-429").await;
        dialog.button("Assign").click().await;
        panel.alert_says("You can try again in ").await;
        dialog.button("Assign").enabled(false).await;
        dialog.button("Assign").enabled(true).await;
        panel.alert_says("Rate limited. Wait a minute").await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
    });
}

#[test]
fn a_form_that_is_left_while_it_waits_tells_what_became_of_it() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let gate = panel.server.hold("PUT", IP);
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        assert!(gate.reached().await);
        dialog.button("Close").click().await;
        dialog.gone().await;
        // Optimistic: the row shows the change and its pending state, without action buttons.
        panel.row(IDLE).has_text("Assigning").await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        panel
            .row(IDLE)
            .button(&format!("Release {IDLE}"))
            .gone()
            .await;
        gate.release();
        panel.status_says(&format!("Assigned {IDLE}")).await;

        panel.faults(1, "DELETE", IP, &status(409));
        let gate = panel.server.hold("DELETE", IP);
        let dialog = open_dialog(panel, "Release", ASSIGNED).await;
        dialog
            .field(&format!("Type {ASSIGNED} to confirm"))
            .fill(ASSIGNED)
            .await;
        dialog.button("Release").click().await;
        assert!(gate.reached().await);
        panel.press(Key::Escape).await;
        dialog.gone().await;
        let other = open_dialog(panel, "Unassign", IDLE).await;
        gate.release();
        panel.alert_says("Couldn't release the address").await;
        // The form that is open now does not show it.
        other.button("Unassign").click().await;
        panel.row(IDLE).has_text("Idle").await;
    });
}

#[test]
fn what_another_list_was_asked_for_is_given_up() {
    panel_test(async |panel| {
        panel.sign_in("large-1000").await;
        panel.shows("loaded, more exist").await;
        let gate = panel.server.hold("GET", "/v1/public-ips?limit=60");
        panel.tab("Europe (AMS1)").click().await;
        assert!(gate.reached().await);
        panel.tab("West Coast (CA1)").click().await;
        panel.shows("loaded in West Coast (CA1), more exist").await;
        gate.release();
        panel.shows("loaded in West Coast (CA1), more exist").await;
        for address in panel.all(Role::Row).names().await {
            let ip = address.split(' ').next().unwrap_or_default();
            let held = panel.with_account("large-1000", |account| account.address(ip));
            assert_eq!(
                held.expect("it is the account's").region,
                "ca1",
                "{address}"
            );
        }
    });
}
