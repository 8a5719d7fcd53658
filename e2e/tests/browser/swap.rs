//! Swapping two addresses, and the rollback when a step fails.

use crate::steps::*;
use e2e::{Fault, Locator, Panel, Role, panel_test};

/// The address to swap with, and its machine.
const OTHER: &str = "203.0.113.2";
const OTHER_MACHINE: &str = "psm9u09bwu5i";

const FIRST_PATH: &str = "/v1/public-ips/203.0.113.8";
const OTHER_PATH: &str = "/v1/public-ips/203.0.113.2";

async fn choose(panel: &Panel<'_>) -> Locator {
    panel.sign_in_to_demo().await;
    open_dialog(panel, "Move", ASSIGNED).await;
    pick_a_swap(panel).await
}

fn put(ip: &str, machine: Option<&str>) -> String {
    let machine = machine.map_or("null".to_owned(), |id| format!("\"{id}\""));
    format!(r#"PUT /public-ips/{ip} {{"machineId":{machine}}}"#)
}

fn refusal() -> Fault {
    let body = r#"{"code":"CONFLICT","message":"The machine is busy."}"#;
    Fault::Status(409, body.into())
}

#[test]
fn two_addresses_are_swapped_in_three_steps_and_swapped_back() {
    panel_test(async |panel| {
        let dialog = choose(panel).await;
        for words in [
            "A swap: bastion-ny gets 203.0.113.8, and inference-gateway gets 203.0.113.2.",
            "Unassign 203.0.113.2",
            "Move 203.0.113.8 to bastion-ny",
            "Assign 203.0.113.2 to inference-gateway",
        ] {
            dialog.has_text(words).await;
        }
        let last = panel.last_request();
        dialog.button("Swap").click().await;
        dialog.gone().await;
        panel
            .status_says("Swapped 203.0.113.8 and 203.0.113.2")
            .await;
        panel.row(ASSIGNED).has_text(OTHER_MACHINE).await;
        panel.row(OTHER).has_text(ITS_MACHINE).await;
        let forth = [
            READ.to_owned(),
            put(OTHER, None),
            put(ASSIGNED, Some(OTHER_MACHINE)),
            put(OTHER, Some(ITS_MACHINE)),
        ];
        assert_eq!(panel.requests_since(last), forth);
        panel.button("Undo").click().await;
        panel.status_says("Undone").await;
        panel.row(ASSIGNED).has_text(ITS_MACHINE).await;
        panel.row(OTHER).has_text(OTHER_MACHINE).await;
    });
}

#[test]
fn a_step_that_fails_takes_the_ones_before_it_back() {
    panel_test(async |panel| {
        panel.expect_console("409");
        let dialog = choose(panel).await;
        let last = panel.last_request();
        let gate = panel.server.hold("PUT", FIRST_PATH);
        panel.server.fault("PUT", FIRST_PATH, refusal());
        dialog.button("Swap").click().await;
        assert!(gate.reached().await);
        dialog.has_text("in progress").await;
        // The form keeps showing its swap while the list changes.
        dialog.has_text("Unassign 203.0.113.2 done").await;
        dialog.button("Swap").visible().await;
        gate.release();
        panel.alert_says("The machine is busy").await;
        panel.alert_says("Nothing was changed").await;
        dialog.has_text("undone").await;
        dialog.has_text("failed").await;
        panel
            .alert_says("bastion-ny couldn't be reached at 203.0.113.2 for")
            .await;
        let sent = [
            READ.to_owned(),
            put(OTHER, None),
            put(ASSIGNED, Some(OTHER_MACHINE)),
            put(OTHER, Some(OTHER_MACHINE)),
        ];
        assert_eq!(panel.requests_since(last), sent);
        dialog.button("Cancel").click().await;
        panel.row(OTHER).has_text(OTHER_MACHINE).await;
        panel.row(ASSIGNED).has_text(ITS_MACHINE).await;
    });
}

/// Swaps, with a refusal of the second step and of the rollback.
async fn stop_halfway(panel: &Panel<'_>) {
    let dialog = choose(panel).await;
    let gate = panel.server.hold("PUT", FIRST_PATH);
    panel.server.fault("PUT", FIRST_PATH, refusal());
    dialog.button("Swap").click().await;
    assert!(gate.reached().await);
    panel.server.fault("PUT", OTHER_PATH, refusal());
    gate.release();
    dialog.gone().await;
}

#[test]
fn what_stopped_halfway_is_said_and_put_back_by_one_press() {
    panel_test(async |panel| {
        panel.expect_console("409");
        stop_halfway(panel).await;
        panel
            .alert_says("The swap stopped halfway and couldn't be undone")
            .await;
        panel
            .alert_says("203.0.113.8 is assigned to inference-gateway. 203.0.113.2 is idle.")
            .await;
        panel
            .alert_says(
                "Once 203.0.113.2 is assigned to bastion-ny, both are back where they were.",
            )
            .await;
        panel.row(OTHER).has_text("Idle").await;

        panel.server.fault("PUT", OTHER_PATH, refusal());
        let way_on = panel.button("Assign 203.0.113.2 to bastion-ny");
        way_on.click().await;
        panel.alert_says("Couldn't assign the address").await;
        panel.row(OTHER).has_text("Idle").await;
        let last = panel.last_request();
        way_on.enabled(true).await;
        way_on.click().await;
        panel
            .status_says("203.0.113.2 is assigned to bastion-ny")
            .await;
        way_on.gone().await;
        panel.row(OTHER).has_text(OTHER_MACHINE).await;
        panel.focus_on(OTHER).await;
        assert_eq!(
            panel.requests_since(last),
            [READ.to_owned(), put(OTHER, Some(OTHER_MACHINE))]
        );
    });
}

#[test]
fn what_stopped_before_its_last_step_is_completed_by_one_press() {
    panel_test(async |panel| {
        panel.expect_console("409");
        let dialog = choose(panel).await;
        let gate = panel.server.hold("PUT", FIRST_PATH);
        dialog.button("Swap").click().await;
        assert!(gate.reached().await);
        panel.server.fault("PUT", OTHER_PATH, refusal());
        panel.server.fault("PUT", FIRST_PATH, refusal());
        gate.release();
        panel
            .alert_says("203.0.113.8 is assigned to bastion-ny. 203.0.113.2 is idle.")
            .await;
        panel
            .alert_says("Once 203.0.113.2 is assigned to inference-gateway, the swap is complete.")
            .await;
        let way_on = panel.button("Assign 203.0.113.2 to inference-gateway");
        way_on.click().await;
        way_on.gone().await;
        panel.row(ASSIGNED).has_text(OTHER_MACHINE).await;
        panel.row(OTHER).has_text(ITS_MACHINE).await;
    });
}

#[test]
fn the_way_on_is_refused_once_somebody_else_has_taken_it() {
    panel_test(async |panel| {
        panel.expect_console("409");
        stop_halfway(panel).await;
        let way_on = panel.button("Assign 203.0.113.2 to bastion-ny");
        way_on.visible().await;
        panel.with_account("demo", |account| {
            account.assign(OTHER, Some(OTHER_MACHINE)).map(|_| ()).ok()
        });
        let last = panel.last_request();
        way_on.click().await;
        panel
            .alert_says(
                "203.0.113.2 is now assigned to bastion-ny, changed elsewhere. Nothing was sent.",
            )
            .await;
        way_on.gone().await;
        assert_eq!(panel.requests_since(last), [READ]);
    });
}

#[test]
fn what_stopped_halfway_is_said_until_it_is_dismissed() {
    panel_test(async |panel| {
        panel.expect_console("409");
        stop_halfway(panel).await;
        let dialog = open_dialog(panel, "Unassign", "203.0.113.5").await;
        dialog.button("Unassign").click().await;
        panel.button("Undo").visible().await;
        panel.button("Refresh").click().await;
        panel.tab("Europe (AMS1)").click().await;
        panel.shows("9 addresses in Europe (AMS1)").await;
        panel
            .alert_says(
                "Once 203.0.113.2 is assigned to bastion-ny, both are back where they were.",
            )
            .await;
        panel.all(Role::Alert).button("Dismiss").click().await;
        panel.does_not_show("The swap stopped halfway").await;
    });
}
