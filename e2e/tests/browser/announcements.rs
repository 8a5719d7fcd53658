//! Announcements for screen readers: the right text, once for each event.

use crate::menu::open_menu;
use crate::steps::*;
use e2e::{Fault, Key, Panel, panel_test};

const MINUTE: i64 = 60_000;

/// Opens a form, fills its field if it has one, and submits it.
async fn send(panel: &Panel<'_>, act: &str, ip: &str, typed: Option<(&str, &str)>) {
    let dialog = open_dialog(panel, act, ip).await;
    if let Some((field, text)) = typed {
        dialog.field(field).fill(text).await;
    }
    dialog.button(act).click().await;
}

#[test]
fn changes_and_their_undoing_are_said_once() {
    panel_test(async |panel| {
        panel.record_announcements().await;
        panel.sign_in_to_demo().await;
        let (new, other) = ("203.0.113.1", "ps2fj0q9tzle");
        let machine = |id| Some(("Machine", id));

        panel.button("Claim IP").click().await;
        let claim = panel.dialog("Claim a public IP");
        claim.button("Claim").click().await;
        panel.announced_once(&format!("Claimed {new}")).await;
        send(panel, "Assign", new, machine(FREE_MACHINE)).await;
        panel.announced_once(&format!("Assigned {new} to")).await;
        send(panel, "Move", ASSIGNED, machine(other)).await;
        panel.announced_once(&format!("Moved {ASSIGNED} to")).await;
        panel.button("Undo").click().await;
        panel
            .announced_once(&format!("Undone: {ASSIGNED} is assigned to"))
            .await;
        send(panel, "Unassign", ASSIGNED, None).await;
        panel
            .announced_once(&format!("Unassigned {ASSIGNED}"))
            .await;
        send(panel, "Release", IDLE, None).await;
        panel.announced_once(&format!("Released {IDLE}")).await;
    });
}

#[test]
fn what_was_copied_saved_and_refused_is_said_once() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.record_announcements().await;
        panel.allow_clipboard(&panel.server.url()).await;
        panel.allow_downloads().await;
        panel.sign_in_to_demo().await;

        panel
            .row(ASSIGNED)
            .button(&format!("Copy {ASSIGNED}"))
            .click()
            .await;
        panel.announced_once(&format!("Copied {ASSIGNED}")).await;
        panel.button("Export CSV").click().await;
        panel.announced_once("Exported 36 addresses").await;
        panel.server.fault("PUT", "/v1/public-ips", refusal());
        send(panel, "Assign", IDLE, Some(("Machine", FREE_MACHINE))).await;
        panel.announced_once("Not for this key").await;
        panel
            .dialog(&format!("Assign {IDLE}"))
            .button("Cancel")
            .click()
            .await;
    });
}

#[test]
fn what_happens_to_the_list_is_said_once() {
    panel_test(async |panel| {
        panel.expect_console("500");
        panel.record_announcements().await;
        panel.sign_in_to_demo().await;
        panel.field("Search").fill("113").await;
        panel.announced_once("found in 36").await;
        panel.field("Search").fill("nothing like it").await;
        panel.announced_once("0 found in 36").await;
        panel.field("Search").fill("").await;
        panel.with_account("demo", |account| {
            assert!(account.release(ASSIGNED).is_ok());
        });
        panel.advance_clock(2 * MINUTE).await;
        panel
            .announced_once(&format!("Changed elsewhere: {ASSIGNED} gone"))
            .await;
        panel.button("Auto-refresh").click().await;
        panel.offline(true).await;
        panel.announced_once("Offline.").await;
        panel.offline(false).await;
        panel.does_not_show("Offline.").await;
        let body = r#"{"code":"INTERNAL_SERVER_ERROR","message":"Out of order."}"#;
        let broken = Fault::Status(500, body.into());
        panel.faults(3, "GET", "/v1/public-ips?limit=120", &broken);
        panel.button("Refresh").click().await;
        panel.announced_once("Out of order").await;
    });
}

#[test]
fn a_page_that_fails_and_the_end_of_load_all_are_said_once() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.record_announcements().await;
        panel.sign_in("large-300").await;
        panel.shows("60 loaded, more exist").await;
        panel
            .server
            .fault("GET", "/v1/public-ips?limit=60", refusal());
        panel.scroll_to_end().await;
        panel.announced_once("Not for this key").await;
        panel.button("Load all").click().await;
        panel.announced_once("All 300 addresses loaded").await;
    });
}

#[test]
fn what_becomes_of_a_session_is_said_once() {
    panel_test(async |panel| {
        panel.expect_console("401");
        panel.record_announcements().await;
        panel.open("").await;
        panel.button("Sign in").click().await;
        panel.announced_once("Enter your API key").await;
        panel.submit_key("no-such-key").await;
        panel.announced_once("UNAUTHORIZED").await;
        panel.submit_key("demo").await;
        panel.shows("36 addresses, all loaded").await;
        panel.advance_clock(14 * MINUTE).await;
        panel
            .announced_once("You'll be signed out within a minute.")
            .await;
        panel.button("Lock").click().await;
        panel.announced_once("Locked").await;
    });
}

#[test]
fn a_claim_that_is_looked_for_says_its_verdict_once() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.record_announcements().await;
        panel.sign_in_to_demo().await;
        panel
            .server
            .fault("POST", "/v1/public-ips", Fault::LostAnswer);
        panel.button("Claim IP").click().await;
        panel
            .dialog("Claim a public IP")
            .button("Claim")
            .click()
            .await;
        panel.announced_once("Claimed. The response was lost").await;
    });
}

#[test]
fn what_the_palette_finds_refuses_and_switches_is_said_once() {
    panel_test(async |panel| {
        panel.record_announcements().await;
        panel.sign_in_to_demo().await;
        panel.press_with(Key::Control, "k").await;
        let palette = panel.dialog("Command palette");
        let field = palette.field("Command or address");
        field.focused().await;
        field.fill("no such thing").await;
        panel.announced_once("No results").await;
        field.fill(IDLE).await;
        panel.status_says("6 results").await;
        panel.press(Key::Up).await;
        panel.press(Key::Enter).await;
        panel.announced_once("This address isn't assigned").await;
        for (typed, said) in [
            ("read-only on", "Read-only is on."),
            ("read-only off", "Read-only is off."),
            ("single-key shortcuts off", "Single-key shortcuts are off."),
            ("single-key shortcuts on", "Single-key shortcuts are on."),
            ("theme", "Theme: light"),
        ] {
            field.fill(typed).await;
            panel.status_says("1 result").await;
            panel.press(Key::Enter).await;
            panel.announced_once(said).await;
            palette.gone().await;
            panel.press_with(Key::Control, "k").await;
            field.focused().await;
        }
    });
}

#[test]
fn what_becomes_of_notes_and_of_the_log_is_said_once() {
    panel_test(async |panel| {
        panel.record_announcements().await;
        panel.allow_downloads().await;
        panel.allow_clipboard(&panel.server.url()).await;
        panel.sign_in_to_demo().await;
        open_menu(panel).await;
        panel.menu_item("Notes").click().await;
        let notes = panel.dialog("Notes");
        panel.select_file("bad.json", "not a list").await;
        panel.announced_once("Couldn't import the notes").await;
        let file = format!(r#"[{{"ip":"{IDLE}","note":"Mail"}}]"#);
        panel.select_file("notes.json", &file).await;
        panel.announced_once("Imported 1 note").await;
        notes.button("Export notes").click().await;
        panel.announced_once("Exported 1 note.").await;
        notes.button("Close").click().await;
        open_menu(panel).await;
        panel.menu_item("Session log").click().await;
        let log = panel.dialog("Session log");
        log.button("Copy the log").click().await;
        panel.announced_once("Copied.").await;
    });
}

#[test]
fn a_swap_and_its_failure_are_said_once() {
    panel_test(async |panel| {
        panel.expect_console("409");
        panel.record_announcements().await;
        panel.sign_in_to_demo().await;
        open_dialog(panel, "Move", ASSIGNED).await;
        let dialog = pick_a_swap(panel).await;
        let body = r#"{"code":"CONFLICT","message":"The machine is busy."}"#;
        let step = format!("/v1/public-ips/{ASSIGNED}");
        panel
            .server
            .fault("PUT", &step, Fault::Status(409, body.into()));
        dialog.button("Swap").click().await;
        panel.announced_once("The machine is busy").await;
        dialog.button("Swap").click().await;
        panel.announced_once("Swapped").await;
        panel.button("Undo").click().await;
        panel.announced_once("Undone").await;
    });
}
