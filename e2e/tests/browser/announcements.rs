//! What a screen reader says by itself, event by event: the right words, and once.

use crate::acts::*;
use e2e::{Fault, Panel, panel_test};

const MINUTE: i64 = 60_000;

/// Opens a form, fills one field if it has one, and sends it.
async fn send(panel: &Panel<'_>, act: &str, ip: &str, typed: Option<(&str, &str)>) {
    let dialog = open_dialog(panel, act, ip).await;
    if let Some((field, text)) = typed {
        dialog.field(field).fill(text).await;
    }
    dialog.button(act).click().await;
}

#[test]
fn changes_are_said_once() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.listen_to_speech().await;
        panel.sign_in_to_demo().await;
        panel.allow_clipboard(&panel.server.url()).await;
        let machine = |id| Some(("Machine ID", id));

        panel.button("Claim IP").click().await;
        panel
            .dialog("Claim a public IP")
            .button("Claim")
            .click()
            .await;
        panel.said_once("Claimed 203.0.113.1").await;
        send(panel, "Assign", "203.0.113.1", machine(FREE_MACHINE)).await;
        panel.said_once("203.0.113.1").await;
        send(panel, "Move", ASSIGNED, machine("ps2fj0q9tzle")).await;
        panel.said_once(ASSIGNED).await;
        send(panel, "Unassign", ASSIGNED, None).await;
        panel.said_once(ASSIGNED).await;
        send(panel, "Release", IDLE, None).await;
        panel.said_once(IDLE).await;
        panel
            .row(ASSIGNED)
            .button(&format!("Copy {ASSIGNED}"))
            .click()
            .await;
        panel.said_once("Copied").await;

        let refused = Fault::Status(
            403,
            r#"{"code":"FORBIDDEN","message":"Not for this key."}"#.into(),
        );
        panel.server.fault("PUT", "/v1/public-ips", refused);
        send(panel, "Assign", ASSIGNED, machine(ITS_MACHINE)).await;
        panel.said_once("Not for this key").await;
    });
}

#[test]
fn what_happens_to_the_list_is_said_once() {
    panel_test(async |panel| {
        panel.expect_console("500");
        panel.listen_to_speech().await;
        panel.sign_in_to_demo().await;
        panel.field("Search").fill("113").await;
        panel.said_once("found in 36").await;
        panel.field("Search").fill("").await;
        panel.behind("demo", |account| {
            assert!(account.release(ASSIGNED).is_ok());
        });
        panel.turn_clock(2 * MINUTE).await;
        panel.said_once("Changed elsewhere: 1 gone").await;
        panel.button("Refresh every 30 s").click().await;
        panel.offline(true).await;
        panel.said_once("Offline.").await;
        panel.offline(false).await;
        panel.lacks("Offline.").await;
        let broken = Fault::Status(
            500,
            r#"{"code":"INTERNAL_SERVER_ERROR","message":"Out of order."}"#.into(),
        );
        panel.faults(3, "GET", "/v1/public-ips?limit=120", &broken);
        panel.button("Refresh").click().await;
        panel.said_once("Out of order").await;
    });
}
