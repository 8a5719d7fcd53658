//! Moving an assigned address to another machine.

use crate::steps::*;
use e2e::panel_test;

#[test]
fn an_address_is_moved_and_its_row_shows_the_answer() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        let dialog = open_dialog(panel, "Move", ASSIGNED).await;
        dialog.has_text(ITS_MACHINE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Move").click().await;
        dialog.gone().await;
        panel.row(ASSIGNED).has_text(FREE_MACHINE).await;
        panel
            .status_says(&format!("Moved {ASSIGNED} to build-runner"))
            .await;
        panel
            .row(ASSIGNED)
            .button(&format!("Move {ASSIGNED}"))
            .focused()
            .await;
        let sent = format!(r#"PUT /public-ips/{ASSIGNED} {{"machineId":"{FREE_MACHINE}"}}"#);
        assert_eq!(panel.requests_since(last), [READ, &sent]);
    });
}

#[test]
fn an_address_left_behind_by_a_deleted_machine_can_be_moved() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Move", "198.51.100.8").await;
        dialog.field("Machine").fill("psqh6z1ko").await;
        dialog.button("Move").click().await;
        panel.row("198.51.100.8").has_text("psqh6z1ko").await;
    });
}

#[test]
fn what_the_api_refuses_is_said_and_the_input_kept() {
    let refusals = [
        (NO_MACHINE, "404", "NOT_FOUND"),
        (MACHINE_ELSEWHERE, "409", "must be in the same region"),
    ];
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Move", ASSIGNED).await;
        for (machine, status, words) in refusals {
            panel.expect_console(status);
            dialog.field("Machine").fill(machine).await;
            dialog.button("Move").click().await;
            panel.alert_says(words).await;
            assert_eq!(dialog.field("Machine").value().await, machine);
        }
        dialog.button("Cancel").click().await;
        panel.row(ASSIGNED).has_text(ITS_MACHINE).await;
    });
}

#[test]
fn leaving_the_dialog_changes_nothing() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        closing_changes_nothing(panel, "Move", ASSIGNED).await;
    });
}

#[test]
fn twenty_clicks_make_one_move() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Move", ASSIGNED).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        twenty_clicks_make_one_request(panel, "PUT", &dialog, "Move").await;
        panel.row(ASSIGNED).has_text(FREE_MACHINE).await;
    });
}
