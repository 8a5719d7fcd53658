//! The session log.

use crate::menu::open_menu;
use crate::steps::{IDLE, open_dialog};
use e2e::{Fault, Locator, Panel, Role, panel_test};

async fn open_log(panel: &Panel<'_>) -> Locator {
    open_menu(panel).await;
    panel.menu_item("Session log").click().await;
    panel.dialog("Session log")
}

#[test]
fn every_request_is_there_with_its_result_and_the_newest_is_first() {
    panel_test(async |panel| {
        panel.expect_console("409");
        panel.sign_in_to_demo().await;
        let path = format!("/v1/public-ips/{IDLE}");
        panel.server.fault(
            "DELETE",
            &path,
            Fault::Status(409, r#"{"code":"CONFLICT","message":"Busy."}"#.into()),
        );
        let release = open_dialog(panel, "Release", IDLE).await;
        release.button("Release").click().await;
        release.has_text("Busy (CONFLICT, 409)").await;
        release.button("Cancel").click().await;

        let dialog = open_log(panel).await;
        dialog.has_text("never contains your API key").await;
        let table = dialog.named(Role::Table, "Session log");
        for column in ["Time", "Request", "Result", "Duration", "Attempts"] {
            table.column(column).visible().await;
        }
        let text = table.text().await;
        let newest = text
            .find(&format!("DELETE /public-ips/{IDLE}"))
            .expect("the release");
        let oldest = text.find("GET /public-ips?limit=1 ").expect("the sign-in");
        assert!(newest < oldest, "{text}");
        table.has_text("Failed: 409 CONFLICT").await;
        table.has_text("Done").await;
        assert!(!text.contains("Bearer") && !text.contains("demo"), "{text}");

        panel
            .evaluate("Clipboard.prototype.writeText = async (text) => { window.copied = text; };")
            .await;
        dialog.button("Copy the log").click().await;
        dialog.has_text("Copied.").await;
        let copied = panel.evaluate("return window.copied;").await;
        let copied = copied.as_str().unwrap_or_default();
        assert!(
            copied.starts_with("Time\tRequest\tResult\tDuration\tAttempts\n"),
            "{copied}"
        );
        assert!(
            copied.contains(&format!(
                "\tDELETE /public-ips/{IDLE}\tFailed: 409 CONFLICT\t"
            )),
            "{copied}"
        );
        dialog.button("Close").click().await;
        panel.button("Menu").focused().await;
    });
}

#[test]
fn attempts_are_counted_and_a_new_session_begins_with_an_empty_log() {
    panel_test(async |panel| {
        panel.expect_console("503");
        panel.sign_in_to_demo().await;
        panel.speed_up_timers().await;
        panel.faults(
            1,
            "GET",
            "/v1/public-ips?limit=120",
            &Fault::Status(503, "{}".into()),
        );
        panel.button("Refresh").click().await;
        panel.requested(&["GET /public-ips?limit=120"]).await;
        let dialog = open_log(panel).await;
        let row = dialog.all(Role::Table);
        row.has_text("GET /public-ips?limit=120&orderBy=dtCreated&order=descDone")
            .await;
        row.has_text("ms2").await;
        dialog.button("Close").click().await;
        panel.button("Sign out").click().await;
        panel.submit_key("demo").await;
        panel.shows("36 addresses, all loaded").await;
        open_log(panel).await;
        let text = dialog.all(Role::Table).text().await;
        assert!(!text.contains("public-ips?limit=120"), "{text}");
    });
}

#[test]
fn the_log_is_readable_on_a_phone() {
    panel_test(async |panel| {
        panel.viewport(320, 640).await;
        panel.sign_in_to_demo().await;
        let dialog = open_log(panel).await;
        assert!(dialog.within_width().await);
        assert!(dialog.all(Role::Table).within_width().await);
        assert!(dialog.button("Copy the log").within_width().await);
        let widest = panel.measure("document.querySelector('dialog').scrollWidth - document.querySelector('dialog').clientWidth").await;
        assert!(widest <= 0.0, "it scrolls sideways by {widest}");
    });
}
