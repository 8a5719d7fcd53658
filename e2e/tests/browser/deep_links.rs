//! Deep links: they open a dialog and never act.

use crate::steps::*;
use e2e::panel_test;

#[test]
fn a_link_opens_the_dialog_to_claim_and_is_gone_when_that_closes() {
    panel_test(async |panel| {
        panel.open("#do=claim&region=ca1").await;
        panel.submit_key("demo").await;
        let dialog = panel.dialog("Claim a public IP");
        dialog.visible().await;
        dialog.button("Cancel").click().await;
        dialog.gone().await;
        panel.fragment_is("region=ca1").await;
        assert_eq!(panel.requests("POST"), [""; 0]);
    });
}

#[test]
fn a_link_outlives_a_reload_and_back_closes_its_dialog() {
    panel_test(async |panel| {
        panel.open("#do=claim&region=ca1").await;
        panel.submit_key("demo").await;
        let dialog = panel.dialog("Claim a public IP");
        dialog.visible().await;
        panel.reload().await;
        dialog.visible().await;
        panel.back().await;
        dialog.gone().await;
        panel.fragment_is("region=ca1").await;
        panel
            .shows("11 addresses in West Coast (CA1), all loaded")
            .await;
    });
}

#[test]
fn a_link_about_an_address_waits_for_its_row_and_sends_nothing() {
    panel_test(async |panel| {
        panel.open(&format!("#do=release&ip={IDLE}")).await;
        panel.submit_key("demo").await;
        let dialog = panel.dialog(&format!("Release {IDLE}"));
        dialog.has_text("This can't be undone.").await;
        assert_eq!(panel.requests("DELETE"), [""; 0]);
        dialog.button("Cancel").click().await;
        dialog.gone().await;
        panel.fragment_is("").await;
        panel.row(IDLE).visible().await;
        // Typed while the panel is open.
        panel.open(&format!("#do=move&ip={ASSIGNED}")).await;
        panel.dialog(&format!("Move {ASSIGNED}")).visible().await;
        assert_eq!(panel.requests("PUT"), [""; 0]);
    });
}

#[test]
fn a_link_that_cannot_be_followed_says_why() {
    panel_test(async |panel| {
        panel.open(&format!("#do=move&ip={IDLE}")).await;
        panel.submit_key("demo").await;
        panel.alert_says("Couldn't open the link").await;
        panel
            .alert_says("This address isn't assigned to a machine")
            .await;
        panel.fragment_is("").await;
        panel.open("#do=release&ip=203.0.113.99").await;
        panel.alert_says("203.0.113.99 isn't in the list.").await;
        panel.open("#do=sell&ip=203.0.113.7").await;
        panel.row(IDLE).visible().await;
        assert_eq!(panel.requests("DELETE"), [""; 0]);
    });
}
