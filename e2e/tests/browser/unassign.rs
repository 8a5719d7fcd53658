//! Unassigning an address.

use crate::steps::*;
use e2e::{Key, panel_test};

#[test]
fn an_address_is_unassigned_with_an_explicit_null() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        let dialog = open_dialog(panel, "Unassign", ASSIGNED).await;
        dialog.has_text(ITS_MACHINE).await;
        dialog.button("Unassign").click().await;
        dialog.gone().await;
        panel.row(ASSIGNED).has_text("Idle").await;
        panel
            .row(ASSIGNED)
            .button(&format!("Assign {ASSIGNED}"))
            .visible()
            .await;
        panel
            .status_says(&format!("Unassigned {ASSIGNED} from inference-gateway"))
            .await;
        panel.focus_on(ASSIGNED).await;
        let sent = format!(r#"PUT /public-ips/{ASSIGNED} {{"machineId":null}}"#);
        assert_eq!(panel.requests_since(last), [READ, &sent]);
    });
}

#[test]
fn an_address_that_is_gone_meanwhile_is_said_to_be() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.with_account("demo", |account| {
            account.release(ASSIGNED).expect("it is there")
        });
        let dialog = open_dialog(panel, "Unassign", ASSIGNED).await;
        dialog.button("Unassign").click().await;
        for text in ["203.0.113.8 wasn't found in the list", "Nothing was sent"] {
            panel.alert_says(text).await;
        }
        assert_eq!(panel.requests("PUT"), [""; 0]);
        dialog.visible().await;
    });
}

#[test]
fn a_key_that_may_only_read_is_told_so() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.sign_in("read-only").await;
        let dialog = open_dialog(panel, "Unassign", ASSIGNED).await;
        dialog.button("Unassign").click().await;
        panel.alert_says("FORBIDDEN").await;
        dialog.button("Cancel").click().await;
        panel.row(ASSIGNED).has_text(ITS_MACHINE).await;
    });
}

#[test]
fn the_way_out_has_the_first_focus() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Unassign", ASSIGNED).await;
        dialog.button("Cancel").focused().await;
        panel.press(Key::Enter).await;
        dialog.gone().await;
        assert_eq!(panel.requests("PUT"), [""; 0]);
    });
}

#[test]
fn leaving_the_dialog_changes_nothing() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        closing_changes_nothing(panel, "Unassign", ASSIGNED).await;
    });
}

#[test]
fn twenty_clicks_make_one_unassign() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Unassign", ASSIGNED).await;
        twenty_clicks_make_one_request(panel, "PUT", &dialog, "Unassign").await;
        panel.row(ASSIGNED).has_text("Idle").await;
    });
}
