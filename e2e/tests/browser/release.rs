//! Releasing: an idle address directly, an assigned one after typing it.

use crate::steps::*;
use e2e::{Key, Locator, Panel, panel_test};

/// The row below [`IDLE`] in the demo's list.
const BELOW: &str = "203.0.113.23";

fn confirmation(dialog: &Locator) -> Locator {
    dialog.field(&format!("Type {ASSIGNED} to confirm"))
}

#[test]
fn an_idle_address_is_released_and_the_focus_goes_to_the_next_row() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        let dialog = open_dialog(panel, "Release", IDLE).await;
        dialog.has_text("This can't be undone").await;
        dialog.button("Release").click().await;
        dialog.gone().await;
        panel.row(IDLE).gone().await;
        panel.status_says(&format!("Released {IDLE}")).await;
        panel.shows("35 addresses, all loaded").await;
        panel.focus_on(BELOW).await;
        assert_eq!(
            panel.requests_since(last),
            [READ, &format!("DELETE /public-ips/{IDLE}")]
        );
    });
}

#[test]
fn in_a_long_list_the_focus_goes_to_the_next_address_too() {
    panel_test(async |panel| {
        // Rows are reused: this row may show another address by then.
        let list: Vec<_> = panel.with_account("large-130", |account| {
            account.addresses().collect::<Vec<_>>()
        });
        let at = (40..).find(|at| list[*at].machine.is_none()).unwrap_or(0);
        let (ip, next) = (list[at].ip(), list[at + 1].ip());
        panel.sign_in("large-130").await;
        for loaded in ["60 loaded", "120 loaded"] {
            panel.shows(loaded).await;
            panel.scroll_to_end().await;
        }
        panel.shows("130 addresses, all loaded").await;
        let dialog = open_dialog(panel, "Release", &ip).await;
        dialog.button("Release").click().await;
        panel.status_says(&format!("Released {ip}")).await;
        panel.focus_on(&next).await;
        panel.row(&ip).gone().await;
        panel.focus_on(&next).await;
    });
}

#[test]
fn the_least_destructive_control_has_the_first_focus() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Release", IDLE).await;
        dialog.button("Cancel").focused().await;
        panel.press(Key::Enter).await;
        dialog.gone().await;
        panel.row(IDLE).visible().await;
        assert_eq!(panel.requests("DELETE"), [""; 0]);
    });
}

#[test]
fn an_assigned_address_has_to_be_typed() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        let dialog = open_dialog(panel, "Release", ASSIGNED).await;
        dialog.has_text(ITS_MACHINE).await;
        for wrong in ["", "203.0.113.", "203.0.113.88", "yes"] {
            confirmation(&dialog).fill(wrong).await;
            panel.press(Key::Enter).await;
            panel.alert_says("not the address").await;
            dialog.button("Release").click_times(1).await;
            dialog.visible().await;
        }
        assert_eq!(panel.requests_since(last), [""; 0]);
        confirmation(&dialog).fill(ASSIGNED).await;
        dialog.button("Release").click().await;
        panel.row(ASSIGNED).gone().await;
        panel.status_says(&format!("Released {ASSIGNED}")).await;
        assert_eq!(
            panel.requests_since(last),
            [READ, &format!("DELETE /public-ips/{ASSIGNED}")]
        );
    });
}

#[test]
fn an_idle_address_needs_no_typing() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Release", IDLE).await;
        assert_eq!(dialog.all(e2e::Role::Field).count().await, 0);
    });
}

#[test]
fn an_orphaned_address_needs_no_typing_since_no_machine_loses_it() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        // Until every machine is known, no address is called orphaned.
        panel.row(ORPHAN).has_text("Orphaned").await;
        let last = panel.last_request();
        let dialog = open_dialog(panel, "Release", ORPHAN).await;
        dialog
            .has_text(&format!(
                "Left over from {DELETED_MACHINE}, which no longer exists. No machine loses this address."
            ))
            .await;
        assert_eq!(dialog.all(e2e::Role::Field).count().await, 0);
        dialog.button("Release").click().await;
        dialog.gone().await;
        panel.status_says(&format!("Released {ORPHAN}")).await;
        panel.row(ORPHAN).gone().await;
        assert_eq!(
            panel.requests_since(last),
            [READ, &format!("DELETE /public-ips/{ORPHAN}")]
        );
    });
}

#[test]
fn the_only_row_left_gives_the_focus_to_claim() {
    panel_test(async |panel| {
        panel.with_account("empty", |account| {
            account.claim("ny2", e2e::now()).expect("below the quota")
        });
        panel.sign_in("empty").await;
        let dialog = open_dialog(panel, "Release", "203.0.113.1").await;
        dialog.button("Release").click().await;
        panel.row("203.0.113.1").gone().await;
        panel.focus_on("Claim IP").await;
    });
}

async fn refused_by(panel: &Panel<'_>, words: &[&str]) {
    let dialog = open_dialog(panel, "Release", ASSIGNED).await;
    confirmation(&dialog).fill(ASSIGNED).await;
    dialog.button("Release").click().await;
    for text in words {
        panel.alert_says(text).await;
    }
    assert_eq!(confirmation(&dialog).value().await, ASSIGNED);
    dialog.button("Cancel").click().await;
    panel.row(ASSIGNED).visible().await;
}

#[test]
fn a_key_that_may_only_read_is_told_so() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.sign_in("read-only").await;
        refused_by(panel, &["FORBIDDEN", "Nothing was changed"]).await;
    });
}

#[test]
fn an_address_that_is_gone_meanwhile_is_said_to_be() {
    panel_test(async |panel| {
        panel.expect_console("404");
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        let dialog = open_dialog(panel, "Release", ASSIGNED).await;
        confirmation(&dialog).fill(ASSIGNED).await;
        let release = panel.server.hold("DELETE", "/v1/public-ips/");
        dialog.button("Release").click().await;
        assert!(release.reached().await);
        panel.with_account("demo", |account| {
            account.release(ASSIGNED).expect("it is there")
        });
        release.release();
        panel
            .status_says(&format!("{ASSIGNED} is no longer your team's"))
            .await;
        dialog.gone().await;
        panel.row(ASSIGNED).gone().await;
        let requests = panel.requests_since(last);
        assert_eq!(
            requests.len(),
            3,
            "it is read before and after: {requests:?}"
        );
    });
}

#[test]
fn an_address_that_was_released_before_is_not_released_again() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Release", ASSIGNED).await;
        confirmation(&dialog).fill(ASSIGNED).await;
        panel.with_account("demo", |account| {
            account.release(ASSIGNED).expect("it is there")
        });
        let last = panel.last_request();
        dialog.button("Release").click().await;
        dialog
            .has_text(&format!("{ASSIGNED} wasn't found in the list."))
            .await;
        dialog.has_text("Nothing was sent.").await;
        assert_eq!(panel.requests_since(last).len(), 1, "it was read");
    });
}

#[test]
fn leaving_the_dialog_changes_nothing() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        closing_changes_nothing(panel, "Release", IDLE).await;
        closing_changes_nothing(panel, "Release", ASSIGNED).await;
    });
}

#[test]
fn twenty_clicks_make_one_release() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Release", IDLE).await;
        twenty_clicks_make_one_request(panel, "DELETE", &dialog, "Release").await;
        panel.row(IDLE).gone().await;
    });
}
