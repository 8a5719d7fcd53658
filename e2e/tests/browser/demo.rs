//! The demo: an account inside the page, without requests.

use crate::steps::{ASSIGNED, FREE_MACHINE, IDLE, open_claim, open_dialog};
use e2e::{Panel, panel_test};

async fn explore(panel: &Panel<'_>) {
    panel.open("").await;
    panel.button("Explore the demo").click().await;
    panel.shows("36 addresses, all loaded").await;
}

#[test]
fn the_demo_shows_36_addresses_and_says_that_it_is_one() {
    panel_test(async |panel| {
        explore(panel).await;
        panel.row("203.0.113.4").visible().await;
        let text = panel.visible_text().await.to_ascii_lowercase();
        assert!(text.contains("demo"), "a banner says what this is: {text}");
        assert_eq!(panel.stored("sessionStorage").await, []);
        panel.button("Sign out").click().await;
        panel.heading("Sign in").visible().await;
        assert!(panel.server.journal().is_empty());
    });
}

#[test]
fn every_action_works_in_the_demo_without_a_request() {
    panel_test(async |panel| {
        explore(panel).await;
        let claim = open_claim(panel).await;
        claim.radio("East Coast (NY2)").select().await;
        claim.button("Claim").click().await;
        panel.row("203.0.113.1").has_text("Idle").await;

        let assign = open_dialog(panel, "Assign", "203.0.113.1").await;
        assign.field("Machine").fill(FREE_MACHINE).await;
        assign.button("Assign").click().await;
        panel.row("203.0.113.1").has_text(FREE_MACHINE).await;

        let mover = open_dialog(panel, "Move", ASSIGNED).await;
        mover.field("Machine").fill("ps2fj0q9tzle").await;
        mover.button("Move").click().await;
        panel.row(ASSIGNED).has_text("ps2fj0q9tzle").await;

        open_dialog(panel, "Unassign", ASSIGNED)
            .await
            .button("Unassign")
            .click()
            .await;
        panel.row(ASSIGNED).has_text("Idle").await;

        open_dialog(panel, "Release", IDLE)
            .await
            .button("Release")
            .click()
            .await;
        panel.row(IDLE).gone().await;
        assert!(
            panel.server.journal().is_empty(),
            "{:?}",
            panel.server.journal()
        );
    });
}

#[test]
fn the_demo_refuses_as_the_api_does() {
    panel_test(async |panel| {
        explore(panel).await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill("psnothere").await;
        dialog.button("Assign").click().await;
        panel.alert_says("NOT_FOUND").await;
        assert_eq!(dialog.field("Machine").value().await, "psnothere");
    });
}

#[test]
fn each_visit_to_the_demo_begins_anew() {
    panel_test(async |panel| {
        explore(panel).await;
        open_dialog(panel, "Release", IDLE)
            .await
            .button("Release")
            .click()
            .await;
        panel.row(IDLE).gone().await;
        panel.button("Sign out").click().await;
        panel.button("Explore the demo").click().await;
        panel.row(IDLE).visible().await;
    });
}

/// Machine IDs that fail, and the panel's messages (`docs/simulator.md`, Failures on demand).
#[test]
fn failures_can_be_typed_in_the_demo() {
    panel_test(async |panel| {
        explore(panel).await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        for (machine, words) in [
            ("fail-409", ["(CONFLICT, 409)", "Nothing was changed."]),
            ("fail-500", ["500)", "The refreshed list shows no change."]),
            ("fail-429", ["You can try again in ", "s."]),
        ] {
            dialog.field("Machine").fill(machine).await;
            dialog.button("Assign").click().await;
            for part in words {
                panel.alert_says(part).await;
            }
        }
        dialog.button("Assign").enabled(false).await;
        dialog.button("Assign").enabled(true).await;
        dialog.button("Cancel").click().await;
        panel.row(IDLE).has_text("Idle").await;
        assert!(panel.server.journal().is_empty());
    });
}

#[test]
fn an_answer_lost_in_the_demo_is_read_back() {
    panel_test(async |panel| {
        explore(panel).await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill("fail-lost").await;
        dialog.button("Assign").click().await;
        panel
            .status_says(&format!("Assigned {IDLE} to fail-lost"))
            .await;
        dialog.gone().await;
        panel.row(IDLE).has_text("fail-lost").await;
        assert_eq!(panel.alerts().await, [""; 0]);
        assert!(panel.server.journal().is_empty());
    });
}
