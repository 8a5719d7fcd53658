//! Undo, while a toast offers it.

use crate::steps::*;
use e2e::{Fault, Key, Panel, Role, panel_test};

/// The first address of a claim in the region of [`MACHINE_ELSEWHERE`].
const CLAIMED: &str = "198.51.100.1";

/// Assigns the idle address, and waits for "Undo".
async fn assign(panel: &Panel<'_>) {
    panel.sign_in_to_demo().await;
    let dialog = open_dialog(panel, "Assign", IDLE).await;
    dialog.field("Machine").fill(FREE_MACHINE).await;
    dialog.button("Assign").click().await;
    panel.status_says(&format!("Assigned {IDLE} to")).await;
}

#[test]
fn an_assignment_is_undone_by_the_button() {
    panel_test(async |panel| {
        assign(panel).await;
        let last = panel.last_request();
        panel.button("Undo").click().await;
        panel
            .status_says(&format!("Undone: {IDLE} is idle again"))
            .await;
        panel.row(IDLE).has_text("Idle").await;
        panel.button("Undo").gone().await;
        panel.focus_on(IDLE).await;
        let sent = format!(r#"PUT /public-ips/{IDLE} {{"machineId":null}}"#);
        assert_eq!(panel.requests_since(last), [READ, &sent]);
    });
}

#[test]
fn a_move_is_undone_by_the_keyboard() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Move", ASSIGNED).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Move").click().await;
        panel.status_says(&format!("Moved {ASSIGNED} to")).await;
        panel.press_with(Key::Control, "z").await;
        panel
            .status_says(&format!("Undone: {ASSIGNED} is assigned to"))
            .await;
        panel.row(ASSIGNED).has_text(ITS_MACHINE).await;
        panel.button(&format!("Move {ASSIGNED}")).focused().await;
    });
}

#[test]
fn an_unassignment_is_undone() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Unassign", ASSIGNED).await;
        dialog.button("Unassign").click().await;
        panel.row(ASSIGNED).has_text("Idle").await;
        panel.button("Undo").click().await;
        panel.row(ASSIGNED).has_text(ITS_MACHINE).await;
    });
}

/// Claims an address for a machine, and waits for "Undo".
async fn claim_and_assign(panel: &Panel<'_>) {
    panel.sign_in_to_demo().await;
    let dialog = open_claim(panel).await;
    dialog.field("Assign to (optional)").focus().await;
    panel.type_keys("batch").await;
    dialog
        .name_starts_with(Role::Option, "batch-west")
        .click()
        .await;
    dialog.button("Claim").click().await;
    panel.status_says(&format!("Claimed {CLAIMED} and")).await;
    panel.row(CLAIMED).has_text(MACHINE_ELSEWHERE).await;
}

#[test]
fn of_a_claim_that_was_assigned_the_assignment_is_undone_and_the_address_stays() {
    panel_test(async |panel| {
        claim_and_assign(panel).await;
        panel.status_says("Undo only unassigns it.").await;
        let last = panel.last_request();
        panel.press_with(Key::Control, "z").await;
        panel
            .status_says(&format!(
                "Undone: {CLAIMED} is idle again and stays claimed"
            ))
            .await;
        panel.row(CLAIMED).has_text("Idle").await;
        panel.shows("37 addresses, all loaded").await;
        let sent = format!(r#"PUT /public-ips/{CLAIMED} {{"machineId":null}}"#);
        // No page has brought it, so its region is read from its newest address on.
        let read = format!("{READ}&region=ca1");
        assert_eq!(panel.requests_since(last), [read, sent]);
    });
}

#[test]
fn of_a_claim_that_was_assigned_nothing_is_undone_once_somebody_else_has_changed_the_row() {
    panel_test(async |panel| {
        claim_and_assign(panel).await;
        panel.with_account("demo", |account| {
            account.assign(CLAIMED, None).map(|_| ()).ok()
        });
        let last = panel.last_request();
        panel.button("Undo").click().await;
        panel.alert_says("Couldn't undo").await;
        panel
            .alert_says(&format!(
                "{CLAIMED} is now idle, changed elsewhere. Nothing was sent."
            ))
            .await;
        assert_eq!(panel.requests_since(last), [format!("{READ}&region=ca1")]);
    });
}

#[test]
fn the_key_does_nothing_while_a_text_is_typed_and_after_the_offer_is_gone() {
    panel_test(async |panel| {
        assign(panel).await;
        let last = panel.last_request();
        panel.field("Search").focus().await;
        panel.press_with(Key::Control, "z").await;
        panel.button("Undo").visible().await;
        panel.button("Dismiss").click().await;
        panel.button("Undo").gone().await;
        panel.press_with(Key::Control, "z").await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn the_offer_goes_by_itself() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.speed_up_timers().await;
        let dialog = open_dialog(panel, "Unassign", ASSIGNED).await;
        dialog.button("Unassign").click().await;
        panel.button("Undo").visible().await;
        panel.button("Undo").gone().await;
        panel.row(ASSIGNED).has_text("Idle").await;
    });
}

#[test]
fn it_is_refused_once_somebody_else_has_changed_the_row() {
    panel_test(async |panel| {
        assign(panel).await;
        panel.with_account("demo", |account| {
            account.assign(IDLE, None).map(|_| ()).ok()
        });
        panel.with_account("demo", |account| {
            account.assign(IDLE, Some("ps2fj0q9tzle")).map(|_| ()).ok()
        });
        let last = panel.last_request();
        panel.button("Undo").click().await;
        panel.alert_says("Couldn't undo").await;
        panel
            .alert_says(&format!(
                "{IDLE} is now assigned to jupyter-research, changed elsewhere. Nothing was sent."
            ))
            .await;
        assert_eq!(panel.requests_since(last), [READ]);
    });
}

#[test]
fn what_the_api_refuses_is_said() {
    panel_test(async |panel| {
        panel.expect_console("409");
        assign(panel).await;
        let body = r#"{"code":"CONFLICT","message":"The machine is busy."}"#;
        panel
            .server
            .fault("PUT", "/v1/public-ips", Fault::Status(409, body.into()));
        panel.button("Undo").click().await;
        panel.alert_says("Couldn't undo").await;
        panel.alert_says("The machine is busy").await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
    });
}

#[test]
fn a_release_offers_no_way_back_and_says_so_before() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Release", IDLE).await;
        dialog.has_text("This can't be undone.").await;
        dialog.button("Release").click().await;
        panel.status_says(&format!("Released {IDLE}")).await;
        assert_eq!(panel.button("Undo").count().await, 0);
    });
}

#[test]
fn an_answer_without_a_machine_is_not_told_as_assigned() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        let body = format!(
            r#"{{"ip":"{IDLE}","region":"ny2","dtCreated":"2026-01-01T00:00:00Z","assignedMachineId":null}}"#
        );
        panel
            .server
            .fault("PUT", "/v1/public-ips", Fault::Status(200, body));
        dialog.button("Assign").click().await;
        panel
            .alert_says("its response doesn't show the change.")
            .await;
        panel
            .alert_says("The refreshed list shows no change.")
            .await;
        dialog.button("Cancel").click().await;
        panel.row(IDLE).has_text("Idle").await;
        assert_eq!(panel.button("Undo").count().await, 0);
    });
}
