//! The curl preview of a form: the request as a command, without the key.

use crate::steps::*;
use e2e::{Key, Panel, panel_test};

/// Opens a form and its curl preview.
async fn call_of(panel: &Panel<'_>, act: &str, ip: &str) -> e2e::Locator {
    let dialog = open_dialog(panel, act, ip).await;
    dialog.button("Show as curl").click().await;
    dialog
}

#[test]
fn every_form_shows_its_call_with_the_base_of_the_page_and_never_the_key() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let base = format!("{}/v1/public-ips", panel.server.url());
        for (act, ip, call) in [
            ("Release", IDLE, format!("curl -X DELETE '{base}/{IDLE}'")),
            (
                "Unassign",
                ASSIGNED,
                "--data-raw '{\"machineId\":null}'".to_owned(),
            ),
            (
                "Move",
                ASSIGNED,
                "--data-raw '{\"machineId\":\"MACHINE_ID\"}'".to_owned(),
            ),
        ] {
            let dialog = call_of(panel, act, ip).await;
            dialog.has_text(&call).await;
            dialog
                .has_text("-H \"Authorization: Bearer $PAPERSPACE_API_KEY\"")
                .await;
            dialog.button("Cancel").click().await;
            dialog.gone().await;
        }
        let dialog = open_claim(panel).await;
        dialog.button("Show as curl").click().await;
        dialog.radio("West Coast (CA1)").select().await;
        dialog.has_text("--data-raw '{\"region\":\"ca1\"}'").await;
        assert_eq!(panel.requests("POST"), [""; 0]);
    });
}

#[test]
fn it_follows_what_is_typed_and_is_copied() {
    panel_test(async |panel| {
        panel.allow_clipboard(&panel.server.url()).await;
        panel.sign_in_to_demo().await;
        let dialog = call_of(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill("it's \"a\" trap").await;
        let body = r#"--data-raw '{"machineId":"it'\''s \"a\" trap"}'"#;
        dialog.has_text(body).await;
        dialog.button("Copy the call").click().await;
        panel.status_says("Copied").await;
        // A one-line field removes line ends.
        dialog.field("Machine").focus().await;
        panel.press_with(Key::Control, "a").await;
        panel.press_with(Key::Control, "v").await;
        let copied = dialog.field("Machine").value().await;
        assert!(copied.starts_with("curl -X PUT"), "{copied}");
        assert!(copied.ends_with(body), "{copied}");
        assert!(!copied.contains("demo"), "the key is in it: {copied}");
    });
}
