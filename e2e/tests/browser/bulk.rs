//! Releasing and unassigning many addresses: one confirmation, four requests at a time, a status for each.

use crate::steps::*;
use e2e::{Fault, Key, Locator, Panel, panel_test};

const REFUSED: &str = r#"{"code":"FORBIDDEN","message":"This address is kept for the audit."}"#;

/// The path of this address.
fn path(ip: &str) -> String {
    format!("/v1/public-ips/{ip}")
}

async fn select(panel: &Panel<'_>, addresses: &[&str]) {
    for ip in addresses {
        let tick = panel.row(ip).checkbox(&format!("Select {ip}"));
        tick.click().await;
        tick.checked(true).await;
    }
}

/// Moves to an element with Tab and presses Enter.
async fn press(panel: &Panel<'_>, target: &Locator) {
    panel.tab_to(target).await;
    panel.press(Key::Enter).await;
}

/// Selects addresses and confirms their release.
async fn release(panel: &Panel<'_>, addresses: &[&str]) -> Locator {
    select(panel, addresses).await;
    panel.button("Release").click().await;
    let count = addresses.len();
    let dialog = panel.dialog(&format!("Release {count} addresses"));
    let field = dialog.field(&format!("Type {count} to release {count} addresses"));
    field.fill(&count.to_string()).await;
    panel.press(Key::Enter).await;
    dialog
}

#[test]
fn all_idle_are_released_while_one_fails_and_the_rest_is_copied_by_keyboard() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.allow_clipboard(&panel.server.url()).await;
        panel.sign_in_to_demo().await;
        // It would be one more request.
        panel.button("Auto-refresh").click().await;
        let first = panel.addresses().await[0].clone();
        panel
            .tab_to(&panel.row(&first).checkbox(&format!("Select {first}")))
            .await;
        panel.press(Key::Space).await;
        panel.status_says("1 selected").await;
        press(panel, &panel.button("Select all idle")).await;
        panel.status_says("25 selected").await;
        let last = panel.last_request();
        panel
            .server
            .fault("DELETE", &path(IDLE), Fault::Status(403, REFUSED.into()));
        press(panel, &panel.button("Release")).await;
        let dialog = panel.dialog("Release 25 addresses");
        dialog.button("Cancel").focused().await;
        dialog
            .has_text("This can't be undone. All are idle. Saves about $75 a month (estimate).")
            .await;
        dialog.has_text(&format!("{IDLE}Idle7 mo ago")).await;
        panel
            .tab_to(&dialog.field("Type 25 to release 25 addresses"))
            .await;
        panel.type_keys("25").await;
        panel.press(Key::Enter).await;
        panel.status_says("24 released, 1 failed").await;
        dialog
            .has_text(
                "Failed. This address is kept for the audit (FORBIDDEN, 403). Nothing was changed.",
            )
            .await;
        assert_eq!(panel.alerts().await, [""; 0], "the dialog says it once");
        dialog.button("Close").focused().await;
        press(panel, &dialog.button("Retry failed")).await;
        panel.status_says("25 released").await;
        // One read before the first request, and one before the retry.
        assert_eq!(panel.requests_since(last).len(), 26 + 2);
        press(panel, &dialog.button("Close")).await;
        dialog.gone().await;
        panel.shows("11 addresses, all loaded").await;
        panel.focus_on("").await;
        panel.tab_to(&panel.checkbox("Select all found")).await;
        panel.press(Key::Space).await;
        panel.status_says("11 selected").await;
        press(panel, &panel.button("Copy")).await;
        panel.menu_item("Copy addresses").focused().await;
        panel.press(Key::Down).await;
        panel.press(Key::Enter).await;
        panel.status_says("Copied 11 addresses as a /32 list").await;
        panel.button("Copy").focused().await;
        let mut wanted = panel.addresses().await;
        wanted.sort_by_key(|ip| ip.parse::<std::net::Ipv4Addr>().ok());
        let wanted: String = wanted.iter().map(|ip| format!("{ip}/32 ")).collect();
        panel.field("Search").focus().await;
        panel.press_with(Key::Control, "v").await;
        // A one-line field replaces line ends by spaces.
        assert_eq!(panel.field("Search").value().await, wanted.trim_end());
    });
}

#[test]
fn nothing_is_released_before_the_count_is_typed_and_leaving_changes_nothing() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        select(panel, &[IDLE, ASSIGNED]).await;
        let last = panel.last_request();
        panel.button("Release").click().await;
        let dialog = panel.dialog("Release 2 addresses");
        for text in [
            IDLE,
            ASSIGNED,
            "inference-gateway",
            "1 is assigned to a machine",
        ] {
            dialog.has_text(text).await;
        }
        for wrong in ["", "1", "22", "two"] {
            dialog
                .field("Type 2 to release 2 addresses")
                .fill(wrong)
                .await;
            panel.press(Key::Enter).await;
            panel.alert_says("not the number of addresses").await;
        }
        panel.press(Key::Escape).await;
        dialog.gone().await;
        panel.button("Release").focused().await;
        panel.status_says("2 selected").await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn an_orphan_is_counted_apart_from_what_a_machine_loses() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.row(ORPHAN).has_text("Orphaned").await;
        select(panel, &[ASSIGNED, ORPHAN]).await;
        panel.button("Release").click().await;
        let dialog = panel.dialog("Release 2 addresses");
        for text in [
            "1 assigned, 1 orphaned. No machine loses an orphaned one.",
            "1 is assigned to a machine",
        ] {
            dialog.has_text(text).await;
        }
        dialog
            .field("Type 2 to release 2 addresses")
            .fill("2")
            .await;
        panel.press(Key::Enter).await;
        panel.status_says("2 released").await;
        for ip in [ASSIGNED, ORPHAN] {
            let gone = panel.with_account("demo", |account| account.address(ip).is_none());
            assert!(gone, "{ip}");
        }
    });
}

#[test]
fn idle_addresses_are_skipped_by_unassign_with_the_reason_and_stay_selected() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        select(panel, &[IDLE]).await;
        panel.button("Unassign").click().await;
        panel
            .status_says("None of the selected addresses is assigned")
            .await;
        select(panel, &[ASSIGNED]).await;
        let last = panel.last_request();
        panel.button("Unassign").click().await;
        let dialog = panel.dialog("Unassign 1 address");
        dialog
            .has_text("Its machine will no longer be reachable")
            .await;
        dialog
            .has_text("Skipped. This address isn't assigned to a machine.")
            .await;
        dialog.button("Unassign 1 address").click().await;
        panel.status_says("1 unassigned, 1 skipped").await;
        dialog.button("Close").click().await;
        panel.row(ASSIGNED).has_text("Idle").await;
        panel.status_says("1 selected").await;
        panel.fragment_is(&format!("sel={IDLE}")).await;
        let sent = format!(r#"PUT /public-ips/{ASSIGNED} {{"machineId":null}}"#);
        assert_eq!(panel.requests_since(last), [READ, &sent]);
    });
}

#[test]
fn four_are_under_way_a_pause_begins_no_more_and_cancel_says_what_was_left() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let idle = panel.machines().await.into_iter();
        let idle = idle.filter(|(_, machine)| machine.starts_with("Idle"));
        let mut idle: Vec<String> = idle.map(|(ip, _)| ip).take(7).collect();
        idle.sort_by_key(|ip| ip.parse::<std::net::Ipv4Addr>().ok());
        let idle: Vec<&str> = idle.iter().map(String::as_str).collect();
        let last = panel.last_request();
        let gates: Vec<_> = idle
            .iter()
            .map(|ip| panel.server.hold("DELETE", &path(ip)))
            .collect();
        let dialog = release(panel, &idle).await;
        for gate in &gates[..4] {
            assert!(gate.reached().await);
        }
        dialog.has_text("0 of 7 released, 4 in progress").await;
        dialog.button("Pause").click().await;
        gates[0].release();
        dialog
            .has_text("Paused. 1 of 7 released, 3 in progress")
            .await;
        assert_eq!(panel.requests_since(last).len(), 1 + 4);
        dialog.button("Resume").click().await;
        assert!(gates[4].reached().await);
        dialog.button("Cancel").click().await;
        dialog.has_text("4 in progress, 2 not started").await;
        for gate in &gates {
            gate.release();
        }
        panel.status_says("5 released, 2 not started").await;
        dialog.button("Close").focused().await;
        panel.press(Key::Enter).await;
        dialog.gone().await;
        panel.status_says("2 selected").await;
        for ip in &idle[5..] {
            panel
                .row(ip)
                .checkbox(&format!("Select {ip}"))
                .checked(true)
                .await;
        }
        // After the pause the rest is read again.
        assert_eq!(panel.requests_since(last).len(), 2 + 5);
    });
}

#[test]
fn a_closed_dialog_leaves_it_running_and_one_message_says_what_became_of_it() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.sign_in_to_demo().await;
        let gate = panel.server.hold("DELETE", &path(IDLE));
        let refused = Fault::Status(403, REFUSED.into());
        panel.server.fault("DELETE", &path(ASSIGNED), refused);
        let dialog = release(panel, &[IDLE, ASSIGNED, "203.0.113.23"]).await;
        assert!(gate.reached().await);
        dialog.has_text("1 failed, 1 in progress").await;
        panel.press(Key::Escape).await;
        dialog.gone().await;
        panel.button("Show progress").focused().await;
        panel.shows("Releasing, 1 of 3").await;
        gate.release();
        panel.alert_says("2 released, 1 failed").await;
        assert!(
            !panel.statuses().await.concat().contains("released"),
            "not a success too"
        );
        panel.status_says("1 selected").await;
        panel.button("Show failed").click().await;
        panel
            .dialog("Release 3 addresses")
            .has_text("kept for the audit")
            .await;
        assert_eq!(
            panel.alerts().await,
            [""; 0],
            "not in a message and a dialog"
        );
        panel.button("Retry failed").click().await;
        panel.status_says("3 released").await;
        panel.button("Close").click().await;
        panel.row(ASSIGNED).gone().await;
        panel.fragment_is("").await;
    });
}

#[test]
fn what_was_changed_since_it_was_confirmed_is_left_alone() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let others = ["192.0.2.10", "192.0.2.12", "198.51.100.9", "198.51.100.10"];
        let gates = others.map(|ip| panel.server.hold("DELETE", &path(ip)));
        let mut all = others.to_vec();
        all.push(IDLE);
        let dialog = release(panel, &all).await;
        for gate in &gates {
            assert!(gate.reached().await);
        }
        panel.press(Key::Escape).await;
        dialog.gone().await;
        panel.with_account("demo", |account| {
            assert!(account.assign(IDLE, Some(FREE_MACHINE)).is_ok());
        });
        // The rest is read again once the last read is old.
        panel.advance_clock(31_000).await;
        for gate in &gates {
            gate.release();
        }
        panel.alert_says("4 released, 1 failed").await;
        panel.button("Show failed").click().await;
        panel
            .dialog("Release 5 addresses")
            .has_text(&format!(
                "Failed. {IDLE} is now assigned to build-runner, changed elsewhere. Nothing was sent."
            ))
            .await;
        assert_eq!(panel.requests("DELETE").len(), 4);
    });
}

#[test]
fn too_many_requests_let_all_wait_and_a_refused_key_ends_the_session() {
    panel_test(async |panel| {
        panel.expect_console("4");
        panel.sign_in_to_demo().await;
        let later = simulator::Fault::NotCarriedOut(simulator::Reply::Refused {
            status: 429,
            retry_after: Some("4".to_owned()),
        });
        let later = Fault::Api(later);
        panel.server.fault("DELETE", &path("192.0.2.10"), later);
        let others = ["192.0.2.12", "192.0.2.18", "198.51.100.9"];
        let gates = others.map(|ip| panel.server.hold("DELETE", &path(ip)));
        let last = panel.last_request();
        let mut all = others.to_vec();
        all.extend(["192.0.2.10", "203.0.113.6"]);
        let dialog = release(panel, &all).await;
        dialog.has_text("Rate limited. Retrying in").await;
        dialog.has_text("0 of 5 released, 3 in progress").await;
        assert_eq!(
            panel.requests_since(last).len(),
            1 + 4,
            "the fifth waits as well"
        );
        for gate in &gates {
            gate.release();
        }
        panel.status_says("5 released").await;
        assert_eq!(panel.requests_since(last).len(), 2 + 6);
        dialog.button("Close").click().await;
        dialog.gone().await;
        let gone = Fault::Status(401, r#"{"code":"UNAUTHORIZED","message":"No."}"#.into());
        panel.server.fault("DELETE", "/v1/public-ips", gone);
        release(panel, &[IDLE, "203.0.113.23"]).await;
        panel.heading("Sign in").visible().await;
        panel.fragment_is("").await;
        panel.submit_key("demo").await;
        panel.shows("all loaded").await;
        panel
            .alert_says("Releasing 2 addresses was interrupted")
            .await;
    });
}

#[test]
fn the_bar_is_within_reach_on_a_phone_and_covers_no_row() {
    panel_test(async |panel| {
        panel.viewport(390, 844).await;
        panel.sign_in_to_demo().await;
        let last = panel.addresses().await.pop().unwrap_or_default();
        select(panel, &[&last]).await;
        panel.scroll_to_end().await;
        let tick = panel.row(&last).checkbox(&format!("Select {last}"));
        assert!(tick.uncovered().await);
        for name in ["Release", "Unassign"] {
            assert!(panel.button(name).within_width().await, "{name}");
            assert!(panel.button(name).uncovered().await, "{name}");
        }
        panel.button("Clear selection").click().await;
        tick.checked(false).await;
        panel.does_not_show("1 selected").await;
    });
}

#[test]
fn read_only_changes_nothing_and_copies_still() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        select(panel, &[IDLE]).await;
        panel.button("Menu").click().await;
        panel.menu_item("Read-only").click().await;
        panel.press(Key::Escape).await;
        let last = panel.last_request();
        panel.button("Release").enabled(false).await;
        panel.button("Release").click().await;
        panel.status_says("Read-only is on").await;
        panel.button("Copy").enabled(true).await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}
