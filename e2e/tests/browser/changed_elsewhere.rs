//! A colleague changes an address while a form is about to change it: the panel says so, and sends nothing.

use crate::steps::*;
use e2e::{Panel, panel_test};

fn a_colleague_assigns(panel: &Panel<'_>, ip: &str, machine: Option<&str>) {
    panel.with_account("demo", |account| {
        assert!(account.assign(ip, machine).is_ok());
    });
}

/// Lets the list grow old enough to be refreshed.
async fn two_minutes_pass(panel: &Panel<'_>) {
    panel.advance_clock(120_000).await;
}

#[test]
fn an_idle_address_that_was_assigned_meanwhile_is_released_only_once_it_is_typed() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Release", IDLE).await;
        a_colleague_assigns(panel, IDLE, Some(FREE_MACHINE));
        let last = panel.last_request();
        dialog.button("Release").click().await;
        panel
            .alert_says(&format!(
                "{IDLE} is now assigned to build-runner, changed elsewhere. Nothing was sent."
            ))
            .await;
        assert_eq!(panel.requests_since(last), [READ]);
        dialog.has_text("Assigned to build-runner").await;
        dialog.button("Release").focused().await;
        dialog.button("Release").enabled(true).await;
        dialog.button("Release").click().await;
        panel.alert_says("not the address").await;
        let field = dialog.field(&format!("Type {IDLE} to confirm"));
        field.fill(IDLE).await;
        dialog.button("Release").click().await;
        panel.status_says(&format!("Released {IDLE}")).await;
    });
}

#[test]
fn an_idle_address_that_was_assigned_meanwhile_is_not_overwritten_and_what_was_typed_stays() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        a_colleague_assigns(panel, IDLE, Some("ps2fj0q9tzle"));
        dialog.button("Assign").click().await;
        panel
            .alert_says(&format!("{IDLE} is now assigned to jupyter-research"))
            .await;
        let dialog = panel.dialog(&format!("Move {IDLE}"));
        assert_eq!(dialog.field("Machine").value().await, FREE_MACHINE);
        dialog.button("Move").visible().await;
        assert_eq!(panel.requests("PUT"), [""; 0]);
    });
}

#[test]
fn a_swap_takes_no_address_from_the_machine_that_a_colleague_chose() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Move", ASSIGNED).await;
        dialog.field("Machine").fill("psm9u09bwu5i").await;
        let dialog = panel.dialog("Swap 203.0.113.8 and 203.0.113.2");
        a_colleague_assigns(panel, "203.0.113.2", Some(FREE_MACHINE));
        dialog.button("Swap").click().await;
        panel
            .alert_says("203.0.113.2 is now assigned to build-runner, changed elsewhere.")
            .await;
        panel.dialog(&format!("Move {ASSIGNED}")).visible().await;
        assert_eq!(panel.requests("PUT"), [""; 0]);
    });
}

#[test]
fn what_changes_behind_an_open_form_is_marked_in_it() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Release", ASSIGNED).await;
        let field = dialog.field(&format!("Type {ASSIGNED} to confirm"));
        field.fill("203.0").await;
        a_colleague_assigns(panel, ASSIGNED, Some(FREE_MACHINE));
        two_minutes_pass(panel).await;
        panel
            .alert_says(&format!(
                "{ASSIGNED} is now assigned to build-runner, changed elsewhere."
            ))
            .await;
        field.focused().await;
        assert_eq!(field.value().await, "203.0");
        dialog.has_text("Assigned to build-runner").await;
    });
}

#[test]
fn what_changes_behind_the_dialog_of_many_is_marked_in_its_list() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        for ip in [IDLE, ASSIGNED] {
            let tick = panel.row(ip).checkbox(&format!("Select {ip}"));
            tick.click().await;
            tick.checked(true).await;
        }
        panel.button("Release").click().await;
        let dialog = panel.dialog("Release 2 addresses");
        dialog.has_text("1 is assigned to a machine").await;
        a_colleague_assigns(panel, IDLE, Some(FREE_MACHINE));
        two_minutes_pass(panel).await;
        panel
            .alert_says("1 address was changed elsewhere since you selected it.")
            .await;
        dialog
            .has_text("Now assigned to build-runner, changed elsewhere")
            .await;
        dialog.has_text("2 are assigned to machines").await;
    });
}
