//! The machine picker: search, keyboard, mouse, ineligible machines.

use crate::steps::*;
use e2e::{Fault, Key, Role, panel_test};

#[test]
fn a_machine_is_found_by_its_name_and_chosen_with_the_keyboard() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        let field = dialog.field("Machine");
        panel.type_keys("runner").await;
        let offer = dialog.named(Role::Option, "build-runner psw51yb8m almost ready");
        offer.visible().await;
        panel.press(Key::Down).await;
        offer.has_attribute("aria-selected", Some("true")).await;
        panel.press(Key::Enter).await;
        offer.gone().await;
        field.has_attribute("aria-expanded", Some("false")).await;
        assert_eq!(field.value().await, "build-runner");
        field.focused().await;
        panel.press(Key::Enter).await;
        dialog.gone().await;
        panel
            .status_says(&format!("Assigned {IDLE} to build-runner"))
            .await;
        let sent = format!(r#"PUT /public-ips/{IDLE} {{"machineId":"{FREE_MACHINE}"}}"#);
        assert_eq!(panel.requests_since(last), [READ, &sent]);
    });
}

#[test]
fn it_opens_with_the_focus_and_an_arrow_reaches_its_first_machine() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        let first = dialog.named(Role::Option, "build-runner psw51yb8m almost ready");
        first.visible().await;
        let field = dialog.field("Machine");
        field.has_attribute("aria-expanded", Some("true")).await;
        let hint = "Name, ID or private address";
        field.has_attribute("placeholder", Some(hint)).await;
        panel.press(Key::Down).await;
        first.has_attribute("aria-selected", Some("true")).await;
        // A list that was asked for closes alone, and an arrow opens it again.
        panel.press(Key::Escape).await;
        first.gone().await;
        panel.press(Key::Down).await;
        first.has_attribute("aria-selected", Some("true")).await;
        panel.press(Key::Enter).await;
        first.gone().await;
        assert_eq!(dialog.field("Machine").value().await, "build-runner");
    });
}

#[test]
fn those_that_can_be_chosen_come_first_and_the_others_say_why_not() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog
            .all(Role::Option)
            .names_start_with(&["build-runner", "jupyter-research", "bastion-ny"])
            .await;
        let taken = dialog.name_starts_with(Role::Option, "inference-gateway");
        taken.has_text("Already has 203.0.113.8").await;
        taken.has_attribute("aria-disabled", Some("true")).await;
        dialog
            .name_starts_with(Role::Option, "batch-west")
            .has_text("In West Coast (CA1)")
            .await;
        taken.click().await;
        assert_eq!(dialog.field("Machine").value().await, "");
        dialog
            .name_starts_with(Role::Option, "jupyter-research")
            .click()
            .await;
        assert_eq!(dialog.field("Machine").value().await, "jupyter-research");
        dialog
            .has_text("jupyter-research has the dynamic address 203.0.113.200, which this one may replace.")
            .await;
    });
}

#[test]
fn escape_closes_the_list_first_and_the_dialog_only_then() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        panel.type_keys("psn").await;
        dialog
            .name_starts_with(Role::Option, "inference-gateway")
            .visible()
            .await;
        panel.press(Key::Escape).await;
        assert_eq!(dialog.all(Role::Option).count().await, 0);
        assert_eq!(dialog.field("Machine").value().await, "psn");
        panel.press(Key::Escape).await;
        dialog.gone().await;
    });
}

#[test]
fn a_machine_that_was_deleted_is_said_to_be_and_an_unknown_id_is_sent() {
    panel_test(async |panel| {
        panel.expect_console("404");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", "198.51.100.9").await;
        panel.type_keys("psrb").await;
        dialog
            .name_starts_with(Role::Option, "psrb40kzc7xd")
            .has_text("Deleted")
            .await;
        dialog.field("Machine").fill(NO_MACHINE).await;
        dialog
            .has_text("No match. The text will be sent as a machine ID")
            .await;
        dialog.button("Assign").click().await;
        panel.alert_says("There is no machine psnothere").await;
    });
}

#[test]
fn a_move_warns_of_the_only_way_in() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Move", ASSIGNED).await;
        dialog.has_text("another machine").await;
        panel.type_keys("build").await;
        dialog
            .name_starts_with(Role::Option, "build-runner")
            .click()
            .await;
        dialog.has_text("build-runner (psw51yb8m)").await;
        dialog
            .has_text("inference-gateway is running and loses its only public address")
            .await;
    });
}

#[test]
fn without_names_it_is_a_plain_field_with_the_ids_of_the_list() {
    panel_test(async |panel| {
        panel.expect_console("403");
        let body = r#"{"code":"FORBIDDEN","message":"No machines for you."}"#;
        panel.faults(9, "GET", "/v1/machines", &Fault::Status(403, body.into()));
        panel.sign_in_to_demo().await;
        panel.status_says("Couldn't load machine names").await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        assert_eq!(panel.focus_text().await, r#"combobox "Machine""#);
        dialog.has_text("so type an ID.").await;
        let page = panel.source().await;
        assert!(page.contains(r#"<option value="psm9u09bwu5i""#));
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
    });
}

#[test]
fn the_field_and_its_suggestions_are_in_view_in_a_low_window() {
    panel_test(async |panel| {
        panel.viewport(640, 400).await;
        panel.sign_in_to_demo().await;
        let more = format!("Actions for {ASSIGNED}");
        panel.row(ASSIGNED).button(&more).click().await;
        let dialog = open_dialog(panel, "Move", ASSIGNED).await;
        // Its title changes with what is typed.
        dialog.visible().await;
        let field = panel.field("Machine");
        field.focused().await;
        field.in_view().await;
        panel.press(Key::Down).await;
        let offer = panel.name_starts_with(Role::Option, "bastion-ny");
        offer.visible().await;
        panel.type_keys("bastion").await;
        offer.in_view().await;
        field.in_view().await;
    });
}
